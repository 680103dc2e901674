//! From a text to what is looked for: words, folded, and their stems.
//!
//! The same for what is indexed and for what is asked. A word is folded (case, accents, compatibility
//! forms) and, where the language of its text is known, also kept by its stem at the same place. Scripts
//! that are written without spaces are cut into pairs of neighbouring signs, so that every run of signs
//! can be found as a phrase. Nothing here knows an index.

use crate::text::fold;
use frostem::{Algorithm, Stemmer};
use std::sync::LazyLock;
use tantivy::tokenizer::{RawTokenizer, StopWordFilter, TextAnalyzer, TokenStream as _};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use whatlang::{Detector, Lang};

/// What is longer than this was not typed by a person; it is cut.
const MOST_CHARS: usize = 48;
/// The language of a text shows in its beginning.
const LANGUAGE_BYTES: usize = 600;
/// A shorter text tells too little of its language.
const LANGUAGE_CHARS: usize = 20;

/// One word of a text, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Bytes of the text.
    pub from: usize,
    pub to: usize,
    /// Folded.
    pub text: String,
    /// Part of a run of signs without spaces: with its neighbour it is a phrase.
    pub sign: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Sign,
    Mark,
    Other,
}

fn class(c: char) -> Class {
    if c.is_ascii() {
        return if c.is_ascii_alphanumeric() { Class::Letter } else { Class::Other };
    }
    match c {
        '\u{3041}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}'
        | '\u{0e00}'..='\u{0eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}' => Class::Sign,
        c if is_combining_mark(c) || c == '\u{640}' => Class::Mark,
        c if c.is_alphanumeric() => Class::Letter,
        _ => Class::Other,
    }
}

/// The words of a text, in order.
pub fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::with_capacity(text.len() / 6);
    let mut run: Option<(usize, Class)> = None;
    for (at, c) in text.char_indices() {
        let class = match (class(c), run) {
            (Class::Mark, Some((_, running))) => running,
            (Class::Mark, None) => Class::Other,
            (class, _) => class,
        };
        if let Some((from, running)) = run
            && running != class
        {
            take(text, from, at, running, &mut found);
            run = None;
        }
        if run.is_none() && class != Class::Other {
            run = Some((at, class));
        }
    }
    if let Some((from, running)) = run {
        take(text, from, text.len(), running, &mut found);
    }
    found
}

fn take(text: &str, from: usize, to: usize, class: Class, found: &mut Vec<Word>) {
    let Some(run) = text.get(from..to) else { return };
    if class == Class::Sign {
        return pairs(run, from, found);
    }
    let folded = folded(run);
    if !folded.is_empty() {
        found.push(Word { from, to, text: folded, sign: false });
    }
}

/// A word for comparing. Letters that Arabic writes in several ways are the same.
fn folded(run: &str) -> String {
    if run.is_ascii() {
        let mut word = run.to_ascii_lowercase();
        word.truncate(MOST_CHARS);
        return word;
    }
    let same = |c: char| match c {
        'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        c => c,
    };
    fold(run).chars().filter(|c| *c != '\u{640}').map(same).take(MOST_CHARS).collect()
}

fn pairs(run: &str, from: usize, found: &mut Vec<Word>) {
    let signs: Vec<(usize, char)> = run.char_indices().collect();
    let end = |nth: usize| from + signs.get(nth).map_or(run.len(), |(at, _)| *at);
    let width = if signs.len() == 1 { 1 } else { 2 };
    for (nth, pair) in signs.windows(width).enumerate() {
        let text: String = pair.iter().map(|(_, c)| *c).nfkc().collect();
        found.push(Word { from: end(nth), to: end(nth + width), text, sign: true });
    }
}

/// Whether the first letter is a Latin one; what stands before Greek in Unicode is.
fn is_latin(word: &str) -> bool {
    word.chars().next().is_some_and(|first| first < '\u{370}')
}

/// Languages whose words have stems here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tongue(usize);

