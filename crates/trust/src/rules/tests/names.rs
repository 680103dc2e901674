//! Stories of names: of the company and its competitors, and of those who come.

use crate::testing::{begin, people};
use community::identity::invitations::{self, NewInvitation};
use kernel::db::Tx;
use kernel::stories;
use kernel::testing::Story;
use kernel::viewer::Role;
use serde_json::json;

stories! {
    async fn what_somebody_calls_themselves_on_arriving_is_looked_at(story: Story) {
        let cast = people(&story).await;
        for (name, effect, word) in [("Rude", "block", "numbskull"), ("Cover", "mask", "heckler")] {
            let rule = json!({ "name": name, "kind": "words", "pattern": word, "effect": effect });
            cast.adam.post("/moderation/rules", rule).await.expect(201);
        }
        let (adam, app) = (cast.ids["adam"], story.app.clone());
        let invites = async move |tx: &Tx| {
            let viewer = community::identity::queries::viewer_of(tx, adam).await?;
            let organisation = viewer.organisation.unwrap_or_default();
            let new = NewInvitation {
                email: "tomas@harrow.example".to_owned(),
                name: String::new(),
                organisation,
                role: Role::Member,
                space: None,
                language: None,
            };
            invitations::invite(&app, tx, &viewer, &new, "a-secret-of-a-letter").await
        };
        story.app.db.write(invites).await.unwrap();
        let link = "/join/a-secret-of-a-letter".to_owned();
        let join = async |name: &str, handle: &str| {
            let fields = [("name", name), ("handle", handle), ("password", "a quiet lamp at noon"), ("language", "en")];
            story.stranger().form(&link, &fields).await
        };
        let told = join("Numbskull", "reiter").await.expect(422).body;
        assert!(told.contains("is not meant to be written here") && told.contains("value=\"Numbskull\""), "{told}");
        join("Tomas", "numbskull").await.expect(422);
        assert!(join("Heckler", "reiter").await.expect(422).body.contains("cannot stand in a name"));
        join("Tomas Reiter", "tomas-reiter").await.expect(303);
    }

    async fn own_marks_and_competitors_are_named_rightly(story: Story) {
        let cast = people(&story).await;
        let rule = |kind: &str, pattern: &str| json!({ "name": kind, "kind": kind, "pattern": pattern, "effect": "note" });
        cast.adam.post("/moderation/rules", rule("marks", "northwind.example")).await.expect(422);
        cast.adam.post("/moderation/rules", rule("competitors", "")).await.expect(422);
        cast.adam.post("/moderation/rules", rule("marks", "Northwind Rail®\nnorthwind.example")).await.expect(201);
        cast.adam.post("/moderation/rules", rule("competitors", "Harrow Brakes")).await.expect(201);
        let said = |body: &str| json!({ "kind": "note", "body": body });
        cast.ines.post("/posts", said("Northwind Rail runs again")).await.expect(201);
        let stopped = cast.ines.post("/posts", said("Nortwind Rail beats Harrow Brakes, see northwindrail.example.net")).await.expect(422);
        let spans = stopped.json()["spans"].as_array().unwrap().clone();
        let kinds: Vec<&str> = spans.iter().map(|span| span["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["mark", "competitor", "mark-domain"], "{spans:?}");
        assert_eq!(spans[0]["meant"], "Northwind Rail");
        assert!(stopped.body.contains("Write “Northwind Rail”"), "{}", stopped.body);
    }
}
