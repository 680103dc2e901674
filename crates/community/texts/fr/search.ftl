### Recherche

search-title = Recherche
search-label = Personnes, espaces et publications
search-do = Chercher
search-none = Rien trouvé
search-none-hint = Essayez moins de lettres, ou le début d’un autre mot.
