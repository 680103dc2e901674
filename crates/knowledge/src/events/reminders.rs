//! Those who come are reminded once before each time of an event: one row of the journal; whom it concerns is found
//! from it.

use kernel::app::App;
use kernel::args;
use kernel::clock::{MINUTE, Millis};
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::jobs::Job;
use kernel::journal::{self, Event};
use serde_json::json;
use std::time::Duration;

const PORTION: i64 = 100;
const EVERY: Duration = Duration::from_secs(20);

pub fn job() -> Job {
    Job::new("events.reminders", EVERY, |app| Box::pin(remind_due(app)))
}

/// Answers whether there may be more. What has begun already reminds nobody.
pub async fn remind_due(app: &App) -> Result<bool> {
    app.db
        .write(async |tx: &Tx| {
            let now = tx.now();
            let sql = "select o.event, o.original, p.space
                       from event_occurrences o cross join events e cross join posts p
                       where o.starts > $1 and o.starts <= $2 and o.reminded is null and o.cancelled is null
                         and e.post = o.event and e.cancelled is null and e.remind > 0
                         and o.starts - e.remind * $3 <= $1 and p.id = o.event and p.state = 'published'
                       order by o.starts, o.event limit $4";
            let latest = now + super::types::MOST_REMIND * MINUTE;
            let due: Vec<(Id, Millis, Option<Id>)> = tx.rows(sql, args![now, latest, MINUTE, PORTION]).await?;
            for (event, original, space) in &due {
                let sql = "update event_occurrences set reminded = $1 where event = $2 and original = $3";
                tx.execute(sql, args![now, *event, *original]).await?;
                let due = Event::new("events.due", None, *event).within(*space);
                journal::record(tx, due.with(json!({ "original": original.to_string() }))).await?;
            }
            Ok(i64::try_from(due.len()).unwrap_or(0) == PORTION)
        })
        .await
}
