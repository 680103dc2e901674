//! `/settings/privacy` and `/settings/analyses`: what everybody may see and ask for themselves.

use super::ops::{self, Request};
use axum::body::Body;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use community::analyses::{self, Analysis, Policy};
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::files::FileHash;
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::viewer::Viewer;
use kernel::web::problems::FieldProblem;
use kernel::web::{Input, Page, Wants};
use kernel::{args, screen};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

/// No figure is shown of fewer people than these.
const SMALLEST_GROUP: i64 = 12;

/// Something that is computed of people.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct AnalysisView {
    pub name: &'static str,
    /// What the company says of it: choice (each member switches it), on or off.
    pub policy: Policy,
    /// Whether it is computed of the viewer.
    pub on: bool,
    /// Texts: what it is, what from, and who sees it.
    #[serde(skip)]
    title: &'static str,
    #[serde(skip)]
    from: &'static str,
    /// Where one has a say in how; empty: nowhere.
    pub settings: &'static str,
}

impl AnalysisView {
    fn of(analysis: Analysis, policy: Policy, on: bool) -> Self {
        let (title, from, settings) = match analysis {
            Analysis::Feed => ("rights-feed", "rights-feed-from", ""),
            Analysis::Experts => ("rights-experts", "rights-experts-from", "/questions/for-me"),
            Analysis::Suggestions => ("rights-suggestions", "rights-suggestions-from", ""),
            Analysis::Search => ("rights-search", "rights-search-from", ""),
            Analysis::Presence => ("rights-presence", "rights-presence-from", "/settings/presence"),
        };
        Self { name: analysis.word(), policy, on, title, from, settings }
    }

    /// Whether each member switches it for themselves, here.
    fn is_switched(&self) -> bool {
        self.policy == Policy::Choice && self.name != Analysis::Presence.word()
    }

    fn state_text(&self) -> &'static str {
        match (self.policy, self.on) {
            (Policy::On, _) => "rights-policy-on",
            (Policy::Off, _) => "rights-policy-off",
            (Policy::Choice, true) => "rights-is-on",
            (Policy::Choice, false) => "rights-is-off",
        }
    }

    fn policies() -> [(Policy, &'static str); 3] {
        Policy::ALL.map(|policy| (policy, policy_text(policy)))
    }

    fn policy_text(&self) -> &'static str {
        policy_text(self.policy)
    }
}

fn policy_text(policy: Policy) -> &'static str {
    match policy {
        Policy::Choice => "rights-policy-choice",
        Policy::On => "rights-policy-on",
        Policy::Off => "rights-policy-off",
    }
}

/// All that this release computes of single people, as it stands for the viewer.
async fn analyses_for(tx: &Tx, viewer: &Viewer) -> Result<Vec<AnalysisView>> {
    let own = analyses::switched_off(tx, viewer.signed_in()?).await?;
    let view = |(analysis, policy): (Analysis, Policy)| {
        let on = policy == Policy::On || (policy == Policy::Choice && !own.contains(analysis.word()));
        AnalysisView::of(analysis, policy, on)
    };
    Ok(analyses::policies(tx).await?.map(view).into())
}

/// What one asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestView {
    pub id: Id,
    /// export or erasure.
    pub kind: String,
    /// waiting, ready, done, refused, withdrawn, expired.
    pub state: String,
    pub at: Millis,
    /// By when it has to be answered.
    pub due: Millis,
    pub decided: Option<Millis>,
    /// Why it was refused.
    pub answer: String,
    pub expires: Option<Millis>,
}

impl RequestView {
    fn state_text(&self) -> &'static str {
        state_text(&self.state)
    }

    fn kind_text(&self) -> &'static str {
        if self.kind == "export" { "rights-export" } else { "rights-erasure" }
    }
}

pub fn state_text(state: &str) -> &'static str {
    match state {
        "waiting" => "rights-state-waiting",
        "ready" => "rights-state-ready",
        "done" => "rights-state-done",
        "refused" => "rights-state-refused",
        "withdrawn" => "rights-state-withdrawn",
        _ => "rights-state-expired",
    }
}

