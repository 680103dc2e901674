//! Those who read the journal, and what keeps them going.
//!
//! One node at a time runs a reader: it holds a lease that others may take over when it has not been
//! renewed for [`LEASE`]. A row that fails is tried again a few times, then set aside with its error,
//! where `fourleaf check` shows it and `retry` takes it up again; those behind it go on.

use super::tail::Tail;
use super::{Entry, Position, after};
use crate::app::App;
use crate::clock::{Millis, SECOND};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::ids::Id;
use crate::{args, record};
use futures_util::future::BoxFuture;
use std::sync::Arc;
use std::time::Duration;

/// A lease that was not renewed for this long is free: the node that held it is gone.
const LEASE: Millis = 8 * SECOND;
/// Rows that share one transaction.
const BATCH: i64 = 200;
const TRIES: i64 = 4;
/// How long a reader sleeps when nobody rings: it looks by itself too, so that a command run beside
/// the server is seen.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How often a position is written that has passed only rows of others.
const WRITTEN_EVERY: Millis = SECOND;

type InTransaction = dyn for<'a> Fn(&'a App, &'a Tx, &'a Entry) -> BoxFuture<'a, Result<()>> + Send + Sync;
type Sift = dyn for<'a> Fn(&'a Tx, &'a Entry) -> BoxFuture<'a, Result<bool>> + Send + Sync;
type Outside = dyn for<'a> Fn(&'a App, &'a Entry) -> BoxFuture<'a, Result<()>> + Send + Sync;

/// Which rows a reader cares for.
#[derive(Clone)]
enum Verbs {
    /// Those with these verbs; none is all.
    These(&'static [&'static str]),
    /// Those whose verbs it knows by a rule, so that what is added later is read too.
    Such(fn(&str) -> bool),
}

#[derive(Clone)]
enum Work {
    /// Writes to the database only: committed together with the position.
    InTransaction(Arc<InTransaction>),
    /// Reaches outside (network, files): at least once.
    Outside(Arc<Outside>),
}

/// What follows from some verbs of the journal.
#[derive(Clone)]
pub struct Reader {
    pub name: &'static str,
    verbs: Verbs,
    /// Leaves out rows that need no work, before anything is written.
    sift: Option<Arc<Sift>>,
    work: Work,
}

