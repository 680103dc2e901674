//! `/moderation/waves` and `/moderation/limits`: what those who moderate do against floods.

use super::limits::{self, Field, Limits, LimitsForm};
use super::pages::READ;
use super::waves::{self, Hit, Wave, WaveForm};
use axum::extract::Path;
use axum::response::Response;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::screen;
use kernel::web::problems::FieldProblem;
use kernel::web::{Input, Page, Wants};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct WavesPage {
    pub items: Vec<Wave>,
    /// What the wave that is looked for would take.
    pub hits: Vec<Hit>,
    #[serde(skip)]
    pub sought: bool,
    #[serde(skip)]
    pub form: WaveForm,
    #[serde(skip)]
    pub errors: Vec<FieldProblem>,
}
screen!(WavesPage, "moderation/templates/waves.html");

impl WavesPage {
    pub fn fitting(&self) -> i64 {
        i64::try_from(self.hits.len()).unwrap_or(i64::MAX)
    }
}

/// `GET /moderation/waves?author=&words=&hours=`: what a wave would take, and those that were taken.
pub async fn waves(page: Page) -> Result<Response> {
    let query = |name: &str| page.query(name).unwrap_or_default();
    let form = WaveForm { author: query("author"), words: query("words"), hours: query("hours") };
    page.show(waves_page(&page, form, Vec::new()).await?).await
}

async fn waves_page(page: &Page, form: WaveForm, errors: Vec<FieldProblem>) -> Result<WavesPage> {
    let asked = !(form.author.is_empty() && form.words.is_empty());
    let (sent, viewer) = (form.clone(), page.viewer.clone());
    let read = async move |tx: &Tx| {
        let hits = match waves::check(tx, &sent).await {
            Ok(sought) if asked => Ok(waves::find(tx, &viewer, &sought).await?),
            Err(Error::Invalid(wrong)) if asked => Err(wrong),
            Ok(_) | Err(Error::Invalid(_)) => Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        Ok((waves::all(tx).await?, hits))
    };
    let (items, hits) = page.app.db.read(read).await?;
    if let Some(first) = hits.as_ref().ok().and_then(|hits: &Vec<Hit>| hits.iter().find(|hit| hit.private)) {
        let event = Event::new(READ, page.viewer.member, first.id);
        let event = event.with(json!({ "author": form.author, "words": form.words, "hours": form.hours }));
        page.app.db.write(async move |tx: &Tx| journal::record(tx, event.clone()).await).await?;
    }
    let (hits, wrong) = match hits {
        Ok(hits) => (hits, errors),
        Err(wrong) => (Vec::new(), if errors.is_empty() { page.told(&wrong) } else { errors }),
    };
    Ok(WavesPage { items, sought: asked && wrong.is_empty(), hits, form, errors: wrong })
}

/// `POST /moderation/waves`: takes all of them out of sight.
pub async fn quarantine(page: Page, input: Input<WaveForm>) -> Result<Response> {
    let (viewer, form, sent) = (page.viewer.clone(), input.value.clone(), input.value);
    let done = async move |tx: &Tx| {
        let sought = waves::check(tx, &form).await?;
        waves::quarantine(tx, &viewer, &sought).await
    };
    match page.app.db.write(done).await {
        Ok((id, posts)) => page.created("/moderation/waves", &json!({ "id": id, "posts": posts })),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let told = page.told(&errors);
            page.show_again(waves_page(&page, sent, told).await?).await
        }
        Err(error) => Err(error),
    }
}

/// `DELETE /moderation/waves/{id}`: gives all of it back.
pub async fn undo(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let viewer = page.viewer.clone();
    page.app.db.write(async move |tx: &Tx| waves::undo(tx, &viewer, id).await).await?;
    page.done("/moderation/waves", &json!({ "undone": true }))
}

#[derive(Serialize, ToSchema)]
pub struct LimitsPage {
    #[serde(flatten)]
    pub limits: Limits,
    #[serde(skip)]
    pub form: LimitsForm,
    #[serde(skip)]
    pub errors: Vec<FieldProblem>,
    #[serde(skip)]
    pub saved: bool,
}
screen!(LimitsPage, "moderation/templates/limits.html");

impl LimitsPage {
    pub fn fields(&self) -> [Field; 7] {
        self.form.fields()
    }
}

/// `GET /moderation/limits`
pub async fn limits(page: Page) -> Result<Response> {
    let limits = page.app.db.read(async move |tx: &Tx| limits::of(tx).await).await?;
    let saved = page.query("saved").is_some();
    page.show(LimitsPage { limits, form: limits.into(), errors: Vec::new(), saved }).await
}

/// `PUT /moderation/limits`
pub async fn set_limits(page: Page, input: Input<LimitsForm>) -> Result<Response> {
    let (viewer, form) = (page.viewer.clone(), input.value.clone());
    match page.app.db.write(async move |tx: &Tx| limits::set(tx, &viewer, &form).await).await {
        Ok(limits) => page.done("/moderation/limits?saved=1", &limits),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let limits = page.app.db.read(async move |tx: &Tx| limits::of(tx).await).await?;
            let errors = page.told(&errors);
            page.show_again(LimitsPage { limits, form: input.value, errors, saved: false }).await
        }
        Err(error) => Err(error),
    }
}
