//! How an answer becomes a page.

use crate::testing::{answer, ask, begin, people, space};
use kernel::stories;
use kernel::testing::Story;
use serde_json::json;

stories! {
    async fn an_answer_becomes_a_section_with_a_link_back(story: Story) {
        let cast = people(&story).await;
        space(&cast.mara, "Brakes", "internal").await;
        let question = ask(&cast.ines, "Why does the sander clog?", json!({ "space": "brakes" })).await;
        let given = answer(&cast.mara, &question, "The sand is *damp*.").await;
        let at = format!("/questions/{question}/answers/{given}/knowledge");
        cast.mara.page(&at).await.expect(200);
        cast.carl.page(&at).await.expect(404);
        cast.stranger.get(&at).await.expect(401);
        assert!(cast.mara.form(&at, &[("title", ""), ("space", "brakes")]).await.expect(422).body.contains("title-error"));
        let made = cast.mara.form(&at, &[("title", "Sanding"), ("space", "brakes"), ("once", "k")]).await.expect(303);
        let again = cast.mara.form(&at, &[("title", "Sanding"), ("space", "brakes"), ("once", "k")]).await.expect(303);
        assert_eq!(made.header("location"), again.header("location"));
        let page = cast.lotte.page(made.header("location")).await.expect(200);
        assert!(page.body.contains("<em>damp</em>") && page.body.contains(&format!("/questions/{question}#c{given}")));
        // The question names the page, and the page is found while somebody types.
        let shown = cast.ines.get(&format!("/questions/{question}")).await.expect(200).json();
        assert_eq!(shown["pages"][0]["title"], "Sanding");
        story.indexed().await;
        let alike = cast.lotte.get("/questions/similar?q=sander+clogs").await.expect(200).json();
        let kinds: Vec<&str> = alike["items"].as_array().unwrap().iter().map(|item| item["kind"].as_str().unwrap()).collect();
        assert!(kinds.contains(&"page") && kinds.contains(&"question"));
        // Another answer goes into the same page, once.
        let second = answer(&cast.lotte, &question, "Or the nozzle is bent.").await;
        let at = format!("/questions/{question}/answers/{second}/knowledge");
        let form = json!({ "page": made.header("location"), "heading": "Bent nozzle" });
        let first = cast.mara.post(&at, form.clone()).await.expect(201).json();
        assert_eq!(first, cast.mara.post(&at, form).await.expect(201).json());
        let page = cast.ines.get(made.header("location")).await.expect(200).json();
        let body = page["html"].as_str().unwrap();
        assert!(body.contains("Bent nozzle") && body.contains("damp") && body.matches("nozzle is bent").count() == 1);
        cast.mara.post(&at, json!({ "page": "/wiki/brakes/nowhere" })).await.expect(422);
    }

    async fn a_page_is_never_for_more_people_than_the_question(story: Story) {
        let cast = people(&story).await;
        space(&cast.mara, "Brakes", "internal").await;
        space(&cast.mara, "Vault", "secret").await;
        let question = ask(&cast.mara, "Which bolt?", json!({ "space": "vault" })).await;
        let given = answer(&cast.mara, &question, "The blue one.").await;
        let at = format!("/questions/{question}/answers/{given}/knowledge");
        let page = json!({ "title": "Bolts", "body": "All of them." });
        let bolts = cast.mara.post("/wiki/brakes", page).await.expect(201);
        cast.mara.post(&at, json!({ "page": bolts.header("location") })).await.expect(422);
        cast.mara.post(&at, json!({ "space": "brakes", "title": "Bolt" })).await.expect(422);
        cast.mara.post(&at, json!({ "space": "vault", "title": "Bolt" })).await.expect(201);
    }
}
