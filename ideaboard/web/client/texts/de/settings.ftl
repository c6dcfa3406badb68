settings-archive = Board archivieren
settings-archive-heading = Archivieren
settings-archive-sure = Alle können es weiter lesen, aber niemand kann posten, abstimmen oder entscheiden, bis die Leitung es zurückholt.
settings-archive-text = Ein archiviertes Board kann man lesen, und nichts darin ändert sich. Seine Leitung kann es zurückholen.
settings-archive-title = Board archivieren?
settings-archived = Das Board ist archiviert.
settings-archived-since = Archiviert seit
settings-audit = Protokoll
settings-audit-lead = Was eingestellt wurde, wer dazukam und was die Leitung getan hat. Nie Beiträge, Stimmen oder Antworten.
settings-check-account = Dort heißen wir
settings-check-bad_token = Womit wir uns anmelden, wird nicht angenommen.
settings-check-label_refused = Das Label lässt sich dort nicht setzen.
settings-check-missing_right = Uns fehlt dort ein Recht.
settings-check-other = Etwas anderes stimmt nicht.
settings-check-press = Jetzt prüfen
settings-check-text = Eine Prüfung probiert alles, was dort gebraucht wird, und ändert nichts.
settings-check-title = Funktioniert es?
settings-check-unreachable = Es ist nicht zu erreichen.
settings-check-well = Alles stimmt.
settings-check-wrong = Das stimmt noch nicht:
settings-check-wrong_project = Den Ort aus den Einstellungen gibt es nicht, oder nicht für uns.
settings-choices-found = Das lässt sich wählen. Auch oben wird es beim Schreiben angeboten.
settings-choices-hint = Für manche davon kennt der Tracker Listen.
settings-choices-none = Es gibt nichts zu wählen.
settings-choices-of = Für welche Einstellung?
settings-choices-press = Den Tracker fragen
settings-choices-title = Was lässt sich dort wählen?
settings-choose = Auswählen …
settings-connection-settings = Einstellungen
settings-connections = Verbindungen
settings-connections-account = Wer wir dort sind
settings-connections-active = Läuft
settings-connections-add = Verbinden
settings-connections-add-to = Mit { $tracker } verbinden
settings-connections-default = Vorgabe
settings-connections-degraded = Ihr Plugin fehlt
settings-connections-lead = Wo aus aufgenommenen Ideen Tickets werden und wer erfährt, was hier geschieht.
settings-connections-listeners = Zuhörer
settings-connections-listeners-means = Sie erfahren, was hier geschieht, etwa ein Chat.
settings-connections-make = Verbinden und prüfen
settings-connections-name = Name
settings-connections-name-hint = Wie dein Team sie nennt.
settings-connections-no-plugins = Kein Plugin ist installiert
settings-connections-no-plugins-hint = Bitte die, die dieses Board betreiben, eines zu installieren.
settings-connections-none = Das Board ist noch mit nichts verbunden
settings-connections-none-hint = Verbinde es mit eurem Tracker, und aus aufgenommenen Ideen werden dort Tickets.
settings-connections-other = Etwas anderes wählen
settings-connections-paused = Angehalten
settings-connections-paused-means = Was aussteht, wartet, und nichts geht verloren. Neue Einstellungen wecken sie, eine gelungene Prüfung auch.
settings-connections-remove = Verbindung entfernen
settings-connections-remove-sure = { $name } entfernen?
settings-connections-remove-text = Ihre Geheimnisse werden vergessen. Tickets, die über sie entstanden, bleiben verknüpft und folgen dem Tracker nicht mehr.
settings-connections-remove-title = Entfernen
settings-connections-removed = { $name } ist entfernt.
settings-connections-there = Die Verbindungen des Boards
settings-connections-trackers = Tracker
settings-connections-trackers-means = Aus aufgenommenen Ideen werden dort Tickets, und was mit ihnen geschieht, kommt zurück.
settings-default-connection = Wohin aufgenommene Ideen gehen
settings-default-connection-hint = Wenn bei der Entscheidung nichts anderes gesagt wird.
settings-delivery-ambiguous = unklar, ob es ankam
settings-delivery-auth_failed = unsere Anmeldung wurde nicht angenommen
settings-delivery-begun = läuft oder brach ab
settings-delivery-done = gelungen
settings-delivery-failed = nicht gelungen
settings-delivery-gone = nicht mehr gewünscht
settings-delivery-refused = abgelehnt
settings-delivery-retry = wird noch einmal versucht
settings-dry-run-cut = (gekürzt auf das, was der Tracker nimmt)
settings-dry-run-idea = Von welcher Idee?
settings-dry-run-idea-hint = Zeigt das Ticket, das beim Aufnehmen entstünde. Nichts wird gesendet.
settings-dry-run-issue = Das Ticket, das entstünde
settings-dry-run-no-idea = Auf dem Board ist noch keine Idee
settings-dry-run-no-idea-hint = Poste eine, dann siehst du, was daraus würde.
settings-dry-run-press = Ticket zeigen
settings-dry-run-text = Sieh, was beim Aufnehmen gesendet würde. Nichts wird gesendet.
settings-dry-run-title = Welches Ticket entstünde?
settings-event-backlog-reordered = Das Backlog wird umgestellt
settings-event-board-archived = Das Board wird archiviert
settings-event-board-edited = Die Einstellungen des Boards ändern sich
settings-event-board-imported = Eine Datei mit Ideen wird importiert
settings-event-board-unarchived = Das Board wird zurückgeholt
settings-event-comment-deleted = Ein Kommentar wird gelöscht
settings-event-comment-edited = Ein Kommentar wird bearbeitet
settings-event-comment-posted = Ein Kommentar wird gepostet
settings-event-follow_up-kept = Eine Zusage wird gehalten
settings-event-follow_up-released = Eine Zusage lässt sich nicht halten
settings-event-idea-adopted = Eine Idee wird aufgenommen
settings-event-idea-back_in_backlog = Eine Idee ist zurück im Backlog
settings-event-idea-declined = Eine Idee wird abgelehnt
settings-event-idea-done = Eine Idee ist erledigt
settings-event-idea-dropped = Eine Idee wird verworfen
settings-event-idea-edited = Eine Idee wird bearbeitet
settings-event-idea-merged = Eine Idee wird mit einer anderen zusammengeführt
settings-event-idea-not_now = Eine Idee wird verschoben
settings-event-idea-posted = Eine Idee wird gepostet
settings-event-idea-reopened = Eine Idee wird wieder geöffnet
settings-event-idea-started = Die Arbeit an einer Idee beginnt
settings-event-idea-unmerged = Zusammengeführte Ideen werden wieder getrennt
settings-event-idea-withdrawn = Eine Idee wird zurückgezogen
settings-event-issue-conflict = Board und Tracker sagen Verschiedenes
settings-event-issue-linked = Ein Ticket wird verknüpft
settings-event-issue-lost = Ein Ticket ist verschwunden
settings-event-issue-made = Ein Ticket wird angelegt
settings-event-issue-moved = Ein Ticket bewegt seine Idee
settings-event-issue-paused = Ein Ticket wird angehalten
settings-event-issue-refused = Der Tracker lehnt ein Ticket ab
settings-event-issue-resolved = Ein Widerspruch wird beendet
settings-event-issue-unlinked = Die Verknüpfung mit einem Ticket wird gelöst
settings-event-point-deleted = Ein Argument wird gelöscht
settings-event-point-edited = Ein Argument wird bearbeitet
settings-event-point-posted = Ein Argument wird gepostet
settings-event-question-answer_edited = Eine Antwort wird bearbeitet
settings-event-question-answered = Eine Frage wird beantwortet
settings-event-question-asked = Eine Frage wird gestellt
settings-event-task-decided = Über eine Aufgabe wird entschieden
settings-event-task-done = Eine Aufgabe ist erledigt
settings-event-task-dropped = Eine Aufgabe wird verworfen
settings-event-task-edited = Eine Aufgabe wird bearbeitet
settings-event-task-posted = Eine Aufgabe wird gepostet
settings-event-task-reopened = Eine Aufgabe wird wieder geöffnet
settings-event-value-edited = Ein Wert wird geändert
settings-event-value-named = Ein Wert wird genannt
settings-event-value-retired = Ein Wert wird abgelegt
settings-flags-dismiss = Abschließen
settings-flags-dismiss-sure = Der Hinweis verschwindet aus dieser Liste, und nichts wird verborgen.
settings-flags-dismiss-title = Ist das geklärt?
settings-flags-dismissed = Geklärt.
settings-flags-hidden = Es ist jetzt verborgen.
settings-flags-hide = Verbergen
settings-flags-hide-means = Wer es geschrieben hat und die Leitung sehen es weiterhin, mit deinem Grund. Alle anderen sehen, dass es verborgen wurde.
settings-flags-hide-reason = Warum verbirgst du es?
settings-flags-hide-title = Verbergen?
settings-flags-means = Alle auf dem Board können auf etwas hinweisen. Wer es war, wird für niemanden sichtbar gespeichert.
settings-flags-none = Es gibt keine Hinweise
settings-flags-title = Hinweise
settings-flags-why = Warum:
settings-general = Allgemein
settings-general-lead = Wie dieses Board heißt, wofür es da ist und wer es sieht.
settings-hearing-save = Speichern, was er erfährt
settings-hearing-text = Er erfährt es, wenn
settings-hearing-title = Was er erfährt
settings-hides-by = verborgen von
settings-hides-hidden = Verborgen
settings-hides-lifted-by = wieder gezeigt von
settings-hides-means = Alles, was hier je verborgen wurde, und was wieder gezeigt wird.
settings-hides-none = Hier wurde nie etwas verborgen
settings-hides-show = Wieder zeigen
settings-hides-show-sure = Alle, die das Board sehen, können es wieder lesen.
settings-hides-show-title = Wieder zeigen?
settings-hides-shown = Es wird wieder gezeigt.
settings-hides-title = Verborgen
settings-hides-why = Warum:
settings-import-before =
    { $count ->
        [one] Eine war schon da.
       *[other] { $count } waren schon da.
    }
