//! Writing answers, changing them, opening them to all, saying that one helped.

use super::super::types::AnswerForm;
use super::super::{access, ops};
use super::{answer_path, of_answer, of_question, show};
use axum::extract::Path;
use axum::response::Response;
use community::posts::compose;
use community::posts::types::{Post, Prepared};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::text::{DiffLine, diff};
use kernel::viewer::{Seen, Viewer};
use kernel::web::page::MOST_KEY_CHARS;
use kernel::web::problems::FieldProblem;
use kernel::web::{Input, Page, Wants};
use serde::Serialize;
use serde_json::json;
use std::sync::Arc;
use utoipa::ToSchema;

/// An answer that was just written or changed.
#[derive(Serialize, ToSchema)]
pub struct Answered {
    pub id: Id,
    pub url: String,
    pub html: String,
}

/// `POST /questions/{id}/answers`
pub async fn answer(page: Page, Path(id): Path<String>, input: Input<AnswerForm>) -> Result<Response> {
    let id: Id = id.parse()?;
    let form = input.value;
    match write(&page, id, &form).await {
        Ok(answered) => page.created(&answered.url, &answered),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let mut question = show::load(&page, id).await?;
            question.form = form;
            question.errors = page.told(&errors);
            page.show_again(question).await
        }
        Err(error) => Err(error),
    }
}

async fn write(page: &Page, id: Id, form: &AnswerForm) -> Result<Answered> {
    let (body, prepared) = prepare(page, form).await?;
    let html = prepared.html.clone();
    let once = if form.once.is_empty() { page.idempotency_key() } else { form.once.clone() };
    let once = Some(once.chars().take(MOST_KEY_CHARS).collect::<String>()).filter(|once| !once.is_empty());
    let answer = of_question(page, id, async move |tx: &Tx, viewer: &Arc<Viewer>, question: Seen<Post>| {
        ops::answer(tx, viewer, &question, &body, &prepared, once.as_deref()).await
    });
    let answer = answer.await?;
    Ok(Answered { id: answer, url: answer_path(id, answer), html })
}

async fn prepare(page: &Page, form: &AnswerForm) -> Result<(String, Prepared)> {
    ops::check(form)?;
    let prepared = compose::prepare(page, &form.body).await?;
    Ok((form.body.replace("\r\n", "\n"), prepared))
}

/// The form of an answer.
#[derive(Serialize)]
pub struct RevisionPage {
    #[serde(skip)]
    question: Id,
    #[serde(skip)]
    title: String,
    #[serde(skip)]
    answer: Id,
    #[serde(skip)]
    form: AnswerForm,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
    /// What somebody else saved meanwhile, as it stands now.
    #[serde(skip)]
    meanwhile: Option<Vec<DiffLine>>,
}

screen!(RevisionPage, "questions/templates/revision.html");

/// `GET /questions/{id}/answers/{answer}/edit`
pub async fn edit(page: Page, Path((id, answer)): Path<(String, String)>) -> Result<Response> {
    let form = revision(&page, id.parse()?, answer.parse()?).await?;
    page.show(form).await
}

async fn revision(page: &Page, id: Id, answer: Id) -> Result<RevisionPage> {
    let viewer = page.viewer.clone();
    page.app
        .db
        .read(async move |tx: &Tx| {
            let question = access::question(tx, &viewer, id).await?;
            let answer = access::answer(tx, &viewer, &question, answer).await?;
            let answer = access::revised(tx, &viewer, answer).await?;
            Ok(RevisionPage {
                question: id,
                title: question.title.clone(),
                answer: answer.id,
                form: AnswerForm {
                    body: answer.body.clone(),
                    revision: answer.revision.to_string(),
                    ..AnswerForm::default()
                },
                errors: Vec::new(),
                meanwhile: None,
            })
        })
        .await
}

/// `PUT /questions/{id}/answers/{answer}`
pub async fn revise(
    page: Page,
    Path((id, answer)): Path<(String, String)>,
    input: Input<AnswerForm>,
) -> Result<Response> {
    let (id, answer): (Id, Id) = (id.parse()?, answer.parse()?);
    let form = input.value;
    match change(&page, id, answer, &form).await {
        Ok(answered) => page.done(&answered.url, &answered),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let kept = revision(&page, id, answer).await?;
            page.show_again(RevisionPage { form, errors: page.told(&errors), ..kept }).await
        }
        Err(Error::Conflict("edited-meanwhile")) if page.wants == Wants::Html => {
            // What was typed stays, beside what is there now; saving again is on top of that.
            let kept = revision(&page, id, answer).await?;
            let form = AnswerForm { revision: kept.form.revision.clone(), ..form };
            let meanwhile = Some(diff(&kept.form.body, &form.body));
            page.show_again(RevisionPage { form, meanwhile, ..kept }).await
        }
        Err(error) => Err(error),
    }
}

async fn change(page: &Page, id: Id, answer: Id, form: &AnswerForm) -> Result<Answered> {
    let (body, prepared) = prepare(page, form).await?;
    let (html, revision) = (prepared.html.clone(), form.revision.clone());
    of_answer(page, id, answer, async move |tx: &Tx, viewer: &Arc<Viewer>, answer: Seen<Post>| {
        let answer = access::revised(tx, viewer, answer).await?;
        let began_from = match revision.as_str() {
            "" => answer.revision,
            revision => revision.parse().map_err(|_| Error::field("revision", "wrong-type"))?,
        };
        ops::revise(tx, viewer, &answer, began_from, &body, &prepared).await
    })
    .await?;
    Ok(Answered { id: answer, url: answer_path(id, answer), html })
}

/// `PUT /questions/{id}/answers/{answer}/wiki`
pub async fn open(page: Page, at: Path<(String, String)>) -> Result<Response> {
    set_open(page, at, true).await
}

/// `DELETE /questions/{id}/answers/{answer}/wiki`
pub async fn unopen(page: Page, at: Path<(String, String)>) -> Result<Response> {
    set_open(page, at, false).await
}

async fn set_open(page: Page, Path((id, answer)): Path<(String, String)>, open: bool) -> Result<Response> {
    let (id, answer): (Id, Id) = (id.parse()?, answer.parse()?);
    of_answer(&page, id, answer, async move |tx: &Tx, viewer: &Arc<Viewer>, answer: Seen<Post>| {
        let answer = access::opened(tx, viewer, answer).await?;
        ops::open(tx, viewer, &answer, open).await
    })
    .await?;
    page.done(&answer_path(id, answer), &json!({ "wiki": open }))
}

/// `PUT /questions/{id}/answers/{answer}/reuse`
pub async fn reuse(page: Page, Path((id, answer)): Path<(String, String)>) -> Result<Response> {
    let (id, answer): (Id, Id) = (id.parse()?, answer.parse()?);
    of_answer(&page, id, answer, async |tx: &Tx, viewer: &Arc<Viewer>, answer: Seen<Post>| {
        ops::reuse(tx, viewer, &answer).await
    })
    .await?;
    page.done(&answer_path(id, answer), &json!({ "used": true }))
}

/// `DELETE /questions/{id}/answers/{answer}/reuse`
pub async fn unreuse(page: Page, Path((id, answer)): Path<(String, String)>) -> Result<Response> {
    let (id, answer): (Id, Id) = (id.parse()?, answer.parse()?);
    of_answer(&page, id, answer, async |tx: &Tx, viewer: &Arc<Viewer>, answer: Seen<Post>| {
        ops::unreuse(tx, viewer, &answer).await
    })
    .await?;
    page.done(&answer_path(id, answer), &json!({ "used": false }))
}
