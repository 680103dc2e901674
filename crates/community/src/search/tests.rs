//! What one finds, and what one does not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use crate::testing::{begin, people};
use kernel::stories;
use kernel::testing::Story;
use serde_json::{Value, json};

fn titles(found: &Value, kind: &str) -> Vec<String> {
    let items = found["items"].as_array().unwrap().iter().filter(|item| item["kind"] == kind);
    items.map(|item| item["title"].as_str().unwrap().to_owned()).collect()
}

stories! {
    async fn one_finds_only_what_one_may_see(story: Story) {
        let cast = people(&story).await;
        for (name, audience) in [("Brakes open", "internal"), ("Brakes private", "private"), ("Brakes hidden", "secret")] {
            cast.mara.post("/spaces", json!({ "name": name, "audience": audience })).await.expect(201);
        }
        for space in ["brakes-open", "brakes-private", "brakes-hidden"] {
            let post = json!({ "kind": "note", "space": space, "body": format!("Brake dust in {space}") });
            cast.mara.post("/posts", post).await.expect(201);
        }
        story.settle().await;
        let mara = cast.mara.get("/palette?q=brak").await.expect(200).json();
        assert_eq!(titles(&mara, "space").len(), 3);
        assert_eq!(titles(&mara, "post").len(), 3);
        let ines = cast.ines.get("/palette?q=brak").await.expect(200).json();
        assert_eq!(titles(&ines, "space").len(), 2);
        assert_eq!(titles(&ines, "post"), ["Brake dust in brakes-open"]);
        let page = cast.ines.page("/search?q=brake+dust").await.expect(200).body;
        assert!(page.contains("Brake dust in brakes-open") && !page.contains("brakes-hidden") && !page.contains("brakes-private"));
        let carl = cast.carl.get("/palette?q=brak").await.expect(200).json();
        assert!(titles(&carl, "space").is_empty() && titles(&carl, "post").is_empty());
        cast.stranger.get("/palette?q=brak").await.expect(401);
    }

    async fn the_palette_knows_people_and_actions(story: Story) {
        let cast = people(&story).await;
        story.settle().await;
        assert_eq!(titles(&cast.ines.get("/palette?q=okaf").await.json(), "person"), ["Mara Okafor"]);
        assert!(titles(&cast.ines.get("/palette?q=").await.json(), "action").contains(&"Spaces".to_owned()));
        assert_eq!(titles(&cast.ines.get("/palette?q=new+spa").await.json(), "action"), ["New space"]);
        assert!(titles(&cast.carl.get("/palette?q=new+spa").await.json(), "action").is_empty());
        for q in ["%25", "🚂", "'; drop table", &"x".repeat(3_000)] {
            assert!(cast.ines.get(&format!("/palette?q={q}")).await.expect(200).json()["items"].as_array().unwrap().is_empty());
        }
        assert!(cast.ines.page("/search?q=%3Cb%3Ezzz").await.expect(200).body.contains("&#60;b&#62;zzz"));
    }
}
