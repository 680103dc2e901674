### Entrer, son propre compte et l’administration des membres.

## Se connecter

identity-sign-in = Se connecter
identity-sign-in-title = Se connecter à { $company }
identity-sign-in-lede = Un seul lieu pour demander, savoir et décider.
identity-or = ou
identity-login = Identifiant ou e-mail
identity-password = Mot de passe
identity-forgot = Oublié ?
identity-keep = Rester connecté sur cet appareil
identity-invited-hint = Vous êtes invité ? Ouvrez le lien de votre invitation.
identity-back-to-sign-in = Retour à la connexion
identity-passkey-use = Utiliser une clé d’accès
identity-passkey-failed = La clé d’accès n’a pas fonctionné. Réessayez ou utilisez votre mot de passe.
identity-passkey-cancelled = Rien n’a été choisi. Réessayez quand vous voulez.
identity-passkey-exists = Cet appareil a déjà une clé d’accès pour votre compte.

## Un nouveau mot de passe

identity-forgot-title = Choisir un nouveau mot de passe
identity-forgot-lede = Nous envoyons un lien à l’adresse e-mail de votre compte. Il est valable une heure.
identity-forgot-send = Envoyer le lien
identity-forgot-sent = Si ce compte existe, le lien est en route. Regardez vos e-mails, y compris les indésirables.
identity-reset-title = Choisir un nouveau mot de passe
identity-reset-lede = Pour { $name } (@{ $handle }). Tout ce qui est connecté maintenant sera déconnecté.
identity-new-password = Nouveau mot de passe
identity-current-password = Mot de passe actuel
identity-password-hint = Au moins 10 caractères. Quelques mots sans rapport entre eux sont faciles à retenir et difficiles à deviner.
identity-password-ends = Tous les autres appareils seront déconnectés.
identity-password-changed = Votre mot de passe a été changé.
identity-change-password = Changer le mot de passe
identity-save = Enregistrer
identity-saved = Enregistré.

## La première fois

identity-set-up-title = Installer votre réseau
identity-set-up-lede = Nommez votre entreprise. Tout peut être changé plus tard.
identity-company = Entreprise
identity-language = Langue
identity-first-administrator = Première administration
identity-name = Nom
identity-name-optional = Nom (si vous le connaissez)
identity-handle = Identifiant
identity-handle-hint = Votre adresse ici et la façon de vous mentionner, par exemple ines ou ines.halvorsen. Minuscules, chiffres, points et traits d’union.
identity-email = E-mail
identity-begin-with = Commencer avec
identity-begin-empty = un réseau vide
identity-begin-empty-hint = Prêt pour vos propres membres et espaces.
identity-begin-sample = une entreprise d’exemple
identity-begin-sample-hint = Environ 300 personnes inventées et une année de publications, pour découvrir.
identity-set-up-go = Installer
identity-set-up-steps = Étapes de l’installation
identity-set-up-on = Continuer
identity-set-up-back = Retour
identity-begin-title = Par quoi voulez-vous commencer ?
identity-begin-lede = Une entreprise d’exemple montre à quoi ressemble le réseau quand il sert.
identity-founder-title = Le premier compte d’administration
identity-founder-lede = Ce compte peut tout faire et peut aussi donner ce droit à d’autres.
identity-check = Contrôle du système
identity-check-database = Base de données
identity-check-database-ok = { $detail }, toutes les migrations sont faites
identity-check-files = Dépôt de fichiers
identity-check-files-ok = Reçoit les fichiers et les rend
identity-check-files-bad = Ne reçoit aucun fichier. La raison est dans le journal du serveur.
identity-check-address = Adresse
identity-check-address-ok = { $detail }
identity-check-address-bad = { $detail } n’est pas chiffrée. Cela suffit pour un essai sur une seule machine : ailleurs, il faut une adresse en https, à régler dans server.url.
identity-check-mail = Courrier
identity-check-mail-ok = Part par { $detail }
identity-check-mail-bad = Pas encore réglé : les lettres attendent dans un dossier. Réglez mail.smtp pour que les invitations arrivent.
identity-set-up-accounts = Ce que nous faisons des comptes
identity-set-up-accounts-hint = Nous gardons le nom, l’adresse et ce que chacun écrit de soi. Rien ne sort de ce serveur. Quand quelqu’un part, ses publications restent.
identity-set-up-file = Plutôt un fichier ?
identity-set-up-file-hint = Les adresses, le courrier et qui peut s’inscrire se règlent dans fourleaf.toml. La commande « fourleaf config » montre ce qui vaut.
identity-filling-title = L’entreprise d’exemple s’installe
identity-filling-lede = Ses membres arrivent et écrivent pendant un an. Vous pouvez attendre ici ; cela prend quelques secondes.
identity-filling-percent = { $percent } pour cent sont là.
identity-filling-failed-title = L’entreprise d’exemple est incomplète
identity-filling-failed = Elle n’a pas pu être écrite jusqu’au bout ; le journal du serveur dit pourquoi. Vous pouvez continuer avec ce qui est là, ou recommencer avec une base de données vide.
identity-filling-go = Continuer
identity-join-title = Rejoindre
identity-join-welcome = Bienvenue chez { $company }
identity-join-lede = Vous êtes invité en tant que { $email }, { $organisation }. Choisissez comment on doit vous connaître.
identity-join-go = Rejoindre
identity-sign-up-link = Créer un compte.
identity-sign-up-title = Créer un compte
identity-sign-up-lede = Ouvert aux personnes ayant une de ces adresses e-mail :
identity-sign-up-send = M’envoyer un lien
identity-sign-up-sent = Regardez vos e-mails : le lien ouvre votre compte.