settings-import-done =
    { $count ->
        [0] Keine neue Aufgabe.
        [one] Eine neue Aufgabe.
       *[other] { $count } neue Aufgaben.
    }
settings-import-more = Es gibt mehr, als gelesen wurden.
settings-import-press = Offene Tickets als Aufgaben importieren
settings-import-text = Aus den offenen Tickets des Trackers werden Aufgaben, aus jedem eine, damit Mitglieder Ansätze dazu posten.
settings-import-title = Tickets hierher holen
settings-inbound-how = Leg im Tracker einen Webhook mit dieser Adresse und einem Geheimnis an.
settings-inbound-how-gitea = Leg in den Einstellungen des Repositorys unter „Webhooks“ einen vom Typ Gitea (oder Forgejo) an, mit dieser Adresse, POST, application/json, einem hier erzeugten Geheimnis und den Issue-Ereignissen.
settings-inbound-how-github = Leg in den Einstellungen des Repositorys unter „Webhooks“ einen an, mit dieser Adresse, dem Content-Type application/json, einem hier erzeugten Geheimnis und nur dem Ereignis „Issues“.
settings-inbound-how-gitlab = Leg in den Einstellungen des Projekts unter „Webhooks“ einen an, mit dieser Adresse, einem hier erzeugten Geheimnis als Secret-Token (oder Signing-Token) und den Auslösern „Issues events“ und „Confidential issues events“.
settings-inbound-how-jira = Leg mit Administrationsrechten unter „System“ und „WebHooks“ einen an, mit dieser Adresse, einem hier erzeugten Geheimnis, den Ereignissen created, updated und deleted von Issues und einer JQL für dein Projekt, etwa project = ROAD.
settings-inbound-how-jira-dc = Leg mit Administrationsrechten unter „System“ und „WebHooks“ einen an, mit dieser Adresse, einem hier erzeugten Geheimnis, den Ereignissen created, updated und deleted von Issues und einer JQL für dein Projekt, etwa project = ROAD. Vor Jira 10 gibt es kein Feld für das Geheimnis: Häng dort ?secret= und das Geheimnis an die Adresse an.
settings-inbound-how-linear = Leg unter „Settings“, „API“, „Webhooks“ einen an, mit dieser Adresse, für das Team, mit den Daten „Issues“. Linear erzeugt das Geheimnis selbst: Trag es hier ein.
settings-inbound-how-roundup = Kopiere detector.py aus dem Plugin zu den Detektoren des Trackers und schreib diese Adresse und ein hier erzeugtes Geheimnis in seine ideaboard-webhook.json.
settings-inbound-make = Geheimnis setzen
settings-inbound-make-yes = Geheimnis erzeugen
settings-inbound-none = Dieser Tracker ruft uns nicht auf: Das Board sieht ab und zu nach seinen Tickets.
settings-inbound-not-yet = Noch ist kein Geheimnis gesetzt, also wird nichts geglaubt, was kommt.
settings-inbound-old-day = Das vorige Geheimnis gilt noch 24 Stunden: Setz inzwischen das neue ein.
settings-inbound-ours = Das Board
settings-inbound-ours-hint = Es wird einmal gezeigt, zum Eintragen im Tracker.
settings-inbound-polled = Das Board fragt diesen Tracker ab und zu, was sich geändert hat.
settings-inbound-rotate = Geheimnis ersetzen
settings-inbound-secret = Geheimnis
settings-inbound-since = Das Geheimnis ist gesetzt seit
settings-inbound-text = Wenn der Tracker diese Adresse aufruft, weiß das Board sofort, was dort geschieht. Sonst sieht es ab und zu nach.
settings-inbound-theirs = Der Tracker
settings-inbound-theirs-hint = Er zeigt das Geheimnis, zum Eintragen hier.
settings-inbound-title = Was hereinkommt
settings-inbound-url = Adresse für den Webhook des Trackers
settings-inbound-who-makes = Wer erzeugt das Geheimnis?
settings-invitations = Einladungen
settings-invitations-a-link = Ein Link
settings-invitations-any = Beliebig viele
settings-invitations-by = von
settings-invitations-days = Wie lange gilt sie?
settings-invitations-days-count =
    { $days ->
        [one] Einen Tag
       *[other] { $days } Tage
    }
