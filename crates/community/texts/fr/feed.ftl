feed-views = Fil
feed-following = Abonnements
feed-for-you = Pour vous
feed-latest = Récents
feed-pages = Pages du fil
feed-new =
    .one = { "{count}" } nouvelle publication
    .two = { "{count}" } nouvelles publications
    .few = { "{count}" } nouvelles publications
    .many = { "{count}" } nouvelles publications
    .other = { "{count}" } nouvelles publications
feed-empty-title = Votre fil est encore calme
feed-empty = Suivez des personnes et rejoignez des espaces : ce qui s’y écrit arrive ici.
feed-end-title = Vous avez tout lu
feed-end = Il n’y a rien de plus ancien ici.
feed-stream-empty-title = Rien ici pour l’instant
feed-stream-empty = Ce qui s’écrit ici apparaît à cet endroit.
feed-why-reacts = Vous trouvez souvent utile ce qu’écrit { $name }
feed-why-follows = Vous suivez { $name }
feed-why-space = Vous êtes membre de { $name }
feed-why-useful = Écrit par { $name }, jugé utile par beaucoup
feed-why-new = Nouveau, par { $name }
feed-suggestions = Suggestions
feed-people = Des personnes à connaître
feed-spaces = Des espaces à découvrir
feed-follow = Suivre
feed-shared-spaces = { $n ->
    [one] { $n } espace en commun
   *[other] { $n } espaces en commun
}
feed-followed-members = { $n ->
    [one] { $n } personne que vous suivez y est
   *[other] { $n } personnes que vous suivez y sont
}
