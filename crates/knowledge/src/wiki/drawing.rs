//! From a page's text to what this viewer reads: links as they may follow them, sections of other pages in their place.
//!
//! What is needed is gathered in one read; drawing needs no database.

use super::links::{self, Target, link_key, named_key};
use super::revisions::Fence;
use super::types::WikiPage;
use community::posts::types::Prepared;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::text::{self, Linked, Mention, Rendered, Rendering};
use kernel::viewer::Viewer;
use kernel::{args, record};
use lru::LruCache;
use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// A section may show a section, and so on, as deep as this.
const MOST_DEPTH: usize = 3;
/// Sections of other pages on one page.
const MOST_EMBEDDED: u32 = 20;
/// Of all of them together; what is beyond is a link to it.
const MOST_EMBEDDED_BYTES: usize = 400_000;

/// Words that are said in place of what cannot be shown.
#[derive(Debug, Clone)]
pub struct Words {
    /// For a page that the viewer may not see.
    pub hidden: String,
    /// For a section that is not there, or shows itself.
    pub missing: String,
}

struct Source {
    title: String,
    body: String,
    links: HashMap<String, Target>,
}

/// All that a page needs to be drawn for one viewer.
pub struct Gathered {
    page: Id,
    space: String,
    sources: HashMap<Id, Source>,
    mentioned: HashMap<String, Mention>,
    /// Whether what is wanted leads to the form for it.
    writes: bool,
}

record! {
    struct Row {
        id: Id,
        title: String,
        body: String,
    }
}

impl Gathered {
    /// A mark of everything that the drawing depends on, what this viewer may see of it included (BLAKE3).
    pub fn mark(&self, words: &Words) -> Mark {
        let mut hasher = blake3::Hasher::new();
        let mut add = |text: &str| {
            hasher.update(&u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
            hasher.update(text.as_bytes());
        };
        let Self { page, space, sources, mentioned, writes } = self;
        add(&format!("{page} {writes}"));
        [space, &words.hidden, &words.missing].into_iter().for_each(|text| add(text));
        for (id, source) in sources.iter().collect::<BTreeMap<_, _>>() {
            add(&id.to_string());
            add(&source.title);
            add(&source.body);
            add(&format!("{:?}", source.links.iter().collect::<BTreeMap<_, _>>()));
        }
        add(&format!("{:?}", mentioned.iter().collect::<BTreeMap<_, _>>()));
        *hasher.finalize().as_bytes()
    }
}

pub type Mark = [u8; 32];

/// The pages that were drawn last. Who reads what another has just read, and may see the same of it, gets the same.
#[derive(Clone)]
pub struct Drawn(Arc<Mutex<Kept>>);

struct Kept {
    pages: LruCache<Mark, Arc<Rendered>>,
    bytes: usize,
}

/// Of all drawings that are kept, in bytes.
const MOST_KEPT: usize = 16 * 1024 * 1024;

impl Default for Drawn {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Kept { pages: LruCache::unbounded(), bytes: 0 })))
    }
}

impl Drawn {
    fn get(&self, mark: &Mark) -> Option<Arc<Rendered>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pages.get(mark).cloned()
    }

    fn keep(&self, mark: Mark, rendered: Arc<Rendered>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.bytes += rendered.html.len();
        let before = kept.pages.put(mark, rendered);
        kept.bytes -= before.map_or(0, |before| before.html.len());
        while kept.bytes > MOST_KEPT {
            let Some((_, oldest)) = kept.pages.pop_lru() else { break };
            kept.bytes -= oldest.html.len();
        }
    }

    /// The page as HTML, with its headings; drawn, unless it was just now. A long page would hold up others, so it is
    /// drawn beside them.
    pub async fn draw(&self, gathered: Gathered, words: Words) -> Result<Arc<Rendered>> {
        let mark = gathered.mark(&words);
        if let Some(rendered) = self.get(&mark) {
            return Ok(rendered);
        }
        let rendered = tokio::task::spawn_blocking(move || draw(&gathered, &words)).await.map_err(Error::internal)?;
        let rendered = Arc::new(rendered);
        self.keep(mark, rendered.clone());
        Ok(rendered)
    }
}

