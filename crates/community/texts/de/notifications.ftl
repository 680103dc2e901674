### Mitteilungen: was einen betrifft, die Wege, die Mails.

notifications-title = Mitteilungen
notifications-today = Heute
notifications-read-all = Alle als gelesen markieren
notifications-read-one = Als gelesen markieren: { $text }
notifications-settings = Einstellungen
notifications-filter = Welche Mitteilungen
notifications-all = Alle
notifications-unread = Ungelesen
notifications-direct = An mich
notifications-to-unread = Zur ersten ungelesenen
notifications-new = Ungelesen:
notifications-none-title = Alles ruhig
notifications-none = Erwähnungen, Antworten und das, dem Sie folgen, erscheinen hier.
notifications-none-unread = Sie haben alles gelesen.
notifications-pages = Seiten der Mitteilungen
notifications-older = Ältere
notifications-unsubscribe = Diese Mails abbestellen
notifications-unsubscribe-ask = Wollen Sie keine Mails dieser Art mehr: { $kind }? Die Seite zeigt sie weiterhin.
notifications-unsubscribed = Mails dieser Art kommen nicht mehr: { $kind }.
notifications-kind-security = Sicherheit meines Kontos
notifications-kind-confirmation = Eine Bestätigung, die von mir verlangt wird
notifications-kind-mention = Jemand erwähnt mich
notifications-kind-reply = Jemand antwortet mir
notifications-kind-comment = Ein Kommentar zu einem Beitrag, dem ich folge
notifications-kind-reaction = Reaktionen auf das, was ich schrieb
notifications-kind-follower = Jemand folgt mir
notifications-kind-endorsement = Jemand bürgt für eine meiner Fähigkeiten
notifications-kind-invitation = Ich werde in einen Raum eingeladen
notifications-kind-request = Jemand möchte in einen meiner Räume
notifications-kind-admission = Ich wurde in einen Raum aufgenommen
notifications-kind-post = Jeder Beitrag in dem, dem ich mit „Alles“ folge
notifications-kind-search = Ein neuer Beitrag passt zu einer gespeicherten Suche
notifications-kind-digest = Zusammenfassung
notifications-said-announcement = { $name } gibt bekannt: { $title }
notifications-said-security = { $title }
notifications-said-confirmation = { $name } bittet um Ihre Bestätigung: { $title }
notifications-said-mention = { $name } hat Sie in „{ $title }“ erwähnt
notifications-said-reply =
    { $n ->
        [0] { $name } hat Ihnen in „{ $title }“ geantwortet
        [one] { $name } und { $n } weitere Person haben Ihnen in „{ $title }“ geantwortet
       *[other] { $name } und { $n } weitere haben Ihnen in „{ $title }“ geantwortet
    }
notifications-said-comment =
    { $n ->
        [0] { $name } hat „{ $title }“ kommentiert
        [one] { $name } und { $n } weitere Person haben „{ $title }“ kommentiert
       *[other] { $name } und { $n } weitere haben „{ $title }“ kommentiert
    }
notifications-said-reaction =
    { $n ->
        [0] { $name } hat auf „{ $title }“ reagiert
        [one] { $name } und { $n } weitere Person haben auf „{ $title }“ reagiert
       *[other] { $name } und { $n } weitere haben auf „{ $title }“ reagiert
    }
notifications-said-follower =
    { $n ->
        [0] { $name } folgt Ihnen
        [one] { $name } und { $n } weitere Person folgen Ihnen
       *[other] { $name } und { $n } weitere folgen Ihnen
    }
notifications-said-endorsement =
    { $n ->
        [0] { $name } bürgt für Ihre Fähigkeit { $title }
        [one] { $name } und { $n } weitere Person bürgen für Ihre Fähigkeit { $title }
       *[other] { $name } und { $n } weitere bürgen für Ihre Fähigkeit { $title }
    }
notifications-said-invitation = { $name } lädt Sie in { $title } ein
notifications-said-request =
    { $n ->
        [0] { $name } möchte in { $title } aufgenommen werden
        [one] { $name } und { $n } weitere Person möchten in { $title } aufgenommen werden
       *[other] { $name } und { $n } weitere möchten in { $title } aufgenommen werden
    }
