//! A wiki from an XML export of Confluence: the archive, its folder, or `entities.xml` alone.
//!
//! The export is a list of objects that name each other. What of it is a page with its former texts, its people and its
//! files is put together here. Who could read a page there is not said in words of ours: what only some could read is
//! refused unless the operator takes it all the same.

use super::batches::{Manner, named_first, write_all};
use super::members;
use super::posts::cut;
use super::report::Report;
use super::storage_format::{self, Known};
use super::wiki;
use super::wiki_target::{Coming, Goal, WikiFile, attach, put};
use super::xml::{Piece, Pieces};
use community::posts::types::{Imported, MOST_BODY, MOST_TITLE};
use kernel::app::App;
use kernel::clock::Millis;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::text::fold;
use knowledge::wiki::imported::{Author, Earlier, ImportedPage};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Objects of an export that are held.
const MOST_OBJECTS: usize = 2_000_000;
const MOST_FILE_BYTES: u64 = 512 * 1024 * 1024;

/// An object: what it says, and what it names.
#[derive(Debug, Default, Clone)]
struct Object {
    line: u64,
    class: String,
    id: String,
    texts: HashMap<String, String>,
    /// Ids that a property or a collection names.
    names: HashMap<String, Vec<String>>,
}

impl Object {
    fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", |text| text.trim())
    }

    fn named(&self, name: &str) -> &str {
        self.names.get(name).and_then(|all| all.first()).map_or("", String::as_str)
    }

    fn number(&self, name: &str) -> i64 {
        self.text(name).parse().unwrap_or_default()
    }

    /// `2024-07-23 11:57:30.705`: of the server's own zone, which an export does not tell; taken as universal.
    fn moment(&self, name: &str) -> Option<Millis> {
        let text = self.text(name).replace(' ', "T");
        let civil = text.parse::<jiff::civil::DateTime>().ok()?;
        civil.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp().as_millisecond())
    }
}

pub async fn confluence(app: &App, file: &WikiFile, manner: Manner) -> Result<Report> {
    let mut report = Report::default();
    let mut place = Place::open(file)?;
    let shown = file.path.display().to_string();
    let export = Export::read(&place.entities, &shown, &mut report)?;
    let users = export.of("ConfluenceUserImpl").map(|user| user.text("name").to_owned()).collect();
    let members = members::authors(app, users).await?;
    let mut goals = HashMap::new();
    for space in export.of("Space").filter(|space| !space.text("key").is_empty()) {
        let name = if space.text("name").is_empty() { space.text("key") } else { space.text("name") };
        let source = format!("confluence:{}", space.text("key"));
        goals.insert(space.id.clone(), (space.text("key").to_owned(), Goal::of(app, file, &source, name).await?));
    }
    let maker = Maker { export: &export, shown: &shown, file, members, now: app.clock.now() };
    let pages = maker.pages(&mut report);
    let mut coming = Vec::new();
    for page in pages {
        let Some((key, goal)) = goals.get(maker.space_of(page)).or_else(|| goals.values().next()) else {
            report.refuse(&shown, page.line, "its space is not in the export");
            continue;
        };
        let mut files = HashMap::new();
        for attachment in maker.attachments(page) {
            let owner = maker.author(attachment, "creator").member.or(goal.owner());
            let name = maker.file_name(attachment);
            if manner.dry_run {
                continue;
            }
            match place.attachment(page, attachment) {
                Some(bytes) => {
                    if let Some(id) = attach(app, owner, &name, bytes, &shown, &mut report).await? {
                        files.insert(name, id);
                    }
                }
                None => report.note(format!("{shown}:{}: the file {name} is not in the export", attachment.line)),
            }
        }
        coming.extend(maker.one(page, key, goal, &files, &mut report));
    }
    let of = |coming: &Coming| (coming.page.post.source_key.clone(), coming.above.clone());
    let coming = named_first(coming, of);
    let keys: Vec<String> = coming.iter().map(|coming| coming.page.post.source_key.clone()).collect();
    let titles: Vec<String> = coming.iter().map(|coming| coming.page.post.title.clone()).collect();
    write_all(app, manner, coming, &mut report, |tx, coming| Box::pin(put(tx, coming))).await?;
    if !manner.dry_run {
        wiki::name(app, &keys, &titles, &mut report).await?;
    }
    Ok(report)
}

