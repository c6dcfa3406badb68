# ما ترفضه الواجهة، حسب رمزه.
error-action_is_task = الإجراء مهمة بالفعل.
error-already_answered = سبقت إجابتك في هذه الجولة.
error-already_offered = لدى هذا الشخص عرض أو إسناد لهذه الفكرة بالفعل.
error-already_there = الفكرة موجودة في نظام التتبع هذا بالفعل.
error-ask_settled = سبق الرد عليه أو الاعتذار عنه.
error-assignment_not_accepted = الإسناد غير مقبول، أو لم يعد كذلك.
error-assignment_not_offered = الإسناد ليس عرضًا ينتظر.
error-author_key_not_taken = لا نفع من Author-Key هنا.
error-bad_json = المحتوى ليس JSON تُؤمَن قراءته.
error-bad_request = تعذّر فهم الطلب.
error-board_archived = اللوحة مؤرشفة: تُقرأ ولا يتغير فيها شيء.
error-busy = اللوحة مشغولة الآن. يمكنك المحاولة بعد لحظة.
error-choices_unknown = ليس في نظام التتبع قائمة كهذه للاختيار منها.
error-client = حدث خلل في هذه الصفحة. تلزم إعادة تحميلها؛ وما كتبته محفوظ.
error-comment_deleted = التعليق محذوف.
error-connection_in_use = ما زالت هناك حاجة إلى الاتصال.
error-cross_site = جاء هذا الطلب من صفحة موقع آخر.
error-cursor_invalid = المؤشر لا يخص هذا الاستعلام.
error-decide_on_task = القرار هنا على المهمة، لتنال كل مقاربة كلمتها.
error-email_taken = يوجد حساب بهذا البريد.
error-follow_up_settled = سُوّي الوعد، ويبقى كما هو.
error-forbidden = لا يمكنك فعل هذا هنا. قيادة اللوحة يمكنها ذلك.
error-guidance_given = قدّم شخص آخر التوجيه بالفعل.
error-has_merged = دُمجت أفكار أخرى في هذه الفكرة.
error-idea_frozen = لم يعد تعديل الفكرة ممكنًا.
error-idea_not_adopted = الفكرة غير معتمدة.
error-idea_not_open = لم تعد الفكرة مفتوحة، فلا يتغير تأييدها.
error-idea_not_over = الفكرة ليست منجزة ولا متروكة.
error-idea_withdrawn = الفكرة مسحوبة.
error-idempotency_key_reused = أُرسل من هذه المسودة نص آخر من قبل. ربما هو على اللوحة بالفعل.
error-identity_taken = الهوية مرتبطة بالفعل.
error-insufficient_scope = هذا الرمز لا يسمح بذلك. يلزم رمز أوسع نطاقًا.
error-internal = حدث خلل من جهتنا. يمكنك المحاولة مرة أخرى؛ وإن استمر فالأفضل إبلاغ من يشغّل الخادم
error-invalid = شيء ما ليس صحيحًا بعد. الحقول المعلَّمة تبيّنه.
error-invalid-fields =
    { $count ->
        [zero] لا حقول خاطئة.
        [one] حقل واحد ليس صحيحًا بعد.
        [two] حقلان ليسا صحيحين بعد.
        [few] { $count } حقول ليست صحيحة بعد.
        [many] { $count } حقلًا ليست صحيحة بعد.
       *[other] { $count } حقل ليست صحيحة بعد.
    }
