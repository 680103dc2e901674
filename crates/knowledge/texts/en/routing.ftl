routing-title = Questions for me
routing-lede = Questions that you may know the answer to, and why you are asked. You never get more a week than you chose.
routing-empty-title = Nothing waits for you
routing-empty = When somebody asks what you have answered, written about or named as a skill, it appears here.
routing-by = { $name } thought of you.
routing-why = Why you:
routing-answer = Answer
routing-hand = Hand over
routing-person = Name of the person in their address, as @name
routing-hand-over = Hand over to them
routing-decline = Not for me
routing-reason = Why not? Only if you want to say it; it makes the choice better.
routing-decline-it = Not for me
routing-weekly = Questions a week, at most
routing-weekly-hint = 0: none. What is more goes to somebody else.
routing-link = For me
routing-ask-person = Ask a person
routing-ask = Ask them
routing-told = A question that I may know the answer to
field-routing-weekly = Give a number from 0 to 50.
field-routing-oneself = Name somebody else than yourself and who asked.
field-routing-enough = They have as many questions this week as they want. Name somebody else.
routing-queue = Waiting
routing-queue-lede = Questions without an answer, the longest waiting first.
routing-queue-empty = Every question has an answer
routing-late = Waits too long
routing-hours = First answer within so many hours
routing-hours-hint = Empty: no target. Past it the owners of the space are told.
routing-told-late = A question in my space waits too long for an answer
field-routing-hours = Give a number of hours from 1 to 720, or nothing.
routing-said =
    { $n ->
        [0] { $name } asks what you may know: “{ $title }”
        *[other] { $name } and { $n } more think of you for “{ $title }”
    }
routing-target-is =
    { $n ->
        [one] First answer wanted within { $n } hour
        *[other] First answer wanted within { $n } hours
    }
routing-said-late =
    { $n ->
        [0] “{ $title }” waits too long for an answer
        *[other] “{ $title }” and more wait too long for an answer
    }
