//! PostgreSQL: a pool of connections, transactions that are tried again when that is right.
//!
//! A connection with an open transaction never goes back to the pool: when a request is dropped
//! half-way, its connection is closed and the server rolls back. A transaction that failed because
//! of others (serialization, deadlock) or because the connection was lost before the commit is run
//! again from the start of its closure, a few times. A connection lost *during* the commit leaves the
//! outcome unknown: that is told, not repeated.

use super::{Arg, Conn, FromRow, Migrations, Row, Settings, Shared, Tx, dialect, migrate, value};
use crate::error::{Error, Result};
use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod};
use futures_util::future::LocalBoxFuture;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tokio_postgres::types::ToSql;
use tokio_postgres::{AsyncMessage, Config};
use tokio_postgres_rustls::MakeRustlsConnect;

/// How often a transaction is run before its failure is told.
const TRIES: u32 = 4;
/// Wake-ups to other nodes are gathered for this long: NOTIFY makes commits queue behind each other.
const NOTIFY_EVERY: Duration = Duration::from_millis(20);
const CHANNEL: &str = "fourleaf_journal";
const WHISPERS: &str = "fourleaf_whispers";
/// Whispers that wait to be told; more are not worth waiting for.
const MOST_WHISPERS: usize = 512;

pub struct Postgres {
    drivers: Vec<mpsc::UnboundedSender<Job>>,
    next: AtomicUsize,
    whispers: mpsc::Sender<String>,
    /// What goes on beside the statements, and ends when the database is closed.
    _tasks: JoinSet<()>,
}

/// A closure on its way to a driver. What it becomes there never leaves that thread, so it need not
/// be `Send`; that keeps the futures of the callers simple.
type Job = Box<dyn FnOnce(Driver) -> LocalBoxFuture<'static, ()> + Send>;

/// What runs closures on one thread.
#[derive(Clone)]
struct Driver {
    pool: Pool,
    shared: Shared,
}

/// Threads that drive transactions. They wait far more than they work.
const DRIVERS: usize = 2;

/// A connection in use.
pub struct Client {
    object: Arc<Object>,
    /// The engine's last word, kept because [`Error`] does not say whether to try again.
    last: Mutex<Option<Failure>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Failure {
    Retry,
    Final,
}

impl Postgres {
    pub async fn open(settings: &Settings, migrations: &[Migrations], shared: &Shared) -> Result<Self> {
        let mut config: Config =
            settings.url.parse().map_err(|e| Error::internal(format!("database.url is not understood: {e}")))?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(5));
        }
        config.application_name("fourleaf");
        let timeout = format!("-c statement_timeout={}", settings.statement_timeout_ms);
        let options = config.get_options().map_or_else(|| timeout.clone(), |own| format!("{own} {timeout}"));
        config.options(options);

        migrate_once(&config, migrations).await?;
        let manager =
            Manager::from_config(config.clone(), tls()?, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let pool = Pool::builder(manager)
            .max_size(settings.pool.max(2))
            .wait_timeout(Some(Duration::from_secs(10)))
            .create_timeout(Some(Duration::from_secs(10)))
            .runtime(deadpool_postgres::Runtime::Tokio1)
            .build()
            .map_err(Error::internal)?;
        let (whispers, waiting) = mpsc::channel(MOST_WHISPERS);
        let mut tasks = JoinSet::new();
        tasks.spawn(listen(config, shared.clone()));
        tasks.spawn(notify(pool.clone(), shared.clone()));
        tasks.spawn(tell_whispers(pool.clone(), waiting));
        let driver = Driver { pool, shared: shared.clone() };
        let drivers = (0..DRIVERS).map(|_| start(driver.clone())).collect::<Result<Vec<_>>>()?;
        Ok(Self { drivers, next: AtomicUsize::new(0), whispers, _tasks: tasks })
    }

    pub async fn read<T, F>(&self, operation: F) -> Result<T>
    where
        F: AsyncFn(&Tx) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.send(Box::new(move |driver| {
            Box::pin(while_awaited(reply, async move { driver.read(&operation).await }))
        }))?;
        answer.await.map_err(|_| Error::Unavailable("the database has been closed".to_owned()))?
    }

    pub async fn write<T, F>(&self, operation: F) -> Result<T>
    where
        F: AsyncFn(&Tx) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.send(Box::new(move |driver| {
            Box::pin(while_awaited(reply, async move { driver.write(&operation).await }))
        }))?;
        answer.await.map_err(|_| Error::Unavailable("the database has been closed".to_owned()))?
    }

    pub fn whisper(&self, text: &str) {
        if self.whispers.try_send(text.to_owned()).is_err() {
            tracing::debug!("a whisper was lost: too many wait");
        }
    }

    fn send(&self, job: Job) -> Result<()> {
        let turn = self.next.fetch_add(1, Ordering::Relaxed).checked_rem(self.drivers.len()).unwrap_or(0);
        let driver = self.drivers.get(turn).ok_or_else(|| Error::internal("no driver"))?;
        driver.send(job).map_err(|_| Error::Unavailable("the database has been closed".to_owned()))
    }
}

