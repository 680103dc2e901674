//! The page of notifications, and what is done there.

use super::queries::{self, Show};
use super::types::Notice;
use super::{ops, unsubscribe};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use kernel::clock::DAY;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::web::{Cx, Input, Listing, Page};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

const MOST: i64 = 30;

#[derive(Serialize, ToSchema)]
pub struct NotificationsPage {
    pub items: Vec<Notice>,
    /// How much is new; it stops counting at 99.
    pub unread: i64,
    pub next: Option<String>,
    #[serde(skip)]
    pub show: &'static str,
    /// The newest that was there: "all" means up to it.
    #[serde(skip)]
    pub newest: Id,
}

/// The notifications of one day.
pub struct Day<'a> {
    pub label: String,
    pub items: Vec<&'a Notice>,
}

impl NotificationsPage {
    /// Grouped by the days of the reader's calendar.
    pub fn days(&self, cx: &Cx) -> Vec<Day<'_>> {
        let mut days: Vec<Day<'_>> = Vec::new();
        for item in &self.items {
            let label = day(cx, item.at);
            match days.last_mut() {
                Some(last) if last.label == label => last.items.push(item),
                _ => days.push(Day { label, items: vec![item] }),
            }
        }
        days
    }

    /// Whether something unread is on this page.
    pub fn has_unread(&self) -> bool {
        self.items.iter().any(|item| !item.read)
    }

    /// The first that is unread: where the reader is led.
    pub fn is_first_unread(&self, id: &Id) -> bool {
        self.items.iter().find(|item| !item.read).is_some_and(|item| item.id == *id)
    }
}

fn day(cx: &Cx, at: i64) -> String {
    let date = cx.speech.date(at);
    if date == cx.speech.date(cx.now) {
        return cx.t("notifications-today").into_owned();
    }
    if date == cx.speech.date(cx.now - DAY) {
        return cx.t("time-yesterday").into_owned();
    }
    date
}

#[derive(Template)]
#[template(path = "notifications/templates/notifications.html")]
struct NotificationsHtml<'a> {
    cx: &'a Cx,
    page: &'a NotificationsPage,
}
screen!(NotificationsPage, NotificationsHtml);

/// `GET /notifications?show=&before=`
pub async fn list(page: Page) -> Result<Response> {
    let show =
        Show::parse(&page.query("show").unwrap_or_default()).ok_or_else(|| Error::field("show", "not-a-choice"))?;
    let (at, before) = (page.clone(), page.before()?);
    let (items, unread) = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let items = queries::list(&at.app, tx, &at.viewer, show, before, MOST + 1).await?;
            Ok((items, queries::unread(&at.app, tx, &at.viewer).await?))
        })
        .await?;
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    let list = Listing::cut(items, most, |item| item.id.to_string());
    let items: Vec<Notice> = list.items.into_iter().map(|item| item.spoken(&page.speech)).collect();
    let newest = items.first().map(|item| item.id).unwrap_or_default();
    let first = before == Id::MAX;
    if first && items.iter().any(|item| !item.read) && is_looked_at(&page) {
        let member = page.viewer.signed_in()?;
        page.app.db.write(async move |tx: &Tx| ops::see(tx, member, newest).await).await?;
    }
    page.show(NotificationsPage { items, unread, next: list.next, show: show.word(), newest }).await
}

/// A browser that fetches ahead has shown nothing to anybody; a program looks for itself.
fn is_looked_at(page: &Page) -> bool {
    let ahead = page.headers().get("sec-purpose").and_then(|value| value.to_str().ok()).unwrap_or_default();
    !page.wants_json() && !ahead.starts_with("prefetch") && page.viewer.may_write()
}

/// Marks what one was told about a post as read: its page is looked at, by whichever way one came.
pub async fn opened(page: &Page, post: Id) -> Result<()> {
    let Some(member) = page.viewer.member.filter(|_| is_looked_at(page)) else { return Ok(()) };
    let viewer = page.viewer.clone();
    let news = page.app.db.read(async move |tx: &Tx| queries::has_news_of(tx, &viewer, post).await).await?;
    if news {
        page.app
            .db
            .write(async move |tx: &Tx| {
                ops::read_about(tx, member, post).await?;
                ops::read(tx, member, &[post]).await
            })
            .await?;
    }
    Ok(())
}

