//! Stories of floods, and of the limits that keep them small.

use super::people;
use crate::testing::begin;
use kernel::stories;
use kernel::testing::Story;
use serde_json::json;

stories! {
    async fn the_same_words_again_and_again_wait(story: Story) {
        let cast = people(&story).await;
        let garden =
            json!({ "name": "Garden", "audience": "customers", "joining": "open", "confirmed_audience": "customers" });
        cast.mara.post("/spaces", garden).await.expect(201);
        cast.carl.put("/spaces/garden/membership", json!({})).await.expect(200);
        let said = |body: String| json!({ "kind": "note", "space": "garden", "body": body });
        for n in 0..3 {
            let new = said(format!("Buy our very cheap brake pads now, {n} % off"));
            assert_eq!(cast.carl.post("/posts", new).await.expect(201).json()["withheld"], json!(null));
        }
        let burst = said("Buy our very cheap brake pads now, 99 % off".to_owned());
        assert_eq!(cast.carl.post("/posts", burst.clone()).await.expect(201).json()["withheld"]["reason"], "spam");
        // One of the company may say it again.
        assert_eq!(cast.ines.post("/posts", burst).await.expect(201).json()["withheld"], json!(null));
        for n in 0..26 {
            cast.carl.post("/posts", said(format!("{n}"))).await.expect(201);
        }
        cast.carl.post("/posts", said("one too many".to_owned())).await.expect(429);
    }

    async fn those_who_moderate_set_the_limits_for_new_accounts(story: Story) {
        let cast = people(&story).await;
        let garden =
            json!({ "name": "Garden", "audience": "customers", "joining": "open", "confirmed_audience": "customers" });
        cast.mara.post("/spaces", garden).await.expect(201);
        cast.carl.put("/spaces/garden/membership", json!({})).await.expect(200);
        cast.ines.get("/moderation/limits").await.expect(404);
        let mut limits = cast.lotte.get("/moderation/limits").await.expect(200).json();
        assert_eq!((&limits["new_days"], &limits["links"]), (&json!(7), &json!(2)));
        let wrong = cast.lotte.put("/moderation/limits", json!({ "new_days": "soon", "links": -1 })).await.expect(422);
        assert!(wrong.body.contains("from 0 to 365") && wrong.body.contains("\"links\""), "{}", wrong.body);
        (limits["links"], limits["burst_outside"], limits["hour_outside"]) = (json!(0), json!(1), json!(4));
        cast.ines.put("/moderation/limits", limits.clone()).await.expect(404);
        cast.lotte.put("/moderation/limits", limits.clone()).await.expect(200);
        let said = async |body: &str| {
            let new = json!({ "kind": "note", "space": "garden", "body": body });
            cast.carl.post("/posts", new).await.expect(201).json()["withheld"]["reason"].clone()
        };
        assert_eq!(said("See https://garden.example").await, "spam", "no link at all");
        assert_eq!(said("Buy our very cheap brake pads now, 10 % off").await, json!(null));
        assert_eq!(said("Buy our very cheap brake pads now, 20 % off").await, "spam");
        assert_eq!(said("Short").await, json!(null));
        let more = json!({ "kind": "note", "space": "garden", "body": "The fifth of an hour" });
        cast.carl.post("/posts", more).await.expect(429);
        limits["new_days"] = json!(0);
        cast.lotte.put("/moderation/limits", limits).await.expect(200);
        assert_eq!(said("See https://garden.example").await, json!(null), "nobody is new");
        story.settle().await;
        let log = cast.adam.get("/audit?verb=moderation.limits").await.expect(200).json();
        assert_eq!(log["items"].as_array().unwrap().len(), 2);
        let page = cast.lotte.page("/moderation/limits").await.expect(200).body;
        assert!(page.contains("name=\"burst_minutes\"") && page.contains("value=\"10\""), "{page}");
    }
}
