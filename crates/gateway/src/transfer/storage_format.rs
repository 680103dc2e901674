//! The storage format of Confluence (XHTML with elements of its own) to Markdown.
//!
//! Of macros, the text that people wrote stays; what a macro would have computed is gone, and how many were so is told.

use super::markdown_signs::{escaped, fenced, guarded};
use super::xml::{Element, Node, tree};

/// What a page shows and names, as it is known here.
pub trait Known {
    /// The address of a file that is attached to the page.
    fn file(&self, name: &str) -> Option<String>;
    /// The title of a page, as its link is to be written.
    fn page(&self, space: &str, title: &str) -> String;
    /// The name of a person.
    fn person(&self, key: &str) -> Option<String>;
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Converted {
    pub markdown: String,
    /// Macros of which only the text could be kept.
    pub macros: usize,
    /// Files that are named and not there.
    pub missing: Vec<String>,
}

pub fn convert(body: &str, known: &dyn Known) -> Result<Converted, String> {
    let root = tree(body)?;
    let mut maker = Maker { known, out: Converted::default() };
    let markdown = maker.blocks(&root.children);
    maker.out.markdown = markdown.trim().to_owned();
    Ok(maker.out)
}

struct Maker<'a> {
    known: &'a dyn Known,
    out: Converted,
}

/// Elements that are a block of their own.
fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 23] = [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "table",
        "blockquote",
        "pre",
        "hr",
        "div",
        "section",
        "ac:task-list",
        "ac:layout",
        "ac:layout-section",
        "ac:layout-cell",
        "ac:rich-text-body",
        "dl",
        "figure",
        "ac:adf-extension",
    ];
    BLOCKS.contains(&name)
}

