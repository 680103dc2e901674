cases-title = Exports de dossier
cases-lede = Tout ce qui répond à une requête, espaces privés, révisions et suppressions gelées compris, avec son contexte. Un administrateur demande, un autre autorise ; chaque étape est dans le journal d’audit.
cases-empty = Aucun export n’a été demandé.
cases-asked-by = demandé par { $name }
cases-decided-by = décidé par { $name }
cases-release = Autoriser
cases-refuse = Refuser
cases-take-back = Retirer
cases-waits = Un autre administrateur doit l’autoriser.
cases-progress = En cours d’écriture : { $done } sur { $total } publications au plus.
cases-download = Télécharger
cases-until = Gardé jusqu’au { $date }.
cases-posts = { $n ->
    [one] 1 publication.
   *[other] { $n } publications.
}
cases-ask = Demander un export
cases-ask-hint = Nommez des personnes, des espaces ou des mots. Ce qui est nommé ensemble doit convenir ensemble.
cases-name = Dossier
cases-key = Clé publique
cases-key-hint = Les manifestes sont signés avec sa moitié privée (Ed25519). Comparez-la avec ce qu’affiche « fourleaf case verify ».
cases-state-requested = Attend l’autorisation
cases-state-released = En cours d’écriture
cases-state-refused = Refusé
cases-state-ready = Prêt
cases-state-expired = Expiré
cases-state-failed = Échoué
error-cases-two-people-title = Il faut deux personnes
error-cases-two-people = Qui a demandé un export ne peut pas l’autoriser. Un autre administrateur doit le faire.
error-cases-decided-title = Déjà décidé
error-cases-decided = Cet export a été autorisé ou refusé entre-temps. Demandez-en un nouveau.
error-cases-not-released-title = Pas autorisé
error-cases-not-released = Un autre administrateur doit d’abord autoriser cet export.