/// Where the parts of an export are.
struct Place {
    entities: PathBuf,
    folder: PathBuf,
    archive: Option<zip::ZipArchive<File>>,
    /// Holds what was taken out of an archive.
    _unpacked: Option<tempfile::TempDir>,
}

impl Place {
    fn open(file: &WikiFile) -> Result<Self> {
        let told = |cause: &dyn std::fmt::Display| Error::Unavailable(format!("{}: {cause}", file.path.display()));
        let path = file.path.canonicalize().map_err(|cause| told(&cause))?;
        if path.is_dir() {
            return Ok(Self { entities: path.join("entities.xml"), folder: path, archive: None, _unpacked: None });
        }
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        if path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("zip")) {
            return Ok(Self { entities: path, folder, archive: None, _unpacked: None });
        }
        let mut archive = File::open(&path)
            .map_err(|cause| told(&cause))
            .and_then(|file| zip::ZipArchive::new(file).map_err(|cause| told(&cause)))?;
        let unpacked = tempfile::tempdir().map_err(|cause| told(&cause))?;
        let entities = unpacked.path().join("entities.xml");
        {
            let part = archive.by_name("entities.xml").map_err(|cause| told(&cause))?;
            let mut to = File::create(&entities).map_err(|cause| told(&cause))?;
            std::io::copy(&mut part.take(MOST_FILE_BYTES * 8), &mut to).map_err(|cause| told(&cause))?;
        }
        Ok(Self { entities, folder, archive: Some(archive), _unpacked: Some(unpacked) })
    }

    /// `attachments/PAGE/ATTACHMENT/VERSION`, whose parts are numbers.
    fn attachment(&mut self, page: &Object, attachment: &Object) -> Option<Vec<u8>> {
        let version = attachment.number("version").max(1);
        let number = |id: &str| id.chars().all(|c| c.is_ascii_digit()) && !id.is_empty();
        if !number(&page.id) || !number(&attachment.id) {
            return None;
        }
        let name = format!("attachments/{}/{}/{version}", page.id, attachment.id);
        if let Some(archive) = &mut self.archive {
            let part = archive.by_name(&name).ok().filter(|part| part.size() <= MOST_FILE_BYTES)?;
            let mut bytes = Vec::new();
            part.take(MOST_FILE_BYTES).read_to_end(&mut bytes).ok()?;
            return Some(bytes);
        }
        let path = self.folder.join(name);
        std::fs::metadata(&path).ok().filter(|about| about.is_file() && about.len() <= MOST_FILE_BYTES)?;
        std::fs::read(path).ok()
    }
}

/// All objects of an export.
struct Export {
    objects: Vec<Object>,
    by_id: HashMap<(String, String), usize>,
    /// The texts of contents, by the id of the content and by their own.
    bodies: HashMap<String, usize>,
}

