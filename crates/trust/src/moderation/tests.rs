//! Stories of reporting, deciding, appealing, and of what follows.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

mod desk;
mod floods;

use crate::testing::{begin, comment, note, people, space, word};
use community::spaces::memberships;
use community::spaces::types::SpaceRole;
use kernel::clock::{DAY, HOUR};
use kernel::db::Tx;
use kernel::ids::Id;
use kernel::stories;
use kernel::testing::{Story, Visitor};
use serde_json::{Value, json};

async fn report(by: &Visitor<'_>, post: &str) {
    let form = json!({ "reason": "personal", "note": "He did not agree to this." });
    by.post(&format!("/posts/{post}/reports"), form).await.expect(200);
}

/// The case on top of the queue.
async fn first_case(by: &Visitor<'_>, part: &str) -> String {
    let queue = by.get(&format!("/moderation/cases?state={part}")).await.expect(200).json();
    word(&queue["items"][0]["id"])
}

fn decision(outcome: &str) -> Value {
    json!({ "outcome": outcome, "paragraph": if outcome == "keep" { "" } else { "personal" }, "reason": "Rule 2 protects him." })
}

async fn decide(by: &Visitor<'_>, case: &str, outcome: &str) -> String {
    let decided = by.post(&format!("/moderation/cases/{case}/decision"), decision(outcome)).await.expect(200).json();
    word(&decided["decision"])
}

async fn notices(of: &Visitor<'_>) -> usize {
    of.get("/notifications").await.expect(200).json()["items"].as_array().unwrap().len()
}

