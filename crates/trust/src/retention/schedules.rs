//! Schedules: how long what is kept, and after how many days a deletion is final.

use super::types::Schedule;
use community::identity::{ops, queries};
use community::spaces::Audience;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use serde_json::json;

const DELETED: &str = "retention-deleted-days";
/// What an author deleted can be looked for so long, when nobody chose otherwise.
const DELETED_DAYS: i64 = 90;
pub const MOST_DAYS: i64 = 36_500;
const MOST: i64 = 200;

#[derive(Debug, Clone, Default)]
pub struct NewSchedule {
    pub name: String,
    pub kind: String,
    pub space: Option<Id>,
    pub audience: Option<Audience>,
    pub country: String,
    pub days: i64,
}

pub async fn list(tx: &Tx) -> Result<Vec<Schedule>> {
    let sql = "select r.id, r.name, r.kind, nullif(r.space, 0) as space, s.name as space_name,
                      nullif(r.audience, -1) as audience, r.country, r.days
               from retention_schedules r left join spaces s on s.id = r.space order by r.id limit $1";
    tx.rows(sql, args![MOST]).await
}

pub async fn add(tx: &Tx, by: Option<Id>, new: &NewSchedule) -> Result<Id> {
    let mut checks = Checks::new();
    checks.require(!new.name.trim().is_empty(), "name", "required");
    checks.at_most(&new.name, 200, "name");
    checks.at_most(&new.country, 60, "country");
    checks.require((1..=MOST_DAYS).contains(&new.days), "days", "retention-days");
    checks.finish()?;
    let id = tx.id();
    let sql = "insert into retention_schedules (id, name, kind, space, audience, country, days, created, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let audience = new.audience.map_or(-1, Audience::number);
    let space = new.space.unwrap_or_default();
    let args = args![id, new.name.trim(), &new.kind, space, audience, new.country.trim(), new.days, tx.now(), by];
    tx.execute(sql, args).await?;
    let details = json!({ "name": new.name.trim(), "days": new.days, "kind": new.kind, "country": new.country.trim() });
    journal::record(tx, Event::new("retention.scheduled", by, id).within(new.space).with(details)).await?;
    Ok(id)
}

pub async fn remove(tx: &Tx, by: Option<Id>, id: Id) -> Result<()> {
    let name: Option<String> = tx.value("select name from retention_schedules where id = $1", args![id]).await?;
    let name = name.ok_or(Error::NotFound)?;
    tx.execute("delete from retention_schedules where id = $1", args![id]).await?;
    journal::record(tx, Event::new("retention.unscheduled", by, id).with(json!({ "name": name }))).await
}

/// After how many days what its author deleted goes for good.
pub async fn deleted_days(tx: &Tx) -> Result<i64> {
    let chosen = queries::setting(tx, DELETED).await?;
    Ok(chosen.and_then(|days| days.parse().ok()).unwrap_or(DELETED_DAYS))
}

pub async fn set_deleted_days(tx: &Tx, by: Option<Id>, days: i64) -> Result<()> {
    let mut checks = Checks::new();
    checks.require((0..=MOST_DAYS).contains(&days), "days", "retention-days");
    checks.finish()?;
    ops::set_setting(tx, DELETED, &days.to_string()).await?;
    let event = Event::new("retention.deleted-days", by, by.unwrap_or_default());
    journal::record(tx, event.with(json!({ "days": days }))).await
}
