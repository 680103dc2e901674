//! The database: one small handle over SQLite and PostgreSQL.
//!
//! [`Db::read`] and [`Db::write`] take an `async` closure and give it a [`Tx`]. On PostgreSQL it
//! truly waits; on SQLite it runs on the thread of its connection, where every statement is
//! immediate. So one operation serves both, and awaiting anything but the transaction inside it is
//! an error. A closure may run more than once (see [`sqlite`] and [`postgres`]): what it does outside
//! the transaction it would do twice.
//!
//! It was built rather than taken because it was measured: see `docs/decisions/`.

mod dialect;
mod migrate;
mod postgres;
mod sqlite;
mod tools;
mod value;
mod wal;
mod whispers;
mod whole;

pub use migrate::Migrations;
pub use sqlite::{copy, is_whole};
pub use tools::{dump, dump_is_whole, restore};
pub use value::{Arg, Cell, Columns, FromCell, FromRow, Row};
pub use whole::Table;

use crate::clock::{Clock, Millis};
use crate::error::{Error, Result};
use crate::ids::{Id, Ids};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// Where the data is and how much of the machine it may use.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The SQLite file, used when `url` is empty.
    pub file: PathBuf,
    /// A PostgreSQL connection string.
    pub url: String,
    /// Threads that read from SQLite.
    pub readers: usize,
    /// Connections to PostgreSQL.
    pub pool: usize,
    /// Longest time for one statement, in milliseconds.
    pub statement_timeout_ms: u64,
    /// A statement that takes longer is told in the log, in milliseconds; 0: none is.
    pub slow_ms: u64,
    /// Page cache of all SQLite connections together, in MiB.
    pub cache_mb: u64,
}

impl Settings {
    /// The embedded database in `folder`, as a small machine wants it.
    pub fn embedded(folder: &Path) -> Self {
        Self {
            file: folder.join("fourleaf.db"),
            url: String::new(),
            readers: 3,
            pool: 16,
            statement_timeout_ms: 10_000,
            slow_ms: 0,
            cache_mb: 48,
        }
    }
}

/// The database of the installation. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    engine: Arc<Engine>,
    shared: Shared,
}

enum Engine {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

/// What every transaction carries.
#[derive(Clone)]
pub(crate) struct Shared {
    clock: Clock,
    ids: Ids,
    journal: Arc<JournalBell>,
    /// Longer than this is slow.
    slow: Duration,
    whispers: whispers::Whispers,
}

/// Rings when a transaction that wrote to the journal has been committed.
struct JournalBell {
    /// Wakes the readers of this process.
    bell: watch::Sender<u64>,
    /// Wakes who tells the other nodes.
    own: tokio::sync::Notify,
}

impl Shared {
    fn ring(&self) {
        self.journal.bell.send_modify(|rung| *rung = rung.wrapping_add(1));
    }
}

impl Db {
    /// Opens the database, brings its tables up to date and refuses one from a newer release.
    pub async fn open(settings: &Settings, migrations: &[Migrations], clock: Clock, ids: Ids) -> Result<Self> {
        let (bell, _) = watch::channel(0);
        let journal = Arc::new(JournalBell { bell, own: tokio::sync::Notify::new() });
        let slow = if settings.slow_ms == 0 { Duration::MAX } else { Duration::from_millis(settings.slow_ms) };
        let shared = Shared { clock, ids, journal, slow, whispers: whispers::Whispers::new() };
        let engine = if settings.url.is_empty() {
            let mut connection = sqlite::connect(&settings.file, settings, false)?;
            sqlite::exclusively(&mut connection, |connection| migrate::sqlite(connection, migrations))?;
            drop(connection);
            Engine::Sqlite(sqlite::Sqlite::open(&settings.file, settings, &shared)?)
        } else {
            Engine::Postgres(postgres::Postgres::open(settings, migrations, &shared).await?)
        };
        Ok(Self { engine: Arc::new(engine), shared })
    }

    /// Runs `operation` on a connection that reads; on SQLite all its statements see one moment.
    pub async fn read<T, F>(&self, operation: F) -> Result<T>
    where
        F: AsyncFn(&Tx) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        match self.engine.as_ref() {
            Engine::Sqlite(sqlite) => sqlite.read(operation).await,
            Engine::Postgres(postgres) => postgres.read(operation).await,
        }
    }

    /// Runs `operation` in one transaction and answers after it is on disk, or not at all.
    pub async fn write<T, F>(&self, operation: F) -> Result<T>
    where
        F: AsyncFn(&Tx) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        match self.engine.as_ref() {
            Engine::Sqlite(sqlite) => sqlite.write(operation).await,
            Engine::Postgres(postgres) => postgres.write(operation).await,
        }
    }

    /// Changes whenever something was written to the journal, by this process or (on PostgreSQL) by
    /// another node.
    pub fn journal_bell(&self) -> watch::Receiver<u64> {
        self.shared.journal.bell.subscribe()
    }

    /// "sqlite" or "postgresql", for people who operate the installation.
    pub fn engine_name(&self) -> &'static str {
        match self.engine.as_ref() {
            Engine::Sqlite(_) => "sqlite",
            Engine::Postgres(_) => "postgresql",
        }
    }

    /// Transactions with a mark below this are closed for good.
    pub(crate) async fn open_mark(&self, tx: &Tx) -> Result<i64> {
        let sql = match self.engine.as_ref() {
            Engine::Sqlite(_) => dialect::OPEN_MARK_SQLITE,
            Engine::Postgres(_) => dialect::OPEN_MARK_POSTGRES,
        };
        tx.value(sql, &[]).await?.ok_or_else(|| Error::internal("the database told no open transaction"))
    }
}

