//! Wikitext, as MediaWiki has it, to Markdown.
//!
//! Templates are programs of the wiki that they come from and cannot be run here: what they are given is kept as code,
//! so that nothing that somebody wrote is lost. Pictures are not in an export; their place and caption are.

use super::markdown_signs::{code_span, escaped, fenced, guarded};
use super::wikitext_parts::{
    HELD, HELD_END, MOST_DEPTH, attribute, balanced, heading, layout_tag, one_line, outer_link, plain, verbatim,
    without_attributes,
};

/// A text and what was found in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Converted {
    pub markdown: String,
    pub categories: Vec<String>,
    /// Templates that were kept as code, and pictures that are not there.
    pub templates: usize,
    pub pictures: usize,
}

/// The title that a page leads to that is only a redirect.
pub fn redirect(text: &str) -> Option<String> {
    let text = text.trim_start();
    let rest = text.strip_prefix('#')?;
    let (word, rest) = rest.split_once("[[")?;
    let word = word.trim().trim_end_matches(':').trim().to_lowercase();
    // In the languages of this program; an export names the target of others itself.
    if !["redirect", "weiterleitung", "redirection", "تحويل"].contains(&word.as_str()) {
        return None;
    }
    let (target, _) = rest.split_once("]]")?;
    Some(target.split(['|', '#']).next().unwrap_or_default().replace('_', " ").trim().to_owned())
}

/// `files` are the words for pictures and `categories` those for categories, folded, in the language of the wiki.
pub struct Words {
    pub files: Vec<String>,
    pub categories: Vec<String>,
}

impl Default for Words {
    fn default() -> Self {
        let words = |all: &[&str]| all.iter().map(|word| (*word).to_owned()).collect();
        Self {
            files: words(&["file", "image", "media", "datei", "bild", "fichier"]),
            categories: words(&["category", "kategorie", "categorie"]),
        }
    }
}

pub fn convert(text: &str, title: &str, words: &Words) -> Converted {
    let text = text.replace("\r\n", "\n").replace([HELD, HELD_END], "");
    let text = text.replace("<b>", "'''").replace("</b>", "'''").replace("<i>", "''").replace("</i>", "''");
    let mut maker = Maker { title, words, held: Vec::new(), notes: Vec::new(), out: Converted::default() };
    let held = maker.hold(&text, 0);
    let body = maker.blocks(held.trim());
    let mut markdown = maker.filled(&tidy(&body));
    for (nth, note) in maker.notes.clone().iter().enumerate() {
        let line = maker.filled(note).replace('\n', " ");
        markdown.push_str(&format!("{}[^{}]: {line}\n", if nth == 0 { "\n\n" } else { "" }, nth + 1));
    }
    maker.out.markdown = markdown.trim().to_owned();
    maker.out
}

