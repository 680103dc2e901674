questions-nav = Fragen
questions-kind = Frage
questions-kind-answer = Antwort
questions-answer-to = Antwort auf { $title }
questions-title = Fragen
questions-about = Was gefragt wurde und wer es wusste.
questions-ask = Frage stellen
questions-ask-about = Sagen Sie, was Sie wissen möchten und was Sie versucht haben. Was schon gefragt wurde, erscheint beim Tippen.
questions-everywhere = Überall
questions-which = Welche Fragen
questions-order = Reihenfolge
questions-state-all = Alle
questions-state-open = Offen
questions-state-unanswered = Ohne Antwort
questions-state-answered = Beantwortet
questions-state-mine = Meine
questions-sort-newest = Neueste
questions-sort-votes = Stimmen
questions-sort-activity = Aktivität
questions-empty-title = Hier ist keine Frage
questions-empty = Fragen Sie, was Sie wissen möchten. Wer es weiß, antwortet gern einmal.
questions-votes = Stimmen
questions-open = Offen
questions-answered = Beantwortet
questions-closed = Geschlossen
questions-more = Weitere Fragen
questions-more-answers = Weitere Antworten
questions-similar = Schon gefragt oder geschrieben
questions-may-know = Wer es wissen könnte
questions-check-title = Ist es eine von diesen?
questions-check = Sehen Sie nach, ob Ihre Frage schon beantwortet ist. Wenn nicht, stellen Sie sie.
questions-field-title = Ihre Frage in einem Satz
questions-field-title-hint = Beginnen Sie mit was, warum oder wie.
questions-field-body = Was man wissen muss, um zu antworten
questions-field-body-hint = Was Sie sahen, versuchten, erwarteten. Markdown ist möglich.
questions-field-tags = Schlagwörter
questions-field-tags-hint = Bis zu 8, durch Kommas getrennt.
questions-field-space = Wo
questions-field-space-hint = In Klammern: wer sie lesen wird.
questions-no-space = In keinem Bereich (intern)
questions-post = Frage stellen
questions-ask-anyway = Keine davon: Frage stellen
questions-cancel = Abbrechen
questions-save = Speichern
questions-crumbs = Wo dies ist
questions-question = Frage
questions-asked = Gefragt am { $date }
questions-last-activity = Letzte Aktivität
questions-me-too = Diese Frage habe ich auch
questions-same-here = ich auch
questions-useful = Diese Antwort ist nützlich
questions-not-useful = Diese Antwort ist nicht nützlich
questions-why-not = Warum hilft sie nicht?
questions-reason-wrong = Sie ist falsch
questions-reason-outdated = Sie ist veraltet
questions-reason-unclear = Sie ist unverständlich
questions-reason-unsafe = Sie ist gefährlich
questions-closing-duplicate = Geschlossen: schon einmal gefragt.
questions-closing-off-topic = Geschlossen: gehört nicht hierher.
questions-closing-outdated = Geschlossen: nicht mehr aktuell.
questions-closing-solved = Geschlossen: anderswo gelöst.
questions-close = Schließen
questions-close-off-topic = Sie gehört nicht hierher
questions-close-outdated = Sie ist nicht mehr aktuell
questions-close-solved = Sie wurde anderswo gelöst
questions-close-why = Warum wird sie geschlossen?
questions-reopen = Wieder öffnen
questions-accept = Annehmen
questions-unaccept = Nicht mehr annehmen
questions-accepted = Angenommen
questions-accepted-by = Angenommen von { $name } am { $date }
questions-accepted-answer-by = Angenommene Antwort von { $name }
questions-answer-by = Antwort von { $name }
questions-wiki = Offen für alle: wer antworten darf, darf sie verbessern
questions-open-to-all = Von allen bearbeiten lassen
questions-did-it-help = Hat das Ihre Frage beantwortet?
questions-reuse = Das hat meine Frage beantwortet
questions-most-useful = Nützlichste
questions-your-answer = Ihre Antwort
questions-answer-hint = Sagen Sie, was Sie selbst gesehen haben. Eine kurze, geprüfte Antwort ist besser als eine lange Vermutung.
questions-post-answer = Antwort senden
questions-edit-answer = Antwort bearbeiten
questions-meanwhile = Jemand hat diese Antwort inzwischen geändert. Dessen Text steht oben, Ihrer unten. Führen Sie beide zusammen und speichern Sie erneut.
questions-beside = Zu dieser Frage
questions-told-answer = Eine Antwort auf meine Frage oder eine, der ich folge
questions-told-accepted = Meine Antwort wurde angenommen
error-questions-asker-only-title = Darüber entscheiden andere
error-questions-asker-only = Darüber entscheidet, wer gefragt hat oder den Bereich betreut.
error-questions-own-vote-title = Das ist von Ihnen
error-questions-own-vote = Über Eigenes kann man nicht abstimmen.
error-questions-own-reuse-title = Das ist Ihre Antwort
error-questions-own-reuse = Das ist Ihre eigene Antwort. Ob sie half, sagen andere.
error-questions-closed-title = Diese Frage ist geschlossen
error-questions-closed = Diese Frage ist geschlossen. Wer sie gestellt hat oder den Bereich betreut, kann sie wieder öffnen.
field-vote-reason = Sagen Sie, warum: wrong, outdated, unclear oder unsafe.
field-vote-value = Geben Sie 1 für oder -1 gegen an.
field-closing-reason = Sagen Sie, warum: duplicate, off-topic, outdated oder solved.
field-too-many-tags = Geben Sie höchstens { $most } Schlagwörter an.
questions-merged-here = In diese Frage überführt:
questions-part = Zusammenführung zurücknehmen
questions-kept-in = Im Wiki festgehalten:
questions-duplicate = Als schon gefragt melden
questions-duplicate-of = Adresse der Frage, die schon gestellt wurde
questions-close-duplicate = Schließen und die andere nennen
questions-merge = Mit der anderen zusammenführen
error-questions-curators-only-title = Für Kuratoren
error-questions-curators-only = Wer den Bereich betreut, führt seine Fragen zusammen.
field-merge-itself = Das ist dieselbe Frage. Nennen Sie eine andere.
field-merge-merged = Eine der beiden ist schon zusammengeführt. Nennen Sie die Frage, in die sie überführt wurde.
field-merge-wider = Die andere Frage hat Leser, die diese nicht lesen dürfen. Nennen Sie eine im selben Bereich oder eine mit nicht mehr Lesern.
questions-tags-proposed = Tags von Ähnlichem:
questions-answers =
    { $n ->
        [0] Noch keine Antworten
        [one] { $n } Antwort
        *[other] { $n } Antworten
    }
