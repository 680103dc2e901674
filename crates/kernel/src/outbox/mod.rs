//! The outbox: mail that is written with the change it tells of, and sent after it.
//!
//! A mail is a row in the transaction that causes it, so it is sent when the change is kept and not
//! when it is not. Nodes share the work by claims; a mail that cannot be handed over is tried again
//! with growing pauses for three days. What a mail said is forgotten once it is sent: it may hold a
//! link that opens something.

use crate::app::App;
use crate::clock::{DAY, HOUR, MINUTE, Millis};
use crate::db::{Migrations, Tx};
use crate::error::{Error, Result};
use crate::mail::Mail;
use crate::{args, record};
use std::time::Duration;

pub const MIGRATIONS: Migrations =
    Migrations { capability: "outbox", steps: &[("V1__outbox", include_str!("migrations/V1__outbox.sql"))] };

/// A node that claimed mails has this long to send them.
const CLAIM: Millis = 2 * MINUTE;
/// One that is not handed over in this time is not handed over: a claim outlasts it.
const PATIENCE: Duration = Duration::from_secs(60);
const AT_ONCE: i64 = 20;
const LOOK_EVERY: Duration = Duration::from_secs(3);
const LONGEST_PAUSE: Millis = 6 * HOUR;
const GIVE_UP_AFTER: Millis = 3 * DAY;
/// How long the id of a sent mail is remembered, so that it is not put here again.
const REMEMBER: Millis = 30 * DAY;

/// Puts a mail into the outbox. One whose `message_id` was put there before is the same mail.
pub async fn put(tx: &Tx, mail: &Mail) -> Result<()> {
    let sql = "insert into outbox (message_id, mail, created, due, tries, state, error)
               values ($1, $2, $3, $4, 0, 'waiting', '') on conflict (message_id) do nothing";
    let now = tx.now();
    tx.execute(sql, args![&mail.message_id, serde_json::to_string(mail)?, now, now]).await.map(drop)
}

/// Sends what is put into the outbox, until the program stops.
pub async fn keep_sending(app: App) {
    let mut bell = app.db.journal_bell();
    loop {
        bell.mark_unchanged();
        match send_due(&app).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => tracing::warn!(%error, "the outbox cannot be read; it is tried again"),
        }
        tokio::select! {
            () = app.stopping() => return,
            rung = bell.changed() => if rung.is_err() { return },
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}

/// Sends what is due now, at most a few; how many were taken up.
pub async fn send_due(app: &App) -> Result<usize> {
    let claimed = app.db.write(claim).await?;
    let mut waiting = claimed.iter();
    for claim in waiting.by_ref() {
        // A slow mail server may use up the claim: what another node could take meanwhile is left to it.
        if claim.until - app.clock.now() < CLAIM / 2 {
            put_back(app, claim).await?;
            break;
        }
        let after = After::of(send(app, &claim.mail).await, app.clock.now(), claim.created, claim.tries);
        let claim = claim.clone();
        app.db.write(async move |tx: &Tx| note(tx, &claim, &after).await).await?;
    }
    for claim in waiting {
        put_back(app, claim).await?;
    }
    Ok(claimed.len())
}

async fn send(app: &App, mail: &str) -> Result<()> {
    let mail = serde_json::from_str::<Mail>(mail)?;
    let late = |_| Error::Unavailable("the mail server took too long".to_owned());
    tokio::time::timeout(PATIENCE, app.mailer.send(mail)).await.map_err(late)?
}

record! {
    /// A mail that is this node's to send until a moment.
    #[derive(Debug, Clone)]
    struct Claim {
        message_id: String,
        mail: String,
        created: Millis,
        tries: i64,
        until: Millis,
    }
}

/// Takes what is due for this node: others see it as due later.
async fn claim(tx: &Tx) -> Result<Vec<Claim>> {
    let now = tx.now();
    tx.execute("delete from outbox where state <> 'waiting' and created < $1", args![now - REMEMBER]).await?;
    // The condition stands twice: who waited for another node's claim must look again.
    let sql = "update outbox set due = $1, tries = tries + 1
               where state = 'waiting' and due <= $2 and message_id in (
                   select message_id from outbox where state = 'waiting' and due <= $2 order by due limit $3)
               returning message_id, mail, created, tries, due as until";
    tx.rows(sql, args![now + CLAIM, now, AT_ONCE]).await
}

/// Gives a mail back that was not tried.
async fn put_back(app: &App, claim: &Claim) -> Result<()> {
    let claim = claim.clone();
    app.db
        .write(async move |tx: &Tx| {
            let sql = "update outbox set due = $1, tries = tries - 1
                       where message_id = $2 and state = 'waiting' and due = $3";
            tx.execute(sql, args![tx.now(), &claim.message_id, claim.until]).await.map(drop)
        })
        .await
}

/// What becomes of a mail after an attempt.
enum After {
    Sent,
    Again { due: Millis, error: String },
    GivenUp { error: String },
}

impl After {
    fn of(sent: Result<()>, now: Millis, created: Millis, tries: i64) -> Self {
        match sent {
            Ok(()) => Self::Sent,
            Err(Error::Unavailable(error)) if now - created < GIVE_UP_AFTER => {
                let doublings = u32::try_from(tries.clamp(1, 16)).unwrap_or(1) - 1;
                Self::Again { due: now + (MINUTE << doublings).min(LONGEST_PAUSE), error }
            }
            Err(error) => Self::GivenUp { error: error.to_string() },
        }
    }
}

/// Only while the claim holds: who was away for longer says nothing about what another node did since.
async fn note(tx: &Tx, claim: &Claim, after: &After) -> Result<()> {
    let id = &claim.message_id;
    let changed = match after {
        After::Sent => {
            let sql = "update outbox set state = 'sent', mail = '', error = ''
                       where message_id = $1 and state = 'waiting'";
            tx.execute(sql, args![id]).await
        }
        After::Again { due, error } => {
            tracing::warn!(error, "a mail could not be handed over; it is tried again");
            let sql = "update outbox set due = $1, error = $2
                       where message_id = $3 and state = 'waiting' and due = $4";
            tx.execute(sql, args![*due, error, id, claim.until]).await
        }
        After::GivenUp { error } => {
            tracing::error!(error, "a mail was given up");
            let sql = "update outbox set state = 'failed', mail = '', error = $1
                       where message_id = $2 and state = 'waiting' and due = $3";
            tx.execute(sql, args![error, id, claim.until]).await
        }
    };
    changed.map(drop)
}

/// How many mails wait, how many were given up, and why the last of those was.
pub async fn standing(tx: &Tx) -> Result<(i64, i64, Option<String>)> {
    let count = async |state: &str| {
        let sql = "select count(*) from outbox where state = $1";
        Ok::<i64, Error>(tx.value(sql, args![state]).await?.unwrap_or_default())
    };
    let sql = "select error from outbox where state = 'failed' order by created desc limit 1";
    Ok((count("waiting").await?, count("failed").await?, tx.value(sql, &[]).await?))
}

#[cfg(test)]
mod receiver;
#[cfg(test)]
mod tests;
