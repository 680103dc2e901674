//! Posts from a folder of Markdown files.
//!
//! The key of a post is its place in the folder. Links from one file to another become links to the
//! posts; because an address exists only after its post, a text that links to a new one is written a
//! second time. Pictures are kept with the files of the installation.

use super::batches::{Manner, Placed, write_all};
use super::front_matter::{FrontMatter, date_in, split};
use super::images::{Pictures, picture_targets};
use super::links::{self, Found, Target};
use super::members;
use super::register::{self, Standing};
use super::report::{Outcome, Report};
use community::posts::imported;
use community::posts::types::{Imported, MOST_BODY, MOST_SUMMARY, MOST_TITLE, Outcome as Post};
use kernel::app::App;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::text::joined;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

const MOST_FILE_BYTES: u64 = 4 * 1024 * 1024;
const MOST_DEPTH: usize = 32;

/// What is imported, and as what.
#[derive(Debug, Clone)]
pub struct Folder {
    pub path: PathBuf,
    /// Slug of the space that the posts go to.
    pub space: String,
    /// `article` or `note`.
    pub kind: String,
    /// Handle of the author of files that name none.
    pub author: Option<String>,
    /// Further folders in which pictures are looked for.
    pub pictures: Vec<PathBuf>,
}

/// A file that could be read.
#[derive(Debug, Clone)]
pub struct Source {
    pub file: String,
    /// Place in the folder, with `/` on every machine.
    pub place: String,
    pub(super) key: String,
    pub(super) matter: FrontMatter,
    pub(super) body: String,
    pub(super) body_line: u64,
    pub(super) at: Option<Millis>,
}

/// A post on its way in.
#[derive(Debug, Clone)]
struct Coming {
    file: String,
    line: u64,
    post: Imported,
    files: Vec<Id>,
    fingerprint: String,
}

impl Placed for Coming {
    fn place(&self) -> (&str, u64) {
        (&self.file, self.line)
    }
}

pub async fn posts(app: &App, folder: &Folder, manner: Manner) -> Result<Report> {
    let mut report = Report::default();
    let (space, author) = target(app, folder).await?;
    let sources = read_folder(folder, &mut report)?;
    let authors =
        members::authors(app, sources.iter().flat_map(|source| source.matter.authors.clone()).collect()).await?;
    let addresses = Addresses::of(&sources);
    let mut pictures = Pictures::new(folder, author);
    for source in &sources {
        let cover = source.matter.cover.iter().filter(|cover| !is_elsewhere(cover)).cloned();
        for target in picture_targets(&source.body).into_iter().chain(cover) {
            pictures.keep(app, manner, source, &target, &mut report).await?;
        }
    }
    let maker = Maker { folder, space, author, authors, addresses, pictures, now: app.clock.now() };
    let known = known(app, &sources).await?;
    let first = maker.all(&sources, &known, &mut report);
    write_all(app, manner, first.clone(), &mut report, |tx, coming| Box::pin(put(tx, coming))).await?;
    if !manner.dry_run {
        rewrite_new(app, &maker, &sources, &first).await?;
    }
    Ok(report)
}

/// Writes those once more whose links lead to posts that had no address before.
async fn rewrite_new(app: &App, maker: &Maker<'_>, sources: &[Source], first: &[Coming]) -> Result<()> {
    let known = known(app, sources).await?;
    let before: HashMap<&str, &str> =
        first.iter().map(|coming| (coming.post.source_key.as_str(), coming.fingerprint.as_str())).collect();
    let mut unheard = Report::default();
    let mut again = maker.all(sources, &known, &mut unheard);
    again.retain(|coming| {
        known.contains_key(&coming.post.source_key)
            && before.get(coming.post.source_key.as_str()).is_some_and(|old| *old != coming.fingerprint)
    });
    write_all(app, Manner::default(), again, &mut unheard, |tx, coming| Box::pin(put(tx, coming))).await
}

async fn put(tx: &Tx, coming: &Coming) -> Result<Outcome> {
    let key = &coming.post.source_key;
    let standing = register::standing(tx, key, &coming.fingerprint).await?;
    if matches!(standing, Standing::Unchanged) {
        return Ok(Outcome::Unchanged);
    }
    let id = match imported::import(tx, &coming.post).await? {
        Post::New(id) | Post::Changed(id) | Post::Unchanged(id) => id,
    };
    imported::attach(tx, id, &coming.files).await?;
    register::remember(tx, key, id, &coming.fingerprint).await?;
    Ok(standing.outcome())
}

async fn target(app: &App, folder: &Folder) -> Result<(Id, Option<Id>)> {
    if !["article", "note"].contains(&folder.kind.as_str()) {
        return Err(Error::Unavailable(format!("there is no kind of post {:?}: write article or note", folder.kind)));
    }
    members::target(app, &folder.space, folder.author.as_deref()).await
}

