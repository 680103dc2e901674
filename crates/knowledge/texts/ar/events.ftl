events-nav = الفعاليات
events-kind = فعالية
events-kind-chat-question = سؤال في محادثة مباشرة
events-chat-question-in = سؤال في { $title }
events-kind-chat-answer = إجابة في محادثة مباشرة
events-chat-answer-in = إجابة في { $title }
events-tab = الفعاليات
events-plan = خطّط لفعالية
events-edit = عدّل الفعالية
events-feed = اشترك
events-earlier = الأسبق
events-later = اللاحق
events-today = اليوم
events-whose = فعاليات مَن
events-all = الكل
events-mine = فعالياتي
events-view = العرض
events-view-agenda = قائمة
events-view-week = أسبوع
events-view-month = شهر
events-week = الأسبوع
events-types = أنواع الفعاليات
events-type = ما نوعها؟
events-type-live-chat = محادثة مباشرة
events-type-talk = محاضرة
events-type-meeting = اجتماع
events-type-social = لقاء ودّي
events-off = أُلغيت
events-moved = تغيّرت
events-you-come = ستحضر
events-you-wait = تنتظر مكانًا
events-empty-title = لا شيء مخطّط هنا
events-empty = خطّط لشيء أو انظر إلى وقت آخر.
events-more = فعاليات لاحقة
events-tentative = غير مؤكدة بعد
events-tentative-field = ليس مؤكدًا بعد أنها ستقام
events-is-off = لن يقام هذا.
events-times = مواعيدها
events-change-one = غيّر هذا الموعد
events-cancel-one = ألغِ هذا الموعد
events-cancel = ألغِ الفعالية
events-uncancel = ستقام رغم ذلك
events-about = عن هذه الفعالية
events-do-you-come = هل ستحضر؟
events-waits = اكتمل العدد. ستحصل على أول مكان يخلو.
events-full = اكتمل العدد. من يوافق الآن ينتظر مكانًا.
events-wait = انتظر مكانًا
events-yes = نعم
events-maybe = ربما
events-no = لا
events-by-mail = أرسل إليّ الدعوة وتغييراتها بالبريد
events-withdraw = اسحب الجواب
events-when = متى
events-place = المكان
events-link = رابط المشاركة
events-link-hint = للمشاركة عن بعد. يبدأ بـ https://.
events-join = شارك
events-experts = الخبراء
events-experts-hint = معرّفات من يجيبون، بينها فواصل. المحادثة المباشرة تحتاج إلى واحد.
events-hosts = المضيفون
events-hosts-hint = معرّفات بينها فواصل. فارغ: أنت.
events-who-comes = من سيحضر
events-to-calendar = أضفها إلى تقويمي
events-run = أدرها
events-title = العنوان
events-starts = تبدأ
events-ends = تنتهي
events-zone = المنطقة الزمنية
events-zone-hint = اسم مثل Europe/Berlin. يرى الآخرون الوقت بمنطقتهم.
events-zone-of = مخطّطة بتوقيت { $zone }
events-body = موضوعها
events-capacity = الأماكن
events-capacity-hint = فارغ: بلا حد. من يأتي لاحقًا ينتظر.
events-remind = تذكير الحاضرين
events-remind-0 = بلا تذكير
events-remind-15 = قبل 15 دقيقة
events-remind-60 = قبل ساعة
events-remind-180 = قبل ثلاث ساعات
events-remind-1440 = قبل يوم
events-repeat = التكرار
events-repeat-no = مرة واحدة
events-repeat-daily = كل يوم
events-repeat-workdays = من الاثنين إلى الجمعة
events-repeat-weekly = كل أسبوع
events-repeat-fortnightly = كل أسبوعين
events-repeat-monthly = كل شهر في اليوم نفسه من الأسبوع
events-repeat-yearly = كل سنة
events-repeat-until = آخر يوم
events-rules = قاعدة أخرى (RFC 5545)
events-rules-hint = واحدة في كل سطر، مثل FREQ=MONTHLY;BYDAY=2TU. تحل محل الاختيار أعلاه.
events-space = أين
events-no-space = بلا مساحة: للشركة
events-space-hint = من يقرأ هناك يرى الفعالية. تحتاج المحادثة المباشرة إلى مساحة تبقى فيها أجوبتها.
events-save = احفظ
events-announce = أعلن
events-back = رجوع
events-one-hint = ما يُترك فارغًا يبقى كما في السلسلة.
events-feed-about = عنوان سري يعرض في برنامج التقويم الذي تختاره ما ستحضره.
events-feed-url = عنوان تقويمك
events-feed-once = يظهر الآن فقط. من يملكه يرى ما تراه: احتفظ به لنفسك.
events-feed-made = يوجد عنوان أُنشئ في { $date }. لا يُعرض مرة أخرى.
events-feed-space = مع ‎?space=‎ وعنوان مساحة بعده يعرض كل ما يمكنك رؤيته فيها.
events-feed-make = أنشئ عنوانًا
events-feed-again = أنشئ عنوانًا جديدًا؛ يتوقف القديم
events-feed-revoke = اسحبه
events-letter-invitation = دعوة: { $title }
events-letter-changed = تغيّرت: { $title }
events-letter-cancelled = أُلغيت: { $title }
events-letter-why = طلبت هذه الرسالة مع جوابك. غيّره هنا:
events-told-named = ذُكرت مضيفًا أو خبيرًا في فعالية
events-said-named = ذكرك { $name } في «{ $title }»
events-told-place = حصلت على مكان بعد الانتظار
events-said-place = لديك مكان في «{ $title }»
events-told-due = فعالية ستحضرها تبدأ
events-said-due = تبدأ «{ $title }» قريبًا
events-told-changed = تغيّرت فعالية ستحضرها
events-said-changed = غيّر { $name } وقت «{ $title }» أو مكانها
events-told-cancelled = أُلغيت فعالية ستحضرها
events-said-cancelled = ألغى { $name } «{ $title }»
error-events-hosts-only-title = للمضيفين
error-events-hosts-only = يفعل هذا من خطّط للفعالية ومضيفوها ومن يرعى المساحة.
error-events-cancelled-title = أُلغيت
error-events-cancelled = أُلغيت الفعالية فلا يمكن الرد عليها.
error-events-over-title = انتهت
error-events-over = انتهت الفعالية فلا يمكن الرد عليها.
field-events-chat-space = تحتاج المحادثة المباشرة إلى مساحة. اختر التي ستبقى فيها أجوبتها.
field-events-chat-audience = المحادثة المباشرة لكل قرّاء مساحتها. اترك الجمهور كما في المساحة.
field-events-experts = تحتاج المحادثة المباشرة إلى من يجيب. اذكر خبيرًا.
field-events-zone = لا توجد منطقة زمنية كهذه. اكتب اسمًا مثل Europe/Berlin.
field-events-ends = تنتهي قبل أن تبدأ. اكتب وقتًا لاحقًا.
field-events-too-long = لا تدوم الفعالية أكثر من أسبوعين. خطّط لعدة فعاليات.
field-events-link = هذا ليس عنوانًا. ابدأ بـ https://.
field-events-capacity = اكتب عدد الأماكن أو اتركه فارغًا.
field-events-remind = اكتب دقائق من 0 إلى 1440.
field-events-time = هذا ليس وقتًا. اكتب مثل 2026-11-26T10:00.
field-events-until = اكتب يومًا ليس قبل البداية.
field-events-rules = هذه ليست قاعدة تكرار. اكتب مثل FREQ=WEEKLY;BYDAY=TU، أربعًا على الأكثر.
field-events-person = لا أحد بهذا المعرّف. تحقّق من كتابته.
field-events-people = اذكر عشرين شخصًا على الأكثر.
events-going =
    { $n ->
        [zero] لا أحد بعد
        [one] سيحضر شخص واحد
        [two] سيحضر شخصان
        [few] سيحضر { $n } أشخاص
        [many] سيحضر { $n } شخصًا
       *[other] سيحضر { $n } شخص
    }
