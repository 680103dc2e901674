### Notifications : ce qui vous concerne, les canaux, les courriels.

notifications-title = Notifications
notifications-today = Aujourd’hui
notifications-read-all = Tout marquer comme lu
notifications-read-one = Marquer comme lu : { $text }
notifications-settings = Réglages
notifications-filter = Quelles notifications
notifications-all = Toutes
notifications-unread = Non lues
notifications-direct = Pour moi
notifications-to-unread = Vers la première non lue
notifications-new = Non lue :
notifications-none-title = Tout est calme
notifications-none = Les mentions, les réponses et ce que vous suivez apparaîtront ici.
notifications-none-unread = Vous avez tout lu.
notifications-pages = Pages de notifications
notifications-older = Plus anciennes
notifications-unsubscribe = Ne plus recevoir ces courriels
notifications-unsubscribe-ask = Ne voulez-vous plus de courriels de ce genre : { $kind } ? La page continuera de les montrer.
notifications-unsubscribed = Plus aucun courriel de ce genre ne viendra : { $kind }.
notifications-kind-security = Sécurité de mon compte
notifications-kind-confirmation = Une confirmation qui m’est demandée
notifications-kind-mention = Quelqu’un me mentionne
notifications-kind-reply = Quelqu’un me répond
notifications-kind-comment = Un commentaire sur une publication que je suis
notifications-kind-reaction = Réactions à ce que j’ai écrit
notifications-kind-follower = Quelqu’un me suit
notifications-kind-endorsement = Quelqu’un recommande une de mes compétences
notifications-kind-invitation = On m’invite dans un espace
notifications-kind-request = Quelqu’un demande à rejoindre un de mes espaces
notifications-kind-admission = On m’a accepté dans un espace
notifications-kind-post = Chaque publication de ce que je suis à « Tout »
notifications-kind-search = Une nouvelle publication correspond à une recherche enregistrée
notifications-kind-digest = Résumé
notifications-said-announcement = { $name } annonce : { $title }
notifications-said-security = { $title }
notifications-said-confirmation = { $name } demande votre confirmation : { $title }
notifications-said-mention = { $name } vous a mentionné dans « { $title } »
notifications-said-reply =
    { $n ->
        [0] { $name } vous a répondu dans « { $title } »
        [one] { $name } et { $n } autre personne vous ont répondu dans « { $title } »
       *[other] { $name } et { $n } autres personnes vous ont répondu dans « { $title } »
    }
notifications-said-comment =
    { $n ->
        [0] { $name } a commenté « { $title } »
        [one] { $name } et { $n } autre personne ont commenté « { $title } »
       *[other] { $name } et { $n } autres personnes ont commenté « { $title } »
    }
notifications-said-reaction =
    { $n ->
        [0] { $name } a réagi à « { $title } »
        [one] { $name } et { $n } autre personne ont réagi à « { $title } »
       *[other] { $name } et { $n } autres personnes ont réagi à « { $title } »
    }
notifications-said-follower =
    { $n ->
        [0] { $name } vous suit
        [one] { $name } et { $n } autre personne vous suivent
       *[other] { $name } et { $n } autres personnes vous suivent
    }
notifications-said-endorsement =
    { $n ->
        [0] { $name } recommande votre compétence { $title }
        [one] { $name } et { $n } autre personne recommandent votre compétence { $title }
       *[other] { $name } et { $n } autres personnes recommandent votre compétence { $title }
    }
notifications-said-invitation = { $name } vous invite dans { $title }
notifications-said-request =
    { $n ->
        [0] { $name } demande à rejoindre { $title }
        [one] { $name } et { $n } autre personne demandent à rejoindre { $title }
       *[other] { $name } et { $n } autres personnes demandent à rejoindre { $title }
    }
