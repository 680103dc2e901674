//! A text as words are compared: without case, accents, letters that only look alike, and signs between words.
//!
//! Every byte of it knows where it came from, so that what is found can be shown where it was typed.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A folded text with the places of what was typed.
pub struct Folded {
    text: String,
    /// For each byte the place of the sign that it came from.
    from: Vec<u32>,
    /// The length of what was typed.
    end: u32,
}

impl Folded {
    pub fn new(typed: &str) -> Self {
        let mut text = String::with_capacity(typed.len());
        let mut from = Vec::with_capacity(typed.len());
        let end = u32::try_from(typed.len()).unwrap_or(u32::MAX);
        for (at, c) in typed.char_indices() {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            let mut push = |c: char| {
                // Whatever stands between words is one space.
                if c != ' ' || !text.ends_with(' ') {
                    text.push(c);
                    from.resize(text.len(), at);
                }
            };
            if c.is_ascii() {
                push(if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' });
            } else if !is_invisible(c) {
                for c in std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
                    match alike(c) {
                        'ß' => ['s', 's'].into_iter().for_each(&mut push),
                        c if c.is_alphanumeric() => push(c),
                        _ => push(' '),
                    }
                }
            }
        }
        let mut folded = Self { text, from, end };
        folded.read_digits_as_letters();
        folded
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// In a word that has letters, digits that look like letters are read as those: "c0nf1dential".
    fn read_digits_as_letters(&mut self) {
        if !self.text.bytes().any(|byte| byte.is_ascii_digit()) {
            return;
        }
        let words = self.text.split(' ').map(|word| {
            let digits = word.bytes().filter(u8::is_ascii_digit).count();
            if digits == 0 || digits * 2 >= word.chars().count() {
                return word.to_owned();
            }
            word.chars()
                .map(|c| match c {
                    '0' => 'o',
                    '1' => 'i',
                    '3' => 'e',
                    '4' => 'a',
                    '5' => 's',
                    '7' => 't',
                    c => c,
                })
                .collect()
        });
        // A letter of ASCII for a digit: the places stay.
        self.text = words.collect::<Vec<_>>().join(" ");
    }

    /// Where this was typed.
    pub fn typed(&self, at: Range<usize>) -> Range<usize> {
        let place = |at: usize| self.from.get(at).copied().unwrap_or(self.end);
        let start = place(at.start);
        // The sign behind the last one; several bytes may have come from one sign.
        let last = at.end.checked_sub(1).map_or(start, place);
        let end = self.from.get(at.end..).and_then(|rest| rest.iter().find(|from| **from != last)).copied();
        let (start, end) = (start, end.unwrap_or(self.end));
        usize::try_from(start).unwrap_or_default()..usize::try_from(end).unwrap_or_default()
    }

    /// Whether words begin and end there; the end need not when the word may go on.
    pub fn is_whole(&self, start: usize, end: usize, goes_on: bool) -> bool {
        let before = self.text.get(..start).and_then(|text| text.chars().next_back());
        let after = self.text.get(end..).and_then(|text| text.chars().next());
        before.is_none_or(|c| c == ' ') && (goes_on || after.is_none_or(|c| c == ' '))
    }
}

/// What is written and not seen: soft hyphens, joiners, marks of direction, variation selectors; tatweel.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{640}' | '\u{180e}')
}

/// Letters of other scripts that are drawn as a Latin one (Unicode TR 39, confusables, those that are in use).
fn alike(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' | 'є' => 'e',
        'һ' => 'h',
        'і' | 'ı' | 'ι' | 'ⅰ' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'ӏ' | 'ⅼ' => 'l',
        'м' | 'μ' => 'm',
        'н' => 'h',
        'п' => 'n',
        'о' | 'ο' | 'ø' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' => 'u',
        'ν' | 'ѵ' => 'v',
        'ԝ' | 'ω' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        'ł' => 'l',
        'đ' => 'd',
        'أ' | 'إ' | 'آ' => 'ا',
        'ى' => 'ي',
        c => c,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::Folded;

    #[test]
    fn what_looks_alike_is_alike() {
        for typed in
            ["Confidential", "CONFIDENTIAL", "cоnfidentiаl", "c0nf1dential", "con\u{200b}fidential", "cónfidéntial"]
        {
            assert_eq!(Folded::new(typed).text(), "confidential", "{typed}");
        }
        assert_eq!(Folded::new("Straße").text(), "strasse");
        assert_eq!(Folded::new("con-artist").text(), "con artist");
        assert_eq!(Folded::new("4711").text(), "4711");
    }

    #[test]
    fn what_is_found_is_shown_where_it_was_typed() {
        let typed = "Ein Betrüger – ﬁnal.";
        let folded = Folded::new(typed);
        let at = folded.text().find("betruger").unwrap();
        assert_eq!(&typed[folded.typed(at..at + 8)], "Betrüger");
        let at = folded.text().find("final").unwrap();
        assert_eq!(&typed[folded.typed(at..at + 5)], "ﬁnal");
    }
}
