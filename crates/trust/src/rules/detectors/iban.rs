//! International bank account numbers (ISO 13616).

use super::Hit;

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

pub fn ibans(text: &str) -> Vec<Hit> {
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
