//! Reminders that come by themselves: so many days after an announcement, and after each reminder, as its owner
//! chose, and at most [`MOST_ROUNDS`] times.

use super::queries;
use kernel::app::App;
use kernel::args;
use kernel::clock::{DAY, Millis};
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::jobs::Job;
use kernel::journal::{self, Event};
use serde_json::json;
use std::time::Duration;

/// Who has not confirmed by then is a matter between people.
pub const MOST_ROUNDS: i64 = 5;

pub fn job() -> Job {
    Job::new("announcements.reminders", Duration::from_secs(600), |app| Box::pin(remind_due(app)))
}

/// Reminds of one announcement that is due; whether there was one.
pub async fn remind_due(app: &App) -> Result<bool> {
    app.db
        .write(async move |tx: &Tx| {
            let Some((post, space, author, revision)) = due(tx).await? else { return Ok(false) };
            let sql = "update announcements set looked = $1, rounds = rounds + 1 where post = $2";
            tx.execute(sql, args![tx.now(), post]).await?;
            if queries::is_anybody_missing(tx, post).await? {
                let sql = "insert into announcement_reminders (post, at, by_member) values ($1, $2, $3)
                           on conflict (post, at) do nothing";
                tx.execute(sql, args![post, tx.now(), author]).await?;
                let event = Event::new("announcements.reminded", Some(author), post).within(space);
                journal::record(tx, event.with(json!({ "revision": revision }))).await?;
            }
            Ok(true)
        })
        .await
}

async fn due(tx: &Tx) -> Result<Option<(Id, Option<Id>, Id, i64)>> {
    let sql = "select a.post, p.space, p.author, p.revision from announcements a cross join posts p
               where p.id = a.post and a.remind_after is not null and a.confirm = 1 and a.rounds < $1 and p.state = 'published'
                 and p.author is not null
                 and coalesce((select max(r.at) from announcement_reminders r where r.post = a.post), 0)
                     + a.remind_after * $2 <= $3
                 and (case when a.looked > p.published then a.looked else p.published end) + a.remind_after * $2 <= $3
               order by a.looked, a.post limit 1";
    let day: Millis = DAY;
    tx.row(sql, args![MOST_ROUNDS, day, tx.now()]).await
}
