suggestions-title = اقتراحات
suggestions-none-title = لا أحد نقترحه بعد
suggestions-none = انضم إلى مساحات وتابع أشخاصًا، وسنقترح هنا من يناسبك.
suggestions-people = أشخاص قد تود التعرف إليهم
suggestions-spaces = مساحات قد تناسبك
suggestions-follow = متابعة
suggestions-dismiss = عدم اقتراح { $name }
suggestions-manager = مديرك
suggestions-report = من فريقك
suggestions-team = لكما المدير نفسه
suggestions-conversed = { $n ->
    [zero] لم تلتقيا في محادثة
    [one] التقيتما في محادثة واحدة
    [two] التقيتما في محادثتين
    [few] التقيتما في { $n } محادثات
    [many] التقيتما في { $n } محادثة
   *[other] التقيتما في { $n } محادثة
}
suggestions-followed = { $n ->
    [zero] لا يتابعه أحد ممن تتابعهم
    [one] يتابعه شخص واحد تتابعه
    [two] يتابعه شخصان تتابعهما
    [few] يتابعه { $n } أشخاص تتابعهم
    [many] يتابعه { $n } شخصًا تتابعهم
   *[other] يتابعه { $n } شخص تتابعهم
}
suggestions-tags = { $n ->
    [zero] لم يكتب مؤخرًا بوسوم تتابعها
    [one] كتب مؤخرًا بوسم تتابعه
    [two] كتب مؤخرًا مرتين بوسوم تتابعها
    [few] كتب مؤخرًا { $n } مرات بوسوم تتابعها
    [many] كتب مؤخرًا { $n } مرة بوسوم تتابعها
   *[other] كتب مؤخرًا { $n } مرة بوسوم تتابعها
}
suggestions-skills = { $n ->
    [zero] لا مهارات مشتركة
    [one] مهارة مشتركة واحدة
    [two] مهارتان مشتركتان
    [few] { $n } مهارات مشتركة
    [many] { $n } مهارة مشتركة
   *[other] { $n } مهارة مشتركة
}
suggestions-place = يعمل في المكان نفسه
suggestions-shared-spaces = { $n ->
    [zero] لا مساحات مشتركة
    [one] مساحة مشتركة واحدة
    [two] مساحتان مشتركتان
    [few] { $n } مساحات مشتركة
    [many] { $n } مساحة مشتركة
   *[other] { $n } مساحة مشتركة
}
suggestions-members = { $n ->
    [zero] لا أحد ممن تتابعهم هناك
    [one] شخص واحد تتابعه هناك
    [two] شخصان تتابعهما هناك
    [few] { $n } أشخاص تتابعهم هناك
    [many] { $n } شخصًا تتابعهم هناك
   *[other] { $n } شخص تتابعهم هناك
}
