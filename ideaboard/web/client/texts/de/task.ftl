approach-against = Was dagegen spricht
approach-effort = Aufwand
approach-effort-large = Groß
approach-effort-medium = Mittel
approach-effort-small = Klein
approach-for = Was dafür spricht
approach-learning = Was wir lernen würden
approach-point-hidden = Die Leitung hat dieses Argument verborgen.
approach-post = Ansatz posten
approach-support = Unterstützung
approach-talk = Gespräch
approach-values = Werte
approach-what = Was es ist
approaches-compared = Ansätze nebeneinander
approaches-count =
    { $count ->
        [0] keine Ansätze
        [one] { $count } Ansatz
       *[other] { $count } Ansätze
    }
approaches-none = Noch kein Ansatz
approaches-none-hint = Wie würdest du es machen? Poste den ersten.
approaches-title = Ansätze
task-adopt = Welche Ansätze werden aufgenommen?
task-adopt-hint = Einer oder mehrere. Jeder andere bekommt ein Wort.
task-body = Worum geht es?
task-decide = Über die Aufgabe entscheiden
task-decided = Über „{ $title }“ ist entschieden, mit einem Wort zu jedem Ansatz.
task-decisions = Entscheidungen
task-drop = Aufgabe verwerfen
task-drop-hint = Sie wird nicht gemacht. Sie bleibt in der Liste der verworfenen Aufgaben, und ihre Ansätze bleiben lesbar.
task-dropped = Die Aufgabe ist verworfen.
task-edit = Aufgabe bearbeiten
task-edited = Jemand anders hat die Aufgabe inzwischen geändert. So liest sie sich jetzt; was du geschrieben hast, steht noch darunter.
task-edited-mine = Mit meiner Fassung weiter
task-edited-theirs = Die andere Fassung nehmen
task-others = Was wird daraus?
task-post = Aufgabe posten
task-title = Titel
task-waits = Das Board ist nicht erreichbar. Deine Aufgabe bleibt erhalten und wird einmal gepostet, sobald es wieder da ist.
task-word = Ein Wort dazu
task-word-hint = Warum nicht dieser? Wer ihn gepostet hat, liest es zuerst.
tasks-all = Alle
tasks-filters = Filter
tasks-lead = Was das Team zu tun hat. Alle können einen Ansatz posten, und sie werden nebeneinander verglichen.
tasks-none = Keine Aufgabe passt dazu
tasks-none-hint = Jedes Mitglied kann eine posten.
tasks-status = Status
tasks-title = Aufgaben
