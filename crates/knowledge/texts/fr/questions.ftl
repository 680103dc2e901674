questions-nav = Questions
questions-kind = Question
questions-kind-answer = Réponse
questions-answer-to = Réponse à { $title }
questions-title = Questions
questions-about = Ce qui a été demandé, et qui avait la réponse.
questions-ask = Poser une question
questions-ask-about = Dites ce que vous cherchez et ce que vous avez essayé. Les questions déjà posées s’affichent pendant la saisie.
questions-everywhere = Partout
questions-which = Quelles questions
questions-order = Ordre
questions-state-all = Toutes
questions-state-open = Ouvertes
questions-state-unanswered = Sans réponse
questions-state-answered = Résolues
questions-state-mine = Les miennes
questions-sort-newest = Récentes
questions-sort-votes = Votes
questions-sort-activity = Activité
questions-empty-title = Aucune question ici
questions-empty = Demandez ce que vous aimeriez savoir. Qui le sait sera content d’y répondre une fois.
questions-votes = votes
questions-open = Ouverte
questions-answered = Résolue
questions-closed = Close
questions-more = Plus de questions
questions-more-answers = Plus de réponses
questions-similar = Déjà demandé ou écrit
questions-may-know = Qui pourrait le savoir
questions-check-title = Est-ce l’une de celles-ci ?
questions-check = Voyez si votre question a déjà une réponse. Sinon, posez-la.
questions-field-title = Votre question en une phrase
questions-field-title-hint = Commencez par quoi, pourquoi ou comment.
questions-field-body = Ce qu’il faut savoir pour répondre
questions-field-body-hint = Ce que vous avez vu, essayé, attendu. Markdown fonctionne ici.
questions-field-tags = Mots-clés
questions-field-tags-hint = 8 au plus, séparés par des virgules.
questions-field-space = Où
questions-field-space-hint = Entre parenthèses : qui la lira.
questions-no-space = Dans aucun espace (interne)
questions-post = Publier la question
questions-ask-anyway = Aucune de celles-ci : publier
questions-cancel = Annuler
questions-save = Enregistrer
questions-crumbs = Où vous êtes
questions-question = Question
questions-asked = Posée le { $date }
questions-last-activity = Dernière activité
questions-me-too = J’ai aussi cette question
questions-same-here = moi aussi
questions-useful = Cette réponse est utile
questions-not-useful = Cette réponse n’est pas utile
questions-why-not = Pourquoi n’est-elle pas utile ?
questions-reason-wrong = Elle est fausse
questions-reason-outdated = Elle est dépassée
questions-reason-unclear = Elle est incompréhensible
questions-reason-unsafe = Elle est dangereuse
questions-closing-duplicate = Close : déjà posée.
questions-closing-off-topic = Close : hors sujet.
questions-closing-outdated = Close : n’a plus d’objet.
questions-closing-solved = Close : résolue ailleurs.
questions-close = Clore
questions-close-off-topic = Elle n’a pas sa place ici
questions-close-outdated = Elle n’a plus d’objet
questions-close-solved = Elle a été résolue ailleurs
questions-close-why = Pourquoi la clore ?
questions-reopen = Rouvrir
questions-accept = Accepter
questions-unaccept = Ne plus accepter
questions-accepted = Acceptée
questions-accepted-by = Acceptée par { $name } le { $date }
questions-accepted-answer-by = Réponse acceptée de { $name }
questions-answer-by = Réponse de { $name }
questions-wiki = Ouverte à tous : qui peut répondre peut l’améliorer
questions-open-to-all = Laisser chacun modifier
questions-did-it-help = Cela répond-il à votre question ?
questions-reuse = Cela répond à ma question
questions-most-useful = Les plus utiles
questions-your-answer = Votre réponse
questions-answer-hint = Dites ce que vous avez vu vous-même. Une réponse courte et vérifiée vaut mieux qu’une longue supposition.
questions-post-answer = Publier la réponse
questions-edit-answer = Modifier la réponse
questions-meanwhile = Quelqu’un a modifié cette réponse entre-temps. Son texte est ci-dessus, le vôtre ci-dessous. Réunissez-les et enregistrez.
questions-beside = À propos de cette question
questions-told-answer = Une réponse à ma question ou à une question que je suis
questions-told-accepted = Ma réponse a été acceptée
error-questions-asker-only-title = Ce n’est pas à vous d’en décider
error-questions-asker-only = La personne qui a posé la question en décide, ou qui s’occupe de l’espace.
error-questions-own-vote-title = C’est de vous
error-questions-own-vote = On ne vote pas pour ce qu’on a écrit.
error-questions-own-reuse-title = C’est votre réponse
error-questions-own-reuse = C’est votre réponse. Les autres disent si elle les a aidés.
error-questions-closed-title = Cette question est close
error-questions-closed = Cette question est close. La personne qui l’a posée ou qui s’occupe de l’espace peut la rouvrir.
field-vote-reason = Dites pourquoi : wrong, outdated, unclear ou unsafe.
field-vote-value = Donnez 1 pour ou -1 contre.
field-closing-reason = Dites pourquoi : duplicate, off-topic, outdated ou solved.
field-too-many-tags = Indiquez { $most } mots-clés au plus.
questions-merged-here = Fusionnée avec cette question :
questions-part = Annuler la fusion
questions-kept-in = Conservé dans le wiki :
questions-duplicate = Indiquer qu’elle a déjà été posée
questions-duplicate-of = Adresse de la question posée auparavant
questions-close-duplicate = Fermer et renvoyer à l’autre
questions-merge = Fusionner avec l’autre
error-questions-curators-only-title = Réservé aux curateurs
error-questions-curators-only = Qui s’occupe de l’espace fusionne ses questions.
field-merge-itself = C’est la même question. Indiquez-en une autre.
field-merge-merged = L’une des deux est déjà fusionnée. Indiquez la question avec laquelle elle l’a été.
field-merge-wider = L’autre question a des lecteurs qui ne peuvent pas lire celle-ci. Indiquez-en une du même espace, ou qui n’a pas plus de lecteurs.
questions-tags-proposed = Tags de ce qui y ressemble :
questions-answers =
    { $n ->
        [0] Aucune réponse pour l’instant
        [one] { $n } réponse
        *[other] { $n } réponses
    }
