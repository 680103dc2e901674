shell-skip = الانتقال إلى المحتوى
shell-main = التنقل الرئيسي
shell-home = الصفحة الرئيسية
shell-home-tab = الرئيسية
shell-quick = وصول سريع
shell-more = المزيد
shell-pins = المساحات المثبتة
shell-governance = الحوكمة
shell-search = بحث
shell-search-label = البحث في المنشورات والأشخاص والمساحات
shell-search-hint = ابحث أو انتقل إلى…
shell-palette = لوحة الأوامر
shell-palette-open = Ctrl K، فتح لوحة الأوامر
shell-create = إنشاء
shell-account = حساب { $name } وإعداداته
shell-account-menu = الحساب
shell-profile = ملفك الشخصي
shell-saved = المحفوظات
shell-drafts = المسودات
shell-settings = الإعدادات
shell-bell =
    { $n ->
        [zero] الإشعارات
        [one] الإشعارات، إشعار جديد واحد
        [two] الإشعارات، إشعاران جديدان
        [few] الإشعارات، { $n } إشعارات جديدة
        [many] الإشعارات، { $n } إشعارًا جديدًا
       *[other] الإشعارات، { $n } إشعار جديد
    }
shell-sign-in = تسجيل الدخول
shell-sign-out = تسجيل الخروج
shell-close = إغلاق
nav-home = الرئيسية
nav-people = الأشخاص
nav-spaces = المساحات
nav-articles = المقالات
palette-label = ابحث أو اكتب أمرًا
palette-close = Esc، إغلاق لوحة الأوامر
palette-results = النتائج
palette-posts = المنشورات
palette-actions = الإجراءات
palette-none = لم يُعثر على شيء. مفتاح الإدخال يبحث في كل شيء.
palette-everything = ابحث في كل شيء عن «{ $words }»
palette-count =
    .one = { "{count}" } نتيجة
    .two = { "{count}" } نتيجتان
    .few = { "{count}" } نتائج
    .many = { "{count}" } نتيجة
    .other = { "{count}" } نتيجة
toast-dismiss = حسنًا
toast-dismiss-label = إغلاق الرسالة
toast-failed = لم ينجح ذلك. حاول مرة أخرى.
toast-offline = لا يوجد اتصال. لم يتغير شيء؛ حاول مرة أخرى عند عودة الاتصال.
shortcuts-title = اختصارات لوحة المفاتيح
shortcuts-palette = البحث أو الانتقال إلى أي مكان
shortcuts-write = الكتابة
shortcuts-walk = المنشور التالي والسابق
shortcuts-send = إرسال ما كتبته
shortcuts-help = هذه القائمة
error-home = الانتقال إلى الصفحة الرئيسية
entrance-side = الغرض من هذا المكان
entrance-leaves = القيادة والحوكمة والثقافة والتقنية: تنجح البرمجيات الاجتماعية عندما تنمو الأربعة معًا.
entrance-promise = تديره شركتك بنفسها، على جهازها الخاص.
outbox-title = بانتظار الإرسال
outbox-waiting = ينتظر الاتصال، وسيُرسَل تلقائيًا.
outbox-sent = تم إرسال ما كان ينتظر.
outbox-refused = لم يقبله الخادم.
outbox-page = الصفحة التي كُتب فيها
outbox-retry = إرسال الآن
outbox-discard = تجاهل
diagram = رسم بياني
diagram-source = نص الرسم البياني
diagram-failed = لا يمكن رسم المخطط.
