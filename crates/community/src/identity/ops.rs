//! What is done to organisations and members, each with its row in the journal.

use super::queries;
use super::types::{MemberState, NewMember, NewOrganisation};
use kernel::app::App;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::text::fold;
use kernel::viewer::Role;
use serde_json::json;

const MOST_NAME_CHARS: usize = 100;
const MOST_HEADLINE_CHARS: usize = 200;
const MOST_HANDLE_CHARS: usize = 40;

/// Makes an organisation. A slug that exists is a field error.
pub async fn create_organisation(tx: &Tx, new: &NewOrganisation) -> Result<Id> {
    let mut checks = Checks::new();
    checks.require(!new.name.trim().is_empty(), "name", "required");
    checks.at_most(&new.name, MOST_NAME_CHARS, "name");
    checks.require(!new.slug.is_empty() && new.slug.len() <= 100, "slug", "required");
    checks.require(queries::organisation_by_slug(tx, &new.slug).await?.is_none(), "name", "taken");
    checks.finish()?;
    let id = tx.id();
    let sql = "insert into organisations (id, slug, name, kind, domain, created) values ($1, $2, $3, $4, $5, $6)";
    let domain = new.domain.trim().to_lowercase();
    tx.execute(sql, args![id, &new.slug, new.name.trim(), new.kind, domain, tx.now()]).await?;
    let details = json!({ "name": new.name.trim(), "kind": new.kind.word() });
    journal::record(tx, Event::new("identity.organisation-created", new.by, id).with(details)).await?;
    Ok(id)
}

/// Makes a member. What is wrong with the fields, or taken, is a field error.
pub async fn create_member(tx: &Tx, new: &NewMember) -> Result<Id> {
    let email = new.email.as_deref().map(|email| email.trim().to_lowercase()).filter(|email| !email.is_empty());
    let mut checks = Checks::new();
    check_name(&mut checks, &new.name);
    checks.at_most(&new.headline, MOST_HEADLINE_CHARS, "headline");
    check_handle(tx, &mut checks, &new.handle).await?;
    if let Some(email) = &email {
        check_email(tx, &mut checks, email, None).await?;
    }
    checks.finish()?;
    let id = tx.id();
    let name = new.name.trim();
    let sql = "insert into members (id, handle, name, name_key, headline, email, organisation, role, state, photo,
                                    password, language, zone, theme, source_key, created, last_seen)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null, $10, $11, $12, 'device', $13, $14, 0)";
    let args = args![
        id,
        &new.handle,
        name,
        fold(name),
        new.headline.trim(),
        email,
        new.organisation,
        new.role.word(),
        new.state,
        &new.password,
        &new.language,
        &new.zone,
        &new.source_key,
        new.created
    ];
    tx.execute(sql, args).await?;
    let details = json!({ "state": new.state.word(), "organisation": new.organisation });
    journal::record(tx, Event::new("identity.created", None, id).with(details)).await?;
    Ok(id)
}

pub(super) fn check_name(checks: &mut Checks, name: &str) {
    checks.require(!name.trim().is_empty(), "name", "required");
    checks.at_most(name, MOST_NAME_CHARS, "name");
    checks.require(!name.chars().any(char::is_control), "name", "wrong-type");
}

/// Handles stand in addresses and behind an @: lower-case letters, digits, and between them `.`, `-`, `_`.
pub(super) async fn check_handle(tx: &Tx, checks: &mut Checks, handle: &str) -> Result<()> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let proper = handle.chars().all(|c| plain(c) || matches!(c, '.' | '-' | '_'))
        && handle.starts_with(plain)
        && handle.ends_with(plain);
    if handle.is_empty() {
        checks.require(false, "handle", "required");
    } else if !proper {
        checks.require(false, "handle", "handle-form");
    } else {
        checks.require(queries::member_by_handle(tx, handle).await?.is_none(), "handle", "taken");
    }
    checks.at_most(handle, MOST_HANDLE_CHARS, "handle");
    Ok(())
}

