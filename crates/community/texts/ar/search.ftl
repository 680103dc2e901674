### البحث

search-title = البحث
search-title-for = { $q } – البحث
search-label = الأشخاص والمساحات والمنشورات والملفات
search-do = بحث
search-count = { $n ->
    [0] لا منشورات
    [one] منشور واحد
    [two] منشوران
    [few] { $n } منشورات
    [many] { $n } منشورًا
   *[other] { $n } منشور
}
search-count-more = أكثر من { $n } منشور
search-none = لم يُعثر على شيء
search-none-hint = جرّب كلمات أقل أو غيرها. ما لا يحق لك رؤيته لا يظهر في البحث.
search-near = لا شيء يحوي كل هذه الكلمات كما كُتبت. هذا ما يقاربها.
search-narrow = هناك المزيد. ضيّق البحث لتراه.
search-cut = كان السؤال طويلًا، فجرى البحث عن بدايته.
search-building = يجري إعداد البحث
search-building-hint = إنه يقرأ كل ما كُتب. عُد بعد بضع دقائق.
search-names = أشخاص ومساحات
search-posts = منشورات وتعليقات وملفات
search-who = من قد يعرف
search-ask = اكتب واسأل
search-pages = صفحات النتائج
search-more = مزيد من النتائج
search-sort = الترتيب
search-sort-best = الأنسب لك
search-sort-neutral = نفسه للجميع
search-sort-newest = الأحدث
search-filters = تضييق
search-facet-kind = النوع
search-facet-space = المساحة
search-facet-author = الكاتب
search-chosen = مختار، اختره للتوسيع من جديد
search-from = من
search-to = إلى
search-apply = تطبيق
search-clear = بلا تضييق
search-kind-file = ملف
search-kind-tag = وسم
search-tags = الوسوم
search-why-words = يطابق كلماتك
search-why-near = يقارب كلماتك
search-why-follows = من شخص تتابعه
search-why-space = من إحدى مساحاتك
search-why-opened = فتحته من قبل
search-why-useful = وجده آخرون مفيدًا
search-why-new = جديد
search-why-name = بهذا الاسم
search-why-knows = يذكر معرفته به
search-save = حفظ هذا البحث
search-save-as = الاسم
search-is-saved = لقد حفظت هذا البحث.
search-saved = عمليات البحث المحفوظة
search-saved-none = لم تحفظ أي بحث. احفظ بحثًا ليصلك الجديد الموافق له.
search-change = تغيير
search-name = الاسم
search-rename = إعادة تسمية
search-delete = حذف
search-help = ما يمكن كتابته
search-help-phrase = هذه الكلمات معًا
search-help-without = بدون هذه الكلمة
search-help-from = كتبه هذا الشخص
search-help-in = في هذه المساحة
search-help-tag = بهذا الوسم
search-help-kind = هذا النوع فقط
search-help-dates = من هذه الفترة
error-search-being-built-title = يجري إعداد البحث
error-search-being-built = إنه يقرأ كل ما كُتب. حاول مجددًا بعد بضع دقائق.
error-search-too-many-saved-title = عمليات بحث محفوظة كثيرة
error-search-too-many-saved = لديك 50 بحثًا محفوظًا. احذف واحدًا أولًا.
