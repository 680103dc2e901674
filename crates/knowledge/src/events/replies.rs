//! Who comes: answers, and the list of those who wait for a place.

use super::types::{EventRow, Reply};
use super::{ops, types};
use community::posts::ops as posts;
use community::posts::types::Post;
use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::viewer::{Seen, Viewer};
use serde_json::json;

/// Answers for all of an event. Who says yes when it is full waits, and moves up in the order of the answers.
pub async fn reply(tx: &Tx, viewer: &Viewer, event: &Seen<Post>, form: &types::ReplyForm) -> Result<Reply> {
    let member = viewer.signed_in()?;
    let answer = form.answer.as_str();
    if !matches!(answer, "yes" | "maybe" | "no") {
        return Err(Error::field("answer", "not-a-choice"));
    }
    let row = locked(tx, event.id).await?;
    if row.cancelled.is_some() {
        return Err(Error::Conflict("events-cancelled"));
    }
    let sql = "select max(ends) from event_occurrences where event = $1";
    let last: Option<Option<Millis>> = tx.value(sql, args![event.id]).await?;
    if last.flatten().is_some_and(|last| last <= tx.now()) {
        return Err(Error::Conflict("events-over"));
    }
    let before = of(tx, event.id, member).await?;
    let same = before.as_ref().is_some_and(|before| before.answer == answer);
    let waiting = match (&before, same) {
        (Some(before), true) => before.waiting,
        _ => answer == "yes" && row.capacity.is_some_and(|capacity| row.going >= capacity),
    };
    // Who says the same again keeps the place in the list.
    let sql = "insert into event_replies (event, member, answer, waiting, mail, mailed, at)
               values ($1, $2, $3, $4, $5, 0, $6)
               on conflict (event, member) do update set answer = excluded.answer, waiting = excluded.waiting,
                 mail = excluded.mail,
                 at = case when event_replies.answer = excluded.answer then event_replies.at else excluded.at end";
    tx.execute(sql, args![event.id, member, answer, waiting, form.mail, tx.now()]).await?;
    if form.mail {
        tx.execute("update events set unsent = 1 where post = $1", args![event.id]).await?;
    }
    if !same {
        if answer != "no" {
            posts::follow(tx, member, event.id).await?;
        }
        let told = Event::new("events.replied", Some(member), event.id).within(event.space);
        journal::record(tx, told.with(json!({ "answer": answer, "waiting": waiting }))).await?;
    }
    move_up(tx, event.id).await?;
    of(tx, event.id, member).await?.ok_or(Error::NotFound)
}

/// Takes the answer back.
pub async fn withdraw(tx: &Tx, viewer: &Viewer, event: &Seen<Post>) -> Result<()> {
    let member = viewer.signed_in()?;
    locked(tx, event.id).await?;
    let sql = "delete from event_replies where event = $1 and member = $2";
    if tx.execute(sql, args![event.id, member]).await? == 0 {
        return Ok(());
    }
    journal::record(tx, Event::new("events.withdrawn", Some(member), event.id).within(event.space)).await?;
    move_up(tx, event.id).await
}

pub async fn of(tx: &Tx, event: Id, member: Id) -> Result<Option<Reply>> {
    let sql = "select answer, waiting, mail from event_replies where event = $1 and member = $2";
    tx.row(sql, args![event, member]).await
}

/// The event, held until the end of the transaction: two who take the last place come one after the other.
async fn locked(tx: &Tx, event: Id) -> Result<EventRow> {
    tx.execute("update events set unsent = unsent where post = $1", args![event]).await?;
    ops::row(tx, event).await?.ok_or(Error::NotFound)
}

/// Counts the answers anew, and gives places that are free to those who have waited longest.
pub async fn move_up(tx: &Tx, event: Id) -> Result<()> {
    let row = locked(tx, event).await?;
    let sql = "select count(*) from event_replies where event = $1 and answer = 'yes' and waiting = 0";
    let going: i64 = tx.value(sql, args![event]).await?.unwrap_or(0);
    let free = row.capacity.map_or(i64::MAX, |capacity| (capacity - going).max(0));
    let sql = "select member from event_replies where event = $1 and waiting = 1 order by at, member limit $2";
    let next: Vec<Id> = tx.column(sql, args![event, free]).await?;
    let sql = "update event_replies set waiting = 0 where event = $1 and member in (each($2))";
    tx.execute(sql, args![event, next.as_slice()]).await?;
    let space: Option<Option<Id>> = tx.value("select space from posts where id = $1", args![event]).await?;
    for member in &next {
        let told = Event::new("events.moved-up", None, event).within(space.flatten());
        journal::record(tx, told.with(json!({ "member": member }))).await?;
    }
    let sql = "update events set
                 going = (select count(*) from event_replies r where r.event = $1 and r.answer = 'yes' and r.waiting = 0),
                 maybe = (select count(*) from event_replies r where r.event = $1 and r.answer = 'maybe'),
                 waiting = (select count(*) from event_replies r where r.event = $1 and r.waiting = 1),
                 unsent = case when cast($2 as bigint) = 1 then 1 else unsent end
               where post = $1";
    tx.execute(sql, args![event, !next.is_empty()]).await.map(drop)
}
