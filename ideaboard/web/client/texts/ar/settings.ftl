settings-archive = أرشفة اللوحة
settings-archive-heading = الأرشفة
settings-archive-sure = يمكن للجميع مواصلة قراءتها، ولا نشر فيها ولا تصويت ولا قرار حتى تعيدها القيادة.
settings-archive-text = اللوحة المؤرشفة تُقرأ ولا يتغير فيها شيء. ويمكن لقيادتها إعادتها.
settings-archive-title = أرشفة اللوحة؟
settings-archived = اللوحة مؤرشفة.
settings-archived-since = مؤرشفة منذ
settings-audit = سجل التدقيق
settings-audit-lead = ما ضُبط، ومن أُدخل، وما فعلته القيادة. ولا يشمل أبدًا المنشورات أو الأصوات أو الإجابات.
settings-check-account = حسابنا هناك
settings-check-bad_token = لا يقبل ما ندخل به.
settings-check-label_refused = لا يمكن وضع الوسم هناك.
settings-check-missing_right = ينقصنا إذن هناك.
settings-check-other = شيء آخر ليس صحيحًا.
settings-check-press = فحص الآن
settings-check-text = يجرّب الفحص كل ما يلزم هناك، ولا يغيّر شيئًا.
settings-check-title = هل يعمل؟
settings-check-unreachable = تعذّر الوصول إليه.
settings-check-well = كل شيء صحيح.
settings-check-wrong = هذا ليس صحيحًا بعد:
settings-check-wrong_project = المكان المذكور في الإعدادات غير موجود، أو ليس متاحًا لنا.
settings-choices-found = هذه هي الخيارات. وهي معروضة في الأعلى أيضًا أثناء الكتابة.
settings-choices-hint = لدى نظام التتبع قوائم لبعضها.
settings-choices-none = لا خيارات.
settings-choices-of = لأي إعداد؟
settings-choices-press = سؤال نظام التتبع
settings-choices-title = ما الخيارات هناك؟
settings-choose = اختيار …
settings-connection-settings = الإعدادات
settings-connections = الاتصالات
settings-connections-account = حسابنا هناك
settings-connections-active = يعمل
settings-connections-add = اتصال جديد
settings-connections-add-to = الاتصال بـ { $tracker }
settings-connections-default = الافتراضي
settings-connections-degraded = إضافته غير موجودة
settings-connections-lead = أين تصبح الأفكار المعتمدة تذاكر، ومن يُبلَّغ بما يحدث هنا.
settings-connections-listeners = المستمعون
settings-connections-listeners-means = يُبلَّغون بما يحدث هنا، مثل برنامج محادثة.
settings-connections-make = الاتصال والفحص
settings-connections-name = الاسم
settings-connections-name-hint = كما يسميه فريقك.
settings-connections-no-plugins = لم تُثبَّت أي إضافة
settings-connections-no-plugins-hint = يمكن لمن يشغّل الخادم تثبيت إضافة.
settings-connections-none = اللوحة غير متصلة بشيء بعد
settings-connections-none-hint = بعد الاتصال بنظام التتبع تصبح الأفكار المعتمدة تذاكر هناك.
settings-connections-other = اختيار آخر
settings-connections-paused = متوقف مؤقتًا
settings-connections-paused-means = ما هو مستحق ينتظر، ولا يضيع شيء. توقظه إعدادات جديدة، وكذلك فحص ناجح.
settings-connections-remove = إزالة الاتصال
settings-connections-remove-sure = إزالة { $name }؟
settings-connections-remove-text = تُنسى أسراره. وتبقى التذاكر التي أُنشئت به مرتبطة، ولا تتبع نظام التتبع بعد ذلك.
settings-connections-remove-title = الإزالة
settings-connections-removed = أُزيل { $name }.
settings-connections-there = اتصالات اللوحة
settings-connections-trackers = أنظمة التتبع
settings-connections-trackers-means = تصبح الأفكار المعتمدة تذاكر هناك، ويعود إلى هنا ما يحدث لها.
settings-default-connection = أين تذهب الأفكار المعتمدة
settings-default-connection-hint = ما لم يذكر صاحب القرار غير ذلك.
settings-delivery-ambiguous = لا يُعرف هل وصلت
settings-delivery-auth_failed = لم يُقبل دخولنا
settings-delivery-begun = جارية، أو انقطعت
settings-delivery-done = استُلمت
settings-delivery-failed = لم تنجح
settings-delivery-gone = لم تعد مطلوبة
settings-delivery-refused = لم تُقبل
settings-delivery-retry = تُعاد محاولتها
settings-dry-run-cut = (قُصّ إلى ما يقبله نظام التتبع)
settings-dry-run-idea = من أي فكرة؟
settings-dry-run-idea-hint = يعرض التذكرة التي ينشئها اعتمادها. لا يُرسل شيء.
settings-dry-run-issue = التذكرة التي ستُنشأ
settings-dry-run-no-idea = لا فكرة في اللوحة بعد
settings-dry-run-no-idea-hint = بعد نشر فكرة يمكنك رؤية ما ينتج عنها.
settings-dry-run-press = عرض التذكرة
settings-dry-run-text = ما الذي يرسله الاعتماد. لا يُرسل شيء.
settings-dry-run-title = أي تذكرة ستُنشأ؟
settings-event-backlog-reordered = تغيّر ترتيب قائمة العمل
settings-event-board-archived = أُرشفت اللوحة
settings-event-board-edited = تغيّرت إعدادات اللوحة
settings-event-board-imported = استُورد ملف أفكار
settings-event-board-unarchived = أُعيدت اللوحة
settings-event-comment-deleted = حُذف تعليق
settings-event-comment-edited = عُدّل تعليق
settings-event-comment-posted = نُشر تعليق
settings-event-follow_up-kept = تم الوفاء بوعد
settings-event-follow_up-released = تعذّر وعد
settings-event-idea-adopted = اعتُمدت فكرة
settings-event-idea-back_in_backlog = عادت فكرة إلى قائمة العمل
settings-event-idea-declined = اعتُذر عن فكرة
settings-event-idea-done = أُنجزت فكرة
settings-event-idea-dropped = تُركت فكرة
settings-event-idea-edited = عُدّلت فكرة
settings-event-idea-merged = دُمجت فكرة في أخرى
settings-event-idea-not_now = أُجّلت فكرة
settings-event-idea-posted = نُشرت فكرة
settings-event-idea-reopened = أُعيد فتح فكرة
settings-event-idea-started = بدأ العمل على فكرة
settings-event-idea-unmerged = تم التراجع عن دمج
settings-event-idea-withdrawn = سُحبت فكرة
settings-event-issue-conflict = اختلفت اللوحة ونظام التتبع
settings-event-issue-linked = رُبطت تذكرة
settings-event-issue-lost = اختفت تذكرة
settings-event-issue-made = أُنشئت تذكرة
settings-event-issue-moved = نقلت تذكرة فكرتها
settings-event-issue-paused = توقفت تذكرة مؤقتًا
settings-event-issue-refused = لم يقبل نظام التتبع تذكرة
settings-event-issue-resolved = انتهى تعارض
settings-event-issue-unlinked = فُكّ ربط تذكرة
settings-event-point-deleted = حُذفت حجة
settings-event-point-edited = عُدّلت حجة
settings-event-point-posted = نُشرت حجة
settings-event-question-answer_edited = عُدّل رد
settings-event-question-answered = تم الرد على سؤال
settings-event-question-asked = طُرح سؤال
settings-event-task-decided = صدر قرار في مهمة
settings-event-task-done = أُنجزت مهمة
settings-event-task-dropped = تُركت مهمة
settings-event-task-edited = عُدّلت مهمة
settings-event-task-posted = نُشرت مهمة
settings-event-task-reopened = أُعيد فتح مهمة
settings-event-value-edited = عُدّلت قيمة
settings-event-value-named = سُمّيت قيمة
settings-event-value-retired = أُوقفت قيمة
settings-flags-dismiss = إغلاق التنبيه
settings-flags-dismiss-sure = يخرج من هذه القائمة، ولا يُخفى شيء.
settings-flags-dismiss-title = هل نُظر في الأمر؟
settings-flags-dismissed = نُظر فيه.
settings-flags-hidden = تم الإخفاء.
settings-flags-hide = إخفاؤه
settings-flags-hide-means = يبقى ظاهرًا لمن كتبه وللقيادة، مع السبب المذكور. ويرى غيرهم أنه أُخفي.
settings-flags-hide-reason = ما سبب الإخفاء؟
settings-flags-hide-title = إخفاؤه؟
settings-flags-means = يمكن لأي شخص في اللوحة التنبيه إلى شيء. ولا يُحفظ من فعل ذلك ليراه أحد.
settings-flags-none = لا تنبيهات
settings-flags-title = التنبيهات
settings-flags-why = السبب:
settings-general = عام
settings-general-lead = اسم هذه اللوحة وغايتها ومن يراها.
settings-hearing-save = حفظ ما يُبلَّغ به
settings-hearing-text = يُبلَّغ حين
settings-hearing-title = ما يُبلَّغ به
settings-hides-by = أُخفي بواسطة
settings-hides-hidden = مخفي
settings-hides-lifted-by = أُظهر بواسطة
settings-hides-means = كل ما أُخفي هنا يومًا، وما أُظهر من جديد.
settings-hides-none = لم يُخفَ شيء قط
settings-hides-show = إظهاره من جديد
settings-hides-show-sure = يمكن عندئذ لكل من يرى اللوحة قراءته من جديد.
settings-hides-show-title = إظهاره من جديد؟
settings-hides-shown = أصبح ظاهرًا من جديد.
settings-hides-title = المخفي
settings-hides-why = السبب:
settings-import-before =
    { $count ->
        [zero] لم تكن هنا أي منها من قبل.
        [one] واحدة كانت هنا من قبل.
        [two] اثنتان كانتا هنا من قبل.
        [few] { $count } كانت هنا من قبل.
        [many] { $count } كانت هنا من قبل.
       *[other] { $count } كانت هنا من قبل.
    }
