//! Invitations: a link by mail that lets one person in, once.
//!
//! An administrator invites; where the operator allows a mail domain, people of it invite themselves.

use super::queries::{self, Account};
use super::tokens::fingerprint;
use super::types::{MemberState, NewMember, RoleCell};
use super::{letters, ops, signing_in};
use kernel::app::App;
use kernel::clock::{DAY, Millis};
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::languages::Language;
use kernel::viewer::{Role, Viewer};
use kernel::{args, record};
use serde::Serialize;
use serde_json::json;

/// How long an invitation holds.
const HOLDS: Millis = 14 * DAY;

/// Whom to invite, as what.
#[derive(Debug, Clone)]
pub struct NewInvitation {
    pub email: String,
    pub name: String,
    pub organisation: Id,
    pub role: Role,
    /// The space that they join by accepting.
    pub space: Option<Id>,
    pub language: Option<Language>,
}

record! {
    /// An invitation that waits to be accepted.
    #[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
    pub struct Waiting {
        pub id: Id,
        pub email: String,
        pub organisation: String,
        pub created: Millis,
        pub expires: Millis,
    }
}

record! {
    /// An invitation as the one who follows its link gets it.
    #[derive(Debug, Clone)]
    pub struct Invitation {
        pub id: Id,
        pub email: String,
        pub name: String,
        pub organisation: Id,
        pub organisation_name: String,
        pub role: RoleCell,
        pub space: Option<Id>,
        pub language: String,
        pub invited_by: Option<Id>,
    }
}

/// Invites by mail. An earlier invitation of the same address ends.
pub async fn invite(app: &App, tx: &Tx, viewer: &Viewer, new: &NewInvitation, secret: &str) -> Result<Id> {
    let inviter = viewer.signed_in()?;
    let email = new.email.trim().to_lowercase();
    let mut checks = Checks::new();
    checks.require(ops::is_email(&email), "email", "not-an-email");
    checks.at_most(&new.name, 100, "name");
    if let Some(member) = queries::member_by_email(tx, &email).await? {
        let account = queries::account(tx, member).await?;
        checks.require(account.state == MemberState::Invited, "email", "taken");
    }
    let known: Option<i64> = tx.value("select 1 from organisations where id = $1", args![new.organisation]).await?;
    checks.require(known.is_some(), "organisation", "not-found");
    checks.finish()?;
    let id = keep(tx, &NewInvitation { email: email.clone(), ..new.clone() }, Some(inviter), secret).await?;
    let language = match new.language {
        Some(language) => language,
        None => queries::installation_language(tx).await?,
    };
    letters::invitation(app, tx, &email, language, &viewer.name, secret).await?;
    let event = Event::new("identity.invited", Some(inviter), id).within(new.space);
    journal::record(tx, event.with(json!({ "organisation": new.organisation }))).await?;
    Ok(id)
}

/// Lets somebody of an allowed mail domain in by a link to that address. Whether they have an account
/// already is told to the address only.
pub async fn sign_up(app: &App, tx: &Tx, email: &str, language: Language, secret: &str) -> Result<()> {
    let email = email.trim().to_lowercase();
    let mut checks = Checks::new();
    checks.require(ops::is_email(&email), "email", "not-an-email");
    let domain = email.rsplit('@').next().unwrap_or_default().to_owned();
    let allowed = app.configuration.sign_up.domains.iter().any(|allowed| allowed.eq_ignore_ascii_case(&domain));
    checks.require(allowed, "email", "domain-not-allowed");
    checks.finish()?;
    if !signing_in::may_mail(tx, &email).await? {
        return Ok(());
    }
    if let Some(member) = queries::member_by_email(tx, &email).await? {
        let account = queries::account(tx, member).await?;
        match account.state {
            MemberState::Active => return letters::known_already(app, tx, &account).await,
            MemberState::Deactivated | MemberState::Suspended => return Ok(()),
            MemberState::Invited => {}
        }
    }
    let sql = "select id from organisations where domain = $1 or kind = 'own'
               order by case when domain = $1 then 0 else 1 end, id limit 1";
    let organisation = tx.value(sql, args![&domain]).await?.ok_or(Error::NotFound)?;
    let new = NewInvitation {
        email: email.clone(),
        name: String::new(),
        organisation,
        role: Role::Member,
        space: None,
        language: Some(language),
    };
    keep(tx, &new, None, secret).await?;
    letters::sign_up(app, tx, &email, language, secret).await
}

