questions-nav = Ask
questions-kind = Question
questions-kind-answer = Answer
questions-answer-to = Answer to { $title }
questions-title = Questions
questions-about = What was asked, and who knew the answer.
questions-ask = Ask a question
questions-ask-about = Say what you want to know and what you tried. What was asked already is shown while you type.
questions-everywhere = Everywhere
questions-which = Which questions
questions-order = Order
questions-state-all = All
questions-state-open = Open
questions-state-unanswered = Unanswered
questions-state-answered = Answered
questions-state-mine = Mine
questions-sort-newest = Newest
questions-sort-votes = Votes
questions-sort-activity = Activity
questions-empty-title = No questions here
questions-empty = Ask what you would like to know. Who knows it will be glad to answer once.
questions-votes = votes
questions-open = Open
questions-answered = Answered
questions-closed = Closed
questions-more = More questions
questions-more-answers = More answers
questions-similar = Asked or written before
questions-may-know = Who may know
questions-check-title = Is it one of these?
questions-check = Look whether your question is answered already. If not, ask it.
questions-field-title = Your question in one sentence
questions-field-title-hint = Begin with what, why or how.
questions-field-body = What one has to know to answer
questions-field-body-hint = What you saw, what you tried, what you expected. Markdown works here.
questions-field-tags = Tags
questions-field-tags-hint = Up to 8, with commas between them.
questions-field-space = Where
questions-field-space-hint = In brackets: who will read it.
questions-no-space = In no space (Internal)
questions-post = Post question
questions-ask-anyway = None of these: post question
questions-cancel = Cancel
questions-save = Save
questions-crumbs = Where this is
questions-question = Question
questions-asked = Asked { $date }
questions-last-activity = Last activity
questions-me-too = I have this question too
questions-same-here = same here
questions-useful = This answer is useful
questions-not-useful = This answer is not useful
questions-why-not = Why is it of no use?
questions-reason-wrong = It is wrong
questions-reason-outdated = It is outdated
questions-reason-unclear = It cannot be understood
questions-reason-unsafe = It is dangerous
questions-closing-duplicate = Closed: it was asked before.
questions-closing-off-topic = Closed: it does not belong here.
questions-closing-outdated = Closed: it no longer matters.
questions-closing-solved = Closed: it was solved elsewhere.
questions-close = Close
questions-close-off-topic = It does not belong here
questions-close-outdated = It no longer matters
questions-close-solved = It was solved elsewhere
questions-close-why = Why is it closed?
questions-reopen = Reopen
questions-accept = Accept
questions-unaccept = No longer accept
questions-accepted = Accepted
questions-accepted-by = Accepted by { $name } on { $date }
questions-accepted-answer-by = Accepted answer by { $name }
questions-answer-by = Answer by { $name }
questions-wiki = Open to all: whoever may answer may improve it
questions-open-to-all = Let everybody edit
questions-did-it-help = Did this answer your question?
questions-reuse = This answered my question
questions-most-useful = Most useful
questions-your-answer = Your answer
questions-answer-hint = Say what you saw yourself. A short, tested answer beats a long guess.
questions-post-answer = Post answer
questions-edit-answer = Edit the answer
questions-meanwhile = Somebody has changed this answer meanwhile. Their text is above, yours below. Bring them together and save again.
questions-beside = About this question
questions-told-answer = An answer to a question of mine, or one that I follow
questions-told-accepted = My answer was accepted
error-questions-asker-only-title = Not yours to decide
error-questions-asker-only = Who asked decides about this question, and who looks after its space.
error-questions-own-vote-title = This is your own
error-questions-own-vote = One cannot vote on what one wrote oneself.
error-questions-own-reuse-title = This is your own answer
error-questions-own-reuse = This is your own answer. Others say whether it helped them.
error-questions-closed-title = This question is closed
error-questions-closed = This question is closed. Who asked or who looks after the space can reopen it.
field-vote-reason = Say why: wrong, outdated, unclear or unsafe.
field-vote-value = Give 1 to vote for it or -1 against it.
field-closing-reason = Say why: duplicate, off-topic, outdated or solved.
field-too-many-tags = Give { $most } tags at most.
questions-merged-here = Merged into this question:
questions-part = Take the merger back
questions-kept-in = Kept in the wiki:
questions-duplicate = Mark as asked before
questions-duplicate-of = Address of the question that was asked before
questions-close-duplicate = Close it and name the other
questions-merge = Merge into the other
error-questions-curators-only-title = For curators
error-questions-curators-only = Who looks after the space merges its questions.
field-merge-itself = This is the same question. Name another one.
field-merge-merged = One of the two is merged already. Name the question that it was merged into.
field-merge-wider = The other question has readers who may not read this one. Name one in the same space, or one for no more readers.
questions-tags-proposed = Tags of what is like it:
questions-answers =
    { $n ->
        [0] No answers yet
        [one] { $n } answer
        *[other] { $n } answers
    }
questions-reused =
    { $n ->
        [one] It was enough for { $n } other person
        *[other] It was enough for { $n } others
    }
questions-folded =
    { $n ->
        [one] { $n } answer with a negative score
        *[other] { $n } answers with a negative score
    }
questions-said-answer =
    { $n ->
        [0] { $name } answered “{ $title }”
        [one] { $name } and { $n } other answered “{ $title }”
        *[other] { $name } and { $n } others answered “{ $title }”
    }
questions-said-accepted =
    { $n ->
        [0] { $name } accepted your answer to “{ $title }”
        *[other] { $name } and { $n } more accepted your answer to “{ $title }”
    }
questions-by = Under whose name?
questions-by-me = Mine
questions-by-nobody = Nobody’s
questions-by-company = The company’s
questions-by-nobody-hint = Only in spaces that allow it. Readers do not learn who asked; moderators can look, and that is recorded. What you comment or answer below it stands under your name.
field-questions-named-here = In this space questions are asked under one’s name. Choose another space or your name.
field-questions-publishers-only = Only those who publish for the company ask in its name.
questions-naming = One may ask here without one’s name
questions-naming-hint = Readers do not learn who asked. Moderators can look, and that is recorded.
questions-who-asked = Who asked this?
questions-asker-gone = Who asked this is no longer known.
questions-asker-recorded = That you looked is written into the audit log.
questions-anonymous-mine = You asked this; others do not see your name
questions-anonymous-hint = moderators may see who
questions-company-mine = You asked this in the company’s name