/// What `page` needs: the pages that it shows parts of, as far as the viewer may see them.
pub async fn gather(tx: &Tx, viewer: &Viewer, page: &WikiPage, writes: bool) -> Result<Gathered> {
    let mut sources = HashMap::new();
    let mut next = vec![Row { id: page.id, title: page.title.clone(), body: page.body.clone() }];
    for depth in 0..=MOST_DEPTH {
        let ids: Vec<Id> = next.iter().map(|row| row.id).collect();
        let mut links = links::of_pages(tx, viewer, &ids).await?;
        let mut wanted = Vec::new();
        for row in next {
            let links = links.remove(&row.id).unwrap_or_default();
            if depth < MOST_DEPTH && row.body.contains("![[") {
                let seen = links.values().filter(|target| target.there && target.visible);
                wanted.extend(seen.filter_map(|target| target.page));
            }
            sources.insert(row.id, Source { title: row.title, body: row.body, links });
        }
        wanted.retain(|id| !sources.contains_key(id));
        if wanted.is_empty() {
            break;
        }
        let sql = "select id, title, body from posts where id in (each($1)) limit 100";
        next = tx.rows(sql, args![wanted]).await?;
    }
    let handles = text::handles(&page.body);
    let mentioned = if handles.is_empty() {
        Vec::new()
    } else {
        community::posts::access::mentionable(tx, viewer, &handles).await?
    };
    let mentioned = mentioned
        .into_iter()
        .map(|(handle, _, name)| (handle.clone(), Mention { url: community::identity::member_path(&handle), name }));
    Ok(Gathered { page: page.id, space: page.space_slug.clone(), sources, mentioned: mentioned.collect(), writes })
}

/// The page as HTML, with its headings.
fn draw(gathered: &Gathered, words: &Words) -> Rendered {
    let Some(source) = gathered.sources.get(&gathered.page) else { return Rendered::default() };
    let drawing = Drawing { gathered, words, embedded: Cell::new(0), bytes: Cell::new(0) };
    drawing.render(source, &source.body, &[gathered.page], "")
}

struct Drawing<'a> {
    gathered: &'a Gathered,
    words: &'a Words,
    embedded: Cell<u32>,
    /// Of the sections that are shown, before they are drawn.
    bytes: Cell<usize>,
}

