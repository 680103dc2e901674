audit-title = Prüfprotokoll
audit-lede = Was Administratoren und Moderatoren taten, und wer Privates las. Zeilen kommen nur hinzu; jede ist mit der vorigen verkettet. Es lässt sich nicht abschalten.
audit-verb = Handlung
audit-person = Wer (Kürzel)
audit-since = Von
audit-until = Bis
audit-show = Zeigen
audit-verify = Kette prüfen
audit-csv = Als CSV
audit-json = Als JSON-Zeilen
audit-empty = Dazu ist nichts verzeichnet.
audit-number = Nr.
audit-when = Wann
audit-who = Wer
audit-what = Woran
audit-details = Einzelheiten
audit-program = das Programm
audit-more = Früher
audit-whole = Die Kette ist vollständig.
audit-rows = { $n ->
    [one] Eine Zeile wurde geprüft.
   *[other] { $n } Zeilen wurden geprüft.
}
audit-found-at = Gefunden bei Zeile { $seq }.
audit-fault-changed = Eine Zeile wurde geändert oder verschoben.
audit-fault-gap = Es fehlen Zeilen.
audit-fault-cut = Am Ende fehlen Zeilen.
audit-fault-signature = Das Ende ist nicht von dieser Installation signiert.
audit-fault-beyond = Hinter dem signierten Ende stehen Zeilen.
audit-fault-expected = Die Zeile hat nicht den notierten Hash.
