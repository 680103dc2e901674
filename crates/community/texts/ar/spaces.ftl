### المساحات: الدليل والمساحة وأعضاؤها وإعداداتها.

audience-public = عام
audience-customers = العملاء
audience-partners = الشركاء
audience-internal = داخلي
audience-private = خاص
audience-secret = سري
spaces-audience = الجمهور
spaces-audience-public = يمكن لأي شخص على الإنترنت القراءة دون تسجيل الدخول.
spaces-audience-customers = يمكن لجميع من في الشركة ولجميع العملاء القراءة.
spaces-audience-partners = يمكن لجميع من في الشركة وللمؤسسات المذكورة القراءة.
spaces-audience-internal = يمكن لجميع من في الشركة القراءة، ولا أحد خارجها.
spaces-audience-private = تعرف الشركة بوجودها، ولا يقرأ محتواها سوى الأعضاء.
spaces-audience-secret = لا يعرف بوجودها سوى الأعضاء.
spaces-joining-open = ينضم كل من يستطيع القراءة بنقرة واحدة.
spaces-joining-ask = يُطلب الانضمام ويقرر المشرف.
spaces-joining-invite = تتم دعوة الأعضاء.
spaces-joining-rule = من تنطبق عليه القاعدة يصبح عضوًا تلقائيًا.
spaces-level = المتابعة
spaces-level-told = أخبرني بكل منشور
spaces-level-everything = كل شيء في موجزي
spaces-level-highlights = الأهم فقط: المقالات ومن أتابعهم
spaces-level-nothing = لا شيء في موجزي
spaces-part-stream = المنشورات
spaces-part-articles = المقالات
spaces-role-reader = قارئ
spaces-role-member = عضو
spaces-role-curator = منسق
spaces-role-moderator = مشرف
spaces-role-owner = مالك
spaces-readers = القراء
spaces-ordinary-members = الأعضاء
spaces-curators = المنسقون
spaces-moderators = المشرفون
spaces-owners = المالكون
spaces-rule-department = القسم
spaces-rule-place = المكان
spaces-rule-country = البلد
spaces-rule-organisation = المؤسسة
spaces-create-space = مساحة جديدة
spaces-create-lede = مكان لفريق أو موضوع أو مشروع.
spaces-lede = حيث تلتقي الفرق والموضوعات والمشاريع.
spaces-search = ابحث عن مساحة
spaces-find = بحث
spaces-any-audience = أي جمهور
spaces-sort = الترتيب حسب
spaces-sort-activity = آخر نشاط
spaces-sort-name = الاسم
spaces-all = الكل
spaces-mine = مساحاتي
spaces-none-found = لم يُعثر على مساحة
spaces-none-found-hint = جرّب حروفًا أقل أو جمهورًا آخر.
spaces-show-all = عرض كل المساحات
spaces-none-mine = لم تنضم إلى أي مساحة بعد
spaces-none-mine-hint = انضم إلى واحدة ليصلك ما يُكتب فيها.
spaces-none = لا توجد مساحات بعد
spaces-none-hint = تمنح المساحة الأولى الناس مكانًا للكتابة.
spaces-pages = المزيد من المساحات والأعضاء
spaces-more = المزيد
spaces-join = انضمام
spaces-joined = منضم
spaces-leave-named = مغادرة { $name }
spaces-ask = طلب الانضمام
spaces-asked = أُرسل الطلب
spaces-take-back-named = سحب طلب الانضمام إلى { $name }
spaces-accept = قبول الدعوة
spaces-decline-invitation = رفض
spaces-pin = تثبيت في الشريط الجانبي
spaces-settings = إعدادات المساحة
spaces-archived = مؤرشفة
spaces-archived-note = هذه المساحة مؤرشفة. يمكن قراءتها ولا يُكتب فيها جديد.
spaces-outside = يقرأ هنا أشخاص من خارج { $company }.
spaces-tabs = المساحة
spaces-tab-stream = المنشورات
spaces-tab-about = نبذة
spaces-tab-members = الأعضاء
spaces-closed = لا يقرأ المحتوى سوى الأعضاء.
spaces-description = الوصف
spaces-no-description = لم يصف أحد هذه المساحة بعد.
spaces-rules = القواعد
spaces-quiet = لم يُكتب شيء هنا بعد
spaces-quiet-hint = يظهر هنا ما يكتبه الأعضاء.
spaces-caretakers = بإشراف
spaces-who = من يقرأ ومن ينضم
spaces-who-reads = من يقرأ
spaces-who-joins = كيفية الانضمام
spaces-since = منذ
spaces-name = الاسم
spaces-slug = العنوان
spaces-slug-hint = اتركه فارغًا ليُشتق من الاسم.
spaces-summary = الملخص
spaces-summary-hint = جملة واحدة عن سبب اللقاء هنا.
spaces-partners = المؤسسات التي يمكنها القراءة
spaces-rule-field = القاعدة: ما يُقارن
spaces-rule-value = القاعدة: يساوي
spaces-parts = ما تحتويه المساحة
spaces-more-fields = الوصف والقواعد
spaces-markdown = يمكن استخدام Markdown.
spaces-cancel = إلغاء
spaces-save = حفظ
spaces-cover = صورة الغلاف
spaces-remove-cover = إزالة الغلاف
spaces-confirm-title = سيقرأ عدد أكبر من الأشخاص: { $audience }
spaces-confirm-note = يحتفظ ما كُتب سابقًا بجمهوره الأضيق.
spaces-confirm-yes = نعم، افتحها: { $audience }
spaces-narrow-note = يسري الجمهور الأضيق فورًا وعلى المحتوى أيضًا، ويفقد العضوية من لا يشمله.
spaces-change-audience = تغيير الجمهور
spaces-archive = الأرشيف
spaces-archive-hint = يمكن قراءة المساحة المؤرشفة ولا يُكتب فيها جديد، ويمكن فتحها من جديد.
spaces-archive-do = أرشفة هذه المساحة
spaces-unarchive-do = إعادة فتح هذه المساحة
spaces-find-member = ابحث عن عضو
spaces-asking = طلبات الانضمام
spaces-approve = قبول
spaces-decline = رفض
spaces-no-members = لم يُعثر على أحد
spaces-no-members-hint = ابحث ببداية الاسم.
spaces-member-actions = دور وعضوية { $name }
spaces-remove = إزالة من المساحة
spaces-invite = دعوة أشخاص
spaces-invite-do = دعوة
spaces-handle = المعرّف
spaces-handle-hint = الاسم الذي يلي @ في الملف الشخصي.
spaces-invited = المدعوون
spaces-take-back = سحب
error-spaces-members-only-title = لأعضاء هذه المساحة
error-spaces-members-only = انضم إلى هذه المساحة أولًا.
error-spaces-moderators-only-title = للمشرفين على هذه المساحة
error-spaces-moderators-only = لا يستطيع ذلك سوى مشرفي المساحة ومالكيها. اطلب من أحدهم.
error-spaces-owners-only-title = لمالكي هذه المساحة
error-spaces-owners-only = لا يستطيع ذلك سوى مالكي المساحة. اطلب من أحدهم.
error-spaces-invited-only-title = بالدعوة فقط
error-spaces-invited-only = تتم دعوة أعضاء هذه المساحة. اطلب ممن يشرف عليها.
error-spaces-not-for-you-to-make-title = لا يمكنك إنشاء مساحات
error-spaces-not-for-you-to-make = اطلب مساحة جديدة من المسؤول.
error-spaces-last-owner-title = تحتاج المساحة إلى مالك
error-spaces-last-owner = ستبقى المساحة بلا مالك. عيّن مالكًا آخر أولًا.
error-spaces-archived-title = هذه المساحة مؤرشفة
error-spaces-archived = لا يمكن الانضمام إلى مساحة مؤرشفة. اطلب من مالك إعادة فتحها.
field-spaces-slug-form = استخدم حروفًا صغيرة وأرقامًا وشرطات.
field-spaces-out-of-audience = هذا الشخص ليس من جمهور هذه المساحة.
spaces-members =
    { $n ->
        [zero] لا أعضاء
        [one] عضو واحد
        [two] عضوان
        [few] { $n } أعضاء
        [many] { $n } عضوًا
       *[other] { $n } عضو
    }
field-spaces-confirm =
    سيقرأ عدد أكبر: { $audience ->
        [public] عام
        [customers] العملاء
        [partners] الشركاء
        [internal] داخلي
        [private] خاص
       *[secret] سري
    }. أكّد هذا الجمهور وأرسل من جديد.
spaces-more-settings = المزيد عن هذه المساحة
