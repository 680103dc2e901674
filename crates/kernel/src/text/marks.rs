//! `@handle` and `#tag` in a run of plain text.
//!
//! A mark begins at the start, after a space or after opening punctuation, never inside a word, so
//! that addresses, paths, `C#` and `x#y` are left alone. One pass, linear in the length.

use super::MOST_TAG_CHARS;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const MOST_HANDLE_BYTES: usize = 200;

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Lower-cased; with `@host` for people of partners.
    Handle(String),
    /// Lower-cased, NFC.
    Tag(String),
}

/// The marks of a text and where they stand in it (bytes, with the sign), in order.
pub(super) fn marks(text: &str) -> Vec<(std::ops::Range<usize>, Mark)> {
    let mut found = Vec::new();
    let mut before = None;
    let mut past = 0;
    for (at, c) in text.char_indices() {
        if at >= past && matches!(c, '@' | '#') && opens(before) {
            let rest = text.get(at + 1..).unwrap_or_default();
            let mark = if c == '@' { handle(rest) } else { tag(rest) };
            if let Some((length, mark)) = mark {
                past = at + 1 + length;
                found.push((at..past, mark));
            }
        }
        before = Some(c);
    }
    found
}

/// Whether a mark may begin after this character.
pub(super) fn opens(before: Option<char>) -> bool {
    before.is_none_or(|c| !c.is_alphanumeric() && !is_combining_mark(c) && !"_@#/&.-+=\\~%$".contains(c))
}

fn handle(rest: &str) -> Option<(usize, Mark)> {
    let local = word(rest, |c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let mut length = local.len();
    if let Some(host) = rest.get(length..).and_then(|more| more.strip_prefix('@')) {
        let host = word(host, |c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'));
        if host.contains('.') {
            length += 1 + host.len();
        }
    }
    let handle = rest.get(..length).unwrap_or_default();
    (!local.is_empty() && length <= MOST_HANDLE_BYTES).then(|| (length, Mark::Handle(handle.to_lowercase())))
}

fn tag(rest: &str) -> Option<(usize, Mark)> {
    let word = word(rest, |c| c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '_' | '-'));
    // A number alone is a case, a page or a place in a list.
    let usable = word.chars().any(char::is_alphabetic) && word.chars().nth(MOST_TAG_CHARS).is_none();
    let tag: String = word.to_lowercase().nfc().collect();
    (usable && tag.chars().count() <= MOST_TAG_CHARS).then_some((word.len(), Mark::Tag(tag)))
}

/// The characters at the start that belong to a word, without the punctuation that ends a sentence.
fn word(rest: &str, belongs: impl Fn(char) -> bool) -> &str {
    let end = rest.find(|c: char| !belongs(c)).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default().trim_end_matches(['.', '-'])
}
