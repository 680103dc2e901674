//! The stories of people.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use super::ops;
use super::types::{Contact, Experience, Field, ProfileFields, Visibilities, Visibility};
use crate::identity;
use crate::testing::{People, Person, begin, member, people};
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::testing::Story;
use kernel::viewer::Role;
use kernel::{args, stories};
use serde_json::{Value, json};
use std::collections::HashSet;

async fn write<T, F>(story: &Story, operation: F) -> T
where
    F: AsyncFn(&Tx) -> Result<T> + Send + 'static,
    T: Send + 'static,
{
    story.app.db.write(operation).await.expect("written")
}

async fn fill(story: &Story, member: Id, fields: ProfileFields, from_directory: bool) {
    write(story, async move |tx: &Tx| ops::set_profile(tx, member, &fields, from_directory).await).await;
}

async fn skills(story: &Story, member: Id, skills: &[&str]) {
    let skills: Vec<String> = skills.iter().map(|skill| (*skill).to_owned()).collect();
    write(story, async move |tx: &Tx| ops::set_skills(tx, member, &skills).await).await;
}

async fn show(story: &Story, member: Id, shown: &[(Field, Visibility)]) {
    let visibilities = Visibilities(shown.iter().copied().collect());
    write(story, async move |tx: &Tx| ops::set_visibilities(tx, member, &visibilities).await).await;
}

/// A space that these people have joined, as far as this capability knows spaces.
async fn meet(story: &Story, members: &[Id]) {
    let members = members.to_vec();
    write(story, async move |tx: &Tx| {
        let space = tx.id();
        let sql = "insert into spaces (id, slug, name, name_key, summary, description, description_html, rules,
                       rules_html, cover, audience, joining, rule_field, rule_value, parts, parent, members, posts,
                       active, archived, source_key, created, created_by)
                   values ($1, $2, 'Doors', 'doors', '', '', '', '', '', null, 4, 'invite', '', '', '', null, 0, 0,
                       0, null, null, 0, null)";
        tx.execute(sql, args![space, format!("doors-{space}")]).await?;
        for member in &members {
            let sql = "insert into memberships (space, member, role, state, pinned, at)
                       values ($1, $2, 'member', 'joined', 0, 0)";
            tx.execute(sql, args![space, member]).await?;
        }
        Ok(())
    })
    .await;
}

fn handles(list: &Value) -> Vec<String> {
    let items = list["items"].as_array().expect("items");
    items.iter().map(|item| item["handle"].as_str().expect("a handle").to_owned()).collect()
}

async fn found(person: &Person<'_>, query: &str) -> Vec<String> {
    handles(&person.get(&format!("/people?{query}")).await.expect(200).json())
}

async fn with_eero<'a>(story: &'a Story, cast: &People<'_>) -> Person<'a> {
    let eero = member(story, cast.northwind, "eero", "Eero Mäkilä", Role::Member).await;
    story.settle().await;
    eero
}

