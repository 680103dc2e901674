### الدخول، وحساب المرء، وإدارة الأعضاء.

## تسجيل الدخول

identity-sign-in = تسجيل الدخول
identity-sign-in-title = تسجيل الدخول إلى { $company }
identity-sign-in-lede = مكان واحد للسؤال والمعرفة والقرار.
identity-or = أو
identity-login = المعرّف أو البريد الإلكتروني
identity-password = كلمة السر
identity-forgot = نسيتها؟
identity-keep = إبقائي مسجّلاً على هذا الجهاز
identity-invited-hint = وصلتك دعوة؟ افتح الرابط الموجود فيها.
identity-back-to-sign-in = العودة إلى تسجيل الدخول
identity-passkey-use = استخدام مفتاح مرور
identity-passkey-failed = لم يعمل مفتاح المرور. حاول مرة أخرى أو استخدم كلمة السر.
identity-passkey-cancelled = لم يُختر شيء. حاول مرة أخرى متى شئت.
identity-passkey-exists = في هذا الجهاز مفتاح مرور لحسابك من قبل.

## كلمة سر جديدة

identity-forgot-title = اختيار كلمة سر جديدة
identity-forgot-lede = نرسل رابطاً إلى بريد حسابك، وهو صالح لساعة واحدة.
identity-forgot-send = إرسال الرابط
identity-forgot-sent = إن كان الحساب موجوداً فالرابط في الطريق. انظر في بريدك، وفي البريد غير المرغوب أيضاً.
identity-reset-title = اختيار كلمة سر جديدة
identity-reset-lede = للعضو { $name } (@{ $handle }). سيُسجَّل الخروج من كل الأجهزة الحالية.
identity-new-password = كلمة السر الجديدة
identity-current-password = كلمة السر الحالية
identity-password-hint = عشرة أحرف على الأقل. بضع كلمات لا صلة بينها يسهل تذكرها ويصعب تخمينها.
identity-password-ends = سيُسجَّل الخروج من كل الأجهزة الأخرى.
identity-password-changed = تغيّرت كلمة السر.
identity-change-password = تغيير كلمة السر
identity-save = حفظ
identity-saved = تم الحفظ.

## الدخول لأول مرة

identity-set-up-title = إعداد شبكتك
identity-set-up-lede = سمِّ شركتك. يمكن تغيير كل شيء لاحقاً.
identity-company = الشركة
identity-language = اللغة
identity-first-administrator = المدير الأول
identity-name = الاسم
identity-name-optional = الاسم (إن عرفته)
identity-handle = المعرّف
identity-handle-hint = عنوانك هنا وطريقة الإشارة إليك، مثل ines أو ines.halvorsen. أحرف لاتينية صغيرة وأرقام ونقاط وشرطات.
identity-email = البريد الإلكتروني
identity-begin-with = البداية مع
identity-begin-empty = شبكة فارغة
identity-begin-empty-hint = جاهزة لأعضائك ومساحاتك.
identity-begin-sample = شركة للتجربة
identity-begin-sample-hint = نحو 300 شخص متخيَّل ومنشورات سنة كاملة، للتجول فيها.
identity-set-up-go = إعداد
identity-set-up-steps = خطوات الإعداد
identity-set-up-on = متابعة
identity-set-up-back = رجوع
identity-begin-title = بماذا تريد أن تبدأ؟
identity-begin-lede = شركة نموذجية تُظهر كيف تبدو الشبكة عندما تُستخدم.
identity-founder-title = حساب المدير الأول
identity-founder-lede = يستطيع هذا الحساب فعل كل شيء، ويمكنه أن يجعل غيره مديراً أيضاً.
identity-check = فحص النظام
identity-check-database = قاعدة البيانات
identity-check-database-ok = { $detail }، اكتملت كل الترحيلات
identity-check-files = مخزن الملفات
identity-check-files-ok = يقبل الملفات ويعيدها
identity-check-files-bad = لا يقبل أي ملفات. السبب مذكور في سجل الخادم.
identity-check-address = العنوان
identity-check-address-ok = { $detail }
identity-check-address-bad = { $detail } غير مشفّر. يكفي ذلك لتجربة على جهاز واحد: يحتاج الآخرون إلى عنوان يبدأ بـ https، ويُضبط في server.url.
identity-check-mail = البريد
identity-check-mail-ok = يُرسل عبر { $detail }
identity-check-mail-bad = لم يُضبط بعد: تنتظر الرسائل في مجلد. اضبط mail.smtp كي تصل الدعوات.
identity-set-up-accounts = ماذا نفعل بالحسابات
identity-set-up-accounts-hint = نحفظ الاسم والعنوان وما يكتبه الناس عن أنفسهم. لا يُرسل شيء خارج هذا الخادم. وعندما يغادر أحدهم تبقى منشوراته.
identity-set-up-file = تفضّل ملفاً؟
identity-set-up-file-hint = تُضبط العناوين والبريد ومن يحق له التسجيل في fourleaf.toml. ويعرض الأمر «fourleaf config» ما هو سارٍ.
identity-filling-title = الشركة التجريبية في الطريق
identity-filling-lede = يصل أفرادها ويكتبون على مدى سنة. يمكنك الانتظار هنا؛ يستغرق الأمر بضع ثوانٍ.
identity-filling-percent = اكتمل { $percent } بالمئة.
identity-filling-failed-title = الشركة التجريبية غير مكتملة
identity-filling-failed = تعذّرت كتابتها حتى النهاية، وسجل الخادم يوضح السبب. يمكنك المتابعة بما هو موجود، أو البدء من جديد بقاعدة بيانات فارغة.
identity-filling-go = متابعة
identity-join-title = انضمام
identity-join-welcome = مرحباً بك في { $company }
identity-join-lede = دُعيت بعنوان { $email }، { $organisation }. اختر كيف تريد أن تُعرف.
identity-join-go = انضمام
identity-sign-up-link = إنشاء حساب.
identity-sign-up-title = إنشاء حساب
identity-sign-up-lede = متاح لمن لديه أحد هذه العناوين:
identity-sign-up-send = أرسلوا لي رابطاً
identity-sign-up-sent = انظر في بريدك: الرابط هناك يفتح حسابك.