questions-reused =
    { $n ->
        [one] A suffi à { $n } autre personne
        *[other] A suffi à { $n } autres personnes
    }
questions-folded =
    { $n ->
        [one] { $n } réponse au score négatif
        *[other] { $n } réponses au score négatif
    }
questions-said-answer =
    { $n ->
        [0] { $name } a répondu à « { $title } »
        [one] { $name } et { $n } autre personne ont répondu à « { $title } »
        *[other] { $name } et { $n } autres ont répondu à « { $title } »
    }
questions-said-accepted =
    { $n ->
        [0] { $name } a accepté votre réponse à « { $title } »
        *[other] { $name } et { $n } de plus ont accepté votre réponse à « { $title } »
    }
questions-by = Sous quel nom ?
questions-by-me = Le mien
questions-by-nobody = Sans nom
questions-by-company = Celui de l’entreprise
questions-by-nobody-hint = Seulement dans les espaces qui le permettent. Les lecteurs n’apprennent pas qui demande ; la modération peut le voir, et c’est consigné. Vos commentaires et réponses en dessous portent votre nom.
field-questions-named-here = Dans cet espace, les questions portent un nom. Choisissez un autre espace ou votre nom.
field-questions-publishers-only = Seules les personnes qui publient pour l’entreprise demandent en son nom.
questions-naming = On peut demander ici sans donner son nom
questions-naming-hint = Les lecteurs n’apprennent pas qui demande. La modération peut le voir, et c’est consigné.
questions-who-asked = Qui a demandé cela ?
questions-asker-gone = On ne sait plus qui a demandé cela.
questions-asker-recorded = Votre consultation est inscrite dans le journal d’audit.
questions-anonymous-mine = Vous avez posé cette question ; les autres ne voient pas votre nom
questions-anonymous-hint = la modération peut voir qui
questions-company-mine = Vous l’avez posée au nom de l’entreprise
