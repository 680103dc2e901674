//! What pages and calendars read of events: a few statements for a whole page.

use super::ops;
use super::replies;
use super::types::{EVENT, EventRow, EventView, MOST_MINUTES, Occurrence};
use community::identity::{Face, faces};
use community::posts::access::VISIBLE;
use community::posts::queries::{Detail, tags, views};
use community::posts::types::Post;
use community::viewer_args;
use kernel::clock::{MINUTE, Millis};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::{Seen, Viewer};
use kernel::{args, record};

/// Times on a page of a list, and in a month.
pub const MOST: i64 = 50;
pub const MOST_OF_MONTH: i64 = 500;
/// Times of a series that its page names.
const MOST_NEXT: i64 = 12;

const COLUMNS: &str = "o.event, o.original, o.starts, o.ends, coalesce(o.cancelled, e.cancelled) as cancelled, o.moved,
    case when o.title <> '' then o.title else p.title end as title,
    case when o.place <> '' then o.place else e.place end as place,
    case when o.link <> '' then o.link else e.link end as link,
    e.kind, p.audience, s.slug as space, s.name as space_name, r.answer, coalesce(r.waiting, 0) as waiting, e.going,
    e.capacity";

/// What a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    pub from: Millis,
    pub to: Millis,
    pub space: Option<Id>,
    pub kind: String,
    /// Those that the viewer comes to, hosts, or answers in.
    pub mine: bool,
    /// Continues behind this one.
    pub after: Option<(Millis, Id)>,
    pub most: i64,
}

/// `starts.event`, as [`list`] gives it.
pub fn parse_after(text: &str) -> Result<(Millis, Id)> {
    let wrong = || Error::field("after", "wrong-type");
    let (starts, id) = text.split_once('.').ok_or_else(wrong)?;
    Ok((starts.parse().map_err(|_| wrong())?, id.parse().map_err(|_| wrong())?))
}

/// What takes place between two moments, as far as the viewer may see it; the second value continues the list.
pub async fn list(tx: &Tx, viewer: &Viewer, ask: &Ask) -> Result<(Vec<Occurrence>, Option<String>)> {
    let mine = "(cast($9 as bigint) = 0 or r.answer in ('yes', 'maybe') or exists (select 1 from event_people w
        where w.member = $1 and w.event = o.event))";
    // Nothing is longer than the longest event, so what began before is not looked at.
    let sql = format!(
        "select {COLUMNS} from event_occurrences o cross join events e cross join posts p
         left join spaces s on s.id = p.space left join event_replies r on r.event = o.event and r.member = $1
         where o.starts >= $10 and o.starts < $5 and o.ends > $4 and (o.starts, o.event) > ($11, $12)
           and e.post = o.event and p.id = o.event and {} and (cast($6 as bigint) = 0 or e.space = $6)
           and (cast($7 as text) = '' or e.kind = $7) and {mine}
         order by o.starts, o.event limit $8",
        *VISIBLE
    );
    let after = ask.after.unwrap_or((Millis::MIN, Id(0)));
    let space = ask.space.unwrap_or_default();
    let begin = ask.from.saturating_sub(MOST_MINUTES * MINUTE);
    let most = ask.most + 1;
    let args = viewer_args![viewer, ask.from, ask.to, space, &ask.kind, most, ask.mine, begin, after.0, after.1];
    let mut items: Vec<Occurrence> = tx.rows(&sql, args).await?;
    let most = usize::try_from(ask.most).unwrap_or(usize::MAX);
    let more = items.len() > most;
    items.truncate(most);
    let next = items.last().filter(|_| more).map(|item| format!("{}.{}", item.starts, item.event));
    Ok((items, next))
}

/// The times of one event from `from` on. The caller has made sure that the viewer may see it.
pub async fn times(tx: &Tx, viewer: &Viewer, event: Id, from: Millis, most: i64) -> Result<Vec<Occurrence>> {
    let sql = format!(
        "select {COLUMNS} from event_occurrences o cross join events e cross join posts p
         left join spaces s on s.id = p.space left join event_replies r on r.event = o.event and r.member = $1
         where o.event = $2 and o.ends > $3 and e.post = o.event and p.id = o.event
         order by o.starts limit $4"
    );
    tx.rows(&sql, args![viewer.id(), event, from, most]).await
}

