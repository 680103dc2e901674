routing-title = Fragen für mich
routing-lede = Fragen, auf die Sie vielleicht die Antwort wissen, und warum Sie gefragt werden. Nie mehr in der Woche, als Sie gewählt haben.
routing-empty-title = Es wartet nichts auf Sie
routing-empty = Wenn jemand fragt, was Sie beantwortet, beschrieben oder als Kenntnis angegeben haben, erscheint es hier.
routing-by = { $name } hat an Sie gedacht.
routing-why = Warum Sie:
routing-answer = Antworten
routing-hand = Weitergeben
routing-person = Name der Person in ihrer Adresse, als @name
routing-hand-over = An sie weitergeben
routing-decline = Nichts für mich
routing-reason = Warum nicht? Nur wenn Sie es sagen möchten; es macht die Auswahl besser.
routing-decline-it = Nichts für mich
routing-weekly = Fragen in der Woche, höchstens
routing-weekly-hint = 0: keine. Was darüber ist, geht an jemand anderen.
routing-link = Für mich
routing-ask-person = Eine Person fragen
routing-ask = Fragen
routing-told = Eine Frage, auf die ich vielleicht die Antwort weiß
field-routing-weekly = Geben Sie eine Zahl von 0 bis 50 an.
field-routing-oneself = Nennen Sie jemand anderen als sich und den Fragenden.
field-routing-enough = Diese Person hat diese Woche so viele Fragen, wie sie möchte. Nennen Sie jemand anderen.
routing-queue = Wartend
routing-queue-lede = Fragen ohne Antwort, die am längsten wartenden zuerst.
routing-queue-empty = Jede Frage hat eine Antwort
routing-late = Wartet zu lange
routing-hours = Erste Antwort innerhalb von Stunden
routing-hours-hint = Leer: kein Ziel. Danach erfahren es die Eigentümer des Bereichs.
routing-told-late = Eine Frage in meinem Bereich wartet zu lange auf Antwort
field-routing-hours = Geben Sie 1 bis 720 Stunden an, oder nichts.
routing-said =
    { $n ->
        [0] { $name } fragt, was Sie vielleicht wissen: „{ $title }“
        *[other] { $name } und { $n } weitere denken bei „{ $title }“ an Sie
    }
routing-target-is =
    { $n ->
        [one] Erste Antwort gewünscht innerhalb { $n } Stunde
        *[other] Erste Antwort gewünscht innerhalb { $n } Stunden
    }
routing-said-late =
    { $n ->
        [0] „{ $title }“ wartet zu lange auf eine Antwort
        *[other] „{ $title }“ und weitere warten zu lange auf eine Antwort
    }
