//! Stories of questions that stand without the name of who asked.

use crate::testing::{answer, begin, people, space, word};
use community::identity::ops::set_setting;
use kernel::db::Tx;
use kernel::stories;
use kernel::testing::Story;
use serde_json::{Value, json};

stories! {
    async fn who_asks_without_a_name_is_named_nowhere_and_keeps_all_rights(story: Story) {
        let cast = people(&story).await;
        space(&cast.lotte, "Safety", "internal").await;
        cast.ines.put("/spaces/safety/membership", json!({})).await.expect(200);
        let form = json!({ "title": "May I refuse a train with a worn pantograph?", "body": "It was asked of me, @mara.",
            "space": "safety", "by": "nobody", "tags": "pantograph" });
        let refused = cast.ines.post("/questions", form.clone()).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], "by");
        cast.ines.put("/spaces/safety/questions", json!({ "anonymous": true })).await.expect(403);
        cast.lotte.put("/spaces/safety/questions", json!({ "anonymous": true })).await.expect(200);
        assert!(cast.ines.page("/questions/new").await.expect(200).body.contains("value=\"nobody\""));
        assert!(!cast.mara.page("/questions/new").await.expect(200).body.contains("value=\"nobody\""));
        let again = json!({ "once": "k1" });
        let mut once = form.clone();
        once.as_object_mut().unwrap().extend(again.as_object().unwrap().clone());
        let question = word(&cast.ines.post("/questions", once.clone()).await.expect(201).json()["id"]);
        assert_eq!(word(&cast.ines.post("/questions", once).await.expect(201).json()["id"]), question, "the same attempt");
        let at = format!("/questions/{question}");
        story.settle().await;
        story.indexed().await;

        // All that an asker may do.
        let mine = cast.ines.get(&at).await.expect(200).json();
        assert_eq!((&mine["mine"], &mine["anonymous"], &mine["author"]), (&json!(true), &json!(true), &Value::Null));
        assert_eq!(cast.ines.get("/questions?state=mine").await.expect(200).json()["items"].as_array().unwrap().len(), 1);
        cast.ines.put(&format!("/posts/{question}/vote"), json!({ "value": 1 })).await.expect(403);
        let reply = answer(&cast.mara, &question, "You may. Rule 4.").await;
        cast.ines.put(&format!("/posts/{question}"), json!({ "kind": "question", "title": "May I refuse a train?",
            "body": "It was asked of me twice.", "revision": 1 })).await.expect(200);
        cast.ines.put(&format!("{at}/acceptance"), json!({ "answer": reply })).await.expect(200);
        story.settle().await;
        story.indexed().await;
        assert_eq!(cast.ines.get("/notifications").await.expect(200).json()["items"].as_array().unwrap().len(), 1, "the answer");

        // Nothing tells others who it was.
        let places = [at.clone(), format!("/posts/{question}"), format!("/posts/{question}/history"), "/questions".to_owned(),
            "/feed?view=latest".to_owned(), "/spaces/safety/feed".to_owned(), "/search?q=pantograph".to_owned(),
            "/notifications".to_owned(), "/tags/pantograph".to_owned()];
        for place in &places {
            let told = cast.mara.get(place).await.expect(200).body;
            assert!(!told.contains("Ines") && !told.contains("ines"), "{place}: {told}");
            // A question has a page of its own.
            let (drawn, at_home) = (cast.mara.page(place).await, *place == format!("/posts/{question}"));
            let drawn = drawn.expect(if at_home { 303 } else { 200 }).body;
            assert!(!drawn.contains("Ines") && !drawn.contains("/people/ines"), "{place}");
        }
        let profile = cast.mara.get("/people/ines").await.expect(200).body;
        assert!(!profile.contains("refuse"), "{profile}");
        let named: i64 = story.value("select count(*) from journal j join members m on m.id = j.actor
            where m.handle = 'ines' and (j.verb like 'posts.%' or j.verb like 'questions.%')").await.unwrap();
        assert_eq!(named, 0);

        // Who moderates may look, and it is written down.
        cast.mara.post(&format!("{at}/asker"), json!({})).await.expect(403);
        let told = cast.lotte.post(&format!("{at}/asker"), json!({})).await.expect(200).json();
        assert_eq!(told["asker"]["handle"], "ines");
        assert_eq!(story.value::<i64>("select count(*) from journal where verb = 'questions.unveiled'").await, Some(1));
        assert!(cast.lotte.page(&at).await.expect(200).body.contains(&format!("{at}/asker")));
        assert!(!cast.mara.page(&at).await.expect(200).body.contains(&format!("{at}/asker")));
        cast.ines.delete(&format!("/posts/{question}")).await.expect(200);
        cast.ines.post(&format!("/posts/{question}/restoration"), json!({})).await.expect(200);
        cast.mara.get(&at).await.expect(200);
    }

    async fn who_publishes_asks_in_the_name_of_the_company(story: Story) {
        let cast = people(&story).await;
        let named = async |tx: &Tx| set_setting(tx, "company", "Northwind").await;
        story.app.db.write(named).await.unwrap();
        let form = json!({ "title": "How was your journey?", "body": "Tell us.", "by": "company" });
        let refused = cast.ines.post("/questions", form.clone()).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], "by");
        let asked = cast.adam.post("/questions", form).await.expect(201).json();
        assert_eq!((&asked["author"], &asked["author_name"]), (&Value::Null, &json!("Northwind")));
        let at = format!("/questions/{}", word(&asked["id"]));
        let page = cast.mara.page(&at).await.expect(200).body;
        assert!(page.contains("Northwind") && !page.contains("Adam"), "{page}");
        let note = json!({ "kind": "note", "body": "Mine", "by": "company" });
        assert_eq!(cast.adam.post("/posts", note).await.expect(422).json()["errors"][0]["field"], "by");
    }
}
