//! A run: what is due and not held goes for good, some conversations at a time.
//!
//! Each lot is one transaction: the gate, what is due, what is held, the purge, the certificate. So a crash leaves
//! whole lots, and the next run goes on. What authors deleted and threw away goes in the same manner.

use super::held::{held, pass_gate};
use super::schedules;
use super::types::{Candidate, Schedule, is_due, schedule_of};
use crate::moderation::undecided;
use community::posts::purging::{Gone, purge};
use kernel::app::App;
use kernel::args;
use kernel::clock::{DAY, Millis};
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::{Id, first_at};
use kernel::jobs::Job;
use kernel::journal::{self, Event};
use serde::Serialize;
use serde_json::json;
use std::collections::{BTreeMap, HashMap};
use std::time::Duration;
use utoipa::ToSchema;

/// Conversations that are looked at in one transaction.
pub(super) const LOT: i64 = 200;
/// So many are looked at for a preview.
const MOST_PREVIEWED: i64 = 20_000;

/// What a run did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Report {
    /// Posts and comments that go, with the files that hang on them alone.
    pub posts: i64,
    pub comments: i64,
    pub files: i64,
    /// Conversations that are due and kept by a hold, by its name.
    pub held: BTreeMap<String, i64>,
    /// Conversations that go, by the name of the schedule; empty: what authors deleted.
    pub by_schedule: BTreeMap<String, i64>,
    /// There is more than was looked at.
    pub more: bool,
}

impl Report {
    fn add(&mut self, other: Self) {
        self.posts += other.posts;
        self.comments += other.comments;
        self.files += other.files;
        for (name, n) in other.held {
            *self.held.entry(name).or_default() += n;
        }
        for (name, n) in other.by_schedule {
            *self.by_schedule.entry(name).or_default() += n;
        }
    }
}

pub fn job() -> Job {
    Job::new("retention.run", Duration::from_secs(600), |app| Box::pin(go_on(app)))
}

/// The run of this day: goes on where it was, once a day.
async fn go_on(app: &App) -> Result<bool> {
    let state = async move |tx: &Tx| {
        let sql = "select day, reached, done from retention_runs where id = 1";
        let state: Option<(i64, i64, i64)> = tx.row(sql, &[]).await?;
        Ok((tx.now() / DAY, state))
    };
    let (today, state) = app.db.read(state).await?;
    let reached = match state {
        Some((day, _, 1)) if day == today => return Ok(false),
        Some((day, reached, _)) if day == today => Id(reached),
        _ => Id::default(),
    };
    let next = run_some(app, reached).await?.1;
    let sql = "insert into retention_runs (id, day, reached, done) values (1, $1, $2, $3)
               on conflict (id) do update set day = excluded.day, reached = excluded.reached, done = excluded.done";
    let (reached, done) = (next.unwrap_or_default(), next.is_none());
    app.db.write(async move |tx: &Tx| tx.execute(sql, args![today, reached, done]).await.map(drop)).await?;
    Ok(!done)
}

/// Lets the job begin again today.
pub async fn begin_again(tx: &Tx, by: Option<Id>) -> Result<()> {
    tx.execute("delete from retention_runs where id = 1", &[]).await?;
    journal::record(tx, Event::new("retention.started", by, by.unwrap_or_default())).await
}

/// A whole run at once.
pub async fn run_all(app: &App) -> Result<Report> {
    let mut report = Report::default();
    let mut after = Id::default();
    loop {
        let (lot, next) = run_some(app, after).await?;
        report.add(lot);
        match next {
            Some(next) => after = next,
            None => return Ok(report),
        }
    }
}

/// The next lot behind `after`; where to go on, unless it was the last.
pub async fn run_some(app: &App, after: Id) -> Result<(Report, Option<Id>)> {
    let on = app.clone();
    app.db
        .write(async move |tx: &Tx| {
            pass_gate(tx).await?;
            let lot = lot(tx, after, LOT).await?;
            let report = lot.report(tx).await?;
            lot.take_away(&on, tx).await?;
            Ok((report, lot.next))
        })
        .await
}

/// What a run would do, without doing it.
pub async fn preview(app: &App) -> Result<Report> {
    let mut report = Report::default();
    let (mut after, mut looked) = (Id::default(), 0);
    loop {
        let some = async move |tx: &Tx| {
            let lot = lot(tx, after, LOT).await?;
            Ok((lot.report(tx).await?, lot.next))
        };
        let (part, next) = app.db.read(some).await?;
        report.add(part);
        looked += LOT;
        match next {
            Some(_) if looked >= MOST_PREVIEWED => {
                report.more = true;
                return Ok(report);
            }
            Some(next) => after = next,
            None => return Ok(report),
        }
    }
}

