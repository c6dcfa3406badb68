author-key = مفتاح الفكرة
author-key-ask = هل هذه فكرتك؟
author-key-ask-means = يلزم إدخال المفتاح الذي ظهر عند نشرها. لا تحفظه إلا هذه الصفحة، حتى إغلاقها.
author-key-forget = التخلي عن المفتاح
author-key-go-on = المتابعة إلى الفكرة
author-key-held = أنت هنا بصفة كاتب الفكرة: تحفظ هذه الصفحة مفتاحك حتى إغلاقها. ولا أحد غيرك يدري.
author-key-kept = وضعت المفتاح حيث سأجده
author-key-leave = المغادرة بلا المفتاح
author-key-leave-sure = بلا المفتاح لا يمكن لأحد بعد ذلك تعديل هذه الفكرة أو سحبها بصفة كاتبها، ولا لك أيضًا. علامة الاختيار تؤكد أنك حفظته.
author-key-show = إظهار المفتاح
author-key-shown = من المهم حفظ مفتاح فكرتك
author-key-shown-means = يظهر هذه المرة فقط، واللوحة لا تعرفه. من يحمله فهو كاتب الفكرة: مكانه حيث لا ينظر سواك، كمدير كلمات المرور. والمفتاح الضائع لا يُستعاد.
author-key-use = هذه فكرتي
idea-body = عمَّ تدور؟
idea-body-hint = ما الذي يتحسن، ولمن؟ تعمل Markdown هنا: **خط عريض**، قوائم، روابط، شيفرة.
idea-call-together = دعوة الفريق كله
idea-comes-back = تعود من تلقاء نفسها في
idea-conflict-both = كلاهما، وما كتبته أولًا
idea-conflict-empty = (لا شيء)
idea-conflict-means = تغيّرت الفكرة أثناء كتابتك. ما غيّره طرف واحد يؤخذ كما هو. ويبقى الاختيار حيث غيّر الطرفان؛ ويمكنك تغيير كل شيء بعد ذلك.
idea-conflict-merge = الجمع بينهما
idea-conflict-merged = جُمع النصان في الأسفل. تكفي نظرة عليهما ثم الحفظ.
idea-conflict-mine = ما كتبته
idea-conflict-none = تغيّرت الفكرة أثناء كتابتك، في مواضع غير مواضعك. النصان يجتمعان كما هما.
idea-conflict-place = النص، الموضع { $number }
idea-conflict-theirs = ما هو موجود الآن
idea-conflict-title = تغيّرت في هذه الأثناء
idea-conflict-whole = النصان كاملين
idea-decide = الرد
idea-decisions = ما صدر من قرارات
idea-diff-added = أُضيف:
idea-diff-same = لم يتغير شيء هنا.
idea-diff-taken = حُذف:
idea-draft-drop = التخلص منه
idea-draft-found = كتبت هذا من قبل ولم يُرسل بعد.
idea-draft-kept = محفوظ في هذا المتصفح حتى يُنشر.
idea-edit = تعديل
idea-edit-kept = محفوظ في هذا المتصفح حتى الحفظ. وتبقى كل الإصدارات مقروءة.
idea-edit-named = تعديل { $what }
idea-edited = عُدّلت
idea-edited-since = عُدّلت بعد القرار
idea-effort = الجهد
idea-effort-hint = يكفي التقدير.
idea-effort-large = كبير
idea-effort-medium = متوسط
idea-effort-open = لم يُذكر
idea-effort-small = صغير
idea-flag = تنبيه
idea-flag-done = ستراه القيادة.
idea-flag-means = تعرف القيادة ما هو ولماذا، لا من نبّه إليه.
idea-flag-named = تنبيه القيادة إلى { $what }
idea-flag-title = التنبيه إلى { $what }
idea-from-merged = من فكرة دُمجت في هذه
idea-hidden-because = أخفت القيادة هذا:
idea-hide = إخفاء
idea-hide-done = تم الإخفاء.
idea-hide-means = يبقى ظاهرًا لمن كتبه وللقيادة، مع السبب. ويرى غيرهم أن شيئًا كان هنا.
idea-hide-named = إخفاء { $what }
idea-hide-reason = لماذا؟
idea-hide-show = إظهار من جديد
idea-hide-show-named = إظهار { $what } من جديد
idea-hide-shown = يمكن للجميع رؤيته من جديد.
idea-hide-title = إخفاء { $what }
idea-is-hidden = مخفي
idea-issues-connection = إلى أين؟
idea-issues-existing = مفتاحها أو عنوانها
idea-issues-existing-hint = كما يعرضه نظام التتبع، مثل P-17.
idea-issues-kept = سُوّي الأمر.
idea-issues-link-now = ربطها
idea-issues-new = إنشاء تذكرة جديدة
idea-issues-none = ليست في أي نظام تتبع.
idea-issues-old = ربط تذكرة موجودة
idea-issues-ours = الإبقاء على ما تقوله اللوحة
idea-issues-resync = نظرة أخرى
idea-issues-resync-dead = تعذّر سؤال نظام التتبع. { $reason }
idea-issues-resync-done = هكذا حالها الآن في نظام التتبع.
idea-issues-retry = محاولة أخرى
idea-issues-retry-done = يُسأل نظام التتبع من جديد.
idea-issues-send = إرسالها إلى نظام تتبع
idea-issues-send-now = إرسال
idea-issues-sent = هي في الطريق.
idea-issues-synced = آخر تحديث
idea-issues-theirs-keep = اتباع نظام التتبع
idea-issues-title = في نظام التتبع
idea-issues-unlink = فك الربط
idea-issues-unlink-done = لكل منهما الآن طريقه.
idea-issues-unlink-sure = تمضي اللوحة والتذكرة كل في طريقها. وتبقى التذكرة نفسها كما هي.
idea-issues-way = كيف؟
idea-key = هذه فكرتي
idea-learning = ماذا سنتعلم؟
idea-learning-hint = حتى إن لم تنجح.
idea-look-back = نظرة إلى الوراء
idea-look-back-means = ما حدث يخص الجميع: الحديث عنه معًا يحفظ ما تعلمناه.
idea-merged = دُمجت في
idea-merged-there = فكرة أخرى
idea-no-text = ليس فيها أكثر من عنوانها.
idea-of-task = مقاربة لمهمة
idea-owners = من يعمل عليها:
idea-reopen = إعادة فتحها
idea-reopen-done = هي مفتوحة من جديد.
idea-reopen-means = يعود نصها للجميع، وتعود أصواتها.
idea-reopen-why = لماذا الآن؟
idea-review-called = دُعي إلى مراجعة
idea-review-held = عُقدت المراجعة
idea-review-shared = المراجعة، وما تعلمناه
idea-revise-anyway = حفظ ما كتبته
idea-revise-stale = تغيّرت في مكان آخر منذ أن بدأت. هذا ما هو موجود الآن؛ وما كتبته في الأسفل كما هو.
idea-serves = القيم التي تخدمها
idea-serves-hint = ما يناسب منها، مع بيان كيف.
idea-serves-how = كيف تخدم قيمة «{ $value }»؟
idea-title = العنوان
idea-title-hint = في كلمات قليلة، ليعرف الآخرون عمَّ تدور.
idea-value-gone = قيمة سابقة
idea-voters =
    { $count ->
        [0] لا أحد يؤيدها بعد
        [zero] لا أحد يؤيدها بعد
        [one] شخص واحد يؤيدها
        [two] شخصان يؤيدانها
        [few] { $count } أشخاص يؤيدونها
        [many] { $count } شخصًا يؤيدونها
       *[other] { $count } شخص يؤيدونها
    }
