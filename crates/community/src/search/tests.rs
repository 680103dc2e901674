//! What one finds, and what one does not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use crate::people::ops as people_ops;
use crate::testing::{People, Person, begin, people};
use kernel::db::Tx;
use kernel::ids::Id;
use kernel::stories;
use kernel::testing::{Story, Visitor};
use serde_json::{Value, json};
use std::time::Duration;

fn titles(found: &Value, kind: &str) -> Vec<String> {
    let items = found["items"].as_array().unwrap().iter().filter(|item| item["kind"] == kind);
    items.map(|item| item["title"].as_str().unwrap().to_owned()).collect()
}

/// As a browser sends it; what follows a `&` is a further parameter.
fn sent(query: &str) -> String {
    let kept = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'&' | b'=' | b'+' | b'%' | b':' | b'.' | b'-');
    query
        .bytes()
        .map(|b| match b {
            b' ' => "+".to_owned(),
            b if kept(b) => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        })
        .collect()
}

async fn search(visitor: &Visitor<'_>, query: &str) -> Value {
    visitor.get(&format!("/search?q={}", sent(query))).await.expect(200).json()
}

async fn found(visitor: &Visitor<'_>, query: &str) -> Vec<String> {
    let found = search(visitor, query).await;
    found["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect()
}

async fn note(person: &Person<'_>, body: &str) -> String {
    post(person, json!({ "kind": "note", "body": body })).await
}

async fn post(person: &Person<'_>, post: Value) -> String {
    person.post("/posts", post).await.expect(201).json()["id"].as_str().unwrap().to_owned()
}

async fn space(person: &Person<'_>, name: &str, audience: &str) {
    person.post("/spaces", json!({ "name": name, "audience": audience })).await.expect(201);
}

async fn skill(story: &Story, person: &Person<'_>, skill: &str) {
    let (id, skill) = (person.id, skill.to_owned());
    let set = async move |tx: &Tx| {
        people_ops::ensure(tx, id).await?;
        people_ops::set_skills(tx, id, std::slice::from_ref(&skill)).await
    };
    story.app.db.write(set).await.unwrap();
}

/// Mara's three spaces, with a note about brakes in each.
async fn three_spaces(cast: &People<'_>) {
    for (name, audience) in [("Brakes open", "internal"), ("Brakes private", "private"), ("Brakes hidden", "secret")] {
        space(&cast.mara, name, audience).await;
    }
    for slug in ["brakes-open", "brakes-private", "brakes-hidden"] {
        post(&cast.mara, json!({ "kind": "note", "space": slug, "body": format!("Brake dust in {slug}") })).await;
    }
}

stories! {
    async fn one_finds_only_what_one_may_see(story: Story) {
        let cast = people(&story).await;
        three_spaces(&cast).await;
        story.indexed().await;
        let mara = cast.mara.get("/palette?q=brak").await.expect(200).json();
        assert_eq!(titles(&mara, "space").len(), 3);
        assert_eq!(titles(&mara, "post").len(), 3);
        let ines = cast.ines.get("/palette?q=brak").await.expect(200).json();
        assert_eq!(titles(&ines, "space").len(), 2);
        assert_eq!(titles(&ines, "post"), ["Brake dust in brakes-open"]);
        let page = cast.ines.page("/search?q=brake+dust").await.expect(200).body;
        assert!(page.contains("<mark>Brake</mark> <mark>dust</mark> in <mark>brakes</mark>-open"), "{page}");
        assert!(!page.contains("brakes-hidden") && !page.contains("brakes-private"));
        let carl = search(&cast.carl, "brake dust").await;
        assert_eq!((carl["items"].as_array().unwrap().len(), carl["count"].as_i64()), (0, Some(0)));
        cast.stranger.get("/palette?q=brak").await.expect(401);
        cast.stranger.get("/search?q=brak").await.expect(401);
    }

    async fn a_change_of_membership_or_audience_counts_at_the_next_search(story: Story) {
        let cast = people(&story).await;
        three_spaces(&cast).await;
        story.indexed().await;
        // From here on nothing is indexed any more.
        assert_eq!(found(&cast.ines, "dust").await, ["Brake dust in brakes-open"]);
        cast.mara.post("/spaces/brakes-hidden/members", json!({ "handle": "ines" })).await;
        cast.ines.put("/spaces/brakes-hidden/membership", json!({})).await.expect(200);
        assert_eq!(found(&cast.ines, "dust").await.len(), 2);
        cast.ines.delete("/spaces/brakes-hidden/membership").await.expect(200);
        assert_eq!(found(&cast.ines, "dust").await, ["Brake dust in brakes-open"]);
        cast.mara.put("/spaces/brakes-open/audience", json!({ "audience": "private" })).await.expect(200);
        assert!(found(&cast.ines, "dust").await.is_empty());
        assert_eq!(found(&cast.mara, "dust").await.len(), 3);
        let mine = note(&cast.ines, "Sand and dust on the rails").await;
        story.indexed().await;
        cast.ines.delete(&format!("/posts/{mine}")).await.expect(200);
        assert!(found(&cast.ines, "sand").await.is_empty());
    }

    async fn what_is_hidden_cannot_be_learned_of(story: Story) {
        let cast = people(&story).await;
        space(&cast.mara, "Merger", "secret").await;
        for nth in 0..30 {
            let body = format!("Plumbago is for sale, part {nth}. The brake is a cover. #plumbagosale");
            post(&cast.mara, json!({ "kind": "note", "space": "merger", "body": body })).await;
        }
        note(&cast.mara, "The brake is worn, and so is the pantograph").await;
        skill(&story, &cast.mara, "Pythonry").await;
        story.indexed().await;
        // Neither count nor facet nor the number of pages tells of the thirty.
        let brake = cast.ines.page("/search?q=brake").await.expect(200).body;
        assert!(brake.contains("1 post") && !brake.contains("merger") && !brake.contains("Merger"), "{brake}");
        let json = search(&cast.ines, "brake").await;
        assert_eq!((json["count"].as_i64(), json["more"].as_bool(), json["next"].is_null()), (Some(1), Some(false), true));
        // A word that only they have, a beginning of it, one with a mistake: all as if there were none.
        for word in ["plumbago", "plumb", "plumbagoo", "\"plumbago is\"", "tag:plumbagosale", "#plumbagosale", "in:merger", "in:merger brake"] {
            assert!(found(&cast.ines, word).await.is_empty(), "{word}");
            let palette = cast.ines.get(&format!("/palette?q={}", sent(word))).await.expect(200);
            assert!(palette.json()["items"].as_array().unwrap().is_empty(), "{word}: {}", palette.body);
        }
        // A space that is not there and one that one may not know of answer alike.
        let (hidden, absent) = (cast.ines.get("/search?q=in:merger").await, cast.ines.get("/search?q=in:nowhere").await);
        assert_eq!(hidden.body, absent.body);
        // Leaving a hidden word out changes nothing of what one sees; nor does asking for its absence.
        assert_eq!(found(&cast.ines, "brake -plumbago").await, found(&cast.ines, "brake").await);
        let newest = cast.ines.get("/search?q=brake&sort=newest").await.expect(200).json();
        assert_eq!((newest["items"].as_array().unwrap().len(), newest["more"].as_bool()), (1, Some(false)));
        // A skill that one may not see is no word to find somebody by, or to leave them out by.
        assert!(titles(&search(&cast.petra, "pythonry").await, "person").is_empty());
        assert_eq!(titles(&search(&cast.ines, "okafor").await, "person"), ["Mara Okafor"]);
        let save = json!({ "name": "Sale", "query": "q=plumbago" });
        cast.ines.post("/search/saved", save).await.expect(201);
        post(&cast.mara, json!({ "kind": "note", "space": "merger", "body": "More plumbago" })).await;
        story.settle().await;
        assert_eq!(story.value::<i64>("select count(*) from journal where verb = 'search.found'").await, Some(0));
    }

    async fn hidden_posts_do_not_change_the_order_of_others(story: Story) {
        let cast = people(&story).await;
        note(&cast.mara, "alder and some words about it").await;
        note(&cast.mara, "birch and some words about it").await;
        story.indexed().await;
        let before = found(&cast.ines, "alder birch words").await;
        space(&cast.mara, "Wood", "secret").await;
        for nth in 0..25 {
            post(&cast.mara, json!({ "kind": "note", "space": "wood", "body": format!("birch birch {nth}") })).await;
        }
        story.indexed().await;
        assert_eq!(found(&cast.ines, "alder birch words").await, before);
    }

    async fn the_palette_knows_people_and_actions(story: Story) {
        let cast = people(&story).await;
        note(&cast.mara, "Wheels turn #wheels").await;
        story.indexed().await;
        assert_eq!(titles(&cast.ines.get("/palette?q=okaf").await.json(), "person"), ["Mara Okafor"]);
        assert_eq!(titles(&cast.ines.get("/palette?q=okafro").await.json(), "person"), ["Mara Okafor"]);
        assert!(titles(&cast.ines.get("/palette?q=").await.json(), "action").contains(&"Spaces".to_owned()));
        assert_eq!(titles(&cast.ines.get("/palette?q=new+spa").await.json(), "action"), ["New space"]);
        assert!(titles(&cast.ines.get("/palette?q=whee").await.json(), "post").contains(&"#wheels".to_owned()));
        assert!(titles(&cast.ines.get("/palette?q=wheles").await.json(), "post").contains(&"#wheels".to_owned()));
        assert_eq!(titles(&search(&cast.ines, "wheles").await, "tag"), ["#wheels"], "a mistake is forgiven");
        assert_eq!(titles(&search(&cast.ines, "#whee").await, "tag"), ["#wheels"]);
        assert!(titles(&search(&cast.ines, "wheles turn").await, "tag").is_empty());
        assert!(titles(&search(&cast.carl, "wheels").await, "tag").is_empty(), "he may not see what is tagged so");
        assert!(cast.ines.page("/search?q=wheels").await.expect(200).body.contains("href=\"/tags/wheels\""));
        assert!(titles(&cast.carl.get("/palette?q=new+spa").await.json(), "action").is_empty());
        for q in ["%25", "🚂", "'; drop table", &"x".repeat(3_000)] {
            assert!(cast.ines.get(&format!("/palette?q={}", sent(q))).await.expect(200).json()["items"].as_array().unwrap().is_empty());
        }
        assert!(cast.ines.page("/search?q=%3Cb%3Ezzz").await.expect(200).body.contains("&#60;b&#62;zzz"));
    }

    async fn nothing_that_is_typed_breaks_the_search(story: Story) {
        let cast = people(&story).await;
        note(&cast.mara, "A plain note").await;
        story.indexed().await;
        let long = "brake ".repeat(1_700);
        let hostile = [
            "-", "\"", "\"\"", "from:", "-- -\"", "kind:", "AND OR NOT (", "%01%02", "%E2%80%AE%E2%80%8F", "a:b:c", "*", "?", "~2",
            "[a TO b]", "%F0%9F%9A%82", "-plain", "before:tomorrow", "after:2026-99-99", &long, &"x".repeat(9_000),
        ];
        for q in hostile {
            cast.ines.get(&format!("/search?q={}", sent(q))).await.expect(200);
            cast.ines.page(&format!("/search?q={}", sent(q))).await.expect(200);
        }
        assert_eq!(search(&cast.ines, &long).await["cut"], true);
        cast.ines.get("/search?q=a&before=nonsense").await.expect(422);
        cast.ines.get("/search?q=plain&before=9999999999.1").await.expect(200);
        cast.ines.get("/search?q=%00%01").await.expect(400);
        cast.ines.get("/search?q=a&kind=%01&space=%27&author=%22&tag=%5C&from=x&to=y&sort=z").await.expect(200);
    }

    async fn words_are_found_in_all_their_forms(story: Story) {
        let cast = people(&story).await;
        note(&cast.mara, "We were running the compressors through the whole of the night shift").await;
        note(&cast.mara, "Die Häuser wurden gestern Nacht noch einmal sorgfältig geprüft und gestrichen").await;
        note(&cast.mara, "Les freins ont été vérifiés encore une fois hier soir par l’équipe").await;
        note(&cast.mara, "تم فحص المكابح مرة أخرى مساء أمس من قبل الفريق").await;
        note(&cast.mara, "昨夜もう一度ブレーキを点検しました").await;
        story.indexed().await;
        for (query, at) in [
            ("run compressor", 0), ("compresors", 0), ("\"night shift\"", 0), ("Haus", 1), ("hauser", 1), ("gepruft", 1),
            ("frein", 2), ("verifie", 2), ("مكابح", 3), ("الفريق", 3), ("ブレーキ", 4), ("点検", 4),
        ] {
            let begin = ["We were", "Die Häuser", "Les freins", "تم فحص", "昨夜"][at];
            let found = found(&cast.ines, query).await;
            assert!(found.iter().any(|title| title.starts_with(begin)), "{query}: {found:?}");
        }
        assert!(found(&cast.ines, "\"shift night\"").await.is_empty());
        assert!(found(&cast.ines, "compressors -shift").await.is_empty());
        let marked = cast.ines.page("/search?q=run+compressor").await.expect(200).body;
        assert!(marked.contains("<mark>running</mark> the <mark>compressors</mark>"), "{marked}");
    }

    async fn a_search_is_narrowed_and_ordered(story: Story) {
        let cast = people(&story).await;
        space(&cast.mara, "Brakes", "internal").await;
        let first = post(&cast.mara, json!({ "kind": "note", "space": "brakes", "body": "Pads wear out #safety" })).await;
        story.app.clock.advance(3 * kernel::clock::DAY);
        note(&cast.ines, "Pads again").await;
        cast.ines.post(&format!("/posts/{first}/comments"), json!({ "body": "Pads from which maker?" })).await.expect(201);
        story.indexed().await;
        assert_eq!(found(&cast.carl, "pads").await.len(), 0);
        for (query, found_so_many) in [
            ("pads", 3), ("pads from:mara", 1), ("pads in:brakes", 2), ("pads tag:safety", 1), ("pads #safety", 1), ("kind:comment", 1),
            ("pads kind:comment kind:note", 3), ("pads after:2026-11-04", 2), ("pads before:2026-11-04", 1), ("from:nobody pads", 0), ("pads from:halvor", 2), ("pads in:brak", 2),
            ("pads&kind=note&space=brakes", 1), ("pads&author=ines", 2), ("pads&from=2026-11-02&to=2026-11-02", 1), ("&tag=safety", 1),
        ] {
            assert_eq!(found(&cast.adam, query).await.len(), found_so_many, "{query}");
        }
        assert_eq!(found(&cast.adam, "pads&sort=newest").await.last().unwrap(), "Pads wear out #safety");
        let comment = search(&cast.adam, "kind:comment").await["items"][0].clone();
        assert_eq!(comment["title"], "Comment on Pads wear out #safety");
        assert!(comment["url"].as_str().unwrap().starts_with(&format!("/posts/{first}#c")));
        cast.mara.delete(&format!("/posts/{first}")).await.expect(200);
        assert_eq!(found(&cast.adam, "pads").await, ["Pads again"], "a comment goes with its post");
    }

    async fn what_is_close_comes_first_unless_it_shall_be_the_same_for_everyone(story: Story) {
        let cast = people(&story).await;
        let text = "The pantograph lifts, and the wire holds";
        let mara = note(&cast.mara, text).await;
        let adam = note(&cast.adam, text).await;
        cast.ines.put("/people/mara/follow", json!({})).await.expect(200);
        story.indexed().await;
        let ids = |found: &Value| -> Vec<String> {
            found["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
        };
        let best = search(&cast.ines, "pantograph").await;
        assert_eq!(ids(&best), [mara.clone(), adam.clone()]);
        assert_eq!(best["items"][0]["reason"], "by somebody you follow");
        assert_eq!(ids(&search(&cast.ines, "pantograph&sort=neutral").await), [adam.clone(), mara.clone()]);
        for _ in 0..20 {
            cast.petra.post("/search/opens", json!({ "id": adam })).await.expect(404);
            cast.carl.post("/search/opens", json!({ "id": adam })).await.expect(404);
            cast.mara.post("/search/opens", json!({ "id": mara })).await.expect(200);
        }
        assert_eq!(ids(&search(&cast.mara, "pantograph").await)[0], mara);
    }

    async fn results_go_on_without_doubles(story: Story) {
        let cast = people(&story).await;
        for nth in 0..47 {
            note(&cast.mara, &format!("Sleeper number {nth}")).await;
        }
        story.indexed().await;
        for sort in ["best", "neutral", "newest"] {
            let (mut seen, mut before) = (Vec::new(), String::new());
            loop {
                let page = search(&cast.ines, &format!("sleeper&sort={sort}{before}")).await;
                seen.extend(page["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()));
                let Some(next) = page["next"].as_str() else { break };
                before = format!("&before={next}");
            }
            let count = seen.len();
            seen.sort();
            seen.dedup();
            assert_eq!((seen.len(), count), (47, 47), "{sort}");
        }
    }

    async fn the_words_of_attached_files_are_found(story: Story) {
        let cast = people(&story).await;
        space(&cast.mara, "Vault", "secret").await;
        let text = b"Torque of the yaw damper bolts: 320 newton metres.";
        let file = cast.mara.upload("/files", "application/json", "file", "torques.txt", text).await.expect(201).json();
        let attached = json!({ "kind": "note", "space": "vault", "body": "The table", "attachments": [file["id"]] });
        let first = post(&cast.mara, attached).await;
        story.indexed().await;
        assert_eq!(found(&cast.mara, "damper torque").await, ["torques.txt"]);
        assert!(found(&cast.ines, "damper torque").await.is_empty());
        let other = cast.ines.upload("/files", "application/json", "file", "copy.txt", text).await.expect(201).json();
        post(&cast.ines, json!({ "kind": "note", "body": "For all", "attachments": [other["id"]] })).await;
        story.indexed().await;
        let item = search(&cast.adam, "damper").await["items"][0].clone();
        assert_eq!((item["kind"].as_str(), item["title"].as_str()), (Some("file"), Some("copy.txt")));
        assert!(item["snippet"].as_str().unwrap().contains("yaw damper bolts"));
        cast.mara.delete(&format!("/posts/{first}")).await.expect(200);
        assert_eq!(found(&cast.mara, "damper").await, ["copy.txt"]);
    }

    async fn who_finds_nothing_is_told_who_may_know(story: Story) {
        let cast = people(&story).await;
        skill(&story, &cast.mara, "Pantographs").await;
        story.indexed().await;
        let page = cast.ines.page("/search?q=pantograph+carbon+strip+vendors").await.expect(200).body;
        assert!(page.contains("Nothing found") && page.contains("Who may know") && page.contains("Mara Okafor"), "{page}");
        assert!(page.contains("/posts/new"));
        let person = search(&cast.ines, "pantograph").await["items"][0].clone();
        assert_eq!((person["title"].as_str(), person["reason"].as_str()), (Some("Mara Okafor"), Some("says to know of it")));
    }

    async fn a_saved_search_hears_of_what_is_new(story: Story) {
        let cast = people(&story).await;
        let saved = cast.ines.post("/search/saved", json!({ "name": "Brakes", "query": "q=braking&kind=note" })).await.expect(201).json();
        cast.ines.post("/search/saved", json!({ "name": "Again", "query": "q=braking&kind=note" })).await.expect(201);
        cast.ines.post("/search/saved", json!({ "name": " ", "query": "q=door" })).await.expect(422);
        cast.ines.post("/search/saved", json!({ "name": "All", "query": "" })).await.expect(422);
        cast.carl.post("/search/saved", json!({ "name": "Brakes", "query": "q=brake" })).await.expect(201);
        note(&cast.mara, "The brakes were tested").await;
        note(&cast.mara, "The doors were tested").await;
        note(&cast.ines, "My own brake").await;
        story.settle().await;
        assert_eq!(story.value::<i64>("select count(*) from journal where verb = 'search.found'").await, Some(1));
        let details: String = story.value("select details from journal where verb = 'search.found'").await.unwrap();
        let details: Value = serde_json::from_str(&details).unwrap();
        assert_eq!((details["name"].as_str(), details["member"].as_str()), (Some("Brakes"), Some(cast.ines.id.to_string().as_str())));
        let id = saved["id"].as_str().unwrap();
        assert!(cast.ines.page("/search").await.expect(200).body.contains("Brakes"));
        cast.carl.put(&format!("/search/saved/{id}"), json!({ "name": "Mine" })).await.expect(404);
        cast.carl.delete(&format!("/search/saved/{id}")).await.expect(404);
        cast.ines.put(&format!("/search/saved/{id}"), json!({ "name": "Stopping" })).await.expect(200);
        let mine = cast.ines.get("/search/saved").await.expect(200).json();
        assert_eq!((mine["items"].as_array().unwrap().len(), mine["items"][0]["name"].as_str()), (1, Some("Stopping")));
        cast.ines.delete(&format!("/search/saved/{id}")).await.expect(200);
        assert!(cast.ines.get("/search/saved").await.json()["items"].as_array().unwrap().is_empty());
    }

    async fn a_new_post_is_found_by_itself(story: Story) {
        let cast = people(&story).await;
        assert_eq!(search(&cast.ines, "tender").await["building"], true);
        assert!(cast.ines.page("/search?q=tender").await.expect(200).body.contains("The search is being prepared"));
        story.app.search.start(&story.app);
        note(&cast.mara, "The tender is full").await;
        for _ in 0..200 {
            if !found(&cast.ines, "tender").await.is_empty() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("it was not found");
    }

    async fn a_person_is_found_anew_when_they_change(story: Story) {
        let cast = people(&story).await;
        story.indexed().await;
        assert_eq!(titles(&search(&cast.ines, "mara").await, "person"), ["Mara Okafor"]);
        let id: Id = cast.mara.id;
        let named = async move |tx: &Tx| crate::identity::ops::describe(tx, id, "Mara Lindgren", "Bogies").await;
        story.app.db.write(named).await.unwrap();
        story.indexed().await;
        assert_eq!(titles(&search(&cast.ines, "lindgren").await, "person"), ["Mara Lindgren"]);
        assert!(titles(&search(&cast.ines, "okafor").await, "person").is_empty());
        cast.mara.put("/people/ines/block", json!({})).await.expect(200);
    }
}
