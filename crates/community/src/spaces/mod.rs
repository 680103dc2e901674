//! Spaces: where people meet, and who sees what is written there.

pub mod access;
pub mod audience;

pub use audience::Audience;

use kernel::capability::Capability;
use kernel::db::Migrations;

const MIGRATIONS: Migrations =
    Migrations { capability: "spaces", steps: &[("V1__spaces", include_str!("migrations/V1__spaces.sql"))] };

pub fn capability() -> Capability {
    Capability { migrations: vec![MIGRATIONS], ..Capability::default() }
}
