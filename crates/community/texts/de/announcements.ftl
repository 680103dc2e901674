### Bekanntmachungen: an viele zugleich, mit Bestätigung, wo sie nötig ist.

announcements-kind = Bekanntmachung
announcements-confirm = Alle müssen sie bestätigen
announcements-confirm-hint = Bestätigt wird genau dieser Text; nach einer Änderung wird erneut gefragt.
announcements-remind-after = Wer nicht bestätigt hat, wird erinnert nach
announcements-remind-after-hint = Tagen; danach jedes Mal wieder nach ebenso vielen, höchstens fünfmal. Leer: nur wenn Sie auf die Schaltfläche drücken.
announcements-pinned = Oben auf der Startseite bis
announcements-pinned-hint = Leer: zwei Wochen, oder bis man sie schließt.
announcements-places = Nur für diese Orte
announcements-departments = Nur für diese Abteilungen
announcements-organisations = Nur für diese Organisationen
announcements-commas = Mehrere durch Kommas getrennt; leer für alle.
announcements-organisations-hint = Ihre Kurznamen, mehrere durch Kommas getrennt; leer für alle.
announcements-please-confirm = Bitte bestätigen Sie, dass Sie das gelesen und verstanden haben.
announcements-confirm-now = Ich habe es gelesen
announcements-confirmed-at = Bestätigt: { $date }
announcements-register = Bestätigungen
announcements-title = Bekanntmachungen
announcements-read-and-confirm = Lesen und bestätigen
announcements-dismiss = Schließen
announcements-all = Alle
announcements-confirmed = Bestätigt
announcements-not-confirmed = Noch nicht
announcements-remind = Fehlende erinnern
announcements-nobody = Hier ist niemand.
announcements-not-yet = Noch nicht bestätigt
announcements-pages = Seiten des Verzeichnisses
announcements-more = Weiter
announcements-csv-handle = Kürzel
announcements-csv-name = Name
announcements-csv-confirmed = Bestätigt
announcements-csv-revision = Fassung
announcements-revision = Text Nr. { $n }
announcements-confirmed-older = Hat Text Nr. { $n } bestätigt, nicht den jetzigen
announcements-seen =
    { $n ->
        [0] Noch von niemandem gesehen
        [one] Von { $n } Person gesehen
       *[other] Von { $n } Personen gesehen
    }
announcements-confirmed-by =
    { $n ->
        [0] noch von niemandem bestätigt
        [one] von { $n } Person bestätigt
       *[other] von { $n } Personen bestätigt
    }
announcements-missing =
    { $n ->
        [0] niemand fehlt
        [one] { $n } fehlt
       *[other] { $n } fehlen
    }
announcements-addressed =
    { $n ->
        [0] an niemanden gerichtet
        [one] an { $n } Person gerichtet
       *[other] an { $n } Personen gerichtet
    }
error-announcements-publishers-only-title = Bekanntmachen dürfen Sie hier nicht
error-announcements-publishers-only = Bekannt machen, wer für das Unternehmen veröffentlicht, und Besitzer in ihrem Raum. Schreiben Sie stattdessen eine Notiz.
error-announcements-owner-only-title = Nur für ihren Besitzer
error-announcements-owner-only = Wer bestätigt hat, sehen nur der Verfasser, die Besitzer des Raums und Administratoren.
error-announcements-to-confirm-title = Sie muss bestätigt werden
error-announcements-to-confirm = Diese Bekanntmachung bleibt, bis Sie sie bestätigt haben.
error-announcements-nothing-to-confirm-title = Nichts zu bestätigen
error-announcements-nothing-to-confirm = Diese Bekanntmachung verlangt keine Bestätigung.
error-announcements-changed-title = Der Text hat sich geändert
error-announcements-changed = Er wurde geändert, nachdem Sie ihn geöffnet hatten. Lesen Sie ihn noch einmal und bestätigen Sie dann.
error-announcements-reminded-title = Schon erinnert
error-announcements-reminded = Sie wurden vor weniger als einem Tag erinnert. Warten Sie bis morgen.
field-not-in-the-future = Wählen Sie einen Tag, der noch kommt.
field-announcements-days = Geben Sie eine Anzahl von Tagen von 1 bis 90 ein.
field-announcements-targets = Nennen Sie höchstens 200.
