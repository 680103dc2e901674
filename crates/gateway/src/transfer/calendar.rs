//! Events of a folder of calendars in TOML, as the Rust project keeps its own: a file is a calendar, with `[[events]]`.
//!
//! Who planned something is the member of the same name; otherwise the name stands beside it. A calendar says nothing of
//! who may read it, so without a space that is named its events go to one that the fewest can see.

use super::batches::{Manner, Placed, write_all};
use super::members;
use super::posts::cut;
use super::register::{self, Standing};
use super::report::{Outcome, Report};
use super::wiki_target::{Goal, WikiFile};
use community::posts::types::{Imported, MOST_TITLE, Outcome as Post};
use jiff::Timestamp;
use jiff::civil::DateTime;
use kernel::app::App;
use kernel::clock::{DAY, MINUTE, Millis};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::languages::Zone;
use kernel::text::fold;
use knowledge::events::imported::{self, ImportedEvent};
use knowledge::events::types::{EventRow, MOST_LINK, MOST_MINUTES, MOST_PLACE};
use serde::Deserialize;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

const MOST_FILE: u64 = 4 * 1024 * 1024;
/// How deep folders are looked into.
const MOST_DEPTH: usize = 8;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct File {
    name: String,
    events: Vec<toml::Spanned<Planned>>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Planned {
    uid: String,
    title: String,
    description: String,
    location: String,
    created_on: String,
    last_modified_on: String,
    start: Option<Time>,
    end: Option<Time>,
    status: String,
    organizer: Organiser,
    recurrence_rules: Vec<Rule>,
    exceptions: Exceptions,
}

/// By the clock of a zone; or a text: a moment in UTC (`2026-09-01T13:00:00Z`), or a day.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Time {
    Local { date: String, timezone: String },
    Text(String),
}

impl Time {
    /// The local time and its zone; of a day its beginning, of which nobody says where, so it is that of UTC.
    fn read(&self) -> std::result::Result<(DateTime, Zone), String> {
        let (date, zone) = match self {
            Self::Local { date, timezone } => {
                let zone = Zone::parse(timezone);
                (date.as_str(), zone.ok_or_else(|| format!("has no time zone that is known: {timezone:?}"))?)
            }
            Self::Text(date) => (date.strip_suffix('Z').unwrap_or(date), Zone::utc()),
        };
        Ok((civil(date).ok_or_else(|| format!("is at no time: {date:?}"))?, zone))
    }