idea-voters-none = لا أحد بعد.
idea-what = فكرة «{ $title }»
idea-withdraw = سحب
idea-withdraw-done = تم سحبها.
idea-withdraw-sure = يبقى عنوانها وما قاله الآخرون عنها؛ أما نصها فيبقى لك وحدك. ولا يعيد فتحها سواك.
idea-withdrawn-text = سحبها من نشرها.
idea-without-text = فكرة مُحي نصها
points-add = إضافتها
points-add-against = إضافة حجة ضدها
points-add-for = إضافة حجة معها
points-added = أُضيفت.
points-against = ضدها
points-back = سحب
points-back-named = سحب { $what }
points-back-sure = تزول عن الجميع.
points-for = معها
points-hidden = أخفت القيادة هذه الحجة.
points-hint = أمر واحد في جملة أو جملتين، عن الفكرة لا عن صاحبها.
points-none = لا شيء بعد.
points-title = الحجج
points-what = حجة { $name }
post-anonymous = نشرها بلا اسم
post-anonymous-day = لا يُحفظ من وقتها إلا اليوم.
post-anonymous-hint = لا يُحفظ شيء يدل عليك. ولا يمكن تغيير ذلك لاحقًا.
post-anonymous-key = لك مفتاح للفكرة يظهر مرة واحدة. به وحده يمكنك تعديلها أو سحبها أو الرد بصفة كاتبها. والمفتاح الضائع لا يُستعاد.
post-anonymous-mine = ليست ضمن أفكارك ولا في ملف تصديرك. وحتى نشرها تبقى المسودة في هذا المتصفح.
post-anonymous-not = ما لا يمكن الوعد به: من يشغّل الخادم وينسخ قرصه قبل النشر وبعده يمكنه مقارنة النسختين. وفي فريق صغير قد يكون أسلوب الكتابة اسمًا.
post-anonymous-sent = أُرسلت مرة، وربما وصلت. لذلك لم يعد تغيير هذا ممكنًا.
post-anonymous-stored = لا يُحفظ معها أي حساب: لا في جدول ولا في سجل ولا في نسخة احتياطية.
post-approach = نشر مقاربة
post-approach-lead = مقاربة لـ:
post-archived = هذه اللوحة مؤرشفة: تُقرأ ولا يُضاف إليها شيء.
post-done = هي على اللوحة.
post-key-lost = فكرتك على اللوحة. كان مفتاحها في جواب لم يصل، ولا يمكن إظهاره من جديد.
post-lead = ما الذي يجعل العمل أفضل؟ ترد القيادة على كل فكرة، مع بيان السبب.
post-now = المحاولة الآن
post-outsider = يمكنك قراءة هذه اللوحة. الانضمام إليها يتيح لك نشر فكرة.
post-send = نشر
post-send-anonymous = نشر بلا اسم
similar-found =
    { $count ->
        [zero] لا أفكار تشبه هذه.
        [one] فكرة واحدة تشبه هذه. ربما الأفضل تأييدها أو مناقشتها:
        [two] فكرتان تشبهان هذه. ربما الأفضل تأييد إحداهما أو مناقشتها:
        [few] { $count } أفكار تشبه هذه. ربما الأفضل تأييد إحداها أو مناقشتها:
        [many] { $count } فكرة تشبه هذه. ربما الأفضل تأييد إحداها أو مناقشتها:
       *[other] { $count } فكرة تشبه هذه. ربما الأفضل تأييد إحداها أو مناقشتها:
    }
