articles-kind = Article
articles-about = Ce que des collègues ont écrit en détail.
articles-write = Écrire un article
articles-empty-title = Pas encore d’article
articles-empty = Le premier peut être le vôtre.
articles-by = Articles de { $name }
