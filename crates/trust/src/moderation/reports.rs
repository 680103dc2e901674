//! Reporting: once per person and thing, bounded, and weighed by how often one was right.

use super::citing;
use super::opening::{Cause, Thing, open};
use super::types::{MOST_NOTE, ReportForm, is_paragraph};
use kernel::args;
use kernel::clock::DAY;
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::{Id, first_at};
use kernel::journal::{self, Event};
use kernel::viewer::Viewer;
use serde_json::json;

/// Reports of one person in a day.
const MOST_A_DAY: i64 = 20;
/// So many of the last reports of a person say how often they are right.
const LOOKED_AT: i64 = 20;

/// Reports a thing that the caller has found through the viewer. Answers false when they had done so before.
pub async fn report(tx: &Tx, viewer: &Viewer, thing: Thing, author: Option<Id>, form: &ReportForm) -> Result<bool> {
    let member = viewer.signed_in()?;
    let mut checks = Checks::new();
    checks.require(is_paragraph(&form.reason), "reason", "moderation-reason");
    checks.at_most(&form.note, MOST_NOTE, "note");
    checks.finish()?;
    if author == Some(member) {
        return Err(Error::Forbidden("moderation-own-thing"));
    }
    let sql = "select 1 from moderation_reports where reporter = $1 and thing = $2";
    if tx.value::<i64>(sql, args![member, thing.id()]).await?.is_some() {
        return Ok(false);
    }
    let sql = "select count(*) from moderation_reports where reporter = $1 and id > $2";
    let today: i64 = tx.value(sql, args![member, first_at(tx.now() - DAY)]).await?.unwrap_or(0);
    if today >= MOST_A_DAY {
        return Err(Error::TooMany { retry_after: 3_600 });
    }
    let cites = citing::kept_by(tx, viewer, &form.cites).await?;
    let cause = Cause {
        source: "report",
        by: Some(member),
        reason: &form.reason,
        note: form.note.trim(),
        cites: &cites,
        weight: weight(tx, member).await?,
        target: None,
    };
    let case = open(tx, thing, cause).await?;
    let details = json!({ "thing": thing.id(), "reason": form.reason });
    journal::record(tx, Event::new("moderation.reported", Some(member), case).with(details)).await?;
    Ok(true)
}

/// 0 for somebody of whose last reports at least five, and more than three in four, were refused.
async fn weight(tx: &Tx, member: Id) -> Result<i64> {
    let sql = "select cast(coalesce(sum(case when r.outcome = 'refused' then 1 else 0 end), 0) as bigint),
                 cast(coalesce(sum(case when r.outcome = 'upheld' then 1 else 0 end), 0) as bigint)
               from (select outcome from moderation_reports where reporter = $1 order by id desc limit $2) r";
    let (refused, upheld): (i64, i64) = tx.row(sql, args![member, LOOKED_AT]).await?.unwrap_or_default();
    Ok(if refused >= 5 && refused > 3 * upheld { 0 } else { 1 })
}
