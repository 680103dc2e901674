//! What one does with an announcement: make it, open it, dismiss it, confirm it, remind.

use super::access::may_announce;
use super::queries;
use crate::identity::queries::organisation_by_slug;
use crate::posts::types::{Post, PostForm};
use kernel::args;
use kernel::clock::{HOUR, Millis};
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::text::fold;
use kernel::viewer::{Editable, Seen, Viewer};
use serde_json::{Value, json};

/// Between two reminders of one announcement.
const BETWEEN_REMINDERS: Millis = 20 * HOUR;
const MOST_TARGETS: usize = 200;

/// Keeps beside the post what only an announcement has. An edit that does not name it leaves it as it is.
pub async fn keep(tx: &Tx, viewer: &Viewer, id: Id, form: &PostForm) -> Result<()> {
    let space: Option<Option<Id>> = tx.value("select space from posts where id = $1", args![id]).await?;
    may_announce(tx, viewer, space.flatten()).await?;
    let known = queries::asks(tx, id).await?.is_some();
    let named = ["confirm", "remind_after", "pinned_until", "organisations", "places", "departments"];
    if known && !named.iter().any(|name| form.more.contains_key(*name)) {
        return Ok(());
    }
    let mut checks = Checks::new();
    let pinned = pinned_until(form, tx.now(), &mut checks);
    let remind_after = remind_after(form, &mut checks);
    let targets = targets(tx, form, &mut checks).await?;
    checks.finish()?;
    let by = |field: &str| targets.iter().any(|target| target.0 == field);
    let sql = "insert into announcements (post, confirm, pinned_until, by_organisation, by_place, by_department,
                 remind_after)
               values ($1, $2, $3, $4, $5, $6, $7)
               on conflict (post) do update set confirm = excluded.confirm, pinned_until = excluded.pinned_until,
                 remind_after = excluded.remind_after, counted = 0,
                 by_organisation = excluded.by_organisation, by_place = excluded.by_place,
                 by_department = excluded.by_department";
    let confirm = form.more.get("confirm").is_some_and(is_set);
    let places = (by("organisation"), by("place"), by("department"));
    tx.execute(sql, args![id, confirm, pinned, places.0, places.1, places.2, remind_after]).await?;
    tx.execute("delete from announcement_targets where post = $1", args![id]).await?;
    for (field, value, label) in &targets {
        let sql = "insert into announcement_targets (post, field, value, label) values ($1, $2, $3, $4)
                   on conflict (post, field, value) do nothing";
        tx.execute(sql, args![id, *field, value, label]).await?;
    }
    Ok(())
}

fn is_set(value: &Value) -> bool {
    match value {
        Value::Bool(set) => *set,
        Value::String(text) => matches!(text.as_str(), "on" | "true" | "1" | "yes"),
        Value::Number(number) => number.as_i64() == Some(1),
        _ => false,
    }
}

/// Days between reminders; none: only by hand.
fn remind_after(form: &PostForm, checks: &mut Checks) -> Option<i64> {
    let value = form.more.get("remind_after")?;
    let text = value.as_str().map(str::trim).unwrap_or_default();
    if value.is_null() || (value.is_string() && text.is_empty()) {
        return None;
    }
    let days = value.as_i64().or_else(|| text.parse().ok());
    checks.require(days.is_some_and(|days| (1..=90).contains(&days)), "remind_after", "announcements-days");
    days
}

/// Counts how far an announcement has come, unless that was done a moment ago.
pub async fn count(tx: &Tx, post: Id) -> Result<()> {
    let reach = queries::reach(tx, post).await?;
    let sql = "update announcements set addressed = $1, seen = $2, counted = $3 where post = $4";
    tx.execute(sql, args![reach.addressed, reach.seen, tx.now(), post]).await.map(drop)
}

/// A moment in milliseconds, or the end of a day as `2026-12-24`.
fn pinned_until(form: &PostForm, now: Millis, checks: &mut Checks) -> Option<Millis> {
    let value = form.more.get("pinned_until")?;
    let text = value.as_str().map(str::trim).unwrap_or_default();
    if value.is_null() || (value.is_string() && text.is_empty()) {
        return None;
    }
    let day = text.parse::<jiff::civil::Date>().ok().and_then(|day| {
        let end = day.tomorrow().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
        Some(end.timestamp().as_millisecond())
    });
    let until = value.as_i64().or_else(|| text.parse().ok()).or(day);
    checks.require(until.is_some_and(|until| until > now), "pinned_until", "not-in-the-future");
    until
}

