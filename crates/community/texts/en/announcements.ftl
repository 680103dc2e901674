### Announcements: to many at once, with confirmation where it is needed.

announcements-kind = Announcement
announcements-confirm = Everybody has to confirm it
announcements-confirm-hint = They confirm this exact text; after an edit they are asked again.
announcements-remind-after = Remind who has not confirmed after
announcements-remind-after-hint = Days; each time again after as many, at most five times. Empty: only when you press the button.
announcements-pinned = On top of home until
announcements-pinned-hint = Empty: for two weeks, or until it is dismissed.
announcements-places = Only for these places
announcements-departments = Only for these departments
announcements-organisations = Only for these organisations
announcements-commas = Several between commas; empty for all.
announcements-organisations-hint = Their short names, several between commas; empty for all.
announcements-please-confirm = Please confirm that you have read and understood this.
announcements-confirm-now = I have read it
announcements-confirmed-at = Confirmed: { $date }
announcements-register = Confirmations
announcements-title = Announcements
announcements-read-and-confirm = Read and confirm
announcements-dismiss = Dismiss
announcements-all = Everybody
announcements-confirmed = Confirmed
announcements-not-confirmed = Not yet
announcements-remind = Remind who has not
announcements-nobody = Nobody is here.
announcements-not-yet = Not yet confirmed
announcements-pages = Pages of the register
announcements-more = More
announcements-csv-handle = Handle
announcements-csv-name = Name
announcements-csv-confirmed = Confirmed
announcements-csv-revision = Revision
announcements-revision = Text no. { $n }
announcements-confirmed-older = Confirmed text no. { $n }, not the present one
announcements-seen =
    { $n ->
        [0] Seen by nobody yet
        [one] Seen by { $n }
       *[other] Seen by { $n }
    }
announcements-confirmed-by =
    { $n ->
        [0] confirmed by nobody yet
        [one] confirmed by { $n }
       *[other] confirmed by { $n }
    }
announcements-missing =
    { $n ->
        [0] nobody is missing
        [one] { $n } is missing
       *[other] { $n } are missing
    }
announcements-addressed =
    { $n ->
        [0] addressed to nobody
        [one] addressed to { $n } person
       *[other] addressed to { $n } people
    }
error-announcements-publishers-only-title = Not for you to announce
error-announcements-publishers-only = Those who publish for the company announce, and owners in their own space. Write a note instead.
error-announcements-owner-only-title = For its owner
error-announcements-owner-only = Who has confirmed is seen by who announced it, the owners of its space and administrators.
error-announcements-to-confirm-title = It has to be confirmed
error-announcements-to-confirm = This announcement stays until you have confirmed it.
error-announcements-nothing-to-confirm-title = Nothing to confirm
error-announcements-nothing-to-confirm = This announcement asks for no confirmation.
error-announcements-changed-title = The text has changed
error-announcements-changed = It was edited after you opened it. Read it once more, then confirm.
error-announcements-reminded-title = Reminded already
error-announcements-reminded = They were reminded less than a day ago. Wait until tomorrow.
field-not-in-the-future = Choose a day that is still to come.
field-announcements-days = Write a number of days from 1 to 90.
field-announcements-targets = Name at most 200.
