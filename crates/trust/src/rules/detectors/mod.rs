//! Detectors: what a pattern alone would find too often is found by its check digits, its issuer and its surroundings.
//!
//! A detector reads a text once, never backwards over more than a few dozen bytes, so it cannot run away. It knows no
//! rule and no company.

mod cards;
mod iban;
mod national;
mod secrets;
mod terms;

use super::folding::Folded;
use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;
use std::ops::Range;

/// Where something stands, and what exactly it is: `us-ssn`, `jwt`.
pub type Hit = (Range<usize>, &'static str);

/// What can be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detector {
    Card,
    Iban,
    NationalId,
    Key,
    Contacts,
    Label,
    Defamation,
}

impl Detector {
    pub const ALL: [Self; 7] =
        [Self::Card, Self::Iban, Self::NationalId, Self::Key, Self::Contacts, Self::Label, Self::Defamation];

    pub fn word(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Iban => "iban",
            Self::NationalId => "national-id",
            Self::Key => "key",
            Self::Contacts => "contacts",
            Self::Label => "label",
            Self::Defamation => "defamation",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|detector| detector.word() == word)
    }

    /// The text that names it.
    pub fn text(self) -> &'static str {
        match self {
            Self::Card => "rules-detector-card",
            Self::Iban => "rules-detector-iban",
            Self::NationalId => "rules-detector-national-id",
            Self::Key => "rules-detector-key",
            Self::Contacts => "rules-detector-contacts",
            Self::Label => "rules-detector-label",
            Self::Defamation => "rules-detector-defamation",
        }
    }

    /// Where it finds something, and what exactly: `us-ssn`, `jwt`.
    pub fn find(self, text: &str, folded: &Folded) -> Vec<Hit> {
        match self {
            Self::Card => cards::cards(&groups(text)),
            Self::Iban => iban::ibans(text),
            Self::NationalId => national::national_ids(text, folded),
            Self::Key => secrets::keys(text),
            Self::Contacts => terms::contacts(text),
            Self::Label => terms::labels(folded),
            Self::Defamation => terms::defamation(folded),
        }
    }
}

/// Digits that stand together, and what is between them and the group before: nothing, or one separator.
struct Group {
    digits: Vec<u8>,
    at: Range<usize>,
    /// The one sign between this group and the one before, if they belong together.
    joined: Option<char>,
    /// A letter or another sign of a number stands right before or behind.
    touches: (bool, bool),
}

fn groups(text: &str) -> Vec<Group> {
    let bytes = text.as_bytes();
    let mut groups: Vec<Group> = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if !byte.is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = bytes.iter().skip(at).position(|byte| !byte.is_ascii_digit()).map_or(bytes.len(), |n| at + n);
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(end..).and_then(|text| text.chars().next());
        let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let between = groups.last().and_then(|last| text.get(last.at.end..at)).and_then(|between| {
            let mut signs = between.chars();
            let sign = signs.next()?;
            (signs.next().is_none() && matches!(sign, ' ' | '-' | '.' | '/' | '\u{a0}' | '\u{2011}' | '\u{2013}' | '+'))
                .then_some(sign)
        });
        let digits = bytes.get(at..end).unwrap_or_default().iter().map(|byte| byte - b'0').collect();
        groups.push(Group { digits, at: at..end, joined: between, touches: (part(before), part(after)) });
        at = end;
    }
    groups
}

/// Digits, the lengths of their groups, the separators, and where it stands.
type Reading = (Vec<u8>, Vec<usize>, Vec<char>, Range<usize>);

/// Each way in which up to `most` groups may be read as one number, the longest first: digits, their lengths, the
/// separators, and where.
fn readings(groups: &[Group], from: usize, most: usize) -> Vec<Reading> {
    let Some(first) = groups.get(from).filter(|group| !group.touches.0) else { return Vec::new() };
    let (mut digits, mut lengths, mut signs) = (Vec::new(), Vec::new(), Vec::new());
    let mut found = Vec::new();
    for (nth, group) in groups.iter().skip(from).take(most).enumerate() {
        if nth > 0 {
            match group.joined {
                Some(sign) => signs.push(sign),
                None => break,
            }
        }
        digits.extend_from_slice(&group.digits);
        lengths.push(group.digits.len());
        if digits.len() > 34 {
            break;
        }
        if !group.touches.1 {
            found.push((digits.clone(), lengths.clone(), signs.clone(), first.at.start..group.at.end));
        }
    }
    found.reverse();
    found
}

fn number(digits: &[u8]) -> u64 {
    digits.iter().fold(0u64, |n, digit| n.wrapping_mul(10).wrapping_add(u64::from(*digit)))
}

/// ISO/IEC 7812-1, annex B.
fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(nth, digit)| {
            let digit = u32::from(*digit) * if nth % 2 == 1 { 2 } else { 1 };
            if digit > 9 { digit - 9 } else { digit }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Asks of each place, the longest reading first, and goes on behind what was found.
fn each(groups: &[Group], most: usize, ask: impl Fn(&[u8], &[usize], &[char]) -> Option<&'static str>) -> Vec<Hit> {
    let mut found: Vec<Hit> = Vec::new();
    for from in 0..groups.len() {
        let begins = groups.get(from).map_or(0, |group| group.at.start);
        if found.last().is_some_and(|(last, _)| begins < last.end) {
            continue;
        }
        let read = readings(groups, from, most);
        let hit = read.into_iter().find_map(|(digits, lengths, signs, at)| Some((at, ask(&digits, &lengths, &signs)?)));
        found.extend(hit);
    }
    found
}

#[allow(clippy::expect_used)] // the patterns are ours, and a test compiles each
fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of ours")
}

#[allow(clippy::expect_used)] // the words are ours, and a test builds each
fn words(words: &[&str]) -> AhoCorasick {
    let folded = words.iter().map(|word| Folded::new(word).text().trim().to_owned());
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(folded).expect("words of ours")
}