/// One time of an event.
pub async fn time(tx: &Tx, viewer: &Viewer, event: Id, original: Millis) -> Result<Option<Occurrence>> {
    let sql = format!(
        "select {COLUMNS} from event_occurrences o cross join events e cross join posts p
         left join spaces s on s.id = p.space left join event_replies r on r.event = o.event and r.member = $1
         where o.event = $2 and o.original = $3 and e.post = o.event and p.id = o.event"
    );
    tx.row(&sql, args![viewer.id(), event, original]).await
}

/// The event as it is read, at the time `on`: if that is none of its times, at the next one, or the last.
pub async fn view(tx: &Tx, viewer: &Viewer, event: &Seen<Post>, on: Option<Millis>) -> Result<EventView> {
    let row = ops::row(tx, event.id).await?.ok_or(Error::NotFound)?;
    let mut post = views(tx, viewer, &[event.id], Detail::Whole).await?.pop().ok_or(Error::NotFound)?;
    post.tags = tags(tx, event.id).await?;
    if post.mine {
        post.body = Some(event.body.clone());
    }
    let occurrences = times(tx, viewer, event.id, tx.now(), MOST_NEXT).await?;
    let mut shown = match on {
        Some(original) => time(tx, viewer, event.id, original).await?,
        None => occurrences.iter().find(|time| time.cancelled.is_none()).cloned(),
    };
    if shown.is_none() {
        let sql = "select original from event_occurrences where event = $1 order by starts desc limit 1";
        let last: Option<Millis> = tx.value(sql, args![event.id]).await?;
        shown = time(tx, viewer, event.id, last.unwrap_or_default()).await?;
    }
    let shown = shown.ok_or(Error::NotFound)?;
    let (hosts, experts) = people(tx, event.id).await?;
    let reply = match viewer.member {
        Some(member) => replies::of(tx, event.id, member).await?,
        None => None,
    };
    let series = !row.rules.is_empty();
    Ok(EventView {
        space_tag: post.space.clone(),
        post,
        event_type: row.kind.clone(),
        starts: shown.starts,
        ends: shown.ends,
        original: shown.original,
        local_start: row.local_start.clone(),
        zone: row.zone.clone(),
        minutes: row.minutes,
        place: shown.place,
        link: shown.link,
        capacity: row.capacity,
        rules: row.rules.lines().map(str::to_owned).collect(),
        remind: row.remind,
        tentative: row.tentative,
        sequence: row.sequence,
        cancelled: shown.cancelled,
        hosts,
        experts,
        going: row.going,
        maybe: row.maybe,
        waiting: row.waiting,
        reply,
        occurrences: if series { occurrences } else { Vec::new() },
    })
}

/// Hosts and experts.
pub async fn people(tx: &Tx, event: Id) -> Result<(Vec<Face>, Vec<Face>)> {
    let sql = "select member, role from event_people where event = $1 order by role, rank";
    let rows: Vec<(Id, String)> = tx.rows(sql, args![event]).await?;
    let ids: Vec<Id> = rows.iter().map(|(member, _)| *member).collect();
    let known = faces(tx, &ids).await?;
    let of = |role: &str| {
        rows.iter().filter(|(_, is)| is == role).filter_map(|(member, _)| known.get(member).cloned()).collect()
    };
    Ok((of("host"), of("expert")))
}

record! {
    /// An event with what a calendar says of it.
    #[derive(Debug, Clone)]
    pub struct Planned {
        pub event: EventRow,
        pub title: String,
        pub html: String,
    }
}

/// Those of these events that the viewer may see.
pub async fn planned(tx: &Tx, viewer: &Viewer, ids: &[Id]) -> Result<Vec<Planned>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select {EVENT}, p.title, p.html from events e cross join posts p
         where e.post in (each($4)) and p.id = e.post and {} order by e.post",
        *VISIBLE
    );
    tx.rows(&sql, viewer_args![viewer, ids]).await
}

/// What is different about single times of these events.
pub async fn exceptions(tx: &Tx, events: &[Id]) -> Result<Vec<Exception>> {
    if events.is_empty() {
        return Ok(Vec::new());
    }
    let sql = "select event, original, starts, ends, title, place, link, cancelled from event_occurrences
               where event in (each($1)) and (moved = 1 or cancelled is not null) order by event, original limit 5000";
    tx.rows(sql, args![events]).await
}

record! {
    #[derive(Debug, Clone)]
    pub struct Exception {
        pub event: Id,
        pub original: Millis,
        pub starts: Millis,
        pub ends: Millis,
        pub title: String,
        pub place: String,
        pub link: String,
        pub cancelled: Option<Millis>,
    }
}
