settings-archive = Archiver le tableau
settings-archive-heading = Archiver
settings-archive-sure = Tout le monde peut continuer à le lire, et personne ne peut publier, voter ou décider tant que les responsables ne le font pas revenir.
settings-archive-text = Un tableau archivé peut être lu, et rien n’y change. Ses responsables peuvent le faire revenir.
settings-archive-title = Archiver le tableau ?
settings-archived = Le tableau est archivé.
settings-archived-since = Archivé depuis le
settings-audit = Journal
settings-audit-lead = Ce qui a été réglé, qui est entré, et ce que les responsables ont fait. Jamais les publications, les voix ou les réponses.
settings-check-account = Là-bas, nous sommes
settings-check-bad_token = Nos identifiants n’y sont pas acceptés.
settings-check-label_refused = L’étiquette ne peut pas y être posée.
settings-check-missing_right = Un droit nous y manque.
settings-check-other = Autre chose ne va pas.
settings-check-press = Vérifier maintenant
settings-check-text = Une vérification essaie tout ce qu’il faut là-bas, et ne change rien.
settings-check-title = Est-ce que ça marche ?
settings-check-unreachable = Impossible de le joindre.
settings-check-well = Tout va bien.
settings-check-wrong = Ceci ne va pas encore :
settings-check-wrong_project = Le lieu donné dans les réglages n’existe pas, ou pas pour nous.
settings-choices-found = Voici ce qu’on peut choisir. C’est proposé au-dessus aussi, pendant que tu écris.
settings-choices-hint = Pour certains, l’outil de suivi connaît des listes.
settings-choices-none = Il n’y a rien à choisir.
settings-choices-of = Pour quel réglage ?
settings-choices-press = Interroger l’outil de suivi
settings-choices-title = Que peut-on choisir là-bas ?
settings-choose = Choisir …
settings-connection-settings = Réglages
settings-connections = Connexions
settings-connections-account = Qui nous sommes là-bas
settings-connections-active = Marche
settings-connections-add = Connecter
settings-connections-add-to = Connecter à { $tracker }
settings-connections-default = Par défaut
settings-connections-degraded = Son module manque
settings-connections-lead = Où les idées adoptées deviennent des tickets, et qui apprend ce qui se passe ici.
settings-connections-listeners = Auditeurs
settings-connections-listeners-means = Ils apprennent ce qui se passe ici, par exemple une messagerie.
settings-connections-make = Connecter et vérifier
settings-connections-name = Nom
settings-connections-name-hint = Comme ton équipe l’appelle.
settings-connections-no-plugins = Aucun module n’est installé
settings-connections-no-plugins-hint = Demande à qui héberge ce tableau d’en installer un.
settings-connections-none = Le tableau n’est encore connecté à rien
settings-connections-none-hint = Connecte-le à votre outil de suivi, et les idées adoptées y deviennent des tickets.
settings-connections-other = Choisir autre chose
settings-connections-paused = En pause
settings-connections-paused-means = Ce qui est dû attend, et rien n’est perdu. De nouveaux réglages la réveillent, une vérification réussie aussi.
settings-connections-remove = Enlever la connexion
settings-connections-remove-sure = Enlever { $name } ?
settings-connections-remove-text = Ses secrets sont oubliés. Les tickets créés par elle restent liés, et ne suivent plus l’outil de suivi.
settings-connections-remove-title = Enlever
settings-connections-removed = { $name } n’est plus connecté.
settings-connections-there = Les connexions du tableau
settings-connections-trackers = Outils de suivi
settings-connections-trackers-means = Les idées adoptées y deviennent des tickets, et ce qui leur arrive revient ici.
settings-default-connection = Où vont les idées adoptées
settings-default-connection-hint = Sauf si la décision dit autre chose.
settings-delivery-ambiguous = on ne sait pas si c’est arrivé
settings-delivery-auth_failed = nos identifiants n’ont pas été acceptés
settings-delivery-begun = en cours, ou interrompu
settings-delivery-done = réussi
settings-delivery-failed = échoué
settings-delivery-gone = plus attendu
settings-delivery-refused = refusé
settings-delivery-retry = à réessayer
settings-dry-run-cut = (coupé à ce que prend l’outil de suivi)
settings-dry-run-idea = De quelle idée ?
settings-dry-run-idea-hint = Montre le ticket que créerait son adoption. Rien n’est envoyé.
settings-dry-run-issue = Le ticket qui serait créé
settings-dry-run-no-idea = Il n’y a pas encore d’idée sur le tableau
settings-dry-run-no-idea-hint = Publies-en une, et tu verras ce qu’elle donnerait.
settings-dry-run-press = Montrer le ticket
settings-dry-run-text = Regarde ce qu’une adoption enverrait. Rien n’est envoyé.
settings-dry-run-title = Quel ticket serait créé ?
settings-event-backlog-reordered = Le backlog change d’ordre
settings-event-board-archived = Le tableau est archivé
settings-event-board-edited = Les réglages du tableau changent
settings-event-board-imported = Un fichier d’idées est importé
settings-event-board-unarchived = Le tableau revient
settings-event-comment-deleted = Un commentaire est supprimé
settings-event-comment-edited = Un commentaire est modifié
settings-event-comment-posted = Un commentaire est publié
settings-event-follow_up-kept = Une promesse est tenue
settings-event-follow_up-released = Une promesse ne peut pas être tenue
settings-event-idea-adopted = Une idée est adoptée
settings-event-idea-back_in_backlog = Une idée est de retour dans le backlog
settings-event-idea-declined = Une idée est déclinée
settings-event-idea-done = Une idée est terminée
settings-event-idea-dropped = Une idée est abandonnée
settings-event-idea-edited = Une idée est modifiée
settings-event-idea-merged = Une idée est fusionnée avec une autre
settings-event-idea-not_now = Une idée est remise à plus tard
settings-event-idea-posted = Une idée est publiée
settings-event-idea-reopened = Une idée est rouverte
settings-event-idea-started = Le travail sur une idée commence
settings-event-idea-unmerged = Des idées fusionnées sont séparées
settings-event-idea-withdrawn = Une idée est retirée
settings-event-issue-conflict = Le tableau et l’outil de suivi diffèrent
settings-event-issue-linked = Un ticket est lié
settings-event-issue-lost = Un ticket a disparu
settings-event-issue-made = Un ticket est créé
settings-event-issue-moved = Un ticket fait bouger son idée
settings-event-issue-paused = Un ticket est mis en pause
settings-event-issue-refused = L’outil de suivi refuse un ticket
settings-event-issue-resolved = Un conflit est réglé
settings-event-issue-unlinked = Un ticket est délié
settings-event-point-deleted = Un argument est supprimé
settings-event-point-edited = Un argument est modifié
settings-event-point-posted = Un argument est publié
settings-event-question-answer_edited = Une réponse est modifiée
settings-event-question-answered = Une question reçoit sa réponse
settings-event-question-asked = Une question est posée
settings-event-task-decided = Une tâche est décidée
settings-event-task-done = Une tâche est terminée
settings-event-task-dropped = Une tâche est abandonnée
settings-event-task-edited = Une tâche est modifiée
settings-event-task-posted = Une tâche est publiée
settings-event-task-reopened = Une tâche est rouverte
settings-event-value-edited = Une valeur est changée
settings-event-value-named = Une valeur est nommée
settings-event-value-retired = Une valeur est mise de côté
settings-flags-dismiss = Classer
settings-flags-dismiss-sure = Le signalement quitte cette liste, et rien n’est masqué.
settings-flags-dismiss-title = Est-ce réglé ?
settings-flags-dismissed = C’est réglé.
settings-flags-hidden = C’est masqué maintenant.
settings-flags-hide = Masquer
settings-flags-hide-means = La personne qui l’a écrit et les responsables le voient encore, avec ta raison. Les autres voient que c’est masqué.
settings-flags-hide-reason = Pourquoi le masques-tu ?
settings-flags-hide-title = Masquer ?
settings-flags-means = Tout le monde sur le tableau peut signaler quelque chose. Qui l’a fait n’est montré à personne.
settings-flags-none = Rien n’est signalé
settings-flags-title = Signalements
settings-flags-why = Pourquoi :
settings-general = Général
settings-general-lead = Comment ce tableau s’appelle, à quoi il sert, et qui le voit.
settings-hearing-save = Enregistrer ce qu’il apprend
settings-hearing-text = Il l’apprend quand
settings-hearing-title = Ce qu’il apprend
settings-hides-by = masqué par
settings-hides-hidden = Masqué
settings-hides-lifted-by = montré à nouveau par
settings-hides-means = Tout ce qui a été masqué ici, et ce qui est à nouveau montré.
settings-hides-none = Rien n’a jamais été masqué
settings-hides-show = Montrer à nouveau
settings-hides-show-sure = Toute personne qui voit le tableau pourra le lire à nouveau.
settings-hides-show-title = Montrer à nouveau ?
settings-hides-shown = C’est à nouveau montré.
settings-hides-title = Masqué
settings-hides-why = Pourquoi :
settings-import-before =
    { $count ->
        [one] Une était déjà là.
       *[other] { $count } étaient déjà là.
    }
