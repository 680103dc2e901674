experts-proof-accepted = Angenommene Antwort auf
experts-proof-answer = Antwort auf
experts-proof-curated = Betreut die Seite
experts-proof-page = Hat die Seite geschrieben
experts-proof-skill = Gibt als Kenntnis an