## الإعدادات

identity-settings = الإعدادات
identity-account = الحساب
identity-account-hint = اللغة والمظهر والمنطقة الزمنية والبريد
identity-security = الأمان
identity-security-hint = كلمة السر ومفاتيح المرور والأجهزة ورموز الوصول
identity-profile = الملف الشخصي
identity-profile-hint = ما يراه الآخرون عنك
identity-as-the-browser = كما في المتصفح
identity-theme = المظهر
identity-theme-device = كما في الجهاز
identity-theme-light = فاتح
identity-theme-dark = داكن
identity-zone = المنطقة الزمنية
identity-zone-hint = اتركها فارغة لتتبع الجهاز.
identity-email-hint = إليه تصل الرسائل، ومنها رابط كلمة السر الجديدة. ويجب تأكيد العنوان الجديد منه.
identity-email-waits = أرسلنا رابطاً إلى { $email }. يتغيّر عنوانك حين يُفتح، ويعمل الرابط يوماً واحداً.
identity-email-cancel = الإبقاء على العنوان القديم
identity-confirm-title = تأكيد عنوان بريدك
identity-confirm-lede = يصير { $email } عنوان الحساب ‎@{ $handle }.
identity-confirm-go = تأكيد

## الأمان

identity-passkeys = مفاتيح المرور
identity-passkeys-hint = سجّل الدخول ببصمتك أو وجهك أو رمز جهازك. لا يستطيع أحد تخمينها أو سرقتها منا.
identity-passkey-name = اسم الجهاز
identity-passkey-add = إضافة مفتاح مرور
identity-added = أُضيف
identity-remove = إزالة
identity-sessions = أين سجّلت الدخول
identity-this-device = هذا الجهاز
identity-last-used = آخر استخدام
identity-never-used = لم يُستخدم
identity-end-session = تسجيل الخروج
identity-end-others = تسجيل الخروج من كل مكان آخر
identity-tokens = رموز الوصول
identity-tokens-hint = للبرامج التي تعمل نيابة عنك.
identity-api = ما تستطيعه البرامج
identity-token = رمز وصول
identity-token-name = لأي غرض؟
identity-token-write = يجوز له الكتابة أيضاً
identity-token-create = إنشاء رمز
identity-token-once = هذا رمزك الجديد. انسخه الآن، فلن يظهر مرة أخرى.
identity-scope-read = يقرأ
identity-scope-write = يقرأ ويكتب
identity-revoke = إلغاء
identity-copy = نسخ
identity-copied = تم النسخ
identity-copy-failed = تعذر النسخ. حدّده وانسخه بنفسك.

