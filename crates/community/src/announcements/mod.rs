//! Announcements: a kind of post for those who speak for the company or a space. It says whom it
//! addresses, may ask for confirmation of its exact text, and stays on top of home until then.
//!
//! Who has not confirmed is reminded, by its owner or by itself ([`reminders`]).
//!
//! There is no row per recipient: what a member has not read is what lies behind their position.

mod access;
mod ops;
mod pages;
pub mod queries;
mod reminders;
pub mod types;

pub use ops::{open, read_up_to};
pub use reminders::remind_due;

use crate::posts::kinds::{Kind, Question};
use kernel::capability::Capability;
use kernel::db::Migrations;
use kernel::languages::{Language, Source};
use kernel::viewer::Role;
use kernel::web::draw::Link;
use kernel::web::{Doc, Navigation, Routes};
use types::ConfirmationForm;

const STEPS: &[(&str, &str)] = &[
    ("V1__announcements", include_str!("migrations/V1__announcements.sql")),
    ("V2__reminders", include_str!("migrations/V2__reminders.sql")),
];

const MIGRATIONS: Migrations = Migrations { capability: "announcements", steps: STEPS };

const TEXTS: &[Source] = &[
    (Language::English, "announcements.ftl", include_str!("../../texts/en/announcements.ftl")),
    (Language::French, "announcements.ftl", include_str!("../../texts/fr/announcements.ftl")),
    (Language::German, "announcements.ftl", include_str!("../../texts/de/announcements.ftl")),
    (Language::Arabic, "announcements.ftl", include_str!("../../texts/ar/announcements.ftl")),
];

pub const ANNOUNCEMENT: Kind = Kind {
    word: "announcement",
    text: "announcements-kind",
    icon: "flag",
    titled: true,
    summarised: true,
    form: "/posts/new?kind=announcement",
    offered: |viewer, owns| viewer.role >= Role::Publisher || owns,
    keep: Some(|tx, viewer, id, form| Box::pin(ops::keep(tx, viewer, id, form))),
    panel: Some(pages::panel),
    questions: &[
        Question {
            name: "confirm",
            label: "announcements-confirm",
            hint: "announcements-confirm-hint",
            input: "checkbox",
        },
        Question {
            name: "remind_after",
            label: "announcements-remind-after",
            hint: "announcements-remind-after-hint",
            input: "number",
        },
        Question {
            name: "pinned_until",
            label: "announcements-pinned",
            hint: "announcements-pinned-hint",
            input: "date",
        },
        Question { name: "places", label: "announcements-places", hint: "announcements-commas", input: "text" },
        Question {
            name: "departments",
            label: "announcements-departments",
            hint: "announcements-commas",
            input: "text",
        },
        Question {
            name: "organisations",
            label: "announcements-organisations",
            hint: "announcements-organisations-hint",
            input: "text",
        },
    ],
    ..Kind::PLAIN
};

pub fn capability() -> Capability {
    let write = Link {
        path: ANNOUNCEMENT.form,
        text: ANNOUNCEMENT.text,
        icon: ANNOUNCEMENT.icon,
        rank: 30,
        only: |viewer| viewer.member.is_some() && viewer.role >= Role::Publisher,
    };
    Capability {
        migrations: vec![MIGRATIONS],
        routes: routes(),
        jobs: vec![reminders::job()],
        navigation: Navigation { create: vec![write], ..Navigation::default() },
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

fn routes() -> Routes {
    Routes::new()
        .put(
            "/posts/{id}/confirmation",
            pages::confirm,
            Doc::new("Confirms that one has read the present text of an announcement").takes::<ConfirmationForm>(),
        )
        .put("/posts/{id}/dismissal", pages::dismiss, Doc::new("Takes an announcement from the top of one's home"))
        .get(
            "/posts/{id}/confirmations",
            pages::confirmations,
            Doc::new("Who has confirmed an announcement, for its owner").answers::<pages::ConfirmationsPage>().query(
                &[
                    ("state", "confirmed or missing"),
                    ("after", "continues the list"),
                    ("format", "csv: the whole register"),
                ],
            ),
        )
        .post("/posts/{id}/reminders", pages::remind, Doc::new("Reminds those who have not confirmed"))
}

#[cfg(test)]
mod tests;