settings-invitations-email = E-Mail
settings-invitations-how = Wie?
settings-invitations-invite = Jemanden einladen
settings-invitations-link = Link
settings-invitations-link-hint = Wer den Link hat, darf kommen.
settings-invitations-link-text = Wer ihn öffnet, kann aufs Board kommen.
settings-invitations-link-title = Der Link zum Weitergeben
settings-invitations-link-way = Mit einem Link zum Weitergeben
settings-invitations-mail = Per Mail, an eine Person
settings-invitations-mail-hint = Die Mail enthält einen Link, der einmal gilt.
settings-invitations-make = Link erzeugen
settings-invitations-no-mail-hint = Hier ist kein Mailserver eingerichtet: Ein Admin findet die Mail und gibt sie weiter.
settings-invitations-none = Keine Einladung ist offen
settings-invitations-none-hint = Lade jemanden per Mail ein, oder erzeuge einen Link zum Weitergeben.
settings-invitations-role = In welcher Rolle?
settings-invitations-send = Einladung senden
settings-invitations-sent = Die Einladung geht an { $email }.
settings-invitations-take-back = Zurücknehmen
settings-invitations-take-back-named = Einladung zurücknehmen: { $what }
settings-invitations-take-back-sure = Niemand kommt mehr damit herein. Wer schon da ist, bleibt.
settings-invitations-take-back-title = Einladung zurücknehmen?
settings-invitations-taken-back = Die Einladung ist zurückgenommen.
settings-invitations-until = gilt bis
settings-invitations-used =
    { $uses ->
        [-1] damit gekommen: { $used }, beliebig viele dürfen
       *[other] damit gekommen: { $used } von { $uses }
    }
