//! An event on its own page.

use super::super::chat::{self, ChatView};
use super::super::types::LIVE_CHAT;
use super::super::types::{EventView, type_class, type_text};
use super::super::{access, queries};
use super::moment;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use community::posts::Opened;
use community::posts::pages::show::{PostPage, page_of};
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Page, Wants};
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct EventPage {
    #[serde(flatten)]
    pub view: EventView,
    /// It may be cancelled, moved and run by the viewer.
    pub may_run: bool,
    /// What is asked in a live chat.
    pub chat: Option<ChatView>,
    /// What is said about it.
    #[serde(skip)]
    pub talk: PostPage,
    #[serde(skip)]
    pub errors: Vec<FieldProblem>,
    #[serde(skip)]
    pub over: bool,
    #[serde(skip)]
    pub once: String,
}

impl EventPage {
    fn type_text(&self) -> &'static str {
        type_text(&self.view.event_type)
    }

    fn type_class(&self) -> &'static str {
        type_class(&self.view.event_type)
    }

    fn answer(&self) -> &str {
        self.view.reply.as_ref().map_or("", |reply| reply.answer.as_str())
    }

    fn waits(&self) -> bool {
        self.view.reply.as_ref().is_some_and(|reply| reply.waiting)
    }

    fn by_mail(&self) -> bool {
        self.view.reply.as_ref().is_none_or(|reply| reply.mail)
    }

    fn is_series(&self) -> bool {
        !self.view.rules.is_empty()
    }

    fn is_full(&self) -> bool {
        self.view.capacity.is_some_and(|capacity| self.view.going >= capacity)
    }

    /// The zone of the event, where it is another than the reader's.
    fn other_zone(&self, cx: &Cx) -> Option<&str> {
        (cx.speech.zone().name() != self.view.zone).then_some(self.view.zone.as_str())
    }
}

#[derive(Template)]
#[template(path = "events/templates/event.html")]
struct EventHtml<'a> {
    cx: &'a Cx,
    page: &'a EventPage,
}
screen!(EventPage, EventHtml);

/// `GET /events/{id}?on=`: `on` names one time of a series.
pub async fn show(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let event = load(&page, id, moment(&page, "on")?).await?;
    if let (Some(opened), Wants::Html) = (page.app.part::<Opened>().0, page.wants) {
        match opened(&page, id).await {
            // What cannot be noted now is read all the same.
            Err(Error::Unavailable(cause)) => tracing::debug!(cause, "an event was opened without a note of it"),
            noted => noted?,
        }
    }
    page.show(event).await
}

pub async fn load(page: &Page, id: Id, on: Option<Millis>) -> Result<EventPage> {
    let at = page.clone();
    page.app
        .db
        .read(async move |tx: &Tx| {
            let viewer = &at.viewer;
            let event = access::find(tx, viewer, id).await?;
            let view = queries::view(tx, viewer, &event, on).await?;
            let may_run = viewer.member.is_some() && access::may_run(tx, viewer, &event).await?;
            let chat = match view.event_type.as_str() {
                LIVE_CHAT => Some(chat::view(tx, viewer, &event).await?),
                _ => None,
            };
            let mut talk = page_of(tx, &at, id).await?;
            // What was asked is not said about it.
            let asked: Vec<Id> = match &chat {
                Some(_) => tx.column("select post from chat_questions where event = $1", kernel::args![id]).await?,
                None => Vec::new(),
            };
            if chat.is_some() {
                talk.thread.retain(|comment| !asked.contains(&comment.id));
                let said: usize = talk.thread.iter().map(|comment| 1 + comment.replies.len()).sum();
                talk.post.comments = i64::try_from(said).unwrap_or_default();
            }
            Ok(EventPage {
                chat,
                once: at.app.random.secret(),
                over: view.ends <= tx.now(),
                talk,
                view,
                may_run,
                errors: Vec::new(),
            })
        })
        .await
}