settings-import-done =
    { $count ->
        [0] Aucune nouvelle tâche.
        [one] Une nouvelle tâche.
       *[other] { $count } nouvelles tâches.
    }
settings-import-more = Il y en a plus que ce qui a été lu.
settings-import-press = Importer les tickets ouverts comme tâches
settings-import-text = Les tickets ouverts de l’outil de suivi deviennent des tâches, une pour chacun, pour que les membres y publient des approches.
settings-import-title = Amener ses tickets ici
settings-inbound-how = Ajoute dans l’outil de suivi un webhook avec cette adresse et un secret.
settings-inbound-how-gitea = Dans les réglages du dépôt, sous « Webhooks », ajoutes-en un de type Gitea (ou Forgejo) avec cette adresse, POST, application/json, un secret créé ici et les événements des tickets.
settings-inbound-how-github = Dans les réglages du dépôt, sous « Webhooks », ajoutes-en un avec cette adresse, le type de contenu application/json, un secret créé ici et le seul événement « Issues ».
settings-inbound-how-gitlab = Dans les réglages du projet, sous « Webhooks », ajoutes-en un avec cette adresse, un secret créé ici comme jeton secret (ou jeton de signature), et les déclencheurs « Issues events » et « Confidential issues events ».
settings-inbound-how-jira = Avec les droits d’administration, sous « System » et « WebHooks », ajoutes-en un avec cette adresse, un secret créé ici, les événements created, updated et deleted des tickets, et un JQL de ton projet, par exemple project = ROAD.
settings-inbound-how-jira-dc = Avec les droits d’administration, sous « System » et « WebHooks », ajoutes-en un avec cette adresse, un secret créé ici, les événements created, updated et deleted des tickets, et un JQL de ton projet, par exemple project = ROAD. Avant Jira 10, il n’y a pas de champ pour le secret : mets là-bas ?secret= et le secret après l’adresse.
settings-inbound-how-linear = Sous « Settings », « API », « Webhooks », ajoutes-en un avec cette adresse, pour l’équipe, avec les données « Issues ». Linear crée lui-même le secret : entre-le ici.
settings-inbound-how-roundup = Copie le detector.py du module dans les détecteurs de l’outil de suivi, et écris cette adresse et un secret créé ici dans son ideaboard-webhook.json.
settings-inbound-make = Poser un secret
settings-inbound-make-yes = Créer le secret
settings-inbound-none = Cet outil de suivi ne nous appelle pas : le tableau regarde ses tickets de temps en temps.
settings-inbound-not-yet = Aucun secret n’est encore posé, donc rien de ce qui arrive n’est cru.
settings-inbound-old-day = Le secret précédent vaut encore 24 heures : mets le nouveau en place d’ici là.
settings-inbound-ours = Le tableau
settings-inbound-ours-hint = Il est montré une fois, à entrer dans l’outil de suivi.
settings-inbound-polled = Le tableau demande de temps en temps à cet outil de suivi ce qui a changé.
settings-inbound-rotate = Remplacer le secret
settings-inbound-secret = Secret
settings-inbound-since = Son secret est posé depuis le
settings-inbound-text = Quand l’outil de suivi appelle cette adresse, le tableau sait tout de suite ce qui s’y passe. Sinon, il regarde de temps en temps.
settings-inbound-theirs = L’outil de suivi
settings-inbound-theirs-hint = Il montre le secret, à entrer ici.
settings-inbound-title = Ce qui arrive
settings-inbound-url = Adresse pour le webhook de l’outil de suivi
settings-inbound-who-makes = Qui crée le secret ?
settings-invitations = Invitations
settings-invitations-a-link = Un lien
settings-invitations-any = Sans limite
settings-invitations-by = par
settings-invitations-days = Valable combien de temps ?
settings-invitations-days-count =
    { $days ->
        [one] Un jour
       *[other] { $days } jours
    }
