admin-account-make = Anlegen
admin-account-new = Konto anlegen
admin-accounts = Konten
admin-accounts-lead = Alle, die sich hier anmelden können, und die Maschinen; die ältesten zuerst.
admin-audit = Protokoll
admin-audit-lead = Was mit Konten und Token geschah und wer sich angemeldet hat. Was auf einem Board geschieht, steht in dessen eigenem Protokoll.
admin-change = Ändern
admin-change-named = { $name } ändern
admin-email = E-Mail
admin-erase = Dieses Konto löschen
admin-erase-all = Es verschwindet auch
admin-erase-begin = Dieses Konto löschen …
admin-erase-content = Was wird aus dem, was die Person geschrieben hat?
admin-erase-keep = Es bleibt, ohne den Namen
admin-erase-means = Für Menschen, die gegangen sind. Es ist endgültig: Name und E-Mail verschwinden überall.
admin-erase-press = Löschen
admin-erase-type = Gib den Namen ein, { $name }, um weiterzumachen
admin-erased = Das Konto ist gelöscht.
admin-health = Zustand
admin-health-again = Noch einmal nachsehen
admin-health-database = Datenbank
admin-health-dead =
    { $count ->
        [one] Ein Job wartet auf einen Menschen. Die Einstellungen seines Boards sagen, warum.
       *[other] { $count } Jobs warten auf einen Menschen. Die Einstellungen ihrer Boards sagen, warum.
    }
admin-health-late = Jobs warten seit mehr als fünf Minuten. Läuft ein Worker? Siehe „ideaboard work“.
admin-health-lead = Versionen, Jobs, Zeitplan und Plugins.
admin-health-never = nie
admin-health-none = keine
admin-health-off = Dieses Plugin ist abgeschaltet:
admin-health-oldest = Ältester Job, der laufen sollte
admin-health-schedule = Zeitplan zuletzt angesehen
admin-health-schema = Datenbankschema
admin-health-seconds =
    { $seconds ->
        [one] vor einer Sekunde
       *[other] vor { $seconds } Sekunden
    }
admin-health-stopped = Nichts, was nach Datum geschehen soll, geschieht: Der Zeitplan wurde seit Minuten nicht angesehen. Läuft ein Worker?
admin-health-suggesters = Plugins mit freundlicheren Worten
admin-health-trackers = Tracker
admin-health-version = Version
admin-health-well = Alles ist in Ordnung.
admin-is-admin = Admin
admin-is-off = Abgeschaltet
admin-jobs-dead = Jobs, die auf einen Menschen warten
admin-jobs-done = Erledigte Jobs
admin-jobs-ready = Wartende Jobs
admin-jobs-running = Laufende Jobs
admin-kind = Für wen?
admin-kind-person = Ein Mensch
admin-kind-person-hint = Herein geht es mit einem Link per Mail oder beim Anbieter.
admin-kind-service = Eine Maschine
admin-kind-service-hint = Ein Dienstkonto: Es hat Token und keine E-Mail.
admin-mail-done = Ich habe sie weitergegeben
admin-mail-gone = Sie ist erledigt.
admin-mail-link = Der Link darin
admin-mail-text = Die ganze Mail
admin-mail-to = an
admin-mails = Mails
admin-mails-lead = Wo kein Mailserver eingerichtet ist, warten Mails hier darauf, dass du ihre Links weitergibst.
admin-mails-none = Keine Mail wartet
admin-make-admin = Admin dieser Installation
admin-make-admin-hint = Legt Konten und Boards an. Sieht kein privates Board ohne Mitgliedschaft.
admin-name = Name
admin-off = Abgeschaltet
admin-off-hint = Es kann nichts tun, bis es wieder eingeschaltet wird.
admin-since = angelegt