impl Export {
    fn read(path: &Path, shown: &str, report: &mut Report) -> Result<Self> {
        let told = |cause: &dyn std::fmt::Display| Error::Unavailable(format!("{shown}: {cause}"));
        let mut pieces = Pieces::open(path).map_err(|cause| told(&cause))?;
        let mut objects = Vec::new();
        let mut is_one = false;
        loop {
            match pieces.next() {
                Ok(Piece::Open { name, attributes }) if name == "object" => {
                    let class = attributes.into_iter().find(|(name, _)| name == "class").map(|(_, class)| class);
                    match object(&mut pieces, class.unwrap_or_default()) {
                        Ok(object) => objects.push(object),
                        Err(cause) => {
                            report.refuse(shown, pieces.line(), format!("cannot be read from here on: {cause}"));
                            break;
                        }
                    }
                    if objects.len() > MOST_OBJECTS {
                        return Err(told(&format!("has more than {MOST_OBJECTS} objects: export a space at a time")));
                    }
                }
                Ok(Piece::Open { name, .. }) => is_one |= name == "hibernate-generic",
                Ok(Piece::End) => break,
                Ok(_) => {}
                Err(cause) => {
                    report.refuse(shown, pieces.line(), format!("cannot be read from here on: {cause}"));
                    break;
                }
            }
        }
        if !is_one {
            return Err(told(&"is no export of Confluence: it has no objects"));
        }
        let by_id = objects.iter().enumerate().map(|(at, object)| ((object.class.clone(), object.id.clone()), at));
        let by_id = by_id.collect();
        let mut bodies = HashMap::new();
        for (at, body) in objects.iter().enumerate().filter(|(_, object)| object.class == "BodyContent") {
            bodies.insert(format!("own {}", body.id), at);
            bodies.insert(body.named("content").to_owned(), at);
        }
        Ok(Self { objects, by_id, bodies })
    }

    fn of(&self, class: &'static str) -> impl Iterator<Item = &Object> {
        self.objects.iter().filter(move |object| object.class == class)
    }

    fn find(&self, class: &str, id: &str) -> Option<&Object> {
        self.objects.get(*self.by_id.get(&(class.to_owned(), id.to_owned()))?)
    }

    fn body(&self, content: &Object) -> &str {
        let own = content.names.get("bodyContents").into_iter().flatten();
        let own = own.filter_map(|id| self.bodies.get(&format!("own {id}"))).next_back();
        let at = self.bodies.get(&content.id).or(own);
        at.and_then(|at| self.objects.get(*at)).map_or("", |body| body.text("body"))
    }
}

fn object(pieces: &mut Pieces<impl std::io::BufRead>, class: String) -> std::result::Result<Object, String> {
    let mut object = Object { line: pieces.line(), class, ..Object::default() };
    loop {
        match pieces.next()? {
            Piece::Open { name, attributes } => {
                let called = attributes.iter().find(|(name, _)| name == "name");
                let called = called.map(|(_, name)| name.clone()).unwrap_or_default();
                match name.as_str() {
                    "id" => object.id = pieces.text()?.0.trim().to_owned(),
                    "property" | "collection" => {
                        let (text, names) = property(pieces)?;
                        if !names.is_empty() {
                            object.names.insert(called, names);
                        } else if !text.is_empty() {
                            object.texts.insert(called, text);
                        }
                    }
                    _ => pieces.skip()?,
                }
            }
            Piece::Close => return Ok(object),
            Piece::Text(_) => {}
            Piece::End => return Err("ends in the middle of an object".to_owned()),
        }
    }
}

/// What a property says, and the ids that it names.
fn property(pieces: &mut Pieces<impl std::io::BufRead>) -> std::result::Result<(String, Vec<String>), String> {
    let (mut text, mut names, mut depth) = (String::new(), Vec::new(), 0usize);
    loop {
        match pieces.next()? {
            Piece::Open { name, .. } if name == "id" => names.push(pieces.text()?.0.trim().to_owned()),
            Piece::Open { .. } => depth += 1,
            Piece::Text(more) if depth == 0 => text.push_str(&more),
            Piece::Text(_) => {}
            Piece::Close if depth == 0 => return Ok((text, names)),
            Piece::Close => depth -= 1,
            Piece::End => return Err("ends in the middle of an object".to_owned()),
        }
    }
}

struct Maker<'a> {
    export: &'a Export,
    shown: &'a str,
    file: &'a WikiFile,
    members: HashMap<String, Id>,
    now: Millis,
}