/// What is due among some conversations.
pub(super) struct Lot {
    /// By the name of the schedule: heads of conversations that go with all that is in them.
    pub whole: BTreeMap<String, Vec<Id>>,
    /// Posts and comments that their authors deleted or threw away.
    pub deleted: Vec<Id>,
    /// By the name of a hold: heads of conversations that stay; empty: until a case is decided.
    pub held: BTreeMap<String, Vec<Id>>,
    /// Where to go on.
    pub next: Option<Id>,
}

/// The next lot behind `after`, of at most `most` conversations and as many deleted posts.
pub(super) async fn lot(tx: &Tx, after: Id, most: i64) -> Result<Lot> {
    let schedules = schedules::list(tx).await?;
    let now = tx.now();
    let mut lot = Lot { whole: BTreeMap::new(), deleted: Vec::new(), held: BTreeMap::new(), next: None };
    // What authors deleted is asked in the order of ids as well, so that both walks have one position.
    let gone = deleted(tx, after, now, most).await?;
    let aged = match schedules.iter().map(|schedule| schedule.days).min() {
        Some(days) => candidates(tx, after, first_at(now.saturating_sub(days.saturating_mul(DAY))), most).await?,
        None => Vec::new(),
    };
    let full = |n: usize| i64::try_from(n).unwrap_or(i64::MAX) >= most;
    let ends = [
        gone.last().filter(|_| full(gone.len())).map(|one| one.0),
        aged.last().filter(|_| full(aged.len())).map(|one| one.id),
    ];
    let end = ends.into_iter().flatten().min();
    lot.next = end;
    let within = |id: Id| end.is_none_or(|end| id <= end);
    let due = due_of(&schedules, aged.into_iter().filter(|one| within(one.id)), now);
    let gone: Vec<(Id, Id)> = gone.into_iter().filter(|one| within(one.0)).collect();
    let mut roots: Vec<Id> = due.values().flatten().copied().collect();
    roots.extend(gone.iter().map(|one| one.1));
    roots.sort_unstable();
    roots.dedup();
    let mut kept = held(tx, &roots).await?;
    for root in undecided(tx, &roots).await? {
        kept.entry(root).or_default();
    }
    lot.keep(due, &gone, &kept);
    Ok(lot)
}

fn due_of(
    schedules: &[Schedule],
    candidates: impl Iterator<Item = Candidate>,
    now: Millis,
) -> BTreeMap<String, Vec<Id>> {
    let mut due: BTreeMap<String, Vec<Id>> = BTreeMap::new();
    for candidate in candidates {
        if let Some(schedule) = schedule_of(schedules, &candidate).filter(|schedule| is_due(schedule, &candidate, now))
        {
            due.entry(schedule.name.clone()).or_default().push(candidate.id);
        }
    }
    due
}

/// Heads of conversations below `before`, with what schedules ask of them. What was last said in one counts.
async fn candidates(tx: &Tx, after: Id, before: Id, most: i64) -> Result<Vec<Candidate>> {
    let sql = "select p.id, p.kind, p.space, p.audience, coalesce(f.country, '') as country,
                      coalesce(p.edited, p.published) as last,
                      (select max(coalesce(c.edited, c.published)) from posts c
                       where c.root = p.id and c.state = 'published') as said
               from posts p left join profiles f on f.member = p.author
               where p.root is null and p.state in ('published', 'held', 'hidden', 'removed') and p.id > $1 and p.id < $2
               order by p.id limit $3";
    tx.rows(sql, args![after, before, most]).await
}

/// What its author deleted long ago, or threw away, with the head of its conversation.
async fn deleted(tx: &Tx, after: Id, now: Millis, most: i64) -> Result<Vec<(Id, Id)>> {
    let before = now.saturating_sub(schedules::deleted_days(tx).await?.saturating_mul(DAY));
    // By the index of what is gone, and not through all posts: SQLite prefers their key where it can.
    let sql = "select p.id, coalesce(p.root, p.id) from posts p
               where p.state in ('deleted', 'discarded') and p.deleted <= $4 and p.id + 0 > $1
                 and (p.state = 'discarded' or p.deleted <= $2) order by p.id + 0 limit $3";
    tx.rows(sql, args![after, before, most, now]).await
}

