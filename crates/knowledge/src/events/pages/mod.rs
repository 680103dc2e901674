//! Calendars, the page of an event, and what one does there.

pub mod acting;
pub mod calendars;
pub mod chat;
pub mod list;
pub mod show;
pub mod write;

use super::access;
use super::types::event_path;
use axum::response::Response;
use community::posts::types::Post;
use jiff::Timestamp;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::{Seen, Viewer};
use kernel::web::{Page, Wants};
use serde_json::Value;
use std::sync::Arc;

/// Finds an event and changes something of it in one transaction.
pub async fn of_event<T, F>(page: &Page, id: Id, change: F) -> Result<T>
where
    F: AsyncFn(&Tx, &Arc<Viewer>, Seen<Post>) -> Result<T> + Send + 'static,
    T: Send + 'static,
{
    let viewer = page.viewer.clone();
    page.app
        .db
        .write(async move |tx: &Tx| {
            let event = access::find(tx, &viewer, id).await?;
            change(tx, &viewer, event).await
        })
        .await
}

/// Back to the event; what was not accepted is told there.
async fn back(page: &Page, id: Id, done: Result<Value>) -> Result<Response> {
    match done {
        Ok(resource) => page.done(&event_path(id), &resource),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let mut event = show::load(page, id, None).await?;
            event.errors = page.told(&errors);
            page.show_again(event).await
        }
        Err(error) => Err(error),
    }
}

/// A moment in a query: milliseconds, a day of the viewer's calendar, or as ISO 8601 has it.
fn moment(page: &Page, name: &str) -> Result<Option<Millis>> {
    let Some(text) = page.query(name).filter(|text| !text.trim().is_empty()) else { return Ok(None) };
    let text = text.trim();
    let found = text
        .parse::<Millis>()
        .ok()
        .or_else(|| page.speech.zone().begin_of_day(text))
        .or_else(|| Some(text.parse::<Timestamp>().ok()?.as_millisecond()));
    found.map(Some).ok_or_else(|| Error::field(name, "events-time"))
}
