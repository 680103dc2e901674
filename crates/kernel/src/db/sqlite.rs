//! SQLite: a few connections that read, one that writes.
//!
//! Each connection lives on a thread of its own. The writing thread takes what waits, runs each
//! closure in a savepoint, commits once for all of them and only then tells them that they are done:
//! many small writes share the one flush to disk. A closure that fails rolls back to its savepoint
//! alone. When the engine itself gives up a whole transaction (full disk), the others are run again,
//! each in a transaction of its own, so that only those fail that must.

use super::wal::{BUSY, KEPT, Log};
use super::{Conn, Settings, Tx, dialect};
use crate::error::{Error, Result};
use crossbeam_channel::{Receiver, Sender, bounded};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::{CachedStatement, Connection, OpenFlags, TransactionBehavior};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use tokio::sync::oneshot;

/// How many writes may share a commit: enough to hide the flush, few enough that none waits long.
const MOST_PER_COMMIT: usize = 64;
/// How many may wait before the next is told that the server is overloaded.
const MOST_WAITING: usize = 4_096;

/// Statements that a connection keeps ready, in the house's words and compiled.
const MOST_STATEMENTS: usize = 256;

/// A connection that remembers how it says what it was asked before: putting the house's SQL into the
/// words of SQLite costs more than looking up the statement that came of it.
pub struct Spoken {
    connection: Connection,
    words: HashMap<String, String>,
}

impl Spoken {
    fn new(connection: Connection) -> Self {
        Self { connection, words: HashMap::new() }
    }

    /// The statement, ready to run.
    pub fn prepare(&mut self, sql: &str) -> rusqlite::Result<CachedStatement<'_>> {
        if !self.words.contains_key(sql) {
            if self.words.len() >= MOST_STATEMENTS {
                self.words.clear();
            }
            self.words.insert(sql.to_owned(), dialect::for_sqlite(sql).into_owned());
        }
        self.connection.prepare_cached(self.words.get(sql).map_or(sql, String::as_str))
    }
}

pub struct Sqlite {
    writes: Sender<Box<dyn Job>>,
    reads: Sender<Box<dyn Job>>,
}

/// A closure on its way to a connection, with somebody waiting for the outcome.
trait Job: Send {
    /// Runs the closure; true when it succeeded and wants its changes kept.
    fn run(&mut self, tx: &Tx) -> bool;
    /// Tells who waits: the outcome when `kept` is `Ok`, else that error.
    fn finish(self: Box<Self>, kept: Result<()>);
    /// False when nobody waits any longer: a request dropped before its turn is not run.
    fn is_awaited(&self) -> bool;
}

struct Work<T, F> {
    operation: F,
    outcome: Option<Result<T>>,
    reply: oneshot::Sender<Result<T>>,
}

impl<T, F> Job for Work<T, F>
where
    F: AsyncFn(&Tx) -> Result<T> + Send,
    T: Send,
{
    fn run(&mut self, tx: &Tx) -> bool {
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            let mut future = std::pin::pin!((self.operation)(tx));
            match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                Poll::Ready(outcome) => outcome,
                Poll::Pending => Err(Error::internal("a transaction awaited something other than its database")),
            }
        }))
        .unwrap_or_else(|panic| Err(Error::internal(format!("panic in a transaction: {}", super::said(&*panic)))));
        let succeeded = outcome.is_ok();
        self.outcome = Some(outcome);
        succeeded
    }

    fn finish(self: Box<Self>, kept: Result<()>) {
        let outcome = match (kept, self.outcome) {
            (Ok(()), Some(outcome)) => outcome,
            (Ok(()), None) => Err(Error::internal("a transaction was not run")),
            (Err(error), _) => Err(error),
        };
        // Nobody there to be told is no failure: the request went away while its write was kept.
        drop(self.reply.send(outcome));
    }

    fn is_awaited(&self) -> bool {
        !self.reply.is_closed()
    }
}

impl Sqlite {
    /// Opens or creates the file and starts the threads.
    pub fn open(file: &Path, settings: &Settings, prototype: &super::Shared) -> Result<Self> {
        let (writes, write_queue) = bounded(MOST_WAITING);
        let (reads, read_queue) = bounded(MOST_WAITING);
        let mut writer = connect(file, settings, false)?;
        let log = Log::watch(&mut writer, connect(file, settings, false)?)?;
        start("sqlite-write", writer, prototype, move |tx, connection| write_loop(&write_queue, log, tx, connection))?;
        for _ in 0..settings.readers.max(1) {
            let reader = connect(file, settings, true)?;
            let queue = read_queue.clone();
            start("sqlite-read", reader, prototype, move |tx, connection| read_loop(&queue, tx, connection))?;
        }
        Ok(Self { writes, reads })
    }