settings-import-done =
    { $count ->
        [0] لا مهام جديدة.
        [zero] لا مهام جديدة.
        [one] مهمة جديدة واحدة.
        [two] مهمتان جديدتان.
        [few] { $count } مهام جديدة.
        [many] { $count } مهمة جديدة.
       *[other] { $count } مهمة جديدة.
    }
settings-import-more = هناك أكثر مما قُرئ.
settings-import-press = استيراد التذاكر المفتوحة مهام
settings-import-text = تصبح التذاكر المفتوحة في نظام التتبع مهام، كل منها مرة واحدة، لينشر الأعضاء مقاربات لها.
settings-import-title = جلب تذاكره إلى هنا
settings-inbound-how = يُضاف في نظام التتبع خطاف ويب بهذا العنوان وبسر.
settings-inbound-how-gitea = في إعدادات المستودع تحت «Webhooks» يُضاف خطاف من نوع Gitea (أو Forgejo) بهذا العنوان، وPOST، وapplication/json، وسر أُنشئ هنا، وأحداث التذاكر.
settings-inbound-how-github = في إعدادات المستودع تحت «Webhooks» يُضاف خطاف بهذا العنوان، ونوع المحتوى application/json، وسر أُنشئ هنا، والحدث «Issues» وحده.
settings-inbound-how-gitlab = في إعدادات المشروع تحت «Webhooks» يُضاف خطاف بهذا العنوان، وسر أُنشئ هنا بوصفه secret token (أو signing token)، والمشغّلين «Issues events» و«Confidential issues events».
settings-inbound-how-jira = بصلاحية الإدارة، تحت «System» و«WebHooks» يُضاف خطاف بهذا العنوان، وسر أُنشئ هنا، وأحداث التذاكر created وupdated وdeleted، وJQL لمشروعكم مثل project = ROAD.
settings-inbound-how-jira-dc = بصلاحية الإدارة، تحت «System» و«WebHooks» يُضاف خطاف بهذا العنوان، وسر أُنشئ هنا، وأحداث التذاكر created وupdated وdeleted، وJQL لمشروعكم مثل project = ROAD. قبل Jira 10 لا حقل للسر: يوضع {"\u200E"}?secret={"\u200E"} ثم السر بعد العنوان هناك.
settings-inbound-how-linear = تحت «Settings» ثم «API» ثم «Webhooks» يُضاف خطاف بهذا العنوان، للفريق، مع البيانات «Issues». ينشئ Linear السر بنفسه: مكانه هنا.
settings-inbound-how-roundup = يُنسخ ملف الإضافة detector.py إلى مجلد detectors في نظام التتبع، ويُكتب هذا العنوان وسر أُنشئ هنا في ملفها ideaboard-webhook.json.
settings-inbound-make = ضبط سر
settings-inbound-make-yes = إنشاء السر
settings-inbound-none = نظام التتبع هذا لا يتصل بنا: تنظر اللوحة في تذاكره من حين إلى آخر.
settings-inbound-not-yet = لم يُضبط سر بعد، فلا يُصدَّق شيء مما يصل.
settings-inbound-old-day = يبقى السر السابق صالحًا 24 ساعة أخرى: يوضع الجديد مكانه في هذه الأثناء.
settings-inbound-ours = اللوحة
settings-inbound-ours-hint = يظهر مرة واحدة، لإدخاله في نظام التتبع.
settings-inbound-polled = تسأل اللوحة نظام التتبع هذا من حين إلى آخر عما تغيّر.
settings-inbound-rotate = استبدال السر
settings-inbound-secret = السر
settings-inbound-since = سره مضبوط منذ
settings-inbound-text = حين يتصل نظام التتبع بهذا العنوان، تعرف اللوحة فورًا ما يحدث هناك. وبدونه تنظر اللوحة من حين إلى آخر.
settings-inbound-theirs = نظام التتبع
settings-inbound-theirs-hint = يُظهر السر، لإدخاله هنا.
settings-inbound-title = ما يرد
settings-inbound-url = عنوان خطاف نظام التتبع
settings-inbound-who-makes = من ينشئ السر؟
settings-invitations = الدعوات
settings-invitations-a-link = رابط
settings-invitations-any = أي عدد
settings-invitations-by = بواسطة
settings-invitations-days = كم تبقى صالحة؟
settings-invitations-days-count =
    { $days ->
        [zero] بلا أيام
        [one] يوم واحد
        [two] يومان
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    }
settings-invitations-email = البريد الإلكتروني
settings-invitations-how = كيف؟
settings-invitations-invite = دعوة شخص
settings-invitations-link = الرابط
settings-invitations-link-hint = يمكن لكل من لديه الرابط المجيء.
settings-invitations-link-text = من يفتحه يمكنه المجيء إلى اللوحة.
settings-invitations-link-title = الرابط للمشاركة
settings-invitations-link-way = برابط للمشاركة
settings-invitations-mail = بالبريد، لشخص واحد
settings-invitations-mail-hint = في الرسالة رابط صالح لمرة واحدة.
settings-invitations-make = إنشاء الرابط
settings-invitations-no-mail-hint = لم يُضبط خادم بريد هنا: تجد الإدارة الرسالة وتوصلها.
settings-invitations-none = لا دعوات مفتوحة
settings-invitations-none-hint = يمكنك دعوة شخص بالبريد، أو إنشاء رابط للمشاركة.
settings-invitations-role = بأي دور؟
settings-invitations-send = إرسال الدعوة
settings-invitations-sent = الدعوة في طريقها إلى { $email }.
settings-invitations-take-back = سحب
settings-invitations-take-back-named = سحب الدعوة: { $what }
settings-invitations-take-back-sure = لا يأتي بها أحد بعد ذلك. ومن أتى يبقى.
settings-invitations-take-back-title = سحب الدعوة؟
settings-invitations-taken-back = سُحبت الدعوة.
settings-invitations-until = صالحة حتى
settings-invitations-used =
    { $uses ->
        [-1] أتى بها { $used }، والعدد مفتوح
       *[other] أتى بها { $used } من { $uses }
    }
