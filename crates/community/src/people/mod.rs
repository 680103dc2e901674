//! People: profiles, whom one follows, who reports to whom.
//!
//! It stands on identity and knows nothing of spaces and posts, except by the SQL in `access.rs` that
//! asks whether two members have a space in common. What others show on a profile they register as
//! [`ProfileTabs`], [`ProfileStream`] and [`ProfileSpaces`], on the page of what one muted as [`MutedSpaces`].

pub mod access;
mod actions;
mod connection;
pub mod directory;
pub mod level;
pub mod menus;
mod muted;
pub mod ops;
mod pages;
mod portrait;
mod profile;
mod profile_ops;
mod queries;
mod readers;
pub mod search;
mod settings;
pub mod spoken;
pub mod types;

#[cfg(test)]
mod tests;

pub use actions::Back;
pub use level::Level;

use futures_util::future::BoxFuture;
use kernel::capability::Capability;
use kernel::db::{Migrations, Tx};
use kernel::error::Result;
use kernel::ids::Id;
use kernel::languages::{Language, Source};
use kernel::viewer::Viewer;
use kernel::web::draw::Link;
use kernel::web::{Doc, Navigation, Page, Routes};
use serde::Serialize;
use std::sync::Arc;

const STEPS: &[(&str, &str)] = &[
    ("V1__people", include_str!("migrations/V1__people.sql")),
    ("V2__levels", include_str!("migrations/V2__levels.sql")),
];

const MIGRATIONS: Migrations = Migrations { capability: "people", steps: STEPS };

const TEXTS: &[Source] = &[
    (Language::English, "people.ftl", include_str!("../../texts/en/people.ftl")),
    (Language::French, "people.ftl", include_str!("../../texts/fr/people.ftl")),
    (Language::German, "people.ftl", include_str!("../../texts/de/people.ftl")),
    (Language::Arabic, "people.ftl", include_str!("../../texts/ar/people.ftl")),
];

/// Further pages of a profile, in the order of their tabs: a part of the installation.
#[derive(Debug, Clone, Default)]
pub struct ProfileTabs(pub Vec<ProfileTab>);

type CountOf = for<'a> fn(&'a Tx, &'a Viewer, Id) -> BoxFuture<'a, Result<i64>>;

#[derive(Debug, Clone, Copy)]
pub struct ProfileTab {
    /// What follows the profile's path: `/blog`.
    pub suffix: &'static str,
    /// The key of its text.
    pub text: &'static str,
    /// How much there is behind it that the viewer may see.
    pub count: CountOf,
}

type Latest = dyn for<'a> Fn(&'a Page, Id) -> BoxFuture<'a, Result<String>> + Send + Sync;

/// Draws a member's latest posts for their profile: registered as the part `Some(ProfileStream(..))`.
#[derive(Clone)]
pub struct ProfileStream(pub Arc<Latest>);

/// A space on the profile of somebody who has joined it.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct ProfileSpace {
    pub url: String,
    pub name: String,
    /// Whether the viewer has joined it too.
    pub shared: bool,
}

type SpacesOf = for<'a> fn(&'a Tx, &'a Viewer, Id) -> BoxFuture<'a, Result<Vec<ProfileSpace>>>;

/// The spaces of a member, as far as the viewer may read them: a part of the installation.
#[derive(Clone, Copy, Default)]
pub struct ProfileSpaces(pub Option<SpacesOf>);

/// A space that one keeps out of one's feed.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct MutedSpace {
    pub url: String,
    pub name: String,
}

type MutedOf = for<'a> fn(&'a Tx, &'a Viewer) -> BoxFuture<'a, Result<Vec<MutedSpace>>>;

/// The spaces that the viewer muted, as far as they may still know of them: a part of the installation.
#[derive(Clone, Copy, Default)]
pub struct MutedSpaces(pub Option<MutedOf>);

/// Something that shows that somebody knows a thing.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Proof {
    /// accepted-answer, answer, curated-page, page or skill.
    pub kind: &'static str,
    /// The key of the text that names the kind.
    #[serde(skip)]
    pub text: &'static str,
    pub title: String,
    pub url: Option<String>,
    /// Votes or endorsements.
    pub votes: i64,
    /// The answer or page; none for a skill.
    #[serde(skip)]
    pub post: Option<Id>,
}

/// Somebody who may know what was asked for.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Knower {
    #[serde(flatten)]
    pub card: directory::PersonCard,
    pub score: f64,
    /// What shows it, the strongest first.
    pub because: Vec<Proof>,
}

