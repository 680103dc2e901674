//! Texts: complete in every language, none missing, none that nobody says.

use crate::sources::{files, none};
use kernel::languages::{Language, Texts, compare, used_keys};
use std::collections::{BTreeSet, HashSet};

/// Texts that are chosen at run time by a code or a word.
const FAMILIES: [&str; 4] = ["error-", "field-", "number-", "date-"];

fn keys() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for (language, _, source) in fourleaf::compose::capability().texts {
        if language == Language::English {
            let names = source.lines().filter_map(|line| line.split_once(" ="));
            keys.extend(names.map(|(key, _)| key.to_owned()).filter(|key| {
                key.starts_with(|c: char| c.is_ascii_alphabetic()) && !key.contains(char::is_whitespace)
            }));
        }
    }
    keys
}

#[test]
fn every_language_has_every_text() {
    none(&compare(&fourleaf::compose::capability().texts), "complete in English, French, German and Arabic");
    if let Err(problems) = Texts::load(&fourleaf::compose::capability().texts) {
        none(&problems, "texts can be read");
    }
}

/// Every text in quotes of the sources: keys that are kept as words are among them.
fn quoted() -> HashSet<String> {
    let mut quoted = HashSet::new();
    for ending in [".rs", ".html"] {
        for source in files("crates", ending).iter().filter(|source| !source.is_test()) {
            quoted.extend(used_keys(&source.text));
            quoted.extend(source.code().split('"').map(str::to_owned));
        }
    }
    quoted
}

#[test]
fn no_text_is_missing() {
    let keys = keys();
    let mut findings = Vec::new();
    for ending in [".rs", ".html"] {
        for source in files("crates", ending).iter().filter(|source| !source.is_test()) {
            let code = if ending == ".rs" { source.code() } else { source.text.clone() };
            for key in used_keys(&code).iter().filter(|key| key.contains('-')) {
                let key = key.split('.').next().unwrap_or_default();
                if !keys.contains(key) {
                    findings.push(format!("{}: {key}", source.path));
                }
            }
        }
    }
    findings.sort();
    none(&findings, "every text that is asked for exists");
}

#[test]
fn no_text_is_unused() {
    let quoted = quoted();
    let in_texts: String = fourleaf::compose::capability().texts.iter().map(|(_, _, source)| *source).collect();
    let unused: Vec<String> = keys()
        .into_iter()
        .filter(|key| !FAMILIES.iter().any(|family| key.starts_with(family)))
        // `key.one` says the key: its attributes are plural forms for scripts.
        .filter(|key| !quoted.iter().any(|said| said.split('.').next() == Some(key.as_str())))
        .filter(|key| !in_texts.contains(&format!("{{ {key} }}")))
        .filter(|key| key.strip_suffix("-title").is_none_or(|own| !quoted.contains(own)))
        .collect();
    none(&unused, "every text is said somewhere");
}

#[test]
fn every_error_code_has_its_sentences() {
    let keys = keys();
    let mut findings = Vec::new();
    for source in files("crates", ".rs").iter().filter(|source| !source.is_test()) {
        let code = source.code();
        for opening in ["Forbidden(\"", "Conflict(\"", "Refused {"] {
            for (at, _) in code.match_indices(opening) {
                let after = code[at..].split('}').next().unwrap_or_default();
                let after =
                    if opening.ends_with('{') { after.split("code: ").nth(1).unwrap_or_default() } else { after };
                let word = after.split('"').nth(1).unwrap_or_default();
                for key in [format!("error-{word}"), format!("error-{word}-title")] {
                    if !word.is_empty() && !keys.contains(&key) {
                        findings.push(format!("{}: {key}", source.path));
                    }
                }
            }
        }
        let fields =
            ["Error::field(\"", "FieldError::new(\""].into_iter().flat_map(|opening| code.match_indices(opening));
        for (at, found) in fields {
            let mut quotes = code[at + found.len()..].splitn(4, '"');
            let (_, between, word) =
                (quotes.next(), quotes.next().unwrap_or_default(), quotes.next().unwrap_or_default());
            if between.trim() == "," && !keys.contains(&format!("field-{word}")) {
                findings.push(format!("{}: field-{word}", source.path));
            }
        }
    }
    findings.sort();
    findings.dedup();
    none(&findings, "every code that people meet has a sentence");
}
