questions-nav = الأسئلة
questions-kind = سؤال
questions-kind-answer = إجابة
questions-answer-to = إجابة عن { $title }
questions-title = الأسئلة
questions-about = ما سُئل عنه ومن عرف الجواب.
questions-ask = طرح سؤال
questions-ask-about = قل ما تريد معرفته وما جرّبته. تظهر الأسئلة السابقة أثناء الكتابة.
questions-everywhere = في كل مكان
questions-which = أي الأسئلة
questions-order = الترتيب
questions-state-all = الكل
questions-state-open = مفتوحة
questions-state-unanswered = بلا إجابة
questions-state-answered = مجابة
questions-state-mine = أسئلتي
questions-sort-newest = الأحدث
questions-sort-votes = الأصوات
questions-sort-activity = النشاط
questions-empty-title = لا أسئلة هنا
questions-empty = اسأل عمّا تريد معرفته، ومن يعرف سيسعده أن يجيب مرة واحدة.
questions-votes = أصوات
questions-open = مفتوح
questions-answered = مُجاب
questions-closed = مغلق
questions-more = المزيد من الأسئلة
questions-more-answers = المزيد من الإجابات
questions-similar = سُئل أو كُتب من قبل
questions-may-know = من قد يعرف
questions-check-title = هل هو أحد هذه الأسئلة؟
questions-check = تحقق إن كان سؤالك قد أُجيب عنه. وإلا فاطرحه.
questions-field-title = سؤالك في جملة واحدة
questions-field-title-hint = ابدأ بماذا أو لماذا أو كيف.
questions-field-body = ما يلزم معرفته للإجابة
questions-field-body-hint = ما رأيته وما جرّبته وما توقعته. يمكن استخدام Markdown.
questions-field-tags = الوسوم
questions-field-tags-hint = حتى 8 وسوم تفصل بينها فواصل.
questions-field-space = أين
questions-field-space-hint = بين قوسين: من سيقرأه.
questions-no-space = خارج المساحات (داخلي)
questions-post = نشر السؤال
questions-ask-anyway = ليس أيًا منها: انشر السؤال
questions-cancel = إلغاء
questions-save = حفظ
questions-crumbs = مكان الصفحة
questions-question = السؤال
questions-asked = سُئل في { $date }
questions-last-activity = آخر نشاط
questions-me-too = لدي هذا السؤال أيضًا
questions-same-here = وأنا أيضًا
questions-useful = هذه الإجابة مفيدة
questions-not-useful = هذه الإجابة غير مفيدة
questions-why-not = لماذا لا تفيد؟
questions-reason-wrong = إنها خاطئة
questions-reason-outdated = إنها قديمة
questions-reason-unclear = غير مفهومة
questions-reason-unsafe = إنها خطرة
questions-closing-duplicate = مغلق: سُئل من قبل.
questions-closing-off-topic = مغلق: خارج الموضوع.
questions-closing-outdated = مغلق: لم يعد قائمًا.
questions-closing-solved = مغلق: حُلّ في مكان آخر.
questions-close = إغلاق
questions-close-off-topic = خارج الموضوع
questions-close-outdated = لم يعد قائمًا
questions-close-solved = حُلّ في مكان آخر
questions-close-why = لماذا يُغلق؟
questions-reopen = إعادة الفتح
questions-accept = قبول
questions-unaccept = إلغاء القبول
questions-accepted = مقبولة
questions-accepted-by = قبلها { $name } في { $date }
questions-accepted-answer-by = الإجابة المقبولة من { $name }
questions-answer-by = إجابة من { $name }
questions-wiki = مفتوحة للجميع: من يمكنه الإجابة يمكنه تحسينها
questions-open-to-all = السماح للجميع بالتحرير
questions-did-it-help = هل أجاب هذا عن سؤالك؟
questions-reuse = هذا أجاب عن سؤالي
questions-most-useful = الأكثر فائدة
questions-your-answer = إجابتك
questions-answer-hint = قل ما رأيته بنفسك. إجابة قصيرة مجرّبة خير من تخمين طويل.
questions-post-answer = نشر الإجابة
questions-edit-answer = تعديل الإجابة
questions-meanwhile = غيّر شخص آخر هذه الإجابة. نصه في الأعلى ونصك في الأسفل. اجمع بينهما ثم احفظ.
questions-beside = عن هذا السؤال
questions-told-answer = إجابة عن سؤالي أو سؤال أتابعه
questions-told-accepted = قُبلت إجابتي
error-questions-asker-only-title = القرار ليس لك
error-questions-asker-only = يقرر في هذا السؤال من طرحه أو من يرعى مساحته.
error-questions-own-vote-title = هذا من كتابتك
error-questions-own-vote = لا يمكنك التصويت على ما كتبته.
error-questions-own-reuse-title = هذه إجابتك
error-questions-own-reuse = هذه إجابتك. الآخرون يقولون إن كانت أفادتهم.
error-questions-closed-title = هذا السؤال مغلق
error-questions-closed = هذا السؤال مغلق. يمكن لمن طرحه أو لمن يرعى المساحة إعادة فتحه.
field-vote-reason = اذكر السبب: wrong أو outdated أو unclear أو unsafe.
field-vote-value = أدخل 1 للتأييد أو -1 للمعارضة.
field-closing-reason = اذكر السبب: duplicate أو off-topic أو outdated أو solved.
field-too-many-tags = أدخل { $most } وسوم على الأكثر.
questions-merged-here = دُمج في هذا السؤال:
questions-part = التراجع عن الدمج
questions-kept-in = محفوظ في الويكي:
questions-duplicate = الإشارة إلى أنه طُرح من قبل
questions-duplicate-of = عنوان السؤال الذي طُرح من قبل
questions-close-duplicate = إغلاقه مع الإحالة إلى الآخر
questions-merge = دمجه في الآخر
error-questions-curators-only-title = للقائمين على المحتوى
error-questions-curators-only = من يعتني بالمساحة يدمج أسئلتها.
field-merge-itself = هذا هو السؤال نفسه. اذكر سؤالًا آخر.
field-merge-merged = أحدهما مدموج بالفعل. اذكر السؤال الذي دُمج فيه.
field-merge-wider = للسؤال الآخر قراء لا يحق لهم قراءة هذا السؤال. اذكر سؤالًا في المساحة نفسها، أو سؤالًا لا يزيد قراؤه.
questions-tags-proposed = وسوم ما يشبهه:
questions-answers =
    { $n ->
        [zero] لا إجابات بعد
        [one] إجابة واحدة
        [two] إجابتان
        [few] { $n } إجابات
        [many] { $n } إجابة
        *[other] { $n } إجابة
    }