async fn known(app: &App, sources: &[Source]) -> Result<HashMap<String, Id>> {
    let keys: Vec<String> = sources.iter().map(|source| source.key.clone()).collect();
    app.db
        .read(async move |tx: &Tx| {
            let mut known = HashMap::new();
            for key in &keys {
                if let Some(entry) = register::find(tx, key).await? {
                    known.insert(key.clone(), entry.object);
                }
            }
            Ok(known)
        })
        .await
}

struct Maker<'a> {
    folder: &'a Folder,
    space: Id,
    author: Option<Id>,
    authors: HashMap<String, Id>,
    addresses: Addresses,
    pictures: Pictures,
    now: Millis,
}

impl Maker<'_> {
    fn all(&self, sources: &[Source], known: &HashMap<String, Id>, report: &mut Report) -> Vec<Coming> {
        sources.iter().filter_map(|source| self.one(source, known, report)).collect()
    }

    fn one(&self, source: &Source, known: &HashMap<String, Id>, report: &mut Report) -> Option<Coming> {
        let mut files = Vec::new();
        let (title, body) = titled(source);
        let body = links::rewrite(body, &mut |found| match found {
            Found::Picture(target) => match self.pictures.of(source, target) {
                None if is_elsewhere(target) => Target::Kept,
                None => Target::Gone,
                Some(id) => {
                    files.push(id);
                    Target::To(format!("/files/{id}"))
                }
            },
            Found::Link(target) => self.addresses.resolve(source, target, known),
        });
        if body.chars().count() > MOST_BODY {
            report.refuse(&source.file, source.body_line, format!("is longer than {MOST_BODY} characters"));
            return None;
        }
        let (author, author_name) = self.author(&source.matter.authors);
        let cover = source.matter.cover.as_deref().and_then(|cover| self.pictures.of(source, cover));
        // Who may read the text sees its cover, as any picture in it.
        files.extend(cover);
        let post = Imported {
            source_key: source.key.clone(),
            kind: self.folder.kind.clone(),
            author,
            author_name,
            space: self.space,
            title: cut(&title, MOST_TITLE),
            summary: cut(&source.matter.summary, MOST_SUMMARY),
            body,
            tags: source.matter.tags.clone(),
            at: source.at.unwrap_or(self.now).min(self.now),
            cover: cover.map(|id| id.to_string()),
        };
        // What has no date gets the moment of its first import, which must not make it another text.
        let seen = format!(
            "{}\u{1f}{}\u{1f}{}\u{1f}{:?}\u{1f}{:?}\u{1f}{:?}\u{1f}{:?}\u{1f}{}",
            post.title, post.summary, post.body, post.tags, source.at, post.author, post.cover, post.author_name
        );
        Some(Coming { file: source.file.clone(), line: 1, fingerprint: register::fingerprint(&seen), post, files })
    }

    /// The first author who is a member; the names of all when there are several or none is.
    fn author(&self, names: &[String]) -> (Option<Id>, String) {
        if names.is_empty() {
            return (self.author, String::new());
        }
        let member = names.iter().find_map(|name| self.authors.get(&kernel::text::fold(name)).copied());
        let told = if member.is_some() && names.len() == 1 { String::new() } else { names.join(", ") };
        (member, told)
    }
}

/// The title: of the front matter, else the first heading, which is then no part of the text.
pub(super) fn titled(source: &Source) -> (String, &str) {
    let body = source.body.trim_start();
    let heading = body.strip_prefix("# ").map(|rest| rest.split_once('\n').unwrap_or((rest, "")));
    match heading {
        Some((heading, rest)) if source.matter.title.is_empty() || heading.trim() == source.matter.title => {
            (heading.trim().trim_end_matches('#').trim_end().to_owned(), rest)
        }
        _ if source.matter.title.is_empty() => (named(&source.place), body),
        _ => (source.matter.title.clone(), body),
    }
}

