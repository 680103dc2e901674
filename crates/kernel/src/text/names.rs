//! Names for addresses and for the alphabet: [`slug`] and [`fold`].

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const MOST_SLUG_CHARS: usize = 60;
/// Input beyond this cannot reach a slug.
const MOST_TITLE_CHARS: usize = 500;

/// A title as a part of an address: lower case, hyphens, Latin letters without accents, letters of
/// other scripts as they are, at most 60 characters; `post` when nothing is left.
pub fn slug(title: &str) -> String {
    let title: String = title.chars().take(MOST_TITLE_CHARS).collect();
    let mut slug = String::new();
    for c in without_latin_accents(&title).nfc() {
        if c.is_alphanumeric() || is_combining_mark(c) {
            slug.extend(c.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') && !matches!(c, '\'' | '’') {
            slug.push('-');
        }
    }
    let cut = cut_at_hyphen(&slug);
    // A mark alone has nothing to stand on.
    if cut.chars().any(char::is_alphanumeric) { cut.to_owned() } else { "post".to_owned() }
}

/// Not longer than allowed, rather ending with a word than inside it.
fn cut_at_hyphen(slug: &str) -> &str {
    let Some((end, next)) = slug.char_indices().nth(MOST_SLUG_CHARS) else { return slug.trim_end_matches('-') };
    let head = slug.get(..end).unwrap_or_default();
    let whole_words = match head.rfind('-') {
        Some(hyphen) if next != '-' && hyphen > end / 2 => head.get(..hyphen).unwrap_or(head),
        _ => head,
    };
    whole_words.trim_end_matches('-')
}

/// NFKD, marks dropped that stand on a Latin letter. In other scripts marks are letters of their own
/// (й, が, vowel signs), so they stay.
fn without_latin_accents(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut on_latin = false;
    for c in text.nfkd() {
        if is_combining_mark(c) {
            if !on_latin {
                out.push(c);
            }
            continue;
        }
        match undecomposed(c) {
            Some(letters) => out.push_str(letters),
            None => out.push(c),
        }
        on_latin = c.is_ascii_alphabetic() || undecomposed(c).is_some();
    }
    out
}

/// A text for comparing and sorting: compatibility forms resolved (NFKD), all marks dropped, lower
/// case. `Müller`, `MULLER` and `Ｍüller` are the same.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match undecomposed(c) {
            Some(letters) => out.extend(letters.chars().flat_map(char::to_lowercase)),
            None => out.extend(c.to_lowercase().nfkd().filter(|c| !is_combining_mark(*c))),
        }
    }
    out
}

/// Latin letters that Unicode does not decompose.
fn undecomposed(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'ẞ' => "SS",
        'æ' => "ae",
        'Æ' => "Ae",
        'œ' => "oe",
        'Œ' => "Oe",
        'ø' => "o",
        'Ø' => "O",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'ł' => "l",
        'Ł' => "L",
        'þ' => "th",
        'Þ' => "Th",
        'ħ' => "h",
        'Ħ' => "H",
        'ŧ' => "t",
        'Ŧ' => "T",
        'ı' => "i",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_an_address() {
        for (title, expected) in [
            ("Why does the left axle slip?", "why-does-the-left-axle-slip"),
            ("  Größe & Maß – Übersicht ", "grosse-mass-ubersicht"),
            ("Crème brûlée, Łódź, smørrebrød", "creme-brulee-lodz-smorrebrod"),
            ("Йод и ёлка", "йод-и-ёлка"),
            ("日本語 が", "日本語-が"),
            ("हिन्दी", "हिन्दी"),
            ("Don't", "dont"),
            ("!!!", "post"),
            ("", "post"),
            ("\u{301}", "post"),
        ] {
            assert_eq!(slug(title), expected, "{title}");
        }
    }

    #[test]
    fn an_address_is_short_and_ends_with_a_word() {
        let long = slug(&"measure the gap cold ".repeat(40));
        assert!(long.chars().count() <= 60 && long.ends_with("the-gap"), "{long}");
        assert_eq!(slug(&"x".repeat(1_000)).len(), 60);
    }

    #[test]
    fn names_that_people_take_for_the_same_are_the_same() {
        assert_eq!(fold("MÜLLER"), fold("Muller"));
        assert_eq!(fold("Ｍüller"), "muller");
        assert_eq!(fold("Straße"), fold("STRASSE"));
        assert_eq!(fold("İstanbul"), fold("istanbul"));
        assert_ne!(fold("Eero"), fold("Aero"));
    }
}
