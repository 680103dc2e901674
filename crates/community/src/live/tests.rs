//! What open pages hear, and what they must not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use super::missed::MOST_MISSED;
use crate::identity;
use crate::notifications;
use crate::testing::{begin, people, second_node};
use kernel::db::Tx;
use kernel::stories;
use kernel::testing::{Answer, Listening, Story, Visitor};
use serde_json::json;
use std::time::Duration;

const MOMENT: Duration = Duration::from_millis(400);

fn id(answer: &Answer) -> String {
    answer.json()["id"].as_str().expect("an id").to_owned()
}

async fn note(by: &Visitor<'_>, body: &str) -> String {
    id(&by.post("/posts", json!({ "kind": "note", "body": body })).await.expect(201))
}

async fn note_in(by: &Visitor<'_>, space: &str, body: &str) -> String {
    id(&by.post("/posts", json!({ "kind": "note", "space": space, "body": body })).await.expect(201))
}

async fn comment(by: &Visitor<'_>, post: &str) -> String {
    id(&by.post(&format!("/posts/{post}/comments"), json!({ "body": "Yes" })).await.expect(201))
}

async fn space(by: &Visitor<'_>, slug: &str, audience: &str) {
    let joining = if audience == "internal" { "open" } else { "invite" };
    by.post("/spaces", json!({ "name": slug, "slug": slug, "audience": audience, "joining": joining }))
        .await
        .expect(201);
}

async fn open(who: &Visitor<'_>, query: &str) -> Listening {
    let mut page = who.listen(&format!("/live?{query}")).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.next().await.expect("where it is").event, "at");
    assert_eq!(page.next().await.expect("the bell").event, "bell");
    page
}

async fn hears(page: &mut Listening, event: &str, post: &str) {
    let heard = page.next_of(event).await.unwrap_or_else(|| panic!("no {event}"));
    assert_eq!(heard.json()["post"], post);
    assert!(!heard.id.is_empty(), "it can be come back from");
}

async fn hears_nothing(page: &mut Listening) {
    let heard = page.within(MOMENT).await.filter(|heard| heard.event != "at");
    assert_eq!(heard, None);
}

