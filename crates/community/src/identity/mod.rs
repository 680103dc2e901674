//! Identity: organisations, members, how they come in and what they may do.

pub mod addresses;
mod attempts;
mod door;
pub mod erasing;
mod face;
pub mod founding;
pub mod holdings;
pub mod invitations;
mod letters;
pub mod ops;
mod pages;
mod passkeys;
pub mod passwords;
pub mod queries;
pub mod screening;
pub mod sessions;
mod signing_in;
pub mod tokens;
mod types;

pub use door::{Door, FrameSource};
pub use erasing::{Eraser, Erasers};
pub use face::{FACE, Face, faces};
pub use founding::{Sample, SampleData};
pub use letters::TEXT_KEYS as MAIL_TEXT_KEYS;
pub(crate) use letters::browser;
pub use ops::is_email;
pub use types::{Me, MemberState, NewMember, NewOrganisation, Organisation, OrganisationKind, role_text};

use kernel::capability::Capability;
use kernel::db::Migrations;
use kernel::languages::{Language, Source};
use kernel::web::Navigation;
use kernel::web::draw::Link;

const STEPS: &[(&str, &str)] = &[
    ("V1__identity", include_str!("migrations/V1__identity.sql")),
    ("V2__names", include_str!("migrations/V2__names.sql")),
    ("V3__counted", include_str!("migrations/V3__counted.sql")),
];

const MIGRATIONS: Migrations = Migrations { capability: "identity", steps: STEPS };

pub fn capability() -> Capability {
    Capability {
        migrations: vec![MIGRATIONS],
        routes: pages::routes(),
        navigation: navigation(),
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

const TEXTS: &[Source] = &[
    (Language::English, "identity.ftl", include_str!("../../texts/en/identity.ftl")),
    (Language::French, "identity.ftl", include_str!("../../texts/fr/identity.ftl")),
    (Language::German, "identity.ftl", include_str!("../../texts/de/identity.ftl")),
    (Language::Arabic, "identity.ftl", include_str!("../../texts/ar/identity.ftl")),
];

/// Keys of texts that are chosen at run time, beside those of the mails.
pub const TEXT_KEYS: &[&str] = &[
    "identity-administration",
    "identity-kind-own",
    "identity-role-member",
    "identity-role-publisher",
    "identity-role-moderator",
    "identity-role-administrator",
    "identity-state-active",
    "identity-state-invited",
    "identity-state-deactivated",
];

fn navigation() -> Navigation {
    let administration = Link {
        path: "/admin/members",
        text: "identity-administration",
        icon: "admin",
        rank: 900,
        only: |viewer| viewer.is_administrator(),
    };
    Navigation { governance: vec![administration], ..Navigation::default() }
}

/// Where a member's profile is.
pub fn member_path(handle: &str) -> String {
    format!("/people/{handle}")
}

#[cfg(test)]
mod addresses_tests;
#[cfg(test)]
mod tests;
