suggestions-title = Suggestions
suggestions-none-title = Personne ne vient encore à l’esprit
suggestions-none = Rejoignez des espaces et suivez des personnes : celles qui vous conviennent seront proposées ici.
suggestions-people = Des personnes à connaître
suggestions-spaces = Des espaces à découvrir
suggestions-follow = Suivre
suggestions-dismiss = Ne plus proposer { $name }
suggestions-manager = Votre responsable
suggestions-report = Membre de votre équipe
suggestions-team = A le même responsable que vous
suggestions-conversed = { $n ->
    [one] Vous vous êtes croisés dans une conversation
   *[other] Vous vous êtes croisés dans { $n } conversations
}
suggestions-followed = { $n ->
    [one] Suivi par { $n } personne que vous suivez
   *[other] Suivi par { $n } personnes que vous suivez
}
suggestions-tags = { $n ->
    [one] A écrit récemment avec une étiquette que vous suivez
   *[other] A écrit { $n } fois récemment avec des étiquettes que vous suivez
}
suggestions-skills = { $n ->
    [one] { $n } compétence en commun
   *[other] { $n } compétences en commun
}
suggestions-place = Travaille au même endroit
suggestions-shared-spaces = { $n ->
    [one] { $n } espace en commun
   *[other] { $n } espaces en commun
}
suggestions-members = { $n ->
    [one] { $n } personne que vous suivez y est
   *[other] { $n } personnes que vous suivez y sont
}
