### البحث

search-title = البحث
search-label = الأشخاص والمساحات والمنشورات
search-do = بحث
search-none = لم يُعثر على شيء
search-none-hint = جرّب حروفًا أقل أو بداية كلمة أخرى.
