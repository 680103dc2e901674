posts-kind-note = ملاحظة
posts-kind-other = منشور
posts-kind-comment = تعليق
posts-comment-on = تعليق على { $title }
posts-audience = الجمهور:
posts-useful = مفيد
posts-react-otherwise = تفاعل بطريقة أخرى
posts-comment = تعليق
posts-comments-word = { $n ->
    [zero] تعليق
    [one] تعليق
    [two] تعليقان
    [few] تعليقات
    [many] تعليقًا
   *[other] تعليق
}
posts-comments = { $n ->
    [0] التعليقات
    [zero] التعليقات
    [one] تعليق واحد
    [two] تعليقان
    [few] { $n } تعليقات
    [many] { $n } تعليقًا
   *[other] { $n } تعليق
}
posts-comment-by = تعليق من { $name }
posts-comment-label = تعليقك
posts-comment-hint = أضف ما تعرفه
posts-comment-gone = حذف الكاتب هذا التعليق.
posts-no-comments = لا تعليقات بعد.
posts-more-comments = المزيد من التعليقات
posts-reply = رد
posts-reply-label = ردك
posts-sort = ترتيب التعليقات
posts-sort-oldest = الأقدم
posts-sort-newest = الأحدث
posts-sort-useful = الأكثر فائدة
posts-share = مشاركة
posts-save = حفظ لوقت لاحق
posts-more = إجراءات أخرى: { $post }
posts-copy-link = نسخ الرابط
posts-link-copied = نُسخ الرابط
posts-link-not-copied = تعذّر نسخ الرابط
posts-edit = تعديل
posts-edited = معدَّل
posts-delete = حذف
posts-deleted = حُذف.
posts-undo = تراجع
posts-pin = تثبيت في المساحة
posts-unpin = إلغاء التثبيت
posts-follow = متابعة التعليقات
posts-following = قيد المتابعة
posts-follow-tag = متابعة الوسم
posts-mute-author = كتم { $name }
posts-mute-space = كتم { $name }
posts-read-on = متابعة القراءة
posts-minutes = { $n ->
    [zero] أقل من دقيقة قراءة
    [one] دقيقة قراءة
    [two] دقيقتا قراءة
    [few] { $n } دقائق قراءة
    [many] { $n } دقيقة قراءة
   *[other] { $n } دقيقة قراءة
}
posts-draft = مسودة، لا يراها غيرك
posts-series = جزء من سلسلة «{ $series }»
posts-poll = استطلاع
posts-poll-vote = تصويت
posts-poll-votes = { $n ->
    [zero] لا أصوات
    [one] صوت واحد
    [two] صوتان
    [few] { $n } أصوات
    [many] { $n } صوتًا
   *[other] { $n } صوت
}
posts-poll-mine = اختيارك
posts-poll-closed = مغلق
posts-pages = الصفحات
posts-older = منشورات أقدم
posts-history = السجل
posts-back = العودة إلى المنشور
posts-never-edited = لم يُعدَّل هذا المنشور قط.
posts-changes = ما الذي تغيّر
posts-conflict = في الأسفل الفرق بين نصك والنص المحفوظ. نصك ما زال في النموذج. الحفظ مرة أخرى يستبدل النسخة الأخرى، وتبقى هي في السجل.
posts-widen-confirm = سيقرأ هذا عدد أكبر من الأشخاص: { $audience }. احفظ مرة أخرى للتأكيد.
posts-saved-empty-title = لا محفوظات بعد
posts-saved-empty = استخدم الإشارة المرجعية أسفل المنشور للاحتفاظ به هنا. لا يرى محفوظاتك غيرك.
posts-collections = المجموعات
posts-all-saved = كل المحفوظات
posts-collection-name = اسم المجموعة
posts-collection-add = إضافة
posts-drafts-empty-title = لا مسودات
posts-drafts-empty = ما تبدأ كتابته يبقى هنا حتى تنشره.
posts-draft-remove = التخلص من: { $title }
posts-tag-empty = لا منشورات متاحة لك بهذا الوسم
composer-page = كتابة
composer-kinds = ماذا تريد أن تشارك؟
composer-title = العنوان
composer-body = نصك
composer-hint = ماذا تعلّمت أو أصلحت أو لاحظت؟
composer-hint-poll = عمّ تريد أن تسأل؟
composer-write = كتابة
composer-preview = معاينة
composer-bold = غامق
composer-italic = مائل
composer-link = رابط
composer-list = قائمة
composer-quote = اقتباس
composer-code = شيفرة
composer-completions = اقتراحات
composer-summary = ملخص للقوائم
composer-series = السلسلة
composer-cover = صورة الغلاف
composer-no-cover = من دون غلاف
composer-option = خيار
composer-option-add = إضافة خيار
composer-option-remove = إزالة هذا الخيار
composer-poll-several = يُسمح بعدة إجابات
composer-attach = إرفاق ملفات أو صور
composer-file = ملف مرفق
composer-file-remove = إزالة هذا الملف
composer-alt = ما تُظهره الصورة
composer-space = مكان النشر
composer-own-stream = من يتابعني
composer-audience-of-space = كل من في المساحة
composer-keep-draft = الاحتفاظ كمسودة
composer-post = نشر
composer-save = حفظ
composer-back = العودة إلى النص
composer-widen-title = سيقرأ هذا عدد أكبر من الأشخاص
composer-widen = سيقرأ هذا عدد أكبر من الأشخاص:
composer-restored = عاد نصك غير المكتمل.
composer-keep = الاحتفاظ به
composer-other = عرض النسخة الأخرى
composer-discard = تجاهل
composer-signed-out = انتهى تسجيل دخولك. نصك محفوظ هنا؛ سجّل الدخول وانشر مرة أخرى.
composer-saved = حُفظت المسودة
composer-kept = محفوظ على هذا الجهاز
composer-unkept = تعذّر الاحتفاظ بالمسودة؛ انسخ نصك قبل المغادرة
composer-posting = جارٍ النشر…
composer-uploading = جارٍ الرفع…
composer-offline = لا يوجد اتصال. نصك محفوظ وسيُنشر عند عودة الاتصال.
composer-queued = لا يوجد اتصال. النص ينتظر في الأعلى وسيُرسَل تلقائيًا.
composer-failed = لم يستجب الخادم. نصك محفوظ، وتجري المحاولة مرة أخرى.
composer-too-large = هذا الملف كبير جدًا.
composer-choices =
    .one = عدد الاقتراحات: { "{count}" }
    .other = عدد الاقتراحات: { "{count}" }