/// Code, as in BCP 47; for detection; for stems; for words that mean nothing alone.
type Known = (&'static str, Lang, Algorithm, Option<tantivy::tokenizer::Language>);

static KNOWN: [Known; 23] = {
    use tantivy::tokenizer::Language;
    [
        ("en", Lang::Eng, Algorithm::English, Some(Language::English)),
        ("fr", Lang::Fra, Algorithm::French, Some(Language::French)),
        ("de", Lang::Deu, Algorithm::German, Some(Language::German)),
        ("ar", Lang::Ara, Algorithm::Arabic, None),
        ("es", Lang::Spa, Algorithm::Spanish, Some(Language::Spanish)),
        ("it", Lang::Ita, Algorithm::Italian, Some(Language::Italian)),
        ("pt", Lang::Por, Algorithm::Portuguese, Some(Language::Portuguese)),
        ("nl", Lang::Nld, Algorithm::Dutch, Some(Language::Dutch)),
        ("sv", Lang::Swe, Algorithm::Swedish, Some(Language::Swedish)),
        ("nb", Lang::Nob, Algorithm::Norwegian, Some(Language::Norwegian)),
        ("da", Lang::Dan, Algorithm::Danish, Some(Language::Danish)),
        ("fi", Lang::Fin, Algorithm::Finnish, Some(Language::Finnish)),
        ("ru", Lang::Rus, Algorithm::Russian, Some(Language::Russian)),
        ("pl", Lang::Pol, Algorithm::Polish, None),
        ("cs", Lang::Ces, Algorithm::Czech, None),
        ("hu", Lang::Hun, Algorithm::Hungarian, Some(Language::Hungarian)),
        ("ro", Lang::Ron, Algorithm::Romanian, None),
        ("el", Lang::Ell, Algorithm::Greek, None),
        ("tr", Lang::Tur, Algorithm::Turkish, None),
        ("id", Lang::Ind, Algorithm::Indonesian, None),
        ("ca", Lang::Cat, Algorithm::Catalan, None),
        ("hi", Lang::Hin, Algorithm::Hindi, None),
        ("ta", Lang::Tam, Algorithm::Tamil, None),
    ]
};

static DETECTOR: LazyLock<Detector> =
    LazyLock::new(|| Detector::with_allowlist(KNOWN.iter().map(|known| known.1).collect()));

impl Tongue {
    pub const ENGLISH: Self = Self(0);

    /// The language with this code.
    pub fn of(code: &str) -> Option<Self> {
        KNOWN.iter().position(|known| known.0 == code).map(Self)
    }

    pub fn code(self) -> &'static str {
        KNOWN.get(self.0).map_or("en", |known| known.0)
    }

    /// The language of a text, when it can be told.
    pub fn of_text(text: &str) -> Option<Self> {
        let mut end = text.len().min(LANGUAGE_BYTES);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let begin = text.get(..end).unwrap_or_default();
        begin.chars().nth(LANGUAGE_CHARS)?;
        let found = DETECTOR.detect(begin)?;
        if !found.is_reliable() && found.confidence() < 0.5 {
            return None;
        }
        KNOWN.iter().position(|known| known.1 == found.lang()).map(Self)
    }

    /// Whether a stem begins with the letter that its word begins with: only endings are taken off.
    pub fn stems_keep_beginning(self) -> bool {
        ["en", "fr", "de", "es", "it", "pt", "sv", "nb", "da", "fi", "ru"].contains(&self.code())
    }

    /// Whether it is written with Latin letters.
    fn is_latin(self) -> bool {
        !["ar", "ru", "el", "hi", "ta"].contains(&self.code())
    }

    /// The stem of a folded word, when it is another word.
    pub fn stem(self, word: &str) -> Option<String> {
        // A number has no stem, of two letters none is left, and no language has words in the letters of another.
        if word.len() < 3 || word.bytes().all(|b| b.is_ascii_digit()) || is_latin(word) != self.is_latin() {
            return None;
        }
        let stemmer = Stemmer::new(KNOWN.get(self.0)?.2);
        let stem = stemmer.stem(word);
        (stem != word && !stem.is_empty()).then(|| stem.into_owned())
    }

    /// Whether this word, as it was typed, says nothing of what a text is about.
    pub fn is_empty_word(self, typed: &str) -> bool {
        let typed = typed.to_lowercase();
        if self == Self::ENGLISH && ASKING.contains(&typed.as_str()) {
            return true;
        }
        let Some(Some(filter)) = EMPTY_WORDS.get(self.0) else { return false };
        !filter.clone().token_stream(&typed).advance()
    }
}

