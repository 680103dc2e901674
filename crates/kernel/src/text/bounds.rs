//! What keeps hostile text cheap, and the one place that configures the parser.
//!
//! Four bounds: the length of the text, the number of steps of the parser, the depth of the tree
//! ([`super::rewrite`]) and the number of raw tags ([`super::raw`]). Each is counted, never timed, so
//! the same text has the same outcome everywhere.

use super::MOST_BYTES;
use comrak::{Arena, Node, Options};
use std::borrow::Cow;
use std::cell::Cell;

/// The parser asks every 256 steps whether to go on. An ordinary text of [`MOST_BYTES`] needs a tenth.
const MOST_CHECKS: u32 = 20_000;

/// The part of the text that is used: at most [`MOST_BYTES`], without characters that deceive.
pub(super) fn cut(text: &str) -> Cow<'_, str> {
    let text = shorten(text, MOST_BYTES);
    if text.chars().any(deceives) {
        Cow::Owned(text.chars().filter(|c| !deceives(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// At most `most` bytes; rather whole lines than half ones when that costs little.
pub(crate) fn shorten(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let head = text.get(..text.floor_char_boundary(most)).unwrap_or_default();
    match head.rfind('\n') {
        Some(end) if end > most / 2 => head.get(..end).unwrap_or(head),
        _ => head,
    }
}

/// Control characters, and the marks that reorder what follows so that it reads as something else
/// (Unicode TR 36 §2.5; Boucher, Anderson: "Trojan Source", 2021). Isolates stay: right-to-left text
/// needs them and they end with their paragraph.
fn deceives(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{fdd0}' | '\u{fdd1}' | '\u{fffe}' | '\u{ffff}')
}

/// The tree of a text; `None` when it takes too many steps.
pub(super) fn parse<'a>(arena: &'a Arena<'a>, text: &str) -> Option<Node<'a>> {
    parse_as(arena, text, &options())
}

/// The same of a page, which may name other pages (`[[Title]]`) and hold formulas (`$x$`).
pub(super) fn parse_page<'a>(arena: &'a Arena<'a>, text: &str) -> Option<Node<'a>> {
    let mut options = options();
    options.extension.wikilinks_title_after_pipe = true;
    options.extension.math_dollars = true;
    parse_as(arena, text, &options)
}

fn parse_as<'a>(arena: &'a Arena<'a>, text: &str, options: &Options<'_>) -> Option<Node<'a>> {
    let checks = Cell::new(0);
    let too_many = || {
        checks.set(checks.get() + 1);
        checks.get() > MOST_CHECKS
    };
    comrak::try_parse_document(arena, text, options, &too_many).ok()
}

pub(super) fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.cjk_friendly_emphasis = true;
    // An escaped `\@` or `\#` must be known as such when mentions and tags are looked for.
    options.parse.escaped_char_spans = true;
    options.render.tasklist_classes = true;
    // Raw HTML has been tamed in the tree; the sanitiser comes after.
    options.render.r#unsafe = true;
    options
}
