incidents-title = الحوادث
incidents-lede = ما يُفعل حين يقع أمر طارئ أو حين يُتدرّب عليه: الأدوار والقائمة والقرارات والبيانات والمراجعة.
incidents-empty = لا حادث تشارك فيه.
incidents-exercise = تمرين
incidents-closed = مغلق
incidents-open = مفتوح
incidents-earlier = الأقدم
incidents-open-one = فتح حادث
incidents-name = الموضوع
incidents-plan = الخطة
incidents-people = من يلزم حضوره
incidents-people-hint = معرّفات بينها فواصل، ينضم أصحابها إلى الغرفة.
incidents-exercise-hint = هذا تمرين: لا يخرج شيء من الغرفة
incidents-plans = الخطط
incidents-plan-called = اسم الخطة
incidents-plan-called-hint = الاسم الموجود يُعدَّل وغيره يُضاف.
incidents-roles = الأدوار
incidents-checklist = قائمة المراجعة
incidents-informs = من يُبلغ من
incidents-statements = البيانات
incidents-statements-hint = لكل بيان سطر فيه الجمهور واللغة والعنوان ثم النص، وسطر --- بين بيانين.
incidents-save-plan = حفظ الخطة
incidents-origin = من أين بدأ
incidents-room = الغرفة
incidents-exercise-note = هذا تمرين. تُدوَّن البيانات ولا تُرسل.
incidents-review = المراجعة
incidents-task = مهمة
incidents-done-by = أنجزها { $name }
incidents-reopen = إعادة الفتح
incidents-tick = تم
incidents-enter = تدوين
incidents-text = النص
incidents-decide = تدوين قرار
incidents-note-it = تدوين ملاحظة
incidents-statement-title = العنوان
incidents-statement-space = المساحة (عنوانها)؛ فارغ: الجمهور كله
incidents-would-send = تدوين كأنه أُرسل
incidents-send = إرسال كإعلان
incidents-close = إغلاق الحادث
incidents-tasks = المهام
incidents-tasks-hint = مهمة في كل سطر؛ @المعرّف يسمي من يقوم بها.
incidents-timeline = التسلسل الزمني
incidents-read = قراءة
incidents-decision = قرار
incidents-note = ملاحظة
incidents-statement = بيان
incidents-wrote = كتب في الغرفة
incidents-commented = علّق في الغرفة
incidents-room-changed = تغيّرت الغرفة
incidents-plan-name = أمر طارئ
incidents-plan-inside-title = نحن ننظر في الأمر
incidents-plan-inside = نعلم بالأمر وننظر فيه. نرجو ألا تكتبوا عنه خارجًا، والأسئلة إلى قسم التواصل. نخبركم بالمزيد خلال أربع ساعات.
incidents-plan-outside-title = بياننا الأول
incidents-plan-outside = نعلم بالأمر ونأخذه بجدية. نتحقق من الوقائع ونبلغكم حالما تثبت.
incidents-plan-roles =
    القيادة: تقرر وتلتزم بالمواعيد
    التواصل: يتحدث في الداخل والخارج
    القانون: يراجع كل بيان وينشئ الحجز
    ممثلو العاملين: يرعون المعنيين
    التدوين: يحفظ التسلسل الزمني
incidents-plan-checklist =
    تثبيت ما هو مؤكد وتدوينه
    إنشاء حجز قانوني
    إبلاغ المعنيين قبل غيرهم
    تقرير من يتحدث
    إرسال البيان الأول في الداخل
    إرسال البيان الأول في الخارج إن عُرف الأمر هناك
    الاتفاق على موعد الاجتماع التالي
incidents-plan-informs =
    القيادة تبلغ المجلس خلال ساعة
    التواصل يبلغ المساحات المعنية
    ممثلو العاملين يبلغون المعنيين شخصيًا
incidents-left = { $n ->
    [zero] لا خطوات باقية
    [one] بقيت خطوة واحدة
    [two] بقيت خطوتان
    [few] بقيت { $n } خطوات
    [many] بقيت { $n } خطوة
   *[other] بقيت { $n } خطوة
}
error-incidents-closed-title = مغلق من قبل
error-incidents-closed = أُغلق هذا الحادث. ويمكن إنجاز مهامه.
incidents-told-named = أنت مطلوب في حادثة
incidents-said-named = يحتاجك { $name } في «{ $title }»
field-incidents-statements = ابدأ كل نص بالجمهور ثم اللغة ثم العنوان: public أو customers أو partners أو internal؛ en أو fr أو de أو ar.
incidents-was-opened = فُتحت
incidents-was-closed = أُغلقت
incidents-was-ticked = أُنجزت خطوة
incidents-was-named = انضم أحدهم
