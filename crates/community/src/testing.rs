//! The people of the stories, and where they meet.
//!
//! `let cast = people(&story).await;` makes three organisations and their people. A person is somebody
//! who sends requests: `cast.ines.get("/me").await`. What a story needs beyond that it adds by
//! [`member`] or by the operations of the capabilities.

use crate::identity::{self, Door, MemberState, NewMember, NewOrganisation, OrganisationKind, sessions, tokens};
use kernel::capability::Capability;
use kernel::db::Tx;
use kernel::ids::Id;
use kernel::testing::{Cast, Engine, START, Story, Visitor};
use kernel::viewer::{Role, Viewer};
use std::ops::Deref;
use std::sync::Arc;

/// An installation with everything of this wing and nobody in it.
pub async fn begin(engine: Engine) -> Story {
    Story::begin(engine, cast()).await.expect("an installation")
}

/// Another node of the same installation, where there can be one.
pub async fn second_node(story: &Story) -> Option<Story> {
    story.second_node(cast()).await.expect("a second node")
}

pub fn cast() -> Cast {
    Cast {
        capability: Capability::kernel().and(crate::capability()),
        gate: Arc::new(Door),
        parts: crate::parts(),
        configure: |configuration| {
            // The clock of a story stands still, so its requests all come in one moment.
            configuration.limits.rate = kernel::configuration::Switch::Off;
            configuration.sign_up.domains = vec!["northwind.example".to_owned()];
            configuration.mail.reply = "reply@northwind.example".to_owned();
            configuration.mail.incoming_secret = "sixteen letters!".to_owned();
        },
    }
}

/// Somebody who sends requests, with a token that reads and writes.
pub struct Person<'a> {
    pub id: Id,
    pub handle: &'static str,
    pub name: &'static str,
    pub email: String,
    visitor: Visitor<'a>,
    story: &'a Story,
}

impl<'a> Deref for Person<'a> {
    type Target = Visitor<'a>;
    fn deref(&self) -> &Visitor<'a> {
        &self.visitor
    }
}

impl<'a> Person<'a> {
    /// The viewer that they are, for calling queries and operations.
    pub async fn viewer(&self) -> Viewer {
        let id = self.id;
        self.story.app.db.read(async move |tx: &Tx| identity::queries::viewer_of(tx, id).await).await.expect("active")
    }

    /// Their browser, signed in.
    pub async fn browser(&self) -> Visitor<'a> {
        let (id, secret) = (self.id, self.story.app.random.secret());
        let cookie = format!("{}={secret}", kernel::web::cookies::SESSION);
        let device = sessions::Device { agent: "Story".to_owned(), address: [192, 0, 2, 1].into() };
        let lifetime = sessions::Lifetime::new(&self.story.app, true);
        let begun = async move |tx: &Tx| sessions::begin(tx, secret.clone(), id, &device, lifetime).await;
        self.story.app.db.write(begun).await.expect("a session");
        self.story.browser(&cookie)
    }

    /// A program of theirs that only reads.
    pub async fn reader(&self) -> Visitor<'a> {
        let (id, random) = (self.id, self.story.app.random.clone());
        let made = async move |tx: &Tx| tokens::create(tx, &random, Some(id), id, "reader", false).await;
        self.story.program(&self.story.app.db.write(made).await.expect("a token"))
    }

    /// Lets them sign in with this password.
    pub async fn choose_password(&self, password: &str) {
        let hash = identity::passwords::hash(&self.story.app.random, password).expect("a hash");
        let id = self.id;
        let chosen = async move |tx: &Tx| identity::ops::set_password(tx, Some(id), id, &hash).await;
        self.story.app.db.write(chosen).await.expect("a password");
    }
}

/// Who appears in the stories.
pub struct People<'a> {
    /// The company.
    pub northwind: Id,
    /// A partner.
    pub harrow: Id,
    /// A customer.
    pub fjordline: Id,
    /// An employee.
    pub ines: Person<'a>,
    /// Her manager.
    pub mara: Person<'a>,
    /// The administrator.
    pub adam: Person<'a>,
    /// An engineer of the partner.
    pub petra: Person<'a>,
    /// Somebody at the customer.
    pub carl: Person<'a>,
    pub stranger: Visitor<'a>,
}

/// Everybody, in three organisations.
pub async fn people(story: &Story) -> People<'_> {
    let northwind = organisation(story, "northwind", "Northwind", OrganisationKind::Own).await;
    let harrow = organisation(story, "harrow-brakes", "Harrow Brakes", OrganisationKind::Partner).await;
    let fjordline = organisation(story, "fjordline", "Fjordline", OrganisationKind::Customer).await;
    let named = async move |tx: &Tx| identity::ops::set_setting(tx, "company", "Northwind").await;
    story.app.db.write(named).await.expect("a name");
    People {
        northwind,
        harrow,
        fjordline,
        adam: member(story, northwind, "adam", "Adam Lindqvist", Role::Administrator).await,
        mara: member(story, northwind, "mara", "Mara Okafor", Role::Member).await,
        ines: member(story, northwind, "ines", "Ines Halvorsen", Role::Member).await,
        petra: member(story, harrow, "petra", "Petra Novak", Role::Member).await,
        carl: member(story, fjordline, "carl", "Carl Moreau", Role::Member).await,
        stranger: story.stranger(),
    }
}

pub async fn organisation(story: &Story, slug: &'static str, name: &'static str, kind: OrganisationKind) -> Id {
    let new = NewOrganisation {
        slug: slug.to_owned(),
        name: name.to_owned(),
        kind,
        domain: format!("{slug}.example"),
        by: None,
    };
    let made = async move |tx: &Tx| identity::ops::create_organisation(tx, &new).await;
    story.app.db.write(made).await.expect("an organisation")
}

/// One more person.
pub async fn member<'a>(
    story: &'a Story,
    organisation: Id,
    handle: &'static str,
    name: &'static str,
    role: Role,
) -> Person<'a> {
    let email = format!("{handle}@northwind.example");
    let new = NewMember {
        handle: handle.to_owned(),
        name: name.to_owned(),
        email: Some(email.clone()),
        organisation,
        role,
        state: MemberState::Active,
        created: START,
        ..NewMember::default()
    };
    let random = story.app.random.clone();
    let made = async move |tx: &Tx| {
        let id = identity::ops::create_member(tx, &new).await?;
        Ok((id, tokens::create(tx, &random, Some(id), id, "story", true).await?))
    };
    let (id, token) = story.app.db.write(made).await.expect("a member");
    Person { id, handle, name, email, visitor: story.program(&token), story }
}

mod tests {
    use super::*;
    use kernel::stories;

    stories! {
        async fn everybody_is_who_they_are(story: Story) {
            let cast = people(&story).await;
            let viewer = cast.petra.viewer().await;
            assert_eq!(viewer.standing, kernel::viewer::Standing::Partner);
            assert_eq!(viewer.organisation, Some(cast.harrow));
            assert!(cast.adam.viewer().await.is_administrator());
            assert_eq!((cast.ines.name, cast.mara.handle), ("Ines Halvorsen", "mara"));
            assert_ne!(cast.northwind, cast.fjordline);
        }
    }
}
