//! `/cases`, for administrators.

use super::ops::{self, CaseExport, EXPORT, NewExport};
use crate::keys;
use crate::retention::{Names, Scope, ScopeForm, ScopeView};
use axum::body::Body;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use community::identity::Face;
use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::files::FileHash;
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::screen;
use kernel::web::problems::FieldProblem;
use kernel::web::{Input, Listing, Page, Wants};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

const MOST: usize = 50;

#[derive(Debug, Serialize, ToSchema)]
pub struct CaseView {
    pub id: Id,
    pub title: String,
    pub reason: String,
    #[serde(flatten)]
    pub scope: ScopeView,
    pub requested: Millis,
    pub requested_by: Option<Face>,
    pub decided: Option<Millis>,
    pub decided_by: Option<Face>,
    /// requested, released, refused, ready, failed, expired.
    pub state: String,
    /// Posts written so far, of those that could fit.
    pub done: i64,
    pub total: i64,
    pub size: i64,
    pub expires: Option<Millis>,
    #[serde(skip)]
    mine: bool,
}

impl CaseView {
    fn state_text(&self) -> &'static str {
        match self.state.as_str() {
            "requested" => "cases-state-requested",
            "released" => "cases-state-released",
            "refused" => "cases-state-refused",
            "ready" => "cases-state-ready",
            "expired" => "cases-state-expired",
            _ => "cases-state-failed",
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CasesPage {
    pub items: Vec<CaseView>,
    pub next: Option<String>,
    /// What manifests are signed with, hexadecimal.
    pub public_key: String,
    #[serde(skip)]
    form: CaseForm,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
}

screen!(CasesPage, "cases/templates/cases.html");

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct CaseForm {
    pub title: String,
    pub reason: String,
    #[serde(flatten)]
    pub scope: ScopeForm,
}

/// `GET /cases`
pub async fn list(page: Page) -> Result<Response> {
    let shown = load(&page).await?;
    page.show(shown).await
}

async fn load(page: &Page) -> Result<CasesPage> {
    let (before, viewer, app) = (page.before()?, page.viewer.clone(), page.app.clone());
    let read = async move |tx: &Tx| {
        let sql = format!("select {EXPORT} from case_exports where id < $1 order by id desc limit $2");
        let most = i64::try_from(MOST + 1).unwrap_or(i64::MAX);
        let rows: Vec<CaseExport> = tx.rows(&sql, args![before, most]).await?;
        let listing = Listing::cut(rows, MOST, |row| row.id.to_string());
        let scopes: Vec<&Scope> = listing.items.iter().map(|case| &case.scope).collect();
        let deciders = listing.items.iter().flat_map(|case| [case.requested_by].into_iter().chain(case.decided_by));
        let names = Names::read(tx, &scopes, deciders).await?;
        let me = viewer.id();
        let items = listing.items.into_iter().map(|case| view(case, me, &names)).collect();
        let public_key = keys::public(&app, tx).await?.map(|key| keys::hex(&key)).unwrap_or_default();
        Ok(CasesPage { items, next: listing.next, public_key, form: CaseForm::default(), errors: Vec::new() })
    };
    page.app.db.read(read).await
}

fn view(case: CaseExport, me: Id, names: &Names) -> CaseView {
    CaseView {
        scope: names.scope(&case.scope),
        id: case.id,
        title: case.title,
        reason: case.reason,
        requested: case.requested,
        requested_by: names.face(case.requested_by),
        decided: case.decided,
        decided_by: case.decided_by.and_then(|by| names.face(by)),
        state: case.state,
        done: case.done,
        total: case.total,
        size: case.size,
        expires: case.expires,
        mine: case.requested_by == me,
    }
}

/// `POST /cases`
pub async fn request(page: Page, form: Input<CaseForm>) -> Result<Response> {
    let form = form.value;
    let (asked, by) = (form.clone(), page.viewer.signed_in()?);
    let requested = async move |tx: &Tx| {
        let scope = Scope::read(tx, &asked.scope).await?;
        let new = NewExport { title: asked.title.clone(), reason: asked.reason.clone(), scope };
        ops::request(tx, by, &new).await
    };
    match page.app.db.write(requested).await {
        Ok(_) => {
            let shown = load(&page).await?;
            page.created("/cases", &shown)
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let shown = load(&page).await?;
            page.show_again(CasesPage { form, errors: page.told(&errors), ..shown }).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /cases/{id}/release`
pub async fn release(page: Page, Path(id): Path<String>) -> Result<Response> {
    decide(page, id, true).await
}

/// `POST /cases/{id}/refusal`
pub async fn refuse(page: Page, Path(id): Path<String>) -> Result<Response> {
    decide(page, id, false).await
}

async fn decide(page: Page, id: String, release: bool) -> Result<Response> {
    let (id, by): (Id, Id) = (id.parse()?, page.viewer.signed_in()?);
    page.app.db.write(async move |tx: &Tx| ops::decide(tx, by, id, release).await).await?;
    page.done("/cases", &json!({ "released": release }))
}

/// `GET /cases/{id}/file`
pub async fn download(page: Page, Path(id): Path<String>) -> Result<Response> {
    let (id, by): (Id, Id) = (id.parse()?, page.viewer.signed_in()?);
    let taken = async move |tx: &Tx| {
        let case = ops::find(tx, id).await?;
        if case.state != "ready" {
            return Err(Error::NotFound);
        }
        journal::record(tx, Event::new("cases.downloaded", Some(by), id).with(json!({ "title": case.title }))).await?;
        Ok(case)
    };
    let case = page.app.db.write(taken).await?;
    let body = Body::from_stream(page.app.files.stream(&case.hash.parse::<FileHash>()?, None).await?);
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_LENGTH, case.size.to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"case-{id}.zip\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, body).into_response())
}
