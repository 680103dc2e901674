//! Spaces: where people meet, and who sees what is written there.

pub mod access;
pub mod audience;
pub mod counts;
pub mod imported;
pub mod memberships;
pub mod openness;
pub mod ops;
pub mod queries;
pub mod types;

pub use audience::Audience;
pub use openness::{Follower, Followers};
pub use types::*;

use kernel::capability::Capability;
use kernel::db::Migrations;

const MIGRATIONS: Migrations =
    Migrations { capability: "spaces", steps: &[("V1__spaces", include_str!("migrations/V1__spaces.sql"))] };

pub fn capability() -> Capability {
    Capability { migrations: vec![MIGRATIONS], ..Capability::default() }
}
