audit-title = Audit log
audit-lede = What administrators and moderators did, and who read what is private. Rows are only added; each is chained to the one before it. It cannot be switched off.
audit-verb = Action
audit-person = Who (handle)
audit-since = From
audit-until = To
audit-show = Show
audit-verify = Verify the chain
audit-csv = As CSV
audit-json = As JSON lines
audit-empty = Nothing is recorded for this.
audit-number = No.
audit-when = When
audit-who = Who
audit-what = To what
audit-details = Details
audit-program = the program
audit-more = Earlier
audit-whole = The chain is whole.
audit-rows = { $n ->
    [one] One row was checked.
   *[other] { $n } rows were checked.
}
audit-found-at = It was found at row { $seq }.
audit-fault-changed = A row was changed or moved.
audit-fault-gap = Rows are missing.
audit-fault-cut = Rows are missing at the end.
audit-fault-signature = The end is not signed by this installation.
audit-fault-beyond = There are rows behind the signed end.
audit-fault-expected = The row has not the hash that was noted.