impl From<Request> for RequestView {
    fn from(request: Request) -> Self {
        let answer = if request.state == "refused" { request.answer } else { String::new() };
        Self {
            id: request.id,
            kind: request.kind,
            state: request.state,
            at: request.at,
            due: request.due,
            decided: request.decided,
            answer,
            expires: request.expires,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct PrivacyPage {
    pub analyses: Vec<AnalysisView>,
    /// The newest first.
    pub requests: Vec<RequestView>,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
}

impl PrivacyPage {
    fn is_ready(&self) -> bool {
        self.requests.iter().any(|request| request.kind == "export" && request.state == "ready")
    }

    fn waits(&self, kind: &str) -> bool {
        self.requests.iter().any(|request| request.kind == kind && request.state == "waiting")
    }
}

screen!(PrivacyPage, "rights/templates/privacy.html");

/// `GET /settings/privacy`
pub async fn privacy(page: Page) -> Result<Response> {
    let shown = load(&page).await?;
    page.show(shown).await
}

async fn load(page: &Page) -> Result<PrivacyPage> {
    let (member, viewer) = (page.viewer.signed_in()?, page.viewer.clone());
    let read = async move |tx: &Tx| Ok((ops::of(tx, member).await?, analyses_for(tx, &viewer).await?));
    let (requests, analyses) = page.app.db.read(read).await?;
    Ok(PrivacyPage { analyses, requests: requests.into_iter().map(RequestView::from).collect(), errors: Vec::new() })
}

/// `POST /settings/privacy/export`
pub async fn ask_export(page: Page) -> Result<Response> {
    let member = page.viewer.signed_in()?;
    page.app.db.write(async move |tx: &Tx| ops::ask(tx, member, "export", "").await).await?;
    let shown = load(&page).await?;
    page.done("/settings/privacy", &shown)
}

/// `GET /settings/privacy/export`
pub async fn download(page: Page) -> Result<Response> {
    let member = page.viewer.signed_in()?;
    let newest = async move |tx: &Tx| {
        let sql = "select hash, size from rights_requests where member = $1 and kind = 'export' and state = 'ready'
                   order by id desc limit 1";
        let found: Option<(String, i64)> = tx.row(sql, args![member]).await?;
        journal::record(tx, Event::new("rights.downloaded", Some(member), member)).await?;
        found.ok_or(Error::NotFound)
    };
    let (hash, size) = page.app.db.write(newest).await?;
    archive(&page, &hash, size).await
}

/// The archive as it is kept.
pub async fn archive(page: &Page, hash: &str, size: i64) -> Result<Response> {
    let body = Body::from_stream(page.app.files.stream(&hash.parse::<FileHash>()?, None).await?);
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_LENGTH, size.to_string()),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"about-me.zip\"".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, body).into_response())
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ErasureForm {
    /// Why, if one wants to say it.
    pub reason: String,
    /// One's own handle, so that nobody asks for it by a slip.
    pub confirm: String,
}

/// `POST /settings/privacy/erasure`
pub async fn ask_erasure(page: Page, form: Input<ErasureForm>) -> Result<Response> {
    let member = page.viewer.signed_in()?;
    let reason = form.value.reason.clone();
    let asked = if form.value.confirm.trim().trim_start_matches('@') == page.viewer.handle {
        page.app.db.write(async move |tx: &Tx| ops::ask(tx, member, "erasure", &reason).await).await
    } else {
        Err(Error::field("confirm", "rights-confirm"))
    };
    match asked {
        Ok(_) => {
            let shown = load(&page).await?;
            page.done("/settings/privacy", &shown)
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let shown = load(&page).await?;
            page.show_again(PrivacyPage { errors: page.told(&errors), ..shown }).await
        }
        Err(error) => Err(error),
    }
}

/// `DELETE /settings/privacy/erasure`
pub async fn withdraw(page: Page) -> Result<Response> {
    let member = page.viewer.signed_in()?;
    page.app.db.write(async move |tx: &Tx| ops::withdraw(tx, member).await).await?;
    page.done("/settings/privacy", &json!({ "withdrawn": true }))
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AnalysesPage {
    pub analyses: Vec<AnalysisView>,
    /// No figure is shown of fewer people.
    pub smallest_group: i64,
    /// There are no reports on single people, for nobody.
    pub person_reports: bool,
}

screen!(AnalysesPage, "rights/templates/analyses.html");

/// `GET /settings/analyses`
pub async fn switchboard(page: Page) -> Result<Response> {
    let shown = load_analyses(&page).await?;
    page.show(shown).await
}

async fn load_analyses(page: &Page) -> Result<AnalysesPage> {
    let viewer = page.viewer.clone();
    let analyses = page.app.db.read(async move |tx: &Tx| analyses_for(tx, &viewer).await).await?;
    Ok(AnalysesPage { analyses, smallest_group: SMALLEST_GROUP, person_reports: false })
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct SwitchForm {
    /// Whether it is computed of oneself.
    pub on: bool,
}

/// `PUT /settings/privacy/analyses/{name}`
pub async fn switch(page: Page, Path(name): Path<String>, form: Input<SwitchForm>) -> Result<Response> {
    let (viewer, analysis, on) = (page.viewer.clone(), Analysis::parse(&name)?, form.value.on);
    page.app.db.write(async move |tx: &Tx| analyses::choose(tx, &viewer, analysis, on).await).await?;
    let shown = load(&page).await?;
    page.done("/settings/privacy", &shown)
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct PolicyForm {
    /// choice, on or off.
    pub policy: String,
}

/// `PUT /settings/analyses/{name}`
pub async fn decide_analysis(page: Page, Path(name): Path<String>, form: Input<PolicyForm>) -> Result<Response> {
    let (viewer, analysis) = (page.viewer.clone(), Analysis::parse(&name)?);
    let policy = Policy::parse(&form.value.policy).ok_or_else(|| Error::field("policy", "not-a-choice"))?;
    page.app.db.write(async move |tx: &Tx| analyses::decide(tx, &viewer, analysis, policy).await).await?;
    let shown = load_analyses(&page).await?;
    page.done("/settings/analyses", &shown)
}
