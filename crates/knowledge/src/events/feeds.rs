//! The secret address of a member's calendar, for programs that cannot sign in: it shows what its owner may see at that
//! moment, and stops at once when it is taken back. Only its hash is kept.

use community::identity::queries::viewer_of;
use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::viewer::Viewer;

/// 256 random bits need no salt and no slow hash.
fn hash(secret: &str) -> String {
    blake3::hash(secret.as_bytes()).to_hex().to_string()
}

/// Gives the member a new address; the one before stops.
pub async fn make(tx: &Tx, viewer: &Viewer, secret: &str) -> Result<()> {
    let member = viewer.signed_in()?;
    let sql = "insert into event_feeds (member, hash, made) values ($1, $2, $3)
               on conflict (member) do update set hash = excluded.hash, made = excluded.made";
    tx.execute(sql, args![member, hash(secret), tx.now()]).await?;
    journal::record(tx, Event::new("events.feed-made", Some(member), member)).await
}

pub async fn revoke(tx: &Tx, viewer: &Viewer) -> Result<()> {
    let member = viewer.signed_in()?;
    if tx.execute("delete from event_feeds where member = $1", args![member]).await? == 0 {
        return Ok(());
    }
    journal::record(tx, Event::new("events.feed-revoked", Some(member), member)).await
}

/// When the address was made, if there is one.
pub async fn made(tx: &Tx, member: Id) -> Result<Option<Millis>> {
    tx.value("select made from event_feeds where member = $1", args![member]).await
}

/// Who looks through the address; not found when nobody does.
pub async fn viewer(tx: &Tx, secret: &str) -> Result<Viewer> {
    let sql = "select member from event_feeds where hash = $1";
    let member: Option<Id> = tx.value(sql, args![hash(secret)]).await?;
    viewer_of(tx, member.ok_or(Error::NotFound)?).await
}
