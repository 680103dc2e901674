//! Raw HTML in Markdown: a few tags, no attributes; everything else is shown as it was typed.
//!
//! The tags here are those that Markdown has no sign for. None of them is a "formatting element" of
//! HTML (13.2.4.3): an open `<b>` or `<a>` is repeated by the HTML parser in every following
//! paragraph, which makes the output grow with the square of the input. None holds raw text either,
//! so nothing can swallow what follows it.

use super::bounds::shorten;
use super::destinations::escape;

const ALLOWED: [&str; 21] = [
    "abbr", "bdi", "br", "cite", "dd", "del", "details", "dfn", "dl", "dt", "ins", "kbd", "mark", "q", "rp", "rt",
    "ruby", "sub", "summary", "sup", "wbr",
];
/// Bounds the depth to which unclosed tags can nest.
const MOST_TAGS: u32 = 200;
/// Looking for the end of tags that have none must not take the square of the length.
const MOST_TAG_BYTES: usize = 1_000;

pub(super) struct Raw {
    left: u32,
}

impl Raw {
    pub(super) fn new() -> Self {
        Self { left: MOST_TAGS }
    }

    /// The allowed tags of `html` without their attributes, comments left out, all else escaped.
    pub(super) fn tame(&mut self, html: &str) -> String {
        let mut out = String::with_capacity(html.len());
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            let (text, tag) = rest.split_at(at);
            out.push_str(&escape_text(text));
            rest = self.one_tag(tag, &mut out);
        }
        out.push_str(&escape_text(rest));
        out
    }

    /// Takes one tag (or only its `<`) off the front; returns what follows.
    fn one_tag<'t>(&mut self, tag: &'t str, out: &mut String) -> &'t str {
        if let Some(comment) = tag.strip_prefix("<!--") {
            return comment.split_once("-->").map_or("", |(_, after)| after);
        }
        let inner = tag.get(1..).unwrap_or_default();
        let (closing, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
        let name_end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(name_end);
        let name = name.to_ascii_lowercase();
        let close = || shorten(attributes, MOST_TAG_BYTES).find('>');
        let allowed = self.left > 0 && ALLOWED.contains(&name.as_str());
        match allowed.then(close).flatten() {
            Some(close) => {
                self.left -= 1;
                out.push_str(if closing { "</" } else { "<" });
                out.push_str(&name);
                out.push('>');
                attributes.get(close + 1..).unwrap_or_default()
            }
            None => {
                out.push_str("&lt;");
                tag.get(1..).unwrap_or_default()
            }
        }
    }
}

/// Entities stay what they are: in raw HTML `&nbsp;` is a space, not five letters.
fn escape_text(text: &str) -> String {
    escape(text).replace("&amp;", "&")
}
