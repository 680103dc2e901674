//! Signing in with a password or a passkey, and getting back in by mail.

use super::attempts::{self, ACCOUNT, ADDRESS, MAIL};
use super::queries::{self, Account};
use super::sessions::{self, Begun, Device, Lifetime};
use super::tokens::fingerprint;
use super::types::MemberState;
use super::{letters, ops, passwords};
use kernel::app::App;
use kernel::args;
use kernel::clock::{HOUR, Millis};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::outbox::bounces;
use std::net::IpAddr;

/// How long a link to choose a new password works.
const RESET: Millis = HOUR;

/// Signs in whoever `login` (handle or mail address) is, if the password is theirs. Whether there is
/// such an account is told by neither the answer nor its time.
pub async fn with_password(
    app: &App,
    login: &str,
    password: &str,
    device: Device,
    lifetime: Lifetime,
) -> Result<Begun> {
    let (login, from) = (login.to_owned(), address_key(device.address));
    let from_key = from.clone();
    let (account, key) = app
        .db
        .write(async move |tx: &Tx| {
            attempts::check(tx, &from_key).await?;
            let account = queries::account_by_login(tx, &login).await?;
            let key = account.as_ref().map_or_else(|| unknown_key(&login), |account| account_key(account.id));
            attempts::count(tx, &key, ACCOUNT).await?;
            Ok((account, key))
        })
        .await?;
    let account = account.filter(|account| account.state == MemberState::Active);
    let hash = account.as_ref().and_then(|account| account.password.clone());
    let right = passwords::matches(hash, password).await?;
    let Some(account) = account.filter(|_| right) else {
        app.db.write(async move |tx: &Tx| attempts::count(tx, &from, ADDRESS).await).await?;
        return Err(Error::field("password", "sign-in-refused"));
    };
    let (on, secret) = (app.clone(), app.random.secret());
    app.db
        .write(async move |tx: &Tx| {
            attempts::forgive(tx, &key).await?;
            enter(&on, tx, secret.clone(), &account, &device, lifetime).await
        })
        .await
}

/// Begins the session of somebody who has proved who they are.
pub async fn enter(
    app: &App,
    tx: &Tx,
    secret: String,
    account: &Account,
    device: &Device,
    lifetime: Lifetime,
) -> Result<Begun> {
    // They may have been deactivated, or have chosen another password, since they were asked.
    let now = queries::account(tx, account.id).await?;
    if now.state != MemberState::Active || now.password != account.password {
        return Err(Error::field("password", "sign-in-refused"));
    }
    let begun = sessions::begin(tx, secret, account.id, device, lifetime).await?;
    if begun.new_device {
        letters::new_device(app, tx, account, device).await?;
    }
    Ok(begun)
}

fn account_key(member: Id) -> String {
    format!("account:{member}")
}

fn unknown_key(login: &str) -> String {
    let login = login.trim().trim_start_matches('@').to_lowercase();
    format!("unknown:{}", fingerprint(&login))
}

fn address_key(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => format!("address:{v4}"),
        // A household has a whole /64.
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("address:{a:x}:{b:x}:{c:x}:{d:x}")
        }
    }
}

/// Sends a link to choose a new password, if there is somebody to send it to. Says nothing either way.
pub async fn forgot(app: &App, login: &str) -> Result<()> {
    let (on, login, secret) = (app.clone(), login.to_owned(), app.random.secret());
    app.db
        .write(async move |tx: &Tx| {
            let account = queries::account_by_login(tx, &login).await?;
            let Some(account) = account.filter(|account| account.state == MemberState::Active) else { return Ok(()) };
            if account.email.is_none() || !may_mail(tx, &account.id.to_string()).await? {
                return Ok(());
            }
            tx.execute("delete from resets where expires < $1", args![tx.now()]).await?;
            let sql = "insert into resets (secret, member, expires) values ($1, $2, $3)";
            tx.execute(sql, args![fingerprint(&secret), account.id, tx.now() + RESET]).await?;
            letters::reset(&on, tx, &account, &secret).await
        })
        .await
}

/// Counts a mail that a stranger causes to `key`; false when it is one too many.
pub async fn may_mail(tx: &Tx, key: &str) -> Result<bool> {
    match attempts::count(tx, &format!("mail:{}", fingerprint(key)), MAIL).await {
        Ok(()) => Ok(true),
        Err(Error::TooMany { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Who may choose a new password with this link. `NotFound` when it is used or has expired.
pub async fn resetting(tx: &Tx, secret: &str) -> Result<Account> {
    let sql = "select r.member from resets r join members m on m.id = r.member
               where r.secret = $1 and r.expires > $2 and m.state = 'active'";
    let member: Option<Id> = tx.value(sql, args![fingerprint(secret), tx.now()]).await?;
    queries::account(tx, member.ok_or(Error::NotFound)?).await
}

/// Takes the new password, as its hash, and ends every session: whoever had the old one is out.
pub async fn reset(app: &App, tx: &Tx, secret: &str, hash: &str) -> Result<()> {
    let account = resetting(tx, secret).await?;
    if let Some(email) = &account.email {
        // The link came there.
        bounces::begin_anew(tx, email).await?;
    }
    ops::set_password(tx, Some(account.id), account.id, hash).await?;
    sessions::end_all(tx, account.id, None).await?;
    attempts::forgive(tx, &account_key(account.id)).await?;
    letters::password_changed(app, tx, &account).await
}
