### Annonces : à beaucoup à la fois, avec confirmation quand il le faut.

announcements-kind = Annonce
announcements-confirm = Chacun doit la confirmer
announcements-confirm-hint = On confirme ce texte exact ; après une modification, on est de nouveau invité à confirmer.
announcements-remind-after = Rappeler ceux qui n’ont pas confirmé après
announcements-remind-after-hint = Jours ; puis encore après autant de jours, cinq fois au plus. Vide : seulement quand vous appuyez sur le bouton.
announcements-pinned = En tête de l’accueil jusqu’au
announcements-pinned-hint = Vide : deux semaines, ou jusqu’à ce qu’on l’écarte.
announcements-places = Seulement pour ces lieux
announcements-departments = Seulement pour ces services
announcements-organisations = Seulement pour ces organisations
announcements-commas = Plusieurs entre virgules ; vide pour tous.
announcements-organisations-hint = Leurs noms courts, plusieurs entre virgules ; vide pour toutes.
announcements-please-confirm = Veuillez confirmer que vous l’avez lue et comprise.
announcements-confirm-now = Je l’ai lue
announcements-confirmed-at = Confirmée : { $date }
announcements-register = Confirmations
announcements-title = Annonces
announcements-read-and-confirm = Lire et confirmer
announcements-dismiss = Écarter
announcements-all = Tous
announcements-confirmed = Confirmées
announcements-not-confirmed = Pas encore
announcements-remind = Relancer ceux qui manquent
announcements-nobody = Il n’y a personne ici.
announcements-not-yet = Pas encore confirmée
announcements-pages = Pages du registre
announcements-more = Suite
announcements-csv-handle = Identifiant
announcements-csv-name = Nom
announcements-csv-confirmed = Confirmée
announcements-csv-revision = Version
announcements-revision = Texte nº { $n }
announcements-confirmed-older = A confirmé le texte nº { $n }, pas l’actuel
announcements-seen =
    { $n ->
        [0] Vue par personne encore
        [one] Vue par { $n } personne
       *[other] Vue par { $n } personnes
    }
announcements-confirmed-by =
    { $n ->
        [0] confirmée par personne encore
        [one] confirmée par { $n } personne
       *[other] confirmée par { $n } personnes
    }
announcements-missing =
    { $n ->
        [0] personne ne manque
        [one] { $n } manque
       *[other] { $n } manquent
    }
announcements-addressed =
    { $n ->
        [0] adressée à personne
        [one] adressée à { $n } personne
       *[other] adressée à { $n } personnes
    }
error-announcements-publishers-only-title = Vous ne pouvez pas annoncer ici
error-announcements-publishers-only = Annoncent ceux qui publient pour l’entreprise, et les propriétaires dans leur espace. Écrivez plutôt une note.
error-announcements-owner-only-title = Réservé à son propriétaire
error-announcements-owner-only = Qui a confirmé n’est visible que de l’auteur de l’annonce, des propriétaires de son espace et des administrateurs.
error-announcements-to-confirm-title = Elle doit être confirmée
error-announcements-to-confirm = Cette annonce reste jusqu’à ce que vous l’ayez confirmée.
error-announcements-nothing-to-confirm-title = Rien à confirmer
error-announcements-nothing-to-confirm = Cette annonce ne demande pas de confirmation.
error-announcements-changed-title = Le texte a changé
error-announcements-changed = Il a été modifié après que vous l’avez ouvert. Relisez-le, puis confirmez.
error-announcements-reminded-title = Déjà relancé
error-announcements-reminded = Ils ont été relancés il y a moins d’un jour. Attendez demain.
field-not-in-the-future = Choisissez un jour à venir.
field-announcements-days = Écrivez un nombre de jours de 1 à 90.
field-announcements-targets = Nommez-en 200 au plus.
