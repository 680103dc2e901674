rights-privacy = Privatsphäre
rights-lede = Was über Sie berechnet wird und woraus, alles, was über Sie aufbewahrt wird, und wie man gelöscht wird.
rights-computed = Was über Sie berechnet wird
rights-change = Ändern
rights-analyses = Alle Auswertungen
rights-analyses-lede = Was diese Seite über Menschen berechnet, für alle zu lesen, zuerst für Betriebsräte.
rights-no-reports = Es gibt keine Berichte über einzelne Personen, für niemanden.
rights-smallest = { $n ->
    [one] Keine Zahl wird über eine einzelne Person gezeigt.
   *[other] Keine Zahl wird über weniger als { $n } Personen gezeigt.
}
rights-feed = Die Reihenfolge von „Für Sie“
rights-feed-from = Aus dem, wem und was Sie folgen, und worauf andere reagierten. Nur Sie sehen sie.
rights-experts = Wer was weiß
rights-experts-from = Aus Ihren Antworten, Seiten und Fähigkeiten, die andere lesen dürfen. Es bietet Ihnen Fragen an; andere sehen die Belege, die sie ohnehin lesen dürfen.
rights-suggestions = Vorschläge von Personen und Räumen
rights-suggestions-from = Aus Räumen, Abonnements, Vorgesetzten und Fähigkeiten, die Sie mit anderen teilen. Nur Sie sehen sie.
rights-search = Die Reihenfolge Ihrer Suchergebnisse
rights-search-from = Aus dem, was Sie unter Ergebnissen öffneten, den letzten paar Hundert. Nur Sie sehen sie.
rights-presence = Wer hier ist
rights-presence-from = Aus offenen Seiten, für die, die Sie wählen.
rights-digest = Ihre Zusammenfassung
rights-digest-from = Aus dem, dem Sie folgen und das Sie nicht gelesen haben. Nur Sie bekommen sie.
rights-export = Alles über Sie
rights-export-hint = Ein Archiv mit Konto, Profil, allem, was Sie schrieben, mit Fassungen, Dateien, Reaktionen, Sitzungen und dem, was über Sie verzeichnet wurde. Eine E-Mail sagt, wenn es fertig ist.
rights-ask-export = Anfordern
rights-download = Herunterladen
rights-erasure = Gelöscht werden
rights-erasure-hint = Ihr Konto endet, und wer Sie sind, wird vergessen. Was Sie schrieben, bleibt als von einem ehemaligen Mitglied, damit Gespräche lesbar bleiben. Eine Löschsperre kann manches länger behalten; Sie erfahren es. Antwort innerhalb von 30 Tagen.
rights-reason = Warum, wenn Sie es sagen möchten
rights-confirm = Schreiben Sie zur Bestätigung Ihr Kürzel { $handle }
rights-ask-erasure = Löschung beantragen
rights-withdraw = Antrag zurücknehmen
rights-asked = Was Sie beantragt haben
rights-due = zu beantworten bis { $date }
rights-state-waiting = Wartet
rights-state-ready = Fertig
rights-state-done = Erledigt
rights-state-refused = Abgelehnt
rights-state-withdrawn = Zurückgenommen
rights-state-expired = Abgelaufen
rights-requests = Löschanträge
rights-requests-lede = Jeder ist innerhalb von 30 Tagen zu beantworten. Ausgeführt lässt er sich nicht rückgängig machen.
rights-none = Niemand hat beantragt, gelöscht zu werden.
rights-held = Gesperrt durch: { $holds }. Wer diese Person war, bleibt versiegelt, bis die Sperre aufgehoben ist.
rights-kept = { $n ->
    [one] Ein Beitrag bleibt, als von einem ehemaligen Mitglied.
   *[other] { $n } Beiträge bleiben, als von einem ehemaligen Mitglied.
}
rights-sealed = Wer es war, liegt versiegelt für eine Sperre.
rights-why-refused = Warum, falls abgelehnt
rights-carry-out = Löschen
rights-refuse = Ablehnen
rights-mail-subject = { $company }: alles über Sie ist fertig
rights-mail = Guten Tag { $name }, das angeforderte Archiv ist fertig. Es wird 14 Tage aufbewahrt. Hier können Sie es herunterladen:
field-rights-confirm = Das ist nicht Ihr Kürzel. Schreiben Sie es wie oben.
error-rights-decided-title = Schon entschieden
error-rights-decided = Dieser Antrag wurde inzwischen ausgeführt, abgelehnt oder zurückgenommen.
