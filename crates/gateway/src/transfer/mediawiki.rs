//! A wiki from an export of MediaWiki, with its history.
//!
//! The file is read twice and never held as a whole: first for titles, redirects and names, then page by page, those
//! that stand above others first. `A/B` is the page B below A where there is an A.

use super::batches::{Manner, write_all};
use super::members;
use super::posts::cut;
use super::report::Report;
use super::wiki;
use super::wiki_target::{Coming, Goal, WikiFile, put};
use super::wikitext::{self, Words};
use super::xml::{Piece, Pieces};
use community::posts::types::{Imported, MOST_BODY, MOST_TITLE};
use kernel::app::App;
use kernel::clock::Millis;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::text::{fold, slug};
use knowledge::wiki::imported::{Author, Earlier, ImportedPage};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Namespaces whose pages are taken: articles, those of the project, help.
const TAKEN: [i64; 3] = [0, 4, 12];
/// Of a longer history the last ones are kept.
const MOST_REVISIONS: usize = 1_000;
/// Pages that are held at once.
const AT_ONCE: usize = 100;

/// A page of the export.
#[derive(Debug, Default)]
struct Page {
    line: u64,
    title: String,
    space: i64,
    redirect: Option<String>,
    revisions: Vec<Revision>,
    left_out: usize,
}

#[derive(Debug, Default, Clone)]
struct Revision {
    at: Option<Millis>,
    user: String,
    comment: String,
    text: String,
    /// Why the text cannot be taken.
    unfit: Option<&'static str>,
}

impl Page {
    /// Where a page leads that says nothing else.
    fn leads_to(&self) -> Option<String> {
        let told = || wikitext::redirect(&self.revisions.last()?.text);
        self.redirect.clone().or_else(told)
    }
}

/// What the whole file says of itself.
#[derive(Default)]
struct Index {
    site: String,
    words: Words,
    namespaces: HashMap<i64, String>,
    /// Titles that are taken, folded, with the line of the page and the title as it is written.
    titles: HashMap<String, (u64, String)>,
    /// Titles that lead to others, as they are written.
    redirects: BTreeMap<String, Vec<String>>,
    users: BTreeSet<String>,
}

pub async fn mediawiki(app: &App, file: &WikiFile, manner: Manner) -> Result<Report> {
    let mut report = Report::default();
    let shown = file.path.display().to_string();
    let index = index(file, &shown, &mut report)?;
    let goal = Goal::of(app, file, &format!("mediawiki:{}", index.site), &index.site).await?;
    let authors = members::authors(app, index.users.iter().cloned().collect()).await?;
    let maker = Maker { shown: &shown, index: &index, goal: &goal, authors, now: app.clock.now() };
    let deepest = index.titles.values().map(|(_, title)| maker.depth(title)).max().unwrap_or(0);
    let (mut keys, mut lost) = (Vec::new(), Lost::default());
    for depth in 0..=deepest {
        let mut pieces = open(file)?;
        let mut ended = false;
        while !ended {
            let mut batch = Vec::new();
            while batch.len() < AT_ONCE && !ended {
                match next_page(&mut pieces) {
                    Ok(Some(page)) => {
                        if maker.depth(&page.title) == depth {
                            batch.extend(maker.one(page, &mut report, &mut lost));
                        }
                    }
                    // Why it ends was told when it was read first.
                    Ok(None) | Err(_) => ended = true,
                }
            }
            keys.extend(batch.iter().map(|coming: &Coming| coming.page.post.source_key.clone()));
            write_all(app, manner, batch, &mut report, |tx, coming| Box::pin(put(tx, coming))).await?;
        }
    }
    lost.tell(&shown, &mut report);
    if !manner.dry_run {
        let files: Vec<String> = keys.iter().map(|key| key.rsplit(':').next().unwrap_or(key).to_owned()).collect();
        wiki::name(app, &keys, &files, &mut report).await?;
    }
    Ok(report)
}

/// What an export does not hold, or Markdown cannot say.
#[derive(Default)]
struct Lost {
    templates: usize,
    pictures: usize,
    revisions: usize,
}

impl Lost {
    fn tell(&self, file: &str, report: &mut Report) {
        if self.templates > 0 {
            report.note(format!(
                "{file}: {} templates are kept as code: they run only where they come from",
                self.templates
            ));
        }
        if self.pictures > 0 {
            report.note(format!("{file}: {} pictures are named only: an export does not hold them", self.pictures));
        }
        if self.revisions > 0 {
            report.note(format!("{file}: {} revisions are left out", self.revisions));
        }
    }
}

type Source = Pieces<super::xml::Lines<std::io::BufReader<std::fs::File>>>;

fn open(file: &WikiFile) -> Result<Source> {
    Pieces::open(&file.path).map_err(|cause| Error::Unavailable(format!("{}: {cause}", file.path.display())))
}

