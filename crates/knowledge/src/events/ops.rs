//! What one does with an event. Each operation writes its change and one row of the journal.

use super::recurrence::{self, Schedule};
use super::schedule;
use super::types::{
    EVENT, EventForm, EventRow, LIVE_CHAT, MOST_CAPACITY, MOST_LINK, MOST_MINUTES, MOST_PEOPLE, MOST_PLACE,
    MOST_REMIND, OccurrenceForm, TYPES,
};
use community::identity::queries::member_by_handle;
use community::posts::types::{Post, PostForm};
use community::spaces::Audience;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use kernel::args;
use kernel::clock::{MINUTE, Millis};
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::languages::Zone;
use kernel::viewer::{Editable, Viewer};
use serde_json::{Value, json};

/// Reads what the form of a post says about its event.
pub fn form_of(form: &PostForm) -> Result<EventForm> {
    let fields: serde_json::Map<String, Value> =
        form.more.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    serde_path_to_error::deserialize(Value::Object(fields))
        .map_err(|cause| Error::field(&cause.path().to_string(), "wrong-type"))
}

/// Keeps beside the post what only an event has. An edit that does not name its beginning leaves it as it is.
pub async fn keep(tx: &Tx, viewer: &Viewer, id: Id, form: &PostForm) -> Result<()> {
    let known = row(tx, id).await?;
    if known.is_some() && !form.more.contains_key("starts") {
        return Ok(());
    }
    let asked = form_of(form)?;
    let sql =
        "select p.space, p.audience, s.audience from posts p left join spaces s on s.id = p.space where p.id = $1";
    let place: (Option<Id>, Audience, Option<Audience>) = tx.row(sql, args![id]).await?.ok_or(Error::NotFound)?;
    let mut checks = Checks::new();
    let new = check(&mut checks, viewer, &asked, known.as_ref());
    // What comes of a live chat stands in its space afterwards, for those who could take part.
    if asked.event_type == LIVE_CHAT {
        checks.require(place.0.is_some(), "space", "events-chat-space");
        checks.require(place.2.is_none_or(|of_space| of_space == place.1), "audience", "events-chat-audience");
    }
    let hosts = people(tx, &mut checks, &asked.hosts, "hosts").await?;
    let experts = people(tx, &mut checks, &asked.experts, "experts").await?;
    checks.require(asked.event_type != LIVE_CHAT || !experts.is_empty(), "experts", "events-experts");
    checks.finish()?;
    let new = EventRow { post: id, ..new.ok_or(Error::NotFound)? };
    write(tx, &new, place.0, known.as_ref()).await?;
    let named = set_people(tx, viewer.member, id, &hosts, &experts).await?;
    for member in named {
        let event = Event::new("events.named", viewer.member, id).within(place.0);
        journal::record(tx, event.with(json!({ "member": member }))).await?;
    }
    if known.as_ref().is_some_and(|known| differs(known, &new)) {
        let event = Event::new("events.changed", viewer.member, id).within(place.0);
        journal::record(tx, event.with(json!({ "sequence": new.sequence + 1 }))).await?;
    }
    // More places than before let those in who wait.
    super::replies::move_up(tx, id).await
}

pub async fn row(tx: &Tx, id: Id) -> Result<Option<EventRow>> {
    tx.row(&format!("select {EVENT} from events e where e.post = $1"), args![id]).await
}

/// When and where: what an invitation that was sent no longer says rightly.
fn differs(known: &EventRow, new: &EventRow) -> bool {
    let what = |row: &EventRow| {
        (row.local_start.clone(), row.zone.clone(), row.minutes, row.rules.clone(), row.place.clone(), row.link.clone())
    };
    what(known) != what(new)
}

/// Whether an import brings nothing new.
pub(super) fn says_the_same(known: &EventRow, new: &EventRow) -> bool {
    !differs(known, new)
        && (known.kind.as_str(), known.capacity, known.tentative, known.uid.as_str())
            == (new.kind.as_str(), new.capacity, new.tentative, new.uid.as_str())
}