settings-invitations-uses = كم شخصًا يمكنه المجيء به؟
settings-issues-all = الكل
settings-issues-idea = الفكرة
settings-issues-kept-ours = تبقى الفكرة في مكانها.
settings-issues-kept-theirs = تتبع الفكرة نظام التتبع.
settings-issues-look = نظرة الآن
settings-issues-look-named = نظرة الآن: { $what }
settings-issues-looked = آخر نظر
settings-issues-means = هنا: { $meaning }
settings-issues-none = لم تُنشأ هنا تذكرة بعد
settings-issues-none-stuck = لا تذكرة تنتظر القيادة
settings-issues-ours = إبقاء ما هنا
settings-issues-ours-named = إبقاء ما هنا: { $what }
settings-issues-retried = يُسأل نظام التتبع من جديد.
settings-issues-retry = سؤال آخر
settings-issues-retry-named = سؤال آخر: { $what }
settings-issues-says = في نظام التتبع:
settings-issues-seen = نُظر فيها الآن.
settings-issues-stuck = بانتظار القيادة
settings-issues-theirs = اتباع نظام التتبع
settings-issues-theirs-named = اتباع نظام التتبع: { $what }
settings-issues-title = التذاكر
settings-issues-unlink = فك الربط
settings-issues-unlink-named = فك ربط { $what }
settings-issues-unlink-sure = تمضي الفكرة والتذكرة من الآن كل في طريقها. وتبقى التذكرة نفسها كما هي.
settings-issues-unlink-title = فك ربط { $what }؟
settings-issues-unlinked = للفكرة والتذكرة الآن طريقان.
settings-issues-which = أي التذاكر
settings-issues-without-key = لم تُنشأ بعد
settings-job-connection-check = فحص اتصال
settings-job-connection-choices = السؤال عن الخيارات
settings-job-connection-dry_run = عرض ما يرسله الاعتماد
settings-job-connection-import = استيراد التذاكر المفتوحة مهام
settings-job-connection-poll = سؤال نظام التتبع عما تغيّر
settings-job-connection-resync = النظر في كل تذكرة
settings-job-inbound-apply = اتباع ما أبلغ به نظام التتبع
settings-job-issue-comment = التعليق على تذكرة
settings-job-issue-create = إنشاء تذكرة
settings-job-issue-link = ربط تذكرة موجودة
settings-job-issue-link_back = إبلاغ التذكرة بمكان فكرتها
settings-job-issue-resync = النظر في تذكرة
settings-job-issue-set_status = نقل تذكرة
settings-job-listener-hear = إبلاغ مستمع
settings-job-mail-send = إرسال بريد
settings-job-webhook-send = إبلاغ خطاف ويب
settings-jobs = العمليات
settings-jobs-about = ما تخصه
settings-jobs-attempts =
    { $count ->
        [0] لا محاولات فاشلة
        [zero] لا محاولات فاشلة
        [one] محاولة فاشلة واحدة
        [two] محاولتان فاشلتان
        [few] { $count } محاولات فاشلة
        [many] { $count } محاولة فاشلة
       *[other] { $count } محاولة فاشلة
    }
