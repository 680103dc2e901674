//! The audit log: what administrators and moderators did, and who read what is private.
//!
//! A reader of the journal adds a row for each such action. Each row carries a hash of the row before it and of its own
//! content; the end of the chain is kept apart and signed. There is no switch for it. What it proves and what it
//! cannot is in docs/decisions/0017-audit-chain.md.
//!
//! Whoever adds an action of that sort elsewhere names its verb so that [`readers::is_audited`] knows it. Reading is one
//! where something private is read by somebody who is no member (`moderation.read`).

mod chain;
mod export;
mod forward;
mod pages;
mod readers;
mod verify;

pub use export::{Form, Wanted, write as write_rows};
pub use pages::day;
pub use verify::{Fault, Verification, verify};

use kernel::capability::Capability;
use kernel::db::Migrations;
use kernel::languages::{Language, Source};
use kernel::viewer::Role;
use kernel::web::draw::Link;
use kernel::web::{Doc, Navigation, Routes};

const MIGRATIONS: Migrations =
    Migrations { capability: "audit", steps: &[("V1__audit", include_str!("migrations/V1__audit.sql"))] };

const TEXTS: &[Source] = &[
    (Language::English, "audit.ftl", include_str!("../../texts/en/audit.ftl")),
    (Language::French, "audit.ftl", include_str!("../../texts/fr/audit.ftl")),
    (Language::German, "audit.ftl", include_str!("../../texts/de/audit.ftl")),
    (Language::Arabic, "audit.ftl", include_str!("../../texts/ar/audit.ftl")),
];

pub fn capability() -> Capability {
    let log = Link {
        path: "/audit",
        text: "audit-title",
        icon: "audit",
        rank: 840,
        only: |viewer| viewer.is_administrator(),
    };
    Capability {
        migrations: vec![MIGRATIONS],
        routes: routes(),
        readers: vec![readers::reader()],
        jobs: vec![forward::job()],
        navigation: Navigation { governance: vec![log], ..Navigation::default() },
        texts: TEXTS.to_vec(),
    }
}

fn routes() -> Routes {
    Routes::new()
        .get(
            "/audit",
            pages::list,
            Doc::new("What administrators and moderators did, the newest first").answers::<pages::AuditPage>().query(
                &[
                    ("verb", "how the verb begins, such as identity."),
                    ("person", "handle of who did it"),
                    ("since", "first day, as 2026-11-02"),
                    ("until", "last day"),
                    ("before", "continues the list"),
                ],
            ),
        )
        .at_least(Role::Administrator)
        .get(
            "/audit/export",
            pages::export,
            Doc::new("The same, all of it, the oldest first: JSON lines, or CSV").query(&[("format", "json or csv")]),
        )
        .at_least(Role::Administrator)
        .get(
            "/audit/verification",
            pages::verification,
            Doc::new("Whether the chain is whole").answers::<Verification>(),
        )
        .at_least(Role::Administrator)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
mod tests;
