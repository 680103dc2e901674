//! Posts: everything that is written.

pub mod access;
pub mod compose;
pub mod files;
pub mod kinds;
pub mod ops;
pub mod reactions;
pub mod comments;
pub mod types;

pub use kinds::{Kind, Kinds};

use kernel::capability::Capability;
use kernel::db::Migrations;

const MIGRATIONS: Migrations =
    Migrations { capability: "posts", steps: &[("V1__posts", include_str!("migrations/V1__posts.sql"))] };

pub fn capability() -> Capability {
    Capability { migrations: vec![MIGRATIONS], ..Capability::default() }
}
