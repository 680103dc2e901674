audit-title = سجل التدقيق
audit-lede = ما فعله المديرون والمشرفون، ومن قرأ ما هو خاص. تُضاف الأسطر فقط، وكل سطر مربوط بسابقه. لا يمكن إيقافه.
audit-verb = الفعل
audit-person = من (المعرّف)
audit-since = من
audit-until = إلى
audit-show = عرض
audit-verify = التحقق من السلسلة
audit-csv = بصيغة CSV
audit-json = أسطر JSON
audit-empty = لا شيء مسجل لهذا.
audit-number = الرقم
audit-when = متى
audit-who = من
audit-what = على ماذا
audit-details = التفاصيل
audit-program = البرنامج
audit-more = الأقدم
audit-whole = السلسلة كاملة.
audit-rows = { $n ->
    [zero] لم يُفحص أي سطر.
    [one] فُحص سطر واحد.
    [two] فُحص سطران.
    [few] فُحصت { $n } أسطر.
    [many] فُحص { $n } سطرًا.
   *[other] فُحص { $n } سطر.
}
audit-found-at = وُجد عند السطر { $seq }.
audit-fault-changed = غُيّر سطر أو نُقل.
audit-fault-gap = هناك أسطر ناقصة.
audit-fault-cut = هناك أسطر ناقصة في النهاية.
audit-fault-signature = النهاية غير موقعة من هذا التثبيت.
audit-fault-beyond = هناك أسطر بعد النهاية الموقعة.
audit-fault-expected = ليست للسطر البصمة المدوّنة.
