rights-privacy = Vie privée
rights-lede = Ce qui est calculé sur vous et à partir de quoi, tout ce qui est gardé sur vous, et comment être effacé.
rights-computed = Ce qui est calculé sur vous
rights-change = Modifier
rights-analyses = Toutes les analyses
rights-analyses-lede = Ce que ce site calcule sur les personnes, lisible par tous, d’abord par les représentants du personnel.
rights-no-reports = Il n’existe aucun rapport sur une personne seule, pour personne.
rights-smallest = { $n ->
    [one] Aucun chiffre n’est montré d’une seule personne.
   *[other] Aucun chiffre n’est montré de moins de { $n } personnes.
}
rights-feed = L’ordre de « Pour vous »
rights-feed-from = D’après qui et ce que vous suivez, et les réactions des autres. Vous seul le voyez.
rights-experts = Qui sait quoi
rights-experts-from = D’après vos réponses, pages et compétences que d’autres peuvent lire. Cela vous propose des questions ; les autres voient les preuves qu’ils peuvent lire de toute façon.
rights-suggestions = Suggestions de personnes et d’espaces
rights-suggestions-from = D’après les espaces, abonnements, responsable et compétences partagés. Vous seul les voyez.
rights-search = L’ordre de vos résultats de recherche
rights-search-from = D’après ce que vous avez ouvert parmi les résultats, les dernières centaines. Vous seul le voyez.
rights-presence = Qui est là
rights-presence-from = D’après les pages ouvertes, pour ceux que vous choisissez.
rights-digest = Votre résumé
rights-digest-from = D’après ce que vous suivez et n’avez pas lu. Vous seul le recevez.
rights-export = Tout ce qui vous concerne
rights-export-hint = Une archive avec votre compte, profil, tout ce que vous avez écrit avec ses révisions, fichiers, réactions, sessions et ce qui a été enregistré sur vous. Un courriel vous prévient quand elle est prête.
rights-ask-export = La demander
rights-download = Télécharger
rights-erasure = Être effacé
rights-erasure-hint = Votre compte prend fin et votre identité est oubliée. Ce que vous avez écrit reste, comme d’un ancien membre, pour que les conversations restent lisibles. Un gel juridique peut en garder plus longtemps ; vous en êtes informé. Réponse sous 30 jours.
rights-reason = Pourquoi, si vous voulez le dire
rights-confirm = Pour confirmer, écrivez votre identifiant { $handle }
rights-ask-erasure = Demander l’effacement
rights-withdraw = Retirer la demande
rights-asked = Ce que vous avez demandé
rights-due = réponse avant le { $date }
rights-state-waiting = En attente
rights-state-ready = Prêt
rights-state-done = Fait
rights-state-refused = Refusé
rights-state-withdrawn = Retiré
rights-state-expired = Expiré
rights-requests = Demandes d’effacement
rights-requests-lede = Chacune doit recevoir une réponse sous 30 jours. L’exécution est irréversible.
rights-none = Personne n’a demandé à être effacé.
rights-held = Gelé par : { $holds }. L’identité de cette personne reste scellée jusqu’à la levée du gel.
rights-kept = { $n ->
    [one] Une publication reste, comme d’un ancien membre.
   *[other] { $n } publications restent, comme d’un ancien membre.
}
rights-sealed = L’identité est scellée pour un gel.
rights-why-refused = Pourquoi, en cas de refus
rights-carry-out = Effacer
rights-refuse = Refuser
rights-mail-subject = { $company } : tout ce qui vous concerne est prêt
rights-mail = Bonjour { $name }, l’archive que vous avez demandée est prête. Elle est gardée 14 jours. Téléchargez-la ici :
field-rights-confirm = Ce n’est pas votre identifiant. Écrivez-le comme ci-dessus.
error-rights-decided-title = Déjà décidé
error-rights-decided = Cette demande a été exécutée, refusée ou retirée entre-temps.
