//! The outbox: mail that is written with the change it tells of, and sent after it.
//!
//! A mail is a row in the transaction that causes it, so it is sent when the change is kept and not
//! when it is not. Nodes share the work by claims; a mail that cannot be handed over is tried again
//! with growing pauses for three days. What a mail said is forgotten once it is sent: it may hold a
//! link that opens something.

use crate::app::App;
use crate::args;
use crate::clock::{DAY, HOUR, MINUTE, Millis};
use crate::db::{Migrations, Tx};
use crate::error::{Error, Result};
use crate::mail::Mail;
use std::time::Duration;

pub const MIGRATIONS: Migrations =
    Migrations { capability: "outbox", steps: &[("V1__outbox", include_str!("migrations/V1__outbox.sql"))] };

/// A node that claimed a mail has this long to send it.
const CLAIM: Millis = 2 * MINUTE;
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
    for (id, mail, created, tries) in &claimed {
        let sent = match serde_json::from_str::<Mail>(mail) {
            Ok(mail) => app.mailer.send(mail).await,
            Err(error) => Err(error.into()),
        };
        let after = After::of(sent, app.clock.now(), *created, *tries);
        let id = id.clone();
        app.db.write(async move |tx: &Tx| note(tx, &id, &after).await).await?;
    }
    Ok(claimed.len())
}

type Claimed = (String, String, Millis, i64);

/// Takes what is due for this node: others see it as due later.
async fn claim(tx: &Tx) -> Result<Vec<Claimed>> {
    let now = tx.now();
    tx.execute("delete from outbox where state <> 'waiting' and created < $1", args![now - REMEMBER]).await?;
    // The condition stands twice: who waited for another node's claim must look again.
    let sql = "update outbox set due = $1, tries = tries + 1
               where state = 'waiting' and due <= $2 and message_id in (
                   select message_id from outbox where state = 'waiting' and due <= $2 order by due limit $3)
               returning message_id, mail, created, tries";
    tx.rows(sql, args![now + CLAIM, now, AT_ONCE]).await
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

async fn note(tx: &Tx, id: &str, after: &After) -> Result<()> {
    let changed = match after {
        After::Sent => {
            let sql = "update outbox set state = 'sent', mail = '', error = '' where message_id = $1";
            tx.execute(sql, args![id]).await
        }
        After::Again { due, error } => {
            tracing::warn!(error, "a mail could not be handed over; it is tried again");
            let sql = "update outbox set due = $1, error = $2 where message_id = $3";
            tx.execute(sql, args![*due, error, id]).await
        }
        After::GivenUp { error } => {
            tracing::error!(error, "a mail was given up");
            let sql = "update outbox set state = 'failed', mail = '', error = $1 where message_id = $2";
            tx.execute(sql, args![error, id]).await
        }
    };
    changed.map(drop)
}

#[cfg(test)]
mod tests;
