approach-against = ضدها
approach-effort = الجهد
approach-effort-large = كبير
approach-effort-medium = متوسط
approach-effort-small = صغير
approach-for = معها
approach-learning = ماذا سنتعلم
approach-point-hidden = أخفت القيادة هذه الحجة.
approach-post = نشر مقاربة
approach-support = التأييد
approach-talk = النقاش
approach-values = القيم
approach-what = ما هي
approaches-compared = المقاربات جنبًا إلى جنب
approaches-count =
    { $count ->
        [0] لا مقاربات
        [zero] لا مقاربات
        [one] مقاربة واحدة
        [two] مقاربتان
        [few] { $count } مقاربات
        [many] { $count } مقاربة
       *[other] { $count } مقاربة
    }
approaches-none = لا مقاربات بعد
approaches-none-hint = كيف يمكن إنجازها برأيك؟ المقاربة الأولى بانتظارك.
approaches-title = المقاربات
task-adopt = أي المقاربات تُعتمد؟
task-adopt-hint = واحدة أو أكثر. ولكل من البقية كلمة.
task-body = عمَّ تدور؟
task-decide = اتخاذ قرار في المهمة
task-decided = صدر القرار في «{ $title }»، ولكل مقاربة كلمة.
task-decisions = القرارات
task-drop = ترك المهمة
task-drop-hint = لن تُنجز. تبقى في قائمة المهام المتروكة، وتبقى مقارباتها مقروءة.
task-dropped = تُركت المهمة.
task-edit = تعديل المهمة
task-edited = عدّل شخص آخر المهمة في هذه الأثناء. هكذا نصها الآن؛ وما كتبته ما زال في الأسفل.
task-edited-mine = المتابعة بما كتبته
task-edited-theirs = أخذ النص الآخر
task-others = ماذا يحدث لها؟
task-post = نشر مهمة
task-title = العنوان
task-waits = تعذّر الوصول إلى اللوحة. مهمتك محفوظة، وتُنشر مرة واحدة عند عودتها.
task-word = كلمة لها
task-word-hint = لماذا ليست هذه؟ أول من يقرأ ذلك من نشرها.
tasks-all = الكل
tasks-filters = التصفية
tasks-lead = ما على الفريق عمله. يمكن للجميع نشر مقاربات، وتُقارن جنبًا إلى جنب.
tasks-none = لا توجد مهمة كهذه
tasks-none-hint = يمكن لكل عضو نشر مهمة.
tasks-status = الحالة
tasks-title = المهام
