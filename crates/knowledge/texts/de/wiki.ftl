nav-wiki = Wissen
wiki-tab = Wiki
wiki-kind = Seite
wiki-lede = Was das Unternehmen weiß, aufgeschrieben und aktuell gehalten.
wiki-none = Noch keine Seiten
wiki-none-hint = Öffnen Sie einen Bereich und schreiben Sie seine erste Seite.
wiki-empty = Dieser Bereich hat noch keine Seiten
wiki-empty-hint = Schreiben Sie auf, was immer wieder gefragt wird.
wiki-pages = Seiten
wiki-pages-of = Seiten in { $space }
wiki-trail = Wo diese Seite steht
wiki-edit = Bearbeiten
wiki-history = Verlauf
wiki-more = Weitere Aktionen für { $page }
wiki-who-wrote-what = Wer was schrieb
wiki-new = Neue Seite
wiki-new-below = Neue Seite unter dieser
wiki-below-page = Unter { $page }
wiki-move = Verschieben
wiki-move-up = Nach oben
wiki-move-down = Nach unten
wiki-move-page = { $page } verschieben
wiki-move-hint = Seiten darunter kommen mit. Alte Adressen führen zu den neuen. Niemand kann mehr lesen als zuvor.
wiki-move-below = Unter welche Seite
wiki-move-below-hint = Die Adresse der Seite in diesem Bereich. Leer stellt sie ganz nach oben.
wiki-position = Wo unter den anderen
wiki-position-last = Am Ende
wiki-position-first = Am Anfang
wiki-delete = Löschen
wiki-deleted = Seite gelöscht
wiki-deleted-page = { $page } ist gelöscht
wiki-deleted-hint = Seiten darunter sind um eine Ebene aufgerückt. Sie können die Seite zurückholen; die anderen gehen mit ihr zurück.
wiki-undo = Zurückholen
wiki-changed = Geändert
wiki-written = Geschrieben
wiki-is-template = Vorlage
wiki-below = Seiten unter dieser
wiki-watch = Beobachten
wiki-watching = Beobachtet
wiki-on-this-page = Auf dieser Seite
wiki-recent-changes = Letzte Änderungen
wiki-recent-pages = Zuletzt geändert
wiki-version = Version { $n }
wiki-versions = { $n ->
    [one] { $n } Version
   *[other] { $n } Versionen
}
wiki-used-by = Seiten, die hierher führen
wiki-edit-page = Seite bearbeiten
wiki-conflict = Jemand hat diese Seite gespeichert, während Sie schrieben
wiki-conflict-hint = Ihr Text steht unverändert unten. Übernehmen Sie aus dem anderen, was bleiben soll, und speichern Sie erneut. Beide stehen im Verlauf.
wiki-conflict-differs = Was den anderen Text von Ihrem unterscheidet
wiki-conflict-theirs = Der andere Text: { $title }
wiki-templates = Beginnen mit
wiki-title = Titel
wiki-text = Text
wiki-text-hint = Markdown. [[Titel]] führt zu einer Seite, ![[Titel#Abschnitt]] zeigt einen Abschnitt davon, $x^2$ ist eine Formel.
wiki-summary = Was Sie geändert haben, und warum
wiki-files = Dateien anhängen
wiki-internal = Nur für das Unternehmen
wiki-template-for = Eine Vorlage: neue Seiten können mit diesem Text beginnen
wiki-save = Seite speichern
wiki-preview = Vorschau
wiki-cancel = Abbrechen
wiki-hidden = Verborgen
wiki-hide = Text verbergen
wiki-show = Text zeigen
wiki-what-changed = Was sich änderte
wiki-restore = Wiederherstellen
wiki-restore-version = Version { $n } wiederherstellen
wiki-restored-revision = Version { $n } wiederhergestellt
wiki-older = Ältere Versionen
wiki-is-old = So war die Seite früher.
wiki-changes-in = Änderungen in Version { $n }
wiki-from = Von
wiki-to = bis
wiki-compare = Vergleichen
wiki-view = Wie verglichen wird
wiki-view-read = Wie gelesen
wiki-view-source = Quelltext
wiki-words = { $n ->
    [one] { $n } Wort
   *[other] { $n } Wörter
}
wiki-removed = Entfernt:
wiki-added = Hinzugefügt:
wiki-unchanged-lines = { $n ->
    [one] { $n } Zeile unverändert
   *[other] { $n } Zeilen unverändert
}
wiki-same = Beide Versionen sagen dasselbe.
wiki-about-change = Über diese Änderung
wiki-why = Warum es sich änderte
wiki-no-summary = Kein Grund angegeben.
wiki-all-versions = Alle Versionen
wiki-wanted = Gewünschte Seiten
wiki-wanted-hint = Seiten führen zu diesen, und noch hat sie niemand geschrieben.
wiki-broken = Gelöscht
wiki-named-in = { $n ->
    [one] Auf einer Seite:
   *[other] Auf { $n } Seiten, eine davon:
}
wiki-hidden-page = eine Seite, die Ihnen nicht offensteht
wiki-missing-section = (dieser Abschnitt ist nicht da)
error-wiki-readers = Hier können Sie lesen, aber keine Seiten ändern. Treten Sie dem Bereich bei, um zu schreiben.
error-wiki-readers-title = Hier schreiben nur Mitglieder
error-wiki-curators = Das tun jene, die diese Seiten pflegen: Kuratoren, Moderatoren und Eigentümer des Bereichs.
error-wiki-curators-title = Für Kuratoren
error-wiki-changed-meanwhile = Die Seite wurde geändert, seit Sie sie lasen. Beide Texte stehen in der Antwort; speichern Sie erneut auf dem neuen.
error-wiki-changed-meanwhile-title = Jemand war schneller
error-wiki-revision-needed = Sagen Sie, welchen Text Sie geändert haben: senden Sie If-Match mit dem Entity-Tag der Seite, oder ihre Revision.
error-wiki-revision-needed-title = Welche Revision?
field-wiki-title-signs = Ein Titel hat kein [, ] oder |. Lassen Sie sie weg.
field-wiki-wider-than-above = Eine Seite ist nicht für mehr Menschen als die Seite darüber. Wählen Sie dieselben oder weniger.
field-wiki-too-deep = Die Adresse wird hier zu lang. Wählen Sie eine Seite weiter oben.
field-wiki-below-itself = Eine Seite kann nicht unter sich selbst stehen. Wählen Sie eine andere.
field-wiki-other-space = Diese Seite ist in einem anderen Bereich. Wählen Sie eine aus diesem.
field-wiki-no-such-page = Unter dieser Adresse gibt es in diesem Bereich keine Seite. Prüfen Sie die Schreibweise.
wiki-care = Wer diese Seite pflegt
wiki-care-hint = Es gilt für diese Seite und alle darunter, die nichts anderes sagen.
wiki-curator = Kurator
wiki-name-curator = Kurator benennen
wiki-curator-hint = Der Name eines Mitglieds dieses Bereichs. Leer: der Kurator der Seite darüber.
wiki-review-days = Nach so vielen Tagen wieder ansehen
wiki-review-days-hint = Leer: wie die Seite darüber sagt.
wiki-asks-review = Änderungen anderer warten, bis ein Kurator sie annimmt
wiki-save-care = Speichern
wiki-suggest = Änderung vorschlagen
wiki-suggest-hint = Wer die Seite pflegt, sieht Ihren Text neben dem jetzigen und entscheidet.
wiki-suggest-send = Vorschlag senden
wiki-suggestion = Vorgeschlagene Änderung
wiki-suggestion-open = Wartet auf einen Kurator
wiki-suggestion-accepted = Angenommen
wiki-suggestion-refused = Abgelehnt
wiki-suggestion-differs = Was sich ändern würde
wiki-suggestions-wait = { $n ->
    [one] { $n } Vorschlag wartet
   *[other] { $n } Vorschläge warten
}
wiki-accept = Annehmen
wiki-refuse = Ablehnen
wiki-refuse-reason = Warum nicht? Wer es vorschlug, liest dies.
wiki-board = Tafel der Kuratoren
wiki-board-of = Tafel der Kuratoren von { $space }
wiki-board-nothing = Nichts zu tun
wiki-board-suggested = Vorgeschlagene Änderungen
wiki-board-suggested-hint = Nehmen Sie sie an oder lehnen Sie sie mit Grund ab.
wiki-board-doubted = Leser bezweifeln diese
wiki-board-doubted-hint = Berichtigen Sie die Seite, dann markieren Sie sie als geprüft.
wiki-board-late = Wieder anzusehen
wiki-board-late-hint = Ihr Tag ist vorbei.
wiki-board-unattended = Ohne Kurator
wiki-board-unattended-hint = Niemand ist genannt, oder der Kurator ist gegangen. Nennen Sie jemanden.
wiki-board-alone = Nichts führt dorthin
wiki-board-alone-hint = Ganz oben, ohne Seiten darunter, und keine Seite verweist auf sie.
wiki-reviewed = Geprüft { $date }
wiki-next-review = Nächste Prüfung { $date }
wiki-late = Prüfung ist überfällig
wiki-right-question = War diese Seite richtig und vollständig?
wiki-right-count = { $n ->
    [one] { $n } Leser sagt ja.
   *[other] { $n } Leser sagen ja.
}
wiki-doubt-count = { $n ->
    [one] { $n } Leser bezweifelt es.
   *[other] { $n } Leser bezweifeln es.
}
wiki-yes = Ja
wiki-no = Etwas stimmt nicht
wiki-what-is-wrong = Was stimmt nicht?
wiki-send = Senden
wiki-mark-reviewed = Als geprüft markieren
error-wiki-decided = Über diesen Vorschlag hat schon jemand entschieden. Öffnen Sie ihn, um zu sehen, wie.
error-wiki-decided-title = Schon entschieden
field-wiki-no-such-curator = Dieses Mitglied gibt es in diesem Bereich nicht. Schreiben Sie den Namen eines Mitglieds.
field-wiki-days = Schreiben Sie eine Zahl von Tagen von 1 bis 3650.
field-wiki-nothing-changed = Das steht schon auf der Seite. Ändern Sie etwas.
field-wiki-many-suggestions = Fünf Ihrer Vorschläge für diese Seite warten schon. Warten Sie, bis über einen entschieden ist.
error-wiki-waits = Änderungen dieser Seite warten auf einen Kurator.
error-wiki-waits-title = Änderungen dieser Seite warten auf einen Kurator.
wiki-together-kept = Alles, was Sie getippt haben, ist gesichert.
wiki-together-keeping = Wird gesichert …
wiki-together-away = Keine Verbindung. Was Sie tippen, bleibt in diesem Browser und wird später gesendet.
wiki-together-anew = Jemand hat den Entwurf verworfen. Ihr Text steht unten; kopieren Sie, was Sie brauchen, und laden Sie die Seite neu.
wiki-together-saved = Gespeichert von
wiki-together-here = Es schreiben auch:
wiki-together-rich = Formatiert
wiki-together-source = Markdown
error-wiki-begun-anew = Jemand hat den Entwurf verworfen, in dem Sie schrieben. Laden Sie die Seite neu; Ihr Text steht noch im Editor.
error-wiki-begun-anew-title = Der Entwurf wurde neu begonnen
wiki-told-suggested = Ein Vorschlag für eine Seite, um die ich mich kümmere
wiki-told-doubted = Ein Zweifel an einer Seite, um die ich mich kümmere
wiki-told-due = Eine Seite, um die ich mich kümmere, ist wieder zu prüfen
wiki-told-accepted = Mein Vorschlag wurde angenommen
wiki-told-refused = Mein Vorschlag wurde abgelehnt
wiki-said-suggested =
    { $n ->
        [0] { $name } schlägt eine Änderung von „{ $title }“ vor
        *[other] { $name } und { $n } mehr schlagen Änderungen von „{ $title }“ vor
    }
wiki-said-doubted =
    { $n ->
        [0] { $name } bezweifelt, dass „{ $title }“ noch stimmt
        *[other] { $name } und { $n } mehr bezweifeln, dass „{ $title }“ noch stimmt
    }
wiki-said-due = „{ $title }“ ist wieder zu prüfen
wiki-said-accepted = { $name } hat Ihren Vorschlag für „{ $title }“ angenommen
wiki-said-refused = { $name } hat Ihren Vorschlag für „{ $title }“ abgelehnt
wiki-tree-hint = Ziehen Sie eine Seite, um sie zu verschieben, oder nutzen Sie Alt, Umschalt und die Pfeiltasten.