fn index(file: &WikiFile, shown: &str, report: &mut Report) -> Result<Index> {
    let mut pieces = open(file)?;
    let mut index = Index::default();
    head(&mut pieces, &mut index).map_err(|cause| Error::Unavailable(format!("{shown}: {cause}")))?;
    loop {
        let page = match next_page(&mut pieces) {
            Ok(Some(page)) => page,
            Ok(None) => break,
            Err(cause) => {
                report.refuse(shown, pieces.line(), format!("cannot be read from here on: {cause}"));
                break;
            }
        };
        if !TAKEN.contains(&page.space) || page.title.is_empty() {
            let of = index.namespaces.get(&page.space).map(String::as_str).unwrap_or_default();
            report.refuse(
                shown,
                page.line,
                format!("{:?} is a page of {of:?}: only articles, help and pages of the project are taken", page.title),
            );
            continue;
        }
        index.users.extend(page.revisions.iter().map(|revision| revision.user.clone()).filter(|user| !user.is_empty()));
        if let Some(to) = page.leads_to() {
            index.redirects.entry(fold(&to)).or_default().push(page.title);
            continue;
        }
        let key = fold(&page.title);
        match index.titles.get(&key) {
            Some((line, _)) => {
                report.refuse(
                    shown,
                    page.line,
                    format!("the title {:?} stands in the file twice, first in line {line}", page.title),
                );
            }
            None => drop(index.titles.insert(key, (page.line, page.title))),
        }
    }
    for (to, from) in index.redirects.iter().filter(|(to, _)| !index.titles.contains_key(*to)) {
        report.note(format!("{shown}: {} leads to {to}, which is not there", from.join(", ")));
    }
    Ok(index)
}

/// What stands before the pages.
fn head(pieces: &mut Source, index: &mut Index) -> std::result::Result<(), String> {
    loop {
        match pieces.next()? {
            Piece::Open { name, attributes } => match name.as_str() {
                "mediawiki" | "siteinfo" | "namespaces" => {}
                "sitename" => index.site = pieces.text()?.0.trim().to_owned(),
                "namespace" => {
                    let number = attributes.iter().find(|(name, _)| name == "key");
                    let number = number.and_then(|(_, key)| key.parse().ok()).unwrap_or_default();
                    let word = pieces.text()?.0;
                    match number {
                        6 | -2 => index.words.files.push(word.to_lowercase()),
                        14 => index.words.categories.push(word.to_lowercase()),
                        _ => {}
                    }
                    index.namespaces.insert(number, word);
                }
                _ => pieces.skip()?,
            },
            Piece::Close if !index.site.is_empty() => return Ok(()),
            Piece::End => return Err("is no export of MediaWiki: it does not say of which site".to_owned()),
            Piece::Close | Piece::Text(_) => {}
        }
        if !index.site.is_empty() && index.namespaces.len() > 1_000 {
            return Err("has too many namespaces".to_owned());
        }
    }
}

fn next_page(pieces: &mut Source) -> std::result::Result<Option<Page>, String> {
    loop {
        match pieces.next()? {
            Piece::Open { name, .. } if name == "page" => return page(pieces).map(Some),
            Piece::Open { name, .. } if name == "logitem" => pieces.skip()?,
            Piece::End => return Ok(None),
            _ => {}
        }
    }
}

fn page(pieces: &mut Source) -> std::result::Result<Page, String> {
    let mut page = Page { line: pieces.line(), ..Page::default() };
    loop {
        match pieces.next()? {
            Piece::Open { name, attributes } => match name.as_str() {
                "title" => page.title = pieces.text()?.0.replace('_', " ").trim().to_owned(),
                "ns" => page.space = pieces.text()?.0.trim().parse().unwrap_or(-1),
                "redirect" => {
                    let to = attributes.into_iter().find(|(name, _)| name == "title").map(|(_, title)| title);
                    page.redirect = to.filter(|to| !to.is_empty());
                    pieces.skip()?;
                }
                "revision" => {
                    page.revisions.push(revision(pieces)?);
                    if page.revisions.len() > MOST_REVISIONS {
                        page.revisions.remove(0);
                        page.left_out += 1;
                    }
                }
                _ => pieces.skip()?,
            },
            Piece::Close => {
                page.revisions.sort_by_key(|revision| revision.at);
                return Ok(page);
            }
            Piece::Text(_) => {}
            Piece::End => return Err("ends in the middle of a page".to_owned()),
        }
    }
}

fn revision(pieces: &mut Source) -> std::result::Result<Revision, String> {
    let mut revision = Revision::default();
    loop {
        match pieces.next()? {
            Piece::Open { name, attributes } => match name.as_str() {
                "timestamp" => {
                    let at = pieces.text()?.0.trim().parse::<jiff::Timestamp>();
                    revision.at = at.ok().map(jiff::Timestamp::as_millisecond);
                }
                "contributor" => revision.user = contributor(pieces)?,
                "comment" => revision.comment = pieces.text()?.0.trim().to_owned(),
                "text" => {
                    let hidden = attributes.iter().any(|(name, _)| name == "deleted");
                    let (text, whole) = pieces.text()?;
                    revision.unfit = match (hidden, whole && text.chars().count() <= MOST_BODY) {
                        (true, _) => Some("its text was removed there"),
                        (_, false) => Some("it is too long"),
                        _ => None,
                    };
                    revision.text = text;
                }
                "model" => {
                    if !matches!(pieces.text()?.0.trim(), "wikitext" | "text" | "") {
                        revision.unfit = Some("it is no text of a wiki");
                    }
                }
                _ => pieces.skip()?,
            },
            Piece::Close => return Ok(revision),
            Piece::Text(_) => {}
            Piece::End => return Err("ends in the middle of a revision".to_owned()),
        }
    }
}

