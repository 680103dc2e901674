//! Addresses that take no mail: what comes back is counted, and after three times nothing is sent there.
//!
//! Only what is refused for good and about the address counts, whether the own server says so at once or
//! another one later in a report. It counts once in 20 hours, so that a server which is set up wrongly for an
//! afternoon stops nobody's mail, and what is older than 90 days does not count. It begins anew when the
//! address is confirmed.

use crate::clock::{DAY, HOUR, Millis};
use crate::db::Tx;
use crate::error::Result;
use crate::{args, record};

/// So often an address refuses before it is left alone.
pub const MOST: i64 = 3;
const APART: Millis = 20 * HOUR;
const FORGOTTEN: Millis = 90 * DAY;
const MOST_SAID: usize = 300;

record! {
    /// How it stands with an address that refused mails.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Standing {
        pub hard: i64,
        pub last: Millis,
        pub said: String,
        /// Since when no mail goes there.
        pub stopped: Option<Millis>,
    }
}

/// The number of an address, as an address for bounces names it.
pub fn key_of(address: &str) -> i64 {
    let hash = blake3::hash(address.trim().to_lowercase().as_bytes());
    let (first, _) = hash.as_bytes().split_at(8);
    first.try_into().map(i64::from_be_bytes).unwrap_or_default()
}

/// The address behind a number, while a mail to it was sent lately.
pub async fn address_of(tx: &Tx, key: i64) -> Result<Option<String>> {
    tx.value("select address from mail_addresses where key = $1", args![key]).await
}

/// Remembers where a mail went, so that a report about it is understood.
pub(super) async fn note_sent(tx: &Tx, address: &str) -> Result<()> {
    let sql = "insert into mail_addresses (key, address, sent, hard, last, said) values ($1, $2, $3, 0, 0, '')
               on conflict (key) do update set sent = excluded.sent";
    tx.execute(sql, args![key_of(address), address, tx.now()]).await.map(drop)
}

/// Counts a refusal that is for good; whether mails to the address stop by it.
pub async fn note_hard(tx: &Tx, address: &str, said: &str) -> Result<bool> {
    let (key, now) = (key_of(address), tx.now());
    let said: String = said.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MOST_SAID).collect();
    let sql = "insert into mail_addresses (key, address, sent, hard, last, said) values ($1, $2, $3, 1, $3, $4)
               on conflict (key) do update set said = excluded.said, last = excluded.last,
                 hard = case when mail_addresses.last < $5 then 1 else mail_addresses.hard + 1 end
               where mail_addresses.hard = 0 or mail_addresses.last < $6";
    tx.execute(sql, args![key, address, now, said, now - FORGOTTEN, now - APART]).await?;
    let sql = "update mail_addresses set stopped = $1 where key = $2 and hard >= $3 and stopped is null";
    let stopped = tx.execute(sql, args![now, key, MOST]).await? > 0;
    metrics::counter!("fourleaf_mail_bounces_total").increment(1);
    if stopped {
        tracing::warn!("an address refused mails {MOST} times: nothing is sent there until it is confirmed again");
    }
    Ok(stopped)
}

/// How it stands with an address; none when nothing came back from it.
pub async fn of(tx: &Tx, address: &str) -> Result<Option<Standing>> {
    let sql = "select hard, last, said, stopped from mail_addresses where key = $1 and hard > 0";
    tx.row(sql, args![key_of(address)]).await
}

pub(super) async fn is_stopped(tx: &Tx, address: &str) -> Result<bool> {
    Ok(of(tx, address).await?.is_some_and(|standing| standing.stopped.is_some()))
}

/// It takes mails again: its owner has shown so.
pub async fn begin_anew(tx: &Tx, address: &str) -> Result<()> {
    tx.execute("delete from mail_addresses where key = $1", args![key_of(address)]).await.map(drop)
}

/// How many addresses get no mail any more.
pub async fn stopped(tx: &Tx) -> Result<i64> {
    let sql = "select count(*) from mail_addresses where stopped is not null";
    Ok(tx.value(sql, &[]).await?.unwrap_or_default())
}

/// Forgets where nothing is wrong and nothing was sent for long.
pub(super) async fn forget(tx: &Tx, before: Millis) -> Result<()> {
    tx.execute("delete from mail_addresses where hard = 0 and sent < $1", args![before]).await.map(drop)
}
