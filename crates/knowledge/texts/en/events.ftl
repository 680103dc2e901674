events-nav = Events
events-kind = Event
events-kind-chat-question = Question in a live chat
events-chat-question-in = Question in { $title }
events-kind-chat-answer = Answer in a live chat
events-chat-answer-in = Answer in { $title }
events-tab = Events
events-plan = Plan an event
events-edit = Edit the event
events-feed = Subscribe
events-earlier = Earlier
events-later = Later
events-today = Today
events-whose = Whose events
events-all = All
events-mine = Mine
events-view = View
events-view-agenda = List
events-view-week = Week
events-view-month = Month
events-week = Week
events-types = Types of events
events-type = What is it?
events-type-live-chat = Live chat
events-type-talk = Talk
events-type-meeting = Meeting
events-type-social = Social
events-off = Cancelled
events-moved = Changed
events-you-come = You come
events-you-wait = You wait for a place
events-empty-title = Nothing is planned here
events-empty = Plan something, or look at another time.
events-more = Later events
events-tentative = Not yet certain
events-tentative-field = It is not yet certain that it takes place
events-is-off = This does not take place.
events-times = When it takes place
events-change-one = Change this time
events-cancel-one = Cancel this time
events-cancel = Cancel the event
events-uncancel = It takes place after all
events-about = About this event
events-do-you-come = Do you come?
events-waits = It is full. You get the next place that becomes free.
events-full = It is full. Who says yes now waits for a place.
events-wait = Wait for a place
events-yes = Yes
events-maybe = Maybe
events-no = No
events-by-mail = Send me the invitation by mail, with its changes
events-withdraw = Take the answer back
events-when = When
events-place = Place
events-link = Link to take part
events-link-hint = Where one takes part from afar. It begins with https://.
events-join = Take part
events-experts = Experts
events-experts-hint = Handles of those who answer, with commas between them. A live chat needs one.
events-hosts = Hosts
events-hosts-hint = Handles, with commas between them. Empty: you.
events-who-comes = Who comes
events-to-calendar = Add to my calendar
events-run = Look after it
events-title = Title
events-starts = Begins
events-ends = Ends
events-zone = Time zone
events-zone-hint = A name such as Europe/Berlin. Others see the time in theirs.
events-zone-of = Planned in the time of { $zone }
events-body = What it is about
events-capacity = Places
events-capacity-hint = Empty: as many as want to. Who comes later waits.
events-remind = Remind those who come
events-remind-0 = Not at all
events-remind-15 = 15 minutes before
events-remind-60 = An hour before
events-remind-180 = Three hours before
events-remind-1440 = A day before
events-repeat = Repeats
events-repeat-no = Once
events-repeat-daily = Every day
events-repeat-workdays = Monday to Friday
events-repeat-weekly = Every week
events-repeat-fortnightly = Every two weeks
events-repeat-monthly = Every month, on the same weekday
events-repeat-yearly = Every year
events-repeat-until = Last day
events-rules = Another rule (RFC 5545)
events-rules-hint = One in a line, such as FREQ=MONTHLY;BYDAY=2TU. It counts in place of the choice above.
events-space = Where
events-no-space = In no space: for the company
events-space-hint = Who may read there sees the event. A live chat needs a space: its answers stand there afterwards.
events-save = Save
events-announce = Announce
events-back = Back
events-one-hint = What is left empty is as in the series.
events-feed-about = A secret address shows what you come to in the calendar program of your choice.
events-feed-url = Address of your calendar
events-feed-once = It is shown only now. Who has it sees what you see: keep it to yourself.
events-feed-made = There is an address, made on { $date }. It is not shown again.
events-feed-space = With ?space= and the address of a space behind it, it shows all that you may see there.
events-feed-make = Make an address
events-feed-again = Make a new one; the old one stops
events-feed-revoke = Take it back
events-letter-invitation = Invitation: { $title }
events-letter-changed = Changed: { $title }
events-letter-cancelled = Cancelled: { $title }
events-letter-why = You asked for this mail with your answer. Change it here:
events-told-named = You are named as host or expert of an event
events-said-named = { $name } named you for “{ $title }”
events-told-place = You have a place after waiting
events-said-place = You have a place in “{ $title }”
events-told-due = An event that you come to begins
events-said-due = “{ $title }” begins soon
events-told-changed = An event that you come to has changed
events-said-changed = { $name } changed when or where “{ $title }” takes place
events-told-cancelled = An event that you come to is cancelled
events-said-cancelled = { $name } cancelled “{ $title }”
error-events-hosts-only-title = For hosts
error-events-hosts-only = Who planned the event, its hosts and who looks after its space may do this.
error-events-cancelled-title = This is cancelled
error-events-cancelled = The event is cancelled, so nobody can say that they come.
error-events-over-title = This is over
error-events-over = The event is over, so nobody can say that they come.
field-events-chat-space = A live chat needs a space. Choose the one where its answers shall stand.
field-events-chat-audience = A live chat is for all who read its space. Leave the audience as the space has it.
field-events-experts = A live chat needs somebody who answers. Name an expert.
field-events-zone = There is no such time zone. Give a name such as Europe/Berlin.
field-events-ends = It ends before it begins. Give a later time.
field-events-too-long = An event lasts two weeks at most. Plan several.
field-events-link = This is no address. Begin it with https://.
field-events-capacity = Give a number of places, or leave it empty.
field-events-remind = Give minutes from 0 to 1440.
field-events-time = This is no time. Give one such as 2026-11-26T10:00.
field-events-until = Give a day that is not before the beginning.
field-events-rules = This is no rule by which something takes place. Write one such as FREQ=WEEKLY;BYDAY=TU, at most four.
field-events-person = There is nobody with this handle. Check how it is written.
field-events-people = Name twenty people at most.
events-going =
    { $n ->
        [0] Nobody comes yet
        [one] { $n } comes
       *[other] { $n } come
    }
