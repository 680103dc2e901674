feed-views = آخر المستجدات
feed-following = ما أتابعه
feed-for-you = لك
feed-latest = الأحدث
feed-pages = صفحات آخر المستجدات
feed-new =
    .one = { "{count}" } منشور جديد
    .two = { "{count}" } منشوران جديدان
    .few = { "{count}" } منشورات جديدة
    .many = { "{count}" } منشورًا جديدًا
    .other = { "{count}" } منشور جديد
feed-empty-title = لا مستجدات لك بعد
feed-empty = تابع أشخاصًا وانضم إلى مساحات، فيصل ما يُكتب فيها إلى هنا.
feed-end-title = قرأت كل شيء
feed-end = لا يوجد هنا ما هو أقدم.
feed-stream-empty-title = لا شيء هنا بعد
feed-stream-empty = ما يُكتب هنا يظهر في هذا المكان.
feed-why-reacts = كثيرًا ما تجد ما يكتبه { $name } مفيدًا
feed-why-follows = تتابع { $name }
feed-why-space = أنت عضو في { $name }
feed-why-useful = كتبه { $name } ووجده كثيرون مفيدًا
feed-why-new = جديد من { $name }
feed-suggestions = اقتراحات
feed-people = أشخاص قد تود التعرف إليهم
feed-spaces = مساحات قد تناسبك
feed-follow = متابعة
feed-shared-spaces = { $n ->
    [zero] لا مساحات مشتركة
    [one] مساحة مشتركة واحدة
    [two] مساحتان مشتركتان
    [few] { $n } مساحات مشتركة
    [many] { $n } مساحة مشتركة
   *[other] { $n } مساحة مشتركة
}
feed-followed-members = { $n ->
    [zero] لا أحد ممن تتابعهم هناك
    [one] شخص واحد تتابعه هناك
    [two] شخصان تتابعهما هناك
    [few] { $n } أشخاص تتابعهم هناك
    [many] { $n } شخصًا تتابعهم هناك
   *[other] { $n } شخص تتابعهم هناك
}
