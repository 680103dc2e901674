//! Questions of a Stack Exchange dump: `Posts.xml`, `Users.xml`, `Comments.xml`, one row to a line.
//!
//! Who wrote something is the member of the same name; otherwise the name stands beside the text. Votes are taken
//! as numbers, because a dump does not say who gave them. Whoever may read the space may read what comes in.

use super::batches::{Manner, Placed, write_all};
use super::html_markdown::markdown;
use super::members;
use super::posts::cut;
use super::register::{self, Standing};
use super::report::{Outcome, Report};
use community::posts::comments;
use community::posts::types::{Imported, ImportedComment, MOST_TITLE, Outcome as Post};
use kernel::app::App;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::text::fold;
use knowledge::questions::imported::{ImportedAnswer, ImportedQuestion, put_answer, put_question};
use knowledge::questions::types::{MOST_ANSWER, MOST_TAG, MOST_TAGS};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

/// A line that is longer is no row of a dump.
const MOST_LINE: usize = 4 * 1024 * 1024;
/// Rows that are read before they are written.
const PART: usize = 2_000;

/// What is imported, and to where.
#[derive(Debug, Clone)]
pub struct Dump {
    pub path: PathBuf,
    /// Slug of the space that the questions go to.
    pub space: String,
}

/// A row of a file: its attributes.
struct Row {
    line: u64,
    values: HashMap<String, String>,
}

impl Row {
    fn text(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    fn number(&self, name: &str) -> Option<i64> {
        self.text(name).parse().ok()
    }

    fn moment(&self, name: &str) -> Option<Millis> {
        let moment = self.text(name).parse::<jiff::civil::DateTime>().ok()?;
        Some(moment.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_millisecond())
    }
}

#[derive(Clone)]
enum What {
    Question(Box<ImportedQuestion>),
    /// An answer, and the key of its question.
    Answer(ImportedAnswer, String),
    /// A comment, and the key of what it stands below.
    Comment(ImportedComment, String),
}

#[derive(Clone)]
struct Coming {
    file: String,
    line: u64,
    key: String,
    fingerprint: String,
    /// Nothing is kept: what it belongs to may have been forgotten with its batch.
    rehearsed: bool,
    what: What,
}

impl Placed for Coming {
    fn place(&self) -> (&str, u64) {
        (&self.file, self.line)
    }
}

struct Maker<'a> {
    dump: &'a Dump,
    space: Id,
    names: HashMap<i64, String>,
    members: HashMap<String, Id>,
    accepted: HashSet<i64>,
    now: Millis,
    rehearsed: bool,
}

pub async fn stackexchange(app: &App, dump: &Dump, manner: Manner) -> Result<Report> {
    let mut report = Report::default();
    let slug = dump.space.clone();
    let space = app.db.read(async move |tx: &Tx| members::space(tx, &slug).await).await?;
    let space = space.ok_or_else(|| Error::Unavailable(format!("there is no space {:?}", dump.space)))?;
    let mut names = HashMap::new();
    each_row(&dump.path.join("Users.xml"), &mut report, |row, _| {
        if let Some(id) = row.number("Id") {
            names.insert(id, row.text("DisplayName").trim().to_owned());
        }
    })?;
    let known = members::authors(app, names.values().filter(|name| !name.is_empty()).cloned().collect()).await?;
    let mut maker = Maker {
        dump,
        space,
        names,
        members: known,
        accepted: HashSet::new(),
        now: app.clock.now(),
        rehearsed: manner.dry_run,
    };
    for (name, comments) in [("Posts.xml", false), ("Comments.xml", true)] {
        let path = dump.path.join(name);
        if comments && !path.exists() {
            continue;
        }
        let file = path.display().to_string();
        let mut coming: Vec<Coming> = Vec::new();
        each_row(&path, &mut report, |row, report| {
            let made = if comments { maker.comment(&file, &row) } else { maker.post(&file, &row) };
            match made {
                Ok(one) => coming.push(one),
                Err(reason) => report.refuse(&file, row.line, reason),
            }
        })?;
        // A question comes before its answers.
        coming.sort_by_key(|one| (matches!(one.what, What::Answer(..)), one.line));
        for part in coming.chunks(PART) {
            write_all(app, manner, part.to_vec(), &mut report, |tx, one| Box::pin(put(tx, one))).await?;
        }
    }
    Ok(report)
}

