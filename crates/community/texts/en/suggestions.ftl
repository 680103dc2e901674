suggestions-title = Suggestions
suggestions-none-title = Nobody comes to mind yet
suggestions-none = Join spaces and follow people, and who fits will be suggested here.
suggestions-people = People you may want to know
suggestions-spaces = Spaces you may like
suggestions-follow = Follow
suggestions-dismiss = Do not suggest { $name }
suggestions-manager = Your manager
suggestions-report = Reports to you
suggestions-team = Has the same manager as you
suggestions-conversed = { $n ->
    [one] You met in a conversation
   *[other] You met in { $n } conversations
}
suggestions-followed = { $n ->
    [one] Followed by { $n } person you follow
   *[other] Followed by { $n } people you follow
}
suggestions-tags = { $n ->
    [one] Wrote lately with a tag you follow
   *[other] Wrote { $n } times lately with tags you follow
}
suggestions-skills = { $n ->
    [one] You have { $n } skill in common
   *[other] You have { $n } skills in common
}
suggestions-place = Works in the same place
suggestions-shared-spaces = { $n ->
    [one] You share { $n } space
   *[other] You share { $n } spaces
}
suggestions-members = { $n ->
    [one] { $n } person you follow is there
   *[other] { $n } people you follow are there
}
