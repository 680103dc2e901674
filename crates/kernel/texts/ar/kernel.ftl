### نصوص النواة: ما لم ينجح، والأعداد والأوقات.

## الأخطاء: عنوان، وجملة تقول ما العمل

error-not-found-title = لا شيء في هذا العنوان
error-not-found = هذه الصفحة غير موجودة، أو ليست متاحة لك. تحقق من العنوان أو ابحث عنها.
error-forbidden-title = ليس متاحًا لك
error-forbidden = يمكنك رؤية هذا، لكن لا يمكنك القيام بهذا الإجراء. اسأل الشخص المسؤول عنه.
error-sign-in-needed-title = سجّل الدخول أولًا
error-sign-in-needed = هذا متاح للأعضاء فقط. سجّل الدخول، ثم تعود إلى هنا.
error-invalid-title = بعض الحقول تحتاج إلى تعديل
error-invalid = لم يُحفظ شيء. عدّل الحقول المحددة وأرسل مرة أخرى.
error-too-many-title = طلبات كثيرة جدًا
error-too-many = تجاوزت الطلبات الحد المسموح. انتظر دقيقة ثم أرسل مرة أخرى.
error-unavailable-title = لا يمكن الحفظ الآن
error-unavailable = لم يُحفظ تعديلك ولم يُفقد شيء. ما زالت القراءة ممكنة. حاول مرة أخرى بعد بضع دقائق.
error-internal-title = الخطأ من عندنا
error-internal = لم يتمكن الخادم من الإنهاء وسجّل السبب. حاول مرة أخرى. إذا تكرر ذلك فأخبر المسؤول عن النظام بالوقت.
error-conflict-title = تغيّر في هذه الأثناء
error-conflict = غيّر شخص آخر هذا بعد أن فتحته. انسخ ما كتبته، وأعد تحميل الصفحة، ثم أدخله من جديد.
error-not-json-title = هذا ليس JSON
error-not-json = لم يُحفظ شيء. أرسل كائن JSON واحدًا بترميز UTF-8 أو نموذجًا.
error-not-utf8-title = هذا ليس UTF-8
error-not-utf8 = لم يُحفظ شيء. أرسل النص بترميز UTF-8.
error-broken-body-title = لم يصل الطلب كاملًا
error-broken-body = لم يُحفظ شيء. أرسله مرة أخرى.
error-too-large-title = أكثر مما يتسع له طلب واحد
error-too-large = لم يُحفظ شيء. أرسل ملفًا أصغر أو نصًا أقصر.
error-unsupported-type-title = هذا النوع من المحتوى غير مفهوم
error-unsupported-type = لم يُحفظ شيء. أرسل نموذجًا أو JSON واذكره في Content-Type.
error-mail-refused-title = لم تُقبل الرسالة
error-mail-refused = لم يأخذها خادم البريد. تحقق من العنوان.
error-mail-broken-title = هذه ليست رسالة بريد
error-mail-broken = لا يمكن قراءتها على أنها كذلك، ولم يُفعل بها شيء.

## حقول لم تُقبل

field-required = املأ هذا الحقل.
field-too-long =
    { $most ->
        [zero] اترك هذا الحقل فارغًا ({ $most }).
        [one] استخدم حرفًا واحدًا على الأكثر.
        [two] استخدم حرفين على الأكثر.
        [few] استخدم { $most } أحرف على الأكثر.
        [many] استخدم { $most } حرفًا على الأكثر.
       *[other] استخدم { $most } حرف على الأكثر.
    }
field-too-short =
    { $least ->
        [one] استخدم حرفًا واحدًا على الأقل.
        [two] استخدم حرفين على الأقل.
        [few] استخدم { $least } أحرف على الأقل.
        [many] استخدم { $least } حرفًا على الأقل.
       *[other] استخدم { $least } حرف على الأقل.
    }
field-wrong-type = الصيغة غير مناسبة. أدخل القيمة كما يطلبها الحقل.
field-not-an-email = هذا ليس عنوان بريد إلكتروني. أدخل عنوانًا مثل name@company.example.
field-taken = هذا مستخدم من قبل. اختر غيره.
field-not-found = هذا غير موجود، أو ليس متاحًا لك. اختر غيره.
field-image-broken = لا يمكن قراءة هذه الصورة. احفظها من جديد بصيغة PNG أو JPEG واخترها مرة أخرى.
field-image-too-large = عدد نقاط هذه الصورة كبير جدًا. صغّرها واخترها مرة أخرى.
field-file-type-not-allowed = لا تُقبل الملفات من هذا النوع. اختر ملفًا من نوع آخر.
field-file-too-large = هذا الملف كبير جدًا. اختر ملفًا أصغر.
field-not-allowed = لا يمكنك تحديد هذا. اتركه كما كان.
field-not-a-number = هذا ليس عددًا. أدخل أرقامًا فقط.
field-not-a-date = هذا ليس تاريخًا. أدخل السنة والشهر واليوم.
field-not-a-choice = هذا ليس من الخيارات. اختر من القائمة.

## الأعداد والأوقات

time-now = الآن
time-minutes = { $n }{ "\u00A0" }د
time-hours = { $n }{ "\u00A0" }س
time-yesterday = أمس
number-percent = { $n }{ "\u00A0" }٪
number-thousands = { $n }{ "\u00A0" }ألف
number-millions = { $n }{ "\u00A0" }مليون

error-already-exists-title = موجود بالفعل
error-already-exists = أنشأ شخص آخر الشيء نفسه قبل لحظات. أعد تحميل الصفحة لرؤيته.
field-file-empty = هذا الملف فارغ. اختر ملفًا آخر.

conflict-title = حفظ شخص آخر نسخة أخرى في هذه الأثناء
conflict-fields = فيما يلي ما يختلف بين ما كتبته وما هو محفوظ الآن. ما كتبته لا يزال في النموذج، والحفظ مرة أخرى يحل محل النسخة الأخرى.
error-edited-meanwhile-title = حفظ شخص آخر نسخة أخرى في هذه الأثناء
error-edited-meanwhile = اقرأه مرة أخرى، وادمج النسختين، وأرسل رقم المراجعة التي بدأت منها.