settings-invitations-email = E-mail
settings-invitations-how = Comment ?
settings-invitations-invite = Inviter quelqu’un
settings-invitations-link = Lien
settings-invitations-link-hint = Qui a le lien peut venir.
settings-invitations-link-text = Qui l’ouvre peut venir sur le tableau.
settings-invitations-link-title = Le lien à transmettre
settings-invitations-link-way = Par un lien à transmettre
settings-invitations-mail = Par e-mail, à une personne
settings-invitations-mail-hint = L’e-mail contient un lien qui vaut une fois.
settings-invitations-make = Créer le lien
settings-invitations-no-mail-hint = Aucun serveur de courrier n’est mis en place ici : un admin trouve l’e-mail et le transmet.
settings-invitations-none = Aucune invitation n’est ouverte
settings-invitations-none-hint = Invite quelqu’un par e-mail, ou crée un lien à transmettre.
settings-invitations-role = Avec quel rôle ?
settings-invitations-send = Envoyer l’invitation
settings-invitations-sent = L’invitation part vers { $email }.
settings-invitations-take-back = Reprendre
settings-invitations-take-back-named = Reprendre l’invitation : { $what }
settings-invitations-take-back-sure = Personne ne vient plus par elle. Qui est déjà là reste.
settings-invitations-take-back-title = Reprendre l’invitation ?
settings-invitations-taken-back = L’invitation est reprise.
settings-invitations-until = valable jusqu’au
settings-invitations-used =
    { $uses ->
        [-1] venues par elle : { $used }, sans limite
       *[other] venues par elle : { $used } sur { $uses }
    }