notifications-said-admission = { $name } vous a accepté dans { $title }
notifications-said-post = { $name } a publié « { $title } »
notifications-said-search = « { $title } » correspond à votre recherche « { $name } »
notifications-security-password = Le mot de passe de votre compte a été changé
notifications-security-email = L’adresse électronique de votre compte a été changée
notifications-security-passkey = Une clé d’accès a été ajoutée à votre compte
notifications-defaults = Notifications de tous
notifications-defaults-lede = Cela vaut pour qui n’a pas choisi autrement. Mieux vaut le calme : ce qui vient trop souvent, personne ne le lit.
notifications-settings-lede = Un canal suit l’autre : ce que vous avez vu ici ne vient par aucune autre voie.
notifications-table = Ce qui va où
notifications-what = Quoi
notifications-channel-page = Ici
notifications-channel-push = Appareils
notifications-channel-mail = Courriel
notifications-channel-digest = Résumé
notifications-fixed = Ne peut pas être désactivé
notifications-push-on = Montrer les notifications sur cet appareil
notifications-push-off = Plus sur cet appareil
notifications-push-denied = Ce navigateur n’autorise pas les notifications. Vous pouvez le changer dans ses réglages.
notifications-devices =
    { $n ->
        [0] Aucun appareil ne montre de notifications.
        [one] { $n } appareil montre les notifications.
       *[other] { $n } appareils montrent les notifications.
    }
notifications-address-stopped = Plus aucun courriel ne part vers votre adresse
notifications-address-refused = Votre adresse a refusé un courriel
notifications-address-said = { $email } a refusé un courriel, la dernière fois le { $date }. L’autre serveur a dit :
notifications-address-what = Regardez si la boîte est pleine ou n’existe plus. Confirmez ensuite l’adresse : nous y envoyons un lien, et dès que vous l’ouvrez, les courriels y repartent.
notifications-address-again = Confirmer l’adresse
notifications-address-other = Choisir une autre adresse
notifications-address-asked = Un lien est en route vers l’adresse. S’il n’arrive pas, choisissez une autre adresse.
notifications-addresses-stopped =
    { $n ->
        [one] Une adresse d’un membre a refusé plusieurs fois des courriels. Rien n’y part jusqu’à ce qu’elle soit confirmée.
       *[other] { $n } adresses de membres ont refusé plusieurs fois des courriels. Rien n’y part jusqu’à ce qu’elles soient confirmées.
    }
notifications-digest = Résumé
notifications-digest-how-often = À quel rythme
notifications-digest-hint = Il ne vient que si vous étiez absent, avec le meilleur de ce que vous avez manqué.
notifications-digest-default = Comme d’habitude ici
notifications-digest-hourly = Chaque heure
notifications-digest-daily = Chaque jour
notifications-digest-weekly = Chaque semaine
notifications-digest-off = Jamais
notifications-hours = Heures de travail
notifications-hours-hint = En dehors, rien ne vient sur vos appareils ni par courriel, sauf ce qui est urgent. Les heures sont celles de votre fuseau.
notifications-days = Jours
notifications-day-1 = Lundi
notifications-day-2 = Mardi
notifications-day-3 = Mercredi
notifications-day-4 = Jeudi
notifications-day-5 = Vendredi
notifications-day-6 = Samedi
notifications-day-7 = Dimanche
notifications-begins = De
notifications-ends = À
notifications-quiet = Ne pas déranger
notifications-quiet-not = Pas maintenant
notifications-quiet-until = Jusqu’au { $date }
notifications-quiet-hour = Pendant une heure
notifications-quiet-day = Jusqu’à demain matin
notifications-quiet-week = Pendant une semaine
notifications-quiet-off = Me déranger de nouveau
notifications-mail-why = Vous recevez ce courriel parce que cela vous concerne chez { $company } et que vous ne l’y aviez pas vu.
notifications-mail-settings = Ce qui vous parvient
notifications-mail-stop = Ne plus recevoir ce genre de courriels
notifications-mail-above = Écrivez votre réponse au-dessus de cette ligne
notifications-digest-best = Le meilleur de ce que vous avez manqué
notifications-digest-subject = Ce que vous avez manqué chez { $company }
notifications-digest-why = Vous recevez ce résumé parce que vous n’étiez pas venu chez { $company } depuis un moment.
field-not-a-time = Écrivez une heure comme 09:00.
field-notifications-hours = La fin doit venir après le début.
notifications-somebody = Quelqu’un
