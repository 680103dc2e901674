//! Every way in is asked.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::{Screen, Screens, Verdict, Written};
use crate::testing::{cast, people};
use futures_util::future::BoxFuture;
use kernel::db::Tx;
use kernel::error::{Error, Result, Stop};
use kernel::stories;
use kernel::testing::{Engine, Story};
use kernel::viewer::Viewer;
use serde_json::{Map, json};
use std::sync::Arc;

/// Refuses what says "heron", masks "stork".
struct Birds;

impl Screen for Birds {
    fn look<'a>(&'a self, _: &'a Tx, _: &'a Viewer, written: &'a Written<'a>) -> BoxFuture<'a, Result<Verdict>> {
        let mut verdict = Verdict::default();
        let stops = written.insisted.is_none() && written.texts.iter().any(|(_, text)| text.contains("heron"));
        for (nth, (_, text)) in written.texts.iter().enumerate() {
            verdict.masked.extend(text.match_indices("stork").map(|(at, bird)| (nth, at..at + bird.len())));
        }
        let stop = Stop { status: 422, code: "invalid", fields: Vec::new(), members: Map::new() };
        Box::pin(async move { if stops { Err(Error::Stopped(Box::new(stop))) } else { Ok(verdict) } })
    }
}

async fn begin(engine: Engine) -> Story {
    let mut cast = cast();
    cast.parts = cast.parts.with(Screens::new(vec![Arc::new(Birds)]));
    Story::begin(engine, cast).await.expect("an installation")
}

const HERON: &str = "There is a heron on the track.";

stories! {
    async fn nothing_is_written_that_a_screen_refuses(story: Story) {
        let cast = people(&story).await;
        let note = cast.mara.post("/posts", json!({ "kind": "note", "body": "Nine, not twelve." })).await.expect(201).json();
        let note = note["id"].as_str().unwrap();
        let comments = format!("/posts/{note}/comments");
        let said = cast.mara.post(&comments, json!({ "body": "Ten." })).await.expect(201).json();
        let said = said["id"].as_str().unwrap();
        cast.mara.post("/posts", json!({ "kind": "note", "body": HERON })).await.expect(422);
        cast.mara.post("/posts", json!({ "kind": "note", "body": "Which?", "poll": ["heron", "tern"] })).await.expect(422);
        cast.mara.post_once("/posts", "queued", json!({ "kind": "note", "body": HERON })).await.expect(422);
        cast.adam.post("/posts", json!({ "kind": "announcement", "title": "heron", "body": "Mind." })).await.expect(422);
        cast.mara.put(&format!("/posts/{note}"), json!({ "body": HERON })).await.expect(422);
        cast.mara.post(&comments, json!({ "body": HERON })).await.expect(422);
        cast.mara.post(&comments, json!({ "body": HERON, "parent": said })).await.expect(422);
        cast.mara.put(&format!("/posts/{said}"), json!({ "body": HERON })).await.expect(422);
        // A draft is its author's own business until it comes out.
        let draft = cast.mara.post("/posts", json!({ "kind": "note", "body": HERON, "state": "draft" })).await.expect(201).json();
        let draft = format!("/posts/{}", draft["id"].as_str().unwrap());
        cast.mara.put(&draft, json!({ "body": HERON })).await.expect(422);
        cast.mara.browser().await.form("/posts", &[("kind", "note"), ("body", HERON)]).await.expect(422);
        let stored = story.value::<i64>("select count(*) from posts where body like '%heron%' and state <> 'draft'").await;
        assert_eq!(stored, Some(0));
        let told = story.value::<i64>("select count(*) from journal where verb in ('posts.published', 'posts.commented')").await;
        assert_eq!(told, Some(2), "only what was taken is told");
    }

    async fn who_insists_is_heard_by_the_screen(story: Story) {
        let cast = people(&story).await;
        let form = json!({ "kind": "note", "body": HERON, "insist": "It is really there." });
        cast.mara.post("/posts", form).await.expect(201);
        let fields = [("kind", "note"), ("body", HERON), ("insist", "It is.")];
        cast.mara.browser().await.form("/posts", &fields).await.expect(303);
        cast.mara.post("/posts", json!({ "kind": "note", "body": HERON, "insist": "  " })).await.expect(422);
    }

    async fn what_is_masked_is_stored_nowhere(story: Story) {
        let cast = people(&story).await;
        let form = json!({ "kind": "note", "body": "A **stork** for @mara #birds", "poll": ["stork", "tern"] });
        let note = cast.ines.post("/posts", form).await.expect(201).json();
        assert!(note["html"].as_str().unwrap().contains("<strong>█████</strong>"), "{note}");
        let tagged = story.value::<i64>("select count(*) from post_tags where tag = 'birds'").await;
        assert_eq!(tagged, Some(1), "what stands in the text beside it is kept");
        let said = format!("/posts/{}/comments", note["id"].as_str().unwrap());
        cast.mara.post(&said, json!({ "body": "The stork again" })).await.expect(201);
        let sql = "select count(*) from posts where body like '%stork%' or html like '%stork%'";
        assert_eq!(story.value::<i64>(sql).await, Some(0));
        assert_eq!(story.value::<i64>("select count(*) from poll_options where label like '%stork%'").await, Some(0));
    }
}
