//! What a page missed while it was away: asked of the journal from the last event that it heard.

use super::changes;
use super::topics::Interest;
use bytes::Bytes;
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::{self, Position};

/// Rows of the journal that are caught up with; a page that is further behind is better loaded anew.
pub const MOST_MISSED: i64 = 500;
/// And changes that concern the page: each is asked for by itself.
const MOST_ASKED: usize = 60;

/// What was missed.
pub enum Missed {
    Events(Vec<Bytes>),
    TooMuch,
}

/// What happened behind `from` and up to `to`, as far as the member may see it now.
pub async fn missed(
    app: &App,
    tx: &Tx,
    member: Id,
    interest: &Interest,
    from: Position,
    to: Position,
) -> Result<Missed> {
    if from >= to {
        return Ok(Missed::Events(Vec::new()));
    }
    let mut entries = journal::after(&app.db, tx, from, MOST_MISSED + 1).await?;
    entries.retain(|entry| entry.position() <= to);
    if i64::try_from(entries.len()).is_ok_and(|found| found > MOST_MISSED) {
        return Ok(Missed::TooMuch);
    }
    let mut ready = changes::ready(tx, &entries).await?;
    ready.retain(|ready| ready.is_for(member, interest));
    if ready.len() > MOST_ASKED {
        return Ok(Missed::TooMuch);
    }
    let mut events = Vec::new();
    for ready in ready {
        if let Some(reach) = ready.question().reaching(tx, &[member]).await?.get(&member) {
            events.extend(ready.events(member, interest, *reach).into_iter().cloned());
        }
    }
    Ok(Missed::Events(events))
}