similar-new-tab = (في علامة تبويب جديدة)
similar-title = أفكار مشابهة
thread-answers = ردود
thread-as-author = قول ذلك بصفة كاتب هذه الفكرة
thread-as-author-means = لا يُحفظ شيء يدل عليك. ويظهر بوصفه كلمة كاتب الفكرة.
thread-as-me-means = يظهر باسمك.
thread-by-author = كاتب الفكرة
thread-delete = حذف التعليق
thread-delete-named = حذف { $what }
thread-delete-sure = يزول نصه نهائيًا. ويبقى مكانه والردود عليه.
thread-deleted = حُذف هذا التعليق.
thread-edit = تعليقك
thread-hidden = أخفت القيادة هذا التعليق.
thread-none = لم يقل أحد شيئًا بعد. سؤالك أو رأيك مرحَّب به.
thread-none-closed = لم يقل أحد شيئًا.
thread-post = تعليق
thread-post-as-author = تعليق بصفة كاتب الفكرة
thread-reply = رد
thread-reply-named = رد على { $what }
thread-reply-to = ردك على { $name }
thread-say = تعليقك
thread-title = النقاش
thread-what = تعليق { $name }
versions-compare = مقارنة
versions-compare-named = مقارنة الإصدار { $number } بما قبله
versions-compared = ما تغيّر من الإصدار { $before } إلى { $number }
versions-now = كما هو الآن
versions-number = الإصدار { $number }
versions-open =
    { $count ->
        [zero] لا إصدارات
        [one] إصدار واحد
        [two] إصداران
        [few] { $count } إصدارات
        [many] { $count } إصدارًا
       *[other] { $count } إصدار
    }
versions-purge = محو
versions-purge-done = لم يبق شيء من ذلك النص.
versions-purge-named = محو الإصدار { $number }
versions-purge-sure = يُحذف نصه نهائيًا من قاعدة البيانات كلها: لكلمة مرور أو اسم لا ينبغي أن يكون هنا. ولا يمكن استرجاعه.
versions-purged = مُحي نص هذا الإصدار.
versions-read = قراءة
versions-read-named = قراءة الإصدار { $number }
versions-title = الإصدارات
