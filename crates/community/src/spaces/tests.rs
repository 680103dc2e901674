//! What people meet in spaces: told for the company, its partner, its customer and a stranger.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use super::types::*;
use super::{Audience, Followers, access, ops};
use crate::testing::{People, Person, begin, member, organisation, people};
use kernel::args;
use kernel::db::Tx;
use kernel::ids::Id;
use kernel::stories;
use kernel::testing::Story;
use kernel::viewer::Role;
use serde_json::{Value, json};

const AUDIENCES: [&str; 6] = ["public", "customers", "partners", "internal", "private", "secret"];

/// A space of each audience, made by Mara; the one for partners names Harrow Brakes.
async fn one_of_each(cast: &People<'_>) {
    for audience in AUDIENCES {
        let space = json!({ "name": format!("{audience} talk"), "slug": audience, "audience": audience,
            "summary": "About brakes", "partners": ["harrow-brakes"], "joining": "open" });
        cast.mara.post("/spaces", space).await.expect(201);
    }
}

async fn make(owner: &Person<'_>, space: Value) {
    owner.post("/spaces", space).await.expect(201);
}

fn slugs(list: &Value) -> Vec<String> {
    let mut slugs: Vec<String> =
        list["items"].as_array().unwrap().iter().map(|item| item["slug"].as_str().unwrap().to_owned()).collect();
    slugs.sort();
    slugs
}

async fn members(story: &Story, slug: &'static str) -> i64 {
    story
        .app
        .db
        .read(async move |tx: &Tx| {
            Ok(tx.value("select members from spaces where slug = $1", args![slug]).await?.unwrap())
        })
        .await
        .unwrap()
}

