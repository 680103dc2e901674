//! Calendars for other programs: one event to download, what is public in a space, and a member's own by its secret
//! address.

use super::super::calendar::{Sheet, write};
use super::super::queries::{self, Planned};
use super::super::types::event_path;
use super::super::{feeds, letters};
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use community::identity::queries::company;
use community::notifications::{host, site};
use community::posts::access::VISIBLE;
use community::spaces::access::find_readable;
use community::viewer_args;
use kernel::app::App;
use kernel::clock::{DAY, Millis};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::viewer::Viewer;
use kernel::web::{Cx, Page};
use serde::Serialize;
use utoipa::ToSchema;

/// Events in a calendar, and how far back it goes.
const MOST: i64 = 500;
const BACK: Millis = 90 * DAY;

/// `GET /events/{id}/invitation.ics`
pub async fn one(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let (app, viewer) = (page.app.clone(), page.viewer.clone());
    let read = page.app.db.read(async move |tx: &Tx| {
        let events = queries::planned(tx, &viewer, &[id]).await?;
        let name = events.first().ok_or(Error::NotFound)?.title.clone();
        object(&app, tx, &name, &events).await
    });
    Ok(answer(read.await?, &format!("event-{id}.ics")))
}

/// `GET /calendar/{space}/events.ics`: through the eyes of a stranger, whoever asks, for it is copied and passed on.
pub async fn of_space(page: Page, Path(slug): Path<String>) -> Result<Response> {
    let app = page.app.clone();
    let read = page.app.db.read(async move |tx: &Tx| {
        let nobody = Viewer::nobody();
        let space = match find_readable(tx, &nobody, &slug).await {
            Err(Error::Forbidden(_)) => return Err(Error::NotFound),
            found => found?,
        };
        let events = lately(tx, &nobody, Some(space.id)).await?;
        object(&app, tx, &space.name, &events).await
    });
    Ok(answer(read.await?, "events.ics"))
}

/// `GET /events/feeds/{secret}?space=`: what its owner comes to or hosts; of a space all that they may see there.
pub async fn feed(page: Page, Path(secret): Path<String>) -> Result<Response> {
    let secret = secret.strip_suffix(".ics").unwrap_or(&secret).to_owned();
    let (app, slug) = (page.app.clone(), page.query("space").unwrap_or_default());
    let read = page.app.db.read(async move |tx: &Tx| {
        let viewer = feeds::viewer(tx, &secret).await?;
        let (name, space) = if slug.is_empty() {
            (company(tx).await?, None)
        } else {
            let space = match find_readable(tx, &viewer, &slug).await {
                Err(Error::Forbidden(_)) => return Err(Error::NotFound),
                found => found?,
            };
            (space.name.clone(), Some(space.id))
        };
        let events = lately(tx, &viewer, space).await?;
        object(&app, tx, &name, &events).await
    });
    let mut response = answer(read.await?, "events.ics");
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Ok(response)
}

/// What took place lately or is still to come: of a space, or what the viewer takes part in.
async fn lately(tx: &Tx, viewer: &Viewer, space: Option<Id>) -> Result<Vec<Planned>> {
    let whose = match space {
        Some(_) => "e.space = $4",
        None => {
            "cast($4 as bigint) = 0 and (e.post in (select r.event from event_replies r where r.member = $1
                 and r.answer in ('yes', 'maybe') and r.waiting = 0)
             or e.post in (select w.event from event_people w where w.member = $1))"
        }
    };
    let sql = format!(
        "select e.post from events e cross join posts p
         where {whose} and p.id = e.post and {}
           and exists (select 1 from event_occurrences o where o.event = e.post and o.ends > $5)
         order by e.post desc limit $6",
        *VISIBLE
    );
    let ids: Vec<Id> = tx.column(&sql, viewer_args![viewer, space.unwrap_or_default(), tx.now() - BACK, MOST]).await?;
    queries::planned(tx, viewer, &ids).await
}

async fn object(app: &App, tx: &Tx, name: &str, events: &[Planned]) -> Result<String> {
    let ids: Vec<Id> = events.iter().map(|planned| planned.event.post).collect();
    let exceptions = queries::exceptions(tx, &ids).await?;
    let times = letters::extra_times(tx, events).await?;
    let host = host(app);
    write(&Sheet {
        name,
        method: None,
        events,
        exceptions: &exceptions,
        times: &times,
        site: site(app),
        host: &host,
        parties: None,
    })
}

fn answer(object: String, name: &str) -> Response {
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    let file = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let file = (header::CONTENT_DISPOSITION, file.unwrap_or_else(|_| HeaderValue::from_static("attachment")));
    let cache = (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    ([kind, file, cache], object).into_response()
}

/// One's own calendar address.
#[derive(Serialize, ToSchema)]
pub struct FeedPage {
    /// When it was made; null: there is none.
    pub made: Option<Millis>,
    /// The address, once: when it has just been made.
    pub url: Option<String>,
}

#[derive(Template)]
#[template(path = "events/templates/feed.html")]
struct FeedHtml<'a> {
    cx: &'a Cx,
    page: &'a FeedPage,
}
screen!(FeedPage, FeedHtml);

/// `GET /events/feed`
pub async fn own(page: Page) -> Result<Response> {
    let member = page.viewer.signed_in()?;
    let made = page.app.db.read(async move |tx: &Tx| feeds::made(tx, member).await).await?;
    page.show(FeedPage { made, url: None }).await
}

/// `PUT /events/feed`: the one before stops. It is shown this once.
pub async fn make(page: Page) -> Result<Response> {
    let (viewer, secret) = (page.viewer.clone(), page.app.random.secret());
    let url = format!("{}/events/feeds/{secret}.ics", site(&page.app));
    let now = page.app.db.write(async move |tx: &Tx| {
        feeds::make(tx, &viewer, &secret).await?;
        Ok(tx.now())
    });
    let mut response = page.show(FeedPage { made: Some(now.await?), url: Some(url) }).await?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// `DELETE /events/feed`
pub async fn revoke(page: Page) -> Result<Response> {
    let viewer = page.viewer.clone();
    page.app.db.write(async move |tx: &Tx| feeds::revoke(tx, &viewer).await).await?;
    page.done("/events/feed", &FeedPage { made: None, url: None })
}

/// Where an event is read.
pub fn home(id: Id, form: bool) -> String {
    if form { format!("{}/edit", event_path(id)) } else { event_path(id) }
}
