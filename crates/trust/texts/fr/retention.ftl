retention-title = Conservation
retention-lede = Combien de temps quoi est gardé. Ce qui est échu part pour de bon : texte, révisions, fichiers, index de recherche. Les gels priment sur tout.
retention-schedules = Échéanciers
retention-begun = Le passage a commencé. Il continue seul ; ses preuves apparaissent plus bas.
retention-preview-title = Ce qu’un passage supprimerait
retention-preview = Prévisualiser
retention-run = Lancer, définitivement
retention-by-authors = Supprimé par les auteurs
retention-kept-by = Gardé par le gel « { $name } » :
retention-kept-by-case = Gardé jusqu’à la décision d’un dossier à son sujet :
retention-more-than = Il y a plus que ce qui a été examiné.
retention-none = Aucun échéancier : seul ce que les auteurs ont supprimé part pour de bon.
retention-name = Nom
retention-what = Ce qu’il vise
retention-how-long = Gardé
retention-remove = Retirer
retention-add = Ajouter un échéancier
retention-add-hint = Le plus précis compte ; à égalité, le plus long. Les jours se comptent depuis la dernière modification ou le dernier commentaire.
retention-kind = Genre
retention-any = Tous
retention-audience = Public visé
retention-space = Espace (son adresse)
retention-country = Pays de l’auteur
retention-days-label = Jours
retention-deleted = Supprimé par les auteurs
retention-deleted-days = Part pour de bon après ce nombre de jours
retention-save = Enregistrer
retention-certificates = Preuves
retention-certificates-hint = Une ligne par lot. L’empreinte porte sur les numéros, les révisions et les empreintes des textes : elle prouve ce qui est parti sans rien en dire.
retention-no-certificates = Rien n’est encore parti pour de bon.
retention-when = Quand
retention-why = Pourquoi
retention-went = Ce qui est parti
retention-hash = Empreinte
retention-earlier = Plus ancien
retention-posts = { $n ->
    [one] 1 publication.
   *[other] { $n } publications.
}
retention-comments = { $n ->
    [one] 1 commentaire.
   *[other] { $n } commentaires.
}
retention-files = { $n ->
    [one] 1 fichier.
   *[other] { $n } fichiers.
}
retention-days = { $n ->
    [one] 1 jour
   *[other] { $n } jours
}
holds-title = Gels juridiques
holds-lede = Ce qui ne doit pas se perdre, qui que ce soit qui le veuille : auteurs, échéanciers, effacement d’un compte. L’auteur voit sa suppression faite ; le texte reste pour le gel.
holds-empty = Aucun gel n’est en vigueur.
holds-in-force = En vigueur
holds-ended = Levé
holds-people = Personnes
holds-people-hint = Identifiants séparés par des virgules. Vide : tout le monde.
holds-spaces = Espaces
holds-spaces-hint = Adresses séparées par des virgules. Vide : partout.
holds-words = Mots
holds-words-hint = Séparés par des virgules ; un seul suffit. Vide : quoi que ce soit.
holds-since = Du
holds-until = Au
holds-make = Créer un gel
holds-make-hint = Il garde ce qui répond à tout ce qu’il nomme, avec la conversation entière autour.
holds-release = Lever
holds-why-release = Pourquoi il prend fin
field-scope-nothing = Nommez au moins une personne, un espace ou un mot.
field-scope-period = La période finit avant de commencer. Choisissez un jour plus tardif.
field-retention-days = Écrivez un nombre de jours jusqu’à 36500.
error-holds-released-title = Déjà levé
error-holds-released = Ce gel a pris fin. Créez-en un nouveau s’il est encore nécessaire.
error-holds-too-many-title = Trop de gels
error-holds-too-many = 500 gels sont en vigueur, c’est le maximum. Levez-en un d’abord.
retention-items = Les voir une à une
retention-items-lede = Chaque conversation, avec l’échéance par laquelle elle part ou le blocage qui la garde. Rien de privé n’est montré.
retention-items-none = Rien n’est échu.
retention-item = Quoi
retention-item-by = De
retention-item-space = Espace
retention-item-last = Dernier mot
retention-item-case = jusqu’à la décision d’un cas
retention-more = Suite
