//! The journal: everything that happens, one row each, written with the change itself.
//!
//! Whatever follows from a change (index, mail, counter, delivery, live update) is a [`Reader`] with
//! a saved position. A reader's work and its position are committed together, so a crash neither
//! loses nor doubles what it writes to the database; what it does elsewhere happens at least once.
//!
//! Rows are read in the order of (mark, seq). On PostgreSQL rows become visible in another order than
//! their numbers: `mark` is the writing transaction, and no row at or above the oldest transaction
//! that is still open is read yet. On SQLite one connection writes at a time and the mark is 0.

mod readers;
mod tail;

pub use readers::{Reader, Readers, SetAside, Standing, oldest_aside};

use crate::clock::Millis;
use crate::db::{Db, Migrations, Tx};
use crate::error::{Error, Result};
use crate::ids::Id;
use crate::{args, record};
use serde::Serialize;

pub const MIGRATIONS: Migrations =
    Migrations { capability: "journal", steps: &[("V1__journal", include_str!("migrations/V1__journal.sql"))] };

/// What is written: who did what to which thing, where.
#[derive(Debug, Clone)]
pub struct Event {
    /// Capability and verb in the past tense: `posts.published`.
    pub verb: &'static str,
    /// The member who did it; none when the program did.
    pub actor: Option<Id>,
    pub object: Id,
    pub space: Option<Id>,
    /// Version of the shape of `details` for this verb.
    pub version: i64,
    pub details: serde_json::Value,
}

impl Event {
    pub fn new(verb: &'static str, actor: Option<Id>, object: Id) -> Self {
        Self { verb, actor, object, space: None, version: 1, details: serde_json::Value::Null }
    }

    pub fn within(mut self, space: Option<Id>) -> Self {
        self.space = space;
        self
    }

    /// Details beyond the columns. What cannot be written as JSON is left out and logged.
    pub fn with(mut self, details: impl Serialize) -> Self {
        match serde_json::to_value(details) {
            Ok(details) => self.details = details,
            Err(error) => tracing::error!(%error, verb = self.verb, "details of an event cannot be written"),
        }
        self
    }
}

record! {
    /// What is read.
    #[derive(Debug, Clone)]
    pub struct Entry {
        pub mark: i64,
        pub seq: i64,
        pub at: Millis,
        pub verb: String,
        pub actor: Option<Id>,
        pub object: Id,
        pub space: Option<Id>,
        pub version: i64,
        pub details: String,
    }
}

impl Entry {
    pub fn position(&self) -> Position {
        Position { mark: self.mark, seq: self.seq }
    }

    /// The details as JSON; null when there are none.
    pub fn details(&self) -> serde_json::Value {
        serde_json::from_str(&self.details).unwrap_or(serde_json::Value::Null)
    }
}

record! {
    /// How far somebody has read.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
    pub struct Position {
        pub mark: i64,
        pub seq: i64,
    }
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.mark, self.seq)
    }
}

impl std::str::FromStr for Position {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self> {
        let parts = text.split_once('.').and_then(|(mark, seq)| Some((mark.parse().ok()?, seq.parse().ok()?)));
        parts.map(|(mark, seq)| Self { mark, seq }).ok_or_else(|| Error::field("after", "wrong-type"))
    }
}

/// Writes one row, in the transaction of the change that it tells of.
pub async fn record(tx: &Tx, event: Event) -> Result<()> {
    let sql = "insert into journal (at, verb, actor, object, space, version, details)
               values ($1, $2, $3, $4, $5, $6, $7)";
    let details = if event.details.is_null() { String::new() } else { event.details.to_string() };
    let args = args![tx.now(), event.verb, event.actor, event.object, event.space, event.version, details];
    tx.execute(sql, args).await?;
    tx.journal_written();
    Ok(())
}

/// Empties the details of what happened to these objects, for verbs that begin so: what is taken away for good leaves no
/// words here. That it happened stays.
pub async fn forget_details(tx: &Tx, objects: &[Id], verbs: &str) -> Result<()> {
    let sql = "update journal set details = '' where object in (each($1)) and verb >= $2 and verb < $2 || '~'";
    tx.execute(sql, args![objects, verbs]).await.map(drop)
}

/// The next rows behind `position`, at most `most`, none whose transaction may still be open.
pub async fn after(db: &Db, tx: &Tx, position: Position, most: i64) -> Result<Vec<Entry>> {
    let open = db.open_mark(tx).await?;
    if position.mark >= open {
        return Ok(Vec::new());
    }
    // Not `(mark, seq) > ($1, $2)`: SQLite walks all rows of the mark to find where that begins, and
    // there all rows have the same.
    let sql = "select mark, seq, at, verb, actor, object, space, version, details from journal
               where mark = $1 and seq > $2 order by seq limit $3";
    let mut entries: Vec<Entry> = tx.rows(sql, args![position.mark, position.seq, most]).await?;
    let left = most - i64::try_from(entries.len()).unwrap_or(most);
    if left > 0 {
        let sql = "select mark, seq, at, verb, actor, object, space, version, details from journal
                   where mark > $1 and mark < $2 order by mark, seq limit $3";
        entries.extend(tx.rows::<Entry>(sql, args![position.mark, open, left]).await?);
    }
    Ok(entries)
}

/// Whether rows are there that cannot be read yet, because a transaction is open.
pub async fn waiting(db: &Db, tx: &Tx) -> Result<bool> {
    let open = db.open_mark(tx).await?;
    Ok(tx.value::<i64>("select 1 from journal where mark >= $1 limit 1", args![open]).await?.is_some())
}

/// The position behind all that can be read now.
pub async fn end(db: &Db, tx: &Tx) -> Result<Position> {
    let open = db.open_mark(tx).await?;
    let sql = "select mark, seq from journal where mark < $1 order by mark desc, seq desc limit 1";
    Ok(tx.row(sql, args![open]).await?.unwrap_or_default())
}

#[cfg(test)]
pub(crate) mod tests;