impl Maker<'_> {
    fn blocks(&mut self, nodes: &[Node]) -> String {
        let mut out = String::new();
        let mut line: Vec<Node> = Vec::new();
        for node in nodes {
            match node {
                Node::Element(element) if is_block(&element.name) || self.is_block_macro(element) => {
                    self.paragraph(&mut out, &mut line);
                    let block = self.block(element);
                    if !block.trim().is_empty() {
                        out.push_str(block.trim_matches('\n'));
                        out.push_str("\n\n");
                    }
                }
                node => line.push(node.clone()),
            }
        }
        self.paragraph(&mut out, &mut line);
        out
    }

    fn is_block_macro(&self, element: &Element) -> bool {
        let macros = ["ac:structured-macro", "ac:macro"].contains(&element.name.as_str());
        macros && !matches!(element.attribute("ac:name"), "status" | "jira" | "anchor" | "emoticon")
    }

    fn paragraph(&mut self, out: &mut String, line: &mut Vec<Node>) {
        let text = self.inline(&std::mem::take(line));
        let text = text.trim();
        if !text.is_empty() {
            out.push_str(&guarded(text));
            out.push_str("\n\n");
        }
    }

    fn block(&mut self, element: &Element) -> String {
        let level = |name: &str| name.strip_prefix('h').and_then(|level| level.parse::<usize>().ok());
        match element.name.as_str() {
            "p" | "figure" => {
                let text = self.inline(&element.children);
                guarded(text.trim())
            }
            name if level(name).is_some() => {
                let text = self.inline(&element.children).replace('\n', " ");
                if text.trim().is_empty() {
                    return String::new();
                }
                format!("{} {}", "#".repeat(level(name).unwrap_or(1)), text.trim())
            }
            "ul" | "ol" => self.list(element, 0),
            "table" => self.table(element),
            "blockquote" => quoted(&self.blocks(&element.children)),
            "pre" => fenced(&element.text(), ""),
            "hr" => "---".to_owned(),
            "ac:task-list" => {
                let tasks: Vec<String> = element
                    .elements()
                    .filter(|task| task.name == "ac:task")
                    .map(|task| {
                        let done =
                            task.child("ac:task-status").is_some_and(|status| status.text().trim() == "complete");
                        let body =
                            task.child("ac:task-body").map(|body| self.inline(&body.children)).unwrap_or_default();
                        format!("- [{}] {}\n", if done { "x" } else { " " }, body.trim().replace('\n', " "))
                    })
                    .collect();
                tasks.concat()
            }
            "ac:structured-macro" | "ac:macro" => self.block_macro(element),
            // What only says where something stands.
            _ => self.blocks(&element.children),
        }
    }

    fn block_macro(&mut self, element: &Element) -> String {
        let name = element.attribute("ac:name");
        let parameter = |wanted: &str| {
            let found =
                element.elements().find(|child| child.name == "ac:parameter" && child.attribute("ac:name") == wanted);
            found.map(Element::text).unwrap_or_default()
        };
        let plain = element.child("ac:plain-text-body").map(Element::text);
        let rich = element.child("ac:rich-text-body").map(|body| body.children.clone()).unwrap_or_default();
        let title = parameter("title");
        let heading = if title.is_empty() { String::new() } else { format!("**{}**\n\n", escaped(&title)) };
        match name {
            "code" | "noformat" => {
                let language: String =
                    parameter("language").chars().filter(|c| c.is_ascii_alphanumeric() || "+#-".contains(*c)).collect();
                format!("{heading}{}", fenced(plain.as_deref().unwrap_or_default().trim_matches('\n'), &language))
            }
            "info" | "note" | "tip" | "warning" | "panel" | "quote" => {
                let inside = self.blocks(&rich);
                quoted(&format!("{heading}{inside}"))
            }
            // The page has its own table of contents, and lists what is below it.
            "toc" | "children" | "pagetree" => String::new(),
            "expand" | "excerpt" | "section" | "column" | "details" => {
                let inside = self.blocks(&rich);
                format!("{heading}{inside}")
            }
            _ => {
                self.out.macros += 1;
                let inside = self.blocks(&rich);
                let code = plain.map(|plain| fenced(&plain, "")).unwrap_or_default();
                if inside.trim().is_empty() && code.is_empty() {
                    return format!("`{}`", name.replace('`', ""));
                }
                format!("{heading}{inside}{code}")
            }
        }
    }

    fn list(&mut self, list: &Element, depth: usize) -> String {
        let mut out = String::new();
        for (nth, item) in list.elements().filter(|item| item.name == "li").enumerate() {
            let mark = if list.name == "ol" { format!("{}. ", nth + 1) } else { "- ".to_owned() };
            let indent = " ".repeat(mark.len());
            let (mut first, mut behind) = (Vec::new(), Vec::new());
            for child in &item.children {
                let block = matches!(child, Node::Element(child) if is_block(&child.name) && child.name != "p");
                if block || !behind.is_empty() { behind.push(child.clone()) } else { first.push(child.clone()) }
            }
            let said = self.blocks(&first);
            let said = said.trim();
            let mut lines = said.lines();
            out.push_str(&format!("{mark}{}\n", lines.next().unwrap_or_default()));
            for line in lines {
                out.push_str(&if line.is_empty() { "\n".to_owned() } else { format!("{indent}{line}\n") });
            }
            for child in &behind {
                let Node::Element(child) = child else { continue };
                let inside = if matches!(child.name.as_str(), "ul" | "ol") && depth < 20 {
                    self.list(child, depth + 1)
                } else {
                    format!("\n{}\n", self.block(child).trim_matches('\n'))
                };
                for line in inside.lines() {
                    out.push_str(&if line.is_empty() { "\n".to_owned() } else { format!("{indent}{line}\n") });
                }
            }
        }
        out
    }

    fn table(&mut self, table: &Element) -> String {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut open: Vec<&Element> = vec![table];
        let mut in_order: Vec<&Element> = Vec::new();
        while let Some(element) = open.pop() {
            if element.name == "tr" {
                in_order.push(element);
                continue;
            }
            let inner: Vec<&Element> = element
                .elements()
                .filter(|child| matches!(child.name.as_str(), "thead" | "tbody" | "tfoot" | "tr"))
                .collect();
            open.extend(inner.into_iter().rev());
        }
        for row in in_order {
            let cells: Vec<&Element> =
                row.elements().filter(|cell| matches!(cell.name.as_str(), "td" | "th")).collect();
            let cells = cells.into_iter().map(|cell| {
                let text = self.blocks(&cell.children);
                let text = text.trim().replace("\n\n", "<br>").replace('\n', " ");
                text.replace('|', "\\|").replace("\\\\|", "\\|")
            });
            rows.push(cells.collect());
        }
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut out = String::new();
        for (nth, row) in rows.iter().enumerate().filter(|_| width > 0) {
            let cells: Vec<&str> = (0..width).map(|at| row.get(at).map_or("", String::as_str)).collect();
            out.push_str(&format!("| {} |\n", cells.join(" | ")));
            if nth == 0 {
                out.push_str(&format!("|{}\n", " --- |".repeat(width)));
            }
        }
        out
    }

    fn inline(&mut self, nodes: &[Node]) -> String {
        let mut out = String::new();
        for node in nodes {
            match node {
                Node::Text(text) => {
                    let joined = text.replace(['\n', '\r', '\t'], " ");
                    out.push_str(&escaped(&joined));
                }
                Node::Element(element) => {
                    let said = self.span(element);
                    out.push_str(&said);
                }
            }
        }
        out
    }

    fn span(&mut self, element: &Element) -> String {
        match element.name.as_str() {
            "strong" | "b" => self.marked("**", element),
            "em" | "i" => self.marked("*", element),
            "s" | "del" | "strike" => self.marked("~~", element),
            "sub" | "sup" | "ins" | "mark" | "kbd" => {
                let inside = self.inline(&element.children);
                format!("<{0}>{inside}</{0}>", element.name)
            }
            "u" => {
                let inside = self.inline(&element.children);
                format!("<ins>{inside}</ins>")
            }
            "code" | "tt" => {
                let code = element.text().replace('\n', " ");
                let fence = if code.contains('`') { "``" } else { "`" };
                if code.trim().is_empty() { String::new() } else { format!("{fence}{code}{fence}") }
            }
            "br" => "<br>".to_owned(),
            "a" => {
                let inside = self.inline(&element.children);
                let href = element.attribute("href");
                if href.is_empty() {
                    inside
                } else {
                    format!("[{}](<{}>)", inside.trim(), href.replace(['<', '>'], ""))
                }
            }
            "img" => format!(
                "![{}](<{}>)",
                escaped(element.attribute("alt")),
                element.attribute("src").replace(['<', '>'], "")
            ),
            "ac:image" => self.image(element),
            "ac:link" => self.link(element),
            "ac:emoticon" => element.attribute("ac:emoji-fallback").to_owned(),
            "ac:structured-macro" | "ac:macro" => {
                let title = element.elements().find(|child| matches!(child.attribute("ac:name"), "title" | "key"));
                title.map(|title| format!("`{}`", title.text().replace('`', ""))).unwrap_or_default()
            }
            "time" => element.attribute("datetime").to_owned(),
            // Names of settings are no text.
            "ac:parameter" | "ac:placeholder" => String::new(),
            name if is_block(name) => {
                let inside = self.inline(&element.children);
                format!("{inside} ")
            }
            _ => self.inline(&element.children),
        }
    }

    /// Signs of emphasis stand at words, not at blanks.
    fn marked(&mut self, sign: &str, element: &Element) -> String {
        let inside = self.inline(&element.children);
        let said = inside.trim();
        if said.is_empty() {
            return inside;
        }
        let before = if inside.starts_with(char::is_whitespace) { " " } else { "" };
        let behind = if inside.ends_with(char::is_whitespace) { " " } else { "" };
        format!("{before}{sign}{said}{sign}{behind}")
    }

    fn image(&mut self, element: &Element) -> String {
        let alt = escaped(element.attribute("ac:alt"));
        if let Some(url) = element.child("ri:url") {
            return format!("![{alt}](<{}>)", url.attribute("ri:value").replace(['<', '>'], ""));
        }
        let name = element.child("ri:attachment").map(|file| file.attribute("ri:filename")).unwrap_or_default();
        match self.known.file(name) {
            Some(address) => format!("![{alt}]({address})"),
            None => {
                self.out.missing.push(name.to_owned());
                format!("`{}`", name.replace('`', ""))
            }
        }
    }

    fn link(&mut self, element: &Element) -> String {
        let body = ["ac:link-body", "ac:plain-text-link-body"].iter().find_map(|name| element.child(name));
        let said =
            body.map(|body| body.text().replace(['[', ']', '|', '\n'], " ").trim().to_owned()).unwrap_or_default();
        if let Some(page) = element.child("ri:page") {
            let target = self.known.page(page.attribute("ri:space-key"), page.attribute("ri:content-title"));
            return if said.is_empty() { format!("[[{target}]]") } else { format!("[[{target}|{said}]]") };
        }
        if let Some(file) = element.child("ri:attachment") {
            let name = file.attribute("ri:filename");
            let said = escaped(if said.is_empty() { name } else { &said });
            return match self.known.file(name) {
                Some(address) => format!("[{said}]({address})"),
                None => {
                    self.out.missing.push(name.to_owned());
                    said
                }
            };
        }
        if let Some(user) = element.child("ri:user") {
            let key = ["ri:userkey", "ri:account-id", "ri:username"].map(|name| user.attribute(name));
            let key = key.into_iter().find(|key| !key.is_empty()).unwrap_or_default();
            return self.known.person(key).map(|name| escaped(&name)).unwrap_or(escaped(&said));
        }
        escaped(&said)
    }
}

