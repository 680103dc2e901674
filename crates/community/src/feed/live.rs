//! Live updates: server-sent events (HTML Standard § 9.2) of new posts that the reader may see.
//!
//! The journal rings; then each open page asks, at most once a second, what is new for its reader. So
//! an event never tells of a post that the feed would not show.

use super::queries::{newer, newer_in};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream::{self, Stream};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::web::Page;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::watch;

/// Between two looks of one open page.
const PAUSE: Duration = Duration::from_secs(1);

#[derive(Debug, Clone)]
enum Topic {
    Following,
    All,
    Space(String),
}

impl Topic {
    fn parse(text: &str) -> Result<Self> {
        match text {
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
    waiting: VecDeque<Id>,
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
    let listener = Listener { page, topic, last, bell, waiting: VecDeque::new() };
    let alive = KeepAlive::new().interval(Duration::from_secs(20)).text("");
    Ok(Sse::new(events(listener)).keep_alive(alive).into_response())
}

fn events(listener: Listener) -> impl Stream<Item = std::result::Result<Event, Infallible>> {
    stream::unfold(listener, |mut listener| async move {
        loop {
            if let Some(id) = listener.waiting.pop_front() {
                let event = Event::default().event("post").id(id.to_string()).data("{}");
                return Some((Ok(event), listener));
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
    async fn look(&mut self) -> Result<()> {
        let (viewer, topic, last) = (self.page.viewer.clone(), self.topic.clone(), self.last);
        let found = self
            .page
            .app
            .db
            .read(async move |tx: &Tx| match &topic {
                Topic::Following => newer(tx, &viewer, true, last).await,
                Topic::All => newer(tx, &viewer, false, last).await,
                Topic::Space(slug) => newer_in(tx, &viewer, slug, last).await,
            })
            .await?;
        self.last = found.last().copied().unwrap_or(self.last);
        self.waiting.extend(found);
        Ok(())
    }
}
