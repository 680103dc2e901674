### Personen: Verzeichnis, Profile, Folgen.

people-title = Personen
people-lede = Finden Sie jemanden nach Name, Fähigkeit, Ort oder Sprache.
people-search-label = Name, Fähigkeit oder Aufgabe
people-search = Suchen
people-filters = Filter
people-facet-organisation = Organisation
people-facet-place = Ort
people-facet-skill = Fähigkeit
people-facet-language = Spricht
people-apply = Anwenden
people-clear = Alle löschen
people-count =
    { $n ->
        [one] { $n } Person
       *[other] { $n } Personen
    }
people-many = Mehr Personen, als eine Seite zählt. Geben Sie einen Namen ein oder wählen Sie einen Filter.
people-empty-title = Niemand gefunden
people-empty = Versuchen Sie es mit weniger Buchstaben oder weniger Filtern.
people-pages = Weitere Personen
people-more = Mehr Personen
people-follow = Folgen
people-followed = Gefolgt
people-local-time = { $time } Ortszeit
people-joined = Dabei seit { $date }
people-followers =
    { $n ->
        [one] { $n } Follower
       *[other] { $n } Follower
    }
people-following =
    { $n ->
        [one] Folgt { $n } Person
       *[other] Folgt { $n } Personen
    }
people-follows-you = Folgt Ihnen
people-left = Nicht mehr hier. Was geschrieben wurde, bleibt.
people-edit = Profil bearbeiten
people-more-actions = Weitere Aktionen für { $name }
people-mute = Stummschalten
people-unmute = Stummschaltung aufheben
people-block = Blockieren
people-unblock = Blockierung aufheben
people-tabs = Profil
people-overview = Überblick
people-chart = Organigramm
people-field-name = Name
people-field-headline = Kurzbeschreibung
people-field-about = Über mich
people-field-pronouns = Pronomen
people-field-department = Abteilung
people-field-place = Ort
people-field-country = Land
people-field-languages = Sprachen
people-field-interests = Interessen
people-field-phone = Telefon
people-field-email = E-Mail
people-field-contact = Kontakt
people-field-manager = Führungskraft und Team
people-field-joined = Dabei seit
people-field-skills = Fähigkeiten
people-field-experience = Erfahrung
people-skills = Fähigkeiten und Empfehlungen
people-since = seit { $since }
people-posts = Neueste Beiträge
people-aside = Kontakt und Organisation
people-works = Platz in der Organisation
people-endorsed-by = Empfohlen von
people-endorsed-by-number =
    { $n ->
        [one] Empfohlen von { $n } Person
       *[other] Empfohlen von { $n } Personen
    }
people-endorsed-others =
    { $n ->
        [one] und { $n } weiteren Person
       *[other] und { $n } weiteren
    }
people-endorsed = Empfohlen
people-endorse = Empfehlen
people-followers-of = Wer { $name } folgt
people-followed-by = Wem { $name } folgt
people-none-title = Noch niemand
people-none-follow = Wer folgt, steht hier.
people-follows-none = Wem gefolgt wird, steht hier.
people-chart-of = Wo { $name } arbeitet
people-siblings =
    { $n ->
        [one] mit { $n } weiteren Person im Team
       *[other] mit { $n } weiteren im Team
    }
people-reports =
    { $n ->
        [one] { $n } Person im Team
       *[other] { $n } Personen im Team
    }