/// Runs `operation` for as long as somebody waits for it. A request that went away takes its
/// transaction with it: dropped half-way, it is rolled back.
async fn while_awaited<T>(mut reply: oneshot::Sender<Result<T>>, operation: impl Future<Output = Result<T>>) {
    tokio::select! {
        biased;
        outcome = operation => drop(reply.send(outcome)),
        () = reply.closed() => {}
    }
}

fn start(driver: Driver) -> Result<mpsc::UnboundedSender<Job>> {
    let (jobs, mut queue) = mpsc::unbounded_channel::<Job>();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    std::thread::Builder::new().name("postgres".to_owned()).spawn(move || {
        let local = tokio::task::LocalSet::new();
        local.block_on(&runtime, async move {
            while let Some(job) = queue.recv().await {
                tokio::task::spawn_local(job(driver.clone()));
            }
        });
    })?;
    Ok(jobs)
}

impl Driver {
    async fn read<T, F>(&self, operation: &F) -> Result<T>
    where
        F: AsyncFn(&Tx) -> Result<T>,
    {
        let mut attempt = 0;
        loop {
            attempt += 1;
            let tx = self.connect().await?;
            match caught(operation(&tx)).await {
                Err(_) if attempt < TRIES && tx.failure() == Some(Failure::Retry) => pause(attempt).await,
                outcome => return outcome,
            }
        }
    }

    async fn write<T, F>(&self, operation: &F) -> Result<T>
    where
        F: AsyncFn(&Tx) -> Result<T>,
    {
        let mut attempt = 0;
        loop {
            attempt += 1;
            let mut open = Open { tx: Some(self.connect().await?) };
            match open.run(operation).await {
                Ok(value) => return Ok(value),
                Err((_, Failure::Retry)) if attempt < TRIES => pause(attempt).await,
                Err((error, _)) => return Err(error),
            }
        }
    }

    async fn connect(&self) -> Result<Tx> {
        let object = self.pool.get().await;
        let object = object.map_err(|e| Error::Unavailable(format!("no connection to the database: {e}")))?;
        let client = Client { object: Arc::new(object), last: Mutex::new(None) };
        Ok(Tx::new(Conn::Postgres(client), self.shared.clone()))
    }
}

/// A connection with an open transaction. Dropped before its end, the connection is closed.
struct Open {
    tx: Option<Tx>,
}

impl Open {
    async fn run<T, F>(&mut self, operation: &F) -> std::result::Result<T, (Error, Failure)>
    where
        F: AsyncFn(&Tx) -> Result<T>,
    {
        let Some(tx) = self.tx.as_ref() else {
            return Err((Error::internal("a transaction was run twice"), Failure::Final));
        };
        let Conn::Postgres(client) = &tx.conn else {
            return Err((Error::internal("not a connection to PostgreSQL"), Failure::Final));
        };
        client.command("begin").await?;
        match caught(operation(tx)).await {
            Ok(value) => {
                client.command("commit").await.map_err(|(error, failure)| match failure {
                    // The server may have committed before the connection went away.
                    Failure::Retry if client.object.is_closed() => (error, Failure::Final),
                    other => (error, other),
                })?;
                tx.committed();
                self.tx = None;
                Ok(value)
            }
            Err(error) => {
                let failure = tx.failure().unwrap_or(Failure::Final);
                if client.command("rollback").await.is_ok() {
                    self.tx = None;
                }
                Err((error, failure))
            }
        }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if let Some(Tx { conn: Conn::Postgres(client), .. }) = self.tx.take()
            && let Ok(object) = Arc::try_unwrap(client.object)
        {
            drop(Object::take(object)); // closes it instead of returning it
        }
    }
}

impl Tx {
    fn failure(&self) -> Option<Failure> {
        match &self.conn {
            Conn::Postgres(client) => *client.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner),
            Conn::Sqlite(_) => None,
        }
    }
}

