### Antworten per E-Mail: was jemand erfährt, dessen Antwort nicht veröffentlicht wurde.

replies-mail-subject = Ihre Antwort wurde bei { $company } nicht veröffentlicht
replies-mail-intro = Sie haben auf eine E-Mail von { $company } geantwortet. Ihre Antwort wurde nicht veröffentlicht.
replies-mail-there = Hier können Sie antworten:
replies-mail-text = Das haben Sie geschrieben:
replies-why-sender = Sie kam von { $address }. Das ist nicht die Adresse Ihres Kontos; nur E-Mails von dieser Adresse werden in Ihrem Namen veröffentlicht.
replies-why-expired = Die E-Mail, auf die Sie geantwortet haben, ist zu alt. Antworten kann man 90 Tage lang.
replies-why-gone = Worauf Sie geantwortet haben, gibt es nicht mehr, oder es ist Ihnen nicht mehr zugänglich.
replies-why-archived = Der Raum ist archiviert. Dort schreibt niemand mehr.
replies-why-stopped = Vorher ist noch etwas zu klären. Senden Sie es auf der Seite ab: Dort steht, worum es geht. Ihr Text steht unten.
replies-why-empty = Es wurde darin kein eigener Text gefunden. Schreiben Sie über die Zeile, mit der unsere E-Mail beginnt, und nicht zwischen die zitierten Zeilen.
replies-why-too-long = Sie ist zu lang für einen Kommentar. Kürzen Sie sie und senden Sie sie noch einmal.
replies-why-file = Eine ihrer Dateien kann nicht angenommen werden: Sie ist zu groß, leer oder beschädigt. Senden Sie die Antwort noch einmal ohne diese Datei.
replies-why-too-many = Sie haben innerhalb einer Stunde zu viele Antworten gesendet. Senden Sie sie später noch einmal.
