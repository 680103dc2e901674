//! Detectors: what a pattern alone would find too often is found by its check digits, its issuer and its surroundings.
//!
//! A detector reads a text once, never backwards over more than a few dozen bytes, so it cannot run away. It knows no
//! rule and no company.

use super::folding::Folded;
use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

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
    pub fn find(self, text: &str, folded: &Folded) -> Vec<(Range<usize>, &'static str)> {
        match self {
            Self::Card => cards(&groups(text)),
            Self::Iban => ibans(text),
            Self::NationalId => national_ids(text, folded),
            Self::Key => keys(text),
            Self::Contacts => contacts(text),
            Self::Label => terms(&LABELS, folded, "label"),
            Self::Defamation => terms(&DEFAMATION, folded, "defamation"),
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

/// Whether an issuer gives out cards of these leading digits and this length (ISO/IEC 7812, the ranges in use).
fn issued(digits: &[u8]) -> bool {
    let lead = number(digits.get(..6).unwrap_or_default());
    let (two, three, four) = (lead / 10_000, lead / 1_000, lead / 100);
    match digits.len() {
        13 => two / 10 == 4,
        14 => (300..=305).contains(&three) || matches!(two, 36 | 38 | 39),
        15 => matches!(two, 34 | 37) || two / 10 == 1 || matches!(four, 2131 | 1800),
        16 => {
            two / 10 == 4
                || (51..=55).contains(&two)
                || (2221..=2720).contains(&four)
                || (2200..=2204).contains(&four)
                || (3528..=3589).contains(&four)
                || matches!(two, 50 | 56..=69 | 81 | 82)
                || four == 9792
        }
        12 | 17 | 18 => matches!(two, 50 | 56..=58 | 63 | 67 | 62),
        19 => two / 10 == 4 || matches!(two, 50 | 56..=58 | 60 | 62..=65 | 67),
        _ => false,
    }
}

fn cards(groups: &[Group]) -> Vec<(Range<usize>, &'static str)> {
    each(groups, 5, |digits, lengths, signs| {
        let alike = signs.windows(2).all(|pair| pair.first() == pair.last());
        let drawn = matches!(lengths, [_] | [4, 6, 4 | 5] | [4, 4, 4, 1..=4] | [4, 4, 4, 4, 3]);
        let plain = signs.iter().all(|sign| matches!(sign, ' ' | '-' | '.' | '\u{a0}' | '\u{2011}'));
        // A number of one sign alone is nobody's card.
        let varied = digits.windows(2).any(|pair| pair.first() != pair.last());
        (drawn && alike && plain && varied && issued(digits) && luhn(digits)).then_some("card")
    })
}

/// Asks of each place, the longest reading first, and goes on behind what was found.
fn each(
    groups: &[Group],
    most: usize,
    ask: impl Fn(&[u8], &[usize], &[char]) -> Option<&'static str>,
) -> Vec<(Range<usize>, &'static str)> {
    let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
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

/// Countries of the IBAN registry (SWIFT, ISO 13616) with the length of theirs.
const IBAN_LENGTHS: &[(&str, usize)] = &[
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BH", 22),
    ("BI", 27),
    ("BR", 29),
    ("BY", 28),
    ("CH", 21),
    ("CR", 22),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DJ", 27),
    ("DK", 18),
    ("DO", 28),
    ("EE", 20),
    ("EG", 29),
    ("ES", 24),
    ("FI", 18),
    ("FK", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("GT", 28),
    ("HN", 28),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IQ", 23),
    ("IS", 26),
    ("IT", 27),
    ("JO", 30),
    ("KW", 30),
    ("KZ", 20),
    ("LB", 28),
    ("LC", 32),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("LY", 25),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MN", 20),
    ("MR", 27),
    ("MT", 31),
    ("MU", 30),
    ("NI", 28),
    ("NL", 18),
    ("NO", 15),
    ("OM", 23),
    ("PK", 24),
    ("PL", 28),
    ("PS", 29),
    ("PT", 25),
    ("QA", 29),
    ("RO", 24),
    ("RS", 22),
    ("RU", 33),
    ("SA", 24),
    ("SC", 31),
    ("SD", 18),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("SO", 23),
    ("ST", 25),
    ("SV", 28),
    ("TL", 23),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
    ("VA", 22),
    ("VG", 24),
    ("XK", 20),
    ("YE", 30),
];

fn ibans(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let bytes = text.as_bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let begins = letter(at) && letter(at + 1) && digit(at + 2) && digit(at + 3);
        let alone = !text.get(..at).and_then(|text| text.chars().next_back()).is_some_and(char::is_alphanumeric);
        match if begins && alone { iban(text, at) } else { None } {
            Some(end) => {
                found.push((at..end, "iban"));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Where an IBAN that begins here ends.
fn iban(text: &str, from: usize) -> Option<usize> {
    let country = text.get(from..from + 2)?.to_ascii_uppercase();
    let (_, length) = IBAN_LENGTHS.iter().find(|(of, _)| *of == country)?;
    let (mut signs, mut end, mut gap) = (Vec::new(), from, false);
    for (at, c) in text.get(from..)?.char_indices() {
        if c.is_ascii_alphanumeric() {
            signs.push(c.to_ascii_uppercase());
            end = from + at + 1;
            gap = false;
            if signs.len() == *length {
                break;
            }
        } else if matches!(c, ' ' | '-' | '\u{a0}') && !gap {
            gap = true;
        } else {
            break;
        }
    }
    let typed = text.get(from..end)?;
    // It is written in capitals, or small by habit, but not mixed.
    let mixed = typed.contains(char::is_lowercase) && typed.contains(char::is_uppercase);
    let ends = !text.get(end..)?.chars().next().is_some_and(char::is_alphanumeric);
    (signs.len() == *length && ends && !mixed && mod_97(&signs) == 1).then_some(end)
}

/// ISO 7064 MOD 97-10 over an IBAN whose first four signs go behind the others.
fn mod_97(signs: &[char]) -> u32 {
    let (head, tail) = signs.split_at(4.min(signs.len()));
    tail.iter()
        .chain(head)
        .filter_map(|c| c.to_digit(36))
        .fold(0, |rest, value| (if value > 9 { rest * 100 + value } else { rest * 10 + value }) % 97)
}

fn national_ids(text: &str, folded: &Folded) -> Vec<(Range<usize>, &'static str)> {
    let groups = groups(text);
    let named = |words: &AhoCorasick| words.is_match(folded.text());
    let (ssn_named, bsn_named) = (named(&SSN_WORDS), named(&BSN_WORDS));
    let mut found = each(&groups, 7, |digits, lengths, signs| {
        let plain = signs.iter().all(|sign| matches!(sign, ' ' | '-' | '.' | '\u{a0}' | '+'));
        let alike = signs.windows(2).all(|pair| pair.first() == pair.last());
        match digits.len() {
            _ if !plain => None,
            9 if is_ssn(digits) && alike && written_ssn(lengths, signs, ssn_named) => Some("us-ssn"),
            9 if bsn_named && is_bsn(digits) => Some("nl-bsn"),
            10 if matches!((lengths, signs), ([6, 4], ['-' | '+'])) && is_personnummer(digits) => Some("se-pnr"),
            12 if is_personnummer(digits.get(2..).unwrap_or_default())
                && matches!(number(digits.get(..2)?), 18..=20)
                && matches!((lengths, signs), ([12], _) | ([8, 4], ['-'])) =>
            {
                Some("se-pnr")
            }
            11 if is_fodselsnummer(digits) && matches!(lengths, [11] | [6, 5]) => Some("no-fnr"),
            11 if is_tax_id(digits) && matches!(lengths, [11] | [2, 3, 3, 3]) => Some("de-tax-id"),
            15 if is_nir(digits) && matches!(lengths, [15] | [13, 2] | [1, 2, 2, 2, 3, 3, 2]) => Some("fr-nir"),
            _ => None,
        }
    });
    found.extend(NINO.find_iter(text).filter(|hit| is_nino(hit.as_str())).map(|hit| (hit.range(), "uk-nino")));
    found.extend(DNI.find_iter(text).filter(|hit| is_dni(hit.as_str())).map(|hit| (hit.range(), "es-dni")));
    found.sort_by_key(|(at, _)| at.start);
    found
}

/// Three, two and four digits, or those in two pieces; without a separator only where the text names them.
fn written_ssn(lengths: &[usize], signs: &[char], named: bool) -> bool {
    let separated = signs.iter().all(|sign| matches!(sign, ' ' | '-' | '\u{a0}'));
    match lengths {
        [3, 2, 4] => true,
        [3, 6] | [5, 4] => separated && signs.contains(&'-'),
        [9] => named,
        _ => false,
    }
}

/// What the Social Security Administration has never given out is none (POMS RM 10201.035).
fn is_ssn(digits: &[u8]) -> bool {
    let whole = number(digits);
    let (area, group, serial) = (whole / 1_000_000, whole / 10_000 % 100, whole % 10_000);
    let advertised = matches!(whole, 78_051_120 | 123_456_789 | 987_654_321 | 219_099_999);
    let one_digit = digits.windows(2).all(|pair| pair.first() == pair.last());
    area != 0 && area != 666 && area < 900 && group != 0 && serial != 0 && !advertised && !one_digit
}

/// The "elfproef".
fn is_bsn(digits: &[u8]) -> bool {
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let sum: i64 = digits.iter().zip(weights).map(|(digit, weight)| i64::from(*digit) * weight).sum();
    sum != 0 && sum % 11 == 0
}

fn is_day(month: u64, day: u64) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// Year, month, day, number; the last digit by Luhn. A day of a coordination number is 60 later.
fn is_personnummer(digits: &[u8]) -> bool {
    let whole = number(digits);
    let (month, day) = (whole / 1_000_000 % 100, whole / 10_000 % 100);
    digits.len() == 10 && is_day(month, if day > 60 { day - 60 } else { day }) && luhn(digits)
}

/// Day, month, year, three digits and two of check, modulo 11.
fn is_fodselsnummer(digits: &[u8]) -> bool {
    let check = |weights: &[i64]| {
        let sum: i64 = digits.iter().zip(weights).map(|(digit, weight)| i64::from(*digit) * weight).sum();
        sum % 11 == 0
    };
    let whole = number(digits);
    let (day, month) = (whole / 1_000_000_000, whole / 10_000_000 % 100);
    is_day(month, if day > 40 { day - 40 } else { day })
        && check(&[3, 7, 6, 1, 8, 9, 4, 5, 2, 1])
        && check(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1])
}

/// One digit of the first ten comes twice or three times; ISO 7064 MOD 11,10.
fn is_tax_id(digits: &[u8]) -> bool {
    let Some((last, first)) = digits.split_last() else { return false };
    let mut counts = [0u8; 10];
    for digit in first {
        if let Some(count) = counts.get_mut(usize::from(*digit)) {
            *count += 1;
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    let repeated = counts.iter().filter(|count| **count > 1).count();
    let product = first.iter().fold(10u32, |product, digit| {
        let sum = (u32::from(*digit) + product) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    let check = (11 - product) % 10;
    first.first() != Some(&0) && matches!(most, 2 | 3) && repeated == 1 && u32::from(*last) == check
}

/// The key is 97 less the rest of the first thirteen digits.
fn is_nir(digits: &[u8]) -> bool {
    let (body, key) = digits.split_at(13.min(digits.len()));
    let month = number(body.get(3..5).unwrap_or_default());
    let sex = body.first().copied().unwrap_or_default();
    matches!(sex, 1..=4 | 7 | 8)
        && (matches!(month, 1..=12) || matches!(month, 20..=42 | 50..=99))
        && number(key) == 97 - number(body) % 97
}

/// HMRC, NIM39110: which letters are not given out.
fn is_nino(text: &str) -> bool {
    let letters: String = text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    let mut signs = letters.chars();
    let (first, second) = (signs.next().unwrap_or_default(), signs.next().unwrap_or_default());
    let pair = letters.get(..2).unwrap_or_default();
    !"DFIQUV".contains(first)
        && !"DFIQUVO".contains(second)
        && !matches!(pair, "BG" | "GB" | "KN" | "NK" | "NT" | "TN" | "ZZ")
}

/// The letter is the rest of the number by 23.
fn is_dni(text: &str) -> bool {
    let digits: Vec<u8> = text
        .chars()
        .filter_map(|c| match c {
            'X' => Some(0),
            'Y' => Some(1),
            'Z' => Some(2),
            c => c.to_digit(10).and_then(|digit| u8::try_from(digit).ok()),
        })
        .collect();
    let check = usize::try_from(number(digits.get(..8).unwrap_or_default()) % 23).unwrap_or_default();
    digits.len() >= 8 && text.chars().next_back() == "TRWAGMYFPDXBNJZSQVHLCKE".chars().nth(check)
}

#[allow(clippy::expect_used)] // the patterns are ours, and a test compiles each
fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of ours")
}

static NINO: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?-u:\b)[A-Za-z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-Da-d](?-u:\b)"));
static DNI: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?-u:\b)[XYZ0-9][0-9]{7}-?[TRWAGMYFPDXBNJZSQVHLCKE](?-u:\b)"));

/// Keys whose form alone tells them.
static KEYS: LazyLock<Vec<(Regex, &'static str)>> = LazyLock::new(|| {
    [
        (r"(?-u:\b)(?:AKIA|ASIA)[A-Z0-9]{16}(?-u:\b)", "aws"),
        (r"(?-u:\b)(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255})(?-u:\b)", "github"),
        (r"-----BEGIN (?:[A-Z]{2,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----", "private-key"),
        (r"(?-u:\b)eyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{10,1000}", "jwt"),
        (r"(?-u:\b)xox[abeprs]-[A-Za-z0-9-]{10,250}", "slack"),
        (r"(?-u:\b)AIza[A-Za-z0-9_-]{35}(?-u:\b)", "google"),
        (r"(?-u:\b)[rs]k_live_[A-Za-z0-9]{16,250}(?-u:\b)", "stripe"),
        (r"(?-u:\b)glpat-[A-Za-z0-9_-]{20,250}", "gitlab"),
    ]
    .into_iter()
    .map(|(form, what)| (pattern(form), what))
    .collect()
});
/// Something that is said to be secret; whether it is, its letters tell.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?i)(?:password|passwd|pwd|passphrase|secret|api[_-]?key|access[_-]?token|auth[_-]?token|mot de passe|passwort|kennwort|كلمة المرور)["']?\s{0,3}[:=]\s{0,3}["']?([^\s"'<>,;]{8,200})"#,
    )
});

fn keys(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
    for (form, what) in KEYS.iter() {
        found.extend(form.find_iter(text).map(|hit| (hit.range(), *what)));
    }
    for hit in NAMED.captures_iter(text).filter_map(|hit| hit.get(1)) {
        let taken = found.iter().any(|(at, _)| at.start < hit.end() && hit.start() < at.end);
        if !taken && entropy(hit.as_str()) >= 2.9 && kinds(hit.as_str()) >= 2 {
            found.push((hit.range(), "secret"));
        }
    }
    found.sort_by_key(|(at, _)| at.start);
    found
}

/// Bits a sign (Shannon).
fn entropy(text: &str) -> f64 {
    let mut counts = std::collections::HashMap::new();
    for c in text.chars() {
        *counts.entry(c).or_insert(0u32) += 1;
    }
    let length = f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX)).max(1.0);
    counts.values().map(|count| f64::from(*count) / length).map(|share| -share * share.log2()).sum()
}

/// Of how many kinds the signs are: small, capital, digit, other.
fn kinds(text: &str) -> usize {
    let has = |is: fn(char) -> bool| usize::from(text.chars().any(is));
    has(char::is_lowercase)
        + has(char::is_uppercase)
        + has(|c| c.is_ascii_digit())
        + has(|c| !c.is_alphanumeric() && !c.is_whitespace())
}

static EMAIL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"));
static PHONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:\+|00|\(0|0)[0-9][0-9 ()./-]{6,18}[0-9]"));

/// A single address is none of our business; from so many on it is a list.
const LIST: usize = 5;

fn contacts(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    for (form, what) in [(&*EMAIL, "emails"), (&*PHONE, "phones")] {
        let hits: Vec<_> = form.find_iter(text).take(500).collect();
        let different: std::collections::HashSet<&str> = hits.iter().map(regex::Match::as_str).collect();
        if different.len() >= LIST {
            found.extend(hits.into_iter().map(|hit| (hit.range(), what)));
        }
    }
    found.sort_by_key(|(at, _): &(Range<usize>, _)| at.start);
    found
}

#[allow(clippy::expect_used)] // the words are ours, and a test builds each
fn words(words: &[&str]) -> AhoCorasick {
    let folded = words.iter().map(|word| Folded::new(word).text().trim().to_owned());
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(folded).expect("words of ours")
}

static SSN_WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| words(&["social security", "ssn"]));
static BSN_WORDS: LazyLock<AhoCorasick> =
    LazyLock::new(|| words(&["bsn", "burgerservicenummer", "sofinummer", "citizen service number"]));