/// `email` in lower case; `of` is the member who may have it already.
pub(super) async fn check_email(tx: &Tx, checks: &mut Checks, email: &str, of: Option<Id>) -> Result<()> {
    if !is_email(email) {
        checks.require(false, "email", "not-an-email");
        return Ok(());
    }
    let owner = queries::member_by_email(tx, email).await?;
    checks.require(owner.is_none() || owner == of, "email", "taken");
    Ok(())
}

/// As much as can be told without sending mail there.
pub fn is_email(text: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';' | '"' | '(' | ')');
    text.len() <= 254
        && !text.contains(odd)
        && text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && !host.contains('@')
                && host.split('.').all(|part| !part.is_empty())
                && host.contains('.')
        })
}

/// Name and headline, as the member or the directory gives them.
pub async fn describe(tx: &Tx, member: Id, name: &str, headline: &str) -> Result<()> {
    let mut checks = Checks::new();
    check_name(&mut checks, name);
    checks.at_most(headline, MOST_HEADLINE_CHARS, "headline");
    checks.finish()?;
    let sql = "update members set name = $1, name_key = $2, headline = $3 where id = $4";
    let (name, headline) = (name.trim(), headline.trim());
    changed(tx.execute(sql, args![name, fold(name), headline, member]).await?)?;
    journal::record(tx, Event::new("identity.described", Some(member), member)).await
}

/// The photo's hash among the files, or none.
pub async fn set_photo(tx: &Tx, member: Id, photo: Option<&str>) -> Result<()> {
    changed(tx.execute("update members set photo = $1 where id = $2", args![photo, member]).await?)?;
    journal::record(tx, Event::new("identity.photographed", Some(member), member)).await
}

/// Decides something for the whole installation (see [`queries::setting`]).
pub async fn set_setting(tx: &Tx, key: &str, value: &str) -> Result<()> {
    let sql = "insert into installation (key, value) values ($1, $2)
               on conflict (key) do update set value = excluded.value";
    tx.execute(sql, args![key, value]).await.map(drop)
}

/// What is kept for good under a key of the installation: what was kept first, or else `fresh` from now on. Two nodes
/// that ask at once are given the same.
pub async fn keep_setting(app: &App, key: &'static str, fresh: impl FnOnce() -> Result<String>) -> Result<String> {
    if let Some(kept) = app.db.read(async move |tx: &Tx| queries::setting(tx, key).await).await? {
        return Ok(kept);
    }
    let fresh = fresh()?;
    let write = async move |tx: &Tx| {
        let sql = "insert into installation (key, value) values ($1, $2) on conflict (key) do nothing";
        tx.execute(sql, args![key, &fresh]).await?;
        queries::setting(tx, key).await
    };
    app.db.write(write).await?.ok_or_else(|| Error::internal(format!("{key} was not kept")))
}

/// How the site speaks to a member and looks for them. An unknown language or zone is the caller's to refuse.
pub async fn set_preferences(
    tx: &Tx,
    member: Id,
    language: Option<&str>,
    zone: Option<&str>,
    theme: &str,
) -> Result<()> {
    let sql = "update members set language = $1, zone = $2, theme = $3 where id = $4";
    changed(tx.execute(sql, args![language, zone, theme, member]).await?)
}

/// A new mail address, or none.
pub async fn set_email(tx: &Tx, member: Id, email: Option<&str>) -> Result<()> {
    let email = email.map(|email| email.trim().to_lowercase()).filter(|email| !email.is_empty());
    let mut checks = Checks::new();
    if let Some(email) = &email {
        check_email(tx, &mut checks, email, Some(member)).await?;
    }
    checks.finish()?;
    changed(tx.execute("update members set email = $1 where id = $2", args![email, member]).await?)?;
    journal::record(tx, Event::new("identity.email-changed", Some(member), member)).await
}

/// A new password, as its hash. Open resets and a wish for another address end with it.
pub async fn set_password(tx: &Tx, by: Option<Id>, member: Id, hash: &str) -> Result<()> {
    changed(tx.execute("update members set password = $1 where id = $2", args![hash, member]).await?)?;
    tx.execute("delete from resets where member = $1", args![member]).await?;
    tx.execute("delete from email_changes where member = $1", args![member]).await?;
    journal::record(tx, Event::new("identity.password-changed", by, member)).await
}

