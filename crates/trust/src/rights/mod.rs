//! A person's rights: to know what is computed of them, to have all that is about them, to be erased.
//!
//! An export is made in the background. An erasure is carried out by an administrator, in one transaction: the account
//! ends, the person is forgotten, what they wrote stays readable as by a former member. What a hold keeps stays sealed.
//! For who cannot sign in an administrator asks; what comes of it is sent to the person and shown to nobody else.

mod erasure;
mod export;
mod ops;
mod outside;
mod pages;
mod requests;

pub use export::write_due;

use kernel::capability::Capability;
use kernel::db::Migrations;
use kernel::languages::{Language, Source};
use kernel::viewer::Role;
use kernel::web::draw::Link;
use kernel::web::{Doc, Navigation, Routes};

const MIGRATIONS: Migrations = Migrations {
    capability: "rights",
    steps: &[
        ("V1__rights", include_str!("migrations/V1__rights.sql")),
        ("V2__for_others", include_str!("migrations/V2__for_others.sql")),
    ],
};

const TEXTS: &[Source] = &[
    (Language::English, "rights.ftl", include_str!("../../texts/en/rights.ftl")),
    (Language::French, "rights.ftl", include_str!("../../texts/fr/rights.ftl")),
    (Language::German, "rights.ftl", include_str!("../../texts/de/rights.ftl")),
    (Language::Arabic, "rights.ftl", include_str!("../../texts/ar/rights.ftl")),
];

pub fn capability() -> Capability {
    let requests = Link {
        path: "/privacy/requests",
        text: "rights-requests",
        icon: "user-x",
        rank: 870,
        only: |viewer| viewer.is_administrator(),
    };
    Capability {
        migrations: vec![MIGRATIONS],
        routes: routes(),
        jobs: vec![export::job()],
        navigation: Navigation { governance: vec![requests], ..Navigation::default() },
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

fn routes() -> Routes {
    Routes::new()
        .get(
            "/settings/privacy",
            pages::privacy,
            Doc::new("What is computed of one, what one asked for, and what became of it")
                .answers::<pages::PrivacyPage>(),
        )
        .post(
            "/settings/privacy/export",
            pages::ask_export,
            Doc::new("Asks for all that is about oneself; made in the background"),
        )
        .get("/settings/privacy/export", pages::download, Doc::new("The archive, while it is kept"))
        .post(
            "/settings/privacy/erasure",
            pages::ask_erasure,
            Doc::new("Asks to be erased").takes::<pages::ErasureForm>(),
        )
        .delete("/settings/privacy/erasure", pages::withdraw, Doc::new("Takes that request back"))
        .get(
            "/settings/analyses",
            pages::switchboard,
            Doc::new("Which analyses there are, for everybody to read").answers::<pages::AnalysesPage>(),
        )
        .put(
            "/settings/analyses/{name}",
            pages::decide_analysis,
            Doc::new("Says whether an analysis is on, off, or left to each member")
                .takes::<pages::PolicyForm>()
                .answers::<pages::AnalysesPage>(),
        )
        .at_least(Role::Administrator)
        .put(
            "/settings/privacy/analyses/{name}",
            pages::switch,
            Doc::new("Switches an analysis for oneself").takes::<pages::SwitchForm>().answers::<pages::PrivacyPage>(),
        )
        .get(
            "/privacy/requests",
            requests::requests,
            Doc::new("Erasures that were asked for, the most urgent first").answers::<requests::RequestsPage>(),
        )
        .at_least(Role::Administrator)
        .post(
            "/privacy/requests",
            requests::open,
            Doc::new("Asks for somebody who cannot sign in; they are told by mail").takes::<ops::OpenForm>(),
        )
        .at_least(Role::Administrator)
        .post(
            "/privacy/requests/{id}/decision",
            requests::decide,
            Doc::new("Carries an erasure out, or refuses it with a reason").takes::<requests::DecisionForm>(),
        )
        .at_least(Role::Administrator)
        .get(
            "/rights/{key}",
            outside::show,
            Doc::new("What came of a request, for who cannot sign in and has the key")
                .answers::<outside::OutsidePage>(),
        )
        .public()
        .get("/rights/{key}/archive", outside::download, Doc::new("The archive, for who has the key"))
        .public()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
mod tests;