static LABELS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    words(&[
        "strictly confidential",
        "company confidential",
        "commercial in confidence",
        "for internal use only",
        "internal use only",
        "do not distribute",
        "not for distribution",
        "top secret",
        "tlp:red",
        "tlp:amber",
        "trade secret",
        "proprietary and confidential",
        "strictement confidentiel",
        "confidentiel entreprise",
        "diffusion restreinte",
        "usage interne uniquement",
        "ne pas diffuser",
        "secret des affaires",
        "streng vertraulich",
        "nur für den internen gebrauch",
        "nur für den dienstgebrauch",
        "verschlusssache",
        "nicht zur weitergabe",
        "geschäftsgeheimnis",
        "سري للغاية",
        "سري وخاص",
        "للاستخدام الداخلي فقط",
        "ليس للنشر",
    ])
});
static DEFAMATION: LazyLock<AhoCorasick> = LazyLock::new(|| {
    words(&[
        "fraudster",
        "fraudsters",
        "crook",
        "crooks",
        "con artist",
        "swindler",
        "swindlers",
        "embezzler",
        "criminals",
        "is a criminal",
        "is a thief",
        "are thieves",
        "is a liar",
        "takes bribes",
        "escroc",
        "escrocs",
        "est un voleur",
        "est une voleuse",
        "est un menteur",
        "est une menteuse",
        "est corrompu",
        "est corrompue",
        "betrüger",
        "betrügerin",
        "hochstapler",
        "ist ein dieb",
        "ist ein lügner",
        "ist eine lügnerin",
        "ist korrupt",
        "verbrecher",
        "محتال",
        "لصوص",
        "نصاب",
        "كذاب",
        "مرتشي",
    ])
});

/// Whole words of a list.
fn terms(list: &AhoCorasick, folded: &Folded, what: &'static str) -> Vec<(Range<usize>, &'static str)> {
    let whole = list.find_iter(folded.text()).filter(|hit| folded.is_whole(hit.start(), hit.end(), false));
    whole.map(|hit| (folded.typed(hit.start()..hit.end()), what)).collect()
}