stories! {
    async fn a_new_post_reaches_those_whose_feed_has_it(story: Story) {
        let cast = people(&story).await;
        cast.mara.put("/people/ines/follow", json!({})).await.expect(200);
        let mut follows = open(&cast.mara, "topics=feed:following").await;
        let mut latest = open(&cast.adam, "topics=feed:latest").await;
        let mut quiet = open(&cast.adam, "topics=feed:following").await;
        let mut customer = open(&cast.carl, "topics=feed:latest").await;
        let mut own = open(&cast.ines, "topics=feed:latest").await;
        let post = note(&cast.ines, "The door sticks").await;
        hears(&mut follows, "post", &post).await;
        hears(&mut latest, "post", &post).await;
        for page in [&mut quiet, &mut customer, &mut own] {
            hears_nothing(page).await;
        }
    }

    async fn who_leaves_a_space_hears_nothing_more_of_it(story: Story) {
        let cast = people(&story).await;
        space(&cast.ines, "plans", "secret").await;
        cast.mara.listen("/live?topics=space:plans").await.expect_status(404);
        cast.ines.post("/spaces/plans/members", json!({ "handle": "mara" })).await.expect(200);
        cast.mara.put("/spaces/plans/membership", json!({})).await.expect(200);
        let mut page = open(&cast.mara, "topics=space:plans").await;
        let first = note_in(&cast.ines, "plans", "one").await;
        hears(&mut page, "post", &first).await;
        cast.mara.delete("/spaces/plans/membership").await.expect(200);
        note_in(&cast.ines, "plans", "two").await;
        hears_nothing(&mut page).await;
    }

    async fn a_thread_tells_of_comments_reactions_and_changes(story: Story) {
        let cast = people(&story).await;
        let post = note(&cast.ines, "The door sticks").await;
        let mut thread = open(&cast.mara, &format!("topics=post:{post}")).await;
        let mut feed = open(&cast.mara, &format!("topics=feed:latest&seen=1,{post}")).await;
        let mut outside = open(&cast.carl, &format!("topics=post:{post}&seen={post}")).await;
        let answer = comment(&cast.adam, &post).await;
        let heard = thread.next_of("comment").await.expect("a comment").json();
        assert_eq!((heard["post"].as_str(), heard["comment"].as_str()), (Some(post.as_str()), Some(answer.as_str())));
        assert_eq!(feed.next_of("counts").await.expect("counts").json()["comments"], 1);
        cast.adam.put(&format!("/posts/{post}/reactions/👍"), json!({})).await.expect(200);
        let counts = feed.next_of("counts").await.expect("counts").json();
        assert_eq!(counts["reactions"], json!([{ "emoji": "👍", "n": 1 }]));
        cast.ines.put(&format!("/posts/{post}"), json!({ "kind": "note", "body": "It closes", "revision": 1 })).await.expect(200);
        hears(&mut thread, "edited", &post).await;
        cast.ines.delete(&format!("/posts/{post}")).await.expect(200);
        hears(&mut thread, "deleted", &post).await;
        hears_nothing(&mut outside).await;
    }

    async fn what_was_missed_is_told_to_who_comes_back(story: Story) {
        let cast = people(&story).await;
        let mut page = open(&cast.mara, "topics=feed:latest").await;
        let first = note(&cast.ines, "one").await;
        let at = page.next_of("post").await.expect("the first").id;
        drop(page);
        space(&cast.ines, "plans", "private").await;
        note_in(&cast.ines, "plans", "hidden").await;
        let second = note(&cast.ines, "two").await;
        let mut page = cast.mara.listen(&format!("/live?topics=feed:latest&after={at}")).await;
        hears(&mut page, "post", &second).await;
        assert!(first < second);
        hears_nothing(&mut page).await;
        cast.mara.listen("/live?topics=feed:latest&after=yesterday").await.expect_status(422);
        cast.mara.listen("/live?topics=weather").await.expect_status(422);
        story.stranger().listen("/live?topics=bell").await.expect_status(303);
    }

    async fn who_was_away_for_long_is_told_to_load_anew(story: Story) {
        let cast = people(&story).await;
        let much = async move |tx: &Tx| {
            for _ in 0..=MOST_MISSED {
                let event = kernel::journal::Event::new("stories.told", None, tx.id());
                kernel::journal::record(tx, event).await?;
            }
            Ok(())
        };
        story.app.db.write(much).await.unwrap();
        story.settle().await;
        let mut page = cast.mara.listen("/live?topics=feed:latest&after=0.0").await;
        assert_eq!(page.next_of("reload").await.expect("a word").event, "reload");
    }

    async fn a_page_ends_with_its_session_its_token_and_its_account(story: Story) {
        let cast = people(&story).await;
        let browser = cast.mara.browser().await;
        let mut of_browser = open(&browser, "topics=bell").await;
        let mut of_token = open(&cast.mara, "topics=bell").await;
        browser.form("/sign-out", &[]).await;
        assert!(of_browser.ends().await, "signed out");
        let mara = cast.mara.id;
        story.app.db.write(async move |tx: &Tx| identity::ops::deactivate(tx, None, mara).await).await.unwrap();
        assert!(of_token.ends().await, "deactivated");
    }

    async fn the_bell_rings_for_whom_it_concerns(story: Story) {
        let cast = people(&story).await;
        let mut mara = open(&cast.mara, "topics=bell").await;
        let mut adam = open(&cast.adam, "topics=feed:latest").await;
        note(&cast.ines, "Ask @mara about the door").await;
        story.settle().await;
        let bell = mara.next_of("bell").await.expect("a bell").json();
        assert_eq!((bell["unread"].as_i64(), bell["label"].as_str()), (Some(1), Some("Notifications, 1 new")));
        assert_eq!(adam.next().await.expect("the post").event, "post");
        hears_nothing(&mut adam).await;
        cast.mara.put("/notifications/read", json!({ "all": true })).await.expect(200);
        assert_eq!(mara.next_of("bell").await.expect("silence").json()["unread"], 0);
    }

    async fn many_are_counted_as_each_would_be(story: Story) {
        let cast = people(&story).await;
        space(&cast.ines, "plans", "private").await;
        note(&cast.ines, "@mara and @adam and @petra and @carl, look").await;
        note_in(&cast.ines, "plans", "@mara look here").await;
        cast.adam.post("/posts", json!({ "kind": "announcement", "title": "The gate", "body": "Closed" })).await.expect(201);
        story.settle().await;
        let all = [cast.ines.id, cast.mara.id, cast.adam.id, cast.petra.id, cast.carl.id];
        let app = story.app.clone();
        let counted = story.app.db.read(async move |tx: &Tx| {
            let many = notifications::unread_of(&app, tx, &all).await?;
            let mut each = Vec::new();
            for member in all {
                let viewer = identity::queries::viewer_of(tx, member).await?;
                each.push((member, notifications::queries::unread(&app, tx, &viewer).await?));
            }
            Ok((many, each))
        });
        let (mut many, mut each) = counted.await.unwrap();
        many.sort_unstable();
        each.sort_unstable();
        assert_eq!(many, each);
        assert!(each.iter().any(|(_, unread)| *unread == 2), "{each:?}");
    }

    async fn who_writes_is_told_to_those_who_look_on(story: Story) {
        let cast = people(&story).await;
        let post = note(&cast.ines, "The door sticks").await;
        let mut ines = open(&cast.ines, &format!("topics=post:{post}")).await;
        let mut elsewhere = open(&cast.adam, "topics=feed:latest").await;
        let mut outside = open(&cast.carl, &format!("topics=post:{post}")).await;
        let before: i64 = story.value("select count(*) from journal").await.unwrap();
        cast.mara.post(&format!("/posts/{post}/typing"), json!({})).await.expect(204);
        cast.mara.post(&format!("/posts/{post}/typing"), json!({})).await.expect(204);
        let writing = ines.next_of("typing").await.expect("a word").json();
        assert_eq!((writing["name"].as_str(), writing["post"].as_str()), (Some("Mara Okafor"), Some(post.as_str())));
        for page in [&mut ines, &mut elsewhere, &mut outside] {
            hears_nothing(page).await;
        }
        assert_eq!(story.value::<i64>("select count(*) from journal").await, Some(before), "it is kept nowhere");
        cast.carl.post(&format!("/posts/{post}/typing"), json!({})).await.expect(404);
        cast.mara.reader().await.post(&format!("/posts/{post}/typing"), json!({})).await.expect(403);
    }

    async fn who_turned_away_does_not_hear_who_writes(story: Story) {
        let cast = people(&story).await;
        let post = note(&cast.ines, "The door sticks").await;
        cast.adam.put("/people/mara/mute", json!({})).await.expect(200);
        cast.mara.put("/people/ines/block", json!({})).await.expect(200);
        let mut muted = open(&cast.adam, &format!("topics=post:{post}")).await;
        let mut blocked = open(&cast.ines, &format!("topics=post:{post}")).await;
        cast.mara.post(&format!("/posts/{post}/typing"), json!({})).await.expect(204);
        hears_nothing(&mut muted).await;
        hears_nothing(&mut blocked).await;
        cast.adam.delete("/people/mara/mute").await.expect(200);
        story.app.clock.advance(kernel::clock::MINUTE);
        let next = note(&cast.ines, "Still").await;
        let mut again = open(&cast.adam, &format!("topics=post:{next}")).await;
        cast.mara.post(&format!("/posts/{next}/typing"), json!({})).await.expect(204);
        assert_eq!(again.next_of("typing").await.expect("a word").json()["name"], "Mara Okafor");
    }

    async fn who_shows_nobody_that_they_are_here_is_not_seen_writing(story: Story) {
        let cast = people(&story).await;
        cast.mara.put("/settings/presence", json!({ "shown_to": "nobody" })).await.expect(200);
        let post = note(&cast.ines, "The door sticks").await;
        let mut page = open(&cast.adam, &format!("topics=post:{post}")).await;
        cast.mara.post(&format!("/posts/{post}/typing"), json!({})).await.expect(204);
        hears_nothing(&mut page).await;
    }

    async fn two_nodes_tell_of_the_same(story: Story) {
        let cast = people(&story).await;
        let Some(other) = second_node(&story).await else { return };
        let there = cast.mara.at(&other);
        let post = note(&cast.ines, "one").await;
        let mut page = open(&there, &format!("topics=post:{post}")).await;
        let answer = comment(&cast.adam, &post).await;
        assert_eq!(page.next_of("comment").await.expect("a comment").json()["comment"], answer.as_str());
        cast.adam.post(&format!("/posts/{post}/typing"), json!({})).await.expect(204);
        assert_eq!(page.next_of("typing").await.expect("a word").json()["name"], "Adam Lindqvist");
    }
}
