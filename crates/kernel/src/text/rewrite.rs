//! The walk over the tree of a text: mentions, tags, links, pictures, headings, raw HTML, depth.
//!
//! Links and pictures become ready-made tags here, since only here it is known where they lead. The
//! walk keeps its own stack: a deep tree must not exhaust the thread's.

use super::destinations::{Destination, destination, escape, path_segment};
use super::headings::safe_prefix;
use super::marks::{Mark, marks, opens};
use super::math;
use super::pages::{self, Linked};
use super::raw::Raw;
use super::sanitise::EXTERNAL;
use super::{MOST_DEPTH, MOST_MENTIONS, MOST_TAGS, Mention, Rendering};
use comrak::nodes::{Node, NodeLink, NodeList, NodeValue};
use comrak::{Arena, nodes::NodeTable};
use std::borrow::Cow;
use std::collections::HashMap;

/// Links and pictures that are told to the caller; more are rendered, but not told.
const MOST_DESTINATIONS: usize = 200;
/// A table may claim many more cells than were typed; one with more than this becomes plain text.
const MOST_CELLS: usize = 5_000;
/// References to a footnote that it links back to.
const MOST_BACK_REFERENCES: u32 = 20;

/// What was found on the way.
#[derive(Default)]
pub(super) struct Found {
    pub mentions: Vec<String>,
    pub tags: Vec<String>,
    pub links: Vec<String>,
    pub images: Vec<String>,
    pub plain: String,
    /// Safe HTML of our own making that comes into the text after it was sanitised.
    pub kept: Vec<String>,
}

/// Makes the tree fit to be formatted.
pub(super) fn rewrite<'a>(arena: &'a Arena<'a>, root: Node<'a>, options: &Rendering<'_>) -> Found {
    let prefix = safe_prefix(options.id_prefix);
    let mut walk = Walk { arena, options, prefix, known: HashMap::new(), raw: Raw::new(), found: Found::default() };
    let mut open = vec![Step { node: root, depth: 0, linked: false }];
    while let Some(step) = open.pop() {
        let children: Vec<Node<'a>> = step.node.reverse_children().collect();
        if let Some(linked) = walk.visit(&step) {
            open.extend(children.into_iter().map(|node| Step { node, depth: step.depth + 1, linked }));
        }
    }
    walk.found
}

struct Step<'a> {
    node: Node<'a>,
    depth: usize,
    /// Inside a link, or escaped: no mentions and tags.
    linked: bool,
}

struct Walk<'a, 'o> {
    arena: &'a Arena<'a>,
    options: &'o Rendering<'o>,
    prefix: String,
    known: HashMap<String, Option<Mention>>,
    raw: Raw,
    found: Found,
}

