//! What readers promise: everything once in the database, nothing lost, nobody blocked.

use super::*;
use crate::capability::Capability;
use crate::error::Error;
use crate::stories;
use crate::testing::{Cast, Engine, Story};
use crate::viewer::Viewer;
use crate::web::{Admitted, Credentials, Frame, Gate};
use futures_util::future::BoxFuture;
use std::sync::Arc;

/// Lets everybody in as nobody.
pub(crate) struct OpenDoor;

impl Gate for OpenDoor {
    fn admit<'a>(&'a self, _: &'a crate::app::App, _: Credentials, _: bool) -> BoxFuture<'a, Result<Admitted>> {
        Box::pin(async { Ok(Admitted::default()) })
    }
    fn frame<'a>(&'a self, _: &'a crate::app::App, _: &'a Viewer) -> BoxFuture<'a, Result<Frame>> {
        Box::pin(async { Ok(Frame::default()) })
    }
}

const TABLES: Migrations =
    Migrations { capability: "trial", steps: &[("V1__trial", "create table seen (object bigint not null);")] };

async fn begin(engine: Engine) -> Story {
    let note = Reader::in_transaction("trial", &["trial.done"], |_, tx, entry| {
        Box::pin(async move {
            if entry.object == Id(13) {
                return Err(Error::internal("thirteen cannot be read"));
            }
            tx.execute("insert into seen (object) values ($1)", args![entry.object]).await.map(drop)
        })
    });
    let far = Reader::outside("trial.far", &["trial.sent"], |app, entry| {
        let (app, object) = (app.clone(), entry.object);
        Box::pin(async move {
            if object == Id(77) {
                return Err(Error::internal("nobody is there"));
            }
            let sql = "insert into seen (object) values ($1)";
            app.db.write(async move |tx: &Tx| tx.execute(sql, args![object]).await.map(drop)).await
        })
    });
    let odd = Reader::in_transaction("trial.odd", &["trial.told"], |_, tx, entry| {
        Box::pin(
            async move { tx.execute("insert into seen (object) values ($1)", args![entry.object]).await.map(drop) },
        )
    })
    .sifting(|tx, entry| {
        Box::pin(async move {
            if entry.object == Id(15) {
                return Err(Error::internal("fifteen cannot be told of"));
            }
            Ok(tx.value::<i64>("select $1 % 2", args![entry.object]).await? == Some(1))
        })
    });
    let capability = Capability { migrations: vec![TABLES], readers: vec![note, far, odd], ..Capability::default() };
    let cast = Cast {
        capability: Capability::kernel().and(capability),
        gate: Arc::new(OpenDoor),
        parts: crate::app::Parts::default(),
        configure: |_| {},
    };
    Story::begin(engine, cast).await.unwrap()
}

async fn happen(story: &Story, verb: &'static str, objects: std::ops::Range<i64>) {
    story
        .app
        .db
        .write(async move |tx: &Tx| {
            for object in objects.clone() {
                record(tx, Event::new(verb, None, Id(object))).await?;
            }
            Ok(())
        })
        .await
        .unwrap();
}

