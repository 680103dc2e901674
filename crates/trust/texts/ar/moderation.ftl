### Moderation: reports, cases, decisions, appeals, penalties.

moderation-nav = الإشراف
moderation-title = قائمة الإشراف
moderation-queue = أقسام القائمة
moderation-cases = القضايا
moderation-part-mine = لي
moderation-state-open = مفتوحة
moderation-state-second = رأي ثانٍ
moderation-state-returned = لدى الكاتب
moderation-state-appealed = الاعتراضات
moderation-state-decided = محسومة
moderation-outcome-keep = الإبقاء
moderation-outcome-edit = إعادة إلى الكاتب
moderation-outcome-hide = إخفاء
moderation-outcome-remove = إزالة
moderation-outcome-restrict = إخفاء وتقييد الكاتب
moderation-hint-keep = لم تُخالف أي فقرة؛ ويظهر ما كان محجوزًا
moderation-hint-edit = مخفي حتى يُعدَّل ويُراجع من جديد
moderation-hint-hide = يبقى مكانه مع السبب
moderation-hint-remove = يزول عن كاتبه أيضًا ويُحفظ دليلًا
moderation-hint-restrict = لا يستطيع الكاتب الكتابة سبعة أيام
moderation-step-note = تنبيه ودّي
moderation-step-reminder = تذكير
moderation-step-restricted = مقيد: يمكنك القراءة والإبلاغ والاعتراض دون الكتابة
moderation-step-suspended = موقوف
moderation-source-report = بلاغ
moderation-source-rule = وجدته قاعدة
moderation-source-entry = نظرة أولى
moderation-source-hand = يدويًا
moderation-left = بقيت { $hours } س { $minutes } د
moderation-late = متأخرة { $hours } س { $minutes } د
moderation-median = وسيط القرار { $hours } س { $minutes } د
moderation-promise = الوعد: 8 ساعات
moderation-log = السجل العلني
moderation-waves = موجات الرسائل المزعجة
moderation-none = لا شيء ينتظر هنا.
moderation-reports = { $n ->
    [zero] لا بلاغات
    [one] بلاغ واحد
    [two] بلاغان
    [few] { $n } بلاغات
    [many] { $n } بلاغًا
   *[other] { $n } بلاغ
}
moderation-choose = اختيار
moderation-pages = صفحات القضايا
moderation-more = المزيد
moderation-several = حسم عدة قضايا معًا
moderation-decide-several = حسم المختارة
moderation-choose-title = اختر قضية
moderation-no-opinions = الرأي السلبي ليس سببًا: النقد يبقى.
moderation-your-decision = قرارك
moderation-paragraph = الفقرة
moderation-none-broken = لم تُخالف أي فقرة
moderation-why = رسالة إلى الكاتب
moderation-why-hint = يقرأ الكاتب هذا مع الفقرة وطريقة الاعتراض.
moderation-template = شكرًا لمشاركتك. قرأنا ما كتبته على ضوء الفقرة المذكورة.
moderation-decide = احسم وأبلغ
moderation-second = اطلب رأيًا ثانيًا
moderation-second-hint = تتوقف الساعة 4 ساعات
moderation-in-reply = ردًا على { $name }: «{ $text }»
moderation-in-place = اقرأه في مكانه
moderation-why-here = سبب وجوده هنا
moderation-decided-so = القرار:
moderation-the-decision = القرار
moderation-the-appeal = الاعتراض
moderation-history = سجل الكاتب
moderation-written = { $n ->
    [zero] لا منشورات
    [one] منشور واحد
    [two] منشوران
    [few] { $n } منشورات
    [many] { $n } منشورًا
   *[other] { $n } منشور
}
moderation-no-history = لا قرار سابق.
moderation-date = التاريخ
moderation-outcome = النتيجة
moderation-reversed = أُلغي
moderation-appealed = اعتُرض عليه
moderation-alike = قرارات في حالات مشابهة
moderation-notes = ملاحظات بين المشرفين
moderation-note = ملاحظة للآخرين
moderation-opinion = رأي ثانٍ:
moderation-only-note = ملاحظة فقط
moderation-say = إضافة
moderation-time = مهلة القرار
moderation-take = خذ هذه القضية
moderation-give-back = أعدها
moderation-report = إبلاغ
moderation-report-lede = يقرؤه إنسان ويحسم وفق الفقرة التي تسميها. وستُبلَّغ بالنتيجة. ولا يظهر اسمك لأحد.
moderation-reported-before = لقد أبلغت عن هذا من قبل.
moderation-which-paragraph = أي فقرة يخالف؟
moderation-report-note = ماذا ينبغي أن نعرف؟ (اختياري)
moderation-report-send = أرسل البلاغ
moderation-report-thanks = شكرًا. سينظر فيه إنسان وستُبلَّغ.
moderation-report-waiting = قيد النظر
moderation-report-upheld = كنت محقًا
moderation-report-refused = يبقى
moderation-mine = وضعي
moderation-mine-lede = ما تقرر بشأن ما كتبته أو أبلغت عنه.
moderation-standing = الوضع
moderation-standing-good = لا شيء ضدك.
moderation-until = حتى { $date }
moderation-withheld = ما كتبته ولا يراه الآخرون
moderation-about-you = قرارات بشأن ما كتبته
moderation-you-reported = ما أبلغت عنه
moderation-log-lede = ما قرره المشرفون ووفق أي فقرة، دون أسماء ودون النصوص.
moderation-log-none = لم يُحسم شيء بعد.
moderation-statistics = آخر 90 يومًا
moderation-number = القرارات
moderation-each = كل قرار
moderation-reason = السبب
moderation-what-it-said = ما كان مكتوبًا
moderation-change-it = عدّله
moderation-appeal = الاعتراض على القرار
moderation-appeal-text = لماذا لا توافق؟
moderation-appeal-hint = ينظر فيه مشرف آخر. فإن كنت محقًا عاد كل شيء.
moderation-appeal-send = أرسل الاعتراض
moderation-appeal-waits = ينظر فيه مشرف آخر.
moderation-appeal-won = كنت محقًا؛ عاد كل شيء كما كان.
moderation-appeal-lost = القرار باقٍ.
moderation-told-decided = قرار بشأن ما كتبته
moderation-said-decided = حسم الإشراف بشأن «{ $title }». اقرأ السبب وطريقة الاعتراض.
moderation-told-settled = حُسم اعتراضي
moderation-said-settled = حُسم اعتراضك بشأن «{ $title }».
moderation-told-outcome = نتيجة بلاغي
moderation-said-outcome = حُسم بلاغك بشأن «{ $title }».
moderation-waves-lede = ابحث عن نصوص لكاتب واحد أو بكلمات واحدة. إجراء واحد يحجبها كلها وآخر يعيدها كلها.
moderation-wave-author = لمن (المعرّف؛ فارغ: للجميع)
moderation-wave-said = كلمات فيها كلها
moderation-wave-hours = كُتبت في آخر ساعات
moderation-wave-look = ابحث
moderation-wave-hits = { $n ->
    [zero] لا نص يطابق
    [one] نص واحد يطابق
    [two] نصان يطابقان
    [few] { $n } نصوص تطابق
    [many] { $n } نصًا يطابق
   *[other] { $n } نص يطابق
}
moderation-wave-posts = { $n ->
    [zero] لا نصوص
    [one] نص واحد
    [two] نصان
    [few] { $n } نصوص
    [many] { $n } نصًا
   *[other] { $n } نص
}
moderation-wave-take = احجبها كلها
moderation-waves-taken = ما حُجب حتى الآن
moderation-wave-undone = أُعيدت
moderation-wave-undo = أعدها كلها
moderation-source-wave = اعتراض على موجة
moderation-told-wave = أُخفي شيء من كتابتي بوصفه رسائل مزعجة
moderation-said-wave = أخفى الإشراف شيئًا مما كتبته مع كثير مما بدا رسائل مزعجة. إن لم يكن كذلك فأخبرنا.
moderation-wave-yours = أُخفي هذا مع كثير مما بدا رسائل مزعجة.
moderation-objection-why = لماذا ليس رسالة مزعجة؟ (اختياري)
moderation-objection-send = ليس رسالة مزعجة: اطلب النظر فيه
moderation-objection-thanks = سينظر فيه مشرف آخر، وسيصلك الجواب.
moderation-entry = النظر قبل الآخرين
moderation-entry-lede = عادةً يتكلم الجميع ويأتي الإشراف بعد ذلك. ويمكن لمساحة أن تختار النظر أولًا، وعندها تعد بمدة.
moderation-entry-saved = حُفظ.
moderation-entry-who = نصوص من تنتظر؟
moderation-entry-nobody = لا أحد
moderation-entry-newcomers = نصوص الجدد: أول ثلاثة من كل منهم
moderation-entry-everybody = نصوص الجميع
moderation-entry-kinds = هذه الأنواع فقط
moderation-entry-kinds-hint = كلمات بينها فواصل مثل note, comment. فارغ: الكل.
moderation-entry-hours = يُنظر فيها خلال ساعات
moderation-entry-save = حفظ
error-restricted = لا يمكنك الكتابة مؤقتًا. انظر «وضعي» لمعرفة السبب والمدة وطريقة الاعتراض.
error-moderation-own-thing = هذا لك. يمكنك تعديله أو حذفه.
error-moderation-decided-already = حُسم هذا من قبل.
error-moderation-another-moderator = من قرر لا يحسم الاعتراض. اتركه لمشرف آخر.
error-moderation-not-alone = أنت تابع للكاتب إداريًا. يلزم أولًا رأي ثانٍ من مشرف آخر.
error-moderation-not-open = يُطلب الرأي الثاني ما دامت القضية مفتوحة.
error-moderation-not-yours = لا يعترض إلا الكاتب.
error-moderation-appealed-already = لقد اعترضت على هذا القرار من قبل.
error-moderation-appeal-late = يمكن الاعتراض خلال 30 يومًا.
error-moderation-nothing-to-appeal = هذا القرار أبقى ما كتبته.
error-moderation-looked-at-again = يُعاد النظر في هذا بالفعل. انتظر ذلك القرار.
field-moderation-reason = اختر الفقرة المخالَفة.
field-moderation-outcome = اختر قرارك.
field-moderation-paragraph = اختر الفقرة التي يستند إليها القرار. وبدونها يبقى النص.
field-moderation-why = أخبر الكاتب بالسبب.
field-moderation-not-for-profiles = لا يمكن إخفاء ملف شخصي أو إزالته. أعده إلى صاحبه أو قيّده.
field-moderation-not-in-a-space = لا يقيّد شخصًا إلا من يشرف على المنصة كلها. أخفِ النص أو أزله أو أحل الحالة إلى غيرك.
moderation-cites-none = لا فقرة محددة
moderation-cites = فقرة الميثاق
moderation-private = خاص: افتحه لتقرأه
moderation-report-cites = أي فقرة من الميثاق تنص على ذلك؟ (اختياري)
moderation-told-case = قضية إشراف جديدة
moderation-said-case = قضايا جديدة تنتظر في قائمة الإشراف.
moderation-told-late = قضية إشراف متأخرة
moderation-said-late = قضايا إشراف تجاوزت الوقت الموعود.
moderation-told-appealed = تظلّم للبت فيه
moderation-said-appealed = قدّم أحدهم تظلّمًا. ينتظر من لم يتخذ القرار.
field-moderation-appeal-why = اكتب سبب عدم موافقتك.
field-moderation-hours = اكتب عدد ساعات من 1 إلى 72.
field-moderation-wave-words = سمِّ كاتبًا أو كلمات من 4 أحرف على الأقل.
field-moderation-wave-none = لا شيء يطابق. جرّب كلمات أخرى أو ساعات أكثر.
error-restricted-title = لا يمكنك الكتابة الآن
error-moderation-own-thing-title = هذا لك
error-moderation-decided-already-title = حُسم من قبل
error-moderation-another-moderator-title = يحسم هنا شخص آخر
error-moderation-not-alone-title = ليس وحدك
error-moderation-not-open-title = لم تعد مفتوحة
error-moderation-not-yours-title = لا يخصك
error-moderation-appealed-already-title = اعتُرض عليه من قبل
error-moderation-appeal-late-title = فات أوان الاعتراض
error-moderation-nothing-to-appeal-title = لا شيء للاعتراض عليه
error-moderation-looked-at-again-title = يُعاد النظر فيه

