//! Moderation after posting: anyone may report, a person decides by a paragraph, gives the reason, and another person
//! looks again when its author does not agree. What was decided is logged in the open, without names.
//!
//! It does not know the rules that look for words: it hears of what they found from the journal.

pub mod access;
mod by_letter;
mod citing;
mod deciding;
mod entry;
mod flood_pages;
mod lateness;
mod limits;
mod member_pages;
pub mod opening;
pub mod ops;
pub mod pages;
pub mod penalties;
mod public_log;
mod purging;
pub mod queries;
mod readers;
pub mod reports;
mod screen;
mod told;
pub mod types;
mod waves;
mod wordings;

pub use purging::{FORGETS_PROFILE, FORGETS_REPORTER, purged, undecided};
pub use screen::Moderation;
pub use told::kinds as notification_kinds;

use community::people::menus::{Entry, Thing};
use kernel::capability::Capability;
use kernel::clock::HOUR;
use kernel::db::{Migrations, Tx};
use kernel::error::Result;
use kernel::ids::Id;
use kernel::jobs::Job;
use kernel::languages::{Language, Source};
use kernel::viewer::{Role, Viewer};
use kernel::web::draw::Link;
use kernel::web::{Doc, Navigation, Routes};
use std::time::Duration;
use types::{AppealForm, DecisionForm, NoteForm, ReportForm};

const MIGRATIONS: Migrations = Migrations {
    capability: "moderation",
    steps: &[
        ("V1__moderation", include_str!("migrations/V1__moderation.sql")),
        ("V2__appeals_by_letter", include_str!("migrations/V2__appeals_by_letter.sql")),
        ("V3__by_thing", include_str!("migrations/V3__by_thing.sql")),
        ("V4__cites", include_str!("migrations/V4__cites.sql")),
        ("V5__reports", include_str!("migrations/V5__reports.sql")),
        ("V6__limits", include_str!("migrations/V6__limits.sql")),
    ],
};

const TEXTS: &[Source] = &[
    (Language::English, "moderation.ftl", include_str!("../../texts/en/moderation.ftl")),
    (Language::French, "moderation.ftl", include_str!("../../texts/fr/moderation.ftl")),
    (Language::German, "moderation.ftl", include_str!("../../texts/de/moderation.ftl")),
    (Language::Arabic, "moderation.ftl", include_str!("../../texts/ar/moderation.ftl")),
];

pub fn capability() -> Capability {
    let desk = Link {
        path: "/moderation/cases",
        text: "moderation-nav",
        icon: "govern",
        rank: 80,
        only: |viewer| viewer.is_moderator(),
    };
    let mut readers = readers::readers();
    readers.push(entry::reader());
    readers.push(by_letter::reader());
    Capability {
        migrations: vec![MIGRATIONS],
        routes: reporting().and(deciding()).and(floods()),
        readers,
        jobs: vec![penalties::job(), lateness::job(), forgetting()],
        navigation: Navigation { governance: vec![desk], ..Navigation::default() },
        texts: TEXTS.to_vec(),
    }
}

/// How many hours a text of the viewer waits in this space at most; none where it does not.
pub async fn promise(tx: &Tx, viewer: &Viewer, space: Id, kind: &str) -> Result<Option<i64>> {
    Ok(entry::waits(tx, viewer, space, kind).await?.map(|time| time / HOUR))
}

/// What posts and people offer in their menus.
pub fn menu() -> Vec<Entry> {
    vec![
        Entry {
            of: Thing::Post,
            text: "moderation-report",
            icon: "flag",
            path: |post| format!("/posts/{post}/reports"),
        },
        Entry {
            of: Thing::Person,
            text: "moderation-report",
            icon: "flag",
            path: |handle| format!("/people/{handle}/reports"),
        },
        Entry { of: Thing::Space, text: "moderation-entry", icon: "eye", path: |space| format!("{space}/moderation") },
    ]
}

fn forgetting() -> Job {
    Job::new("moderation.prints", Duration::from_secs(600), |app| {
        Box::pin(async move {
            app.db.write(async move |tx: &Tx| screen::forget(tx).await).await?;
            Ok(false)
        })
    })
}

