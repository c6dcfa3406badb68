begin = Commencer
choose = Choisir ce mot de passe
come = Entrer
enter-by-link = Envoie-moi plutôt un lien
enter-by-password = Se connecter par mot de passe
enter-called-off = La demande a été annulée chez le fournisseur.
enter-confirmed = Rejoins le tableau
enter-confirmed-lead = Ton lien est prêt. Il ouvre une fois.
enter-did-not-work = Cela n’a pas marché chez le fournisseur. Réessaie.
enter-email = E-mail
enter-first = Il n’y a encore personne ici
enter-first-lead = Deviens la première personne admin de ce tableau.
enter-forgot = Choisir un nouveau mot de passe
enter-forgot-lead = Tu reçois un lien, avec lequel tu en choisis un.
enter-forgot-link = J’ai oublié mon mot de passe
enter-inside = Te voilà, { $name }
enter-invited = Rejoins le tableau
enter-invited-as =
    { $role ->
        [leader] On t’invite à diriger « { $board } ». Tu viens sous le nom de { $name }.
       *[other] On t’invite sur « { $board } » comme membre. Tu viens sous le nom de { $name }.
    }
enter-invited-to =
    { $role ->
        [leader] On t’invite à diriger « { $board } ».
       *[other] On t’invite sur « { $board } » comme membre.
    }
enter-joining = Rejoins le tableau
enter-link = Se connecter
enter-link-lead = Ton lien est prêt. Il ouvre une fois.
enter-look = Regarde tes e-mails
enter-look-lead = Si l’adresse est connue ici, un lien est en route. Il ouvre une fois, et pas pour longtemps.
enter-mailed = Se connecter par e-mail
enter-mailed-lead = Tu reçois un lien qui ouvre une fois.
enter-name = Comment t’appelles-tu ?
enter-new-password = Nouveau mot de passe
enter-no-way = Il n’y a pas moyen de se connecter ici pour l’instant. Demande à qui héberge ce tableau.
enter-not-in = Aucune session n’est ouverte
enter-not-linked = Rien n’a été relié
enter-nothing = Ceci n’ouvre rien
enter-or = ou
enter-passed = Rejoins le tableau
enter-password = Se connecter
enter-password-field = Mot de passe
enter-password-hint = Trois ou quatre mots insolites en font un bon.
enter-provider = Se connecter avec { $name }
enter-provider-only = Tu te connectes avec le compte que ton organisation t’a donné.
enter-reset = Choisir un nouveau mot de passe
enter-reset-lead = Partout ailleurs, tes sessions seront fermées.
enter-returning = Ta session s’ouvre
enter-to-sign-in = Aller se connecter
send-link = Envoie-moi le lien
