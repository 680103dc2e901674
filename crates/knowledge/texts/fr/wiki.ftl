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
