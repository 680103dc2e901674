//! Rules look at every text, and nobody passes silently.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    clippy::disallowed_methods
)]

mod names;

use super::compiled::{Broken, Compiled, check};
use super::detectors::Detector;
use super::folding::Folded;
use super::types::Rule;
use crate::testing::{begin, comment, note, people, second_node, space, word};
use kernel::ids::Id;
use kernel::stories;
use kernel::testing::{Story, Visitor};
use proptest::prelude::*;
use serde_json::{Value, json};

const CARD: &str = "4012 8888 8888 1881";

async fn rule(who: &Visitor<'_>, more: Value) -> String {
    let mut form = json!({ "name": "Cards", "kind": "detector", "pattern": "card", "effect": "block" });
    form.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    word(&who.post("/moderation/rules", form).await.expect(201).json()["id"])
}

/// Details of what rules noted, the latest last.
async fn matched(story: &Story) -> Vec<Value> {
    let sql = "select details from journal where verb = 'rules.matched' order by seq";
    let rows = story.app.db.read(async move |tx: &kernel::db::Tx| tx.column::<String>(sql, &[]).await).await.unwrap();
    rows.iter().map(|row| serde_json::from_str(row).unwrap()).collect()
}

stories! {
    async fn what_somebody_says_of_themselves_is_looked_at_too(story: Story) {
        let cast = people(&story).await;
        rule(&cast.lotte, json!({})).await;
        rule(&cast.lotte, json!({ "name": "Herons", "kind": "words", "pattern": "heron", "effect": "flag" })).await;
        rule(&cast.lotte, json!({ "name": "Valves", "kind": "words", "pattern": "valve", "effect": "mask" })).await;
        rule(&cast.lotte, json!({ "name": "Gauges", "kind": "words", "pattern": "gauge", "effect": "hold", "insist": true })).await;
        let change = async |form: Value| cast.ines.post("/settings/profile", form).await;
        for form in [
            json!({ "about": format!("My card is {CARD}") }),
            json!({ "headline": CARD }),
            json!({ "skills": ["Brakes", CARD] }),
            json!({ "contact": [{ "name": "Card", "address": CARD }] }),
            json!({ "experience": [{ "title": CARD, "organisation": "", "since": "", "until": "" }] }),
        ] {
            let field = form.as_object().unwrap().keys().next().unwrap().clone();
            let told = change(form).await.expect(422).json();
            assert_eq!((word(&told["type"]).as_str(), &told["spans"][0]["field"]), ("rule", &json!(field)), "{told}");
        }
        let kept = cast.ines.get("/settings/profile").await.json();
        assert_eq!((&kept["about"], &kept["skills"], &kept["contact"]), (&json!(""), &json!([]), &json!([])));
        // Masked words are read by nobody, and a profile does not wait: who stands by it is looked at afterwards.
        let kept = change(json!({ "headline": "Valve keeper", "skills": ["Brakes", "Valves"] })).await.expect(200).json();
        assert_eq!(kept["headline"], "█████ keeper");
        change(json!({ "about": "Gauge four." })).await.expect(422);
        change(json!({ "about": "Gauge four.", "insist": "A measure of brakes" })).await.expect(200);
        story.settle().await;
        story.app.clock.advance(kernel::clock::MINUTE);
        change(json!({ "place": "Heron Street" })).await.expect(200);
        story.settle().await;
        let cases = cast.lotte.get("/moderation/cases").await.json();
        let items = cases["items"].as_array().unwrap();
        assert_eq!(items.len(), 1, "one case of one profile: {cases}");
        assert_eq!((&items[0]["kind"], &items[0]["reports"]), (&json!("profile"), &json!(2)));
        // What stands there already is not asked about again, and what is taken away needs nobody.
        rule(&cast.lotte, json!({ "name": "Brakes", "kind": "words", "pattern": "brakes" })).await;
        change(json!({ "skills": ["Brakes", "Valves"], "place": "" })).await.expect(200);
        // In a browser everything comes back, to be changed there.
        let form = [("name", "Ines Halvorsen"), ("headline", "Brakes"), ("interests", "Birds")];
        let shown = cast.ines.form("/settings/profile", &form).await.expect(422).body;
        assert!(shown.contains("name=\"headline\"") && shown.contains("value=\"Birds\""), "{shown}");
    }

    async fn what_is_said_of_a_space_is_looked_at_too(story: Story) {
        let cast = people(&story).await;
        rule(&cast.lotte, json!({})).await;
        rule(&cast.lotte, json!({ "name": "Herons", "kind": "words", "pattern": "heron", "effect": "flag", "insist": true })).await;
        rule(&cast.lotte, json!({ "name": "Valves", "kind": "words", "pattern": "valve", "effect": "mask" })).await;
        let make = async |form: Value| cast.ines.post("/spaces", form).await;
        for field in ["name", "slug", "summary", "description", "rules"] {
            let mut form = json!({ "name": "Brakes" });
            form[field] = json!(if field == "slug" { CARD.replace(' ', "-") } else { format!("See {CARD}") });
            let told = make(form).await.expect(422).json();
            assert_eq!((word(&told["type"]).as_str(), &told["spans"][0]["field"]), ("rule", &json!(field)), "{told}");
        }
        // The address is made of what may be read.
        let made = make(json!({ "name": "Valve four", "summary": "The valve by the river" })).await.expect(201).json();
        assert_eq!((&made["name"], &made["slug"]), (&json!("█████ four"), &json!("four")), "{made}");
        let change = async |form: Value| cast.ines.put("/spaces/four", form).await;
        change(json!({ "summary": format!("See {CARD}") })).await.expect(422);
        change(json!({ "rules": "Mind the heron." })).await.expect(422);
        change(json!({ "rules": "Mind the heron.", "insist": "It nests there" })).await.expect(200);
        story.settle().await;
        assert_eq!(cast.lotte.get("/moderation/cases").await.json()["items"], json!([]), "it stands in the records");
        let last = matched(&story).await.pop().unwrap();
        assert_eq!((&last["kind"], &last["effect"], &last["reason"]), (&json!("space"), &json!("insisted"), &json!("It nests there")));
        // What stands there already is not asked about again.
        change(json!({ "rules": "Mind the heron.", "summary": "By the river" })).await.expect(200);
        // In a browser everything comes back, to be changed there.
        let form = [("name", CARD), ("summary", "Everything about wheels")];
        let shown = cast.ines.form("/spaces", &form).await.expect(422).body;
        assert!(shown.contains("name=\"name\"") && shown.contains(">Everything about wheels<"), "{shown}");
    }

    async fn what_a_file_is_called_is_looked_at_before_it_is_out(story: Story) {
        let cast = people(&story).await;
        rule(&cast.lotte, json!({})).await;
        rule(&cast.lotte, json!({ "name": "Valves", "kind": "words", "pattern": "valve", "effect": "mask" })).await;
        let publish = async |name: &str| {
            let file = cast.ines.upload("/files", "application/json", "file", name, b"Nothing to see").await.expect(201).json();
            cast.ines.post("/posts", json!({ "kind": "note", "body": "As asked.", "attachments": [file["id"]] })).await
        };
        let told = publish(&format!("{CARD}.txt")).await.expect(422).json();
        assert_eq!(told["spans"][0]["field"], "attachments", "{told}");
        let shown = publish("valve four.txt").await.expect(201).body;
        assert!(shown.contains("█████ four.txt"), "{shown}");
    }

    async fn the_words_of_a_file_are_looked_at_once_they_are_read(story: Story) {
        let cast = people(&story).await;
        rule(&cast.lotte, json!({})).await;
        rule(&cast.lotte, json!({ "name": "Herons", "kind": "words", "pattern": "heron", "effect": "flag" })).await;
        rule(&cast.lotte, json!({ "name": "Valves", "kind": "words", "pattern": "valve", "effect": "note" })).await;
        let publish = async |name: &str, text: String| {
            let file = cast.ines.upload("/files", "application/json", "file", name, text.as_bytes()).await.expect(201).json();
            let new = json!({ "kind": "note", "body": "As asked.", "attachments": [file["id"]] });
            let post = word(&cast.ines.post("/posts", new).await.expect(201).json()["id"]);
            story.settle().await;
            post
        };
        let stopped = publish("travel.txt", format!("Hotel: {CARD}")).await;
        let flagged = publish("birds.txt", "A heron by the depot".to_owned()).await;
        let noted = publish("parts.txt", "A valve".to_owned()).await;
        // The same content again: its words are known before the post is there.
        let again = publish("copy.txt", format!("Hotel: {CARD}")).await;
        for (post, open) in [(&stopped, false), (&flagged, true), (&noted, true), (&again, false)] {
            let shown = cast.mara.get(&format!("/posts/{post}")).await;
            assert_eq!(shown.body.contains("As asked."), open, "{post}: {}", shown.body);
        }
        let matched = matched(&story).await;
        let said: Vec<(&str, &str)> =
            matched.iter().map(|row| (row["name"].as_str().unwrap(), row["effect"].as_str().unwrap())).collect();
        assert_eq!(said, [("Cards: travel.txt", "hold"), ("Herons: birds.txt", "flag"), ("Cards: copy.txt", "hold")]);
        let cases = cast.lotte.get("/moderation/cases?state=open").await.expect(200).json();
        assert_eq!(cases["items"].as_array().unwrap().len(), 3);
        // Looked at once: what a person let through stays.
        let case = word(&cases["items"][0]["id"]);
        let keep = json!({ "outcome": "keep", "reason": "An example from the manual." });
        cast.lotte.post(&format!("/moderation/cases/{case}/decision"), keep).await.expect(200);
        cast.ines.put(&format!("/posts/{stopped}"), json!({ "kind": "note", "body": "As asked, again." })).await.expect(200);
        story.settle().await;
        assert_eq!(self::matched(&story).await.len(), 3);
    }

    async fn a_card_number_is_stopped_whoever_writes_it(story: Story) {
        let cast = people(&story).await;
        let post = note(&cast.mara, "How do I pay?").await;
        cast.ines.post("/moderation/rules", json!({})).await.expect(404);
        let id = rule(&cast.lotte, json!({})).await;
        let text = format!("é – use {CARD} please");
        let at = format!("/posts/{post}/comments");
        let stopped = cast.ines.post(&at, json!({ "body": text })).await.expect(422).json();
        assert_eq!(stopped["type"], "rule");
        assert_eq!(stopped["may_insist"], false);
        let span = &stopped["spans"][0];
        assert_eq!((span["field"].as_str(), span["rule"].as_str(), span["kind"].as_str()), (Some("body"), Some(id.as_str()), Some("card")));
        let (start, end) = (span["start"].as_u64().unwrap() as usize, span["end"].as_u64().unwrap() as usize);
        assert_eq!(text.chars().skip(start).take(end - start).collect::<String>(), CARD);
        assert!(!span["text"].as_str().unwrap().contains("8888"), "it is not repeated");
        assert!(stopped["errors"][0]["message"].as_str().unwrap().contains("payment card"));
        for who in [&cast.adam, &cast.lotte, &cast.petra] {
            let form = json!({ "kind": "note", "body": text, "insist": "I may." });
            let status = who.post("/posts", form).await.status.as_u16();
            assert!(status == 422, "{status}");
        }
        comment(&cast.ines, &post, "use 4012 8888 8888 1882 please").await;
        cast.lotte.delete(&format!("/moderation/rules/{id}")).await.expect(200);
        comment(&cast.ines, &post, &text).await;
    }

    async fn who_is_noted_may_insist_and_it_is_recorded(story: Story) {
        let cast = people(&story).await;
        rule(&cast.lotte, json!({ "name": "Project", "kind": "words", "pattern": "Operation Heron", "effect": "note", "reason": "It is not public yet." })).await;
        let body = "About Öperation-Hеron.";
        let told = cast.ines.post("/posts", json!({ "kind": "note", "body": body })).await.expect(422).json();
        assert_eq!(told["may_insist"], true);
        assert!(told["errors"][0]["message"].as_str().unwrap().contains("It is not public yet."), "{told}");
        assert!(matched(&story).await.is_empty());
        let form = json!({ "kind": "note", "body": body, "insist": "It was announced today." });
        cast.ines.post("/posts", form).await.expect(201);
        let noted = matched(&story).await;
        assert_eq!(noted[0]["effect"], "insisted");
        assert_eq!(noted[0]["reason"], "It was announced today.");
        assert!(!noted[0].to_string().contains("eron"), "the words stand in the post alone");
    }

    async fn a_browser_keeps_what_was_typed(story: Story) {
        let cast = people(&story).await;
        rule(&cast.lotte, json!({ "insist": true })).await;
        let ines = cast.browser("ines").await;
        let fields = [("kind", "note"), ("body", "Mine is 4012-8888-8888-1881."), ("once", "k1")];
        let page = ines.form("/posts", &fields).await.expect(422);
        assert!(page.body.contains("Mine is 4012-8888-8888-1881.") && page.body.contains("name=\"insist\""));
        assert!(page.body.contains("name=\"once\" value=\"k1\""));
        ines.form("/posts", &[("kind", "note"), ("body", "Mine is 4012-8888-8888-1881."), ("insist", "A test number")]).await.expect(303);
        assert_eq!(matched(&story).await[0]["effect"], "insisted");
    }

    async fn a_flag_lets_it_out_and_a_mask_covers_it(story: Story) {
        let cast = people(&story).await;
        rule(&cast.lotte, json!({ "effect": "flag", "kind": "words", "pattern": "heron*" })).await;
        rule(&cast.lotte, json!({ "effect": "mask" })).await;
        let post = note(&cast.ines, &format!("Herons and {CARD}")).await;
        let read = cast.mara.get(&format!("/posts/{post}")).await.expect(200);
        assert!(read.body.contains("Herons") && !read.body.contains("8888"), "{}", read.body);
        let effects: Vec<String> = matched(&story).await.iter().map(|one| word(&one["effect"])).collect();
        assert_eq!(effects, ["flag", "mask"]);
    }

    async fn what_is_held_waits_and_nobody_else_reads_it(story: Story) {
        let cast = people(&story).await;
        rule(&cast.lotte, json!({ "effect": "hold", "kind": "words", "pattern": "heron" })).await;
        let post = note(&cast.ines, "A heron on the line").await;
        let read = cast.mara.get(&format!("/posts/{post}")).await;
        assert!(!read.body.contains("heron"), "{}", read.body);
        let feed = cast.mara.get("/feed?view=latest").await.expect(200);
        assert!(!feed.body.contains("heron"));
        assert_eq!(matched(&story).await[0]["effect"], "hold");
        assert_eq!(story.value::<i64>("select count(*) from posts where state = 'held'").await, Some(1));
    }

    async fn a_rule_holds_where_and_for_whom_it_says(story: Story) {
        let cast = people(&story).await;
        space(&cast.mara, "Brakes", "internal").await;
        rule(&cast.lotte, json!({ "spaces": "brakes" })).await;
        rule(&cast.lotte, json!({ "audiences": ["public"], "kind": "words", "pattern": "heron" })).await;
        rule(&cast.lotte, json!({ "standings": ["partner"], "kind": "words", "pattern": "tern" })).await;
        let text = format!("heron tern {CARD}");
        note(&cast.ines, &text).await;
        cast.ines.post("/posts", json!({ "kind": "note", "body": text, "space": "brakes" })).await.expect(422);
        cast.adam.post("/posts", json!({ "kind": "note", "body": "heron", "audience": "public" })).await.expect(422);
        cast.lotte.post("/moderation/rules", json!({ "name": "x", "kind": "words", "pattern": "x", "effect": "flag", "spaces": "nowhere" })).await.expect(422);
    }

    async fn a_broken_pattern_is_refused_with_its_place(story: Story) {
        let cast = people(&story).await;
        for (pattern, said) in [("heron(", "character 6"), ("(a*)*", "fits everything"), ("(?:a{999}){999}", "too large"), ("", "fits everything")] {
            let form = json!({ "name": "x", "kind": "pattern", "pattern": pattern, "effect": "flag" });
            let refused = cast.lotte.post("/moderation/rules", form).await.expect(422);
            assert!(refused.body.contains(said), "{pattern}: {}", refused.body);
        }
        for wrong in [json!({ "kind": "detector", "pattern": "cards" }), json!({ "kind": "words", "pattern": " - " }), json!({ "kind": "magic" })] {
            let mut form = json!({ "name": "x", "kind": "words", "pattern": "x", "effect": "flag" });
            form.as_object_mut().unwrap().extend(wrong.as_object().unwrap().clone());
            cast.lotte.post("/moderation/rules", form).await.expect(422);
        }
    }

    async fn a_rule_is_tried_before_it_holds(story: Story) {
        let cast = people(&story).await;
        space(&cast.mara, "Closed", "secret").await;
        note(&cast.ines, "A heron on the line").await;
        note(&cast.ines, "Nothing here").await;
        cast.mara.post("/posts", json!({ "kind": "note", "body": "A heron in secret", "space": "closed" })).await.expect(201);
        let form = json!({ "name": "Birds", "kind": "words", "pattern": "heron", "effect": "block" });
        let found = cast.lotte.post("/moderation/rules/preview", form.clone()).await.expect(200).json();
        assert_eq!((found["looked"].as_i64(), found["hits"].as_i64()), (Some(2), Some(1)), "what one may not see is not looked at");
        assert_eq!(found["items"][0]["found"], "heron");
        assert_eq!(found["precision"], serde_json::Value::Null);
        for n in 0..9 {
            note(&cast.ines, &format!("Heron number {n}")).await;
        }
        let found = cast.lotte.post("/moderation/rules/preview", form.clone()).await.expect(200).json();
        let mut judged = form.clone();
        judged["judged"] = json!(true);
        judged["wrong"] = json!([found["items"][0]["post"], found["items"][3]["post"]]);
        let again = cast.lotte.post("/moderation/rules/preview", judged).await.expect(200).json();
        let posts = |of: &serde_json::Value| of["items"].as_array().unwrap().iter().map(|hit| hit["post"].clone()).collect::<Vec<_>>();
        assert_eq!(posts(&found), posts(&again), "the same are shown");
        // 8 of 10, by the formula of Wilson.
        assert_eq!(again["precision"], json!({ "judged": 10, "right": 8, "percent": 80.0, "low": 49.0, "high": 94.3 }));
        note(&cast.ines, "A heron still").await;
        cast.lotte.post("/moderation/rules", form).await.expect(201);
        let tried = cast.lotte.post("/moderation/rules/try", json!({ "text": "HERON" })).await.expect(200).json();
        assert_eq!(tried["spans"][0]["name"], "Birds");
        cast.ines.post("/moderation/rules/try", json!({ "text": "x" })).await.expect(404);
        for path in ["/moderation/rules", "/moderation/rules/new"] {
            cast.browser("lotte").await.page(path).await.expect(200);
        }
    }

    async fn another_node_knows_a_rule_at_once(story: Story) {
        let cast = people(&story).await;
        let Some(node) = second_node(&story).await else { return };
        note(&cast.ines.at(&node), "heron").await;
        let id = rule(&cast.lotte, json!({ "kind": "words", "pattern": "heron" })).await;
        cast.ines.at(&node).post("/posts", json!({ "kind": "note", "body": "heron" })).await.expect(422);
        let paused = json!({ "name": "x", "kind": "words", "pattern": "heron", "effect": "block", "paused": true });
        cast.lotte.at(&node).put(&format!("/moderation/rules/{id}"), paused).await.expect(200);
        note(&cast.ines, "heron").await;
    }
}

