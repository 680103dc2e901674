rights-privacy = Privacy
rights-lede = What is computed of you and from what, all that is kept about you, and how to be erased.
rights-computed = What is computed of you
rights-change = Change
rights-analyses = All analyses
rights-analyses-lede = What this site computes of people, for everybody to read, works councils first of all.
rights-no-reports = There are no reports on single people, for nobody.
rights-smallest = { $n ->
    [one] No figure is shown of a single person.
   *[other] No figure is shown of fewer than { $n } people.
}
rights-feed = The order of “For you”
rights-feed-from = From whom and what you follow, and what others reacted to. Only you see it.
rights-experts = Who knows what
rights-experts-from = From your answers, pages and skills that others may read. It offers you questions; others see the proofs they may read anyway.
rights-suggestions = Suggestions of people and spaces
rights-suggestions-from = From spaces, follows, manager and skills you share with others. Only you see them.
rights-search = The order of your search results
rights-search-from = From what you opened among results, the last few hundred. Only you see it.
rights-presence = Who is here
rights-presence-from = From open pages, for those you choose.
rights-digest = Your digest
rights-digest-from = From what you follow and have not read. Only you get it.
rights-export = All that is about you
rights-export-hint = An archive with your account, profile, everything you wrote with its revisions, files, reactions, sessions and what was recorded about you. You get a mail when it is ready.
rights-ask-export = Ask for it
rights-download = Download
rights-erasure = Being erased
rights-erasure-hint = Your account ends and who you are is forgotten. What you wrote stays, as by a former member, so that conversations can be read. A legal hold can keep some of it longer; you are told. It is answered within 30 days.
rights-reason = Why, if you want to say it
rights-confirm = To confirm, write your handle { $handle }
rights-ask-erasure = Ask to be erased
rights-withdraw = Take the request back
rights-asked = What you asked for
rights-due = to be answered by { $date }
rights-state-waiting = Waits
rights-state-ready = Ready
rights-state-done = Done
rights-state-refused = Refused
rights-state-withdrawn = Taken back
rights-state-expired = Expired
rights-requests = Erasure requests
rights-requests-lede = Each has to be answered within 30 days. Carrying one out cannot be undone.
rights-none = Nobody has asked to be erased.
rights-held = Held by: { $holds }. Who this person was stays sealed until the hold is released.
rights-kept = { $n ->
    [one] One post stays, as by a former member.
   *[other] { $n } posts stay, as by a former member.
}
rights-sealed = Who they were lies sealed for a hold.
rights-why-refused = Why, if it is refused
rights-carry-out = Erase
rights-refuse = Refuse
rights-mail-subject = { $company }: all that is about you is ready
rights-mail = Hello { $name }, the archive that you asked for is ready. It is kept for 14 days. Download it here:
field-rights-confirm = This is not your handle. Write it as it stands above.
error-rights-decided-title = Decided already
error-rights-decided = This request was carried out, refused or taken back meanwhile.
