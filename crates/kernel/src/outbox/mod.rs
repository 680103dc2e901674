//! The outbox: mail that is written with the change it tells of, and sent after it.
//!
//! A mail is a row in the transaction that causes it, so it is sent when the change is kept and not
//! when it is not. Nodes share the work by claims; a mail that cannot be handed over is tried again
//! with growing pauses for three days. What a mail said is forgotten once it is sent: it may hold a
//! link that opens something. What an address refuses for good is counted ([`bounces`]).

pub mod bounces;
pub mod signed;

use crate::app::App;
use crate::clock::{DAY, HOUR, MINUTE, Millis};
use crate::db::{Migrations, Tx};
use crate::error::{Error, Result};
use crate::mail::{ADDRESS_REFUSED, Mail, RESERVED_NAME};
use crate::{args, record};
use signed::{Addresses, Purpose};
use std::time::Duration;

const STEPS: &[(&str, &str)] = &[
    ("V1__outbox", include_str!("migrations/V1__outbox.sql")),
    ("V2__addresses", include_str!("migrations/V2__addresses.sql")),
    ("V3__forgetting", include_str!("migrations/V3__forgetting.sql")),
];

pub const MIGRATIONS: Migrations = Migrations { capability: "outbox", steps: STEPS };

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
    if let Err(error) = take_up_again(&app).await {
        tracing::warn!(%error, "what this node had claimed waits until the claims end");
    }
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

/// What this node had claimed when it was killed is due at once: nobody else is sending it.
pub async fn take_up_again(app: &App) -> Result<()> {
    let node = i64::from(app.configuration.server.node);
    app.db
        .write(async move |tx: &Tx| {
            let sql = "update outbox set due = $1, claimed_by = -1 where state = 'waiting' and claimed_by = $2";
            tx.execute(sql, args![tx.now(), node]).await.map(drop)
        })
        .await
}

/// Sends what is due now, at most a few; how many were taken up.
pub async fn send_due(app: &App) -> Result<usize> {
    let node = i64::from(app.configuration.server.node);
    let claimed = app.db.write(async move |tx: &Tx| claim(tx, node).await).await?;
    if claimed.is_empty() {
        return Ok(0);
    }
    let addresses = Addresses::open(app).await?;
    let mut waiting = claimed.iter();
    for claim in waiting.by_ref() {
        // A slow mail server may use up the claim: what another node could take meanwhile is left to it.
        if claim.until - app.clock.now() < CLAIM / 2 {
            put_back(app, claim).await?;
            break;
        }
        let claim = claim.clone();
        let attempt = attempt(app, addresses.as_ref(), &claim).await;
        app.db.write(async move |tx: &Tx| note(tx, &claim, &attempt).await).await?;
    }
    for claim in waiting {
        put_back(app, claim).await?;
    }
    Ok(claimed.len())
}

/// What became of a mail, and where it was to go.
struct Attempt {
    after: After,
    address: Option<String>,
    /// A report that it could not be delivered will name the address by its number.
    reported: bool,
}

async fn attempt(app: &App, addresses: Option<&Addresses>, claim: &Claim) -> Attempt {
    let mail = serde_json::from_str::<Mail>(&claim.mail).map_err(Error::from);
    let address = mail.as_ref().ok().and_then(|mail| mail.address().ok());
    let after = match mail {
        Ok(mail) => match is_left_alone(app, &mail, address.as_deref()).await {
            Ok(true) => After::Withheld { error: "the address refused mails before".to_owned() },
            Ok(false) => {
                let bounce = |address: &String| Purpose::Bounce { address: bounces::key_of(address) };
                let bounces = address.as_ref().map(bounce).zip(addresses);
                let bounces = bounces.map(|(purpose, addresses)| addresses.make(purpose, app.clock.now()));
                After::of(send(app, mail, bounces).await, app.clock.now(), claim)
            }
            Err(error) => After::of(Err(error), app.clock.now(), claim),
        },
        Err(error) => After::of(Err(error), app.clock.now(), claim),
    };
    Attempt { after, address, reported: addresses.is_some() }
}

async fn is_left_alone(app: &App, mail: &Mail, address: Option<&str>) -> Result<bool> {
    match address {
        Some(address) if !mail.essential => {
            let address = address.to_owned();
            app.db.read(async move |tx: &Tx| bounces::is_stopped(tx, &address).await).await
        }
        _ => Ok(false),
    }
}

