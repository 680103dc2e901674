//! Stories of what those who moderate are told, what a report names, and what the queue does not give away.

use super::{decide, first_case, note, people, report, space, word};
use crate::moderation::lateness;
use crate::testing::begin;
use kernel::clock::HOUR;
use kernel::db::Tx;
use kernel::stories;
use kernel::testing::{Story, Visitor};
use serde_json::json;

async fn told(of: &Visitor<'_>, kind: &str) -> usize {
    let told = of.get("/notifications").await.expect(200).json();
    told["items"].as_array().unwrap().iter().filter(|one| one["kind"] == kind).count()
}

async fn look_for_late(story: &Story) -> usize {
    story.app.db.write(async |tx: &Tx| lateness::tell(tx).await).await.unwrap()
}

stories! {
    async fn those_who_may_decide_are_told_of_cases_of_late_ones_and_of_appeals(story: Story) {
        let cast = people(&story).await;
        space(&cast.mara, "Depot", "internal").await;
        let new = json!({ "kind": "note", "space": "depot", "body": "Marek is off with his back again." });
        let post = word(&cast.ines.post("/posts", new).await.expect(201).json()["id"]);
        report(&cast.tomas, &post).await;
        story.indexed().await;
        assert_eq!(told(&cast.lotte, "case").await, 1);
        assert_eq!(told(&cast.mara, "case").await, 1, "who owns the space");
        assert_eq!(told(&cast.tomas, "case").await, 0, "who reported it");
        assert_eq!(told(&cast.ines, "case").await, 0, "whose it is");
        assert_eq!(told(&cast.petra, "case").await, 0);
        let case = first_case(&cast.lotte, "open").await;
        assert_eq!(look_for_late(&story).await, 0, "there is time");
        story.app.clock.advance(9 * HOUR);
        assert_eq!(look_for_late(&story).await, 1);
        assert_eq!(look_for_late(&story).await, 0, "once for each");
        story.indexed().await;
        assert_eq!(told(&cast.lotte, "case-late").await, 1);
        let decision = decide(&cast.lotte, &case, "hide").await;
        let appeal = json!({ "text": "He asked me to write it." });
        cast.ines.post(&format!("/moderation/decisions/{decision}/appeal"), appeal).await.expect(200);
        story.indexed().await;
        assert_eq!(told(&cast.lotte, "case-appealed").await, 0, "who decided");
        assert_eq!(told(&cast.mara, "case-appealed").await, 1);
        assert_eq!(told(&cast.ines, "case-appealed").await, 0);
        let log = cast.adam.get("/audit?verb=moderation.opened").await.expect(200).json();
        assert_eq!(log["items"], json!([]), "a report is no administration");
        let by_hand = note(&cast.ines, "Fools.").await;
        cast.lotte.post("/moderation/cases", json!({ "post": by_hand, "reason": "respect" })).await.expect(201);
        story.settle().await;
        let log = cast.adam.get("/audit?verb=moderation.opened").await.expect(200).json();
        assert_eq!(log["items"].as_array().unwrap().len(), 1);
    }

    async fn a_report_names_the_charter_and_the_decision_follows_it(story: Story) {
        let cast = people(&story).await;
        for (title, slug, standing) in [("House rules", "house-rules", "own"), ("Partners", "partners", "partner")] {
            let policy = json!({ "title": title, "body": "## Be kind {#kind}\nTo all.", "standings": [standing], "binding": false, "language": "en" });
            cast.adam.post("/charter/manage", policy).await.expect(201);
            cast.adam.post(&format!("/charter/{slug}/publication"), json!({})).await.expect(201);
        }
        let post = note(&cast.ines, "Fools.").await;
        let at = format!("/posts/{post}/reports");
        let page = cast.browser("mara").await.page(&at).await.expect(200).body;
        assert!(page.contains("house-rules#kind") && !page.contains("partners#kind"));
        let form = |cites: &str| json!({ "reason": "respect", "cites": cites });
        let wrong = cast.mara.post(&at, form("partners#kind")).await.expect(422).json();
        assert_eq!(wrong["errors"][0]["field"], "cites");
        cast.mara.post(&at, form("house-rules#kind")).await.expect(200);
        let case = first_case(&cast.lotte, "open").await;
        let seen = cast.lotte.get(&format!("/moderation/cases/{case}")).await.expect(200).json();
        assert_eq!(seen["case"]["causes"][0]["cites"], "house-rules/1#kind|Be kind");
        let page = cast.browser("lotte").await.page(&format!("/moderation/cases/{case}")).await.expect(200).body;
        assert!(page.contains("value=\"house-rules#kind\" selected"));
        assert!(page.contains("/charter/house-rules/versions/1#kind"));
    }

    async fn the_queue_does_not_read_out_what_is_private(story: Story) {
        let cast = people(&story).await;
        space(&cast.ines, "Board", "private").await;
        let new = json!({ "kind": "note", "space": "board", "body": "Marek is off with his back again." });
        let post = word(&cast.ines.post("/posts", new).await.expect(201).json()["id"]);
        cast.ines.put("/spaces/board/moderation", json!({ "who": "nobody" })).await.expect(200);
        let rule = "insert into moderation_cases (id, thing, kind, author, space, state, source, title, evidence, reports, weight, opened, due)
                    select 77, p.id, p.kind, p.author, p.space, 'open', 'rule', p.body, '{\"audience\":\"private\"}', 0, 1, 1, 2 from posts p";
        story.app.db.write(async move |tx: &Tx| tx.execute(rule, &[]).await).await.unwrap();
        let queue = cast.lotte.get("/moderation/cases").await.expect(200);
        assert!(!queue.body.contains("Marek"), "{}", queue.body);
        assert_eq!(queue.json()["items"][0]["private"], true);
        let case = word(&queue.json()["items"][0]["id"]);
        let seen = cast.lotte.get(&format!("/moderation/cases/{case}")).await.expect(200).json();
        assert_eq!(seen["case"]["title"], "Marek is off with his back again.", "{post}");
        story.settle().await;
        let log = cast.adam.get("/audit?verb=moderation.read").await.expect(200).json();
        assert_eq!(log["items"].as_array().unwrap().len(), 1);
    }

    async fn the_public_log_is_public_where_anything_is(story: Story) {
        let cast = people(&story).await;
        cast.stranger.get("/moderation/log").await.expect(401);
        space(&cast.adam, "Town square", "public").await;
        cast.stranger.get("/moderation/log").await.expect(200);
        cast.stranger.get("/moderation/mine").await.expect(401);
    }

    async fn whose_text_a_wave_takes_is_told_and_may_object_to_somebody_else(story: Story) {
        let cast = people(&story).await;
        let mut posts = Vec::new();
        for by in [&cast.ines, &cast.mara] {
            posts.push(note(by, "Cheap brake pads, says the news").await);
        }
        let wave = json!({ "words": "cheap brake pads", "hours": 6 });
        cast.lotte.post("/moderation/waves", wave).await.expect(201);
        story.indexed().await;
        assert_eq!(told(&cast.ines, "wave").await, 1);
        assert_eq!(told(&cast.tomas, "wave").await, 0);
        let page = cast.browser("ines").await.page("/moderation/mine").await.expect(200).body;
        assert!(page.contains("/moderation/objections"));
        let form = json!({ "post": posts[0], "text": "It is about the article in the newspaper." });
        cast.mara.post("/moderation/objections", form.clone()).await.expect(404);
        cast.ines.post("/moderation/objections", form.clone()).await.expect(200);
        cast.ines.post("/moderation/objections", form).await.expect(409);
        let page = cast.browser("ines").await.page("/moderation/mine?objected=1").await.expect(200).body;
        assert!(!page.contains("/moderation/objections"));
        let case = first_case(&cast.tomas, "open").await;
        let keep = json!({ "outcome": "keep", "reason": "It quotes a newspaper." });
        let at = format!("/moderation/cases/{case}/decision");
        cast.lotte.post(&at, keep.clone()).await.expect(403);
        cast.tomas.post(&at, keep).await.expect(200);
        story.indexed().await;
        let seen = async |post: &str| cast.tomas.get(&format!("/posts/{post}")).await.expect(200).json()["withheld"].clone();
        assert_eq!(seen(&posts[0]).await, json!(null));
        assert_eq!(seen(&posts[1]).await["state"], "held");
        assert_eq!(told(&cast.ines, "moderated").await, 1, "what came of it");
    }
}
