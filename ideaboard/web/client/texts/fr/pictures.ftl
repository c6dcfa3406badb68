pictures-band-few = Peu
pictures-band-most = La plupart
pictures-band-nearly_all = Presque tout le monde
pictures-band-some = Une partie
pictures-days =
    { $count ->
        [one] { $count } jour
       *[other] { $count } jours
    }
pictures-how-long = Combien de temps
pictures-journey = Le chemin d’une idée
pictures-journey-choose = Choisis une idée
pictures-journey-idea = Quelle idée ?
pictures-journey-means = Depuis sa publication : combien de temps elle est restée dans chaque état, selon les décisions prises.
pictures-journey-moved = Depuis, elle a bougé sans décision, dans l’outil de suivi ou par sa date, et en est à :
pictures-journey-none = Aucune idée n’a encore de réponse
pictures-journey-older = Proposer aussi des idées plus anciennes
pictures-lead = Ce que deviennent les idées chez nous. Aucun graphique ne parle d’une personne.
pictures-month = Mois
pictures-of-ideas =
    { $count ->
        [one] pour une idée
       *[other] pour { $count } idées
    }
pictures-since = depuis le
pictures-state = État
pictures-stories = Récits de chaque valeur
pictures-stories-caption = Combien de récits raconte chaque valeur
pictures-stories-head = Récits
pictures-stories-means = On compte les idées adoptées pour une valeur. Elles montrent ce que nous choisissons de faire, et aucune valeur ne doit en avoir le plus.
pictures-under-a-day = moins d’un jour
pictures-value = Valeur
pictures-values-none = Pas encore de valeurs
pictures-voices = Qui a la parole
pictures-voices-band = De tout le tableau
pictures-voices-caption = Quelle part du tableau a pris la parole
pictures-voices-means = Pour chaque mois passé : si peu de monde, une partie, la plupart ou presque tout le monde a publié, parlé ou, là où les voix se voient, voté. On ne dit jamais qui.
pictures-voices-none = On ne peut encore rien dire d’aucun mois
pictures-waits = Combien de temps attendent les idées
pictures-waits-caption = Jours jusqu’à la première réponse, selon le mois de la réponse
pictures-waits-longest = La plus ancienne attend depuis
pictures-waits-means = On compte le temps de la publication d’une idée à sa première réponse, dans le mois où la réponse est venue. La moitié des idées a attendu moins, la moitié plus.
pictures-waits-median = La moitié a attendu moins de
pictures-waits-none = Aucune idée n’a encore de réponse
pictures-waits-open =
    { $count ->
        [one] Une idée attend maintenant sa première réponse.
       *[other] { $count } idées attendent maintenant leur première réponse.
    }
pictures-waits-since = Seules les plus récentes sont lues : idées publiées depuis le
