pictures-band-few = قلة
pictures-band-most = معظمهم
pictures-band-nearly_all = كلهم تقريبًا
pictures-band-some = بعضهم
pictures-days =
    { $count ->
        [zero] أقل من يوم
        [one] يوم واحد
        [two] يومان
        [few] { $count } أيام
        [many] { $count } يومًا
       *[other] { $count } يوم
    }
pictures-how-long = المدة
pictures-journey = طريق فكرة
pictures-journey-choose = اختيار فكرة
pictures-journey-idea = أي فكرة؟
pictures-journey-means = منذ نشرها: كم بقيت في كل حالة، حسب القرارات فيها.
pictures-journey-moved = انتقلت بعد ذلك بلا قرار، في نظام التتبع أو بحلول يومها، وحالتها الآن:
pictures-journey-none = لم تنل أي فكرة ردًا بعد
pictures-journey-older = عرض أفكار أقدم أيضًا
pictures-lead = كيف تسير الأفكار عندنا. لا شيء من هذا عن شخص بعينه.
pictures-month = الشهر
pictures-of-ideas =
    { $count ->
        [zero] لا أفكار
        [one] فكرة واحدة
        [two] من فكرتين
        [few] من { $count } أفكار
        [many] من { $count } فكرة
       *[other] من { $count } فكرة
    }
pictures-since = منذ
pictures-state = الحالة
pictures-stories = قصص كل قيمة
pictures-stories-caption = كم قصة ترويها كل قيمة
pictures-stories-head = القصص
pictures-stories-means = تُعدّ الأفكار التي اعتُمدت من أجل قيمة. وهي تبيّن ما نختار عمله، ولا يلزم أن تكون لأي قيمة الحصة الأكبر.
pictures-under-a-day = أقل من يوم
pictures-value = القيمة
pictures-values-none = لا قيم بعد
pictures-voices = من له رأي
pictures-voices-band = ممن في اللوحة
pictures-voices-caption = كم ممن في اللوحة أدلوا برأيهم
pictures-voices-means = عن كل شهر انقضى: هل نشر أو تحدث أو صوّت، حيث تُعرض الأصوات للجميع، قلة أو بعض أو معظم أو كل من في اللوحة تقريبًا. ولا يُذكر أبدًا من هم.
pictures-voices-none = لا يمكن قول شيء عن أي شهر بعد
pictures-waits = كم تنتظر الأفكار
pictures-waits-caption = الأيام حتى الرد الأول، حسب شهر الرد
pictures-waits-longest = مدة أطولها انتظارًا:
pictures-waits-means = يُحسب الوقت من نشر الفكرة إلى الرد الأول عليها، في الشهر الذي جاء فيه الرد. انتظر نصف الأفكار أقل من هذا، والنصف الآخر أكثر.
pictures-waits-median = انتظر نصفها أقل من
pictures-waits-none = لم تنل أي فكرة ردًا بعد
pictures-waits-open =
    { $count ->
        [zero] لا أفكار تنتظر الآن ردها الأول.
        [one] فكرة واحدة تنتظر الآن ردها الأول.
        [two] فكرتان تنتظران الآن ردهما الأول.
        [few] { $count } أفكار تنتظر الآن ردها الأول.
        [many] { $count } فكرة تنتظر الآن ردها الأول.
       *[other] { $count } فكرة تنتظر الآن ردها الأول.
    }
pictures-waits-since = تُقرأ الأحدث فقط: أفكار نُشرت منذ
