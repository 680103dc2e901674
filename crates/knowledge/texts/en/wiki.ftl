nav-wiki = Knowledge
wiki-tab = Wiki
wiki-kind = Page
wiki-lede = What the company knows, written down and kept up to date.
wiki-none = No pages yet
wiki-none-hint = Open a space and write its first page.
wiki-empty = This space has no pages yet
wiki-empty-hint = Write down what people ask again and again.
wiki-pages = Pages
wiki-pages-of = Pages in { $space }
wiki-trail = Where this page stands
wiki-edit = Edit
wiki-history = History
wiki-more = More actions for { $page }
wiki-who-wrote-what = Who wrote what
wiki-new = New page
wiki-new-below = New page below this one
wiki-below-page = Below { $page }
wiki-move = Move
wiki-move-up = Move up
wiki-move-down = Move down
wiki-move-page = Move { $page }
wiki-move-hint = Pages below it come along. Old addresses lead to the new ones. Nobody can read more than before.
wiki-move-below = Below which page
wiki-move-below-hint = The address of the page within this space. Empty puts it at the top.
wiki-position = Where among the others
wiki-position-last = At the end
wiki-position-first = At the beginning
wiki-delete = Delete
wiki-deleted = Page deleted
wiki-deleted-page = { $page } is deleted
wiki-deleted-hint = Pages below it have moved up by one. You can take it back; they go back with it.
wiki-undo = Take it back
wiki-changed = Changed
wiki-written = Written
wiki-is-template = Template
wiki-below = Pages below this one
wiki-watch = Watch
wiki-watching = Watching
wiki-on-this-page = On this page
wiki-recent-changes = Recent changes
wiki-recent-pages = Changed last
wiki-version = Version { $n }
wiki-versions = { $n ->
    [one] { $n } version
   *[other] { $n } versions
}
wiki-used-by = Pages that link here
wiki-edit-page = Edit page
wiki-conflict = Somebody saved this page while you were writing
wiki-conflict-hint = Your text is below, unchanged. Take over from theirs what you want to keep, then save again. Both stay in the history.
wiki-conflict-differs = What differs between their text and yours
wiki-conflict-theirs = Their text: { $title }
wiki-templates = Begin with
wiki-title = Title
wiki-text = Text
wiki-text-hint = Markdown. [[Title]] links to a page, ![[Title#Section]] shows a section of it, $x^2$ is a formula.
wiki-summary = What you changed, and why
wiki-files = Attach files
wiki-internal = For the company alone
wiki-template-for = A template: new pages can begin with this text
wiki-save = Save page
wiki-preview = Preview
wiki-cancel = Cancel
wiki-hidden = Hidden
wiki-hide = Hide text
wiki-show = Show text
wiki-what-changed = What changed
wiki-restore = Restore
wiki-restore-version = Restore version { $n }
wiki-restored-revision = Version { $n } restored
wiki-older = Older versions
wiki-is-old = This is how the page once was.
wiki-changes-in = Changes in version { $n }
wiki-from = From
wiki-to = to
wiki-compare = Compare
wiki-view = How to compare
wiki-view-read = As read
wiki-view-source = Source
wiki-words = { $n ->
    [one] { $n } word
   *[other] { $n } words
}
wiki-removed = Removed:
wiki-added = Added:
wiki-unchanged-lines = { $n ->
    [one] { $n } line unchanged
   *[other] { $n } lines unchanged
}
wiki-same = Both versions say the same.
wiki-about-change = About this change
wiki-why = Why it changed
wiki-no-summary = No reason given.
wiki-all-versions = All versions
wiki-wanted = Wanted pages
wiki-wanted-hint = Pages link to these, and nobody has written them yet.
wiki-broken = Deleted
wiki-named-in = { $n ->
    [one] On one page:
   *[other] On { $n } pages, one of them:
}
wiki-hidden-page = a page that is not open to you
wiki-missing-section = (this section is not there)
error-wiki-readers = You may read here, not change pages. Join the space to write.
error-wiki-readers-title = Only members write here
error-wiki-curators = Those who look after these pages do this: curators, moderators and owners of the space.
error-wiki-curators-title = For curators
error-wiki-changed-meanwhile = The page was changed since you read it. Both texts are in the answer; save again on top of the new one.
error-wiki-changed-meanwhile-title = Somebody was faster
error-wiki-revision-needed = Say which text you changed: send If-Match with the entity tag of the page, or its revision.
error-wiki-revision-needed-title = Which revision?
field-wiki-title-signs = A title has no [, ] or |. Leave them out.
field-wiki-wider-than-above = A page is not for more people than the page above it. Choose the same or fewer.
field-wiki-too-deep = The address becomes too long here. Choose a page nearer to the top.
field-wiki-below-itself = A page cannot stand below itself. Choose another page.
field-wiki-other-space = This page is in another space. Choose one of this space.
field-wiki-no-such-page = There is no page at this address in this space. Check the spelling.
wiki-care = Who looks after this page
wiki-care-hint = It holds for this page and all below it that say nothing else.
wiki-curator = Curator
wiki-name-curator = Name a curator
wiki-curator-hint = The handle of a member of this space. Empty: the curator of the page above.
wiki-review-days = Look at it again after so many days
wiki-review-days-hint = Empty: as the page above says.
wiki-asks-review = Changes of others wait until a curator has accepted them
wiki-save-care = Save
wiki-suggest = Suggest a change
wiki-suggest-hint = Those who look after the page see your text beside the present one, and decide.
wiki-suggest-send = Send suggestion
wiki-suggestion = Suggested change
wiki-suggestion-open = Waits for a curator
wiki-suggestion-accepted = Accepted
wiki-suggestion-refused = Refused
wiki-suggestion-differs = What would change
wiki-suggestions-wait = { $n ->
    [one] { $n } suggestion waits
   *[other] { $n } suggestions wait
}
wiki-accept = Accept
wiki-refuse = Refuse
wiki-refuse-reason = Why not? The person who suggested it reads this.
wiki-board = Curators’ board
wiki-board-of = Curators’ board of { $space }
wiki-board-nothing = Nothing to do
wiki-board-suggested = Suggested changes
wiki-board-suggested-hint = Accept them, or refuse them with a reason.
wiki-board-doubted = Readers doubt these
wiki-board-doubted-hint = Correct the page, then mark it as reviewed.
wiki-board-late = To be looked at again
wiki-board-late-hint = Their day has passed.
wiki-board-unattended = Without a curator
wiki-board-unattended-hint = Nobody is named, or the curator has left. Name somebody.
wiki-board-alone = Nothing leads there
wiki-board-alone-hint = At the top, without pages below, and no page links to them.
wiki-reviewed = Reviewed { $date }
wiki-next-review = Next review { $date }
wiki-late = Review is late
wiki-right-question = Was this page right and complete?
wiki-right-count = { $n ->
    [one] { $n } reader says yes.
   *[other] { $n } readers say yes.
}
wiki-doubt-count = { $n ->
    [one] { $n } reader doubts it.
   *[other] { $n } readers doubt it.
}
wiki-yes = Yes
wiki-no = Something is wrong
wiki-what-is-wrong = What is wrong?
wiki-send = Send
wiki-mark-reviewed = Mark as reviewed
error-wiki-decided = Somebody has already decided about this suggestion. Open it to see how.
error-wiki-decided-title = Already decided
field-wiki-no-such-curator = There is no such member in this space. Write the handle of one.
field-wiki-days = Write a number of days from 1 to 3,650.
field-wiki-nothing-changed = This is what the page says already. Change something.
field-wiki-many-suggestions = Five of your suggestions for this page wait already. Wait until one is decided.
error-wiki-waits = Changes of this page wait for a curator.
error-wiki-waits-title = Changes of this page wait for a curator.
wiki-together-kept = Everything you typed is kept.
wiki-together-keeping = Being kept …
wiki-together-away = No connection. What you type stays in this browser and is sent later.
wiki-together-anew = Somebody discarded the draft. Your text is below; copy what you need and load the page again.
wiki-together-saved = Saved by
wiki-together-here = Also writing:
wiki-together-rich = Formatted
wiki-together-source = Markdown
error-wiki-begun-anew = Somebody discarded the draft that you were writing in. Load the page again; your text is still in the editor.
error-wiki-begun-anew-title = The draft was begun anew
wiki-told-suggested = A suggestion for a page that I look after
wiki-told-doubted = A reader doubts a page that I look after
wiki-told-due = A page that I look after is to be looked at again
wiki-told-accepted = My suggestion was accepted
wiki-told-refused = My suggestion was refused
wiki-said-suggested =
    { $n ->
        [0] { $name } suggested a change of “{ $title }”
        *[other] { $name } and { $n } more suggested changes of “{ $title }”
    }
wiki-said-doubted =
    { $n ->
        [0] { $name } doubts that “{ $title }” is still right
        *[other] { $name } and { $n } more doubt that “{ $title }” is still right
    }
wiki-said-due = “{ $title }” is to be looked at again
wiki-said-accepted = { $name } accepted your suggestion for “{ $title }”
wiki-said-refused = { $name } refused your suggestion for “{ $title }”
wiki-tree-hint = Drag a page to move it, or use Alt, Shift and the arrow keys.