impl Lot {
    fn keep(&mut self, due: BTreeMap<String, Vec<Id>>, gone: &[(Id, Id)], kept: &HashMap<Id, String>) {
        let mut counted = std::collections::HashSet::new();
        for (schedule, roots) in due {
            for root in roots {
                match kept.get(&root) {
                    Some(hold) => {
                        if counted.insert(root) {
                            self.held.entry(hold.clone()).or_default().push(root);
                        }
                    }
                    None => self.whole.entry(schedule.clone()).or_default().push(root),
                }
            }
        }
        for (id, root) in gone {
            match kept.get(root) {
                Some(hold) => {
                    if counted.insert(*root) {
                        self.held.entry(hold.clone()).or_default().push(*root);
                    }
                }
                None => self.deleted.push(*id),
            }
        }
    }

    /// The posts and comments that go because of each schedule; the empty name is for what authors deleted.
    async fn posts(&self, tx: &Tx) -> Result<Vec<(String, Vec<Id>)>> {
        let mut posts = Vec::new();
        for (schedule, roots) in &self.whole {
            posts.push((schedule.clone(), with_comments(tx, roots).await?));
        }
        if !self.deleted.is_empty() {
            posts.push((String::new(), with_comments(tx, &self.deleted).await?));
        }
        Ok(posts)
    }

    async fn report(&self, tx: &Tx) -> Result<Report> {
        let count = |ids: &Vec<Id>| i64::try_from(ids.len()).unwrap_or(i64::MAX);
        let held = self.held.iter().map(|(hold, ids)| (hold.clone(), count(ids))).collect();
        let mut report = Report { held, ..Report::default() };
        for (schedule, ids) in self.posts(tx).await? {
            let sql = "select count(*), cast(coalesce(sum(case when root is null then 1 else 0 end), 0) as bigint)
                       from posts where id in (each($1)) and state <> 'purged'";
            let (all, heads): (i64, i64) = tx.row(sql, args![&ids]).await?.unwrap_or_default();
            let sql = "select count(distinct file) from post_files where post in (each($1))";
            report.files += tx.value::<i64>(sql, args![&ids]).await?.unwrap_or(0);
            report.posts += heads;
            report.comments += all - heads;
            let n = self.whole.get(&schedule).map_or(self.deleted.len(), Vec::len);
            *report.by_schedule.entry(schedule).or_default() += i64::try_from(n).unwrap_or(i64::MAX);
        }
        Ok(report)
    }

    async fn take_away(&self, app: &App, tx: &Tx) -> Result<()> {
        for (schedule, ids) in self.posts(tx).await? {
            let reason = if schedule.is_empty() { "deleted" } else { "schedule" };
            let hash = fingerprint(tx, &ids).await?;
            let gone = purge(app, tx, &ids, None, reason).await?;
            if gone != Gone::default() {
                certify(tx, reason, &schedule, &gone, &hash).await?;
            }
        }
        Ok(())
    }
}

async fn with_comments(tx: &Tx, roots: &[Id]) -> Result<Vec<Id>> {
    let sql = "select id from posts where root in (each($1)) and state <> 'purged'";
    let mut ids: Vec<Id> = tx.column(sql, args![roots]).await?;
    ids.extend_from_slice(roots);
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// One hash over what goes: who has a copy can show that it went, nobody can tell from it what it said.
async fn fingerprint(tx: &Tx, ids: &[Id]) -> Result<String> {
    let sql = "select id, revision, title, body from posts where id in (each($1)) and state <> 'purged' order by id";
    let mut hasher = blake3::Hasher::new();
    for (id, revision, title, body) in tx.rows::<(Id, i64, String, String)>(sql, args![ids]).await? {
        let text = blake3::hash(format!("{title}\n{body}").as_bytes());
        hasher.update(format!("{id} {revision} {}\n", text.to_hex()).as_bytes());
    }
    Ok(hasher.finalize().to_hex().to_string())
}

async fn certify(tx: &Tx, reason: &str, schedule: &str, gone: &Gone, hash: &str) -> Result<()> {
    let id = tx.id();
    let sql = "insert into retention_certificates (id, at, reason, schedule, posts, comments, files, bytes, hash)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let args = args![id, tx.now(), reason, schedule, gone.posts, gone.comments, gone.files, gone.bytes, hash];
    tx.execute(sql, args).await?;
    let details = json!({
        "reason": reason, "schedule": schedule, "posts": gone.posts, "comments": gone.comments, "files": gone.files,
        "hash": hash,
    });
    journal::record(tx, Event::new("retention.certified", None, id).with(details)).await
}
