events-nav = Termine
events-kind = Termin
events-kind-chat-question = Frage im Live-Chat
events-chat-question-in = Frage in { $title }
events-kind-chat-answer = Antwort im Live-Chat
events-chat-answer-in = Antwort in { $title }
events-tab = Termine
events-plan = Termin planen
events-edit = Termin bearbeiten
events-feed = Abonnieren
events-earlier = Früher
events-later = Später
events-today = Heute
events-whose = Wessen Termine
events-all = Alle
events-mine = Meine
events-view = Ansicht
events-view-agenda = Liste
events-view-week = Woche
events-view-month = Monat
events-week = Woche
events-types = Arten von Terminen
events-type = Was ist es?
events-type-live-chat = Live-Chat
events-type-talk = Vortrag
events-type-meeting = Besprechung
events-type-social = Geselliges
events-off = Abgesagt
events-moved = Geändert
events-you-come = Sie kommen
events-you-wait = Sie warten auf einen Platz
events-empty-title = Hier ist nichts geplant
events-empty = Planen Sie etwas, oder sehen Sie sich eine andere Zeit an.
events-more = Spätere Termine
events-tentative = Noch nicht sicher
events-tentative-field = Es ist noch nicht sicher, dass es stattfindet
events-is-off = Das findet nicht statt.
events-times = Wann es stattfindet
events-change-one = Dieses Mal ändern
events-cancel-one = Dieses Mal absagen
events-cancel = Termin absagen
events-uncancel = Es findet doch statt
events-about = Über diesen Termin
events-do-you-come = Kommen Sie?
events-waits = Es ist voll. Sie bekommen den nächsten freien Platz.
events-full = Es ist voll. Wer jetzt zusagt, wartet auf einen Platz.
events-wait = Auf einen Platz warten
events-yes = Ja
events-maybe = Vielleicht
events-no = Nein
events-by-mail = Einladung und Änderungen per Mail schicken
events-withdraw = Antwort zurücknehmen
events-when = Wann
events-place = Ort
events-link = Link zur Teilnahme
events-link-hint = Wo man aus der Ferne teilnimmt. Er beginnt mit https://.
events-join = Teilnehmen
events-experts = Fachleute
events-experts-hint = Kürzel derer, die antworten, mit Kommas getrennt. Ein Live-Chat braucht jemanden.
events-hosts = Gastgeber
events-hosts-hint = Kürzel, mit Kommas getrennt. Leer: Sie.
events-who-comes = Wer kommt
events-to-calendar = In meinen Kalender
events-run = Betreuen
events-title = Titel
events-starts = Beginn
events-ends = Ende
events-zone = Zeitzone
events-zone-hint = Ein Name wie Europe/Berlin. Andere sehen die Zeit in ihrer.
events-zone-of = Geplant in der Zeit von { $zone }
events-body = Worum es geht
events-capacity = Plätze
events-capacity-hint = Leer: so viele wollen. Wer später kommt, wartet.
events-remind = Wer kommt, wird erinnert
events-remind-0 = Gar nicht
events-remind-15 = 15 Minuten vorher
events-remind-60 = Eine Stunde vorher
events-remind-180 = Drei Stunden vorher
events-remind-1440 = Einen Tag vorher
events-repeat = Wiederholung
events-repeat-no = Einmal
events-repeat-daily = Jeden Tag
events-repeat-workdays = Montag bis Freitag
events-repeat-weekly = Jede Woche
events-repeat-fortnightly = Alle zwei Wochen
events-repeat-monthly = Jeden Monat am gleichen Wochentag
events-repeat-yearly = Jedes Jahr
events-repeat-until = Letzter Tag
events-rules = Eine andere Regel (RFC 5545)
events-rules-hint = Eine je Zeile, etwa FREQ=MONTHLY;BYDAY=2TU. Sie gilt anstelle der Auswahl oben.
events-space = Wo
events-no-space = In keinem Raum: für das Unternehmen
events-space-hint = Wer dort lesen darf, sieht den Termin. Ein Live-Chat braucht einen Raum: Dort stehen danach seine Antworten.
events-save = Speichern
events-announce = Ankündigen
events-back = Zurück
events-one-hint = Was leer bleibt, ist wie in der Reihe.
events-feed-about = Eine geheime Adresse zeigt im Kalenderprogramm Ihrer Wahl, wozu Sie kommen.
events-feed-url = Adresse Ihres Kalenders
events-feed-once = Sie wird nur jetzt gezeigt. Wer sie hat, sieht, was Sie sehen: Behalten Sie sie für sich.
events-feed-made = Es gibt eine Adresse vom { $date }. Sie wird nicht noch einmal gezeigt.
events-feed-space = Mit ?space= und der Adresse eines Raums zeigt sie alles, was Sie dort sehen dürfen.
events-feed-make = Adresse anlegen
events-feed-again = Neue anlegen; die alte endet
events-feed-revoke = Zurücknehmen
events-letter-invitation = Einladung: { $title }
events-letter-changed = Geändert: { $title }
events-letter-cancelled = Abgesagt: { $title }
events-letter-why = Sie haben diese Mail mit Ihrer Antwort gewünscht. Ändern können Sie das hier:
events-told-named = Sie sind als Gastgeber oder Fachperson genannt
events-said-named = { $name } hat Sie für „{ $title }“ genannt
events-told-place = Sie haben nach dem Warten einen Platz
events-said-place = Sie haben einen Platz bei „{ $title }“
events-told-due = Ein Termin, zu dem Sie kommen, beginnt
events-said-due = „{ $title }“ beginnt bald
events-told-changed = Ein Termin, zu dem Sie kommen, hat sich geändert
events-said-changed = { $name } hat Zeit oder Ort von „{ $title }“ geändert
events-told-cancelled = Ein Termin, zu dem Sie kommen, ist abgesagt
events-said-cancelled = { $name } hat „{ $title }“ abgesagt
error-events-hosts-only-title = Für Gastgeber
error-events-hosts-only = Das dürfen, wer den Termin geplant hat, seine Gastgeber und wer den Raum betreut.
error-events-cancelled-title = Das ist abgesagt
error-events-cancelled = Der Termin ist abgesagt; man kann nicht mehr zusagen.
error-events-over-title = Das ist vorbei
error-events-over = Der Termin ist vorbei; man kann nicht mehr zusagen.
field-events-chat-space = Ein Live-Chat braucht einen Raum. Wählen Sie den, in dem seine Antworten stehen sollen.
field-events-chat-audience = Ein Live-Chat ist für alle, die seinen Raum lesen. Lassen Sie den Leserkreis wie im Raum.
field-events-experts = Ein Live-Chat braucht jemanden, der antwortet. Nennen Sie eine Fachperson.
field-events-zone = Diese Zeitzone gibt es nicht. Geben Sie einen Namen wie Europe/Berlin an.
field-events-ends = Das Ende liegt vor dem Beginn. Geben Sie eine spätere Zeit an.
field-events-too-long = Ein Termin dauert höchstens zwei Wochen. Planen Sie mehrere.
field-events-link = Das ist keine Adresse. Beginnen Sie mit https://.
field-events-capacity = Geben Sie eine Zahl von Plätzen an, oder lassen Sie es leer.
field-events-remind = Geben Sie Minuten von 0 bis 1440 an.
field-events-time = Das ist keine Zeit. Geben Sie eine wie 2026-11-26T10:00 an.
field-events-until = Geben Sie einen Tag an, der nicht vor dem Beginn liegt.
field-events-rules = Das ist keine Regel, nach der etwas stattfindet. Schreiben Sie etwa FREQ=WEEKLY;BYDAY=TU, höchstens vier.
field-events-person = Niemand hat dieses Kürzel. Prüfen Sie die Schreibweise.
field-events-people = Nennen Sie höchstens zwanzig Personen.
events-going =
    { $n ->
        [0] Noch kommt niemand
        [one] { $n } kommt
       *[other] { $n } kommen
    }
