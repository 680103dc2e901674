//! Whom and what one muted or blocked, and the page that lists it.

use super::queries::{self, Muted};
use super::{MutedSpace, MutedSpaces};
use askama::Template;
use axum::response::Response;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::screen;
use kernel::web::{Cx, Listing, Page};
use serde::Serialize;

const MOST_MUTED: usize = 50;

/// Whom one muted or blocked, and beside the first of them the spaces.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MutedPage {
    #[serde(flatten)]
    pub people: Listing<Muted>,
    pub spaces: Vec<MutedSpace>,
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
    let (viewer, source) = (page.viewer.clone(), page.app.part::<MutedSpaces>());
    let read = async move |tx: &Tx| {
        let spaces = match source.0.filter(|_| before == Id::MAX) {
            Some(muted) => muted(tx, &viewer).await?,
            None => Vec::new(),
        };
        Ok(MutedPage { people: queries::muted(tx, member, before, MOST_MUTED).await?, spaces })
    };
    page.show(page.app.db.read(read).await?).await
}
