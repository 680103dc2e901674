shell-skip = Skip to content
shell-main = Main
shell-home = home
shell-home-tab = Home
shell-quick = Quick access
shell-more = More
shell-pins = Pinned spaces
shell-search = Search
shell-search-label = Search posts, people and spaces
shell-search-hint = Search or jump to…
shell-palette = Command palette
shell-palette-open = Ctrl K, open command palette
shell-create = Create
shell-account = Account and settings of { $name }
shell-account-menu = Account
shell-profile = Your profile
shell-saved = Saved
shell-drafts = Drafts
shell-settings = Settings
shell-bell =
    { $n ->
        [0] Notifications
        [one] Notifications, { $n } new
       *[other] Notifications, { $n } new
    }
shell-sign-in = Sign in
shell-sign-out = Sign out
shell-close = Close
nav-home = Home
nav-people = People
nav-spaces = Spaces
nav-articles = Articles
palette-label = Search or type a command
palette-close = Esc, close command palette
palette-results = Results
palette-posts = Posts
palette-actions = Do
palette-none = Nothing found. Enter searches everything.
palette-count =
    .one = { "{count}" } result
    .two = { "{count}" } results
    .few = { "{count}" } results
    .many = { "{count}" } results
    .other = { "{count}" } results
toast-dismiss = OK
toast-dismiss-label = Dismiss message
toast-failed = That did not work. Try again.
toast-offline = No connection. Nothing was changed; try again when the line is back.
shortcuts-title = Keyboard shortcuts
shortcuts-palette = Search or jump to anything
shortcuts-write = Write
shortcuts-walk = Next and previous post
shortcuts-send = Send what you wrote
shortcuts-help = This overview
error-home = Go to the start page
entrance-side = What this place is for
entrance-leaves = Leadership, governance, culture, technology: social software works when all four grow together.
entrance-promise = Run by your own company, on its own machine.
