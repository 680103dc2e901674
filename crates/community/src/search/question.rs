//! What somebody typed, as a question: words, `"phrases"`, `-exclusions`, and the operators `from:`, `in:`,
//! `tag:`, `kind:` (or `type:`), `after:` and `before:`.
//!
//! Nothing that can be typed is an error. What is too long is cut, and the page says so; what is not an
//! operator is a word; what is no word is passed over.

use kernel::search::words::Tongue;
use kernel::search::{Part, Question};

const MOST_CHARS: usize = 400;
const MOST_PARTS: usize = 16;

/// What was typed, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// As it goes back into the field: cut, and without what cannot be seen.
    pub q: String,
    pub cut: bool,
    words: Vec<(String, Part)>,
    phrases: Vec<Part>,
    unwanted: Vec<Part>,
    pub authors: Vec<String>,
    pub spaces: Vec<String>,
    pub tags: Vec<String>,
    pub kinds: Vec<String>,
    pub since: Option<String>,
    pub until: Option<String>,
    unfinished: bool,
}

impl Typed {
    pub fn read(given: &str) -> Self {
        let visible: String = given.chars().filter_map(visible).take(MOST_CHARS + 1).collect();
        let cut = visible.chars().nth(MOST_CHARS).is_some();
        let q: String = visible.chars().take(MOST_CHARS).collect();
        let mut typed = Self { cut, ..Self::default() };
        let mut rest = q.trim_start();
        let mut parts = 0;
        while let Some(token) = next(&mut rest) {
            parts += 1;
            if parts > MOST_PARTS {
                typed.cut = true;
                break;
            }
            typed.take(&token);
        }
        // The last word may still be on its way, as long as nothing follows it.
        typed.unfinished &= !q.ends_with(char::is_whitespace) && !typed.cut;
        q.trim().clone_into(&mut typed.q);
        typed
    }

    /// The words of a text in which no sign has a meaning of its own.
    pub fn plainly(text: &str) -> Self {
        let words: String = text.chars().map(|c| if c.is_ascii_punctuation() { ' ' } else { c }).collect();
        Self::read(&format!("{words} "))
    }

    fn take(&mut self, token: &Token) {
        self.unfinished = false;
        match (token.operator.as_str(), token.unwanted) {
            ("", false) if token.quoted => self.phrases.extend(Part::of(&token.text)),
            ("", false) => {
                if let Some(tag) = token.text.strip_prefix('#').filter(|tag| !tag.is_empty()) {
                    self.tags.push(tag.to_lowercase());
                } else if let Some(part) = Part::of(&token.text) {
                    self.unfinished = matches!(part, Part::Word(_));
                    self.words.push((token.text.clone(), part));
                }
            }
            ("", true) => self.unwanted.extend(Part::of(&token.text)),
            // What one does not want of a place or person cannot be said; it is passed over.
            (_, true) => {}
            ("from", _) => self.authors.push(token.text.trim_start_matches('@').to_lowercase()),
            ("in", _) => self.spaces.push(token.text.to_lowercase()),
            ("tag", _) => self.tags.push(token.text.trim_start_matches('#').to_lowercase()),
            ("kind" | "type", _) => self.kinds.push(token.text.to_lowercase()),
            ("after", _) => self.since = Some(token.text.clone()),
            _ => self.until = Some(token.text.clone()),
        }
    }

    /// Whether something is looked for, and not only narrowed.
    pub fn has_words(&self) -> bool {
        !self.words.is_empty() || !self.phrases.is_empty()
    }

    pub fn is_empty(&self) -> bool {
        !self.has_words() && self.unwanted.is_empty() && self.narrows() == 0
    }

    fn narrows(&self) -> usize {
        self.authors.len()
            + self.spaces.len()
            + self.tags.len()
            + self.kinds.len()
            + usize::from(self.since.is_some())
            + usize::from(self.until.is_some())
    }