settings-invitations-uses = Combien de personnes peuvent venir par elle ?
settings-issues-all = Tous
settings-issues-idea = L’idée
settings-issues-kept-ours = L’idée reste où elle est.
settings-issues-kept-theirs = L’idée suit l’outil de suivi.
settings-issues-look = Regarder maintenant
settings-issues-look-named = Regarder maintenant : { $what }
settings-issues-looked = regardé
settings-issues-means = ici : { $meaning }
settings-issues-none = Aucun ticket n’a encore été créé ici
settings-issues-none-stuck = Aucun ticket n’attend les responsables
settings-issues-ours = Garder le nôtre
settings-issues-ours-named = Garder le nôtre : { $what }
settings-issues-retried = L’outil de suivi est interrogé à nouveau.
settings-issues-retry = Interroger à nouveau
settings-issues-retry-named = Interroger à nouveau : { $what }
settings-issues-says = dans l’outil de suivi :
settings-issues-seen = Regardé à l’instant.
settings-issues-stuck = Attendent les responsables
settings-issues-theirs = Suivre l’outil de suivi
settings-issues-theirs-named = Suivre l’outil de suivi : { $what }
settings-issues-title = Tickets
settings-issues-unlink = Délier
settings-issues-unlink-named = Délier { $what }
settings-issues-unlink-sure = L’idée et le ticket iront désormais chacun leur chemin. Le ticket lui-même reste comme il est.
settings-issues-unlink-title = Délier { $what } ?
settings-issues-unlinked = L’idée et le ticket vont maintenant chacun leur chemin.
settings-issues-which = Quels tickets
settings-issues-without-key = Pas encore créé
settings-job-connection-check = Vérifier une connexion
settings-job-connection-choices = Demander ce qu’on peut choisir
settings-job-connection-dry_run = Montrer ce qu’une adoption enverrait
settings-job-connection-import = Importer les tickets ouverts comme tâches
settings-job-connection-poll = Demander à l’outil de suivi ce qui a changé
settings-job-connection-resync = Regarder tous les tickets
settings-job-inbound-apply = Suivre ce que l’outil de suivi a dit
settings-job-issue-comment = Commenter un ticket
settings-job-issue-create = Créer un ticket
settings-job-issue-link = Lier un ticket existant
settings-job-issue-link_back = Dire au ticket où est son idée
settings-job-issue-resync = Regarder un ticket
settings-job-issue-set_status = Faire bouger un ticket
settings-job-listener-hear = Informer un auditeur
settings-job-mail-send = Envoyer un e-mail
settings-job-webhook-send = Informer un webhook
settings-jobs = Jobs
settings-jobs-about = De quoi il s’agit
settings-jobs-attempts =
    { $count ->
        [0] aucun essai manqué
        [one] { $count } essai manqué
       *[other] { $count } essais manqués
    }
