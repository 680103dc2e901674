//! The HTML of other systems as Markdown: what Markdown has a sign for is kept, everything else is its text.
//!
//! One pass over the tags, not by an HTML parser: what is written here passes the one renderer afterwards.

/// A line begins with one of these for each block that it stands in.
enum Prefix {
    Quote,
    /// The sign of the first line, and how far the others are moved in.
    Item(Option<String>, usize),
}

#[derive(Default)]
struct Maker {
    out: String,
    line: String,
    prefixes: Vec<Prefix>,
    /// Numbers of the lists that are open; none for those without numbers.
    lists: Vec<Option<u32>>,
    links: Vec<String>,
    preformatted: Option<String>,
    code: bool,
    heading: usize,
}

pub fn markdown(html: &str) -> String {
    let mut maker = Maker::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tail) = rest.split_at(at);
        maker.text(text);
        let named = tail.chars().nth(1).is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        rest = match tail.find('>').filter(|_| named) {
            Some(end) => {
                maker.tag(tail.get(1..end).unwrap_or_default());
                tail.get(end + 1..).unwrap_or_default()
            }
            None => {
                maker.text("&lt;");
                tail.get(1..).unwrap_or_default()
            }
        };
    }
    maker.text(rest);
    maker.flush();
    maker.out.trim().to_owned()
}

impl Maker {
    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.preformatted {
            code.push_str(&plain(text));
        } else if self.code {
            self.line.push_str(&plain(text).replace('\n', " "));
        } else {
            let spaced = text.starts_with(char::is_whitespace);
            let mut words = text.split_whitespace().peekable();
            if spaced && !self.line.is_empty() && !self.line.ends_with([' ', '\n']) {
                self.line.push(' ');
            }
            while let Some(word) = words.next() {
                self.word(word);
                if words.peek().is_some() || text.ends_with(char::is_whitespace) {
                    self.line.push(' ');
                }
            }
        }
    }

    /// A word that means itself in Markdown too. Entities are Markdown's as well and stay.
    fn word(&mut self, word: &str) {
        let begins = self.line.trim().is_empty();
        let listlike = word.trim_end_matches(['.', ')']).bytes().all(|b| b.is_ascii_digit());
        if begins && (word.starts_with(['#', '>', '-', '+', '=', '~', '|']) || (listlike && word.ends_with(['.', ')'])))
        {
            match word.char_indices().next_back().filter(|_| listlike) {
                Some((last, _)) => {
                    self.line.push_str(word.get(..last).unwrap_or_default());
                    self.line.push('\\');
                    self.line.push_str(word.get(last..).unwrap_or_default());
                    return;
                }
                None => self.line.push('\\'),
            }
        }
        for c in word.chars() {
            if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '$') {
                self.line.push('\\');
            }
            self.line.push(c);
        }
    }

    fn tag(&mut self, tag: &str) {
        let closes = tag.starts_with('/');
        let name =
            tag.trim_start_matches('/').split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
        let name = name.to_ascii_lowercase();
        if self.preformatted.is_some() && name != "pre" {
            return;
        }
        match (name.as_str(), closes) {
            ("p" | "div" | "section" | "table" | "tr", _) => self.flush(),
            ("br", _) => self.line.push_str("\\\n"),
            ("hr", _) => {
                self.flush();
                self.line.push_str("---");
                self.flush();
            }
            ("strong" | "b", _) => self.mark("**", closes),
            ("em" | "i", _) => self.mark("*", closes),
            ("s" | "del" | "strike", _) => self.mark("~~", closes),
            ("code", _) => {
                self.line.push('`');
                self.code = !closes;
            }
            ("a", false) => {
                self.links.push(attribute(tag, "href").unwrap_or_default());
                self.line.push('[');
            }
            ("a", true) => {
                let to = self.links.pop().unwrap_or_default();
                self.line.push_str(&format!("]({})", destination(&to)));
            }
            ("img", _) => {
                let (alt, from) = (attribute(tag, "alt"), attribute(tag, "src").unwrap_or_default());
                let alt = alt.unwrap_or_default().replace(['[', ']'], "");
                self.line.push_str(&format!("![{alt}]({})", destination(&from)));
            }
            ("pre", false) => {
                self.flush();
                self.preformatted = Some(String::new());
            }
            ("pre", true) => self.end_preformatted(),
            ("blockquote", false) => {
                self.flush();
                self.prefixes.push(Prefix::Quote);
            }
            ("ul" | "ol", false) => {
                self.flush();
                self.lists.push((name == "ol").then_some(0));
            }
            ("ul" | "ol", true) => {
                self.flush();
                self.lists.pop();
            }
            ("li", false) => self.item(),
            ("li" | "blockquote", true) => {
                self.flush();
                self.prefixes.pop();
            }
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => {
                self.flush();
                self.heading = name.get(1..).and_then(|level| level.parse().ok()).unwrap_or(3);
            }
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", true) => {
                self.flush();
                self.heading = 0;
            }
            _ => {}
        }
    }

    /// A sign of emphasis stands at the word, not beside a space.
    fn mark(&mut self, sign: &str, closes: bool) {
        let spaced = closes && self.line.ends_with(' ');
        if spaced {
            self.line.truncate(self.line.trim_end().len());
        }
        self.line.push_str(sign);
        if spaced {
            self.line.push(' ');
        }
    }

    fn item(&mut self) {
        self.flush();
        let sign = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{number}. ")
            }
            _ => "- ".to_owned(),
        };
        let width = sign.len();
        self.prefixes.push(Prefix::Item(Some(sign), width));
    }

    fn end_preformatted(&mut self) {
        let Some(code) = self.preformatted.take() else { return };
        // A fence is longer than any in the text.
        let mut fence = "```".to_owned();
        while code.contains(&fence) {
            fence.push('`');
        }
        let block = format!("{fence}\n{}\n{fence}", code.trim_matches('\n'));
        self.block(&block);
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim().trim_end_matches('\\').trim();
        if line.is_empty() {
            return;
        }
        let line = if self.heading > 0 { format!("{} {line}", "#".repeat(self.heading)) } else { line.to_owned() };
        self.block(&line);
    }

    fn block(&mut self, text: &str) {
        if !self.out.is_empty() {
            let quotes = self.prefix(false);
            self.out.push_str(quotes.trim_end());
            self.out.push('\n');
        }
        for line in text.lines() {
            let prefix = self.prefix(true);
            self.out.push_str(&prefix);
            self.out.push_str(line.trim_end());
            self.out.push('\n');
        }
    }

    /// What a line of the present block begins with; a sign of a list stands only once.
    fn prefix(&mut self, uses: bool) -> String {
        let mut out = String::new();
        for prefix in &mut self.prefixes {
            match prefix {
                Prefix::Quote => out.push_str("> "),
                Prefix::Item(sign, width) => match sign.take_if(|_| uses) {
                    Some(sign) => out.push_str(&sign),
                    None => out.push_str(&" ".repeat(*width)),
                },
            }
        }
        out
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let from = tag.find(&format!("{name}=\""))? + name.len() + 2;
    let value = tag.get(from..)?;
    Some(plain(value.get(..value.find('"')?)?))
}

