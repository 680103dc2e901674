//! The times of an event, laid out a year ahead: lists, reminders and changes of one time are about rows, not rules.

use super::recurrence::{Expanded, Schedule};
use super::types::{EVENT, EventRow};
use kernel::app::App;
use kernel::args;
use kernel::clock::{DAY, HOUR, MINUTE, Millis};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::jobs::Job;
use kernel::languages::Zone;
use std::time::Duration;

/// How far ahead the times of a series are laid out, and how far back those of one that began long ago.
pub const AHEAD: Millis = 400 * DAY;
const BACK: Millis = 400 * DAY;
/// A series that is laid out no further than this is taken up again.
const AT_LEAST: Millis = 370 * DAY;
const PORTION: i64 = 50;
const EVERY: Duration = Duration::from_secs(HOUR.unsigned_abs() / 1_000);

pub fn of(event: &EventRow) -> Result<Schedule> {
    let start = event.local_start.parse().map_err(Error::internal)?;
    Ok(Schedule::new(start, Zone::parse(&event.zone).unwrap_or_default(), &event.rules))
}

/// Lays the times out after the schedule has changed. What is past stays as it was; what lies ahead is as the new
/// schedule has it, and what was changed by hand stays where the schedule still has its time.
pub async fn lay_out_anew(tx: &Tx, event: &EventRow) -> Result<()> {
    let now = tx.now();
    let schedule = of(event)?;
    let first = schedule.first().unwrap_or(now);
    // A series that ended long ago keeps its times too: something is shown of it.
    let lately = schedule.between(first.max(now - BACK), now + AHEAD);
    let expanded = lately.filter(|lately| !lately.moments.is_empty()).or_else(|| schedule.between(first, now + AHEAD));
    let expanded = expanded.unwrap_or(Expanded { moments: Vec::new(), more: false, cut: false });
    let once = event.rules.is_empty();
    let sql = "delete from event_occurrences where event = $1 and (original >= $2 or cast($3 as bigint) = 1)
               and (moved = 0 and cancelled is null or original not in (each($4)))";
    tx.execute(sql, args![event.post, now, once, &expanded.moments]).await?;
    put(tx, event, expanded, now + AHEAD).await
}

/// Where the next ones of an event begin; what is there already stays.
async fn put(tx: &Tx, event: &EventRow, expanded: Expanded, to: Millis) -> Result<()> {
    if !expanded.moments.is_empty() {
        let sql = "insert into event_occurrences (event, original, starts, ends, moved, title, place, link)
                   select cast($1 as bigint), v.value, v.value, v.value + cast($2 as bigint), 0, '', '', ''
                   from (each($3)) v where v.value is not null
                   on conflict (event, original) do update set
                     ends = case when event_occurrences.moved = 0 then excluded.ends else event_occurrences.ends end";
        tx.execute(sql, args![event.post, event.minutes * MINUTE, &expanded.moments]).await?;
    }
    let until = match (expanded.cut, expanded.moments.last()) {
        (true, Some(last)) => last + 1,
        _ if expanded.more => to,
        _ => Millis::MAX,
    };
    tx.execute("update events set until = $1 where post = $2", args![until, event.post]).await.map(drop)
}

/// Keeps every series laid out far enough.
pub fn job() -> Job {
    Job::new("events.schedule", EVERY, |app| Box::pin(go_on(app)))
}

/// Answers whether there may be more.
pub async fn go_on(app: &App) -> Result<bool> {
    app.db
        .write(async |tx: &Tx| {
            let now = tx.now();
            let sql = format!("select {EVENT} from events e where e.until < $1 order by e.until, e.post limit $2");
            let due: Vec<EventRow> = tx.rows(&sql, args![now + AT_LEAST, PORTION]).await?;
            for event in &due {
                let sql = "select until from events where post = $1";
                let from: Millis = tx.value(sql, args![event.post]).await?.unwrap_or(now);
                let expanded = of(event)?.between(from, now + AHEAD);
                let expanded = expanded.unwrap_or(Expanded { moments: Vec::new(), more: false, cut: false });
                put(tx, event, expanded, now + AHEAD).await?;
            }
            Ok(i64::try_from(due.len()).unwrap_or(0) == PORTION)
        })
        .await
}
