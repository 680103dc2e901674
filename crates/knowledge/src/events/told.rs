//! Of what members are told: that they are named, that an event begins, has changed or is cancelled, that they have a
//! place.

use community::notifications::kinds::{Channels, Fact, Kind, To};
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::Entry;

/// Who said that they come, or may come; hosts and experts.
const COMING: &str = "select r.member from event_replies r
    where r.event = $1 and r.answer in ('yes', 'maybe') and r.waiting = 0
    union select w.member from event_people w where w.event = $1";
/// The same with those who wait for a place.
const CONCERNED: &str = "select r.member from event_replies r where r.event = $1 and r.answer in ('yes', 'maybe')
    union select w.member from event_people w where w.event = $1";
/// Who asked in a live chat.
const ASKED: &str = "select a.author from chat_questions q cross join posts a
    where q.event = $1 and a.id = q.post and a.author is not null";
const NAMED: &str = "select cast($1 as bigint)";

const STILL_ON: &str = "exists (select 1 from events se where se.post = n.post and se.cancelled is null)";

const AT_ONCE: Channels = Channels { page: true, push: true, mail: true, digest: false };
/// The letter with the invitation tells of it too.
const NO_MAIL: Channels = Channels { mail: false, ..AT_ONCE };

pub fn kinds() -> Vec<Kind> {
    let named = Kind {
        word: "event-named",
        text: "events-told-named",
        said: "events-said-named",
        icon: "events",
        verbs: &["events.named"],
        find: |tx, entry| Box::pin(one(tx, entry, "named")),
        still: Some(STILL_ON),
        channels: AT_ONCE,
        fixed: false,
        urgent: false,
        direct: true,
    };
    let place = Kind {
        word: "event-place",
        text: "events-told-place",
        said: "events-said-place",
        verbs: &["events.moved-up"],
        find: |tx, entry| Box::pin(one(tx, entry, "place")),
        channels: NO_MAIL,
        ..named.clone()
    };
    let due = Kind {
        word: "event-due",
        text: "events-told-due",
        said: "events-said-due",
        icon: "clock",
        verbs: &["events.due"],
        find: |tx, entry| Box::pin(all(tx, entry, COMING, "due")),
        channels: Channels { mail: false, ..AT_ONCE },
        urgent: true,
        ..named.clone()
    };
    let changed = Kind {
        word: "event-changed",
        text: "events-told-changed",
        said: "events-said-changed",
        verbs: &["events.changed"],
        find: |tx, entry| Box::pin(all(tx, entry, CONCERNED, "changed")),
        channels: NO_MAIL,
        ..named.clone()
    };
    let cancelled = Kind {
        word: "event-cancelled",
        text: "events-told-cancelled",
        said: "events-said-cancelled",
        icon: "x",
        verbs: &["events.cancelled", "events.called-off"],
        find: |tx, entry| Box::pin(all(tx, entry, CONCERNED, "cancelled")),
        still: None,
        channels: NO_MAIL,
        ..named.clone()
    };
    let recorded = Kind {
        word: "event-recorded",
        text: "events-told-recorded",
        said: "events-said-recorded",
        icon: "ask",
        verbs: &["events.recorded"],
        find: |tx, entry| Box::pin(all(tx, entry, ASKED, "recorded")),
        still: None,
        channels: Channels { push: false, ..NO_MAIL },
        ..named.clone()
    };
    vec![named, place, due, changed, cancelled, recorded]
}

async fn one(_: &Tx, entry: &Entry, what: &str) -> Result<Option<Fact>> {
    let member = entry.details().get("member").and_then(|id| id.as_str()?.parse::<Id>().ok());
    let subject = format!("event-{what}:{}", entry.object);
    Ok(member.map(|member| Fact::of_post(entry, entry.object, subject, To { sql: NAMED.into(), of: member })))
}

/// Each time of a series is a subject of its own.
async fn all(_: &Tx, entry: &Entry, to: &'static str, what: &str) -> Result<Option<Fact>> {
    let details = entry.details();
    let original = details.get("original").and_then(|at| at.as_str()).unwrap_or_default();
    let subject = format!("event-{what}:{}:{original}", entry.object);
    Ok(Some(Fact::of_post(entry, entry.object, subject, To { sql: to.into(), of: entry.object })))
}
