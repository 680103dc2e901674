//! Who sees whether somebody is here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use super::note;
use crate::testing::{People, begin, people};
use kernel::clock::{DAY, HOUR, MINUTE};
use kernel::db::Tx;
use kernel::stories;
use kernel::testing::{Story, Visitor};
use serde_json::{Value, json};

async fn comes(story: &Story, cast: &People<'_>) {
    let ines = cast.ines.id;
    story.app.db.write(async move |tx: &Tx| note(tx, &[ines]).await).await.unwrap();
}

async fn seen_by(who: &Visitor<'_>) -> Value {
    who.get("/people/ines").await.expect(200).json()["presence"].clone()
}

async fn share_a_space(cast: &People<'_>, handle: &str, with: &Visitor<'_>) {
    let form = json!({ "name": "Brakes", "slug": "brakes", "audience": "private", "joining": "invite" });
    cast.ines.post("/spaces", form).await.expect(201);
    cast.ines.post("/spaces/brakes/members", json!({ "handle": handle })).await.expect(200);
    with.put("/spaces/brakes/membership", json!({})).await.expect(200);
}

async fn show_to(cast: &People<'_>, whom: &str) {
    cast.ines.put("/settings/presence", json!({ "shown_to": whom })).await.expect(200);
}

stories! {
    async fn it_is_shown_to_who_shares_a_space(story: Story) {
        let cast = people(&story).await;
        share_a_space(&cast, "mara", &cast.mara).await;
        comes(&story, &cast).await;
        assert_eq!(seen_by(&cast.mara).await, "now");
        let asked = cast.mara.get("/presence?of=ines,adam,nobody").await.expect(200).json();
        assert_eq!(asked["items"].as_array().unwrap().len(), 1, "{asked}");
        assert_eq!((&asked["items"][0]["handle"], &asked["items"][0]["mark"]), (&json!("ines"), &json!("on")));
        assert_eq!(cast.adam.get("/presence?of=ines").await.expect(200).json()["items"], json!([]));
        assert_eq!(seen_by(&cast.adam).await, Value::Null, "a colleague without a space in common");
        story.app.clock.advance(10 * MINUTE);
        assert_ne!(seen_by(&cast.mara).await, "now", "it is forgotten when it is not renewed");
        story.app.clock.advance(DAY);
        let page = cast.mara.page("/people").await.expect(200).body;
        assert!(!page.contains("data-presence"), "{page}");
    }

    async fn one_chooses_who_sees_it(story: Story) {
        let cast = people(&story).await;
        share_a_space(&cast, "mara", &cast.mara).await;
        show_to(&cast, "everybody").await;
        comes(&story, &cast).await;
        assert_eq!((seen_by(&cast.mara).await, seen_by(&cast.adam).await), (json!("now"), json!("now")));
        assert!(cast.adam.page("/people").await.expect(200).body.contains("data-presence=\"on\""));
        show_to(&cast, "nobody").await;
        assert_eq!((seen_by(&cast.mara).await, seen_by(&cast.adam).await), (Value::Null, Value::Null));
        comes(&story, &cast).await;
        assert_eq!(story.value::<i64>("select count(*) from presences").await, Some(0), "nothing is noted");
        cast.ines.put("/settings/presence", json!({ "shown_to": "strangers" })).await.expect(422);
    }

    async fn outsiders_see_it_only_in_a_common_space(story: Story) {
        let cast = people(&story).await;
        let public = json!({ "visibility": { "about": "public" }, "about": "Brakes" });
        cast.ines.post("/settings/profile", public).await.expect(200);
        show_to(&cast, "everybody").await;
        comes(&story, &cast).await;
        assert_eq!(seen_by(&cast.carl).await, Value::Null);
        share_a_space(&cast, "petra", &cast.petra).await;
        assert_eq!(seen_by(&cast.petra).await, "now");
    }

    async fn a_block_hides_it_both_ways(story: Story) {
        let cast = people(&story).await;
        show_to(&cast, "everybody").await;
        comes(&story, &cast).await;
        cast.mara.put("/people/ines/block", json!({})).await.expect(200);
        cast.ines.put("/people/adam/block", json!({})).await.expect(200);
        assert_eq!((seen_by(&cast.mara).await, seen_by(&cast.adam).await), (Value::Null, Value::Null));
    }

    async fn today_has_no_hour(story: Story) {
        let cast = people(&story).await;
        show_to(&cast, "everybody").await;
        let (ines, now) = (cast.ines.id, story.app.clock.now());
        let seen = async move |tx: &Tx| {
            tx.execute("update members set last_seen = $1 where id = $2", kernel::args![now - 3 * HOUR, ines]).await
        };
        story.app.db.write(seen).await.unwrap();
        let profile = cast.adam.get("/people/ines").await.expect(200);
        assert_eq!(profile.json()["presence"], "today");
        assert!(!profile.body.contains("last_seen"));
        story.app.clock.advance(DAY);
        assert_eq!(seen_by(&cast.adam).await, Value::Null);
    }
}