/// No more than one empty line in a row, and none at the ends.
fn tidy(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut empty = 0;
    for line in markdown.trim().lines() {
        empty = if line.trim().is_empty() { empty + 1 } else { 0 };
        if empty <= 1 {
            out.push_str(line.trim_end_matches(['\t', '\r']));
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

struct Maker<'a> {
    title: &'a str,
    words: &'a Words,
    held: Vec<String>,
    notes: Vec<String>,
    out: Converted,
}

impl Maker<'_> {
    fn keep(&mut self, markdown: String) -> String {
        self.held.push(markdown);
        format!("{HELD}{}{HELD_END}", self.held.len() - 1)
    }

    /// The text with what was held in its place again.
    fn filled(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once(HELD) {
            out.push_str(before);
            let (number, after) = behind.split_once(HELD_END).unwrap_or((behind, ""));
            let held = number.parse::<usize>().ok().and_then(|at| self.held.get(at));
            // What is held names only what was held before it.
            out.push_str(&held.map(|held| self.filled(held)).unwrap_or_default());
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// Takes out what follows rules of its own: comments, code, formulas, footnotes, templates.
    fn hold(&mut self, text: &str, depth: usize) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(['<', '{']) {
            let (before, from) = rest.split_at(at);
            out.push_str(before);
            rest = from;
            if let Some(comment) = rest.strip_prefix("<!--") {
                rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            } else if let Some((tag, inside, behind)) = verbatim(rest) {
                let held = self.verbatim(&tag, inside, depth);
                out.push_str(&held);
                rest = behind;
            } else if rest.starts_with("{{")
                && let Some((inside, behind)) = balanced(rest, "{{", "}}")
            {
                let held = self.template(inside);
                out.push_str(&held);
                rest = behind;
            } else {
                let mut letters = rest.chars();
                out.extend(letters.next());
                rest = letters.as_str();
            }
        }
        out.push_str(rest);
        out
    }

    fn verbatim(&mut self, tag: &str, inside: &str, depth: usize) -> String {
        let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        match name.to_lowercase().as_str() {
            "ref" => {
                if inside.trim().is_empty() || depth >= MOST_DEPTH {
                    return String::new();
                }
                let note = self.hold(inside.trim(), depth + 1);
                let note = self.inline(&note.replace('\n', " "));
                self.notes.push(note);
                let mark = format!("[^{}]", self.notes.len());
                self.keep(mark)
            }
            "math" => self.keep(format!("${}$", inside.trim().replace('\n', " "))),
            "nowiki" => {
                let plain = escaped(inside);
                self.keep(plain)
            }
            "code" | "tt" if !inside.contains('\n') => self.keep(code_span(inside)),
            "references" => String::new(),
            _ => {
                let language = attribute(attributes, "lang");
                let block = fenced(inside.trim_matches('\n'), &language);
                format!("\n\n{}\n\n", self.keep(block))
            }
        }
    }

    fn template(&mut self, inside: &str) -> String {
        let name = inside.split('|').next().unwrap_or_default().trim();
        let folded = name.to_lowercase();
        if folded == "!" {
            return "|".to_owned();
        }
        if matches!(folded.as_str(), "pagename" | "fullpagename" | "subpagename") {
            return escaped(self.title);
        }
        let silent = ["reflist", "references", "clear", "toc"].contains(&folded.as_str())
            || ["defaultsort:", "displaytitle:", "lowercase"].iter().any(|start| folded.starts_with(start));
        if silent {
            return String::new();
        }
        self.out.templates += 1;
        let whole = format!("{{{{{inside}}}}}");
        if whole.contains('\n') {
            let block = fenced(&whole, "wikitext");
            return format!("\n\n{}\n\n", self.keep(block));
        }
        let span = code_span(&whole);
        self.keep(span)
    }

    fn blocks(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut lines = text.lines().peekable();
        let mut in_list = false;
        while let Some(line) = lines.next() {
            let begin = line.trim_start();
            let is_item = line.starts_with(['*', '#', ':', ';']);
            if in_list && !is_item {
                out.push('\n');
            }
            if !in_list && is_item {
                out.push_str("\n\n");
            }
            in_list = is_item;
            if is_item {
                let item = self.item(line);
                out.push_str(&item);
            } else if begin.starts_with("{|") {
                let mut depth = 0usize;
                let mut table = Vec::new();
                let mut next = Some(line);
                while let Some(line) = next {
                    let begin = line.trim_start();
                    depth += usize::from(begin.starts_with("{|"));
                    depth -= usize::from(begin.starts_with("|}") && depth > 0);
                    table.push(line);
                    if depth == 0 {
                        break;
                    }
                    next = lines.next();
                }
                let table = self.table(&table);
                out.push_str(&format!("\n\n{table}\n\n"));
            } else if let Some((level, heading)) = heading(line) {
                let heading = self.inline(heading);
                out.push_str(&format!("\n\n{} {heading}\n\n", "#".repeat(level)));
            } else if line.starts_with("----") {
                out.push_str("\n\n---\n\n");
            } else if line.starts_with(' ') && !begin.is_empty() && !begin.starts_with(HELD) {
                let mut code = vec![line.strip_prefix(' ').unwrap_or(line)];
                while let Some(next) = lines.next_if(|next| next.starts_with(' ') && !next.trim().is_empty()) {
                    code.push(next.strip_prefix(' ').unwrap_or(next));
                }
                let block = fenced(&code.join("\n"), "");
                let held = self.keep(block);
                out.push_str(&format!("\n\n{held}\n\n"));
            } else {
                let text = self.inline(begin);
                out.push_str(&guarded(&text));
                out.push('\n');
            }
        }
        out
    }

    /// A line of a list; `*#` is a numbered list within a list.
    fn item(&mut self, line: &str) -> String {
        let marks: String = line.chars().take_while(|c| matches!(c, '*' | '#' | ':' | ';')).take(MOST_DEPTH).collect();
        let said = line.get(marks.len()..).unwrap_or_default().trim();
        let text = self.inline(said);
        if text.is_empty() {
            return String::new();
        }
        let last = marks.chars().last().unwrap_or('*');
        let above = marks.chars().take(marks.chars().count().saturating_sub(1));
        let indent: String = above.map(|mark| if mark == '#' { "   " } else { "  " }).collect();
        match last {
            '#' => format!("{indent}1. {text}\n"),
            '*' => format!("{indent}- {text}\n"),
            ';' => match text.split_once(" : ") {
                Some((term, meaning)) => format!("\n**{}**\n\n> {meaning}\n\n", term.trim()),
                None => format!("\n**{text}**\n\n"),
            },
            _ if marks.chars().all(|mark| mark == ':') => format!("{} {text}\n\n", ">".repeat(marks.len())),
            _ => format!("{indent}{text}\n"),
        }
    }

    fn table(&mut self, lines: &[&str]) -> String {
        let mut rows: Vec<Vec<String>> = vec![Vec::new()];
        let mut caption = String::new();
        let inner = lines.get(1..lines.len().saturating_sub(1)).unwrap_or_default();
        for line in inner {
            let begin = line.trim_start();
            if begin.starts_with("|-") {
                rows.push(Vec::new());
            } else if let Some(said) = begin.strip_prefix("|+") {
                caption = self.inline(without_attributes(said).trim());
            } else if let Some((said, sign)) =
                begin.strip_prefix('|').map(|said| (said, "||")).or(begin.strip_prefix('!').map(|said| (said, "!!")))
            {
                let said = if sign == "!!" { said.replace("!!", "||") } else { said.to_owned() };
                for cell in said.split("||") {
                    let cell = self.inline(without_attributes(cell).trim());
                    if let Some(row) = rows.last_mut() {
                        row.push(cell);
                    }
                }
            } else if !begin.is_empty() {
                let more = self.inline(begin.trim_start_matches(['*', '#', ':']).trim());
                if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
                    if !cell.is_empty() {
                        cell.push_str("<br>");
                    }
                    cell.push_str(&more);
                }
            }
        }
        rows.retain(|row| !row.is_empty());
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        if width == 0 {
            return caption;
        }
        let mut out = if caption.is_empty() { String::new() } else { format!("**{caption}**\n\n") };
        for (nth, row) in rows.iter().enumerate() {
            let cells = (0..width).map(|at| row.get(at).map(|cell| one_line(&self.filled(cell))).unwrap_or_default());
            out.push_str(&format!("| {} |\n", cells.collect::<Vec<_>>().join(" | ")));
            if nth == 0 {
                out.push_str(&format!("|{}\n", " --- |".repeat(width)));
            }
        }
        self.keep(out)
    }

    /// Emphasis, links and what else stands within a line.
    fn inline(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(['\'', '[', '<', '*', '_', '`', '\\', '|', '~', '$', 'h', HELD]) {
            let (before, from) = rest.split_at(at);
            out.push_str(before);
            rest = from;
            if let Some(behind) = rest.strip_prefix("'''''") {
                out.push_str("***");
                rest = behind;
            } else if let Some(behind) = rest.strip_prefix("'''") {
                out.push_str("**");
                rest = behind;
            } else if let Some(behind) = rest.strip_prefix("''") {
                out.push('*');
                rest = behind;
            } else if rest.starts_with("[[")
                && let Some((inside, behind)) = balanced(rest, "[[", "]]")
            {
                let link = self.page_link(inside);
                out.push_str(&link);
                rest = behind;
            } else if let Some((address, said, behind)) = outer_link(rest) {
                if said.is_empty() {
                    out.push_str(&format!("<{address}>"));
                } else {
                    let said = self.inline(said);
                    out.push_str(&format!("[{said}](<{address}>)"));
                }
                rest = behind;
            } else if rest.starts_with("http://") || rest.starts_with("https://") {
                let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | ']' | HELD));
                let (address, behind) = rest.split_at(end.unwrap_or(rest.len()));
                out.push_str(address);
                rest = behind;
            } else if let Some(behind) = layout_tag(rest) {
                rest = behind;
            } else {
                let mut letters = rest.chars();
                match letters.next() {
                    Some(sign @ ('*' | '_' | '`' | '\\' | '[' | '~' | '$')) => out.extend(['\\', sign]),
                    Some('<')
                        if !rest.get(1..).is_some_and(|c| c.starts_with(['/', 'b', 's', 'd', 'i', 'k', 'm', 'u'])) =>
                    {
                        out.push_str("&lt;");
                    }
                    Some(HELD) => {
                        // Its number is not text.
                        let behind = rest.split_once(HELD_END).map_or("", |(_, behind)| behind);
                        out.push_str(rest.get(..rest.len() - behind.len()).unwrap_or_default());
                        letters = behind.chars();
                    }
                    other => out.extend(other),
                }
                rest = letters.as_str();
            }
        }
        out.push_str(rest);
        out
    }

    fn page_link(&mut self, inside: &str) -> String {
        let (target, said) = inside.split_once('|').map_or((inside, None), |(target, said)| (target, Some(said)));
        let shown = target.starts_with(':');
        let target = target.trim_start_matches(':').replace('_', " ");
        let target = target.trim();
        if let (Some((word, name)), false) = (target.split_once(':'), shown) {
            let word = word.trim().to_lowercase();
            if self.words.categories.contains(&word) {
                self.out.categories.push(name.trim().to_owned());
                return String::new();
            }
            if self.words.files.contains(&word) {
                self.out.pictures += 1;
                let caption = said.and_then(|said| said.rsplit('|').next()).unwrap_or_default();
                let layout = ["thumb", "left", "right", "center", "frame", "frameless", "none", "upright"];
                let caption = if layout.contains(&caption.trim()) || caption.ends_with("px") { "" } else { caption };
                let caption = self.inline(caption.trim());
                let name = code_span(name.trim());
                return if caption.is_empty() { self.keep(name) } else { format!("{} {caption}", self.keep(name)) };
            }
        }
        let target = match target.strip_prefix('/') {
            Some(below) => format!("{}/{}", self.title, below.trim_end_matches('/')),
            None => target.to_owned(),
        };
        let said = said.map(|said| plain(&self.filled(said))).filter(|said| !said.is_empty());
        if target.contains(['[', ']', '|', HELD]) || target.is_empty() {
            return escaped(&said.unwrap_or_default());
        }
        let link = match said {
            Some(said) if said != target => format!("[[{target}|{said}]]"),
            _ => format!("[[{target}]]"),
        };
        self.keep(link)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markdown(text: &str) -> String {
        convert(text, "Pads", &Words::default()).markdown
    }

    #[test]
    fn what_people_write_in_a_wiki_becomes_markdown() {
        for (wikitext, expected) in [
            ("== When ==\nAt '''once''', ''never'' later.", "## When\n\nAt **once**, *never* later."),
            ("[[Brake pads|pads]] and [[Discs]].", "[[Brake pads|pads]] and [[Discs]]."),
            ("[[/Wear]]", "[[Pads/Wear]]"),
            ("See [https://example.org/a_b the ''rule''].", "See [the *rule*](<https://example.org/a_b>)."),
            ("* one\n** two\n# three", "- one\n  - two\n1. three"),
            ("A<!-- no --> B", "A B"),
            ("<nowiki>'''x'''</nowiki>", "'''x'''"),
            ("2 * 3 < 4_5", "2 \\* 3 &lt; 4\\_5"),
            ("<syntaxhighlight lang=\"rust\">\nfn a() {}\n</syntaxhighlight>", "```rust\nfn a() {}\n```"),
            (
                "It is so.<ref>[https://example.org Proof]</ref>",
                "It is so.[^1]\n\n[^1]: [Proof](<https://example.org>)",
            ),
            ("{|\n! a !! b\n|-\n| [[X|y]] || 2\n|}", "| a | b |\n| --- | --- |\n| [[X\\|y]] | 2 |"),
            ("Use {{nowrap|10 bar}}.", "Use `{{nowrap|10 bar}}`."),
            ("1. is no list", "1\\. is no list"),
            ("#REDIRECT [[x]]", "1. REDIRECT [[x]]"),
        ] {
            assert_eq!(markdown(wikitext), expected, "{wikitext}");
        }
    }

    #[test]
    fn categories_pictures_and_templates_are_told() {
        let made = convert(
            "[[File:Disc.jpg|thumb|A worn disc]]\n{{Infobox\n|name = Pads\n}}\n[[Category:Brakes]]",
            "Pads",
            &Words::default(),
        );
        assert_eq!((made.templates, made.pictures, made.categories), (1, 1, vec!["Brakes".to_owned()]));
        assert!(made.markdown.contains("`Disc.jpg` A worn disc"), "{}", made.markdown);
        assert!(made.markdown.contains("```wikitext\n{{Infobox"), "{}", made.markdown);
        assert_eq!(redirect("#REDIRECT [[The_Beatles]]\n"), Some("The Beatles".to_owned()));
        assert_eq!(redirect("# a list [[x]]"), None);
    }

    #[test]
    fn what_is_not_closed_breaks_nothing() {
        for text in ["{{a", "[[b", "<ref>c", "{|\n| d", "'''e", "<pre>", "{{{{{{{{", "[[[[[[", "\u{E000}9\u{E001}"] {
            markdown(text);
        }
        markdown(&"{{".repeat(5_000));
        markdown(&"[[".repeat(5_000));
    }
}
