//! How a member's mail address changes, and how it does not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::tests::link;
use crate::testing::{begin, people};
use kernel::clock::{DAY, MINUTE};
use kernel::stories;
use kernel::testing::{Story, Visitor};
use serde_json::json;

const HERE: &str = "/settings/account?_method=PUT";

async fn address(visitor: &Visitor<'_>) -> (String, Option<String>) {
    let account = visitor.get("/settings/account").await.expect(200).json();
    (account["email"].as_str().unwrap().to_owned(), account["new_email"].as_str().map(str::to_owned))
}

stories! {
    async fn a_new_address_holds_when_it_was_confirmed_from_there(story: Story) {
        let cast = people(&story).await;
        let ines = cast.ines.browser().await;
        let old = cast.ines.email.as_str();
        ines.form(HERE, &[("email", "not an address")]).await.expect(422);
        ines.form(HERE, &[("email", " Ines@Halvorsen.example ")]).await.expect(303);
        assert_eq!(address(&ines).await, (old.to_owned(), Some("ines@halvorsen.example".to_owned())));
        assert!(ines.page("/settings/account").await.body.contains("We sent a link to"));
        story.settle().await;
        assert!(story.mails_to(old)[0].starts_with("Somebody wants another email address"), "the old address is told");
        let mails = story.mails_to("ines@halvorsen.example");
        assert!(mails[0].starts_with("Confirm your email address at Northwind"), "{}", mails[0]);
        let link = link(&mails[0]);
        assert!(story.stranger().page(&link).await.expect(200).body.contains("@ines"));
        assert_eq!(address(&ines).await.0, old, "looking at the link is not following it");
        story.stranger().form(&link, &[]).await.expect(303);
        assert_eq!(address(&ines).await, ("ines@halvorsen.example".to_owned(), None));
        story.settle().await;
        assert!(story.mails_to(old).iter().any(|mail| mail.contains("has another email address now")));
        story.stranger().form(&link, &[]).await.expect(404);
        story.stranger().page(&link).await.expect(404);
    }

    async fn a_link_ends_with_time_with_the_next_one_and_when_it_is_taken_back(story: Story) {
        let cast = people(&story).await;
        let ines = cast.ines.browser().await;
        let mut links = Vec::new();
        for to in ["one@halvorsen.example", "two@halvorsen.example"] {
            ines.form(HERE, &[("email", to)]).await.expect(303);
            story.settle().await;
            links.push(link(&story.mails_to(to)[0]));
        }
        story.stranger().form(&links[0], &[]).await.expect(404);
        story.stranger().page(&links[1]).await.expect(200);
        ines.delete("/settings/account/new-email").await.expect(200);
        ines.delete("/settings/account/new-email").await.expect(404);
        story.stranger().form(&links[1], &[]).await.expect(404);

        ines.form(HERE, &[("email", "three@halvorsen.example")]).await.expect(303);
        story.settle().await;
        let late = link(&story.mails_to("three@halvorsen.example")[0]);
        story.app.clock.advance(DAY);
        story.stranger().form(&late, &[]).await.expect(404);
        assert_eq!(address(&ines).await, (cast.ines.email.clone(), None));
    }

    async fn a_new_password_stops_the_change_that_somebody_else_began(story: Story) {
        let cast = people(&story).await;
        let ines = cast.ines.browser().await;
        ines.form(HERE, &[("email", "thief@elsewhere.example")]).await.expect(303);
        story.settle().await;
        let stolen = link(&story.mails_to("thief@elsewhere.example")[0]);
        cast.ines.choose_password("a quieter lamp at noon").await;
        story.stranger().form(&stolen, &[]).await.expect(404);
    }

    async fn nobody_learns_whose_address_it_is_and_nobody_is_flooded(story: Story) {
        let cast = people(&story).await;
        let ines = cast.ines.browser().await;
        let free = ines.put("/settings/account", json!({ "email": "free@northwind.example" })).await.expect(200).json();
        let taken = ines.put("/settings/account", json!({ "email": cast.mara.email })).await.expect(200).json();
        assert_eq!((&free["email"], &taken["email"]), (&json!(cast.ines.email), &json!(cast.ines.email)));
        assert_eq!(taken["new_email"], json!(cast.mara.email));
        story.settle().await;
        assert!(story.mails_to(&cast.mara.email).is_empty());
        ines.put("/settings/account", json!({ "email": "third@northwind.example" })).await.expect(200);
        let paused = ines.put("/settings/account", json!({ "email": "fourth@northwind.example" })).await.expect(422);
        assert_eq!(paused.json()["errors"][0]["code"], "mail-paused", "{}", paused.body);
        story.app.clock.advance(5 * MINUTE);
        ines.put("/settings/account", json!({ "email": "fourth@northwind.example" })).await.expect(200);
        cast.ines.put("/settings/account", json!({ "email": "token@northwind.example" })).await.expect(403);
    }

    async fn an_address_that_was_taken_meanwhile_is_not_taken_twice(story: Story) {
        let cast = people(&story).await;
        let (ines, mara) = (cast.ines.browser().await, cast.mara.browser().await);
        ines.form(HERE, &[("email", "desk@northwind.example")]).await.expect(303);
        mara.form(HERE, &[("email", "desk@northwind.example")]).await.expect(303);
        story.settle().await;
        let links: Vec<String> = story.mails_to("desk@northwind.example").iter().map(|mail| link(mail)).collect();
        assert_eq!(links.len(), 2);
        story.stranger().form(&links[0], &[]).await.expect(303);
        story.stranger().form(&links[1], &[]).await.expect(422);
    }
}