settings-jobs-crashes =
    { $count ->
        [zero] لم يتوقف بسببها أي عامل
        [one] توقف بسببها عامل واحد
        [two] توقف بسببها عاملان
        [few] توقف بسببها { $count } عمّال
        [many] توقف بسببها { $count } عاملًا
       *[other] توقف بسببها { $count } عامل
    }
settings-jobs-dead = بانتظار القيادة
settings-jobs-dead-means = توقفت هذه بعد كل المحاولات. يلزم إصلاح الخلل ثم طلب محاولتها من جديد.
settings-jobs-deliveries = المحاولات
settings-jobs-done = أُنجزت
settings-jobs-lead = ما على هذه اللوحة إرساله إلى الخارج، وكيف يسير.
settings-jobs-next = المحاولة التالية
settings-jobs-no-deliveries = لم تُجرَ أي محاولة بعد.
settings-jobs-none-dead = لم تتوقف أي عملية
settings-jobs-none-done = لم يُنجز شيء بعد
settings-jobs-none-ready = لا شيء بالانتظار
settings-jobs-none-running = لا شيء جارٍ
settings-jobs-others = كل ما سواها
settings-jobs-owed = استُحقت
settings-jobs-ready = بالانتظار
settings-jobs-retried = تُعاد محاولتها من البداية.
settings-jobs-retry = محاولة أخرى
settings-jobs-retry-named = محاولة أخرى: { $job }
settings-jobs-running = جارية
settings-jobs-settled = سُوّيت
settings-jobs-which = أي العمليات
settings-json = مكتوب بصيغة JSON.
settings-kept = حفظته لديّ
settings-last-leader = أنت وحدك في القيادة هنا. يلزم منح القيادة لشخص آخر أولًا، ثم يمكنك المغادرة.
settings-leave = مغادرة اللوحة
settings-leave-open = يمكنك الانضمام من جديد متى شئت، فاللوحة مفتوحة.
settings-leave-private = للعودة تلزمك دعوة.
settings-leave-sure = مغادرة { $name }؟
settings-leave-text = يبقى ما كتبته هنا.
settings-leave-title = المغادرة
settings-left = غادرت { $name }.
settings-look-again = نظرة أخرى
settings-means-done = منجزة
settings-means-in_progress = قيد التنفيذ
settings-means-open = لم تبدأ
settings-means-rejected = مرفوضة: تُسأل القيادة
settings-means-unknown = لا شيء: تُسأل القيادة
settings-members = الأعضاء
settings-members-hand-over = تسليم القيادة
settings-members-hand-over-text = يتولى شخص آخر القيادة، وتبقى لك العضوية. ويسجّل دخوله من جديد بدوره الجديد.
settings-members-hand-over-to = لمن؟
settings-members-hand-over-yes = تسليم
settings-members-handed-over = القيادة الآن لـ { $name }.
settings-members-here = في اللوحة
settings-members-lead = من في اللوحة، ومن يمكنه المجيء.
settings-members-leave-where = لمغادرة اللوحة:
settings-members-make-leader = منح القيادة
settings-members-make-leader-named = منح القيادة: { $name }
settings-members-make-leader-sure = القيادة ترد على الأفكار، وتضيف أشخاصًا إلى اللوحة، وتضبطها. ومع الدور الجديد يسجّل الشخص دخوله من جديد.
settings-members-make-leader-title = منح القيادة لـ { $name }؟
settings-members-make-member = تحويل إلى عضو
settings-members-make-member-named = تحويل إلى عضو: { $name }
settings-members-make-member-sure = يبقى لهذا الشخص النشر والتصويت والنقاش، دون القرار. ومع الدور الجديد يسجّل دخوله من جديد.
settings-members-make-member-title = إعادة { $name } إلى العضوية؟
settings-members-me = (أنت)
settings-members-now-leader = أصبحت القيادة لـ { $name }.
settings-members-now-member = أصبحت لـ { $name } صفة عضو.
settings-members-remove-named = إخراج { $name } من اللوحة
settings-members-remove-sure = يبقى ما كُتب، وتبقى الأصوات. وللعودة تلزم دعوة.
settings-members-remove-title = إخراج { $name }؟
settings-members-removed = لم يعد { $name } في اللوحة.
settings-members-since = هنا منذ
settings-members-step-down = العودة إلى العضوية
settings-members-step-down-sure = تبقى عضويتك في اللوحة، ولا تعود إليك القيادة إلا ممن يقود.
settings-members-step-down-title = العودة إلى العضوية؟
settings-moderation = الإشراف
settings-moderation-comment = تعليق
settings-moderation-idea = فكرة
settings-moderation-lead = ما نُبّهت إليه القيادة، وما أخفته.
settings-moderation-point = حجة
settings-moderation-point-where = هي بين حجج فكرتها؛ تُخفى أو تُظهر هناك.
settings-moderation-see = رؤيته في موضعه
settings-my-role = دوري
settings-name = الاسم
settings-no-connection = إلى لا نظام تتبع
settings-off = متوقف
settings-on = مفعّل
settings-open = مفتوحة
settings-open-hint = كل من سجّل دخوله يمكنه رؤيتها والانضمام إليها.
settings-outbound-comments = التعليقات
settings-outbound-comments-hint = ما يُعلَّق به هنا على الفكرة يصل إلى هناك، مع الأسماء.
settings-outbound-save = حفظ ما يخرج
settings-outbound-status = ما يحدث للفكرة هنا
settings-outbound-status-hint = حين تُبدأ الفكرة أو تُنجز أو تُترك هنا، تنتقل التذكرة هناك.
settings-outbound-text = كل ما هنا متوقف حتى تفعّله القيادة.
settings-outbound-title = ما يخرج غير التذكرة
settings-parts = الإعدادات
settings-private = خاصة
settings-private-hint = يراها أعضاؤها فقط.
settings-purpose = ما الغاية منها؟
settings-resync-conflict =
    { $count ->
        [zero] لا تذاكر تختلف عن اللوحة
        [one] تذكرة واحدة تختلف عن اللوحة
        [two] تذكرتان تختلفان عن اللوحة
        [few] { $count } تذاكر تختلف عن اللوحة
        [many] { $count } تذكرة تختلف عن اللوحة
       *[other] { $count } تذكرة تختلف عن اللوحة
    }
