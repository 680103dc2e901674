feed-views = Feed
feed-following = Following
feed-for-you = For you
feed-latest = Latest
feed-pages = Pages of the feed
feed-new =
    .one = { "{count}" } new post
    .two = { "{count}" } new posts
    .few = { "{count}" } new posts
    .many = { "{count}" } new posts
    .other = { "{count}" } new posts
feed-empty-title = Your feed is still quiet
feed-empty = Follow people and join spaces, and what they write comes here.
feed-end-title = You have read everything
feed-end = There is nothing older here.
feed-stream-empty-title = Nothing here yet
feed-stream-empty = What is written here appears in this place.
feed-why-reacts = You often find { $name } useful
feed-why-follows = You follow { $name }
feed-why-space = You are a member of { $name }
feed-why-useful = Many found this by { $name } useful
feed-why-new = New from { $name }
feed-suggestions = Suggestions
feed-people = People you may want to know
feed-spaces = Spaces you may like
feed-follow = Follow
feed-shared-spaces = { $n ->
    [one] You share { $n } space
   *[other] You share { $n } spaces
}
feed-followed-members = { $n ->
    [one] { $n } person you follow is there
   *[other] { $n } people you follow are there
}
