//! A wiki from a folder of Markdown files.
//!
//! The tree is that of the folders, or that of a table of contents (`SUMMARY.md`). The file that stands for its folder
//! (`index.md`, `README.md`) is the page above the others of it; a folder without one gets a page that lists them.
//! Links between files become links between pages, and what they lead nowhere to is told.

use super::batches::{Manner, Placed, write_all};
use super::images::{Pictures, picture_targets};
use super::links::{self, Found, Target};
use super::members;
use super::posts::{Folder, Source, bare, cut, is_elsewhere, named, read_source, titled, walk};
use super::register::{self, Standing};
use super::report::{Outcome, Report};
use super::wiki_order::{self, Entry};
use community::posts::types::{Imported, MOST_BODY, MOST_SUMMARY, MOST_TITLE};
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::text::joined;
use knowledge::wiki::imported::{self, ImportedPage};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

/// Links that are named in the report, of each page.
const MOST_TOLD: usize = 20;

/// What is imported, and where to.
#[derive(Debug, Clone)]
pub struct WikiFolder {
    pub path: PathBuf,
    /// Slug of the space.
    pub space: String,
    /// Handle of the author of files that name none, and the owner of their pictures.
    pub author: Option<String>,
    /// Further folders with pictures.
    pub pictures: Vec<PathBuf>,
}

/// A page on its way in.
#[derive(Debug, Clone)]
struct Coming {
    file: String,
    page: ImportedPage,
    /// Key of the page above.
    above: Option<String>,
    fingerprint: String,
}

impl Placed for Coming {
    fn place(&self) -> (&str, u64) {
        (&self.file, 1)
    }
}

pub async fn wiki(app: &App, folder: &WikiFolder, manner: Manner) -> Result<Report> {
    let mut report = Report::default();
    let (space, author) = members::target(app, &folder.space, folder.author.as_deref()).await?;
    let (root, sources, order) = read_folder(folder, &mut report)?;
    let authors =
        members::authors(app, sources.iter().flat_map(|source| source.matter.authors.clone()).collect()).await?;
    let as_posts = Folder {
        path: root,
        space: folder.space.clone(),
        kind: String::new(),
        author: folder.author.clone(),
        pictures: folder.pictures.iter().cloned().chain([folder.path.clone()]).collect(),
    };
    let mut pictures = Pictures::new(&as_posts, author);
    for source in &sources {
        for target in picture_targets(&source.body) {
            pictures.keep(app, manner, source, &target, &mut report).await?;
        }
    }
    let tree = Tree::of(&sources, &order, &folder.space, &mut report);
    let maker = Maker { folder, space, author, authors, pictures, tree: &tree, now: app.clock.now() };
    let coming = maker.all(&sources, &mut report);
    let keys: Vec<String> = coming.iter().map(|coming| coming.page.post.source_key.clone()).collect();
    let files: Vec<String> = coming.iter().map(|coming| coming.file.clone()).collect();
    write_all(app, manner, coming, &mut report, |tx, coming| Box::pin(put(tx, coming))).await?;
    if !manner.dry_run {
        name(app, &keys, &files, &mut report).await?;
    }
    Ok(report)
}

async fn put(tx: &Tx, coming: &Coming) -> Result<Outcome> {
    let key = &coming.page.post.source_key;
    let standing = register::standing(tx, key, &coming.fingerprint).await?;
    if matches!(standing, Standing::Unchanged) {
        return Ok(Outcome::Unchanged);
    }
    let above = match &coming.above {
        Some(above) => register::find(tx, above).await?.map(|entry| entry.object),
        None => None,
    };
    let (_, id) = imported::put(tx, &coming.page, above).await?;
    register::remember(tx, key, id, &coming.fingerprint).await?;
    Ok(standing.outcome())
}

/// When all pages are there it is known where their links lead.
pub(super) async fn name(app: &App, keys: &[String], files: &[String], report: &mut Report) -> Result<()> {
    let (mut resolved, mut dangling) = (0, 0);
    for part in keys.iter().zip(files).collect::<Vec<_>>().chunks(100) {
        let keys: Vec<String> = part.iter().map(|(key, _)| (*key).clone()).collect();
        let named = app
            .db
            .write(async move |tx: &Tx| {
                let mut all = Vec::new();
                for key in &keys {
                    all.push(match register::find(tx, key).await? {
                        Some(entry) => imported::name(tx, entry.object).await?,
                        None => (0, Vec::new()),
                    });
                }
                Ok(all)
            })
            .await?;
        for ((there, missing), (_, file)) in named.into_iter().zip(part) {
            resolved += there;
            dangling += missing.len();
            for target in missing.iter().take(MOST_TOLD) {
                report.note(format!("{file}: nothing is at {target}"));
            }
        }
    }
    report.note(format!("links between pages: {resolved} lead to a page, {dangling} do not"));
    Ok(())
}

