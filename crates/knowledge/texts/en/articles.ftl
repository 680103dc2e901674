articles-kind = Article
articles-about = Longer pieces by people of this network.
articles-write = Write an article
articles-empty-title = No articles yet
articles-empty = The first one is yours to write.
articles-by = Articles by { $name }
