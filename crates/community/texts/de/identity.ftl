### Hereinkommen, das eigene Konto und die Verwaltung der Mitglieder.

## Anmelden

identity-sign-in = Anmelden
identity-sign-in-title = Anmelden bei { $company }
identity-sign-in-lede = Ein Ort zum Fragen, Wissen und Entscheiden.
identity-or = oder
identity-login = Kürzel oder E-Mail
identity-password = Passwort
identity-forgot = Vergessen?
identity-keep = Auf diesem Gerät angemeldet bleiben
identity-invited-hint = Eingeladen? Öffnen Sie den Link in Ihrer Einladung.
identity-back-to-sign-in = Zurück zur Anmeldung
identity-passkey-use = Mit Passkey anmelden
identity-passkey-failed = Der Passkey hat nicht funktioniert. Versuchen Sie es noch einmal oder nehmen Sie Ihr Passwort.
identity-passkey-cancelled = Es wurde nichts ausgewählt. Versuchen Sie es noch einmal, wenn Sie so weit sind.
identity-passkey-exists = Dieses Gerät hat schon einen Passkey für Ihr Konto.

## Ein neues Passwort

identity-forgot-title = Neues Passwort wählen
identity-forgot-lede = Wir schicken einen Link an die E-Mail-Adresse Ihres Kontos. Er gilt eine Stunde.
identity-forgot-send = Link schicken
identity-forgot-sent = Wenn es dieses Konto gibt, ist der Link unterwegs. Sehen Sie in Ihre Post, auch dorthin, wo unerwünschte landet.
identity-reset-title = Neues Passwort wählen
identity-reset-lede = Für { $name } (@{ $handle }). Alles, was jetzt angemeldet ist, wird abgemeldet.
identity-new-password = Neues Passwort
identity-current-password = Jetziges Passwort
identity-password-hint = Mindestens 10 Zeichen. Ein paar Wörter, die nicht zusammengehören, merkt man sich leicht und errät man schwer.
identity-password-ends = Alle anderen Geräte werden abgemeldet.
identity-password-changed = Ihr Passwort wurde geändert.
identity-change-password = Passwort ändern
identity-save = Speichern
identity-saved = Gespeichert.

## Zum ersten Mal hier

identity-set-up-title = Ihr Netzwerk einrichten
identity-set-up-lede = Nennen Sie Ihr Unternehmen. Alles lässt sich später ändern.
identity-company = Unternehmen
identity-language = Sprache
identity-first-administrator = Erste Verwalterin, erster Verwalter
identity-name = Name
identity-name-optional = Name (falls bekannt)
identity-handle = Kürzel
identity-handle-hint = Ihre Adresse hier, und so werden Sie erwähnt, etwa ines oder ines.halvorsen. Kleinbuchstaben, Ziffern, Punkte und Bindestriche.
identity-email = E-Mail
identity-begin-with = Beginnen mit
identity-begin-empty = einem leeren Netzwerk
identity-begin-empty-hint = Bereit für Ihre eigenen Leute und Räume.
identity-begin-sample = einer Beispielfirma
identity-begin-sample-hint = Rund 300 erfundene Menschen mit Beiträgen aus einem Jahr, zum Umsehen.
identity-set-up-go = Einrichten
identity-set-up-steps = Schritte der Einrichtung
identity-set-up-on = Weiter
identity-set-up-back = Zurück
identity-begin-title = Womit möchten Sie beginnen?
identity-begin-lede = Ein Beispielunternehmen zeigt, wie das Netzwerk aussieht, wenn es benutzt wird.
identity-founder-title = Das erste Verwaltungskonto
identity-founder-lede = Dieses Konto darf alles und kann auch andere zu Verwaltern machen.
identity-check = Prüfung des Systems
identity-check-database = Datenbank
identity-check-database-ok = { $detail }, alle Migrationen ausgeführt
identity-check-files = Dateiablage
identity-check-files-ok = Nimmt Dateien an und gibt sie zurück
identity-check-files-bad = Nimmt keine Dateien an. Der Grund steht im Protokoll des Servers.
identity-check-address = Adresse
identity-check-address-ok = { $detail }
identity-check-address-bad = { $detail } ist nicht verschlüsselt. Das genügt zum Ausprobieren auf einem Rechner: Andere brauchen eine Adresse mit https, einzustellen in server.url.
identity-check-mail = E-Mail
identity-check-mail-ok = Wird über { $detail } verschickt
identity-check-mail-bad = Nicht eingerichtet: Briefe warten in einem Ordner. Setzen Sie mail.smtp, damit Einladungen ankommen.
identity-set-up-accounts = Was wir mit Konten tun
identity-set-up-accounts-hint = Wir speichern Namen, Adresse und was die Leute über sich schreiben. Nichts verlässt diesen Server. Geht jemand, bleiben die Beiträge.
identity-set-up-file = Lieber eine Datei?
identity-set-up-file-hint = Adressen, E-Mail und wer sich anmelden darf, stehen in fourleaf.toml. Der Befehl „fourleaf config“ zeigt, was gilt.
identity-filling-title = Die Beispielfirma zieht ein
identity-filling-lede = Ihre Leute kommen an und schreiben ein Jahr lang. Warten Sie hier; es dauert einige Sekunden.
identity-filling-percent = { $percent } Prozent sind da.
identity-filling-failed-title = Die Beispielfirma ist nicht vollständig
identity-filling-failed = Sie konnte nicht zu Ende geschrieben werden; das Protokoll des Servers sagt, warum. Sie können mit dem weitermachen, was da ist, oder mit einer leeren Datenbank neu beginnen.
identity-filling-go = Weiter
identity-join-title = Beitreten
identity-join-welcome = Willkommen bei { $company }
identity-join-lede = Sie wurden als { $email }, { $organisation }, eingeladen. Wählen Sie, wie man Sie kennen soll.
identity-join-go = Beitreten
identity-sign-up-link = Konto anlegen.
identity-sign-up-title = Konto anlegen
identity-sign-up-lede = Offen für alle mit einer dieser E-Mail-Adressen:
identity-sign-up-send = Link schicken
identity-sign-up-sent = Sehen Sie in Ihre Post: Der Link dort öffnet Ihr Konto.

