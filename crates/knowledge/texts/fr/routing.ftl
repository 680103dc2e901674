routing-title = Questions pour moi
routing-lede = Des questions dont vous connaissez peut-être la réponse, et pourquoi on vous demande. Jamais plus par semaine que ce que vous avez choisi.
routing-empty-title = Rien ne vous attend
routing-empty = Quand quelqu’un demande ce que vous avez répondu, décrit ou indiqué comme compétence, cela apparaît ici.
routing-by = { $name } a pensé à vous.
routing-why = Pourquoi vous :
routing-answer = Répondre
routing-hand = Transmettre
routing-person = Nom de la personne dans son adresse, comme @nom
routing-hand-over = Lui transmettre
routing-decline = Pas pour moi
routing-reason = Pourquoi ? Seulement si vous voulez le dire ; cela améliore le choix.
routing-decline-it = Pas pour moi
routing-weekly = Questions par semaine, au plus
routing-weekly-hint = 0 : aucune. Le reste va à quelqu’un d’autre.
routing-link = Pour moi
routing-ask-person = Demander à quelqu’un
routing-ask = Lui demander
routing-told = Une question dont je connais peut-être la réponse
field-routing-weekly = Donnez un nombre de 0 à 50.
field-routing-oneself = Indiquez quelqu’un d’autre que vous et que l’auteur.
field-routing-enough = Cette personne a déjà autant de questions qu’elle en veut cette semaine. Indiquez quelqu’un d’autre.
routing-queue = En attente
routing-queue-lede = Questions sans réponse, les plus anciennes d’abord.
routing-queue-empty = Chaque question a une réponse
routing-late = Attend trop longtemps
routing-hours = Première réponse en tant d’heures
routing-hours-hint = Vide : pas d’objectif. Passé ce délai, les propriétaires de l’espace sont avertis.
routing-told-late = Une question de mon espace attend trop longtemps
field-routing-hours = Donnez un nombre d’heures de 1 à 720, ou rien.
routing-said =
    { $n ->
        [0] { $name } demande ce que vous savez peut-être : « { $title } »
        *[other] { $name } et { $n } autres pensent à vous pour « { $title } »
    }
routing-target-is =
    { $n ->
        [one] Première réponse souhaitée en { $n } heure
        *[other] Première réponse souhaitée en { $n } heures
    }
routing-said-late =
    { $n ->
        [0] « { $title } » attend une réponse depuis trop longtemps
        *[other] « { $title } » et d’autres attendent une réponse depuis trop longtemps
    }