/// All that is wrong is told at once; None only if something is.
fn check(checks: &mut Checks, viewer: &Viewer, asked: &EventForm, known: Option<&EventRow>) -> Option<EventRow> {
    checks.require(TYPES.iter().any(|(word, ..)| *word == asked.event_type), "type", "not-a-choice");
    let zone = match asked.zone.trim() {
        "" => viewer.zone.as_deref().and_then(Zone::parse).or_else(|| Some(Zone::utc())),
        name => Zone::parse(name),
    };
    checks.require(zone.is_some(), "zone", "events-zone");
    let zone = zone.unwrap_or_default();
    let start = time(checks, &asked.starts, &zone, "starts");
    let end = time(checks, &asked.ends, &zone, "ends");
    let minutes = start.zip(end).and_then(|(start, end)| Some((zone.moment(end)? - zone.moment(start)?) / MINUTE));
    if start.is_some() && end.is_some() {
        let minutes = minutes.unwrap_or(0);
        checks.require(minutes > 0, "ends", "events-ends");
        checks.require(minutes <= MOST_MINUTES, "ends", "events-too-long");
    }
    checks.at_most(&asked.place, MOST_PLACE, "place");
    checks.at_most(&asked.link, MOST_LINK, "link");
    let link = asked.link.trim();
    let address = url::Url::parse(link).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    checks.require(link.is_empty() || address, "link", "events-link");
    let capacity = number(checks, &asked.capacity, "capacity", "events-capacity", 1..=MOST_CAPACITY);
    let remind = number(checks, &asked.remind, "remind", "events-remind", 0..=MOST_REMIND);
    let rules = start.and_then(|start| rules(checks, asked, start, &zone));
    let start = start?;
    Some(EventRow {
        kind: asked.event_type.clone(),
        local_start: start.to_string(),
        zone: zone.name().to_owned(),
        minutes: minutes?,
        rules: rules?.join("\n"),
        place: asked.place.trim().to_owned(),
        link: link.to_owned(),
        capacity,
        remind: remind.unwrap_or(15),
        tentative: asked.tentative,
        sequence: known.map_or(0, |known| known.sequence),
        uid: known.map(|known| known.uid.clone()).unwrap_or_default(),
        ..EventRow::default()
    })
}

/// A time of the zone, or a moment.
fn time(checks: &mut Checks, text: &str, zone: &Zone, field: &str) -> Option<DateTime> {
    let text = text.trim();
    checks.require(!text.is_empty(), field, "required");
    let moment = text.parse::<Millis>().ok().or_else(|| Some(text.parse::<Timestamp>().ok()?.as_millisecond()));
    let time = moment.and_then(|at| zone.local(at)).or_else(|| text.parse::<DateTime>().ok());
    let time = time.filter(|time| (1970..2200).contains(&time.year()));
    checks.require(text.is_empty() || time.is_some(), field, "events-time");
    time.and_then(|time| time.round(jiff::Unit::Minute).ok())
}

fn number(
    checks: &mut Checks,
    text: &str,
    field: &str,
    code: &str,
    range: std::ops::RangeInclusive<i64>,
) -> Option<i64> {
    let text = text.trim();
    let number = text.parse().ok().filter(|number| range.contains(number));
    checks.require(text.is_empty() || number.is_some(), field, code);
    number
}

fn rules(checks: &mut Checks, asked: &EventForm, start: DateTime, zone: &Zone) -> Option<Vec<String>> {
    let until = asked.repeat_until.trim();
    let last_day: Option<Date> = until.parse().ok();
    checks.require(until.is_empty() || last_day.is_some_and(|day| day >= start.date()), "repeat_until", "events-until");
    let own: Vec<String> = asked.rules.iter().flat_map(|rules| rules.lines()).map(str::to_owned).collect();
    let rules = if own.iter().all(|rule| rule.trim().is_empty()) {
        let pattern = recurrence::of_pattern(&asked.repeat, start, zone, last_day);
        checks.require(pattern.is_some(), "repeat", "not-a-choice");
        pattern.into_iter().filter(|rule| !rule.is_empty()).collect()
    } else {
        own
    };
    let checked = Schedule { start, zone: zone.clone(), rules }.checked();
    checks.require(checked.is_some(), "rules", "events-rules");
    checked.map(|schedule| schedule.rules)
}

