//! Retention: how long what is kept, and holds that keep it longer.
//!
//! Schedules name kinds, spaces, audiences and countries; the most exact one counts, among equals the longest. What its
//! author deleted goes for good after a number of days. A hold overrides all of it. A run takes conversations away
//! whole, some at a time, each lot in one transaction with its certificate ([`run`]).

mod due;
mod held;
mod pages;
mod run;
mod schedules;
mod scope;
mod types;

pub use held::{Hold, NewHold, active, held, is_person_held, make, pass_gate, release};
pub use run::{Report, preview, run_all, run_some};
pub use schedules::{NewSchedule, add};
pub use scope::{Names, Scope, ScopeForm, ScopeView, people_of};

use kernel::capability::Capability;
use kernel::db::Migrations;
use kernel::languages::{Language, Source};
use kernel::viewer::Role;
use kernel::web::draw::Link;
use kernel::web::{Doc, Navigation, Routes};

const MIGRATIONS: Migrations =
    Migrations { capability: "retention", steps: &[("V1__retention", include_str!("migrations/V1__retention.sql"))] };

const TEXTS: &[Source] = &[
    (Language::English, "retention.ftl", include_str!("../../texts/en/retention.ftl")),
    (Language::French, "retention.ftl", include_str!("../../texts/fr/retention.ftl")),
    (Language::German, "retention.ftl", include_str!("../../texts/de/retention.ftl")),
    (Language::Arabic, "retention.ftl", include_str!("../../texts/ar/retention.ftl")),
];

pub fn capability() -> Capability {
    let retention = Link {
        path: "/retention",
        text: "retention-title",
        icon: "archive",
        rank: 850,
        only: |viewer| viewer.is_administrator(),
    };
    Capability {
        migrations: vec![MIGRATIONS],
        routes: routes(),
        jobs: vec![run::job()],
        navigation: Navigation { governance: vec![retention], ..Navigation::default() },
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

fn routes() -> Routes {
    Routes::new()
        .get(
            "/retention",
            pages::show,
            Doc::new("How long what is kept, and the proofs of what went").answers::<pages::RetentionPage>(),
        )
        .at_least(Role::Administrator)
        .post(
            "/retention/schedules",
            pages::add,
            Doc::new("Adds a schedule").takes::<pages::ScheduleForm>().creates::<pages::RetentionPage>(),
        )
        .at_least(Role::Administrator)
        .delete("/retention/schedules/{id}", pages::remove, Doc::new("Removes a schedule"))
        .at_least(Role::Administrator)
        .put(
            "/retention/deleted",
            pages::set_deleted,
            Doc::new("After how many days what its author deleted goes for good").takes::<pages::DeletedForm>(),
        )
        .at_least(Role::Administrator)
        .get(
            "/retention/preview",
            pages::preview,
            Doc::new("What a run would take away, and what holds keep").answers::<run::Report>(),
        )
        .at_least(Role::Administrator)
        .get(
            "/retention/preview/items",
            due::list,
            Doc::new("Each conversation that a run would take away, and each that a hold keeps")
                .answers::<due::DuePage>()
                .query(&[("after", "continues the list")]),
        )
        .at_least(Role::Administrator)
        .post("/retention/runs", pages::run_now, Doc::new("Begins a run; the server goes on with it"))
        .at_least(Role::Administrator)
        .get("/holds", pages::holds, Doc::new("What must not be lost").answers::<pages::HoldsPage>())
        .at_least(Role::Administrator)
        .post("/holds", pages::make, Doc::new("Makes a hold").takes::<pages::HoldForm>().creates::<pages::HoldsPage>())
        .at_least(Role::Administrator)
        .put(
            "/holds/{id}/release",
            pages::release,
            Doc::new("Ends a hold, with a reason").takes::<pages::ReleaseForm>(),
        )
        .at_least(Role::Administrator)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
mod tests;
