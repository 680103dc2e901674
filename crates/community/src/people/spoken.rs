//! The languages that people speak. They are kept by their code of BCP 47 where it is one of those below, whichever
//! language its name was typed in, so that "German" and "Deutsch" are one; they are said in the language of the reader.

use super::TEXTS;
use kernel::languages::{Language, Speech, Texts};
use kernel::text::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Those that `people-language` has a name for.
const CODES: &[&str] = &[
    "ar", "bg", "bm", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "ga", "he", "hi", "hr",
    "hu", "id", "ig", "it", "ja", "ko", "lt", "lv", "mr", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "st",
    "sv", "sw", "ta", "te", "th", "tr", "tw", "uk", "ur", "vi", "yo", "zh",
];

/// Folded names in all languages of the product, to their codes.
static NAMES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    // The installation does not start with texts that cannot be read.
    let Ok(texts) = Texts::load(TEXTS) else { return HashMap::new() };
    let named = CODES.iter().flat_map(|code| {
        let args = [("code", (*code).into())];
        let names = Language::ALL.map(|language| fold(&texts.text(language, "people-language", &args)));
        names.into_iter().chain([(*code).to_owned()]).map(|name| (name, *code))
    });
    named.collect()
});

/// What is kept of a language that was typed: its code, or the words themselves where they name none of ours.
pub fn kept(typed: &str) -> String {
    NAMES.get(&fold(typed.trim())).map_or_else(|| typed.trim().to_owned(), |code| (*code).to_owned())
}

/// The name of a kept language for the reader.
pub fn name(speech: &Speech, kept: &str) -> String {
    speech.ta("people-language", &[("code", kept.into())]).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_one_whichever_way_it_was_typed() {
        for typed in ["German", "deutsch", " Allemand ", "DE", "الألمانية"] {
            assert_eq!(kept(typed), "de", "{typed}");
        }
        assert_eq!(kept("Rail sign language"), "Rail sign language");
    }

    #[test]
    fn every_code_has_a_name_of_its_own() {
        for code in CODES {
            assert_eq!(NAMES.get(*code), Some(code), "the name of another language is {code}");
            assert!(NAMES.iter().filter(|(_, of)| *of == code).count() > 1, "{code} has no name");
        }
    }
}