    fn is_day(&self) -> bool {
        matches!(self, Self::Text(date) if !date.contains('T'))
    }
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Organiser {
    name: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Rule {
    frequency: String,
    interval: Option<u32>,
    count: Option<u32>,
    until: Option<String>,
    by_day: Vec<Day>,
    by_month: Vec<u32>,
    by_month_day: Vec<i32>,
    by_hour: Vec<u32>,
    by_minute: Vec<u32>,
    by_set_pos: Vec<i32>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Day {
    day: String,
    num: Option<i32>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Exceptions {
    timezone: String,
    dates: Vec<String>,
}

#[derive(Clone)]
struct Coming {
    file: String,
    line: u64,
    key: String,
    fingerprint: String,
    goal: Goal,
    event: ImportedEvent,
}

impl Placed for Coming {
    fn place(&self) -> (&str, u64) {
        (&self.file, self.line)
    }
}

/// Takes a folder in, or one file.
pub async fn calendar(app: &App, target: &WikiFile, manner: Manner) -> Result<Report> {
    let mut report = Report::default();
    let folder = &target.path;
    let mut files = Vec::new();
    find(folder, 0, &mut files).map_err(|cause| Error::Unavailable(format!("{}: {cause}", folder.display())))?;
    files.sort();
    let name = folder.file_stem().map_or_else(|| "calendar".to_owned(), |name| name.to_string_lossy().into_owned());
    let source = format!("calendar:{}", target.space.as_deref().unwrap_or(&name));
    let goal = Goal::of(app, target, &source, &name).await?;
    let mut read = Vec::new();
    for path in &files {
        read_file(path, &mut report, &mut read);
    }
    let names: Vec<String> = read.iter().map(|(_, _, planned)| planned.organizer.name.trim().to_owned()).collect();
    let authors = members::authors(app, names.into_iter().filter(|name| !name.is_empty()).collect()).await?;
    let (mut coming, mut seen) = (Vec::new(), HashMap::new());
    for (path, line, planned) in read {
        let file = path.display().to_string();
        let within = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
        // A calendar may name an event twice.
        let nth: &mut u32 = seen.entry((within.clone(), planned.uid.clone())).or_default();
        *nth += 1;
        let key = format!("{source}:{within}#{}#{nth}", planned.uid);
        let at = || format!("{file}:{line}");
        match made(app, &planned, &key, &authors, &mut |note| report.note(format!("{}: {note}", at()))) {
            Ok(event) => {
                let fingerprint = register::fingerprint(&format!("{event:?}"));
                coming.push(Coming { file, line, key, fingerprint, goal: goal.clone(), event });
            }
            Err(reason) => report.refuse(&file, line, reason),
        }
    }
    write_all(app, manner, coming, &mut report, |tx, one| Box::pin(put(tx, one))).await?;
    Ok(report)
}

fn find(path: &Path, depth: usize, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if path.is_file() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in std::fs::read_dir(path)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        if kind.is_dir() && depth < MOST_DEPTH {
            find(&path, depth + 1, files)?;
        } else if kind.is_file() && path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    Ok(())
}

/// What is wrong with a file is told with its line and the reason; the others go on.
fn read_file(path: &Path, report: &mut Report, read: &mut Vec<(PathBuf, u64, Planned)>) {
    let file = path.display().to_string();
    if std::fs::metadata(path).is_ok_and(|known| known.len() > MOST_FILE) {
        report.refuse(&file, 1, format!("is longer than {} MB", MOST_FILE / 1024 / 1024));
        return;
    }
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(cause) => return report.refuse(&file, 1, cause),
    };
    let line = |at: usize| {
        let lines = text.get(..at).unwrap_or_default().bytes().filter(|byte| *byte == b'\n').count();
        u64::try_from(lines).unwrap_or_default() + 1
    };
    match toml::from_str::<File>(&text) {
        Ok(calendar) => {
            let events = calendar.events.into_iter();
            read.extend(events.map(|event| (path.to_owned(), line(event.span().start), event.into_inner())));
        }
        Err(cause) => {
            let at = cause.span().map_or(1, |span| line(span.start));
            report.refuse(&file, at, format!("cannot be read: {}", cause.message()));
        }
    }
}

type Made = std::result::Result<ImportedEvent, String>;

fn made(app: &App, planned: &Planned, key: &str, authors: &HashMap<String, Id>, note: &mut dyn FnMut(String)) -> Made {
    let title = planned.title.trim();
    if title.is_empty() {
        return Err("has no title".to_owned());
    }
    let start = planned.start.as_ref().ok_or("has no start")?;
    let (begin, zone) = start.read()?;
    let first = zone.moment(begin).ok_or("begins at no time")?;
    let minutes = match &planned.end {
        Some(end) => {
            let (at, other) = end.read()?;
            // The day on which it ends belongs to it.
            let rest = if end.is_day() { DAY } else { 0 };
            (other.moment(at).ok_or("ends at no time")? + rest - first) / MINUTE
        }
        None if start.is_day() => {
            note(format!("{title:?} has no time of day: it takes the whole day, by UTC"));
            DAY / MINUTE
        }
        None => {
            note(format!("{title:?} has no end: an hour is taken"));
            60
        }
    };
    if !(1..=MOST_MINUTES).contains(&minutes) {
        return Err(format!("lasts {minutes} minutes"));
    }
    let rules: std::result::Result<Vec<String>, String> = planned.recurrence_rules.iter().map(rule).collect();
    let location = planned.location.trim();
    let is_link = location.starts_with("https://") || location.starts_with("http://");
    let event = EventRow {
        kind: "meeting".to_owned(),
        local_start: begin.to_string(),
        zone: zone.name().to_owned(),
        minutes,
        rules: rules?.join("\n"),
        place: if is_link { String::new() } else { cut(location, MOST_PLACE) },
        link: if is_link { cut(location, MOST_LINK) } else { String::new() },
        tentative: planned.status == "tentative",
        ..EventRow::default()
    };
    if !imported::is_possible(&event) {
        return Err(format!("has a rule by which nothing takes place: {:?}", event.rules));
    }
    let (author, author_name) = match authors.get(&fold(planned.organizer.name.trim())) {
        Some(member) => (Some(*member), String::new()),
        None => (None, planned.organizer.name.trim().to_owned()),
    };
    let dated = [&planned.created_on, &planned.last_modified_on].into_iter().find_map(|text| moment(text));
    let text = if planned.description.trim().is_empty() { title } else { planned.description.trim() };
    Ok(ImportedEvent {
        left_out: left_out(&event, &planned.exceptions, title, note),
        hosts: Vec::new(),
        experts: Vec::new(),
        post: Imported {
            source_key: key.to_owned(),
            kind: String::new(),
            author,
            author_name,
            space: Id(0),
            title: cut(title, MOST_TITLE),
            summary: String::new(),
            body: text.to_owned(),
            tags: Vec::new(),
            at: dated.unwrap_or(first).min(app.clock.now()),
            cover: None,
        },
        event,
    })
}

/// Times that are left out. Such calendars give them by the clock of the zone that they name, but some in UTC: one at
/// which the event takes place is meant.
fn left_out(event: &EventRow, exceptions: &Exceptions, title: &str, note: &mut dyn FnMut(String)) -> Vec<Millis> {
    let zone = Zone::parse(&exceptions.timezone).unwrap_or_default();
    let mut moments = Vec::new();
    for date in &exceptions.dates {
        let date_read = civil(date);
        let mut meant = [zone.clone(), Zone::utc()].into_iter().filter_map(|zone| zone.moment(date_read?));
        match meant.find(|at| imported::takes_place(event, *at)) {
            Some(at) => moments.push(at),
            None => note(format!("{title:?} is left out at {date}, when it does not take place")),
        }
    }
    moments
}

fn civil(text: &str) -> Option<DateTime> {
    text.trim().parse().ok()
}

fn moment(text: &str) -> Option<Millis> {
    Some(text.trim().parse::<Timestamp>().ok()?.as_millisecond())
}

/// As RFC 5545 § 3.3.10 writes it.
fn rule(rule: &Rule) -> std::result::Result<String, String> {
    let mut parts = vec![format!("FREQ={}", rule.frequency.trim().to_ascii_uppercase())];
    if let Some(interval) = rule.interval {
        parts.push(format!("INTERVAL={interval}"));
    }
    if let Some(count) = rule.count {
        parts.push(format!("COUNT={count}"));
    }
    if let Some(until) = &rule.until {
        let at =
            until.trim().parse::<Timestamp>().map_err(|_| format!("has a rule that ends at no time: {until:?}"))?;
        parts.push(format!("UNTIL={}", at.strftime("%Y%m%dT%H%M%SZ")));
    }
    let days: Option<Vec<String>> = rule.by_day.iter().map(day).collect();
    let days = days.ok_or_else(|| format!("has a rule with a day that is none: {:?}", rule.by_day))?;
    let numbers =
        |name: &str, numbers: Vec<String>| (!numbers.is_empty()).then(|| format!("{name}={}", numbers.join(",")));
    let texts = |numbers: &[u32]| numbers.iter().map(ToString::to_string).collect::<Vec<_>>();
    let signed = |numbers: &[i32]| numbers.iter().map(ToString::to_string).collect::<Vec<_>>();
    parts.extend(numbers("BYMONTH", texts(&rule.by_month)));
    parts.extend(numbers("BYMONTHDAY", signed(&rule.by_month_day)));
    parts.extend(numbers("BYDAY", days));
    parts.extend(numbers("BYHOUR", texts(&rule.by_hour)));
    parts.extend(numbers("BYMINUTE", texts(&rule.by_minute)));
    parts.extend(numbers("BYSETPOS", signed(&rule.by_set_pos)));
    Ok(parts.join(";"))
}

fn day(day: &Day) -> Option<String> {
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = day.day.trim().to_ascii_lowercase();
    let short = days.iter().find(|known| **known == word)?.get(..2)?.to_ascii_uppercase();
    Some(day.num.map_or_else(|| short.clone(), |nth| format!("{nth}{short}")))
}

async fn put(tx: &Tx, one: &Coming) -> Result<Outcome> {
    let standing = register::standing(tx, &one.key, &one.fingerprint).await?;
    if matches!(standing, Standing::Unchanged) {
        return Ok(Outcome::Unchanged);
    }
    let mut event = one.event.clone();
    event.post.space = one.goal.space(tx).await?;
    let (Post::New(id) | Post::Changed(id) | Post::Unchanged(id)) = imported::put(tx, &event).await?;
    register::remember(tx, &one.key, id, &one.fingerprint).await?;
    Ok(standing.outcome())
}
