shell-skip = Aller au contenu
shell-main = Principal
shell-home = accueil
shell-home-tab = Accueil
shell-quick = Accès rapide
shell-more = Plus
shell-pins = Espaces épinglés
shell-search = Rechercher
shell-search-label = Rechercher des publications, des personnes et des espaces
shell-search-hint = Rechercher ou aller à…
shell-palette = Palette de commandes
shell-palette-open = Ctrl K, ouvrir la palette de commandes
shell-create = Créer
shell-account = Compte et paramètres de { $name }
shell-account-menu = Compte
shell-profile = Votre profil
shell-saved = Enregistrés
shell-drafts = Brouillons
shell-settings = Paramètres
shell-bell =
    { $n ->
        [0] Notifications
        [one] Notifications, { $n } nouvelle
       *[other] Notifications, { $n } nouvelles
    }
shell-sign-in = Se connecter
shell-sign-out = Se déconnecter
shell-close = Fermer
nav-home = Accueil
nav-people = Personnes
nav-spaces = Espaces
nav-articles = Articles
palette-label = Rechercher ou saisir une commande
palette-close = Esc, fermer la palette de commandes
palette-results = Résultats
palette-posts = Publications
palette-actions = Actions
palette-none = Rien trouvé. Entrée lance la recherche partout.
palette-count =
    .one = { "{count}" } résultat
    .two = { "{count}" } résultats
    .few = { "{count}" } résultats
    .many = { "{count}" } résultats
    .other = { "{count}" } résultats
toast-dismiss = OK
toast-dismiss-label = Fermer le message
toast-failed = Cela n’a pas marché. Réessayez.
toast-offline = Pas de connexion. Rien n’a été modifié ; réessayez quand elle sera rétablie.
shortcuts-title = Raccourcis clavier
shortcuts-palette = Rechercher ou aller n’importe où
shortcuts-write = Écrire
shortcuts-walk = Publication suivante et précédente
shortcuts-send = Envoyer votre texte
shortcuts-help = Cet aperçu
error-home = Aller à la page d’accueil
entrance-side = À quoi sert ce lieu
entrance-leaves = Direction, gouvernance, culture, technologie : un logiciel social fonctionne quand les quatre grandissent ensemble.
entrance-promise = Géré par votre propre entreprise, sur sa propre machine.
