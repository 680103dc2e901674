### People: directory, profiles, following.

people-title = People
people-lede = Find someone by name, skill, place or language.
people-search-label = Name, skill or role
people-search = Search
people-filters = Filters
people-facet-organisation = Organisation
people-facet-place = Place
people-facet-skill = Skill
people-facet-language = Speaks
people-apply = Apply
people-clear = Clear all
people-count =
    { $n ->
        [one] { $n } person
       *[other] { $n } people
    }
people-many = More people than one page counts. Type a name or choose a filter.
people-empty-title = Nobody found
people-empty = Try fewer letters or fewer filters.
people-pages = Further people
people-more = More people
people-follow = Follow
people-followed = Following
people-local-time = { $time } local time
people-joined = Joined { $date }
people-followers =
    { $n ->
        [one] { $n } follower
       *[other] { $n } followers
    }
people-following =
    { $n ->
        [one] Follows { $n } person
       *[other] Follows { $n } people
    }
people-follows-you = Follows you
people-left = No longer here. What was written stays.
people-edit = Edit profile
people-more-actions = More actions for { $name }
people-mute = Mute
people-unmute = Unmute
people-block = Block
people-unblock = Unblock
people-tabs = Profile
people-overview = Overview
people-chart = Organisation chart
people-field-name = Name
people-field-headline = Headline
people-field-about = About
people-field-pronouns = Pronouns
people-field-department = Department
people-field-place = Place
people-field-country = Country
people-field-languages = Languages
people-field-interests = Interests
people-field-phone = Phone
people-field-email = Email
people-field-contact = Contact
people-field-manager = Manager and reports
people-field-joined = Joined on
people-field-skills = Skills
people-field-experience = Experience
people-skills = Skills and endorsements
people-since = since { $since }
people-posts = Latest posts
people-aside = Contact and organisation
people-works = Where they work
people-endorsed-by = Endorsed by
people-endorsed-by-number =
    { $n ->
        [one] Endorsed by { $n } person
       *[other] Endorsed by { $n } people
    }
people-endorsed-others =
    { $n ->
        [one] and { $n } more
       *[other] and { $n } more
    }
people-endorsed = Endorsed
people-endorse = Endorse
people-followers-of = People who follow { $name }
people-followed-by = People whom { $name } follows
people-none-title = Nobody yet
people-none-follow = Who follows them will be listed here.
people-follows-none = Whom they follow will be listed here.
people-chart-of = Where { $name } works
people-siblings =
    { $n ->
        [one] and { $n } colleague
       *[other] and { $n } colleagues
    }
people-reports =
    { $n ->
        [one] { $n } report
       *[other] { $n } reports
    }
people-chart-alone = No manager and no reports are known.
people-muted-title = Muted and blocked
people-muted-lede = What muted people write does not come to your feed. Blocked people cannot follow or mention you either.
people-muted-spaces = Spaces that you muted
people-muted-none-title = Nobody is muted
people-muted-none = You mute somebody from the menu of their profile.
people-is-muted = Muted
people-is-blocked = Blocked
people-settings = Settings
people-from-directory = From the directory. It is changed there.
people-commas = Separate with commas.
people-markdown = Markdown works here.
people-photo = Photo
people-photo-choose = PNG, JPEG, WebP or GIF. The middle is kept as a square.
people-photo-set = Set photo
people-photo-remove = Remove photo
people-you = You
people-work = Work
people-manager-handle = Handle of your manager
people-reach = How to reach you
people-contact-name = Name of the way
people-contact-address = Address or number
people-rows = Empty rows are left out. After saving there are new ones.
people-experience-title = What you did
people-experience-where = Where
people-experience-since = Since (2019 or 2019-04)
people-experience-until = Until (empty: still)
people-who-sees = Who sees what
people-who-sees-hint = Name, headline and photo are seen by everybody who sees something of yours.
people-visible-me = Only me
people-visible-organisation = My organisation
people-visible-shared = And those I share a space with
people-visible-public = Everybody, also outside
people-save = Save profile
people-cancel = Cancel
error-people-not-oneself-title = That is you
error-people-not-oneself = You cannot follow, mute or block yourself. Choose somebody else.
error-people-blocked-title = Following is not possible
error-people-blocked = One of you has blocked the other. If it was you, unblock first.
error-people-own-skill-title = Your own skill
error-people-own-skill = Others vouch for your skills. You can vouch for theirs.
field-people-own-manager = You cannot be your own manager. Choose somebody else or leave it empty.
field-people-too-many = Keep at most { $most }.
field-people-experience-title = Say in each row what you did, or empty the row.
field-people-month = Enter a year such as 2019, or a month such as 2019-04.
field-people-contact-both = Give each way a name and an address, or empty the row.
people-search-hint = Priya, wheel slide, Graz …
people-connected = How you are connected
people-connected-spaces =
    { $n ->
        [one] You share { $n } space
       *[other] You share { $n } spaces
    }
people-connected-follow = You both follow
people-line-above = Your manager
people-line-below = Reports to you
people-line-beside = You have the same manager
people-space-shared = You are in it too:
# A language by its code; what is no code is shown as it is.
people-language =
    { $code ->
        [ar] Arabic
        [bg] Bulgarian
        [bm] Bambara
        [bn] Bengali
        [ca] Catalan
        [cs] Czech
        [da] Danish
        [de] German
        [el] Greek
        [en] English
        [es] Spanish
        [et] Estonian
        [fa] Persian
        [fi] Finnish
        [fr] French
        [ga] Irish
        [he] Hebrew
        [hi] Hindi
        [hr] Croatian
        [hu] Hungarian
        [id] Indonesian
        [ig] Igbo
        [it] Italian
        [ja] Japanese
        [ko] Korean
        [lt] Lithuanian
        [lv] Latvian
        [mr] Marathi
        [nb] Norwegian
        [nl] Dutch
        [pl] Polish
        [pt] Portuguese
        [ro] Romanian
        [ru] Russian
        [sk] Slovak
        [sl] Slovenian
        [sr] Serbian
        [st] Sotho
        [sv] Swedish
        [sw] Swahili
        [ta] Tamil
        [te] Telugu
        [th] Thai
        [tr] Turkish
        [tw] Twi
        [uk] Ukrainian
        [ur] Urdu
        [vi] Vietnamese
        [yo] Yoruba
        [zh] Chinese
       *[other] { $code }
    }
people-level-everything = Everything
people-level-highlights = Highlights
people-level-nothing = Nothing
error-people-not-followed = You do not follow this person.
error-people-not-followed-title = Not followed
people-suggestions = People you may want to know
people-knows-find = Find who knows something
people-knows-title = Who knows it?
people-knows-lede = Say what you want to know. Whoever answered it, wrote about it or names it as a skill is shown with what shows it.
people-knows-label = What you want to know
people-knows-hint = A problem or a subject: cold doors, sanding
people-knows-nobody = Nobody found
people-knows-ask = Nobody has answered anything like it yet, as far as you can see. Ask it as a question: then it is found the next time.