settings-resync-done = نُظر في كل تذكرة:
settings-resync-lost =
    { $count ->
        [zero] لا تذاكر اختفت
        [one] تذكرة واحدة اختفت
        [two] تذكرتان اختفتا
        [few] { $count } تذاكر اختفت
        [many] { $count } تذكرة اختفت
       *[other] { $count } تذكرة اختفت
    }
settings-resync-moved =
    { $count ->
        [zero] لا تذاكر نقلت أفكارها
        [one] تذكرة واحدة نقلت فكرتها
        [two] تذكرتان نقلتا فكرتيهما
        [few] { $count } تذاكر نقلت أفكارها
        [many] { $count } تذكرة نقلت أفكارها
       *[other] { $count } تذكرة نقلت أفكارها
    }
settings-resync-nothing = لا تذكرة للنظر فيها.
settings-resync-other = { $name }: { $count }
settings-resync-press = النظر في كل تذكرة الآن
settings-resync-same =
    { $count ->
        [zero] لا تذاكر بقيت كما كانت
        [one] تذكرة واحدة كما كانت
        [two] تذكرتان كما كانتا
        [few] { $count } تذاكر كما كانت
        [many] { $count } تذكرة كما كانت
       *[other] { $count } تذكرة كما كانت
    }
settings-rules = قواعد التصويت
settings-rules-latch = تسير هذه القواعد في اتجاه واحد. بعد أول صوت هنا يمكن تشديد القاعدة ولا تُرخى أبدًا، كي لا يُعرض صوت أحد بطريقة لم يكن يعلمها.
settings-rules-lead = كيف تُعرض الأصوات هنا. تلزم القواعد الجميع، والقيادة والإدارة أيضًا.
settings-rules-loosen = الإرخاء إلى هذا
settings-rules-loosen-named = الإرخاء إلى هذا: { $name }
settings-rules-loosen-sure = لا يمكن ذلك إلا ما دام لم يصوّت أحد هنا.
settings-rules-now = سارية
settings-rules-results_shown = متى يُعرض عدد الأصوات
settings-rules-results_shown-after_decision = بعد القرار
settings-rules-results_shown-after_decision-means = لا يرى أحد كم يؤيد فكرة حتى صدور القرار، ولا القيادة.
settings-rules-results_shown-after_voting = بعد التصويت
settings-rules-results_shown-after_voting-means = من يؤيد فكرة يرى كم يؤيدها؛ ويراه الجميع بعد القرار.
settings-rules-results_shown-always = دائمًا
settings-rules-results_shown-always-means = يرى الجميع في كل وقت كم يؤيد فكرة.
settings-rules-tighten = التشديد إلى هذا
settings-rules-tighten-named = التشديد إلى هذا: { $name }
settings-rules-tighten-sure = بعد أول صوت هنا لا يمكن لأحد الرجوع عن هذا.
settings-rules-tighten-title = { $name }: من الآن؟
settings-rules-tightest = هذا أقصى تشديد.
settings-rules-voters_named = لمن الأصوات
settings-rules-voters_named-never = لا يُعرض أبدًا
settings-rules-voters_named-never-means = لا يرى أحد من يؤيد فكرة.
settings-rules-voters_named-to_members = يُعرض للأعضاء
settings-rules-voters_named-to_members-means = حيثما يُعرض العدد، يرى الأعضاء من يؤيد فكرة.
settings-secret-away = نسيان: { $name }
settings-secret-set = ضُبط في { $day }، ولا يُعرض أبدًا. يُترك فارغًا ليبقى كما هو.
settings-since = آخر تغيّر
settings-statuses-by-itself = كما يقول نظام التتبع
settings-statuses-by-tracker = كما يقول نظام التتبع: { $meaning }
settings-statuses-mean = معنى كل منها
settings-statuses-press = السؤال عن حالاته
settings-statuses-save = حفظ معانيها
settings-statuses-text = يبيّن نظام التتبع عادة معنى الحالة. وحيث لا يفعل، أو كان لها هنا معنى آخر، يُذكر هنا.
settings-statuses-title = معنى حالاته هنا
settings-statuses-unmapped =
    { $count ->
        [zero] لكل الحالات معنى هنا.
        [one] حالة واحدة لا معنى لها هنا بعد: التذكرة التي فيها تأتي إلى المكتب.
        [two] حالتان لا معنى لهما هنا بعد: التذاكر التي فيهما تأتي إلى المكتب.
        [few] { $count } حالات لا معنى لها هنا بعد: التذاكر التي فيها تأتي إلى المكتب.
        [many] { $count } حالة لا معنى لها هنا بعد: التذاكر التي فيها تأتي إلى المكتب.
       *[other] { $count } حالة لا معنى لها هنا بعد: التذاكر التي فيها تأتي إلى المكتب.
    }
