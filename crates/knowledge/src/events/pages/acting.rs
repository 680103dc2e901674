//! Answering, cancelling.

use super::super::types::ReplyForm;
use super::super::{access, ops, replies};
use super::write::one;
use super::{back, of_event};
use axum::extract::Path;
use axum::response::Response;
use community::posts::types::Post;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::viewer::{Seen, Viewer};
use kernel::web::{Input, Page};
use serde_json::json;
use std::sync::Arc;

/// `PUT /events/{id}/reply`
pub async fn reply(page: Page, Path(id): Path<String>, input: Input<ReplyForm>) -> Result<Response> {
    let id: Id = id.parse()?;
    let form = input.value;
    let done = of_event(&page, id, async move |tx: &Tx, viewer: &Arc<Viewer>, event: Seen<Post>| {
        Ok(serde_json::to_value(replies::reply(tx, viewer, &event, &form).await?)?)
    });
    back(&page, id, done.await).await
}

/// `DELETE /events/{id}/reply`
pub async fn withdraw(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let done = of_event(&page, id, async move |tx: &Tx, viewer: &Arc<Viewer>, event: Seen<Post>| {
        replies::withdraw(tx, viewer, &event).await?;
        Ok(json!({ "answer": null }))
    });
    back(&page, id, done.await).await
}

/// `PUT /events/{id}/cancellation`
pub async fn cancel(page: Page, Path(id): Path<String>) -> Result<Response> {
    set_cancelled(page, id, true).await
}

/// `DELETE /events/{id}/cancellation`
pub async fn uncancel(page: Page, Path(id): Path<String>) -> Result<Response> {
    set_cancelled(page, id, false).await
}

async fn set_cancelled(page: Page, id: String, cancelled: bool) -> Result<Response> {
    let id: Id = id.parse()?;
    let done = of_event(&page, id, async move |tx: &Tx, viewer: &Arc<Viewer>, event: Seen<Post>| {
        let event = access::run(tx, viewer, event).await?;
        if cancelled {
            ops::cancel(tx, viewer, &event).await?;
        } else {
            ops::uncancel(tx, viewer, &event).await?;
        }
        Ok(json!({ "cancelled": cancelled }))
    });
    back(&page, id, done.await).await
}

/// `PUT /events/{id}/occurrences/{original}/cancellation`
pub async fn cancel_one(page: Page, Path((id, original)): Path<(String, String)>) -> Result<Response> {
    set_cancelled_one(page, &id, &original, true).await
}

/// `DELETE /events/{id}/occurrences/{original}/cancellation`
pub async fn uncancel_one(page: Page, Path((id, original)): Path<(String, String)>) -> Result<Response> {
    set_cancelled_one(page, &id, &original, false).await
}

async fn set_cancelled_one(page: Page, id: &str, original: &str, cancelled: bool) -> Result<Response> {
    let (id, original) = one(id, original)?;
    let done = of_event(&page, id, async move |tx: &Tx, viewer: &Arc<Viewer>, event: Seen<Post>| {
        let event = access::run(tx, viewer, event).await?;
        ops::cancel_one(tx, viewer, &event, original, cancelled).await?;
        Ok(json!({ "cancelled": cancelled }))
    });
    back(&page, id, done.await).await
}
