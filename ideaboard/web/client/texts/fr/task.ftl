approach-against = Ce qui parle contre
approach-effort = Effort
approach-effort-large = Grand
approach-effort-medium = Moyen
approach-effort-small = Petit
approach-for = Ce qui parle pour
approach-learning = Ce que nous apprendrions
approach-point-hidden = Les responsables ont masqué cet argument.
approach-post = Publier une approche
approach-support = Soutien
approach-talk = Discussion
approach-values = Valeurs
approach-what = Ce que c’est
approaches-compared = Les approches côte à côte
approaches-count =
    { $count ->
        [0] aucune approche
        [one] { $count } approche
       *[other] { $count } approches
    }
approaches-none = Pas encore d’approche
approaches-none-hint = Comment ferais-tu ? Publie la première.
approaches-title = Approches
task-adopt = Quelles approches sont adoptées ?
task-adopt-hint = Une ou plusieurs. Chacune des autres reçoit un mot.
task-body = De quoi s’agit-il ?
task-decide = Décider de la tâche
task-decided = « { $title } » est décidée, avec un mot pour chaque approche.
task-decisions = Décisions
task-drop = Abandonner la tâche
task-drop-hint = Elle ne sera pas faite. Elle reste dans la liste des tâches abandonnées, et ses approches restent lisibles.
task-dropped = La tâche est abandonnée.
task-edit = Modifier la tâche
task-edited = Quelqu’un d’autre a changé la tâche entre-temps. Voici ce qu’elle dit maintenant ; ton texte est toujours en dessous.
task-edited-mine = Continuer avec ma version
task-edited-theirs = Prendre l’autre version
task-others = Que devient-elle ?
task-post = Publier une tâche
task-title = Titre
task-waits = Le tableau est injoignable. Ta tâche est gardée, et publiée une seule fois dès son retour.
task-word = Un mot pour elle
task-word-hint = Pourquoi pas celle-ci ? La personne qui l’a publiée le lit en premier.
tasks-all = Toutes
tasks-filters = Filtres
tasks-lead = Ce que l’équipe a à faire. Tout le monde peut publier une approche, et on les compare côte à côte.
tasks-none = Aucune tâche ne correspond
tasks-none-hint = Chaque membre peut en publier une.
tasks-status = Statut
tasks-title = Tâches
