routing-title = أسئلة لي
routing-lede = أسئلة قد تعرف إجابتها، ولماذا تُسأل أنت. لا تتلقى في الأسبوع أكثر مما اخترت.
routing-empty-title = لا شيء ينتظرك
routing-empty = حين يسأل أحد عما أجبت عنه أو كتبت فيه أو ذكرته مهارةً، يظهر هنا.
routing-by = فكّر { $name } فيك.
routing-why = لماذا أنت:
routing-answer = أجب
routing-hand = تحويل
routing-person = اسم الشخص في عنوانه، مثل ‎@name
routing-hand-over = تحويله إليه
routing-decline = ليس لي
routing-reason = لماذا؟ فقط إن أردت قوله؛ فهو يحسّن الاختيار.
routing-decline-it = ليس لي
routing-weekly = أسئلة في الأسبوع على الأكثر
routing-weekly-hint = 0: لا شيء. وما زاد يذهب إلى غيرك.
routing-link = لي
routing-ask-person = سؤال شخص بعينه
routing-ask = اسأله
routing-told = سؤال قد أعرف إجابته
field-routing-weekly = أعطِ عددًا من 0 إلى 50.
field-routing-oneself = اذكر شخصًا غيرك وغير السائل.
field-routing-enough = لديه هذا الأسبوع ما يريده من الأسئلة. اذكر شخصًا آخر.
routing-queue = قيد الانتظار
routing-queue-lede = أسئلة بلا إجابة، الأطول انتظارًا أولًا.
routing-queue-empty = لكل سؤال إجابة
routing-late = ينتظر منذ وقت طويل
routing-hours = أول إجابة خلال هذا العدد من الساعات
routing-hours-hint = فارغ: بلا هدف. وبعده يُبلَّغ مالكو المساحة.
routing-told-late = سؤال في مساحتي ينتظر إجابة منذ وقت طويل
field-routing-hours = أعطِ عدد ساعات من 1 إلى 720، أو لا شيء.
routing-said =
    { $n ->
        [0] يسأل { $name } عما قد تعرفه: «{ $title }»
        *[other] { $name } و{ $n } آخرون يفكرون فيك من أجل «{ $title }»
    }
routing-target-is =
    { $n ->
        [one] أول إجابة مطلوبة خلال ساعة
        *[other] أول إجابة مطلوبة خلال { $n } ساعات
    }
routing-said-late =
    { $n ->
        [0] «{ $title }» ينتظر إجابة منذ وقت طويل
        *[other] «{ $title }» وغيره ينتظر إجابة منذ وقت طويل
    }
