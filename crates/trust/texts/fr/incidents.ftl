incidents-title = Incidents
incidents-lede = Ce qui est fait quand quelque chose éclate, ou quand on s’y exerce : rôles, liste, décisions, déclarations, bilan.
incidents-empty = Il n’y a aucun incident dont vous faites partie.
incidents-exercise = Exercice
incidents-closed = Clos
incidents-open = Ouvert
incidents-earlier = Plus ancien
incidents-open-one = Ouvrir un incident
incidents-name = De quoi il s’agit
incidents-plan = Plan
incidents-people = Qui est nécessaire
incidents-people-hint = Identifiants séparés par des virgules. Ils rejoignent la salle.
incidents-exercise-hint = C’est un exercice : rien ne sort de la salle
incidents-plans = Plans
incidents-plan-called = Nom du plan
incidents-plan-called-hint = Un nom existant est modifié, un autre est ajouté.
incidents-roles = Rôles
incidents-checklist = Liste de contrôle
incidents-informs = Qui informe qui
incidents-statements = Déclarations
incidents-statements-hint = Pour chacune : une ligne avec public, langue et titre, puis le texte. Une ligne --- entre deux.
incidents-save-plan = Enregistrer le plan
incidents-origin = Où il a commencé
incidents-room = Salle
incidents-exercise-note = C’est un exercice. Les déclarations sont consignées, pas envoyées.
incidents-review = Bilan
incidents-task = Tâche
incidents-done-by = fait par { $name }
incidents-reopen = Rouvrir
incidents-tick = Fait
incidents-enter = Consigner
incidents-text = Texte
incidents-decide = Consigner comme décision
incidents-note-it = Consigner comme note
incidents-statement-title = Titre
incidents-statement-space = Espace (son adresse) ; vide : tout le public
incidents-would-send = Consigner comme envoyé
incidents-send = Envoyer comme annonce
incidents-close = Clore l’incident
incidents-tasks = Tâches
incidents-tasks-hint = Une par ligne ; @identifiant nomme qui la fait.
incidents-timeline = Chronologie
incidents-read = Lire
incidents-decision = Décision
incidents-note = Note
incidents-statement = Déclaration
incidents-wrote = A écrit dans la salle
incidents-commented = A commenté dans la salle
incidents-room-changed = Salle modifiée
incidents-plan-name = Crise
incidents-plan-inside-title = Nous examinons la situation
incidents-plan-inside = Nous connaissons la situation et l’examinons. Merci de ne pas en parler au dehors ; les questions vont à la communication. Nous vous en dirons plus sous quatre heures.
incidents-plan-outside-title = Notre première déclaration
incidents-plan-outside = Nous connaissons la situation et la prenons au sérieux. Nous établissons les faits et vous informerons dès qu’ils seront certains.
incidents-plan-roles =
    Direction : décide et tient les délais
    Communication : parle dedans et dehors
    Juridique : vérifie chaque déclaration, crée le gel
    Représentants du personnel : s’occupent des personnes concernées
    Archives : tient la chronologie
incidents-plan-checklist =
    Établir ce qui est certain, et l’écrire
    Créer un gel juridique
    Prévenir les personnes concernées avant les autres
    Décider qui parle
    Envoyer la première déclaration à l’intérieur
    Envoyer la première déclaration à l’extérieur, si c’est connu
    Convenir de la prochaine réunion
incidents-plan-informs =
    La direction informe le conseil sous une heure
    La communication informe les espaces concernés
    Les représentants informent en personne
incidents-left = { $n ->
    [one] Une étape reste
   *[other] { $n } étapes restent
}
error-incidents-closed-title = Déjà clos
error-incidents-closed = Cet incident est clos. Ses tâches peuvent encore être faites.
incidents-told-named = On a besoin de vous lors d’un incident
incidents-said-named = { $name } a besoin de vous pour « { $title } »
field-incidents-statements = Commencez chaque texte par PUBLIC LANGUE TITRE : public, customers, partners ou internal ; en, fr, de ou ar.
incidents-was-opened = Ouvert
incidents-was-closed = Clos
incidents-was-ticked = Une étape est faite
incidents-was-named = Quelqu’un est arrivé