/// `GET /notifications/{id}`: marks it as read and leads to what it is about.
pub async fn open(page: Page, Path(id): Path<String>) -> Result<Response> {
    let (id, member, at): (Id, _, _) = (id.parse()?, page.viewer.signed_in()?, page.clone());
    let found = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let own = queries::these(&at.app, tx, &at.viewer, &[id]).await?.pop();
            let broadcast = crate::announcements::queries::one(tx, &at.viewer, id).await?;
            Ok(own.or_else(|| broadcast.map(Notice::of_announcement)))
        })
        .await?;
    let notice = found.ok_or(Error::NotFound)?;
    if !notice.read && page.viewer.may_write() {
        page.app.db.write(async move |tx: &Tx| ops::read(tx, member, &[id]).await).await?;
    }
    if page.wants_json() {
        page.json(&notice.spoken(&page.speech))
    } else {
        Ok(Redirect::to(&notice.url).into_response())
    }
}

/// What is sent to mark as read.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ReadForm {
    #[serde(deserialize_with = "kernel::web::input::list")]
    pub ids: Vec<String>,
    #[serde(deserialize_with = "kernel::web::input::flag")]
    pub all: bool,
    /// With `all`: what came later stays unread.
    #[serde(deserialize_with = "kernel::web::input::text")]
    pub before: String,
}

/// `PUT /notifications/read`
pub async fn read(page: Page, form: Input<ReadForm>) -> Result<Response> {
    let (form, member) = (form.value, page.viewer.signed_in()?);
    let wrong = |field: &'static str| move |_| Error::field(field, "wrong-type");
    let ids: Vec<Id> = form.ids.iter().map(|id| id.parse().map_err(wrong("ids"))).collect::<Result<_>>()?;
    let before: Id = match form.before.as_str() {
        "" => Id::MAX,
        text => text.parse().map_err(wrong("before"))?,
    };
    if !form.all && ids.is_empty() {
        return Err(Error::field("ids", "required"));
    }
    let at = page.clone();
    let unread = page
        .app
        .db
        .write(async move |tx: &Tx| {
            if form.all {
                ops::read_all(tx, member, before).await?;
            } else {
                ops::read(tx, member, &ids).await?;
            }
            queries::unread(&at.app, tx, &at.viewer).await
        })
        .await?;
    page.done("/notifications", &json!({ "unread": unread }))
}

/// What a link of a mail leads to: a page that asks, because those who look into mails follow links.
#[derive(Serialize)]
pub struct UnsubscribePage {
    token: String,
    kind: &'static str,
    done: bool,
}

#[derive(Template)]
#[template(path = "notifications/templates/unsubscribe.html")]
struct UnsubscribeHtml<'a> {
    cx: &'a Cx,
    page: &'a UnsubscribePage,
}
screen!(UnsubscribePage, UnsubscribeHtml);

/// `GET /unsubscribe/{token}`
pub async fn unsubscribe_form(page: Page, Path(token): Path<String>) -> Result<Response> {
    let found = unsubscribe::read(&page.app, &token).await?;
    let kind = unsubscribe::text(&page.app, &found.kind).ok_or(Error::NotFound)?;
    page.show(UnsubscribePage { token, kind, done: page.query("done").is_some() }).await
}

/// `POST /unsubscribe/{token}`: by a click in a mail program (RFC 8058), or by the button of the page.
pub async fn unsubscribe(page: Page, Path(token): Path<String>) -> Result<Response> {
    let found = unsubscribe::read(&page.app, &token).await?;
    unsubscribe::text(&page.app, &found.kind).ok_or(Error::NotFound)?;
    unsubscribe::stop(&page.app, &found).await?;
    page.done(&format!("/unsubscribe/{token}?done=1"), &json!({ "unsubscribed": found.kind }))
}