type Target = (&'static str, String, String);

/// Whom it is for; empty lists are everybody. An organisation that does not exist is an error.
async fn targets(tx: &Tx, form: &PostForm, checks: &mut Checks) -> Result<Vec<Target>> {
    let mut targets = Vec::new();
    for slug in listed(form.more.get("organisations")) {
        let known = organisation_by_slug(tx, &slug).await?.is_some();
        checks.require(known, "organisations", "not-found");
        targets.push(("organisation", slug.clone(), slug));
    }
    targets.extend(listed(form.more.get("places")).into_iter().map(|place| ("place", fold(&place), place)));
    let departments = listed(form.more.get("departments")).into_iter();
    targets.extend(departments.map(|department| ("department", department.clone(), department)));
    checks.require(targets.len() <= MOST_TARGETS, "organisations", "announcements-targets");
    Ok(targets)
}

/// A list, or words between commas.
fn listed(value: Option<&Value>) -> Vec<String> {
    let texts: Vec<&str> = match value {
        Some(Value::String(text)) => text.split(',').collect(),
        Some(Value::Array(values)) => values.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    texts.into_iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

/// Notes that a member opened it.
pub async fn open(tx: &Tx, member: Id, post: Id) -> Result<()> {
    let sql =
        "insert into announcement_reads (member, post, at) values ($1, $2, $3) on conflict (member, post) do nothing";
    tx.execute(sql, args![member, post, tx.now()]).await.map(drop)
}

/// Everything up to `post` is read. A position never goes back.
pub async fn read_up_to(tx: &Tx, member: Id, post: Id) -> Result<()> {
    let sql = "insert into announcement_positions (member, position) values ($1, $2)
               on conflict (member) do update set position = excluded.position
               where announcement_positions.position < excluded.position";
    tx.execute(sql, args![member, post]).await.map(drop)
}

/// Takes it from the top of one's home.
pub async fn dismiss(tx: &Tx, viewer: &Viewer, post: &Seen<Post>) -> Result<()> {
    let member = viewer.signed_in()?;
    if queries::one(tx, viewer, post.id).await?.is_some_and(|announcement| announcement.asks()) {
        return Err(Error::Conflict("announcements-to-confirm"));
    }
    let sql = "insert into announcement_dismissals (member, post, at) values ($1, $2, $3) on conflict (member, post) do nothing";
    tx.execute(sql, args![member, post.id, tx.now()]).await?;
    open(tx, member, post.id).await
}

/// Confirms that one has read this revision; an older one than the present is not taken.
pub async fn confirm(tx: &Tx, viewer: &Viewer, post: &Seen<Post>, revision: Option<i64>) -> Result<()> {
    let member = viewer.signed_in()?;
    if queries::asks(tx, post.id).await? != Some(true) {
        return Err(Error::Conflict("announcements-nothing-to-confirm"));
    }
    if revision.is_some_and(|revision| revision != post.revision) {
        return Err(Error::Conflict("announcements-changed"));
    }
    let sql = "insert into announcement_confirmations (post, member, revision, at) values ($1, $2, $3, $4)
               on conflict (post, member, revision) do nothing";
    if tx.execute(sql, args![post.id, member, post.revision, tx.now()]).await? == 0 {
        return Ok(());
    }
    open(tx, member, post.id).await?;
    let event = Event::new("announcements.confirmed", viewer.member, post.id).within(post.space);
    journal::record(tx, event.with(json!({ "revision": post.revision }))).await
}

/// Reminds everybody who has not confirmed: one row of the journal; who is told is found from it.
pub async fn remind(tx: &Tx, viewer: &Viewer, post: &Editable<Post>) -> Result<()> {
    if queries::asks(tx, post.id).await? != Some(true) {
        return Err(Error::Conflict("announcements-nothing-to-confirm"));
    }
    let now = tx.now();
    let last: Option<Option<Millis>> =
        tx.value("select max(at) from announcement_reminders where post = $1", args![post.id]).await?;
    if last.flatten().is_some_and(|last| now - last < BETWEEN_REMINDERS) {
        return Err(Error::Conflict("announcements-reminded"));
    }
    let sql = "insert into announcement_reminders (post, at, by_member) values ($1, $2, $3)";
    tx.execute(sql, args![post.id, now, viewer.signed_in()?]).await?;
    let event = Event::new("announcements.reminded", viewer.member, post.id).within(post.space);
    journal::record(tx, event.with(json!({ "revision": post.revision }))).await
}