/// The name of a file as a title.
pub(super) fn named(place: &str) -> String {
    let stem = bare(place);
    let last = stem.rsplit('/').next().unwrap_or(&stem).replace(['-', '_'], " ");
    let mut letters = last.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

fn read_folder(folder: &Folder, report: &mut Report) -> Result<Vec<Source>> {
    let told = |cause: &dyn std::fmt::Display| Error::Unavailable(format!("{}: {cause}", folder.path.display()));
    let root = folder.path.canonicalize().map_err(|cause| told(&cause))?;
    let mut files = Vec::new();
    walk(&root, 0, &mut files).map_err(|cause| told(&cause))?;
    if files.is_empty() {
        return Err(told(&"has no Markdown files"));
    }
    let name = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut sources = Vec::new();
    for path in files {
        let place = path.strip_prefix(&root).unwrap_or(&path);
        let place = place.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        let shown = folder.path.join(&place).display().to_string();
        let key = format!("posts:{}:{name}/{place}", folder.space);
        match read_source(&path, &shown, place, key) {
            Ok(source) => sources.push(source),
            Err((line, reason)) => report.refuse(&shown, line, reason),
        }
    }
    // Oldest first: what is older than identifiers can tell keeps its order all the same.
    sources.sort_by(|a, b| (a.at.is_none(), a.at, &a.place).cmp(&(b.at.is_none(), b.at, &b.place)));
    Ok(sources)
}

pub(super) fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut entries: Vec<std::fs::DirEntry> = std::fs::read_dir(folder)?.collect::<std::io::Result<_>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let kind = entry.file_type()?;
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_dir() && !hidden && depth < MOST_DEPTH {
            walk(&path, depth + 1, files)?;
        } else if kind.is_file() && path.extension().is_some_and(|ending| ending == "md" || ending == "markdown") {
            files.push(path);
        }
    }
    Ok(())
}

pub(super) fn read_source(
    path: &Path,
    shown: &str,
    place: String,
    key: String,
) -> std::result::Result<Source, (u64, String)> {
    let size = std::fs::metadata(path).map_err(|cause| (1, cause.to_string()))?.len();
    if size > MOST_FILE_BYTES {
        return Err((1, format!("is larger than {} MB", MOST_FILE_BYTES / 1024 / 1024)));
    }
    let bytes = std::fs::read(path).map_err(|cause| (1, cause.to_string()))?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let text = std::str::from_utf8(bytes).map_err(|cause| {
        let before = bytes.iter().take(cause.valid_up_to());
        (1 + before.map(|byte| u64::from(*byte == b'\n')).sum::<u64>(), "is not UTF-8".to_owned())
    })?;
    if text.contains('\0') {
        return Err((1, "has a zero byte".to_owned()));
    }
    let text = text.replace("\r\n", "\n");
    let (matter, body, body_line) = split(&text)?;
    if body.trim().is_empty() {
        return Err((body_line, "has no text".to_owned()));
    }
    if matter.draft {
        return Err((1, "is a draft".to_owned()));
    }
    let at = matter.date.or_else(|| date_in(&place));
    let body = links::without_tags(body);
    Ok(Source { file: shown.to_owned(), place, key, matter, body, body_line, at })
}

/// True for what leads away from the folder, or to another place in the same text.
pub fn is_elsewhere(target: &str) -> bool {
    target.starts_with('#')
        || target.starts_with("//")
        || target.split_once(':').is_some_and(|(scheme, _)| {
            !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'))
        })
}

/// Where each file was on its site, and what it became.
struct Addresses(HashMap<String, String>);

impl Addresses {
    fn of(sources: &[Source]) -> Self {
        let mut addresses = HashMap::new();
        // The place in the folder counts more than what a file says of itself.
        for source in sources {
            addresses.entry(bare(&source.place)).or_insert_with(|| source.key.clone());
        }
        for source in sources {
            for address in &source.matter.addresses {
                addresses.entry(bare(address)).or_insert_with(|| source.key.clone());
            }
        }
        Self(addresses)
    }

    fn resolve(&self, source: &Source, target: &str, known: &HashMap<String, Id>) -> Target {
        if is_elsewhere(target) || target.is_empty() {
            return Target::Kept;
        }
        let (path, fragment) = target.split_once('#').map_or((target, ""), |(path, fragment)| (path, fragment));
        let path = path.split('?').next().unwrap_or_default();
        let folder = source.place.rsplit_once('/').map_or("", |(folder, _)| folder);
        let own = source.matter.addresses.first().map_or("", String::as_str);
        let candidates = match path.strip_prefix('/').or_else(|| path.strip_prefix("@/")) {
            Some(from_root) => vec![joined("", from_root)],
            None => vec![joined(folder, path), joined(own, path), joined("", path)],
        };
        let found = candidates.iter().flatten().find_map(|place| self.0.get(&bare(place)));
        let Some(id) = found.and_then(|key| known.get(key)) else { return Target::Kept };
        let fragment = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
        Target::To(format!("/posts/{id}{fragment}"))
    }
}

/// An address without what differs between its spellings.
pub(super) fn bare(address: &str) -> String {
    let address = address.trim_matches('/').to_lowercase();
    let address =
        [".md", ".markdown", ".html"].iter().find_map(|ending| address.strip_suffix(ending)).unwrap_or(&address);
    let address = address.strip_suffix("/index").unwrap_or(address);
    address.trim_matches('/').to_owned()
}