async fn people(tx: &Tx, checks: &mut Checks, handles: &[String], field: &str) -> Result<Vec<Id>> {
    let mut members = Vec::new();
    let handles = handles.iter().flat_map(|some| some.split([',', ' '])).map(|handle| handle.trim());
    for handle in
        handles.map(|handle| handle.trim_start_matches('@').to_lowercase()).filter(|handle| !handle.is_empty())
    {
        match member_by_handle(tx, &handle).await? {
            Some(member) if !members.contains(&member) => members.push(member),
            Some(_) => {}
            None => checks.require(false, field, "events-person"),
        }
    }
    checks.require(members.len() <= MOST_PEOPLE, field, "events-people");
    Ok(members)
}

/// Keeps the row; what it said before decides about the sequence of the invitation and the times that follow.
pub(super) async fn write(tx: &Tx, new: &EventRow, space: Option<Id>, known: Option<&EventRow>) -> Result<()> {
    let again = known.is_some_and(|known| differs(known, new));
    let sql = "insert into events (post, space, kind, local_start, zone, minutes, rules, place, link, capacity, remind,
                 tentative, sequence, changed, going, maybe, waiting, unsent, until, uid)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0, 0, 0, 0, 0, $15)
               on conflict (post) do update set kind = excluded.kind, local_start = excluded.local_start,
                 zone = excluded.zone, minutes = excluded.minutes, rules = excluded.rules, place = excluded.place,
                 link = excluded.link, capacity = excluded.capacity, remind = excluded.remind,
                 tentative = excluded.tentative, sequence = events.sequence + cast($16 as bigint), changed = excluded.changed,
                 unsent = case when cast($16 as bigint) = 1 then 1 else events.unsent end";
    let args = args![
        new.post,
        space.unwrap_or_default(),
        &new.kind,
        &new.local_start,
        &new.zone,
        new.minutes,
        &new.rules,
        &new.place,
        &new.link,
        new.capacity,
        new.remind,
        new.tentative,
        new.sequence,
        tx.now(),
        &new.uid,
        again
    ];
    tx.execute(sql, args).await?;
    let when = |row: &EventRow| (row.local_start.clone(), row.zone.clone(), row.minutes, row.rules.clone());
    if known.is_none_or(|known| when(known) != when(new)) {
        schedule::lay_out_anew(tx, new).await?;
    }
    Ok(())
}

/// Hosts and experts from now on; those who were not among them before, and are not the one who says so.
pub(super) async fn set_people(tx: &Tx, by: Option<Id>, event: Id, hosts: &[Id], experts: &[Id]) -> Result<Vec<Id>> {
    let sql = "delete from event_people where event = $1 returning member";
    let before: Vec<Id> = tx.column(sql, args![event]).await?;
    // Somebody answers for it.
    let author: Vec<Id> = if hosts.is_empty() { by.into_iter().collect() } else { hosts.to_vec() };
    for (role, members) in [("host", author.as_slice()), ("expert", experts)] {
        for (rank, member) in (0i64..).zip(members) {
            let sql = "insert into event_people (event, member, role, rank) values ($1, $2, $3, $4)";
            tx.execute(sql, args![event, member, role, rank]).await?;
        }
    }
    let mut named: Vec<Id> = hosts.iter().chain(experts).copied().collect();
    named.sort_unstable();
    named.dedup();
    named.retain(|member| !before.contains(member) && by != Some(*member));
    Ok(named)
}

/// Cancels all that is still to come of an event.
pub async fn cancel(tx: &Tx, viewer: &Viewer, event: &Editable<Post>) -> Result<()> {
    let sql = "update events set cancelled = $1, cancelled_by = $2, sequence = sequence + 1, unsent = 1, changed = $1
               where post = $3 and cancelled is null";
    if tx.execute(sql, args![tx.now(), viewer.signed_in()?, event.id]).await? == 0 {
        return Ok(());
    }
    journal::record(tx, Event::new("events.cancelled", viewer.member, event.id).within(event.space)).await
}

