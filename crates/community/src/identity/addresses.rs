//! Another mail address: it is the account's as soon as somebody followed the link that was sent there.
//!
//! Until then the old one holds. Whether an address belongs to somebody else is told to nobody: the link
//! then goes nowhere. Who confirms the address that the account has shows that it takes mails again.

use super::queries;
use super::signing_in::may_mail;
use super::tokens::fingerprint;
use super::{letters, ops};
use kernel::app::App;
use kernel::clock::{DAY, Millis};
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::outbox::bounces;
use kernel::{args, record};

/// How long a link to confirm an address works.
const HOLDS: Millis = DAY;

record! {
    /// An address that waits to be confirmed.
    #[derive(Debug, Clone)]
    pub struct Change {
        pub member: Id,
        pub handle: String,
        pub email: String,
    }
}

/// Sends a link to the address that the account has: what comes back from there is forgotten with it.
pub async fn ask_again(app: &App, tx: &Tx, member: Id, secret: &str) -> Result<()> {
    match queries::account(tx, member).await?.email {
        Some(email) => ask(app, tx, member, &email, secret).await,
        None => Err(Error::NotFound),
    }
}

/// Sends the link to `email` and a notice to the address that the account has. What was asked before ends.
pub async fn ask(app: &App, tx: &Tx, member: Id, email: &str, secret: &str) -> Result<()> {
    let mut checks = Checks::new();
    checks.require(ops::is_email(email), "email", "not-an-email");
    checks.finish()?;
    if !may_mail(tx, &format!("email-change:{member}")).await? {
        return Err(Error::field("email", "mail-paused"));
    }
    let account = queries::account(tx, member).await?;
    tx.execute("delete from email_changes where expires < $1", args![tx.now()]).await?;
    let sql = "insert into email_changes (member, email, secret, expires) values ($1, $2, $3, $4)
               on conflict (member) do update
               set email = excluded.email, secret = excluded.secret, expires = excluded.expires";
    tx.execute(sql, args![member, email, fingerprint(secret), tx.now() + HOLDS]).await?;
    journal::record(tx, Event::new("identity.email-asked", Some(member), member)).await?;
    if account.email.as_deref() != Some(email) {
        letters::email_asked(app, tx, &account).await?;
    }
    let of_another = queries::member_by_email(tx, email).await?.is_some_and(|owner| owner != member);
    if of_another || !may_mail(tx, email).await? {
        return Ok(());
    }
    letters::confirm_email(app, tx, &account, email, secret).await
}

/// The address of `member` that waits to be confirmed.
pub async fn waiting(tx: &Tx, member: Id) -> Result<Option<String>> {
    tx.value("select email from email_changes where member = $1 and expires > $2", args![member, tx.now()]).await
}

/// What a link confirms. `NotFound` when it was used, replaced or taken back, or has expired.
pub async fn find(tx: &Tx, secret: &str) -> Result<Change> {
    let sql = "select c.member, m.handle, c.email from email_changes c join members m on m.id = c.member
               where c.secret = $1 and c.expires > $2 and m.state = 'active'";
    tx.row(sql, args![fingerprint(secret), tx.now()]).await?.ok_or(Error::NotFound)
}

/// Takes the address, and tells the old one that it is not the account's any more.
pub async fn confirm(app: &App, tx: &Tx, secret: &str) -> Result<()> {
    let change = find(tx, secret).await?;
    let before = queries::account(tx, change.member).await?;
    cancel(tx, change.member).await?;
    bounces::begin_anew(tx, &change.email).await?;
    if before.email.as_deref() == Some(change.email.as_str()) {
        return Ok(());
    }
    ops::set_email(tx, change.member, Some(&change.email)).await?;
    letters::email_changed(app, tx, &before).await
}

/// Takes the wish for another address back.
pub async fn cancel(tx: &Tx, member: Id) -> Result<()> {
    match tx.execute("delete from email_changes where member = $1", args![member]).await? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}