settings-take = الأخذ بهذا
settings-theirs = غيّر شخص آخر هذا في هذه الأثناء. ما كتبته ما زال هنا؛ يبقى بالحفظ من جديد، أو يمكنك الأخذ بما كُتب:
settings-time-zone = المنطقة الزمنية
settings-time-zone-hint = بها تبدأ الأيام هنا وتنتهي: المواعيد، و«ليس الآن» حتى يوم.
settings-unarchive = إعادة اللوحة
settings-unarchive-sure = يعود لأعضائها النشر والتصويت والقرار.
settings-unarchive-text = يمكن للقيادة إعادتها في أي وقت.
settings-unarchive-title = إعادة اللوحة؟
settings-unarchived = عادت اللوحة.
settings-visibility = من يمكنه رؤيتها؟
settings-webhooks = خطافات الويب
settings-webhooks-active = مفعّل
settings-webhooks-add = إضافة خطاف ويب
settings-webhooks-again = إرسال من جديد
settings-webhooks-again-named = إرسال من جديد: { $message }
settings-webhooks-all-events = كل شيء
settings-webhooks-all-events-hint = وكذلك ما يستجد في إصدارات لاحقة.
settings-webhooks-chosen-events = ما يُختار هنا
settings-webhooks-deliveries = التسليمات
settings-webhooks-description = ما الغاية منه؟
settings-webhooks-disable = تعطيله
settings-webhooks-disable-means = أثناء التعطيل لا يُرسل شيء؛ ما هو مستحق له ينتظر، وما يحدث في هذه الأثناء لا يُبلَّغ.
settings-webhooks-disabled = معطّل
settings-webhooks-edit-title = ما يُبلَّغ، وأين
settings-webhooks-enable = تفعيله
settings-webhooks-enable-means = حين يعود مفعّلًا يُرسل ما كان ينتظر.
settings-webhooks-lead = عناوين تُبلَّغ بأحداث هذه اللوحة، كل منها موقَّع وتُعاد محاولته حتى يُستلم.
settings-webhooks-make = إضافة الخطاف
settings-webhooks-no-deliveries = لم يُرسل شيء بعد
settings-webhooks-none = لا خطافات ويب بعد
settings-webhooks-none-hint = يمكنك إضافة عنوان خدمة يهمها ما يحدث هنا.
settings-webhooks-none-is-all = لم يُختر شيء، فيُبلَّغ كل شيء.
settings-webhooks-now-active = خطاف الويب مفعّل.
settings-webhooks-now-disabled = خطاف الويب معطّل.
settings-webhooks-number = الرسالة { $number }
settings-webhooks-old-until = يوقّع السر السابق أيضًا، حتى { $until }.
settings-webhooks-one = خطاف ويب
settings-webhooks-ordered = بالترتيب
settings-webhooks-ordered-hint = تنتظر الرسالة ما سبقها عن الشيء نفسه.
settings-webhooks-owed =
    { $count ->
        [0] لا رسائل مستحقة.
        [zero] لا رسائل مستحقة.
        [one] رسالة واحدة مستحقة الآن.
        [two] رسالتان مستحقتان الآن.
        [few] { $count } رسائل مستحقة الآن.
        [many] { $count } رسالة مستحقة الآن.
       *[other] { $count } رسالة مستحقة الآن.
    }
