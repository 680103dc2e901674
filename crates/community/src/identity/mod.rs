//! Identity: organisations, members, how they come in and what they may do.

mod face;

pub use face::{FACE, Face, faces};

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
