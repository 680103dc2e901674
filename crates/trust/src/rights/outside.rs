//! What came of a request of somebody who cannot sign in: a page behind the key in their letter, and nothing else.

use super::ops;
use super::pages::archive;
use axum::extract::Path;
use axum::response::Response;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::journal::{self, Event};
use kernel::screen;
use kernel::web::Page;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct OutsidePage {
    /// export or erasure.
    pub kind: String,
    /// ready or refused.
    pub state: String,
    pub at: Millis,
    /// Why it was refused.
    pub answer: String,
    /// How long the archive is kept.
    pub expires: Option<Millis>,
    #[serde(skip)]
    key: String,
}

screen!(OutsidePage, "rights/templates/outside.html");

/// `GET /rights/{key}`
pub async fn show(page: Page, Path(key): Path<String>) -> Result<Response> {
    let asked = key.clone();
    let request = page.app.db.read(async move |tx: &Tx| ops::by_key(tx, &asked).await).await?;
    let shown = OutsidePage {
        answer: if request.state == "refused" { request.answer } else { String::new() },
        kind: request.kind,
        state: request.state,
        at: request.at,
        expires: request.expires,
        key,
    };
    page.show(shown).await
}

/// `GET /rights/{key}/archive`
pub async fn download(page: Page, Path(key): Path<String>) -> Result<Response> {
    let found = async move |tx: &Tx| {
        let request = ops::by_key(tx, &key).await?;
        if request.state != "ready" {
            return Err(Error::NotFound);
        }
        journal::record(tx, Event::new("rights.downloaded", None, request.member)).await?;
        Ok(request)
    };
    let request = page.app.db.write(found).await?;
    archive(&page, &request.hash, request.size).await
}
