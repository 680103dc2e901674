//! What is done when something breaks out.

use crate::testing::{begin, people, word};
use kernel::stories;
use kernel::testing::Story;
use serde_json::json;

stories! {
    async fn an_incident_has_a_room_a_checklist_decisions_a_statement_and_a_review(story: Story) {
        let cast = people(&story).await;
        let plans = cast.adam.get("/incidents").await.expect(200).json()["plans"].clone();
        assert_eq!(plans[0]["name"], "Break-out");
        let plan = json!({ "name": "Recall", "roles": "Lead: decides", "checklist": "Stop the line\n\nTell the board", "statements": "internal en We stop\nThe line stands still.\n---\npublic en We check\nWe check." });
        cast.adam.put("/incidents/plans", plan.clone()).await.expect(200);
        cast.lotte.put("/incidents/plans", plan).await.expect(404);
        for wrong in ["everybody en We stop\nNow.", "internal xx We stop\nNow.", "internal en\nNow."] {
            let plan = json!({ "name": "Wrong", "statements": wrong });
            let told = cast.adam.put("/incidents/plans", plan).await.expect(422).json();
            assert_eq!(told["errors"][0]["field"], "statements", "{told}");
        }
        cast.ines.post("/incidents", json!({ "name": "Seal 407" })).await.expect(404);
        cast.lotte.post("/incidents", json!({ "name": "", "people": "nobody" })).await.expect(422);
        let from = cast.lotte.page("/incidents?origin=/moderation/cases/7").await.expect(200).body;
        assert!(from.contains("name=\"origin\" value=\"/moderation/cases/7\""), "{from}");
        let form = json!({ "name": "Seal 407", "plan": "Recall", "people": "ines, adam", "origin": "/moderation/cases/7" });
        let opened = cast.lotte.post("/incidents", form).await.expect(201).json();
        let at = format!("/incidents/{}", word(&opened["id"]));
        story.settle().await;
        assert!(cast.browser("ines").await.page("/notifications").await.expect(200).body.contains("needs you in"));
        assert_eq!(opened["steps"].as_array().unwrap().len(), 2);
        assert_eq!(opened["origin"], "/moderation/cases/7");
        cast.ines.get(&at).await.expect(200);
        cast.ines.get(opened["room"].as_str().unwrap()).await.expect(200);
        for outside in [&cast.mara, &cast.tomas, &cast.carl] {
            outside.get(&at).await.expect(404);
            outside.post(&format!("{at}/entries"), json!({ "text": "Me too" })).await.expect(404);
        }
        cast.ines.post(&format!("{at}/entries"), json!({ "kind": "decision", "text": "We stop the line" })).await.expect(200);
        cast.ines.post(&format!("{at}/entries"), json!({ "text": " " })).await.expect(422);
        cast.ines.put(&format!("{at}/steps/{}", word(&opened["steps"][0]["id"])), json!({})).await.expect(200);
        let said = json!({ "title": "We stop", "body": "The line stands still.", "audience": "internal" });
        cast.ines.post(&format!("{at}/statements"), said.clone()).await.expect(403);
        let after = cast.adam.post(&format!("{at}/statements"), said).await.expect(200).json();
        let statement = after["timeline"].as_array().unwrap().iter().find(|moment| moment["kind"] == "statement").unwrap().clone();
        let post = cast.mara.get(statement["url"].as_str().unwrap()).await.expect(200).json();
        assert_eq!(post["kind"], "announcement", "{post}");
        cast.lotte.put(&format!("{at}/closure"), json!({ "review": "" })).await.expect(422);
        let closed = cast.lotte.put(&format!("{at}/closure"), json!({ "review": "We were slow.", "tasks": "New seals @ines" })).await.expect(200).json();
        let task = closed["steps"].as_array().unwrap().iter().find(|step| step["task"] == true).unwrap().clone();
        assert_eq!(task["owner"]["handle"], "ines");
        cast.ines.put(&format!("{at}/steps/{}", word(&task["id"])), json!({})).await.expect(200);
        cast.lotte.post(&format!("{at}/entries"), json!({ "text": "Late" })).await.expect(409);
        assert!(cast.lotte.page(&at).await.expect(200).body.contains("We were slow."));
        assert!(cast.adam.page("/incidents").await.expect(200).body.contains("Recall"));
        story.settle().await;
        let log = cast.adam.get("/audit?verb=incidents.").await.expect(200).json();
        assert_eq!(log["items"].as_array().unwrap().len(), 7, "{log}");
    }

    async fn in_an_exercise_nothing_leaves_the_room(story: Story) {
        let cast = people(&story).await;
        let opened = cast.adam.post("/incidents", json!({ "name": "Fire drill", "exercise": true })).await.expect(201).json();
        let at = format!("/incidents/{}", word(&opened["id"]));
        let said = json!({ "title": "We burn", "body": "We do not.", "audience": "public" });
        let after = cast.adam.post(&format!("{at}/statements"), said).await.expect(200).json();
        assert!(after["timeline"].as_array().unwrap().iter().any(|moment| moment["kind"] == "statement" && moment["url"].is_null()));
        let sent: i64 = story.value("select count(*) from posts").await.unwrap();
        assert_eq!(sent, 0);
        assert!(cast.adam.page(&at).await.expect(200).body.contains("Exercise"));
    }
}