moderation-letter-subject = { $company }: أنت موقوف حتى { $date }
moderation-letter = مرحبًا { $name }، بعد عدة قرارات من الإشراف لا يمكنك الدخول إلى { $company } حتى { $date }. ينتهي ذلك من تلقاء نفسه. ما كتبته باقٍ ولا يتغير شيء آخر. اقرأ ما تقرر وسببه، واعترض إن لم توافق، فينظر فيه شخص آخر:
moderation-limits = حدود للحسابات الجديدة
moderation-limits-lede = تُبقي الموجات صغيرة وتدع الآخرين يتكلمون. لا حدود للحسابات الأقدم، ولا لمن ينشر أو يشرف أو يدير.
moderation-limit-new = يُعدّ الحساب جديدًا هذا العدد من الأيام (0: لا أحد جديد)
moderation-limit-hour-outside = عدد النصوص في الساعة، من حساب جديد من الخارج
moderation-limit-hour-own = عدد النصوص في الساعة، من حساب جديد من الشركة
moderation-limit-links = عدد الروابط في نص من الخارج قبل أن ينظر فيه أحد
moderation-limit-burst-outside = الكلمات نفسها من الخارج، هذا العدد من المرات، قبل أن ينظر فيها أحد
moderation-limit-burst-own = الكلمات نفسها في الشركة، هذا العدد من المرات، قبل أن ينظر فيها أحد
moderation-limit-burst-minutes = … خلال هذا العدد من الدقائق
field-moderation-limit = اكتب عددًا صحيحًا من { $least } إلى { $most }.