events-of-places =
    { $n ->
        [one] von { $n } Platz
       *[other] von { $n } Plätzen
    }
events-maybe-count =
    { $n ->
        [one] { $n } kommt vielleicht
       *[other] { $n } kommen vielleicht
    }
events-waiting-count =
    { $n ->
        [one] { $n } wartet auf einen Platz
       *[other] { $n } warten auf einen Platz
    }
events-chat-questions = Fragen
events-chat-live = Jetzt live
events-chat-is-over = Vorbei
events-chat-none = Noch hat niemand gefragt.
events-chat-ask = Ihre Frage
events-chat-ask-button = Fragen
events-chat-vote = Das möchte ich auch wissen
events-chat-now = Wird gerade beantwortet
events-chat-hidden = Verborgen
events-chat-handed = Für { $name }
events-chat-on-record = Festgehalten
events-chat-desk = Moderation
events-chat-desk-about = Nehmen Sie eine Frage nach der anderen auf, fassen Sie gleiche zusammen, geben Sie weiter, was andere wissen.
events-chat-take = Aufnehmen
events-chat-hide = Verbergen
events-chat-show = Zeigen
events-chat-first = Nach vorn
events-chat-last = Ans Ende
events-chat-hand = Geben an
events-chat-join = Zusammenfassen mit
events-chat-answer = Antworten
events-chat-begin = Beginnen
events-chat-end = Beenden
events-chat-record = Fragen festhalten
events-told-recorded = Ein Live-Chat, in dem Sie gefragt haben, ist festgehalten
events-said-recorded = Die Fragen aus „{ $title }“ sind festgehalten
error-events-experts-only-title = Für Fachleute
error-events-experts-only = Hier antworten Fachleute und Gastgeber.
error-events-chat-over-title = Dieser Chat ist vorbei
error-events-chat-over = Der Live-Chat ist vorbei. Fragen Sie in seinem Raum.
error-events-chat-narrow-title = Weniger Leser
error-events-chat-narrow = Der Termin hat weniger Leser als sein Raum; seine Fragen können dort nicht stehen.
field-events-chat-enough = Sie haben hier zwanzig Fragen gestellt. Stimmen Sie für die der anderen.
field-events-chat-expert = Das ist keine Fachperson des Termins. Wählen Sie aus der Liste.
field-events-chat-joined = Eine Frage lässt sich nicht mit sich oder einer zusammengefassten verbinden. Wählen Sie eine andere.
events-chat-joined-count =
    { $n ->
        [one] { $n } weitere Person fragte dasselbe
       *[other] { $n } weitere fragten dasselbe
    }
