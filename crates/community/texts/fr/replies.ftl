### Réponses par courriel : ce qu’apprend celui dont la réponse n’a pas été publiée.

replies-mail-subject = Votre réponse n’a pas été publiée chez { $company }
replies-mail-intro = Vous avez répondu à un courriel de { $company }. Votre réponse n’a pas été publiée.
replies-mail-there = Vous pouvez répondre ici :
replies-mail-text = Voici ce que vous avez écrit :
replies-why-sender = Elle vient de { $address }, qui n’est pas l’adresse de votre compte. Seuls les courriels de cette adresse sont publiés en votre nom.
replies-why-expired = Le courriel auquel vous avez répondu est trop ancien. On peut répondre pendant 90 jours.
replies-why-gone = Ce à quoi vous avez répondu n’existe plus ou ne vous est plus ouvert.
replies-why-archived = L’espace est archivé. Plus personne n’y écrit.
replies-why-stopped = Quelque chose est à vérifier avant. Publiez-le sur la page : le motif y est indiqué, et votre texte se trouve ci-dessous.
replies-why-empty = Aucun texte de vous n’y a été trouvé. Écrivez au-dessus de la ligne par laquelle commence notre courriel, et non entre les lignes citées.
replies-why-too-long = Elle est trop longue pour un commentaire. Raccourcissez-la et renvoyez-la.
replies-why-file = L’un de ses fichiers ne peut pas être accepté : il est trop grand, vide ou abîmé. Renvoyez-la sans ce fichier.
replies-why-too-many = Vous avez envoyé trop de réponses en une heure. Renvoyez-la plus tard.
