//! The figures of a space, with the formula and what it assumes.

use super::queries::{self, DAYS, Found, SMALLEST};
use crate::questions::access::curates;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use community::spaces::SpaceHead;
use community::spaces::access::find_readable;
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::viewer::Viewer;
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Page, Wants, input};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

const MOST_MINUTES: i64 = 480;
const MOST_COST: i64 = 1_000_000;

#[derive(Serialize, ToSchema)]
pub struct DeflectionPage {
    pub space: String,
    /// How many days are counted; the last seven are not, because somebody may still ask.
    pub days: i64,
    /// Null while there were fewer readers than `smallest`.
    pub counted: Option<Found>,
    pub smallest: i64,
    /// In a space of customers what is found is a case that was not opened.
    pub cases: bool,
    /// What is assumed: minutes that one answer saves, what one case costs.
    pub minutes: i64,
    pub cost: i64,
    /// found × minutes / 60, and found × cost.
    pub hours_saved: Option<i64>,
    pub cost_saved: Option<i64>,
    #[serde(skip)]
    head: Option<SpaceHead>,
    #[serde(skip)]
    form: AssumptionsForm,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
}

#[derive(Template)]
#[template(path = "deflection/templates/deflection.html")]
struct DeflectionHtml<'a> {
    cx: &'a Cx,
    page: &'a DeflectionPage,
}
screen!(DeflectionPage, DeflectionHtml);

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct AssumptionsForm {
    /// Minutes that one answer saves: 1 to 480.
    #[serde(deserialize_with = "input::text")]
    pub minutes: String,
    /// What one case costs: 0 to 1,000,000.
    #[serde(deserialize_with = "input::text")]
    pub cost: String,
}

/// `GET /deflection/{space}`
pub async fn show(page: Page, Path(slug): Path<String>) -> Result<Response> {
    let shown = load(&page, slug).await?;
    page.show(shown).await
}

async fn load(page: &Page, slug: String) -> Result<DeflectionPage> {
    let viewer = page.viewer.clone();
    page.app
        .db
        .read(async move |tx: &Tx| {
            let (space, head) = cared_for(tx, &viewer, &slug).await?;
            let counted = queries::count(tx, space).await?;
            let (minutes, cost) = queries::assumptions(tx, space).await?;
            let found = counted.as_ref().map(|counted| counted.found);
            Ok(DeflectionPage {
                space: slug.clone(),
                days: DAYS,
                smallest: SMALLEST,
                cases: queries::is_of_customers(head.audience),
                minutes,
                cost,
                hours_saved: found.map(|found| found * minutes / 60),
                cost_saved: found.map(|found| found * cost),
                counted,
                head: Some(head),
                form: AssumptionsForm { minutes: minutes.to_string(), cost: cost.to_string() },
                errors: Vec::new(),
            })
        })
        .await
}

/// The figures are for those who look after the space.
async fn cared_for(tx: &Tx, viewer: &Viewer, slug: &str) -> Result<(Id, SpaceHead)> {
    let space = find_readable(tx, viewer, slug).await?;
    if !curates(tx, viewer, Some(space.id)).await? {
        return Err(Error::Forbidden("deflection-curators-only"));
    }
    Ok((space.id, SpaceHead::of(tx, viewer, &space).await?))
}

/// `PUT /deflection/{space}`
pub async fn assume(page: Page, Path(slug): Path<String>, input: Input<AssumptionsForm>) -> Result<Response> {
    let form = input.value;
    let (viewer, at, asked) = (page.viewer.clone(), slug.clone(), form.clone());
    let kept = page.app.db.write(async move |tx: &Tx| {
        let (space, _) = cared_for(tx, &viewer, &at).await?;
        let mut checks = Checks::new();
        let minutes = asked.minutes.trim().parse().ok().filter(|minutes| (1..=MOST_MINUTES).contains(minutes));
        let cost = asked.cost.trim().parse().ok().filter(|cost| (0..=MOST_COST).contains(cost));
        checks.require(minutes.is_some(), "minutes", "deflection-minutes");
        checks.require(cost.is_some(), "cost", "deflection-cost");
        checks.finish()?;
        queries::assume(tx, viewer.member, space, minutes.unwrap_or(queries::MINUTES), cost.unwrap_or(0)).await
    });
    match kept.await {
        Ok(()) => page.done(&format!("/deflection/{slug}"), &json!({ "kept": true })),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let told = page.told(&errors);
            let shown = load(&page, slug).await?;
            page.show_again(DeflectionPage { form, errors: told, ..shown }).await
        }
        Err(error) => Err(error),
    }
}