/// The rows of a file of a dump that can be read, each with its attributes: for measuring with it.
pub fn rows(path: &Path) -> Result<Vec<HashMap<String, String>>> {
    let mut rows = Vec::new();
    each_row(path, &mut Report::default(), |row, _| rows.push(row.values))?;
    Ok(rows)
}

/// What is wrong with a row is told; the rows behind it go on.
fn each_row(path: &Path, report: &mut Report, mut take: impl FnMut(Row, &mut Report)) -> Result<()> {
    let told = |cause: std::io::Error| Error::Unavailable(format!("{}: {cause}", path.display()));
    let file = path.display().to_string();
    let mut reader = BufReader::new(File::open(path).map_err(told)?);
    let mut bytes = Vec::new();
    for line in 1.. {
        bytes.clear();
        if reader.read_until(b'\n', &mut bytes).map_err(told)? == 0 {
            break;
        }
        let Ok(text) = std::str::from_utf8(&bytes) else {
            report.refuse(&file, line, "is not UTF-8");
            continue;
        };
        if !text.trim_start().starts_with("<row") {
            continue;
        }
        if text.len() > MOST_LINE {
            report.refuse(&file, line, format!("is longer than {} MB", MOST_LINE / 1024 / 1024));
            continue;
        }
        match attributes(text.trim()) {
            Ok(values) => take(Row { line, values }, report),
            Err(cause) => report.refuse(&file, line, cause),
        }
    }
    Ok(())
}

fn attributes(row: &str) -> std::result::Result<HashMap<String, String>, String> {
    let mut reader = Reader::from_str(row);
    let (Event::Empty(start) | Event::Start(start)) = reader.read_event().map_err(|cause| cause.to_string())? else {
        return Err("is no row".to_owned());
    };
    let mut values = HashMap::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|cause| cause.to_string())?;
        let name = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        let value = std::str::from_utf8(&attribute.value).map_err(|cause| cause.to_string())?;
        let value = quick_xml::escape::unescape(value).map_err(|cause| cause.to_string())?;
        values.insert(name, value.into_owned());
    }
    Ok(values)
}

type Made = std::result::Result<Coming, String>;