/// A transaction that is open. What reads it and what writes it has the same type; on a reading
/// connection a statement that writes is refused by the engine.
pub struct Tx {
    conn: Conn,
    shared: Shared,
    wrote_journal: AtomicBool,
}

enum Conn {
    Sqlite(Arc<Mutex<sqlite::Spoken>>),
    Postgres(postgres::Client),
}

impl Tx {
    fn new(conn: Conn, shared: Shared) -> Self {
        Self { conn, shared, wrote_journal: AtomicBool::new(false) }
    }

    /// The present moment.
    pub fn now(&self) -> Millis {
        self.shared.clock.now()
    }

    /// A new identifier, greater than all before.
    pub fn id(&self) -> Id {
        self.shared.ids.next()
    }

    /// An identifier for something that happened at `at` (see [`Ids::at`]).
    pub fn id_at(&self, at: Millis, nth: u32) -> Id {
        self.shared.ids.at(at, nth)
    }

    /// All rows. A statement without a limit must be bounded by what it asks for.
    pub async fn rows<T: FromRow>(&self, sql: &str, args: &[Arg<'_>]) -> Result<Vec<T>> {
        self.first(sql, args, usize::MAX).await
    }

    /// The first rows; of PostgreSQL all, which the statement is to limit.
    async fn first<T: FromRow>(&self, sql: &str, args: &[Arg<'_>], most: usize) -> Result<Vec<T>> {
        let begun = Instant::now();
        let rows = match &self.conn {
            Conn::Sqlite(spoken) => sqlite_rows(spoken, sql, args, most),
            Conn::Postgres(client) => client.rows(sql, args).await,
        };
        self.tell_slow(sql, begun.elapsed());
        rows
    }

    fn tell_slow(&self, sql: &str, took: Duration) {
        if took >= self.shared.slow {
            let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
            let sql = sql.split_whitespace().collect::<Vec<_>>().join(" ");
            tracing::warn!(ms, sql, "a slow statement");
        }
    }

    /// The first row, if there is one.
    pub async fn row<T: FromRow>(&self, sql: &str, args: &[Arg<'_>]) -> Result<Option<T>> {
        let mut rows = self.first(sql, args, 1).await?;
        Ok(if rows.is_empty() { None } else { Some(rows.swap_remove(0)) })
    }

    /// The first column of the first row, if there is one.
    pub async fn value<T: FromCell>(&self, sql: &str, args: &[Arg<'_>]) -> Result<Option<T>> {
        Ok(self.row::<(T,)>(sql, args).await?.map(|(value,)| value))
    }

    /// The first column of all rows.
    pub async fn column<T: FromCell>(&self, sql: &str, args: &[Arg<'_>]) -> Result<Vec<T>> {
        Ok(self.rows::<(T,)>(sql, args).await?.into_iter().map(|(value,)| value).collect())
    }

    /// Runs a statement that changes something; how many rows it changed.
    pub async fn execute(&self, sql: &str, args: &[Arg<'_>]) -> Result<u64> {
        let begun = Instant::now();
        let changed = match &self.conn {
            Conn::Sqlite(spoken) => sqlite_execute(spoken, sql, args),
            Conn::Postgres(client) => client.execute(sql, args).await,
        };
        self.tell_slow(sql, begun.elapsed());
        changed
    }

    /// Wakes those who look at what is new as soon as this transaction is committed, without a row of the
    /// journal: for what a reader has made of one, and for what only its owner sees.
    pub fn ring(&self) {
        self.journal_written();
    }

    /// The journal has a new row: readers are woken when this transaction is committed.
    pub(crate) fn journal_written(&self) {
        self.wrote_journal.store(true, Ordering::Release);
    }

    /// Called after the commit: wakes the readers if there is something for them.
    fn committed(&self) {
        if self.wrote_journal.swap(false, Ordering::AcqRel) {
            self.shared.ring();
            self.shared.journal.own.notify_one();
        }
    }
}

fn sqlite_rows<T: FromRow>(spoken: &Mutex<sqlite::Spoken>, sql: &str, args: &[Arg<'_>], most: usize) -> Result<Vec<T>> {
    let mut spoken = lock(spoken);
    let failed = |e: rusqlite::Error| described(dialect::sqlite_error(&e), sql);
    let mut statement = spoken.prepare(sql).map_err(failed)?;
    let mut rows = statement.query(rusqlite::params_from_iter(args)).map_err(failed)?;
    let mut out = Vec::new();
    while out.len() < most
        && let Some(row) = rows.next().map_err(failed)?
    {
        out.push(T::from_row(&Row::new(value::Cells::Sqlite(row)))?);
    }
    Ok(out)
}

fn sqlite_execute(spoken: &Mutex<sqlite::Spoken>, sql: &str, args: &[Arg<'_>]) -> Result<u64> {
    let mut spoken = lock(spoken);
    let failed = |e: rusqlite::Error| described(dialect::sqlite_error(&e), sql);
    let mut statement = spoken.prepare(sql).map_err(failed)?;
    let changed = statement.execute(rusqlite::params_from_iter(args)).map_err(failed)?;
    u64::try_from(changed).map_err(Error::internal)
}

/// A fault of ours names the statement; what a person may meet does not.
fn described(error: Error, sql: &str) -> Error {
    match error {
        Error::Internal(cause) => Error::Internal(format!("{cause} in: {sql}")),
        other => other,
    }
}

/// A connection is usable after a panic: its transaction is rolled back by who owns it.
fn lock(spoken: &Mutex<sqlite::Spoken>) -> MutexGuard<'_, sqlite::Spoken> {
    spoken.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no words".to_owned())
}

#[cfg(test)]
mod tests;
