//! Live updates: server-sent events (HTML Standard § 9.2) of new posts that the reader may see.
//!
//! The journal rings; then each open page asks, at most once a second, what is new for its reader. So
//! an event never tells of a post that the feed would not show. The same stream tells the bell.

use super::queries::{newer, newer_in};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::future::BoxFuture;
use futures_util::stream::{self, Stream};
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::Viewer;
use kernel::web::Page;
use serde_json::json;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::watch;

/// Between two looks of one open page.
const PAUSE: Duration = Duration::from_secs(1);

type Count = for<'a> fn(&'a App, &'a Tx, &'a Viewer) -> BoxFuture<'a, Result<i64>>;

/// How much is new for a viewer: registered by who knows it. `mark` is cheap and changes whenever the
/// count may be another, so an open page counts only then.
#[derive(Clone, Copy, Default)]
pub struct BellSource {
    pub mark: Option<Count>,
    pub unread: Option<Count>,
}

#[derive(Debug, Clone)]
enum Topic {
    /// The bell alone.
    Bell,
    Following,
    All,
    Space(String),
}

impl Topic {
    fn parse(text: &str) -> Result<Self> {
        match text {
            "bell" => Ok(Self::Bell),
            "feed:following" => Ok(Self::Following),
            "feed:latest" | "feed:for-you" => Ok(Self::All),
            other => match other.strip_prefix("space:") {
                Some(slug) if !slug.is_empty() => Ok(Self::Space(slug.to_owned())),
                _ => Err(Error::field("topics", "not-a-choice")),
            },
        }
    }
}

struct Listener {
    page: Page,
    topic: Topic,
    last: Id,
    bell: watch::Receiver<u64>,
    waiting: VecDeque<Told>,
    rung: Rung,
}

/// What goes out.
enum Told {
    Post(Id),
    Unread(i64),
}

/// What the page knows of the bell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Rung {
    mark: Option<i64>,
    unread: Option<i64>,
}

/// `GET /live?topics=&after=`
pub async fn stream(page: Page) -> Result<Response> {
    let topic = Topic::parse(&page.query("topics").unwrap_or_default())?;
    let resumed = page.headers().get("last-event-id").and_then(|value| value.to_str().ok()).map(str::to_owned);
    let last = match resumed.or_else(|| page.query("after")).filter(|text| !text.is_empty()) {
        Some(text) => text.parse().map_err(|_| Error::field("after", "wrong-type"))?,
        None => page.app.ids.next(),
    };
    let bell = page.app.db.journal_bell();
    let listener = Listener { page, topic, last, bell, waiting: VecDeque::new(), rung: Rung::default() };
    let alive = KeepAlive::new().interval(Duration::from_secs(20)).text("");
    Ok(Sse::new(events(listener)).keep_alive(alive).into_response())
}

fn events(listener: Listener) -> impl Stream<Item = std::result::Result<Event, Infallible>> {
    stream::unfold(listener, |mut listener| async move {
        loop {
            if let Some(told) = listener.waiting.pop_front() {
                return Some((Ok(listener.event(&told)), listener));
            }
            listener.bell.mark_unchanged();
            if let Err(error) = listener.look().await {
                tracing::debug!(%error, "live updates of a page ended");
                return None;
            }
            if listener.waiting.is_empty() {
                let app = listener.page.app.clone();
                tokio::select! {
                    () = app.stopping() => return None,
                    rung = listener.bell.changed() => if rung.is_err() { return None },
                }
                tokio::time::sleep(PAUSE).await;
            }
        }
    })
}

impl Listener {
    fn event(&self, told: &Told) -> Event {
        match told {
            Told::Post(id) => Event::default().event("post").id(id.to_string()).data("{}"),
            Told::Unread(unread) => {
                let label = self.page.speech.tn("shell-bell", *unread);
                Event::default().event("bell").data(json!({ "unread": unread, "label": label }).to_string())
            }
        }
    }

    async fn look(&mut self) -> Result<()> {
        let (app, viewer, topic, last) =
            (self.page.app.clone(), self.page.viewer.clone(), self.topic.clone(), self.last);
        let rung = self.rung;
        let (found, now) = self
            .page
            .app
            .db
            .read(async move |tx: &Tx| {
                let found = match &topic {
                    Topic::Bell => Vec::new(),
                    Topic::Following => newer(tx, &viewer, true, last).await?,
                    Topic::All => newer(tx, &viewer, false, last).await?,
                    Topic::Space(slug) => newer_in(tx, &viewer, slug, last).await?,
                };
                Ok((found, ring(&app, tx, &viewer, rung).await?))
            })
            .await?;
        self.last = found.last().copied().unwrap_or(self.last);
        self.waiting.extend(found.into_iter().map(Told::Post));
        if let Some(unread) = now.unread.filter(|_| now.unread != rung.unread) {
            self.waiting.push_back(Told::Unread(unread));
        }
        self.rung = now;
        Ok(())
    }
}

/// How much is new now; counted only when something has changed.
async fn ring(app: &App, tx: &Tx, viewer: &Viewer, before: Rung) -> Result<Rung> {
    let source = app.part::<BellSource>();
    let (Some(mark), Some(unread)) = (source.mark, source.unread) else { return Ok(before) };
    let mark = Some(mark(app, tx, viewer).await?);
    if mark == before.mark {
        return Ok(before);
    }
    Ok(Rung { mark, unread: Some(unread(app, tx, viewer).await?) })
}
