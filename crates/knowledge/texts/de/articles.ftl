articles-kind = Artikel
articles-about = Längere Texte von Menschen aus diesem Netzwerk.
articles-write = Artikel schreiben
articles-empty-title = Noch keine Artikel
articles-empty = Der erste darf Ihrer sein.
articles-by = Artikel von { $name }
