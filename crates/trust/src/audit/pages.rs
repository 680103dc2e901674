//! `/audit`: the log as administrators read it.

use super::chain::{ROW, Row};
use super::export::{Form, WANTED, Wanted, details, parts};
use super::verify::{Verification, verify};
use crate::keys::hex;
use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use community::identity::{Face, faces, queries};
use kernel::args;
use kernel::clock::{DAY, Millis};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::screen;
use kernel::web::{Listing, Page};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use utoipa::ToSchema;

const MOST: usize = 100;

#[derive(Debug, Serialize, ToSchema)]
pub struct AuditRow {
    pub seq: i64,
    pub at: Millis,
    /// Capability and verb: `identity.role-changed`.
    pub verb: String,
    /// Who did it; null when the program did.
    pub actor: Option<Face>,
    pub object: Id,
    /// The name of the object, where it has one.
    pub about: Option<String>,
    pub space: Option<Id>,
    #[schema(value_type = Object)]
    pub details: Value,
    pub hash: String,
}

impl AuditRow {
    fn told(&self) -> String {
        match &self.details {
            Value::Object(fields) => {
                let told = fields.iter().filter(|(_, value)| !value.is_null());
                let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                told.map(|(name, value)| format!("{name}: {}", plain(value))).collect::<Vec<_>>().join(", ")
            }
            _ => String::new(),
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AuditPage {
    pub items: Vec<AuditRow>,
    pub next: Option<String>,
    #[serde(skip)]
    asked: Asked,
    #[serde(skip)]
    verification: Option<Verification>,
}

/// What the form of the page asks for.
#[derive(Debug, Clone, Default)]
struct Asked {
    verb: String,
    person: String,
    since: String,
    until: String,
}

impl AuditPage {
    /// What continues the list, and what is downloaded, asks for the same.
    fn query(&self) -> String {
        let fields = [
            ("verb", &self.asked.verb),
            ("person", &self.asked.person),
            ("since", &self.asked.since),
            ("until", &self.asked.until),
        ];
        let given = fields.into_iter().filter(|(_, value)| !value.is_empty());
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(given).finish()
    }
}

screen!(AuditPage, "audit/templates/audit.html");

/// `GET /audit`
pub async fn list(page: Page) -> Result<Response> {
    let shown = load(&page).await?;
    page.show(shown).await
}

async fn load(page: &Page) -> Result<AuditPage> {
    let (asked, wanted) = wanted(page).await?;
    let before = page.query("before").filter(|text| !text.is_empty()).map_or(Ok(i64::MAX), |text| text.parse());
    let before = before.map_err(|_| Error::field("before", "wrong-type"))?;
    let read = async move |tx: &Tx| {
        let sql = format!("select {ROW} from audit a where {WANTED} and a.seq < $5 order by a.seq desc limit $6");
        let (actor, most) = (wanted.actor.unwrap_or_default(), i64::try_from(MOST + 1).unwrap_or(i64::MAX));
        let args = args![&wanted.verb, actor, wanted.since, wanted.until, before, most];
        let listing = Listing::cut(tx.rows::<Row>(&sql, args).await?, MOST, |row| row.seq.to_string());
        let items = told(tx, listing.items).await?;
        Ok(AuditPage { items, next: listing.next, asked: asked.clone(), verification: None })
    };
    page.app.db.read(read).await
}

async fn told(tx: &Tx, rows: Vec<Row>) -> Result<Vec<AuditRow>> {
    let mut ids: Vec<Id> = rows.iter().filter_map(|row| row.actor).collect();
    let objects: Vec<Id> = rows.iter().map(|row| row.object).collect();
    ids.extend(&objects);
    let faces = faces(tx, &ids).await?;
    let sql = "select id, name from spaces where id in (each($1))";
    let spaces: HashMap<Id, String> = tx.rows::<(Id, String)>(sql, args![objects]).await?.into_iter().collect();
    let one = |row: Row| AuditRow {
        details: details(&row),
        hash: hex(&row.hash),
        actor: row.actor.and_then(|actor| faces.get(&actor).cloned()),
        about: faces.get(&row.object).map(|face| face.name.clone()).or_else(|| spaces.get(&row.object).cloned()),
        seq: row.seq,
        at: row.at,
        verb: row.verb,
        object: row.object,
        space: row.space,
    };
    Ok(rows.into_iter().map(one).collect())
}

async fn wanted(page: &Page) -> Result<(Asked, Wanted)> {
    let of = |name: &str| page.query(name).unwrap_or_default().trim().to_owned();
    let asked = Asked { verb: of("verb"), person: of("person"), since: of("since"), until: of("until") };
    let mut wanted = Wanted { verb: asked.verb.chars().take(80).collect(), ..Wanted::default() };
    if let Some(since) = day(&asked.since, "since")? {
        wanted.since = since;
    }
    if let Some(until) = day(&asked.until, "until")? {
        wanted.until = until + DAY;
    }
    if !asked.person.is_empty() {
        let handle = asked.person.trim_start_matches('@').to_owned();
        let found = page.app.db.read(async move |tx: &Tx| queries::member_by_handle(tx, &handle).await).await?;
        wanted.actor = Some(found.unwrap_or(Id::MAX));
    }
    Ok((asked, wanted))
}

/// The beginning of a day in UTC.
pub fn day(text: &str, field: &str) -> Result<Option<Millis>> {
    if text.is_empty() {
        return Ok(None);
    }
    let day = text.parse::<jiff::civil::Date>().ok().and_then(|day| day.to_zoned(jiff::tz::TimeZone::UTC).ok());
    day.map(|day| Some(day.timestamp().as_millisecond())).ok_or_else(|| Error::field(field, "wrong-type"))
}

/// `GET /audit/export`
pub async fn export(page: Page) -> Result<Response> {
    let form = page.query("format").unwrap_or_default();
    let form = Form::parse(&form).ok_or_else(|| Error::field("format", "not-a-choice"))?;
    let (_, wanted) = wanted(&page).await?;
    let actor = page.viewer.signed_in()?;
    let told = json!({ "format": if form == Form::Csv { "csv" } else { "json" } });
    let event = Event::new("audit.exported", Some(actor), actor).with(told);
    page.app.db.write(async move |tx: &Tx| journal::record(tx, event.clone()).await).await?;
    let (kind, name) = match form {
        Form::Json => ("application/x-ndjson", "attachment; filename=\"audit.jsonl\""),
        Form::Csv => ("text/csv; charset=utf-8", "attachment; filename=\"audit.csv\""),
    };
    let body = Body::from_stream(parts(&page.app, wanted, form));
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], body).into_response())
}

/// `GET /audit/verification`
pub async fn verification(page: Page) -> Result<Response> {
    let found = verify(&page.app, None).await?;
    if page.wants_json() {
        return page.json(&found);
    }
    let shown = AuditPage { verification: Some(found), ..load(&page).await? };
    page.show(shown).await
}