settings-invitations-uses = Wie viele dürfen damit kommen?
settings-issues-all = Alle
settings-issues-idea = Die Idee
settings-issues-kept-ours = Die Idee bleibt, wo sie ist.
settings-issues-kept-theirs = Die Idee folgt dem Tracker.
settings-issues-look = Jetzt nachsehen
settings-issues-look-named = Jetzt nachsehen: { $what }
settings-issues-looked = nachgesehen
settings-issues-means = hier: { $meaning }
settings-issues-none = Hier entstand noch kein Ticket
settings-issues-none-stuck = Kein Ticket wartet auf die Leitung
settings-issues-ours = Unseres behalten
settings-issues-ours-named = Unseres behalten: { $what }
settings-issues-retried = Der Tracker wird noch einmal gefragt.
settings-issues-retry = Noch einmal fragen
settings-issues-retry-named = Noch einmal fragen: { $what }
settings-issues-says = im Tracker:
settings-issues-seen = Gerade nachgesehen.
settings-issues-stuck = Warten auf die Leitung
settings-issues-theirs = Dem Tracker folgen
settings-issues-theirs-named = Dem Tracker folgen: { $what }
settings-issues-title = Tickets
settings-issues-unlink = Verknüpfung lösen
settings-issues-unlink-named = Verknüpfung lösen: { $what }
settings-issues-unlink-sure = Idee und Ticket gehen von jetzt an eigene Wege. Das Ticket selbst bleibt, wie es ist.
settings-issues-unlink-title = Verknüpfung mit { $what } lösen?
settings-issues-unlinked = Idee und Ticket gehen jetzt eigene Wege.
settings-issues-which = Welche Tickets
settings-issues-without-key = Noch nicht angelegt
settings-job-connection-check = Verbindung prüfen
settings-job-connection-choices = Fragen, was sich wählen lässt
settings-job-connection-dry_run = Zeigen, was beim Aufnehmen gesendet würde
settings-job-connection-import = Offene Tickets als Aufgaben importieren
settings-job-connection-poll = Den Tracker fragen, was sich geändert hat
settings-job-connection-resync = Nach allen Tickets sehen
settings-job-inbound-apply = Dem folgen, was der Tracker gemeldet hat
settings-job-issue-comment = Ticket kommentieren
settings-job-issue-create = Ticket anlegen
settings-job-issue-link = Vorhandenes Ticket verknüpfen
settings-job-issue-link_back = Dem Ticket sagen, wo seine Idee ist
settings-job-issue-resync = Nach einem Ticket sehen
settings-job-issue-set_status = Ticket bewegen
settings-job-listener-hear = Einem Zuhörer Bescheid sagen
settings-job-mail-send = Mail senden
settings-job-webhook-send = Einem Webhook Bescheid sagen
settings-jobs = Jobs
settings-jobs-about = Worum es geht
settings-jobs-attempts =
    { $count ->
        [0] kein erfolgloser Versuch
        [one] { $count } erfolgloser Versuch
       *[other] { $count } erfolglose Versuche
    }
