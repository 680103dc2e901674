articles-kind = Artikel
articles-about = Was Kolleginnen und Kollegen ausführlich geschrieben haben.
articles-write = Artikel schreiben
articles-empty-title = Noch keine Artikel
articles-empty = Der erste darf Ihrer sein.
articles-by = Artikel von { $name }