stories! {
    async fn every_row_is_read_once(story: Story) {
        happen(&story, "trial.done", 100..600).await;
        happen(&story, "trial.ignored", 0..20).await;
        story.settle().await;
        story.settle().await;
        assert_eq!(story.value::<i64>("select count(*) from seen").await, Some(500));
        assert_eq!(story.value::<i64>("select count(distinct object) from seen").await, Some(500));
    }

    async fn a_row_that_fails_is_set_aside_and_the_others_go_on(story: Story) {
        happen(&story, "trial.done", 10..20).await;
        story.catch_up().await;
        assert_eq!(story.value::<i64>("select count(*) from seen").await, Some(9));
        let standing = story.readers.standings(&story.app).await.unwrap().remove(0);
        assert_eq!((standing.behind, standing.set_aside), (0, 1));
        let rows = oldest_aside(&story.app, &standing.name, 10).await.unwrap();
        assert_eq!((rows.len(), rows[0].object, rows[0].verb.as_str(), rows[0].tries), (1, Id(13), "trial.done", 4));
        assert!(rows[0].error.contains("thirteen"));
        assert_eq!(story.readers.retry(&story.app).await.unwrap(), 1);
    }

    async fn only_rows_that_need_work_are_worked_on(story: Story) {
        happen(&story, "trial.told", 10..20).await;
        story.settle().await;
        let seen = async || story.value::<String>("select cast(count(*) as text) || ' ' || cast(min(object % 2) as text) from seen").await;
        assert_eq!(seen().await.as_deref(), Some("5 1"), "odd ones, also the one that nobody can tell of");
        assert!(story.readers.standings(&story.app).await.unwrap().iter().all(|standing| standing.behind == 0));
        happen(&story, "trial.told", 20..21).await;
        story.settle().await;
        assert_eq!(seen().await.as_deref(), Some("5 1"));
        assert!(story.readers.standings(&story.app).await.unwrap().iter().all(|standing| standing.behind == 0));
    }

    async fn what_reaches_outside_goes_on_behind_what_fails(story: Story) {
        happen(&story, "trial.sent", 70..90).await;
        happen(&story, "trial.done", 0..5).await;
        story.catch_up().await;
        assert_eq!(story.value::<i64>("select count(*) from seen where object >= 70").await, Some(19));
        let rows = oldest_aside(&story.app, "trial.far", 10).await.unwrap();
        assert_eq!((rows.len(), rows[0].object), (1, Id(77)));
        assert!(story.readers.standings(&story.app).await.unwrap().iter().all(|standing| standing.behind == 0));
    }

    async fn a_reader_can_be_rebuilt(story: Story) {
        happen(&story, "trial.done", 100..150).await;
        story.settle().await;
        story.app.db.write(async |tx: &Tx| tx.execute("delete from seen", &[]).await).await.unwrap();
        assert!(story.readers.rebuild(&story.app, "trial").await.unwrap());
        assert!(!story.readers.rebuild(&story.app, "unknown").await.unwrap());
        story.settle().await;
        assert_eq!(story.value::<i64>("select count(*) from seen").await, Some(50));
    }

    async fn readers_that_run_read_everything_once(story: Story) {
        happen(&story, "trial.done", 100..300).await;
        story.readers.start(&story.app);
        for lot in 1..30 {
            happen(&story, "trial.done", lot * 1_000..lot * 1_000 + 100).await;
            happen(&story, "trial.ignored", 0..3).await;
        }
        while story.value::<i64>("select count(*) from seen").await < Some(3_100) {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        happen(&story, "trial.done", 50_000..50_001).await;
        while story.value::<i64>("select count(*) from seen").await < Some(3_101) {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        assert_eq!(story.value::<i64>("select count(distinct object) from seen").await, Some(3_101));
        // Told to begin again while it runs, it does.
        story.app.db.write(async |tx: &Tx| tx.execute("delete from seen", &[]).await).await.unwrap();
        assert!(story.readers.rebuild(&story.app, "trial").await.unwrap());
        story.app.clock.advance(crate::clock::MINUTE);
        while story.value::<i64>("select count(*) from seen").await < Some(3_101) {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    }

    async fn the_tail_has_what_was_written_since_it_began(story: Story) {
        happen(&story, "trial.done", 0..5).await;
        story.catch_up().await;
        let first = Position { mark: -1, seq: -1 };
        let tail = tail::Tail::begin(&story.app).await.unwrap();
        let from = *tail.bell().borrow();
        assert!(tail.after(first, 10).is_none() && tail.after(from, 10).unwrap().is_empty());
        happen(&story, "trial.done", 5..8).await;
        tokio::spawn(tail.clone().keep_reading(story.app.clone()));
        while tail.after(from, 10).unwrap().len() < 3 {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        let rows = tail.after(from, 10).unwrap();
        assert_eq!(rows.iter().map(|row| row.object.0).collect::<Vec<_>>(), [5, 6, 7]);
        assert_eq!(tail.after(rows[0].position(), 1).unwrap()[0].object, Id(6));
        happen(&story, "trial.done", 1_000..3_500).await;
        while tail.bell().borrow().seq < rows[2].position().seq + 2_500 {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        assert!(tail.after(from, 10).is_none(), "what is too far back is asked of the database");
    }

    async fn two_nodes_do_not_read_the_same(story: Story) {
        happen(&story, "trial.done", 100..400).await;
        let one = story.readers.catch_up(&story.app);
        let two = story.readers.catch_up(&story.app);
        let (one, two) = tokio::join!(one, two);
        // One of them may be told that the other was faster; together they have read everything once.
        assert!(one.is_ok() || two.is_ok());
        story.settle().await;
        assert_eq!(story.value::<i64>("select count(*) from seen").await, Some(300));
    }
}