settings-webhooks-remove = إزالة خطاف الويب
settings-webhooks-remove-sure = إزالة خطاف الويب؟
settings-webhooks-remove-text = يُلغى ما زال مستحقًا له، ويُنسى سره.
settings-webhooks-remove-title = الإزالة
settings-webhooks-removed = أُزيل خطاف الويب.
settings-webhooks-rotate = استبدال السر
settings-webhooks-rotate-means = يظهر السر الجديد مرة واحدة. ويواصل السابق التوقيع معه 24 ساعة: يوضع الجديد مكانه في هذه الأثناء.
settings-webhooks-secret = السر
settings-webhooks-secret-means = تُوقَّع به كل رسالة. وقد ظهر عند إنشائه.
settings-webhooks-secret-text = يُعطى للمستلم: به تثبت الرسالة أنها من هنا.
settings-webhooks-secret-title = سر خطاف الويب
settings-webhooks-since = منذ
settings-webhooks-since-hint = بتوقيتك المحلي. تحتفظ كل رسالة بمعرّفها ورقمها، فيعرف المستلم ما وصله.
settings-webhooks-since-press = إرسال الكل من جديد
settings-webhooks-since-title = إرسال كل شيء منذ وقت معيّن من جديد
settings-webhooks-some-events =
    { $count ->
        [zero] لا أنواع أحداث
        [one] نوع واحد من الأحداث
        [two] نوعان من الأحداث
        [few] { $count } أنواع من الأحداث
        [many] { $count } نوعًا من الأحداث
       *[other] { $count } نوع من الأحداث
    }
settings-webhooks-status = الجواب { $status }
settings-webhooks-tick-all = اختيار الكل
settings-webhooks-tick-named = اختيار الكل: { $about }
settings-webhooks-untick-all = عدم اختيار شيء
settings-webhooks-untick-named = عدم اختيار شيء: { $about }
settings-webhooks-url = العنوان
settings-webhooks-url-hint = يبدأ بـ https://{"\u200E"} ويكون على الإنترنت العامة، ما لم يسمح من يشغّل الخادم بأكثر.
settings-webhooks-what = ما الذي يُبلَّغ؟
