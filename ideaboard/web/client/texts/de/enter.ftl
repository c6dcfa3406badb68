begin = Anfangen
choose = Dieses nehmen
come = Hereinkommen
enter-by-link = Schick mir stattdessen einen Link
enter-by-password = Mit Passwort anmelden
enter-called-off = Beim Anbieter wurde abgebrochen.
enter-confirmed = Komm aufs Board
enter-confirmed-lead = Dein Link ist bereit. Er öffnet einmal.
enter-did-not-work = Beim Anbieter hat es nicht geklappt. Versuch es noch einmal.
enter-email = E-Mail
enter-first = Noch ist niemand hier
enter-first-lead = Werde Admin dieses Boards, als erste Person hier.
enter-forgot = Neues Passwort wählen
enter-forgot-lead = Du bekommst einen Link, mit dem du eines wählst.
enter-forgot-link = Ich habe mein Passwort vergessen
enter-inside = Du bist angemeldet, { $name }
enter-invited = Komm aufs Board
enter-invited-as =
    { $role ->
        [leader] Du bist eingeladen, „{ $board }“ zu leiten. Du kommst als { $name }.
       *[other] Du bist als Mitglied zu „{ $board }“ eingeladen. Du kommst als { $name }.
    }
enter-invited-to =
    { $role ->
        [leader] Du bist eingeladen, „{ $board }“ zu leiten.
       *[other] Du bist als Mitglied zu „{ $board }“ eingeladen.
    }
enter-joining = Komm aufs Board
enter-link = Anmelden
enter-link-lead = Dein Link ist bereit. Er öffnet einmal.
enter-look = Sieh in deine Mails
enter-look-lead = Wenn die Adresse hier bekannt ist, ist ein Link unterwegs. Er öffnet einmal und gilt nicht lange.
enter-mailed = Per Mail anmelden
enter-mailed-lead = Du bekommst einen Link, der einmal öffnet.
enter-name = Wie heißt du?
enter-new-password = Neues Passwort
enter-no-way = Gerade kann sich hier niemand anmelden. Frag die, die dieses Board betreiben.
enter-not-in = Du bist nicht angemeldet
enter-not-linked = Nichts wurde verknüpft
enter-nothing = Das öffnet nichts
enter-or = oder
enter-passed = Komm aufs Board
enter-password = Anmelden
enter-password-field = Passwort
enter-password-hint = Drei oder vier ungewöhnliche Wörter ergeben ein gutes.
enter-provider = Mit { $name } anmelden
enter-provider-only = Du meldest dich mit dem Konto an, das dir deine Organisation gegeben hat.
enter-reset = Neues Passwort wählen
enter-reset-lead = Überall sonst wirst du dann abgemeldet.
enter-returning = Du wirst angemeldet
enter-to-sign-in = Zur Anmeldung
send-link = Schick mir den Link
