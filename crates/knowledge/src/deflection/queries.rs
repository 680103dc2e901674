//! Readings are noted, counted, and forgotten.

use community::spaces::Audience;
use kernel::app::App;
use kernel::args;
use kernel::clock::{DAY, Millis};
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::web::Page;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

/// Who has not asked by then has found it.
pub const WITHIN: Millis = 7 * DAY;
/// A figure is of so many days: those whose seven days are over.
pub const DAYS: i64 = 90;
/// Of fewer readers nothing is told.
pub const SMALLEST: i64 = 12;
pub const MINUTES: i64 = 10;
const PORTION: i64 = 1_000;

/// Notes that the viewer read something that answers: a question with an accepted answer, or a page, of a space, that
/// they did not write, ask or answer.
pub async fn note(page: &Page, post: Id) -> Result<()> {
    let Some(member) = page.viewer.member else { return Ok(()) };
    let answers = async move |tx: &Tx| {
        let sql = "select p.space from posts p left join questions q on q.post = p.id
                   where p.id = $1 and p.root is null and p.space is not null and coalesce(p.author, p.veiled, 0) <> $2
                     and (p.kind = 'page' or (q.accepted is not null and not exists
                       (select 1 from posts a where a.id = q.accepted and a.author = $2)))
                     and not exists (select 1 from deflection_reads r
                       where r.post = p.id and r.member = $2 and r.day = $3)";
        tx.value::<Id>(sql, args![post, member, tx.now() / DAY]).await
    };
    let Some(space) = page.app.db.read(answers).await? else { return Ok(()) };
    page.app
        .db
        .write(async move |tx: &Tx| {
            let sql = "insert into deflection_reads (post, member, day, space, at) values ($1, $2, $3, $4, $5)
                       on conflict (post, member, day) do nothing";
            tx.execute(sql, args![post, member, tx.now() / DAY, space, tx.now()]).await.map(drop)
        })
        .await
}

/// What is older than a figure needs is gone.
pub async fn forget(app: &App) -> Result<bool> {
    app.db
        .write(async |tx: &Tx| {
            let sql = "delete from deflection_reads where at < $1 and (post, member, day) in
                       (select post, member, day from deflection_reads where at < $1 order by at limit $2)";
            let before = tx.now() - (DAYS + 8) * DAY;
            Ok(i64::try_from(tx.execute(sql, args![before, PORTION]).await?).unwrap_or(0) == PORTION)
        })
        .await
}

/// What was counted in a space.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Found {
    /// Readings of answers and pages.
    pub reads: i64,
    /// Those after which nothing was asked, or whose reader said that it was enough.
    pub found: i64,
    /// Of these: said in so many words.
    pub said: i64,
}

/// None while there were too few readers to tell of.
pub async fn count(tx: &Tx, space: Id) -> Result<Option<Found>> {
    let to = tx.now() - WITHIN;
    let from = to - DAYS * DAY;
    let sql = "select count(distinct r.member) from deflection_reads r where r.space = $1 and r.at >= $2 and r.at < $3";
    if tx.value::<i64>(sql, args![space, from, to]).await?.unwrap_or(0) < SMALLEST {
        return Ok(None);
    }
    let enough = "exists (select 1 from questions q cross join question_reuses u where q.post = r.post
        and u.answer = q.accepted and u.member = r.member and u.at between r.at and r.at + $4)";
    let silent = "not exists (select 1 from questions k cross join posts p where k.space = r.space and p.id = k.post
        and (p.author = r.member or p.veiled = r.member) and p.published between r.at and r.at + $4)";
    let sql = format!(
        "select count(*), cast(coalesce(sum(case when c.enough = 1 or c.silent = 1 then 1 else 0 end), 0) as bigint),
           cast(coalesce(sum(c.enough), 0) as bigint)
         from (select case when {enough} then 1 else 0 end as enough, case when {silent} then 1 else 0 end as silent
               from deflection_reads r where r.space = $1 and r.at >= $2 and r.at < $3) c"
    );
    let (reads, found, said): (i64, i64, i64) = tx.row(&sql, args![space, from, to, WITHIN]).await?.unwrap_or_default();
    Ok(Some(Found { reads, found, said }))
}

/// Minutes that one answer saves, and what one case costs.
pub async fn assumptions(tx: &Tx, space: Id) -> Result<(i64, i64)> {
    let sql = "select minutes, cost from deflection_assumptions where space = $1";
    Ok(tx.row(sql, args![space]).await?.unwrap_or((MINUTES, 0)))
}

pub async fn assume(tx: &Tx, by: Option<Id>, space: Id, minutes: i64, cost: i64) -> Result<()> {
    let sql = "insert into deflection_assumptions (space, minutes, cost) values ($1, $2, $3)
               on conflict (space) do update set minutes = excluded.minutes, cost = excluded.cost";
    tx.execute(sql, args![space, minutes, cost]).await?;
    let event = Event::new("deflection.assumed", by, space).within(Some(space));
    journal::record(tx, event.with(json!({ "minutes": minutes, "cost": cost }))).await
}

/// In a space of customers what is found is a case that was not opened.
pub fn is_of_customers(audience: Audience) -> bool {
    matches!(audience, Audience::Customers | Audience::Public)
}