/// The folder that has the pages, what is in it, and the table of contents if there is one.
fn read_folder(folder: &WikiFolder, report: &mut Report) -> Result<(PathBuf, Vec<Source>, Vec<Entry>)> {
    let told = |cause: &dyn std::fmt::Display| Error::Unavailable(format!("{}: {cause}", folder.path.display()));
    let given = folder.path.canonicalize().map_err(|cause| told(&cause))?;
    let root = pages_in(&given);
    if root != given {
        report.note(format!("the pages are in {}", root.display()));
    }
    let mut files = Vec::new();
    walk(&root, 0, &mut files).map_err(|cause| told(&cause))?;
    if files.is_empty() {
        return Err(told(&"has no Markdown files"));
    }
    let name = given.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (mut sources, mut order) = (Vec::new(), Vec::new());
    for path in files {
        let place = path.strip_prefix(&root).unwrap_or(&path);
        let place = place.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        let shown = root.join(&place).display().to_string();
        if place.to_lowercase() == "summary.md" {
            match std::fs::read_to_string(&path) {
                Ok(text) => order = wiki_order::read(&text),
                Err(cause) => report.refuse(&shown, 1, cause),
            }
            continue;
        }
        let key = format!("wiki:{}:{name}/{place}", folder.space);
        match read_source(&path, &shown, place, key) {
            Ok(source) => sources.push(source),
            Err((line, reason)) => report.refuse(&shown, line, reason),
        }
    }
    Ok((root, sources, order))
}

/// Where a project keeps its pages, when at its root there is only what every repository has.
fn pages_in(given: &Path) -> PathBuf {
    if given.join("book.toml").is_file() && given.join("src").is_dir() {
        return given.join("src");
    }
    const OF_REPOSITORIES: [&str; 6] =
        ["readme.md", "license.md", "licence.md", "contributing.md", "changelog.md", "code_of_conduct.md"];
    let entries = std::fs::read_dir(given).into_iter().flatten().filter_map(std::result::Result::ok);
    let own = entries
        .map(|entry| entry.file_name().to_string_lossy().to_lowercase())
        .any(|name| name.ends_with(".md") && !OF_REPOSITORIES.contains(&name.as_str()));
    let inside = ["pages", "content", "docs"].iter().map(|name| given.join(name)).find(|folder| folder.is_dir());
    inside.filter(|_| !own).unwrap_or_else(|| given.to_path_buf())
}

/// A place in the tree.
#[derive(Debug, Clone)]
struct Spot {
    key: String,
    /// The file that it comes from; none for a folder without one.
    source: Option<usize>,
    slug: String,
    title: Option<String>,
    above: Option<String>,
}

/// Where every file stands.
struct Tree {
    /// In the order in which they are written: what is above comes first.
    spots: Vec<Spot>,
    /// The place without its ending to the address of the page.
    addresses: HashMap<String, String>,
}