error-issue_not_made = التذكرة ليست في نظام التتبع بعد.
error-issue_not_stuck = لم يرفض نظام التتبع شيئًا.
error-job_not_dead = العملية لا تنتظر أحدًا.
error-last_admin = يبقى في إدارة كل تثبيت شخص واحد على الأقل.
error-last_leader = يبقى في قيادة كل لوحة شخص واحد على الأقل.
error-last_way_in = بدونها لا يمكن لأحد الدخول إلى الحساب.
error-link_spent = الرابط لا يفتح شيئًا، أو لم يعد يفتح. يمكنك طلب رابط جديد.
error-local_sign_in_off = الدخول بكلمة المرور أو بالبريد متوقف هنا.
error-merge_target = الفكرة الأخرى لا يمكنها ضم هذه.
error-merged = دُمجت الفكرة في أخرى.
error-method_not_allowed = هذه الطريقة ليست لهذا العنوان.
error-move_not_allowed = لا يمكن نقل الفكرة هكذا من حالتها الحالية.
error-name_needed = من يأتي لأول مرة يلزمه ذكر اسمه.
error-no_conflict = لا يوجد تعارض.
error-no_export = لا يوجد تصدير.
error-no_meeting = لم يُحدَّد أي اجتماع.
error-no_password = ليس للحساب كلمة مرور.
error-no_webhooks = نظام التتبع هذا لا يتصل بنا.
error-not_a_machine = الحساب لشخص.
error-not_acceptable = الجواب من نوع لا يقبله الطلب.
error-not_found = لا شيء هنا يمكنك رؤيته. نُقل، أو لست من أعضاء لوحته.
error-not_in_backlog = الفكرة ليست في قائمة العمل.
error-not_on_behalf = الرمز لا يعمل نيابة عن هذا الشخص.
error-not_supported = نظام التتبع لا يستطيع هذا.
error-oidc_failed = ما أرسله المزوّد لا يثبت هويتك.
error-oidc_not_allowed = الدخول لدى المزوّد لا يتيح لك الدخول هنا.
error-oidc_off = الدخول عبر OpenID Connect غير مضبوط هنا.
error-oidc_unavailable = تعذّر سؤال المزوّد الآن.
error-precondition_required = يلزم ذكر الإصدار الذي غيّرته في If-Match.
error-review_open = هناك مراجعة جارية لهذه الفكرة.
error-review_shared = نُشرت المراجعة، وتبقى كما هي.
error-review_step = المراجعة يُدعى إليها ثم تُعقد ثم تُنشر، ولا تعود إلى الوراء.
error-round_closed = الجولة مغلقة.
error-round_open = الجولة مفتوحة.
error-round_replied = صدر الرد على الجولة.
error-round_too_few = قلّ من أجاب في الجولة.
error-rule_latched = اعتمد بعضهم على هذه القاعدة: يمكن تشديدها، ولا تُرخى أبدًا.
error-session_needed = يتم هذا بجلسة لا برمز.
error-sign_in_again = مضى على تسجيل دخولك وقت أطول مما يسمح به هذا. يلزم تسجيل الدخول مرة أخرى.
error-sign_in_failed = البريد أو كلمة المرور غير صحيح. يمكنك المحاولة مرة أخرى، أو طلب رابط.
error-sign_in_first = من له حساب يدخل به أولًا.
error-slug_taken = هذا العنوان مستخدم.
error-stale = تغيّر هذا بعد أن قرأته. يمكنك النظر في الجديد وتقرير ما يبقى.
error-still_running = يجري حفظ هذا الآن. لحظة من فضلك.
error-task_has_adopted = للمهمة مقاربات معتمدة.
error-task_not_open = المهمة ليست مفتوحة.
error-too_deep = بلغ تفرّع النقاش أقصاه.
error-too_few_members = من في اللوحة أقل مما تحتاجه جولة.
error-too_large = المحتوى أكبر من اللازم.
error-too_many_identities = الهويات كثيرة جدًا.
error-too_many_invitations = الدعوات كثيرة جدًا.
error-too_many_requests =
    كثرت الطلبات دفعة واحدة. يمكنك المحاولة { $seconds ->
        [zero] الآن
        [one] بعد ثانية
        [two] بعد ثانيتين
        [few] بعد { $seconds } ثوانٍ
        [many] بعد { $seconds } ثانية
       *[other] بعد { $seconds } ثانية
    }.
