//! Cases that nobody has decided in time: those who may decide are told, once for each.

use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::jobs::Job;
use kernel::journal::{self, Event};
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(300);
/// Told in one transaction.
const AT_ONCE: i64 = 100;
/// A case has passed its time.
pub const LATE: &str = "moderation.late";

pub fn job() -> Job {
    Job::new("moderation.late", EVERY, |app| {
        Box::pin(async move {
            let told = app.db.write(async move |tx: &Tx| tell(tx).await).await?;
            Ok(i64::try_from(told).is_ok_and(|told| told == AT_ONCE))
        })
    })
}

/// How many cases were told of.
pub async fn tell(tx: &Tx) -> Result<usize> {
    let sql = "select id, space from moderation_cases where state = 'open' and told_late = 0 and due < $1
               order by due, id limit $2";
    let late: Vec<(Id, Option<Id>)> = tx.rows(sql, args![tx.now(), AT_ONCE]).await?;
    for (case, space) in &late {
        tx.execute("update moderation_cases set told_late = $1 where id = $2", args![tx.now(), case]).await?;
        journal::record(tx, Event::new(LATE, None, *case).within(*space)).await?;
    }
    Ok(late.len())
}