## الإدارة

identity-administration = الإدارة
identity-members = الأعضاء
identity-members-hint = الدعوة ومنح الأدوار وإغلاق الحسابات
identity-members-count =
    { $n ->
        [zero] لا أعضاء
        [one] عضو واحد
        [two] عضوان
        [few] { $n } أعضاء
        [many] { $n } عضواً
       *[other] { $n } عضو
    }
identity-organisations = المنظمات
identity-organisations-hint = الشركاء والعملاء
identity-find = الاسم أو المعرّف أو البريد
identity-state = الحالة
identity-state-any = الكل
identity-state-active = نشط
identity-state-invited = مدعو
identity-state-deactivated = موقوف
identity-show = عرض
identity-more = المزيد
identity-none-found = لم يوجد أحد. جرّب جزءاً أقصر من الاسم.
identity-last-seen = كان هنا
identity-role = الدور
identity-role-of = دور { $name }
identity-role-member = عضو
identity-role-publisher = ناشر
identity-role-moderator = مشرف
identity-role-administrator = مدير
identity-deactivate = إيقاف
identity-reactivate = إعادة التفعيل
identity-invite = دعوة شخص
identity-invite-send = إرسال الدعوة
identity-mail-language = لغة الرسالة
identity-organisation = المنظمة
identity-waiting = دعوات معلّقة
identity-until = حتى
identity-withdraw = سحب
identity-organisation-add = إضافة منظمة
identity-kind = ما صلتها بكم؟
identity-kind-own = تابعة لنا
identity-kind-partner = شريك
identity-kind-partner-hint = يقرأ العام والمساحات التي تسمّيه.
identity-kind-customer = عميل
identity-kind-customer-hint = يقرأ العام وما هو للعملاء.
identity-domain = نطاق عناوين بريدها

## الرسائل

identity-mail-reset-subject = اختيار كلمة سر جديدة في { $company }
identity-mail-reset =
    مرحباً { $name }،

    طلب أحد، ولعله أنت، كلمة سر جديدة في { $company }. يعمل الرابط أدناه مرة واحدة ولمدة ساعة. إن لم تكن أنت فلا تفعل شيئاً: تبقى كلمة السر كما هي.
identity-mail-invitation-subject = دعوة من { $inviter } إلى { $company }
identity-mail-invitation =
    مرحباً،

    وصلتك دعوة من { $inviter } إلى شبكة { $company }. يفتح الرابط أدناه حسابك. يعمل مرة واحدة لمدة أسبوعين، وهو لك وحدك.
identity-mail-sign-up-subject = حسابك في { $company }
identity-mail-sign-up =
    مرحباً،

    طلبت حساباً في { $company }. يفتحه الرابط أدناه مرة واحدة لمدة أسبوعين. إن لم تكن أنت فلا تفعل شيئاً.
identity-mail-known-subject = لديك حساب في { $company }
identity-mail-known =
    مرحباً { $name }،

    طلب أحد، ولعله أنت، حساباً في { $company } بهذا العنوان. لديك حساب من قبل: سجّل الدخول هناك، أو اختر كلمة سر جديدة إن نسيتها.
identity-mail-device-subject = تسجيل دخول جديد إلى { $company }
identity-mail-device =
    مرحباً { $name }،

    سُجّل الدخول إلى حسابك من جهاز لا نعرفه: { $device }، { $address }، { $when }. إن كنت أنت فلا بأس. وإلا فغيّر كلمة السر وأنهِ تلك الجلسة هنا:
identity-mail-password-subject = تغيّرت كلمة السر في { $company }
identity-mail-password =
    مرحباً { $name }،

    تغيّرت كلمة سر حسابك في { $company }: { $when }. إن لم تكن أنت فاختر كلمة جديدة هنا وأخبر المدير:
identity-mail-asked-subject = طلب أحد عنوان بريد آخر لحسابك في { $company }
identity-mail-asked =
    مرحباً { $name }،

    طلب أحد، ولعله أنت، عنوان بريد آخر لحسابك في { $company }. ويتغيّر العنوان عند تأكيده من هناك. إن لم تكن أنت فغيّر كلمة السر الآن، فذلك يمنعه.
