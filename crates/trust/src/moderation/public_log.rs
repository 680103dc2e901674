//! What was decided and why, without names, for everybody who can read anything here.

use super::queries::{self, Counted, Logged};
use axum::response::Response;
use community::spaces::Audience;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::web::{Listing, Page};
use kernel::{args, screen};
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct LogPage {
    pub items: Vec<Logged>,
    pub next: Option<String>,
    /// Of the last 90 days.
    pub statistics: Vec<Counted>,
    pub median: Option<Millis>,
}
screen!(LogPage, "moderation/templates/log.html");

/// `GET /moderation/log`. Who is not signed in reads it where the company shows anything to everybody.
pub async fn log(page: Page) -> Result<Response> {
    const MOST: usize = 50;
    let before = page.before()?;
    let signed_in = page.viewer.member.is_some();
    let read = async move |tx: &Tx| {
        let public = "select 1 from spaces where audience = $1 limit 1";
        if !signed_in && tx.value::<i64>(public, args![Audience::Public]).await?.is_none() {
            return Err(Error::SignInNeeded);
        }
        let items = queries::log(tx, before, 51).await?;
        Ok((items, queries::statistics(tx).await?, queries::median(tx).await?))
    };
    let (items, statistics, median) = page.app.db.read(read).await?;
    let listed = Listing::cut(items, MOST, |one| one.id.to_string());
    page.show(LogPage { items: listed.items, next: listed.next, statistics, median }).await
}