impl Client {
    pub async fn rows<T: FromRow>(&self, sql: &str, args: &[Arg<'_>]) -> Result<Vec<T>> {
        let statement =
            self.object.prepare_cached(&dialect::for_postgres(sql)).await.map_err(|e| self.failed(&e, sql))?;
        let params: Vec<&(dyn ToSql + Sync)> = args.iter().map(|arg| -> &(dyn ToSql + Sync) { arg }).collect();
        let rows = self.object.query(&statement, &params).await.map_err(|e| self.failed(&e, sql))?;
        rows.iter().map(|row| T::from_row(&Row::new(value::Cells::Postgres(row)))).collect()
    }

    pub async fn execute(&self, sql: &str, args: &[Arg<'_>]) -> Result<u64> {
        let statement =
            self.object.prepare_cached(&dialect::for_postgres(sql)).await.map_err(|e| self.failed(&e, sql))?;
        let params: Vec<&(dyn ToSql + Sync)> = args.iter().map(|arg| -> &(dyn ToSql + Sync) { arg }).collect();
        self.object.execute(&statement, &params).await.map_err(|e| self.failed(&e, sql))
    }

    async fn command(&self, sql: &str) -> std::result::Result<(), (Error, Failure)> {
        self.object.batch_execute(sql).await.map_err(|e| {
            let failure = if dialect::worth_retrying(&e) { Failure::Retry } else { Failure::Final };
            (dialect::postgres_error(&e), failure)
        })
    }

    fn failed(&self, error: &tokio_postgres::Error, sql: &str) -> Error {
        let failure = if dialect::worth_retrying(error) { Failure::Retry } else { Failure::Final };
        *self.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(failure);
        super::described(dialect::postgres_error(error), sql)
    }
}

/// A panic in the closure fails this transaction alone.
async fn caught<T>(operation: impl Future<Output = Result<T>>) -> Result<T> {
    use futures_util::FutureExt as _;
    AssertUnwindSafe(operation)
        .catch_unwind()
        .await
        .unwrap_or_else(|panic| Err(Error::internal(format!("panic in a transaction: {}", super::said(&*panic)))))
}

async fn pause(attempt: u32) {
    tokio::time::sleep(Duration::from_millis(15 << attempt.min(6))).await;
}

pub(super) fn tls() -> Result<MakeRustlsConnect> {
    let roots = rustls::RootCertStore::from_iter(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(Error::internal)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

/// Brings the tables up to date, one node at a time.
async fn migrate_once(config: &Config, migrations: &[Migrations]) -> Result<()> {
    let unavailable = |e: tokio_postgres::Error| dialect::postgres_error(&e);
    let (mut client, connection) = config.connect(tls()?).await.map_err(unavailable)?;
    let driving = tokio::spawn(connection);
    let locked = "set statement_timeout = 0; select pg_advisory_lock(4104211)";
    client.batch_execute(locked).await.map_err(unavailable)?;
    let outcome = match migrate::postgres(&mut client, migrations).await {
        Ok(()) => forget_foreign_marks(&client).await,
        failed => failed,
    };
    client.batch_execute("select pg_advisory_unlock(4104211)").await.map_err(unavailable)?;
    drop(client);
    if let Err(error) = driving.await {
        tracing::debug!(%error, "the migrating connection ended");
    }
    outcome
}

/// Marks are transaction ids of the server that wrote them. In a copy on another server (a dump that was
/// restored) they can be ahead of its own, and new rows would sort before old ones. So they become 0,
/// and each reader goes on from the first row that it has not read.
async fn forget_foreign_marks(client: &tokio_postgres::Client) -> Result<()> {
    let sql = "do $$ begin
        if to_regclass('journal') is not null
           and (select coalesce(max(mark), 0) from journal) > pg_current_xact_id()::text::bigint then
            update journal_readers r set mark = 0, seq = coalesce(
                (select min(j.seq) - 1 from journal j where (j.mark, j.seq) > (r.mark, r.seq)),
                (select max(seq) from journal), -1);
            update journal_set_aside set mark = 0;
            update journal set mark = 0;
        end if; end $$";
    client.batch_execute(sql).await.map_err(|e| dialect::postgres_error(&e))
}

/// Hears other nodes: their journal rows are ours to read.
async fn listen(config: Config, shared: Shared) {
    loop {
        if let Err(error) = listen_once(&config, &shared).await {
            tracing::warn!(%error, "listening to the database was interrupted");
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
        shared.ring();
    }
}

async fn listen_once(config: &Config, shared: &Shared) -> Result<()> {
    let (client, mut connection) = config.connect(tls()?).await.map_err(|e| dialect::postgres_error(&e))?;
    let listening = async move {
        client.batch_execute(&format!("listen {CHANNEL}; listen {WHISPERS}")).await?;
        std::future::pending::<()>().await;
        Ok::<(), tokio_postgres::Error>(())
    };
    let hearing = async {
        loop {
            match std::future::poll_fn(|cx| connection.poll_message(cx)).await {
                Some(Ok(AsyncMessage::Notification(told))) if told.channel() == WHISPERS => {
                    shared.whispers.heard(told.payload());
                }
                Some(Ok(AsyncMessage::Notification(_))) => shared.ring(),
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(error),
                None => return Ok(()),
            }
        }
    };
    tokio::select! {
        ended = hearing => ended.map_err(|e| dialect::postgres_error(&e)),
        ended = listening => ended.map_err(|e| dialect::postgres_error(&e)),
    }
}

/// Tells other nodes, at most every [`NOTIFY_EVERY`], that this one has written.
async fn notify(pool: Pool, shared: Shared) {
    loop {
        shared.journal.own.notified().await;
        tokio::time::sleep(NOTIFY_EVERY).await;
        let Ok(client) = pool.get().await else { continue };
        if let Err(error) = client.batch_execute(&format!("notify {CHANNEL}")).await {
            tracing::debug!(%error, "other nodes were not told; they look by themselves every second");
        }
    }
}

/// Tells all nodes what was whispered, in the order of speaking.
async fn tell_whispers(pool: Pool, mut waiting: mpsc::Receiver<String>) {
    while let Some(text) = waiting.recv().await {
        let Ok(client) = pool.get().await else { continue };
        let told = client.execute("select pg_notify($1, $2)", &[&WHISPERS, &text]).await;
        if let Err(error) = told {
            tracing::debug!(%error, "a whisper was lost");
        }
    }
}
