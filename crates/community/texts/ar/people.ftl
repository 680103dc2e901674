### الأشخاص: الدليل والملفات والمتابعة.

people-title = الأشخاص
people-lede = ابحث عن شخص بالاسم أو المهارة أو المكان أو اللغة.
people-search-label = الاسم أو المهارة أو الوظيفة
people-search = بحث
people-filters = عوامل التصفية
people-facet-organisation = المؤسسة
people-facet-place = المكان
people-facet-skill = المهارة
people-facet-language = يتحدث
people-apply = تطبيق
people-clear = مسح الكل
people-count =
    { $n ->
        [zero] لا أحد
        [one] شخص واحد
        [two] شخصان
        [few] { $n } أشخاص
        [many] { $n } شخصًا
       *[other] { $n } شخص
    }
people-many = عدد الأشخاص أكبر مما تعدّه صفحة واحدة. اكتب اسمًا أو اختر عامل تصفية.
people-empty-title = لم يُعثر على أحد
people-empty = جرّب حروفًا أقل أو عوامل تصفية أقل.
people-pages = أشخاص آخرون
people-more = المزيد من الأشخاص
people-follow = متابعة
people-followed = تتابعه
people-local-time = { $time } بالتوقيت المحلي
people-joined = انضم في { $date }
people-followers =
    { $n ->
        [zero] لا متابعين
        [one] متابع واحد
        [two] متابعان
        [few] { $n } متابعين
        [many] { $n } متابعًا
       *[other] { $n } متابع
    }
people-following =
    { $n ->
        [zero] لا يتابع أحدًا
        [one] يتابع شخصًا واحدًا
        [two] يتابع شخصين
        [few] يتابع { $n } أشخاص
        [many] يتابع { $n } شخصًا
       *[other] يتابع { $n } شخص
    }
people-follows-you = يتابعك
people-left = لم يعد هنا. ما كُتب يبقى.
people-edit = تعديل الملف الشخصي
people-more-actions = إجراءات أخرى مع { $name }
people-mute = كتم
people-unmute = إلغاء الكتم
people-block = حظر
people-unblock = إلغاء الحظر
people-tabs = الملف الشخصي
people-overview = نظرة عامة
people-chart = الهيكل التنظيمي
people-field-name = الاسم
people-field-headline = العنوان التعريفي
people-field-about = نبذة
people-field-pronouns = الضمائر
people-field-department = القسم
people-field-place = المكان
people-field-country = البلد
people-field-languages = اللغات
people-field-interests = الاهتمامات
people-field-phone = الهاتف
people-field-email = البريد الإلكتروني
people-field-contact = التواصل
people-field-manager = المدير والمرؤوسون
people-field-joined = تاريخ الانضمام
people-field-skills = المهارات
people-field-experience = الخبرة
people-skills = المهارات والتزكيات
people-since = منذ { $since }
people-posts = أحدث المنشورات
people-aside = التواصل والمؤسسة
people-works = الموقع في المؤسسة
people-endorsed-by = بتزكية من
people-endorsed-by-number =
    { $n ->
        [zero] بلا تزكية
        [one] بتزكية شخص واحد
        [two] بتزكية شخصين
        [few] بتزكية { $n } أشخاص
        [many] بتزكية { $n } شخصًا
       *[other] بتزكية { $n } شخص
    }
people-endorsed-others =
    { $n ->
        [zero] فقط
        [one] وآخر
        [two] واثنين آخرين
        [few] و{ $n } آخرين
        [many] و{ $n } آخرين
       *[other] و{ $n } آخرين
    }
people-endorsed = تمت التزكية
people-endorse = تزكية
people-followers-of = متابعو { $name }
people-followed-by = من يتابعهم { $name }
people-none-title = لا أحد بعد
people-none-follow = سيظهر هنا من يتابع هذا الشخص.
people-follows-none = سيظهر هنا من يتابعهم هذا الشخص.
people-chart-of = موقع { $name } في المؤسسة
people-siblings =
    { $n ->
        [zero] دون زملاء
        [one] وزميل واحد
        [two] وزميلان
        [few] و{ $n } زملاء
        [many] و{ $n } زميلًا
       *[other] و{ $n } زميل
    }
people-reports =
    { $n ->
        [zero] بلا مرؤوسين
        [one] مرؤوس واحد
        [two] مرؤوسان
        [few] { $n } مرؤوسين
        [many] { $n } مرؤوسًا
       *[other] { $n } مرؤوس
    }
