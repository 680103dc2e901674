//! Who is named as somebody who may know, and by what.

use crate::testing::{answer, ask, begin, people, space};
use kernel::clock::DAY;
use kernel::stories;
use kernel::testing::{Story, Visitor};
use serde_json::{Value, json};

async fn knowers(who: &Visitor<'_>, text: &str) -> Vec<Value> {
    let query: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
    let page = who.get(&format!("/people?knows={query}")).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

fn handles(knowers: &[Value]) -> Vec<&str> {
    knowers.iter().map(|knower| knower["handle"].as_str().unwrap()).collect()
}

stories! {
    async fn who_answered_it_well_is_found_with_the_proof(story: Story) {
        let cast = people(&story).await;
        let question = ask(&cast.ines, "Why does the axle sensor clip in the cold?", json!({ "tags": ["sensors"] })).await;
        let good = answer(&cast.mara, &question, "Measure the gap of the axle sensor when it is cold.").await;
        answer(&cast.lotte, &question, "Replace the axle sensor.").await;
        cast.ines.put(&format!("/questions/{question}/acceptance"), json!({ "answer": good })).await.expect(200);
        story.indexed().await;
        let found = knowers(&cast.adam, "axle sensor").await;
        assert_eq!(handles(&found), ["mara", "lotte"]);
        assert_eq!(found[0]["because"][0]["kind"], "accepted-answer");
        assert_eq!(found[0]["because"][0]["url"], format!("/questions/{question}#c{good}"));
        assert!(found[0]["score"].as_f64() > found[1]["score"].as_f64());
        // By the tag alone too, and not by what nobody wrote about.
        assert_eq!(handles(&knowers(&cast.adam, "sensors").await), ["mara", "lotte"]);
        assert!(knowers(&cast.adam, "zymurgy").await.is_empty());
        let page = cast.adam.page("/people?knows=axle+sensor").await.expect(200);
        assert!(page.body.contains("Accepted answer to") && page.body.contains(&format!("/questions/{question}#c{good}")));
        cast.adam.page("/people?knows=").await.expect(200);
        cast.adam.page("/people?knows=zymurgy").await.expect(200);
        // They are named before the question is posted, but who asks is not.
        let shown = cast.lotte.get("/questions/similar?q=axle+sensor+gap").await.expect(200).json();
        assert_eq!(shown["people"][0]["handle"], "mara");
        let shown = cast.mara.get("/questions/similar?q=axle+sensor+gap").await.expect(200).json();
        assert!(shown["people"].as_array().unwrap().iter().all(|person| person["handle"] != "mara"));
        let fields = [("title", "Which axle sensor gap?"), ("body", "In winter."), ("once", "k")];
        let form = cast.adam.form("/questions", &fields).await.expect(200);
        assert!(form.body.contains("Who may know") && form.body.contains("/people/mara"));
        cast.stranger.get("/people?knows=axle").await.expect(401);
    }

    async fn proof_that_one_may_not_see_does_not_count(story: Story) {
        let cast = people(&story).await;
        space(&cast.ines, "Vault", "secret").await;
        let question = ask(&cast.ines, "How does the vault bolt jam?", json!({ "space": "vault" })).await;
        answer(&cast.ines, &question, "The vault bolt jams when it is oiled.").await;
        story.indexed().await;
        assert_eq!(handles(&knowers(&cast.ines, "vault bolt").await), ["ines"]);
        for who in [&cast.mara, &cast.adam, &cast.carl] {
            assert!(knowers(who, "vault bolt").await.is_empty());
        }
    }

    async fn what_is_new_counts_more_than_what_is_old(story: Story) {
        let cast = people(&story).await;
        let question = ask(&cast.ines, "How is the pantograph greased?", json!({})).await;
        answer(&cast.mara, &question, "The pantograph is greased with graphite.").await;
        story.app.clock.advance(800 * DAY);
        let question = ask(&cast.ines, "Which grease for the pantograph?", json!({})).await;
        answer(&cast.lotte, &question, "Graphite for the pantograph.").await;
        story.indexed().await;
        let found = knowers(&cast.ines, "pantograph grease").await;
        assert_eq!(handles(&found)[0], "lotte");
        assert!(handles(&found).contains(&"mara"));
    }

    async fn who_looks_after_a_page_about_it_is_named(story: Story) {
        let cast = people(&story).await;
        space(&cast.mara, "Brakes", "internal").await;
        let page = json!({ "title": "Sanding nozzles", "body": "Sanding nozzles clog when the sand is damp." });
        cast.mara.post("/wiki/brakes", page).await.expect(201);
        story.indexed().await;
        let found = knowers(&cast.ines, "sanding nozzles").await;
        assert_eq!(handles(&found), ["mara"]);
        assert_eq!(found[0]["because"][0]["title"], "Sanding nozzles");
    }
}
