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
    let capability = Capability { migrations: vec![TABLES], readers: vec![note], ..Capability::default() };
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

    async fn a_reader_can_be_rebuilt(story: Story) {
        happen(&story, "trial.done", 100..150).await;
        story.settle().await;
        story.app.db.write(async |tx: &Tx| tx.execute("delete from seen", &[]).await).await.unwrap();
        assert!(story.readers.rebuild(&story.app, "trial").await.unwrap());
        assert!(!story.readers.rebuild(&story.app, "unknown").await.unwrap());
        story.settle().await;
        assert_eq!(story.value::<i64>("select count(*) from seen").await, Some(50));
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
