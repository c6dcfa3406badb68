admin-account-make = إنشاؤه
admin-account-new = إنشاء حساب
admin-accounts = الحسابات
admin-accounts-lead = كل من يمكنه الدخول هنا، والآلات؛ والأقدم أولًا.
admin-audit = سجل التدقيق
admin-audit-lead = ما جرى للحسابات والرموز، ومن سجّل الدخول. أما ما يجري في لوحة ففي سجلها.
admin-change = تغيير
admin-change-named = تغيير { $name }
admin-email = البريد الإلكتروني
admin-erase = محو هذا الحساب
admin-erase-all = يزول أيضًا
admin-erase-begin = محو هذا الحساب…
admin-erase-content = ماذا يحدث لما كُتب به؟
admin-erase-keep = يبقى، بلا الاسم
admin-erase-means = لمن غادر. يتم ذلك نهائيًا: يختفي الاسم والبريد من كل مكان.
admin-erase-press = محو الحساب
admin-erase-type = للمتابعة تلزم كتابة الاسم: { $name }
admin-erased = تم محو الحساب.
admin-health = السلامة
admin-health-again = نظرة أخرى
admin-health-database = قاعدة البيانات
admin-health-dead =
    { $count ->
        [zero] لا عمليات تنتظر أحدًا.
        [one] عملية واحدة تنتظر شخصًا. إعدادات لوحتها تبيّن السبب.
        [two] عمليتان تنتظران شخصًا. إعدادات لوحتيهما تبيّن السبب.
        [few] { $count } عمليات تنتظر شخصًا. إعدادات لوحاتها تبيّن السبب.
        [many] { $count } عملية تنتظر شخصًا. إعدادات لوحاتها تبيّن السبب.
       *[other] { $count } عملية تنتظر شخصًا. إعدادات لوحاتها تبيّن السبب.
    }
admin-health-late = عمليات تنتظر منذ أكثر من خمس دقائق. هل يعمل أي عامل؟ يشغّله الأمر «ideaboard work».
admin-health-lead = الإصدارات والعمليات والجدول والإضافات.
admin-health-never = أبدًا
admin-health-none = لا شيء
admin-health-off = هذه الإضافة متوقفة:
admin-health-oldest = أقدم عملية حان وقتها
admin-health-schedule = آخر نظر في الجدول
admin-health-schema = مخطط قاعدة البيانات
admin-health-seconds =
    { $seconds ->
        [zero] الآن
        [one] قبل ثانية
        [two] قبل ثانيتين
        [few] قبل { $seconds } ثوانٍ
        [many] قبل { $seconds } ثانية
       *[other] قبل { $seconds } ثانية
    }
admin-health-stopped = لا يحدث شيء مما له موعد: لم يُنظر في الجدول منذ دقائق. هل يعمل أي عامل؟
admin-health-suggesters = إضافات الكلمات الألطف
admin-health-trackers = أنظمة التتبع
admin-health-version = الإصدار
admin-health-well = كل شيء على ما يرام.
admin-is-admin = إدارة
admin-is-off = متوقف
admin-jobs-dead = عمليات تنتظر شخصًا
admin-jobs-done = عمليات أُنجزت
admin-jobs-ready = عمليات بالانتظار
admin-jobs-running = عمليات جارية
admin-kind = لمن؟
admin-kind-person = شخص
admin-kind-person-hint = الدخول برابط يصل بالبريد، أو لدى المزوّد.
admin-kind-service = آلة
admin-kind-service-hint = حساب خدمة: له رموز وليس له بريد.
admin-mail-done = أوصلته
admin-mail-gone = لم يعد محفوظًا.
admin-mail-link = الرابط فيه
admin-mail-text = البريد كله
admin-mail-to = إلى
admin-mails = الرسائل
admin-mails-lead = حين لا يُضبط خادم بريد، تنتظر الرسائل هنا لإيصال روابطها.
admin-mails-none = لا رسائل بالانتظار
admin-make-admin = إدارة هذا التثبيت
admin-make-admin-hint = تشمل إنشاء الحسابات واللوحات، ولا تشمل رؤية اللوحات الخاصة بغير عضوية.
admin-name = الاسم
admin-off = متوقف
admin-off-hint = لا يمكنه فعل شيء حتى يُشغَّل من جديد.
admin-since = أُنشئ
