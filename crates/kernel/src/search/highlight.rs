//! What of a text is shown among results: the place where most of the words stand, with the words marked.
//!
//! It sees only the text that it is given, which the caller has confirmed for the viewer.

use super::ask::{Part, Question};
use super::words::{Tongue, words};
use serde::Serialize;
use std::collections::{BTreeSet, HashSet};

/// A part of a text, marked or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    pub text: String,
    pub hit: bool,
}

pub type Pieces = Vec<Piece>;

/// A word of the question in the text: from, to, which.
struct Hit {
    from: usize,
    to: usize,
    word: String,
}

fn hits(text: &str, matching: &BTreeSet<String>, tongues: &[Tongue]) -> Vec<Hit> {
    // Stems cost more than all else here, and most begin as their words do.
    let firsts: HashSet<char> = matching.iter().filter_map(|word| word.chars().next()).collect();
    let matches = |word: &str, sign: bool| {
        let begins = word.chars().next().is_some_and(|first| firsts.contains(&first));
        let mut stems = tongues.iter().filter(|tongue| begins || !tongue.stems_keep_beginning());
        (begins && matching.contains(word))
            || (!sign && stems.any(|tongue| tongue.stem(word).is_some_and(|stem| matching.contains(&stem))))
    };
    let found = words(text).into_iter().filter(|word| matches(&word.text, word.sign));
    let mut hits: Vec<Hit> = Vec::new();
    for word in found {
        match hits.last_mut() {
            // Pairs of signs overlap: together they are one mark.
            Some(last) if word.sign && word.from <= last.to => last.to = word.to,
            _ => hits.push(Hit { from: word.from, to: word.to, word: word.text }),
        }
    }
    hits
}

/// A whole text, such as a title.
pub fn marked(text: &str, matching: &BTreeSet<String>, tongues: &[Tongue]) -> Pieces {
    pieces(text, &hits(text, matching, tongues), 0, text.len())
}

/// About `most` characters of a text, from where most of the words stand together.
pub fn snippet(text: &str, matching: &BTreeSet<String>, tongues: &[Tongue], most: usize) -> Pieces {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let hits = hits(&text, matching, tongues);
    let begin = hits.get(densest(&hits, most)).map_or(0, |hit| before(&text, hit.from, most / 5));
    let end = after(&text, begin, most);
    // What is near the end is shown with what stands before it.
    let begin = if end == text.len() { before(&text, end, most).min(begin) } else { begin };
    let mut shown = pieces(&text, &hits, begin, end);
    if begin > 0 {
        shown.insert(0, Piece { text: "… ".to_owned(), hit: false });
    }
    if end < text.len() {
        shown.push(Piece { text: " …".to_owned(), hit: false });
    }
    shown
}

/// The hit behind which most different words follow closely.
fn densest(hits: &[Hit], within: usize) -> usize {
    let different = |nth: usize| {
        let end = hits.get(nth).map_or(0, |hit| hit.from + within);
        let near = hits.iter().skip(nth).take_while(|hit| hit.to <= end);
        near.map(|hit| hit.word.as_str()).collect::<HashSet<_>>().len()
    };
    // Of a long text the beginning is enough.
    let counted = (0..hits.len().min(200)).map(|nth| (different(nth), nth));
    counted.max_by_key(|(count, nth)| (*count, std::cmp::Reverse(*nth))).map_or(0, |(_, nth)| nth)
}

/// The beginning of a word, about `chars` before `at`.
fn before(text: &str, at: usize, chars: usize) -> usize {
    let Some(head) = text.get(..at) else { return 0 };
    let far = head.char_indices().rev().nth(chars).map_or(0, |(at, _)| at);
    if far == 0 {
        return 0;
    }
    let word = text.get(far..at).and_then(|part| part.find(' ')).map(|space| far + space + 1);
    word.unwrap_or(far)
}