events-of-places =
    { $n ->
        [one] of { $n } place
       *[other] of { $n } places
    }
events-maybe-count =
    { $n ->
        [one] { $n } may come
       *[other] { $n } may come
    }
events-waiting-count =
    { $n ->
        [one] { $n } waits for a place
       *[other] { $n } wait for a place
    }
events-chat-questions = Questions
events-chat-live = Live now
events-chat-is-over = Over
events-chat-none = Nobody has asked yet.
events-chat-ask = Your question
events-chat-ask-button = Ask
events-chat-vote = I want to know this too
events-chat-now = Being answered
events-chat-hidden = Hidden
events-chat-handed = For { $name }
events-chat-on-record = On record
events-chat-desk = Moderator’s desk
events-chat-desk-about = Take one question after the other, join what is the same, hand on what another knows.
events-chat-take = Take up
events-chat-hide = Hide
events-chat-show = Show
events-chat-first = To the front
events-chat-last = To the end
events-chat-hand = Hand to
events-chat-join = Join to
events-chat-answer = Answer
events-chat-begin = Go live
events-chat-end = End the chat
events-chat-record = Put the questions on record
events-told-recorded = A live chat in which you asked is on record
events-said-recorded = The questions of “{ $title }” are on record
error-events-experts-only-title = For experts
error-events-experts-only = The experts and hosts of the event answer here.
error-events-chat-over-title = This chat is over
error-events-chat-over = The live chat is over. Ask in its space instead.
error-events-chat-narrow-title = Fewer may read this
error-events-chat-narrow = The event has fewer readers than its space, so its questions cannot stand there.
field-events-chat-enough = You have asked twenty questions here. Vote for those of others.
field-events-chat-expert = This is no expert of the event. Choose one from the list.
field-events-chat-joined = A question cannot be joined to itself or to one that is joined. Choose another.
events-chat-joined-count =
    { $n ->
        [one] { $n } other asked the same
       *[other] { $n } others asked the same
    }
