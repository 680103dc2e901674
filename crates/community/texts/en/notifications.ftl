### Notifications: what concerns one, the channels, the mails.

notifications-title = Notifications
notifications-today = Today
notifications-read-all = Mark all as read
notifications-read-one = Mark as read: { $text }
notifications-settings = Settings
notifications-filter = Which notifications
notifications-all = All
notifications-unread = Unread
notifications-direct = To me
notifications-to-unread = To the first unread
notifications-new = Unread:
notifications-none-title = All quiet
notifications-none = Mentions, replies and what you follow will appear here.
notifications-none-unread = You have read everything.
notifications-pages = Pages of notifications
notifications-older = Older
notifications-unsubscribe = Stop these mails
notifications-unsubscribe-ask = Do you want no more mails of this kind: { $kind }? The page goes on showing them.
notifications-unsubscribed = No more mails of this kind will come: { $kind }.
notifications-kind-security = Security of my account
notifications-kind-confirmation = A confirmation that is required of me
notifications-kind-mention = Somebody mentions me
notifications-kind-reply = Somebody replies to me
notifications-kind-comment = A comment on a post that I follow
notifications-kind-reaction = Reactions to what I wrote
notifications-kind-follower = Somebody follows me
notifications-kind-endorsement = Somebody vouches for a skill of mine
notifications-kind-invitation = I am invited to a space
notifications-kind-request = Somebody asks to join a space of mine
notifications-kind-admission = I was let into a space
notifications-kind-post = Each post in what I follow at “Everything”
notifications-kind-search = A new post fits a search that I saved
notifications-kind-digest = Digest
notifications-said-announcement = { $name } announced: { $title }
notifications-said-security = { $title }
notifications-said-confirmation = { $name } asks for your confirmation: { $title }
notifications-said-mention = { $name } mentioned you in “{ $title }”
notifications-said-reply =
    { $n ->
        [0] { $name } replied to you in “{ $title }”
        [one] { $name } and { $n } other replied to you in “{ $title }”
       *[other] { $name } and { $n } others replied to you in “{ $title }”
    }
notifications-said-comment =
    { $n ->
        [0] { $name } commented on “{ $title }”
        [one] { $name } and { $n } other commented on “{ $title }”
       *[other] { $name } and { $n } others commented on “{ $title }”
    }
notifications-said-reaction =
    { $n ->
        [0] { $name } reacted to “{ $title }”
        [one] { $name } and { $n } other reacted to “{ $title }”
       *[other] { $name } and { $n } others reacted to “{ $title }”
    }
notifications-said-follower =
    { $n ->
        [0] { $name } follows you
        [one] { $name } and { $n } other follow you
       *[other] { $name } and { $n } others follow you
    }
notifications-said-endorsement =
    { $n ->
        [0] { $name } vouches for your skill { $title }
        [one] { $name } and { $n } other vouch for your skill { $title }
       *[other] { $name } and { $n } others vouch for your skill { $title }
    }
notifications-said-invitation = { $name } invites you to { $title }
notifications-said-request =
    { $n ->
        [0] { $name } asks to join { $title }
        [one] { $name } and { $n } other ask to join { $title }
       *[other] { $name } and { $n } others ask to join { $title }
    }
notifications-said-admission = { $name } let you into { $title }
notifications-said-post = { $name } posted “{ $title }”
notifications-said-search = “{ $title }” fits your search “{ $name }”
notifications-security-password = The password of your account was changed
notifications-security-email = The mail address of your account was changed
notifications-security-passkey = A passkey was added to your account
notifications-defaults = Notifications of everybody
notifications-defaults-lede = This holds for whoever has not chosen otherwise. Quiet is better: what comes too often is read by nobody.
notifications-settings-lede = One channel follows on the other: what you have seen here comes on no other way.
notifications-table = What goes where
notifications-what = What
notifications-channel-page = Here
notifications-channel-push = Devices
notifications-channel-mail = Mail
notifications-channel-digest = Digest
notifications-fixed = Cannot be turned off
notifications-push-on = Show notifications on this device
notifications-push-off = No more on this device
notifications-push-denied = This browser does not allow notifications. You can change that in its settings.
notifications-devices =
    { $n ->
        [0] No device shows notifications.
        [one] One device shows notifications.
       *[other] { $n } devices show notifications.
    }
notifications-address-stopped = No more mails go to your address
notifications-address-refused = Your address refused a mail
notifications-address-said = { $email } refused a mail, the last time on { $date }. The other server said:
notifications-address-what = Look whether the mailbox is full or gone. Then confirm the address: we send a link to it, and when you follow the link, mails go there again.
notifications-address-again = Confirm the address
notifications-address-other = Choose another address
notifications-address-asked = A link is on its way to the address. If it does not come, choose another address.
notifications-addresses-stopped =
    { $n ->
        [one] One mail address of a member refused mails several times. Nothing is sent there until they confirm it.
       *[other] { $n } mail addresses of members refused mails several times. Nothing is sent there until they confirm them.
    }
notifications-digest = Digest
notifications-digest-how-often = How often
notifications-digest-hint = It comes only when you have been away, with the best of what you missed.
notifications-digest-default = As usual here
notifications-digest-hourly = Hourly
notifications-digest-daily = Daily
notifications-digest-weekly = Weekly
notifications-digest-off = Never
notifications-hours = Working hours
notifications-hours-hint = Outside them nothing comes to your devices or by mail, except what is urgent. The hours are those of your time zone.
notifications-days = Days
notifications-day-1 = Monday
notifications-day-2 = Tuesday
notifications-day-3 = Wednesday
notifications-day-4 = Thursday
notifications-day-5 = Friday
notifications-day-6 = Saturday
notifications-day-7 = Sunday
notifications-begins = From
notifications-ends = Until
notifications-quiet = Do not disturb
notifications-quiet-not = Not now
notifications-quiet-until = Until { $date }
notifications-quiet-hour = For an hour
notifications-quiet-day = Until tomorrow morning
notifications-quiet-week = For a week
notifications-quiet-off = Disturb me again
notifications-mail-why = You get this mail because it concerns you at { $company } and you had not seen it there.
notifications-mail-settings = What reaches you
notifications-mail-stop = Stop mails of this kind
notifications-mail-above = Write your answer above this line
notifications-digest-best = The best of what you missed
notifications-digest-subject = What you missed at { $company }
notifications-digest-why = You get this digest because you have been away from { $company } for a while.
field-not-a-time = Write a time like 09:00.
field-notifications-hours = The end must come after the beginning.
notifications-somebody = Somebody
