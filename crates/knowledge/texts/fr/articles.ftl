articles-kind = Article
articles-about = Des textes plus longs, écrits par les membres de ce réseau.
articles-write = Écrire un article
articles-empty-title = Pas encore d’article
articles-empty = Le premier peut être le vôtre.
articles-by = Articles de { $name }