error-forbidden-by-case-title = يُحسم هذا بقضية
error-forbidden-by-case = أبلغ عن هذا المنشور ثم احسم القضية: يُخبر كاتبه بالسبب ويمكنه التظلّم.
error-forbidden-not-author-title = هذا للكاتب فقط
error-forbidden-not-author = يمكنك قراءة هذا المنشور، لكن لا يمكنك تعديله. علّق عليه أو اسأل كاتبه.
error-forbidden-not-moderator-title = هذا للمشرفين فقط
error-forbidden-not-moderator = اسأل أحد مالكي المساحة أو مشرفيها.
error-forbidden-not-member-title = انضم إلى المساحة أولًا
error-forbidden-not-member = لا يكتب في هذه المساحة إلا أعضاؤها. انضم إليها أو اطلب الانضمام، ثم انشر مرة أخرى.
error-posts-at-its-place-title = هذا يُكتب ويُغيَّر في مكانه الخاص
error-posts-at-its-place = افتح صفحته الخاصة وغيّره هناك، فقواعد ذلك المكان هي السارية.
error-forbidden-archived-title = هذه المساحة مؤرشفة
error-forbidden-archived = يمكن قراءتها، لكن لا يُكتب فيها شيء جديد.
error-forbidden-nowhere-to-write-title = لا توجد بعد مساحة يمكنك الكتابة فيها
error-forbidden-nowhere-to-write = انضم إلى مساحة متاحة لك، أو اسأل من دعاك.
error-forbidden-scope-title = رمز الوصول هذا للقراءة فقط
error-forbidden-scope = أنشئ رمز وصول بالصلاحية «write» في إعدادات الأمان.
error-already-published-title = منشور من قبل
error-already-published = نُشرت هذه المسودة في هذه الأثناء.
error-audience-wider-title = سيقرأ هذا عدد أكبر من الأشخاص
error-audience-wider = أكّد الجمهور الأوسع بذكره في confirmed_audience.
error-poll-closed-title = الاستطلاع مغلق
error-poll-closed = حُسبت الأصوات، ولم يعد التصويت أو تغييره ممكنًا.
field-poll-options = أدخل من خيارين إلى عشرة خيارات.
field-no-title = ليس للملاحظة عنوان. اكتب مقالًا إن أردت عنوانًا.
field-too-many-files = يمكن إرفاق 20 ملفًا على الأكثر.
field-wider-than-space = هذا الجمهور أوسع من المساحة. اختر جمهورًا أضيق أو مساحة أخرى.
field-publishers-only = الناشرون وحدهم يمكنهم النشر من صفحاتهم لأشخاص خارج الشركة. انشر في مساحة متاحة لهؤلاء الأشخاص.
field-needs-space = اختر مساحة أولًا: ما يصل إلى متابعيك هو للشركة.
posts-save-to = حفظ في…
posts-save-to-title = الحفظ في مجموعة
posts-save-nowhere = بلا مجموعة
posts-save-new = مجموعة جديدة
posts-save-new-hint = اكتب اسمًا لإنشائها وحفظ المنشور فيها. لا يراها أحد غيرك.
posts-save-do = حفظ
posts-save-cancel = إلغاء
posts-place-held = هذا النص ينتظر مشرفًا. حتى ذلك الحين لا يراه إلا كاتبه.
posts-place-hidden = أخفى مشرف هذا النص.
posts-place-removed = أزال مشرف هذا النص.
posts-place-reason = السبب: { $reason }
posts-place-yours = تراه لأنك كتبته. يمكنك تعديله، أو قراءة القرار والاعتراض عليه من إشعاراتك.
posts-reason-respect = الاحترام: لا إهانة ولا مضايقة
posts-reason-personal = الشؤون الشخصية للآخرين تبقى خاصة
posts-reason-confidential = معلومات سرية
posts-reason-unlawful = مخالف للقانون
posts-reason-misleading = مضلل أو باسم شخص آخر
posts-reason-spam = رسائل مزعجة أو إعلان
posts-reason-place = ليس هذا مكانه
posts-reason-review = نظرة أولى من مشرف كما تطلب هذه المساحة أو قاعدة ما
composer-waits = { $n ->
    [zero] يقرأ مشرف هذا أولًا. وحتى ذلك الحين لا يراه غيرك.
    [one] يقرأ مشرف هذا أولًا خلال ساعة واحدة. وحتى ذلك الحين لا يراه غيرك.
    [two] يقرأ مشرف هذا أولًا خلال ساعتين. وحتى ذلك الحين لا يراه غيرك.
    [few] يقرأ مشرف هذا أولًا خلال { $n } ساعات. وحتى ذلك الحين لا يراه غيرك.
    [many] يقرأ مشرف هذا أولًا خلال { $n } ساعة. وحتى ذلك الحين لا يراه غيرك.
   *[other] يقرأ مشرف هذا أولًا خلال { $n } ساعة. وحتى ذلك الحين لا يراه غيرك.
}
posts-anonymous = شخص لم يذكر اسمه