impl Tree {
    fn of(sources: &[Source], order: &[Entry], space: &str, report: &mut Report) -> Self {
        // A folder stands for itself, whatever the file that does so for it is called.
        let places: BTreeMap<String, usize> =
            sources.iter().enumerate().rev().map(|(at, source)| (place_of(&source.place), at)).collect();
        let positions = wiki_order::positions(order);
        let mut spots: HashMap<String, Spot> = HashMap::new();
        let mut above_of: HashMap<String, String> = HashMap::new();
        for (place, at) in &places {
            let Some(source) = sources.get(*at) else { continue };
            let slug = place.rsplit('/').next().unwrap_or(place).to_owned();
            let entry = positions.get(place.as_str()).and_then(|at| order.get(*at));
            let title = entry.map(|entry| entry.title.clone());
            let spot = Spot { key: source.key.clone(), source: Some(*at), slug, title, above: None };
            spots.insert(place.clone(), spot);
            let above = match entry {
                Some(entry) => entry.above.and_then(|at| order.get(at)).map(|above| above.place.clone()),
                None => folder(place),
            };
            if let Some(above) = above.filter(|above| !above.is_empty()) {
                above_of.insert(place.clone(), above);
            }
            if !order.is_empty() && entry.is_none() {
                report.note(format!("{}: is not in the table of contents", source.file));
            }
        }
        for entry in order.iter().filter(|entry| !places.contains_key(&entry.place)) {
            report.note(format!("the table of contents names {}, which is not there", entry.title));
        }
        // Folders that no file stands for.
        let mut open: Vec<String> = above_of.values().cloned().collect();
        while let Some(place) = open.pop() {
            if spots.contains_key(&place) {
                continue;
            }
            let slug = place.rsplit('/').next().unwrap_or(&place).to_owned();
            let key = format!("wiki:{space}:folder/{place}");
            spots.insert(place.clone(), Spot { key, source: None, slug, title: None, above: None });
            if let Some(above) = folder(&place) {
                open.push(above.clone());
                above_of.insert(place, above);
            }
        }
        let mut tree = Self { spots: Vec::new(), addresses: HashMap::new() };
        let mut names: Vec<String> = spots.keys().cloned().collect();
        let at = |place: &str| positions.get(place).copied().unwrap_or(usize::MAX);
        let first = |place: &str| sources_first(place);
        names.sort_by(|a, b| (at(a), !first(a), a).cmp(&(at(b), !first(b), b)));
        let mut done: HashSet<String> = HashSet::new();
        for name in names {
            tree.add(&name, &spots, &above_of, &mut done, 0);
        }
        tree
    }

    /// A page, after those above it.
    fn add(
        &mut self,
        place: &str,
        spots: &HashMap<String, Spot>,
        above_of: &HashMap<String, String>,
        done: &mut HashSet<String>,
        depth: usize,
    ) {
        let Some(spot) = spots.get(place).filter(|_| depth < 64 && !done.contains(place)) else { return };
        let above = above_of.get(place);
        if let Some(above) = above {
            self.add(above, spots, above_of, done, depth + 1);
        }
        if !done.insert(place.to_owned()) {
            return;
        }
        let above = above.filter(|above| done.contains(*above));
        let slug = kernel::text::slug(&spot.slug);
        let address = match above.and_then(|above| self.addresses.get(above)) {
            Some(above) => format!("{above}/{slug}"),
            None => slug,
        };
        self.addresses.insert(place.to_owned(), address);
        let above = above.and_then(|above| spots.get(above)).map(|above| above.key.clone());
        self.spots.push(Spot { above, ..spot.clone() });
    }
}

fn sources_first(place: &str) -> bool {
    matches!(place, "index" | "readme" | "about")
}

/// The place of a file without its ending; that of the folder for a file that stands for it.
fn place_of(place: &str) -> String {
    let place = bare(place);
    ["/readme", "/_index"].iter().find_map(|end| place.strip_suffix(end)).unwrap_or(&place).to_owned()
}

fn folder(place: &str) -> Option<String> {
    place.rsplit_once('/').map(|(folder, _)| folder.to_owned())
}

struct Maker<'a> {
    folder: &'a WikiFolder,
    space: Id,
    author: Option<Id>,
    authors: HashMap<String, Id>,
    pictures: Pictures,
    tree: &'a Tree,
    now: kernel::clock::Millis,
}

