//! Routing: each open question is offered to a few who may know, with the reason.
//!
//! A reader of the journal offers a new question to those whose record says most ([`crate::experts`]) and who may read
//! it. They answer, hand it over to somebody, or decline, which the ranking learns from. Nobody is offered more in
//! seven days than they chose; who has enough is passed over.

pub(crate) mod ops;
mod pages;
mod readers;
mod reasons;
mod targets;
mod told;

pub use told::kinds as notification_kinds;

use kernel::capability::Capability;
use kernel::db::Migrations;
use kernel::languages::{Language, Source};
use kernel::web::{Doc, Routes};

const STEPS: &[(&str, &str)] = &[
    ("V1__routing", include_str!("migrations/V1__routing.sql")),
    ("V2__targets", include_str!("migrations/V2__targets.sql")),
];

const MIGRATIONS: Migrations = Migrations { capability: "routing", steps: STEPS };

const TEXTS: &[Source] = &[
    (Language::English, "routing.ftl", include_str!("../../texts/en/routing.ftl")),
    (Language::French, "routing.ftl", include_str!("../../texts/fr/routing.ftl")),
    (Language::German, "routing.ftl", include_str!("../../texts/de/routing.ftl")),
    (Language::Arabic, "routing.ftl", include_str!("../../texts/ar/routing.ftl")),
];

pub fn capability() -> Capability {
    Capability {
        migrations: vec![MIGRATIONS],
        routes: routes(),
        readers: vec![readers::offers()],
        jobs: vec![targets::job()],
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

fn routes() -> Routes {
    Routes::new()
        .get(
            "/questions/for-me",
            pages::list,
            Doc::new("Open questions that one is offered because one may know").answers::<pages::ForMePage>(),
        )
        .put(
            "/questions/for-me",
            pages::choose,
            Doc::new("How many questions a week one wants to be offered").takes::<pages::ChoiceForm>(),
        )
        .get(
            "/questions/queue",
            targets::queue,
            Doc::new("Questions that wait for a first answer, the longest waiting first")
                .answers::<targets::QueuePage>()
                .query(&[("space", "address of a space"), ("after", "continues the list")]),
        )
        .put(
            "/questions/queue",
            targets::aim,
            Doc::new("Within how many hours questions of a space shall be answered, for who looks after it")
                .takes::<targets::TargetForm>(),
        )
        .put(
            "/questions/{id}/offer/refusal",
            pages::decline,
            Doc::new("Declines a question that one was offered").takes::<pages::RefusalForm>(),
        )
        .put(
            "/questions/{id}/offer/handover",
            pages::hand_over,
            Doc::new("Hands a question that one was offered over to somebody").takes::<pages::PersonForm>(),
        )
        .put(
            "/questions/{id}/asked",
            pages::ask,
            Doc::new("Asks a person directly, for who asked the question").takes::<pages::PersonForm>(),
        )
}

/// What is kept of posts beside them goes with them.
pub async fn purged(tx: &kernel::db::Tx, going: &community::posts::purging::Going) -> kernel::error::Result<()> {
    tx.execute("update routing_offers set because = '[]' where question in (each($1))", kernel::args![&going.posts])
        .await?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
mod tests;
