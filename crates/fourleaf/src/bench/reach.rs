//! How fast something reaches everybody: an announcement, the counters that know of it, the digests.
//!
//! In this process, on the data of the company: there is no request in it, only the work.

use super::load::{Measured, measure_here};
use community::announcements::ANNOUNCEMENT;
use community::identity::queries::{first_administrator, viewer_of};
use community::notifications::{prepare_digests, queries::unread};
use community::posts::screening::Screening;
use community::posts::types::{NewPost, PostForm, Prepared};
use community::spaces::Audience;
use kernel::app::App;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::Viewer;
use serde::Serialize;
use std::sync::Arc;
use std::time::{Duration, Instant};

#[derive(Debug, Clone, Serialize)]
pub struct Reach {
    /// Members whom the announcement addresses.
    pub addressed: i64,
    /// From the call to what is on disk.
    pub announced_ms: f64,
    /// Counters that did not know of it at once.
    pub wrong: usize,
    pub counters: Measured,
    pub digests: i64,
    pub digests_per_second: f64,
}

pub async fn reach(app: &App, viewers: Vec<Viewer>, workers: usize, lasting: Duration) -> Result<Reach> {
    let (post, announced_ms) = announce(app).await?;
    let addressed = async move |tx: &Tx| community::announcements::queries::reach(tx, post).await;
    let addressed = app.db.read(addressed).await?.addressed;
    let mut wrong = 0;
    for viewer in viewers.iter().filter(|viewer| viewer.standing == kernel::viewer::Standing::Own) {
        wrong += usize::from(count(app, viewer.clone()).await? == 0);
    }
    let viewers = Arc::new(viewers);
    let work = async |nth: usize| match viewers.get(nth % viewers.len().max(1)) {
        Some(viewer) => count(app, viewer.clone()).await.map(drop),
        None => Ok(()),
    };
    let counters = measure_here("counter of the bell", workers, lasting, work).await;
    let (digests, digests_per_second) = digests(app).await?;
    Ok(Reach { addressed, announced_ms, wrong, counters, digests, digests_per_second })
}

async fn count(app: &App, viewer: Viewer) -> Result<i64> {
    let on = app.clone();
    app.db.read(async move |tx: &Tx| unread(&on, tx, &viewer).await).await
}

async fn announce(app: &App) -> Result<(Id, f64)> {
    let begun = Instant::now();
    let written = async move |tx: &Tx| {
        let administrator = first_administrator(tx).await?.ok_or(Error::NotFound)?;
        let viewer = viewer_of(tx, administrator).await?;
        let new = NewPost {
            kind: ANNOUNCEMENT.word.to_owned(),
            audience: Audience::Internal,
            title: "To everybody".to_owned(),
            body: "The gate closes at six.".to_owned(),
            ..NewPost::default()
        };
        let prepared = Prepared { html: "<p>The gate closes at six.</p>".to_owned(), ..Prepared::default() };
        let prepared = prepared.screened(Screening::Nobody);
        let id = community::posts::ops::publish(tx, &viewer, &new, &prepared).await?;
        if let Some(keep) = ANNOUNCEMENT.keep {
            keep(tx, &viewer, id, &PostForm::default()).await?;
        }
        Ok(id)
    };
    let id = app.db.write(written).await?;
    Ok((id, begun.elapsed().as_secs_f64() * 1_000.0))
}

/// Prepares the digest of everybody who is due: mails in the outbox, ready to be sent.
async fn digests(app: &App) -> Result<(i64, f64)> {
    let waiting = async |tx: &Tx| tx.value::<i64>("select count(*) from outbox where state = 'waiting'", args![]).await;
    let before = app.db.read(waiting).await?.unwrap_or(0);
    let begun = Instant::now();
    while prepare_digests(app).await? {}
    let seconds = begun.elapsed().as_secs_f64();
    let prepared = app.db.read(waiting).await?.unwrap_or(0) - before;
    Ok((prepared, f64::from(i32::try_from(prepared).unwrap_or(i32::MAX)) / seconds))
}
