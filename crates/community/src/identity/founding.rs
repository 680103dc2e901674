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

/// The setting that says how far the sample company is.
const FILLING: &str = "sample_progress";
const DONE: &str = "done";
const FAILED: &str = "failed";

/// The sample company that a new installation may begin with: a part of the App that the program registers.
#[derive(Clone, Copy, Default)]
pub struct SampleData(pub Option<Sample>);

#[derive(Clone, Copy)]
pub struct Sample {
    /// Writes it, and tells how far it is by [`note_filled`].
    pub fill: fn(App) -> BoxFuture<'static, Result<()>>,
    /// Whether somebody in it has this handle or mail address.
    pub has: fn(&str) -> bool,
}

/// How far the sample company is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filling {
    /// So many percent of it.
    Under(u8),
    Done,
    Failed,
}

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
    /// Whether the sample company is written beside them.
    pub sample: bool,
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
    if founder.sample {
        ops::set_setting(tx, FILLING, "0").await?;
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
                by: None,
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

/// Writes the sample company beside what the founder does, and keeps how it ended.
pub async fn fill(app: App, sample: Sample) {
    let filled = (sample.fill)(app.clone()).await;
    if let Err(error) = &filled {
        tracing::error!(%error, "the sample company could not be written");
    }
    let outcome = if filled.is_ok() { DONE } else { FAILED };
    if let Err(error) = app.db.write(async move |tx: &Tx| ops::set_setting(tx, FILLING, outcome).await).await {
        tracing::error!(%error, "how the sample company went could not be kept");
    }
}

/// Keeps how many percent of the sample company are written, where somebody waits for it.
pub async fn note_filled(tx: &Tx, percent: u8) -> Result<()> {
    let sql = "update installation set value = $1 where key = $2 and value not in ($3, $4)";
    tx.execute(sql, args![percent.to_string(), FILLING, DONE, FAILED]).await.map(drop)
}

/// How far the sample company is, when it was asked for.
pub async fn filling(tx: &Tx) -> Result<Option<Filling>> {
    Ok(queries::setting(tx, FILLING).await?.map(|kept| match kept.as_str() {
        DONE => Filling::Done,
        FAILED => Filling::Failed,
        percent => percent.parse().map_or(Filling::Failed, Filling::Under),
    }))
}

/// Says of a sample company that was still being written when the program ended that it failed.
pub async fn end_filling(tx: &Tx) -> Result<()> {
    let sql = "update installation set value = $1 where key = $2 and value <> $3";
    tx.execute(sql, args![FAILED, FILLING, DONE]).await.map(drop)
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