    pub async fn read<T, F>(&self, operation: F) -> Result<T>
    where
        F: AsyncFn(&Tx) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        send(&self.reads, operation).await
    }

    pub async fn write<T, F>(&self, operation: F) -> Result<T>
    where
        F: AsyncFn(&Tx) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        send(&self.writes, operation).await
    }
}

async fn send<T, F>(queue: &Sender<Box<dyn Job>>, operation: F) -> Result<T>
where
    F: AsyncFn(&Tx) -> Result<T> + Send + 'static,
    T: Send + 'static,
{
    let (reply, answer) = oneshot::channel();
    let work: Box<dyn Job> = Box::new(Work { operation, outcome: None, reply });
    queue.try_send(work).map_err(|_| Error::Unavailable("too many requests wait for the database".to_owned()))?;
    answer.await.map_err(|_| Error::Unavailable("the database has been closed".to_owned()))?
}

fn start(
    name: &str,
    connection: Connection,
    prototype: &super::Shared,
    run: impl FnOnce(&Tx, &Mutex<Spoken>) + Send + 'static,
) -> Result<()> {
    let connection = Arc::new(Mutex::new(Spoken::new(connection)));
    let tx = Tx::new(Conn::Sqlite(connection.clone()), prototype.clone());
    std::thread::Builder::new().name(name.to_owned()).spawn(move || run(&tx, &connection))?;
    Ok(())
}

/// A connection with the house's settings: every acknowledged write is on disk.
pub fn connect(file: &Path, settings: &Settings, reads_only: bool) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags).map_err(|e| dialect::sqlite_error(&e))?;
    connection.busy_timeout(BUSY).map_err(|e| dialect::sqlite_error(&e))?;
    // A plan depends on the statement alone. Otherwise many would be planned again for each new value.
    let stable = DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG;
    connection.set_db_config(stable, true).map_err(|e| dialect::sqlite_error(&e))?;
    connection.set_prepared_statement_cache_capacity(MOST_STATEMENTS);
    let pragmas = format!(
        "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; \
         pragma cache_size = -{}; pragma temp_store = {}; pragma query_only = {}; \
         pragma wal_autocheckpoint = 0; pragma journal_size_limit = {KEPT};",
        settings.cache_mb * 1024 / u64::try_from(settings.readers + 1).unwrap_or(1),
        // What is kept to undo a statement: in memory it is a list that is walked from its beginning at
        // the end of each statement, which makes a long transaction quadratic.
        if reads_only { "memory" } else { "default" },
        i64::from(reads_only),
    );
    connection.execute_batch(&pragmas).map_err(|e| dialect::sqlite_error(&e))?;
    Ok(connection)
}

fn read_loop(queue: &Receiver<Box<dyn Job>>, tx: &Tx, connection: &Mutex<Spoken>) {
    for mut job in queue {
        if !job.is_awaited() {
            continue;
        }
        // One snapshot for all that the closure reads.
        let begun = run(connection, "begin");
        let kept = begun.map(|()| {
            job.run(tx);
        });
        let closed = run(connection, "commit").or_else(|_| run(connection, "rollback"));
        if let Err(error) = closed {
            tracing::debug!(%error, "a reading transaction had ended by itself");
        }
        job.finish(kept);
    }
}

fn write_loop(queue: &Receiver<Box<dyn Job>>, mut log: Log, tx: &Tx, connection: &Mutex<Spoken>) {
    while let Ok(first) = queue.recv() {
        if let Err((batch, error)) = write_batch(first, queue, tx, connection) {
            match batch.len() {
                0 | 1 => batch.into_iter().for_each(|job| job.finish(Err(error.duplicate()))),
                _ => batch.into_iter().for_each(|job| write_alone(job, tx, connection)),
            }
        }
        log.committed(&super::lock(connection).connection);
    }
}

/// Runs `first` and what waits behind it, commits once. On failure gives back the jobs whose changes
/// were lost although they had succeeded.
fn write_batch(
    first: Box<dyn Job>,
    queue: &Receiver<Box<dyn Job>>,
    tx: &Tx,
    connection: &Mutex<Spoken>,
) -> std::result::Result<(), (Vec<Box<dyn Job>>, Error)> {
    if let Err(error) = begin(connection) {
        return Err((vec![first], error));
    }
    let mut kept: Vec<Box<dyn Job>> = Vec::new();
    let mut next = Some(first);
    while let Some(mut job) = next.take() {
        if job.is_awaited() {
            match run_in_savepoint(job.as_mut(), tx, connection) {
                Savepoint::Kept => kept.push(job),
                Savepoint::RolledBack => job.finish(Ok(())),
                Savepoint::AllLost(error) => {
                    job.finish(Err(error.duplicate()));
                    return if kept.is_empty() { Ok(()) } else { Err((kept, error)) };
                }
            }
        }
        if kept.len() < MOST_PER_COMMIT {
            next = queue.try_recv().ok();
        }
    }
    match run(connection, "commit") {
        Ok(()) => {
            tx.committed();
            kept.into_iter().for_each(|job| job.finish(Ok(())));
            Ok(())
        }
        Err(error) => {
            rollback(connection);
            Err((kept, error))
        }
    }
}

