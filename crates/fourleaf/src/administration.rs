//! Commands for who operates an installation. They work while the server runs beside them.

use crate::compose::{self, Program};
use community::identity::{self, MemberState, NewMember, NewOrganisation, OrganisationKind};
use kernel::configuration::Configuration;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::viewer::Role;
use kernel::{journal, outbox};
use std::io::Read as _;
use std::process::ExitCode;

/// A password longer than this is a file by mistake.
const MOST_PASSWORD_BYTES: u64 = 4 * 1024;

/// So many rows that a reader could not read are told; the rest is counted.
const MOST_ROWS: i64 = 50;

pub async fn create_administrator(
    configuration: Configuration,
    handle: &str,
    name: &str,
    email: &str,
    company: Option<&str>,
) -> Result<()> {
    let password = password_from_stdin()?;
    let problems = identity::passwords::check("password", &password, &[handle, name, email]);
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let Program { app, .. } = compose::open_beside(configuration).await?;
    let hash = identity::passwords::hash(&app.random, &password)?;
    let (handle, name, email) = (handle.to_owned(), name.to_owned(), email.to_owned());
    let company = company.map(str::to_owned);
    let told = handle.clone();
    app.db
        .write(async move |tx: &Tx| {
            if let Some(member) = identity::queries::member_by_handle(tx, &handle).await? {
                identity::ops::set_password(tx, None, member, &hash).await?;
                return identity::ops::set_role(tx, None, member, Role::Administrator).await;
            }
            let organisation = match identity::queries::own_organisation(tx).await? {
                Some(own) => own,
                None => found(tx, company.as_deref()).await?,
            };
            let new = NewMember {
                handle: handle.clone(),
                name: name.clone(),
                email: Some(email.clone()),
                organisation,
                role: Role::Administrator,
                state: MemberState::Active,
                password: Some(hash.clone()),
                created: tx.now(),
                ..NewMember::default()
            };
            identity::ops::create_member(tx, &new).await.map(drop)
        })
        .await?;
    println!("{told} is an administrator.");
    Ok(())
}

/// The company's own organisation, with its name.
async fn found(tx: &Tx, name: Option<&str>) -> Result<kernel::ids::Id> {
    let name = match name {
        Some(name) => name.to_owned(),
        None => identity::queries::company(tx).await?,
    };
    identity::ops::set_setting(tx, "company", &name).await?;
    let new = NewOrganisation {
        slug: kernel::text::slug(&name),
        name,
        kind: OrganisationKind::Own,
        domain: String::new(),
        by: None,
    };
    identity::ops::create_organisation(tx, &new).await
}

fn password_from_stdin() -> Result<String> {
    let mut password = String::new();
    let read = std::io::stdin().take(MOST_PASSWORD_BYTES).read_to_string(&mut password);
    read.map_err(|cause| Error::Unavailable(format!("no password on standard input: {cause}")))?;
    Ok(password.trim_end_matches(['\r', '\n']).to_owned())
}

pub async fn create_token(configuration: Configuration, handle: &str, scopes: &[String], name: &str) -> Result<()> {
    if let Some(unknown) = scopes.iter().find(|scope| !["read", "write"].contains(&scope.as_str())) {
        return Err(Error::Unavailable(format!("there is no scope {unknown:?}: write read or read,write")));
    }
    let may_write = scopes.iter().any(|scope| scope == "write");
    let Program { app, .. } = compose::open_existing(configuration).await?;
    let (random, handle, name) = (app.random.clone(), handle.to_owned(), name.to_owned());
    let token = app
        .db
        .write(async move |tx: &Tx| {
            let member = identity::queries::member_by_handle(tx, &handle).await?;
            let member = member.ok_or_else(|| Error::Unavailable(format!("there is no member {handle:?}")))?;
            identity::tokens::create(tx, &random, None, member, &name, may_write).await
        })
        .await?;
    println!("{token}");
    Ok(())
}

/// Tells how it stands; the exit code says whether something needs a person.
pub async fn check(configuration: Configuration, retry: bool) -> Result<ExitCode> {
    let Program { app, readers, .. } = compose::open_existing(configuration).await?;
    println!("database: {}", app.db.engine_name());
    if retry {
        let failing = readers.retry(&app).await?;
        println!("tried again what was set aside: {failing} still fail");
    }
    let mut set_aside = 0;
    for standing in readers.standings(&app).await? {
        set_aside += standing.set_aside;
        println!("{}: {} behind, {} set aside", standing.name, standing.behind, standing.set_aside);
        for row in journal::oldest_aside(&app, &standing.name, MOST_ROWS).await? {
            println!(
                "  {} {} of {} after {} tries, {}: {}",
                row.seq,
                row.verb,
                row.object,
                row.tries,
                moment(row.at),
                row.error
            );
        }
        if standing.set_aside > MOST_ROWS {
            println!("  and {} more", standing.set_aside - MOST_ROWS);
        }
    }
    let (waiting, given_up, last) = app.db.read(outbox::standing).await?;
    println!("mails: {waiting} waiting, {given_up} given up in the last 30 days");
    if let Some(error) = last {
        println!("  last: {error}");
    }
    let stopped = app.db.read(outbox::bounces::stopped).await?;
    println!("addresses that get no mail because they refused it: {stopped}");
    match kernel::search::documents_in(&app.configuration.data.join("search")) {
        Some(documents) => println!("search index of this node: {documents} documents"),
        None => println!("search index of this node: none yet; a server builds it"),
    }
    Ok(if set_aside > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn moment(at: kernel::clock::Millis) -> String {
    jiff::Timestamp::from_millisecond(at).map_or_else(|_| at.to_string(), |at| at.to_string())
}

pub async fn rebuild(configuration: Configuration, reader: &str) -> Result<()> {
    let Program { app, readers, .. } = compose::open_existing(configuration).await?;
    if reader == "search" {
        kernel::search::ask_to_rebuild(&app).await?;
        println!("Every server builds its search index anew; the former one answers until then.");
        return Ok(());
    }
    if !readers.rebuild(&app, reader).await? {
        return Err(Error::Unavailable(format!(
            "there is no reader {reader:?}: search, {}",
            readers.names().join(", ")
        )));
    }
    println!("{reader} reads from the beginning as soon as the server runs.");
    Ok(())
}
