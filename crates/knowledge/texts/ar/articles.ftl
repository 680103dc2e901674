articles-kind = مقال
articles-about = ما كتبه الزملاء بتوسّع.
articles-write = اكتب مقالًا
articles-empty-title = لا مقالات بعد
articles-empty = المقال الأول متاح لك.
articles-by = مقالات { $name }
