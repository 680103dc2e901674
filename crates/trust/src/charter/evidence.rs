//! The evidence of the charter: who acknowledged which exact version, and who has not yet; as a page, as a table, and as a
//! signed document that can be printed and kept.

use super::queries::{self, Unreminded};
use super::signed::sign;
use super::types::{Evidence, Paragraph, Row};
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::languages::{Arg, Speech};
use kernel::screen;
use kernel::web::{Cx, Page};
use serde::Serialize;
use serde_json::json;
use std::borrow::Borrow;
use utoipa::ToSchema;

/// Entries of each list on a page.
const MOST: i64 = 100;
/// Entries that are read at once for what is whole.
const LOT: i64 = 1_000;

/// Who acknowledged a version, and who has not yet.
#[derive(Serialize, ToSchema)]
pub struct EvidencePage {
    pub policy: String,
    pub number: i64,
    pub hash: String,
    /// It has to be acknowledged before one writes; of others nobody is missing.
    pub binding: bool,
    /// The numbers of all published versions, the latest first.
    pub versions: Vec<i64>,
    pub items: Vec<Evidence>,
    pub next: Option<String>,
    /// The first of those who have not; `/charter/POLICY/evidence?missing=` continues.
    pub missing: Vec<Missing>,
    pub more_missing: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct Missing {
    pub member: Id,
    pub name: String,
}

#[derive(Template)]
#[template(path = "charter/templates/evidence.html")]
struct EvidenceHtml<'a> {
    cx: &'a Cx,
    page: &'a EvidencePage,
}
screen!(EvidencePage, EvidenceHtml);

/// `GET /charter/{policy}/evidence?version=&before=&missing=&format=csv|html`
pub async fn evidence(page: Page, Path(slug): Path<String>) -> Result<Response> {
    let (viewer, version) = (page.viewer.clone(), page.query("version"));
    let number: Option<i64> = match version {
        Some(number) => Some(number.parse().map_err(|_| Error::NotFound)?),
        None => None,
    };
    let row = page.app.db.read(async move |tx: &Tx| queries::version(tx, &viewer, &slug, number).await).await?;
    if row.state != "published" {
        return Err(Error::NotFound);
    }
    if let Some(format) = page.query("format").filter(|format| matches!(format.as_str(), "csv" | "html")) {
        // A list of people leaves the house: that is written down.
        let event = Event::new("charter.evidence-taken", page.viewer.member, row.policy)
            .with(json!({ "policy": row.slug, "number": row.number, "format": format }));
        page.app.db.write(async move |tx: &Tx| journal::record(tx, event.clone()).await).await?;
        return if format == "csv" { table(&page, &row).await } else { register(&page, &row).await };
    }
    let before = page.before()?;
    let after: Id = page.query("missing").and_then(|id| id.parse().ok()).unwrap_or_default();
    let shown = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let mut items = queries::evidence(tx, row.version, before, MOST + 1).await?;
            let mut missing = queries::missing(tx, &row, after, MOST + 1, &Unreminded::ALL).await?;
            let most = usize::try_from(MOST).unwrap_or_default();
            let (more, more_missing) = (items.len() > most, missing.len() > most);
            items.truncate(most);
            missing.truncate(most);
            Ok(EvidencePage {
                policy: row.slug.clone(),
                number: row.number,
                hash: row.hash.clone(),
                binding: row.binding,
                versions: queries::numbers(tx, &row).await?,
                next: items.last().filter(|_| more).map(|last| last.id.to_string()),
                more_missing: missing.last().filter(|_| more_missing).map(|(id, _)| id.to_string()),
                missing: missing.into_iter().map(|(member, name)| Missing { member, name }).collect(),
                items,
            })
        })
        .await?;
    page.show(shown).await
}