/// The end of a word, about `chars` after `at`.
fn after(text: &str, at: usize, chars: usize) -> usize {
    let Some(tail) = text.get(at..) else { return text.len() };
    let Some((far, _)) = tail.char_indices().nth(chars) else { return text.len() };
    let word = tail.get(..far).and_then(|part| part.rfind(' ')).filter(|space| *space > far / 2);
    at + word.unwrap_or(far)
}

fn pieces(text: &str, hits: &[Hit], begin: usize, end: usize) -> Pieces {
    let mut shown = Vec::new();
    let mut at = begin;
    let mut push = |from: usize, to: usize, hit: bool| {
        if let Some(part) = text.get(from..to).filter(|part| !part.is_empty()) {
            shown.push(Piece { text: part.to_owned(), hit });
        }
    };
    for hit in hits.iter().filter(|hit| hit.from >= begin && hit.to <= end) {
        push(at, hit.from, false);
        push(hit.from, hit.to, true);
        at = hit.to;
    }
    push(at, end, false);
    shown
}

/// One text, ready to be held against many questions.
pub struct Matcher {
    /// Folded, in order, title and text apart.
    shelves: [Vec<String>; 2],
    all: HashSet<String>,
}

impl Matcher {
    pub fn of(title: &str, text: &str) -> Self {
        let tongue = Tongue::of_text(text).unwrap_or(Tongue::ENGLISH);
        let shelves = [title, text].map(|part| words(part).into_iter().map(|word| word.text).collect::<Vec<_>>());
        let mut all: HashSet<String> = shelves.iter().flatten().cloned().collect();
        all.extend(shelves.iter().flatten().filter_map(|word| tongue.stem(word)));
        Self { shelves, all }
    }

    /// Its words and their stems.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(String::as_str)
    }

    /// Whether a question fits to the letter; mistakes are not forgiven.
    pub fn fits(&self, question: &Question) -> bool {
        question.wanted.iter().all(|part| self.has(part, question))
            && !question.unwanted.iter().any(|part| self.has(part, question))
    }

    fn has(&self, part: &Part, question: &Question) -> bool {
        match part {
            Part::Word(word) => {
                let stems = question.tongues.iter().filter_map(|tongue| tongue.stem(&word.text));
                self.all.contains(&word.text) || stems.into_iter().any(|stem| self.all.contains(&stem))
            }
            Part::Phrase(phrase) => self.shelves.iter().any(|shelf| {
                let width = phrase.len().max(1);
                shelf.windows(width).any(|some| some.iter().eq(phrase.iter().map(|word| &word.text)))
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn shown(pieces: &[Piece]) -> String {
        pieces.iter().map(|piece| if piece.hit { format!("[{}]", piece.text) } else { piece.text.clone() }).collect()
    }

    fn of(words: &[&str]) -> BTreeSet<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn words_and_their_forms_are_marked() {
        let english = [Tongue::ENGLISH];
        assert_eq!(
            shown(&marked("Brakes, a brake & BRÁKING", &of(&["brake", "brak"]), &english)),
            "[Brakes], a [brake] & [BRÁKING]"
        );
        assert_eq!(shown(&marked("日本語です", &of(&["本語", "語で"]), &[])), "日[本語で]す");
        assert_eq!(shown(&marked("<b>", &of(&[]), &[])), "<b>");
    }

    #[test]
    fn the_place_with_most_words_is_shown() {
        let long = format!(
            "{} brake first. {} The brake of the left axle. {}",
            "a ".repeat(200),
            "b ".repeat(200),
            "c ".repeat(200)
        );
        let shown = shown(&snippet(&long, &of(&["brake", "axle"]), &[], 60));
        assert!(
            shown.contains("[brake] of the left [axle]") && shown.starts_with('…') && shown.ends_with('…'),
            "{shown}"
        );
        assert!(shown.chars().count() < 90, "{shown}");
    }

    #[test]
    fn any_text_can_be_cut_anywhere() {
        for text in ["", "é", "日本語のとても長い文章です。", "a\u{301}\u{301}\u{301} b", &"x".repeat(500)]
        {
            for most in [0, 1, 5, 1_000] {
                let _ = snippet(text, &of(&["x", "本語"]), &[], most);
            }
        }
    }
}