impl Maker<'_> {
    fn key(&self, kind: &str, id: i64) -> String {
        format!("stackexchange:{}:{kind}/{id}", self.dump.space)
    }

    /// The member of that name, or the name.
    fn author(&self, row: &Row, id: &str, name: &str) -> (Option<Id>, String) {
        let named = row.number(id).and_then(|id| self.names.get(&id)).map_or(row.text(name), String::as_str);
        match self.members.get(&fold(named)) {
            Some(member) => (Some(*member), String::new()),
            None => (None, named.to_owned()),
        }
    }

    fn post(&mut self, file: &str, row: &Row) -> Made {
        let id = row.number("Id").ok_or("has no Id")?;
        let at = row.moment("CreationDate").ok_or("has no CreationDate")?.min(self.now);
        let body = markdown(row.text("Body"));
        if body.is_empty() {
            return Err("has no text".to_owned());
        }
        let (author, author_name) = self.author(row, "OwnerUserId", "OwnerDisplayName");
        let score = row.number("Score").unwrap_or(0);
        let what = match row.text("PostTypeId") {
            "1" => {
                self.accepted.extend(row.number("AcceptedAnswerId"));
                let title = row.text("Title").trim();
                if title.is_empty() {
                    return Err("has no Title".to_owned());
                }
                let closed = row.moment("ClosedDate");
                What::Question(Box::new(ImportedQuestion {
                    post: Imported {
                        source_key: self.key("posts", id),
                        kind: String::new(),
                        author,
                        author_name,
                        space: self.space,
                        title: cut(title, MOST_TITLE),
                        summary: String::new(),
                        body,
                        tags: tags(row.text("Tags")),
                        at,
                        cover: None,
                    },
                    score,
                    active: row.moment("LastActivityDate").unwrap_or(at).min(self.now),
                    closed,
                    closing: if closed.is_some() { "off-topic" } else { "" },
                }))
            }
            "2" => {
                let parent = row.number("ParentId").ok_or("is an answer to nothing")?;
                if body.chars().count() > MOST_ANSWER {
                    return Err(format!("is longer than {MOST_ANSWER} characters"));
                }
                let answer = ImportedAnswer {
                    source_key: self.key("posts", id),
                    question: Id(0),
                    author,
                    author_name,
                    body,
                    at,
                    score,
                    accepted: self.accepted.contains(&id),
                };
                What::Answer(answer, self.key("posts", parent))
            }
            other => return Err(format!("is of type {other}, which is neither a question nor an answer")),
        };
        Ok(self.coming(file, row.line, self.key("posts", id), what))
    }

    fn comment(&mut self, file: &str, row: &Row) -> Made {
        let id = row.number("Id").ok_or("has no Id")?;
        let below = row.number("PostId").ok_or("has no PostId")?;
        let text = row.text("Text").trim();
        if text.is_empty() {
            return Err("has no text".to_owned());
        }
        let (author, author_name) = self.author(row, "UserId", "UserDisplayName");
        let key = self.key("comments", id);
        let comment = ImportedComment {
            source_key: key.clone(),
            kind: comments::COMMENT,
            root: Id(0),
            parent: None,
            author,
            author_name,
            // Comments have Markdown already.
            body: text.to_owned(),
            at: row.moment("CreationDate").ok_or("has no CreationDate")?.min(self.now),
        };
        let what = What::Comment(comment, self.key("posts", below));
        Ok(self.coming(file, row.line, key, what))
    }

    fn coming(&self, file: &str, line: u64, key: String, what: What) -> Coming {
        let seen = match &what {
            What::Question(question) => format!("{question:?}"),
            What::Answer(answer, parent) => format!("{answer:?}{parent}"),
            What::Comment(comment, below) => format!("{comment:?}{below}"),
        };
        Coming {
            file: file.to_owned(),
            line,
            key,
            fingerprint: register::fingerprint(&seen),
            rehearsed: self.rehearsed,
            what,
        }
    }
}

/// `<a><b>` or `|a|b|`.
fn tags(text: &str) -> Vec<String> {
    let tags = text.split(['<', '>', '|']).map(fold).filter(|tag| !tag.is_empty() && tag.chars().count() <= MOST_TAG);
    tags.take(MOST_TAGS).collect()
}

async fn put(tx: &Tx, one: &Coming) -> Result<Outcome> {
    let standing = register::standing(tx, &one.key, &one.fingerprint).await?;
    if matches!(standing, Standing::Unchanged) {
        return Ok(Outcome::Unchanged);
    }
    let missing = || Error::internal("what it belongs to is not there");
    if let What::Answer(_, above) | What::Comment(_, above) = &one.what
        && one.rehearsed
        && register::find(tx, above).await?.is_none()
    {
        return Ok(standing.outcome());
    }
    let outcome = match &one.what {
        What::Question(question) => put_question(tx, question).await?,
        What::Answer(answer, parent) => {
            let question = register::find(tx, parent).await?.ok_or_else(missing)?.object;
            put_answer(tx, &ImportedAnswer { question, ..answer.clone() }).await?
        }
        What::Comment(comment, below) => {
            let below = register::find(tx, below).await?.ok_or_else(missing)?.object;
            let (root, parent) = comments::place(tx, below).await?;
            comments::import(tx, &ImportedComment { root, parent, ..comment.clone() }).await?
        }
    };
    let (Post::New(id) | Post::Changed(id) | Post::Unchanged(id)) = outcome;
    register::remember(tx, &one.key, id, &one.fingerprint).await?;
    Ok(standing.outcome())
}
