### Die Texte des Kerns: was nicht gelang, Zahlen und Zeiten.

## Fehler: ein Titel und ein Satz, der sagt, was zu tun ist

error-not-found-title = Unter dieser Adresse ist nichts zu sehen
error-not-found = Diese Seite gibt es nicht, oder sie steht Ihnen nicht offen. Prüfen Sie die Adresse oder suchen Sie danach.
error-forbidden-title = Steht Ihnen nicht offen
error-forbidden = Sie dürfen das sehen, aber nicht so verwenden. Fragen Sie die Person, die dafür zuständig ist.
error-sign-in-needed-title = Bitte zuerst anmelden
error-sign-in-needed = Das steht nur Mitgliedern offen. Melden Sie sich an, dann kommen Sie hierher zurück.
error-invalid-title = Einige Felder müssen geändert werden
error-invalid = Nichts wurde gespeichert. Ändern Sie die markierten Felder und senden Sie noch einmal.
error-too-many-title = Zu viele Anfragen
error-too-many = Es kam mehr, als die Grenze erlaubt. Warten Sie eine Minute und senden Sie noch einmal.
error-unavailable-title = Im Moment kann nichts gespeichert werden
error-unavailable = Ihre Änderung wurde nicht gespeichert, verloren ist nichts. Lesen geht weiterhin. Versuchen Sie es in einigen Minuten erneut.
error-internal-title = Der Fehler liegt bei uns
error-internal = Der Server kam nicht zu Ende und hat den Grund notiert. Versuchen Sie es erneut. Geschieht es wieder, nennen Sie Ihrer Administration die Uhrzeit.
error-conflict-title = Inzwischen geändert
error-conflict = Jemand hat das geändert, nachdem Sie es geöffnet haben. Kopieren Sie Ihren Text, laden Sie die Seite neu und tragen Sie ihn wieder ein.
error-not-json-title = Das ist kein JSON
error-not-json = Es wurde nichts gespeichert. Senden Sie ein JSON-Objekt in UTF-8 oder ein Formular.
error-not-utf8-title = Das ist kein UTF-8
error-not-utf8 = Es wurde nichts gespeichert. Senden Sie den Text in UTF-8.
error-broken-body-title = Die Anfrage kam nicht vollständig an
error-broken-body = Es wurde nichts gespeichert. Senden Sie sie noch einmal.
error-too-large-title = Zu viel für eine Anfrage
error-too-large = Es wurde nichts gespeichert. Senden Sie eine kleinere Datei oder einen kürzeren Text.
error-unsupported-type-title = Diese Art von Inhalt wird nicht verstanden
error-unsupported-type = Es wurde nichts gespeichert. Senden Sie ein Formular oder JSON und nennen Sie es in Content-Type.
error-mail-refused-title = Die Mail wurde nicht angenommen
error-mail-refused = Der Mailserver hat sie nicht genommen. Prüfen Sie die Adresse.
error-mail-broken-title = Das ist keine E-Mail
error-mail-broken = Es lässt sich nicht als solche lesen. Es wurde nichts damit getan.

## Felder, die nicht angenommen wurden

field-required = Füllen Sie dieses Feld aus.
field-too-long = Verwenden Sie höchstens { $most } Zeichen.
field-too-short = Verwenden Sie mindestens { $least } Zeichen.
field-wrong-type = Die Form passt nicht. Geben Sie den Wert so ein, wie das Feld es verlangt.
field-not-an-email = Das ist keine E-Mail-Adresse. Geben Sie eine wie name@firma.example ein.
field-taken = Das ist schon vergeben. Wählen Sie etwas anderes.
field-not-found = Das gibt es nicht, oder es steht Ihnen nicht offen. Wählen Sie etwas anderes.
field-image-broken = Dieses Bild ist nicht lesbar. Speichern Sie es neu als PNG oder JPEG und wählen Sie es noch einmal.
field-image-too-large = Dieses Bild hat zu viele Pixel. Verkleinern Sie es und wählen Sie es noch einmal.
field-file-type-not-allowed = Dateien dieses Typs werden nicht angenommen. Wählen Sie eine Datei eines anderen Typs.
field-file-too-large = Diese Datei ist zu groß. Wählen Sie eine kleinere.
field-not-allowed = Das können Sie nicht festlegen. Lassen Sie es, wie es war.
field-not-a-number = Das ist keine Zahl. Geben Sie nur Ziffern ein.
field-not-a-date = Das ist kein Datum. Geben Sie Jahr, Monat und Tag ein.
field-not-a-choice = Das steht nicht zur Auswahl. Wählen Sie aus der Liste.

## Zahlen und Zeiten

time-now = Jetzt
time-minutes = { $n }{ "\u00A0" }Min.
time-hours = { $n }{ "\u00A0" }Std.
time-yesterday = Gestern
number-percent = { $n }{ "\u00A0" }%
number-thousands = { $n }{ "\u00A0" }Tsd.
number-millions = { $n }{ "\u00A0" }Mio.

error-already-exists-title = Schon vorhanden
error-already-exists = Jemand hat gerade dasselbe angelegt. Laden Sie die Seite neu, um es zu sehen.
field-file-empty = Diese Datei ist leer. Wählen Sie eine andere.

conflict-title = Inzwischen wurde eine andere Version gespeichert
conflict-fields = Unten steht, wie Ihre Eingaben von dem abweichen, was jetzt gespeichert ist. Was Sie eingegeben haben, steht noch im Formular; erneutes Speichern ersetzt die andere Version.
error-edited-meanwhile-title = Inzwischen wurde eine andere Version gespeichert
error-edited-meanwhile = Lesen Sie es noch einmal, führen Sie beide Versionen zusammen und senden Sie die Revision mit, von der Sie ausgingen.
