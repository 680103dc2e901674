### الإشعارات: ما يعني المرء، والقنوات، والرسائل.

notifications-title = الإشعارات
notifications-today = اليوم
notifications-read-all = وضع علامة مقروء على الكل
notifications-read-one = وضع علامة مقروء: { $text }
notifications-settings = الإعدادات
notifications-filter = أي إشعارات
notifications-all = الكل
notifications-unread = غير المقروءة
notifications-direct = الموجهة إليّ
notifications-to-unread = إلى أول غير مقروء
notifications-new = غير مقروء:
notifications-none-title = كل شيء هادئ
notifications-none = ستظهر هنا الإشارات والردود وما تتابعه.
notifications-none-unread = لقد قرأت كل شيء.
notifications-pages = صفحات الإشعارات
notifications-older = الأقدم
notifications-unsubscribe = إيقاف هذه الرسائل
notifications-unsubscribe-ask = ألا تريد مزيدًا من الرسائل من هذا النوع: { $kind }؟ ستستمر الصفحة في عرضها.
notifications-unsubscribed = لن تصل رسائل أخرى من هذا النوع: { $kind }.
notifications-kind-security = أمان حسابي
notifications-kind-confirmation = تأكيد مطلوب مني
notifications-kind-mention = شخص يشير إليّ
notifications-kind-reply = شخص يرد عليّ
notifications-kind-comment = تعليق على منشور أتابعه
notifications-kind-reaction = تفاعلات مع ما كتبته
notifications-kind-follower = شخص يتابعني
notifications-kind-endorsement = شخص يزكّي مهارة لي
notifications-kind-invitation = دعوتي إلى مساحة
notifications-kind-request = شخص يطلب الانضمام إلى مساحة لي
notifications-kind-admission = قبولي في مساحة
notifications-kind-post = كل منشور فيما أتابعه بمستوى «كل شيء»
notifications-kind-search = منشور جديد يطابق بحثًا حفظته
notifications-kind-digest = الملخص
notifications-said-announcement = إعلان من { $name }: { $title }
notifications-said-security = { $title }
notifications-said-confirmation = { $name } يطلب تأكيدك: { $title }
notifications-said-mention = أشار إليك { $name } في «{ $title }»
notifications-said-reply =
    { $n ->
        [zero] رد عليك { $name } في «{ $title }»
        [one] رد عليك { $name } وشخص آخر في «{ $title }»
        [two] رد عليك { $name } وشخصان آخران في «{ $title }»
        [few] رد عليك { $name } و{ $n } أشخاص آخرين في «{ $title }»
        [many] رد عليك { $name } و{ $n } شخصًا آخر في «{ $title }»
       *[other] رد عليك { $name } و{ $n } شخص آخر في «{ $title }»
    }
notifications-said-comment =
    { $n ->
        [zero] علّق { $name } على «{ $title }»
        [one] علّق { $name } وشخص آخر على «{ $title }»
        [two] علّق { $name } وشخصان آخران على «{ $title }»
        [few] علّق { $name } و{ $n } أشخاص آخرين على «{ $title }»
        [many] علّق { $name } و{ $n } شخصًا آخر على «{ $title }»
       *[other] علّق { $name } و{ $n } شخص آخر على «{ $title }»
    }
notifications-said-reaction =
    { $n ->
        [zero] تفاعل { $name } مع «{ $title }»
        [one] تفاعل { $name } وشخص آخر مع «{ $title }»
        [two] تفاعل { $name } وشخصان آخران مع «{ $title }»
        [few] تفاعل { $name } و{ $n } أشخاص آخرين مع «{ $title }»
        [many] تفاعل { $name } و{ $n } شخصًا آخر مع «{ $title }»
       *[other] تفاعل { $name } و{ $n } شخص آخر مع «{ $title }»
    }
notifications-said-follower =
    { $n ->
        [zero] يتابعك { $name }
        [one] يتابعك { $name } وشخص آخر
        [two] يتابعك { $name } وشخصان آخران
        [few] يتابعك { $name } و{ $n } أشخاص آخرين
        [many] يتابعك { $name } و{ $n } شخصًا آخر
       *[other] يتابعك { $name } و{ $n } شخص آخر
    }
notifications-said-endorsement =
    { $n ->
        [zero] يزكّي { $name } مهارتك { $title }
        [one] يزكّي { $name } وشخص آخر مهارتك { $title }
        [two] يزكّي { $name } وشخصان آخران مهارتك { $title }
        [few] يزكّي { $name } و{ $n } أشخاص آخرين مهارتك { $title }
        [many] يزكّي { $name } و{ $n } شخصًا آخر مهارتك { $title }
       *[other] يزكّي { $name } و{ $n } شخص آخر مهارتك { $title }
    }
notifications-said-invitation = يدعوك { $name } إلى { $title }
notifications-said-request =
    { $n ->
        [zero] يطلب { $name } الانضمام إلى { $title }
        [one] يطلب { $name } وشخص آخر الانضمام إلى { $title }
        [two] يطلب { $name } وشخصان آخران الانضمام إلى { $title }
        [few] يطلب { $name } و{ $n } أشخاص آخرين الانضمام إلى { $title }
        [many] يطلب { $name } و{ $n } شخصًا آخر الانضمام إلى { $title }
       *[other] يطلب { $name } و{ $n } شخص آخر الانضمام إلى { $title }
    }