## Einstellungen

identity-settings = Einstellungen
identity-account = Konto
identity-account-hint = Sprache, Aussehen, Zeitzone, E-Mail
identity-security = Sicherheit
identity-security-hint = Passwort, Passkeys, Geräte, Zugriffstoken
identity-profile = Profil
identity-profile-hint = Was andere von Ihnen sehen
identity-as-the-browser = Wie der Browser
identity-theme = Aussehen
identity-theme-device = Wie das Gerät
identity-theme-light = Hell
identity-theme-dark = Dunkel
identity-zone = Zeitzone
identity-zone-hint = Leer lassen, um dem Gerät zu folgen.
identity-email-hint = Dorthin gehen Mails, auch der Link für ein neues Passwort. Eine neue Adresse muss von dort bestätigt werden.
identity-email-waits = Wir haben einen Link an { $email } geschickt. Ihre Adresse ändert sich, sobald ihm jemand folgt; er gilt einen Tag.
identity-email-cancel = Alte Adresse behalten
identity-confirm-title = E-Mail-Adresse bestätigen
identity-confirm-lede = { $email } wird die Adresse des Kontos @{ $handle }.
identity-confirm-go = Bestätigen

## Sicherheit

identity-passkeys = Passkeys
identity-passkeys-hint = Mit Fingerabdruck, Gesicht oder Geräte-PIN anmelden. Niemand kann sie erraten oder uns stehlen.
identity-passkey-name = Name des Geräts
identity-passkey-add = Passkey hinzufügen
identity-added = Hinzugefügt
identity-remove = Entfernen
identity-sessions = Wo Sie angemeldet sind
identity-this-device = Dieses Gerät
identity-last-used = Zuletzt benutzt
identity-never-used = Nie benutzt
identity-end-session = Abmelden
identity-end-others = Überall sonst abmelden
identity-tokens = Zugriffstoken
identity-tokens-hint = Für Programme, die für Sie handeln.
identity-api = Was Programme können
identity-token = Zugriffstoken
identity-token-name = Wofür ist es?
identity-token-write = Darf auch schreiben
identity-token-create = Token erzeugen
identity-token-once = Das ist Ihr neues Token. Kopieren Sie es jetzt: Es wird nicht noch einmal gezeigt.
identity-scope-read = liest
identity-scope-write = liest und schreibt
identity-revoke = Widerrufen
identity-copy = Kopieren
identity-copied = Kopiert
identity-copy-failed = Kopieren ging nicht. Markieren Sie es und kopieren Sie selbst.