/// What somebody may do for the whole installation. The last administrator stays one.
pub async fn set_role(tx: &Tx, actor: Option<Id>, member: Id, role: Role) -> Result<()> {
    if role != Role::Administrator {
        keep_an_administrator(tx, member).await?;
    }
    changed(tx.execute("update members set role = $1 where id = $2", args![role.word(), member]).await?)?;
    let details = json!({ "role": role.word() });
    journal::record(tx, Event::new("identity.role-changed", actor, member).with(details)).await
}

/// Closes an account: sessions, tokens and open links end with this transaction. What they wrote stays;
/// what they own alone is handed over by those who know what that is, from the journal.
pub async fn deactivate(tx: &Tx, actor: Option<Id>, member: Id) -> Result<()> {
    keep_an_administrator(tx, member).await?;
    let sql = "update members set state = $1 where id = $2 and state <> $1";
    if tx.execute(sql, args![MemberState::Deactivated, member]).await? == 0 {
        return queries::account(tx, member).await.map(drop);
    }
    for sql in [
        "delete from sessions where member = $1",
        "delete from tokens where member = $1",
        "delete from resets where member = $1",
        "delete from email_changes where member = $1",
        "delete from ceremonies where member = $1",
    ] {
        tx.execute(sql, args![member]).await?;
    }
    journal::record(tx, Event::new("identity.deactivated", actor, member)).await
}

/// Keeps somebody out for a while: sessions and tokens end with this transaction, mails stop. What they own stays theirs.
pub async fn suspend(tx: &Tx, actor: Option<Id>, member: Id) -> Result<()> {
    keep_an_administrator(tx, member).await?;
    let sql = "update members set state = $1 where id = $2 and state = $3";
    if tx.execute(sql, args![MemberState::Suspended, member, MemberState::Active]).await? == 0 {
        return queries::account(tx, member).await.map(drop);
    }
    for sql in ["delete from sessions where member = $1", "delete from tokens where member = $1"] {
        tx.execute(sql, args![member]).await?;
    }
    journal::record(tx, Event::new("identity.suspended", actor, member)).await
}

/// Lets somebody in again who was suspended. Who was deactivated meanwhile stays so.
pub async fn end_suspension(tx: &Tx, actor: Option<Id>, member: Id) -> Result<()> {
    let sql = "update members set state = $1 where id = $2 and state = $3";
    if tx.execute(sql, args![MemberState::Active, member, MemberState::Suspended]).await? == 0 {
        return Ok(());
    }
    journal::record(tx, Event::new("identity.reactivated", actor, member)).await
}

/// Opens an account again. Its password and passkeys are as they were; its tokens are gone.
pub async fn reactivate(tx: &Tx, actor: Option<Id>, member: Id) -> Result<()> {
    let sql = "update members set state = $1 where id = $2 and state <> $1";
    if tx.execute(sql, args![MemberState::Active, member]).await? == 0 {
        return queries::account(tx, member).await.map(drop);
    }
    journal::record(tx, Event::new("identity.reactivated", actor, member)).await
}

/// Refuses when nobody but `member` administrates.
async fn keep_an_administrator(tx: &Tx, member: Id) -> Result<()> {
    // Whoever comes second waits here for the first, so that two cannot take the role from each other.
    set_setting(tx, "administrators", "").await?;
    let sql = "select count(*) from members where role = 'administrator' and state = 'active'
                   and id <> $1";
    let others: i64 = tx.value(sql, args![member]).await?.unwrap_or(0);
    let sql = "select 1 from members where role = 'administrator' and state = 'active' and id = $1";
    let is_one = tx.value::<i64>(sql, args![member]).await?.is_some();
    if is_one && others == 0 { Err(Error::Conflict("identity-last-administrator")) } else { Ok(()) }
}

fn changed(rows: u64) -> Result<()> {
    if rows == 0 { Err(Error::NotFound) } else { Ok(()) }
}