## Réglages

identity-settings = Réglages
identity-account = Compte
identity-account-hint = Langue, apparence, fuseau horaire, e-mail
identity-security = Sécurité
identity-security-hint = Mot de passe, clés d’accès, appareils, jetons
identity-profile = Profil
identity-profile-hint = Ce que les autres voient de vous
identity-as-the-browser = Comme le navigateur
identity-theme = Apparence
identity-theme-device = Comme l’appareil
identity-theme-light = Claire
identity-theme-dark = Sombre
identity-zone = Fuseau horaire
identity-zone-hint = Laissez vide pour suivre l’appareil.
identity-email-hint = Les e-mails y arrivent, aussi le lien pour un nouveau mot de passe. Une nouvelle adresse doit être confirmée depuis là.
identity-email-waits = Nous avons envoyé un lien à { $email }. Votre adresse change dès qu’il est suivi ; il fonctionne pendant un jour.
identity-email-cancel = Garder l’ancienne adresse
identity-confirm-title = Confirmer votre adresse e-mail
identity-confirm-lede = { $email } devient l’adresse du compte @{ $handle }.
identity-confirm-go = Confirmer

## Sécurité

identity-passkeys = Clés d’accès
identity-passkeys-hint = Connectez-vous avec votre empreinte, votre visage ou le code de l’appareil. Personne ne peut les deviner ni nous les voler.
identity-passkey-name = Nom de l’appareil
identity-passkey-add = Ajouter une clé d’accès
identity-added = Ajoutée
identity-remove = Retirer
identity-sessions = Où vous êtes connecté
identity-this-device = Cet appareil
identity-last-used = Dernière utilisation
identity-never-used = Jamais utilisé
identity-end-session = Déconnecter
identity-end-others = Déconnecter partout ailleurs
identity-tokens = Jetons d’accès
identity-tokens-hint = Pour les programmes qui agissent pour vous.
identity-api = Ce que les programmes peuvent faire
identity-token = Jeton d’accès
identity-token-name = À quoi sert-il ?
identity-token-write = Peut aussi écrire
identity-token-create = Créer le jeton
identity-token-once = Voici votre nouveau jeton. Copiez-le maintenant : il ne sera plus montré.
identity-scope-read = lit
identity-scope-write = lit et écrit
identity-revoke = Révoquer
identity-copy = Copier
identity-copied = Copié
identity-copy-failed = La copie a échoué. Sélectionnez-le et copiez-le vous-même.

