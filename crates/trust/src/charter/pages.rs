//! The charter over HTTP.

use super::types::{AcknowledgementForm, PolicyView};
use super::{ops, queries};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, FieldError, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::viewer::Role;
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Page, Wants};
use serde::Serialize;
use utoipa::ToSchema;

/// Everything that holds for the viewer.
#[derive(Serialize, ToSchema)]
pub struct CharterPage {
    pub items: Vec<PolicyView>,
    /// Something waits for the viewer's acknowledgement before they can write.
    pub needed: bool,
    /// In which it was asked for; a policy that lacks it stands in the one that binds.
    pub language: String,
    #[serde(skip)]
    pub waiting: String,
    #[serde(skip)]
    pub errors: Vec<FieldProblem>,
    #[serde(skip)]
    pub administers: bool,
}

impl CharterPage {
    /// What is wrong with an answer.
    pub fn wrong(&self, version: impl std::fmt::Display, nth: impl std::fmt::Display) -> Option<&FieldProblem> {
        let name = format!("answer_{version}_{nth}");
        self.errors.iter().find(|error| error.field == name)
    }
}

#[derive(Template)]
#[template(path = "charter/templates/charter.html")]
struct CharterHtml<'a> {
    cx: &'a Cx,
    page: &'a CharterPage,
}
screen!(CharterPage, CharterHtml);

/// `GET /charter`
pub async fn charter(page: Page) -> Result<Response> {
    let shown = load(&page, Vec::new(), page.query("waiting").unwrap_or_default()).await?;
    page.show(shown).await
}

async fn load(page: &Page, errors: Vec<FieldProblem>, waiting: String) -> Result<CharterPage> {
    let viewer = page.viewer.clone();
    let language = page.query("lang").unwrap_or_else(|| page.speech.code().to_owned());
    let wanted = language.clone();
    let (items, needed) = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let needed = queries::needed(tx, &viewer).await?;
            let mut rows = queries::holding(tx, &viewer).await?;
            // What holds and what has to be acknowledged differ while a later version asks for nothing.
            for row in &needed {
                if !rows.iter().any(|held| held.policy == row.policy) {
                    rows.push(row.clone());
                }
            }
            let mut items = Vec::new();
            for row in &rows {
                let waits = needed.iter().any(|needed| needed.policy == row.policy);
                items.push(queries::view(tx, &viewer, row, &wanted, waits).await?);
            }
            items.sort_by_key(|item| !item.needed);
            Ok((items, !needed.is_empty()))
        })
        .await?;
    let administers = page.viewer.role >= Role::Administrator;
    Ok(CharterPage { items, needed, language, waiting, errors, administers })
}

/// What was acknowledged.
#[derive(Serialize, ToSchema)]
pub struct Acknowledged {
    pub hashes: Vec<String>,
}

/// `PUT /charter/acknowledgement`
pub async fn acknowledge(page: Page, input: Input<AcknowledgementForm>) -> Result<Response> {
    let form = input.value;
    let waiting: Option<Id> = form.waiting.parse().ok();
    if page.wants == Wants::Html && !form.read {
        let errors = page.told(&[FieldError::new("read", "charter-read")]);
        return page.show_again(load(&page, errors, form.waiting).await?).await;
    }
    let (viewer, sent) = (page.viewer.clone(), form.clone());
    let noted = page.app.db.write(async move |tx: &Tx| ops::acknowledge(tx, &viewer, &sent).await).await;
    match noted {
        Ok(hashes) => {
            let to = waiting.map_or_else(|| "/charter".to_owned(), |id| format!("/charter/waiting/{id}"));
            page.done(&to, &Acknowledged { hashes })
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let errors = page.told(&errors);
            page.show_again(load(&page, errors, form.waiting).await?).await
        }
        Err(error) => Err(error),
    }
}

/// What waited for an acknowledgement, to be sent now.
#[derive(Serialize)]
pub struct WaitingPage {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

impl WaitingPage {
    /// What a person reads; the rest goes along unseen.
    pub fn is_text(name: &str) -> bool {
        matches!(name, "title" | "body" | "summary")
    }
}

#[derive(Template)]
#[template(path = "charter/templates/waiting.html")]
struct WaitingHtml<'a> {
    cx: &'a Cx,
    page: &'a WaitingPage,
}
screen!(WaitingPage, WaitingHtml);

/// `GET /charter/waiting/{id}`
pub async fn waiting(page: Page, Path(id): Path<String>) -> Result<Response> {
    let (id, member): (Id, Id) = (id.parse()?, page.viewer.signed_in()?);
    let sql = "select action, fields from charter_waiting where id = $1 and member = $2";
    let kept: Option<(String, String)> =
        page.app.db.read(async move |tx: &Tx| tx.row(sql, args![id, member]).await).await?;
    let (action, fields) = kept.ok_or(Error::NotFound)?;
    page.show(WaitingPage { action, fields: serde_json::from_str(&fields)? }).await
}

/// One version of a policy.
#[derive(Serialize, ToSchema)]
pub struct PolicyPage {
    #[serde(flatten)]
    pub item: PolicyView,
    #[serde(skip)]
    pub administers: bool,
}

#[derive(Template)]
#[template(path = "charter/templates/policy.html")]
struct PolicyHtml<'a> {
    cx: &'a Cx,
    page: &'a PolicyPage,
}
screen!(PolicyPage, PolicyHtml);

/// `GET /charter/{policy}`
pub async fn policy(page: Page, Path(slug): Path<String>) -> Result<Response> {
    shown(page, slug, None).await
}

/// `GET /charter/{policy}/versions/{number}`
pub async fn version(page: Page, Path((slug, number)): Path<(String, String)>) -> Result<Response> {
    let number: i64 = number.parse().map_err(|_| Error::NotFound)?;
    shown(page, slug, Some(number).filter(|number| *number > 0)).await
}

async fn shown(page: Page, slug: String, number: Option<i64>) -> Result<Response> {
    let viewer = page.viewer.clone();
    let language = page.query("lang").unwrap_or_else(|| page.speech.code().to_owned());
    let item = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let row = queries::version(tx, &viewer, &slug, number).await?;
            let needed = queries::needed(tx, &viewer).await?.iter().any(|needed| needed.version == row.version);
            queries::view(tx, &viewer, &row, &language, needed).await
        })
        .await?;
    let administers = page.viewer.role >= Role::Administrator;
    page.show(PolicyPage { item, administers }).await
}
