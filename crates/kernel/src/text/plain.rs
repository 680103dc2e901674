//! Texts without their form: excerpts for lists and mail, and how long they take to read.

use super::bounds::{cut, parse, shorten};
use comrak::nodes::NodeValue;

/// Adults read 238 words a minute silently (M. Brysbaert: "How many words do we read per minute? A
/// review and meta-analysis of reading rate", Journal of Memory and Language 109, 2019), here 240.
const WORDS_A_MINUTE: u32 = 240;
/// An excerpt never needs more of a text than this.
const MOST_EXCERPT_BYTES: usize = 32 * 1024;
/// Bytes of HTML that are read for a character of an excerpt.
const BYTES_PER_CHAR: usize = 20;

/// Minutes to read so many words, rounded up, at least 1.
pub fn reading_minutes(words: u32) -> u32 {
    words.div_ceil(WORDS_A_MINUTE).max(1)
}

/// Words of a plain text. Scripts without spaces count two signs as a word (Chinese is read at about
/// 500 signs a minute, the same 240 words).
pub(super) fn words(plain: &str) -> u32 {
    let (mut words, mut signs) = (0_u32, 0_u32);
    let mut inside = false;
    for c in plain.chars() {
        if spaceless(c) {
            signs = signs.saturating_add(1);
            inside = false;
        } else if c.is_alphanumeric() {
            words = words.saturating_add(u32::from(!inside));
            inside = true;
        } else if c.is_whitespace() {
            inside = false;
        }
    }
    words.saturating_add(signs.div_ceil(2))
}

/// Kana, Han, and the scripts of Thailand, Laos, Burma and Cambodia.
fn spaceless(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' | '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// The words of a Markdown text without signs, for the search index and for mail.
pub fn plain(markdown: &str) -> String {
    let text = cut(markdown);
    let arena = comrak::Arena::new();
    let Some(root) = parse(&arena, &text) else { return text.into_owned() };
    let mut out = String::new();
    for node in root.descendants() {
        let ast = node.data();
        match &ast.value {
            NodeValue::Text(text) => out.push_str(text),
            NodeValue::Code(code) => out.push_str(&code.literal),
            NodeValue::CodeBlock(code) => {
                out.push('\n');
                out.push_str(&code.literal);
            }
            NodeValue::SoftBreak => out.push(' '),
            NodeValue::TableCell => out.push(' '),
            NodeValue::LineBreak => out.push('\n'),
            value if value.block() && !out.ends_with('\n') => out.push('\n'),
            _ => {}
        }
    }
    out.trim().to_owned()
}

/// The beginning of a Markdown text as one line of plain words: at most `most_chars` characters,
/// ending with a word and `…` when something is left out.
pub fn excerpt(markdown: &str, most_chars: usize) -> String {
    one_line(&plain(shorten(markdown, MOST_EXCERPT_BYTES)), most_chars)
}

/// The same for HTML, such as a page that was fetched or imported.
pub fn excerpt_html(html: &str, most_chars: usize) -> String {
    // An excerpt is the beginning: so much of it is enough, tags included.
    let most_bytes = (most_chars * BYTES_PER_CHAR + 1_000).min(MOST_EXCERPT_BYTES);
    let words = without_tags(&cut(shorten(html, most_bytes)));
    if !words.contains('&') {
        return one_line(&words, most_chars);
    }
    // No tag is left: this only reads the entities.
    let words: String = scraper::Html::parse_fragment(&words).root_element().text().collect();
    one_line(&words, most_chars)
}

/// All words of sanitised HTML, such as what is kept of a post.
pub fn words_of_html(html: &str) -> String {
    let words = without_tags(&cut(html));
    if !words.contains('&') {
        return words;
    }
    let mut text = String::with_capacity(words.len());
    let mut rest = words.as_str();
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let known = ENTITIES.iter().find_map(|(name, sign)| Some((after.strip_prefix(name)?, sign)));
        let (following, sign) = known.unwrap_or((after, &"&"));
        text.push_str(sign);
        rest = following;
    }
    text.push_str(rest);
    text
}