stories! {
    async fn who_describes_a_space_second_is_told_what_differs(story: Story) {
        let cast = people(&story).await;
        make(&cast.mara, json!({ "name": "Brakes", "slug": "brakes", "audience": "internal", "joining": "open" })).await;
        let mara = cast.mara.browser().await;
        let settings = mara.get("/spaces/brakes/settings").await.expect(200).json();
        let (began, opened) = (settings["form"]["revision"].as_str().unwrap(), settings["audience"]["revision"].as_str().unwrap());
        let at = "/spaces/brakes?_method=PUT";
        mara.form(at, &[("revision", began), ("name", "Brakes and doors")]).await.expect(303);
        let told = mara.form(at, &[("revision", began), ("name", "Brakes and bogies"), ("summary", "Typed")]).await.expect(422);
        for part in ["another version meanwhile", "doors", "value=\"Brakes and bogies\"", "value=\"Typed\""] {
            assert!(told.body.contains(part), "{part} is missing in {}", told.body);
        }
        let refused = cast.mara.put("/spaces/brakes", json!({ "name": "Bogies", "revision": began })).await.expect(409);
        assert_eq!(refused.json()["type"], "edited-meanwhile");
        let now = told.body.split("name=\"revision\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        mara.form(at, &[("revision", now), ("name", "Brakes and bogies")]).await.expect(303);
        cast.mara.put("/spaces/brakes", json!({ "summary": "Whoever says nothing means the present one." })).await.expect(200);

        let at = "/spaces/brakes/audience?_method=PUT";
        mara.form(at, &[("revision", opened), ("audience", "private")]).await.expect(303);
        let told = mara.form(at, &[("revision", opened), ("audience", "secret")]).await.expect(422);
        assert!(told.body.contains("another version meanwhile"), "{}", told.body);
        assert_eq!(cast.mara.get("/spaces/brakes").await.json()["audience"], "private");
    }

    async fn everybody_knows_the_spaces_that_are_for_them(story: Story) {
        let cast = people(&story).await;
        one_of_each(&cast).await;
        let tessa = organisation(&story, "tessel", "Tessel", crate::identity::OrganisationKind::Partner).await;
        let otto = member(&story, tessa, "otto", "Otto Brandt", Role::Member).await;
        let all = AUDIENCES.to_vec();
        let viewers: [(&kernel::testing::Visitor<'_>, Vec<&str>, Vec<&str>); 6] = [
            (&cast.stranger, vec!["public"], vec!["public"]),
            (&cast.carl, vec!["customers", "public"], vec!["customers", "public"]),
            (&cast.petra, vec!["partners", "public"], vec!["partners", "public"]),
            (&otto, vec!["public"], vec!["public"]),
            (&cast.ines, vec!["customers", "internal", "partners", "private", "public"],
                vec!["customers", "internal", "partners", "public"]),
            (&cast.mara, { let mut all = all.clone(); all.sort_unstable(); all }, all.clone()),
        ];
        for (who, known, readable) in viewers {
            assert_eq!(slugs(&who.get("/spaces").await.expect(200).json()), known);
            assert_eq!(slugs(&who.get("/spaces?q=brak&sort=name").await.expect(200).json()), known);
            for audience in AUDIENCES {
                let knows = known.contains(&audience);
                let path = format!("/spaces/{audience}");
                let found = who.get(&path).await.expect(if knows { 200 } else { 404 });
                who.page(&path).await.expect(if knows { 200 } else { 404 });
                who.page(&format!("{path}/about")).await.expect(if knows { 200 } else { 404 });
                let of_audience = who.get(&format!("/spaces?audience={audience}")).await.expect(200).json();
                assert_eq!(of_audience["items"].as_array().unwrap().len(), usize::from(knows), "{audience}");
                if knows {
                    assert_eq!(found.json()["readable"], readable.contains(&audience), "{audience}");
                }
            }
        }
        let page = cast.ines.page("/spaces").await.expect(200).body;
        assert!(page.contains("private talk") && !page.contains("secret talk"));
        cast.ines.get("/spaces/private/members").await.expect(403);
        cast.ines.get("/spaces/secret/members").await.expect(404);
        cast.stranger.get("/spaces/public/members").await.expect(401);
        assert_eq!(cast.stranger.get("/spaces/public").await.json()["caretakers"], json!([]));
    }

    async fn a_space_says_how_one_joins_it(story: Story) {
        let cast = people(&story).await;
        for joining in ["open", "ask", "invite"] {
            make(&cast.mara, json!({ "name": joining, "joining": joining })).await;
        }
        let joined = cast.ines.put("/spaces/open/membership", json!({})).await.expect(200).json();
        assert_eq!((&joined["state"], &joined["role"], &joined["members"]), (&json!("joined"), &json!("member"), &json!(2)));
        cast.ines.put("/spaces/open/membership", json!({})).await.expect(200);
        assert_eq!(members(&story, "open").await, 2);
        let left = cast.ines.delete("/spaces/open/membership").await.expect(200).json();
        assert_eq!((&left["state"], &left["members"]), (&json!("none"), &json!(1)));

        assert_eq!(cast.ines.put("/spaces/ask/membership", json!({})).await.expect(200).json()["state"], "asked");
        assert_eq!(cast.mara.get("/spaces/ask/members").await.json()["asking"][0]["handle"], "ines");
        assert!(cast.ines.get("/spaces/ask/members").await.json().get("asking").is_none());
        cast.ines.put("/spaces/ask/requests/ines", json!({})).await.expect(403);
        cast.mara.put("/spaces/ask/requests/ines", json!({})).await.expect(200);
        assert_eq!(cast.ines.get("/spaces/ask").await.json()["membership"]["state"], "joined");
        cast.mara.put("/spaces/ask/requests/ines", json!({})).await.expect(404);

        cast.ines.put("/spaces/invite/membership", json!({})).await.expect(403);
        cast.ines.post("/spaces/invite/members", json!({ "handle": "ines" })).await.expect(403);
        cast.mara.post("/spaces/invite/members", json!({ "handle": "@ines" })).await.expect(200);
        assert_eq!(cast.ines.get("/spaces/invite").await.json()["membership"]["state"], "invited");
        assert_eq!(cast.ines.put("/spaces/invite/membership", json!({})).await.expect(200).json()["state"], "joined");
        let form = cast.mara.browser().await.form("/spaces/invite/members", &[("handle", "nobody-here")]).await.expect(422);
        assert!(form.body.contains("value=\"nobody-here\"") && form.body.contains("handle-error"));
        // Nobody from outside is invited into what is for the company.
        cast.mara.post("/spaces/invite/members", json!({ "handle": "carl" })).await.expect(422);
    }

    async fn a_rule_brings_people_in_and_takes_them_out(story: Story) {
        let cast = people(&story).await;
        make(&cast.mara, json!({ "name": "Aarhus", "joining": "rule", "rule_field": "place", "rule_value": "Aarhus" })).await;
        make(&cast.mara, json!({ "name": "Harrow", "audience": "partners", "partners": ["harrow-brakes"], "joining": "rule",
            "rule_field": "organisation", "rule_value": "harrow-brakes" })).await;
        story.settle().await;
        assert_eq!(members(&story, "harrow").await, 2);
        assert_eq!(members(&story, "aarhus").await, 1);
        let (ines, carl) = (cast.ines.id, cast.carl.id);
        let lives_in = async |who: Id, place: &'static str| {
            story.app.db.write(async move |tx: &Tx| {
                let fields = crate::people::types::ProfileFields { place: Some(place.to_owned()), ..Default::default() };
                crate::people::ops::set_profile(tx, who, &fields, false).await.map(drop)
            }).await.unwrap();
            story.settle().await;
        };
        lives_in(ines, "Aarhus").await;
        lives_in(carl, "Aarhus").await;
        assert_eq!(cast.ines.get("/spaces/aarhus").await.json()["membership"]["state"], "joined");
        assert_eq!(members(&story, "aarhus").await, 2, "the customer stays out of what is internal");
        lives_in(ines, "Graz").await;
        assert_eq!(members(&story, "aarhus").await, 1);
        // Who left by hand is not brought back.
        lives_in(ines, "Aarhus").await;
        cast.ines.delete("/spaces/aarhus/membership").await.expect(200);
        lives_in(ines, "Graz").await;
        lives_in(ines, "Aarhus").await;
        assert_eq!(members(&story, "aarhus").await, 1);
        cast.ines.put("/spaces/aarhus/membership", json!({})).await.expect(200);
        assert_eq!(members(&story, "aarhus").await, 2);
    }

    async fn a_wider_audience_must_be_named_twice(story: Story) {
        let cast = people(&story).await;
        make(&cast.mara, json!({ "name": "Depot", "audience": "internal" })).await;
        cast.ines.put("/spaces/depot/membership", json!({})).await.expect(200);
        cast.ines.put("/spaces/depot/audience", json!({ "audience": "public" })).await.expect(403);
        let asked = cast.mara.put("/spaces/depot/audience", json!({ "audience": "public" })).await.expect(422).json();
        assert_eq!(asked["errors"][0]["field"], "confirm_audience");
        assert!(asked["errors"][0]["message"].as_str().unwrap().contains("Public"));
        let wrong = json!({ "audience": "public", "confirm_audience": "customers" });
        cast.mara.put("/spaces/depot/audience", wrong).await.expect(422);
        let form = cast.mara.browser().await;
        let page = form.form("/spaces/depot/audience?_method=PUT", &[("audience", "public")]).await.expect(422).body;
        assert!(page.contains("name=\"confirm_audience\" value=\"public\""));
        cast.stranger.get("/spaces/depot").await.expect(404);
        let right = json!({ "audience": "public", "confirm_audience": "public" });
        cast.mara.put("/spaces/depot/audience", right).await.expect(200);
        cast.stranger.get("/spaces/depot").await.expect(200);

        // Another partner is wider, too.
        organisation(&story, "tessel", "Tessel", crate::identity::OrganisationKind::Partner).await;
        make(&cast.mara, json!({ "name": "Axles", "audience": "partners", "partners": ["harrow-brakes"] })).await;
        let more = json!({ "audience": "partners", "partners": ["harrow-brakes", "tessel"] });
        cast.mara.put("/spaces/axles/audience", more).await.expect(422);
        cast.mara.put("/spaces/axles/audience", json!({ "audience": "partners", "partners": [] })).await.expect(422);
    }

    async fn a_narrower_audience_takes_effect_at_once(story: Story) {
        let cast = people(&story).await;
        make(&cast.mara, json!({ "name": "Forum", "audience": "customers" })).await;
        cast.carl.put("/spaces/forum/membership", json!({})).await.expect(200);
        assert_eq!(members(&story, "forum").await, 2);
        let mara = cast.mara.viewer().await;
        story.app.db.write(async move |tx: &Tx| {
            fn note<'a>(tx: &'a Tx, space: Id, to: Audience) -> futures_util::future::BoxFuture<'a, kernel::error::Result<()>> {
                Box::pin(async move {
                    tx.execute("update spaces set summary = $1 where id = $2", args![to.word(), space]).await.map(drop)
                })
            }
            let space = access::owned(&mara, access::find(tx, &mara, "forum").await?)?;
            ops::change_audience(tx, mara.member, &space, Audience::Internal, &[], None, &Followers(vec![note])).await
        }).await.unwrap();
        cast.carl.get("/spaces/forum").await.expect(404);
        assert_eq!(members(&story, "forum").await, 1);
        assert_eq!(cast.mara.get("/spaces/forum").await.json()["summary"], "internal", "who follows was told");
        let last = story.value::<String>("select details from journal where verb = 'spaces.audience_changed'").await.unwrap();
        assert_eq!(serde_json::from_str::<Value>(&last).unwrap(), json!({ "from": "customers", "to": "internal" }));
    }

    async fn the_last_owner_stays(story: Story) {
        let cast = people(&story).await;
        make(&cast.mara, json!({ "name": "Depot" })).await;
        cast.ines.put("/spaces/depot/membership", json!({})).await.expect(200);
        assert_eq!(cast.mara.delete("/spaces/depot/membership").await.expect(409).json()["type"], "spaces-last-owner");
        cast.mara.put("/spaces/depot/members/mara", json!({ "role": "member" })).await.expect(409);
        cast.mara.delete("/spaces/depot/members/mara").await.expect(409);
        cast.mara.put("/spaces/depot/members/ines", json!({ "role": "captain" })).await.expect(422);
        cast.mara.put("/spaces/depot/members/ines", json!({ "role": "moderator" })).await.expect(200);
        // A moderator sees to members, not to owners.
        cast.ines.put("/spaces/depot/members/ines", json!({ "role": "owner" })).await.expect(403);
        cast.ines.delete("/spaces/depot/members/mara").await.expect(403);
        cast.mara.put("/spaces/depot/members/ines", json!({ "role": "owner" })).await.expect(200);
        cast.mara.delete("/spaces/depot/membership").await.expect(200);
        assert_eq!(members(&story, "depot").await, 1);
    }

    async fn what_somebody_owned_alone_is_handed_over(story: Story) {
        let cast = people(&story).await;
        make(&cast.mara, json!({ "name": "With a moderator" })).await;
        make(&cast.mara, json!({ "name": "With nobody", "audience": "secret" })).await;
        cast.ines.put("/spaces/with-a-moderator/membership", json!({})).await.expect(200);
        cast.mara.put("/spaces/with-a-moderator/members/ines", json!({ "role": "moderator" })).await.expect(200);
        let mara = cast.mara.id;
        story.app.db.write(async move |tx: &Tx| crate::identity::ops::deactivate(tx, None, mara).await).await.unwrap();
        story.settle().await;
        assert_eq!(cast.ines.get("/spaces/with-a-moderator").await.json()["membership"]["role"], "owner");
        assert_eq!(cast.adam.get("/spaces/with-nobody").await.expect(200).json()["membership"]["role"], "owner");
    }

    async fn a_form_keeps_what_was_typed(story: Story) {
        let cast = people(&story).await;
        make(&cast.mara, json!({ "name": "Depot circle", "slug": "depot" })).await;
        let ines = cast.ines.browser().await;
        let typed = [("name", "Depot & <b>night</b>"), ("slug", "depot"), ("summary", "Second"), ("audience", "private"), ("joining", "ask")];
        let again = ines.form("/spaces", &typed).await.expect(422).body;
        assert!(again.contains("id=\"slug-error\"") && again.contains("value=\"depot\""));
        assert!(again.contains("Depot &#38; &#60;b&#62;night") && again.contains("value=\"private\" checked"));
        for (slug, status) in [("new", 422), ("Big Letters", 422), ("", 201)] {
            cast.ines.post("/spaces", json!({ "name": "Depot", "slug": slug })).await.expect(status);
        }
        cast.ines.get("/spaces/depot-2").await.expect(200);
        cast.ines.post("/spaces", json!({ "name": "  " })).await.expect(422);
        cast.ines.post("/spaces", json!({ "name": "x".repeat(81) })).await.expect(422);
        cast.ines.post("/spaces", json!({ "name": ["x"] })).await.expect(422);
        cast.ines.post("/spaces", json!({ "name": "A", "audience": "all" })).await.expect(422);
        cast.ines.post("/spaces", json!({ "name": "A", "audience": "partners" })).await.expect(422);
        cast.ines.post("/spaces", json!({ "name": "A", "joining": "rule" })).await.expect(422);
        // People of the company make spaces, nobody else.
        cast.carl.post("/spaces", json!({ "name": "Mine" })).await.expect(403);
        cast.petra.page("/spaces/new").await.expect(403);
        cast.ines.page("/spaces/new").await.expect(200);
        story.app.db.write(async move |tx: &Tx| crate::identity::ops::set_setting(tx, crate::spaces::WHO_CREATES, "administrators").await).await.unwrap();
        cast.ines.post("/spaces", json!({ "name": "Mine" })).await.expect(403);
        cast.adam.post("/spaces", json!({ "name": "His" })).await.expect(201);
    }

    async fn names_of_every_script_work(story: Story) {
        let cast = people(&story).await;
        for (name, slug) in [("ورشة المكابح", None), ("🚂🚃", Some("space")), ("<script>alert(1)</script>", Some("script-alert-1-script")), ("Ærø & Öre", None)] {
            let made = cast.mara.post("/spaces", json!({ "name": name, "description": "**Hi** <script>x</script>" })).await.expect(201);
            let at = made.header("location").to_owned();
            assert!(at.is_ascii(), "{at}");
            if let Some(slug) = slug {
                assert_eq!(at, format!("/spaces/{slug}"));
            }
            let page = cast.mara.page(&at).await.expect(200).body;
            assert!(!page.contains("<script>alert") && !page.contains("<script>x"), "{name}");
            for tab in ["/about", "/members", "/settings"] {
                cast.mara.page(&format!("{at}{tab}")).await.expect(200);
            }
            let moved = cast.mara.browser().await.form(&format!("{at}/pin?_method=PUT"), &[]).await.expect(303);
            assert_eq!(moved.header("location"), at);
        }
        assert_eq!(cast.mara.get("/spaces?q=المكا").await.json()["items"].as_array().unwrap().len(), 1);
        assert_eq!(cast.mara.get("/spaces?q=oere").await.json()["items"].as_array().unwrap().len(), 0);
        assert_eq!(cast.mara.get("/spaces?q=ore").await.json()["items"].as_array().unwrap().len(), 1);
        assert_eq!(cast.mara.get("/spaces?q=🚂").await.json()["items"].as_array().unwrap().len(), 0);
    }

    async fn a_page_of_the_directory_follows_the_other(story: Story) {
        let cast = people(&story).await;
        story.app.db.write(async move |tx: &Tx| {
            for n in 0..75 {
                let new = NewSpace { slug: format!("s{n}"), name: format!("Space {}", n % 7), ..NewSpace::default() };
                ops::create(tx, None, &new).await?;
            }
            Ok(())
        }).await.unwrap();
        for sort in ["name", "activity"] {
            let (mut seen, mut before) = (Vec::new(), String::new());
            loop {
                let page = cast.ines.get(&format!("/spaces?q=spa&sort={sort}&before={before}")).await.expect(200).json();
                seen.extend(slugs(&page));
                match page["next"].as_str() {
                    Some(next) => before = next.to_owned(),
                    None => break,
                }
            }
            assert_eq!(seen.len(), 75);
            seen.sort();
            seen.dedup();
            assert_eq!(seen.len(), 75, "no doubles by {sort}");
        }
        assert!(cast.ines.page("/spaces?q=spa").await.expect(200).body.contains("rel=\"next\""));
        cast.ines.get("/spaces?before=oops").await.expect(422);
        assert!(cast.ines.page("/spaces?mine=1").await.expect(200).body.contains("class=\"empty"));
    }

    async fn members_are_listed_by_role_and_name(story: Story) {
        let cast = people(&story).await;
        make(&cast.mara, json!({ "name": "Crowd" })).await;
        let northwind = cast.northwind;
        story.app.db.write(async move |tx: &Tx| {
            let space = crate::spaces::queries::by_slug(tx, "crowd").await?.unwrap();
            for n in 0..90 {
                let new = crate::identity::NewMember {
                    handle: format!("m{n}"), name: format!("Person {}", n % 10), organisation: northwind, ..Default::default()
                };
                let id = crate::identity::ops::create_member(tx, &new).await?;
                let role = if n % 30 == 0 { SpaceRole::Moderator } else { SpaceRole::Member };
                ops::set_membership(tx, space, id, role).await?;
            }
            Ok(())
        }).await.unwrap();
        let (mut seen, mut before) = (Vec::new(), String::new());
        loop {
            let page = cast.ines.get(&format!("/spaces/crowd/members?before={before}")).await.expect(200).json();
            let handles = page["items"].as_array().unwrap().iter().map(|m| (m["role"].as_str().unwrap().to_owned(), m["handle"].as_str().unwrap().to_owned()));
            seen.extend(handles.collect::<Vec<_>>());
            match page["next"].as_str() {
                Some(next) => before = next.to_owned(),
                None => break,
            }
        }
        assert_eq!(seen.len(), 91);
        assert_eq!(seen[0], ("owner".to_owned(), "mara".to_owned()));
        assert!(seen[1..4].iter().all(|(role, _)| role == "moderator"));
        let handles: std::collections::HashSet<_> = seen.iter().map(|(_, handle)| handle).collect();
        assert_eq!(handles.len(), 91);
        assert_eq!(cast.ines.get("/spaces/crowd/members?q=okaf").await.json()["items"].as_array().unwrap().len(), 1);
        assert_eq!(cast.ines.get("/spaces/crowd/members?q=%25").await.json()["items"].as_array().unwrap().len(), 0);
    }

    async fn one_pins_a_space_and_chooses_how_much_of_it_to_see(story: Story) {
        let cast = people(&story).await;
        make(&cast.mara, json!({ "name": "Depot circle" })).await;
        cast.ines.put("/spaces/depot-circle/pin", json!({})).await.expect(403);
        cast.ines.put("/spaces/depot-circle/membership", json!({})).await.expect(200);
        assert_eq!(cast.ines.put("/spaces/depot-circle/pin", json!({})).await.expect(200).json()["pinned"], true);
        assert!(cast.ines.page("/spaces").await.body.contains("rail__pins"));
        assert_eq!(cast.ines.put("/spaces/depot-circle/level", json!({ "level": "highlights" })).await.expect(200).json()["level"], "highlights");
        cast.ines.put("/spaces/depot-circle/level", json!({ "level": "loud" })).await.expect(422);
        cast.ines.delete("/spaces/depot-circle/pin").await.expect(200);
        assert!(!cast.ines.page("/spaces").await.body.contains("rail__pins"));
        let reader = cast.ines.reader().await;
        reader.delete("/spaces/depot-circle/membership").await.expect(403);
    }

    async fn a_space_is_described_covered_and_put_away(story: Story) {
        let cast = people(&story).await;
        make(&cast.mara, json!({ "name": "Depot", "audience": "private" })).await;
        cast.ines.put("/spaces/depot", json!({ "name": "Ours" })).await.expect(403);
        cast.ines.page("/spaces/depot/settings").await.expect(403);
        let said = json!({ "summary": "Night shift", "description": "# Hello", "rules": "Be kind." });
        let said = cast.mara.put("/spaces/depot", said).await.expect(200).json();
        assert_eq!((&said["name"], &said["summary"]), (&json!("Depot"), &json!("Night shift")));
        assert!(said["description_html"].as_str().unwrap().contains("Hello</h3>"));
        let mara = cast.mara.browser().await;
        mara.upload("/spaces/depot?_method=PUT", "text/html", "cover", "x.png", b"no picture").await.expect(422);
        mara.upload("/spaces/depot?_method=PUT", "text/html", "cover", "x.png", &picture()).await.expect(303);
        let cover = cast.mara.get("/spaces/depot").await.json()["cover"].as_str().unwrap().to_owned();
        assert_eq!(cast.mara.get(&cover).await.expect(200).header("content-type"), "image/png");
        cast.ines.get(&cover).await.expect(200);
        cast.carl.get(&cover).await.expect(404);
        cast.stranger.get(&cover).await.expect(404);
        cast.mara.put("/spaces/depot/archive", json!({})).await.expect(200);
        assert_eq!(slugs(&cast.ines.get("/spaces").await.json()), Vec::<String>::new());
        assert_eq!(slugs(&cast.mara.get("/spaces?mine=1").await.json()), ["depot"]);
        cast.ines.put("/spaces/depot/membership", json!({})).await.expect(409);
        cast.mara.delete("/spaces/depot/archive").await.expect(200);
        assert_eq!(cast.ines.put("/spaces/depot/membership", json!({})).await.expect(200).json()["state"], "asked");
        // Once it is secret, who only asked does not know of it any more.
        cast.mara.put("/spaces/depot/audience", json!({ "audience": "secret" })).await.expect(200);
        cast.ines.get("/spaces/depot").await.expect(404);
        assert_eq!(cast.mara.get("/spaces/depot").await.json()["joining"], "invite");
    }
}

/// A small PNG.
fn picture() -> Vec<u8> {
    use base64::Engine as _;
    let text = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
    base64::engine::general_purpose::STANDARD.decode(text).unwrap()
}
