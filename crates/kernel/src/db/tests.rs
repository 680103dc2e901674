//! The hard parts of the handle, each on both engines where both have them.

use super::*;
use crate::args;
use crate::clock::Random;
use std::sync::atomic::AtomicU32;
use std::time::Duration;
use tempfile::TempDir;

const TABLES: Migrations = Migrations {
    capability: "trial",
    steps: &[(
        "V1__trial",
        "create table things (id bigint primary key, name text not null unique, size real, raw blob, note text);
         create table tallies (name text primary key, n bigint not null);",
    )],
};

struct Trial {
    db: Db,
    settings: Settings,
    _folder: TempDir,
}

async fn trial(engine: &str) -> Trial {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = Settings::embedded(folder.path());
    settings.pool = 4;
    if engine == "postgres" {
        settings.url = fresh_database().await;
    }
    let db = open(&settings, &[crate::journal::MIGRATIONS, TABLES]).await.unwrap();
    Trial { db, settings, _folder: folder }
}

async fn open(settings: &Settings, migrations: &[Migrations]) -> Result<Db> {
    let clock = Clock::machine();
    Db::open(settings, migrations, clock.clone(), Ids::new(clock, 1)).await
}

async fn fresh_database() -> String {
    let server = std::env::var("FOURLEAF_TEST_POSTGRES")
        .expect("`make test` starts a PostgreSQL and names it in FOURLEAF_TEST_POSTGRES");
    let (client, connection) = tokio_postgres::connect(&server, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    let name = format!("trial_{}", Random::machine().below(u64::MAX));
    client.batch_execute(&format!("create database {name}")).await.unwrap();
    format!("{server} dbname={name}")
}

async fn insert(tx: &Tx, name: &str) -> Result<Id> {
    let id = tx.id();
    tx.execute("insert into things (id, name) values ($1, $2)", args![id, name]).await?;
    Ok(id)
}

async fn count(db: &Db) -> i64 {
    db.read(async |tx: &Tx| tx.value("select count(*) from things", &[]).await).await.unwrap().unwrap()
}

macro_rules! on_both {
    ($($name:ident)*) => {
        mod sqlite { $(#[tokio::test(flavor = "multi_thread")] async fn $name() { super::$name(super::trial("sqlite").await).await; })* }
        mod postgres { $(#[tokio::test(flavor = "multi_thread")] async fn $name() { super::$name(super::trial("postgres").await).await; })* }
    };
}

on_both! {
    values_come_back_as_they_went_in
    parameters_are_taken_by_their_number
    lists_are_opened
    a_failed_write_fails_alone
    a_panic_fails_its_write_alone
    a_dropped_request_leaves_no_open_transaction
    a_transaction_is_whole
    reading_connections_cannot_write
    many_writers_lose_nothing
    a_newer_database_is_refused
    the_journal_is_read_in_the_order_of_commits
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_database_leaves_no_connection_behind() {
    let trial = trial("postgres").await;
    let (server, name) = trial.settings.url.rsplit_once(" dbname=").unwrap();
    let (client, connection) = tokio_postgres::connect(server, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    let open = async || -> i64 {
        let sql = "select count(*) from pg_stat_activity where datname = $1";
        client.query_one(sql, &[&name]).await.unwrap().get(0)
    };
    assert_eq!(count(&trial.db).await, 0);
    assert!(open().await > 0);
    drop(trial.db);
    for _ in 0..600 {
        if open().await == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{} connections are still open", open().await);
}

async fn values_come_back_as_they_went_in(trial: Trial) {
    let raw: Vec<u8> = (0..=255).collect();
    let (kept, name) = (raw.clone(), "é 漢 🙂 ' \" \\ \u{1}");
    trial
        .db
        .write(async move |tx: &Tx| {
            let sql = "insert into things (id, name, size, raw, note) values ($1, $2, $3, $4, $5)";
            tx.execute(sql, args![i64::MAX, name, -0.1, kept.clone(), None::<String>]).await?;
            tx.execute(sql, args![i64::MIN, "", f64::MAX, Vec::<u8>::new(), Some("x")]).await
        })
        .await
        .unwrap();
    type Row = (i64, String, f64, Vec<u8>, Option<String>);
    let rows: Vec<Row> = trial
        .db
        .read(async |tx: &Tx| tx.rows("select id, name, size, raw, note from things order by id desc", &[]).await)
        .await
        .unwrap();
    assert_eq!(rows[0], (i64::MAX, name.to_owned(), -0.1, raw, None));
    assert_eq!(rows[1], (i64::MIN, String::new(), f64::MAX, Vec::new(), Some("x".to_owned())));
}

/// Whatever the order in which a statement names them.
async fn parameters_are_taken_by_their_number(trial: Trial) {
    let sql = "select cast($3 as bigint), cast($1 as bigint), cast($2 as bigint)";
    let row: Option<(i64, i64, i64)> =
        trial.db.read(async move |tx: &Tx| tx.row(sql, args![1i64, 2i64, 3i64]).await).await.unwrap();
    assert_eq!(row, Some((3, 1, 2)));
}

async fn lists_are_opened(trial: Trial) {
    let db = &trial.db;
    let ids = db
        .write(async |tx: &Tx| Ok(vec![insert(tx, "a").await?, insert(tx, "b").await?, insert(tx, "c").await?]))
        .await
        .unwrap();
    let two = vec![ids[0], ids[2]];
    let names: Vec<String> = db
        .read(async move |tx: &Tx| {
            let sql = "select name from things where id in (each($1)) and name in (each_text($2)) order by name";
            tx.column(sql, args![&two, vec!["a".to_owned(), "c".to_owned(), "d".to_owned()]]).await
        })
        .await
        .unwrap();
    assert_eq!(names, ["a", "c"]);
}

async fn a_failed_write_fails_alone(trial: Trial) {
    let db = trial.db.clone();
    let writes = (0..40).map(|n| {
        let db = db.clone();
        tokio::spawn(async move {
            db.write(async move |tx: &Tx| {
                insert(tx, &format!("{n}")).await?;
                match n % 4 {
                    0 => Err(Error::field("name", "required")),
                    // Fails in the database, after a statement that succeeded.
                    1 => insert(tx, &format!("{n}")).await,
                    _ => Ok(Id(n)),
                }
            })
            .await
        })
    });
    let mut kept = 0;
    for (n, write) in writes.collect::<Vec<_>>().into_iter().enumerate() {
        match (n % 4, write.await.unwrap()) {
            (0, Err(Error::Invalid(_))) | (1, Err(Error::Conflict("already-exists"))) => {}
            (2 | 3, Ok(_)) => kept += 1,
            (_, other) => panic!("write {n}: {other:?}"),
        }
    }
    assert_eq!(count(&trial.db).await, kept);
}

async fn a_panic_fails_its_write_alone(trial: Trial) {
    let db = &trial.db;
    let failed = db
        .write(async |tx: &Tx| {
            insert(tx, "lost").await?;
            if tx.now() > 0 {
                panic!("on purpose");
            }
            Ok(())
        })
        .await;
    assert!(matches!(failed, Err(Error::Internal(cause)) if cause.contains("on purpose")));
    db.write(async |tx: &Tx| insert(tx, "kept").await).await.unwrap();
    assert_eq!(count(db).await, 1);
}

async fn a_dropped_request_leaves_no_open_transaction(trial: Trial) {
    let db = trial.db.clone();
    for n in 0..50 {
        let db = db.clone();
        let request = tokio::spawn(async move {
            db.write(async move |tx: &Tx| {
                insert(tx, &format!("first {n}")).await?;
                for _ in 0..20 {
                    tx.value::<i64>("select count(*) from things", &[]).await?;
                }
                insert(tx, &format!("second {n}")).await
            })
            .await
        });
        tokio::time::sleep(Duration::from_micros(300 * (n % 10))).await;
        request.abort();
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    let halves: i64 = db
        .read(async |tx: &Tx| {
            let sql = "select abs((select count(*) from things where name like 'first%') - (select count(*) from things where name like 'second%'))";
            tx.value(sql, &[]).await
        })
        .await
        .unwrap()
        .unwrap();
    assert_eq!(halves, 0, "every write is there whole or not at all");
    for n in 0..20 {
        db.write(async move |tx: &Tx| insert(tx, &format!("after {n}")).await).await.unwrap();
    }
}

async fn a_transaction_is_whole(trial: Trial) {
    let outcome = trial
        .db
        .write(async |tx: &Tx| {
            insert(tx, "one").await?;
            insert(tx, "two").await?;
            Err::<(), _>(Error::NotFound)
        })
        .await;
    assert!(matches!(outcome, Err(Error::NotFound)));
    assert_eq!(count(&trial.db).await, 0);
}

async fn reading_connections_cannot_write(trial: Trial) {
    if trial.settings.url.is_empty() {
        let outcome = trial.db.read(async |tx: &Tx| insert(tx, "sly").await).await;
        assert!(outcome.is_err());
    }
    assert_eq!(count(&trial.db).await, 0);
}

async fn many_writers_lose_nothing(trial: Trial) {
    let add = "insert into tallies (name, n) values ('all', 1) on conflict (name) do update set n = tallies.n + 1";
    let writes: Vec<_> = (0..200)
        .map(|_| {
            let db = trial.db.clone();
            tokio::spawn(async move { db.write(async move |tx: &Tx| tx.execute(add, &[]).await).await })
        })
        .collect();
    for write in writes {
        write.await.unwrap().unwrap();
    }
    let n: Option<i64> =
        trial.db.read(async |tx: &Tx| tx.value("select n from tallies where name = 'all'", &[]).await).await.unwrap();
    assert_eq!(n, Some(200));
}

async fn a_newer_database_is_refused(trial: Trial) {
    const NEWER: Migrations = Migrations {
        capability: "trial",
        steps: &[TABLES.steps[0], ("V2__more", "create table more (id bigint primary key);")],
    };
    drop(open(&trial.settings, &[crate::journal::MIGRATIONS, NEWER]).await.unwrap());
    let refused = open(&trial.settings, &[crate::journal::MIGRATIONS, TABLES]).await;
    assert!(matches!(refused, Err(Error::Unavailable(cause)) if cause.contains("newer release")));
}

async fn the_journal_is_read_in_the_order_of_commits(trial: Trial) {
    use crate::journal::{Event, Position, after, record};
    let (db, most) = (trial.db.clone(), 400);
    // A transaction that stays open while others, begun later, commit before it.
    let writers: Vec<_> = (0..most)
        .map(|n| {
            let db = db.clone();
            tokio::spawn(async move {
                db.write(async move |tx: &Tx| {
                    record(tx, Event::new("trial.written", None, Id(n))).await?;
                    for _ in 0..(n % 7) {
                        tx.value::<i64>("select count(*) from journal", &[]).await?;
                    }
                    Ok(())
                })
                .await
            })
        })
        .collect();
    let reader = tokio::spawn({
        let db = db.clone();
        async move {
            let (mut position, mut seen) = (Position { mark: -1, seq: -1 }, Vec::new());
            for _ in 0..2_000 {
                let handle = db.clone();
                let rows = db.read(async move |tx: &Tx| after(&handle, tx, position, 50).await).await.unwrap();
                position = rows.last().map_or(position, crate::journal::Entry::position);
                seen.extend(rows.into_iter().map(|row| row.object.0));
                if seen.len() >= usize::try_from(most).unwrap() {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
            seen
        }
    });
    for writer in writers {
        writer.await.unwrap().unwrap();
    }
    let mut seen = reader.await.unwrap();
    seen.sort_unstable();
    assert_eq!(seen, (0..most).collect::<Vec<_>>(), "no row was passed and none read twice");
}

/// SQLite alone: a write that waits for something else than the database would block all others.
#[tokio::test]
async fn awaiting_anything_else_is_an_error() {
    let trial = trial("sqlite").await;
    let outcome = trial
        .db
        .write(async |tx: &Tx| {
            insert(tx, "early").await?;
            tokio::task::yield_now().await;
            Ok(())
        })
        .await;
    assert!(matches!(outcome, Err(Error::Internal(cause)) if cause.contains("awaited something other")));
    assert_eq!(count(&trial.db).await, 0);
}

/// SQLite alone: a full disk fails the writes that need more of it, keeps those that were told, and reading goes on.
#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_told_and_reading_goes_on() {
    let trial = trial("sqlite").await;
    for n in 0..50 {
        trial.db.write(async move |tx: &Tx| insert(tx, &format!("before {n}")).await).await.unwrap();
    }
    trial
        .db
        .write(async |tx: &Tx| {
            let pages: i64 = tx.value("pragma page_count", &[]).await?.unwrap_or(0);
            tx.rows::<(i64,)>(&format!("pragma max_page_count = {}", pages + 2), &[]).await
        })
        .await
        .unwrap();
    let mut told = 0;
    for n in 0..200 {
        let big = "x".repeat(2_000);
        match trial.db.write(async move |tx: &Tx| insert(tx, &format!("{big} {n}")).await).await {
            Ok(_) => told += 1,
            Err(Error::Unavailable(_)) => break,
            Err(other) => panic!("{other:?}"),
        }
    }
    assert!(told < 200, "the disk became full");
    assert_eq!(count(&trial.db).await, 50 + told);
    trial.db.write(async |tx: &Tx| tx.rows::<(i64,)>("pragma max_page_count = 1000000", &[]).await).await.unwrap();
    trial.db.write(async |tx: &Tx| insert(tx, "room again").await).await.unwrap();
    assert_eq!(count(&trial.db).await, 51 + told);
}

/// SQLite alone: when the engine gives up a whole batch, those that did nothing wrong are kept.
#[tokio::test(flavor = "multi_thread")]
async fn a_batch_that_is_given_up_is_run_again_one_by_one() {
    let trial = trial("sqlite").await;
    let runs = Arc::new(AtomicU32::new(0));
    // Holds the writing thread until the others wait behind it.
    let (begun, has_begun) = std::sync::mpsc::channel();
    let (release, released) = std::sync::mpsc::channel::<()>();
    let released = std::sync::Mutex::new(released);
    let first = {
        let db = trial.db.clone();
        tokio::spawn(async move {
            db.write(async move |tx: &Tx| {
                begun.send(()).ok();
                // The second time there is nothing to wait for: nobody can release it any more.
                released.lock().unwrap().recv().ok();
                insert(tx, "first").await
            })
            .await
        })
    };
    has_begun.recv().unwrap();
    let mut writes = Vec::new();
    for n in 0..10 {
        let (db, runs) = (trial.db.clone(), runs.clone());
        let mut write = Box::pin(async move {
            db.write(async move |tx: &Tx| {
                runs.fetch_add(1, Ordering::Relaxed);
                if n == 9 {
                    // What a full disk does by itself: the whole transaction is rolled back.
                    tx.execute("rollback", &[]).await?;
                    return Err(Error::Unavailable("given up".to_owned()));
                }
                insert(tx, &format!("{n}")).await
            })
            .await
        });
        // To be asked once is to stand in the queue.
        assert!(futures_util::poll!(write.as_mut()).is_pending());
        writes.push(write);
    }
    drop(release);
    first.await.unwrap().unwrap();
    for (n, write) in writes.into_iter().enumerate() {
        assert_eq!(write.await.is_ok(), n != 9, "write {n}");
    }
    assert_eq!(count(&trial.db).await, 10);
    assert!(runs.load(Ordering::Relaxed) > 10, "the others ran twice");
}

/// PostgreSQL alone: serialization failures, deadlocks and lost connections are tried again.
#[tokio::test(flavor = "multi_thread")]
async fn a_deadlock_is_tried_again() {
    let trial = trial("postgres").await;
    trial
        .db
        .write(async |tx: &Tx| tx.execute("insert into tallies (name, n) values ('a', 0), ('b', 0)", &[]).await)
        .await
        .unwrap();
    let cross = |first: &'static str, second: &'static str| {
        let db = trial.db.clone();
        tokio::spawn(async move {
            db.write(async move |tx: &Tx| {
                tx.execute("update tallies set n = n + 1 where name = $1", args![first]).await?;
                tx.rows::<(Option<String>,)>("select cast(pg_sleep(0.2) as text)", &[]).await?;
                tx.execute("update tallies set n = n + 1 where name = $1", args![second]).await
            })
            .await
        })
    };
    let (one, two) = (cross("a", "b"), cross("b", "a"));
    one.await.unwrap().unwrap();
    two.await.unwrap().unwrap();
    let sum: Option<i64> =
        trial.db.read(async |tx: &Tx| tx.value("select cast(sum(n) as bigint) from tallies", &[]).await).await.unwrap();
    assert_eq!(sum, Some(4));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_connection_is_replaced() {
    let trial = trial("postgres").await;
    let kill = "select count(*) from (select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()) k";
    for n in 0..3 {
        trial.db.read(async move |tx: &Tx| tx.value::<i64>(kill, &[]).await).await.unwrap();
        trial.db.write(async move |tx: &Tx| insert(tx, &format!("{n}")).await).await.unwrap();
    }
    assert_eq!(count(&trial.db).await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_on_another_server_goes_on_where_it_was() {
    let trial = trial("postgres").await;
    trial
        .db
        .write(async |tx: &Tx| {
            let far = i64::MAX / 2;
            for seq in 1..=4 {
                let sql = "insert into journal (seq, mark, at, verb, object, version, details)
                           values ($1, $2, 0, 'x', 1, 1, '')";
                tx.execute(sql, args![seq, far + seq]).await?;
            }
            let sql = "insert into journal_readers (name, mark, seq, holder, held_until) values ('r', $1, 2, 0, 0)";
            tx.execute(sql, args![far + 2]).await
        })
        .await
        .unwrap();
    let again = open(&trial.settings, &[crate::journal::MIGRATIONS, TABLES]).await.unwrap();
    let at: Option<(i64, i64)> =
        again.read(async |tx: &Tx| tx.row("select mark, seq from journal_readers", &[]).await).await.unwrap();
    assert_eq!(at, Some((0, 2)));
    let mark: Option<i64> =
        again.read(async |tx: &Tx| tx.value("select max(mark) from journal", &[]).await).await.unwrap();
    assert_eq!(mark, Some(0));
}
