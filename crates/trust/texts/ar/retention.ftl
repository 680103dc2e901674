retention-title = الاحتفاظ
retention-lede = كم يُحفظ وماذا. ما حان أجله يزول نهائيًا: النص والمراجعات والملفات وفهرس البحث. الحجز يعلو على كل شيء.
retention-schedules = الجداول
retention-begun = بدأ التشغيل ويستمر وحده، وتظهر إثباتاته أدناه.
retention-preview-title = ما سيزيله التشغيل
retention-preview = معاينة التشغيل
retention-run = تشغيل الآن نهائيًا
retention-by-authors = حذفه أصحابه
retention-kept-by = أبقاه الحجز «{ $name }»:
retention-kept-by-case = أُبقي إلى أن يُبتّ في حالة تخصه:
retention-more-than = هناك أكثر مما نُظر فيه.
retention-none = لا جدول: لا يزول نهائيًا إلا ما حذفه أصحابه.
retention-name = الاسم
retention-what = ما يشمله
retention-how-long = مدة الحفظ
retention-remove = إزالة
retention-add = إضافة جدول
retention-add-hint = يُعمل بالجدول الأدق، وعند التساوي بالأطول. تُحسب الأيام من آخر تغيير أو تعليق.
retention-kind = النوع
retention-any = الكل
retention-audience = الجمهور
retention-space = المساحة (عنوانها)
retention-country = بلد الكاتب
retention-days-label = أيام
retention-deleted = حذفه أصحابه
retention-deleted-days = يزول نهائيًا بعد هذا العدد من الأيام
retention-save = حفظ
retention-certificates = الإثباتات
retention-certificates-hint = سطر لكل دفعة. البصمة على الأرقام والمراجعات وبصمات النصوص: تثبت ما زال ولا تكشف شيئًا منه.
retention-no-certificates = لم يزل شيء نهائيًا بعد.
retention-when = متى
retention-why = لماذا
retention-went = ما زال
retention-hash = البصمة
retention-earlier = الأقدم
retention-posts = { $n ->
    [zero] لا منشورات.
    [one] منشور واحد.
    [two] منشوران.
    [few] { $n } منشورات.
    [many] { $n } منشورًا.
   *[other] { $n } منشور.
}
retention-comments = { $n ->
    [zero] لا تعليقات.
    [one] تعليق واحد.
    [two] تعليقان.
    [few] { $n } تعليقات.
    [many] { $n } تعليقًا.
   *[other] { $n } تعليق.
}
retention-files = { $n ->
    [zero] لا ملفات.
    [one] ملف واحد.
    [two] ملفان.
    [few] { $n } ملفات.
    [many] { $n } ملفًا.
   *[other] { $n } ملف.
}
retention-days = { $n ->
    [zero] بلا أيام
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
}
holds-title = الحجوز القانونية
holds-lede = ما لا يجوز أن يضيع أيًّا كان من يريد زواله: الكتّاب والجداول ومحو الحساب. يرى الكاتب أن حذفه تم، ويبقى النص للحجز.
holds-empty = لا حجز ساريًا.
holds-in-force = سارٍ
holds-ended = مرفوع
holds-people = الأشخاص
holds-people-hint = معرّفات بينها فواصل. فارغ: الجميع.
holds-spaces = المساحات
holds-spaces-hint = عناوين بينها فواصل. فارغ: في كل مكان.
holds-words = الكلمات
holds-words-hint = بينها فواصل، وتكفي واحدة. فارغ: أيًّا كان القول.
holds-since = من
holds-until = إلى
holds-make = إنشاء حجز
holds-make-hint = يبقي ما يوافق كل ما يذكره مع المحادثة كلها حوله.
holds-release = رفع
holds-why-release = سبب انتهائه
field-scope-nothing = اذكر شخصًا أو مساحة أو كلمة على الأقل.
field-scope-period = تنتهي المدة قبل أن تبدأ. اختر يومًا لاحقًا.
field-retention-days = اكتب عدد أيام لا يزيد على 36500.
error-holds-released-title = مرفوع من قبل
error-holds-released = انتهى هذا الحجز. أنشئ حجزًا جديدًا إن لزم.
error-holds-too-many-title = حجوزات كثيرة جدًا
error-holds-too-many = هناك 500 حجز سارٍ وهو الحد الأقصى. ارفع واحدًا أولًا.
retention-items = عرض كل واحدة منها
retention-items-lede = كل محادثة مع المهلة التي تُحذف بموجبها أو الحجز الذي يبقيها. لا يُعرض شيء خاص.
retention-items-none = لا شيء مستحق.
retention-item = ماذا
retention-item-by = من
retention-item-space = المساحة
retention-item-last = آخر ما قيل
retention-item-case = حتى يُبتّ في حالة
retention-more = المزيد
