//! Names and texts of a company that does not exist. Texts go through the real renderer, so that pages
//! weigh what pages weigh.

use super::chance::Chance;
use community::posts::compose::render;

const FIRST: [&str; 32] = [
    "Ada", "Bruno", "Clara", "Dario", "Elif", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kaya", "Leo", "Mira", "Nils",
    "Olga", "Paul", "Quinn", "Rosa", "Sami", "Tara", "Ugo", "Vera", "Wim", "Xenia", "Yara", "Zeno", "Aylin", "Bela",
    "Cleo", "Dalia", "Emil", "Freya",
];
const LAST: [&str; 24] = [
    "Amsel", "Birke", "Corvin", "Dorn", "Esche", "Falke", "Ginster", "Hasel", "Iris", "Jasmin", "Kiefer", "Linde",
    "Mohn", "Nelke", "Olive", "Pappel", "Quitte", "Reiher", "Salbei", "Tanne", "Ulme", "Veilchen", "Weide", "Zeder",
];
const WORDS: [&str; 72] = [
    "the",
    "plant",
    "line",
    "shift",
    "report",
    "customer",
    "order",
    "we",
    "found",
    "that",
    "pump",
    "valve",
    "changed",
    "because",
    "supplier",
    "delivered",
    "late",
    "team",
    "tested",
    "again",
    "and",
    "result",
    "better",
    "than",
    "before",
    "please",
    "check",
    "your",
    "own",
    "numbers",
    "until",
    "Friday",
    "if",
    "something",
    "differs",
    "tell",
    "us",
    "here",
    "new",
    "manual",
    "describes",
    "how",
    "to",
    "set",
    "pressure",
    "without",
    "stopping",
    "machine",
    "thanks",
    "everybody",
    "who",
    "helped",
    "last",
    "week",
    "training",
    "starts",
    "on",
    "Monday",
    "room",
    "second",
    "floor",
    "bring",
    "questions",
    "safety",
    "first",
    "measure",
    "twice",
    "drawing",
    "version",
    "approved",
    "by",
    "quality",
];

pub fn first_name(nth: usize) -> &'static str {
    FIRST.get(nth % FIRST.len()).copied().unwrap_or("Ada")
}

pub fn last_name(nth: usize) -> &'static str {
    LAST.get(nth / FIRST.len() % LAST.len()).copied().unwrap_or("Linde")
}

/// A word for names of spaces, tags and places.
pub fn word(nth: usize) -> &'static str {
    WORDS.get(nth % WORDS.len()).copied().unwrap_or("plant")
}

/// A text as it is typed, and as it is kept.
#[derive(Debug, Clone)]
pub struct Text {
    pub body: String,
    pub html: String,
    pub words: i64,
}

/// Texts to choose from.
pub struct Texts {
    pub notes: Vec<Text>,
    pub articles: Vec<Text>,
    pub comments: Vec<Text>,
}

impl Texts {
    pub fn new(chance: &Chance) -> Self {
        Self {
            notes: (0..400).map(|_| note(chance)).collect(),
            articles: (0..40).map(|_| article(chance)).collect(),
            comments: (0..300).map(|_| text(sentence(chance, 6, 30))).collect(),
        }
    }
}

fn text(body: String) -> Text {
    let rendered = render(&body, &[], &|_| None);
    Text { body, html: rendered.html, words: rendered.words }
}

fn note(chance: &Chance) -> Text {
    let mut body = sentence(chance, 12, 40);
    if chance.below(3) == 0 {
        body.push_str("\n\n**");
        body.push_str(&sentence(chance, 3, 6));
        body.push_str("** ");
        body.push_str(&sentence(chance, 8, 30));
    }
    if chance.below(6) == 0 {
        for _ in 0..3 {
            body.push_str("\n- ");
            body.push_str(&sentence(chance, 3, 9));
        }
    }
    text(body)
}

fn article(chance: &Chance) -> Text {
    let mut body = String::new();
    for _ in 0..4 {
        body.push_str("## ");
        body.push_str(&sentence(chance, 3, 6));
        for _ in 0..2 {
            body.push_str("\n\n");
            body.push_str(&sentence(chance, 30, 70));
        }
        body.push_str("\n\n");
    }
    text(body)
}

/// Words beside those that everybody uses: as in any language, the first are frequent and most are rare.
const RARE: usize = 30_000;

/// The word of this rank, which no dictionary has.
pub fn rare_word(rank: usize) -> String {
    const SYLLABLES: [&str; 32] = [
        "ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "zu", "dra", "fle", "gri", "plo", "stu", "tra", "bel",
        "cor", "dan", "fer", "gam", "hol", "jas", "kin", "lum", "mar", "nor", "pel", "quin", "ros", "sil", "tor",
    ];
    let syllable = |nth: usize| SYLLABLES.get(nth % SYLLABLES.len()).copied().unwrap_or("ba");
    let rank = rank + 1;
    format!(
        "{}{}{}",
        syllable(rank * 7 + 3),
        syllable(rank / SYLLABLES.len() + rank),
        syllable(rank / 1_024 + rank * 5)
    )
}

/// A rank by G. K. Zipf's law, from `least` on: the word of rank n is used as often as 1/n says.
pub fn zipf(chance: &Chance, least: usize) -> usize {
    let drawn = f64::from(u32::try_from(chance.below(1_000_000)).unwrap_or(0)) / 1_000_000.0;
    let (low, high) = (real(least.max(1)).ln(), real(RARE).ln());
    let rank = (low + drawn * (high - low)).exp();
    #[allow(clippy::as_conversions, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 1 and RARE
    let rank = rank as usize;
    rank
}

fn real(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Some words that are the post's own.
pub fn own_words(chance: &Chance, count: usize) -> String {
    let words: Vec<String> = (0..count).map(|_| rare_word(zipf(chance, 1))).collect();
    format!("{}.", words.join(" "))
}

pub fn sentence(chance: &Chance, least: usize, more: usize) -> String {
    let count = least + chance.below(more);
    let words: Vec<&str> = (0..count).map(|_| word(chance.below(WORDS.len()))).collect();
    format!("{}.", words.join(" "))
}
