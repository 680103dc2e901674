//! What somebody hears whose answer was not posted: why, and what they wrote, so that nothing is lost.
//!
//! It goes to the address of the member whom the signed address was given to, never to who says to have written:
//! that may be anybody. A program hears nothing (RFC 3834 § 2), and nobody hears more than a few times a day.

use super::intake::{Answer, Outcome, note};
use crate::identity::queries as identity;
use crate::notifications::{host, reader, site};
use kernel::app::App;
use kernel::args;
use kernel::clock::DAY;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::mail::Mail;
use kernel::outbox;
use kernel::text::excerpt;
use std::sync::Arc;

/// So often a member is told in a day.
const MOST_A_DAY: i64 = 5;
/// So much of what they wrote is sent back.
const MOST_TEXT: usize = 50_000;

/// Why an answer was not posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It comes from an address that is not the member's.
    Sender,
    /// The mail that it answers is too old.
    Expired,
    /// The post is gone, or not for them any more.
    Gone,
    /// Nobody writes in the space any more.
    Archived,
    /// Something has to be done first: words to be looked at, a charter to be read.
    Stopped,
    Empty,
    TooLong,
    /// A file that cannot be taken.
    File,
    TooMany,
}

impl Why {
    /// Why a comment could not be written; none when it should be tried again.
    pub fn of(error: &Error) -> Option<Self> {
        match error {
            Error::NotFound => Some(Self::Gone),
            Error::Forbidden("forbidden-archived") => Some(Self::Archived),
            Error::Forbidden(_) | Error::Conflict(_) => Some(Self::Gone),
            Error::Invalid(fields) => Some(match fields.first() {
                Some(field) if field.field == "body" && field.code == "required" => Self::Empty,
                Some(field) if field.field == "body" => Self::TooLong,
                _ => Self::File,
            }),
            Error::Stopped(_) => Some(Self::Stopped),
            Error::Refused { .. } => Some(Self::File),
            _ => None,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Sender => "sender",
            Self::Expired => "expired",
            Self::Gone => "gone",
            Self::Archived => "archived",
            Self::Stopped => "stopped",
            Self::Empty => "empty",
            Self::TooLong => "too-long",
            Self::File => "file",
            Self::TooMany => "too-many",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Sender => "replies-why-sender",
            Self::Expired => "replies-why-expired",
            Self::Gone => "replies-why-gone",
            Self::Archived => "replies-why-archived",
            Self::Stopped => "replies-why-stopped",
            Self::Empty => "replies-why-empty",
            Self::TooLong => "replies-why-too-long",
            Self::File => "replies-why-file",
            Self::TooMany => "replies-why-too-many",
        }
    }
}

/// Notes that an answer was refused, and tells its writer.
pub async fn refuse(app: &App, answer: &Arc<Answer>, why: Why) -> Result<Outcome> {
    let (on, answer) = (app.clone(), answer.clone());
    app.db
        .write(async move |tx: &Tx| {
            let sql = "select count(*) from replies_received where member = $1 and at > $2 and told = 1";
            let told: i64 = tx.value(sql, args![answer.member, tx.now() - DAY]).await?.unwrap_or_default();
            let tells = told < MOST_A_DAY;
            if !note(tx, &answer, why.word(), tells).await? {
                return Ok(Outcome { outcome: "duplicate", reason: "", comment: None });
            }
            if tells {
                tell(&on, tx, &answer, why).await?;
            }
            Ok(Outcome { outcome: "refused", reason: why.word(), comment: None })
        })
        .await
}

async fn tell(app: &App, tx: &Tx, answer: &Answer, why: Why) -> Result<()> {
    let Some((viewer, speech)) = reader(app, tx, answer.member).await? else { return Ok(()) };
    let Some(to) = identity::account(tx, answer.member).await?.email else { return Ok(()) };
    let company = identity::company(tx).await?;
    let from = answer.received.from.join(", ");
    let reason = speech.ta(why.text(), &[("address", excerpt(&from, 200).into())]);
    let intro = speech.ta("replies-mail-intro", &[("company", company.as_str().into())]);
    let mut text = format!("{intro}\n\n{reason}\n");
    if why != Why::Gone {
        text.push_str(&format!("\n{}\n{}/posts/{}\n", speech.t("replies-mail-there"), site(app), answer.post));
    }
    // What somebody else wrote is not passed on in our name.
    let wrote = if why == Why::Sender { "" } else { answer.received.text.as_str() };
    let wrote: String = wrote.chars().take(MOST_TEXT).collect();
    if !wrote.trim().is_empty() {
        text.push_str(&format!("\n{}\n\n", speech.t("replies-mail-text")));
        text.extend(wrote.lines().map(|line| format!("> {line}\n")));
    }
    let mut headers = vec![("Auto-Submitted".to_owned(), "auto-replied".to_owned())];
    if let Some(id) = as_reference(&answer.received.message_id) {
        headers.push(("In-Reply-To".to_owned(), id.clone()));
        headers.push(("References".to_owned(), id));
    }
    let mail = Mail {
        to: format!("{} <{to}>", viewer.name),
        subject: speech.ta("replies-mail-subject", &[("company", company.as_str().into())]).into_owned(),
        text,
        headers,
        message_id: format!("answer.{}@{}", answer.key, host(app)),
        automatic: true,
        ..Mail::default()
    };
    outbox::put(tx, &mail).await
}

/// An id of somebody else as it may stand in a header.
fn as_reference(id: &str) -> Option<String> {
    let fits =
        id.contains('@') && id.len() <= 200 && id.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>'));
    fits.then(|| format!("<{id}>"))
}
