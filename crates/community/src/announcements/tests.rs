//! Who announces, whom it reaches, who has confirmed what.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use crate::announcements::remind_due;
use crate::identity;
use crate::people;
use crate::testing::{begin, member, people as everybody};
use kernel::clock::{DAY, HOUR};
use kernel::db::Tx;
use kernel::ids::Id;
use kernel::stories;
use kernel::testing::{Story, Visitor};
use kernel::viewer::Role;
use serde_json::{Value, json};

fn announcement(title: &str) -> Value {
    json!({ "kind": "announcement", "title": title, "body": "From Monday on the gate is closed at six.", "confirm": true })
}

async fn announce(who: &Visitor<'_>, form: Value) -> String {
    who.post("/posts", form).await.expect(201).json()["id"].as_str().unwrap().to_owned()
}

async fn unread(who: &Visitor<'_>) -> i64 {
    who.get("/notifications").await.expect(200).json()["unread"].as_i64().unwrap()
}

async fn on_top(who: &Visitor<'_>) -> Vec<String> {
    let feed = who.get("/feed").await.expect(200).json();
    feed["announcements"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect()
}

async fn move_to(story: &Story, who: Id, place: &str) {
    let fields =
        people::types::ProfileFields { place: Some(place.to_owned()), ..people::types::ProfileFields::default() };
    let moved = async move |tx: &Tx| people::ops::set_profile(tx, who, &fields, false).await;
    story.app.db.write(moved).await.unwrap();
}

stories! {
    async fn an_announcement_costs_one_row_and_is_counted_at_once(story: Story) {
        let cast = everybody(&story).await;
        cast.mara.post("/posts", announcement("The gate")).await.expect(403);
        let post = announce(&cast.adam, announcement("The gate")).await;
        // No reader has run: the counter looks behind the member's position.
        assert_eq!((unread(&cast.ines).await, unread(&cast.mara).await, unread(&cast.adam).await), (1, 1, 0));
        assert_eq!(unread(&cast.carl).await, 0, "a customer does not read what is internal");
        story.settle().await;
        let rows: i64 = story.value("select count(*) from notifications").await.unwrap();
        assert_eq!(rows, 0);
        let items = cast.ines.get("/notifications").await.expect(200).json();
        assert_eq!(items["items"][0]["text"], "Adam Lindqvist announced: The gate");
        assert_eq!(items["items"][0]["id"], post.as_str());
        cast.ines.browser().await.page(&format!("/notifications/{post}")).await.expect(303);
        assert_eq!((unread(&cast.ines).await, unread(&cast.mara).await), (0, 1));
        cast.mara.put("/notifications/read", json!({ "all": true })).await.expect(200);
        assert_eq!(unread(&cast.mara).await, 0);
    }

    async fn a_confirmation_is_of_the_exact_text(story: Story) {
        let cast = everybody(&story).await;
        let post = announce(&cast.adam, announcement("The gate")).await;
        let at = format!("/posts/{post}/confirmation");
        assert_eq!(on_top(&cast.ines).await, ["The gate"]);
        cast.ines.put(&format!("/posts/{post}/dismissal"), json!({})).await.expect(409);
        cast.ines.put(&at, json!({ "revision": 1 })).await.expect(200);
        cast.ines.put(&at, json!({ "revision": 1 })).await.expect(200);
        assert!(on_top(&cast.ines).await.is_empty());
        cast.adam.put(&format!("/posts/{post}"), json!({ "title": "The gate", "body": "At seven." })).await.expect(200);
        assert_eq!(on_top(&cast.ines).await, ["The gate"], "the text is another now");
        cast.ines.put(&at, json!({ "revision": 1 })).await.expect(409);
        cast.mara.put(&at, json!({})).await.expect(200);
        let register = cast.adam.get(&format!("/posts/{post}/confirmations")).await.expect(200).json();
        assert_eq!((&register["addressed"], &register["confirmed"], &register["revision"]), (&json!(2), &json!(1), &json!(2)));
        let of = |handle: &str| register["items"].as_array().unwrap().iter().find(|item| item["member"]["handle"] == handle).unwrap().clone();
        assert!(of("ines")["confirmed"].is_null() && of("ines")["revision"] == 1);
        assert!(of("mara")["confirmed"].is_i64());
        cast.ines.get(&format!("/posts/{post}/confirmations")).await.expect(403);
        cast.carl.get(&format!("/posts/{post}/confirmations")).await.expect(404);
        cast.carl.put(&at, json!({})).await.expect(404);
        let missing = cast.adam.get(&format!("/posts/{post}/confirmations?state=missing")).await.expect(200).json();
        assert_eq!(missing["items"].as_array().unwrap().len(), 1);
        let table = cast.adam.get(&format!("/posts/{post}/confirmations?format=csv")).await.expect(200);
        assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
        assert_eq!(table.body.lines().count(), 3, "{}", table.body);
        assert!(table.body.contains("mara,Mara Okafor,2026-11-02T08:00:00Z,2"), "{}", table.body);
        let page = cast.ines.browser().await.page(&format!("/posts/{post}")).await.expect(200);
        assert!(page.body.contains("name=\"revision\" value=\"2\""), "the page asks for the present text");
        let page = cast.adam.browser().await.page(&format!("/posts/{post}/confirmations")).await.expect(200);
        assert!(page.body.contains("Ines Halvorsen"));
    }

    async fn it_reaches_those_whom_it_names(story: Story) {
        let cast = everybody(&story).await;
        move_to(&story, cast.ines.id, "Göteborg").await;
        move_to(&story, cast.mara.id, "Lyon").await;
        let mut form = announcement("Only in the north");
        form["places"] = json!(["goteborg"]);
        let post = announce(&cast.adam, form).await;
        assert_eq!((unread(&cast.ines).await, unread(&cast.mara).await), (1, 0));
        cast.mara.get(&format!("/posts/{post}")).await.expect(200);
        assert_eq!(cast.adam.get(&format!("/posts/{post}/confirmations")).await.expect(200).json()["addressed"], 1);
        let mut form = announcement("Nobody");
        form["organisations"] = json!("no-such-organisation");
        cast.adam.post("/posts", form).await.expect(422);
    }

    async fn an_owner_announces_in_their_own_space(story: Story) {
        let cast = everybody(&story).await;
        cast.mara.post("/spaces", json!({ "slug": "depot", "name": "Depot", "audience": "internal" })).await.expect(201);
        cast.ines.put("/spaces/depot/membership", json!({})).await.expect(200);
        let form = json!({ "kind": "announcement", "space": "depot", "title": "Lift", "body": "Out of order." });
        cast.ines.post("/posts", form.clone()).await.expect(403);
        let post = announce(&cast.mara, form).await;
        assert_eq!((unread(&cast.ines).await, unread(&cast.adam).await), (1, 0), "only members of the space");
        assert_eq!(on_top(&cast.ines).await, ["Lift"]);
        cast.ines.put(&format!("/posts/{post}/confirmation"), json!({})).await.expect(409);
        cast.ines.browser().await.form(&format!("/posts/{post}/dismissal?_method=PUT"), &[]).await.expect(303);
        assert!(on_top(&cast.ines).await.is_empty());
    }

    async fn who_has_not_confirmed_is_reminded(story: Story) {
        let cast = everybody(&story).await;
        let post = announce(&cast.adam, announcement("The gate")).await;
        cast.ines.put(&format!("/posts/{post}/confirmation"), json!({})).await.expect(200);
        cast.ines.post(&format!("/posts/{post}/reminders"), json!({})).await.expect(403);
        cast.adam.post(&format!("/posts/{post}/reminders"), json!({})).await.expect(200);
        cast.adam.post(&format!("/posts/{post}/reminders"), json!({})).await.expect(409);
        story.settle().await;
        let mara = cast.mara.get("/notifications").await.expect(200).json();
        assert!(mara["items"].as_array().unwrap().iter().any(|item| item["kind"] == "confirmation"), "{mara}");
        let ines = cast.ines.get("/notifications").await.expect(200).json();
        assert!(!ines["items"].as_array().unwrap().iter().any(|item| item["kind"] == "confirmation"), "{ines}");
        cast.mara.put(&format!("/posts/{post}/confirmation"), json!({})).await.expect(200);
        assert_eq!(unread(&cast.mara).await, 0, "a reminder is over with what it reminds of");
        story.app.clock.advance(DAY);
        cast.adam.post(&format!("/posts/{post}/reminders"), json!({})).await.expect(200);
    }

    async fn who_has_not_confirmed_is_reminded_by_itself_as_its_owner_chose(story: Story) {
        let cast = everybody(&story).await;
        let mut form = announcement("The gate");
        form["remind_after"] = json!("91");
        cast.adam.post("/posts", form.clone()).await.expect(422);
        form["remind_after"] = json!("3");
        let post = announce(&cast.adam, form).await;
        announce(&cast.adam, announcement("By hand")).await;
        let run = async || while remind_due(&story.app).await.unwrap() {};
        let reminders = async || {
            run().await;
            story.settle().await;
            story.value::<i64>("select count(*) from announcement_reminders").await.unwrap()
        };
        story.app.clock.advance(2 * DAY);
        assert_eq!(reminders().await, 0, "it is too early");
        cast.ines.put(&format!("/posts/{post}/confirmation"), json!({})).await.expect(200);
        story.app.clock.advance(DAY + HOUR);
        assert_eq!(reminders().await, 1);
        assert_eq!(reminders().await, 1, "once");
        let told = async |who: &Visitor<'_>| {
            let items = who.get("/notifications").await.expect(200).json();
            items["items"].as_array().unwrap().iter().filter(|item| item["kind"] == "confirmation").count()
        };
        assert_eq!((told(&cast.mara).await, told(&cast.ines).await), (1, 0));
        for _ in 0..10 {
            story.app.clock.advance(3 * DAY + HOUR);
            run().await;
        }
        assert_eq!(reminders().await, 5, "not for ever");
    }

    async fn nobody_is_reminded_of_what_all_have_confirmed(story: Story) {
        let cast = everybody(&story).await;
        let mut form = announcement("The gate");
        form["remind_after"] = json!(1);
        let post = announce(&cast.adam, form).await;
        for who in [&cast.ines, &cast.mara] {
            who.put(&format!("/posts/{post}/confirmation"), json!({})).await.expect(200);
        }
        story.app.clock.advance(2 * DAY);
        while remind_due(&story.app).await.unwrap() {}
        assert_eq!(story.value::<i64>("select count(*) from announcement_reminders").await, Some(0));
    }

    async fn everybody_sees_how_many_have_seen_it(story: Story) {
        let cast = everybody(&story).await;
        let post = announce(&cast.adam, json!({ "kind": "announcement", "title": "Lift", "body": "Out of order." })).await;
        let (ines, mara) = (cast.ines.browser().await, cast.mara.browser().await);
        let at = format!("/posts/{post}");
        ines.page(&at).await.expect(200);
        story.app.clock.advance(HOUR);
        let page = mara.page(&at).await.expect(200);
        assert!(page.body.contains("Seen by \u{2068}2\u{2069}") || page.body.contains("Seen by 2"), "{}", page.body);
        assert_eq!(unread(&cast.ines).await, 0, "who has opened it has read it");
        assert!(!page.body.contains(&format!("/posts/{post}/confirmations")), "who that is its owner alone sees");
    }

    async fn a_draft_keeps_what_an_announcement_asks(story: Story) {
        let cast = everybody(&story).await;
        let browser = cast.adam.browser().await;
        let fields = [
            ("kind", "announcement"), ("title", "The gate"), ("body", "From Monday on."), ("audience", "internal"),
            ("confirm", "on"), ("remind_after", "7"), ("places", "Göteborg, Lyon"), ("state", "draft"),
        ];
        let draft = browser.form("/posts", &fields).await.expect(303).header("location").to_owned();
        let id = draft.trim_start_matches("/posts/").split('-').next().unwrap().to_owned();
        let edit = browser.page(&format!("/posts/{id}/edit")).await.expect(200).body;
        assert!(edit.contains("name=\"confirm\" checked"), "{edit}");
        assert!(edit.contains("name=\"remind_after\" type=\"number\" value=\"7\""), "{edit}");
        assert!(edit.contains("value=\"Göteborg, Lyon\""), "{edit}");
        let published = [("title", "The gate"), ("body", "From Monday on."), ("audience", "internal"), ("confirm", "on"), ("places", "")];
        let at = browser.form(&format!("/posts/{id}?_method=PUT"), &published).await.expect(303).header("location").to_owned();
        let id = at.trim_start_matches("/posts/").split('-').next().unwrap().to_owned();
        assert_eq!(cast.adam.get(&format!("/posts/{id}/confirmations")).await.expect(200).json()["addressed"], 2);
        // What the page itself keeps while one writes.
        let kept = json!({ "fields": { "body": ["More"], "title": ["More"], "confirm": ["on"], "audience": ["internal"], "departments": ["Depot"] } });
        cast.adam.put("/drafts/new-announcement", kept).await.expect(200);
        let form = browser.page("/posts/new?kind=announcement").await.expect(200).body;
        assert!(form.contains("name=\"confirm\" checked") && form.contains("value=\"Depot\""), "{form}");
        assert!(form.contains("<option value=\"internal\" data-audience=\"internal\""), "{form}");
    }

    async fn it_leaves_home_by_itself(story: Story) {
        let cast = everybody(&story).await;
        let until = story.app.clock.now() + 2 * HOUR;
        let form = json!({ "kind": "announcement", "title": "Tonight", "body": "Open house.", "pinned_until": until });
        announce(&cast.adam, form).await;
        assert_eq!(on_top(&cast.ines).await, ["Tonight"]);
        story.app.clock.advance(3 * HOUR);
        assert!(on_top(&cast.ines).await.is_empty());
        let form = json!({ "kind": "announcement", "title": "Yesterday", "body": "Late.", "pinned_until": 5 });
        cast.adam.post("/posts", form).await.expect(422);
    }

    async fn who_comes_later_is_not_behind(story: Story) {
        let cast = everybody(&story).await;
        announce(&cast.adam, announcement("Before")).await;
        story.app.clock.advance(HOUR);
        let late = member(&story, cast.northwind, "late", "Late Comer", Role::Member).await;
        assert_eq!(unread(&late).await, 0);
        assert_eq!(on_top(&late).await, ["Before"], "what has to be confirmed is asked of everybody");
        let handle = async |tx: &Tx| identity::queries::member_by_handle(tx, "late").await;
        assert_eq!(story.app.db.read(handle).await.unwrap(), Some(late.id));
    }
}
