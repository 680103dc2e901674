//! Charter: policies in versions, acknowledged before the first post and at each new binding version; the evidence of it.
//!
//! Reading is never blocked. A company that has published no policy gates nobody.

mod certificate;
mod evidence;
mod gate;
mod keeping;
mod models;
mod ops;
mod pages;
mod queries;
mod reminding;
mod signed;
mod types;

pub use gate::{CODE, Gate, draw};
pub use ops::{acknowledge_all, adopt};
pub use queries::{citable as paragraphs, holding, word as standing_word};
pub use signed::verify;
pub use types::Paragraph;

use kernel::capability::Capability;
use kernel::db::Migrations;
use kernel::languages::{Language, Source};
use kernel::viewer::Role;
use kernel::web::draw::Link;
use kernel::web::{Doc, Navigation, Routes};

const MIGRATIONS: Migrations = Migrations {
    capability: "charter",
    steps: &[
        ("V1__charter", include_str!("migrations/V1__charter.sql")),
        ("V2__audience_of_a_version", include_str!("migrations/V2__audience_of_a_version.sql")),
        ("V3__reminders", include_str!("migrations/V3__reminders.sql")),
        ("V4__training_by_language", include_str!("migrations/V4__training_by_language.sql")),
    ],
};

const TEXTS: &[Source] = &[
    (Language::English, "charter.ftl", include_str!("../../texts/en/charter.ftl")),
    (Language::French, "charter.ftl", include_str!("../../texts/fr/charter.ftl")),
    (Language::German, "charter.ftl", include_str!("../../texts/de/charter.ftl")),
    (Language::Arabic, "charter.ftl", include_str!("../../texts/ar/charter.ftl")),
];

pub fn capability() -> Capability {
    let link = Link { path: "/charter", text: "charter-nav", icon: "charter", rank: 80, only: |_| true };
    Capability {
        migrations: vec![MIGRATIONS],
        routes: reading().and(keeping()),
        jobs: vec![reminding::job()],
        navigation: Navigation { main: vec![link], ..Navigation::default() },
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

fn reading() -> Routes {
    Routes::new()
        .get("/charter", pages::charter, Doc::new("The policies that hold for one").answers::<pages::CharterPage>())
        .public()
        .put(
            "/charter/acknowledgement",
            pages::acknowledge,
            Doc::new("Acknowledges versions of policies")
                .takes::<types::AcknowledgementForm>()
                .answers::<pages::Acknowledged>(),
        )
        .get("/charter/waiting/{id}", pages::waiting, Doc::hidden())
        .get(
            "/charter/{policy}/certificate",
            certificate::certificate,
            Doc::new("One's own certificate of the version that one acknowledged last")
                .answers::<certificate::Certificate>()
                .query(&[("format", "html: a signed document")]),
        )
        .get("/charter/{policy}", pages::policy, Doc::new("A policy as it holds").answers::<pages::PolicyPage>())
        .public()
        .get(
            "/charter/{policy}/versions/{number}",
            pages::version,
            Doc::new("A version of a policy").answers::<pages::PolicyPage>(),
        )
        .public()
}

fn keeping() -> Routes {
    Routes::new()
        .get("/charter/manage", keeping::manage, Doc::new("All policies").answers::<keeping::ManagePage>())
        .at_least(Role::Administrator)
        .post("/charter/manage", keeping::create, Doc::new("Begins a policy").takes::<types::PolicyForm>())
        .at_least(Role::Administrator)
        .get("/charter/manage/new", keeping::new, Doc::hidden())
        .at_least(Role::Administrator)
        .post("/charter/models", keeping::adopt, Doc::new("Adopts the model policies that are not there yet"))
        .at_least(Role::Administrator)
        .get("/charter/{policy}/edit", keeping::edit, Doc::hidden())
        .at_least(Role::Administrator)
        .put("/charter/{policy}/draft", keeping::save, Doc::new("Changes the draft").takes::<types::PolicyForm>())
        .at_least(Role::Administrator)
        .post("/charter/{policy}/publication", keeping::publish, Doc::new("Publishes the draft"))
        .at_least(Role::Administrator)
        .get(
            "/charter/{policy}/evidence",
            evidence::evidence,
            Doc::new("Who acknowledged a version, and who has not yet").answers::<evidence::EvidencePage>().query(&[
                ("before", "continues the list"),
                ("missing", "continues those who have not"),
                ("version", "its number; the present one without"),
                ("format", "csv, or html: a signed document"),
            ]),
        )
        .at_least(Role::Administrator)
        .post("/charter/{policy}/reminders", keeping::remind, Doc::new("Reminds those who have not, by mail"))
        .at_least(Role::Administrator)
}

#[cfg(test)]
mod tests;
