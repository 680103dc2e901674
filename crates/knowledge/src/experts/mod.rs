//! Experts: who may know something, by what the record shows.
//!
//! [`formula`] says what counts how much, [`evidence`] reads it, [`find`] puts it together. Only what the viewer may see
//! counts for them, so that no proof tells of what is hidden. Answers, pages and skills are read where they stand; of its
//! own it keeps only what somebody declined.

mod evidence;
mod find;
pub mod formula;

pub use find::{Asked, who_may_know};

use community::people::Knower;
use kernel::args;
use kernel::capability::Capability;
use kernel::db::{Migrations, Tx};
use kernel::error::Result;
use kernel::ids::Id;
use kernel::languages::{Language, Source};
use kernel::web::Page;

const MIGRATIONS: Migrations =
    Migrations { capability: "experts", steps: &[("V1__experts", include_str!("migrations/V1__experts.sql"))] };

const TEXTS: &[Source] = &[
    (Language::English, "experts.ftl", include_str!("../../texts/en/experts.ftl")),
    (Language::French, "experts.ftl", include_str!("../../texts/fr/experts.ftl")),
    (Language::German, "experts.ftl", include_str!("../../texts/de/experts.ftl")),
    (Language::Arabic, "experts.ftl", include_str!("../../texts/ar/experts.ftl")),
];

pub fn capability() -> Capability {
    Capability { migrations: vec![MIGRATIONS], texts: TEXTS.to_vec(), ..Capability::default() }
}

/// Somebody was offered a question and did not want it: what is like it counts less for them.
pub async fn decline(tx: &Tx, member: Id, question: Id, reason: &str) -> Result<()> {
    let sql = "insert into expert_declines (question, member, reason, at) values ($1, $2, $3, $4)
               on conflict (question, member) do update set reason = excluded.reason, at = excluded.at";
    tx.execute(sql, args![question, member, reason, tx.now()]).await.map(drop)
}

/// So many are shown for `/people?knows=`.
const MOST: usize = 20;

/// Who knows something of a text: what the directory asks for `/people?knows=`.
pub async fn knowers(page: &Page, text: &str) -> Result<Vec<Knower>> {
    let asked = Asked { text: text.to_owned(), most: MOST, ..Asked::default() };
    who_may_know(&page.app, &page.viewer, asked).await
}

/// What is kept of posts beside them goes with them.
pub async fn purged(tx: &kernel::db::Tx, going: &community::posts::purging::Going) -> kernel::error::Result<()> {
    tx.execute("update expert_declines set reason = '' where question in (each($1))", kernel::args![&going.posts])
        .await?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
mod tests;
