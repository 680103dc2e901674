//! `fourleaf bench --records`: how fast the audit log grows and is verified, and how long the pages of a long queue of
//! moderation take.

use super::client::Connection;
use super::load::send;
use super::rows::{Rows, Table};
use super::server::Server;
use super::{closed, configured};
use crate::compose::{self, Program};
use community::identity::{self, MemberState, NewMember, NewOrganisation, OrganisationKind, tokens};
use kernel::app::App;
use kernel::clock::{HOUR, MINUTE};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::viewer::Role;
use serde_json::{Value, json};
use std::time::Instant;
use trust::audit;

const ROWS: i64 = 200_000;
const CASES: i64 = 100_000;
const AT_ONCE: i64 = 5_000;
/// Pages from the beginning of the queue, each where the one before it ended.
const PAGES: usize = 300;
/// Decided, open, and so on: one in five is still to be decided.
const STATES: [&str; 5] = ["open", "decided", "decided", "decided", "decided"];

static CASE_ROWS: Table = Table {
    into: "insert into moderation_cases (id, thing, kind, state, source, title, evidence, reports, weight, opened,
           due, decided)",
    values: "#, #, 'note', #, 'report', #, #, 1, 1, #, #, #",
};

/// Fills an installation of its own, or the database that is named, and tells what was measured.
pub async fn measure(database: &str) -> Result<()> {
    let data = tempfile::Builder::new().prefix("fourleaf-records-").tempdir_in(".")?;
    let configuration = configured(data.path(), None, database)?;
    let Program { app, readers, .. } = compose::open(configuration).await?;
    let (member, token) = administrator(&app).await?;
    for _ in 0..ROWS / AT_ONCE {
        app.db.write(async move |tx: &Tx| audited(tx, member).await).await?;
    }
    let begun = Instant::now();
    readers.catch_up(&app).await?;
    tell("rows added to the audit log", ROWS, begun);
    let begun = Instant::now();
    let verified = audit::verify(&app, None).await?;
    if verified.fault.is_some() || verified.rows < ROWS {
        return Err(Error::internal("the audit log is not whole"));
    }
    tell("rows verified", verified.rows, begun);
    for nth in 0..CASES / AT_ONCE {
        app.db.write(async move |tx: &Tx| cases(tx, nth * AT_ONCE).await).await?;
    }
    drop(app);
    closed(data.path()).await;
    let first = send("GET", "/moderation/cases?state=open", &token, "");
    let server = Server::start(data.path(), None, database, &first).await?;
    pages(&server, &token, "open").await?;
    pages(&server, &token, "decided").await?;
    server.stop().await
}

fn tell(what: &str, rows: i64, begun: Instant) {
    let seconds = begun.elapsed().as_secs_f64();
    let rows = f64::from(i32::try_from(rows).unwrap_or(i32::MAX));
    println!("{rows:.0} {what} in {seconds:.2} s: {:.0} a second", rows / seconds.max(0.001));
}

pub async fn administrator(app: &App) -> Result<(Id, String)> {
    let random = app.random.clone();
    app.db
        .write(async move |tx: &Tx| {
            let own = NewOrganisation {
                slug: "bench".to_owned(),
                name: "Bench".to_owned(),
                kind: OrganisationKind::Own,
                ..NewOrganisation::default()
            };
            let new = NewMember {
                handle: "bench".to_owned(),
                name: "Bench".to_owned(),
                organisation: identity::ops::create_organisation(tx, &own).await?,
                role: Role::Administrator,
                state: MemberState::Active,
                created: tx.now(),
                ..NewMember::default()
            };
            let member = identity::ops::create_member(tx, &new).await?;
            Ok((member, tokens::create(tx, &random, Some(member), member, "bench", true).await?))
        })
        .await
}

async fn audited(tx: &Tx, by: Id) -> Result<()> {
    for _ in 0..AT_ONCE {
        let event = Event::new("identity.role-changed", Some(by), tx.id());
        journal::record(tx, event.with(json!({ "from": "member", "to": "moderator" }))).await?;
    }
    Ok(())
}

async fn cases(tx: &Tx, from: i64) -> Result<()> {
    let mut rows = Rows::new(&CASE_ROWS);
    for nth in from..from + AT_ONCE {
        let opened = tx.now() - nth * MINUTE;
        let state = STATES.into_iter().cycle().nth(usize::try_from(nth).unwrap_or(0) % STATES.len()).unwrap_or("open");
        let text = format!("Shift report {nth}: the second line runs again, pressure is as the manual says.");
        let evidence = json!({ "body": text, "url": format!("/posts/{nth}"), "published": opened }).to_string();
        let decided = (state == "decided").then_some(opened + HOUR);
        rows.push([
            tx.id().into(),
            (nth + 1).into(),
            state.to_owned().into(),
            text.into(),
            evidence.into(),
            opened.into(),
            (opened + 8 * HOUR).into(),
            decided.into(),
        ]);
    }
    rows.write(tx).await
}

/// Reads on from page to page.
async fn pages(server: &Server, token: &str, state: &str) -> Result<()> {
    let mut connection = Connection::open(server.address).await?;
    let (mut times, mut before) = (Vec::new(), String::new());
    while times.len() < PAGES {
        let path = format!("/moderation/cases?state={state}{before}");
        let begun = Instant::now();
        let (status, body) = connection.ask_whole(&send("GET", &path, token, "")).await?;
        times.push(begun.elapsed().as_secs_f64() * 1_000.0);
        let page: Value = serde_json::from_slice(&body)?;
        match page.get("next").and_then(Value::as_str) {
            Some(next) if status == 200 => before = format!("&before={next}"),
            None if status == 200 => break,
            _ => return Err(Error::Unavailable(format!("a page of the queue was answered {status}"))),
        }
    }
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    let (median, late, last) = (at(50), at(99), times.last().copied().unwrap_or_default());
    println!("{CASES} cases, {} pages of the {state}: p50 {median:.1}, p99 {late:.1}, max {last:.1} ms", times.len());
    Ok(())
}
