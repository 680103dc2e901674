articles-kind = مقال
articles-about = نصوص أطول كتبها أعضاء هذه الشبكة.
articles-write = اكتب مقالًا
articles-empty-title = لا مقالات بعد
articles-empty = المقال الأول متاح لك.
articles-by = مقالات { $name }