questions-reused =
    { $n ->
        [zero] لم يكفِ أحدًا بعد
        [one] كان كافيًا لشخص آخر
        [two] كان كافيًا لشخصين آخرين
        [few] كان كافيًا لـ { $n } آخرين
        [many] كان كافيًا لـ { $n } آخرين
        *[other] كان كافيًا لـ { $n } آخرين
    }
questions-folded =
    { $n ->
        [zero] لا إجابات برصيد سالب
        [one] إجابة برصيد سالب
        [two] إجابتان برصيد سالب
        [few] { $n } إجابات برصيد سالب
        [many] { $n } إجابة برصيد سالب
        *[other] { $n } إجابة برصيد سالب
    }
questions-said-answer =
    { $n ->
        [zero] أجاب { $name } عن «{ $title }»
        [one] أجاب { $name } وشخص آخر عن «{ $title }»
        [two] أجاب { $name } وشخصان آخران عن «{ $title }»
        [few] أجاب { $name } و{ $n } آخرون عن «{ $title }»
        [many] أجاب { $name } و{ $n } آخرون عن «{ $title }»
        *[other] أجاب { $name } و{ $n } آخرون عن «{ $title }»
    }
questions-said-accepted =
    { $n ->
        [zero] قبل { $name } إجابتك عن «{ $title }»
        *[other] قبل { $name } و{ $n } غيره إجابتك عن «{ $title }»
    }
questions-by = باسم من؟
questions-by-me = باسمي
questions-by-nobody = بلا اسم
questions-by-company = باسم الشركة
questions-by-nobody-hint = في المساحات التي تسمح بذلك فقط. لا يعرف القراء من سأل؛ ويمكن للإشراف أن يطّلع، ويُسجَّل ذلك. ما تكتبه تحت السؤال يظهر باسمك.
field-questions-named-here = في هذه المساحة تُطرح الأسئلة بالأسماء. اختر مساحة أخرى أو اسمك.
field-questions-publishers-only = لا يسأل باسم الشركة إلا من ينشر لها.
questions-naming = يجوز السؤال هنا بلا اسم
questions-naming-hint = لا يعرف القراء من سأل. ويمكن للإشراف أن يطّلع، ويُسجَّل ذلك.
questions-who-asked = من سأل هذا؟
questions-asker-gone = لم يعد معروفًا من سأل هذا.
questions-asker-recorded = سُجِّل اطلاعك في سجل التدقيق.
questions-anonymous-mine = أنت سألت هذا، ولا يرى الآخرون اسمك
questions-anonymous-hint = يمكن للإشراف أن يرى من
questions-company-mine = سألت هذا باسم الشركة
