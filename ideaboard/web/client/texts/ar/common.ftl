### المسرد. idea: فكرة · approach: مقاربة · task: مهمة · vote: صوت · support: تأييد · comment: تعليق · argument: حجة
### backlog: قائمة العمل · decision: قرار · to answer an idea: الرد على فكرة · outcome: نتيجة · rationale, reason: السبب
### follow-up, promise: وعد (تم الوفاء به، تعذّر) · question: سؤال · adopt: اعتماد · decline: اعتذار · not now: ليس الآن
### drop: ترك · merge: دمج · withdraw: سحب · reopen: إعادة فتح · offer: عرض · assignment: إسناد · mentor: إرشاد
### check-in: متابعة · guidance: توجيه · feedback: ملاحظات · feedback round: جولة ملاحظات، جولة · value: قيمة · retire: إيقاف
### story: قصة · review (blameless): مراجعة (دُعي إليها، عُقدت، نُشرت) · desk: المكتب · flag, point out: تنبيه · hide: إخفاء
### purge: محو · tracker: نظام التتبع · connection: اتصال · issue: تذكرة · listener: مستمع · webhook: خطاف ويب
### inbound: وارد · delivery: تسليم · job: عملية · worker: عامل · event: حدث · board: لوحة · member: عضو
### leader, leaders: القيادة، من يقود · admin: الإدارة، مدير · account: حساب · service account: حساب خدمة
### author: من كتب، من نشر · author key: مفتاح الفكرة · token: رمز · session: جلسة · kinder words: كلمات ألطف
### whoever runs this board: من يشغّل الخادم · plugin: إضافة
### يُخاطَب القارئ بصيغ تصلح للجميع: المصدر والماضي والضمائر المتصلة بدل فعل الأمر.
again-go-on = متابعة
again-lead = مضى وقت على تسجيل دخولك. لهذا الأمر يلزم تأكيد هويتك مرة أخرى.
again-link = بلا كلمة مرور: يمكنك تسجيل الخروج وطلب رابط ثم العودة.
again-password = كلمة المرور
again-provider = الدخول عبر { $name }
again-title = هل هذا الدخول لك؟
author-anonymous = بلا اسم
back-on = تعود في
board-archived = مؤرشفة
cancel = إلغاء
close = إغلاق
comments-count =
    { $count ->
        [0] لا تعليقات
        [zero] لا تعليقات
        [one] تعليق واحد
        [two] تعليقان
        [few] { $count } تعليقات
        [many] { $count } تعليقًا
       *[other] { $count } تعليق
    }
copied = تم النسخ
copy = نسخ
copy-by-hand = المتصفح لا يسمح بالنسخ. النص محدَّد: يمكنك نسخه يدويًا.
delete = حذف
edit = تعديل
editor-hint = تعمل Markdown هنا: **خط عريض**، قوائم، روابط، شيفرة.
editor-nothing = لم يُكتب شيء بعد.
editor-preview = معاينة
editor-view = العرض
editor-write = كتابة
foot-api = واجهة API
foot-keys = المفاتيح
foot-tour = جولة تعريفية
idea-hidden = أخفت القيادة هذه الفكرة.
issue-conflict = تختلف عن نظام التتبع
issue-linked = في نظام التتبع
issue-lost = لم تعد في نظام التتبع
issue-partial = جزئيًا في نظام التتبع
issue-paused = متوقفة مؤقتًا: تغيّرت حالتها أكثر من اللازم
issue-pending = في طريقها إلى نظام التتبع
issue-refused = لم يقبلها نظام التتبع
issue-unlinked = فُكّ ربطها
key-before = السابق
key-boards = لوحاتي
key-help = هذه القائمة
key-ideas = أفكار اللوحة
key-new = نشر فكرة
key-next = التالي
key-search = بحث
key-shift = Shift
keys-active = المفاتيح المفردة مفعّلة
keys-hint = يمكنك إيقافها إن أعاقت ما تستعين به، مثل الإدخال الصوتي.
keys-title = المفاتيح
kinder-ask = البحث عن كلمات ألطف
kinder-failed = تعذّر إيجاد كلمات ألطف الآن. يمكنك النشر كما هو.
kinder-hint = وتأتي من نفسها أيضًا عند التوقف عن الكتابة. مجرد اقتراحات؛ لك الأخذ بها أو تركها.
kinder-none = لا اقتراحات. النص جيد.
language = اللغة
leaving-drafts =
    { $count ->
        [one] في هذا المتصفح مسودة لم تُنشر بعد.
        [two] في هذا المتصفح مسودتان لم تُنشرا بعد.
        [few] في هذا المتصفح { $count } مسودات لم تُنشر بعد.
       *[other] في هذا المتصفح { $count } مسودة لم تُنشر بعد.
    }