people-chart-alone = لا يُعرف مدير ولا مرؤوسون.
people-muted-title = المكتومون والمحظورون
people-muted-lede = ما يكتبه المكتومون لا يصل إلى صفحتك. ولا يستطيع المحظورون متابعتك ولا الإشارة إليك.
people-muted-spaces = مساحات كتمتَها
people-muted-none-title = لا أحد مكتوم
people-muted-none = يمكنك كتم شخص من قائمة ملفه الشخصي.
people-is-muted = مكتوم
people-is-blocked = محظور
people-settings = الإعدادات
people-from-directory = من دليل المؤسسة، ويُعدَّل هناك.
people-commas = افصل بينها بفواصل.
people-markdown = يمكن استخدام Markdown هنا.
people-photo = الصورة
people-photo-choose = PNG أو JPEG أو WebP أو GIF. يُحتفظ بالوسط مربعًا.
people-photo-set = تعيين الصورة
people-photo-remove = إزالة الصورة
people-you = أنت
people-work = العمل
people-manager-handle = معرّف مديرك
people-reach = كيفية التواصل معك
people-contact-name = اسم الوسيلة
people-contact-address = العنوان أو الرقم
people-rows = تُهمل الصفوف الفارغة، وتظهر صفوف جديدة بعد الحفظ.
people-experience-title = عملك
people-experience-where = أين
people-experience-since = منذ (2019 أو 2019-04)
people-experience-until = حتى (فارغ: ما زال)
people-who-sees = من يرى ماذا
people-who-sees-hint = الاسم والعنوان التعريفي والصورة يراها كل من يرى شيئًا لك.
people-visible-me = أنا فقط
people-visible-organisation = مؤسستي
people-visible-shared = ومن يشاركني مساحة
people-visible-public = الجميع، حتى خارج المؤسسة
people-save = حفظ الملف الشخصي
people-cancel = إلغاء
error-people-not-oneself-title = هذا أنت
error-people-not-oneself = لا يمكنك متابعة نفسك أو كتمها أو حظرها. اختر شخصًا آخر.
error-people-blocked-title = المتابعة غير ممكنة
error-people-blocked = أحدكما حظر الآخر. إن كنت أنت، فألغِ الحظر أولًا.
error-people-own-skill-title = مهارتك أنت
error-people-own-skill = الآخرون يزكّون مهاراتك، ويمكنك تزكية مهاراتهم.
field-people-own-manager = لا يمكنك أن تكون مدير نفسك. اختر شخصًا آخر أو اتركه فارغًا.
field-people-too-many = احتفظ بما لا يزيد على { $most }.
field-people-experience-title = اذكر عملك في كل صف أو أفرغ الصف.
field-people-month = أدخل سنة مثل 2019 أو شهرًا مثل 2019-04.
field-people-contact-both = أعطِ كل وسيلة اسمًا وعنوانًا أو أفرغ الصف.
people-search-hint = بريا، انزلاق العجلات، غراتس…
people-connected = ما يجمعكما
people-connected-spaces =
    { $n ->
        [zero] لا مساحات مشتركة
        [one] مساحة مشتركة واحدة
        [two] مساحتان مشتركتان
        [few] { $n } مساحات مشتركة
        [many] { $n } مساحة مشتركة
       *[other] { $n } مساحة مشتركة
    }
people-connected-follow = كلاكما يتابع
people-line-above = مديرك المباشر
people-line-below = يتبعك مباشرة
people-line-beside = لكما المدير نفسه
people-space-shared = أنت فيها أيضًا:
# A language by its code; what is no code is shown as it is.
people-language =
    { $code ->
        [ar] العربية
        [bg] البلغارية
        [bm] البمبارية
        [bn] البنغالية
        [ca] الكتالانية
        [cs] التشيكية
        [da] الدنماركية
        [de] الألمانية
        [el] اليونانية
        [en] الإنجليزية
        [es] الإسبانية
        [et] الإستونية
        [fa] الفارسية
        [fi] الفنلندية
        [fr] الفرنسية
        [ga] الأيرلندية
        [he] العبرية
        [hi] الهندية
        [hr] الكرواتية
        [hu] المجرية
        [id] الإندونيسية
        [ig] الإيغبو
        [it] الإيطالية
        [ja] اليابانية
        [ko] الكورية
        [lt] الليتوانية
        [lv] اللاتفية
        [mr] الماراثية
        [nb] النرويجية
        [nl] الهولندية
        [pl] البولندية
        [pt] البرتغالية
        [ro] الرومانية
        [ru] الروسية
        [sk] السلوفاكية
        [sl] السلوفينية
        [sr] الصربية
        [st] السوتو
        [sv] السويدية
        [sw] السواحيلية
        [ta] التاميلية
        [te] التيلوغوية
        [th] التايلاندية
        [tr] التركية
        [tw] التوي
        [uk] الأوكرانية
        [ur] الأردية
        [vi] الفيتنامية
        [yo] اليوروبا
        [zh] الصينية
       *[other] { $code }
    }
people-level-everything = كل شيء
people-level-highlights = أهم ما يُنشر
people-level-nothing = لا شيء
error-people-not-followed = أنت لا تتابع هذا الشخص.
error-people-not-followed-title = لا متابعة
people-suggestions = أشخاص قد تود التعرف إليهم
people-knows-find = البحث عمّن يعرف شيئًا
people-knows-title = من يعرف ذلك؟
people-knows-lede = قل ما تريد معرفته. يظهر من أجاب عنه أو كتب فيه أو ذكره مهارةً، مع ما يثبت ذلك.
people-knows-label = ما تريد معرفته
people-knows-hint = مشكلة أو موضوع: أبواب متجمدة، الرمل
people-knows-nobody = لم يُعثر على أحد
people-knows-ask = لم يجب أحد عن شيء مشابه بعد، بحسب ما يمكنك رؤيته. اطرحه سؤالًا، فيُعثر عليه في المرة القادمة.
