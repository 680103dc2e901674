//! Spaces: where people meet, and who sees what is written there.
//!
//! `access` is the one definition of who knows and reads what. `ops`, `memberships` and `openness`
//! change things, `queries` answers what others ask, the rest are pages. What is written in a space is
//! the business of the capabilities above, which draw it through [`SpaceStream`] and narrow it through
//! [`Followers`].

pub mod access;
pub mod audience;
pub mod counts;
mod cover;
mod create;
pub mod directory;
mod head;
mod members;
mod membership;
pub mod imported;
pub mod memberships;
pub mod openness;
pub mod ops;
mod page;
pub mod queries;
mod rules;
mod settings;
mod succession;
pub mod types;

pub use audience::Audience;
pub use create::{SpaceForm, WHO_CREATES};
pub use head::{SpaceHead, SpaceTab, SpaceTabs};
pub use openness::{Follower, Followers};
pub use page::SpaceStream;
pub use types::*;

use directory::SpaceList;
use kernel::capability::Capability;
use kernel::db::Migrations;
use kernel::languages::{Language, Source};
use kernel::viewer::Standing;
use kernel::web::draw::Link;
use kernel::web::{Doc, Navigation, Routes};
use members::MemberList;
use membership::MembershipView;

const STEPS: &[(&str, &str)] =
    &[("V1__spaces", include_str!("migrations/V1__spaces.sql")), ("V2__told", include_str!("migrations/V2__told.sql"))];

const MIGRATIONS: Migrations = Migrations { capability: "spaces", steps: STEPS };

const TEXTS: &[Source] = &[
    (Language::English, "spaces.ftl", include_str!("../../texts/en/spaces.ftl")),
    (Language::French, "spaces.ftl", include_str!("../../texts/fr/spaces.ftl")),
    (Language::German, "spaces.ftl", include_str!("../../texts/de/spaces.ftl")),
    (Language::Arabic, "spaces.ftl", include_str!("../../texts/ar/spaces.ftl")),
];

pub fn capability() -> Capability {
    Capability {
        migrations: vec![MIGRATIONS],
        routes: routes(),
        readers: vec![rules::reader(), succession::reader(), succession::welcome()],
        navigation: navigation(),
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

fn navigation() -> Navigation {
    let main = Link { path: "/spaces", text: "nav-spaces", icon: "spaces", rank: 30, only: |_| true };
    let create = Link {
        path: "/spaces/new",
        text: "spaces-create-space",
        icon: "spaces",
        rank: 50,
        only: |viewer| viewer.standing == Standing::Own,
    };
    Navigation { main: vec![main], create: vec![create], ..Navigation::default() }
}

fn routes() -> Routes {
    let listed: &[(&str, &str)] = &[
        ("q", "beginnings of words of name, address and summary"),
        ("audience", "public, customers, partners, internal, private or secret"),
        ("mine", "1: only spaces that one has joined"),
        ("sort", "activity (default) or name"),
        ("before", "the `next` of the page before"),
    ];
    let of_members: &[(&str, &str)] = &[("q", "the beginning of a name"), ("before", "the `next` of the page before")];
    Routes::new()
        .get("/spaces", directory::list, Doc::new("Spaces that one may know of").answers::<SpaceList>().query(listed))
        .public()
        .post("/spaces", create::create, Doc::new("Makes a space").takes::<SpaceForm>().creates::<SpaceHead>())
        .get("/spaces/new", create::form, Doc::hidden())
        .get("/spaces/{slug}", page::show, Doc::new("A space").answers::<SpaceHead>())
        .public()
        .put(
            "/spaces/{slug}",
            settings::describe,
            Doc::new("Describes a space anew").takes::<settings::DescriptionForm>().answers::<SpaceHead>(),
        )
        .get("/spaces/{slug}/about", page::about, Doc::hidden())
        .public()
        .get("/spaces/{slug}/cover", cover::show, Doc::new("The cover of a space"))
        .public()
        .get("/spaces/{slug}/settings", settings::form, Doc::hidden())
        .put(
            "/spaces/{slug}/audience",
            settings::change_audience,
            Doc::new("Changes who reads a space; wider only with the audience named once more")
                .takes::<settings::AudienceForm>()
                .answers::<SpaceHead>(),
        )
        .put("/spaces/{slug}/archive", settings::archive, Doc::new("Puts a space away").answers::<SpaceHead>())
        .delete("/spaces/{slug}/archive", settings::unarchive, Doc::new("Opens it again").answers::<SpaceHead>())
        .and(own_membership())
        .and(others_memberships(of_members))
}

fn own_membership() -> Routes {
    Routes::new()
        .put(
            "/spaces/{slug}/membership",
            membership::join,
            Doc::new("Joins, asks to join or takes up an invitation").answers::<MembershipView>(),
        )
        .delete(
            "/spaces/{slug}/membership",
            membership::leave,
            Doc::new("Leaves, takes a request back or declines an invitation").answers::<MembershipView>(),
        )
        .put("/spaces/{slug}/pin", membership::pin, Doc::new("Pins a space to the rail").answers::<MembershipView>())
        .delete("/spaces/{slug}/pin", membership::unpin, Doc::new("Takes the pin away").answers::<MembershipView>())
        .put(
            "/spaces/{slug}/level",
            membership::level,
            Doc::new("How much of the space reaches one: everything (each post is told), feed, highlights (articles, and whom one follows) or nothing")
                .takes::<crate::people::level::LevelForm>()
                .answers::<MembershipView>(),
        )
        .put("/spaces/{slug}/mute", membership::mute, Doc::new("Keeps a space out of one's feed").answers::<MembershipView>())
        .delete(
            "/spaces/{slug}/mute",
            membership::unmute,
            Doc::new("Lets a space into one's feed again").answers::<MembershipView>(),
        )
}

fn others_memberships(query: &'static [(&'static str, &'static str)]) -> Routes {
    Routes::new()
        .get(
            "/spaces/{slug}/members",
            members::list,
            Doc::new("Who is in a space, by role and name").answers::<MemberList>().query(query),
        )
        .post(
            "/spaces/{slug}/members",
            members::invite,
            Doc::new("Invites somebody").takes::<members::InviteForm>().answers::<members::Standing>(),
        )
        .put(
            "/spaces/{slug}/members/{handle}",
            members::change_role,
            Doc::new("Gives a member another role").takes::<members::RoleForm>().answers::<members::Standing>(),
        )
        .delete(
            "/spaces/{slug}/members/{handle}",
            members::remove,
            Doc::new("Takes a member out").answers::<members::Standing>(),
        )
        .put(
            "/spaces/{slug}/requests/{handle}",
            members::approve,
            Doc::new("Lets in who asked").answers::<members::Standing>(),
        )
        .delete(
            "/spaces/{slug}/requests/{handle}",
            members::decline,
            Doc::new("Declines a request").answers::<members::Standing>(),
        )
}

#[cfg(test)]
mod tests;