    /// The words alone, as they were typed.
    pub fn plain(&self) -> String {
        self.words.iter().map(|(typed, _)| typed.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// The question, for somebody who reads in this language.
    pub fn question(&self, reads: Tongue) -> Question {
        let guessed = Tongue::of_text(&self.plain()).unwrap_or(reads);
        let says_nothing = |typed: &str| [guessed, Tongue::ENGLISH].iter().any(|tongue| tongue.is_empty_word(typed));
        let (mut wanted, mut welcome) = (self.phrases.clone(), Vec::new());
        let all_empty = self.words.iter().all(|(typed, _)| says_nothing(typed));
        for (nth, (typed, part)) in self.words.iter().enumerate() {
            let on_its_way = self.unfinished && nth + 1 == self.words.len();
            if !all_empty && says_nothing(typed) && !on_its_way {
                welcome.push(part.clone());
            } else {
                wanted.push(part.clone());
            }
        }
        Question {
            wanted,
            unwanted: self.unwanted.clone(),
            welcome,
            tongues: tongues(&[guessed, reads]),
            unfinished: self.unfinished,
            ..Question::default()
        }
    }
}

/// The languages that a word may be of: the asked one, and those that the product is spoken in.
fn tongues(first: &[Tongue]) -> Vec<Tongue> {
    let mut all = first.to_vec();
    all.extend(["en", "fr", "de", "ar"].into_iter().filter_map(Tongue::of));
    all.sort_unstable();
    all.dedup();
    all
}

/// What cannot be seen cannot be meant: control characters part words, marks of direction vanish.
fn visible(c: char) -> Option<char> {
    match c {
        '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => None,
        c if c.is_control() => Some(' '),
        c => Some(c),
    }
}

#[derive(Debug, Default)]
struct Token {
    operator: String,
    text: String,
    quoted: bool,
    unwanted: bool,
}

const OPERATORS: [&str; 7] = ["from", "in", "tag", "kind", "type", "after", "before"];

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '＂')
}

fn next(rest: &mut &str) -> Option<Token> {
    let mut text = rest.trim_start();
    if text.is_empty() {
        return None;
    }
    let mut token = Token::default();
    if let Some(after) = text.strip_prefix('-').filter(|after| !after.starts_with(char::is_whitespace)) {
        token.unwanted = true;
        text = after;
    }
    let bare_end = text.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(text.len());
    if let Some((name, after)) = text.get(..bare_end).and_then(|bare| bare.split_once(':')) {
        let name = name.to_ascii_lowercase();
        let has_value = !after.is_empty() || text.get(bare_end..).is_some_and(|next| next.starts_with(is_quote));
        if OPERATORS.contains(&name.as_str()) && has_value {
            text = text.get(name.len() + 1..).unwrap_or_default();
            token.operator = name;
        }
    }
    if let Some(quoted) = text.strip_prefix(is_quote) {
        let (inside, after) = quoted.split_once(is_quote).unwrap_or((quoted, ""));
        token.text = inside.trim().to_owned();
        token.quoted = true;
        *rest = after;
    } else {
        let end = text.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(text.len());
        token.text = text.get(..end).unwrap_or_default().to_owned();
        *rest = text.get(end..).unwrap_or_default();
    }
    Some(token)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    fn word(text: &str) -> Part {
        Part::of(text).unwrap()
    }

    #[test]
    fn a_question_is_taken_apart() {
        let typed =
            Typed::read("brake \"left axle\" -door from:@Mara in:brakes tag:#Safety kind:note after:2026-01-02 #rail ");
        assert_eq!(typed.words.len(), 1);
        assert_eq!(typed.phrases, [word("left axle")]);
        assert_eq!(typed.unwanted, [word("door")]);
        assert_eq!((typed.authors[0].as_str(), typed.spaces[0].as_str()), ("mara", "brakes"));
        assert_eq!(typed.tags, ["safety", "rail"]);
        assert_eq!((typed.kinds[0].as_str(), typed.since.as_deref()), ("note", Some("2026-01-02")));
        assert!(!typed.question(Tongue::ENGLISH).unfinished);
        assert!(Typed::read("bra").question(Tongue::ENGLISH).unfinished);
    }

    #[test]
    fn words_that_say_nothing_are_welcome_but_not_needed() {
        let question = Typed::read("how do we change the brake pads ").question(Tongue::ENGLISH);
        assert_eq!(question.wanted.len(), 3, "{question:?}");
        let question = Typed::read("to be or not ").question(Tongue::ENGLISH);
        assert_eq!(question.wanted.len(), 4);
    }

    #[test]
    fn nothing_that_can_be_typed_is_an_error() {
        for hostile in [
            "",
            " ",
            "-",
            "--",
            "\"",
            "\"\"",
            "-\"",
            ":",
            "from:",
            "from: x",
            "-from:x",
            "in:\"",
            "kind:\"a b\"",
            "AND OR NOT",
            "((((",
            "a:b:c",
            "https://example.org/x?y=z",
            "\u{0}\u{7}",
            "\u{200f}\u{202e}",
            "🚂",
            "'; drop table posts",
            "%_\\",
        ] {
            let typed = Typed::read(hostile);
            let _ = typed.question(Tongue::ENGLISH);
            assert!(!typed.cut, "{hostile}");
        }
        let long = Typed::read(&"word ".repeat(2_000));
        assert!(long.cut && long.q.chars().count() <= MOST_CHARS);
        assert_eq!(long.words.len(), MOST_PARTS);
        let one = Typed::read(&"x".repeat(10_000));
        assert!(one.cut && one.words.len() == 1);
        assert!(Typed::read(&"-".repeat(10_000)).cut);
        assert!(Typed::read("\u{202e}brake").q == "brake");
    }
}
