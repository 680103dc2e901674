//! What the index promises: what happened is found, what is gone is not, and a broken index heals itself.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::words::Tongue;
use super::*;
use crate::capability::Capability;
use crate::db::Migrations;
use crate::journal::tests::OpenDoor;
use crate::journal::{Event, record};
use crate::testing::{Cast, Engine, Story};
use crate::{args, stories};
use std::sync::Arc;

const TABLES: Migrations = Migrations {
    capability: "trial",
    steps: &[("V1__trial", "create table letters (id bigint primary key, text text not null, place bigint not null);")],
};

/// Letters; one that says "unreadable" cannot be made a document.
struct Letters;

impl Source for Letters {
    fn number(&self) -> i64 {
        7
    }

    fn touched(&self, entry: &Entry) -> Vec<Id> {
        if entry.verb.starts_with("letters.") { vec![entry.object] } else { Vec::new() }
    }

    fn walk<'a>(&'a self, tx: &'a Tx, before: Id, most: i64) -> BoxFuture<'a, Result<Vec<Id>>> {
        let sql = "select id from letters where id < $1 order by id desc limit $2";
        Box::pin(async move { tx.column(sql, args![before, most]).await })
    }

    fn load<'a>(&'a self, tx: &'a Tx, ids: &'a [Id]) -> BoxFuture<'a, Result<Vec<Document>>> {
        Box::pin(async move {
            let sql = "select id, text, place from letters where id in (each($1))";
            let rows: Vec<(Id, String, Id)> = tx.rows(sql, args![ids]).await?;
            let made = rows.into_iter().map(|(id, text, within)| {
                if text == "unreadable" {
                    return Err(Error::internal("it cannot be read"));
                }
                Ok(Document { id, text, within, marks: vec!["kind:letter".to_owned()], ..Document::default() })
            });
            made.collect()
        })
    }
}

async fn begin(engine: Engine) -> Story {
    let cast = Cast {
        capability: Capability::kernel().and(Capability { migrations: vec![TABLES], ..Capability::default() }),
        gate: Arc::new(OpenDoor),
        parts: crate::app::Parts::default().with(Sources(vec![Arc::new(Letters)])),
        configure: |_| {},
    };
    Story::begin(engine, cast).await.unwrap()
}

async fn write(story: &Story, id: i64, text: &str) {
    let text = text.to_owned();
    let write = async move |tx: &Tx| {
        let sql = "insert into letters (id, text, place) values ($1, $2, 0)
                   on conflict (id) do update set text = excluded.text";
        tx.execute(sql, args![id, &text]).await?;
        record(tx, Event::new("letters.written", None, Id(id))).await
    };
    story.app.db.write(write).await.unwrap();
}

fn question(typed: &str, near: bool) -> Question {
    Question {
        wanted: typed.split_whitespace().filter_map(Part::of).collect(),
        tongues: vec![Tongue::ENGLISH],
        near,
        ..Question::default()
    }
}

fn gather() -> Gather {
    Gather {
        shelves: vec![Shelf { sources: vec![7], most: 10 }],
        weigh: Arc::new(|facts| facts.text),
        admit: Arc::new(|_, _| true),
        since: 0,
        until: Millis::MAX,
        before: None,
        most_lift: 1.0,
        by_words: true,
    }
}

async fn find(search: &Search, question: Question) -> Vec<i64> {
    let found = search.find(question, gather()).await.unwrap();
    found.shelves[0].best.iter().map(|candidate| candidate.id.0).collect()
}

async fn found(story: &Story, typed: &str) -> Vec<i64> {
    let mut found = find(&story.app.search, question(typed, false)).await;
    found.sort_unstable();
    found
}

stories! {
    async fn what_is_written_is_found_and_what_is_gone_is_not(story: Story) {
        let early = story.app.search.find(question("axle", false), gather()).await;
        assert!(matches!(early, Err(Error::Refused { status: 503, .. })), "there is no index yet");
        write(&story, 1, "The left axle slips.").await;
        story.indexed().await;
        write(&story, 2, "Axles again, and running late").await;
        write(&story, 3, "unreadable").await;
        story.indexed().await;
        assert_eq!(found(&story, "axle").await, [1, 2]);
        assert_eq!(found(&story, "axle run").await, [2]);
        write(&story, 1, "The left door slips.").await;
        story.indexed().await;
        assert_eq!(found(&story, "axle").await, [2]);
        assert_eq!(found(&story, "door").await, [1]);
        assert_eq!(story.app.search.documents(), Some(2));
    }

    async fn mistakes_are_forgiven_when_asked(story: Story) {
        write(&story, 1, "Maintenance of compressors").await;
        write(&story, 2, "日本語の文章です").await;
        story.indexed().await;
        assert!(find(&story.app.search, question("maintainance", false)).await.is_empty());
        assert_eq!(find(&story.app.search, question("maintainance", true)).await, [1]);
        assert_eq!(find(&story.app.search, question("compresors", true)).await, [1]);
        let unfinished = Question { unfinished: true, ..question("compr", false) };
        assert_eq!(find(&story.app.search, unfinished).await, [1]);
        assert_eq!(found(&story, "本語").await, [2]);
        assert!(found(&story, "語本").await.is_empty());
    }

    async fn a_restart_goes_on_where_it_was(story: Story) {
        write(&story, 1, "axle").await;
        story.indexed().await;
        let folder = story.folder().join("search");
        write(&story, 2, "axle").await;
        // On PostgreSQL a row can be read when no older transaction is open, of another database neither.
        story.settle().await;
        // Killed here: nothing of the second letter is on disk.
        story.app.search.stop_for_story().await;
        let next = Search::at(folder.clone());
        next.catch_up(&story.app).await.unwrap();
        assert_eq!(find(&next, question("axle", false)).await.len(), 2);
        let own = std::fs::read_dir(&folder).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_dir());
        assert_eq!(own.count(), 1, "no second index was built");
    }

    async fn a_broken_or_foreign_index_is_built_anew(story: Story) {
        write(&story, 1, "axle").await;
        story.indexed().await;
        let folder = story.folder().join("search");
        let current = std::fs::read_to_string(folder.join("current")).unwrap();
        story.app.search.stop_for_story().await;
        std::fs::write(folder.join(&current).join("meta.json"), "{").unwrap();
        let next = Search::at(folder.clone());
        next.catch_up(&story.app).await.unwrap();
        assert_eq!(find(&next, question("axle", false)).await, [1]);
        next.stop_for_story().await;
        // The journal has another row where the index says that it has read.
        story.app.db.write(async |tx: &Tx| tx.execute("update journal set at = at + 1", &[]).await).await.unwrap();
        let later = Search::at(folder.clone());
        later.catch_up(&story.app).await.unwrap();
        assert_ne!(std::fs::read_to_string(folder.join("current")).unwrap(), current);
        assert_eq!(find(&later, question("axle", false)).await, [1]);
    }

    async fn it_is_built_anew_when_asked_and_answers_meanwhile(story: Story) {
        for id in 1..=300 {
            write(&story, id, "axle").await;
        }
        story.indexed().await;
        let current = || std::fs::read_to_string(story.folder().join("search/current")).unwrap();
        let before = current();
        ask_to_rebuild(&story.app).await.unwrap();
        story.indexed().await;
        assert_ne!(current(), before);
        assert_eq!(story.app.search.documents(), Some(300));
        let shelf = story.app.search.find(question("axle", false), gather()).await.unwrap().shelves.remove(0);
        assert_eq!((shelf.best.len(), shelf.more), (10, true));
        assert_eq!(shelf.best[0].id, Id(300));
    }
}
