//! People: profiles, whom one follows, who reports to whom.

use kernel::capability::Capability;
use kernel::db::Migrations;

const MIGRATIONS: Migrations =
    Migrations { capability: "people", steps: &[("V1__people", include_str!("migrations/V1__people.sql"))] };

pub fn capability() -> Capability {
    Capability { migrations: vec![MIGRATIONS], ..Capability::default() }
}
