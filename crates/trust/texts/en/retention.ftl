retention-title = Retention
retention-lede = How long what is kept. What is due goes for good: text, revisions, files, the search index. Holds override everything.
retention-schedules = Schedules
retention-begun = The run has begun. It goes on by itself; its proofs appear below.
retention-preview-title = What a run would take away
retention-preview = Preview a run
retention-run = Run now, for good
retention-by-authors = Deleted by authors
retention-kept-by = Kept by the hold “{ $name }”:
retention-kept-by-case = Kept until a case about it is decided:
retention-more-than = There is more than was looked at.
retention-none = No schedule: only what authors deleted goes for good.
retention-name = Name
retention-what = What it names
retention-how-long = Kept for
retention-remove = Remove
retention-add = Add a schedule
retention-add-hint = The schedule that names most counts; among equals the longest. Days are counted from the last change or comment.
retention-kind = Kind
retention-any = Any
retention-audience = Audience
retention-space = Space (its address)
retention-country = Country of the author
retention-days-label = Days
retention-deleted = Deleted by authors
retention-deleted-days = Goes for good after this many days
retention-save = Save
retention-certificates = Proofs
retention-certificates-hint = One line per lot. The hash is over ids, revisions and hashes of the texts: it proves what went and tells nothing of it.
retention-no-certificates = Nothing has gone for good yet.
retention-when = When
retention-why = Why
retention-went = What went
retention-hash = Hash
retention-earlier = Earlier
retention-posts = { $n ->
    [one] 1 post.
   *[other] { $n } posts.
}
retention-comments = { $n ->
    [one] 1 comment.
   *[other] { $n } comments.
}
retention-files = { $n ->
    [one] 1 file.
   *[other] { $n } files.
}
retention-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
holds-title = Legal holds
holds-lede = What must not be lost, whoever wants it gone: authors, schedules, the erasure of an account. Authors see their deletion done; the text stays for the hold.
holds-empty = No hold is in force.
holds-in-force = In force
holds-ended = Released
holds-people = People
holds-people-hint = Handles, with commas between them. Empty: everybody.
holds-spaces = Spaces
holds-spaces-hint = Addresses, with commas between them. Empty: everywhere.
holds-words = Words
holds-words-hint = With commas between them; one is enough. Empty: whatever is said.
holds-since = From
holds-until = To
holds-make = Make a hold
holds-make-hint = It keeps what fits all that it names, with the whole conversation around it.
holds-release = Release
holds-why-release = Why it ends
field-scope-nothing = Name at least a person, a space or a word.
field-scope-period = The period ends before it begins. Choose a later day.
field-retention-days = Write a number of days up to 36500.
error-holds-released-title = Released already
error-holds-released = This hold has ended. Make a new one if it is needed again.
error-holds-too-many-title = Too many holds
error-holds-too-many = 500 holds are in force, which is the most. Release one first.
retention-items = See each of them
retention-items-lede = Each conversation, with the schedule by which it goes or the hold that keeps it. Nothing private is read out.
retention-items-none = Nothing is due.
retention-item = What
retention-item-by = By
retention-item-space = Space
retention-item-last = Last said
retention-item-case = until a case is decided
retention-more = More
