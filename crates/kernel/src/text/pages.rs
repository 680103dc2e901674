//! Pages that name each other: `[[Title]]`, `[[Title|words]]`, `[[Title#Section]]`, and `![[Title#Section]]`, which
//! shows that section in its place. What a name means is known by the caller alone.

use super::bounds::{cut, parse_page};
use comrak::nodes::NodeValue;

/// As many links of one text are told and resolved.
const MOST_LINKS: usize = 2_000;
/// Around the number of a kept piece. Neither is a character of any text (Unicode § 23.7), and both are taken out of
/// what people write.
const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';

/// What `[[...]]` means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Linked {
    /// A link around the words that were written; `wanted`: there is no such page yet.
    To { href: String, wanted: bool },
    /// A link with other words.
    Named { href: String, name: String },
    /// These words in its place, without a link.
    Text(String),
    /// Safe HTML in its place: it is not sanitised again.
    Html(String),
    /// The words as they were written.
    Unknown,
}

/// What a page names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageLinks {
    /// What stands in `[[...]]`, before the `|`, each once.
    pub named: Vec<String>,
    /// Destinations of ordinary links, as written, each once.
    pub links: Vec<String>,
}

/// The pages that a text names, in whatever way.
pub fn page_links(markdown: &str) -> PageLinks {
    let arena = comrak::Arena::new();
    let mut found = PageLinks::default();
    let Some(root) = parse_page(&arena, &cut(markdown)) else { return found };
    for node in root.descendants() {
        let (list, target) = match &node.data().value {
            NodeValue::WikiLink(link) => (&mut found.named, link.url.clone()),
            NodeValue::Link(link) => (&mut found.links, link.url.clone()),
            _ => continue,
        };
        if list.len() < MOST_LINKS && !list.contains(&target) {
            list.push(target);
        }
    }
    found
}

/// Keeps safe HTML aside; the mark stands for it until the text is sanitised.
pub(super) fn keep(kept: &mut Vec<String>, html: String) -> String {
    kept.push(html);
    format!("{OPEN}{}{CLOSE}", kept.len() - 1)
}

/// Puts what was kept into its places. What is a paragraph of its own replaces the paragraph.
pub(super) fn put_back(html: String, kept: &[String]) -> String {
    if kept.is_empty() {
        return html;
    }
    let mut out = String::with_capacity(html.len() + kept.iter().map(String::len).sum::<usize>());
    let mut rest = html.as_str();
    while let Some((before, after)) = rest.split_once(OPEN) {
        let Some((number, behind)) = after.split_once(CLOSE) else { break };
        let piece = number.parse::<usize>().ok().and_then(|at| kept.get(at)).map_or("", String::as_str);
        match (before.strip_suffix("<p>"), behind.strip_prefix("</p>")) {
            (Some(before), Some(behind)) if is_block(piece) => {
                out.push_str(before);
                out.push_str(piece);
                rest = behind;
            }
            _ => {
                out.push_str(before);
                // A block inside a paragraph would end the paragraph.
                if !is_block(piece) {
                    out.push_str(piece);
                }
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

fn is_block(html: &str) -> bool {
    html.starts_with("<section") || html.starts_with("<div")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::text::{Rendering, render};

    fn meaning(target: &str, embed: bool) -> Linked {
        match (target, embed) {
            ("Pads#Wear", true) => Linked::Html("<section class=\"embed\"><p>Worn</p></section>".to_owned()),
            ("Pads", false) => Linked::To { href: "/wiki/brakes/pads".to_owned(), wanted: false },
            ("Pads#Wear", false) => Linked::To { href: "/wiki/brakes/pads#h-wear".to_owned(), wanted: false },
            ("Discs", false) => Linked::To { href: "/wiki/brakes/discs".to_owned(), wanted: true },
            ("Secret", false) => Linked::Text("a page for others".to_owned()),
            ("Old", false) => Linked::Named { href: "/wiki/x".to_owned(), name: "New & old".to_owned() },
            _ => Linked::Unknown,
        }
    }

    fn html(markdown: &str) -> String {
        render(markdown, &Rendering { pages: Some(&meaning), ..Rendering::default() }).html
    }

    #[test]
    fn a_page_is_named_in_brackets() {
        assert_eq!(html("See [[Pads]]."), "<p>See <a href=\"/wiki/brakes/pads\">Pads</a>.</p>\n");
        assert_eq!(html("[[Pads|the *pads*]]"), "<p><a href=\"/wiki/brakes/pads\">the *pads*</a></p>\n");
        assert_eq!(html("[[Discs]]"), "<p><a class=\"wanted\" href=\"/wiki/brakes/discs\">Discs</a></p>\n");
        assert_eq!(html("[[Secret]]"), "<p>a page for others</p>\n");
        assert_eq!(html("[[Old]]"), "<p><a href=\"/wiki/x\">New &amp; old</a></p>\n");
        assert_eq!(html("`[[Pads]]`"), "<p><code>[[Pads]]</code></p>\n");
    }

    #[test]
    fn a_section_stands_where_it_is_named_and_nobody_forges_one() {
        assert_eq!(html("![[Pads#Wear]]"), "<section class=\"embed\"><p>Worn</p></section>\n");
        let link = "<a href=\"/wiki/brakes/pads#h-wear\">Pads › Wear</a>";
        assert_eq!(html("x ![[Pads#Wear]]"), format!("<p>x {link}</p>\n"));
        assert_eq!(html("\u{fdd0}0\u{fdd1} ![[Pads#Wear]]"), format!("<p>0 {link}</p>\n"));
        assert_eq!(
            html("[[Pads#Wear]] [[Pads#Wear|worn]]"),
            format!("<p>{link} {}</p>\n", link.replace("Pads › Wear", "worn"))
        );
    }

    #[test]
    fn what_a_page_names_is_told() {
        let found = page_links("[[A|x]] [[A]] ![[B#S]] [c](../c.md) `[[D]]`\n\n[e]: /e\n[e]");
        assert_eq!(found.named, ["A", "B#S"]);
        assert_eq!(found.links, ["../c.md", "/e"]);
    }
}
