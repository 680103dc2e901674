//! Where articles are listed.

use crate::testing::{begin, people};
use kernel::stories;
use kernel::testing::Story;
use serde_json::json;

stories! {
    async fn a_profile_tells_how_many_articles_one_may_read(story: Story) {
        let cast = people(&story).await;
        let tab = async |who: &kernel::testing::Visitor<'_>| {
            let page = who.page("/people/ines").await.expect(200).body;
            let from = page.find("href=\"/people/ines/blog\"")?;
            page.get(from..from + 120).map(str::to_owned)
        };
        assert!(tab(&cast.mara).await.is_none(), "there is nothing behind it");
        assert!(tab(&cast.ines).await.is_some(), "her own is there from the beginning");
        for title in ["On doors", "On hinges"] {
            let article = json!({ "kind": "article", "title": title, "body": "Much is to be said." });
            cast.ines.post("/posts", article).await.expect(201);
        }
        cast.ines.post("/posts", json!({ "kind": "note", "body": "No article" })).await.expect(201);
        assert!(tab(&cast.mara).await.unwrap().contains("<span class=\"count\">2</span>"));
        let draft = json!({ "kind": "article", "title": "Not yet", "body": "Wait.", "state": "draft" });
        cast.ines.post("/posts", draft).await.expect(201);
        assert!(tab(&cast.mara).await.unwrap().contains("<span class=\"count\">2</span>"));
        assert_eq!(cast.mara.get("/people/ines/blog").await.expect(200).json()["items"].as_array().unwrap().len(), 2);
    }
}