impl Reader {
    /// A reader that writes to the database only. `verbs` are those it cares for; empty is all.
    pub fn in_transaction<F>(name: &'static str, verbs: &'static [&'static str], work: F) -> Self
    where
        F: for<'a> Fn(&'a App, &'a Tx, &'a Entry) -> BoxFuture<'a, Result<()>> + Send + Sync + 'static,
    {
        Self { name, verbs: Verbs::These(verbs), sift: None, work: Work::InTransaction(Arc::new(work)) }
    }

    /// As [`Reader::in_transaction`], of all rows whose verb is such a one.
    pub fn of_verbs<F>(name: &'static str, such: fn(&str) -> bool, work: F) -> Self
    where
        F: for<'a> Fn(&'a App, &'a Tx, &'a Entry) -> BoxFuture<'a, Result<()>> + Send + Sync + 'static,
    {
        Self { name, verbs: Verbs::Such(such), sift: None, work: Work::InTransaction(Arc::new(work)) }
    }

    /// Of the rows that it cares for only those are worked on of which `sift` says so, which reads beside whoever
    /// writes: for readers that look long and seldom find. What may have changed between the two is asked again
    /// in the work.
    #[must_use]
    pub fn sifting<F>(self, sift: F) -> Self
    where
        F: for<'a> Fn(&'a Tx, &'a Entry) -> BoxFuture<'a, Result<bool>> + Send + Sync + 'static,
    {
        Self { sift: Some(Arc::new(sift)), ..self }
    }

    /// A reader that reaches outside. Its work must bear being done twice.
    pub fn outside<F>(name: &'static str, verbs: &'static [&'static str], work: F) -> Self
    where
        F: for<'a> Fn(&'a App, &'a Entry) -> BoxFuture<'a, Result<()>> + Send + Sync + 'static,
    {
        Self { name, verbs: Verbs::These(verbs), sift: None, work: Work::Outside(Arc::new(work)) }
    }

    fn wants(&self, entry: &Entry) -> bool {
        match self.verbs {
            Verbs::These(verbs) => verbs.is_empty() || verbs.contains(&entry.verb.as_str()),
            Verbs::Such(such) => such(&entry.verb),
        }
    }

    /// The rows that need work. One that cannot be told of is worked on, and fails there.
    async fn sifted(&self, app: &App, rows: Vec<Arc<Entry>>) -> Result<Vec<Arc<Entry>>> {
        let Some(sift) = self.sift.clone().filter(|_| !rows.is_empty()) else { return Ok(rows) };
        app.db
            .read(async move |tx: &Tx| {
                let mut needed = Vec::new();
                for row in &rows {
                    match sift(tx, row).await {
                        Ok(false) => {}
                        Err(Error::Unavailable(cause)) => return Err(Error::Unavailable(cause)),
                        Ok(true) | Err(_) => needed.push(row.clone()),
                    }
                }
                Ok(needed)
            })
            .await
    }

    /// One row in a transaction of its own; its failure is its own too.
    async fn read_alone(&self, app: &App, entry: &Entry) -> Result<()> {
        match &self.work {
            Work::Outside(work) => work(app, entry).await,
            Work::InTransaction(work) => {
                let (work, on, entry) = (work.clone(), app.clone(), entry.clone());
                app.db.write(async move |tx: &Tx| work(&on, tx, &entry).await).await
            }
        }
    }
}

record! {
    /// Where a reader stands, for `fourleaf check` and the metrics.
    #[derive(Debug, Clone, serde::Serialize)]
    pub struct Standing {
        pub name: String,
        /// Rows of the journal that it has not read yet.
        pub behind: i64,
        /// Rows that it could not read.
        pub set_aside: i64,
    }
}

record! {
    /// A row that a reader could not read.
    #[derive(Debug, Clone)]
    pub struct SetAside {
        pub seq: i64,
        pub verb: String,
        pub object: Id,
        /// When it was given up.
        pub at: Millis,
        pub tries: i64,
        pub error: String,
    }
}

/// All readers of the program.
#[derive(Clone, Default)]
pub struct Readers(Vec<Reader>);

impl Readers {
    pub fn new(readers: Vec<Reader>) -> Self {
        Self(readers)
    }

    pub fn names(&self) -> Vec<&'static str> {
        self.0.iter().map(|reader| reader.name).collect()
    }

    /// Keeps every reader going until the program stops.
    pub fn start(&self, app: &App) {
        let (readers, app) = (self.0.clone(), app.clone());
        tokio::spawn(async move {
            let tail = loop {
                match Tail::begin(&app).await {
                    Ok(tail) => break tail,
                    Err(error) => tracing::warn!(%error, "the journal could not be read; it is tried again"),
                }
                tokio::select! {
                    () = app.stopping() => return,
                    () = tokio::time::sleep(LOOK_EVERY) => {}
                }
            };
            for reader in readers {
                tokio::spawn(keep_going(reader, app.clone(), tail.clone()));
            }
            tail.keep_reading(app).await;
        });
    }

    /// Lets every reader read all there is, on this task: for stories and for commands.
    pub async fn catch_up(&self, app: &App) -> Result<()> {
        // What one reader writes another may want to read, so go on until a round finds nothing.
        loop {
            let mut moved = false;
            for reader in &self.0 {
                let Some(saved) = hold(app, reader.name, LEASE).await? else {
                    if is_behind(app, reader.name).await? {
                        return Err(read_elsewhere(reader.name));
                    }
                    continue;
                };
                let mut reached = Reached::at(saved);
                while step(reader, app, &mut reached, None).await? {
                    moved = true;
                }
            }
            if !moved {
                return Ok(());
            }
        }
    }

    /// Begins again from the first row of the journal. False when there is no such reader.
    pub async fn rebuild(&self, app: &App, name: &str) -> Result<bool> {
        if !self.0.iter().any(|reader| reader.name == name) {
            return Ok(false);
        }
        let name = name.to_owned();
        app.db
            .write(async move |tx: &Tx| {
                tx.execute("update journal_readers set mark = -1, seq = -1 where name = $1", args![&name]).await?;
                tx.execute("delete from journal_set_aside where reader = $1", args![&name]).await
            })
            .await?;
        Ok(true)
    }

    /// Takes up again what was set aside; how many rows still fail.
    pub async fn retry(&self, app: &App) -> Result<u64> {
        let mut failing = 0;
        for reader in &self.0 {
            for entry in set_aside(app, reader.name).await? {
                match reader.read_alone(app, &entry).await {
                    Ok(()) => forget(app, reader.name, entry.position()).await?,
                    Err(_) => failing += 1,
                }
            }
        }
        Ok(failing)
    }

    /// Where each reader stands.
    pub async fn standings(&self, app: &App) -> Result<Vec<Standing>> {
        let sql = "select r.name,
                          (select count(*) from journal j where j.mark = r.mark and j.seq > r.seq)
                            + (select count(*) from journal j where j.mark > r.mark) as behind,
                          (select count(*) from journal_set_aside s where s.reader = r.name) as set_aside
                   from journal_readers r order by r.name";
        let all: Vec<Standing> = app.db.read(async move |tx: &Tx| tx.rows(sql, &[]).await).await?;
        let names = self.names();
        Ok(all.into_iter().filter(|standing| names.contains(&standing.name.as_str())).collect())
    }
}

/// The oldest rows that a reader could not read.
pub async fn oldest_aside(app: &App, reader: &str, most: i64) -> Result<Vec<SetAside>> {
    let sql = "select s.seq, j.verb, j.object, s.at, s.tries, s.error
               from journal_set_aside s join journal j on j.mark = s.mark and j.seq = s.seq
               where s.reader = $1 order by s.mark, s.seq limit $2";
    let reader = reader.to_owned();
    app.db.read(async move |tx: &Tx| tx.rows(sql, args![&reader, most]).await).await
}

/// How far a reader has come, as the node knows that holds its lease.
#[derive(Debug, Clone, Copy)]
struct Reached {
    /// What is saved.
    saved: Position,
    /// How far it looked without finding a row for it. That is saved only once in a while: to look at some rows again
    /// costs less than a flush to disk for each of them.
    looked: Position,
    /// When the first of them was passed; 0 when none was.
    since: Millis,
}

impl Reached {
    fn at(saved: Position) -> Self {
        Self { saved, looked: saved, since: 0 }
    }
}

async fn keep_going(reader: Reader, app: App, tail: Tail) {
    let mut bell = tail.bell();
    let mut renew_at = 0;
    let mut reached: Option<Reached> = None;
    loop {
        bell.mark_unchanged();
        let now = app.clock.now();
        if now >= renew_at {
            match hold(&app, reader.name, LEASE).await {
                Ok(Some(saved)) => {
                    renew_at = now + LEASE / 2;
                    // A reader that was told to begin again has another position now.
                    reached = reached.filter(|reached| reached.saved == saved).or(Some(Reached::at(saved)));
                }
                Ok(None) => {
                    reached = None;
                    tokio::time::sleep(LOOK_EVERY).await;
                }
                Err(error) => tracing::warn!(reader = reader.name, %error, "no lease for a reader"),
            }
        }
        if let Some(at) = &mut reached {
            match step(&reader, &app, at, Some(&tail)).await {
                Ok(true) => continue,
                Ok(false) => {}
                Err(error) => {
                    (renew_at, reached) = (0, None);
                    tracing::warn!(reader = reader.name, %error, "a reader could not go on; it tries again");
                    tokio::time::sleep(LOOK_EVERY).await;
                }
            }
        }
        tokio::select! {
            () = app.stopping() => return,
            rung = bell.changed() => if rung.is_err() { return },
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}

/// Takes or renews the lease of a reader, and says where it stands; none when another node has it.
async fn hold(app: &App, name: &'static str, for_millis: Millis) -> Result<Option<Position>> {
    let holder = app.instance;
    app.db
        .write(async move |tx: &Tx| {
            let now = tx.now();
            let sql = "insert into journal_readers (name, mark, seq, holder, held_until)
                       values ($1, -1, -1, $2, $3)
                       on conflict (name) do update set holder = excluded.holder, held_until = excluded.held_until
                       where journal_readers.holder = excluded.holder or journal_readers.held_until < $4
                          or journal_readers.held_until > $5";
            // A lease from the far future was left by a clock that has since been set right.
            let changed = tx.execute(sql, args![name, holder, now + for_millis, now, now + 10 * for_millis]).await?;
            if changed == 0 {
                return Ok(None);
            }
            tx.row("select mark, seq from journal_readers where name = $1", args![name]).await
        })
        .await
}

/// Reads the next rows, of the tail where it reaches so far; false when there were none. Without a tail, the position is
/// saved behind rows that nobody wants as well.
async fn step(reader: &Reader, app: &App, reached: &mut Reached, tail: Option<&Tail>) -> Result<bool> {
    let most = usize::try_from(BATCH).unwrap_or(usize::MAX);
    let batch = match tail.and_then(|tail| tail.after(reached.looked, most)) {
        Some(batch) => batch,
        None => {
            let (db, from) = (app.db.clone(), reached.looked);
            let rows = app.db.read(async move |tx: &Tx| after(&db, tx, from, BATCH).await).await?;
            rows.into_iter().map(Arc::new).collect()
        }
    };
    let now = app.clock.now();
    let recently = reached.since > 0 && (0..WRITTEN_EVERY).contains(&(now - reached.since));
    let Some(last) = batch.last().map(|entry| entry.position()) else {
        if reached.looked != reached.saved && !recently {
            take(reader, app, &[], reached.saved, reached.looked).await?;
            *reached = Reached::at(reached.looked);
        }
        return Ok(false);
    };
    let wanted: Vec<Arc<Entry>> = batch.into_iter().filter(|entry| reader.wants(entry)).collect();
    let wanted = reader.sifted(app, wanted).await?;
    if wanted.is_empty() && tail.is_some() && (reached.since == 0 || recently) {
        let since = if reached.since == 0 { now } else { reached.since };
        *reached = Reached { looked: last, since, ..*reached };
        return Ok(true);
    }
    take(reader, app, &wanted, reached.saved, last).await?;
    *reached = Reached::at(last);
    Ok(true)
}

/// Does the work of some rows and moves the position from `saved` behind `last`.
async fn take(reader: &Reader, app: &App, wanted: &[Arc<Entry>], saved: Position, last: Position) -> Result<()> {
    let (name, holder) = (reader.name, app.instance);
    if let Work::InTransaction(work) = &reader.work {
        let (work, on, rows) = (work.clone(), app.clone(), wanted.to_vec());
        let together = app
            .db
            .write(async move |tx: &Tx| {
                for entry in &rows {
                    work(&on, tx, entry).await?;
                }
                advance(tx, name, holder, saved, last).await
            })
            .await;
        match together {
            Ok(()) => return Ok(()),
            Err(Error::Unavailable(cause)) => return Err(Error::Unavailable(cause)),
            Err(_) => {} // one of them fails: find out which
        }
    }
    let (mut reached, mut done, mut saved_at) = (saved, saved, app.clock.now());
    for entry in wanted {
        // What reaches outside bears being done twice, so the position is saved once for what went well in a second.
        if matches!(reader.work, Work::Outside(_)) && reader.read_alone(app, entry).await.is_ok() {
            done = entry.position();
            if app.clock.now() - saved_at < WRITTEN_EVERY {
                continue;
            }
        }
        if done != reached {
            app.db.write(async move |tx: &Tx| advance(tx, name, holder, reached, done).await).await?;
            (reached, saved_at) = (done, app.clock.now());
        }
        if entry.position() != done {
            one_by_one(reader, app, entry, reached).await?;
            (reached, done) = (entry.position(), entry.position());
        }
    }
    if reached != last {
        app.db.write(async move |tx: &Tx| advance(tx, name, holder, reached, last).await).await?;
    }
    Ok(())
}

/// Reads one row, sets it aside when it keeps failing, and moves the position behind it.
async fn one_by_one(reader: &Reader, app: &App, entry: &Entry, from: Position) -> Result<()> {
    let mut tries = 0;
    let failure = loop {
        tries += 1;
        match reader.read_alone(app, entry).await {
            Ok(()) => break None,
            Err(Error::Unavailable(cause)) => return Err(Error::Unavailable(cause)),
            Err(error) if tries >= TRIES => break Some(error),
            Err(_) => tokio::time::sleep(Duration::from_millis(u64::try_from(tries * tries * 20).unwrap_or(20))).await,
        }
    };
    let (name, holder, to) = (reader.name, app.instance, entry.position());
    app.db
        .write(async move |tx: &Tx| {
            if let Some(error) = &failure {
                tracing::error!(reader = name, seq = to.seq, %error, "a row of the journal was set aside");
                let sql = "insert into journal_set_aside (reader, mark, seq, at, tries, error)
                           values ($1, $2, $3, $4, $5, $6) on conflict (reader, mark, seq) do nothing";
                tx.execute(sql, args![name, to.mark, to.seq, tx.now(), tries, error.to_string()]).await?;
            }
            advance(tx, name, holder, from, to).await
        })
        .await
}

/// Moves the position, unless another node has taken over or the reader was told to begin again:
/// then the whole transaction is rolled back.
async fn advance(tx: &Tx, name: &str, holder: i64, from: Position, to: Position) -> Result<()> {
    let sql = "update journal_readers set mark = $1, seq = $2
               where name = $3 and holder = $4 and mark = $5 and seq = $6";
    match tx.execute(sql, args![to.mark, to.seq, name, holder, from.mark, from.seq]).await? {
        0 => Err(read_elsewhere(name)),
        _ => Ok(()),
    }
}

fn read_elsewhere(name: &str) -> Error {
    Error::Unavailable(format!("{name} is read by another node now"))
}

/// Whether there are rows that a reader, whoever runs it, has not read yet.
async fn is_behind(app: &App, name: &'static str) -> Result<bool> {
    let db = app.db.clone();
    let read = async move |tx: &Tx| {
        let sql = "select mark, seq from journal_readers where name = $1";
        let saved = tx.row(sql, args![name]).await?.unwrap_or(Position { mark: -1, seq: -1 });
        Ok(!after(&db, tx, saved, 1).await?.is_empty())
    };
    app.db.read(read).await
}

async fn set_aside(app: &App, name: &'static str) -> Result<Vec<Entry>> {
    let sql = "select j.mark, j.seq, j.at, j.verb, j.actor, j.object, j.space, j.version, j.details
               from journal_set_aside s join journal j on j.mark = s.mark and j.seq = s.seq
               where s.reader = $1 order by s.mark, s.seq limit 10000";
    app.db.read(async move |tx: &Tx| tx.rows(sql, args![name]).await).await
}

async fn forget(app: &App, name: &'static str, at: Position) -> Result<()> {
    let sql = "delete from journal_set_aside where reader = $1 and mark = $2 and seq = $3";
    app.db.write(async move |tx: &Tx| tx.execute(sql, args![name, at.mark, at.seq]).await.map(drop)).await
}
