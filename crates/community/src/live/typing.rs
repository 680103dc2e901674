//! Who is writing below a post. It is whispered between nodes, told to those who look at the post now and
//! may see it, and kept nowhere: a page forgets it after some seconds.

use super::access;
use super::hub::Hub;
use crate::posts::access::find;
use kernel::app::App;
use kernel::clock::{Millis, SECOND};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::Viewer;
use kernel::web::events::event;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tokio::sync::broadcast::error::RecvError;

/// A page tells it every three seconds at most; more often is not passed on.
const PASSED_ON_EVERY: Millis = 2 * SECOND;
/// Beyond so many writers, those who were quiet are forgotten.
const MOST_REMEMBERED: usize = 10_000;

/// When each member was last passed on.
#[derive(Clone, Default)]
pub struct Signals(Arc<Mutex<HashMap<Id, Millis>>>);

impl Signals {
    /// True when it is time to pass on another one.
    fn pass(&self, member: Id, now: Millis) -> bool {
        let mut last = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if last.get(&member).is_some_and(|at| now - at < PASSED_ON_EVERY) {
            return false;
        }
        if last.len() >= MOST_REMEMBERED {
            last.retain(|_, at| now - *at < PASSED_ON_EVERY);
        }
        last.insert(member, now);
        true
    }
}

/// What nodes whisper.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Writing {
    writing: Id,
    member: Id,
    name: String,
}

/// Passes on that the viewer is writing below a post. Who may not comment there may not say so.
pub async fn signal(app: &App, viewer: &Viewer, post: Id) -> Result<()> {
    let member = viewer.signed_in()?;
    let asking = viewer.clone();
    let found = app.db.read(async move |tx: &Tx| find(tx, &asking, post).await).await?;
    if found.state != "published" || found.root.is_some() {
        return Err(Error::NotFound);
    }
    if app.part::<Hub>().signals().pass(member, app.clock.now()) {
        let writing = Writing { writing: post, member, name: viewer.name.clone() };
        app.db.whisper(&serde_json::to_string(&writing)?);
    }
    Ok(())
}

/// Hears what nodes whisper, and tells the open pages of this one.
pub async fn listen(app: &App, hub: &Hub) {
    let mut whispers = app.db.whispers();
    loop {
        match whispers.recv().await {
            Ok(whisper) => {
                // Whispers may come to be of another sort; those are not ours.
                let Ok(writing) = serde_json::from_str::<Writing>(&whisper) else { continue };
                if let Err(error) = tell(app, hub, writing).await {
                    tracing::debug!(%error, "nobody was told who is writing");
                }
            }
            Err(RecvError::Lagged(missed)) => tracing::debug!(missed, "whispers were missed"),
            Err(RecvError::Closed) => return,
        }
    }
}

async fn tell(app: &App, hub: &Hub, writing: Writing) -> Result<()> {
    let (post, writer) = (writing.writing, writing.member);
    let looking = hub.members(|listener| listener.member != writer && listener.interest.is_of(post));
    if looking.is_empty() {
        return Ok(());
    }
    let near = app.db.read(async move |tx: &Tx| access::near(tx, post, writer, &looking).await).await?;
    let told = event("typing", "", &json!({ "post": post, "member": writer, "name": writing.name }).to_string());
    hub.tell(near.into_iter(), |listener| listener.interest.is_of(post).then_some(&told).into_iter().collect());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signal_is_passed_on_now_and_then() {
        let signals = Signals::default();
        assert!(signals.pass(Id(1), 0) && !signals.pass(Id(1), SECOND) && signals.pass(Id(2), SECOND));
        assert!(signals.pass(Id(1), 3 * SECOND));
    }
}
