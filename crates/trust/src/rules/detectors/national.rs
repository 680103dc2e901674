//! National ids, by the rules of those who give them out.

use super::{Hit, each, groups, luhn, number, pattern, words};
use crate::rules::folding::Folded;
use aho_corasick::AhoCorasick;
use regex::Regex;
use std::sync::LazyLock;

static NINO: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?-u:\b)[A-Za-z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-Da-d](?-u:\b)"));
static DNI: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?-u:\b)[XYZ0-9][0-9]{7}-?[TRWAGMYFPDXBNJZSQVHLCKE](?-u:\b)"));

static SSN_WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| words(&["social security", "ssn"]));
static BSN_WORDS: LazyLock<AhoCorasick> =
    LazyLock::new(|| words(&["bsn", "burgerservicenummer", "sofinummer", "citizen service number"]));

pub fn national_ids(text: &str, folded: &Folded) -> Vec<Hit> {
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