/// What the sanitiser writes.
const ENTITIES: [(&str, &str); 6] =
    [("amp;", "&"), ("lt;", "<"), ("gt;", ">"), ("quot;", "\""), ("#39;", "'"), ("nbsp;", " ")];

/// Not by an HTML parser: a few kilobytes of open `<b>` and `<p>` become millions of elements there.
/// One pass; what is not closed is left out.
fn without_tags(html: &str) -> String {
    const INLINE: [&str; 14] =
        ["a", "abbr", "b", "code", "em", "i", "mark", "s", "span", "strong", "sub", "sup", "u", "wbr"];
    let mut words = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        words.push_str(text);
        let name = tag.strip_prefix('/').unwrap_or(tag);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
        if name.is_empty() && !tag.starts_with(['!', '?', '/']) {
            words.push_str("&lt;");
            rest = tag;
            continue;
        }
        rest = after_tag(tag, &name).unwrap_or_default();
        if !INLINE.contains(&name.as_str()) {
            words.push(' ');
        }
    }
    words.push_str(rest);
    words
}

/// What follows a tag, or the whole element when nobody reads its content.
fn after_tag<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    if let Some(comment) = tag.strip_prefix("!--") {
        return comment.split_once("-->").map(|(_, after)| after);
    }
    let mut quote = None;
    let end = tag.find(|c: char| {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
        c == '>' && quote.is_none()
    })?;
    let after = tag.get(end + 1..)?;
    if !matches!(name, "script" | "style" | "template" | "noscript") || tag.starts_with('/') {
        return Some(after);
    }
    let closing = format!("</{name}");
    let close =
        after.as_bytes().windows(closing.len()).position(|part| part.eq_ignore_ascii_case(closing.as_bytes()))?;
    after.get(close..)?.split_once('>').map(|(_, after)| after)
}

fn one_line(text: &str, most_chars: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().nth(most_chars).is_none() {
        return line;
    }
    let end = line.char_indices().nth(most_chars.saturating_sub(1)).map_or(0, |(at, _)| at);
    let (head, rest) = line.split_at(end);
    let whole = match head.rfind(' ') {
        Some(space) if !rest.starts_with(' ') && space > end / 2 => head.get(..space).unwrap_or(head),
        _ => head,
    };
    format!("{}…", whole.trim_end_matches(|c: char| c.is_whitespace() || ",;:.–-(".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_words_only_and_ends_with_one() {
        let text =
            "# Axle\n\nThe **left** [axle](https://example.org) slips, `slip` says.\n\n- one\n- two\n\n<kbd>F1</kbd>";
        assert_eq!(excerpt(text, 200), "Axle The left axle slips, slip says. one two F1");
        assert_eq!(excerpt(text, 24), "Axle The left axle…");
        assert_eq!(excerpt("", 10), "");
        assert_eq!(excerpt(&"x".repeat(50), 10), "xxxxxxxxx…");
        assert!(excerpt("a b", 0).chars().count() <= 1);
    }

    #[test]
    fn an_excerpt_of_a_page_leaves_scripts_out() {
        let html = "<style>p{}</style><p>Doors <b>o</b>pen &amp; close</p><script>alert(1)</script><p>again</p>";
        assert_eq!(excerpt_html(html, 100), "Doors open & close again");
        assert_eq!(excerpt_html("<!-- <p> -->1 < 2 <a title=\"a>b\">x</a> <script>never closed", 100), "1 < 2 x");
    }

    #[test]
    fn all_words_of_a_page_are_read() {
        assert_eq!(words_of_html("<p>a &lt;b&gt; &amp;amp; c</p><p>d&nbsp;e</p>").trim(), "a <b> &amp; c  d e");
        assert_eq!(words_of_html("x & y").trim(), "x & y");
    }

    #[test]
    fn reading_takes_at_least_a_minute() {
        assert_eq!(reading_minutes(0), 1);
        assert_eq!(reading_minutes(240), 1);
        assert_eq!(reading_minutes(241), 2);
        assert_eq!(words("one, two – it's 3.5"), 4);
        assert_eq!(words("日本語です ok"), 4);
    }
}