type WhoKnows = for<'a> fn(&'a Page, &'a str) -> BoxFuture<'a, Result<Vec<Knower>>>;

/// Finds who knows something of a text, for `/people?knows=`: a part of the installation.
#[derive(Clone, Copy, Default)]
pub struct Knowers(pub Option<WhoKnows>);

pub fn capability() -> Capability {
    Capability {
        migrations: vec![MIGRATIONS],
        routes: routes(),
        readers: vec![readers::words()],
        navigation: Navigation {
            main: vec![Link {
                path: "/people",
                text: "nav-people",
                icon: "people",
                rank: 20,
                only: |v| v.member.is_some(),
            }],
            ..Navigation::default()
        },
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

const FIND: &[(&str, &str)] = &[
    ("q", "Beginnings of words of name, handle, headline or skills"),
    ("knows", "A problem or a subject, in place of all others: who knows it, with what shows it"),
    ("organisation", "Slug; several may be given"),
    ("place", "Name of a place; several may be given"),
    ("skill", "A skill; several may be given"),
    ("language", "A language; several may be given"),
    ("before", "`next` of the list before"),
];
const GO_ON: &[(&str, &str)] = &[("before", "`next` of the list before")];

fn routes() -> Routes {
    reading().and(acting()).and(settings())
}

fn reading() -> Routes {
    Routes::new()
        .get(
            "/people",
            pages::directory,
            Doc::new("People whom one may know").answers::<pages::PeoplePage>().query(FIND),
        )
        .get(
            "/people/{handle}",
            pages::show,
            Doc::new("A member, as far as one may see").answers::<pages::ProfilePage>(),
        )
        .public()
        .get(
            "/people/{handle}/followers",
            pages::followers,
            Doc::new("Who follows a member").answers::<pages::ConnectionsPage>().query(GO_ON),
        )
        .get(
            "/people/{handle}/following",
            pages::following,
            Doc::new("Whom a member follows").answers::<pages::ConnectionsPage>().query(GO_ON),
        )
        .get(
            "/people/{handle}/organisation",
            pages::chart,
            Doc::new("Managers and reports of a member").answers::<pages::ChartPage>(),
        )
        .get("/photos/{hash}", pages::photo, Doc::new("The portrait with this hash"))
        .public()
}

fn acting() -> Routes {
    use actions::{Between, Endorsed};
    let between = |summary| Doc::new(summary).answers::<Between>();
    Routes::new()
        .put("/people/{handle}/follow", actions::follow, Doc::new("Follow a member").answers::<types::Following>())
        .delete(
            "/people/{handle}/follow",
            actions::unfollow,
            Doc::new("Follow a member no longer").answers::<types::Following>(),
        )
        .put(
            "/people/{handle}/level",
            actions::level,
            Doc::new("How much of a followed member reaches one")
                .takes::<level::LevelForm>()
                .answers::<types::Following>(),
        )
        .put("/people/{handle}/mute", actions::mute, between("Keep a member's posts out of one's feed"))
        .delete("/people/{handle}/mute", actions::unmute, between("Mute a member no longer"))
        .put("/people/{handle}/block", actions::block, between("Mute a member and keep them from following"))
        .delete("/people/{handle}/block", actions::unblock, between("Block a member no longer"))
        .put(
            "/people/{handle}/skills/{skill}/endorsement",
            actions::endorse,
            Doc::new("Vouch for a skill").answers::<Endorsed>(),
        )
        .delete(
            "/people/{handle}/skills/{skill}/endorsement",
            actions::withdraw,
            Doc::new("Vouch for a skill no longer").answers::<Endorsed>(),
        )
}

fn settings() -> Routes {
    Routes::new()
        .get(
            "/settings/profile",
            settings::edit,
            Doc::new("One's own profile, with who sees what").answers::<settings::ProfileSettings>(),
        )
        .post(
            "/settings/profile",
            settings::save,
            Doc::new("Change one's profile; what is left out stays")
                .takes::<settings::ProfileForm>()
                .answers::<settings::ProfileSettings>(),
        )
        .post("/settings/photo", portrait::upload, Doc::new("Set one's portrait: a file in the field `photo`"))
        .delete("/settings/photo", portrait::remove_photo, Doc::new("Remove one's portrait"))
        .get(
            "/settings/muted",
            muted::show,
            Doc::new("Whom one muted or blocked").answers::<muted::MutedPage>().query(GO_ON),
        )
}