/// Takes that back.
pub async fn uncancel(tx: &Tx, viewer: &Viewer, event: &Editable<Post>) -> Result<()> {
    let sql =
        "update events set cancelled = null, cancelled_by = null, sequence = sequence + 1, unsent = 1, changed = $1
               where post = $2 and cancelled is not null";
    if tx.execute(sql, args![tx.now(), event.id]).await? == 0 {
        return Ok(());
    }
    journal::record(tx, Event::new("events.changed", viewer.member, event.id).within(event.space)).await
}

/// Cancels one time of a series, or takes that back.
pub async fn cancel_one(
    tx: &Tx,
    viewer: &Viewer,
    event: &Editable<Post>,
    original: Millis,
    cancelled: bool,
) -> Result<()> {
    let now: Option<Millis> = cancelled.then(|| tx.now());
    let sql = "update event_occurrences set cancelled = $1 where event = $2 and original = $3
               and case when cancelled is null then 0 else 1 end <> cast($4 as bigint)";
    if tx.execute(sql, args![now, event.id, original, cancelled]).await? == 0 {
        return known_time(tx, event.id, original).await;
    }
    told_of_one(tx, viewer, event, original, if cancelled { "events.called-off" } else { "events.changed" }).await
}

/// Moves one time of a series, or says another title, place or link for it. What is left empty is as the series has it.
pub async fn change_one(
    tx: &Tx,
    viewer: &Viewer,
    event: &Editable<Post>,
    original: Millis,
    form: &OccurrenceForm,
) -> Result<()> {
    known_time(tx, event.id, original).await?;
    let series = row(tx, event.id).await?.ok_or(Error::NotFound)?;
    let zone = Zone::parse(&series.zone).unwrap_or_default();
    let mut checks = Checks::new();
    let mut moment = |text: &str, field: &str| match text.trim() {
        "" => None,
        text => time(&mut checks, text, &zone, field).and_then(|time| zone.moment(time)),
    };
    let starts = moment(&form.starts, "starts").unwrap_or(original);
    let ends = moment(&form.ends, "ends").unwrap_or(starts + series.minutes * MINUTE);
    checks.require(ends > starts, "ends", "events-ends");
    checks.require(ends - starts <= MOST_MINUTES * MINUTE, "ends", "events-too-long");
    checks.at_most(&form.title, community::posts::types::MOST_TITLE, "title");
    checks.at_most(&form.place, MOST_PLACE, "place");
    checks.at_most(&form.link, MOST_LINK, "link");
    let address = url::Url::parse(form.link.trim()).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    checks.require(form.link.trim().is_empty() || address, "link", "events-link");
    checks.finish()?;
    let texts = [&form.title, &form.place, &form.link].map(|text| text.trim().to_owned());
    let plain = texts.iter().all(String::is_empty) && starts == original && ends == original + series.minutes * MINUTE;
    let sql = "update event_occurrences set starts = $1, ends = $2, title = $3, place = $4, link = $5, moved = $6,
                 reminded = null
               where event = $7 and original = $8";
    let [title, place, link] = &texts;
    tx.execute(sql, args![starts, ends, title, place, link, !plain, event.id, original]).await?;
    told_of_one(tx, viewer, event, original, "events.changed").await
}

async fn known_time(tx: &Tx, event: Id, original: Millis) -> Result<()> {
    let sql = "select count(*) from event_occurrences where event = $1 and original = $2";
    if tx.value::<i64>(sql, args![event, original]).await?.unwrap_or(0) == 0 { Err(Error::NotFound) } else { Ok(()) }
}

async fn told_of_one(
    tx: &Tx,
    viewer: &Viewer,
    event: &Editable<Post>,
    original: Millis,
    verb: &'static str,
) -> Result<()> {
    let sql = "update events set sequence = sequence + 1, unsent = 1, changed = $1 where post = $2";
    tx.execute(sql, args![tx.now(), event.id]).await?;
    let told = Event::new(verb, viewer.member, event.id).within(event.space);
    journal::record(tx, told.with(json!({ "original": original.to_string() }))).await
}
