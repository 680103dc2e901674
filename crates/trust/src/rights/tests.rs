//! What people get of themselves, and what is left of who was erased.

use super::write_due;
use crate::testing::{begin, comment, note, people, space, word};
use kernel::args;
use kernel::clock::{DAY, HOUR};
use kernel::db::Tx;
use kernel::stories;
use kernel::testing::Story;
use serde_json::json;

stories! {
    async fn what_is_computed_of_one_is_switched_by_oneself_where_the_company_leaves_it(story: Story) {
        let cast = people(&story).await;
        let on = async |who: &kernel::testing::Visitor<'_>, name: &str| {
            let page = who.get("/settings/privacy").await.expect(200).json();
            let of = |one: &serde_json::Value| one["name"] == name;
            page["analyses"].as_array().unwrap().iter().find(|one| of(one)).unwrap()["on"].as_bool().unwrap()
        };
        // Who is suggested to whom.
        space(&cast.ines, "Brakes", "internal").await;
        cast.mara.put("/spaces/brakes/membership", json!({})).await.expect(200);
        let suggested = async |to: &kernel::testing::Visitor<'_>| {
            let page = to.get("/suggestions").await.expect(200).json();
            page["people"].as_array().unwrap().iter().map(|one| word(&one["handle"])).collect::<Vec<_>>()
        };
        assert!(suggested(&cast.ines).await.contains(&"mara".to_owned()));
        cast.mara.put("/settings/privacy/analyses/suggestions", json!({ "on": false })).await.expect(200);
        assert!(!on(&cast.mara, "suggestions").await && on(&cast.ines, "suggestions").await);
        assert!(!suggested(&cast.ines).await.contains(&"mara".to_owned()), "nobody is told to know her");
        assert!(suggested(&cast.mara).await.is_empty(), "and nothing is computed for her");
        // What one opened is forgotten with the switch.
        let post = note(&cast.ines, "The seal was cold").await;
        cast.mara.post("/search/opens", json!({ "id": post })).await.expect(200);
        assert_eq!(story.value::<i64>("select count(*) from search_opens").await, Some(1));
        cast.mara.put("/settings/privacy/analyses/search", json!({ "on": false })).await.expect(200);
        story.settle().await;
        cast.mara.post("/search/opens", json!({ "id": post })).await.expect(200);
        assert_eq!(story.value::<i64>("select count(*) from search_opens").await, Some(0));
        // The company decides for everybody, and everybody can read it.
        cast.ines.put("/settings/analyses/suggestions", json!({ "policy": "off" })).await.expect(404);
        cast.adam.put("/settings/analyses/suggestions", json!({ "policy": "perhaps" })).await.expect(422);
        cast.adam.put("/settings/analyses/telepathy", json!({ "policy": "off" })).await.expect(404);
        cast.adam.put("/settings/analyses/suggestions", json!({ "policy": "off" })).await.expect(200);
        assert!(suggested(&cast.ines).await.is_empty() && !on(&cast.ines, "suggestions").await);
        cast.mara.put("/settings/privacy/analyses/suggestions", json!({ "on": true })).await.expect(403);
        cast.adam.put("/settings/analyses/suggestions", json!({ "policy": "on" })).await.expect(200);
        assert!(on(&cast.mara, "suggestions").await && suggested(&cast.ines).await.contains(&"mara".to_owned()));
        let said = cast.carl.page("/settings/analyses").await.expect(200).body;
        assert!(said.contains("On for everybody") && !said.contains("name=\"policy\""), "{said}");
        assert!(cast.adam.page("/settings/analyses").await.body.contains("name=\"policy\""));
        cast.mara.put("/settings/privacy/analyses/presence", json!({ "on": false })).await.expect(409);
        story.settle().await;
        let audited = cast.adam.get("/audit").await.expect(200).json().to_string();
        assert!(audited.contains("analyses.decided") && !audited.contains("analyses.chosen"), "{audited}");
    }

    async fn all_that_is_about_me_is_made_in_the_background_and_kept_for_a_while(story: Story) {
        let cast = people(&story).await;
        let post = note(&cast.ines, "Mine").await;
        note(&cast.mara, "Hers").await;
        cast.ines.put("/people/mara/follow", json!({})).await;
        cast.ines.get("/settings/privacy/export").await.expect(404);
        cast.ines.post("/settings/privacy/export", json!({})).await.expect(200);
        cast.ines.post("/settings/privacy/export", json!({})).await.expect(200);
        let page = cast.ines.get("/settings/privacy").await.expect(200).json();
        assert_eq!((page["requests"].as_array().unwrap().len(), page["requests"][0]["state"].clone()), (1, json!("waiting")));
        assert!(write_due(&story.app).await.unwrap() && !write_due(&story.app).await.unwrap());
        let page = cast.ines.get("/settings/privacy").await.expect(200).json();
        assert_eq!(page["requests"][0]["state"], "ready");
        cast.ines.get("/settings/privacy/export").await.expect(200);
        cast.mara.get("/settings/privacy/export").await.expect(404);
        let hash: String = story.value("select hash from rights_requests").await.unwrap();
        let bytes = story.app.files.get(&hash.parse().unwrap()).await.unwrap();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes.to_vec())).unwrap();
        let mut posts = String::new();
        std::io::Read::read_to_string(&mut zip.by_name("posts.jsonl").unwrap(), &mut posts).unwrap();
        assert!(posts.contains(&post) && posts.contains("Mine") && !posts.contains("Hers"), "{posts}");
        story.app.clock.advance(15 * DAY);
        while write_due(&story.app).await.unwrap() {}
        cast.ines.get("/settings/privacy/export").await.expect(404);
        for who in [&cast.ines, &cast.carl, &cast.petra] {
            assert_eq!(who.get("/settings/analyses").await.expect(200).json()["smallest_group"], 12);
            assert!(who.page("/settings/privacy").await.expect(200).body.contains("/settings/privacy/export"));
        }
        cast.stranger.get("/settings/privacy").await.expect(401);
    }

    async fn who_is_erased_is_forgotten_and_the_conversation_stays_readable(story: Story) {
        let cast = people(&story).await;
        space(&cast.ines, "Brakes", "internal").await;
        let photo = story.app.files.put(b"Ines, on the platform".as_slice()).await.unwrap().to_string();
        let face = photo.clone();
        let wears = async move |tx: &Tx| tx.execute("update members set photo = $1 where handle = 'ines'", args![&face]).await;
        story.app.db.write(wears).await.unwrap();
        let post = note(&cast.ines, "The seal was cold").await;
        let answer = comment(&cast.mara, &post, "It was").await;
        cast.ines.post("/posts", json!({ "kind": "note", "body": "Half a thought", "state": "draft" })).await.expect(201);
        cast.ines.post("/settings/privacy/erasure", json!({ "confirm": "mara" })).await.expect(422);
        cast.ines.post("/settings/privacy/erasure", json!({ "confirm": "ines", "reason": "I leave" })).await.expect(200);
        cast.ines.delete("/settings/privacy/erasure").await.expect(200);
        cast.ines.delete("/settings/privacy/erasure").await.expect(404);
        cast.ines.post("/settings/privacy/erasure", json!({ "confirm": "@ines" })).await.expect(200);
        cast.lotte.get("/privacy/requests").await.expect(404);
        let request = cast.adam.get("/privacy/requests").await.expect(200).json()["items"][0].clone();
        assert_eq!(request["person"]["handle"], "ines");
        let at = format!("/privacy/requests/{}/decision", word(&request["id"]));
        cast.adam.post(&at, json!({ "outcome": "perhaps" })).await.expect(422);
        cast.adam.post(&at, json!({ "outcome": "refuse" })).await.expect(422);
        cast.adam.post(&at, json!({ "outcome": "erase" })).await.expect(200);
        cast.adam.post(&at, json!({ "outcome": "erase" })).await.expect(409);
        let letter = "select count(*) from outbox where mail like '%you have been erased%'";
        assert_eq!(story.value::<i64>(letter).await, Some(1), "the last letter");
        cast.ines.get("/feed").await.expect(401);
        story.settle().await;
        let shown = cast.mara.get(&format!("/posts/{post}")).await.expect(200).body;
        assert!(shown.contains("The seal was cold") && shown.contains("Former member") && !shown.contains("Ines"), "{shown}");
        assert!(shown.contains(&answer));
        let left: i64 = story.value("select count(*) from members where name like '%Ines%' or handle = 'ines'").await.unwrap();
        let drafts: i64 = story.value("select count(*) from posts where state = 'draft'").await.unwrap();
        assert_eq!((left, drafts), (0, 0));
        let owners: i64 = story.value("select count(*) from memberships where role = 'owner'").await.unwrap();
        assert_eq!(owners, 1, "the space was handed over");
        assert_eq!(cast.adam.get("/privacy/requests").await.expect(200).json()["items"][0]["kept_posts"], 1);
        // The picture goes with them, when nobody can be at putting the same one.
        let bytes = async || story.app.files.get(&photo.parse().unwrap()).await;
        assert!(bytes().await.is_ok());
        story.app.clock.advance(2 * HOUR);
        community::posts::purging::remove_files(&story.app).await.unwrap();
        assert!(bytes().await.is_err());
        assert!(cast.adam.page("/privacy/requests").await.expect(200).body.contains("One post stays"));
    }

    async fn a_hold_keeps_who_somebody_was_sealed_until_it_is_released(story: Story) {
        let cast = people(&story).await;
        cast.adam.post("/holds", json!({ "name": "Case 7", "reason": "A claim", "people": "ines" })).await.expect(201);
        cast.ines.post("/settings/privacy/erasure", json!({ "confirm": "ines" })).await.expect(200);
        let request = cast.adam.get("/privacy/requests").await.expect(200).json()["items"][0].clone();
        assert_eq!(request["holds"], json!(["Case 7"]));
        let at = format!("/privacy/requests/{}/decision", word(&request["id"]));
        cast.adam.post(&at, json!({ "outcome": "erase" })).await.expect(200);
        while write_due(&story.app).await.unwrap() {}
        let sealed: String = story.value("select who from rights_sealed").await.unwrap();
        assert!(sealed.contains("Ines Halvorsen"));
        let hold = word(&cast.adam.get("/holds").await.expect(200).json()["items"][0]["id"]);
        cast.adam.put(&format!("/holds/{hold}/release"), json!({ "reason": "settled" })).await.expect(200);
        while write_due(&story.app).await.unwrap() {}
        assert_eq!(story.value::<i64>("select count(*) from rights_sealed").await, Some(0));
    }

    async fn for_who_cannot_sign_in_an_administrator_asks_and_only_they_get_it(story: Story) {
        let cast = people(&story).await;
        note(&cast.ines, "Mine").await;
        let form = json!({ "handle": "@ines", "kind": "export", "email": "ines@home.example", "reason": "By post, with a copy of her card" });
        cast.lotte.post("/privacy/requests", form.clone()).await.expect(404);
        assert!(cast.adam.post("/privacy/requests", form.clone()).await.expect(422).body.contains("rights-asks-alone"));
        let ines = cast.ids["ines"];
        let leaves = async move |tx: &Tx| community::identity::ops::deactivate(tx, None, ines).await;
        story.app.db.write(leaves).await.unwrap();
        let empty = cast.adam.post("/privacy/requests", json!({ "handle": "nobody", "kind": "all", "email": "x" })).await.expect(422);
        for field in ["handle", "kind", "email", "reason"] {
            assert!(empty.body.contains(&format!("\"{field}\"")), "{field}: {}", empty.body);
        }
        cast.adam.post("/privacy/requests", form.clone()).await.expect(201);
        assert!(cast.adam.post("/privacy/requests", form.clone()).await.expect(422).body.contains("rights-waits"));
        assert!(write_due(&story.app).await.unwrap());
        let key = |mail: &str| {
            let at = mail.find("/rights/").unwrap() + "/rights/".len();
            mail[at..].chars().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect::<String>()
        };
        let mail = async |says: &str| {
            story.settle().await;
            story.mails_to("ines@home.example").into_iter().find(|mail| mail.contains(says)).unwrap()
        };
        let link = format!("/rights/{}", key(&mail("is ready").await));
        assert_eq!(cast.stranger.get(&link).await.expect(200).json()["state"], "ready");
        assert!(cast.stranger.page(&link).await.expect(200).body.contains(&format!("{link}/archive")));
        cast.stranger.get(&format!("{link}/archive")).await.expect(200);
        cast.adam.get("/settings/privacy/export").await.expect(404);
        cast.stranger.get("/rights/guessed").await.expect(404);
        cast.stranger.get("/rights/guessed/archive").await.expect(404);
        let shown = cast.adam.get("/privacy/requests").await.expect(200).json()["items"][0].clone();
        assert_eq!((&shown["kind"], &shown["reach"], &shown["state"]), (&json!("export"), &json!("ines@home.example"), &json!("ready")));
        story.app.clock.advance(15 * DAY);
        while write_due(&story.app).await.unwrap() {}
        cast.stranger.get(&link).await.expect(404);
        assert_eq!(story.value::<String>("select reach from rights_requests").await, Some(String::new()), "the address goes");
        // To be erased, first refused and then carried out.
        let form = json!({ "handle": "ines", "kind": "erasure", "email": "ines@home.example", "reason": "By post" });
        let ask = async || word(&cast.adam.post("/privacy/requests", form.clone()).await.expect(201).json()["id"]);
        let at = format!("/privacy/requests/{}/decision", ask().await);
        cast.adam.post(&at, json!({ "outcome": "refuse", "reason": "A debt is open" })).await.expect(200);
        let link = format!("/rights/{}", key(&mail("was not carried out").await));
        assert!(cast.stranger.page(&link).await.expect(200).body.contains("A debt is open"));
        cast.stranger.get(&format!("{link}/archive")).await.expect(404);
        let at = format!("/privacy/requests/{}/decision", ask().await);
        cast.adam.post(&at, json!({ "outcome": "erase" })).await.expect(200);
        assert!(!mail("you have been erased").await.contains("/rights/"));
        let handle: String = story.value("select handle from members where name not like '%Ines%' and state = 'deactivated'").await.unwrap();
        let again = json!({ "handle": handle, "kind": "export", "email": "ines@home.example", "reason": "By post" });
        assert!(cast.adam.post("/privacy/requests", again).await.expect(422).body.contains("rights-erased"));
        story.settle().await;
        let log = cast.adam.get("/audit?verb=rights.").await.expect(200).json().to_string();
        assert!(log.contains("rights.asked") && !log.contains("home.example"), "{log}");
    }

    async fn the_last_administrator_is_not_erased(story: Story) {
        let cast = people(&story).await;
        cast.adam.post("/settings/privacy/erasure", json!({ "confirm": "adam" })).await.expect(200);
        let request = cast.adam.get("/privacy/requests").await.expect(200).json()["items"][0].clone();
        let at = format!("/privacy/requests/{}/decision", word(&request["id"]));
        cast.adam.post(&at, json!({ "outcome": "erase" })).await.expect(409);
    }
}
