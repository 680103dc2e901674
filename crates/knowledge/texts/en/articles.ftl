articles-kind = Article
articles-about = What colleagues have written at length.
articles-write = Write an article
articles-empty-title = No articles yet
articles-empty = The first one is yours to write.
articles-by = Articles by { $name }