impl Drawing<'_> {
    fn render(&self, source: &Source, body: &str, within: &[Id], prefix: &str) -> Rendered {
        let resolve_mention = |handle: &str| self.gathered.mentioned.get(handle).cloned();
        let resolve_link = |written: &str| self.destination(source, written);
        let pages = |written: &str, embed: bool| {
            if embed { self.embed(source, written, within) } else { self.name(source, written) }
        };
        let options = Rendering {
            resolve_mention: &resolve_mention,
            resolve_link: &resolve_link,
            heading_base: 2,
            images: true,
            id_prefix: prefix,
            pages: Some(&pages),
        };
        raised(text::render(body, &options))
    }

    /// Where an ordinary link to a page leads now.
    fn destination(&self, source: &Source, written: &str) -> Option<String> {
        let target = source.links.get(&link_key(written)?)?;
        let url = target.url().filter(|_| target.there && target.visible)?;
        let fragment = written.split_once('#').map(|(_, fragment)| fragment).unwrap_or_default();
        Some(if fragment.is_empty() { url } else { format!("{url}#h-{}", text::slug(fragment)) })
    }

    fn name(&self, source: &Source, written: &str) -> Linked {
        let (name, section) = written.split_once('#').map_or((written, ""), |(name, section)| (name, section));
        if name.trim().is_empty() && !section.is_empty() {
            return Linked::To { href: format!("#{section}"), wanted: false };
        }
        match source.links.get(&named_key(written)) {
            Some(target) if target.there && !target.visible => Linked::Text(self.words.hidden.clone()),
            Some(target) if target.there => {
                let Some(url) = target.url() else { return Linked::Unknown };
                let section = if section.is_empty() { String::new() } else { format!("#h-{}", text::slug(section)) };
                Linked::To { href: format!("{url}{section}"), wanted: false }
            }
            _ if self.gathered.writes => {
                let query: String = form_encoded(name.trim());
                let href = format!("/pages/new?space={}&title={query}", self.gathered.space);
                Linked::To { href, wanted: true }
            }
            _ => Linked::Unknown,
        }
    }

    /// A section of another page. What the viewer may not see, what is not there and what shows itself is said so.
    fn embed(&self, source: &Source, written: &str, within: &[Id]) -> Linked {
        let (_, section) = written.split_once('#').map_or((written, ""), |(name, section)| (name, section));
        let Some(target) = source.links.get(&named_key(written)) else {
            return Linked::Text(self.words.missing.clone());
        };
        if target.there && !target.visible {
            return Linked::Text(self.words.hidden.clone());
        }
        let id = target.page.filter(|id| target.there && !within.contains(id) && within.len() <= MOST_DEPTH);
        let found = id.and_then(|id| Some((id, self.gathered.sources.get(&id)?)));
        let part = found.and_then(|(id, other)| Some((id, other, section_of(&other.body, section)?)));
        let (Some((id, other, part)), Some(url)) = (part, target.url()) else {
            return Linked::Text(self.words.missing.clone());
        };
        let (nth, bytes) = (self.embedded.get() + 1, self.bytes.get() + part.len());
        if nth > MOST_EMBEDDED || bytes > MOST_EMBEDDED_BYTES {
            return Linked::To { href: url, wanted: false };
        }
        self.embedded.set(nth);
        self.bytes.set(bytes);
        let within: Vec<Id> = within.iter().copied().chain([id]).collect();
        let inside = self.render(other, part, &within, &format!("e{nth}-"));
        let from = text::render(&format!("[{}](<{url}>)", escaped(&other.title)), &Rendering::default()).html;
        Linked::Html(format!(
            "<section class=\"embed\">{}<footer class=\"meta\">{from}</footer></section>",
            inside.html
        ))
    }
}

/// A text whose highest heading is of the second rank (`##`) has it right below the title all the same: no level is
/// left out. What is sanitised has no `<` but those of its tags.
fn raised(mut rendered: Rendered) -> Rendered {
    let highest = rendered.headings.iter().map(|heading| heading.level).min().unwrap_or(2);
    let by = highest.saturating_sub(2);
    if by == 0 {
        return rendered;
    }
    for level in highest..=6 {
        let to = level - by;
        rendered.html = rendered.html.replace(&format!("<h{level} id="), &format!("<h{to} id="));
        rendered.html = rendered.html.replace(&format!("</h{level}>"), &format!("</h{to}>"));
    }
    rendered.headings.iter_mut().for_each(|heading| heading.level -= by);
    rendered
}

fn escaped(title: &str) -> String {
    title.chars().flat_map(|c| if c.is_ascii_punctuation() { vec!['\\', c] } else { vec![c] }).collect()
}

fn form_encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The lines from a heading to the next of its rank; without a section the whole text.
pub fn section_of<'a>(body: &'a str, section: &str) -> Option<&'a str> {
    if section.trim().is_empty() {
        return Some(body);
    }
    let wanted = text::slug(section);
    let (mut from, mut at) = (None, 0);
    let mut fence = Fence::default();
    for line in body.split_inclusive('\n') {
        let code = fence.pass(line);
        let level = line.chars().take_while(|c| *c == '#').count();
        let heading = line.get(level..).unwrap_or_default();
        if !code && (1..=6).contains(&level) && heading.starts_with([' ', '\t']) {
            match from {
                None if text::slug(&text::plain(heading.trim().trim_end_matches('#'))) == wanted => {
                    from = Some((at, level));
                }
                Some((start, rank)) if level <= rank => return body.get(start..at),
                _ => {}
            }
        }
        at += line.len();
    }
    from.and_then(|(start, _)| body.get(start..))
}