fn made(kind: &str, pattern: &str) -> Rule {
    Rule {
        id: Id::default(),
        name: "a rule".to_owned(),
        kind: kind.to_owned(),
        pattern: pattern.to_owned(),
        effect: "flag".to_owned(),
        insist: false,
        reason: String::new(),
        spaces: String::new(),
        audiences: String::new(),
        standings: String::new(),
        active: true,
        changed: 0,
    }
}

fn found(detector: Detector, text: &str) -> Vec<String> {
    detector.find(text, &Folded::new(text)).into_iter().map(|(at, what)| format!("{what}: {}", &text[at])).collect()
}

#[test]
fn detectors_know_check_digits() {
    assert_eq!(found(Detector::Card, "4012888888881881 4012-8888-8888-1881 4012 8888 8888 1881").len(), 3);
    for card in ["122000000000003", "371449635398431", "5019717010103742", "3782 822463 10005"] {
        assert_eq!(found(Detector::Card, card), [format!("card: {card}")]);
    }
    for none in ["4012-8888-8888-1882", "0000000000000000", "order 40128888888818810000", "x4012888888881881"] {
        assert_eq!(found(Detector::Card, none), Vec::<String>::new(), "{none}");
    }
    assert_eq!(found(Detector::Iban, "to DE89 3704 0044 0532 0130 00, please"), ["iban: DE89 3704 0044 0532 0130 00"]);
    assert_eq!(found(Detector::Iban, "DE89 3704 0044 0532 0130 01"), Vec::<String>::new());
    let id =
        |text: &str| found(Detector::NationalId, text).first().map(|one| one.split(':').next().unwrap().to_owned());
    for (text, what) in [
        ("078-05-1123", "us-ssn"),
        ("my SSN is 078051123", "us-ssn"),
        ("AB 12 34 56 C", "uk-nino"),
        ("1 84 12 76 451 089 46", "fr-nir"),
        ("86 095 742 719", "de-tax-id"),
        ("BSN: 111222333", "nl-bsn"),
        ("811228-9874", "se-pnr"),
        ("12345678Z", "es-dni"),
    ] {
        assert_eq!(id(text).as_deref(), Some(what), "{text}");
    }
    for none in
        ["000-12-3456", "666-12-3456", "078-05-1120", "111222333", "BG 12 34 56 C", "12345678A", "86 095 742 710"]
    {
        assert_eq!(id(none), None, "{none}");
    }
    let pair = ["ghp", "_", "abcdefghijklmnopqrstuvwxyz0123456789"].concat();
    assert_eq!(found(Detector::Key, &pair).len(), 1);
    assert_eq!(found(Detector::Key, &["AKIA", "IOSFODNN7EXAMPLE"].concat()).len(), 1);
    assert_eq!(found(Detector::Key, "password = hT7$kk21-pQ").len(), 1);
    assert_eq!(found(Detector::Key, "password: forgotten").len(), 0);
    let list: String = (0..6).map(|n| format!("person{n}@northwind.example, ")).collect();
    assert_eq!(found(Detector::Contacts, &list).len(), 6);
    assert_eq!(found(Detector::Contacts, "write to a@northwind.example").len(), 0);
    assert_eq!(found(Detector::Label, "STRICTLY CONFIDENTIAL").len(), 1);
    assert_eq!(found(Detector::Defamation, "Er ist ein Betrüger!").len(), 1);
}

