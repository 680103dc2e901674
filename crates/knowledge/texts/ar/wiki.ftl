nav-wiki = المعرفة
wiki-tab = الويكي
wiki-kind = صفحة
wiki-lede = ما تعرفه الشركة، مكتوب ومحدّث.
wiki-none = لا صفحات بعد
wiki-none-hint = افتح مساحة واكتب صفحتها الأولى.
wiki-empty = ليس في هذه المساحة صفحات بعد
wiki-empty-hint = اكتب ما يسأل عنه الناس مرارًا.
wiki-pages = الصفحات
wiki-pages-of = صفحات { $space }
wiki-trail = موضع هذه الصفحة
wiki-edit = تحرير
wiki-history = السجل
wiki-more = إجراءات أخرى على { $page }
wiki-who-wrote-what = من كتب ماذا
wiki-new = صفحة جديدة
wiki-new-below = صفحة جديدة تحت هذه
wiki-below-page = تحت { $page }
wiki-move = نقل
wiki-move-up = إلى أعلى
wiki-move-down = إلى أسفل
wiki-move-page = نقل { $page }
wiki-move-hint = تأتي الصفحات التي تحتها معها. تقود العناوين القديمة إلى الجديدة. لا يقرأ أحد أكثر مما كان.
wiki-move-below = تحت أي صفحة
wiki-move-below-hint = عنوان الصفحة داخل هذه المساحة. الفراغ يضعها في الأعلى.
wiki-position = الموضع بين الأخرى
wiki-position-last = في النهاية
wiki-position-first = في البداية
wiki-delete = حذف
wiki-deleted = حُذفت الصفحة
wiki-deleted-page = حُذفت { $page }
wiki-deleted-hint = ارتفعت الصفحات التي تحتها درجة. يمكنك استرجاعها فتعود معها.
wiki-undo = استرجاع
wiki-changed = عُدّلت
wiki-written = كُتبت
wiki-is-template = قالب
wiki-below = الصفحات تحت هذه
wiki-watch = متابعة
wiki-watching = تُتابَع
wiki-on-this-page = في هذه الصفحة
wiki-recent-changes = آخر التغييرات
wiki-recent-pages = عُدّلت مؤخرًا
wiki-version = النسخة { $n }
wiki-versions = { $n ->
    [zero] لا نسخ
    [one] نسخة واحدة
    [two] نسختان
    [few] { $n } نسخ
    [many] { $n } نسخة
   *[other] { $n } نسخة
}
wiki-used-by = صفحات تقود إلى هنا
wiki-edit-page = تحرير الصفحة
wiki-conflict = حفظ أحدهم هذه الصفحة بينما كنت تكتب
wiki-conflict-hint = نصك في الأسفل كما هو. خذ من نصهم ما تريد إبقاءه ثم احفظ من جديد. يبقى الاثنان في السجل.
wiki-conflict-differs = الفرق بين نصهم ونصك
wiki-conflict-theirs = نصهم: { $title }
wiki-templates = ابدأ بـ
wiki-title = العنوان
wiki-text = النص
wiki-text-hint = ماركداون. [[عنوان]] يقود إلى صفحة، و![[عنوان#قسم]] يعرض قسمًا منها، و$x^2$ صيغة.
wiki-summary = ما الذي غيّرته ولماذا
wiki-files = إرفاق ملفات
wiki-internal = للشركة وحدها
wiki-template-for = قالب: يمكن أن تبدأ به صفحات جديدة
wiki-save = حفظ الصفحة
wiki-preview = معاينة
wiki-cancel = إلغاء
wiki-hidden = مخفية
wiki-hide = إخفاء النص
wiki-show = إظهار النص
wiki-what-changed = ما الذي تغيّر
wiki-restore = استعادة
wiki-restore-version = استعادة النسخة { $n }
wiki-restored-revision = استُعيدت النسخة { $n }
wiki-older = نسخ أقدم
wiki-is-old = هكذا كانت الصفحة من قبل.
wiki-changes-in = التغييرات في النسخة { $n }
wiki-from = من
wiki-to = إلى
wiki-compare = مقارنة
wiki-view = طريقة المقارنة
wiki-view-read = كما تُقرأ
wiki-view-source = المصدر
wiki-words = { $n ->
    [zero] لا كلمات
    [one] كلمة واحدة
    [two] كلمتان
    [few] { $n } كلمات
    [many] { $n } كلمة
   *[other] { $n } كلمة
}
wiki-removed = حُذف:
wiki-added = أُضيف:
wiki-unchanged-lines = { $n ->
    [zero] لا أسطر بلا تغيير
    [one] سطر واحد بلا تغيير
    [two] سطران بلا تغيير
    [few] { $n } أسطر بلا تغيير
    [many] { $n } سطرًا بلا تغيير
   *[other] { $n } سطر بلا تغيير
}
wiki-same = النسختان متطابقتان.
wiki-about-change = عن هذا التغيير
wiki-why = لماذا تغيّر
wiki-no-summary = لم يُذكر سبب.
wiki-all-versions = كل النسخ
wiki-wanted = صفحات مطلوبة
wiki-wanted-hint = تقود صفحات إليها ولم يكتبها أحد بعد.
wiki-broken = محذوفة
wiki-named-in = { $n ->
    [zero] في لا صفحة:
    [one] في صفحة واحدة:
    [two] في صفحتين، منهما:
    [few] في { $n } صفحات، منها:
    [many] في { $n } صفحة، منها:
   *[other] في { $n } صفحة، منها:
}
wiki-hidden-page = صفحة ليست مفتوحة لك
wiki-missing-section = (هذا القسم غير موجود)
error-wiki-readers = يمكنك القراءة هنا لا تغيير الصفحات. انضم إلى المساحة لتكتب.
error-wiki-readers-title = الأعضاء وحدهم يكتبون هنا
error-wiki-curators = هذا لمن يعتنون بهذه الصفحات: القيّمون والمشرفون ومالكو المساحة.
error-wiki-curators-title = للقيّمين
error-wiki-changed-meanwhile = تغيّرت الصفحة منذ قرأتها. النصان في الجواب؛ احفظ من جديد فوق الأحدث.
error-wiki-changed-meanwhile-title = كان أحدهم أسرع
error-wiki-revision-needed = قل أي نص غيّرت: أرسل If-Match مع وسم الصفحة أو رقم نسختها.
error-wiki-revision-needed-title = أي نسخة؟
field-wiki-title-signs = لا يحوي العنوان [ أو ] أو |. احذفها.
field-wiki-wider-than-above = ليست الصفحة لناس أكثر من الصفحة التي فوقها. اختر مثلهم أو أقل.
field-wiki-too-deep = يصير العنوان طويلًا جدًا هنا. اختر صفحة أقرب إلى الأعلى.
field-wiki-below-itself = لا تكون الصفحة تحت نفسها. اختر صفحة أخرى.
field-wiki-other-space = هذه الصفحة في مساحة أخرى. اختر واحدة من هذه.
field-wiki-no-such-page = لا صفحة في هذا العنوان في هذه المساحة. راجع الإملاء.
wiki-care = من يعتني بهذه الصفحة
wiki-care-hint = يسري على هذه الصفحة وكل ما تحتها مما لا يقول غير ذلك.
wiki-curator = القيّم
wiki-name-curator = تعيين قيّم
wiki-curator-hint = اسم عضو في هذه المساحة. الفراغ: قيّم الصفحة التي فوقها.
wiki-review-days = تُراجع بعد هذا العدد من الأيام
wiki-review-days-hint = الفراغ: كما تقول الصفحة التي فوقها.
wiki-asks-review = تنتظر تغييرات الآخرين حتى يقبلها قيّم
wiki-save-care = حفظ
wiki-suggest = اقتراح تغيير
wiki-suggest-hint = يرى من يعتنون بالصفحة نصك بجانب الحالي ويقررون.
wiki-suggest-send = إرسال الاقتراح
wiki-suggestion = تغيير مقترح
wiki-suggestion-open = ينتظر قيّمًا
wiki-suggestion-accepted = مقبول
wiki-suggestion-refused = مرفوض
wiki-suggestion-differs = ما الذي سيتغيّر
wiki-suggestions-wait = { $n ->
    [zero] لا اقتراحات
    [one] اقتراح واحد ينتظر
    [two] اقتراحان ينتظران
    [few] { $n } اقتراحات تنتظر
    [many] { $n } اقتراحًا ينتظر
   *[other] { $n } اقتراح ينتظر
}
wiki-accept = قبول
wiki-refuse = رفض
wiki-refuse-reason = لماذا لا؟ يقرأ هذا من اقترحه.
wiki-board = لوحة القيّمين
wiki-board-of = لوحة القيّمين في { $space }
wiki-board-nothing = لا شيء للعمل
wiki-board-suggested = تغييرات مقترحة
wiki-board-suggested-hint = اقبلها أو ارفضها مع ذكر السبب.
wiki-board-doubted = يشك القراء في هذه
wiki-board-doubted-hint = صحّح الصفحة ثم علّمها مُراجَعة.
wiki-board-late = حان وقت مراجعتها
wiki-board-late-hint = مضى يومها.
wiki-board-unattended = بلا قيّم
wiki-board-unattended-hint = لم يُسمَّ أحد، أو غادر القيّم. سمِّ أحدًا.
wiki-board-alone = لا شيء يقود إليها
wiki-board-alone-hint = في الأعلى، بلا صفحات تحتها، ولا صفحة تشير إليها.
wiki-reviewed = روجعت { $date }
wiki-next-review = المراجعة التالية { $date }
wiki-late = تأخرت المراجعة
wiki-right-question = هل كانت هذه الصفحة صحيحة وكاملة؟
wiki-right-count = { $n ->
    [zero] لم يقل أحد نعم.
    [one] قارئ واحد يقول نعم.
    [two] قارئان يقولان نعم.
    [few] { $n } قراء يقولون نعم.
    [many] { $n } قارئًا يقولون نعم.
   *[other] { $n } قارئ يقولون نعم.
}
wiki-doubt-count = { $n ->
    [zero] لا أحد يشك فيها.
    [one] قارئ واحد يشك فيها.
    [two] قارئان يشكان فيها.
    [few] { $n } قراء يشكون فيها.
    [many] { $n } قارئًا يشكون فيها.
   *[other] { $n } قارئ يشكون فيها.
}
wiki-yes = نعم
wiki-no = ثمة خطأ
wiki-what-is-wrong = ما الخطأ؟
wiki-send = إرسال
wiki-mark-reviewed = تعليمها مُراجَعة
error-wiki-decided = قرر أحدهم في هذا الاقتراح. افتحه لترى كيف.
error-wiki-decided-title = قُرّر فيه
field-wiki-no-such-curator = لا عضو بهذا الاسم في هذه المساحة. اكتب اسم عضو.
field-wiki-days = اكتب عدد أيام من 1 إلى 3650.
field-wiki-nothing-changed = هذا ما تقوله الصفحة أصلًا. غيّر شيئًا.
field-wiki-many-suggestions = خمسة من اقتراحاتك لهذه الصفحة تنتظر. انتظر حتى يُقرَّر في أحدها.
error-wiki-waits = تنتظر تغييرات هذه الصفحة قيّمًا.
error-wiki-waits-title = تنتظر تغييرات هذه الصفحة قيّمًا.
wiki-together-kept = كل ما كتبته محفوظ.
wiki-together-keeping = جارٍ الحفظ …
wiki-together-away = لا يوجد اتصال. يبقى ما تكتبه في هذا المتصفح ويُرسل لاحقًا.
wiki-together-anew = تخلّى أحدهم عن المسودة. نصّك في الأسفل؛ انسخ ما تحتاج إليه ثم أعد تحميل الصفحة.
wiki-together-saved = حفظها
wiki-together-here = يكتب أيضًا:
wiki-together-rich = منسَّق
wiki-together-source = ماركداون
error-wiki-begun-anew = تخلّى أحدهم عن المسودة التي كنت تكتب فيها. أعد تحميل الصفحة؛ نصّك ما زال في المحرر.
error-wiki-begun-anew-title = بدأت المسودة من جديد
wiki-told-suggested = اقتراح لصفحة أعتني بها
wiki-told-doubted = قارئ يشك في صفحة أعتني بها
wiki-told-due = صفحة أعتني بها حان وقت مراجعتها
wiki-told-accepted = قُبل اقتراحي
wiki-told-refused = رُفض اقتراحي
wiki-said-suggested =
    { $n ->
        [zero] اقترح { $name } تغييرًا في «{ $title }»
        *[other] اقترح { $name } و{ $n } غيره تغييرات في «{ $title }»
    }
wiki-said-doubted =
    { $n ->
        [zero] يشك { $name } في أن «{ $title }» ما زالت صحيحة
        *[other] يشك { $name } و{ $n } غيره في أن «{ $title }» ما زالت صحيحة
    }
wiki-said-due = حان وقت مراجعة «{ $title }»
wiki-said-accepted = قبل { $name } اقتراحك لصفحة «{ $title }»
wiki-said-refused = رفض { $name } اقتراحك لصفحة «{ $title }»
wiki-tree-hint = اسحب صفحة لنقلها، أو استخدم Alt وShift ومفاتيح الأسهم.
