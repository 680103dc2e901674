//! Exports for a case: everything that fits a query, private spaces, revisions and what is kept by a hold included.
//!
//! One administrator asks, another one releases. A job writes an archive of open formats with a signed manifest
//! ([`write`]); [`verify`] checks it without an installation. Each step is audited.

mod eml;
mod ops;
mod pages;
mod select;
mod verify;
mod write;

pub use ops::{CaseExport, NewExport, decide, find, request};
pub use verify::{Checked, verify_file};
pub use write::{released, write_archive, write_due};

use kernel::capability::Capability;
use kernel::db::Migrations;
use kernel::languages::{Language, Source};
use kernel::viewer::Role;
use kernel::web::draw::Link;
use kernel::web::{Doc, Navigation, Routes};

const MIGRATIONS: Migrations =
    Migrations { capability: "cases", steps: &[("V1__cases", include_str!("migrations/V1__cases.sql"))] };

const TEXTS: &[Source] = &[
    (Language::English, "cases.ftl", include_str!("../../texts/en/cases.ftl")),
    (Language::French, "cases.ftl", include_str!("../../texts/fr/cases.ftl")),
    (Language::German, "cases.ftl", include_str!("../../texts/de/cases.ftl")),
    (Language::Arabic, "cases.ftl", include_str!("../../texts/ar/cases.ftl")),
];

pub fn capability() -> Capability {
    let cases =
        Link { path: "/cases", text: "cases-title", icon: "case", rank: 860, only: |viewer| viewer.is_administrator() };
    Capability {
        migrations: vec![MIGRATIONS],
        routes: routes(),
        jobs: vec![write::job()],
        navigation: Navigation { governance: vec![cases], ..Navigation::default() },
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

fn routes() -> Routes {
    Routes::new()
        .get("/cases", pages::list, Doc::new("Exports for cases, the newest first").answers::<pages::CasesPage>())
        .at_least(Role::Administrator)
        .post(
            "/cases",
            pages::request,
            Doc::new("Asks for an export; another administrator releases it")
                .takes::<pages::CaseForm>()
                .creates::<pages::CasesPage>(),
        )
        .at_least(Role::Administrator)
        .post("/cases/{id}/release", pages::release, Doc::new("Releases an export that another one asked for"))
        .at_least(Role::Administrator)
        .post("/cases/{id}/refusal", pages::refuse, Doc::new("Refuses an export, or takes one's own request back"))
        .at_least(Role::Administrator)
        .get("/cases/{id}/file", pages::download, Doc::new("The archive"))
        .at_least(Role::Administrator)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
mod tests;
