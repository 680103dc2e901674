//! Who takes part in the stories of questions and experts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use community::identity::{self, Door, MemberState, NewMember, NewOrganisation, OrganisationKind, tokens};
use kernel::capability::Capability;
use kernel::db::Tx;
use kernel::testing::{Cast, Engine, START, Story, Visitor};
use kernel::viewer::Role;
use serde_json::{Value, json};
use std::sync::Arc;

pub async fn begin(engine: Engine) -> Story {
    let kinds = community::kinds().into_iter().chain(crate::kinds()).collect();
    let cast = Cast {
        capability: Capability::kernel().and(community::capability()).and(crate::capability()),
        gate: Arc::new(Door),
        parts: community::parts()
            .with(community::posts::Kinds::new(kinds))
            .with(community::notifications::Kinds::new(crate::notification_kinds()))
            .with(crate::knowers()),
        configure: |configuration| configuration.limits.rate = kernel::configuration::Switch::Off,
    };
    Story::begin(engine, cast).await.expect("an installation")
}

/// Ines asks, Mara and Lotte answer, Adam administers, Carl is a customer's man.
pub struct People<'a> {
    pub ines: Visitor<'a>,
    pub mara: Visitor<'a>,
    pub lotte: Visitor<'a>,
    pub adam: Visitor<'a>,
    pub carl: Visitor<'a>,
    pub stranger: Visitor<'a>,
}

pub async fn people(story: &Story) -> People<'_> {
    let random = story.app.random.clone();
    let made = async move |tx: &Tx| {
        let mut made = Vec::new();
        for (slug, kind, handles) in [
            ("northwind", OrganisationKind::Own, &["ines", "mara", "lotte", "adam"][..]),
            ("fjordline", OrganisationKind::Customer, &["carl"][..]),
        ] {
            let new = NewOrganisation { slug: slug.to_owned(), name: slug.to_owned(), kind, ..Default::default() };
            let organisation = identity::ops::create_organisation(tx, &new).await?;
            for handle in handles {
                let new = NewMember {
                    handle: (*handle).to_owned(),
                    name: format!("{} of the story", handle),
                    organisation,
                    role: if *handle == "adam" { Role::Administrator } else { Role::Member },
                    state: MemberState::Active,
                    created: START,
                    ..NewMember::default()
                };
                let id = identity::ops::create_member(tx, &new).await?;
                made.push(tokens::create(tx, &random, id, "story", true).await?);
            }
        }
        Ok(made)
    };
    let tokens = story.app.db.write(made).await.expect("members");
    People {
        ines: story.program(&tokens[0]),
        mara: story.program(&tokens[1]),
        lotte: story.program(&tokens[2]),
        adam: story.program(&tokens[3]),
        carl: story.program(&tokens[4]),
        stranger: story.stranger(),
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
