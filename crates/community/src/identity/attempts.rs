//! Throttling: what a stranger may try, counted per account and per network.
//!
//! An attempt counts against its account before the answer is known and is forgiven when it was right,
//! so many at once gain nothing. An account that does not exist is counted like one that does.

use kernel::args;
use kernel::clock::{DAY, HOUR, MINUTE, Millis};
use kernel::db::Tx;
use kernel::error::{Error, Result};

/// How many attempts are free, and how the pause after each further one grows.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    free: i64,
    first_pause: Millis,
    longest_pause: Millis,
    /// After this time without an attempt all is forgotten.
    forget: Millis,
}

/// Wrong passwords of one account.
pub const ACCOUNT: Rule = Rule { free: 5, first_pause: MINUTE, longest_pause: HOUR, forget: DAY };
/// Wrong passwords from one network, where many may sit.
pub const ADDRESS: Rule = Rule { free: 20, first_pause: MINUTE, longest_pause: 15 * MINUTE, forget: HOUR };
/// Mails that strangers cause to one address.
pub const MAIL: Rule = Rule { free: 3, first_pause: 5 * MINUTE, longest_pause: HOUR, forget: DAY };

/// `TooMany` while there is a pause for `key`.
pub async fn check(tx: &Tx, key: &str) -> Result<()> {
    let now = tx.now();
    let until: Option<Millis> = tx.value("select until from attempts where key = $1", args![key]).await?;
    match until {
        Some(until) if until > now => {
            Err(Error::TooMany { retry_after: u64::try_from((until - now + 999) / 1000).unwrap_or(1) })
        }
        _ => Ok(()),
    }
}

/// Counts an attempt; `TooMany` while there is a pause.
pub async fn count(tx: &Tx, key: &str, rule: Rule) -> Result<()> {
    check(tx, key).await?;
    let now = tx.now();
    tx.execute("delete from attempts where until < $1", args![now - DAY]).await?;
    tx.execute("delete from attempts where key = $1 and until < $2", args![key, now - rule.forget]).await?;
    let sql = "insert into attempts (key, failed, until) values ($1, 1, $2)
               on conflict (key) do update set failed = attempts.failed + 1, until = excluded.until
               returning failed";
    let failed: i64 = tx.value(sql, args![key, now]).await?.unwrap_or(1);
    if failed >= rule.free {
        let doublings = u32::try_from((failed - rule.free).clamp(0, 16)).unwrap_or(0);
        let pause = (rule.first_pause << doublings).min(rule.longest_pause);
        tx.execute("update attempts set until = $1 where key = $2", args![now + pause, key]).await?;
    }
    Ok(())
}

/// The attempt was right.
pub async fn forgive(tx: &Tx, key: &str) -> Result<()> {
    tx.execute("delete from attempts where key = $1", args![key]).await.map(drop)
}
