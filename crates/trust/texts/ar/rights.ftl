rights-privacy = الخصوصية
rights-lede = ما يُحسب عنك ومن أي شيء، وكل ما يُحفظ عنك، وكيف تُمحى بياناتك.
rights-computed = ما يُحسب عنك
rights-change = تغيير
rights-analyses = كل التحليلات
rights-analyses-lede = ما يحسبه هذا الموقع عن الناس، ليقرأه الجميع، وممثلو العاملين أولًا.
rights-no-reports = لا توجد تقارير عما يفعله الأفراد، لأي أحد. قائمتان فقط تحملان أسماء لأنهما تثبتان شيئًا: من أكد إعلانًا يطلب التأكيد، ومن أقرّ بالميثاق.
rights-smallest = { $n ->
    [zero] لا يُعرض أي رقم.
    [one] لا يُعرض رقم عن شخص واحد.
    [two] لا يُعرض رقم عن أقل من شخصين.
    [few] لا يُعرض رقم عن أقل من { $n } أشخاص.
    [many] لا يُعرض رقم عن أقل من { $n } شخصًا.
   *[other] لا يُعرض رقم عن أقل من { $n } شخص.
}
rights-feed = ترتيب «لك»
rights-feed-from = مما ومن تتابع، وما تفاعلت معه أنت، وما تفاعل معه الآخرون. لا يراه غيرك.
rights-experts = من يعرف ماذا
rights-experts-from = من إجاباتك وصفحاتك ومهاراتك التي يجوز لغيرك قراءتها. يعرض عليك أسئلة، ويرى الآخرون أدلة يجوز لهم قراءتها أصلًا.
rights-suggestions = اقتراح أشخاص ومساحات
rights-suggestions-from = من المساحات والمتابعات والمدير والمهارات المشتركة. لا يراها غيرك.
rights-search = ترتيب نتائج بحثك
rights-search-from = مما فتحته من النتائج، آخر بضع مئات. لا يراه غيرك.
rights-presence = من هنا الآن
rights-presence-from = من الصفحات المفتوحة، لمن تختارهم.
rights-digest = ملخصك
rights-digest-from = مما تتابعه ولم تقرأه. لا يصل إلا إليك.
rights-export = كل ما يخصك
rights-export-hint = أرشيف فيه حسابك وملفك وكل ما كتبته بمراجعاته وملفاتك وتفاعلاتك وجلساتك وما سُجل عنك. تصلك رسالة حين يجهز.
rights-ask-export = اطلبه
rights-download = تنزيل
rights-erasure = المحو
rights-erasure-hint = ينتهي حسابك وتُنسى هويتك. ويبقى ما كتبته باسم عضو سابق لتبقى المحادثات مقروءة. قد يبقي حجز قانوني بعضه مدة أطول وتُبلَّغ بذلك. يُجاب الطلب خلال 30 يومًا.
rights-reason = السبب إن شئت
rights-confirm = للتأكيد اكتب معرّفك { $handle }
rights-ask-erasure = طلب المحو
rights-withdraw = سحب الطلب
rights-asked = ما طلبته
rights-due = يُجاب قبل { $date }
rights-state-waiting = ينتظر
rights-state-ready = جاهز
rights-state-done = تم
rights-state-refused = مرفوض
rights-state-withdrawn = مسحوب
rights-state-expired = انتهت مدته
rights-requests = طلبات المحو
rights-requests-lede = يجب أن يُجاب كل طلب خلال 30 يومًا. لا رجعة بعد التنفيذ.
rights-none = لم يطلب أحد المحو.
rights-held = محجوز بسبب: { $holds }. تبقى هوية هذا الشخص مختومة حتى يُرفع الحجز.
rights-kept = { $n ->
    [zero] لا يبقى أي منشور.
    [one] يبقى منشور واحد باسم عضو سابق.
    [two] يبقى منشوران باسم عضو سابق.
    [few] تبقى { $n } منشورات باسم عضو سابق.
    [many] يبقى { $n } منشورًا باسم عضو سابق.
   *[other] يبقى { $n } منشور باسم عضو سابق.
}
rights-sealed = هويته مختومة لأجل حجز.
rights-why-refused = السبب عند الرفض
rights-carry-out = محو
rights-refuse = رفض
rights-mail-subject = { $company }: كل ما يخصك جاهز
rights-mail = مرحبًا { $name }، الأرشيف الذي طلبته جاهز ويُحفظ 14 يومًا. نزّله من هنا:
rights-refused-subject = { $company }: طلبك لمحو بياناتك
rights-refused-mail = مرحبًا { $name }، لم يُنفَّذ طلبك لمحو بياناتك. السبب وما يمكنك فعله هنا:
rights-erased-subject = { $company }: تم محو بياناتك
rights-erased-mail = مرحبًا { $name }، انتهى حسابك ونُسي من كنت. ما كتبته يبقى كأنه من عضو سابق كي تبقى المحادثات مقروءة، وكذلك إثبات ما وافقت عليه. هذه آخر رسالة إلى هذا العنوان. ما وعدت به الشركة هنا:
field-rights-confirm = ليس هذا معرّفك. اكتبه كما هو أعلاه.
error-rights-decided-title = تقرر من قبل
error-rights-decided = نُفّذ هذا الطلب أو رُفض أو سُحب في الأثناء.
rights-switch-off = إيقاف
rights-switch-on = تشغيل
rights-is-on = مُشغَّل
rights-is-off = موقوف
rights-policy-choice = يختار كل عضو لنفسه
rights-policy-on = مُشغَّل للجميع
rights-policy-off = موقوف للجميع
rights-policy-save = حفظ
error-analyses-decided-title = تقرَّر للجميع
error-analyses-decided = قررت الشركة ذلك للجميع، ولا يمكن تغييره لشخص واحد.
error-analyses-presence-title = يُختار في مكان آخر
error-analyses-presence = اختر من يرى أنك هنا في الإعدادات، الحضور.
rights-outside = طلبك بالمحو
rights-outside-asked = طُلب في { $date }
rights-outside-ready = الأرشيف جاهز. يمكن تنزيله حتى { $date }، لكل من لديه هذا العنوان.
rights-outside-refused = لم يُنفَّذ. السبب:
rights-outside-next = إن لم توافق، فأجب من كتب إليك، أو توجّه إلى الجهة المشرفة على حماية البيانات في بلدك.
rights-reached = يمكن الوصول إليه على
rights-open = الطلب لمن لا يستطيع تسجيل الدخول
rights-open-hint = لمن غادر أو لم يأتِ قط أو أُوقف. تُرسل النتيجة إلى الشخص نفسه ولا تراها أنت.
rights-open-handle = عمّن الطلب (المعرّف)
rights-open-kind = ما المطلوب
rights-open-email = أين يمكن الوصول إلى الشخص (عنوان بريد)
rights-open-email-hint = تأكد أنه عنوانه: من يتلقى هذه الرسالة يتلقى كل ما يخصه. يُسجَّل في سجل التدقيق أنك طلبت، مع بصمة هذا العنوان.
rights-open-why = كيف طلب الشخص ذلك، وكيف تأكدت من هويته
rights-open-send = اطلب
field-rights-asks-alone = يستطيع هذا الشخص تسجيل الدخول، ويطلب بنفسه من الإعدادات ثم الخصوصية.
field-rights-erased = مُحي هذا الشخص من قبل؛ لم يبقَ ما يذكره.
field-rights-waits = هناك طلب لهذا الشخص ينتظر من قبل.
rights-open-export = كل ما يخصه
rights-open-erasure = المحو
