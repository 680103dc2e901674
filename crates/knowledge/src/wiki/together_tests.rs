//! What several type into one page.

use super::document::Document;
use super::tests::{save, space, text, write};
use crate::testing::{People, begin, people, second_node};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use kernel::ids::Id;
use kernel::stories;
use kernel::testing::{Answer, Story, Visitor};
use serde_json::{Value, json};

/// An open editor.
struct Editor<'a> {
    who: &'a Visitor<'a>,
    at: String,
    client: i64,
    epoch: String,
    parts: Vec<Vec<u8>>,
}

impl<'a> Editor<'a> {
    async fn open(who: &'a Visitor<'a>, page: &Value, client: i64) -> Self {
        let at = format!("/pages/{}/writing", text(page, "id"));
        let mut editor = Self { who, at, client, epoch: String::new(), parts: Vec::new() };
        editor.ask().await;
        editor
    }

    fn document(&self) -> Document {
        Document::of(Id(self.client), self.parts.iter().map(Vec::as_slice)).unwrap()
    }

    /// Asks for what it lacks.
    async fn ask(&mut self) {
        let form = json!({ "client": self.client, "vector": BASE64_STANDARD.encode(self.document().vector()) });
        let answer = self.who.post(&self.at, form).await.expect(200).json();
        self.epoch = text(&answer, "epoch").to_owned();
        self.parts.push(BASE64_STANDARD.decode(text(&answer, "missing")).unwrap());
    }

    fn says(&self) -> String {
        self.document().text()
    }

    /// Types so that it says `new`.
    async fn types(&mut self, new: &str) -> Answer {
        let change = self.document().become_text(new).unwrap();
        self.parts.push(change.clone());
        let form = json!({ "epoch": self.epoch, "client": self.client, "update": BASE64_STANDARD.encode(&change) });
        self.who.post(&self.at, form).await
    }

    fn hears(&mut self, event: &Value) {
        self.parts.push(BASE64_STANDARD.decode(text(event, "update")).unwrap());
    }
}

async fn depot(cast: &People<'_>) -> Value {
    space(cast, "depot", "internal").await;
    write(&cast.ines, "depot", "", "Handover", "Morning.\n\nEvening.\n").await
}

