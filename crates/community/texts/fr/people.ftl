### Personnes : annuaire, profils, abonnements.

people-title = Personnes
people-lede = Trouvez quelqu’un par son nom, une compétence, un lieu ou une langue.
people-search-label = Nom, compétence ou fonction
people-search = Rechercher
people-filters = Filtres
people-facet-organisation = Organisation
people-facet-place = Lieu
people-facet-skill = Compétence
people-facet-language = Parle
people-apply = Appliquer
people-clear = Tout effacer
people-count =
    { $n ->
        [one] { $n } personne
       *[other] { $n } personnes
    }
people-many = Plus de personnes que la page n’en compte. Saisissez un nom ou choisissez un filtre.
people-empty-title = Personne de trouvé
people-empty = Essayez avec moins de lettres ou moins de filtres.
people-pages = Autres personnes
people-more = Plus de personnes
people-follow = Suivre
people-followed = Suivi
people-local-time = { $time } heure locale
people-joined = Arrivée : { $date }
people-followers =
    { $n ->
        [one] { $n } abonné
       *[other] { $n } abonnés
    }
people-following =
    { $n ->
        [one] Suit { $n } personne
       *[other] Suit { $n } personnes
    }
people-follows-you = Vous suit
people-left = N’est plus ici. Ce qui a été écrit reste.
people-edit = Modifier le profil
people-more-actions = Plus d’actions pour { $name }
people-mute = Masquer
people-unmute = Ne plus masquer
people-block = Bloquer
people-unblock = Débloquer
people-tabs = Profil
people-overview = Aperçu
people-chart = Organigramme
people-field-name = Nom
people-field-headline = Titre
people-field-about = À propos
people-field-pronouns = Pronoms
people-field-department = Service
people-field-place = Lieu
people-field-country = Pays
people-field-languages = Langues
people-field-interests = Centres d’intérêt
people-field-phone = Téléphone
people-field-email = E-mail
people-field-contact = Contact
people-field-manager = Responsable et équipe
people-field-joined = Date d’arrivée
people-field-skills = Compétences
people-field-experience = Expérience
people-skills = Compétences et recommandations
people-since = depuis { $since }
people-posts = Dernières publications
people-aside = Contact et organisation
people-works = Place dans l’organisation
people-endorsed-by = Recommandé par
people-endorsed-by-number =
    { $n ->
        [one] Recommandé par { $n } personne
       *[other] Recommandé par { $n } personnes
    }
people-endorsed-others =
    { $n ->
        [one] et { $n } autre
       *[other] et { $n } autres
    }
people-endorsed = Recommandé
people-endorse = Recommander
people-followers-of = Personnes qui suivent { $name }
people-followed-by = Personnes que { $name } suit
people-none-title = Personne pour l’instant
people-none-follow = Les personnes abonnées apparaîtront ici.
people-follows-none = Les personnes suivies apparaîtront ici.
people-chart-of = La place de { $name } dans l’organisation
people-siblings =
    { $n ->
        [one] et { $n } collègue
       *[other] et { $n } collègues
    }
people-reports =
    { $n ->
        [one] { $n } personne dans l’équipe
       *[other] { $n } personnes dans l’équipe
    }
