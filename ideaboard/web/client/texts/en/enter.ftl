begin = Begin
choose = Choose it
come = Come in
enter-by-link = Send me a link instead
enter-by-password = Sign in with a password
enter-called-off = It was called off at the provider.
enter-confirmed = Come to the board
enter-confirmed-lead = Your link is ready. It opens once.
enter-did-not-work = It did not work at the provider. Try again.
enter-email = E-mail
enter-first = Nobody is here yet
enter-first-lead = Become the first admin of this board.
enter-forgot = Choose a new password
enter-forgot-lead = A link is sent to you, with which you choose one.
enter-forgot-link = I forgot my password
enter-inside = You are signed in, { $name }
enter-invited = Come to the board
enter-invited-as =
    { $role ->
        [leader] You are invited to lead “{ $board }”. You come as { $name }.
       *[other] You are invited to “{ $board }” as a member. You come as { $name }.
    }
enter-invited-to =
    { $role ->
        [leader] You are invited to lead “{ $board }”.
       *[other] You are invited to “{ $board }” as a member.
    }
enter-joining = Come to the board
enter-link = Sign in
enter-link-lead = Your link is ready. It opens once.
enter-look = Look into your mail
enter-look-lead = If the address is known here, a link is on its way. It opens once, and not for long.
enter-mailed = Sign in by mail
enter-mailed-lead = A link is sent to you that opens once.
enter-name = What are you called?
enter-new-password = New password
enter-no-way = There is no way to sign in here just now. Ask whoever runs this board.
enter-not-in = You are not signed in
enter-not-linked = Nothing was linked
enter-nothing = This opens nothing
enter-or = or
enter-passed = Come to the board
enter-password = Sign in
enter-password-field = Password
enter-password-hint = Three or four unusual words make a good one.
enter-provider = Sign in with { $name }
enter-provider-only = You sign in with the account that your organisation gave you.
enter-reset = Choose a new password
enter-reset-lead = You are signed out everywhere else then.
enter-returning = Signing you in
enter-to-sign-in = To sign in
send-link = Send me the link
