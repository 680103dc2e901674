//! Whom one is suggested, why, and who comes first behind an `@`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use crate::people::{ops, types::ProfileFields};
use crate::testing::{begin, member, people};
use kernel::db::Tx;
use kernel::ids::Id;
use kernel::stories;
use kernel::testing::{Story, Visitor};
use kernel::viewer::Role;
use serde_json::{Value, json};

async fn suggested(who: &Visitor<'_>) -> Vec<(String, String)> {
    let found = who.get("/suggestions").await.expect(200).json();
    let people = found["people"].as_array().expect("people").clone();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    people.iter().map(|person| (text(&person["handle"]), text(&person["reason"]))).collect()
}

async fn reason(who: &Visitor<'_>, handle: &str) -> Option<String> {
    suggested(who).await.into_iter().find(|(found, _)| found == handle).map(|(_, reason)| reason)
}

async fn profile(story: &Story, who: Id, fields: ProfileFields) {
    story.app.db.write(async move |tx: &Tx| ops::set_profile(tx, who, &fields, false).await).await.unwrap();
}

async fn space(by: &Visitor<'_>, slug: &str, audience: &str) {
    let joining = if audience == "internal" { "open" } else { "invite" };
    by.post("/spaces", json!({ "name": slug, "slug": slug, "audience": audience, "joining": joining }))
        .await
        .expect(201);
}

async fn note(by: &Visitor<'_>, body: &str) -> String {
    let made = by.post("/posts", json!({ "kind": "note", "body": body })).await.expect(201);
    made.json()["id"].as_str().expect("an id").to_owned()
}

async fn completed(who: &Visitor<'_>, query: &str) -> Vec<String> {
    let found = who.get(&format!("/complete/people?{query}")).await.expect(200).json();
    found["items"].as_array().unwrap().iter().map(|item| item["handle"].as_str().unwrap().to_owned()).collect()
}