async fn keep(tx: &Tx, new: &NewInvitation, by: Option<Id>, secret: &str) -> Result<Id> {
    tx.execute("delete from invitations where email = $1 or expires < $2", args![&new.email, tx.now()]).await?;
    let sql = "insert into invitations (id, secret, email, name, organisation, role, space, language, invited_by,
                                        created, expires)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let (id, now) = (tx.id(), tx.now());
    let language = new.language.map(Language::code).unwrap_or_default();
    let args = args![
        id,
        fingerprint(secret),
        &new.email,
        new.name.trim(),
        new.organisation,
        new.role.word(),
        new.space,
        language,
        by,
        now,
        now + HOLDS
    ];
    tx.execute(sql, args).await?;
    Ok(id)
}

/// The invitations of administrators that wait, newest first.
pub async fn waiting(tx: &Tx) -> Result<Vec<Waiting>> {
    let sql = "select i.id, i.email, o.name as organisation, i.created, i.expires
               from invitations i join organisations o on o.id = i.organisation
               where i.expires > $1 and i.invited_by is not null order by i.id desc limit 100";
    tx.rows(sql, args![tx.now()]).await
}

/// Takes an invitation back.
pub async fn withdraw(tx: &Tx, actor: Option<Id>, invitation: Id) -> Result<()> {
    match tx.execute("delete from invitations where id = $1", args![invitation]).await? {
        0 => Err(Error::NotFound),
        _ => journal::record(tx, Event::new("identity.invitation-withdrawn", actor, invitation)).await,
    }
}

/// The invitation behind a link. `NotFound` when it was accepted, withdrawn or has expired.
pub async fn find(tx: &Tx, secret: &str) -> Result<Invitation> {
    let sql = "select i.id, i.email, i.name, i.organisation, o.name as organisation_name, i.role, i.space, i.language,
                      i.invited_by
               from invitations i join organisations o on o.id = i.organisation
               where i.secret = $1 and i.expires > $2";
    tx.row(sql, args![fingerprint(secret), tx.now()]).await?.ok_or(Error::NotFound)
}

/// How somebody who was invited wants to be known.
#[derive(Debug, Clone)]
pub struct Acceptance {
    pub name: String,
    pub handle: String,
    /// An argon2 hash.
    pub password: String,
    pub language: Language,
}

/// Accepts an invitation; it is gone then. Who is known from the directory keeps the handle they have.
pub async fn accept(tx: &Tx, secret: &str, acceptance: &Acceptance) -> Result<Account> {
    let invitation = find(tx, secret).await?;
    let known = queries::member_by_email(tx, &invitation.email).await?;
    let member = match known {
        Some(member) => {
            arrive(tx, member, acceptance).await?;
            member
        }
        None => {
            let new = NewMember {
                handle: acceptance.handle.clone(),
                name: acceptance.name.clone(),
                email: Some(invitation.email.clone()),
                organisation: invitation.organisation,
                role: invitation.role.0,
                state: MemberState::Active,
                password: Some(acceptance.password.clone()),
                language: Some(acceptance.language.code().to_owned()),
                created: tx.now(),
                ..NewMember::default()
            };
            ops::create_member(tx, &new).await?
        }
    };
    if tx.execute("delete from invitations where id = $1", args![invitation.id]).await? == 0 {
        return Err(Error::NotFound);
    }
    let details = json!({ "invited_by": invitation.invited_by });
    journal::record(tx, Event::new("identity.joined", Some(member), member).within(invitation.space).with(details))
        .await?;
    queries::account(tx, member).await
}

async fn arrive(tx: &Tx, member: Id, acceptance: &Acceptance) -> Result<()> {
    if queries::account(tx, member).await?.state != MemberState::Invited {
        return Err(Error::NotFound);
    }
    let headline: Option<String> = tx.value("select headline from members where id = $1", args![member]).await?;
    ops::describe(tx, member, &acceptance.name, &headline.unwrap_or_default()).await?;
    let sql = "update members set state = 'active', password = $1, language = $2 where id = $3";
    let language = acceptance.language.code();
    tx.execute(sql, args![&acceptance.password, language, member]).await.map(drop)
}