stories! {
    async fn what_two_type_at_once_is_saved_together(story: Story) {
        let cast = people(&story).await;
        let page = depot(&cast).await;
        let mut ines = Editor::open(&cast.ines, &page, 11).await;
        let mut mara = Editor::open(&cast.mara, &page, 12).await;
        assert_eq!(mara.says(), "Morning.\n\nEvening.\n");
        ines.types("Morning: two trams.\n\nEvening.\n").await.expect(200);
        mara.types("Morning.\n\nEvening: none.\n").await.expect(200);
        ines.ask().await;
        mara.ask().await;
        let both = "Morning: two trams.\n\nEvening: none.\n";
        assert_eq!((ines.says().as_str(), mara.says().as_str()), (both, both));
        // A reader still reads what was saved.
        let read = cast.lotte.get(text(&page, "url")).await.expect(200).json();
        assert_eq!((text(&read, "body"), &read["revision"]), ("Morning.\n\nEvening.\n", &json!(1)));

        let form = json!({ "title": "Handover", "body": "whatever", "revision": "1", "writing": ines.epoch, "summary": "Both" });
        let saved = cast.ines.put(text(&page, "url"), form).await.expect(200).json();
        assert_eq!((text(&saved, "body"), &saved["revision"]), (both, &json!(2)));
        let history = cast.ines.get(&format!("{}/history", text(&page, "url"))).await.expect(200).json();
        let newest = &history["items"][0];
        assert_eq!((&newest["editor"]["handle"], &newest["also"][0]["handle"]), (&json!("ines"), &json!("mara")));

        // Who typed on goes on, on top of what was saved; a title that somebody else changed stays.
        cast.lotte.put(text(&page, "url"), json!({ "title": "Shifts", "body": both, "revision": "2" })).await.expect(200);
        mara.types("Morning: two trams.\n\nEvening: none at all.\n").await.expect(200);
        let form = json!({ "title": "Handover", "body": "", "revision": "2", "writing": mara.epoch });
        let saved = cast.mara.put("/wiki/depot/shifts", form).await.expect(200).json();
        assert_eq!((text(&saved, "title"), text(&saved, "body")), ("Shifts", "Morning: two trams.\n\nEvening: none at all.\n"));
    }

    async fn what_is_saved_from_the_plain_form_is_worked_in(story: Story) {
        let cast = people(&story).await;
        let page = depot(&cast).await;
        let mut mara = Editor::open(&cast.mara, &page, 21).await;
        mara.types("Morning.\n\nEvening: none.\n").await.expect(200);
        save(&cast.lotte, text(&page, "url"), 1, "Handover", "Morning: rain.\n\nEvening.\n").await.expect(200);
        mara.ask().await;
        assert_eq!(mara.says(), "Morning: rain.\n\nEvening: none.\n");
        let form = json!({ "title": "Handover", "body": "", "revision": "1", "writing": mara.epoch });
        let saved = cast.mara.put(text(&page, "url"), form).await.expect(200).json();
        assert_eq!((text(&saved, "body"), &saved["revision"]), ("Morning: rain.\n\nEvening: none.\n", &json!(3)));
        // And the other way round: the plain form is told that it is late, with both texts.
        let late = save(&cast.lotte, text(&page, "url"), 2, "Handover", "Late").await.expect(412).json();
        assert_eq!(text(&late["current"], "body"), "Morning: rain.\n\nEvening: none.\n");
    }

    async fn an_editor_hears_the_others_and_a_reader_does_not(story: Story) {
        let cast = people(&story).await;
        let page = depot(&cast).await;
        let topic = format!("/live?topics=writing:{}", text(&page, "id"));
        let mut ines = Editor::open(&cast.ines, &page, 31).await;
        let mut mara = Editor::open(&cast.mara, &page, 32).await;
        let mut heard = cast.ines.listen(&topic).await;
        let mut outside = cast.carl.listen(&topic).await;
        mara.types("Morning?\n\nEvening.\n").await.expect(200);
        let event = heard.next_of("writing").await.expect("what Mara typed").json();
        assert_eq!((&event["name"], &event["client"]), (&json!("Mara Okafor"), &json!(32)));
        ines.hears(&event);
        assert_eq!(ines.says(), "Morning?\n\nEvening.\n");
        let at = json!({ "anchor": "AA==", "head": "AA==" });
        cast.mara.post(&mara.at, json!({ "epoch": mara.epoch, "client": 32, "cursor": at })).await.expect(200);
        assert_eq!(heard.next_of("writing").await.unwrap().json()["cursor"], at);
        // What does not fit into a whisper is asked for.
        mara.types(&"Long. ".repeat(2_000)).await.expect(200);
        assert_eq!(heard.next_of("writing").await.unwrap().json()["ask"], json!(true));
        assert!(outside.next_of("writing").await.is_none(), "a customer hears nothing of it");
        cast.carl.post(&mara.at, json!({ "vector": "" })).await.expect(404);
        cast.stranger.post(&mara.at, json!({ "vector": "" })).await.expect(401);
    }

    async fn what_was_acknowledged_is_in_the_database_and_a_draft_can_be_discarded(story: Story) {
        let cast = people(&story).await;
        let page = depot(&cast).await;
        let mut mara = Editor::open(&cast.mara, &page, 41).await;
        for n in 0..450 {
            mara.types(&format!("Line {n}.\n")).await.expect(200);
        }
        // Many small pieces were put together; nobody who typed is forgotten.
        assert!(story.value::<i64>("select count(*) from wiki_updates").await.unwrap() < 450);
        let ines = Editor::open(&cast.ines, &page, 42).await;
        assert_eq!(ines.says(), "Line 449.\n");
        let wrong = |update: &str| json!({ "epoch": mara.epoch, "client": 41, "update": update });
        cast.mara.post(&mara.at, wrong("not base64")).await.expect(422);
        cast.mara.post(&mara.at, wrong("bm9uc2Vuc2U=")).await.expect(422);
        // Nineteen bytes that ask the library for 16 GB.
        cast.mara.post(&mara.at, wrong("AQHEBQAIAQRib2QrAXaAgICAIA==")).await.expect(422);
        cast.mara.post(&mara.at, json!({ "vector": "gICAgAg=" })).await.expect(422);
        cast.ines.delete(&mara.at).await.expect(200);
        mara.types("Too late.\n").await.expect(409);
        let again = Editor::open(&cast.lotte, &page, 43).await;
        assert_eq!(again.says(), "Morning.\n\nEvening.\n");
    }

    async fn two_nodes_share_a_document(story: Story) {
        let cast = people(&story).await;
        let page = depot(&cast).await;
        let Some(other) = second_node(&story).await else { return };
        let far = cast.mara.at(&other);
        let mut ines = Editor::open(&cast.ines, &page, 51).await;
        let mut mara = Editor::open(&far, &page, 52).await;
        let mut heard = cast.ines.listen(&format!("/live?topics=writing:{}", text(&page, "id"))).await;
        mara.types("Morning.\n\nEvening, from the other node.\n").await.expect(200);
        ines.hears(&heard.next_of("writing").await.expect("what was typed at the other node").json());
        assert_eq!(ines.says(), "Morning.\n\nEvening, from the other node.\n");
        ines.types("Morning, here.\n\nEvening, from the other node.\n").await.expect(200);
        mara.ask().await;
        assert_eq!(mara.says(), "Morning, here.\n\nEvening, from the other node.\n");
    }
}
