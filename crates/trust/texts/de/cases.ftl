cases-title = Ausfuhren für Fälle
cases-lede = Alles, was einer Anfrage entspricht, private Räume, Fassungen und gesperrte Löschungen eingeschlossen, mit Zusammenhang. Ein Administrator fragt an, ein anderer gibt frei; jeder Schritt steht im Prüfprotokoll.
cases-empty = Keine Ausfuhr wurde angefragt.
cases-asked-by = angefragt von { $name }
cases-decided-by = entschieden von { $name }
cases-release = Freigeben
cases-refuse = Ablehnen
cases-take-back = Zurücknehmen
cases-waits = Ein anderer Administrator muss sie freigeben.
cases-progress = Wird geschrieben: { $done } von höchstens { $total } Beiträgen.
cases-download = Herunterladen
cases-until = Aufbewahrt bis { $date }.
cases-posts = { $n ->
    [one] 1 Beitrag.
   *[other] { $n } Beiträge.
}
cases-ask = Ausfuhr anfragen
cases-ask-hint = Nennen Sie Personen, Räume oder Wörter. Was zusammen genannt ist, muss zusammen passen.
cases-name = Fall
cases-key = Öffentlicher Schlüssel
cases-key-hint = Verzeichnisse sind mit seiner privaten Hälfte signiert (Ed25519). Vergleichen Sie ihn mit dem, was „fourleaf case verify“ ausgibt.
cases-state-requested = Wartet auf Freigabe
cases-state-released = Wird geschrieben
cases-state-refused = Abgelehnt
cases-state-ready = Fertig
cases-state-expired = Abgelaufen
cases-state-failed = Gescheitert
error-cases-two-people-title = Zwei Personen sind nötig
error-cases-two-people = Wer eine Ausfuhr anfragt, kann sie nicht freigeben. Das muss ein anderer Administrator tun.
error-cases-decided-title = Schon entschieden
error-cases-decided = Diese Ausfuhr wurde inzwischen freigegeben oder abgelehnt. Fragen Sie eine neue an.
error-cases-not-released-title = Nicht freigegeben
error-cases-not-released = Ein anderer Administrator muss diese Ausfuhr zuerst freigeben.
