//! Replies by mail: who answers a mail about a post comments on it.
//!
//! The mail is answered to an address that is signed for one member and one post
//! ([`kernel::outbox::signed`]). It comes in by three ways, a request of a mail service ([`webhook`]), a mailbox that is
//! read, or the command `fourleaf mail receive`, and what is done with it is the same ([`intake`]). Who is refused
//! is told why, with what they wrote ([`refusals`]). Reports that a mail could not be delivered come in here, too.

mod intake;
mod refusals;
mod webhook;

pub use intake::{Outcome, take};

use bytes::Bytes;
use futures_util::future::BoxFuture;
use kernel::app::App;
use kernel::capability::Capability;
use kernel::clock::Millis;
use kernel::db::Migrations;
use kernel::error::{Error, Result};
use kernel::incoming::imap;
use kernel::jobs::Job;
use kernel::languages::{Language, Source};
use kernel::web::{Doc, Routes};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

const MIGRATIONS: Migrations =
    Migrations { capability: "replies", steps: &[("V1__replies", include_str!("migrations/V1__replies.sql"))] };

const TEXTS: &[Source] = &[
    (Language::English, "replies.ftl", include_str!("../../texts/en/replies.ftl")),
    (Language::French, "replies.ftl", include_str!("../../texts/fr/replies.ftl")),
    (Language::German, "replies.ftl", include_str!("../../texts/de/replies.ftl")),
    (Language::Arabic, "replies.ftl", include_str!("../../texts/ar/replies.ftl")),
];

pub fn capability() -> Capability {
    Capability {
        migrations: vec![MIGRATIONS],
        routes: Routes::new()
            .post(
                "/mail/incoming",
                webhook::incoming,
                Doc::new("Takes in a mail that answers one of ours: `message/rfc822`, or a form of a mail service")
                    .answers::<Outcome>()
                    .query(&[
                        ("secret", "mail.incoming_secret, unless a header has it"),
                        ("to", "where it was delivered"),
                    ]),
            )
            .public(),
        jobs: vec![mailbox()],
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

/// When the mailbox was last looked into.
#[derive(Clone, Default)]
pub struct Looked(Arc<AtomicI64>);

/// Looks into the mailbox of the configuration, as often as it says.
fn mailbox() -> Job {
    Job::new("replies.mailbox", Duration::from_secs(15), |app| {
        Box::pin(async move {
            let looked = app.part::<Looked>();
            if !imap::is_due(app, looked.0.load(Ordering::Relaxed)) {
                return Ok(false);
            }
            looked.0.store(app.clock.now(), Ordering::Relaxed);
            look(app).await.map(|_| false)
        })
    })
}

/// Takes in what is unseen in the mailbox; how many mails were looked at.
pub async fn look(app: &App) -> Result<usize> {
    fn taken(app: &App, mail: Bytes) -> BoxFuture<'_, Result<()>> {
        Box::pin(async move {
            match take(app, mail, &[]).await? {
                // Nobody can be told: whoever keeps the mailbox looks at it.
                Outcome { outcome: "ignored", reason: "broken" | "not-ours", .. } => {
                    Err(Error::Refused { status: 422, code: "mail-broken" })
                }
                _ => Ok(()),
            }
        })
    }
    imap::look(app, taken).await
}

/// How long it is remembered that a mail came in: longer than one may answer.
const REMEMBER: Millis = kernel::outbox::signed::HOLDS + 10 * kernel::clock::DAY;

#[cfg(test)]
mod tests;
