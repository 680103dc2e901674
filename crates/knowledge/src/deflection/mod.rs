//! Deflection: what was found instead of asked.
//!
//! Counted are readings of a question with an accepted answer, and of pages, by members who wrote neither. A reading
//! counts as found when its reader said that the answer was enough, or asked nothing in that space within seven days.
//! Figures are of a space and of at least twelve readers; there are none of persons.

mod pages;
mod queries;

use community::posts::Opened;
use kernel::app::App;
use kernel::capability::Capability;
use kernel::clock::HOUR;
use kernel::db::Migrations;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::jobs::Job;
use kernel::languages::{Language, Source};
use kernel::web::{Doc, Page, Routes};
use std::time::Duration;

const MIGRATIONS: Migrations = Migrations {
    capability: "deflection",
    steps: &[("V1__deflection", include_str!("migrations/V1__deflection.sql"))],
};

const TEXTS: &[Source] = &[
    (Language::English, "deflection.ftl", include_str!("../../texts/en/deflection.ftl")),
    (Language::French, "deflection.ftl", include_str!("../../texts/fr/deflection.ftl")),
    (Language::German, "deflection.ftl", include_str!("../../texts/de/deflection.ftl")),
    (Language::Arabic, "deflection.ftl", include_str!("../../texts/ar/deflection.ftl")),
];

pub fn capability() -> Capability {
    let routes = Routes::new()
        .get(
            "/deflection/{space}",
            pages::show,
            Doc::new("What was found instead of asked in a space").answers::<pages::DeflectionPage>(),
        )
        .put(
            "/deflection/{space}",
            pages::assume,
            Doc::new("Changes what a space assumes that one answer saves").takes::<pages::AssumptionsForm>(),
        );
    Capability {
        migrations: vec![MIGRATIONS],
        routes,
        jobs: vec![job()],
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

/// What follows when a member opens a post: what the community does, and a note of the reading. A part of the App.
pub const OPENED: Opened = Opened(Some(|page, post| Box::pin(note(page, post))));

async fn note(page: &Page, post: Id) -> Result<()> {
    community::notifications::opened(page, post).await?;
    queries::note(page, post).await
}

fn job() -> Job {
    Job::new("deflection.forgetting", Duration::from_secs(HOUR.unsigned_abs() / 1_000), |app| Box::pin(forget(app)))
}

/// Answers whether there may be more to forget.
pub async fn forget(app: &App) -> Result<bool> {
    queries::forget(app).await
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
mod tests;
