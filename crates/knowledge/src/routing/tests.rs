//! Who is offered which question, and what becomes of it.

use crate::testing::{answer, ask, begin, people, space, titles_for_me};
use kernel::clock::{DAY, HOUR};
use kernel::stories;
use kernel::testing::Story;
use serde_json::{Value, json};

stories! {
    async fn a_question_is_offered_to_who_answered_what_is_like_it(story: Story) {
        let cast = people(&story).await;
        let first = ask(&cast.ines, "Why does the axle sensor clip in the cold?", json!({})).await;
        answer(&cast.mara, &first, "Measure the gap of the axle sensor.").await;
        story.indexed().await;
        let second = ask(&cast.lotte, "Which gap for the axle sensor?", json!({})).await;
        story.indexed().await;
        story.settle().await;
        let mine = cast.mara.get("/questions/for-me").await.expect(200).json();
        assert_eq!(mine["items"][0]["title"], "Which gap for the axle sensor?");
        assert_eq!(mine["items"][0]["because"][0]["title"], "Why does the axle sensor clip in the cold?");
        assert_eq!(mine["weekly"], 3);
        assert!(cast.mara.get("/notifications").await.expect(200).body.contains("Which gap for the axle sensor?"));
        assert!(titles_for_me(&cast.lotte).await.is_empty(), "who asks is not asked");
        // Reading the journal again offers nothing twice.
        let written: Option<i64> = story.value("select count(*) from routing_offers").await;
        assert!(story.readers.rebuild(&story.app, "questions.offers").await.unwrap());
        story.settle().await;
        assert_eq!(story.value::<i64>("select count(*) from routing_offers").await, written);
        let page = cast.mara.page("/questions/for-me").await.expect(200);
        assert!(page.body.contains("Which gap for the axle sensor?"));
        // Answered, it waits no more.
        answer(&cast.mara, &second, "0.9 mm.").await;
        assert!(titles_for_me(&cast.mara).await.is_empty());
        cast.stranger.get("/questions/for-me").await.expect(401);
    }

    async fn a_reason_that_one_may_not_read_any_more_is_not_shown(story: Story) {
        let cast = people(&story).await;
        let depot = json!({ "name": "Depot", "summary": "Depot", "audience": "private", "joining": "invite" });
        cast.ines.post("/spaces", depot).await.expect(201);
        cast.ines.post("/spaces/depot/members", json!({ "handle": "mara" })).await.expect(200);
        cast.mara.put("/spaces/depot/membership", json!({})).await.expect(200);
        let within = json!({ "space": "depot" });
        let first = ask(&cast.ines, "Why does the depot crane squeal?", within).await;
        answer(&cast.mara, &first, "The depot crane squeals when it is dry.").await;
        story.indexed().await;
        // Asked where she reads on, for what she answered where she will not.
        ask(&cast.ines, "Which crane squeals least?", json!({})).await;
        story.indexed().await;
        story.settle().await;
        let reasons = async || {
            let page = cast.mara.page("/questions/for-me").await.expect(200).body;
            let mine = cast.mara.get("/questions/for-me").await.expect(200).json();
            assert_eq!(mine["items"][0]["title"], "Which crane squeals least?", "{mine}");
            (mine["items"][0]["because"].as_array().unwrap().len(), page.contains("depot crane squeal"))
        };
        assert_eq!(reasons().await, (1, true));
        cast.mara.delete("/spaces/depot/membership").await.expect(200);
        assert_eq!(reasons().await, (0, false));
    }

    async fn one_hands_over_or_declines_and_is_then_asked_less(story: Story) {
        let cast = people(&story).await;
        let first = ask(&cast.ines, "Why does the pantograph bounce?", json!({})).await;
        answer(&cast.mara, &first, "The pantograph spring is worn.").await;
        story.indexed().await;
        let second = ask(&cast.ines, "Does the pantograph spring bounce?", json!({})).await;
        story.settle().await;
        assert_eq!(titles_for_me(&cast.mara).await.len(), 1);
        let at = format!("/questions/{second}/offer");
        cast.lotte.put(&format!("{at}/refusal"), json!({})).await.expect(404);
        for (person, status) in [("nobody", 422), ("ines", 422), ("mara", 422), ("lotte", 200), ("lotte", 404)] {
            cast.mara.put(&format!("{at}/handover"), json!({ "person": person })).await.expect(status);
        }
        let handed = cast.lotte.get("/questions/for-me").await.expect(200).json();
        assert_eq!(handed["items"][0]["by"], "Mara Okafor");
        let told = cast.lotte.form(&format!("{at}/handover?_method=PUT"), &[("person", "nobody")]).await.expect(422);
        assert!(told.body.contains("person-error"));
        let declined = [("reason", "Not my subject.")];
        cast.lotte.form(&format!("{at}/refusal?_method=PUT"), &declined).await.expect(303);
        assert!(titles_for_me(&cast.lotte).await.is_empty());
        // Mara declines one: what is like it counts less.
        let score = async || {
            let found = cast.adam.get("/people?knows=pantograph+spring+bounce").await.expect(200).json();
            found["items"][0]["score"].as_f64().unwrap_or(0.0)
        };
        let third = ask(&cast.ines, "Which spring for a pantograph that bounces?", json!({})).await;
        story.indexed().await;
        let before = score().await;
        cast.mara.put(&format!("/questions/{third}/offer/refusal"), json!({ "reason": "Enough springs." })).await.expect(200);
        assert!(score().await < before);
    }

    async fn nobody_is_offered_more_than_they_chose(story: Story) {
        let cast = people(&story).await;
        let first = ask(&cast.ines, "How is the gearbox oiled?", json!({})).await;
        answer(&cast.mara, &first, "The gearbox is oiled from below.").await;
        story.indexed().await;
        for weekly in ["x", "-1", "51"] {
            cast.mara.put("/questions/for-me", json!({ "weekly": weekly })).await.expect(422);
        }
        let told = cast.mara.form("/questions/for-me?_method=PUT", &[("weekly", "many")]).await.expect(422);
        assert!(told.body.contains("weekly-error"));
        cast.mara.put("/questions/for-me", json!({ "weekly": 1 })).await.expect(200);
        let second = ask(&cast.ines, "Which gearbox oil?", json!({})).await;
        story.settle().await;
        let third = ask(&cast.ines, "How much gearbox oil?", json!({})).await;
        story.settle().await;
        assert_eq!(titles_for_me(&cast.mara).await, ["Which gearbox oil?"]);
        let asked = format!("/questions/{third}/asked");
        cast.ines.put(&asked, json!({ "person": "mara" })).await.expect(422);
        story.app.clock.advance(8 * DAY);
        cast.lotte.put(&asked, json!({ "person": "mara" })).await.expect(403);
        cast.ines.put(&asked, json!({ "person": "@mara" })).await.expect(200);
        assert_eq!(titles_for_me(&cast.mara).await, ["How much gearbox oil?", "Which gearbox oil?"]);
        cast.ines.put(&format!("/questions/{second}/closure"), json!({ "reason": "solved" })).await.expect(200);
        assert_eq!(titles_for_me(&cast.mara).await, ["How much gearbox oil?"]);
    }

    async fn what_somebody_may_not_read_is_not_offered_to_them(story: Story) {
        let cast = people(&story).await;
        let first = ask(&cast.ines, "How does the vault bolt jam?", json!({})).await;
        answer(&cast.mara, &first, "The vault bolt jams when it is dry.").await;
        story.indexed().await;
        space(&cast.ines, "Vault", "secret").await;
        let hidden = ask(&cast.ines, "Which vault bolt jams most?", json!({ "space": "vault" })).await;
        story.settle().await;
        assert!(titles_for_me(&cast.mara).await.is_empty());
        cast.ines.put(&format!("/questions/{hidden}/asked"), json!({ "person": "mara" })).await.expect(422);
    }

    async fn what_waits_too_long_is_told_to_the_owner_once(story: Story) {
        let cast = people(&story).await;
        space(&cast.mara, "Brakes", "internal").await;
        let waiting = ask(&cast.ines, "Why is the pedal soft?", json!({ "space": "brakes" })).await;
        let settled = ask(&cast.ines, "Why is the pedal hard?", json!({ "space": "brakes" })).await;
        answer(&cast.lotte, &settled, "It is cold.").await;
        let target = |hours: &str| json!({ "space": "brakes", "hours": hours });
        cast.lotte.put("/questions/queue", target("4")).await.expect(403);
        for hours in ["0", "721", "soon"] {
            cast.mara.put("/questions/queue", target(hours)).await.expect(422);
        }
        let told = cast.mara.form("/questions/queue?_method=PUT", &[("space", "brakes"), ("hours", "soon")]).await;
        assert!(told.expect(422).body.contains("hours-error"));
        cast.mara.put("/questions/queue", target("4")).await.expect(200);
        let queue = async || cast.mara.get("/questions/queue?space=brakes").await.expect(200).json();
        let before = queue().await;
        assert_eq!(before["items"].as_array().unwrap().len(), 1);
        assert_eq!((&before["hours"], &before["items"][0]["late"]), (&json!(4), &json!(false)));
        crate::routing::targets::tell_late(&story.app).await.unwrap();
        story.app.clock.advance(5 * HOUR);
        for _ in 0..2 {
            crate::routing::targets::tell_late(&story.app).await.unwrap();
            story.settle().await;
        }
        assert_eq!(queue().await["items"][0]["late"], true);
        let told = cast.mara.get("/notifications").await.expect(200).json();
        let late = |item: &&Value| item["text"].as_str().unwrap().contains("waits too long");
        assert_eq!(told["items"].as_array().unwrap().iter().filter(late).count(), 1, "{told}");
        assert!(!cast.lotte.get("/notifications").await.expect(200).body.contains("pedal soft"));
        cast.mara.page("/questions/queue?space=brakes").await.expect(200);
        cast.carl.page("/questions/queue?space=brakes").await.expect(404);
        answer(&cast.mara, &waiting, "Air in the line.").await;
        assert_eq!(queue().await["items"], json!([]));
        cast.mara.put("/questions/queue", target("")).await.expect(200);
        assert_eq!(queue().await["hours"], json!(null));
    }
}