settings-jobs-crashes =
    { $count ->
        [one] { $count } Worker ist daran abgestürzt
       *[other] { $count } Worker sind daran abgestürzt
    }
settings-jobs-dead = Warten auf die Leitung
settings-jobs-dead-means = Diese wurden nach allen Versuchen aufgegeben. Behebe, was nicht stimmt, und lass sie dann noch einmal versuchen.
settings-jobs-deliveries = Versuche
settings-jobs-done = Erledigt
settings-jobs-lead = Was dieses Board nach außen schuldet und wie es damit steht.
settings-jobs-next = nächster Versuch
settings-jobs-no-deliveries = Noch wurde nichts versucht.
settings-jobs-none-dead = Nichts wurde aufgegeben
settings-jobs-none-done = Noch ist nichts erledigt
settings-jobs-none-ready = Nichts wartet
settings-jobs-none-running = Nichts läuft
settings-jobs-others = Alles Übrige
settings-jobs-owed = entstanden
settings-jobs-ready = Wartend
settings-jobs-retried = Es wird von Neuem versucht.
settings-jobs-retry = Noch einmal versuchen
settings-jobs-retry-named = Noch einmal versuchen: { $job }
settings-jobs-running = Laufend
settings-jobs-settled = abgeschlossen
settings-jobs-which = Welche Jobs
settings-json = Als JSON geschrieben.
settings-kept = Ich habe es aufbewahrt
settings-last-leader = Außer dir ist hier niemand in der Leitung. Hol zuerst jemand anderen in die Leitung, dann kannst du gehen.
settings-leave = Board verlassen
settings-leave-open = Du kannst jederzeit wieder beitreten, denn das Board ist offen.
settings-leave-private = Um zurückzukommen, brauchst du eine Einladung.
settings-leave-sure = { $name } verlassen?
settings-leave-text = Was du geschrieben hast, bleibt hier.
settings-leave-title = Verlassen
settings-left = Du hast { $name } verlassen.
settings-look-again = Noch einmal nachsehen
settings-means-done = erledigt
settings-means-in_progress = in Arbeit
settings-means-open = nicht begonnen
settings-means-rejected = abgelehnt: die Leitung wird gefragt
settings-means-unknown = nichts: die Leitung wird gefragt
settings-members = Mitglieder
settings-members-hand-over = Leitung übergeben
settings-members-hand-over-text = Jemand anders kommt in die Leitung, und du wirst Mitglied. Mit der neuen Rolle meldet sich die Person neu an.
settings-members-hand-over-to = An wen?
settings-members-hand-over-yes = Übergeben
settings-members-handed-over = { $name } leitet jetzt das Board.
settings-members-here = Auf dem Board
settings-members-lead = Wer auf dem Board ist und wer kommen darf.
settings-members-leave-where = Um selbst zu gehen, öffne
settings-members-make-leader = In die Leitung holen
settings-members-make-leader-named = In die Leitung holen: { $name }
settings-members-make-leader-sure = Die Leitung beantwortet Ideen, holt Menschen aufs Board und richtet es ein. Mit der neuen Rolle meldet sich die Person neu an.
settings-members-make-leader-title = { $name } in die Leitung holen?
settings-members-make-member = Zum Mitglied machen
settings-members-make-member-named = Zum Mitglied machen: { $name }
settings-members-make-member-sure = Posten, abstimmen und mitreden geht weiter, entscheiden nicht mehr. Mit der neuen Rolle meldet sich die Person neu an.
settings-members-make-member-title = { $name } wieder zum Mitglied machen?
settings-members-me = (du)
settings-members-now-leader = { $name } ist jetzt in der Leitung.
settings-members-now-member = { $name } ist jetzt Mitglied.
settings-members-remove-named = { $name } vom Board entfernen
settings-members-remove-sure = Was die Person geschrieben hat, bleibt, und ihre Stimmen auch. Um zurückzukommen, braucht sie eine Einladung.
settings-members-remove-title = { $name } entfernen?
settings-members-removed = { $name } ist nicht mehr auf dem Board.
settings-members-since = hier seit
settings-members-step-down = Mitglied werden
settings-members-step-down-sure = Du bleibst auf dem Board; zurück in die Leitung holen kann dich dann nur jemand aus der Leitung.
settings-members-step-down-title = Mitglied werden?
settings-moderation = Moderation
settings-moderation-comment = Ein Kommentar
settings-moderation-idea = Eine Idee
settings-moderation-lead = Worauf die Leitung hingewiesen wurde und was sie verborgen hat.
settings-moderation-point = Ein Argument
settings-moderation-point-where = Es steht bei den Argumenten seiner Idee; verbirg oder zeig es dort.
settings-moderation-see = Dort ansehen, wo es steht
settings-my-role = Meine Rolle
settings-name = Name
settings-no-connection = In keinen Tracker
settings-off = Aus
settings-on = An
settings-open = Offen
settings-open-hint = Alle, die angemeldet sind, können es sehen und beitreten.
settings-outbound-comments = Kommentare
settings-outbound-comments-hint = Was hier zur Idee kommentiert wird, geht dorthin, mit Namen.
settings-outbound-save = Speichern, was hinausgeht
settings-outbound-status = Was hier aus einer Idee wird
settings-outbound-status-hint = Wenn hier jemand die Idee beginnt, erledigt oder verwirft, bewegt sich dort das Ticket.
settings-outbound-text = Alles hier ist aus, bis die Leitung es einschaltet.
settings-outbound-title = Was außer dem Ticket hinausgeht
settings-parts = Einstellungen
settings-private = Privat
settings-private-hint = Nur die Mitglieder können es sehen.
settings-purpose = Wofür ist es da?
settings-resync-conflict =
    { $count ->
        [one] { $count } ist anders als auf dem Board
       *[other] { $count } sind anders als auf dem Board
    }