identity-mail-confirm-subject = أكّد عنوان بريدك في { $company }
identity-mail-confirm =
    مرحباً { $name }،

    طلبت أن تصلك رسائل { $company } على هذا العنوان. الرابط أدناه يؤكده، ويعمل مرة واحدة ولمدة يوم. إن لم تكن أنت فلا تفعل شيئاً.
identity-mail-email-subject = تغيّر عنوان بريدك في { $company }
identity-mail-email =
    مرحباً { $name }،

    لحسابك في { $company } عنوان بريد آخر الآن، ولن تصل الرسائل إلى هنا. إن لم تكن أنت فأخبر المدير. تجد حسابك هنا:

## ما لم ينجح

error-not-set-up-title = لم يكتمل الإعداد
error-not-set-up = افتح الرابط الذي عرضه الخادم عند بدء تشغيله، فهو يقود إلى صفحة الإعداد.
error-identity-last-administrator-title = لا بد من مدير
error-identity-last-administrator = هذا آخر مدير. امنح الدور لشخص آخر أولاً.
error-identity-too-many-tokens-title = رموز كثيرة
error-identity-too-many-tokens = ألغِ رمزاً لم تعد تحتاجه ثم أنشئ الجديد.
error-identity-too-many-passkeys-title = مفاتيح كثيرة
error-identity-too-many-passkeys = أزل مفتاح مرور لم تعد تحتاجه ثم أضف الجديد.
error-identity-passkey-known-title = مفتاح معروف
error-identity-passkey-known = هذا المفتاح مرتبط بحساب من قبل. استخدم جهازاً آخر أو مفتاحاً آخر.
error-identity-passkey-refused-title = لم يُقبل المفتاح
error-identity-passkey-refused = لم يُقبل مفتاح المرور، أو استغرق الأمر أكثر من خمس دقائق. حاول مرة أخرى أو استخدم كلمة السر.
error-identity-no-passkeys-title = لا مفاتيح مرور هنا
error-identity-no-passkeys = تحتاج مفاتيح المرور إلى خادم له اسم. استخدم كلمة السر أو أخبر المدير.
error-identity-in-person-title = لك شخصياً فقط
error-identity-in-person = لا يستطيع رمز الوصول ذلك. سجّل الدخول بمتصفح.
field-password-common = هذه سهلة التخمين. اختر كلمة لا تخطر لغيرك.
field-password-wrong = ليست هذه كلمة السر الحالية. أدخلها مرة أخرى.
field-sign-in-refused = الحساب وكلمة السر لا يتطابقان. تحقق منهما وحاول مرة أخرى.
field-sign-in-paused =
    { $n ->
        [zero] محاولات خاطئة كثيرة. حاول مرة أخرى.
        [one] محاولات خاطئة كثيرة. انتظر دقيقة ثم حاول مرة أخرى.
        [two] محاولات خاطئة كثيرة. انتظر دقيقتين ثم حاول مرة أخرى.
        [few] محاولات خاطئة كثيرة. انتظر { $n } دقائق ثم حاول مرة أخرى.
        [many] محاولات خاطئة كثيرة. انتظر { $n } دقيقة ثم حاول مرة أخرى.
       *[other] محاولات خاطئة كثيرة. انتظر { $n } دقيقة ثم حاول مرة أخرى.
    }
field-mail-paused = أرسلنا رسائل عدة من قبل. انتظر بضع دقائق ثم حاول مرة أخرى.
field-handle-form = استخدم أحرفاً لاتينية صغيرة وأرقاماً، وبينها نقاط أو شرطات.
field-domain-not-allowed = الحسابات متاحة لعناوين أخرى فقط. اطلب دعوة.
identity-notifications = الإشعارات
identity-notifications-hint = ما يصلك وكيف يصلك
identity-privacy = الخصوصية
identity-privacy-hint = ما يُحسب عنك وكل ما يُحفظ عنك والمحو
identity-standing = موقفي
identity-standing-hint = ما تقرر بشأن ما كتبته أو أبلغت عنه
identity-presence = الحضور
identity-presence-hint = من يرى أنك موجود
identity-state-suspended = موقوف
field-identity-masked = لا يجوز أن يرد هذا في اسم هنا. اختر غيره.
