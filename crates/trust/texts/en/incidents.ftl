incidents-title = Incidents
incidents-lede = What is done when something breaks out, or when that is practised: roles, checklist, decisions, statements, review.
incidents-empty = There is no incident that you are part of.
incidents-exercise = Exercise
incidents-closed = Closed
incidents-open = Open
incidents-earlier = Earlier
incidents-open-one = Open an incident
incidents-name = What it is about
incidents-plan = Plan
incidents-people = Who is needed
incidents-people-hint = Handles, with commas between them. They join the room.
incidents-exercise-hint = This is an exercise: nothing leaves the room
incidents-plans = Plans
incidents-plan-called = Name of the plan
incidents-plan-called-hint = A name that exists is changed, another one is added.
incidents-roles = Roles
incidents-checklist = Checklist
incidents-informs = Who informs whom
incidents-statements = Statements
incidents-statements-hint = For each: a line with audience, language and title, then the text. A line with --- between two.
incidents-save-plan = Save the plan
incidents-origin = Where it began
incidents-room = Room
incidents-exercise-note = This is an exercise. Statements are recorded, not sent.
incidents-review = Review
incidents-task = Task
incidents-done-by = done by { $name }
incidents-reopen = Open again
incidents-tick = Done
incidents-enter = Record
incidents-text = Text
incidents-decide = Record as decision
incidents-note-it = Record as note
incidents-statement-title = Title
incidents-statement-space = Space (its address); empty: all of the audience
incidents-would-send = Record as sent
incidents-send = Send as announcement
incidents-close = Close the incident
incidents-tasks = Tasks
incidents-tasks-hint = One a line; @handle names who does it.
incidents-timeline = Timeline
incidents-read = Read
incidents-decision = Decision
incidents-note = Note
incidents-statement = Statement
incidents-wrote = Wrote in the room
incidents-commented = Commented in the room
incidents-room-changed = Room
incidents-plan-name = Break-out
incidents-plan-inside-title = We are looking into it
incidents-plan-inside = We know of the matter and are looking into it. Please do not write about it outside; questions go to the room of communications. We tell you more within four hours.
incidents-plan-outside-title = Our first statement
incidents-plan-outside = We know of the matter and take it seriously. We are establishing the facts and will inform you as soon as they are certain.
incidents-plan-roles =
    Lead: decides and keeps the times
    Communications: speaks inside and outside
    Legal: checks every statement, makes the hold
    Works council: looks after those concerned
    Records: keeps the timeline
incidents-plan-checklist =
    Establish what is certain, and write it down
    Make a legal hold
    Tell those who are concerned before others hear of it
    Decide who speaks
    Send the first statement inside
    Send the first statement outside, if it is known there
    Agree on the next time to meet
incidents-plan-informs =
    Lead informs the board within an hour
    Communications informs the spaces concerned
    Works council informs those concerned in person
incidents-left = { $n ->
    [one] One step is left
   *[other] { $n } steps are left
}
error-incidents-closed-title = Closed already
error-incidents-closed = This incident was closed. Its tasks can still be done.
incidents-told-named = You are needed in an incident
incidents-said-named = { $name } needs you in “{ $title }”
field-incidents-statements = Begin each text with AUDIENCE LANGUAGE TITLE: public, customers, partners or internal; en, fr, de or ar.
incidents-was-opened = Opened
incidents-was-closed = Closed
incidents-was-ticked = A step was done
incidents-was-named = Somebody joined