settings-resync-done = Nach allen Tickets gesehen:
settings-resync-lost =
    { $count ->
        [one] { $count } ist verschwunden
       *[other] { $count } sind verschwunden
    }
settings-resync-moved =
    { $count ->
        [one] { $count } hat seine Idee bewegt
       *[other] { $count } haben ihre Ideen bewegt
    }
settings-resync-nothing = Es gibt kein Ticket, nach dem zu sehen wäre.
settings-resync-other = { $count }: { $name }
settings-resync-press = Jetzt nach allen Tickets sehen
settings-resync-same =
    { $count ->
        [one] { $count } ist, wie es war
       *[other] { $count } sind, wie sie waren
    }
settings-rules = Abstimmungsregeln
settings-rules-latch = Diese Regeln gehen nur in eine Richtung. Hat hier einmal jemand abgestimmt, lässt sich eine Regel verschärfen und nie lockern, damit keine Stimme anders gezeigt wird, als man es wusste.
settings-rules-lead = Wie Stimmen hier gezeigt werden. Die Regeln binden alle, auch Leitung und Admins.
settings-rules-loosen = So lockern
settings-rules-loosen-named = So lockern: { $name }
settings-rules-loosen-sure = Das geht nur, solange hier noch niemand abgestimmt hat.
settings-rules-now = Gilt
settings-rules-results_shown = Wann die Zahl der Stimmen gezeigt wird
settings-rules-results_shown-after_decision = Nach der Entscheidung
settings-rules-results_shown-after_decision-means = Niemand sieht, wie viele eine Idee unterstützen, bis über sie entschieden ist, auch die Leitung nicht.
settings-rules-results_shown-after_voting = Nach dem Abstimmen
settings-rules-results_shown-after_voting-means = Wer eine Idee unterstützt, sieht, wie viele es tun; ist über sie entschieden, sehen es alle.
settings-rules-results_shown-always = Immer
settings-rules-results_shown-always-means = Alle sehen jederzeit, wie viele eine Idee unterstützen.
settings-rules-tighten = So verschärfen
settings-rules-tighten-named = So verschärfen: { $name }
settings-rules-tighten-sure = Hat hier einmal jemand abgestimmt, kann das niemand mehr zurücknehmen.
settings-rules-tighten-title = { $name }: von jetzt an?
settings-rules-tightest = Strenger geht es nicht.
settings-rules-voters_named = Von wem die Stimmen sind
settings-rules-voters_named-never = Nie gezeigt
settings-rules-voters_named-never-means = Niemand sieht, wer eine Idee unterstützt.
settings-rules-voters_named-to_members = Den Mitgliedern gezeigt
settings-rules-voters_named-to_members-means = Wo die Zahl gezeigt wird, sehen Mitglieder, wer eine Idee unterstützt.
settings-secret-away = Vergessen: { $name }
settings-secret-set = Gesetzt am { $day } und nie gezeigt. Lass es leer, um es zu behalten.
settings-since = zuletzt geändert
settings-statuses-by-itself = Wie der Tracker sagt
settings-statuses-by-tracker = Wie der Tracker sagt: { $meaning }
settings-statuses-mean = Was jeder bedeutet
settings-statuses-press = Nach seinen Status fragen
settings-statuses-save = Speichern, was sie bedeuten
settings-statuses-text = Meist sagt der Tracker, was ein Status bedeutet. Wo er es nicht tut oder es hier anders gemeint ist, sag es.
settings-statuses-title = Was seine Status hier bedeuten
settings-statuses-unmapped =
    { $count ->
        [one] Ein Status bedeutet hier noch nichts: Ein Ticket mit ihm liegt auf dem Schreibtisch.
       *[other] { $count } Status bedeuten hier noch nichts: Tickets mit ihnen liegen auf dem Schreibtisch.
    }
