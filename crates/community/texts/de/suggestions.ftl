suggestions-title = Vorschläge
suggestions-none-title = Noch fällt uns niemand ein
suggestions-none = Treten Sie Räumen bei und folgen Sie Personen; wer passt, wird hier vorgeschlagen.
suggestions-people = Vielleicht kennenlernen
suggestions-spaces = Vielleicht passende Räume
suggestions-follow = Folgen
suggestions-dismiss = { $name } nicht mehr vorschlagen
suggestions-manager = Ihre Führungskraft
suggestions-report = Gehört zu Ihrem Team
suggestions-team = Hat dieselbe Führungskraft wie Sie
suggestions-conversed = { $n ->
    [one] Sie trafen sich in einem Gespräch
   *[other] Sie trafen sich in { $n } Gesprächen
}
suggestions-followed = { $n ->
    [one] { $n } Person, der Sie folgen, folgt auch
   *[other] { $n } Personen, denen Sie folgen, folgen auch
}
suggestions-tags = { $n ->
    [one] Schrieb zuletzt mit einem Schlagwort, dem Sie folgen
   *[other] Schrieb zuletzt { $n }-mal mit Schlagwörtern, denen Sie folgen
}
suggestions-skills = { $n ->
    [one] { $n } gemeinsame Fähigkeit
   *[other] { $n } gemeinsame Fähigkeiten
}
suggestions-place = Arbeitet am selben Ort
suggestions-shared-spaces = { $n ->
    [one] { $n } gemeinsamer Raum
   *[other] { $n } gemeinsame Räume
}
suggestions-members = { $n ->
    [one] { $n } Person, der Sie folgen, ist dort
   *[other] { $n } Personen, denen Sie folgen, sind dort
}
