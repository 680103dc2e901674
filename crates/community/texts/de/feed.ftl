feed-views = Feed
feed-following = Gefolgt
feed-for-you = Für Sie
feed-latest = Neueste
feed-pages = Seiten des Feeds
feed-new =
    .one = { "{count}" } neuer Beitrag
    .two = { "{count}" } neue Beiträge
    .few = { "{count}" } neue Beiträge
    .many = { "{count}" } neue Beiträge
    .other = { "{count}" } neue Beiträge
feed-empty-title = Im Feed ist es noch still
feed-empty = Folgen Sie Personen und treten Sie Räumen bei. Was dort geschrieben wird, kommt hierher.
feed-end-title = Alles gelesen
feed-end = Älteres gibt es hier nicht.
feed-stream-empty-title = Hier ist noch nichts
feed-stream-empty = Was hier geschrieben wird, erscheint an dieser Stelle.
feed-why-reacts = Sie finden { $name } oft hilfreich
feed-why-follows = Sie folgen { $name }
feed-why-space = Sie sind Mitglied in { $name }
feed-why-useful = Von { $name }, für viele hilfreich
feed-why-new = Neu von { $name }
feed-suggestions = Vorschläge
feed-people = Vielleicht kennenlernen
feed-spaces = Vielleicht passende Räume
feed-follow = Folgen
feed-shared-spaces = { $n ->
    [one] { $n } gemeinsamer Raum
   *[other] { $n } gemeinsame Räume
}
feed-followed-members = { $n ->
    [one] { $n } Person, der Sie folgen, ist dort
   *[other] { $n } Personen, denen Sie folgen, sind dort
}
