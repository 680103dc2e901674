//! `/privacy/requests`: what administrators answer, and open for who cannot sign in.

use super::erasure::Kept;
use super::ops::{self, OpenForm, REQUEST, Request};
use super::pages::state_text;
use crate::retention::is_person_held;
use axum::extract::Path;
use axum::response::Response;
use community::identity::{Face, faces};
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::web::problems::FieldProblem;
use kernel::web::{Input, Page, Wants};
use kernel::{args, screen};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

const MOST: i64 = 100;

/// A request to be erased, or one that was made for somebody who cannot sign in, as administrators see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestedView {
    pub id: Id,
    /// export or erasure.
    pub kind: String,
    pub person: Option<Face>,
    pub reason: String,
    pub state: String,
    pub at: Millis,
    pub due: Millis,
    pub decided: Option<Millis>,
    /// The holds that name the person: who they were stays sealed for them.
    pub holds: Vec<String>,
    /// What stayed, of one that was carried out.
    pub kept_posts: Option<i64>,
    pub sealed: bool,
    /// Made by an administrator, because the person cannot sign in; this is where they are reached, until it is over.
    pub reach: String,
    #[serde(skip)]
    late: bool,
}

impl RequestedView {
    fn state_text(&self) -> &'static str {
        state_text(&self.state)
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RequestsPage {
    /// Those that wait, the most urgent first, then the newest decided.
    pub items: Vec<RequestedView>,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
    #[serde(skip)]
    about: Option<Id>,
    /// What was typed to ask for somebody.
    #[serde(skip)]
    form: OpenForm,
}

impl RequestsPage {
    fn errors_of(&self, id: &Id) -> Vec<FieldProblem> {
        if self.about == Some(*id) { self.errors.clone() } else { Vec::new() }
    }

    fn form_errors(&self) -> Vec<FieldProblem> {
        if self.about.is_none() { self.errors.clone() } else { Vec::new() }
    }
}

screen!(RequestsPage, "rights/templates/requests.html");

/// `GET /privacy/requests`
pub async fn requests(page: Page) -> Result<Response> {
    let shown = load_requests(&page).await?;
    page.show(shown).await
}

async fn load_requests(page: &Page) -> Result<RequestsPage> {
    let read = async move |tx: &Tx| {
        let sql = format!(
            "select {REQUEST} from rights_requests where state = 'waiting' and (kind = 'erasure' or opened_by is not null)
             order by due, id limit $1"
        );
        let mut rows: Vec<Request> = tx.rows(&sql, args![MOST]).await?;
        let sql = format!(
            "select {REQUEST} from rights_requests where state <> 'waiting' and (kind = 'erasure' or opened_by is not null)
             order by id desc limit $1"
        );
        rows.extend(tx.rows::<Request>(&sql, args![MOST]).await?);
        let people: Vec<Id> = rows.iter().map(|row| row.member).collect();
        let mut faces = faces(tx, &people).await?;
        let mut items = Vec::new();
        for row in rows {
            let holds = if row.state == "waiting" { is_person_held(tx, row.member).await? } else { Vec::new() };
            let kept: Option<Kept> = if row.state == "done" { serde_json::from_str(&row.answer).ok() } else { None };
            items.push(RequestedView {
                id: row.id,
                kind: row.kind,
                reach: row.reach,
                person: faces.remove(&row.member),
                late: row.state == "waiting" && row.due < tx.now(),
                reason: if row.state == "refused" { row.answer.clone() } else { row.reason.clone() },
                state: row.state,
                at: row.at,
                due: row.due,
                decided: row.decided,
                holds: holds.into_iter().map(|hold| hold.name).collect(),
                kept_posts: kept.as_ref().map(|kept| kept.written),
                sealed: kept.is_some_and(|kept| kept.sealed),
            });
        }
        Ok(RequestsPage { items, errors: Vec::new(), about: None, form: OpenForm::default() })
    };
    page.app.db.read(read).await
}

/// `POST /privacy/requests`
pub async fn open(page: Page, input: Input<OpenForm>) -> Result<Response> {
    let (viewer, form) = (page.viewer.clone(), input.value.clone());
    let opened = page.app.db.write(async move |tx: &Tx| ops::open(tx, &viewer, &form).await).await;
    match opened {
        Ok(id) => page.created("/privacy/requests", &json!({ "id": id })),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let shown = load_requests(&page).await?;
            page.show_again(RequestsPage { errors: page.told(&errors), form: input.value, ..shown }).await
        }
        Err(error) => Err(error),
    }
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct DecisionForm {
    /// erase or refuse.
    pub outcome: String,
    /// Why it is refused.
    pub reason: String,
}

/// `POST /privacy/requests/{id}/decision`
pub async fn decide(page: Page, Path(id): Path<String>, form: Input<DecisionForm>) -> Result<Response> {
    let (id, viewer, app): (Id, _, _) = (id.parse()?, page.viewer.clone(), page.app.clone());
    let form = form.value;
    let decided = page
        .app
        .db
        .write(async move |tx: &Tx| match form.outcome.as_str() {
            "erase" => ops::carry_out(&app, tx, &viewer, id).await,
            "refuse" => ops::refuse(&app, tx, &viewer, id, &form.reason).await,
            _ => Err(Error::field("outcome", "not-a-choice")),
        })
        .await;
    match decided {
        Ok(()) => {
            let shown = load_requests(&page).await?;
            page.done("/privacy/requests", &shown)
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let shown = load_requests(&page).await?;
            page.show_again(RequestsPage { errors: page.told(&errors), about: Some(id), ..shown }).await
        }
        Err(error) => Err(error),
    }
}
