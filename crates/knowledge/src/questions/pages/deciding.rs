//! Votes, the accepted answer, closing and opening again, merging.

use super::super::types::{AcceptanceForm, ClosureForm, MergerForm, VoteForm, named_question, question_path};
use super::super::{access, merging, ops};
use super::{answer_path, back, of_question, show};
use axum::extract::Path;
use axum::response::Response;
use community::posts::types::Post;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::{Seen, Viewer};
use kernel::web::{Input, Page, Wants};
use serde::Serialize;
use serde_json::json;
use std::sync::Arc;
use utoipa::ToSchema;

/// `PUT /questions/{id}/acceptance`
pub async fn accept(page: Page, Path(id): Path<String>, input: Input<AcceptanceForm>) -> Result<Response> {
    let id: Id = id.parse()?;
    let answer: Id = input.value.answer.parse().map_err(|_| Error::field("answer", "not-found"))?;
    of_question(&page, id, async move |tx: &Tx, viewer: &Arc<Viewer>, question: Seen<Post>| {
        let answer = match access::answer(tx, viewer, &question, answer).await {
            Err(Error::NotFound) => return Err(Error::field("answer", "not-found")),
            found => found?,
        };
        let question = access::decided(tx, viewer, question).await?;
        ops::accept(tx, viewer, &question, &answer).await
    })
    .await?;
    page.done(&answer_path(id, answer), &json!({ "accepted": answer }))
}

/// `DELETE /questions/{id}/acceptance`
pub async fn unaccept(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    of_question(&page, id, async |tx: &Tx, viewer: &Arc<Viewer>, question: Seen<Post>| {
        let question = access::decided(tx, viewer, question).await?;
        ops::unaccept(tx, viewer, &question).await
    })
    .await?;
    page.done(&question_path(id), &json!({ "accepted": null }))
}

/// `PUT /questions/{id}/closure`
pub async fn close(page: Page, Path(id): Path<String>, input: Input<ClosureForm>) -> Result<Response> {
    let id: Id = id.parse()?;
    let ClosureForm { reason, other } = input.value;
    let other = match other.trim() {
        "" => None,
        text => Some(named_question(text).ok_or_else(|| Error::field("other", "not-found"))?),
    };
    let closed = of_question(&page, id, async move |tx: &Tx, viewer: &Arc<Viewer>, question: Seen<Post>| {
        let question = access::decided(tx, viewer, question).await?;
        if let Some(other) = other.filter(|_| reason == "duplicate") {
            let other = access::other(tx, viewer, other).await?;
            merging::note_repeated(tx, question.id, other.id).await?;
        }
        ops::close(tx, viewer, &question, &reason).await
    });
    back(&page, id, closed.await.map(|()| json!({ "closed": true }))).await
}

/// `DELETE /questions/{id}/closure`
pub async fn reopen(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let opened = of_question(&page, id, async |tx: &Tx, viewer: &Arc<Viewer>, question: Seen<Post>| {
        let question = access::decided(tx, viewer, question).await?;
        ops::reopen(tx, viewer, &question).await
    });
    back(&page, id, opened.await.map(|()| json!({ "closed": false }))).await
}

/// `PUT /questions/{id}/merger`
pub async fn merge(page: Page, Path(id): Path<String>, input: Input<MergerForm>) -> Result<Response> {
    let id: Id = id.parse()?;
    let named = named_question(&input.value.other);
    let merged = of_question(&page, id, async move |tx: &Tx, viewer: &Arc<Viewer>, question: Seen<Post>| {
        let question = access::curated(tx, viewer, question).await?;
        let other = named.ok_or_else(|| Error::field("other", "not-found"))?;
        let other = access::other(tx, viewer, other).await?;
        let other = access::curated(tx, viewer, other).await?;
        merging::merge(tx, viewer, &question, &other).await?;
        Ok(other.id)
    });
    match merged.await {
        Ok(other) => page.done(&question_path(other), &json!({ "merged": other })),
        Err(refused) => back(&page, id, Err(refused)).await,
    }
}

/// `DELETE /questions/{id}/merger`
pub async fn part(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    of_question(&page, id, async |tx: &Tx, viewer: &Arc<Viewer>, question: Seen<Post>| {
        let question = access::curated(tx, viewer, question).await?;
        merging::part(tx, viewer, &question).await
    })
    .await?;
    page.done(&question_path(id), &json!({ "merged": null }))
}

/// How a post stands after a vote.
#[derive(Serialize, ToSchema)]
pub struct Voted {
    pub score: i64,
    /// One's own vote: 1, -1, or 0 for none.
    pub vote: i64,
}

/// `PUT /posts/{id}/vote`
pub async fn vote(page: Page, Path(id): Path<String>, input: Input<VoteForm>) -> Result<Response> {
    let value = match input.value.value.as_str() {
        "1" => 1,
        "-1" => -1,
        _ => return Err(Error::field("value", "vote-value")),
    };
    set_vote(page, id.parse()?, value, input.value.reason).await
}

/// `DELETE /posts/{id}/vote`
pub async fn unvote(page: Page, Path(id): Path<String>) -> Result<Response> {
    set_vote(page, id.parse()?, 0, String::new()).await
}

async fn set_vote(page: Page, id: Id, value: i64, reason: String) -> Result<Response> {
    let viewer = page.viewer.clone();
    let voted = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let post = access::votable(tx, &viewer, id).await?;
            let score = match ops::vote(tx, &viewer, &post, value, &reason).await {
                // Not an error yet: a page wants to say it beside the answer.
                Err(Error::Invalid(errors)) => return Ok((post.root(), Err(errors))),
                score => score?,
            };
            Ok((post.root(), Ok(score)))
        })
        .await?;
    match voted {
        (question, Ok(score)) => {
            let to = if question == id { question_path(id) } else { answer_path(question, id) };
            page.done(&to, &Voted { score, vote: value })
        }
        (question, Err(errors)) if page.wants == Wants::Html => {
            let mut again = show::load(&page, question).await?;
            again.refused_vote = Some((id, page.told(&errors)));
            page.show_again(again).await
        }
        (_, Err(errors)) => Err(Error::Invalid(errors)),
    }
}
