//! Identity: organisations, members, how they come in and what they may do.

mod attempts;
mod door;
mod face;
pub mod founding;
pub mod invitations;
mod letters;
pub mod ops;
mod passkeys;
pub mod passwords;
pub mod queries;
pub mod sessions;
mod signing_in;
pub mod tokens;
mod types;

pub use door::{Door, FrameSource};
pub use face::{FACE, Face, faces};
pub use founding::SampleData;
pub use types::{Me, MemberState, NewMember, NewOrganisation, Organisation, OrganisationKind, role_text};

use kernel::capability::Capability;
use kernel::db::Migrations;

const MIGRATIONS: Migrations =
    Migrations { capability: "identity", steps: &[("V1__identity", include_str!("migrations/V1__identity.sql"))] };

pub fn capability() -> Capability {
    Capability { migrations: vec![MIGRATIONS], ..Capability::default() }
}

/// Where a member's profile is.
pub fn member_path(handle: &str) -> String {
    format!("/people/{handle}")
}
