//! People: profiles, whom one follows, who reports to whom.
//!
//! It stands on identity and knows nothing of spaces and posts, except by the SQL in `access.rs` that
//! asks whether two members have a space in common. What others show on a profile they register as
//! [`ProfileTabs`] and [`ProfileStream`].

pub mod access;
pub mod ops;
mod profile_ops;
mod search;
pub mod types;

use kernel::capability::Capability;
use kernel::db::Migrations;

const MIGRATIONS: Migrations =
    Migrations { capability: "people", steps: &[("V1__people", include_str!("migrations/V1__people.sql"))] };

pub fn capability() -> Capability {
    Capability { migrations: vec![MIGRATIONS], ..Capability::default() }
}
