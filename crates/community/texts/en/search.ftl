### Search

search-title = Search
search-label = People, spaces and posts
search-do = Search
search-none = Nothing found
search-none-hint = Try fewer letters, or the beginning of another word.
