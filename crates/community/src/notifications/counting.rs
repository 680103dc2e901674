//! How much is unread, counted for many members in one statement: what keeps the bell of open pages right.
//!
//! It is [`super::queries::unread`] asked of each of them; a story holds one against the other.

use super::access::shown;
use super::kinds::Kinds;
use super::queries::MOST_UNREAD;
use crate::announcements;
use crate::spaces::access::{VIEWERS, of_each_viewer};
use kernel::app::App;
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use std::collections::HashMap;

/// How much is new for each of `members` who is active.
pub async fn unread_of(app: &App, tx: &Tx, members: &[Id]) -> Result<Vec<(Id, i64)>> {
    let sql = format!(
        "select viewers.member, (select count(*) from (select 1 as one from notifications h
             where h.member = viewers.member and h.latest = 1 and h.read is null and {} limit {MOST_UNREAD}) found) as n
         from {VIEWERS}",
        of_each_viewer(&shown(&app.part::<Kinds>()))
    );
    let own: Vec<(Id, i64)> = tx.rows(&sql, args![members]).await?;
    let broadcast: HashMap<Id, i64> = announcements::queries::unread_of(tx, members).await?.into_iter().collect();
    let both = |(member, own): (Id, i64)| (member, (own + broadcast.get(&member).unwrap_or(&0)).min(MOST_UNREAD));
    Ok(own.into_iter().map(both).collect())
}
