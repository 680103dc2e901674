//! Deciding over HTTP: one case, or several alike.

use super::pages::load;
use super::types::DecisionForm;
use super::{access, ops};
use axum::extract::Path;
use axum::response::Response;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::web::{Input, Page, Wants};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What became of a case.
#[derive(Serialize, ToSchema)]
pub struct Decided {
    /// The decision; none when a second opinion was asked for.
    pub decision: Option<Id>,
}

/// `POST /moderation/cases/{id}/decision`
pub async fn decide(page: Page, Path(id): Path<String>, input: Input<DecisionForm>) -> Result<Response> {
    let id: Id = id.parse()?;
    let form = input.value;
    match decide_one(&page, id, form.clone()).await {
        Ok(None) => page.done(&format!("/moderation/cases/{id}"), &Decided { decision: None }),
        Ok(decision) => page.done("/moderation/cases", &Decided { decision }),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let told = page.told(&errors);
            page.show_again(load(&page, Some(id), Some((form, told))).await?).await
        }
        Err(error) => Err(error),
    }
}

async fn decide_one(page: &Page, id: Id, form: DecisionForm) -> Result<Option<Id>> {
    let viewer = page.viewer.clone();
    let decided = async move |tx: &Tx| {
        let case = access::find(tx, &viewer, id).await?;
        if form.outcome == "second" {
            ops::ask_for_opinion(tx, &viewer, &case).await?;
            return Ok(None);
        }
        let case = access::decidable(tx, &viewer, case).await?;
        ops::decide(tx, &viewer, &case, &ops::check(&form)?).await.map(Some)
    };
    page.app.db.write(decided).await
}

/// Cases decided with one form.
const MOST_AT_ONCE: usize = 200;

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct BulkForm {
    /// Ids of cases.
    #[serde(deserialize_with = "kernel::web::input::list")]
    pub case: Vec<String>,
    pub outcome: String,
    pub paragraph: String,
    pub cites: String,
    pub reason: String,
}

#[derive(Serialize, ToSchema)]
pub struct BulkDecided {
    pub decided: usize,
    /// Those that this viewer may not decide.
    pub refused: usize,
}

/// `POST /moderation/decisions`: the same for several cases, each of which could be decided alone.
pub async fn decide_several(page: Page, input: Input<BulkForm>) -> Result<Response> {
    let form = input.value;
    let one = DecisionForm { outcome: form.outcome, paragraph: form.paragraph, cites: form.cites, reason: form.reason };
    let verdict = ops::check(&one)?;
    let ids: Vec<Id> = form.case.iter().take(MOST_AT_ONCE).filter_map(|id| id.parse().ok()).collect();
    if ids.is_empty() {
        return Err(Error::field("case", "required"));
    }
    let viewer = page.viewer.clone();
    let decided = async move |tx: &Tx| {
        access::moderating(tx, &viewer).await?;
        let mut done = BulkDecided { decided: 0, refused: 0 };
        for id in &ids {
            let allowed = match access::find(tx, &viewer, *id).await {
                Ok(case) => access::decidable(tx, &viewer, case).await,
                Err(error) => Err(error),
            };
            match allowed {
                Ok(case) => {
                    ops::decide(tx, &viewer, &case, &verdict).await?;
                    done.decided += 1;
                }
                Err(Error::NotFound | Error::Forbidden(_) | Error::Conflict(_)) => done.refused += 1,
                Err(error) => return Err(error),
            }
        }
        Ok(done)
    };
    let done = page.app.db.write(decided).await?;
    page.done("/moderation/cases", &done)
}