/// The second try of a write that was lost through no fault of its own.
fn write_alone(mut job: Box<dyn Job>, tx: &Tx, connection: &Mutex<Spoken>) {
    if let Err(error) = begin(connection) {
        return job.finish(Err(error));
    }
    if !job.run(tx) {
        rollback(connection);
        return job.finish(Ok(()));
    }
    match run(connection, "commit") {
        Ok(()) => {
            tx.committed();
            job.finish(Ok(()));
        }
        Err(error) => {
            rollback(connection);
            job.finish(Err(error));
        }
    }
}

enum Savepoint {
    Kept,
    RolledBack,
    /// The engine has rolled back the whole transaction, earlier savepoints included.
    AllLost(Error),
}

fn run_in_savepoint(job: &mut dyn Job, tx: &Tx, connection: &Mutex<Spoken>) -> Savepoint {
    if let Err(error) = run(connection, "savepoint job") {
        rollback(connection);
        return Savepoint::AllLost(error);
    }
    let succeeded = job.run(tx);
    if is_autocommit(connection) {
        return Savepoint::AllLost(Error::Unavailable("the database gave up the transaction".to_owned()));
    }
    let closing = if succeeded { "release job" } else { "rollback to job; release job" };
    match run_batch(connection, closing) {
        Ok(()) if succeeded => Savepoint::Kept,
        Ok(()) => Savepoint::RolledBack,
        Err(error) => {
            rollback(connection);
            Savepoint::AllLost(error)
        }
    }
}

fn begin(connection: &Mutex<Spoken>) -> Result<()> {
    run(connection, "begin immediate")
}

fn rollback(connection: &Mutex<Spoken>) {
    if !is_autocommit(connection)
        && let Err(error) = run(connection, "rollback")
    {
        tracing::error!(%error, "rollback failed");
    }
}

fn is_autocommit(connection: &Mutex<Spoken>) -> bool {
    super::lock(connection).connection.is_autocommit()
}

fn run(connection: &Mutex<Spoken>, sql: &str) -> Result<()> {
    let spoken = super::lock(connection);
    let mut statement = spoken.connection.prepare_cached(sql).map_err(|e| dialect::sqlite_error(&e))?;
    statement.execute([]).map(drop).map_err(|e| dialect::sqlite_error(&e))
}

fn run_batch(connection: &Mutex<Spoken>, sql: &str) -> Result<()> {
    super::lock(connection).connection.execute_batch(sql).map_err(|e| dialect::sqlite_error(&e))
}

/// Runs `sql` for as long as nobody else writes: migrations.
pub fn exclusively<T>(connection: &mut Connection, operation: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
    // Waits for another process that is migrating; refinery then finds nothing left to do.
    let waiting =
        connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(|e| dialect::sqlite_error(&e))?;
    waiting.commit().map_err(|e| dialect::sqlite_error(&e))?;
    operation(connection)
}

/// Sees that every page of an embedded database, and every index, is as it has to be.
pub fn is_whole(database: &Path) -> Result<()> {
    let told = |e| dialect::sqlite_error(&e);
    let connection = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(told)?;
    let said: String = connection.query_row("pragma integrity_check(1)", [], |row| row.get(0)).map_err(told)?;
    if said == "ok" { Ok(()) } else { Err(Error::Unavailable(format!("{}: {said}", database.display()))) }
}

/// Copies the embedded database as it is at one moment to a file that does not exist yet. Others may
/// read and write meanwhile.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        return Err(Error::Unavailable(format!("{} exists already", to.display())));
    }
    if !from.is_file() {
        return Err(Error::Unavailable(format!("there is no database {}", from.display())));
    }
    let connection = Connection::open(from).map_err(|e| dialect::sqlite_error(&e))?;
    connection.busy_timeout(std::time::Duration::from_secs(10)).map_err(|e| dialect::sqlite_error(&e))?;
    let mut copy = Connection::open(to).map_err(|e| dialect::sqlite_error(&e))?;
    // Page by page, so that the next copy differs only where something was changed.
    let copied = Backup::new(&connection, &mut copy).and_then(|copying| copying.step(-1));
    match copied.map_err(|e| dialect::sqlite_error(&e))? {
        StepResult::Done => {}
        _ => return Err(Error::Unavailable("the database is held by somebody else: try again".to_owned())),
    }
    drop(copy);
    Ok(std::fs::File::open(to)?.sync_all()?)
}