settings-take = Das nehmen
settings-theirs = Jemand hat das geändert, während du es auch tatest. Was du geschrieben hast, ist noch da; speichere noch einmal, um es zu behalten, oder nimm, was die andere Person geschrieben hat:
settings-time-zone = Zeitzone
settings-time-zone-hint = Nach ihr beginnen und enden hier die Tage: fällige Tage und „nicht jetzt“ bis zu einem Tag.
settings-unarchive = Board zurückholen
settings-unarchive-sure = Seine Mitglieder können wieder posten, abstimmen und entscheiden.
settings-unarchive-text = Die Leitung kann es jederzeit zurückholen.
settings-unarchive-title = Board zurückholen?
settings-unarchived = Das Board ist wieder da.
settings-visibility = Wer kann es sehen?
settings-webhooks = Webhooks
settings-webhooks-active = Aktiv
settings-webhooks-add = Webhook hinzufügen
settings-webhooks-again = Noch einmal senden
settings-webhooks-again-named = Noch einmal senden: { $message }
settings-webhooks-all-events = Alles
settings-webhooks-all-events-hint = Auch was in späteren Versionen neu ist.
settings-webhooks-chosen-events = Was hier ausgewählt ist
settings-webhooks-deliveries = Zustellungen
settings-webhooks-description = Wofür ist er da?
settings-webhooks-disable = Abschalten
settings-webhooks-disable-means = Ist er abgeschaltet, wird nichts gesendet; was aussteht, wartet, und was inzwischen geschieht, wird nicht gemeldet.
settings-webhooks-disabled = Abgeschaltet
settings-webhooks-edit-title = Was gemeldet wird und wohin
settings-webhooks-enable = Einschalten
settings-webhooks-enable-means = Ist er wieder aktiv, wird gesendet, was gewartet hat.
settings-webhooks-lead = Adressen, an die die Ereignisse dieses Boards gemeldet werden, jedes signiert und so oft versucht, bis es angenommen ist.
settings-webhooks-make = Webhook hinzufügen
settings-webhooks-no-deliveries = Noch wurde nichts gesendet
settings-webhooks-none = Noch kein Webhook
settings-webhooks-none-hint = Füge die Adresse eines Dienstes hinzu, der wissen soll, was hier geschieht.
settings-webhooks-none-is-all = Nichts ist ausgewählt, also wird alles gemeldet.
settings-webhooks-now-active = Der Webhook ist aktiv.
settings-webhooks-now-disabled = Der Webhook ist abgeschaltet.
settings-webhooks-number = Nachricht { $number }
settings-webhooks-old-until = Auch das vorige Geheimnis signiert noch, bis { $until }.
settings-webhooks-one = Webhook
settings-webhooks-ordered = Der Reihe nach
settings-webhooks-ordered-hint = Eine Nachricht wartet auf die davor zur selben Sache.
settings-webhooks-owed =
    { $count ->
        [0] Keine Nachricht steht aus.
        [one] Jetzt steht eine Nachricht aus.
       *[other] Jetzt stehen { $count } Nachrichten aus.
    }