## Administration

identity-administration = Administration
identity-members = Membres
identity-members-hint = Inviter, donner des rôles, fermer des comptes
identity-members-count =
    { $n ->
        [one] { $n } membre
       *[other] { $n } membres
    }
identity-organisations = Organisations
identity-organisations-hint = Partenaires et clients
identity-find = Nom, identifiant ou e-mail
identity-state = État
identity-state-any = Tous
identity-state-active = actif
identity-state-invited = invité
identity-state-deactivated = désactivé
identity-show = Afficher
identity-more = Plus
identity-none-found = Personne. Essayez une partie plus courte du nom.
identity-last-seen = ici
identity-role = Rôle
identity-role-of = Rôle de { $name }
identity-role-member = Membre
identity-role-publisher = Rédaction
identity-role-moderator = Modération
identity-role-administrator = Administration
identity-deactivate = Désactiver
identity-reactivate = Réactiver
identity-invite = Inviter quelqu’un
identity-invite-send = Envoyer l’invitation
identity-mail-language = Langue de l’e-mail
identity-organisation = Organisation
identity-waiting = Invitations en attente
identity-until = jusqu’au
identity-withdraw = Retirer
identity-organisation-add = Ajouter une organisation
identity-kind = Qu’est-elle pour vous ?
identity-kind-own = Propre
identity-kind-partner = Partenaire
identity-kind-partner-hint = Lit ce qui est public et les espaces qui la nomment.
identity-kind-customer = Client
identity-kind-customer-hint = Lit ce qui est public et ce qui est destiné aux clients.
identity-domain = Domaine de ses adresses e-mail

## E-mails

identity-mail-reset-subject = Choisir un nouveau mot de passe pour { $company }
identity-mail-reset =
    Bonjour { $name },

    quelqu’un, sans doute vous, a demandé un nouveau mot de passe chez { $company }. Le lien ci-dessous fonctionne une fois, pendant une heure. Si ce n’était pas vous, ne faites rien : votre mot de passe reste le même.
identity-mail-invitation-subject = { $inviter } vous invite chez { $company }
identity-mail-invitation =
    Bonjour,

    { $inviter } vous invite dans le réseau de { $company }. Le lien ci-dessous ouvre votre compte. Il fonctionne une fois, pendant deux semaines, et pour vous seul.
identity-mail-sign-up-subject = Votre compte chez { $company }
identity-mail-sign-up =
    Bonjour,

    vous avez demandé un compte chez { $company }. Le lien ci-dessous l’ouvre. Il fonctionne une fois, pendant deux semaines. Si ce n’était pas vous, ne faites rien.
identity-mail-known-subject = Vous avez un compte chez { $company }
identity-mail-known =
    Bonjour { $name },

    quelqu’un, sans doute vous, a demandé un compte chez { $company } avec cette adresse e-mail. Vous en avez déjà un : connectez-vous, ou choisissez un nouveau mot de passe si vous avez oublié le vôtre.
identity-mail-device-subject = Nouvelle connexion à { $company }
identity-mail-device =
    Bonjour { $name },

    un appareil que nous ne connaissions pas s’est connecté à votre compte : { $device }, { $address }, { $when }. Si c’était vous, tout va bien. Sinon, changez votre mot de passe et terminez cette session ici :
identity-mail-password-subject = Votre mot de passe chez { $company } a été changé
identity-mail-password =
    Bonjour { $name },

    le mot de passe de votre compte chez { $company } a été changé : { $when }. Si ce n’était pas vous, choisissez-en un nouveau ici et prévenez votre administration :
