cases-title = تصدير القضايا
cases-lede = كل ما يوافق الطلب مع سياقه، ومنه المساحات الخاصة والمراجعات والمحذوف المحجوز. يطلب مدير ويأذن آخر، وكل خطوة في سجل التدقيق.
cases-empty = لم يُطلب أي تصدير.
cases-asked-by = طلبه { $name }
cases-decided-by = قرره { $name }
cases-release = إذن
cases-refuse = رفض
cases-take-back = سحب الطلب
cases-waits = يجب أن يأذن به مدير آخر.
cases-progress = قيد الكتابة: { $done } من { $total } منشورًا على الأكثر.
cases-download = تنزيل
cases-until = محفوظ حتى { $date }.
cases-posts = { $n ->
    [zero] لا منشورات.
    [one] منشور واحد.
    [two] منشوران.
    [few] { $n } منشورات.
    [many] { $n } منشورًا.
   *[other] { $n } منشور.
}
cases-ask = طلب تصدير
cases-ask-hint = اذكر أشخاصًا أو مساحات أو كلمات. ما يُذكر معًا يجب أن يتوافق معًا.
cases-name = القضية
cases-key = المفتاح العام
cases-key-hint = البيانات موقعة بنصفه الخاص (Ed25519). قارنه بما يطبعه الأمر fourleaf case verify.
cases-state-requested = ينتظر الإذن
cases-state-released = قيد الكتابة
cases-state-refused = مرفوض
cases-state-ready = جاهز
cases-state-expired = انتهت مدته
cases-state-failed = فشل
error-cases-two-people-title = يلزم شخصان
error-cases-two-people = من طلب التصدير لا يأذن به. يجب أن يأذن مدير آخر.
error-cases-decided-title = تقرر من قبل
error-cases-decided = أُذن بهذا التصدير أو رُفض في الأثناء. اطلب تصديرًا جديدًا.
error-cases-not-released-title = غير مأذون
error-cases-not-released = يجب أن يأذن مدير آخر بهذا التصدير أولًا.