settings-jobs-crashes =
    { $count ->
        [one] { $count } worker en est tombé
       *[other] { $count } workers en sont tombés
    }
settings-jobs-dead = Attendent les responsables
settings-jobs-dead-means = Ils ont été abandonnés après tous les essais. Répare ce qui ne va pas, puis relance-les.
settings-jobs-deliveries = Essais
settings-jobs-done = Faits
settings-jobs-lead = Ce que ce tableau doit à l’extérieur, et où il en est.
settings-jobs-next = prochain essai
settings-jobs-no-deliveries = Rien n’a encore été essayé.
settings-jobs-none-dead = Rien n’a été abandonné
settings-jobs-none-done = Rien n’est encore fait
settings-jobs-none-ready = Rien n’attend
settings-jobs-none-running = Rien n’est en cours
settings-jobs-others = Tout le reste
settings-jobs-owed = créé
settings-jobs-ready = En attente
settings-jobs-retried = On essaie à nouveau, depuis le début.
settings-jobs-retry = Réessayer
settings-jobs-retry-named = Réessayer : { $job }
settings-jobs-running = En cours
settings-jobs-settled = réglé
settings-jobs-which = Quels jobs
settings-json = Écrit en JSON.
settings-kept = Je l’ai mis de côté
settings-last-leader = Tu es ici la seule personne responsable. Confie d’abord ce rôle à quelqu’un d’autre, et tu pourras partir.
settings-leave = Quitter le tableau
settings-leave-open = Tu peux revenir quand tu veux, car le tableau est ouvert.
settings-leave-private = Pour revenir, il te faudra une invitation.
settings-leave-sure = Quitter { $name } ?
settings-leave-text = Ce que tu as écrit reste ici.
settings-leave-title = Quitter
settings-left = Tu as quitté { $name }.
settings-look-again = Regarder encore
settings-means-done = terminé
settings-means-in_progress = en cours
settings-means-open = pas commencé
settings-means-rejected = rejeté : on demande aux responsables
settings-means-unknown = rien : on demande aux responsables
settings-members = Membres
settings-members-hand-over = Passer la main
settings-members-hand-over-text = Quelqu’un d’autre devient responsable, et toi membre. La personne se reconnecte avec son nouveau rôle.
settings-members-hand-over-to = À qui ?
settings-members-hand-over-yes = Passer la main
settings-members-handed-over = { $name } dirige maintenant le tableau.
settings-members-here = Sur le tableau
settings-members-lead = Qui est sur le tableau, et qui peut venir.
settings-members-leave-where = Pour quitter toi-même le tableau, va à
settings-members-make-leader = Rendre responsable
settings-members-make-leader-named = Rendre responsable : { $name }
settings-members-make-leader-sure = Les responsables répondent aux idées, font venir des personnes sur le tableau et le règlent. Avec ce nouveau rôle, la personne se reconnecte.
settings-members-make-leader-title = Rendre { $name } responsable ?
settings-members-make-member = Rendre membre
settings-members-make-member-named = Rendre membre : { $name }
settings-members-make-member-sure = Publier, voter et discuter reste possible, décider ne l’est plus. Avec ce nouveau rôle, la personne se reconnecte.
settings-members-make-member-title = Redonner à { $name } le rôle de membre ?
settings-members-me = (toi)
settings-members-now-leader = { $name } est maintenant responsable.
settings-members-now-member = { $name } est maintenant membre.
settings-members-remove-named = Enlever { $name } du tableau
settings-members-remove-sure = Ce que la personne a écrit reste, ses voix aussi. Pour revenir, il lui faudra une invitation.
settings-members-remove-title = Enlever { $name } ?
settings-members-removed = { $name } n’est plus sur le tableau.
settings-members-since = ici depuis le
settings-members-step-down = Devenir membre
settings-members-step-down-sure = Tu restes sur le tableau, et il faut qu’une autre personne responsable te rende ce rôle.
settings-members-step-down-title = Devenir membre ?
settings-moderation = Modération
settings-moderation-comment = Un commentaire
settings-moderation-idea = Une idée
settings-moderation-lead = Ce qui a été signalé aux responsables, et ce que les responsables ont masqué.
settings-moderation-point = Un argument
settings-moderation-point-where = Il est parmi les arguments de son idée ; masque-le ou montre-le là-bas.
settings-moderation-see = Voir là où c’est
settings-my-role = Mon rôle
settings-name = Nom
settings-no-connection = Vers aucun outil de suivi
settings-off = Désactivé
settings-on = Activé
settings-open = Ouvert
settings-open-hint = Toute personne connectée peut le voir et le rejoindre.
settings-outbound-comments = Commentaires
settings-outbound-comments-hint = Ce qu’on commente ici sur l’idée va là-bas, avec les noms.
settings-outbound-save = Enregistrer ce qui sort
settings-outbound-status = Ce que devient une idée ici
settings-outbound-status-hint = Quand quelqu’un commence, termine ou abandonne l’idée ici, le ticket bouge là-bas.
settings-outbound-text = Tout ici est désactivé, tant que les responsables ne l’activent pas.
settings-outbound-title = Ce qui sort à part le ticket
settings-parts = Réglages
settings-private = Privé
settings-private-hint = Seuls ses membres peuvent le voir.
settings-purpose = À quoi sert-il ?
settings-resync-conflict =
    { $count ->
        [one] { $count } diffère du tableau
       *[other] { $count } diffèrent du tableau
    }
