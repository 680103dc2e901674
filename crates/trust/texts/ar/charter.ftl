charter-nav = الميثاق
charter-title = ميثاقنا
charter-lede = ما اتفقنا عليه، ويمكن قراءته دائمًا.
charter-empty = لم يُنشر شيء بعد.
charter-version = الإصدار { $number }
charter-effective = منذ { $date }
charter-binding-text = النص الملزم باللغة: { $language }
charter-acknowledged-on = أُقرّ به في { $date }
charter-expires = صالح حتى { $date }
charter-before = قبل أول منشور لك
charter-read = قرأت هذا وسألتزم به.
charter-agree = أوافق وأبدأ النشر
charter-just-read = القراءة فقط الآن
charter-text-waits = نصك محفوظ، وترسله في الخطوة التالية.
charter-changes = ما تغيّر منذ موافقتك
charter-hash = بصمة هذا الإصدار (BLAKE3):
charter-languages = اللغات والإصدارات
charter-earlier = إصدار أسبق
charter-edit = تعديل السياسة
charter-evidence = من أقرّ
charter-waiting-title = نصك كان بانتظارك
charter-waiting-lede = شكرًا. هذا ما كتبته؛ أرسله الآن.
charter-waiting-text = النص
charter-send = إرسال
charter-manage = السياسات
charter-draft = مسودة
charter-new = سياسة جديدة
charter-adopt = اعتماد النصوص النموذجية
charter-adopt-hint = الميثاق والإرشادات والمدونات الشخصية والإشراف بأربع لغات. وبعدها يلزم الإقرار بالميثاق قبل الكتابة.
charter-form-title = العنوان
charter-form-language = لغة العنوان والنص
charter-form-body = النص (Markdown)
charter-form-body-hint = السطر الذي يبدأ بـ ## يفتتح فقرة، و{"{"}#كلمة{"}"} في آخره هو الاسم الذي تستشهد به القرارات.
charter-form-standings = لمن
charter-own = الموظفون
charter-partner = الشركاء
charter-customer = العملاء
charter-nobody = الجميع دون تسجيل دخول
charter-form-country = في هذا البلد فقط
charter-form-binding = يلزم الإقرار به قبل الكتابة
charter-form-in-days = يسري بعد النشر بأيام
charter-form-valid-days = مدة صلاحية الإقرار بالأيام (فارغ: حتى الإصدار التالي)
charter-form-questions = أسئلة التدريب
charter-form-questions-hint = سطر لكل سؤال: السؤال | الجواب الصحيح | جواب خاطئ. تُطرح بلغة هذا النص؛ والنص الذي ليس له أسئلة يطرح أسئلة النص الملزم.
charter-save-draft = حفظ المسودة
charter-publish = نشر هذا الإصدار
charter-publish-hint = لا يمكن تعديل إصدار منشور.
charter-csv = كجدول (CSV)
charter-register-signed = السطر الأخير من هذا الملف يوقّع كل ما قبله. يُتحقق منه بالأمر: fourleaf charter verify FILE
charter-register-expires = صالح حتى
charter-register-at = تاريخ الإقرار
charter-register-language = اللغة
charter-register-number = الرقم
charter-register-name = الاسم
charter-register-written = كُتب في { $date }
charter-not-binding = لا يلزم أحدًا الإقرار بهذا الإصدار.
charter-versions = الإصدارات
charter-register = كوثيقة موقّعة (HTML للطباعة)
charter-not-yet = ليس بعد
charter-all-have = الجميع أقرّوا.
charter-more = المزيد
charter-remind = تذكير بالبريد
charter-have = أقرّوا
charter-mail-subject = يرجى قراءة ميثاقنا
charter-mail-text = هناك ما ينبغي قراءته والإقرار به قبل الكتابة، ويستغرق دقائق:
error-charter-not-acknowledged-title = الميثاق أولًا
error-charter-not-acknowledged = اقرأ الميثاق وأقرّ به قبل أن تكتب: /charter.
field-charter-read = ضع علامة هنا بعد القراءة.
field-charter-answer = ليس هذا الجواب الصحيح. أعد قراءة النص واختر غيره.
field-charter-standings = اختر مجموعة واحدة على الأقل من القائمة.
field-charter-country = اكتب البلد باسمه أو برمزه المؤلف من حرفين أو اتركه فارغًا.
field-charter-days = اكتب عدد أيام من 0 إلى 3660.
field-charter-question = اكتب كل سطر هكذا: السؤال | الجواب الصحيح | جواب خاطئ.
field-charter-questions = اطرح 10 أسئلة على الأكثر.
field-charter-binding-text = اكتب أولًا النص باللغة الملزمة.
charter-count = { $n ->
    [zero] لم يُقرّ أحد
    [one] أقرّ شخص واحد
    [two] أقرّ شخصان
    [few] أقرّ { $n } أشخاص
    [many] أقرّ { $n } شخصًا
   *[other] أقرّ { $n } شخص
}
charter-form-remind-days = تذكير من لم يوافق كل عدد من الأيام (فارغ: يدويًا فقط)
charter-mail-ends = تنتهي موافقتك في { $date }. يُرجى القراءة والموافقة من جديد؛ لن يستغرق ذلك سوى دقائق:
field-charter-questions-differ = النص باللغة { $language } يطرح عددًا آخر من الأسئلة. اطرح فيه { $number } أو لا شيء: عندئذ تُطرح أسئلة النص الملزم.
charter-certificate = شهادة
charter-certificate-says = قرأ ووافق على «{ $title }»، الإصدار { $number }.
charter-certificate-training = { $n ->
    [one] أُجيب عن سؤال واحد من التدريب إجابة صحيحة.
   *[other] أُجيب عن { $n } من أسئلة التدريب إجابة صحيحة.
}
charter-certificate-until = صالحة حتى { $date }
charter-certificate-valid = صالحة
charter-certificate-over = لم تعد صالحة: وافق من جديد
