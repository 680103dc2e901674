audit-title = Journal d’audit
audit-lede = Ce qu’ont fait administrateurs et modérateurs, et qui a lu ce qui est privé. Les lignes s’ajoutent seulement ; chacune est liée à la précédente. Il ne peut pas être désactivé.
audit-verb = Action
audit-person = Qui (identifiant)
audit-since = Du
audit-until = Au
audit-show = Afficher
audit-verify = Vérifier la chaîne
audit-csv = En CSV
audit-json = En lignes JSON
audit-empty = Rien n’est enregistré pour cela.
audit-number = N°
audit-when = Quand
audit-who = Qui
audit-what = Sur quoi
audit-details = Détails
audit-program = le programme
audit-more = Plus ancien
audit-whole = La chaîne est intacte.
audit-rows = { $n ->
    [one] Une ligne a été vérifiée.
   *[other] { $n } lignes ont été vérifiées.
}
audit-found-at = Trouvé à la ligne { $seq }.
audit-fault-changed = Une ligne a été modifiée ou déplacée.
audit-fault-gap = Des lignes manquent.
audit-fault-cut = Des lignes manquent à la fin.
audit-fault-signature = La fin n’est pas signée par cette installation.
audit-fault-beyond = Il y a des lignes après la fin signée.
audit-fault-expected = La ligne n’a pas l’empreinte notée.