fn reporting() -> Routes {
    Routes::new()
        .get("/posts/{id}/reports", member_pages::report_post_form, Doc::hidden())
        .post(
            "/posts/{id}/reports",
            member_pages::report_post,
            Doc::new("Reports a post or comment, by a paragraph of the charter; once per person").takes::<ReportForm>(),
        )
        .get("/people/{handle}/reports", member_pages::report_person_form, Doc::hidden())
        .post(
            "/people/{handle}/reports",
            member_pages::report_person,
            Doc::new("Reports a profile").takes::<ReportForm>(),
        )
        .get(
            "/moderation/mine",
            member_pages::mine,
            Doc::new("Where one stands: what was decided about what one wrote or reported")
                .answers::<member_pages::MinePage>(),
        )
        .get(
            "/moderation/log",
            public_log::log,
            Doc::new("What was decided and why, without names")
                .answers::<public_log::LogPage>()
                .query(&[("before", "continues the list")]),
        )
        .public()
        .get(
            "/moderation/decisions/{id}",
            member_pages::decision,
            Doc::new("A decision, for who it is about, who reported, and who moderates")
                .answers::<member_pages::DecisionPage>(),
        )
        .post(
            "/moderation/decisions/{id}/appeal",
            member_pages::appeal,
            Doc::new("Appeals a decision about something of one's own, once").takes::<AppealForm>(),
        )
        .post(
            "/moderation/objections",
            member_pages::object,
            Doc::new("Objects to a wave that took something of one's own: another moderator looks at it")
                .takes::<waves::ObjectionForm>(),
        )
        .get("/appeals/{key}", by_letter::show, Doc::hidden())
        .public()
        .post("/appeals/{key}", by_letter::appeal, Doc::hidden())
        .public()
}

fn deciding() -> Routes {
    Routes::new()
        .get("/moderation", pages::home, Doc::hidden())
        .get(
            "/moderation/cases",
            pages::cases,
            Doc::new("The queue, the most urgent first").answers::<pages::Desk>().query(&[
                ("state", "open, second, returned, appealed, decided; mine"),
                ("space", "slug of a space"),
                ("before", "continues the list"),
            ]),
        )
        .post("/moderation/cases", pages::create, Doc::new("Opens a case by hand").takes::<pages::OpenForm>())
        .get("/moderation/cases/{id}", pages::case, Doc::new("A case with its evidence").answers::<pages::Desk>())
        .put("/moderation/cases/{id}/assignment", pages::take, Doc::new("Takes a case"))
        .delete("/moderation/cases/{id}/assignment", pages::give_back, Doc::new("Gives a case back"))
        .post(
            "/moderation/cases/{id}/notes",
            pages::note,
            Doc::new("Says something to the other moderators; with `opinion` it is the second one").takes::<NoteForm>(),
        )
        .post(
            "/moderation/cases/{id}/decision",
            deciding::decide,
            Doc::new("Decides a case, or an appeal against its decision")
                .takes::<DecisionForm>()
                .answers::<deciding::Decided>(),
        )
        .post(
            "/moderation/decisions",
            deciding::decide_several,
            Doc::new("Decides several cases alike").takes::<deciding::BulkForm>().answers::<deciding::BulkDecided>(),
        )
        .get(
            "/spaces/{slug}/moderation",
            member_pages::entry_form,
            Doc::new("What a space looks at before others read it").answers::<member_pages::EntryPage>(),
        )
        .put(
            "/spaces/{slug}/moderation",
            member_pages::choose_entry,
            Doc::new("Chooses that").takes::<entry::EntryForm>(),
        )
}

fn floods() -> Routes {
    Routes::new()
        .get(
            "/moderation/waves",
            flood_pages::waves,
            Doc::new("What a wave would take out of sight, and those that were taken")
                .answers::<flood_pages::WavesPage>()
                .query(&[("author", "a handle"), ("words", "what all of them say"), ("hours", "how far back")]),
        )
        .at_least(Role::Moderator)
        .post(
            "/moderation/waves",
            flood_pages::quarantine,
            Doc::new("Takes many posts out of sight at once").takes::<waves::WaveForm>(),
        )
        .at_least(Role::Moderator)
        .delete("/moderation/waves/{id}", flood_pages::undo, Doc::new("Gives all of a wave back"))
        .at_least(Role::Moderator)
        .get(
            "/moderation/limits",
            flood_pages::limits,
            Doc::new("What accounts that are new may do").answers::<flood_pages::LimitsPage>(),
        )
        .at_least(Role::Moderator)
        .put(
            "/moderation/limits",
            flood_pages::set_limits,
            Doc::new("Sets that").takes::<limits::LimitsForm>().answers::<limits::Limits>(),
        )
        .at_least(Role::Moderator)
}

#[cfg(test)]
mod tests;