impl<'a> Maker<'a> {
    /// The pages that are taken, siblings in their order; of each other content it is told why it is not.
    fn pages(&self, report: &mut Report) -> Vec<&'a Object> {
        let restricted = self.restricted();
        let mut taken: Vec<&Object> = Vec::new();
        for content in &self.export.objects {
            let mut refuse = |why: &str| {
                report.refuse(self.shown, content.line, format!("{:?} {why}", content.text("title")));
            };
            match content.class.as_str() {
                "BlogPost" if content.named("originalVersion").is_empty() => {
                    refuse("is a post of a blog: only pages are taken");
                }
                "Comment" => refuse("is a comment: only pages are taken"),
                "Page" if !content.named("originalVersion").is_empty() => {
                    let of = self.export.find("Page", content.named("originalVersion"));
                    of.map_or_else(|| refuse("is a former text of a page that is not in the export"), |_| ());
                }
                "Page" => match content.text("contentStatus") {
                    "deleted" | "trashed" => refuse("is deleted"),
                    "draft" => refuse("is a draft"),
                    _ if restricted.contains(content.id.as_str()) && !self.file.restricted => {
                        refuse("could only be read by some: take it with --restricted, into a space for the few");
                    }
                    _ => taken.push(content),
                },
                _ => {}
            }
        }
        let place = |page: &Object| if page.text("position").is_empty() { i64::MAX } else { page.number("position") };
        taken.sort_by(|a, b| (place(a), a.text("title")).cmp(&(place(b), b.text("title"))));
        taken
    }

    /// Pages that only some could read, and those below them.
    fn restricted(&self) -> HashSet<&'a str> {
        let sets = self.export.of("ContentPermissionSet").filter(|set| set.text("type").eq_ignore_ascii_case("view"));
        let own: HashSet<&str> = sets.map(|set| set.named("owningContent")).collect();
        let mut all: HashSet<&str> = HashSet::new();
        for page in self.export.of("Page") {
            let mut way = HashSet::new();
            let mut at = Some(page);
            while let Some(above) = at.filter(|above| way.insert(above.id.as_str())) {
                if own.contains(above.id.as_str()) {
                    all.insert(page.id.as_str());
                }
                at = self.export.find("Page", above.named("parent"));
            }
        }
        all
    }

    fn space_of(&self, page: &'a Object) -> &'a str {
        page.named("space")
    }

    /// The files of a page as they are now.
    fn attachments(&self, page: &Object) -> Vec<&'a Object> {
        let all = self.export.of("Attachment").filter(|file| {
            let of = ["containerContent", "content"].map(|name| file.named(name));
            of.contains(&page.id.as_str()) && file.named("originalVersion").is_empty()
        });
        all.filter(|file| !matches!(file.text("contentStatus"), "deleted" | "trashed")).collect()
    }

    fn file_name(&self, attachment: &Object) -> String {
        let name = [attachment.text("fileName"), attachment.text("title")].into_iter().find(|name| !name.is_empty());
        name.unwrap_or("file").to_owned()
    }

    /// The name of a person; of one who is known by an address of mail, what is before the sign.
    fn person(&self, key: &str) -> Option<(Option<Id>, String)> {
        let user = self.export.find("ConfluenceUserImpl", key)?;
        let name = user.text("name");
        let member = self.members.get(&fold(name)).copied();
        Some((member, name.split('@').next().unwrap_or(name).to_owned()))
    }

    fn author(&self, content: &Object, role: &str) -> Author {
        let (member, name) = self.person(content.named(role)).unwrap_or_default();
        let date = if role == "creator" { "creationDate" } else { "lastModificationDate" };
        Author {
            member,
            name,
            at: content.moment(date).or_else(|| content.moment("creationDate")).unwrap_or(self.now).min(self.now),
            summary: content.text("versionComment").to_owned(),
        }
    }

    fn key(&self, space: &str, page: &Object) -> String {
        format!("confluence:{space}:{}", page.id)
    }

    fn one(
        &self,
        page: &'a Object,
        space: &str,
        goal: &Goal,
        files: &HashMap<String, Id>,
        report: &mut Report,
    ) -> Option<Coming> {
        let known = OfPage { maker: self, files };
        let title = self.title(page);
        let mut missing = BTreeSet::new();
        let mut text = |content: &Object| {
            let made = storage_format::convert(self.export.body(content), &known);
            made.and_then(|made| match made.markdown.chars().count() {
                count if count > MOST_BODY => Err(format!("is longer than {MOST_BODY} characters")),
                _ => {
                    missing.extend(made.missing);
                    Ok((made.markdown, made.macros))
                }
            })
        };
        let (body, macros) = match text(page) {
            Ok(made) => made,
            Err(cause) => {
                report.refuse(self.shown, page.line, format!("{title:?} {cause}"));
                return None;
            }
        };
        let mut former: BTreeMap<i64, &Object> = BTreeMap::new();
        for earlier in self.export.of("Page").filter(|earlier| earlier.named("originalVersion") == page.id) {
            former.insert(earlier.number("version"), earlier);
        }
        let mut history = Vec::new();
        for earlier in former.values() {
            match text(earlier) {
                Ok((body, _)) => {
                    let by = self.author(earlier, "lastModifier");
                    history.push(Earlier { title: self.title(earlier), body, by });
                }
                Err(cause) => {
                    report.note(format!("{}:{}: a former text of {title:?} {cause}", self.shown, earlier.line))
                }
            }
        }
        if macros > 0 {
            report.note(format!("{}:{}: {title:?}: of {macros} macros only the text is kept", self.shown, page.line));
        }
        for name in missing {
            report.note(format!("{}:{}: {title:?} shows {name}, which is not there", self.shown, page.line));
        }
        let parent = page.named("parent");
        let above = self.export.find("Page", parent);
        if above.is_none() && !parent.is_empty() {
            report.note(format!("{}:{}: what stands above {title:?} is not in the export", self.shown, page.line));
        }
        let first = self.author(page, "creator");
        let post = Imported {
            source_key: self.key(space, page),
            kind: "page".to_owned(),
            author: first.member.or(goal.owner().filter(|_| first.name.is_empty())),
            author_name: if first.member.is_some() { String::new() } else { first.name.clone() },
            space: Id(0),
            title,
            summary: String::new(),
            body,
            tags: Vec::new(),
            at: first.at,
            cover: None,
        };
        let mut attached: Vec<Id> = files.values().copied().collect();
        attached.sort_unstable();
        let imported = ImportedPage {
            post,
            slug: String::new(),
            former: Vec::new(),
            files: attached,
            template: false,
            history,
            last: Some(self.author(page, "lastModifier")),
        };
        let above = above.map(|above| self.key(space, above));
        Some(Coming { file: self.shown.to_owned(), line: page.line, goal: goal.clone(), page: imported, above })
    }

    /// A title of ours has none of the signs that stand around titles.
    fn title(&self, page: &Object) -> String {
        let title = titled(page.text("title"));
        cut(if title.is_empty() { page.id.as_str() } else { &title }, MOST_TITLE)
    }
}

fn titled(title: &str) -> String {
    title.replace('[', "(").replace(']', ")").replace('|', "/").trim().to_owned()
}

struct OfPage<'m, 'a> {
    maker: &'m Maker<'a>,
    files: &'m HashMap<String, Id>,
}

impl Known for OfPage<'_, '_> {
    fn file(&self, name: &str) -> Option<String> {
        self.files.get(name).map(|id| format!("/files/{id}"))
    }

    fn page(&self, _: &str, title: &str) -> String {
        titled(title)
    }

    fn person(&self, key: &str) -> Option<String> {
        self.maker.person(key).map(|(_, name)| name)
    }
}