settings-webhooks-remove = Webhook entfernen
settings-webhooks-remove-sure = Webhook entfernen?
settings-webhooks-remove-text = Was noch aussteht, wird fallen gelassen und sein Geheimnis vergessen.
settings-webhooks-remove-title = Entfernen
settings-webhooks-removed = Der Webhook ist entfernt.
settings-webhooks-rotate = Geheimnis ersetzen
settings-webhooks-rotate-means = Das neue Geheimnis wird einmal gezeigt. Das vorige signiert noch 24 Stunden daneben: Setz inzwischen das neue ein.
settings-webhooks-secret = Geheimnis
settings-webhooks-secret-means = Jede Nachricht ist damit signiert. Es wurde gezeigt, als es entstand.
settings-webhooks-secret-text = Gib es dem Empfänger: Damit belegt eine Nachricht, dass sie von hier kommt.
settings-webhooks-secret-title = Das Geheimnis des Webhooks
settings-webhooks-since = Seit
settings-webhooks-since-hint = In deiner eigenen Zeit. Jede behält Kennung und Nummer, so weiß ein Empfänger, was er schon hatte.
settings-webhooks-since-press = Alle noch einmal senden
settings-webhooks-since-title = Alles seit einem Zeitpunkt noch einmal senden
settings-webhooks-some-events =
    { $count ->
        [one] { $count } Art von Ereignis
       *[other] { $count } Arten von Ereignissen
    }
settings-webhooks-status = Antwort { $status }
settings-webhooks-tick-all = Alle wählen
settings-webhooks-tick-named = Alle wählen: { $about }
settings-webhooks-untick-all = Keine wählen
settings-webhooks-untick-named = Keine wählen: { $about }
settings-webhooks-url = Adresse
settings-webhooks-url-hint = Sie beginnt mit https:// und liegt im öffentlichen Internet, außer wer dieses Board betreibt, erlaubt mehr.
settings-webhooks-what = Was wird gemeldet?
