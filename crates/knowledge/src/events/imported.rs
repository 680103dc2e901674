//! Events that come from another calendar.

use super::ops;
use super::schedule;
use super::types::{EVENT_KIND, EventRow};
use community::posts::imported as posts;
use community::posts::types::{Imported, Outcome};
use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;

/// An event from elsewhere.
#[derive(Debug, Clone)]
pub struct ImportedEvent {
    pub post: Imported,
    /// Without what is counted; `uid` is that of the other calendar.
    pub event: EventRow,
    /// Times of the series that are left out.
    pub left_out: Vec<Millis>,
    /// Those who answer for it, and who know.
    pub hosts: Vec<Id>,
    pub experts: Vec<Id>,
}

/// Whether a schedule can be taken.
pub fn is_possible(event: &EventRow) -> bool {
    schedule::of(event).is_ok_and(|schedule| schedule.checked().is_some())
}

/// Whether the schedule has a time that begins then.
pub fn takes_place(event: &EventRow, at: Millis) -> bool {
    let expanded = schedule::of(event).ok().and_then(|schedule| schedule.between(at, at.saturating_add(1)));
    expanded.is_some_and(|expanded| expanded.moments.contains(&at))
}

pub async fn put(tx: &Tx, event: &ImportedEvent) -> Result<Outcome> {
    let post = Imported { kind: EVENT_KIND.to_owned(), ..event.post.clone() };
    let outcome = posts::import(tx, &post).await?;
    let (Outcome::New(id) | Outcome::Changed(id) | Outcome::Unchanged(id)) = outcome;
    let known = ops::row(tx, id).await?;
    let new = EventRow { post: id, ..event.event.clone() };
    let same = known.as_ref().is_some_and(|known| ops::says_the_same(known, &new));
    if !same {
        ops::write(tx, &new, Some(post.space), known.as_ref()).await?;
    }
    if known.is_none() {
        ops::set_people(tx, post.author, id, &event.hosts, &event.experts).await?;
    }
    let left_out = leave_out(tx, id, &event.left_out).await?;
    match outcome {
        Outcome::Unchanged(id) if !same || left_out > 0 => Ok(Outcome::Changed(id)),
        outcome => Ok(outcome),
    }
}

async fn leave_out(tx: &Tx, event: Id, originals: &[Millis]) -> Result<u64> {
    if originals.is_empty() {
        return Ok(0);
    }
    let sql =
        "update event_occurrences set cancelled = $1 where event = $2 and original in (each($3)) and cancelled is null";
    tx.execute(sql, args![tx.now(), event, originals]).await
}
