nav-wiki = Connaissances
wiki-tab = Wiki
wiki-kind = Page
wiki-lede = Ce que l’entreprise sait, écrit et tenu à jour.
wiki-none = Pas encore de pages
wiki-none-hint = Ouvrez un espace et écrivez sa première page.
wiki-empty = Cet espace n’a pas encore de pages
wiki-empty-hint = Écrivez ce que l’on demande sans cesse.
wiki-pages = Pages
wiki-pages-of = Pages de { $space }
wiki-trail = Où se trouve cette page
wiki-edit = Modifier
wiki-history = Historique
wiki-more = Autres actions pour { $page }
wiki-who-wrote-what = Qui a écrit quoi
wiki-new = Nouvelle page
wiki-new-below = Nouvelle page sous celle-ci
wiki-below-page = Sous { $page }
wiki-move = Déplacer
wiki-move-up = Monter
wiki-move-down = Descendre
wiki-move-page = Déplacer { $page }
wiki-move-hint = Les pages en dessous suivent. Les anciennes adresses mènent aux nouvelles. Personne ne peut lire plus qu’avant.
wiki-move-below = Sous quelle page
wiki-move-below-hint = L’adresse de la page dans cet espace. Vide la place tout en haut.
wiki-position = Où parmi les autres
wiki-position-last = À la fin
wiki-position-first = Au début
wiki-delete = Supprimer
wiki-deleted = Page supprimée
wiki-deleted-page = { $page } est supprimée
wiki-deleted-hint = Les pages en dessous sont montées d’un niveau. Vous pouvez la reprendre ; elles redescendent avec elle.
wiki-undo = La reprendre
wiki-changed = Modifiée
wiki-written = Écrite
wiki-is-template = Modèle
wiki-below = Pages sous celle-ci
wiki-watch = Surveiller
wiki-watching = Surveillée
wiki-on-this-page = Sur cette page
wiki-recent-changes = Derniers changements
wiki-recent-pages = Modifiées récemment
wiki-version = Version { $n }
wiki-versions = { $n ->
    [one] { $n } version
   *[other] { $n } versions
}
wiki-used-by = Pages qui mènent ici
wiki-edit-page = Modifier la page
wiki-conflict = Quelqu’un a enregistré cette page pendant que vous écriviez
wiki-conflict-hint = Votre texte est en dessous, inchangé. Reprenez du leur ce que vous voulez garder, puis enregistrez de nouveau. Les deux restent dans l’historique.
wiki-conflict-differs = Ce qui diffère entre leur texte et le vôtre
wiki-conflict-theirs = Leur texte : { $title }
wiki-templates = Commencer par
wiki-title = Titre
wiki-text = Texte
wiki-text-hint = Markdown. [[Titre]] mène à une page, ![[Titre#Section]] en montre une section, $x^2$ est une formule.
wiki-summary = Ce que vous avez changé, et pourquoi
wiki-files = Joindre des fichiers
wiki-internal = Pour l’entreprise seule
wiki-template-for = Un modèle : de nouvelles pages peuvent commencer par ce texte
wiki-save = Enregistrer la page
wiki-preview = Aperçu
wiki-cancel = Annuler
wiki-hidden = Masquée
wiki-hide = Masquer le texte
wiki-show = Montrer le texte
wiki-what-changed = Ce qui a changé
wiki-restore = Rétablir
wiki-restore-version = Rétablir la version { $n }
wiki-restored-revision = Version { $n } rétablie
wiki-older = Versions plus anciennes
wiki-is-old = Voici comment la page était.
wiki-changes-in = Changements dans la version { $n }
wiki-from = De
wiki-to = à
wiki-compare = Comparer
wiki-view = Comment comparer
wiki-view-read = Comme on lit
wiki-view-source = Source
wiki-words = { $n ->
    [one] { $n } mot
   *[other] { $n } mots
}
wiki-removed = Retiré :
wiki-added = Ajouté :
wiki-unchanged-lines = { $n ->
    [one] { $n } ligne inchangée
   *[other] { $n } lignes inchangées
}
wiki-same = Les deux versions disent la même chose.
wiki-about-change = À propos de ce changement
wiki-why = Pourquoi ce changement
wiki-no-summary = Aucune raison donnée.
wiki-all-versions = Toutes les versions
wiki-wanted = Pages souhaitées
wiki-wanted-hint = Des pages y mènent, et personne ne les a encore écrites.
wiki-broken = Supprimée
wiki-named-in = { $n ->
    [one] Sur une page :
   *[other] Sur { $n } pages, dont :
}
wiki-hidden-page = une page qui ne vous est pas ouverte
wiki-missing-section = (cette section n’est pas là)
error-wiki-readers = Ici vous pouvez lire, pas modifier les pages. Rejoignez l’espace pour écrire.
error-wiki-readers-title = Seuls les membres écrivent ici
error-wiki-curators = C’est l’affaire de ceux qui soignent ces pages : curateurs, modérateurs et propriétaires de l’espace.
error-wiki-curators-title = Pour les curateurs
error-wiki-changed-meanwhile = La page a changé depuis que vous l’avez lue. Les deux textes sont dans la réponse ; enregistrez de nouveau par-dessus le nouveau.
error-wiki-changed-meanwhile-title = Quelqu’un a été plus rapide
error-wiki-revision-needed = Dites quel texte vous avez changé : envoyez If-Match avec l’étiquette de la page, ou sa révision.
error-wiki-revision-needed-title = Quelle révision ?
field-wiki-title-signs = Un titre n’a ni [, ni ], ni |. Retirez-les.
field-wiki-wider-than-above = Une page n’est pas pour plus de monde que celle au-dessus. Choisissez le même public ou moins.
field-wiki-too-deep = L’adresse devient trop longue ici. Choisissez une page plus haut.
field-wiki-below-itself = Une page ne peut être sous elle-même. Choisissez une autre page.
field-wiki-other-space = Cette page est dans un autre espace. Choisissez-en une de celui-ci.
field-wiki-no-such-page = Il n’y a pas de page à cette adresse dans cet espace. Vérifiez l’orthographe.
wiki-care = Qui soigne cette page
wiki-care-hint = Cela vaut pour cette page et toutes celles en dessous qui ne disent rien d’autre.
wiki-curator = Curateur
wiki-name-curator = Nommer un curateur
wiki-curator-hint = Le nom d’un membre de cet espace. Vide : le curateur de la page au-dessus.
wiki-review-days = À revoir après tant de jours
wiki-review-days-hint = Vide : comme le dit la page au-dessus.
wiki-asks-review = Les changements des autres attendent qu’un curateur les accepte
wiki-save-care = Enregistrer
wiki-suggest = Suggérer un changement
wiki-suggest-hint = Ceux qui soignent la page voient votre texte à côté de l’actuel, et décident.
wiki-suggest-send = Envoyer la suggestion
wiki-suggestion = Changement suggéré
wiki-suggestion-open = Attend un curateur
wiki-suggestion-accepted = Acceptée
wiki-suggestion-refused = Refusée
wiki-suggestion-differs = Ce qui changerait
wiki-suggestions-wait = { $n ->
    [one] { $n } suggestion attend
   *[other] { $n } suggestions attendent
}
wiki-accept = Accepter
wiki-refuse = Refuser
wiki-refuse-reason = Pourquoi pas ? La personne qui l’a suggéré le lira.
wiki-board = Tableau des curateurs
wiki-board-of = Tableau des curateurs de { $space }
wiki-board-nothing = Rien à faire
wiki-board-suggested = Changements suggérés
wiki-board-suggested-hint = Acceptez-les, ou refusez-les avec une raison.
wiki-board-doubted = Des lecteurs en doutent
wiki-board-doubted-hint = Corrigez la page, puis marquez-la comme revue.
wiki-board-late = À revoir
wiki-board-late-hint = Leur jour est passé.
wiki-board-unattended = Sans curateur
wiki-board-unattended-hint = Personne n’est nommé, ou le curateur est parti. Nommez quelqu’un.
wiki-board-alone = Rien n’y mène
wiki-board-alone-hint = Tout en haut, sans pages en dessous, et aucune page n’y mène.
wiki-reviewed = Revue le { $date }
wiki-next-review = Prochaine revue le { $date }
wiki-late = La revue est en retard
wiki-right-question = Cette page était-elle juste et complète ?
wiki-right-count = { $n ->
    [one] { $n } lecteur dit oui.
   *[other] { $n } lecteurs disent oui.
}
wiki-doubt-count = { $n ->
    [one] { $n } lecteur en doute.
   *[other] { $n } lecteurs en doutent.
}
wiki-yes = Oui
wiki-no = Quelque chose est faux
wiki-what-is-wrong = Qu’est-ce qui est faux ?
wiki-send = Envoyer
wiki-mark-reviewed = Marquer comme revue
error-wiki-decided = Quelqu’un a déjà décidé de cette suggestion. Ouvrez-la pour voir comment.
error-wiki-decided-title = Déjà décidé
field-wiki-no-such-curator = Il n’y a pas ce membre dans cet espace. Écrivez le nom d’un membre.
field-wiki-days = Écrivez un nombre de jours de 1 à 3650.
field-wiki-nothing-changed = C’est déjà ce que dit la page. Changez quelque chose.
field-wiki-many-suggestions = Cinq de vos suggestions pour cette page attendent déjà. Attendez qu’une soit décidée.
error-wiki-waits = Les changements de cette page attendent un curateur.
error-wiki-waits-title = Les changements de cette page attendent un curateur.
wiki-together-kept = Tout ce que vous avez tapé est conservé.
wiki-together-keeping = En cours de conservation …
wiki-together-away = Pas de connexion. Ce que vous tapez reste dans ce navigateur et sera envoyé plus tard.
wiki-together-anew = Quelqu’un a abandonné le brouillon. Votre texte est ci-dessous ; copiez ce qu’il vous faut et rechargez la page.
wiki-together-saved = Enregistré par
wiki-together-here = Écrivent aussi :
wiki-together-rich = Mis en forme
wiki-together-source = Markdown
error-wiki-begun-anew = Quelqu’un a abandonné le brouillon dans lequel vous écriviez. Rechargez la page ; votre texte est encore dans l’éditeur.
error-wiki-begun-anew-title = Le brouillon a été recommencé
wiki-told-suggested = Une suggestion pour une page dont je m’occupe
wiki-told-doubted = Un doute sur une page dont je m’occupe
wiki-told-due = Une page dont je m’occupe est à revoir
wiki-told-accepted = Ma suggestion a été acceptée
wiki-told-refused = Ma suggestion a été refusée
wiki-said-suggested =
    { $n ->
        [0] { $name } suggère un changement de « { $title } »
        *[other] { $name } et { $n } de plus suggèrent des changements de « { $title } »
    }
wiki-said-doubted =
    { $n ->
        [0] { $name } doute que « { $title } » soit encore juste
        *[other] { $name } et { $n } de plus doutent que « { $title } » soit encore juste
    }
wiki-said-due = « { $title } » est à revoir
wiki-said-accepted = { $name } a accepté votre suggestion pour « { $title } »
wiki-said-refused = { $name } a refusé votre suggestion pour « { $title } »
wiki-tree-hint = Faites glisser une page pour la déplacer, ou utilisez Alt, Maj et les flèches.
