### Les textes du noyau : ce qui n’a pas marché, les nombres et les heures.

## Erreurs : un titre, et une phrase qui dit quoi faire

error-not-found-title = Rien à voir à cette adresse
error-not-found = Cette page n’existe pas, ou elle ne vous est pas ouverte. Vérifiez l’adresse ou lancez une recherche.
error-forbidden-title = Pas ouvert pour vous
error-forbidden = Vous pouvez voir ceci, mais pas faire cette action. Demandez à la personne responsable.
error-sign-in-needed-title = Connectez-vous d’abord
error-sign-in-needed = Ceci est réservé aux membres. Connectez-vous, puis vous reviendrez ici.
error-invalid-title = Des champs sont à corriger
error-invalid = Rien n’a été enregistré. Corrigez les champs signalés et envoyez de nouveau.
error-too-many-title = Trop de demandes
error-too-many = Vous avez dépassé la limite d’envois. Attendez une minute et envoyez de nouveau.
error-unavailable-title = Rien ne peut être enregistré pour l’instant
error-unavailable = Votre modification n’a pas été enregistrée et rien n’est perdu. La lecture fonctionne toujours. Réessayez dans quelques minutes.
error-internal-title = L’erreur vient de nous
error-internal = Le serveur n’a pas pu terminer et a noté pourquoi. Réessayez. Si cela se répète, indiquez l’heure à votre administrateur.
error-conflict-title = Modifié entre-temps
error-conflict = Quelqu’un a modifié ceci après que vous l’avez ouvert. Copiez votre texte, rechargez la page et reportez-le.
error-not-json-title = Ce n’est pas du JSON
error-not-json = Rien n’a été enregistré. Envoyez un objet JSON en UTF-8, ou un formulaire.
error-not-utf8-title = Ce n’est pas de l’UTF-8
error-not-utf8 = Rien n’a été enregistré. Envoyez le texte en UTF-8.
error-broken-body-title = La requête n’est pas arrivée entière
error-broken-body = Rien n’a été enregistré. Envoyez-la de nouveau.
error-too-large-title = Trop pour une seule requête
error-too-large = Rien n’a été enregistré. Envoyez un fichier plus petit ou un texte plus court.
error-unsupported-type-title = Ce type de contenu n’est pas compris
error-unsupported-type = Rien n’a été enregistré. Envoyez un formulaire ou du JSON, indiqué dans Content-Type.
error-mail-refused-title = Le message n’a pas été accepté
error-mail-refused = Le serveur de messagerie ne l’a pas pris. Vérifiez l’adresse.
error-mail-broken-title = Ce n’est pas un courriel
error-mail-broken = Il ne peut pas être lu comme tel. Rien n’en a été fait.

## Champs refusés

field-required = Remplissez ce champ.
field-too-long =
    { $most ->
        [one] Utilisez au plus { $most } caractère.
       *[other] Utilisez au plus { $most } caractères.
    }
field-too-short =
    { $least ->
        [one] Utilisez au moins { $least } caractère.
       *[other] Utilisez au moins { $least } caractères.
    }
field-wrong-type = La forme ne convient pas. Saisissez la valeur comme le champ le demande.
field-not-an-email = Ce n’est pas une adresse e-mail. Saisissez-en une comme nom@entreprise.example.
field-taken = Déjà pris. Choisissez autre chose.
field-not-found = Ceci n’existe pas, ou ne vous est pas ouvert. Choisissez autre chose.
field-image-broken = Cette image est illisible. Enregistrez-la de nouveau en PNG ou JPEG et choisissez-la encore.
field-image-too-large = Cette image a trop de pixels. Réduisez-la et choisissez-la de nouveau.
field-file-type-not-allowed = Ce type de fichier n’est pas accepté. Choisissez un fichier d’un autre type.
field-file-too-large = Ce fichier est trop volumineux. Choisissez-en un plus petit.
field-not-allowed = Vous ne pouvez pas définir ceci. Laissez la valeur d’avant.
field-not-a-number = Ce n’est pas un nombre. Saisissez seulement des chiffres.
field-not-a-date = Ce n’est pas une date. Saisissez l’année, le mois et le jour.
field-not-a-choice = Ce n’est pas un des choix. Choisissez dans la liste.

## Nombres et heures

time-now = Maintenant
time-minutes = { $n }{ "\u00A0" }min
time-hours = { $n }{ "\u00A0" }h
time-yesterday = Hier
number-percent = { $n }{ "\u00A0" }%
number-thousands = { $n }{ "\u00A0" }k
number-millions = { $n }{ "\u00A0" }M

error-already-exists-title = Existe déjà
error-already-exists = Quelqu’un a créé la même chose à l’instant. Rechargez la page pour la voir.
field-file-empty = Ce fichier est vide. Choisissez-en un autre.

conflict-title = Quelqu’un a enregistré une autre version entre-temps
conflict-fields = Voici en quoi votre saisie diffère de ce qui est enregistré maintenant. Votre saisie est toujours dans le formulaire ; enregistrer à nouveau remplace l’autre version.
error-edited-meanwhile-title = Quelqu’un a enregistré une autre version entre-temps
error-edited-meanwhile = Relisez-le, réunissez les deux versions et envoyez la révision qui vous a servi de départ.
