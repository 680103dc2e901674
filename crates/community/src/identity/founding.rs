//! The first start: a link that is printed once opens the page on which the installation is founded.
//!
//! There is no default password. Once somebody administrates, the page does not exist any more.

use super::tokens::fingerprint;
use super::types::{MemberState, NewMember, NewOrganisation, OrganisationKind};
use super::{ops, queries};
use futures_util::future::BoxFuture;
use kernel::app::App;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::text::slug;
use kernel::viewer::Role;

const KEY: &str = "set_up_key";

/// Fills a new installation with the sample company: a part of the App that the program registers.
#[derive(Clone, Copy, Default)]
pub struct SampleData(pub Option<Fill>);

/// What writes the sample company.
pub type Fill = fn(App) -> BoxFuture<'static, Result<()>>;

/// Who founds the installation, and what it is called.
#[derive(Debug, Clone)]
pub struct Founder {
    pub company: String,
    pub handle: String,
    pub name: String,
    pub email: Option<String>,
    /// An argon2 hash.
    pub password: String,
    pub language: Option<String>,
}

/// The address of the set-up page while nobody administrates, for the program to print. Each call ends
/// the link before.
pub async fn offer(app: &App) -> Result<Option<String>> {
    let key = app.random.secret();
    let hash = fingerprint(&key);
    let open = app
        .db
        .write(async move |tx: &Tx| {
            if queries::is_set_up(tx).await? {
                return Ok(false);
            }
            ops::set_setting(tx, KEY, &hash).await?;
            Ok(true)
        })
        .await?;
    Ok(open.then(|| format!("{}/set-up?key={key}", app.configuration.server.url.trim_end_matches('/'))))
}

/// `NotFound` unless `key` is the one of the link and nobody administrates yet.
pub async fn admit(tx: &Tx, key: &str) -> Result<()> {
    let kept = queries::setting(tx, KEY).await?;
    let right = kept.is_some_and(|kept| kept == fingerprint(key));
    if right && !queries::is_set_up(tx).await? { Ok(()) } else { Err(Error::NotFound) }
}

/// Founds the installation: the company, its name, its first administrator.
pub async fn found(tx: &Tx, founder: &Founder) -> Result<Id> {
    let member = create_administrator(tx, founder).await?;
    ops::set_setting(tx, "company", founder.company.trim()).await?;
    if let Some(language) = &founder.language {
        ops::set_setting(tx, "language", language).await?;
    }
    tx.execute("delete from installation where key = $1", args![KEY]).await?;
    journal::record(tx, Event::new("identity.founded", Some(member), member)).await?;
    Ok(member)
}

/// An administrator in the company's own organisation, which is made when there is none: also for
/// `fourleaf admin create`.
pub async fn create_administrator(tx: &Tx, founder: &Founder) -> Result<Id> {
    let organisation = match queries::own_organisation(tx).await? {
        Some(organisation) => organisation,
        None => {
            let new = NewOrganisation {
                slug: slug(&founder.company),
                name: founder.company.clone(),
                kind: OrganisationKind::Own,
                domain: String::new(),
            };
            ops::create_organisation(tx, &new).await.map_err(as_company)?
        }
    };
    let new = NewMember {
        handle: founder.handle.clone(),
        name: founder.name.clone(),
        email: founder.email.clone(),
        organisation,
        role: Role::Administrator,
        state: MemberState::Active,
        password: Some(founder.password.clone()),
        language: founder.language.clone(),
        created: tx.now(),
        ..NewMember::default()
    };
    ops::create_member(tx, &new).await
}

/// On this form `name` is the administrator's.
fn as_company(error: Error) -> Error {
    match error {
        Error::Invalid(mut fields) => {
            for field in &mut fields {
                field.field = "company".to_owned();
            }
            Error::Invalid(fields)
        }
        other => other,
    }
}
