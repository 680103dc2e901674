events-nav = Événements
events-kind = Événement
events-kind-chat-question = Question d’un chat en direct
events-chat-question-in = Question dans { $title }
events-kind-chat-answer = Réponse d’un chat en direct
events-chat-answer-in = Réponse dans { $title }
events-tab = Événements
events-plan = Planifier un événement
events-edit = Modifier l’événement
events-feed = S’abonner
events-earlier = Plus tôt
events-later = Plus tard
events-today = Aujourd’hui
events-whose = De qui
events-all = Tous
events-mine = Les miens
events-view = Affichage
events-view-agenda = Liste
events-view-week = Semaine
events-view-month = Mois
events-week = Semaine
events-types = Types d’événements
events-type = De quoi s’agit-il ?
events-type-live-chat = Discussion en direct
events-type-talk = Conférence
events-type-meeting = Réunion
events-type-social = Moment convivial
events-off = Annulé
events-moved = Modifié
events-you-come = Vous venez
events-you-wait = Vous attendez une place
events-empty-title = Rien n’est prévu ici
events-empty = Planifiez quelque chose ou regardez une autre période.
events-more = Événements suivants
events-tentative = Pas encore certain
events-tentative-field = Il n’est pas encore certain qu’il ait lieu
events-is-off = Ceci n’a pas lieu.
events-times = Quand il a lieu
events-change-one = Modifier cette date
events-cancel-one = Annuler cette date
events-cancel = Annuler l’événement
events-uncancel = Il a lieu finalement
events-about = À propos de cet événement
events-do-you-come = Venez-vous ?
events-waits = C’est complet. Vous aurez la prochaine place libre.
events-full = C’est complet. Qui répond oui attend une place.
events-wait = Attendre une place
events-yes = Oui
events-maybe = Peut-être
events-no = Non
events-by-mail = M’envoyer l’invitation par courriel, avec ses changements
events-withdraw = Retirer la réponse
events-when = Quand
events-place = Lieu
events-link = Lien pour participer
events-link-hint = Où l’on participe à distance. Il commence par https://.
events-join = Participer
events-experts = Experts
events-experts-hint = Identifiants de ceux qui répondent, séparés par des virgules. Une discussion en direct en demande un.
events-hosts = Hôtes
events-hosts-hint = Identifiants séparés par des virgules. Vide : vous.
events-who-comes = Qui vient
events-to-calendar = Ajouter à mon agenda
events-run = S’en occuper
events-title = Titre
events-starts = Début
events-ends = Fin
events-zone = Fuseau horaire
events-zone-hint = Un nom comme Europe/Berlin. Les autres voient l’heure dans le leur.
events-zone-of = Prévu à l’heure de { $zone }
events-body = De quoi il s’agit
events-capacity = Places
events-capacity-hint = Vide : autant que l’on veut. Les suivants attendent.
events-remind = Rappel à ceux qui viennent
events-remind-0 = Pas du tout
events-remind-15 = 15 minutes avant
events-remind-60 = Une heure avant
events-remind-180 = Trois heures avant
events-remind-1440 = Un jour avant
events-repeat = Répétition
events-repeat-no = Une fois
events-repeat-daily = Chaque jour
events-repeat-workdays = Du lundi au vendredi
events-repeat-weekly = Chaque semaine
events-repeat-fortnightly = Toutes les deux semaines
events-repeat-monthly = Chaque mois, le même jour de semaine
events-repeat-yearly = Chaque année
events-repeat-until = Dernier jour
events-rules = Une autre règle (RFC 5545)
events-rules-hint = Une par ligne, comme FREQ=MONTHLY;BYDAY=2TU. Elle remplace le choix ci-dessus.
events-space = Où
events-no-space = Dans aucun espace : pour l’entreprise
events-space-hint = Qui peut y lire voit l’événement. Une discussion en direct demande un espace : ses réponses y restent.
events-save = Enregistrer
events-announce = Annoncer
events-back = Retour
events-one-hint = Ce qui reste vide est comme dans la série.
events-feed-about = Une adresse secrète montre dans votre agenda ce à quoi vous venez.
events-feed-url = Adresse de votre agenda
events-feed-once = Elle n’est montrée que maintenant. Qui l’a voit ce que vous voyez : gardez-la pour vous.
events-feed-made = Il y a une adresse, créée le { $date }. Elle n’est plus montrée.
events-feed-space = Avec ?space= et l’adresse d’un espace, elle montre tout ce que vous pouvez y voir.
events-feed-make = Créer une adresse
events-feed-again = En créer une nouvelle ; l’ancienne cesse
events-feed-revoke = La retirer
events-letter-invitation = Invitation : { $title }
events-letter-changed = Modifié : { $title }
events-letter-cancelled = Annulé : { $title }
events-letter-why = Vous avez demandé ce courriel avec votre réponse. Modifiez-la ici :
events-told-named = Vous êtes nommé hôte ou expert d’un événement
events-said-named = { $name } vous a nommé pour « { $title } »
events-told-place = Vous avez une place après l’attente
events-said-place = Vous avez une place à « { $title } »
events-told-due = Un événement auquel vous venez commence
events-said-due = « { $title } » commence bientôt
events-told-changed = Un événement auquel vous venez a changé
events-said-changed = { $name } a changé la date ou le lieu de « { $title } »
events-told-cancelled = Un événement auquel vous venez est annulé
events-said-cancelled = { $name } a annulé « { $title } »
error-events-hosts-only-title = Pour les hôtes
error-events-hosts-only = Qui a planifié l’événement, ses hôtes et les responsables de l’espace peuvent le faire.
error-events-cancelled-title = C’est annulé
error-events-cancelled = L’événement est annulé : on ne peut plus répondre.
error-events-over-title = C’est terminé
error-events-over = L’événement est terminé : on ne peut plus répondre.
field-events-chat-space = Une discussion en direct demande un espace. Choisissez celui où ses réponses resteront.
field-events-chat-audience = Une discussion en direct est pour tous les lecteurs de l’espace. Laissez l’audience de l’espace.
field-events-experts = Une discussion en direct demande quelqu’un qui réponde. Nommez un expert.
field-events-zone = Ce fuseau n’existe pas. Donnez un nom comme Europe/Berlin.
field-events-ends = La fin précède le début. Donnez une heure plus tardive.
field-events-too-long = Un événement dure deux semaines au plus. Planifiez-en plusieurs.
field-events-link = Ce n’est pas une adresse. Commencez par https://.
field-events-capacity = Donnez un nombre de places, ou laissez vide.
field-events-remind = Donnez des minutes de 0 à 1440.
field-events-time = Ce n’est pas une heure. Donnez par exemple 2026-11-26T10:00.
field-events-until = Donnez un jour qui n’est pas avant le début.
field-events-rules = Ce n’est pas une règle de répétition. Écrivez par exemple FREQ=WEEKLY;BYDAY=TU, quatre au plus.
field-events-person = Personne n’a cet identifiant. Vérifiez l’orthographe.
field-events-people = Nommez vingt personnes au plus.
events-going =
    { $n ->
        [0] Personne pour l’instant
        [one] { $n } personne vient
       *[other] { $n } personnes viennent
    }
