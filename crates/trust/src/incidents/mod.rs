//! Incidents: what is done when something breaks out, or when that is practised.
//!
//! A plan names roles, a checklist, who informs whom, and what is said to whom. An incident gets a room of its own (a
//! secret space), a timeline, decisions, statements that go out as announcements, and a review with tasks. In an
//! exercise nothing leaves the room.

mod access;
mod ops;
mod pages;
mod queries;
mod told;
mod types;

pub use told::kinds as notification_kinds;

use kernel::capability::Capability;
use kernel::db::Migrations;
use kernel::languages::{Language, Source};
use kernel::viewer::Role;
use kernel::web::draw::Link;
use kernel::web::{Doc, Navigation, Routes};

const MIGRATIONS: Migrations =
    Migrations { capability: "incidents", steps: &[("V1__incidents", include_str!("migrations/V1__incidents.sql"))] };

const TEXTS: &[Source] = &[
    (Language::English, "incidents.ftl", include_str!("../../texts/en/incidents.ftl")),
    (Language::French, "incidents.ftl", include_str!("../../texts/fr/incidents.ftl")),
    (Language::German, "incidents.ftl", include_str!("../../texts/de/incidents.ftl")),
    (Language::Arabic, "incidents.ftl", include_str!("../../texts/ar/incidents.ftl")),
];

pub fn capability() -> Capability {
    let incidents = Link {
        path: "/incidents",
        text: "incidents-title",
        icon: "alert",
        rank: 880,
        only: |viewer| viewer.is_moderator(),
    };
    Capability {
        migrations: vec![MIGRATIONS],
        routes: routes(),
        navigation: Navigation { governance: vec![incidents], ..Navigation::default() },
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

fn routes() -> Routes {
    Routes::new()
        .get(
            "/incidents",
            pages::list,
            Doc::new("Incidents that one is part of, and the plans").answers::<pages::IncidentsPage>(),
        )
        .post(
            "/incidents",
            pages::open,
            Doc::new("Opens an incident, or an exercise").takes::<pages::OpenForm>().creates::<pages::IncidentPage>(),
        )
        .at_least(Role::Moderator)
        .put("/incidents/plans", pages::save_plan, Doc::new("Saves a plan, by its name").takes::<pages::PlanForm>())
        .at_least(Role::Administrator)
        .get("/incidents/{id}", pages::show, Doc::new("An incident").answers::<pages::IncidentPage>())
        .post(
            "/incidents/{id}/entries",
            pages::enter,
            Doc::new("Records a decision or a note").takes::<pages::EntryForm>(),
        )
        .post(
            "/incidents/{id}/statements",
            pages::state,
            Doc::new("Sends a statement as an announcement; in an exercise it is only recorded")
                .takes::<pages::StatementForm>(),
        )
        .put("/incidents/{id}/steps/{step}", pages::tick, Doc::new("Ticks a step off, or opens it again"))
        .put(
            "/incidents/{id}/closure",
            pages::close,
            Doc::new("Closes an incident with a review and tasks").takes::<pages::ClosureForm>(),
        )
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
mod tests;
