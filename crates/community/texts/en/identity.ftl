### Coming in, one's own account, and the administration of members.

## Signing in

identity-sign-in = Sign in
identity-sign-in-title = Sign in to { $company }
identity-sign-in-lede = One place to ask, to know and to decide.
identity-or = or
identity-login = Handle or email
identity-password = Password
identity-forgot = Forgot it?
identity-keep = Keep me signed in on this device
identity-invited-hint = Invited? Open the link in your invitation.
identity-back-to-sign-in = Back to sign-in
identity-passkey-use = Use a passkey
identity-passkey-failed = The passkey did not work. Try again, or use your password.
identity-passkey-cancelled = Nothing was chosen. Try again when you are ready.
identity-passkey-exists = This device has a passkey for your account already.

## A new password

identity-forgot-title = Choose a new password
identity-forgot-lede = We send a link to the email address of your account. It works for one hour.
identity-forgot-send = Send the link
identity-forgot-sent = If there is such an account, the link is on its way. Look into your mail, also where unwanted mail goes.
identity-reset-title = Choose a new password
identity-reset-lede = For { $name } (@{ $handle }). Everything that is signed in now will be signed out.
identity-new-password = New password
identity-current-password = Current password
identity-password-hint = At least 10 characters. A few words that do not belong together are easy to remember and hard to guess.
identity-password-ends = All other devices will be signed out.
identity-password-changed = Your password was changed.
identity-change-password = Change password
identity-save = Save
identity-saved = Saved.

## Coming in for the first time

identity-set-up-title = Set up your network
identity-set-up-lede = Name your company. Everything can be changed later.
identity-company = Company
identity-language = Language
identity-first-administrator = First administrator
identity-name = Name
identity-name-optional = Name (if you know it)
identity-handle = Handle
identity-handle-hint = Your address here and how people mention you, such as ines or ines.halvorsen. Lower-case letters, digits, dots and hyphens.
identity-email = Email
identity-begin-with = Begin with
identity-begin-empty = An empty network
identity-begin-empty-hint = Ready for your own people and spaces.
identity-begin-sample = A sample company
identity-begin-sample-hint = About 300 invented people with a year of posts, to look around.
identity-set-up-go = Set up
identity-set-up-steps = Steps of the set-up
identity-set-up-on = Continue
identity-set-up-back = Back
identity-begin-title = How do you want to begin?
identity-begin-lede = A sample company shows what the network is like when it is in use.
identity-founder-title = The first administrator
identity-founder-lede = This account can do everything, and can make others administrators too.
identity-check = System check
identity-check-database = Database
identity-check-database-ok = { $detail }, all migrations done
identity-check-files = File store
identity-check-files-ok = Takes files and gives them back
identity-check-files-bad = Takes no files. The reason is in the log of the server.
identity-check-address = Address
identity-check-address-ok = { $detail }
identity-check-address-bad = { $detail } is not encrypted. Fit for a trial on one machine: people elsewhere need an address with https, set in server.url.
identity-check-mail = Mail
identity-check-mail-ok = Goes out by { $detail }
identity-check-mail-bad = Not set up: letters wait in a folder. Set mail.smtp, so that invitations arrive.
identity-set-up-accounts = What we do with accounts
identity-set-up-accounts-hint = We store name, address and what people write about themselves. Nothing is sent outside this server. When somebody leaves, their posts stay.
identity-set-up-file = Prefer a file?
identity-set-up-file-hint = Addresses, mail and who may sign up are set in fourleaf.toml. The command “fourleaf config” shows what holds.
identity-filling-title = The sample company is coming
identity-filling-lede = Its people move in and write for a year. You can wait here; it takes a few seconds.
identity-filling-percent = { $percent } percent are there.
identity-filling-failed-title = The sample company is not complete
identity-filling-failed = It could not be written to its end; the log of the server says why. You can go on with what is there, or begin again with an empty database.
identity-filling-go = Go on
identity-join-title = Join
identity-join-welcome = Welcome to { $company }
identity-join-lede = You were invited as { $email }, { $organisation }. Choose how you want to be known.
identity-join-go = Join
identity-sign-up-link = Make an account.
identity-sign-up-title = Make an account
identity-sign-up-lede = Open to people with one of these email addresses:
identity-sign-up-send = Send me a link
identity-sign-up-sent = Look into your mail: the link there opens your account.