impl<'a> Walk<'a, '_> {
    /// Returns whether the children come next, and if so whether they are inside a link.
    fn visit(&mut self, step: &Step<'a>) -> Option<bool> {
        let mut ast = step.node.data_mut();
        if ast.value.block() {
            self.found.plain.push('\n');
        }
        match &mut ast.value {
            value if step.depth >= MOST_DEPTH && nests(value) => {
                drop(ast);
                self.flatten(step.node);
                return None;
            }
            NodeValue::Table(table) if cells(table) > MOST_CELLS => {
                drop(ast);
                self.flatten(step.node);
                return None;
            }
            NodeValue::Text(text) => {
                let text = std::mem::take(text);
                drop(ast);
                self.text(step, text);
                return None;
            }
            NodeValue::Link(link) => {
                let link = link.clone();
                drop(ast);
                if let Some(handle) = handle_taken_for_mail(step.node, &link) {
                    self.text(step, handle.into());
                    return None;
                }
                self.link(step.node, &link);
                return Some(true);
            }
            NodeValue::Image(link) => {
                let link = link.clone();
                drop(ast);
                self.image(step, &link);
                return None;
            }
            NodeValue::WikiLink(link) => {
                let (target, embed) = (link.url.clone(), link.embed);
                drop(ast);
                // A section of another page is a block; within a sentence it is a link.
                let alone = step.node.previous_sibling().is_none() && step.node.next_sibling().is_none();
                self.page(step.node, &target, embed && alone);
                return Some(true);
            }
            NodeValue::Math(formula) => {
                self.found.plain.push_str(&formula.literal);
                let html = math::mathml(&formula.literal, formula.display_math);
                ast.value = NodeValue::HtmlInline(pages::keep(&mut self.found.kept, html));
            }
            NodeValue::Heading(heading) => {
                let base = self.options.heading_base.clamp(2, 6);
                heading.level = heading.level.saturating_add(base - 1).min(6);
            }
            NodeValue::Code(code) => self.found.plain.push_str(&code.literal),
            NodeValue::CodeBlock(code) => self.found.plain.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => self.found.plain.push(' '),
            NodeValue::HtmlInline(html) => *html = self.raw.tame(html),
            NodeValue::HtmlBlock(block) => block.literal = self.raw.tame(&block.literal),
            NodeValue::FootnoteDefinition(note) => {
                note.name.insert_str(0, &self.prefix);
                note.total_references = note.total_references.min(MOST_BACK_REFERENCES);
            }
            NodeValue::FootnoteReference(note) => note.name.insert_str(0, &self.prefix),
            NodeValue::Escaped => return Some(true),
            NodeValue::Paragraph => {
                drop(ast);
                self.task(step.node);
            }
            _ => {}
        }
        Some(step.linked)
    }

    /// The first paragraph of a task becomes the label of its box: a box without a name says nothing to who hears it.
    fn task(&self, node: Node<'a>) {
        let Some(item) = node.parent().filter(|_| node.previous_sibling().is_none()) else { return };
        let done = match &item.data().value {
            NodeValue::TaskItem(task) => task.symbol.is_some(),
            _ => return,
        };
        let checked = if done { " checked=\"\"" } else { "" };
        item.data_mut().value = NodeValue::Item(NodeList::default());
        let part = |html: String| self.arena.alloc(NodeValue::HtmlInline(html).into());
        node.prepend(part(format!("<label><input type=\"checkbox\"{checked} disabled=\"\"> ")));
        node.append(part("</label>".to_owned()));
    }

    /// Splits a run of text at its mentions and tags.
    fn text(&mut self, step: &Step<'a>, text: Cow<'static, str>) {
        self.found.plain.push_str(&text);
        let mut done = 0;
        let found = if step.linked { Vec::new() } else { marks(&text) };
        for (at, mark) in found {
            let Some(typed) = text.get(at.clone()) else { continue };
            let Some(html) = self.mark(mark, typed) else { continue };
            self.insert_text(step.node, text.get(done..at.start));
            self.insert(step.node, NodeValue::HtmlInline(html));
            done = at.end;
        }
        let rest = if done == 0 { text } else { Cow::Owned(text.get(done..).unwrap_or_default().to_owned()) };
        step.node.data_mut().value = NodeValue::Text(rest);
    }

    fn mark(&mut self, mark: Mark, typed: &str) -> Option<String> {
        match mark {
            Mark::Handle(handle) => {
                let who = self.who(&handle)?;
                let html = format!("<a class=\"mention\" href=\"{}\">@{}</a>", escape(&who.url), escape(&who.name));
                push_new(&mut self.found.mentions, handle, MOST_MENTIONS);
                Some(html)
            }
            Mark::Tag(tag) => {
                let html =
                    format!("<a class=\"tag\" href=\"/tags/{}\" rel=\"tag\">{}</a>", path_segment(&tag), escape(typed));
                push_new(&mut self.found.tags, tag, MOST_TAGS).then_some(html)
            }
        }
    }

    fn who(&mut self, handle: &str) -> Option<Mention> {
        if let Some(known) = self.known.get(handle) {
            return known.clone();
        }
        if self.known.len() >= MOST_MENTIONS {
            return None;
        }
        let who = (self.options.resolve_mention)(handle);
        self.known.insert(handle.to_owned(), who.clone());
        who
    }

    /// Puts the tags of a link around its children, or nothing when it leads where nobody should go.
    fn link(&mut self, node: Node<'a>, link: &NodeLink) {
        let to = self.destination(&link.url);
        if let Some(to) = &to {
            self.insert(node, NodeValue::HtmlInline(opening(to, &link.title)));
            if let Some(out) = &to.external {
                push_new(&mut self.found.links, out.clone(), MOST_DESTINATIONS);
            }
        }
        for child in node.children().collect::<Vec<_>>() {
            node.insert_before(child);
        }
        if to.is_some() {
            self.insert(node, NodeValue::HtmlInline("</a>".to_owned()));
        }
        node.detach();
    }

    /// `[[Page]]`: what it is called by, or what stands in its place.
    fn page(&mut self, node: Node<'a>, target: &str, embed: bool) {
        let children: Vec<Node<'a>> = node.children().collect();
        let linked = self.options.pages.map_or(Linked::Unknown, |linked| linked(target, embed));
        let (before, after) = match linked {
            Linked::To { href, wanted } => {
                if let Some(name) = name_of_section(target).filter(|_| text_of(node) == target) {
                    self.replace_by_text(node, &children, &name);
                    self.insert(node, NodeValue::HtmlInline(format!("<a href=\"{}\">", escape(&href))));
                    self.insert_behind(node, "</a>");
                    return;
                }
                let class = if wanted { " class=\"wanted\"" } else { "" };
                (format!("<a{class} href=\"{}\">", escape(&href)), "</a>")
            }
            Linked::Named { href, name } => {
                self.replace_by_text(node, &children, &name);
                self.insert(node, NodeValue::HtmlInline(format!("<a href=\"{}\">", escape(&href))));
                self.insert_behind(node, "</a>");
                return;
            }
            Linked::Text(text) => return self.replace_by_text(node, &children, &text),
            Linked::Html(html) => {
                let kept = pages::keep(&mut self.found.kept, html);
                children.iter().for_each(|child| child.detach());
                node.data_mut().value = NodeValue::HtmlInline(kept);
                return;
            }
            Linked::Unknown => (String::new(), ""),
        };
        self.insert(node, NodeValue::HtmlInline(before));
        for child in children {
            node.insert_before(child);
        }
        node.data_mut().value = NodeValue::HtmlInline(after.to_owned());
    }

    fn replace_by_text(&mut self, node: Node<'a>, children: &[Node<'a>], text: &str) {
        children.iter().for_each(|child| child.detach());
        self.found.plain.push_str(text);
        node.data_mut().value = NodeValue::HtmlInline(escape(text));
    }

    fn insert_behind(&self, node: Node<'a>, html: &str) {
        node.insert_after(self.arena.alloc(NodeValue::HtmlInline(html.to_owned()).into()));
    }

    fn image(&mut self, step: &Step<'a>, link: &NodeLink) {
        let alt = text_of(step.node);
        let to = self.destination(&link.url).filter(|to| to.web);
        let html = match to {
            Some(to) if self.options.images => {
                push_new(&mut self.found.images, to.href.clone(), MOST_DESTINATIONS);
                let title =
                    if link.title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(&link.title)) };
                format!("<img src=\"{}\" alt=\"{}\"{title} loading=\"lazy\">", escape(&to.href), escape(&alt))
            }
            // A link inside a link is no HTML.
            Some(to) if !step.linked => {
                let label = if alt.trim().is_empty() { &to.href } else { &alt };
                format!("{}{}</a>", opening(&to, &link.title), escape(label))
            }
            _ => escape(&alt),
        };
        for child in step.node.children().collect::<Vec<_>>() {
            child.detach();
        }
        step.node.data_mut().value = NodeValue::HtmlInline(html);
    }

    fn destination(&self, written: &str) -> Option<Destination> {
        let moved = if written.starts_with('#') { None } else { (self.options.resolve_link)(written) };
        destination(moved.as_deref().unwrap_or(written), &self.prefix)
    }

    /// Replaces what is nested too deep, or too wide, by its words.
    fn flatten(&mut self, node: Node<'a>) {
        let text = text_of(node);
        self.found.plain.push_str(&text);
        for child in node.children().collect::<Vec<_>>() {
            child.detach();
        }
        let block = node.data().value.block();
        if block {
            node.data_mut().value = NodeValue::Paragraph;
            node.append(self.arena.alloc(NodeValue::Text(text.into()).into()));
        } else {
            node.data_mut().value = NodeValue::Text(text.into());
        }
    }

    fn insert(&self, before: Node<'a>, value: NodeValue) {
        before.insert_before(self.arena.alloc(value.into()));
    }

    fn insert_text(&self, before: Node<'a>, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.insert(before, NodeValue::Text(text.to_owned().into()));
        }
    }
}