identity-mail-asked-subject = Une autre adresse e-mail est demandée pour votre compte chez { $company }
identity-mail-asked =
    Bonjour { $name },

    quelqu’un, sans doute vous, a demandé une autre adresse e-mail pour votre compte chez { $company }. Elle change lorsqu’elle est confirmée depuis là. Si ce n’était pas vous, changez votre mot de passe maintenant : cela l’empêche.
identity-mail-confirm-subject = Confirmez votre adresse e-mail chez { $company }
identity-mail-confirm =
    Bonjour { $name },

    vous avez demandé à recevoir les e-mails de { $company } à cette adresse. Le lien ci-dessous la confirme. Il fonctionne une fois, pendant un jour. Si ce n’était pas vous, ne faites rien.
identity-mail-email-subject = Votre adresse e-mail chez { $company } a été changée
identity-mail-email =
    Bonjour { $name },

    votre compte chez { $company } a maintenant une autre adresse e-mail, et les e-mails n’arrivent plus ici. Si ce n’était pas vous, prévenez votre administration. Votre compte se trouve ici :

## Ce qui n’a pas marché

error-not-set-up-title = Pas encore installé
error-not-set-up = Ouvrez le lien que le serveur a affiché au démarrage. Il mène à la page d’installation.
error-identity-last-administrator-title = Quelqu’un doit administrer
error-identity-last-administrator = C’est la dernière personne de l’administration. Donnez d’abord le rôle à quelqu’un d’autre.
error-identity-too-many-tokens-title = Trop de jetons
error-identity-too-many-tokens = Révoquez un jeton dont vous n’avez plus besoin, puis créez le nouveau.
error-identity-too-many-passkeys-title = Trop de clés d’accès
error-identity-too-many-passkeys = Retirez une clé d’accès dont vous n’avez plus besoin, puis ajoutez la nouvelle.
error-identity-passkey-known-title = Clé d’accès déjà connue
error-identity-passkey-known = Cette clé d’accès appartient déjà à un compte. Utilisez un autre appareil ou une autre clé.
error-identity-passkey-refused-title = Clé d’accès refusée
error-identity-passkey-refused = La clé d’accès n’a pas été acceptée, ou cela a pris plus de cinq minutes. Réessayez ou utilisez votre mot de passe.
error-identity-no-passkeys-title = Pas de clés d’accès ici
error-identity-no-passkeys = Les clés d’accès demandent un serveur qui a un nom. Utilisez votre mot de passe ou prévenez votre administration.
error-identity-in-person-title = Seulement en personne
error-identity-in-person = Un jeton ne peut pas faire cela. Connectez-vous avec un navigateur.
field-password-common = C’est facile à deviner. Choisissez-en un auquel personne d’autre ne penserait.
field-password-wrong = Ce n’est pas votre mot de passe actuel. Saisissez-le à nouveau.
field-sign-in-refused = Le compte et le mot de passe ne vont pas ensemble. Vérifiez les deux et réessayez.
field-sign-in-paused =
    { $n ->
        [one] Trop de mots de passe faux. Attendez { $n } minute, puis réessayez.
       *[other] Trop de mots de passe faux. Attendez { $n } minutes, puis réessayez.
    }
field-mail-paused = Nous avons déjà envoyé plusieurs e-mails. Attendez quelques minutes, puis réessayez.
field-handle-form = Utilisez des minuscules, des chiffres et, entre eux, des points, traits d’union ou soulignés.
field-domain-not-allowed = Les comptes ne sont ouverts qu’à d’autres adresses e-mail. Demandez une invitation.
identity-notifications = Notifications
identity-notifications-hint = Ce qui vous parvient, et comment
identity-privacy = Vie privée
identity-privacy-hint = Ce qui est calculé sur vous, tout ce qui est gardé sur vous, et l’effacement
identity-standing = Où j’en suis
identity-standing-hint = Ce qui a été décidé sur ce que vous avez écrit ou signalé
identity-presence = Présence
identity-presence-hint = Qui voit si vous êtes là
identity-state-suspended = Suspendu
field-identity-masked = Cela ne peut figurer dans un nom ici. Choisissez autre chose.