## Settings

identity-settings = Settings
identity-account = Account
identity-account-hint = Language, appearance, time zone, email
identity-security = Security
identity-security-hint = Password, passkeys, devices, access tokens
identity-profile = Profile
identity-profile-hint = What others see of you
identity-as-the-browser = As the browser says
identity-theme = Appearance
identity-theme-device = As the device
identity-theme-light = Light
identity-theme-dark = Dark
identity-zone = Time zone
identity-zone-hint = Leave it empty to follow the device.
identity-email-hint = Mails go there, also the link for a new password. A new address has to be confirmed from there.
identity-email-waits = We sent a link to { $email }. Your address changes as soon as it is followed; it works for one day.
identity-email-cancel = Keep the old address
identity-confirm-title = Confirm your email address
identity-confirm-lede = { $email } becomes the address of the account @{ $handle }.
identity-confirm-go = Confirm

## Security

identity-passkeys = Passkeys
identity-passkeys-hint = Sign in with your fingerprint, face or device PIN. Nobody can guess or steal it from us.
identity-passkey-name = Name of the device
identity-passkey-add = Add a passkey
identity-added = Added
identity-remove = Remove
identity-sessions = Where you are signed in
identity-this-device = This device
identity-last-used = Last used
identity-never-used = Never used
identity-end-session = Sign out
identity-end-others = Sign out everywhere else
identity-tokens = Access tokens
identity-tokens-hint = For programs that act for you.
identity-api = What programs can do
identity-token = Access token
identity-token-name = What is it for?
identity-token-write = May also write
identity-token-create = Create token
identity-token-once = This is your new token. Copy it now: it is not shown again.
identity-scope-read = reads
identity-scope-write = reads and writes
identity-revoke = Revoke
identity-copy = Copy
identity-copied = Copied
identity-copy-failed = Could not copy. Select it and copy it yourself.

## Administration

identity-administration = Administration
identity-members = Members
identity-members-hint = Invite people, give roles, close accounts
identity-members-count =
    { $n ->
        [one] { $n } member
       *[other] { $n } members
    }
identity-organisations = Organisations
identity-organisations-hint = Partners and customers
identity-find = Name, handle or email
identity-state = State
identity-state-any = All
identity-state-active = active
identity-state-invited = invited
identity-state-deactivated = deactivated
identity-show = Show
identity-more = More
identity-none-found = Nobody found. Try a shorter part of the name.
identity-last-seen = here
identity-role = Role
identity-role-of = Role of { $name }
identity-role-member = Member
identity-role-publisher = Publisher
identity-role-moderator = Moderator
identity-role-administrator = Administrator
identity-deactivate = Deactivate
identity-reactivate = Reactivate
identity-invite = Invite somebody
identity-invite-send = Send invitation
identity-mail-language = Language of the mail
identity-organisation = Organisation
identity-waiting = Waiting invitations
identity-until = until
identity-withdraw = Withdraw
identity-organisation-add = Add an organisation
identity-kind = What are they to you?
identity-kind-own = Own
identity-kind-partner = Partner
identity-kind-partner-hint = Reads what is public and the spaces that name it.
identity-kind-customer = Customer
identity-kind-customer-hint = Reads what is public and what is for customers.
identity-domain = Domain of their email addresses

## Mails

identity-mail-reset-subject = Choose a new password for { $company }
identity-mail-reset =
    Hello { $name },

    somebody, probably you, asked for a new password at { $company }. The link below works once, for one hour. If it was not you, do nothing: your password stays as it is.