events-of-places =
    { $n ->
        [one] sur { $n } place
       *[other] sur { $n } places
    }
events-maybe-count =
    { $n ->
        [one] { $n } viendra peut-être
       *[other] { $n } viendront peut-être
    }
events-waiting-count =
    { $n ->
        [one] { $n } attend une place
       *[other] { $n } attendent une place
    }
events-chat-questions = Questions
events-chat-live = En direct
events-chat-is-over = Terminé
events-chat-none = Personne n’a encore posé de question.
events-chat-ask = Votre question
events-chat-ask-button = Demander
events-chat-vote = Je veux le savoir aussi
events-chat-now = En cours de réponse
events-chat-hidden = Masquée
events-chat-handed = Pour { $name }
events-chat-on-record = Au dossier
events-chat-desk = Bureau du modérateur
events-chat-desk-about = Prenez les questions l’une après l’autre, réunissez les doublons, transmettez à qui sait.
events-chat-take = Prendre
events-chat-hide = Masquer
events-chat-show = Montrer
events-chat-first = En tête
events-chat-last = À la fin
events-chat-hand = Confier à
events-chat-join = Réunir à
events-chat-answer = Répondre
events-chat-begin = Commencer
events-chat-end = Terminer
events-chat-record = Mettre les questions au dossier
events-told-recorded = Une discussion où vous avez demandé est au dossier
events-said-recorded = Les questions de « { $title } » sont au dossier
error-events-experts-only-title = Pour les experts
error-events-experts-only = Les experts et hôtes de l’événement répondent ici.
error-events-chat-over-title = Cette discussion est terminée
error-events-chat-over = La discussion est terminée. Demandez dans son espace.
error-events-chat-narrow-title = Moins de lecteurs
error-events-chat-narrow = L’événement a moins de lecteurs que son espace ; ses questions ne peuvent y rester.
field-events-chat-enough = Vous avez posé vingt questions. Votez pour celles des autres.
field-events-chat-expert = Ce n’est pas un expert de l’événement. Choisissez dans la liste.
field-events-chat-joined = Une question ne se réunit pas à elle-même ni à une autre déjà réunie. Choisissez-en une autre.
events-chat-joined-count =
    { $n ->
        [one] { $n } autre a demandé la même chose
       *[other] { $n } autres ont demandé la même chose
    }
