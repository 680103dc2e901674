//! What the stories of this wing share: an installation with all that the wing brings, and its people.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
// Each capability of the wing takes of it what its stories need.
#![allow(dead_code)]

use community::identity::{self, Door, MemberState, NewMember, NewOrganisation, OrganisationKind, sessions, tokens};
use kernel::capability::Capability;
use kernel::db::Tx;
use kernel::ids::Id;
use kernel::testing::{Cast, Engine, START, Story, Visitor};
use kernel::viewer::{Role, Viewer};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;

pub async fn begin(engine: Engine) -> Story {
    Story::begin(engine, cast()).await.expect("an installation")
}

/// Another node of the same installation, where there can be one.
pub async fn second_node(story: &Story) -> Option<Story> {
    story.second_node(cast()).await.expect("a second node")
}

fn cast() -> Cast {
    Cast {
        capability: Capability::kernel().and(community::capability()).and(crate::capability()),
        gate: Arc::new(Door),
        parts: crate::parts(community::parts())
            .with(community::notifications::Kinds::new(crate::notification_kinds()))
            .with(community::posts::purging::Purgers(
                community::purgers().into_iter().chain(crate::purgers()).collect(),
            ))
            .with(community::identity::holdings::Holdings(
                [community::holdings::HOLDINGS, crate::holdings::HOLDINGS].concat(),
            )),
        configure: |configuration| configuration.limits.rate = kernel::configuration::Switch::Off,
    }
}

/// Ines and Mara are employees, Lotte and Tomas moderate, Adam administers, Petra is a partner's engineer, Carl a
/// customer's man.
pub struct People<'a> {
    pub ines: Visitor<'a>,
    pub mara: Visitor<'a>,
    pub lotte: Visitor<'a>,
    pub tomas: Visitor<'a>,
    pub adam: Visitor<'a>,
    pub petra: Visitor<'a>,
    pub carl: Visitor<'a>,
    pub stranger: Visitor<'a>,
    /// By handle.
    pub ids: HashMap<&'static str, Id>,
    story: &'a Story,
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
            let name = slug.to_owned();
            let organisation = identity::ops::create_organisation(
                tx,
                &NewOrganisation { slug: slug.to_owned(), name, kind, ..Default::default() },
            )
            .await?;
            let here = match kind {
                OrganisationKind::Own => {
                    vec![
                        ("ines", "Ines Halvorsen"),
                        ("mara", "Mara Okafor"),
                        ("lotte", "Lotte Verbruggen"),
                        ("tomas", "Tomas Bergman"),
                        ("adam", "Adam Lindqvist"),
                    ]
                }
                OrganisationKind::Partner => vec![("petra", "Petra Novak")],
                OrganisationKind::Customer => vec![("carl", "Carl Moreau")],
            };
            for (handle, name) in here {
                let new = NewMember {
                    handle: handle.to_owned(),
                    email: Some(format!("{handle}@{slug}.example")),
                    name: name.to_owned(),
                    organisation,
                    role: match handle {
                        "adam" => Role::Administrator,
                        "lotte" | "tomas" => Role::Moderator,
                        _ => Role::Member,
                    },
                    state: MemberState::Active,
                    created: START,
                    ..NewMember::default()
                };
                let id = identity::ops::create_member(tx, &new).await?;
                tokens.push((handle, id, tokens::create(tx, &random, Some(id), id, "story", true).await?));
            }
        }
        Ok(tokens)
    };
    let tokens = story.app.db.write(made).await.expect("members");
    let one = |n: usize| story.program(&tokens[n].2);
    People {
        ines: one(0),
        mara: one(1),
        lotte: one(2),
        tomas: one(3),
        adam: one(4),
        petra: one(5),
        carl: one(6),
        stranger: story.stranger(),
        ids: tokens.iter().map(|(handle, id, _)| (*handle, *id)).collect(),
        story,
    }
}

impl<'a> People<'a> {
    /// The browser of one of them, signed in.
    pub async fn browser(&self, handle: &str) -> Visitor<'a> {
        let (id, secret) = (self.ids[handle], self.story.app.random.secret());
        let cookie = format!("{}={secret}", kernel::web::cookies::SESSION);
        let device = sessions::Device { agent: "Story".to_owned(), address: [192, 0, 2, 1].into() };
        let lifetime = sessions::Lifetime::new(&self.story.app, true);
        let begun = async move |tx: &Tx| sessions::begin(tx, secret.clone(), id, &device, lifetime).await;
        self.story.app.db.write(begun).await.expect("a session");
        self.story.browser(&cookie)
    }

    /// The viewer that one of them is, for calling queries and operations.
    pub async fn viewer(&self, handle: &str) -> Viewer {
        let id = self.ids[handle];
        self.story.app.db.read(async move |tx: &Tx| identity::queries::viewer_of(tx, id).await).await.expect("active")
    }
}

pub fn word(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// Publishes a note and answers its id.
pub async fn note(who: &Visitor<'_>, body: &str) -> String {
    word(&who.post("/posts", json!({ "kind": "note", "body": body })).await.expect(201).json()["id"])
}

/// Comments and answers the id.
pub async fn comment(who: &Visitor<'_>, post: &str, body: &str) -> String {
    word(&who.post(&format!("/posts/{post}/comments"), json!({ "body": body })).await.expect(201).json()["id"])
}

pub async fn space(who: &Visitor<'_>, name: &str, audience: &str) {
    let form = json!({ "name": name, "summary": name, "audience": audience, "joining": "open" });
    who.post("/spaces", form).await.expect(201);
}
