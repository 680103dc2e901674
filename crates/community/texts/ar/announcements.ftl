### الإعلانات: إلى كثيرين دفعة واحدة، مع تأكيد عند الحاجة.

announcements-kind = إعلان
announcements-confirm = على الجميع تأكيده
announcements-confirm-hint = يؤكدون هذا النص بعينه؛ وبعد أي تعديل يُسألون من جديد.
announcements-remind-after = تذكير من لم يؤكّد بعد
announcements-remind-after-hint = عدد الأيام، ثم يتكرر بعد المدة نفسها خمس مرات على الأكثر. فارغ: عند الضغط على الزر فقط.
announcements-pinned = في أعلى الصفحة الرئيسية حتى
announcements-pinned-hint = فارغ: لأسبوعين أو حتى يُغلق.
announcements-places = لهذه الأماكن فقط
announcements-departments = لهذه الأقسام فقط
announcements-organisations = لهذه المؤسسات فقط
announcements-commas = عدة قيم تفصل بينها فواصل؛ فارغ للجميع.
announcements-organisations-hint = أسماؤها القصيرة، تفصل بينها فواصل؛ فارغ للجميع.
announcements-please-confirm = يرجى تأكيد أنك قرأت هذا وفهمته.
announcements-confirm-now = لقد قرأته
announcements-confirmed-at = تم التأكيد: { $date }
announcements-register = التأكيدات
announcements-title = الإعلانات
announcements-read-and-confirm = القراءة والتأكيد
announcements-dismiss = إغلاق
announcements-all = الجميع
announcements-confirmed = مؤكَّد
announcements-not-confirmed = ليس بعد
announcements-remind = تذكير من لم يؤكد
announcements-nobody = لا أحد هنا.
announcements-not-yet = لم يؤكَّد بعد
announcements-pages = صفحات السجل
announcements-more = المزيد
announcements-csv-handle = المعرّف
announcements-csv-name = الاسم
announcements-csv-confirmed = تاريخ التأكيد
announcements-csv-revision = النسخة
announcements-revision = النص رقم { $n }
announcements-confirmed-older = أكّد النص رقم { $n } لا النص الحالي
announcements-seen =
    { $n ->
        [zero] لم يره أحد بعد
        [one] رآه شخص واحد
        [two] رآه شخصان
        [few] رآه { $n } أشخاص
        [many] رآه { $n } شخصًا
       *[other] رآه { $n } شخص
    }
announcements-confirmed-by =
    { $n ->
        [zero] لم يؤكده أحد بعد
        [one] أكده شخص واحد
        [two] أكده شخصان
        [few] أكده { $n } أشخاص
        [many] أكده { $n } شخصًا
       *[other] أكده { $n } شخص
    }
announcements-missing =
    { $n ->
        [zero] لا ينقص أحد
        [one] ينقص شخص واحد
        [two] ينقص شخصان
        [few] ينقص { $n } أشخاص
        [many] ينقص { $n } شخصًا
       *[other] ينقص { $n } شخص
    }
announcements-addressed =
    { $n ->
        [zero] غير موجه إلى أحد
        [one] موجه إلى شخص واحد
        [two] موجه إلى شخصين
        [few] موجه إلى { $n } أشخاص
        [many] موجه إلى { $n } شخصًا
       *[other] موجه إلى { $n } شخص
    }
error-announcements-publishers-only-title = لا يمكنك الإعلان هنا
error-announcements-publishers-only = يعلن من ينشر باسم الشركة، والمالكون في مساحتهم. اكتب ملاحظة بدلًا من ذلك.
error-announcements-owner-only-title = لمالكه فقط
error-announcements-owner-only = لا يرى من أكّد إلا صاحب الإعلان ومالكو مساحته والمسؤولون.
error-announcements-to-confirm-title = يجب تأكيده
error-announcements-to-confirm = يبقى هذا الإعلان حتى تؤكده.
error-announcements-nothing-to-confirm-title = لا شيء لتأكيده
error-announcements-nothing-to-confirm = لا يطلب هذا الإعلان تأكيدًا.
error-announcements-changed-title = تغيّر النص
error-announcements-changed = عُدّل بعد أن فتحته. اقرأه مرة أخرى ثم أكّده.
error-announcements-reminded-title = تم التذكير
error-announcements-reminded = ذُكّروا قبل أقل من يوم. انتظر حتى الغد.
field-not-in-the-future = اختر يومًا لم يأت بعد.
field-announcements-days = اكتب عدد أيام من 1 إلى 90.
field-announcements-targets = سمِّ 200 على الأكثر.
