retention-title = Aufbewahrung
retention-lede = Wie lange was bleibt. Was fällig ist, geht für immer: Text, Fassungen, Dateien, Suchverzeichnis. Sperren gehen allem vor.
retention-schedules = Fristen
retention-begun = Der Lauf hat begonnen. Er geht von selbst weiter; seine Nachweise erscheinen unten.
retention-preview-title = Was ein Lauf wegnähme
retention-preview = Vorschau eines Laufs
retention-run = Jetzt ausführen, endgültig
retention-by-authors = Von Verfassern gelöscht
retention-kept-by = Von der Sperre „{ $name }“ behalten:
retention-kept-by-case = Behalten, bis ein Fall dazu entschieden ist:
retention-more-than = Es gibt mehr, als angesehen wurde.
retention-none = Keine Frist: nur was Verfasser löschten, geht für immer.
retention-name = Name
retention-what = Was sie nennt
retention-how-long = Aufbewahrt
retention-remove = Entfernen
retention-add = Frist anlegen
retention-add-hint = Die genaueste Frist gilt; unter gleichen die längste. Gezählt wird ab der letzten Änderung oder dem letzten Kommentar.
retention-kind = Art
retention-any = Alle
retention-audience = Leserkreis
retention-space = Raum (seine Adresse)
retention-country = Land des Verfassers
retention-days-label = Tage
retention-deleted = Von Verfassern gelöscht
retention-deleted-days = Geht nach so vielen Tagen für immer
retention-save = Speichern
retention-certificates = Nachweise
retention-certificates-hint = Eine Zeile je Teil. Der Hash geht über Nummern, Fassungen und Hashes der Texte: er beweist, was ging, und verrät nichts davon.
retention-no-certificates = Noch ist nichts für immer gegangen.
retention-when = Wann
retention-why = Warum
retention-went = Was ging
retention-hash = Hash
retention-earlier = Früher
retention-posts = { $n ->
    [one] 1 Beitrag.
   *[other] { $n } Beiträge.
}
retention-comments = { $n ->
    [one] 1 Kommentar.
   *[other] { $n } Kommentare.
}
retention-files = { $n ->
    [one] 1 Datei.
   *[other] { $n } Dateien.
}
retention-days = { $n ->
    [one] 1 Tag
   *[other] { $n } Tage
}
holds-title = Löschsperren
holds-lede = Was nicht verloren gehen darf, wer immer es weghaben will: Verfasser, Fristen, das Löschen eines Kontos. Wer löscht, sieht es gelöscht; der Text bleibt für die Sperre.
holds-empty = Keine Sperre ist in Kraft.
holds-in-force = In Kraft
holds-ended = Aufgehoben
holds-people = Personen
holds-people-hint = Kürzel, mit Kommas getrennt. Leer: alle.
holds-spaces = Räume
holds-spaces-hint = Adressen, mit Kommas getrennt. Leer: überall.
holds-words = Wörter
holds-words-hint = Mit Kommas getrennt; eines genügt. Leer: was immer gesagt wird.
holds-since = Von
holds-until = Bis
holds-make = Sperre anlegen
holds-make-hint = Sie behält, was allem entspricht, das sie nennt, mit dem ganzen Gespräch darum.
holds-release = Aufheben
holds-why-release = Warum sie endet
field-scope-nothing = Nennen Sie mindestens eine Person, einen Raum oder ein Wort.
field-scope-period = Der Zeitraum endet, bevor er beginnt. Wählen Sie einen späteren Tag.
field-retention-days = Schreiben Sie eine Zahl von Tagen bis 36500.
error-holds-released-title = Schon aufgehoben
error-holds-released = Diese Sperre ist beendet. Legen Sie eine neue an, wenn sie wieder nötig ist.
error-holds-too-many-title = Zu viele Sperren
error-holds-too-many = Es gelten 500 Sperren, mehr gehen nicht. Heben Sie zuerst eine auf.
retention-items = Jede einzelne ansehen
retention-items-lede = Jede Unterhaltung mit der Frist, nach der sie geht, oder der Sperre, die sie behält. Privates wird nicht vorgelesen.
retention-items-none = Nichts ist fällig.
retention-item = Was
retention-item-by = Von
retention-item-space = Raum
retention-item-last = Zuletzt gesagt
retention-item-case = bis ein Fall entschieden ist
retention-more = Weitere
