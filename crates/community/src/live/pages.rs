//! Live updates over HTTP.

use super::hub::{Coming, Hub};
use super::missed::{Missed, missed};
use super::topics::Interest;
use super::{bell, dispatch, typing as signals};
use crate::notifications;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::Position;
use kernel::web::Page;
use kernel::web::events::{self, event};

/// `GET /live?topics=&seen=&after=`
pub async fn listen(page: Page) -> Result<Response> {
    let member = page.viewer.signed_in()?;
    let after = last_heard(&page)?;
    let (viewer, topics, seen) = (page.viewer.clone(), page.query("topics"), page.query("seen"));
    let reading = async move |tx: &Tx| {
        Interest::read(tx, &viewer, topics.as_deref().unwrap_or_default(), seen.as_deref().unwrap_or_default()).await
    };
    let interest = page.app.db.read(reading).await?;
    let hub = page.app.part::<Hub>();
    hub.begun(async || dispatch::begin(&page.app, &hub).await).await?;
    let (way, language) = (page.viewer.way, page.speech.language());
    // It listens first and is caught up then: what happens meanwhile waits for it.
    let entered = hub.enter(Coming { member, way, language, interest: interest.clone(), after });
    let (app, viewer, to) = (page.app.clone(), page.viewer.clone(), entered.position);
    let caught_up = async move |tx: &Tx| {
        let missed = missed(&app, tx, member, &interest, after.unwrap_or(to), to).await?;
        Ok((missed, notifications::queries::unread(&app, tx, &viewer).await?))
    };
    let (missed, unread) = page.app.db.read(caught_up).await?;
    hub.note_unread(member, unread);
    let mut first = begin(after.unwrap_or_default().max(to), entered.number);
    match missed {
        Missed::Events(events) => first.extend(events.iter().flat_map(|event| event.iter())),
        Missed::TooMuch => first.extend_from_slice(&event("reload", &to.to_string(), "{}")),
    }
    first.extend_from_slice(&bell::told(&page.speech, unread));
    Ok(events::stream(Bytes::from(first), entered.told, entered.stay))
}

/// How long to wait before coming back, and where the page is. Pages come back spread over some seconds, so
/// that a node that starts anew is not asked by all of them at once.
fn begin(at: Position, number: u64) -> Vec<u8> {
    let wait = 1_500 + number.wrapping_mul(2_654_435_761) % 5_000;
    let mut first = format!("retry: {wait}\n").into_bytes();
    first.extend_from_slice(&event("at", &at.to_string(), ""));
    first
}

/// A browser that comes back by itself sends a header; a page that comes back cannot.
fn last_heard(page: &Page) -> Result<Option<Position>> {
    let header = page.headers().get("last-event-id").and_then(|value| value.to_str().ok()).map(str::to_owned);
    let heard = header.filter(|text| !text.is_empty()).or_else(|| page.query("after"));
    heard.filter(|text| !text.is_empty()).map(|text| text.parse()).transpose()
}

/// `POST /posts/{id}/typing`
pub async fn typing(page: Page, Path(id): Path<String>) -> Result<Response> {
    let post: Id = id.parse()?;
    signals::signal(&page.app, &page.viewer, post).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
