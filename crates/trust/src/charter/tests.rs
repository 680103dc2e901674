//! The charter comes before the first post.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::reminding;
use crate::testing::{begin, note, people, word};
use kernel::clock::DAY;
use kernel::db::Tx;
use kernel::stories;
use kernel::testing::{Story, Visitor};
use serde_json::{Value, json};

async fn needed(who: &Visitor<'_>) -> Vec<Value> {
    let page = who.get("/charter").await.expect(200).json();
    page["items"].as_array().unwrap().iter().filter(|item| item["needed"] == true).cloned().collect()
}

async fn acknowledge(who: &Visitor<'_>) {
    let versions: Vec<Value> = needed(who).await.iter().map(|item| item["version"].clone()).collect();
    who.put("/charter/acknowledgement", json!({ "version": versions })).await.expect(200);
}

stories! {
    async fn nobody_writes_before_they_acknowledged_and_everybody_reads(story: Story) {
        let cast = people(&story).await;
        let before = note(&cast.ines, "Before there was a charter.").await;
        cast.mara.post("/charter/models", json!({})).await.expect(404);
        assert_eq!(cast.adam.post("/charter/models", json!({})).await.expect(200).json()["adopted"], 4);
        assert_eq!(cast.adam.post("/charter/models", json!({})).await.expect(200).json()["adopted"], 0);
        let refused = cast.ines.post("/posts", json!({ "kind": "note", "body": "Now." })).await.expect(403).json();
        assert_eq!(refused["type"], "charter-not-acknowledged");
        assert_eq!(refused["versions"][0]["policy"], "charter");
        // Administrators are not spared.
        cast.adam.post("/posts", json!({ "kind": "note", "body": "Now." })).await.expect(403);
        cast.ines.post(&format!("/posts/{before}/comments"), json!({ "body": "Now." })).await.expect(403);
        cast.ines.put(&format!("/posts/{before}"), json!({ "body": "Now." })).await.expect(403);
        cast.ines.get(&format!("/posts/{before}")).await.expect(200);
        cast.stranger.get("/charter").await.expect(200);
        cast.ines.put("/charter/acknowledgement", json!({ "version": "1" })).await.expect(422);
        cast.stranger.put("/charter/acknowledgement", json!({ "version": "1" })).await.expect(401);
        acknowledge(&cast.ines).await;
        note(&cast.ines, "Now.").await;
        cast.mara.post("/posts", json!({ "kind": "note", "body": "Now." })).await.expect(403);
    }

    async fn each_binding_version_is_acknowledged_anew_with_its_hash(story: Story) {
        let cast = people(&story).await;
        let form = json!({ "title": "House rules", "body": "## Kind {#kind}\nBe kind.", "standings": ["own"], "binding": true, "language": "en" });
        cast.adam.post("/charter/manage", form).await.expect(201);
        cast.ines.get("/charter/house-rules").await.expect(404);
        let first = cast.adam.post("/charter/house-rules/publication", json!({})).await.expect(201).json();
        acknowledge(&cast.ines).await;
        let second = json!({ "title": "House rules", "body": "## Kind {#kind}\nBe very kind.", "standings": ["own"], "binding": true, "language": "en", "in_days": 2 });
        cast.adam.put("/charter/house-rules/draft", second).await.expect(200);
        note(&cast.ines, "A draft asks nothing.").await;
        let later = cast.adam.post("/charter/house-rules/publication", json!({})).await.expect(201).json();
        assert_ne!(first["hash"], later["hash"]);
        note(&cast.ines, "It is not in force yet.").await;
        story.app.clock.advance(2 * DAY + 1);
        cast.ines.post("/posts", json!({ "kind": "note", "body": "Now it is." })).await.expect(403);
        let page = cast.browser("ines").await.page("/charter").await.expect(200);
        assert!(page.body.contains("very"), "what changed is shown");
        acknowledge(&cast.ines).await;
        note(&cast.ines, "Thank you.").await;
        let evidence = cast.adam.get("/charter/house-rules/evidence").await.expect(200).json();
        assert_eq!(evidence["items"][0]["hash"], later["hash"]);
        assert_eq!(evidence["items"][0]["name"], "Ines Halvorsen");
        let names: Vec<String> = evidence["missing"].as_array().unwrap().iter().map(|one| word(&one["name"])).collect();
        assert!(names.contains(&"Mara Okafor".to_owned()) && !names.contains(&"Petra Novak".to_owned()), "{names:?}");
        let table = cast.adam.get("/charter/house-rules/evidence?format=csv").await.expect(200);
        assert!(table.body.contains("Ines Halvorsen") && table.header("content-type").starts_with("text/csv"));
        cast.ines.get("/charter/house-rules/evidence").await.expect(404);
        // The earlier version can still be read as it was.
        let old = cast.ines.get("/charter/house-rules/versions/1").await.expect(200).json();
        assert_eq!(old["hash"], first["hash"]);
        assert_eq!(old["paragraphs"][0]["anchor"], "kind");
        cast.carl.get("/charter/house-rules").await.expect(404);
    }

    async fn a_training_is_passed_and_expires(story: Story) {
        let cast = people(&story).await;
        let form = json!({ "title": "Safety", "body": "Call first.", "standings": ["own"], "binding": true, "language": "en",
            "questions": "What first? | Call | Post", "valid_days": 365 });
        cast.adam.post("/charter/manage", form).await.expect(201);
        cast.adam.post("/charter/safety/publication", json!({})).await.expect(201);
        let version = needed(&cast.ines).await[0]["version"].clone();
        cast.ines.put("/charter/acknowledgement", json!({ "version": version, "answers": ["Post"] })).await.expect(422);
        cast.ines.put("/charter/acknowledgement", json!({ "version": version, "answers": ["Call"] })).await.expect(200);
        note(&cast.ines, "I know.").await;
        let own = cast.ines.get("/charter/safety/certificate").await.expect(200).json();
        assert_eq!((&own["valid"], &own["questions"], &own["name"]), (&json!(true), &json!(1), &json!("Ines Halvorsen")));
        cast.mara.get("/charter/safety/certificate").await.expect(404);
        cast.stranger.get("/charter/safety/certificate").await.expect(401);
        assert!(cast.ines.page("/charter/safety").await.expect(200).body.contains("/charter/safety/certificate"));
        assert!(cast.ines.page("/charter/safety/certificate").await.expect(200).body.contains("One question"));
        let document = cast.ines.page("/charter/safety/certificate?format=html").await.expect(200).body;
        assert!(document.contains("Ines Halvorsen") && crate::charter::verify(&document, None).is_ok());
        assert!(crate::charter::verify(&document.replace("Ines", "Anna"), None).is_err());
        story.app.clock.advance(366 * DAY);
        assert_eq!(cast.ines.get("/charter/safety/certificate").await.expect(200).json()["valid"], false);
        cast.ines.post("/posts", json!({ "kind": "note", "body": "I knew." })).await.expect(403);
    }

    async fn a_training_is_asked_in_the_language_of_its_text(story: Story) {
        let cast = people(&story).await;
        let form = |language: &str, questions: &str| {
            json!({ "title": "Safety", "body": "Call first.", "standings": ["own"], "binding": true, "language": language,
                "questions": questions })
        };
        cast.adam.post("/charter/manage", form("en", "What first? | Call | Post")).await.expect(201);
        cast.adam.put("/charter/safety/draft", form("de", "Was? | Rufen | Schreiben\nWann? | Jetzt | Nie")).await.expect(200);
        cast.adam.put("/charter/safety/draft", form("fr", "")).await.expect(200);
        let differs = cast.adam.post("/charter/safety/publication", json!({})).await.expect(422);
        assert!(differs.body.contains("charter-questions-differ") && differs.body.contains("Deutsch"), "{}", differs.body);
        cast.adam.put("/charter/safety/draft", form("de", "Was zuerst? | Rufen | Schreiben")).await.expect(200);
        cast.adam.post("/charter/safety/publication", json!({})).await.expect(201);
        let asked = async |language: &str| {
            let page = cast.ines.get(&format!("/charter/safety?lang={language}")).await.expect(200).json();
            page["questions"][0]["question"].clone()
        };
        assert_eq!((asked("de").await, asked("en").await), (json!("Was zuerst?"), json!("What first?")));
        assert_eq!(asked("fr").await, "What first?", "what the binding text asks");
        let version = needed(&cast.ines).await[0]["version"].clone();
        let answer = |word: &str| json!({ "version": version, "language": "de", "answers": [word] });
        cast.ines.put("/charter/acknowledgement", answer("Schreiben")).await.expect(422);
        cast.ines.put("/charter/acknowledgement", answer("Rufen")).await.expect(200);
        assert_eq!(story.value::<String>("select language from acknowledgements").await.as_deref(), Some("de"));
        // The next version begins with what was asked before.
        cast.adam.put("/charter/safety/draft", form("en", "What first? | Call | Wait")).await.expect(200);
        assert!(cast.adam.page("/charter/safety/edit?language=de").await.expect(200).body.contains("Was zuerst? | Rufen"));
    }

    async fn who_has_not_agreed_is_reminded_by_itself_and_before_it_ends(story: Story) {
        let cast = people(&story).await;
        let form = json!({ "title": "Safety", "body": "Call first.", "standings": ["own"], "binding": true, "language": "en",
            "valid_days": 365, "remind_days": 10 });
        cast.adam.post("/charter/manage", form).await.expect(201);
        cast.adam.post("/charter/safety/publication", json!({})).await.expect(201);
        let version = needed(&cast.ines).await[0]["version"].clone();
        cast.ines.put("/charter/acknowledgement", json!({ "version": version })).await.expect(200);
        let mails = async || {
            let app = story.app.clone();
            story.app.db.write(async move |tx: &Tx| reminding::by_themselves(&app, tx).await).await.unwrap();
            let sql = "select count(*) from outbox where message_id like 'charter.%'";
            story.value::<i64>(sql).await.unwrap()
        };
        assert_eq!(mails().await, 0, "they have ten days");
        story.app.clock.advance(11 * DAY);
        let others = mails().await;
        assert!(others > 1);
        assert_eq!(mails().await, others, "not twice");
        story.app.clock.advance(11 * DAY);
        assert_eq!(mails().await, 2 * others);
        story.app.clock.advance(335 * DAY);
        let now = mails().await;
        assert_eq!(now, 3 * others + 1, "and Ines, whose own ends");
        assert_eq!(mails().await, now);
    }

    async fn in_a_browser_what_was_typed_waits_and_is_sent(story: Story) {
        let cast = people(&story).await;
        cast.adam.post("/charter/models", json!({})).await.expect(200);
        let ines = cast.browser("ines").await;
        let sent = ines.form("/posts", &[("kind", "note"), ("body", "Nine, not twelve.")]).await.expect(303);
        let charter = sent.header("location").to_owned();
        let waiting = charter.split("waiting=").nth(1).unwrap().to_owned();
        let page = ines.page(&charter).await.expect(200);
        assert!(page.body.contains("You speak with your own name"));
        let version = word(&needed(&cast.ines).await[0]["version"]);
        let at = "/charter/acknowledgement?_method=PUT";
        ines.form(at, &[("version", &version), ("waiting", &waiting)]).await.expect(422);
        let fields = [("version", version.as_str()), ("waiting", &waiting), ("read", "on")];
        let to = ines.form(at, &fields).await.expect(303).header("location").to_owned();
        let kept = ines.page(&to).await.expect(200);
        assert!(kept.body.contains("Nine, not twelve."));
        cast.browser("mara").await.page(&to).await.expect(404);
        ines.form("/posts", &[("kind", "note"), ("body", "Nine, not twelve.")]).await.expect(303);
    }

    async fn what_is_wrong_with_a_policy_is_told(story: Story) {
        let cast = people(&story).await;
        cast.adam.post("/charter/manage", json!({ "title": "", "body": "", "standings": [] })).await.expect(422);
        let form = json!({ "title": "Manage", "body": "x", "standings": ["own"] });
        cast.adam.post("/charter/manage", form).await.expect(422);
        for wrong in [json!({ "country": "Narnia" }), json!({ "in_days": "soon" }), json!({ "questions": "Only this" })] {
            let mut form = json!({ "title": "Rules", "body": "x", "standings": ["own"] });
            form.as_object_mut().unwrap().extend(wrong.as_object().unwrap().clone());
            cast.adam.post("/charter/manage", form).await.expect(422);
        }
        cast.adam.post("/charter/nothing/publication", json!({})).await.expect(404);
    }

    async fn two_policies_that_wait_are_agreed_to_in_one_form(story: Story) {
        let cast = people(&story).await;
        for title in ["House rules", "Driving"] {
            let form = json!({ "title": title, "body": "## Kind {#kind}\nBe kind.", "standings": ["own"], "binding": true, "language": "en" });
            cast.adam.post("/charter/manage", form).await.expect(201);
            let slug = title.to_lowercase().replace(' ', "-");
            cast.adam.post(&format!("/charter/{slug}/publication"), json!({})).await.expect(201);
        }
        let ines = cast.browser("ines").await;
        let page = ines.page("/charter").await.expect(200).body;
        let fields: Vec<(String, String)> = page
            .split("<input type=\"hidden\"")
            .skip(1)
            .filter_map(|rest| {
                let name = rest.split("name=\"").nth(1)?.split('"').next()?;
                let value = rest.split("value=\"").nth(1)?.split('"').next()?;
                matches!(name, "waiting" | "version" | "language").then(|| (name.to_owned(), value.to_owned()))
            })
            .chain([("read".to_owned(), "on".to_owned())])
            .collect();
        assert_eq!(fields.iter().filter(|(name, _)| name == "version").count(), 2);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        ines.form("/charter/acknowledgement?_method=PUT", &fields).await.expect(303);
        note(&cast.ines, "Both are agreed to.").await;
    }

    async fn a_draft_changes_nothing_of_what_is_in_force(story: Story) {
        let cast = people(&story).await;
        let form = json!({ "title": "House rules", "body": "Be kind.", "standings": ["own"], "country": "Norwegen", "binding": true, "language": "en" });
        cast.adam.post("/charter/manage", form.clone()).await.expect(201);
        cast.adam.post("/charter/house-rules/publication", json!({})).await.expect(201);
        // Who does not say where they work is not asked, nor who works elsewhere; a country has many names.
        note(&cast.ines, "Nobody knows where I am.").await;
        cast.ines.post("/settings/profile", json!({ "country": "Sweden" })).await.expect(200);
        note(&cast.ines, "Elsewhere.").await;
        cast.ines.post("/settings/profile", json!({ "country": "Norvège" })).await.expect(200);
        cast.ines.post("/posts", json!({ "kind": "note", "body": "Here." })).await.expect(403);
        let missing = cast.adam.get("/charter/house-rules/evidence").await.expect(200).json();
        assert_eq!(missing["missing"].as_array().map(Vec::len), Some(1), "{missing}");
        let mut wider = form;
        wider["country"] = json!("");
        wider["in_days"] = json!("3");
        cast.adam.put("/charter/house-rules/draft", wider).await.expect(200);
        note(&cast.mara, "What is in force is not for me.").await;
        let page = cast.browser("adam").await.page("/charter/house-rules/edit").await.expect(200);
        assert!(page.body.contains("name=\"in_days\" type=\"number\" min=\"0\" max=\"3660\" value=\"3\""), "{}", page.body);
    }

    async fn the_register_is_signed_and_says_who_has_not_yet(story: Story) {
        let cast = people(&story).await;
        cast.adam.post("/charter/models", json!({})).await.expect(200);
        acknowledge(&cast.ines).await;
        let adam = cast.browser("adam").await;
        let register = adam.page("/charter/charter/evidence?format=html").await.expect(200).body;
        assert!(register.contains("Ines") && register.contains("Mara"), "{register}");
        let key = crate::charter::verify(&register, None).unwrap();
        assert!(crate::charter::verify(&register, Some(&key)).is_ok());
        for changed in [register.replace("Ines", "Inez"), register.replacen("</html>", "", 1), format!("{register}more")] {
            assert!(crate::charter::verify(&changed, None).is_err());
        }
        assert!(crate::charter::verify(&register, Some("00")).is_err());
        let table = adam.page("/charter/charter/evidence?format=csv").await.expect(200).body;
        assert!(table.lines().any(|line| line.contains("Mara") && line.ends_with(",,,")), "{table}");
        adam.page("/charter/charter/evidence?version=2").await.expect(404);
        story.settle().await;
        let taken = cast.adam.get("/audit?verb=charter.evidence-taken").await.expect(200).json();
        assert_eq!(taken["items"].as_array().map(Vec::len), Some(2), "{taken}");
    }
}
