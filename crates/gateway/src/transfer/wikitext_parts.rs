//! Where the parts of wikitext begin and end: brackets, tags, headings, links.

/// Marks the place of something that is already Markdown. Those of the text itself are taken out first.
pub const HELD: char = '\u{E000}';
pub const HELD_END: char = '\u{E001}';
/// Templates within templates, lists within lists.
pub const MOST_DEPTH: usize = 40;

/// What a link says, without signs of emphasis or brackets: it stands as it is.
pub fn plain(said: &str) -> String {
    said.replace("'''", "").replace("''", "").replace(['[', ']', '|', '\n'], " ").trim().to_owned()
}

/// `inside` of a bracket that may hold others of its sort, and what comes behind it.
pub fn balanced<'a>(text: &'a str, open: &str, close: &str) -> Option<(&'a str, &'a str)> {
    let mut depth = 0usize;
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        if rest.starts_with(open) {
            depth += 1;
            at += open.len();
        } else if rest.starts_with(close) {
            depth = depth.checked_sub(1)?;
            at += close.len();
            if depth == 0 {
                return Some((text.get(open.len()..at - close.len())?, text.get(at..)?));
            }
        } else {
            at += rest.chars().next()?.len_utf8();
        }
        if depth > MOST_DEPTH {
            return None;
        }
    }
}

/// A tag whose inside is no wikitext: the tag without its brackets, what it holds, and what comes behind.
pub fn verbatim(text: &str) -> Option<(String, &str, &str)> {
    const NAMES: [&str; 10] =
        ["nowiki", "pre", "syntaxhighlight", "source", "math", "ref", "references", "code", "tt", "score"];
    let inside = text.strip_prefix('<')?;
    let name: String = inside.chars().take_while(char::is_ascii_alphabetic).collect();
    let lower = name.to_lowercase();
    if !NAMES.contains(&lower.as_str()) {
        return None;
    }
    let (tag, behind) = inside.split_once('>')?;
    if tag.ends_with('/') {
        return Some((tag.trim_end_matches('/').to_owned(), "", behind));
    }
    let end = [format!("</{lower}>"), format!("</{name}>")].into_iter().find(|end| behind.contains(end.as_str()))?;
    let (held, behind) = behind.split_once(end.as_str())?;
    Some((tag.to_owned(), held, behind))
}

pub fn attribute(attributes: &str, name: &str) -> String {
    let rest = attributes.split_once(&format!("{name}=")).map_or("", |(_, rest)| rest);
    let value = rest.trim_start_matches(['"', '\'']);
    value.chars().take_while(|c| c.is_ascii_alphanumeric() || "+#._-".contains(*c)).collect()
}

/// `== When ==`
pub fn heading(line: &str) -> Option<(usize, &str)> {
    let line = line.trim_end();
    let level = line.chars().take_while(|c| *c == '=').count();
    let end = line.chars().rev().take_while(|c| *c == '=').count();
    let level = level.min(end).min(6);
    let said = line.get(level..line.len().checked_sub(level)?)?.trim();
    (level > 0 && !said.is_empty()).then_some((level, said))
}

/// `[https://example.org what it is]`
pub fn outer_link(text: &str) -> Option<(&str, &str, &str)> {
    let inside = text.strip_prefix('[')?;
    let begins = ["http://", "https://", "//", "mailto:", "ftp://"].iter().any(|start| inside.starts_with(start));
    let (inside, behind) = inside.split_once(']').filter(|(inside, _)| begins && !inside.contains('\n'))?;
    let (address, said) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    Some((address, said.trim(), behind))
}

/// Behind a tag that only says how something looks.
pub fn layout_tag(text: &str) -> Option<&str> {
    const NAMES: [&str; 9] = ["div", "span", "center", "small", "big", "font", "gallery", "p", "section"];
    let inside = text.strip_prefix('<')?.trim_start_matches('/');
    let name: String = inside.chars().take_while(char::is_ascii_alphabetic).collect();
    NAMES.contains(&name.to_lowercase().as_str()).then(|| inside.split_once('>').map(|(_, behind)| behind))?
}

/// A cell may begin with attributes and a single bar.
pub fn without_attributes(cell: &str) -> &str {
    match cell.split_once('|') {
        Some((attributes, said)) if attributes.contains('=') && !attributes.contains("[[") => said,
        _ => cell,
    }
}

pub fn one_line(cell: &str) -> String {
    cell.trim().replace('\n', " ").replace('|', "\\|")
}
