//! Reading questions, answering, and deciding about them.

pub mod answers;
pub mod deciding;
pub mod list;
pub mod show;

use super::access;
use super::types::question_path;
use axum::response::Response;
use community::posts::types::Post;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::{Seen, Viewer};
use kernel::web::{Page, Wants};
use serde_json::Value;
use std::sync::Arc;

pub fn answer_path(question: Id, answer: Id) -> String {
    format!("/questions/{question}#c{answer}")
}

/// Finds a question and changes something of it in one transaction.
pub async fn of_question<T, F>(page: &Page, id: Id, change: F) -> Result<T>
where
    F: AsyncFn(&Tx, &Arc<Viewer>, Seen<Post>) -> Result<T> + Send + 'static,
    T: Send + 'static,
{
    let viewer = page.viewer.clone();
    page.app
        .db
        .write(async move |tx: &Tx| {
            let question = access::question(tx, &viewer, id).await?;
            change(tx, &viewer, question).await
        })
        .await
}

/// The same with one of its answers.
async fn of_answer<T, F>(page: &Page, id: Id, answer: Id, change: F) -> Result<T>
where
    F: AsyncFn(&Tx, &Arc<Viewer>, Seen<Post>) -> Result<T> + Send + 'static,
    T: Send + 'static,
{
    of_question(page, id, async move |tx: &Tx, viewer: &Arc<Viewer>, question: Seen<Post>| {
        let answer = access::answer(tx, viewer, &question, answer).await?;
        change(tx, viewer, answer).await
    })
    .await
}

/// Back to the question; what was not accepted is told there.
async fn back(page: &Page, id: Id, done: Result<Value>) -> Result<Response> {
    match done {
        Ok(resource) => page.done(&question_path(id), &resource),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let mut question = show::load(page, id).await?;
            question.errors = page.told(&errors);
            page.show_again(question).await
        }
        Err(error) => Err(error),
    }
}