impl Maker<'_> {
    fn all(&self, sources: &[Source], report: &mut Report) -> Vec<Coming> {
        let by_address = self.site_addresses(sources);
        let made = self.tree.spots.iter().filter_map(|spot| match spot.source.and_then(|at| sources.get(at)) {
            Some(source) => self.one(spot, source, &by_address, report),
            None => self.of_folder(spot),
        });
        made.collect()
    }

    /// What files say of their own addresses.
    fn site_addresses(&self, sources: &[Source]) -> HashMap<String, String> {
        let mut all = HashMap::new();
        for source in sources {
            let Some(own) = self.tree.addresses.get(&place_of(&source.place)) else { continue };
            for address in &source.matter.addresses {
                all.entry(bare(address)).or_insert_with(|| own.clone());
            }
        }
        all
    }

    /// A folder that no file stands for; nothing when the table of contents has put all that is in it elsewhere.
    fn of_folder(&self, spot: &Spot) -> Option<Coming> {
        let below = self.tree.spots.iter().filter(|other| other.above.as_ref() == Some(&spot.key));
        let lines: String = below.map(|other| format!("- [{0}]({1}/{0})\n", other.slug, spot.slug)).collect();
        if lines.is_empty() {
            return None;
        }
        Some(self.coming(spot, named(&spot.slug), format!("{}\n", lines.trim_end()), None, Vec::new(), Vec::new()))
    }

    fn one(
        &self,
        spot: &Spot,
        source: &Source,
        by_address: &HashMap<String, String>,
        report: &mut Report,
    ) -> Option<Coming> {
        let mut files = Vec::new();
        let (title, body) = titled(source);
        let title = spot.title.clone().filter(|_| source.matter.title.is_empty()).unwrap_or(title);
        let place = place_of(&source.place);
        let body = links::rewrite(body, &mut |found| match found {
            Found::Picture(target) => match self.pictures.of(source, target) {
                None => Target::Kept,
                Some(id) => {
                    files.push(id);
                    Target::To(format!("/files/{id}"))
                }
            },
            Found::Link(target) => self.resolve(source, &place, target, by_address),
        });
        if body.chars().count() > MOST_BODY {
            report.refuse(&source.file, source.body_line, format!("is longer than {MOST_BODY} characters"));
            return None;
        }
        let former = source.matter.addresses.iter().map(|address| bare(address)).filter(|path| !path.is_empty());
        let body = body.trim_matches('\n').to_owned();
        Some(self.coming(spot, title, body, Some(source), files, former.collect()))
    }

    fn coming(
        &self,
        spot: &Spot,
        title: String,
        body: String,
        source: Option<&Source>,
        files: Vec<Id>,
        former: Vec<String>,
    ) -> Coming {
        let matter = source.map(|source| source.matter.clone()).unwrap_or_default();
        let member = matter.authors.iter().find_map(|name| self.authors.get(&kernel::text::fold(name)).copied());
        let (author, author_name) = match (member, matter.authors.is_empty()) {
            (Some(member), _) => (Some(member), String::new()),
            (None, true) => (self.author, String::new()),
            (None, false) => (None, matter.authors.join(", ")),
        };
        let at = source.and_then(|source| source.at);
        let post = Imported {
            source_key: spot.key.clone(),
            kind: "page".to_owned(),
            author,
            author_name,
            space: self.space,
            title: cut(&title, MOST_TITLE),
            summary: cut(&matter.summary, MOST_SUMMARY),
            body,
            tags: matter.tags.clone(),
            at: at.unwrap_or(self.now).min(self.now),
            cover: None,
        };
        let seen = format!(
            "{}\u{1f}{}\u{1f}{}\u{1f}{:?}\u{1f}{at:?}\u{1f}{:?}\u{1f}{}\u{1f}{former:?}",
            post.title, post.summary, post.body, post.tags, post.author, post.author_name
        );
        let page = ImportedPage {
            post,
            slug: spot.slug.clone(),
            former,
            files,
            template: matter.template,
            history: Vec::new(),
            last: None,
        };
        Coming {
            file: source.map_or_else(|| self.folder.path.display().to_string(), |source| source.file.clone()),
            page,
            above: spot.above.clone(),
            fingerprint: register::fingerprint(&seen),
        }
    }

    /// The address of the page that a link means, as seen from the page that it stands on.
    fn resolve(&self, source: &Source, place: &str, target: &str, by_address: &HashMap<String, String>) -> Target {
        // `{{base.url}}/page`: what a generator puts before its own addresses.
        let target = match target.strip_prefix("{{").and_then(|rest| rest.split_once("}}")) {
            Some((_, own)) if own.starts_with('/') => own,
            _ => target,
        };
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
        let found = candidates.iter().flatten().find_map(|candidate| {
            let candidate = place_of(candidate);
            self.tree.addresses.get(&candidate).or_else(|| by_address.get(&candidate))
        });
        let (Some(to), Some(from)) = (found, self.tree.addresses.get(place)) else { return Target::Kept };
        let fragment = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
        Target::To(format!("{}{fragment}", relative(from, to)))
    }
}

/// `to` as a link on the page `from`: beside it, below it or above it.
pub(super) fn relative(from: &str, to: &str) -> String {
    let here: Vec<&str> = from.rsplit_once('/').map(|(folder, _)| folder.split('/').collect()).unwrap_or_default();
    let there: Vec<&str> = to.split('/').collect();
    // The last part is always named: a link does not end in `..`.
    let common = here.iter().zip(there.iter().take(there.len() - 1)).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", here.len() - common);
    up.chain(there.iter().skip(common).copied()).collect::<Vec<_>>().join("/")
}