/// What can hold its own kind without an end.
fn nests(value: &NodeValue) -> bool {
    use NodeValue::{BlockQuote, Emph, List, Strikethrough, Strong};
    matches!(value, BlockQuote | List(_) | Emph | Strong | Strikethrough)
}

/// The parser takes the end of `@ann@partner.example` for a mail address. Gives the handle back, and
/// takes the sign off the text before it.
fn handle_taken_for_mail(node: Node<'_>, link: &NodeLink) -> Option<String> {
    let address = link.url.strip_prefix("mailto:")?;
    let before = node.previous_sibling()?;
    let mut before = before.data_mut();
    let NodeValue::Text(text) = &mut before.value else { return None };
    let kept = text.strip_suffix('@')?;
    let handle = format!("@{address}");
    if text_of(node) != address || !opens(kept.chars().next_back()) {
        return None;
    }
    *text = kept.to_owned().into();
    for child in node.children().collect::<Vec<_>>() {
        child.detach();
    }
    Some(handle)
}

fn cells(table: &NodeTable) -> usize {
    table.num_columns.saturating_mul(table.num_rows.saturating_add(1))
}

/// All words below a node.
/// What a link to a section of a page is called that has no words of its own: `A#B` reads “A › B”.
fn name_of_section(target: &str) -> Option<String> {
    let (page, section) = target.split_once('#')?;
    match (page.trim(), section.trim()) {
        (page, "") => Some(page.to_owned()),
        ("", section) => Some(section.to_owned()),
        (page, section) => Some(format!("{page} › {section}")),
    }
}

fn text_of(node: Node<'_>) -> String {
    let mut text = String::new();
    for inner in node.descendants() {
        match &inner.data().value {
            NodeValue::Text(part) => text.push_str(part),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::CodeBlock(code) => text.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak | NodeValue::TableCell | NodeValue::Paragraph => text.push(' '),
            _ => {}
        }
    }
    text.trim().to_owned()
}

fn opening(to: &Destination, title: &str) -> String {
    let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) };
    let rel = if to.external.is_some() { format!(" rel=\"{EXTERNAL}\"") } else { String::new() };
    format!("<a href=\"{}\"{title}{rel}>", escape(&to.href))
}

/// Whether `item` is in the list afterwards.
fn push_new(list: &mut Vec<String>, item: String, most: usize) -> bool {
    if list.contains(&item) {
        return true;
    }
    let room = list.len() < most;
    if room {
        list.push(item);
    }
    room
}
