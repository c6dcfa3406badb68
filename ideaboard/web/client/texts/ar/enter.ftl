begin = البدء
choose = اختيارها
come = الدخول
enter-by-link = إرسال رابط إليّ بدلًا من ذلك
enter-by-password = الدخول بكلمة المرور
enter-called-off = أُلغي الدخول لدى المزوّد.
enter-confirmed = أهلًا بك في اللوحة
enter-confirmed-lead = رابطك جاهز. يُفتح مرة واحدة.
enter-did-not-work = لم ينجح الأمر لدى المزوّد. يمكنك المحاولة مرة أخرى.
enter-email = البريد الإلكتروني
enter-first = لا أحد هنا بعد
enter-first-lead = يمكنك تولي إدارة هذا التثبيت قبل الجميع.
enter-forgot = اختيار كلمة مرور جديدة
enter-forgot-lead = يصلك رابط لاختيار كلمة المرور.
enter-forgot-link = نسيت كلمة المرور
enter-inside = تم تسجيل دخولك باسم { $name }
enter-invited = أهلًا بك في اللوحة
enter-invited-as =
    { $role ->
        [leader] هذه دعوة لك إلى قيادة «{ $board }»، والدخول باسم { $name }.
       *[other] هذه دعوة لك إلى عضوية «{ $board }»، والدخول باسم { $name }.
    }
enter-invited-to =
    { $role ->
        [leader] هذه دعوة لك إلى قيادة «{ $board }».
       *[other] هذه دعوة لك إلى عضوية «{ $board }».
    }
enter-joining = أهلًا بك في اللوحة
enter-link = تسجيل الدخول
enter-link-lead = رابطك جاهز. يُفتح مرة واحدة.
enter-look = الرابط في بريدك
enter-look-lead = إن كان العنوان معروفًا هنا، فالرابط في الطريق. يُفتح مرة واحدة، ولا يبقى طويلًا.
enter-mailed = الدخول بالبريد
enter-mailed-lead = يصلك رابط يُفتح مرة واحدة.
enter-name = ما اسمك؟
enter-new-password = كلمة المرور الجديدة
enter-no-way = لا سبيل إلى الدخول هنا الآن. من يشغّل الخادم يعرف السبب.
enter-not-in = لم يُسجَّل دخولك
enter-not-linked = لم يُربط شيء
enter-nothing = هذا لا يفتح شيئًا
enter-or = أو
enter-passed = أهلًا بك في اللوحة
enter-password = تسجيل الدخول
enter-password-field = كلمة المرور
enter-password-hint = ثلاث كلمات غير مألوفة أو أربع تصنع كلمة مرور جيدة.
enter-provider = الدخول عبر { $name }
enter-provider-only = الدخول يكون بالحساب الذي منحتك إياه مؤسستك.
enter-reset = اختيار كلمة مرور جديدة
enter-reset-lead = يُسجَّل خروجك عندئذ في كل مكان آخر.
enter-returning = جارٍ تسجيل دخولك
enter-to-sign-in = إلى تسجيل الدخول
send-link = إرسال الرابط إليّ