/// Words of questions that the library's English list leaves out.
const ASKING: [&str; 36] = [
    "how", "what", "where", "when", "who", "why", "which", "do", "does", "did", "can", "could", "should", "would", "i",
    "my", "me", "we", "our", "us", "you", "your", "am", "has", "have", "had", "from", "about", "so", "s", "t", "any",
    "get", "need", "were", "been",
];

/// The library keeps its lists to itself, but its filter tells what it would leave out.
static EMPTY_WORDS: LazyLock<Vec<Option<TextAnalyzer>>> = LazyLock::new(|| {
    let filter = |known: &Known| {
        let list = StopWordFilter::new(known.3?)?;
        Some(TextAnalyzer::builder(RawTokenizer::default()).filter(list).build())
    };
    KNOWN.iter().map(filter).collect()
});

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    fn of(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn words_are_the_same_however_they_are_written() {
        assert_eq!(of("Müller's BRAKE-pads, 3.5 mm"), ["muller", "s", "brake", "pads", "3", "5", "mm"]);
        assert_eq!(of("Ｆｕｌｌ ﬁle"), ["full", "file"]);
        assert_eq!(of("cafe\u{301}"), of("caf\u{e9}"));
        assert_eq!(of("أَحْمَد"), of("احمد"));
        assert_eq!(of("\u{200f}\u{202e} \u{0} --- \u{301}"), Vec::<String>::new());
        let word = &words("die Häuser")[1];
        assert_eq!((word.from, word.to), (4, 11));
    }

    #[test]
    fn signs_without_spaces_are_cut_into_pairs() {
        assert_eq!(of("日本語です2件"), ["日本", "本語", "語で", "です", "2", "件"]);
        assert_eq!(of("안전 규정"), ["안전", "규정"]);
        assert!(words("日本").iter().all(|word| word.sign));
    }

    #[test]
    fn the_language_of_a_text_decides_on_stems() {
        let german = Tongue::of_text("Die Bremsen wurden gestern Nacht noch einmal geprüft.").unwrap();
        assert_eq!(german.code(), "de");
        assert_eq!(german.stem("bremsen"), german.stem("bremse"));
        let french = Tongue::of_text("Les freins ont été vérifiés encore une fois hier soir.").unwrap();
        assert_eq!(french.code(), "fr");
        assert_eq!(Tongue::of_text("تم فحص المكابح مرة أخرى مساء أمس").unwrap().code(), "ar");
        assert_eq!(Tongue::of_text("ok"), None);
        assert_eq!(Tongue::ENGLISH.stem("running").as_deref(), Some("run"));
        assert_eq!(Tongue::ENGLISH.stem("2026"), None);
        for word in ["dying", "skis", "unhappiness", "ungepruft", "gebremst", "yeux", "oubliions", "ябеда"] {
            for tongue in (0..KNOWN.len()).map(Tongue).filter(|tongue| tongue.stems_keep_beginning()) {
                let stem = tongue.stem(word).unwrap_or_else(|| word.to_owned());
                assert_eq!(stem.chars().next(), word.chars().next(), "{} {word}", tongue.code());
            }
        }
    }

    #[test]
    fn words_that_say_nothing_are_known() {
        assert!(Tongue::ENGLISH.is_empty_word("The") && Tongue::ENGLISH.is_empty_word("how"));
        assert!(!Tongue::ENGLISH.is_empty_word("brake"));
        assert!(Tongue::of("fr").unwrap().is_empty_word("même"));
    }
}