identity-mail-invitation-subject = { $inviter } invites you to { $company }
identity-mail-invitation =
    Hello,

    { $inviter } invites you to the network of { $company }. The link below opens your account. It works once, for two weeks, and is for you alone.
identity-mail-sign-up-subject = Your account at { $company }
identity-mail-sign-up =
    Hello,

    you asked for an account at { $company }. The link below opens it. It works once, for two weeks. If it was not you, do nothing.
identity-mail-known-subject = You have an account at { $company }
identity-mail-known =
    Hello { $name },

    somebody, probably you, asked for an account at { $company } with this email address. You have one already: sign in there, or choose a new password if you forgot yours.
identity-mail-device-subject = New sign-in to { $company }
identity-mail-device =
    Hello { $name },

    your account was used to sign in from a device that we did not know: { $device }, { $address }, { $when }. If it was you, all is well. If not, change your password and end that session here:
identity-mail-password-subject = Your password at { $company } was changed
identity-mail-password =
    Hello { $name },

    the password of your account at { $company } was changed: { $when }. If it was not you, choose a new one here and tell your administrator:
identity-mail-asked-subject = Somebody wants another email address for your account at { $company }
identity-mail-asked =
    Hello { $name },

    somebody, probably you, asked for another email address for your account at { $company }. It changes when it is confirmed from there. If it was not you, change your password now: that stops it.
identity-mail-confirm-subject = Confirm your email address at { $company }
identity-mail-confirm =
    Hello { $name },

    you asked to get the mails of { $company } at this address. The link below confirms it. It works once, for one day. If it was not you, do nothing.
identity-mail-email-subject = Your email address at { $company } was changed
identity-mail-email =
    Hello { $name },

    your account at { $company } has another email address now, and mails no longer come here. If it was not you, tell your administrator. You see your account here:

## What went wrong

error-not-set-up-title = Not set up yet
error-not-set-up = Open the link that the server printed when it started. It leads to the set-up page.
error-identity-last-administrator-title = Somebody has to administrate
error-identity-last-administrator = This is the last administrator. Give somebody else the role first.
error-identity-too-many-tokens-title = Too many tokens
error-identity-too-many-tokens = Revoke a token that you no longer need, then create the new one.
error-identity-too-many-passkeys-title = Too many passkeys
error-identity-too-many-passkeys = Remove a passkey that you no longer need, then add the new one.
error-identity-passkey-known-title = Passkey known already
error-identity-passkey-known = This passkey belongs to an account already. Use another device or another passkey.
error-identity-passkey-refused-title = Passkey not accepted
error-identity-passkey-refused = The passkey was not accepted, or it took longer than five minutes. Try again, or use your password.
error-identity-no-passkeys-title = No passkeys here
error-identity-no-passkeys = Passkeys need a server with a name. Use your password, or tell your administrator.
error-identity-in-person-title = Only for you in person
error-identity-in-person = A token cannot do this. Sign in with a browser.
field-password-common = This is easy to guess. Choose one that nobody else would think of.
field-password-wrong = This is not your current password. Enter it again.
field-sign-in-refused = Account and password do not match. Check both and try again.
field-sign-in-paused =
    { $n ->
        [one] Too many wrong passwords. Wait { $n } minute, then try again.
       *[other] Too many wrong passwords. Wait { $n } minutes, then try again.
    }
field-mail-paused = We sent several mails already. Wait some minutes, then try again.
field-handle-form = Use lower-case letters, digits and, between them, dots, hyphens or underscores.
field-domain-not-allowed = Accounts are open to other email addresses only. Ask for an invitation.
identity-notifications = Notifications
identity-notifications-hint = What reaches you, and how
identity-privacy = Privacy
identity-privacy-hint = What is computed of you, all that is kept about you, and being erased
identity-standing = Where I stand
identity-standing-hint = What was decided about what you wrote or reported
identity-presence = Presence
identity-presence-hint = Who sees whether you are here
identity-state-suspended = Suspended
field-identity-masked = This cannot stand in a name here. Choose another.