#[test]
fn words_are_whole_unless_they_may_go_on() {
    let compiled = Compiled::new(1, vec![made("words", "tern\nbrake*")]).unwrap();
    let hits = |text: &str| compiled.scan(text).len();
    assert_eq!((hits("a tern."), hits("pattern, turn, stern"), hits("Brakes"), hits("outbrake")), (1, 0, 1, 0));
}

#[test]
fn hostile_patterns_and_texts_end_soon() {
    assert_eq!(check("(a"), Err(Broken::At(1, "unclosed group".to_owned())));
    let compiled =
        Compiled::new(1, vec![made("pattern", "(a+)+$"), made("pattern", "(x+x+)+y"), made("words", "a\naa\naaa")])
            .unwrap();
    let begun = std::time::Instant::now();
    for text in [
        "a".repeat(200_000) + "!",
        "x".repeat(200_000),
        "1".repeat(200_000),
        "4 ".repeat(100_000),
        "DE89 ".repeat(40_000),
    ] {
        compiled.scan(&text);
        for detector in Detector::ALL {
            detector.find(&text, &Folded::new(&text));
        }
    }
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

/// A number of so many digits with the right last one.
fn with_luhn(digits: &[u8]) -> String {
    (0..10u8)
        .map(|last| digits.iter().chain([&last]).map(|digit| char::from(b'0' + digit)).collect::<String>())
        .find(|number| {
            let sum: u32 = number
                .bytes()
                .rev()
                .enumerate()
                .map(|(nth, byte)| {
                    let digit = u32::from(byte - b'0') * (1 + nth as u32 % 2);
                    digit / 10 + digit % 10
                })
                .sum();
            sum.is_multiple_of(10)
        })
        .unwrap()
}

proptest! {
    #[test]
    fn every_visa_card_is_found_and_a_wrong_digit_is_none(digits in proptest::collection::vec(0u8..10, 14), by in 1u8..10) {
        let number = with_luhn(&[vec![4], digits].concat());
        prop_assert_eq!(found(Detector::Card, &format!("pay {number}.")).len(), 1);
        let last = number.as_bytes()[15] - b'0';
        let wrong = format!("{}{}", &number[..15], (last + by) % 10);
        prop_assert_eq!(found(Detector::Card, &wrong).len(), 0);
    }

    #[test]
    fn whatever_is_typed_is_read_and_places_are_of_the_text(text in "\\PC{0,300}") {
        let compiled = Compiled::new(1, vec![
            made("words", "a\nthe\nо\n1"), made("pattern", "[a-z]{3}"),
            made("detector", "card\niban\nnational-id\nkey\ncontacts\nlabel\ndefamation"),
        ]).unwrap();
        for hit in compiled.scan(&text) {
            prop_assert!(text.get(hit.at.clone()).is_some_and(|part| !part.is_empty()), "{:?}", hit);
        }
    }

    #[test]
    fn a_word_is_found_wherever_it_stands(before in "[ .,!?-]{1,5}", after in "[ .,!?-]{1,5}", word in "[a-zäöüéñ]{3,12}") {
        let compiled = Compiled::new(1, vec![made("words", &word)]).unwrap();
        let text = format!("x{before}{}{after}x", word.to_uppercase());
        prop_assert_eq!(compiled.scan(&text).len(), 1);
    }
}
