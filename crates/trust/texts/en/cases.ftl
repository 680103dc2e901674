cases-title = Case exports
cases-lede = Everything that fits a query, private spaces, revisions and held deletions included, with its context. One administrator asks, another releases; every step is in the audit log.
cases-empty = No export was asked for.
cases-asked-by = asked by { $name }
cases-decided-by = decided by { $name }
cases-release = Release
cases-refuse = Refuse
cases-take-back = Take back
cases-waits = Another administrator has to release it.
cases-progress = Being written: { $done } of at most { $total } posts.
cases-download = Download
cases-until = Kept until { $date }.
cases-posts = { $n ->
    [one] 1 post.
   *[other] { $n } posts.
}
cases-ask = Ask for an export
cases-ask-hint = Name people, spaces or words. What is named together must fit together.
cases-name = Case
cases-key = Public key
cases-key-hint = Manifests are signed with its private half (Ed25519). Compare it with what “fourleaf case verify” prints.
cases-state-requested = Waits for release
cases-state-released = Being written
cases-state-refused = Refused
cases-state-ready = Ready
cases-state-expired = Expired
cases-state-failed = Failed
error-cases-two-people-title = Two people are needed
error-cases-two-people = Who asked for an export cannot release it. Another administrator has to.
error-cases-decided-title = Decided already
error-cases-decided = This export was released or refused meanwhile. Ask for a new one.
error-cases-not-released-title = Not released
error-cases-not-released = Another administrator has to release this export first.
