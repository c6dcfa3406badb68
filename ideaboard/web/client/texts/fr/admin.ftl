admin-account-make = Créer
admin-account-new = Créer un compte
admin-accounts = Comptes
admin-accounts-lead = Toutes les personnes qui peuvent se connecter ici, et les machines ; les plus anciens comptes d’abord.
admin-audit = Journal
admin-audit-lead = Ce qui a été fait aux comptes et aux jetons, et qui s’est connecté. Ce qui se fait sur un tableau est dans son propre journal.
admin-change = Changer
admin-change-named = Changer { $name }
admin-email = E-mail
admin-erase = Effacer ce compte
admin-erase-all = Cela disparaît aussi
admin-erase-begin = Effacer ce compte…
admin-erase-content = Que devient ce que la personne a écrit ?
admin-erase-keep = Cela reste, sans son nom
admin-erase-means = Pour une personne qui est partie. C’est définitif : son nom et son e-mail disparaissent partout.
admin-erase-press = Effacer
admin-erase-type = Écris le nom, { $name }, pour continuer
admin-erased = Le compte est effacé.
admin-health = Santé
admin-health-again = Regarder encore
admin-health-database = Base de données
admin-health-dead =
    { $count ->
        [one] Un job attend quelqu’un. Les réglages de son tableau disent pourquoi.
       *[other] { $count } jobs attendent quelqu’un. Les réglages de leurs tableaux disent pourquoi.
    }
admin-health-late = Des jobs attendent depuis plus de cinq minutes. Un worker tourne-t-il ? Voir « ideaboard work ».
admin-health-lead = Versions, jobs, calendrier et modules.
admin-health-never = jamais
admin-health-none = aucun
admin-health-off = Ce module est désactivé :
admin-health-oldest = Le plus ancien job à exécuter
admin-health-schedule = Dernier passage du calendrier
admin-health-schema = Schéma de la base de données
admin-health-seconds =
    { $seconds ->
        [one] il y a { $seconds } seconde
       *[other] il y a { $seconds } secondes
    }
admin-health-stopped = Rien de ce qui doit arriver à une date n’arrive : le calendrier n’a pas été regardé depuis des minutes. Un worker tourne-t-il ?
admin-health-suggesters = Modules aux mots plus doux
admin-health-trackers = Outils de suivi
admin-health-version = Version
admin-health-well = Tout va bien.
admin-is-admin = Admin
admin-is-off = Désactivé
admin-jobs-dead = Jobs qui attendent quelqu’un
admin-jobs-done = Jobs faits
admin-jobs-ready = Jobs en attente
admin-jobs-running = Jobs en cours
admin-kind = Pour qui ?
admin-kind-person = Une personne
admin-kind-person-hint = Elle entre par un lien reçu par e-mail, ou chez le fournisseur.
admin-kind-service = Une machine
admin-kind-service-hint = Un compte de service : il a des jetons et pas d’e-mail.
admin-mail-done = Je l’ai transmis
admin-mail-gone = C’est réglé.
admin-mail-link = Le lien qu’il contient
admin-mail-text = L’e-mail entier
admin-mail-to = à
admin-mails = E-mails
admin-mails-lead = Sans serveur de courrier, les e-mails attendent ici que tu transmettes leurs liens.
admin-mails-none = Aucun e-mail n’attend
admin-make-admin = Admin de cette installation
admin-make-admin-hint = Crée des comptes et des tableaux. Ne voit aucun tableau privé sans en être membre.
admin-name = Nom
admin-off = Désactivé
admin-off-hint = Ce compte ne peut rien faire tant qu’il n’est pas réactivé.
admin-since = créé