stories! {
    async fn the_own_team_comes_first_and_the_reason_is_told(story: Story) {
        let cast = people(&story).await;
        let (adam, graz) = (cast.adam.id, Some("Graz".to_owned()));
        profile(&story, cast.ines.id, ProfileFields { manager: Some(Some(adam)), place: graz.clone(), ..ProfileFields::default() }).await;
        profile(&story, cast.mara.id, ProfileFields { manager: Some(Some(adam)), ..ProfileFields::default() }).await;
        let far = member(&story, cast.northwind, "olu", "Olu Adeyemi", Role::Member).await;
        profile(&story, far.id, ProfileFields { place: graz, ..ProfileFields::default() }).await;
        let found = suggested(&cast.ines).await;
        let reasons = [("adam", "Your manager"), ("mara", "Has the same manager as you"), ("olu", "Works in the same place")];
        assert_eq!(found, reasons.map(|(handle, reason)| (handle.to_owned(), reason.to_owned())));
        assert_eq!(reason(&cast.adam, "ines").await.as_deref(), Some("Reports to you"));
    }

    async fn who_was_dismissed_followed_or_blocked_is_not_suggested(story: Story) {
        let cast = people(&story).await;
        space(&cast.adam, "brakes", "internal").await;
        for who in [&cast.ines, &cast.mara] {
            who.put("/spaces/brakes/membership", json!({})).await.expect(200);
        }
        assert_eq!(reason(&cast.ines, "mara").await.as_deref(), Some("You share 1 space"));
        cast.ines.put("/suggestions/people/mara/dismissal", json!({})).await.expect(200);
        assert_eq!(reason(&cast.ines, "mara").await, None);
        cast.ines.delete("/suggestions/people/mara/dismissal").await.expect(200);
        assert!(reason(&cast.ines, "mara").await.is_some());
        cast.mara.put("/people/ines/block", json!({})).await.expect(200);
        assert_eq!(reason(&cast.ines, "mara").await, None);
        cast.ines.put("/people/adam/follow", json!({})).await.expect(200);
        assert_eq!(reason(&cast.ines, "adam").await, None);
        cast.ines.put("/suggestions/people/nobody-here/dismissal", json!({})).await.expect(404);
        let page = cast.ines.page("/suggestions").await.expect(200).body;
        assert!(!page.contains("Mara Okafor"));
    }

    async fn what_one_may_not_see_is_no_reason(story: Story) {
        let cast = people(&story).await;
        space(&cast.adam, "plans", "secret").await;
        cast.adam.post("/spaces/plans/members", json!({ "handle": "mara" })).await.expect(200);
        cast.mara.put("/spaces/plans/membership", json!({})).await.expect(200);
        assert!(suggested(&cast.ines).await.is_empty(), "a space of others");
        assert_eq!(reason(&cast.mara, "adam").await.as_deref(), Some("You share 1 space"));
        let hidden = json!({ "place": "Graz", "visibility": { "place": "me" } });
        cast.mara.post("/settings/profile", hidden).await.expect(200);
        cast.ines.post("/settings/profile", json!({ "place": "Graz" })).await.expect(200);
        assert!(suggested(&cast.ines).await.is_empty(), "a place that is not shown");
        assert!(suggested(&cast.carl).await.is_empty(), "a customer");
    }

    async fn who_answered_is_worth_knowing(story: Story) {
        let cast = people(&story).await;
        let post = note(&cast.ines, "The door sticks").await;
        cast.mara.post(&format!("/posts/{post}/comments"), json!({ "body": "Oil it" })).await.expect(201);
        assert_eq!(reason(&cast.ines, "mara").await.as_deref(), Some("You met in a conversation"));
    }

    async fn a_conversation_that_one_may_not_read_any_more_is_no_reason(story: Story) {
        let cast = people(&story).await;
        space(&cast.mara, "depot", "private").await;
        cast.mara.post("/spaces/depot/members", json!({ "handle": "ines" })).await.expect(200);
        cast.ines.put("/spaces/depot/membership", json!({})).await.expect(200);
        let form = json!({ "kind": "note", "body": "The door sticks", "space": "depot" });
        let made = cast.ines.post("/posts", form).await.expect(201).json();
        let at = format!("/posts/{}/comments", made["id"].as_str().unwrap());
        cast.mara.post(&at, json!({ "body": "Oil it" })).await.expect(201);
        assert!(reason(&cast.ines, "mara").await.is_some());
        cast.ines.delete("/spaces/depot/membership").await.expect(200);
        assert_eq!(reason(&cast.ines, "mara").await, None);
    }

    async fn of_spaces_only_those_are_suggested_that_one_may_read(story: Story) {
        let cast = people(&story).await;
        cast.ines.put("/people/mara/follow", json!({})).await.expect(200);
        for (slug, audience) in [("yard", "internal"), ("depot", "private"), ("plans", "secret")] {
            let form = json!({ "name": slug, "slug": slug, "audience": audience, "joining": "ask" });
            cast.mara.post("/spaces", form).await.expect(201);
        }
        let found = cast.ines.get("/suggestions").await.expect(200).json();
        let slugs: Vec<&str> = found["spaces"].as_array().unwrap().iter().filter_map(|space| space["slug"].as_str()).collect();
        assert_eq!(slugs, ["yard"], "{found}");
    }

    async fn who_wrote_in_the_conversation_is_completed_first(story: Story) {
        let cast = people(&story).await;
        let (first, second) = (
            member(&story, cast.northwind, "anna", "Anna Berg", Role::Member).await,
            member(&story, cast.northwind, "anton", "Anton Berg", Role::Member).await,
        );
        story.settle().await;
        assert_eq!(completed(&cast.ines, "q=an").await, ["anna", "anton"]);
        let useful = note(&second, "A hint").await;
        cast.ines.put(&format!("/posts/{useful}/reactions/👍"), json!({})).await.expect(200);
        assert_eq!(completed(&cast.ines, "q=an").await, ["anton", "anna"]);
        let post = note(&cast.ines, "The door sticks").await;
        first.post(&format!("/posts/{post}/comments"), json!({ "body": "Oil it" })).await.expect(201);
        assert_eq!(completed(&cast.ines, &format!("q=an&post={post}")).await, ["anna", "anton"]);
        assert_eq!(completed(&cast.ines, "q=an&post=1").await, ["anton", "anna"], "a post that is not there");
        assert_eq!(completed(&cast.ines, "q=anna").await, ["anna"]);
    }
}
