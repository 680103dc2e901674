//! A mail of HTML as text: what a person wrote in it, in lines, with pictures named where they stood.
//!
//! One pass over the tags, not by an HTML parser: a few kilobytes of tags that are not closed become
//! millions of elements there. It ends where mail programs put what is quoted: each marks it in its way.

/// Signs in an element's attributes of mail programs before what they quote: Gmail, Outlook (all three
/// kinds), Apple Mail, Thunderbird, Yahoo, Proton, Zoho, GMX and web.de.
const QUOTED: [&str; 11] = [
    "gmail_quote",
    "gmail_attr",
    "divrplyfwdmsg",
    "appendonsend",
    "mail-editor-reference-message-container",
    "olk_src_body_section",
    "moz-cite-prefix",
    "yahoo_quoted",
    "protonmail_quote",
    "zmail_extra",
    "name=\"quote\"",
];
/// And before their signatures.
const SIGNATURES: [&str; 4] =
    ["gmail_signature", "moz-signature", "protonmail_signature_block", "ms-outlook-mobile-signature"];

const BLOCKS: [&str; 17] = [
    "p", "div", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "section", "article", "center",
    "hr",
];
const UNREAD: [&str; 5] = ["head", "style", "script", "title", "template"];

/// Further depth of quotes is not shown.
const MOST_DEPTH: usize = 5;

#[derive(Default)]
struct Lines {
    out: String,
    line: String,
    depth: usize,
}

impl Lines {
    fn end(&mut self) {
        let line = std::mem::take(&mut self.line);
        for _ in 0..self.depth {
            self.out.push('>');
        }
        if self.depth > 0 {
            self.out.push(' ');
        }
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    fn end_if_begun(&mut self) {
        if !self.line.trim().is_empty() {
            self.end();
        }
    }

    /// Spaces of the source are one space.
    fn say(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                if !self.line.is_empty() && !self.line.ends_with(' ') {
                    self.line.push(' ');
                }
            } else {
                self.line.push(if c == '\u{a0}' { ' ' } else { c });
            }
        }
    }
}

pub fn to_text(html: &str) -> String {
    let mut lines = Lines::default();
    let mut unread: Option<&str> = None;
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        if unread.is_none() {
            lines.say(&with_entities(before));
        }
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let Some((tag, following)) = after.split_once('>') else {
            rest = "";
            break;
        };
        rest = following;
        let tag = tag.to_ascii_lowercase();
        let (closes, name) = name_of(&tag);
        if let Some(waited) = unread {
            if closes && name == waited {
                unread = None;
            }
            continue;
        }
        if let Some(known) = UNREAD.iter().find(|unread| **unread == name && !closes && !tag.ends_with('/')) {
            unread = Some(known);
            continue;
        }
        if !closes && (QUOTED.iter().any(|sign| tag.contains(sign)) || is_cite(name, &tag)) {
            rest = "";
            break;
        }
        if !closes && SIGNATURES.iter().any(|sign| tag.contains(sign)) {
            lines.end_if_begun();
            lines.say("--");
            lines.end();
        }
        mark(&mut lines, name, closes, &tag);
    }
    if unread.is_none() {
        lines.say(&with_entities(rest));
    }
    lines.end_if_begun();
    without_gaps(&lines.out)
}

/// Apple Mail and Thunderbird.
fn is_cite(name: &str, tag: &str) -> bool {
    name == "blockquote" && tag.contains("cite")
}

fn name_of(tag: &str) -> (bool, &str) {
    let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
    (closes, tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default())
}

fn mark(lines: &mut Lines, name: &str, closes: bool, tag: &str) {
    match name {
        "br" => lines.end(),
        "li" if !closes => {
            lines.end_if_begun();
            lines.line.push_str("- ");
        }
        "blockquote" => {
            lines.end_if_begun();
            lines.depth = if closes { lines.depth.saturating_sub(1) } else { (lines.depth + 1).min(MOST_DEPTH) };
        }
        "td" | "th" if closes => lines.say(" "),
        "img" => {
            if let Some(id) = tag.split_once("src=\"cid:").and_then(|(_, id)| id.split_once('"')) {
                lines.say(&format!(" [cid:{}] ", id.0));
            }
        }
        "p" if closes => {
            lines.end_if_begun();
            lines.end();
        }
        name if BLOCKS.contains(&name) => lines.end_if_begun(),
        _ => {}
    }
}

/// No more than one empty line between others.
fn without_gaps(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = true;
    for line in text.lines() {
        if line.trim().is_empty() {
            if !gap {
                out.push('\n');
            }
            gap = true;
        } else {
            out.push_str(line);
            out.push('\n');
            gap = false;
        }
    }
    out.trim_end().to_owned()
}

fn with_entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let end = after.char_indices().take(32).find(|(_, c)| *c == ';').map(|(at, _)| at);
        let found = end.and_then(|end| {
            let (name, behind) = after.split_at_checked(end)?;
            Some((entity(name)?, behind.strip_prefix(';')?))
        });
        match found {
            Some((sign, behind)) => {
                out.push(sign);
                rest = behind;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    // The library knows all names of HTML; it is asked for one at a time.
    let mut out = String::new();
    mail_parser::decoders::html::add_html_token(&mut out, format!("&{name};").as_bytes(), false);
    let mut signs = out.chars();
    signs.next().filter(|_| signs.next().is_none())
}
