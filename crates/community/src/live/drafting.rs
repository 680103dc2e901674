//! What is typed into a text that several write in at once, told to those who have it open and may write there.
//!
//! Whoever calls has kept it before; what is whispered here may be lost, and a page then asks for what it lacks.

use super::access;
use super::hub::Hub;
use super::topics::Topic;
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::web::events::event;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::broadcast::error::RecvError;

/// The name of the event that open pages hear.
const EVENT: &str = "writing";
/// What is longer does not fit into a whisper.
const MOST_BYTES: usize = 3_600;

/// What nodes whisper.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Drafting {
    drafting: Id,
    told: Value,
}

/// Tells all who write in this post. What is too long is told as `short`.
pub fn tell_writers(app: &App, post: Id, told: Value, short: Value) -> Result<()> {
    let told = if told.to_string().len() > MOST_BYTES { short } else { told };
    app.db.whisper(&serde_json::to_string(&Drafting { drafting: post, told })?);
    Ok(())
}

/// Hears what nodes whisper, and tells the open pages of this one.
pub async fn listen(app: &App, hub: &Hub) {
    let mut whispers = app.db.whispers();
    loop {
        match whispers.recv().await {
            Ok(whisper) => {
                let Ok(drafting) = serde_json::from_str::<Drafting>(&whisper) else { continue };
                if let Err(error) = tell(app, hub, drafting).await {
                    tracing::debug!(%error, "nobody was told what is written");
                }
            }
            Err(RecvError::Lagged(missed)) => tracing::debug!(missed, "whispers were missed"),
            Err(RecvError::Closed) => return,
        }
    }
}

async fn tell(app: &App, hub: &Hub, drafting: Drafting) -> Result<()> {
    let post = drafting.drafting;
    let here = hub.members(|listener| listener.interest.topic == Topic::Writing(post));
    if here.is_empty() {
        return Ok(());
    }
    let writers = app.db.read(async move |tx: &Tx| access::writers(tx, post, &here).await).await?;
    let told = event(EVENT, "", &drafting.told.to_string());
    hub.tell(writers.into_iter(), |listener| {
        (listener.interest.topic == Topic::Writing(post)).then_some(&told).into_iter().collect()
    });
    Ok(())
}
