//! The links and pictures of a Markdown text, given new targets.
//!
//! Works on the source and leaves everything else of it as it is: what stands in code is no link. The
//! tags in which site generators write links (`{% page "x" %}`, `{% image "x" "text" %}`) become links.

/// What a target is replaced by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    Kept,
    To(String),
    /// The text alone stays: what it led to is not there.
    Gone,
}

/// A target as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found<'a> {
    Link(&'a str),
    Picture(&'a str),
}

/// The text with every target replaced by what `choose` says.
pub fn rewrite(markdown: &str, choose: &mut dyn FnMut(Found<'_>) -> Target) -> String {
    let mut writer = Writer { out: String::with_capacity(markdown.len() + 64), open: Vec::new(), choose };
    let mut fence: Option<String> = None;
    for line in markdown.split_inclusive('\n') {
        let begin = line.trim_start();
        let mark: String = begin.chars().take_while(|c| *c == '`').collect();
        let mark = if mark.is_empty() { begin.chars().take_while(|c| *c == '~').collect() } else { mark };
        match &fence {
            Some(open) if mark.starts_with(open.as_str()) && begin.trim_end() == mark => fence = None,
            None if mark.len() >= 3 => fence = Some(mark),
            Some(_) => {}
            None => {
                writer.line(line);
                continue;
            }
        }
        writer.out.push_str(line);
    }
    writer.out
}

/// All targets of a text.
pub fn targets(markdown: &str) -> Vec<(String, bool)> {
    let mut all = Vec::new();
    rewrite(markdown, &mut |found| {
        all.push(match found {
            Found::Link(target) => (target.to_owned(), false),
            Found::Picture(target) => (target.to_owned(), true),
        });
        Target::Kept
    });
    all
}

struct Writer<'a> {
    out: String,
    /// Brackets that are open: where in `out`, and whether of a picture.
    open: Vec<(usize, bool)>,
    choose: &'a mut dyn FnMut(Found<'_>) -> Target,
}

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        if line.trim().is_empty() {
            self.open.clear();
        }
        if let Some(rest) = self.definition(line) {
            self.out.push_str(rest);
            return;
        }
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            let taken = match c {
                '\\' => c.len_utf8() + rest.chars().nth(1).map_or(0, char::len_utf8),
                '`' => code_span(rest),
                '!' if rest.starts_with("![") => self.opened(2, true),
                '[' => self.opened(1, false),
                ']' => match self.closed(rest) {
                    Some(after) => {
                        rest = after;
                        continue;
                    }
                    None => 1,
                },
                _ => c.len_utf8(),
            };
            let (now, later) = rest.split_at_checked(taken).unwrap_or((rest, ""));
            self.out.push_str(now);
            rest = later;
        }
    }

    fn opened(&mut self, length: usize, picture: bool) -> usize {
        self.open.push((self.out.len(), picture));
        length
    }

    /// At `]`: when a target follows, writes the new one and gives back what is behind it.
    fn closed<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        let (at, picture) = self.open.pop()?;
        let (target, title, after) = inline_target(rest.strip_prefix("](")?)?;
        match (self.choose)(if picture { Found::Picture(target) } else { Found::Link(target) }) {
            Target::Gone => {
                let text = self.out.split_off(at);
                self.out.push_str(text.trim_start_matches('!').strip_prefix('[').unwrap_or(&text));
            }
            Target::Kept => self.out.push_str(&format!("]({}{title})", enclosed(target))),
            Target::To(new) => self.out.push_str(&format!("]({}{title})", enclosed(&new))),
        }
        Some(after)
    }

    /// `[name]: target`, as the whole line. Writes up to behind the target and gives back the rest.
    fn definition<'t>(&mut self, line: &'t str) -> Option<&'t str> {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let inner = line.get(indent..)?.strip_prefix('[').filter(|_| indent < 4)?;
        let (name, behind) = inner.split_once("]:")?;
        if name.is_empty() || name.contains(['[', ']']) || name.starts_with('^') {
            return None;
        }
        let behind = behind.trim_start_matches([' ', '\t']);
        let length = behind.find(char::is_whitespace).unwrap_or(behind.len());
        let (target, after) = behind.split_at_checked(length).filter(|(target, _)| !target.is_empty())?;
        let bare = target.trim_start_matches('<').trim_end_matches('>');
        let new = match (self.choose)(Found::Link(bare)) {
            Target::To(new) => new,
            Target::Kept | Target::Gone => bare.to_owned(),
        };
        self.out.push_str(&format!("[{name}]: {}", enclosed(&new)));
        Some(after)
    }
}