settings-resync-done = Tous les tickets ont été regardés :
settings-resync-lost =
    { $count ->
        [one] { $count } a disparu
       *[other] { $count } ont disparu
    }
settings-resync-moved =
    { $count ->
        [one] { $count } a fait bouger son idée
       *[other] { $count } ont fait bouger leurs idées
    }
settings-resync-nothing = Il n’y a aucun ticket à regarder.
settings-resync-other = { $count } : { $name }
settings-resync-press = Regarder tous les tickets maintenant
settings-resync-same =
    { $count ->
        [one] { $count } est comme avant
       *[other] { $count } sont comme avant
    }
settings-rules = Règles de vote
settings-rules-latch = Ces règles ne vont que dans un sens. Dès que quelqu’un a voté ici, une règle peut être resserrée, jamais relâchée, pour qu’aucune voix ne soit montrée autrement qu’on ne le savait.
settings-rules-lead = Comment les voix sont montrées ici. Les règles valent pour tout le monde, responsables et admins aussi.
settings-rules-loosen = Relâcher ainsi
settings-rules-loosen-named = Relâcher ainsi : { $name }
settings-rules-loosen-sure = Cela n’est possible que tant que personne n’a voté ici.
settings-rules-now = En vigueur
settings-rules-results_shown = Quand le nombre de voix est montré
settings-rules-results_shown-after_decision = Après la décision
settings-rules-results_shown-after_decision-means = Personne ne voit combien soutiennent une idée avant la décision, pas même les responsables.
settings-rules-results_shown-after_voting = Après le vote
settings-rules-results_shown-after_voting-means = Qui soutient une idée voit combien le font ; tout le monde le voit une fois la décision prise.
settings-rules-results_shown-always = Toujours
settings-rules-results_shown-always-means = Tout le monde voit à tout moment combien soutiennent une idée.
settings-rules-tighten = Resserrer ainsi
settings-rules-tighten-named = Resserrer ainsi : { $name }
settings-rules-tighten-sure = Dès que quelqu’un a voté ici, plus personne ne peut revenir en arrière.
settings-rules-tighten-title = { $name } : à partir de maintenant ?
settings-rules-tightest = C’est la règle la plus stricte.
settings-rules-voters_named = De qui sont les voix
settings-rules-voters_named-never = Jamais montré
settings-rules-voters_named-never-means = Personne ne voit qui soutient une idée.
settings-rules-voters_named-to_members = Montré aux membres
settings-rules-voters_named-to_members-means = Là où le nombre est montré, les membres voient qui soutient une idée.
settings-secret-away = Oublier : { $name }
settings-secret-set = Posé le { $day }, et jamais montré. Laisse vide pour le garder.
settings-since = dernier changement
settings-statuses-by-itself = Comme le dit l’outil de suivi
settings-statuses-by-tracker = Comme le dit l’outil de suivi : { $meaning }
settings-statuses-mean = Ce que chacun veut dire
settings-statuses-press = Demander ses statuts
settings-statuses-save = Enregistrer ce qu’ils veulent dire
settings-statuses-text = D’habitude, l’outil de suivi dit ce qu’un statut veut dire. S’il ne le dit pas, ou si c’est autre chose ici, dis-le.
settings-statuses-title = Ce que ses statuts veulent dire ici
settings-statuses-unmapped =
    { $count ->
        [one] Un statut ne veut encore rien dire ici : un ticket qui l’a va sur le bureau.
       *[other] { $count } statuts ne veulent encore rien dire ici : les tickets qui les ont vont sur le bureau.
    }