/// All who acknowledged a version, and all who have not yet.
async fn whole(page: &Page, row: &Row) -> Result<(Vec<Evidence>, Vec<(Id, String)>)> {
    let (mut have, mut missing): (Vec<Evidence>, Vec<(Id, String)>) = (Vec::new(), Vec::new());
    loop {
        let (version, before) = (row.version, have.last().map_or(Id::MAX, |last| last.id));
        let found = page.app.db.read(async move |tx: &Tx| queries::evidence(tx, version, before, LOT).await).await?;
        if found.is_empty() {
            break;
        }
        have.extend(found);
    }
    loop {
        let (row, after) = (row.clone(), missing.last().map_or_else(Id::default, |(id, _)| *id));
        let found = page
            .app
            .db
            .read(async move |tx: &Tx| queries::missing(tx, &row, after, LOT, &Unreminded::ALL).await)
            .await?;
        if found.is_empty() {
            break;
        }
        missing.extend(found);
    }
    Ok((have, missing))
}

/// The whole register as a table for a spreadsheet; who has not yet has no date.
async fn table(page: &Page, row: &Row) -> Result<Response> {
    let (have, missing) = whole(page, row).await?;
    let mut table = csv::Writer::from_writer(Vec::new());
    let heads = ["member", "name", "policy", "version", "hash", "language", "at", "expires"];
    table.write_record(heads).map_err(Error::internal)?;
    let number = row.number.to_string();
    for one in &have {
        let expires = one.expires.map(|at| page.speech.iso(at)).unwrap_or_default();
        let (member, name, at) = (one.member.to_string(), plain(&one.name), page.speech.iso(one.at));
        let fields = [&member, &name, &row.slug, &number, &one.hash, &one.language, &at, &expires];
        table.write_record(fields).map_err(Error::internal)?;
    }
    for (member, name) in &missing {
        let (member, name, none) = (member.to_string(), plain(name), String::new());
        table
            .write_record([&member, &name, &row.slug, &number, &row.hash, &none, &none, &none])
            .map_err(Error::internal)?;
    }
    let bytes = table.into_inner().map_err(Error::internal)?;
    download(&format!("{}-{}.csv", row.slug, row.number), "text/csv; charset=utf-8", bytes)
}

/// A spreadsheet would run what begins like a formula.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

pub fn download(name: &str, kind: &'static str, bytes: Vec<u8>) -> Result<Response> {
    let name = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).map_err(Error::internal)?;
    let kind = HeaderValue::from_static(kind);
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], bytes).into_response())
}

/// The register as a document that says everything by itself.
#[derive(Template)]
#[template(path = "charter/templates/register.html")]
struct Register<'a> {
    speech: &'a Speech,
    company: &'a str,
    row: &'a Row,
    title: &'a str,
    paragraphs: &'a [Paragraph],
    have: &'a [Evidence],
    missing: &'a [(Id, String)],
    now: Millis,
}

impl Register<'_> {
    fn at(&self, at: impl Borrow<Millis>) -> String {
        self.speech.iso(*at.borrow())
    }

    fn t1(&self, key: &str, name: &str, value: &str) -> String {
        self.speech.ta(key, &[(name, Arg::from(value.to_owned()))]).into_owned()
    }
}

async fn register(page: &Page, row: &Row) -> Result<Response> {
    let (have, missing) = whole(page, row).await?;
    let of = row.clone();
    let read = async move |tx: &Tx| {
        Ok((community::identity::queries::company(tx).await?, queries::texts(tx, &of).await?.into_iter().next()))
    };
    let (company, text) = page.app.db.read(read).await?;
    let text = text.unwrap_or_default();
    let (_, paragraphs) = super::types::paragraphs(&text.body);
    let register = Register {
        speech: &page.speech,
        company: &company,
        row,
        title: &text.title,
        paragraphs: &paragraphs,
        have: &have,
        missing: &missing,
        now: page.app.clock.now(),
    };
    let text = sign(&page.app, register.render().map_err(Error::internal)?).await?;
    download(&format!("{}-{}.html", row.slug, row.number), "text/html; charset=utf-8", text.into_bytes())
}
