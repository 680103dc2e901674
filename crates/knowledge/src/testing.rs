//! What the stories of this wing share: an installation with all that the wing brings, and its people.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use community::identity::{self, Door, MemberState, NewMember, NewOrganisation, OrganisationKind, tokens};
use kernel::capability::Capability;
use kernel::db::Tx;
use kernel::ids::Id;
use kernel::testing::{Cast, Engine, START, Story, Visitor};
use kernel::viewer::Role;
use serde_json::{Value, json};
use std::sync::Arc;

pub async fn begin(engine: Engine) -> Story {
    Story::begin(engine, cast()).await.expect("an installation")
}

/// Another node of the same installation, where there can be one.
pub async fn second_node(story: &Story) -> Option<Story> {
    story.second_node(cast()).await.expect("a second node")
}

fn cast() -> Cast {
    let kinds = community::kinds().into_iter().chain(crate::kinds()).collect();
    Cast {
        capability: Capability::kernel().and(community::capability()).and(crate::capability()),
        gate: Arc::new(Door),
        parts: community::parts()
            .with(community::posts::Kinds::new(kinds).with_replies(crate::replies()))
            .with(community::spaces::SpaceTabs(crate::space_tabs()))
            .with(community::people::ProfileTabs(crate::profile_tabs()))
            .with(community::notifications::Kinds::new(crate::notification_kinds()))
            .with(crate::opened())
            .with(crate::knowers()),
        configure: |configuration| configuration.limits.rate = kernel::configuration::Switch::Off,
    }
}

/// Ines and Mara are employees, Lotte curates, Adam administers, Petra is a partner's engineer, Carl a customer's man.
pub struct People<'a> {
    pub ines: Visitor<'a>,
    pub mara: Visitor<'a>,
    pub lotte: Visitor<'a>,
    pub adam: Visitor<'a>,
    pub petra: Visitor<'a>,
    pub carl: Visitor<'a>,
    pub stranger: Visitor<'a>,
    pub ines_id: Id,
}

pub async fn people(story: &Story) -> People<'_> {
    let random = story.app.random.clone();
    let made = async move |tx: &Tx| {
        let mut tokens = Vec::new();
        for (slug, kind) in [
            ("northwind", OrganisationKind::Own),
            ("harrow", OrganisationKind::Partner),
            ("fjordline", OrganisationKind::Customer),
        ] {
            let (slug, name) = (slug.to_owned(), slug.to_owned());
            let organisation =
                identity::ops::create_organisation(tx, &NewOrganisation { slug, name, kind, ..Default::default() })
                    .await?;
            let here = match kind {
                OrganisationKind::Own => {
                    vec![
                        ("ines", "Ines Halvorsen"),
                        ("mara", "Mara Okafor"),
                        ("lotte", "Lotte Verbruggen"),
                        ("adam", "Adam Lindqvist"),
                    ]
                }
                OrganisationKind::Partner => vec![("petra", "Petra Novak")],
                OrganisationKind::Customer => vec![("carl", "Carl Moreau")],
            };
            for (handle, name) in here {
                let new = NewMember {
                    handle: handle.to_owned(),
                    name: name.to_owned(),
                    organisation,
                    role: if handle == "adam" { Role::Administrator } else { Role::Member },
                    state: MemberState::Active,
                    email: Some(format!("{handle}@company.example")),
                    created: START,
                    ..NewMember::default()
                };
                let id = identity::ops::create_member(tx, &new).await?;
                tokens.push((id, tokens::create(tx, &random, Some(id), id, "story", true).await?));
            }
        }
        Ok(tokens)
    };
    let tokens = story.app.db.write(made).await.expect("members");
    let one = |n: usize| story.program(&tokens[n].1);
    People {
        ines: one(0),
        mara: one(1),
        lotte: one(2),
        adam: one(3),
        petra: one(4),
        carl: one(5),
        stranger: story.stranger(),
        ines_id: tokens[0].0,
    }
}

pub fn word(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

pub async fn ask(who: &Visitor<'_>, title: &str, more: Value) -> String {
    let mut form = json!({ "kind": "question", "title": title, "body": format!("{title} We tried the usual things.") });
    form.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    word(&who.post("/posts", form).await.expect(201).json()["id"])
}

pub async fn answer(who: &Visitor<'_>, question: &str, body: &str) -> String {
    let at = format!("/questions/{question}/answers");
    word(&who.post(&at, json!({ "body": body })).await.expect(201).json()["id"])
}

pub async fn space(who: &Visitor<'_>, name: &str, audience: &str) {
    let form = json!({ "name": name, "summary": name, "audience": audience, "joining": "open" });
    who.post("/spaces", form).await.expect(201);
}

/// The titles of the questions that somebody is offered.
pub async fn titles_for_me(who: &Visitor<'_>) -> Vec<String> {
    let page = who.get("/questions/for-me").await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|offer| word(&offer["title"])).collect()
}
