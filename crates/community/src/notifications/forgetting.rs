//! Old notifications go: what was read 90 days ago, and everything after a year.
//!
//! Members are gone through in slices, once a day; each slice is a range of the primary key.

use kernel::app::App;
use kernel::args;
use kernel::clock::{DAY, HOUR, Millis};
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::{self, Id};
use kernel::jobs::Job;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What was read is kept for so long.
const READ: Millis = 90 * DAY;
/// And what was not.
const UNREAD: Millis = 365 * DAY;
const SLICE: i64 = 500;
const BETWEEN: Millis = 20 * HOUR;

/// Where the walk is, and when the last one ended.
#[derive(Clone, Default)]
pub struct Walk(Arc<Mutex<(Id, Millis)>>);

impl Walk {
    fn at(&self) -> MutexGuard<'_, (Id, Millis)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub fn job() -> Job {
    Job::new("notifications.forgetting", Duration::from_secs(3_600), |app| {
        Box::pin(async move {
            let walk = app.part::<Walk>();
            let (behind, ended) = *walk.at();
            if app.clock.now() - ended < BETWEEN {
                return Ok(false);
            }
            let next = forget_old(app, behind).await?;
            *walk.at() = next.map_or((Id(0), app.clock.now()), |last| (last, ended));
            Ok(next.is_some())
        })
    })
}

/// Forgets the old notifications of the members behind this one; the last of them, while there are more.
pub async fn forget_old(app: &App, behind: Id) -> Result<Option<Id>> {
    app.db
        .write(async move |tx: &Tx| {
            let sql = "select id from members where id > $1 order by id limit $2";
            let members: Vec<Id> = tx.column(sql, args![behind, SLICE]).await?;
            let Some(last) = members.last().copied() else { return Ok(None) };
            let now = tx.now();
            let sql = "delete from notifications where member in (each($1)) and id < $2 and (id < $3 or read < $4)";
            tx.execute(sql, args![members, ids::first_at(now - READ), ids::first_at(now - UNREAD), now - READ]).await?;
            Ok(Some(last))
        })
        .await
}
