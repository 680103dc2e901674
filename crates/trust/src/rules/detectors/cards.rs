//! Payment cards.

use super::{Group, Hit, each, luhn, number};

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

pub fn cards(groups: &[Group]) -> Vec<Hit> {
    each(groups, 5, |digits, lengths, signs| {
        let alike = signs.windows(2).all(|pair| pair.first() == pair.last());
        let drawn = matches!(lengths, [_] | [4, 6, 4 | 5] | [4, 4, 4, 1..=4] | [4, 4, 4, 4, 3]);
        let plain = signs.iter().all(|sign| matches!(sign, ' ' | '-' | '.' | '\u{a0}' | '\u{2011}'));
        // A number of one sign alone is nobody's card.
        let varied = digits.windows(2).any(|pair| pair.first() != pair.last());
        (drawn && alike && plain && varied && issued(digits) && luhn(digits)).then_some("card")
    })
}