settings-take = Prendre ceci
settings-theirs = Quelqu’un a changé ceci en même temps que toi. Ce que tu as écrit est encore là ; enregistre à nouveau pour le garder, ou prends l’autre version :
settings-time-zone = Fuseau horaire
settings-time-zone-hint = Les jours commencent et finissent ici selon lui : les échéances, et « pas maintenant » jusqu’à un jour.
settings-unarchive = Faire revenir le tableau
settings-unarchive-sure = Ses membres pourront à nouveau publier, voter et décider.
settings-unarchive-text = Les responsables peuvent le faire revenir à tout moment.
settings-unarchive-title = Faire revenir le tableau ?
settings-unarchived = Le tableau est de retour.
settings-visibility = Qui peut le voir ?
settings-webhooks = Webhooks
settings-webhooks-active = Actif
settings-webhooks-add = Ajouter un webhook
settings-webhooks-again = Renvoyer
settings-webhooks-again-named = Renvoyer : { $message }
settings-webhooks-all-events = Tout
settings-webhooks-all-events-hint = Aussi ce qui sera nouveau dans les versions à venir.
settings-webhooks-chosen-events = Ce qui est choisi ici
settings-webhooks-deliveries = Envois
settings-webhooks-description = À quoi sert-il ?
settings-webhooks-disable = Désactiver
settings-webhooks-disable-means = S’il est désactivé, rien n’est envoyé ; ce qui lui est dû attend, et ce qui se passe entre-temps n’est pas annoncé.
settings-webhooks-disabled = Désactivé
settings-webhooks-edit-title = Ce qui est annoncé, et où
settings-webhooks-enable = Activer
settings-webhooks-enable-means = Dès qu’il est à nouveau actif, ce qui attendait est envoyé.
settings-webhooks-lead = Adresses où sont annoncés les événements de ce tableau, chacun signé, et réessayé jusqu’à ce qu’il soit accepté.
settings-webhooks-make = Ajouter le webhook
settings-webhooks-no-deliveries = Rien n’a encore été envoyé
settings-webhooks-none = Pas encore de webhook
settings-webhooks-none-hint = Ajoute l’adresse d’un service qui doit savoir ce qui se passe ici.
settings-webhooks-none-is-all = Rien n’est choisi, donc tout est annoncé.
settings-webhooks-now-active = Le webhook est actif.
settings-webhooks-now-disabled = Le webhook est désactivé.
settings-webhooks-number = message { $number }
settings-webhooks-old-until = Le secret précédent signe encore aussi, jusqu’au { $until }.
settings-webhooks-one = Webhook
settings-webhooks-ordered = Dans l’ordre
settings-webhooks-ordered-hint = Un message attend ceux d’avant sur la même chose.
settings-webhooks-owed =
    { $count ->
        [0] Aucun message n’est dû.
        [one] Un message est dû maintenant.
       *[other] { $count } messages sont dus maintenant.
    }