/// The text as it is kept with the post: for the index, lists and mail, whoever reads them.
pub fn prepare(body: &str, mentioned: &[(String, Id, String)]) -> Prepared {
    let known: HashMap<&str, &(String, Id, String)> = mentioned.iter().map(|m| (m.0.as_str(), m)).collect();
    let resolve_mention = |handle: &str| {
        let (handle, _, name) = known.get(handle)?;
        Some(Mention { url: community::identity::member_path(handle), name: name.clone() })
    };
    let pages = |_: &str, embed: bool| if embed { Linked::Text(String::new()) } else { Linked::Unknown };
    let options =
        Rendering { resolve_mention: &resolve_mention, heading_base: 3, pages: Some(&pages), ..Rendering::default() };
    let rendered = text::render(body, &options);
    Prepared {
        mentions: rendered.mentions.iter().filter_map(|handle| known.get(handle.as_str()).map(|m| m.1)).collect(),
        html: rendered.html,
        words: i64::from(rendered.words),
        tags: rendered.tags,
        links: rendered.links,
        held: None,
        screening: community::posts::screening::Screening::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(body: &str, visible: bool) -> Gathered {
        let target = Target {
            key: named_key("Seals"),
            page: Some(Id(2)),
            path: Some("seals".to_owned()),
            space: Some("depot".to_owned()),
            title: Some("Seals".to_owned()),
            there: true,
            visible,
        };
        let links = HashMap::from([(target.key.clone(), target)]);
        let source = Source { title: "Brakes".to_owned(), body: body.to_owned(), links };
        let sources = HashMap::from([(Id(1), source)]);
        Gathered { page: Id(1), space: "depot".to_owned(), sources, mentioned: HashMap::new(), writes: false }
    }

    #[tokio::test]
    async fn what_was_drawn_for_one_is_given_only_to_who_may_see_the_same() {
        let words = || Words { hidden: "not for you".to_owned(), missing: "missing".to_owned() };
        let drawn = Drawn::default();
        let open = drawn.draw(gathered("See [[Seals]].", true), words()).await.unwrap();
        let closed = drawn.draw(gathered("See [[Seals]].", false), words()).await.unwrap();
        assert!(open.html.contains("/wiki/depot/seals") && !closed.html.contains("seals"), "{}", closed.html);
        assert!(closed.html.contains("not for you"));
        let again = drawn.draw(gathered("See [[Seals]].", true), words()).await.unwrap();
        assert!(Arc::ptr_eq(&open, &again), "it is not drawn twice");
        let other = Words { hidden: "nicht für Sie".to_owned(), ..words() };
        assert!(drawn.draw(gathered("See [[Seals]].", false), other).await.unwrap().html.contains("nicht"));
        for n in 0..80 {
            drawn.keep([n; 32], Arc::new(Rendered { html: "x".repeat(400_000), ..Rendered::default() }));
        }
        let kept = drawn.0.lock().unwrap();
        assert!(kept.bytes <= MOST_KEPT && kept.pages.len() < 80, "{} {}", kept.bytes, kept.pages.len());
        assert_eq!(kept.bytes, kept.pages.iter().map(|(_, page)| page.html.len()).sum::<usize>());
    }

    #[test]
    fn a_section_ends_where_the_next_of_its_rank_begins() {
        let body = "# A\n\none\n\n## B *c*\n\ntwo\n\n```\n## no\n```\n\n### D\n\nthree\n\n## E\n\nfour\n";
        assert_eq!(section_of(body, "b c"), Some("## B *c*\n\ntwo\n\n```\n## no\n```\n\n### D\n\nthree\n\n"));
        assert_eq!(section_of(body, "E"), Some("## E\n\nfour\n"));
        assert_eq!(section_of(body, "no"), None);
        assert_eq!(section_of(body, ""), Some(body));
    }
}
