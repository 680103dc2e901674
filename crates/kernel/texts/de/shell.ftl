shell-skip = Zum Inhalt springen
shell-main = Hauptnavigation
shell-home = Startseite
shell-home-tab = Start
shell-quick = Schnellzugriff
shell-more = Mehr
shell-pins = Angeheftete Räume
shell-search = Suchen
shell-search-label = Beiträge, Personen und Räume suchen
shell-search-hint = Suchen oder springen zu …
shell-palette = Befehlspalette
shell-palette-open = Ctrl K, Befehlspalette öffnen
shell-create = Erstellen
shell-account = Konto und Einstellungen von { $name }
shell-account-menu = Konto
shell-profile = Ihr Profil
shell-saved = Gemerkt
shell-drafts = Entwürfe
shell-settings = Einstellungen
shell-bell =
    { $n ->
        [0] Mitteilungen
        [one] Mitteilungen, { $n } neue
       *[other] Mitteilungen, { $n } neue
    }
shell-sign-in = Anmelden
shell-sign-out = Abmelden
shell-close = Schließen
nav-home = Start
nav-people = Personen
nav-spaces = Räume
nav-articles = Artikel
palette-label = Suchen oder Befehl eingeben
palette-close = Esc, Befehlspalette schließen
palette-results = Ergebnisse
palette-posts = Beiträge
palette-actions = Aktionen
palette-none = Nichts gefunden. Die Eingabetaste durchsucht alles.
palette-count =
    .one = { "{count}" } Ergebnis
    .two = { "{count}" } Ergebnisse
    .few = { "{count}" } Ergebnisse
    .many = { "{count}" } Ergebnisse
    .other = { "{count}" } Ergebnisse
toast-dismiss = OK
toast-dismiss-label = Meldung schließen
toast-failed = Das hat nicht geklappt. Versuchen Sie es erneut.
toast-offline = Keine Verbindung. Nichts wurde geändert; versuchen Sie es erneut, sobald sie wieder steht.
shortcuts-title = Tastenkürzel
shortcuts-palette = Suchen oder überallhin springen
shortcuts-write = Schreiben
shortcuts-walk = Nächster und vorheriger Beitrag
shortcuts-send = Geschriebenes senden
shortcuts-help = Diese Übersicht
error-home = Zur Startseite
entrance-side = Wofür dieser Ort da ist
entrance-leaves = Führung, Governance, Kultur, Technik: Soziale Software funktioniert, wenn alle vier gemeinsam wachsen.
entrance-promise = Betrieben von Ihrer eigenen Firma, auf eigener Maschine.