notifications-said-admission = { $name } hat Sie in { $title } aufgenommen
notifications-said-post = { $name } hat „{ $title }“ geschrieben
notifications-said-search = „{ $title }“ passt zu Ihrer Suche „{ $name }“
notifications-security-password = Das Passwort Ihres Kontos wurde geändert
notifications-security-email = Die Mailadresse Ihres Kontos wurde geändert
notifications-security-passkey = Ihrem Konto wurde ein Passkey hinzugefügt
notifications-defaults = Mitteilungen für alle
notifications-defaults-lede = Das gilt für alle, die nichts anderes gewählt haben. Ruhe ist besser: Was zu oft kommt, liest niemand.
notifications-settings-lede = Ein Weg folgt auf den anderen: Was Sie hier gesehen haben, kommt auf keinem anderen.
notifications-table = Was wohin geht
notifications-what = Was
notifications-channel-page = Hier
notifications-channel-push = Geräte
notifications-channel-mail = Mail
notifications-channel-digest = Zusammenfassung
notifications-fixed = Lässt sich nicht abschalten
notifications-push-on = Mitteilungen auf diesem Gerät zeigen
notifications-push-off = Auf diesem Gerät nicht mehr
notifications-push-denied = Dieser Browser erlaubt keine Mitteilungen. Das lässt sich in seinen Einstellungen ändern.
notifications-devices =
    { $n ->
        [0] Kein Gerät zeigt Mitteilungen.
        [one] { $n } Gerät zeigt Mitteilungen.
       *[other] { $n } Geräte zeigen Mitteilungen.
    }
notifications-address-stopped = An Ihre Adresse gehen keine Mails mehr
notifications-address-refused = Ihre Adresse hat eine Mail abgelehnt
notifications-address-said = { $email } hat eine Mail abgelehnt, zuletzt am { $date }. Der andere Server sagte:
notifications-address-what = Sehen Sie nach, ob das Postfach voll ist oder nicht mehr besteht. Bestätigen Sie dann die Adresse: Wir senden einen Link dorthin, und wenn Sie ihm folgen, gehen wieder Mails dorthin.
notifications-address-again = Adresse bestätigen
notifications-address-other = Andere Adresse wählen
notifications-address-asked = Ein Link ist unterwegs zu der Adresse. Wenn er nicht ankommt, wählen Sie eine andere Adresse.
notifications-addresses-stopped =
    { $n ->
        [one] Eine Adresse eines Mitglieds hat mehrmals Mails abgelehnt. Dorthin geht nichts, bis sie bestätigt wird.
       *[other] { $n } Adressen von Mitgliedern haben mehrmals Mails abgelehnt. Dorthin geht nichts, bis sie bestätigt werden.
    }
notifications-digest = Zusammenfassung
notifications-digest-how-often = Wie oft
notifications-digest-hint = Sie kommt nur, wenn Sie weg waren, mit dem Besten von dem, was Sie verpasst haben.
notifications-digest-default = Wie hier üblich
notifications-digest-hourly = Stündlich
notifications-digest-daily = Täglich
notifications-digest-weekly = Wöchentlich
notifications-digest-off = Nie
notifications-hours = Arbeitszeit
notifications-hours-hint = Außerhalb kommt nichts auf Ihre Geräte oder per Mail, außer es ist dringend. Es sind die Stunden Ihrer Zeitzone.
notifications-days = Tage
notifications-day-1 = Montag
notifications-day-2 = Dienstag
notifications-day-3 = Mittwoch
notifications-day-4 = Donnerstag
notifications-day-5 = Freitag
notifications-day-6 = Samstag
notifications-day-7 = Sonntag
notifications-begins = Von
notifications-ends = Bis
notifications-quiet = Nicht stören
notifications-quiet-not = Jetzt nicht
notifications-quiet-until = Bis { $date }
notifications-quiet-hour = Eine Stunde lang
notifications-quiet-day = Bis morgen früh
notifications-quiet-week = Eine Woche lang
notifications-quiet-off = Wieder stören
notifications-mail-why = Sie bekommen diese Mail, weil es Sie bei { $company } betrifft und Sie es dort nicht gesehen hatten.
notifications-mail-settings = Was Sie erreicht
notifications-mail-stop = Mails dieser Art abbestellen
notifications-mail-above = Schreiben Sie Ihre Antwort über diese Zeile
notifications-digest-best = Das Beste von dem, was Sie verpasst haben
notifications-digest-subject = Was Sie bei { $company } verpasst haben
notifications-digest-why = Sie bekommen diese Zusammenfassung, weil Sie eine Weile nicht bei { $company } waren.
field-not-a-time = Schreiben Sie eine Uhrzeit wie 09:00.
field-notifications-hours = Das Ende muss nach dem Beginn liegen.
notifications-somebody = Jemand