error-too_many_tokens = الرموز كثيرة جدًا.
error-too_many_webhooks = خطافات الويب كثيرة جدًا.
error-tracker_unknown = لم يُثبَّت نظام تتبع كهذا.
error-unauthenticated = انتهى تسجيل دخولك. يمكنك الدخول والمتابعة: ما كتبته محفوظ.
error-unreachable = لم تُجب اللوحة. لم يضع شيء مما كتبته؛ يُرسل عند عودتها.
error-unsupported_media_type = هذا العنوان لا يقبل نوع المحتوى المرسل.
error-value_retired = القيمة موقوفة.
error-value_taken = توجد قيمة بهذا الاسم.
error-voters_not_named = لا يُعرض لمن الأصوات.
error-webhook_disabled = خطاف الويب معطّل.
error-wrong_author_key = مفتاح Author-Key هذا ليس مفتاح كاتب هذا الشيء.
field-approach_without_word = بقيت مقاربة مفتوحة بلا كلمة.
field-blank = يلزم كتابة شيء هنا.
field-board_needed = الرمز الذي يعمل نيابة عن آخرين يقتصر على لوحة واحدة.
field-cursor_invalid = المؤشر لا يخص هذا الاستعلام.
field-email_by_kind = للشخص بريد، وليس لحساب الخدمة بريد.
field-in_the_past = هذا اليوم قد مضى.
field-itself = لا شيء يأتي بعد نفسه أو يُدمج في نفسه، والملاحظات لشخص آخر.
field-names_somebody = النص يسمّي شخصًا، والخطأ خطأ الفريق.
field-not_a_listener = لا تُبلَّغ الأحداث إلا لمستمع.
field-not_an_open_approach = الفكرة ليست مقاربة مفتوحة لهذه المهمة.
field-not_callable = لا يمكن الاتصال بأي شيء على هذا العنوان.
field-not_for_outcome = هذا الحقل لا يخص هذه النتيجة.
field-not_in_backlog = الفكرة ليست في قائمة العمل هذه.
field-not_in_future = هذا الوقت أو اليوم ليس في المستقبل.
field-not_on_board = الحساب ليس في اللوحة.
field-not_one_of = الاختيار من بين: { $allowed }.
field-not_with_filter = هذا الترتيب لا يصلح مع هذه التصفية.
field-not_with_sort = هذه التصفية لا تصلح مع هذا الترتيب.
field-null = لا يمكن ترك هذا فارغًا.
field-one_filter = لا يمكن طلب أكثر من تصفية واحدة من هذه في وقت واحد.
field-one_line = يلزم أن يكون هذا في سطر واحد.
field-one_only = لا يمكن ذكر أكثر من حقل واحد من هذه الحقول معًا.
field-out_of_range = العدد يكون بين { $min } و{ $max }.
field-outlives_own = لا يدوم رمز أكثر من الرمز الذي أُنشئ به.
field-own_mentor = لا أحد يرشد نفسه.
field-repeated = ذُكر أكثر من مرة.
field-required = هذا ناقص.
field-reserved = لا يمكن لأحد أن يحمل هذا الاسم.
field-sort_hidden = يكشف هذا الترتيب أصواتًا لا تعرضها هذه اللوحة.
field-task_has_issue = للمهمة تذكرة بالفعل، في نظام تتبع آخر.
field-too_far = هذا الوقت بعيد جدًا في المستقبل.
field-too_few = الحد الأدنى للاختيار { $min }.
field-too_long = هذا طويل جدًا: الحد الأقصى { $max }.
field-too_many = الحد الأقصى { $max }.
field-too_short = الحد الأدنى لعدد الحروف { $min }.
field-tracker_unknown = لم يُثبَّت نظام تتبع كهذا.
field-type = هذا ليس من النوع المطلوب هنا.
field-unknown_field = لا يوجد حقل كهذا.
field-unknown_id = لا شيء مما يمكنك رؤيته هنا يحمل هذا المعرّف.
field-unknown_parameter = لا يوجد معامل استعلام كهذا.
field-unknown_time_zone = لا توجد منطقة زمنية بهذا الاسم.
field-weak_password = كلمة المرور سهلة التخمين.
field-wrong = هذا غير صحيح.
field-wrong_password = هذه ليست كلمة المرور الحالية.
field-wrong_shape = هذا ليس بالشكل المطلوب.
