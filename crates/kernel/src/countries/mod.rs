//! Countries: ISO 3166-1 alpha-2 codes with their names in the languages of the interface.
//!
//! The names are those of the Unicode Common Locale Data Repository 48 (© Unicode, Inc., Unicode License v3).

use crate::languages::Language;
use std::collections::HashMap;
use std::sync::LazyLock;

const NAMES: &str = include_str!("names.tsv");

fn rows() -> impl Iterator<Item = (&'static str, [&'static str; 4])> {
    NAMES.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        Some((fields.next()?, [fields.next()?, fields.next()?, fields.next()?, fields.next()?]))
    })
}

/// Codes by everything that a country is called, in lower case.
static CALLED: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    rows()
        .flat_map(|(code, names)| names.into_iter().chain([code]).map(move |name| (name.to_lowercase(), code)))
        .collect()
});

/// The code of a country that is given by its code or by its name in any of our languages; none of what is no country.
pub fn code(text: &str) -> Option<&'static str> {
    CALLED.get(&text.trim().to_lowercase()).copied()
}

/// Code and name of every country, by code.
pub fn all(language: Language) -> impl Iterator<Item = (&'static str, &'static str)> {
    rows().map(move |(code, [english, french, german, arabic])| {
        let name = match language {
            Language::English => english,
            Language::French => french,
            Language::German => german,
            Language::Arabic => arabic,
        };
        (code, name)
    })
}

/// How people write a country, in lower case, for a comparison with `lower(column)` in either database. What is no
/// country that we know is compared as it is.
pub fn spellings(text: &str) -> Vec<String> {
    let text = text.trim();
    let found = code(text).and_then(|code| rows().find(|row| row.0 == code));
    let written = found.map_or_else(|| vec![text], |(code, names)| [code].into_iter().chain(names).collect());
    // SQLite lowers what is ASCII, PostgreSQL every letter.
    let mut spellings: Vec<String> =
        written.iter().flat_map(|one| [one.to_lowercase(), one.to_ascii_lowercase()]).collect();
    spellings.sort();
    spellings.dedup();
    spellings
}

/// Whether two texts name one country. Nothing names none.
pub fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim(), other.trim());
    match (code(one), code(other)) {
        (Some(one), Some(other)) => one == other,
        _ => !one.is_empty() && one.to_lowercase() == other.to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::{all, code, same, spellings};
    use crate::languages::Language;

    #[test]
    fn a_country_is_known_by_code_and_by_name_in_each_language() {
        for text in ["NO", "no", " Norway ", "norvège", "Norwegen", "النرويج"] {
            assert_eq!(code(text), Some("NO"), "{text}");
        }
        assert_eq!((code("ÖSTERREICH"), code("Narnia"), code("")), (Some("AT"), None, None));
        assert!(same("at", "Österreich") && same("Narnia", "narnia") && !same("", "") && !same("NO", "SE"));
    }

    #[test]
    fn spellings_are_those_of_both_databases() {
        let written = spellings("AT");
        assert!(["at", "austria", "österreich", "Österreich"].iter().all(|one| written.iter().any(|has| has == one)));
        assert_eq!(spellings(" Narnia"), ["narnia"].map(str::to_owned));
    }

    #[test]
    fn every_country_has_a_name_in_every_language() {
        for language in Language::ALL {
            assert_eq!(all(language).count(), 249);
            assert!(all(language).all(|(code, name)| code.len() == 2 && !name.is_empty()));
        }
    }
}
