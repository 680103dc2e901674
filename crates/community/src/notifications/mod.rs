//! Notifications: what concerns a member reaches them, and nothing else does.
//!
//! A reader of the journal makes rows for what is personal ([`readers`]); whether one is shown is asked
//! when it is read ([`access`]). Channels follow on each other: the page, the devices, mail
//! ([`escalation`]); the best of the rest is in the digest. What speaks to everybody has no row here: see
//! [`crate::announcements`].

mod access;
mod choices;
mod counting;
mod digest;
mod escalation;
mod facts;
mod forgetting;
pub mod habits;
pub mod kinds;
mod letters;
mod ops;
mod pages;
pub mod push;
mod push_crypto;
pub mod queries;
mod readers;
pub mod settings;
pub mod types;
mod unsubscribe;

pub use counting::unread_of;
pub use digest::prepare_due as prepare_digests;
pub use escalation::escalate_due;
pub use forgetting::{Walk, forget_old};
pub use kinds::{Kind, Kinds};
pub use letters::{host, reader, site};
pub use ops::erase;
pub use ops::read_about;
pub use pages::opened;
pub use push::send_due as send_pushes;

use kernel::capability::Capability;
use kernel::db::Migrations;
use kernel::languages::{Language, Source};
use kernel::viewer::Role;
use kernel::web::{Doc, Routes};
use pages::{NotificationsPage, ReadForm};
use settings::{NotificationSettings, SettingsForm};

/// The word that the digest has where kinds have theirs.
const DIGEST: &str = "digest";

const STEPS: &[(&str, &str)] = &[
    ("V1__notifications", include_str!("migrations/V1__notifications.sql")),
    ("V2__channels", include_str!("migrations/V2__channels.sql")),
    ("V3__hours", include_str!("migrations/V3__hours.sql")),
    ("V4__published", include_str!("migrations/V4__published.sql")),
];

const MIGRATIONS: Migrations = Migrations { capability: "notifications", steps: STEPS };

const TEXTS: &[Source] = &[
    (Language::English, "notifications.ftl", include_str!("../../texts/en/notifications.ftl")),
    (Language::French, "notifications.ftl", include_str!("../../texts/fr/notifications.ftl")),
    (Language::German, "notifications.ftl", include_str!("../../texts/de/notifications.ftl")),
    (Language::Arabic, "notifications.ftl", include_str!("../../texts/ar/notifications.ftl")),
];

pub fn capability() -> Capability {
    Capability {
        migrations: vec![MIGRATIONS],
        routes: reading().and(choosing()),
        readers: vec![readers::reader()],
        jobs: vec![escalation::job(), push::job(), digest::job(), forgetting::job()],
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

fn reading() -> Routes {
    Routes::new()
        .get(
            "/notifications",
            pages::list,
            Doc::new("What concerns one, newest first")
                .answers::<NotificationsPage>()
                .query(&[("show", "all, unread or direct"), ("before", "continues the list")]),
        )
        .get(
            "/notifications/{id}",
            pages::open,
            Doc::new("Marks a notification as read, and leads to what it is about").answers::<types::Notice>(),
        )
        .put(
            "/notifications/read",
            pages::read,
            Doc::new("Marks notifications as read: some by `ids`, or `all` up to `before`").takes::<ReadForm>(),
        )
        .get("/unsubscribe/{token}", pages::unsubscribe_form, Doc::hidden())
        .public()
        .post("/unsubscribe/{token}", pages::unsubscribe, Doc::hidden())
        .public()
}

fn choosing() -> Routes {
    Routes::new()
        .get(
            "/settings/notifications",
            settings::show,
            Doc::new("What reaches one on which way, and when").answers::<NotificationSettings>(),
        )
        .put(
            "/settings/notifications",
            settings::save,
            Doc::new("Changes it; what is left out stays").takes::<SettingsForm>().answers::<NotificationSettings>(),
        )
        .post(
            "/settings/notifications/address",
            settings::confirm_address,
            Doc::new("Sends a link to one's mail address, by which mails go there again"),
        )
        .put(
            "/settings/push",
            push::subscribe,
            Doc::new("Lets notifications come to a browser (Push API)").takes::<push::Subscription>(),
        )
        .delete("/settings/push", push::unsubscribe, Doc::new("No longer; `endpoint` names the browser"))
        .get(
            "/admin/notifications",
            settings::show_defaults,
            Doc::new("Where kinds go for who has not chosen").answers::<NotificationSettings>(),
        )
        .at_least(Role::Administrator)
        .put(
            "/admin/notifications",
            settings::save_defaults,
            Doc::new("Changes it").takes::<SettingsForm>().answers::<NotificationSettings>(),
        )
        .at_least(Role::Administrator)
}

#[cfg(test)]
mod tests;