fn quoted(inside: &str) -> String {
    let lines =
        inside.trim().lines().map(|line| if line.is_empty() { ">\n".to_owned() } else { format!("> {line}\n") });
    lines.collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    struct Nothing;

    impl Known for Nothing {
        fn file(&self, name: &str) -> Option<String> {
            (name == "disc.png").then(|| "/files/7".to_owned())
        }

        fn page(&self, _: &str, title: &str) -> String {
            title.to_owned()
        }

        fn person(&self, key: &str) -> Option<String> {
            (key == "k1").then(|| "Mara Okafor".to_owned())
        }
    }

    #[test]
    fn what_people_write_in_confluence_becomes_markdown() {
        for (body, expected) in [
            (
                "<h2>When</h2><p>At <strong>once </strong>&amp; <em>never</em>&nbsp;later.</p>",
                "## When\n\nAt **once** & *never*\u{a0}later.",
            ),
            ("<ul><li>one<ul><li>two</li></ul></li><li><p>three</p></li></ul>", "- one\n  - two\n- three"),
            (
                "<p><ac:link><ri:page ri:content-title=\"Pads\" /><ac:link-body>the pads</ac:link-body></ac:link></p>",
                "[[Pads|the pads]]",
            ),
            ("<p><ac:image><ri:attachment ri:filename=\"disc.png\" /></ac:image></p>", "![](/files/7)"),
            (
                "<ac:structured-macro ac:name=\"code\"><ac:parameter ac:name=\"language\">rust</ac:parameter><ac:plain-text-body><![CDATA[fn a() {}]]></ac:plain-text-body></ac:structured-macro>",
                "```rust\nfn a() {}\n```",
            ),
            (
                "<ac:structured-macro ac:name=\"info\"><ac:rich-text-body><p>Mind.</p></ac:rich-text-body></ac:structured-macro>",
                "> Mind.",
            ),
            (
                "<table><tbody><tr><th>a</th><th>b</th></tr><tr><td><p>1</p></td><td>2</td></tr></tbody></table>",
                "| a | b |\n| --- | --- |\n| 1 | 2 |",
            ),
            (
                "<ac:task-list><ac:task><ac:task-status>complete</ac:task-status><ac:task-body>Do</ac:task-body></ac:task></ac:task-list>",
                "- [x] Do",
            ),
            (
                "<p>By <ac:link><ri:user ri:userkey=\"k1\" /></ac:link> &lt;script&gt;</p>",
                "By Mara Okafor \\<script\\>",
            ),
            ("<p># no heading</p>", "\\# no heading"),
        ] {
            assert_eq!(convert(body, &Nothing).unwrap().markdown, expected, "{body}");
        }
        let lost = convert("<p><ac:image><ri:attachment ri:filename=\"gone.png\" /></ac:image></p>", &Nothing).unwrap();
        assert_eq!((lost.markdown.as_str(), lost.missing.as_slice()), ("`gone.png`", &["gone.png".to_owned()][..]));
        assert!(convert(&"<p>".repeat(5_000), &Nothing).is_err());
    }
}