people-chart-alone = Führungskraft und Team sind nicht bekannt.
people-muted-title = Stummgeschaltet und blockiert
people-muted-lede = Was Stummgeschaltete schreiben, erscheint nicht in Ihrem Feed. Blockierte können Ihnen auch nicht folgen und Sie nicht erwähnen.
people-muted-spaces = Stummgeschaltete Räume
people-muted-none-title = Niemand ist stummgeschaltet
people-muted-none = Stummschalten können Sie im Menü eines Profils.
people-is-muted = Stummgeschaltet
people-is-blocked = Blockiert
people-settings = Einstellungen
people-from-directory = Aus dem Verzeichnis. Es wird dort geändert.
people-commas = Mit Kommas trennen.
people-markdown = Markdown ist hier möglich.
people-photo = Foto
people-photo-choose = PNG, JPEG, WebP oder GIF. Die Mitte wird als Quadrat behalten.
people-photo-set = Foto setzen
people-photo-remove = Foto entfernen
people-you = Sie
people-work = Arbeit
people-manager-handle = Kürzel Ihrer Führungskraft
people-reach = Wie man Sie erreicht
people-contact-name = Name des Wegs
people-contact-address = Adresse oder Nummer
people-rows = Leere Zeilen entfallen. Nach dem Speichern gibt es neue.
people-experience-title = Ihre Aufgabe
people-experience-where = Wo
people-experience-since = Seit (2019 oder 2019-04)
people-experience-until = Bis (leer: noch immer)
people-who-sees = Wer was sieht
people-who-sees-hint = Name, Kurzbeschreibung und Foto sieht jeder, der etwas von Ihnen sieht.
people-visible-me = Nur ich
people-visible-organisation = Meine Organisation
people-visible-shared = Und wer einen Raum mit mir teilt
people-visible-public = Alle, auch außerhalb
people-save = Profil speichern
people-cancel = Abbrechen
error-people-not-oneself-title = Das sind Sie
error-people-not-oneself = Sie können sich nicht selbst folgen, stummschalten oder blockieren. Wählen Sie jemand anderen.
error-people-blocked-title = Folgen ist nicht möglich
error-people-blocked = Einer von Ihnen hat den anderen blockiert. Waren Sie es, heben Sie es zuerst auf.
error-people-own-skill-title = Ihre eigene Fähigkeit
error-people-own-skill = Für Ihre Fähigkeiten bürgen andere. Sie können für deren Fähigkeiten bürgen.
field-people-own-manager = Sie können nicht Ihre eigene Führungskraft sein. Wählen Sie jemand anderen oder lassen Sie es leer.
field-people-too-many = Behalten Sie höchstens { $most }.
field-people-experience-title = Nennen Sie in jeder Zeile eine Aufgabe oder leeren Sie die Zeile.
field-people-month = Geben Sie ein Jahr wie 2019 oder einen Monat wie 2019-04 ein.
field-people-contact-both = Geben Sie jedem Weg einen Namen und eine Adresse oder leeren Sie die Zeile.
people-search-hint = Priya, Gleitschutz, Graz …
people-connected = Was Sie verbindet
people-connected-spaces =
    { $n ->
        [one] { $n } gemeinsamer Raum
       *[other] { $n } gemeinsame Räume
    }
people-connected-follow = Sie beide folgen
people-line-above = Ihre Führungskraft
people-line-below = Berichtet an Sie
people-line-beside = Sie haben dieselbe Führungskraft
people-space-shared = Auch Sie sind dabei:
# A language by its code; what is no code is shown as it is.
people-language =
    { $code ->
        [ar] Arabisch
        [bg] Bulgarisch
        [bm] Bambara
        [bn] Bengalisch
        [ca] Katalanisch
        [cs] Tschechisch
        [da] Dänisch
        [de] Deutsch
        [el] Griechisch
        [en] Englisch
        [es] Spanisch
        [et] Estnisch
        [fa] Persisch
        [fi] Finnisch
        [fr] Französisch
        [ga] Irisch
        [he] Hebräisch
        [hi] Hindi
        [hr] Kroatisch
        [hu] Ungarisch
        [id] Indonesisch
        [ig] Igbo
        [it] Italienisch
        [ja] Japanisch
        [ko] Koreanisch
        [lt] Litauisch
        [lv] Lettisch
        [mr] Marathi
        [nb] Norwegisch
        [nl] Niederländisch
        [pl] Polnisch
        [pt] Portugiesisch
        [ro] Rumänisch
        [ru] Russisch
        [sk] Slowakisch
        [sl] Slowenisch
        [sr] Serbisch
        [st] Sotho
        [sv] Schwedisch
        [sw] Swahili
        [ta] Tamil
        [te] Telugu
        [th] Thailändisch
        [tr] Türkisch
        [tw] Twi
        [uk] Ukrainisch
        [ur] Urdu
        [vi] Vietnamesisch
        [yo] Yoruba
        [zh] Chinesisch
       *[other] { $code }
    }
people-level-everything = Alles
people-level-highlights = Das Wichtigste
people-level-nothing = Nichts
error-people-not-followed = Sie folgen dieser Person nicht.
error-people-not-followed-title = Nicht gefolgt
people-suggestions = Vielleicht kennenlernen
people-knows-find = Finden, wer sich auskennt
people-knows-title = Wer weiß es?
people-knows-lede = Sagen Sie, was Sie wissen möchten. Wer es beantwortet, beschrieben oder als Kenntnis angegeben hat, erscheint mit dem, was es belegt.
people-knows-label = Was Sie wissen möchten
people-knows-hint = Ein Problem oder ein Thema: kalte Türen, Sanden
people-knows-nobody = Niemand gefunden
people-knows-ask = Soweit Sie es sehen können, hat noch niemand etwas Ähnliches beantwortet. Stellen Sie die Frage: Beim nächsten Mal wird sie gefunden.
