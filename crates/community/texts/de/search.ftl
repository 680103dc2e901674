### Suche

search-title = Suche
search-label = Menschen, Räume und Beiträge
search-do = Suchen
search-none = Nichts gefunden
search-none-hint = Versuchen Sie weniger Buchstaben oder den Anfang eines anderen Wortes.