people-chart-alone = Ni responsable ni équipe ne sont connus.
people-muted-title = Personnes masquées et bloquées
people-muted-lede = Les publications des personnes masquées n’arrivent pas dans votre fil. Les personnes bloquées ne peuvent pas non plus vous suivre ni vous mentionner.
people-muted-spaces = Espaces que vous avez masqués
people-muted-none-title = Personne n’est masqué
people-muted-none = Vous masquez quelqu’un depuis le menu de son profil.
people-is-muted = Masqué
people-is-blocked = Bloqué
people-settings = Paramètres
people-from-directory = Vient de l’annuaire. C’est là que cela se modifie.
people-commas = Séparez par des virgules.
people-markdown = Markdown fonctionne ici.
people-photo = Photo
people-photo-choose = PNG, JPEG, WebP ou GIF. Le centre est gardé, en carré.
people-photo-set = Choisir la photo
people-photo-remove = Retirer la photo
people-you = Vous
people-work = Travail
people-manager-handle = Identifiant de votre responsable
people-reach = Comment vous joindre
people-contact-name = Nom du moyen
people-contact-address = Adresse ou numéro
people-rows = Les lignes vides sont ignorées. Après l’enregistrement, il y en a de nouvelles.
people-experience-title = Votre fonction
people-experience-where = Où
people-experience-since = Depuis (2019 ou 2019-04)
people-experience-until = Jusqu’à (vide : toujours)
people-who-sees = Qui voit quoi
people-who-sees-hint = Le nom, le titre et la photo sont visibles de toute personne qui voit quelque chose de vous.
people-visible-me = Moi seulement
people-visible-organisation = Mon organisation
people-visible-shared = Et ceux avec qui je partage un espace
people-visible-public = Tout le monde, aussi à l’extérieur
people-save = Enregistrer le profil
people-cancel = Annuler
error-people-not-oneself-title = C’est vous
error-people-not-oneself = Vous ne pouvez pas vous suivre, vous masquer ou vous bloquer. Choisissez quelqu’un d’autre.
error-people-blocked-title = Suivi impossible
error-people-blocked = L’un de vous a bloqué l’autre. Si c’est vous, débloquez d’abord.
error-people-own-skill-title = Votre propre compétence
error-people-own-skill = Ce sont les autres qui recommandent vos compétences. Vous pouvez recommander les leurs.
field-people-own-manager = Vous ne pouvez pas être votre propre responsable. Choisissez quelqu’un d’autre ou laissez vide.
field-people-too-many = Gardez-en au plus { $most }.
field-people-experience-title = Indiquez une fonction sur chaque ligne ou videz la ligne.
field-people-month = Saisissez une année comme 2019 ou un mois comme 2019-04.
field-people-contact-both = Donnez à chaque moyen un nom et une adresse, ou videz la ligne.
people-search-hint = Priya, enrayage, Graz…
people-connected = Ce qui vous relie
people-connected-spaces =
    { $n ->
        [one] Vous avez { $n } espace en commun
       *[other] Vous avez { $n } espaces en commun
    }
people-connected-follow = Vous suivez tous deux
people-line-above = Votre responsable
people-line-below = Dans votre équipe directe
people-line-beside = Vous avez le même responsable
people-space-shared = Vous y êtes aussi :
# A language by its code; what is no code is shown as it is.
people-language =
    { $code ->
        [ar] arabe
        [bg] bulgare
        [bm] bambara
        [bn] bengali
        [ca] catalan
        [cs] tchèque
        [da] danois
        [de] allemand
        [el] grec
        [en] anglais
        [es] espagnol
        [et] estonien
        [fa] persan
        [fi] finnois
        [fr] français
        [ga] irlandais
        [he] hébreu
        [hi] hindi
        [hr] croate
        [hu] hongrois
        [id] indonésien
        [ig] igbo
        [it] italien
        [ja] japonais
        [ko] coréen
        [lt] lituanien
        [lv] letton
        [mr] marathi
        [nb] norvégien
        [nl] néerlandais
        [pl] polonais
        [pt] portugais
        [ro] roumain
        [ru] russe
        [sk] slovaque
        [sl] slovène
        [sr] serbe
        [st] sotho
        [sv] suédois
        [sw] swahili
        [ta] tamoul
        [te] télougou
        [th] thaï
        [tr] turc
        [tw] twi
        [uk] ukrainien
        [ur] ourdou
        [vi] vietnamien
        [yo] yoruba
        [zh] chinois
       *[other] { $code }
    }
people-level-everything = Tout
people-level-highlights = L’essentiel
people-level-nothing = Rien
error-people-not-followed = Vous ne suivez pas cette personne.
error-people-not-followed-title = Pas suivi
people-suggestions = Des personnes à connaître
people-knows-find = Trouver qui s’y connaît
people-knows-title = Qui s’y connaît ?
people-knows-lede = Dites ce que vous voulez savoir. Qui y a répondu, l’a décrit ou l’indique comme compétence est montré avec ce qui le prouve.
people-knows-label = Ce que vous voulez savoir
people-knows-hint = Un problème ou un sujet : portes gelées, sablage
people-knows-nobody = Personne trouvé
people-knows-ask = Personne n’a encore répondu à rien de semblable, pour autant que vous puissiez le voir. Posez la question : la prochaine fois, on la trouvera.
