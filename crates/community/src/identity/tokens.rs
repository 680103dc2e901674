//! Personal access tokens: what a member gives a program to act for them.
//!
//! Only the hash is kept, so a token is shown once. A token reads; it writes too when its member said
//! so.

use kernel::clock::{Millis, Random};
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::{args, record};
use serde::Serialize;
use serde_json::json;

/// Tells tokens of this product from other secrets, for those who search for leaked ones.
const PREFIX: &str = "fourleaf_";
const MOST_TOKENS: i64 = 50;

/// What is kept of a secret: 256 random bits need no salt and no slow hash.
pub fn fingerprint(secret: &str) -> String {
    blake3::hash(secret.as_bytes()).to_hex().to_string()
}

record! {
    #[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
    pub struct Token {
        pub id: Id,
        pub name: String,
        pub may_write: bool,
        pub created: Millis,
        pub last_used: Option<Millis>,
    }
}

/// Makes a token of `member` and returns it: the only time that it can be read. `by` is who makes it; nobody at the command
/// line.
pub async fn create(
    tx: &Tx,
    random: &Random,
    by: Option<Id>,
    member: Id,
    name: &str,
    may_write: bool,
) -> Result<String> {
    let mut checks = Checks::new();
    checks.require(!name.trim().is_empty(), "name", "required");
    checks.at_most(name, 100, "name");
    checks.finish()?;
    let count: Option<i64> = tx.value("select count(*) from tokens where member = $1", args![member]).await?;
    if count.unwrap_or(0) >= MOST_TOKENS {
        return Err(Error::Conflict("identity-too-many-tokens"));
    }
    let token = format!("{PREFIX}{}", random.secret());
    let sql = "insert into tokens (id, member, name, secret, may_write, created, last_used, expires)
               values ($1, $2, $3, $4, $5, $6, null, null)";
    let id = tx.id();
    tx.execute(sql, args![id, member, name.trim(), fingerprint(&token), may_write, tx.now()]).await?;
    let at = if by.is_some() { "browser" } else { "command" };
    let details = json!({ "token": id, "name": name.trim(), "write": may_write, "by": at });
    journal::record(tx, Event::new("identity.token-created", by, member).with(details)).await?;
    Ok(token)
}

/// The tokens of `member`, newest first.
pub async fn list(tx: &Tx, member: Id) -> Result<Vec<Token>> {
    let sql = "select id, name, may_write, created, last_used from tokens where member = $1 order by id desc limit 100";
    tx.rows(sql, args![member]).await
}

/// Those of these tokens that still hold.
pub async fn holding(tx: &Tx, tokens: &[Id]) -> Result<Vec<Id>> {
    let sql = "select t.id from tokens t join members m on m.id = t.member
               where t.id in (each($1)) and (t.expires is null or t.expires > $2) and m.state = 'active'";
    tx.column(sql, args![tokens, tx.now()]).await
}

/// Ends a token of `member` at once.
pub async fn revoke(tx: &Tx, member: Id, token: Id) -> Result<()> {
    match tx.execute("delete from tokens where id = $1 and member = $2", args![token, member]).await? {
        0 => Err(Error::NotFound),
        _ => {
            let event = Event::new("identity.token-revoked", Some(member), member).with(json!({ "token": token }));
            journal::record(tx, event).await
        }
    }
}