/// The name of who wrote a revision; empty when it was removed.
fn contributor(pieces: &mut Source) -> std::result::Result<String, String> {
    let mut named = String::new();
    loop {
        match pieces.next()? {
            Piece::Open { name, .. } if name == "username" || name == "ip" => {
                named = pieces.text()?.0.trim().to_owned();
            }
            Piece::Open { .. } => pieces.skip()?,
            Piece::Close => return Ok(named),
            Piece::Text(_) => {}
            Piece::End => return Err("ends in the middle of a revision".to_owned()),
        }
    }
}

struct Maker<'a> {
    shown: &'a str,
    index: &'a Index,
    goal: &'a Goal,
    /// Members by folded name.
    authors: HashMap<String, Id>,
    now: Millis,
}

impl Maker<'_> {
    /// The title of the nearest page above, which is there.
    fn above(&self, title: &str) -> Option<&str> {
        let mut rest = title;
        while let Some((above, _)) = rest.rsplit_once('/') {
            if let Some((_, known)) = self.index.titles.get(&fold(above.trim())) {
                return Some(known);
            }
            rest = above;
        }
        None
    }

    fn depth(&self, title: &str) -> usize {
        let mut depth = 0;
        let mut at = title;
        while let Some(above) = self.above(at) {
            depth += 1;
            at = above;
        }
        depth
    }

    fn key(&self, title: &str) -> String {
        format!("mediawiki:{}:{}", self.index.site, fold(title))
    }

    fn one(&self, mut page: Page, report: &mut Report, lost: &mut Lost) -> Option<Coming> {
        let folded = fold(&page.title);
        let known = self.index.titles.get(&folded);
        if known.is_none_or(|(line, _)| *line != page.line) {
            return None;
        }
        lost.revisions += page.left_out;
        let Some(last) = page.revisions.pop() else {
            report.refuse(self.shown, page.line, format!("{:?} has no text", page.title));
            return None;
        };
        if let Some(why) = last.unfit {
            report.refuse(self.shown, page.line, format!("{:?}: {why}", page.title));
            return None;
        }
        let made = wikitext::convert(&last.text, &page.title, &self.index.words);
        if made.markdown.chars().count() > MOST_BODY {
            report.refuse(self.shown, page.line, format!("{:?} is longer than {MOST_BODY} characters", page.title));
            return None;
        }
        lost.templates += made.templates;
        lost.pictures += made.pictures;
        let title = cut(&page.title, MOST_TITLE);
        let mut history = Vec::new();
        for revision in &page.revisions {
            if revision.unfit.is_some() {
                lost.revisions += 1;
                continue;
            }
            let body = wikitext::convert(&revision.text, &page.title, &self.index.words).markdown;
            history.push(Earlier { title: title.clone(), body, by: self.author(revision) });
        }
        let last = self.author(&last);
        let first = history.first().map_or(&last, |earlier| &earlier.by).clone();
        let former = self.index.redirects.get(&folded).into_iter().flatten().map(|title| path(title)).collect();
        let post = Imported {
            source_key: self.key(&page.title),
            kind: "page".to_owned(),
            author: first.member,
            author_name: if first.member.is_some() { String::new() } else { first.name },
            space: Id(0),
            title,
            summary: String::new(),
            body: made.markdown,
            tags: made.categories,
            at: first.at.min(self.now),
            cover: None,
        };
        let above = self.above(&page.title);
        let own = above.and_then(|above| page.title.get(above.len() + 1..)).unwrap_or(&page.title);
        let page_slug = slug(own);
        let above = above.map(|above| self.key(above));
        let imported = ImportedPage {
            post,
            slug: page_slug,
            former,
            files: Vec::new(),
            template: false,
            history,
            last: Some(last),
        };
        Some(Coming { file: self.shown.to_owned(), line: page.line, goal: self.goal.clone(), page: imported, above })
    }

    fn author(&self, revision: &Revision) -> Author {
        Author {
            member: self
                .authors
                .get(&fold(&revision.user))
                .copied()
                .or(self.goal.owner().filter(|_| revision.user.is_empty())),
            name: revision.user.clone(),
            at: revision.at.unwrap_or(self.now).min(self.now),
            summary: revision.comment.clone(),
        }
    }
}

/// The address of a title below the space.
fn path(title: &str) -> String {
    title.split('/').map(slug).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
}