## Verwaltung

identity-administration = Verwaltung
identity-members = Mitglieder
identity-members-hint = Einladen, Rollen geben, Konten schließen
identity-members-count =
    { $n ->
        [one] { $n } Mitglied
       *[other] { $n } Mitglieder
    }
identity-organisations = Organisationen
identity-organisations-hint = Partner und Kunden
identity-find = Name, Kürzel oder E-Mail
identity-state = Zustand
identity-state-any = Alle
identity-state-active = aktiv
identity-state-invited = eingeladen
identity-state-deactivated = stillgelegt
identity-show = Zeigen
identity-more = Mehr
identity-none-found = Niemand gefunden. Versuchen Sie einen kürzeren Teil des Namens.
identity-last-seen = hier
identity-role = Rolle
identity-role-of = Rolle von { $name }
identity-role-member = Mitglied
identity-role-publisher = Redaktion
identity-role-moderator = Moderation
identity-role-administrator = Verwaltung
identity-deactivate = Stilllegen
identity-reactivate = Wieder öffnen
identity-invite = Jemanden einladen
identity-invite-send = Einladung schicken
identity-mail-language = Sprache der Mail
identity-organisation = Organisation
identity-waiting = Offene Einladungen
identity-until = bis
identity-withdraw = Zurückziehen
identity-organisation-add = Organisation hinzufügen
identity-kind = Was ist sie für Sie?
identity-kind-own = Eigene
identity-kind-partner = Partner
identity-kind-partner-hint = Liest Öffentliches und die Räume, die sie nennen.
identity-kind-customer = Kunde
identity-kind-customer-hint = Liest Öffentliches und was für Kunden ist.
identity-domain = Domain ihrer E-Mail-Adressen

## Mails

identity-mail-reset-subject = Neues Passwort für { $company }
identity-mail-reset =
    Guten Tag { $name },

    jemand, vermutlich Sie, hat bei { $company } ein neues Passwort verlangt. Der Link unten gilt einmal und eine Stunde lang. Waren Sie es nicht, tun Sie nichts: Ihr Passwort bleibt, wie es ist.
identity-mail-invitation-subject = { $inviter } lädt Sie zu { $company } ein
identity-mail-invitation =
    Guten Tag,

    { $inviter } lädt Sie in das Netzwerk von { $company } ein. Der Link unten öffnet Ihr Konto. Er gilt einmal, zwei Wochen lang, und nur für Sie.
identity-mail-sign-up-subject = Ihr Konto bei { $company }
identity-mail-sign-up =
    Guten Tag,

    Sie haben ein Konto bei { $company } verlangt. Der Link unten öffnet es. Er gilt einmal, zwei Wochen lang. Waren Sie es nicht, tun Sie nichts.
identity-mail-known-subject = Sie haben ein Konto bei { $company }
identity-mail-known =
    Guten Tag { $name },

    jemand, vermutlich Sie, hat mit dieser E-Mail-Adresse ein Konto bei { $company } verlangt. Sie haben schon eines: Melden Sie sich dort an oder wählen Sie ein neues Passwort, wenn Sie Ihres vergessen haben.
identity-mail-device-subject = Neue Anmeldung bei { $company }
identity-mail-device =
    Guten Tag { $name },

    mit Ihrem Konto hat sich ein Gerät angemeldet, das wir nicht kannten: { $device }, { $address }, { $when }. Waren Sie es, ist alles gut. Wenn nicht, ändern Sie Ihr Passwort und beenden Sie diese Sitzung hier:
identity-mail-password-subject = Ihr Passwort bei { $company } wurde geändert
identity-mail-password =
    Guten Tag { $name },

    das Passwort Ihres Kontos bei { $company } wurde geändert: { $when }. Waren Sie es nicht, wählen Sie hier ein neues und sagen Sie es Ihrer Verwaltung:
identity-mail-asked-subject = Jemand möchte für Ihr Konto bei { $company } eine andere E-Mail-Adresse
identity-mail-asked =
    Guten Tag { $name },

    jemand, vermutlich Sie, hat für Ihr Konto bei { $company } eine andere E-Mail-Adresse verlangt. Sie ändert sich, wenn sie von dort bestätigt wird. Waren Sie es nicht, ändern Sie jetzt Ihr Passwort: das verhindert es.
