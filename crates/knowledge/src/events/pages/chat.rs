//! A live chat: its questions as a part of the page of the event, and the desk of those who run it.

use super::super::chat::{self, AskForm, ChatForm, ChatView, DeskForm, MOST_ANSWER, MOST_QUESTION};
use super::super::types::event_path;
use super::super::{access, record};
use super::of_event;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use community::posts::compose::prepare;
use community::posts::types::Post;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Position};
use kernel::screen;
use kernel::viewer::{Seen, Viewer};
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Page, Wants};
use serde::Serialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// The questions of a chat, without the page around them.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ChatPart {
    #[serde(flatten)]
    pub chat: ChatView,
}

#[derive(Template)]
#[template(path = "events/templates/chat_part.html")]
struct PartHtml<'a> {
    cx: &'a Cx,
    page: &'a ChatPart,
}
screen!(ChatPart, PartHtml);

/// The desk: the questions in their order, with what one does with them.
#[derive(Serialize)]
pub struct DeskPage {
    #[serde(flatten)]
    chat: ChatView,
    #[serde(skip)]
    title: String,
    #[serde(skip)]
    since: Position,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
}

#[derive(Template)]
#[template(path = "events/templates/desk.html")]
struct DeskHtml<'a> {
    cx: &'a Cx,
    page: &'a DeskPage,
}
screen!(DeskPage, DeskHtml);

async fn read(page: &Page, id: Id, desk: bool) -> Result<(ChatView, String, Position)> {
    let at = page.clone();
    page.app
        .db
        .read(async move |tx: &Tx| {
            let event = access::find(tx, &at.viewer, id).await?;
            let view = chat::view(tx, &at.viewer, &event).await?;
            if desk && !view.may_answer {
                return Err(Error::Forbidden("events-experts-only"));
            }
            let since = journal::end(&at.app.db, tx).await?;
            Ok((ChatView { desk, ..view }, event.title.clone(), since))
        })
        .await
}

/// `GET /events/{id}/chat?desk=`
pub async fn part(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let (chat, ..) = read(&page, id, page.query("desk").is_some_and(|desk| desk == "1")).await?;
    if page.wants_json() { page.json(&chat) } else { page.fragment(ChatPart { chat }).await }
}

/// `GET /events/{id}/desk`
pub async fn desk(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let (chat, title, since) = read(&page, id, true).await?;
    page.show(DeskPage { chat, title, since, errors: Vec::new() }).await
}

/// Back to where one came from: the part, the desk, or the event. What was not accepted is told there.
async fn back(page: &Page, id: Id, desk: bool, done: Result<Value>) -> Result<Response> {
    match done {
        Ok(_) if page.wants == Wants::Fragment => {
            let (chat, ..) = read(page, id, desk).await?;
            page.fragment(ChatPart { chat }).await
        }
        Ok(resource) if desk => page.done(&format!("{}/desk", event_path(id)), &resource),
        Ok(resource) => page.done(&format!("{}#chat", event_path(id)), &resource),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html && desk => {
            let (chat, title, since) = read(page, id, true).await?;
            page.show_again(DeskPage { chat, title, since, errors: page.told(&errors) }).await
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let mut event = super::show::load(page, id, None).await?;
            event.errors = page.told(&errors);
            page.show_again(event).await
        }
        Err(error) => Err(error),
    }
}

/// `PUT /events/{id}/chat`
pub async fn set_state(page: Page, Path(id): Path<String>, input: Input<ChatForm>) -> Result<Response> {
    let id: Id = id.parse()?;
    let state = input.value.state;
    let done = of_event(&page, id, async move |tx: &Tx, viewer: &Arc<Viewer>, event: Seen<Post>| {
        let event = access::run(tx, viewer, event).await?;
        chat::set_state(tx, viewer, &event, &state).await?;
        Ok(json!({ "state": state }))
    });
    back(&page, id, true, done.await).await
}

/// `POST /events/{id}/questions`
pub async fn ask(page: Page, Path(id): Path<String>, mut input: Input<AskForm>) -> Result<Response> {
    let id: Id = id.parse()?;
    if input.value.once.is_empty() {
        input.value.once = page.idempotency_key();
    }
    let form = input.value;
    let asked = async {
        chat::check(&form.body, MOST_QUESTION)?;
        let prepared = prepare(&page, &form.body).await?;
        let form = form.clone();
        of_event(&page, id, async move |tx: &Tx, viewer: &Arc<Viewer>, event: Seen<Post>| {
            let once = Some(form.once.as_str()).filter(|once| !once.is_empty());
            let question = chat::ask(tx, viewer, &event, &form.body, &prepared, once).await?;
            Ok(json!({ "id": question }))
        })
        .await
    };
    match asked.await {
        Ok(resource) if page.wants_json() => page.created(&event_path(id), &resource),
        done => back(&page, id, false, done).await,
    }
}

/// `PUT /events/{id}/questions/{question}/vote`
pub async fn vote(page: Page, Path((id, question)): Path<(String, String)>) -> Result<Response> {
    set_vote(page, &id, &question, true).await
}

/// `DELETE /events/{id}/questions/{question}/vote`
pub async fn unvote(page: Page, Path((id, question)): Path<(String, String)>) -> Result<Response> {
    set_vote(page, &id, &question, false).await
}

async fn set_vote(page: Page, id: &str, question: &str, wanted: bool) -> Result<Response> {
    let (id, question): (Id, Id) = (id.parse()?, question.parse()?);
    let done = of_event(&page, id, async move |tx: &Tx, viewer: &Arc<Viewer>, event: Seen<Post>| {
        chat::vote(tx, viewer, &event, question, wanted).await?;
        Ok(json!({ "voted": wanted }))
    });
    back(&page, id, false, done.await).await
}

/// `PUT /events/{id}/questions/{question}`
pub async fn arrange(
    page: Page,
    Path((id, question)): Path<(String, String)>,
    input: Input<DeskForm>,
) -> Result<Response> {
    let (id, question): (Id, Id) = (id.parse()?, question.parse()?);
    let form = input.value;
    let done = of_event(&page, id, async move |tx: &Tx, viewer: &Arc<Viewer>, event: Seen<Post>| {
        let event = access::run(tx, viewer, event).await?;
        chat::arrange(tx, viewer, &event, question, &form).await?;
        Ok(json!({ "arranged": true }))
    });
    back(&page, id, true, done.await).await
}

/// `POST /events/{id}/questions/{question}/answers`
pub async fn answer(
    page: Page,
    Path((id, question)): Path<(String, String)>,
    input: Input<AskForm>,
) -> Result<Response> {
    let (id, question): (Id, Id) = (id.parse()?, question.parse()?);
    let body = input.value.body;
    let answered = async {
        chat::check(&body, MOST_ANSWER)?;
        let prepared = prepare(&page, &body).await?;
        let body = body.clone();
        of_event(&page, id, async move |tx: &Tx, viewer: &Arc<Viewer>, event: Seen<Post>| {
            let answer = chat::answer(tx, viewer, &event, question, &body, &prepared).await?;
            Ok(json!({ "id": answer }))
        })
        .await
    };
    match answered.await {
        Ok(resource) if page.wants_json() => page.created(&event_path(id), &resource),
        done => back(&page, id, true, done).await,
    }
}

/// `POST /events/{id}/record`
pub async fn put_on_record(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let done = of_event(&page, id, async move |tx: &Tx, viewer: &Arc<Viewer>, event: Seen<Post>| {
        let event = access::run(tx, viewer, event).await?;
        Ok(serde_json::to_value(record::put(tx, viewer, &event).await?)?)
    });
    back(&page, id, false, done.await).await
}