async fn send(app: &App, mail: Mail, bounces: Option<String>) -> Result<()> {
    let late = |_| Error::Unavailable("the mail server took too long".to_owned());
    tokio::time::timeout(PATIENCE, app.mailer.send(mail, bounces.as_deref())).await.map_err(late)?
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
async fn claim(tx: &Tx, node: i64) -> Result<Vec<Claim>> {
    let now = tx.now();
    tx.execute("delete from outbox where state <> 'waiting' and created < $1", args![now - REMEMBER]).await?;
    bounces::forget(tx, now - REMEMBER).await?;
    // The condition stands twice: who waited for another node's claim must look again.
    let sql = "update outbox set due = $1, tries = tries + 1, claimed_by = $4
               where state = 'waiting' and due <= $2 and message_id in (
                   select message_id from outbox where state = 'waiting' and due <= $2 order by due limit $3)
               returning message_id, mail, created, tries, due as until";
    tx.rows(sql, args![now + CLAIM, now, AT_ONCE, node]).await
}

/// Gives a mail back that was not tried.
async fn put_back(app: &App, claim: &Claim) -> Result<()> {
    let claim = claim.clone();
    app.db
        .write(async move |tx: &Tx| {
            let sql = "update outbox set due = $1, tries = tries - 1, claimed_by = -1
                       where message_id = $2 and state = 'waiting' and due = $3";
            tx.execute(sql, args![tx.now(), &claim.message_id, claim.until]).await.map(drop)
        })
        .await
}

/// What becomes of a mail after an attempt.
enum After {
    Sent,
    Again {
        due: Millis,
        error: String,
    },
    GivenUp {
        error: String,
        bounced: bool,
    },
    /// Not sent, and rightly so.
    Withheld {
        error: String,
    },
}

impl After {
    fn of(sent: Result<()>, now: Millis, claim: &Claim) -> Self {
        match sent {
            Ok(()) => Self::Sent,
            Err(Error::Unavailable(error)) if now - claim.created < GIVE_UP_AFTER => {
                let doublings = u32::try_from(claim.tries.clamp(1, 16)).unwrap_or(1) - 1;
                Self::Again { due: now + (MINUTE << doublings).min(LONGEST_PAUSE), error }
            }
            Err(Error::Refused { code: RESERVED_NAME, .. }) => {
                Self::Withheld { error: "the name of its address is reserved for examples (RFC 2606)".to_owned() }
            }
            Err(error) => {
                let bounced = matches!(error, Error::Refused { code: ADDRESS_REFUSED, .. });
                Self::GivenUp { error: error.to_string(), bounced }
            }
        }
    }

    fn word(&self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Again { .. } => "again",
            Self::GivenUp { .. } => "failed",
            Self::Withheld { .. } => "withheld",
        }
    }
}

/// Only while the claim holds: who was away for longer says nothing about what another node did since.
async fn note(tx: &Tx, claim: &Claim, attempt: &Attempt) -> Result<()> {
    let (id, after) = (&claim.message_id, &attempt.after);
    metrics::counter!("fourleaf_mails_total", "outcome" => after.word()).increment(1);
    let changed = match after {
        After::Sent => {
            if let Some(address) = attempt.address.as_deref().filter(|_| attempt.reported) {
                bounces::note_sent(tx, address).await?;
            }
            let sql = "update outbox set state = 'sent', mail = '', error = ''
                       where message_id = $1 and state = 'waiting'";
            tx.execute(sql, args![id]).await
        }
        After::Again { due, error } => {
            tracing::warn!(error, "a mail could not be handed over; it is tried again");
            let sql = "update outbox set due = $1, error = $2, claimed_by = -1
                       where message_id = $3 and state = 'waiting' and due = $4";
            tx.execute(sql, args![*due, error, id, claim.until]).await
        }
        After::GivenUp { error, bounced } => {
            tracing::error!(error, "a mail was given up");
            let given_up = end(tx, claim, after.word(), error).await?;
            if let Some(address) = attempt.address.as_deref().filter(|_| *bounced && given_up > 0) {
                bounces::note_hard(tx, address, error).await?;
            }
            Ok(given_up)
        }
        After::Withheld { error } => {
            tracing::warn!(error, id, "a mail was not sent");
            end(tx, claim, after.word(), error).await
        }
    };
    changed.map(drop)
}

async fn end(tx: &Tx, claim: &Claim, state: &'static str, error: &str) -> Result<u64> {
    let sql = "update outbox set state = $1, mail = '', error = $2
               where message_id = $3 and state = 'waiting' and due = $4";
    tx.execute(sql, args![state, error, &claim.message_id, claim.until]).await
}

/// Whether a mail with this Message-ID is ours, while its id is remembered.
pub async fn is_own(tx: &Tx, message_id: &str) -> Result<bool> {
    let sql = "select 1 from outbox where message_id = $1";
    Ok(tx.value::<i64>(sql, args![message_id]).await?.is_some())
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