stories! {
    async fn a_report_leads_to_a_decision_an_appeal_and_everything_comes_back(story: Story) {
        let cast = people(&story).await;
        space(&cast.adam, "Depot", "internal").await;
        let new = json!({ "kind": "note", "space": "depot", "body": "Marek is off with his back again." });
        let post = word(&cast.ines.post("/posts", new).await.expect(201).json()["id"]);
        let remark = comment(&cast.mara, &post, "Who has the pit list?").await;
        report(&cast.mara, &post).await;
        cast.carl.post(&format!("/posts/{post}/reports"), json!({ "reason": "spam" })).await.expect(404);
        cast.ines.post(&format!("/posts/{post}/reports"), json!({ "reason": "spam" })).await.expect(403);
        cast.mara.post(&format!("/posts/{post}/reports"), json!({ "reason": "opinion" })).await.expect(422);
        let again = json!({ "reason": "spam" });
        let again = cast.mara.post(&format!("/posts/{post}/reports"), again).await.expect(200).json();
        assert_eq!(again["before"], true, "once per person and thing");

        // Nobody takes away what another wrote but by a case.
        for by in [&cast.lotte, &cast.adam] {
            let refused = by.delete(&format!("/posts/{post}")).await.expect(403).json();
            assert_eq!(refused["type"], "forbidden-by-case");
        }
        let case = first_case(&cast.lotte, "open").await;
        // What it said is frozen.
        cast.ines.put(&format!("/posts/{post}"), json!({ "kind": "note", "body": "Changed meanwhile." })).await.expect(200);
        let seen = cast.lotte.get(&format!("/moderation/cases/{case}")).await.expect(200).json();
        assert_eq!(seen["case"]["evidence"]["body"], "Marek is off with his back again.");
        assert_eq!(seen["case"]["causes"][0]["note"], "He did not agree to this.");
        assert_eq!(seen["case"]["due"].as_i64().unwrap() - seen["case"]["opened"].as_i64().unwrap(), 8 * HOUR);
        assert!(!seen.to_string().contains("reporter"), "who reported stays unnamed");
        let address = format!("/moderation/cases/{case}/decision");
        let opinion = json!({ "outcome": "remove", "paragraph": "negative opinion", "reason": "I disagree" });
        cast.lotte.post(&address, opinion).await.expect(422);
        cast.lotte.post(&address, json!({ "outcome": "remove", "paragraph": "personal" })).await.expect(422);
        cast.petra.post(&address, decision("hide")).await.expect(404);

        let decided = decide(&cast.lotte, &case, "hide").await;
        cast.tomas.post(&address, decision("keep")).await.expect(409);
        story.indexed().await;
        let place = cast.mara.get(&format!("/posts/{post}")).await.expect(200).json();
        assert_eq!((&place["withheld"]["state"], &place["withheld"]["reason"]), (&json!("hidden"), &json!("personal")));
        assert_eq!(story.value::<i64>("select posts from spaces where slug = 'depot'").await, Some(0));
        let mine = cast.ines.get("/moderation/mine").await.expect(200).json();
        assert_eq!(mine["standing"][0]["step"], "note");
        assert_eq!(mine["withheld"].as_array().unwrap().len(), 1);
        assert_eq!(notices(&cast.ines).await, 1, "the decision; the comment stands below what is hidden");
        assert_eq!(notices(&cast.mara).await, 1, "what came of the report");
        let told = cast.mara.get("/moderation/mine").await.expect(200).json();
        assert_eq!(told["reported"][0]["outcome"], "upheld");

        let page = format!("/moderation/decisions/{decided}");
        assert!(cast.ines.get(&page).await.expect(200).body.contains("Rule 2 protects him"));
        let outcome = cast.mara.get(&page).await.expect(200);
        assert!(!outcome.body.contains("Rule 2 protects him"), "{}", outcome.body);
        cast.petra.get(&page).await.expect(404);
        let appeal = format!("{page}/appeal");
        cast.mara.post(&appeal, json!({ "text": "No" })).await.expect(403);
        cast.ines.post(&appeal, json!({ "text": "" })).await.expect(422);
        cast.ines.post(&appeal, json!({ "text": "He asked me to write it." })).await.expect(200);
        cast.ines.post(&appeal, json!({ "text": "Once more" })).await.expect(409);
        cast.lotte.post(&address, decision("keep")).await.expect(403);
        assert_eq!(first_case(&cast.tomas, "appealed").await, case);
        decide(&cast.tomas, &case, "keep").await;
        story.indexed().await;

        let back = cast.mara.get(&format!("/posts/{post}")).await.expect(200).json();
        assert_eq!(back["withheld"], json!(null));
        assert_eq!(word(&back["thread"][0]["id"]), remark);
        assert_eq!(story.value::<i64>("select posts from spaces where slug = 'depot'").await, Some(1));
        let mine = cast.ines.get("/moderation/mine").await.expect(200).json();
        assert_eq!(mine["standing"], json!([]), "the penalty is taken back as well");
        let log = cast.carl.get("/moderation/log").await.expect(200);
        assert_eq!(log.json()["items"][0]["reversed"], true);
        assert!(!log.body.contains("ines") && !log.body.contains("Marek"), "{}", log.body);
        cast.stranger.get("/moderation/log").await.expect(401);
    }

    async fn what_is_returned_is_looked_at_again_when_it_was_changed(story: Story) {
        let cast = people(&story).await;
        let post = note(&cast.ines, "Marek is off with his back again.").await;
        report(&cast.mara, &post).await;
        let case = first_case(&cast.lotte, "open").await;
        decide(&cast.lotte, &case, "edit").await;
        story.settle().await;
        assert_eq!(first_case(&cast.lotte, "returned").await, case);
        cast.ines.put(&format!("/posts/{post}"), json!({ "kind": "note", "body": "Somebody takes the pit list." })).await.expect(200);
        story.settle().await;
        assert_eq!(first_case(&cast.lotte, "open").await, case);
        decide(&cast.lotte, &case, "keep").await;
        let page = cast.mara.get(&format!("/posts/{post}")).await.expect(200).json();
        assert!(page["html"].as_str().unwrap().contains("pit list"));
        let mine = cast.ines.get("/moderation/mine").await.expect(200).json();
        assert_eq!(mine["standing"], json!([]), "who is asked to change something is not penalised");
    }

    async fn nobody_decides_about_themselves_or_alone_about_their_manager(story: Story) {
        let cast = people(&story).await;
        cast.lotte.post("/settings/profile", json!({ "manager": "mara" })).await.expect(200);
        let own = note(&cast.lotte, "Something of a moderator").await;
        report(&cast.ines, &own).await;
        let queue = cast.lotte.get("/moderation/cases").await.expect(200).json();
        assert_eq!(queue["items"], json!([]), "one's own case is not there");
        let case = first_case(&cast.tomas, "open").await;
        cast.lotte.get(&format!("/moderation/cases/{case}")).await.expect(404);
        cast.lotte.post(&format!("/moderation/cases/{case}/decision"), decision("keep")).await.expect(404);
        decide(&cast.tomas, &case, "keep").await;

        let managers = note(&cast.mara, "Something of her manager").await;
        report(&cast.ines, &managers).await;
        let case = first_case(&cast.lotte, "open").await;
        let address = format!("/moderation/cases/{case}/decision");
        cast.lotte.post(&address, decision("keep")).await.expect(403);
        let asked = cast.lotte.post(&address, json!({ "outcome": "second" })).await.expect(200).json();
        assert_eq!(asked["decision"], json!(null));
        assert_eq!(first_case(&cast.tomas, "second").await, case);
        let opinion = json!({ "body": "I would keep it.", "opinion": "keep" });
        cast.tomas.post(&format!("/moderation/cases/{case}/notes"), opinion).await.expect(200);
        decide(&cast.lotte, &case, "keep").await;
    }

    async fn who_moderates_a_space_sees_only_its_cases(story: Story) {
        let cast = people(&story).await;
        space(&cast.mara, "Depot", "internal").await;
        let there = json!({ "kind": "note", "space": "depot", "body": "In the depot" });
        let there = word(&cast.ines.post("/posts", there).await.expect(201).json()["id"]);
        let elsewhere = note(&cast.ines, "Elsewhere").await;
        report(&cast.lotte, &there).await;
        report(&cast.lotte, &elsewhere).await;
        cast.lotte.post("/people/ines/reports", json!({ "reason": "misleading" })).await.expect(200);
        let queue = cast.mara.get("/moderation/cases").await.expect(200).json();
        assert_eq!(queue["items"].as_array().unwrap().len(), 1);
        assert_eq!(cast.adam.get("/moderation/cases").await.expect(200).json()["items"].as_array().unwrap().len(), 3);
        assert_eq!(cast.adam.get("/moderation/cases?space=depot").await.expect(200).json()["items"].as_array().unwrap().len(), 1);
        cast.ines.get("/moderation/cases").await.expect(403);
        cast.mara.get("/moderation/waves").await.expect(404);
        let case = first_case(&cast.mara, "open").await;
        // What was decided elsewhere about the same person is not theirs to know, nor is the person theirs to restrict.
        let all = cast.adam.get("/moderation/cases").await.expect(200).json();
        let of = |kind: &str| {
            let found = all["items"].as_array().unwrap().iter().find(|one| one["kind"] == kind && one["id"] != json!(case));
            word(&found.unwrap()["id"])
        };
        decide(&cast.adam, &of("note"), "hide").await;
        let history = async |who: &Visitor<'_>| {
            let view = who.get(&format!("/moderation/cases/{case}")).await.expect(200).json();
            view["case"]["history"].as_array().unwrap().len()
        };
        assert_eq!((history(&cast.mara).await, history(&cast.adam).await), (0, 1));
        let restrict = json!({ "outcome": "restrict", "paragraph": "respect", "reason": "Enough." });
        cast.mara.post(&format!("/moderation/cases/{case}/decision"), restrict).await.expect(422);
        decide(&cast.mara, &case, "remove").await;
        let steps = "select count(*) from moderation_penalties";
        assert_eq!(story.value::<i64>(steps).await, Some(1), "a space does not push anybody up the ladder");
        cast.ines.put(&format!("/posts/{there}"), json!({ "kind": "note", "body": "Again" })).await.expect(404);
    }

    async fn the_ladder_rises_restricts_suspends_and_ends_by_itself(story: Story) {
        let cast = people(&story).await;
        let mut steps = Vec::new();
        for n in 0..4 {
            if n == 3 {
                cast.ines.post("/posts", json!({ "kind": "note", "body": "Me again" })).await.expect(403);
                let sent = cast.ines.post("/posts", json!({ "kind": "note", "body": "Me again" })).await;
                assert_eq!(sent.json()["type"], "restricted");
                story.app.clock.advance(8 * DAY);
                crate::moderation::penalties::end_due(&story.app).await.unwrap();
                story.settle().await;
                let post = note(&cast.ines, "Something that hurts again").await;
                report(&cast.mara, &post).await;
                let case = first_case(&cast.lotte, "open").await;
                decide(&cast.lotte, &case, "restrict").await;
            } else {
                let post = note(&cast.ines, "Something that hurts").await;
                report(&cast.mara, &post).await;
                let case = first_case(&cast.lotte, "open").await;
                decide(&cast.lotte, &case, "hide").await;
            }
            let step = "select step from moderation_penalties order by id desc limit 1";
            steps.push(story.value::<String>(step).await.unwrap());
        }
        assert_eq!(steps, ["note", "reminder", "restricted", "restricted"]);
        story.settle().await;
        let ines = cast.ids["ines"];
        let lotte = cast.ids["lotte"];
        let more = async move |tx: &Tx| {
            let decision: Id = tx.value("select id from moderation_decisions order by id desc limit 1", &[]).await?.unwrap();
            crate::moderation::penalties::penalise(tx, lotte, ines, decision, None).await
        };
        assert_eq!(story.app.db.write(more).await.unwrap(), crate::moderation::types::Step::Suspended);
        cast.ines.get("/me").await.expect(401);
        assert_eq!(story.value::<String>("select state from members where handle = 'ines'").await.unwrap(), "suspended");
        story.app.clock.advance(15 * DAY);
        crate::moderation::penalties::end_due(&story.app).await.unwrap();
        story.settle().await;
        assert_eq!(story.value::<String>("select state from members where handle = 'ines'").await.unwrap(), "active");
        cast.browser("ines").await.page("/moderation/mine").await.expect(200);
    }

    async fn who_is_suspended_hears_why_by_letter_and_appeals_without_signing_in(story: Story) {
        let cast = people(&story).await;
        let post = note(&cast.ines, "Something that hurts").await;
        report(&cast.mara, &post).await;
        let case = first_case(&cast.lotte, "open").await;
        let decided: Id = decide(&cast.lotte, &case, "hide").await.parse().unwrap();
        let (ines, lotte) = (cast.ids["ines"], cast.ids["lotte"]);
        let least = Some(crate::moderation::types::Step::Suspended);
        let step = async move |tx: &Tx| crate::moderation::penalties::penalise(tx, lotte, ines, decided, least).await;
        story.app.db.write(step).await.unwrap();
        story.settle().await;
        cast.ines.get("/me").await.expect(401);
        let letters = story.mails_to("ines@northwind.example");
        let letter = letters.iter().find(|mail| mail.contains("/appeals/")).unwrap();
        let key: String = letter.split("/appeals/").nth(1).unwrap().chars().take_while(|c| !c.is_whitespace()).collect();
        let address = format!("/appeals/{key}");
        let stranger = story.stranger();
        stranger.page("/appeals/of-somebody-else").await.expect(404);
        let shown = stranger.page(&address).await.expect(200);
        assert!(shown.body.contains("Rule 2 protects him.") && shown.body.contains("Something that hurts"));
        let empty = stranger.form(&address, &[("text", " ")]).await.expect(422);
        assert!(empty.body.contains("aria-invalid"));
        stranger.form(&address, &[("text", "It was about myself.")]).await.expect(303);
        assert!(stranger.page(&address).await.expect(200).body.contains("It was about myself."));
        stranger.form(&address, &[("text", "Once more")]).await.expect(409);
        let appealed = first_case(&cast.lotte, "appealed").await;
        cast.lotte.post(&format!("/moderation/cases/{appealed}/decision"), decision("keep")).await.expect(403);
        cast.adam.post(&format!("/moderation/cases/{appealed}/decision"), decision("keep")).await.expect(200);
        story.settle().await;
        assert_eq!(story.value::<String>("select state from members where handle = 'ines'").await.unwrap(), "active");
        story.app.clock.advance(31 * DAY);
        stranger.page(&address).await.expect(404);
    }

    async fn who_reads_something_private_by_their_power_is_written_down(story: Story) {
        let cast = people(&story).await;
        space(&cast.ines, "Board", "private").await;
        space(&cast.adam, "Depot", "internal").await;
        let board: Id = story.value("select id from spaces where slug = 'board'").await.unwrap();
        let mara = cast.ids["mara"];
        let joined = async move |tx: &Tx| memberships::set_membership(tx, board, mara, SpaceRole::Member).await;
        story.app.db.write(joined).await.unwrap();
        let mut cases = Vec::new();
        for (slug, by) in [("board", &cast.ines), ("depot", &cast.adam)] {
            let new = json!({ "kind": "note", "space": slug, "body": "Marek is off with his back again." });
            let post = word(&by.post("/posts", new).await.expect(201).json()["id"]);
            report(&cast.mara, &post).await;
            cases.push(word(&cast.lotte.get("/moderation/cases?state=open").await.json()["items"][cases.len()]["id"]));
        }
        let reads = async || story.value::<i64>("select count(*) from journal where verb = 'moderation.read'").await.unwrap();
        for _ in 0..2 {
            for case in &cases {
                cast.lotte.get(&format!("/moderation/cases/{case}")).await.expect(200);
            }
        }
        assert_eq!(reads().await, 1);
        story.app.clock.advance(2 * HOUR);
        cast.lotte.get(&format!("/moderation/cases/{}", cases[0])).await.expect(200);
        assert_eq!(reads().await, 2);
        story.settle().await;
        let log = cast.adam.get("/audit?verb=moderation.read").await.expect(200).json();
        assert_eq!(log["items"].as_array().unwrap().len(), 2);
    }

    async fn the_last_administrator_is_not_suspended(story: Story) {
        let cast = people(&story).await;
        let post = note(&cast.adam, "An administrator's").await;
        report(&cast.ines, &post).await;
        let case = first_case(&cast.lotte, "open").await;
        let decided: Id = decide(&cast.lotte, &case, "hide").await.parse().unwrap();
        let (adam, lotte) = (cast.ids["adam"], cast.ids["lotte"]);
        let least = Some(crate::moderation::types::Step::Suspended);
        let step = async move |tx: &Tx| crate::moderation::penalties::penalise(tx, lotte, adam, decided, least).await;
        assert_eq!(story.app.db.write(step).await.unwrap(), crate::moderation::types::Step::Restricted);
        cast.adam.get("/me").await.expect(200);
    }

    async fn a_rule_opens_a_case_and_decides_nothing(story: Story) {
        let cast = people(&story).await;
        let post = note(&cast.ines, "Card 4111 1111 1111 1111").await;
        let id: Id = post.parse().unwrap();
        let matched = async move |tx: &Tx| {
            let details = json!({ "rule": "7", "effect": "flag", "spans": [], "reason": "confidential" });
            kernel::journal::record(tx, kernel::journal::Event::new("rules.matched", None, id).with(details)).await
        };
        story.app.db.write(matched).await.unwrap();
        story.settle().await;
        let case = first_case(&cast.lotte, "open").await;
        let seen = cast.lotte.get(&format!("/moderation/cases/{case}")).await.expect(200).json();
        assert_eq!((&seen["case"]["source"], &seen["case"]["causes"][0]["person"]), (&json!("rule"), &json!(false)));
        cast.mara.get(&format!("/posts/{post}")).await.expect(200);
    }

    async fn a_wave_is_taken_out_of_sight_and_brought_back_as_one(story: Story) {
        let cast = people(&story).await;
        let other = note(&cast.mara, "Where do I buy brake pads?").await;
        let mut wave = Vec::new();
        for n in 0..5 {
            wave.push(note(&cast.ines, &format!("Cheap brake pads {n}, buy now")).await);
        }
        let found = cast.lotte.get("/moderation/waves?words=cheap+brake+pads&hours=6").await.expect(200).json();
        assert_eq!(found["hits"].as_array().unwrap().len(), 5);
        cast.ines.post("/moderation/waves", json!({ "words": "cheap brake pads", "hours": 6 })).await.expect(404);
        cast.lotte.post("/moderation/waves", json!({ "words": "no", "hours": 6 })).await.expect(422);
        let taken = cast.lotte.post("/moderation/waves", json!({ "words": "cheap brake pads", "hours": 6 })).await.expect(201).json();
        story.settle().await;
        assert!(!cast.mara.get("/feed?scope=all").await.expect(200).body.contains("Cheap"));
        assert_eq!(cast.mara.get(&format!("/posts/{other}")).await.expect(200).json()["withheld"], json!(null));
        assert_eq!(story.value::<i64>("select count(*) from moderation_cases").await, Some(0), "a wave is not a hundred cases");
        let address = format!("/moderation/waves/{}", word(&taken["id"]));
        cast.lotte.delete(&address).await.expect(200);
        for post in wave {
            assert_eq!(cast.mara.get(&format!("/posts/{post}")).await.expect(200).json()["withheld"], json!(null));
        }
    }

    async fn a_space_may_look_first_at_what_newcomers_write(story: Story) {
        let cast = people(&story).await;
        space(&cast.mara, "Depot", "internal").await;
        let ask = json!({ "who": "newcomers", "hours": 4 });
        cast.ines.put("/spaces/depot/moderation", ask.clone()).await.expect(403);
        cast.mara.put("/spaces/depot/moderation", json!({ "who": "newcomers", "hours": 400 })).await.expect(422);
        cast.mara.put("/spaces/depot/moderation", ask).await.expect(200);
        cast.ines.put("/spaces/depot/membership", json!({})).await.expect(200);
        let composer = cast.browser("ines").await.page("/posts/new?kind=note&space=depot").await.expect(200);
        assert!(composer.body.contains("within 4 hours"), "the promise is shown before one writes");
        let new = |n: i64| json!({ "kind": "note", "space": "depot", "body": format!("Hello number {n}") });
        let held = cast.ines.post("/posts", new(0)).await.expect(201).json();
        assert_eq!(held["withheld"]["reason"], "review");
        let owners = cast.mara.post("/posts", new(1)).await.expect(201).json();
        assert_eq!(owners["withheld"], json!(null), "who looks after the space does not wait");
        story.settle().await;
        let post = word(&held["id"]);
        assert!(!cast.tomas.get(&format!("/posts/{post}")).await.expect(200).body.contains("Hello"));
        assert!(cast.ines.get(&format!("/posts/{post}")).await.expect(200).body.contains("Hello"));
        let queue = cast.mara.get("/moderation/cases").await.expect(200).json();
        let case = &queue["items"][0];
        assert_eq!(case["due"].as_i64().unwrap() - case["opened"].as_i64().unwrap(), 4 * HOUR, "the promise is the clock");
        decide(&cast.mara, &word(&case["id"]), "keep").await;
        let changed = json!({ "kind": "note", "space": "depot", "body": "Buy my pads" });
        cast.ines.put(&format!("/posts/{post}"), changed).await.expect(200);
        story.settle().await;
        assert!(!cast.tomas.get(&format!("/posts/{post}")).await.expect(200).body.contains("pads"), "a change waits as well");
        let case = first_case(&cast.mara, "open").await;
        decide(&cast.mara, &case, "keep").await;
        for n in 2..3 {
            let post = cast.ines.post("/posts", new(n)).await.expect(201).json();
            story.settle().await;
            assert_eq!(post["withheld"]["reason"], "review");
            let case = first_case(&cast.mara, "open").await;
            decide(&cast.mara, &case, "keep").await;
        }
        assert_eq!(cast.ines.post("/posts", new(5)).await.expect(201).json()["withheld"], json!(null), "known by now");
    }

    async fn whose_reports_are_refused_again_and_again_weighs_less(story: Story) {
        let cast = people(&story).await;
        for n in 0..6 {
            let post = note(&cast.ines, &format!("Harmless {n}")).await;
            report(&cast.mara, &post).await;
            let case = first_case(&cast.lotte, "open").await;
            decide(&cast.lotte, &case, "keep").await;
        }
        let post = note(&cast.ines, "Harmless once more").await;
        report(&cast.mara, &post).await;
        let case = first_case(&cast.lotte, "open").await;
        let seen = cast.lotte.get(&format!("/moderation/cases/{case}")).await.expect(200).json();
        assert_eq!(seen["case"]["due"].as_i64().unwrap() - seen["case"]["opened"].as_i64().unwrap(), 24 * HOUR);
        assert_eq!(notices(&cast.ines).await, 0, "what is kept is no news to its author");
    }

    async fn several_cases_are_decided_alike_and_pages_are_drawn_for_browsers(story: Story) {
        let cast = people(&story).await;
        let mut cases = Vec::new();
        for n in 0..3 {
            let post = note(&cast.ines, &format!("Advertising {n}")).await;
            cast.mara.post(&format!("/posts/{post}/reports"), json!({ "reason": "spam" })).await.expect(200);
        }
        for item in cast.lotte.get("/moderation/cases").await.expect(200).json()["items"].as_array().unwrap() {
            cases.push(word(&item["id"]));
        }
        let lotte = cast.browser("lotte").await;
        for page in ["/moderation/cases".to_owned(), format!("/moderation/cases/{}", cases[0]), "/moderation/waves".to_owned()] {
            lotte.page(&page).await.expect(200);
        }
        let post = note(&cast.adam, "Look <b>here</b>").await;
        assert!(cast.browser("mara").await.page(&format!("/posts/{post}")).await.expect(200).body.contains("/reports"));
        assert!(lotte.page(&format!("/posts/{post}/reports")).await.expect(200).body.contains("negative opinion"));
        let done = json!({ "case": cases, "outcome": "remove", "paragraph": "spam", "reason": "Advertising" });
        let done = cast.lotte.post("/moderation/decisions", done).await.expect(200).json();
        assert_eq!((&done["decided"], &done["refused"]), (&json!(3), &json!(0)));
        story.settle().await;
        let ines = cast.browser("ines").await;
        let mine = ines.page("/moderation/mine").await.expect(200);
        assert!(mine.body.contains("Spam or advertising") || mine.body.contains("Remove"), "{}", mine.body);
        let told = cast.ines.get("/notifications").await.expect(200).json();
        let url = told["items"][0]["url"].as_str().unwrap().to_owned();
        assert!(url.starts_with("/moderation/decisions/"), "{url}");
        ines.page(&url).await.expect(200);
        lotte.page("/moderation/log").await.expect(200);
        lotte.page(&format!("/moderation/cases/{}?state=decided", cases[0])).await.expect(200);
    }

    async fn a_decision_cites_the_charter_as_it_was(story: Story) {
        let cast = people(&story).await;
        let policy = json!({ "title": "House rules", "body": "## Be kind {#kind}\nTo all.", "standings": ["own"], "binding": false, "language": "en" });
        cast.adam.post("/charter/manage", policy).await.expect(201);
        cast.adam.post("/charter/house-rules/publication", json!({})).await.expect(201);
        let post = note(&cast.ines, "Fools.").await;
        report(&cast.mara, &post).await;
        let case = first_case(&cast.lotte, "open").await;
        let at = format!("/moderation/cases/{case}/decision");
        let form = |cites: &str| json!({ "outcome": "hide", "paragraph": "respect", "cites": cites, "reason": "Be kind." });
        cast.lotte.post(&at, form("house-rules#nothing")).await.expect(422);
        let page = cast.browser("lotte").await.page(&format!("/moderation/cases/{case}")).await.expect(200).body;
        assert!(page.contains("house-rules#kind") && page.contains("Be kind"));
        let decision = word(&cast.lotte.post(&at, form("house-rules#kind")).await.expect(200).json()["decision"]);
        let told = cast.ines.get(&format!("/moderation/decisions/{decision}")).await.expect(200).json();
        let cited = &told["cited"];
        assert_eq!(cited, &json!({ "url": "/charter/house-rules/versions/1#kind", "heading": "Be kind" }), "{told}");
        cast.browser("ines").await.page("/charter/house-rules/versions/1").await.expect(200);
    }

    async fn a_wave_spares_its_hunter_and_what_is_private_is_written_down(story: Story) {
        let cast = people(&story).await;
        space(&cast.ines, "Council", "private").await;
        let own = note(&cast.lotte, "Cheap brake pads, says the moderator").await;
        let hidden = json!({ "kind": "note", "space": "council", "body": "Cheap brake pads for the council" });
        cast.ines.post("/posts", hidden).await.expect(201);
        let found = cast.lotte.get("/moderation/waves?words=cheap+brake+pads&hours=6").await.expect(200).json();
        let hits = found["hits"].as_array().unwrap();
        assert_eq!(hits.len(), 1, "{found}");
        assert_ne!(word(&hits[0]["id"]), own);
        let reads = "select count(*) from journal where verb = 'moderation.read'";
        assert_eq!(story.value::<i64>(reads).await, Some(1));
    }
}
