### Glossary. idea: idée · approach: approche · task: tâche · vote, voice: voix, voter · support: soutenir, soutien
### comment: commentaire · argument: argument · backlog: le backlog · decision: décision · to answer an idea: répondre à
### outcome: issue de la décision · rationale: raison · follow-up, promise: promesse (tenue, reprise) · question: question
### adopt: adopter · decline: décliner · not now: pas maintenant · drop: abandonner · merge: fusionner · withdraw: retirer
### reopen: rouvrir · accept: accepter · offer: offre · assignment: mission · mentor: mentorat · check-in: point d’étape
### guidance: éclairage · feedback: retour · feedback round: tour de retours, tour · value: valeur · retire: mettre de côté
### story: récit · review (blameless): bilan (convoqué, tenu, partagé) · desk: bureau · flag, point out: signalement, signaler
### hide: masquer · purge: purger · tracker: outil de suivi · connection: connexion · issue: ticket · listener: auditeur
### webhook: webhook · inbound: entrant · delivery: envoi · job: job · event: événement · board: tableau · member: membre
### leader, leaders: responsable, les responsables · admin: admin · account: compte · service account: compte de service
### author: qui a écrit …, la personne à l’origine de l’idée · author key: clé de l’idée, clé d’idée · token: jeton · session: session
### kinder words: mots plus doux · whoever runs this board: qui héberge ce tableau · plugin: module
again-go-on = Continuer
again-lead = Ta session date d’un moment. Pour ceci, redis que c’est bien toi.
again-link = Sans mot de passe : déconnecte-toi, fais-toi envoyer un lien et reviens.
again-password = Mot de passe
again-provider = Se connecter avec { $name }
again-title = C’est bien toi ?
author-anonymous = Anonyme
back-on = De retour le
board-archived = Archivé
cancel = Annuler
close = Fermer
comments-count =
    { $count ->
        [0] aucun commentaire
        [one] { $count } commentaire
       *[other] { $count } commentaires
    }
copied = Copié
copy = Copier
copy-by-hand = Le navigateur ne nous laisse pas copier. Le texte est sélectionné : copie-le à la main.
delete = Supprimer
edit = Modifier
editor-hint = Markdown fonctionne ici : **gras**, listes, liens, code.
editor-nothing = Rien n’est encore écrit.
editor-preview = Aperçu
editor-view = Affichage
editor-write = Écrire
foot-api = API
foot-keys = Touches
foot-tour = Visite
idea-hidden = Les responsables ont masqué cette idée.
issue-conflict = diffère de l’outil de suivi
issue-linked = dans l’outil de suivi
issue-lost = n’est plus dans l’outil de suivi
issue-partial = en partie dans l’outil de suivi
issue-paused = en pause : son statut a changé trop souvent
issue-pending = en route vers l’outil de suivi
issue-refused = refus de l’outil de suivi
issue-unlinked = lien défait
key-before = Élément précédent
key-boards = Mes tableaux
key-help = Cette liste
key-ideas = Les idées du tableau
key-new = Publier une idée
key-next = Élément suivant
key-search = Rechercher
key-shift = Maj
keys-active = Les touches simples sont actives
keys-hint = Désactive-les si elles gênent ce que tu utilises, comme la saisie vocale.
keys-title = Touches
kinder-ask = Chercher des mots plus doux
kinder-failed = Aucun mot plus doux n’a pu être trouvé pour l’instant. Tu peux publier tel quel.
kinder-hint = Ils viennent aussi d’eux-mêmes quand tu fais une pause. De simples propositions ; à prendre ou à laisser.
kinder-none = Rien à suggérer. Cela se lit bien.
language = Langue
leaving-drafts =
    { $count ->
        [one] Il y a dans ce navigateur un brouillon qui n’est pas encore publié.
       *[other] Il y a dans ce navigateur { $count } brouillons qui ne sont pas encore publiés.
    }
leaving-forget = Tout jeter et se déconnecter
leaving-stay = Rester
loading = Chargement
missing-lead = Cela a été déplacé ou n’a jamais existé, ou tu n’es pas sur ce tableau.
missing-title = Il n’y a rien ici que tu puisses voir
more = En voir plus
nav-admin = Administration
nav-backlog = Backlog
nav-board = Ce tableau
nav-boards = Tableaux
nav-decisions = Décisions
nav-desk = Bureau
nav-feedback = Retours
nav-follow-ups = Promesses
nav-ideas = Idées
nav-main = Navigation principale
nav-me = Mon compte
nav-pictures = Graphiques
nav-reviews = Bilans
nav-roadmap = Feuille de route
nav-settings = Réglages
nav-tasks = Tâches
nav-values = Valeurs
nobody-named = Une personne partie
nothing = rien
offline = Le tableau est injoignable pour l’instant. Ce que tu écris est gardé ici, et envoyé dès son retour.
once = Ceci n’est montré qu’une fois. Copie-le maintenant et garde-le là où personne d’autre ne le trouvera.
once-lost = C’est déjà fait, mais la réponse s’est perdue en route, et ce ne sera plus jamais montré. Reprends-le ou remplace-le, puis recommence.
post-idea = Publier une idée
remove = Enlever
role-leader = Responsable
role-member = Membre
running-again = Cela n’a pas encore marché. Prochain essai
running-dead = Cela n’a pas marché.
running-ready = En attente d’un worker …
running-running = On demande …
save = Enregistrer
saved = Enregistré.
sign-in = Se connecter
sign-out = Se déconnecter
skip = Aller au contenu
status-adopted = Adoptée
status-decided = Décidée
status-declined = Déclinée
status-done = Terminée
status-dropped = Abandonnée
status-in_progress = En cours
status-merged = Fusionnée
status-not_now = Pas maintenant
status-open = Ouverte
status-withdrawn = Retirée
theme = Couleurs
theme-dark = Sombre
theme-light = Clair
theme-system = Comme le système
to-my-boards = Vers mes tableaux
try-again = Réessayer
undo = Annuler
vote-mine =
    { $count ->
        [-1] Tu soutiens « { $title } ». Ne plus soutenir
        [one] Tu soutiens « { $title } », { $count } voix. Ne plus soutenir
       *[other] Tu soutiens « { $title } », { $count } voix. Ne plus soutenir
    }
vote-refused = Ta voix n’a pas été comptée. { $reason }
vote-support =
    { $count ->
        [-1] Soutenir « { $title } »
        [one] Soutenir « { $title } », { $count } voix
       *[other] Soutenir « { $title } », { $count } voix
    }
vote-word = Soutenir
