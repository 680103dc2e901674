//! Whom one muted or blocked, and the page that lists them.

use super::queries::{self, Muted};
use askama::Template;
use axum::response::Response;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::screen;
use kernel::web::{Cx, Listing, Page};
use serde::Serialize;

const MOST_MUTED: usize = 50;

/// Whom one muted or blocked.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MutedPage {
    #[serde(flatten)]
    pub people: Listing<Muted>,
}

#[derive(Template)]
#[template(path = "people/templates/muted.html")]
struct MutedHtml<'a> {
    cx: &'a Cx,
    page: &'a MutedPage,
}

screen!(MutedPage, MutedHtml);

/// `GET /settings/muted`
pub async fn show(page: Page) -> Result<Response> {
    let (member, before) = (page.viewer.signed_in()?, page.before()?);
    let people = page.app.db.read(async move |tx: &Tx| queries::muted(tx, member, before, MOST_MUTED).await).await?;
    page.show(MutedPage { people }).await
}