notifications-said-admission = قبلك { $name } في { $title }
notifications-said-post = نشر { $name } «{ $title }»
notifications-said-search = «{ $title }» يطابق بحثك «{ $name }»
notifications-security-password = تم تغيير كلمة مرور حسابك
notifications-security-email = تم تغيير عنوان بريد حسابك
notifications-security-passkey = أُضيف مفتاح مرور إلى حسابك
notifications-defaults = إشعارات الجميع
notifications-defaults-lede = يسري هذا على من لم يختر غيره. الهدوء أفضل: ما يأتي كثيرًا لا يقرؤه أحد.
notifications-settings-lede = قناة تتبع أخرى: ما رأيته هنا لا يصلك بطريق آخر.
notifications-table = ما يذهب وإلى أين
notifications-what = ماذا
notifications-channel-page = هنا
notifications-channel-push = الأجهزة
notifications-channel-mail = البريد
notifications-channel-digest = الملخص
notifications-fixed = لا يمكن إيقافه
notifications-push-on = عرض الإشعارات على هذا الجهاز
notifications-push-off = إيقافها على هذا الجهاز
notifications-push-denied = هذا المتصفح لا يسمح بالإشعارات. يمكنك تغيير ذلك في إعداداته.
notifications-devices =
    { $n ->
        [zero] لا يعرض أي جهاز الإشعارات.
        [one] يعرض جهاز واحد الإشعارات.
        [two] يعرض جهازان الإشعارات.
        [few] تعرض { $n } أجهزة الإشعارات.
        [many] يعرض { $n } جهازًا الإشعارات.
       *[other] يعرض { $n } جهاز الإشعارات.
    }
notifications-address-stopped = لم تعد الرسائل تُرسل إلى عنوانك
notifications-address-refused = رفض عنوانك رسالة
notifications-address-said = رفض { $email } رسالة، وآخر مرة في { $date }. قال الخادم الآخر:
notifications-address-what = تحقق مما إذا كان الصندوق ممتلئًا أو لم يعد موجودًا، ثم أكّد العنوان: نرسل إليه رابطًا، وعندما تفتحه تعود الرسائل إليه.
notifications-address-again = تأكيد العنوان
notifications-address-other = اختيار عنوان آخر
notifications-address-asked = الرابط في طريقه إلى العنوان. إن لم يصل فاختر عنوانًا آخر.
notifications-addresses-stopped =
    { $n ->
        [zero] لا عنوان يرفض الرسائل.
        [one] رفض عنوان واحد لأحد الأعضاء الرسائل عدة مرات. لا يُرسل إليه شيء حتى يُؤكَّد.
        [two] رفض عنوانان لأعضاء الرسائل عدة مرات. لا يُرسل إليهما شيء حتى يُؤكَّدا.
        [few] رفضت { $n } عناوين لأعضاء الرسائل عدة مرات. لا يُرسل إليها شيء حتى تُؤكَّد.
        [many] رفض { $n } عنوانًا لأعضاء الرسائل عدة مرات. لا يُرسل إليها شيء حتى تُؤكَّد.
       *[other] رفض { $n } عنوان لأعضاء الرسائل عدة مرات. لا يُرسل إليها شيء حتى تُؤكَّد.
    }
notifications-digest = الملخص
notifications-digest-how-often = كم مرة
notifications-digest-hint = لا يأتي إلا إذا غبت، ومعه أفضل ما فاتك.
notifications-digest-default = كالمعتاد هنا
notifications-digest-hourly = كل ساعة
notifications-digest-daily = كل يوم
notifications-digest-weekly = كل أسبوع
notifications-digest-off = أبدًا
notifications-hours = ساعات العمل
notifications-hours-hint = خارجها لا يصل شيء إلى أجهزتك أو بريدك، إلا ما كان عاجلًا. الساعات هي ساعات منطقتك الزمنية.
notifications-days = الأيام
notifications-day-1 = الاثنين
notifications-day-2 = الثلاثاء
notifications-day-3 = الأربعاء
notifications-day-4 = الخميس
notifications-day-5 = الجمعة
notifications-day-6 = السبت
notifications-day-7 = الأحد
notifications-begins = من
notifications-ends = إلى
notifications-quiet = عدم الإزعاج
notifications-quiet-not = ليس الآن
notifications-quiet-until = حتى { $date }
notifications-quiet-hour = لمدة ساعة
notifications-quiet-day = حتى صباح الغد
notifications-quiet-week = لمدة أسبوع
notifications-quiet-off = السماح بالإزعاج من جديد
notifications-mail-why = تصلك هذه الرسالة لأن الأمر يعنيك في { $company } ولم تكن قد رأيته هناك.
notifications-mail-settings = ما يصلك
notifications-mail-stop = إيقاف رسائل هذا النوع
notifications-mail-above = اكتب ردّك فوق هذا السطر
notifications-digest-best = أفضل ما فاتك
notifications-digest-subject = ما فاتك في { $company }
notifications-digest-why = يصلك هذا الملخص لأنك غبت عن { $company } مدة.
field-not-a-time = اكتب وقتًا مثل 09:00.
field-notifications-hours = يجب أن تأتي النهاية بعد البداية.
notifications-somebody = شخص ما