fn enclosed(target: &str) -> String {
    if target.contains([' ', '(', ')']) { format!("<{target}>") } else { target.to_owned() }
}

/// Length of the code that begins here; of the marks alone when it does not end in this line.
fn code_span(text: &str) -> usize {
    let marks = text.len() - text.trim_start_matches('`').len();
    let mut at = marks;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(next) = rest.find('`') else { return marks };
        let run = rest.get(next..).map_or(0, |run| run.len() - run.trim_start_matches('`').len());
        at += next + run;
        if run == marks {
            return at;
        }
    }
    marks
}

/// `target "title")...`: the target, the title with the blank before it, and what follows.
fn inline_target(text: &str) -> Option<(&str, &str, &str)> {
    let (target, rest) = match text.strip_prefix('<') {
        Some(inner) => inner.split_once('>')?,
        None => text.split_at_checked(target_length(text))?,
    };
    let end = rest.find(')')?;
    let (title, after) = rest.split_at_checked(end)?;
    let is_title = title.is_empty() || title.trim_start().starts_with(['"', '\'']);
    (is_title && !title.contains('\n')).then_some((target, title, after.strip_prefix(')').unwrap_or(after)))
}

fn target_length(text: &str) -> usize {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return at,
            ')' => depth -= 1,
            c if c.is_whitespace() => return at,
            _ => {}
        }
    }
    text.len()
}

/// The tags of site generators as Markdown: `page` and `link` name a target, `image` has a target and
/// a text; of any other tag its first text is kept, bold.
pub fn without_tags(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(at) = rest.find("{%") {
        let (before, tag) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let Some((inner, after)) = tag.get(2..).and_then(|tag| tag.split_once("%}")) else {
            out.push_str(tag);
            return out;
        };
        let inner = inner.trim_matches(['-', ' ']);
        let name = inner.split_whitespace().next().unwrap_or_default();
        let mut texts = quoted(inner);
        let first = texts.next().unwrap_or_default();
        match name {
            "page" | "link" | "ref" | "relref" => out.push_str(first),
            "image" | "figure" | "img" => {
                let text = texts.next().unwrap_or_default().replace(['[', ']'], "");
                out.push_str(&format!("![{text}]({})", enclosed(first)));
            }
            _ if first.is_empty() => {}
            _ => out.push_str(&format!("**{first}**")),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn quoted(text: &str) -> impl Iterator<Item = &str> {
    let mark = if text.contains('"') { '"' } else { '\'' };
    text.split(mark).skip(1).step_by(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(markdown: &str) -> String {
        rewrite(markdown, &mut |found| match found {
            Found::Link(target) if target.ends_with(".md") => Target::To(format!("/posts/{}", target.len())),
            Found::Picture("gone.png") => Target::Gone,
            Found::Picture(target) if !target.contains("://") => Target::To(format!("/files/{target}")),
            _ => Target::Kept,
        })
    }

    #[test]
    fn links_and_pictures_are_found_where_people_write_them() {
        assert_eq!(moved("See [the doors](a.md \"cold\")."), "See [the doors](/posts/4 \"cold\").");
        assert_eq!(moved("[two\nlines](a.md)"), "[two\nlines](/posts/4)");
        assert_eq!(moved("[![p](x.png)](a.md)"), "[![p](/files/x.png)](/posts/4)");
        assert_eq!(moved("![A frozen *sill*](gone.png)!"), "A frozen *sill*!");
        assert_eq!(moved("[doors]: a.md \"t\"\n"), "[doors]: /posts/4 \"t\"\n");
        assert_eq!(moved("![x](https://a.example/x.png)"), "![x](https://a.example/x.png)");
        assert_eq!(moved("[w](https://a.example/x_(y))"), "[w](<https://a.example/x_(y)>)");
    }

    #[test]
    fn what_is_no_link_stays_as_it_is() {
        for text in [
            "`[a](a.md)`",
            "```\n[a](a.md)\n```\n",
            "\\[a](a.md)",
            "[a] (a.md)",
            "]](",
            "é`",
            "[x](",
            "![",
            "[^1]: a.md",
        ] {
            assert_eq!(moved(text), text);
        }
    }

    #[test]
    fn tags_of_generators_become_links() {
        assert_eq!(
            without_tags("[a]({% page \"/tools\" %}) {% image \"i.png\" \"An i\" %}"),
            "[a](/tools) ![An i](i.png)"
        );
        assert_eq!(without_tags("{% alert \"Mind\" %}the gap{% endalert %}{% x"), "**Mind**the gap{% x");
    }
}