stories! {
    async fn who_saves_a_profile_second_is_told_what_differs(story: Story) {
        let cast = people(&story).await;
        let ines = cast.ines.browser().await;
        let form = ines.get("/settings/profile").await.expect(200).json();
        let began = form["revision"].as_str().unwrap();
        ines.form("/settings/profile", &[("revision", began), ("headline", "Signals"), ("about", "Kept first.")]).await.expect(303);
        let typed = [("revision", began), ("headline", "Brakes"), ("about", "Typed second."), ("place", "Oslo")];
        let told = ines.form("/settings/profile", &typed).await.expect(422);
        for part in ["another version meanwhile", "<mark>Signals</mark>", "Typed second.</textarea>", "value=\"Oslo\""] {
            assert!(told.body.contains(part), "{part} is missing in {}", told.body);
        }
        assert_eq!(ines.get("/settings/profile").await.json()["headline"], "Signals");
        let refused = cast.ines.post("/settings/profile", json!({ "revision": began, "headline": "Brakes" })).await.expect(409);
        assert_eq!(refused.json()["type"], "edited-meanwhile");

        // Saving what is shown then replaces it knowingly.
        let now = told.body.split("name=\"revision\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        ines.form("/settings/profile", &[("revision", now), ("headline", "Brakes")]).await.expect(303);
        let kept = ines.get("/settings/profile").await.json();
        assert_eq!((kept["headline"].as_str(), kept["about"].as_str()), (Some("Brakes"), Some("Kept first.")));
        // Who says nothing of it means the present one; a portrait is no other version.
        cast.ines.post("/settings/profile", json!({ "headline": "Doors" })).await.expect(200);
        let began = cast.ines.get("/settings/profile").await.json()["revision"].as_str().unwrap().to_owned();
        ines.delete("/settings/photo").await.expect(200);
        cast.ines.post("/settings/profile", json!({ "headline": "Bogies", "revision": began })).await.expect(200);
    }

    async fn people_are_found_by_the_beginnings_of_words_without_accents_or_case(story: Story) {
        let cast = people(&story).await;
        let eero = with_eero(&story, &cast).await;
        skills(&story, eero.id, &["Axle sensors"]).await;
        for query in ["q=makila", "q=MÄKI", "q=eero+mak", "q=mäk+e", "q=@eero", "q=axle", "q=sensors+eero"] {
            assert_eq!(found(&cast.ines, query).await, ["eero"], "{query}");
        }
        for query in ["q=akila", "q=eero+halvorsen", "q=%25", "q=--", "q='%20or%201=1"] {
            assert!(found(&cast.ines, query).await.is_empty(), "{query}");
        }
        let page = cast.ines.page("/people?q=makila").await.expect(200);
        assert!(page.body.contains("Eero Mäkilä") && page.body.contains("1 person"), "{}", page.body);
    }

    async fn the_best_answer_comes_first(story: Story) {
        let cast = people(&story).await;
        for (handle, name) in [("zoe", "Zoe Ines"), ("inesita", "Inesita Aalto"), ("bo", "Bo Larsen")] {
            member(&story, cast.northwind, handle, name, Role::Member).await;
        }
        story.settle().await;
        let bo = cast.ines.get("/people/bo").await.expect(200).json()["id"].as_str().unwrap().parse().unwrap();
        skills(&story, bo, &["Inestimable patience"]).await;
        assert_eq!(found(&cast.mara, "q=ines").await, ["ines", "inesita", "zoe", "bo"]);
    }

    async fn who_is_renamed_is_found_by_the_new_name(story: Story) {
        let cast = people(&story).await;
        let ines = cast.ines.id;
        write(&story, async move |tx: &Tx| identity::ops::describe(tx, ines, "Ines Berg", "Welder").await).await;
        story.settle().await;
        assert_eq!(found(&cast.mara, "q=berg").await, ["ines"]);
        assert_eq!(found(&cast.mara, "q=weld").await, ["ines"]);
        assert!(found(&cast.mara, "q=halvorsen").await.is_empty());
    }

    async fn the_directory_goes_on_by_key_without_doubles_and_gaps(story: Story) {
        let cast = people(&story).await;
        let northwind = cast.northwind;
        write(&story, async move |tx: &Tx| {
            for n in 0..75 {
                let new = identity::NewMember {
                    handle: format!("worker{n}"),
                    // Several have the same name: the key must tell them apart.
                    name: format!("Worker {}", n % 7),
                    organisation: northwind,
                    ..identity::NewMember::default()
                };
                identity::ops::create_member(tx, &new).await?;
            }
            Ok(())
        })
        .await;
        story.settle().await;
        for (query, expected) in [("", 80), ("q=worker", 75)] {
            let (mut seen, mut address) = (Vec::new(), format!("/people?{query}"));
            loop {
                let list = cast.ines.get(&address).await.expect(200).json();
                seen.extend(handles(&list));
                let Some(next) = list["next"].as_str() else { break };
                address = format!("/people?{query}&before={next}");
            }
            let different: HashSet<&String> = seen.iter().collect();
            assert_eq!((seen.len(), different.len()), (expected, expected), "{query}");
        }
        cast.ines.get("/people?before=nonsense").await.expect(422);
        assert!(cast.ines.page("/people").await.body.contains("before="));
    }

    async fn facets_count_and_narrow(story: Story) {
        let cast = people(&story).await;
        let graz = |languages: &[&str]| ProfileFields {
            place: Some("Graz".into()),
            languages: Some(languages.iter().map(|l| (*l).to_owned()).collect()),
            ..ProfileFields::default()
        };
        fill(&story, cast.ines.id, graz(&["German", "English"]), false).await;
        fill(&story, cast.mara.id, graz(&["English"]), false).await;
        skills(&story, cast.mara.id, &["Rust"]).await;
        assert_eq!(found(&cast.adam, "place=graz").await, ["ines", "mara"]);
        assert_eq!(found(&cast.adam, "place=GRAZ&language=german").await, ["ines"]);
        assert_eq!(found(&cast.adam, "skill=rust&language=English").await, ["mara"]);
        assert_eq!(found(&cast.adam, "organisation=harrow-brakes&organisation=fjordline").await, ["carl", "petra"]);
        assert!(found(&cast.adam, "place=Pune").await.is_empty());
        let page = cast.adam.page("/people?place=Graz").await.expect(200).body;
        assert!(page.contains(r#"<span>Graz</span><span class="count">2</span>"#), "{page}");
        assert!(page.contains(r#"value="graz" checked"#), "{page}");
        let page = cast.adam.page("/people?language=Allemand").await.expect(200).body;
        assert!(page.contains(r#"value="de" checked><span>German</span>"#), "{page}");
        let empty = cast.adam.page("/people?place=Pune").await.expect(200).body;
        assert!(empty.contains("Nobody found") && empty.contains("Pune"));
    }

    async fn parts_of_pages_are_swapped(story: Story) {
        let cast = people(&story).await;
        story.settle().await;
        let (ines, random) = (cast.ines.id, story.app.random.clone());
        let token =
            write(&story, async move |tx: &Tx| identity::tokens::create(tx, &random, Some(ines), ines, "htmx", true).await).await;
        let ask = |method: &str, path: &str| {
            let request = axum::http::Request::builder().method(method).uri(path);
            let request = request.header("Authorization", format!("Bearer {token}")).header("HX-Request", "true");
            story.send(request.header("Accept", "text/html").body(axum::body::Body::empty()).unwrap())
        };
        let part = ask("GET", "/people?q=mara").await.expect(200).body;
        assert!(part.contains("Mara Okafor") && part.contains("id=\"people\"") && !part.contains("<html"), "{part}");
        let button = ask("POST", "/people/mara/follow?_method=PUT").await.expect(200).body;
        assert!(button.contains("aria-pressed=\"true\"") && button.contains("_method=DELETE"), "{button}");
        let button = ask("POST", "/people/mara/follow?_method=DELETE").await.expect(200).body;
        assert!(button.contains("aria-pressed=\"false\"") && !button.contains("<html"), "{button}");
        let page = cast.ines.page("/people?q=mara").await.expect(200).body;
        assert!(page.contains("hx-target=\"#people\""), "{page}");
    }

    async fn each_field_is_seen_by_those_whom_it_is_for(story: Story) {
        let cast = people(&story).await;
        let fields = ProfileFields {
            about: Some("I mend doors.".into()),
            phone: Some("+47 555 0100".into()),
            place: Some("Bergen".into()),
            interests: Some(vec!["Sailing".into()]),
            pronouns: Some("she/her".into()),
            ..ProfileFields::default()
        };
        fill(&story, cast.ines.id, fields, false).await;
        skills(&story, cast.ines.id, &["Hinges"]).await;
        show(&story, cast.ines.id, &[
            (Field::About, Visibility::Public),
            (Field::Place, Visibility::Shared),
            (Field::Skills, Visibility::Shared),
            (Field::Phone, Visibility::Organisation),
            (Field::Interests, Visibility::Me),
        ])
        .await;
        meet(&story, &[cast.ines.id, cast.carl.id]).await;
        // What each of them sees: about, place, phone, interests, email.
        let secrets = ["I mend doors.", "Bergen", "555 0100", "Sailing", "ines@northwind.example"];
        let expected = [
            ("a stranger", cast.stranger.clone(), [true, false, false, false, false]),
            ("a partner with no space in common", (*cast.petra).clone(), [true, false, false, false, false]),
            ("a customer in the same space", (*cast.carl).clone(), [true, true, false, false, false]),
            ("a colleague", (*cast.mara).clone(), [true, true, true, false, true]),
            ("herself", (*cast.ines).clone(), [true, true, true, true, true]),
        ];
        for (who, visitor, sees) in expected {
            let page = visitor.page("/people/ines").await.expect(200).body;
            let json = visitor.get("/people/ines").await.expect(200).body;
            for (secret, seen) in secrets.iter().zip(sees) {
                assert_eq!(page.contains(secret), seen, "page: {who}: {secret}");
                assert_eq!(json.contains(secret), seen, "JSON: {who}: {secret}");
            }
            let skills = json.contains("Hinges");
            assert_eq!(skills, sees[1], "{who}");
        }
        // Neither search nor facets tell more than the page does.
        assert_eq!(found(&cast.carl, "q=hinges").await, ["ines"]);
        assert!(found(&cast.petra, "q=hinges").await.is_empty());
        assert!(found(&cast.petra, "place=bergen").await.is_empty());
        assert!(!cast.petra.page("/people").await.expect(200).body.contains("Bergen"));
        assert!(cast.carl.page("/people").await.expect(200).body.contains("Bergen"));
    }

    async fn hidden_and_absent_cannot_be_told_apart(story: Story) {
        let cast = people(&story).await;
        let hidden = cast.petra.get("/people/ines").await.expect(404);
        let absent = cast.petra.get("/people/nobody").await.expect(404);
        assert_eq!(hidden.body, absent.body);
        cast.stranger.page("/people/ines").await.expect(404);
        cast.petra.put("/people/ines/follow", json!({})).await.expect(404);
        cast.petra.get("/people/ines/followers").await.expect(404);
        cast.petra.get("/people/ines/organisation").await.expect(404);
        assert_eq!(found(&cast.petra, "").await, ["petra"]);
        assert!(cast.petra.get("/complete/people?q=ines").await.json()["items"].as_array().unwrap().is_empty());
        meet(&story, &[cast.ines.id, cast.petra.id]).await;
        assert_eq!(found(&cast.petra, "").await, ["ines", "petra"]);
        cast.petra.get("/people/ines").await.expect(200);
        cast.petra.get("/people/mara").await.expect(404);
    }

    async fn following_counts_what_it_says(story: Story) {
        let cast = people(&story).await;
        for _ in 0..2 {
            let answer = cast.ines.put("/people/mara/follow", json!({})).await.expect(200).json();
            assert_eq!((&answer["following"], &answer["followers"]), (&json!(true), &json!(1)));
        }
        cast.adam.put("/people/mara/follow", json!({})).await.expect(200);
        let followers = handles(&cast.ines.get("/people/mara/followers").await.json());
        assert_eq!(followers.iter().map(String::as_str).collect::<HashSet<_>>(), HashSet::from(["ines", "adam"]));
        for _ in 0..2 {
            let answer = cast.ines.delete("/people/mara/follow").await.expect(200).json();
            assert_eq!((&answer["following"], &answer["followers"]), (&json!(false), &json!(1)));
        }
        assert_eq!(handles(&cast.ines.get("/people/mara/followers").await.json()), ["adam"]);
        assert_eq!(handles(&cast.ines.get("/people/adam/following").await.json()), ["mara"]);
        let rows: i64 = story.value("select count(*) from follows").await.unwrap();
        let counted: i64 = story.value("select cast(sum(followers) as bigint) from profiles").await.unwrap();
        let counting: i64 = story.value("select cast(sum(following) as bigint) from profiles").await.unwrap();
        assert_eq!((rows, rows), (counted, counting));
        cast.ines.put("/people/ines/follow", json!({})).await.expect(409);
        cast.stranger.put("/people/mara/follow", json!({})).await.expect(401);
    }

    async fn a_form_without_script_follows_and_comes_back(story: Story) {
        let cast = people(&story).await;
        let browser = cast.ines.browser().await;
        let page = browser.page("/people/mara").await.expect(200).body;
        assert!(page.contains(r#"action="/people/mara/follow?_method=PUT""#), "{page}");
        let answer = browser.form("/people/mara/follow?_method=PUT", &[("next", "/people?q=mara")]).await.expect(303);
        assert_eq!(answer.header("location"), "/people?q=mara");
        let answer = browser.form("/people/mara/follow?_method=DELETE", &[("next", "//evil.example")]).await.expect(303);
        assert_eq!(answer.header("location"), "/people/mara");
    }

    async fn who_is_blocked_does_not_follow(story: Story) {
        let cast = people(&story).await;
        cast.ines.put("/people/mara/follow", json!({})).await.expect(200);
        cast.mara.put("/people/ines/follow", json!({})).await.expect(200);
        let between = cast.mara.put("/people/ines/block", json!({})).await.expect(200).json();
        assert_eq!((&between["blocked"], &between["muted"], &between["you_follow"]), (&json!(true), &json!(true), &json!(false)));
        assert!(handles(&cast.mara.get("/people/mara/followers").await.json()).is_empty());
        let refused = cast.ines.put("/people/mara/follow", json!({})).await.expect(403);
        assert_eq!(refused.json()["type"], "people-blocked");
        cast.mara.put("/people/ines/follow", json!({})).await.expect(403);
        // Muting again, or ending a mute, does not end the block.
        cast.mara.put("/people/ines/mute", json!({})).await.expect(200);
        let between = cast.mara.delete("/people/ines/mute").await.expect(200).json();
        assert_eq!(between["blocked"], json!(true));
        assert_eq!(handles(&cast.mara.get("/settings/muted").await.expect(200).json()), ["ines"]);
        assert!(cast.mara.page("/settings/muted").await.body.contains("Blocked"));
        cast.mara.delete("/people/ines/block").await.expect(200);
        cast.ines.put("/people/mara/follow", json!({})).await.expect(200);
        assert!(cast.mara.page("/settings/muted").await.body.contains("Nobody is muted"));
        cast.mara.put("/people/mara/mute", json!({})).await.expect(409);
    }

    async fn skills_are_vouched_for_by_others(story: Story) {
        let cast = people(&story).await;
        skills(&story, cast.ines.id, &["Field measurement", "Sanding / gritting"]).await;
        let path = "/people/ines/skills/Field%20measurement/endorsement";
        for _ in 0..2 {
            let answer = cast.mara.put(path, json!({})).await.expect(200).json();
            assert_eq!((&answer["endorsed"], &answer["endorsements"]), (&json!(true), &json!(1)));
        }
        cast.mara.put("/people/ines/skills/Sanding%20%2F%20gritting/endorsement", json!({})).await.expect(200);
        let refused = cast.ines.put(path, json!({})).await.expect(403);
        assert_eq!(refused.json()["type"], "people-own-skill");
        cast.mara.put("/people/ines/skills/Cooking/endorsement", json!({})).await.expect(404);
        let page = cast.adam.page("/people/ines").await.expect(200).body;
        assert!(page.contains("Mara Okafor") && page.contains("Endorsed by"), "{page}");
        // A skill that stays keeps who vouched for it; one that goes loses them.
        skills(&story, cast.ines.id, &["Welding", "field measurement"]).await;
        let profile = cast.adam.get("/people/ines").await.json();
        assert_eq!(profile["skills"][1]["endorsements"], json!(1));
        assert_eq!(story.value::<i64>("select count(*) from endorsements").await, Some(1));
        let answer = cast.mara.delete(path).await.expect(200).json();
        assert_eq!(answer["endorsements"], json!(0));
    }

    async fn owners_edit_their_profile(story: Story) {
        let cast = people(&story).await;
        let browser = cast.ines.browser().await;
        let page = browser.page("/settings/profile").await.expect(200).body;
        assert_eq!(page.matches(r#"name="experience_title""#).count(), 3, "empty rows to fill in");
        let form = [
            ("name", "Ines Halvorsen"), ("headline", "Door engineer"), ("about", "Hello **doors**"),
            ("languages", "English, Norwegian"), ("interests", ""), ("skills", "Hinges, Seals"), ("manager", "mara"),
            ("joined", "2019-04-01"), ("place", "Oslo"), ("country", "Norway"), ("phone", "0100"),
            ("experience_title", "Fitter"), ("experience_title", ""), ("experience_organisation", "Yard"),
            ("experience_organisation", ""), ("experience_since", "2012-05"), ("experience_since", ""),
            ("experience_until", "2019"), ("experience_until", ""), ("contact_name", "Forge"),
            ("contact_address", "https://forge.example/ines"), ("visibility_about", "public"),
        ];
        let answer = browser.form("/settings/profile", &form).await.expect(303);
        assert_eq!(answer.header("location"), "/people/ines");
        let profile = cast.mara.get("/people/ines").await.expect(200).json();
        assert_eq!(profile["headline"], "Door engineer");
        assert_eq!(profile["about_html"], "<p>Hello <strong>doors</strong></p>\n");
        assert_eq!(profile["languages"], json!(["en", "nb"]));
        let again = browser.page("/settings/profile").await.expect(200).body;
        assert!(again.contains(r#"value="English, Norwegian""#), "they are read by name");
        assert_eq!(profile["manager"]["handle"], "mara");
        assert_eq!(profile["joined"], json!(1_554_076_800_000_i64));
        assert_eq!(profile["experience"].as_array().unwrap().len(), 1);
        assert_eq!(profile["contact"][0]["address"], "https://forge.example/ines");
        assert!(cast.stranger.page("/people/ines").await.expect(200).body.contains("<strong>doors</strong>"));
        let settings = cast.ines.get("/settings/profile").await.expect(200).json();
        assert_eq!((&settings["joined"], &settings["visibility"]["about"]), (&json!("2019-04-01"), &json!("public")));
        // A program changes one field and leaves the rest.
        cast.ines.post("/settings/profile", json!({"pronouns": "she/her", "visibility": {"phone": "me"}})).await.expect(200);
        let profile = cast.mara.get("/people/ines").await.json();
        assert_eq!((&profile["pronouns"], &profile["place"], &profile["phone"]), (&json!("she/her"), &json!("Oslo"), &json!(null)));
        assert_eq!(found(&cast.mara, "q=hinges").await, ["ines"]);
    }

    async fn what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(story: Story) {
        let cast = people(&story).await;
        let browser = cast.ines.browser().await;
        let form = [
            ("name", ""), ("about", "Kept text"), ("manager", "ines"), ("joined", "yesterday"),
            ("experience_title", ""), ("experience_organisation", "Yard"), ("experience_since", "May"), ("experience_until", ""),
        ];
        let page = browser.form("/settings/profile", &form).await.expect(422).body;
        for part in ["Kept text", "your own manager", "id=\"joined-error\"", "id=\"experience-error\"", "value=\"yesterday\"", "value=\"Yard\""] {
            assert!(page.contains(part), "{part} is missing in {page}");
        }
        let problem = cast.ines.post("/settings/profile", json!({"manager": "nobody"})).await.expect(422).json();
        assert_eq!(problem["errors"][0]["field"], "manager");
        cast.ines.post("/settings/profile", json!({"skills": {"a": 1}})).await.expect(422);
        cast.ines.post("/settings/profile", json!({"visibility": {"phone": "everyone"}})).await.expect(422);
        cast.ines.post("/settings/profile", json!({"about": "x".repeat(30_000)})).await.expect(422);
        assert_eq!(cast.mara.get("/people/ines").await.json()["about"], json!(null));
    }

    async fn what_the_directory_says_is_changed_there(story: Story) {
        let cast = people(&story).await;
        let fields = ProfileFields {
            department: Some("Doors".into()),
            about: Some("From the directory".into()),
            manager: Some(Some(cast.mara.id)),
            ..ProfileFields::default()
        };
        fill(&story, cast.ines.id, fields.clone(), true).await;
        let problem = cast.ines.post("/settings/profile", json!({"department": "Wheels"})).await.expect(422).json();
        assert_eq!((&problem["errors"][0]["field"], &problem["errors"][0]["code"]), (&json!("department"), &json!("not-allowed")));
        let page = cast.ines.page("/settings/profile").await.expect(200).body;
        assert!(page.contains("From the directory. It is changed there."), "{page}");
        // What the policy leaves to its owner stays as the owner wrote it, also at the next import.
        cast.ines.post("/settings/profile", json!({"about": "My own words"})).await.expect(200);
        fill(&story, cast.ines.id, fields.clone(), true).await;
        let profile = cast.mara.get("/people/ines").await.json();
        assert_eq!((&profile["about"], &profile["department"]), (&json!("My own words"), &json!("Doors")));
        let ines = cast.ines.id;
        let again = write(&story, async move |tx: &Tx| ops::set_profile(tx, ines, &fields, true).await).await;
        assert!(!again, "an import of the same changes nothing");
        write(&story, async |tx: &Tx| identity::ops::set_setting(tx, "people_owner_edits", "department").await).await;
        cast.ines.post("/settings/profile", json!({"department": "Wheels"})).await.expect(200);
    }

    async fn what_people_write_about_themselves_cannot_harm(story: Story) {
        let cast = people(&story).await;
        let about = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>\n\n@mara";
        cast.ines.post("/settings/profile", json!({"about": about})).await.expect(200);
        let contact = json!([{"name": "<b>", "address": "javascript:alert(1)"}]);
        cast.ines.post("/settings/profile", json!({"contact": contact, "skills": ["<i>\"x\"</i>"]})).await.expect(200);
        let page = cast.mara.page("/people/ines").await.expect(200).body;
        for bad in ["<script>alert", "href=\"javascript:", "<img src=x", "<i>"] {
            assert!(!page.contains(bad), "{bad} in {page}");
        }
        assert!(page.contains("@Mara Okafor</a>"), "{page}");
        cast.mara.page("/people?skill=%3Ci%3E%22x%22%3C/i%3E").await.expect(200);
    }

    async fn a_photo_is_made_square_and_a_broken_one_refused(story: Story) {
        let cast = people(&story).await;
        let answer = cast.ines.upload("/settings/photo", "application/json", "photo", "me.png", &picture()).await.expect(200);
        let hash = answer.json()["photo"].as_str().expect("a hash").to_owned();
        let photo = cast.stranger.page(&format!("/photos/{hash}")).await.expect(200);
        assert_eq!(photo.header("content-type"), "image/png");
        assert!(photo.header("cache-control").contains("immutable"));
        assert!(cast.mara.page("/people/ines").await.body.contains(&format!("/photos/{hash}")));
        cast.stranger.page(&format!("/photos/{}", "0".repeat(64))).await.expect(404);
        cast.stranger.page("/photos/..%2F..%2Fsecret").await.expect(404);
        for broken in [&b"GIF89a broken"[..], b"", b"\x89PNG\r\n\x1a\n nothing", b"<svg onload=alert(1)>"] {
            let page = cast.ines.upload("/settings/photo", "text/html", "photo", "me.png", broken).await.expect(422);
            assert!(page.body.contains("id=\"photo-error\""), "{}", page.body);
        }
        assert_eq!(cast.ines.get("/people/ines").await.json()["photo"], json!(hash), "the old one stays");
        cast.ines.delete("/settings/photo").await.expect(200);
        cast.stranger.page(&format!("/photos/{hash}")).await.expect(404);
    }

    async fn the_chart_shows_who_is_above_and_below(story: Story) {
        let cast = people(&story).await;
        let reports_to = |manager: Id| ProfileFields { manager: Some(Some(manager)), ..ProfileFields::default() };
        fill(&story, cast.ines.id, reports_to(cast.mara.id), true).await;
        fill(&story, cast.mara.id, reports_to(cast.adam.id), true).await;
        let bo = member(&story, cast.northwind, "bo", "Bo Larsen", Role::Member).await;
        fill(&story, bo.id, reports_to(cast.mara.id), true).await;
        let chart = cast.ines.get("/people/ines/organisation").await.expect(200).json();
        let above: Vec<&str> = chart["managers"].as_array().unwrap().iter().map(|m| m["handle"].as_str().unwrap()).collect();
        assert_eq!((above, &chart["siblings"]), (vec!["adam", "mara"], &json!(1)));
        let chart = cast.ines.get("/people/mara/organisation").await.json();
        assert_eq!(chart["reports"].as_array().unwrap().len(), 2);
        assert_eq!(cast.ines.get("/people/adam/organisation").await.json()["reports"][0]["reports"], json!(2));
        // Directories have loops. The chart ends where it would begin again.
        fill(&story, cast.adam.id, reports_to(cast.ines.id), true).await;
        let chart = cast.ines.get("/people/ines/organisation").await.expect(200).json();
        assert_eq!(chart["managers"].as_array().unwrap().len(), 2);
        let page = cast.ines.page("/people/ines/organisation").await.expect(200).body;
        assert_eq!(page.matches("<ul").count(), page.matches("</ul>").count());
        // Outside the company nobody learns who reports to whom.
        meet(&story, &[cast.ines.id, cast.petra.id]).await;
        let chart = cast.petra.get("/people/ines/organisation").await.expect(200).json();
        assert_eq!((&chart["managers"], &chart["reports"]), (&json!([]), &json!([])));
    }

    async fn a_profile_says_what_connects_and_names_spaces_that_one_may_read(story: Story) {
        let cast = people(&story).await;
        meet(&story, &[cast.ines.id, cast.mara.id]).await;
        let (ines, mara, adam) = (cast.ines.id, cast.mara.id, cast.adam.id);
        write(&story, async move |tx: &Tx| {
            ops::follow(tx, ines, adam).await?;
            ops::follow(tx, mara, adam).await
        })
        .await;
        let profile = cast.mara.get("/people/ines").await.expect(200).json();
        assert_eq!(profile["spaces"][0]["name"], "Doors");
        assert_eq!(profile["spaces"][0]["shared"], true);
        let page = cast.mara.page("/people/ines").await.expect(200).body;
        for said in ["You share 1 space", "You both follow", ">Doors<"] {
            assert!(page.contains(said), "{said} in {page}");
        }
        let other = cast.adam.page("/people/ines").await.expect(200).body;
        assert!(!other.contains("Doors"), "who is in a private space is for its members");
        assert!(!other.contains("You share"));
        let own = cast.ines.page("/people/ines").await.expect(200).body;
        assert!(!own.contains("How you are connected"));
    }

    async fn completion_offers_first_whom_one_knows(story: Story) {
        let cast = people(&story).await;
        for (handle, name) in [("anna", "Anna Aune"), ("andreas", "Andreas Berg"), ("anton", "Anton Dahl")] {
            member(&story, cast.northwind, handle, name, Role::Member).await;
        }
        story.settle().await;
        cast.ines.put("/people/anton/follow", json!({})).await.expect(200);
        let items = cast.ines.get("/complete/people?q=an").await.expect(200).json();
        assert_eq!(handles(&items), ["anton", "andreas", "anna"]);
        assert!(handles(&cast.ines.get("/complete/people?q=").await.expect(200).json()).is_empty());
        cast.stranger.get("/complete/people?q=an").await.expect(401);
    }

    async fn who_has_left_is_still_somebody(story: Story) {
        let cast = people(&story).await;
        let mara = cast.mara.id;
        write(&story, async move |tx: &Tx| identity::ops::deactivate(tx, None, mara).await).await;
        assert!(cast.ines.page("/people/mara").await.expect(200).body.contains("No longer here"));
        assert!(!found(&cast.ines, "").await.contains(&"mara".to_owned()));
    }

    async fn every_page_speaks_every_language(story: Story) {
        let cast = people(&story).await;
        let fields = ProfileFields {
            about: Some("x".into()), place: Some("Oslo".into()), languages: Some(vec!["English".into()]),
            contact: Some(vec![Contact { name: "Forge".into(), address: "x".into() }]),
            joined: Some(Some(kernel::testing::START)), manager: Some(Some(cast.mara.id)), ..ProfileFields::default()
        };
        fill(&story, cast.ines.id, fields, false).await;
        skills(&story, cast.ines.id, &["A", "B"]).await;
        let ines = cast.ines.id;
        let rows = [Experience { title: "T".into(), organisation: "O".into(), since: "2019".into(), until: String::new() }];
        write(&story, async move |tx: &Tx| ops::set_experience(tx, ines, &rows).await).await;
        cast.mara.put("/people/ines/skills/A/endorsement", json!({})).await.expect(200);
        cast.mara.put("/people/ines/mute", json!({})).await.expect(200);
        let mara = cast.mara.id;
        for language in ["en", "fr", "de", "ar"] {
            write(&story, async move |tx: &Tx| {
                tx.execute("update members set language = $1 where id = $2", args![language, mara]).await
            })
            .await;
            for path in ["/people", "/people?q=nothing", "/people/ines", "/people/mara", "/people/ines/followers",
                "/people/ines/following", "/people/ines/organisation", "/settings/profile", "/settings/muted"] {
                let page = cast.mara.page(path).await.expect(200).body;
                assert!(page.contains(&format!("lang=\"{language}\"")), "{path} in {language}");
                assert!(!page.contains(">people-") && !page.contains("\"people-field"), "{path} in {language}: {page}");
            }
        }
    }
}

/// A PNG of 4 by 3 points, all of one colour.
fn picture() -> Vec<u8> {
    b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x04\x00\x00\x00\x03\x08\
      \x02\x00\x00\x00\x3b\x96\x39\x91\x00\x00\x00\x10\x49\x44\x41\x54\x78\xda\x63\x68\x58\x70\x00\x8e\x18\
      \x70\x72\x00\xb3\xf6\x16\x81\xf2\xae\xd7\xbe\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82"
        .to_vec()
}