events-of-places =
    { $n ->
        [one] من مكان واحد
        [two] من مكانين
        [few] من { $n } أماكن
        [many] من { $n } مكانًا
       *[other] من { $n } مكان
    }
events-maybe-count =
    { $n ->
        [one] قد يحضر شخص واحد
        [two] قد يحضر شخصان
        [few] قد يحضر { $n } أشخاص
        [many] قد يحضر { $n } شخصًا
       *[other] قد يحضر { $n } شخص
    }
events-waiting-count =
    { $n ->
        [one] ينتظر شخص واحد مكانًا
        [two] ينتظر شخصان مكانًا
        [few] ينتظر { $n } أشخاص مكانًا
        [many] ينتظر { $n } شخصًا مكانًا
       *[other] ينتظر { $n } شخص مكانًا
    }
events-chat-questions = الأسئلة
events-chat-live = مباشر الآن
events-chat-is-over = انتهت
events-chat-none = لم يسأل أحد بعد.
events-chat-ask = سؤالك
events-chat-ask-button = اسأل
events-chat-vote = أريد معرفة هذا أيضًا
events-chat-now = يُجاب عنه الآن
events-chat-hidden = مخفي
events-chat-handed = إلى { $name }
events-chat-on-record = في السجل
events-chat-desk = مكتب المدير
events-chat-desk-about = خذ الأسئلة واحدًا بعد الآخر، واجمع المتشابه، وسلّم ما يعرفه غيرك.
events-chat-take = خذه
events-chat-hide = أخفِ
events-chat-show = أظهر
events-chat-first = إلى الأول
events-chat-last = إلى الآخر
events-chat-hand = سلّم إلى
events-chat-join = اجمع مع
events-chat-answer = أجب
events-chat-begin = ابدأ
events-chat-end = أنهِ المحادثة
events-chat-record = سجّل الأسئلة
events-told-recorded = سُجّلت محادثة سألت فيها
events-said-recorded = سُجّلت أسئلة «{ $title }»
error-events-experts-only-title = للخبراء
error-events-experts-only = يجيب هنا خبراء الفعالية ومضيفوها.
error-events-chat-over-title = انتهت هذه المحادثة
error-events-chat-over = انتهت المحادثة. اسأل في مساحتها.
error-events-chat-narrow-title = قرّاء أقل
error-events-chat-narrow = قرّاء الفعالية أقل من قرّاء مساحتها فلا تبقى أسئلتها هناك.
field-events-chat-enough = سألت هنا عشرين سؤالًا. صوّت لأسئلة غيرك.
field-events-chat-expert = ليس خبيرًا في الفعالية. اختر من القائمة.
field-events-chat-joined = لا يُجمع السؤال مع نفسه أو مع سؤال مجموع. اختر غيره.
events-chat-joined-count =
    { $n ->
        [one] سأل شخص آخر السؤال نفسه
        [two] سأل شخصان آخران السؤال نفسه
        [few] سأل { $n } آخرون السؤال نفسه
        [many] سأل { $n } آخرون السؤال نفسه
       *[other] سأل { $n } آخر السؤال نفسه
    }
