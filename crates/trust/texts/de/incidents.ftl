incidents-title = Vorfälle
incidents-lede = Was getan wird, wenn etwas ausbricht oder wenn man das übt: Rollen, Liste, Entscheidungen, Erklärungen, Rückblick.
incidents-empty = Es gibt keinen Vorfall, an dem Sie beteiligt sind.
incidents-exercise = Übung
incidents-closed = Geschlossen
incidents-open = Offen
incidents-earlier = Früher
incidents-open-one = Vorfall eröffnen
incidents-name = Worum es geht
incidents-plan = Plan
incidents-people = Wer gebraucht wird
incidents-people-hint = Kürzel, mit Kommas getrennt. Sie kommen in den Raum.
incidents-exercise-hint = Dies ist eine Übung: nichts verlässt den Raum
incidents-plans = Pläne
incidents-plan-called = Name des Plans
incidents-plan-called-hint = Ein vorhandener Name wird geändert, ein anderer kommt hinzu.
incidents-roles = Rollen
incidents-checklist = Prüfliste
incidents-informs = Wer wen unterrichtet
incidents-statements = Erklärungen
incidents-statements-hint = Je Erklärung eine Zeile mit Leserkreis, Sprache und Titel, dann der Text. Eine Zeile --- zwischen zweien.
incidents-save-plan = Plan speichern
incidents-origin = Wo es begann
incidents-room = Raum
incidents-exercise-note = Dies ist eine Übung. Erklärungen werden verzeichnet, nicht gesendet.
incidents-review = Rückblick
incidents-task = Aufgabe
incidents-done-by = erledigt von { $name }
incidents-reopen = Wieder öffnen
incidents-tick = Erledigt
incidents-enter = Verzeichnen
incidents-text = Text
incidents-decide = Als Entscheidung verzeichnen
incidents-note-it = Als Notiz verzeichnen
incidents-statement-title = Titel
incidents-statement-space = Raum (seine Adresse); leer: der ganze Leserkreis
incidents-would-send = Als gesendet verzeichnen
incidents-send = Als Ankündigung senden
incidents-close = Vorfall schließen
incidents-tasks = Aufgaben
incidents-tasks-hint = Eine je Zeile; @Kürzel nennt, wer sie tut.
incidents-timeline = Verlauf
incidents-read = Lesen
incidents-decision = Entscheidung
incidents-note = Notiz
incidents-statement = Erklärung
incidents-wrote = Schrieb im Raum
incidents-commented = Kommentierte im Raum
incidents-room-changed = Raum geändert
incidents-plan-name = Ausbruch
incidents-plan-inside-title = Wir gehen der Sache nach
incidents-plan-inside = Wir kennen die Sache und gehen ihr nach. Bitte schreiben Sie draußen nicht darüber; Fragen gehen an die Kommunikation. Mehr sagen wir Ihnen innerhalb von vier Stunden.
incidents-plan-outside-title = Unsere erste Erklärung
incidents-plan-outside = Wir kennen die Sache und nehmen sie ernst. Wir klären die Tatsachen und unterrichten Sie, sobald sie feststehen.
incidents-plan-roles =
    Leitung: entscheidet und hält die Zeiten
    Kommunikation: spricht innen und außen
    Recht: prüft jede Erklärung, legt die Sperre an
    Betriebsrat: kümmert sich um Betroffene
    Protokoll: führt den Verlauf
incidents-plan-checklist =
    Feststellen, was sicher ist, und es aufschreiben
    Löschsperre anlegen
    Betroffene unterrichten, bevor andere es hören
    Entscheiden, wer spricht
    Erste Erklärung nach innen senden
    Erste Erklärung nach außen senden, wenn es dort bekannt ist
    Nächstes Treffen vereinbaren
incidents-plan-informs =
    Leitung unterrichtet den Vorstand innerhalb einer Stunde
    Kommunikation unterrichtet die betroffenen Räume
    Betriebsrat unterrichtet Betroffene persönlich
incidents-left = { $n ->
    [one] Ein Schritt ist offen
   *[other] { $n } Schritte sind offen
}
error-incidents-closed-title = Schon geschlossen
error-incidents-closed = Dieser Vorfall ist geschlossen. Seine Aufgaben können noch erledigt werden.
incidents-told-named = Sie werden bei einem Vorfall gebraucht
incidents-said-named = { $name } braucht Sie bei „{ $title }“
field-incidents-statements = Beginnen Sie jeden Text mit PUBLIKUM SPRACHE TITEL: public, customers, partners oder internal; en, fr, de oder ar.
incidents-was-opened = Eröffnet
incidents-was-closed = Geschlossen
incidents-was-ticked = Ein Schritt ist getan
incidents-was-named = Jemand kam dazu