questions-reused =
    { $n ->
        [one] Hat { $n } weiteren Person genügt
        *[other] Hat { $n } weiteren genügt
    }
questions-folded =
    { $n ->
        [one] { $n } Antwort mit negativer Wertung
        *[other] { $n } Antworten mit negativer Wertung
    }
questions-said-answer =
    { $n ->
        [0] { $name } hat „{ $title }“ beantwortet
        [one] { $name } und { $n } weitere Person haben „{ $title }“ beantwortet
        *[other] { $name } und { $n } weitere haben „{ $title }“ beantwortet
    }
questions-said-accepted =
    { $n ->
        [0] { $name } hat Ihre Antwort auf „{ $title }“ angenommen
        *[other] { $name } und { $n } mehr haben Ihre Antwort auf „{ $title }“ angenommen
    }
questions-by = Unter wessen Namen?
questions-by-me = Unter meinem
questions-by-nobody = Ohne Namen
questions-by-company = Unter dem des Unternehmens
questions-by-nobody-hint = Nur in Räumen, die das erlauben. Wer liest, erfährt nicht, wer fragt; die Moderation kann es nachsehen, und das wird festgehalten. Was Sie darunter schreiben, steht unter Ihrem Namen.
field-questions-named-here = In diesem Raum wird unter Namen gefragt. Wählen Sie einen anderen Raum oder Ihren Namen.
field-questions-publishers-only = Nur wer für das Unternehmen veröffentlicht, fragt in seinem Namen.
questions-naming = Hier darf ohne Namen gefragt werden
questions-naming-hint = Wer liest, erfährt nicht, wer fragt. Die Moderation kann es nachsehen, und das wird festgehalten.
questions-who-asked = Wer hat das gefragt?
questions-asker-gone = Wer das gefragt hat, ist nicht mehr bekannt.
questions-asker-recorded = Dass Sie nachgesehen haben, steht im Prüfprotokoll.
questions-anonymous-mine = Das haben Sie gefragt; andere sehen Ihren Namen nicht
questions-anonymous-hint = die Moderation kann sehen, wer
questions-company-mine = Das haben Sie im Namen des Unternehmens gefragt