settings-webhooks-remove = Enlever le webhook
settings-webhooks-remove-sure = Enlever le webhook ?
settings-webhooks-remove-text = Ce qui lui est encore dû est abandonné, et son secret oublié.
settings-webhooks-remove-title = Enlever
settings-webhooks-removed = Le webhook est enlevé.
settings-webhooks-rotate = Remplacer le secret
settings-webhooks-rotate-means = Le nouveau secret est montré une fois. Le précédent signe encore à côté pendant 24 heures : mets le nouveau en place d’ici là.
settings-webhooks-secret = Secret
settings-webhooks-secret-means = Chaque message est signé avec lui. Il a été montré à sa création.
settings-webhooks-secret-text = Donne-le au destinataire : avec lui, un message prouve qu’il vient d’ici.
settings-webhooks-secret-title = Le secret du webhook
settings-webhooks-since = Depuis
settings-webhooks-since-hint = À ton heure locale. Chacun garde son identifiant et son numéro, et le destinataire sait ainsi ce qu’il avait.
settings-webhooks-since-press = Tout renvoyer
settings-webhooks-since-title = Renvoyer tout depuis un moment
settings-webhooks-some-events =
    { $count ->
        [one] { $count } type d’événement
       *[other] { $count } types d’événements
    }
settings-webhooks-status = réponse { $status }
settings-webhooks-tick-all = Tout choisir
settings-webhooks-tick-named = Tout choisir : { $about }
settings-webhooks-untick-all = Ne rien choisir
settings-webhooks-untick-named = Ne rien choisir : { $about }
settings-webhooks-url = Adresse
settings-webhooks-url-hint = Elle commence par https:// et se trouve sur l’internet public, sauf si l’hébergement de ce tableau permet davantage.
settings-webhooks-what = Qu’est-ce qui est annoncé ?
