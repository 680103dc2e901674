//! Erasing who somebody was: the account ends and keeps nothing that tells of the person. What they wrote stays, as by a
//! former member.

use futures_util::future::BoxFuture;
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::{self, Event};

pub type Eraser = for<'a> fn(&'a Tx, Id) -> BoxFuture<'a, Result<()>>;

/// A part of the program: who keeps something of a member, in the order in which it goes.
#[derive(Clone, Default)]
pub struct Erasers(pub Vec<Eraser>);

/// How the handle of somebody who was erased begins.
pub const FORMER: &str = "former-";

/// Whether this account was erased.
pub fn is_erased(handle: &str) -> bool {
    handle.strip_prefix(FORMER).is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
}

/// The account without the person. `deactivate` was called before.
pub async fn erase(tx: &Tx, member: Id) -> Result<()> {
    for table in ["sessions", "tokens", "passkeys", "ceremonies", "devices", "resets", "email_changes"] {
        tx.execute(&format!("delete from {table} where member = $1"), args![member]).await?;
    }
    let sql = "delete from invitations where email in (select email from members where id = $1 and email is not null)";
    tx.execute(sql, args![member]).await?;
    if let Some(email) =
        tx.value::<Option<String>>("select email from members where id = $1", args![member]).await?.flatten()
    {
        kernel::outbox::bounces::begin_anew(tx, &email).await?;
    }
    let handle = format!("{FORMER}{member}");
    let sql = "update members set handle = $1, name = $2, name_key = $2, headline = '', email = null, photo = null,
               password = null, language = null, zone = null, source_key = null, state = 'deactivated', last_seen = 0
               where id = $3";
    let name = tx.value::<String>("select value from installation where key = 'former-member'", &[]).await?;
    let name = name.unwrap_or_else(|| "Former member".to_owned());
    tx.execute(sql, args![handle, name, member]).await?;
    journal::forget_details(tx, &[member], "identity.").await?;
    journal::record(tx, Event::new("identity.described", None, member)).await
}