fn destination(to: &str) -> String {
    if to.contains([' ', '(', ')', '<', '>', '\n']) {
        format!("<{}>", to.replace(['<', '>', '\n'], ""))
    } else {
        to.to_owned()
    }
}

/// Text with the entities that code has.
fn plain(text: &str) -> String {
    let mut text = text.replace("\r\n", "\n");
    for (entity, sign) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&#xA;", "\n"),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, sign);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_has_a_sign_for_is_kept() {
        for (html, text) in [
            (
                "<p>One <strong>two </strong>three <em>four</em>.</p>\n\n<p>Next</p>",
                "One **two** three *four*.\n\nNext",
            ),
            ("<p>See <a href=\"https://a.example/x_(y)\">this</a></p>", "See [this](<https://a.example/x_(y)>)"),
            ("<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>", "- a\n\n- b\n\n  1. c"),
            ("<blockquote><p>q</p><p>r</p></blockquote><p>s</p>", "> q\n>\n> r\n\ns"),
            ("<pre><code>a &lt; b\n  c</code></pre>", "```\na < b\n  c\n```"),
            ("<p>use <code>x_y *z</code></p>", "use `x_y *z`"),
            ("<h2>Title</h2><p>a<br>b</p>", "## Title\n\na\\\nb"),
            (
                "<p>2 * 3_4 [x] # no</p><p># yes</p><p>1. not a list</p>",
                "2 \\* 3\\_4 \\[x\\] # no\n\n\\# yes\n\n1\\. not a list",
            ),
            ("a < b <script>alert(1)</script>", "a &lt; b alert(1)"),
        ] {
            assert_eq!(markdown(html), text, "{html}");
        }
    }

    #[test]
    fn what_is_not_closed_ends_all_the_same() {
        for html in ["<", "<p", "<pre><code>x", "<ul><li>x", "</ul></li></a></pre>", "<a>x</a>", "&lt;<"] {
            markdown(html);
        }
    }
}