leaving-forget = التخلص منها وتسجيل الخروج
leaving-stay = البقاء
loading = جارٍ التحميل
missing-lead = نُقل هذا أو لم يوجد قط، أو لست من أعضاء لوحته.
missing-title = لا شيء هنا يمكنك رؤيته
more = عرض المزيد
nav-admin = الإدارة
nav-backlog = قائمة العمل
nav-board = هذه اللوحة
nav-boards = اللوحات
nav-decisions = القرارات
nav-desk = المكتب
nav-feedback = الملاحظات
nav-follow-ups = الوعود
nav-ideas = الأفكار
nav-main = القائمة الرئيسية
nav-me = حسابي
nav-pictures = الرسوم
nav-reviews = المراجعات
nav-roadmap = خارطة الطريق
nav-settings = الإعدادات
nav-tasks = المهام
nav-values = القيم
nobody-named = شخص غادر
nothing = لا شيء
offline = تعذّر الوصول إلى اللوحة الآن. ما كتبته محفوظ هنا، ويُرسل عند عودتها.
once = يظهر هذا مرة واحدة فقط. من المهم نسخه الآن وحفظه حيث لا يجده غيرك.
once-lost = أُنشئ هذا من قبل، لكن الجواب ضاع في الطريق ولن يظهر مرة أخرى. يمكنك إلغاؤه أو استبداله، وإنشاء غيره.
post-idea = نشر فكرة
remove = إزالة
role-leader = قيادة
role-member = عضو
running-again = لم ينجح الأمر بعد. المحاولة التالية
running-dead = لم ينجح الأمر.
running-ready = بانتظار عامل …
running-running = جارٍ السؤال …
save = حفظ
saved = تم الحفظ.
sign-in = تسجيل الدخول
sign-out = تسجيل الخروج
skip = الانتقال إلى المحتوى
status-adopted = معتمدة
status-decided = صدر قرارها
status-declined = معتذَر عنها
status-done = منجزة
status-dropped = متروكة
status-in_progress = قيد التنفيذ
status-merged = مدموجة
status-not_now = ليس الآن
status-open = مفتوحة
status-withdrawn = مسحوبة
theme = الألوان
theme-dark = داكنة
theme-light = فاتحة
theme-system = حسب النظام
to-my-boards = إلى لوحاتي
try-again = محاولة أخرى
undo = تراجع
vote-mine =
    { $count ->
        [-1] تأييدك مسجَّل لفكرة «{ $title }». سحب التأييد
        [zero] تأييدك مسجَّل لفكرة «{ $title }»، { $count } أصوات. سحب التأييد
        [one] تأييدك مسجَّل لفكرة «{ $title }»، { $count } صوت. سحب التأييد
        [two] تأييدك مسجَّل لفكرة «{ $title }»، { $count } صوتان. سحب التأييد
        [few] تأييدك مسجَّل لفكرة «{ $title }»، { $count } أصوات. سحب التأييد
        [many] تأييدك مسجَّل لفكرة «{ $title }»، { $count } صوتًا. سحب التأييد
       *[other] تأييدك مسجَّل لفكرة «{ $title }»، { $count } صوت. سحب التأييد
    }
vote-refused = لم يُحتسب تأييدك. { $reason }
vote-support =
    { $count ->
        [-1] تأييد فكرة «{ $title }»
        [zero] تأييد فكرة «{ $title }»، { $count } أصوات
        [one] تأييد فكرة «{ $title }»، { $count } صوت
        [two] تأييد فكرة «{ $title }»، { $count } صوتان
        [few] تأييد فكرة «{ $title }»، { $count } أصوات
        [many] تأييد فكرة «{ $title }»، { $count } صوتًا
       *[other] تأييد فكرة «{ $title }»، { $count } صوت
    }
vote-word = تأييد
