### Glossary. idea: Idee · approach: Ansatz · task: Aufgabe · vote, voice: Stimme · support: unterstützen, Unterstützung
### comment: Kommentar · argument: Argument · backlog: das Backlog · decision: Entscheidung · to answer an idea: beantworten
### outcome: Ausgang · rationale: Begründung · follow-up, promise: Zusage (gehalten, zurückgenommen) · question: Frage
### adopt: aufnehmen · decline: ablehnen · not now: nicht jetzt · drop: verwerfen · merge: zusammenführen · withdraw: zurückziehen
### reopen: wieder öffnen · accept: annehmen · offer: Angebot · assignment: Auftrag · mentor: Begleitung · check-in: Zwischenstand
### guidance: Orientierung · feedback: Feedback · feedback round: Feedbackrunde, Runde · value: Wert · retire: ablegen
### story: Geschichte · review (blameless): Rückblick (einberufen, gehalten, geteilt) · desk: Schreibtisch · flag, point out: Hinweis
### hide: verbergen · purge: tilgen · tracker: Tracker · connection: Verbindung · issue: Ticket · listener: Zuhörer
### webhook: Webhook · inbound: eingehend · delivery: Zustellung · job: Job · event: Ereignis · board: das Board · member: Mitglied
### leader, leaders: die Leitung, jemand aus der Leitung · admin: Admin · account: Konto · service account: Dienstkonto
### author: wer … geschrieben hat, die Person hinter der Idee · author key: Ideenschlüssel · token: das Token · session: Sitzung
### kinder words: freundlichere Worte · whoever runs this board: wer dieses Board betreibt · plugin: Plugin
again-go-on = Weiter
again-lead = Du hast dich vor einer Weile angemeldet. Sag dafür noch einmal, dass du es bist.
again-link = Ohne Passwort: Melde dich ab, lass dir einen Link schicken und komm zurück.
again-password = Passwort
again-provider = Mit { $name } anmelden
again-title = Bist du es?
author-anonymous = Anonym
back-on = Wieder da ab
board-archived = Archiviert
cancel = Abbrechen
close = Schließen
comments-count =
    { $count ->
        [0] keine Kommentare
        [one] { $count } Kommentar
       *[other] { $count } Kommentare
    }
copied = Kopiert
copy = Kopieren
copy-by-hand = Der Browser lässt uns nicht kopieren. Der Text ist markiert: Kopiere ihn von Hand.
delete = Löschen
edit = Bearbeiten
editor-hint = Markdown geht hier: **fett**, Listen, Links, Code.
editor-nothing = Noch ist nichts geschrieben.
editor-preview = Vorschau
editor-view = Ansicht
editor-write = Schreiben
foot-api = API
foot-keys = Tasten
foot-tour = Rundgang
idea-hidden = Die Leitung hat diese Idee verborgen.
issue-conflict = anders als im Tracker
issue-linked = im Tracker
issue-lost = aus dem Tracker verschwunden
issue-partial = teilweise im Tracker
issue-paused = angehalten: Der Status wechselte zu oft
issue-pending = unterwegs zum Tracker
issue-refused = vom Tracker abgelehnt
issue-unlinked = nicht mehr verknüpft
key-before = Vorheriger Eintrag
key-boards = Meine Boards
key-help = Diese Liste
key-ideas = Die Ideen des Boards
key-new = Eine Idee posten
key-next = Nächster Eintrag
key-search = Suchen
key-shift = Umschalt
keys-active = Einzelne Tasten sind aktiv
keys-hint = Schalte sie aus, wenn sie dir im Weg sind, etwa bei Spracheingabe.
keys-title = Tasten
kinder-ask = Freundlichere Worte suchen
kinder-failed = Gerade ließen sich keine freundlicheren Worte finden. Du kannst es so posten.
kinder-hint = Sie kommen auch von selbst, wenn du beim Schreiben innehältst. Nur Angebote; nimm sie oder lass sie.
kinder-none = Kein Vorschlag. Es liest sich gut.
language = Sprache
leaving-drafts =
    { $count ->
        [one] In diesem Browser liegt ein Entwurf von dir, der noch nicht gepostet ist.
       *[other] In diesem Browser liegen { $count } Entwürfe, die noch nicht gepostet sind.
    }
leaving-forget = Wegwerfen und abmelden
leaving-stay = Hierbleiben
loading = Wird geladen
missing-lead = Es wurde verschoben oder war nie da, oder du bist nicht auf seinem Board.
missing-title = Hier ist nichts, was du sehen kannst
more = Mehr zeigen
nav-admin = Verwaltung
nav-backlog = Backlog
nav-board = Dieses Board
nav-boards = Boards
nav-decisions = Entscheidungen
nav-desk = Schreibtisch
nav-feedback = Feedback
nav-follow-ups = Zusagen
nav-ideas = Ideen
nav-main = Hauptnavigation
nav-me = Mein Konto
nav-pictures = Schaubilder
nav-reviews = Rückblicke
nav-roadmap = Roadmap
nav-settings = Einstellungen
nav-tasks = Aufgaben
nav-values = Werte
nobody-named = Jemand von früher
nothing = nichts
offline = Das Board ist gerade nicht erreichbar. Was du schreibst, bleibt hier und wird gesendet, sobald es wieder da ist.
once = Das wird nur einmal gezeigt. Kopiere es jetzt und bewahre es auf, wo niemand sonst es findet.
once-lost = Es wurde schon angelegt, aber die Antwort ging unterwegs verloren, und es wird nie wieder gezeigt. Nimm es zurück oder ersetze es und leg ein neues an.
post-idea = Idee posten
remove = Entfernen
role-leader = Leitung
role-member = Mitglied
running-again = Es hat noch nicht geklappt. Nächster Versuch
running-dead = Es hat nicht geklappt.
running-ready = Wartet auf einen Worker …
running-running = Wird gefragt …
save = Speichern
saved = Gespeichert.
sign-in = Anmelden
sign-out = Abmelden
skip = Zum Inhalt springen
status-adopted = Aufgenommen
status-decided = Entschieden
status-declined = Abgelehnt
status-done = Erledigt
status-dropped = Verworfen
status-in_progress = In Arbeit
status-merged = Zusammengeführt
status-not_now = Nicht jetzt
status-open = Offen
status-withdrawn = Zurückgezogen
theme = Farben
theme-dark = Dunkel
theme-light = Hell
theme-system = Wie das System
to-my-boards = Zu meinen Boards
try-again = Noch einmal versuchen
undo = Rückgängig
vote-mine =
    { $count ->
        [-1] Du unterstützt „{ $title }“. Nicht mehr unterstützen
        [one] Du unterstützt „{ $title }“, { $count } Stimme. Nicht mehr unterstützen
       *[other] Du unterstützt „{ $title }“, { $count } Stimmen. Nicht mehr unterstützen
    }
vote-refused = Deine Stimme wurde nicht gezählt. { $reason }
vote-support =
    { $count ->
        [-1] Unterstützen: „{ $title }“
        [one] Unterstützen: „{ $title }“, { $count } Stimme
       *[other] Unterstützen: „{ $title }“, { $count } Stimmen
    }
vote-word = Unterstützen
