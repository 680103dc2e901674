//! Stories of what is withheld: who still sees what, and that giving it back brings everything back.

use super::holding::{self, Holding};
use crate::testing::{begin, people};
use kernel::db::Tx;
use kernel::ids::Id;
use kernel::stories;
use kernel::testing::{Answer, Story};
use serde_json::json;

fn id(answer: &Answer) -> String {
    answer.json()["id"].as_str().unwrap().to_owned()
}

async fn withhold(story: &Story, post: &str, to: Holding) {
    let post: Id = post.parse().unwrap();
    let done = async move |tx: &Tx| holding::withhold(tx, None, post, to, "personal").await;
    assert!(story.app.db.write(done).await.unwrap());
    story.indexed().await;
}

async fn release(story: &Story, post: &str) {
    let post: Id = post.parse().unwrap();
    assert!(story.app.db.write(async move |tx: &Tx| holding::release(tx, None, post).await).await.unwrap());
    story.indexed().await;
}

fn items(answer: Answer) -> usize {
    answer.expect(200).json()["items"].as_array().unwrap().len()
}

stories! {
    async fn what_is_hidden_keeps_its_place_and_comes_back_with_all_counts(story: Story) {
        let cast = people(&story).await;
        let new = json!({ "name": "Depot", "slug": "depot", "audience": "internal", "joining": "open" });
        cast.mara.post("/spaces", new).await.expect(201);
        let new = json!({ "kind": "note", "space": "depot", "body": "Pit list zebrastripe #pit", "poll": ["Yes", "No"] });
        let post = id(&cast.ines.post("/posts", new).await.expect(201));
        let comment = cast.ines.post(&format!("/posts/{post}/comments"), json!({ "body": "zebracomment" })).await.expect(201);
        let comment = id(&comment);
        cast.mara.post(&format!("/posts/{post}/comments"), json!({ "body": "answer", "parent": comment })).await.expect(201);
        story.indexed().await;
        let posts = "select posts from spaces where slug = 'depot'";
        let tags = "select posts from tags where tag = 'pit'";
        assert_eq!(story.value::<i64>(posts).await, Some(1));

        withhold(&story, &comment, Holding::Hidden).await;
        let page = cast.mara.get(&format!("/posts/{post}")).await.expect(200);
        assert!(!page.body.contains("zebracomment"), "{}", page.body);
        assert_eq!(page.json()["thread"][0]["withheld"]["reason"], "personal");
        assert_eq!(page.json()["thread"][0]["author"], json!(null));
        assert_eq!(page.json()["thread"][0]["replies"].as_array().unwrap().len(), 1, "answers keep their place");
        assert_eq!(page.json()["comments"], 1);
        let own = cast.ines.get(&format!("/posts/{post}")).await.expect(200).json();
        assert!(own["thread"][0]["html"].as_str().unwrap().contains("zebracomment"), "its author reads it");
        assert_eq!(items(cast.mara.get("/search?q=zebracomment").await), 0);
        let browser = cast.mara.browser().await.page(&format!("/posts/{post}")).await.expect(200);
        assert!(browser.body.contains("A moderator has hidden this"), "{}", browser.body);

        withhold(&story, &post, Holding::Hidden).await;
        let place = cast.mara.get(&format!("/posts/{post}")).await.expect(200);
        assert!(!place.body.contains("zebra") && !place.body.contains("\"Yes\""), "{}", place.body);
        assert_eq!(place.json()["withheld"]["state"], "hidden");
        cast.carl.get(&format!("/posts/{post}")).await.expect(404);
        cast.stranger.get(&format!("/posts/{post}")).await.expect(404);
        cast.mara.post(&format!("/posts/{post}/comments"), json!({ "body": "And?" })).await.expect(404);
        cast.mara.put(&format!("/posts/{post}/reactions/👍"), json!({})).await.expect(404);
        cast.mara.get(&format!("/posts/{post}/history")).await.expect(404);
        assert_eq!(items(cast.mara.get("/feed?scope=all").await), 0);
        assert_eq!(items(cast.mara.get("/search?q=zebrastripe").await), 0);
        assert_eq!((story.value::<i64>(posts).await, story.value::<i64>(tags).await), (Some(0), Some(0)));
        // A comment of a hidden post has no place either.
        cast.mara.get(&format!("/posts/{comment}")).await.expect(404);

        cast.ines.put(&format!("/posts/{post}"), json!({ "kind": "note", "body": "Pit list zebrastripe, changed #pit" })).await.expect(200);
        cast.ines.delete(&format!("/posts/{post}")).await.expect(200);
        cast.ines.post(&format!("/posts/{post}/restoration"), json!({})).await.expect(200);
        let place = cast.mara.get(&format!("/posts/{post}")).await.expect(200);
        assert_eq!(place.json()["withheld"]["state"], "hidden", "taking it back does not bring it out");

        release(&story, &post).await;
        release(&story, &comment).await;
        let page = cast.mara.get(&format!("/posts/{post}")).await.expect(200).json();
        assert_eq!((page["comments"].clone(), page["thread"].as_array().unwrap().len()), (json!(2), 1));
        assert_eq!((story.value::<i64>(posts).await, story.value::<i64>(tags).await), (Some(1), Some(1)));
        assert_eq!(items(cast.mara.get("/search?q=zebrastripe").await), 1);
    }

    async fn what_is_removed_is_gone_for_its_author_as_well(story: Story) {
        let cast = people(&story).await;
        let post = id(&cast.ines.post("/posts", json!({ "kind": "note", "body": "zebra" })).await.expect(201));
        withhold(&story, &post, Holding::Removed).await;
        let page = cast.ines.get(&format!("/posts/{post}")).await.expect(200);
        assert!(!page.body.contains("zebra"), "{}", page.body);
        cast.ines.put(&format!("/posts/{post}"), json!({ "kind": "note", "body": "zebra again" })).await.expect(404);
        cast.ines.delete(&format!("/posts/{post}")).await.expect(404);
        cast.ines.post(&format!("/posts/{post}/restoration"), json!({})).await.expect(404);
    }

    async fn what_waits_is_told_to_nobody_until_it_comes_out(story: Story) {
        let cast = people(&story).await;
        let viewer = cast.ines.viewer().await;
        let held = async move |tx: &Tx| {
            let new = crate::posts::types::NewPost { kind: "note".to_owned(), body: "zebra @mara #pit".to_owned(), ..Default::default() };
            let mentioned = crate::posts::compose::mentions_of(tx, &new.body).await?;
            let prepared = crate::posts::types::Prepared {
                held: Some("review".to_owned()),
                screening: crate::posts::screening::Screening::Nobody,
                ..crate::posts::compose::render(&new.body, &mentioned, &|_| None)
            };
            crate::posts::ops::publish(tx, &viewer, &new, &prepared).await
        };
        let post = story.app.db.write(held).await.unwrap().to_string();
        story.indexed().await;
        assert_eq!(items(cast.mara.get("/notifications").await), 0);
        let place = cast.mara.get(&format!("/posts/{post}")).await.expect(200);
        assert!(!place.body.contains("zebra"));
        let own = cast.ines.get(&format!("/posts/{post}")).await.expect(200);
        assert!(own.body.contains("zebra"));
        assert_eq!(own.json()["withheld"]["state"], "held");
        assert_eq!(story.value::<i64>("select cast(coalesce(sum(posts), 0) as bigint) from tags").await, Some(0));

        release(&story, &post).await;
        assert_eq!(items(cast.mara.get("/notifications").await), 1, "who is mentioned hears of it now");
        assert!(cast.mara.get(&format!("/posts/{post}")).await.expect(200).body.contains("zebra"));
        assert_eq!(story.value::<i64>("select posts from tags where tag = 'pit'").await, Some(1));
    }
}