identity-mail-confirm-subject = Bestätigen Sie Ihre E-Mail-Adresse bei { $company }
identity-mail-confirm =
    Guten Tag { $name },

    Sie möchten die Mails von { $company } an diese Adresse bekommen. Der Link unten bestätigt sie. Er gilt einmal und einen Tag lang. Waren Sie es nicht, tun Sie nichts.
identity-mail-email-subject = Ihre E-Mail-Adresse bei { $company } wurde geändert
identity-mail-email =
    Guten Tag { $name },

    Ihr Konto bei { $company } hat jetzt eine andere E-Mail-Adresse, hierher kommen keine Mails mehr. Waren Sie es nicht, sagen Sie es Ihrer Verwaltung. Ihr Konto sehen Sie hier:

## Was nicht ging

error-not-set-up-title = Noch nicht eingerichtet
error-not-set-up = Öffnen Sie den Link, den der Server beim Start gezeigt hat. Er führt zur Einrichtung.
error-identity-last-administrator-title = Jemand muss verwalten
error-identity-last-administrator = Das ist die letzte Person in der Verwaltung. Geben Sie zuerst jemand anderem die Rolle.
error-identity-too-many-tokens-title = Zu viele Token
error-identity-too-many-tokens = Widerrufen Sie ein Token, das Sie nicht mehr brauchen, und erzeugen Sie dann das neue.
error-identity-too-many-passkeys-title = Zu viele Passkeys
error-identity-too-many-passkeys = Entfernen Sie einen Passkey, den Sie nicht mehr brauchen, und fügen Sie dann den neuen hinzu.
error-identity-passkey-known-title = Passkey schon bekannt
error-identity-passkey-known = Dieser Passkey gehört schon zu einem Konto. Nehmen Sie ein anderes Gerät oder einen anderen Passkey.
error-identity-passkey-refused-title = Passkey nicht angenommen
error-identity-passkey-refused = Der Passkey wurde nicht angenommen, oder es hat länger als fünf Minuten gedauert. Versuchen Sie es noch einmal oder nehmen Sie Ihr Passwort.
error-identity-no-passkeys-title = Hier keine Passkeys
error-identity-no-passkeys = Passkeys brauchen einen Server mit Namen. Nehmen Sie Ihr Passwort oder sagen Sie es Ihrer Verwaltung.
error-identity-in-person-title = Nur für Sie persönlich
error-identity-in-person = Ein Token kann das nicht. Melden Sie sich mit einem Browser an.
field-password-common = Das ist leicht zu erraten. Wählen Sie eines, auf das sonst niemand käme.
field-password-wrong = Das ist nicht Ihr jetziges Passwort. Geben Sie es noch einmal ein.
field-sign-in-refused = Konto und Passwort passen nicht zusammen. Prüfen Sie beide und versuchen Sie es noch einmal.
field-sign-in-paused =
    { $n ->
        [one] Zu viele falsche Passwörter. Warten Sie { $n } Minute und versuchen Sie es dann noch einmal.
       *[other] Zu viele falsche Passwörter. Warten Sie { $n } Minuten und versuchen Sie es dann noch einmal.
    }
field-mail-paused = Wir haben schon mehrere Mails geschickt. Warten Sie einige Minuten und versuchen Sie es noch einmal.
field-handle-form = Nehmen Sie Kleinbuchstaben, Ziffern und dazwischen Punkte, Bindestriche oder Unterstriche.
field-domain-not-allowed = Konten gibt es nur für andere E-Mail-Adressen. Bitten Sie um eine Einladung.
identity-notifications = Mitteilungen
identity-notifications-hint = Was Sie erreicht, und auf welchem Weg
identity-privacy = Privatsphäre
identity-privacy-hint = Was über Sie berechnet wird, alles, was über Sie aufbewahrt wird, und das Löschen
identity-standing = Wo ich stehe
identity-standing-hint = Was über Ihre Texte und Meldungen entschieden wurde
identity-presence = Anwesenheit
identity-presence-hint = Wer sieht, ob Sie hier sind
identity-state-suspended = Gesperrt
field-identity-masked = Das darf hier in keinem Namen stehen. Wählen Sie etwas anderes.
