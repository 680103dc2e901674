//! Events as iCalendar objects (RFC 5545), with the `icalendar` library: for a feed, a download and a letter.
//!
//! A series is told by its rule in the zone of the event, so each zone that is used is described: what its clocks do is
//! told of every change from the first event on, for ten years.

use super::queries::{Exception, Planned};
use super::recurrence::{compact, compact_utc};
use super::schedule;
use super::types::EventRow;
use icalendar::{Calendar, Component as _, Event, EventLike as _, Property};
use kernel::clock::{DAY, MINUTE, Millis};
use kernel::error::Result;
use kernel::languages::Zone;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const TEN_YEARS: Millis = 3_653 * DAY;
const MOST_DESCRIPTION: usize = 1_000;
const BEGIN: &str = "BEGIN:VEVENT\r\n";

/// What goes into one object.
pub struct Sheet<'a> {
    pub name: &'a str,
    /// `REQUEST` or `CANCEL`; none: it is only published.
    pub method: Option<&'a str>,
    pub events: &'a [Planned],
    pub exceptions: &'a [Exception],
    /// The times of events with more than one rule, which many programs do not read.
    pub times: &'a [(kernel::ids::Id, Millis)],
    pub site: &'a str,
    pub host: &'a str,
    /// Who invites whom: name and address each.
    pub parties: Option<Parties<'a>>,
}

pub struct Parties<'a> {
    pub organiser: (&'a str, &'a str),
    pub attendee: (&'a str, &'a str),
    /// ACCEPTED or TENTATIVE.
    pub standing: &'a str,
}

pub fn write(sheet: &Sheet<'_>) -> Result<String> {
    let mut calendar = Calendar::empty();
    for (name, value) in [("VERSION", "2.0"), ("PRODID", "-//Fourleaf//Events//EN"), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property(Property::new(name, value));
    }
    if let Some(method) = sheet.method {
        calendar.append_property(Property::new("METHOD", method));
    } else {
        // The library escapes this one, and not the NAME that it would write beside it.
        let name: String = sheet.name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        calendar.append_property(Property::new("X-WR-CALNAME", name));
        calendar.append_property(Property::new("REFRESH-INTERVAL", "PT1H").add_parameter("VALUE", "DURATION").done());
    }
    let mut zones: BTreeMap<String, Millis> = BTreeMap::new();
    for planned in sheet.events {
        let begin = schedule::of(&planned.event)?.first().unwrap_or_default();
        let first = zones.entry(planned.event.zone.clone()).or_insert(begin);
        *first = (*first).min(begin);
        calendar.push(series(sheet, planned)?);
        for exception in sheet.exceptions.iter().filter(|one| one.event == planned.event.post) {
            if exception.cancelled.is_none() || sheet.method == Some("REQUEST") {
                calendar.push(one(sheet, planned, exception)?);
            }
        }
    }
    let text = calendar.to_string();
    // The library has no component for zones; what describes one is not text of people.
    let described: String = zones.iter().filter_map(|(name, first)| described(name, *first)).collect();
    Ok(text.replacen(BEGIN, &format!("{described}{BEGIN}"), 1))
}

/// The event itself, or the series.
fn series(sheet: &Sheet<'_>, planned: &Planned) -> Result<Event> {
    let row = &planned.event;
    let schedule = schedule::of(row)?;
    let mut event = begin(sheet, planned);
    let begin = schedule.first().unwrap_or_default();
    event.summary(&planned.title);
    describe(&mut event, &row.place, &row.link);
    event.append_property(local("DTSTART", begin, row));
    event.append_property(local("DTEND", begin + row.minutes * MINUTE, row));
    match schedule.rules.as_slice() {
        [] => {}
        [rule] => {
            event.append_property(Property::new("RRULE", rule.as_str()));
        }
        _ => {
            let times = sheet.times.iter().filter(|(of, at)| *of == row.post && *at != begin);
            for (_, at) in times {
                event.append_multi_property(local("RDATE", *at, row));
            }
        }
    }
    let gone = sheet.exceptions.iter().filter(|one| one.event == row.post && one.cancelled.is_some());
    for exception in gone.filter(|_| sheet.method != Some("REQUEST")) {
        event.append_multi_property(local("EXDATE", exception.original, row));
    }
    let status = match (row.cancelled, row.tentative) {
        (Some(_), _) => "CANCELLED",
        (None, true) => "TENTATIVE",
        (None, false) => "CONFIRMED",
    };
    event.append_property(Property::new("STATUS", status));
    Ok(event.done())
}

/// One time of a series that differs from it.
fn one(sheet: &Sheet<'_>, planned: &Planned, exception: &Exception) -> Result<Event> {
    let row = &planned.event;
    let mut event = begin(sheet, planned);
    let or = |own: &str, of_series: &str| if own.is_empty() { of_series.to_owned() } else { own.to_owned() };
    event.summary(&or(&exception.title, &planned.title));
    describe(&mut event, &or(&exception.place, &row.place), &or(&exception.link, &row.link));
    event.append_property(local("RECURRENCE-ID", exception.original, row));
    event.append_property(local("DTSTART", exception.starts, row));
    event.append_property(local("DTEND", exception.ends, row));
    let off = exception.cancelled.is_some() || row.cancelled.is_some();
    event.append_property(Property::new("STATUS", if off { "CANCELLED" } else { "CONFIRMED" }));
    Ok(event.done())
}

fn begin(sheet: &Sheet<'_>, planned: &Planned) -> Event {
    let row = &planned.event;
    let mut event = Event::new();
    let uid = if row.uid.is_empty() { format!("event-{}@{}", row.post, sheet.host) } else { row.uid.clone() };
    event.append_property(Property::new("UID", uid));
    event.append_property(Property::new("DTSTAMP", compact_utc(row.changed)));
    event.append_property(Property::new("SEQUENCE", row.sequence.to_string()));
    event.append_property(Property::new("URL", format!("{}/events/{}", sheet.site, row.post)));
    let about = kernel::text::excerpt_html(&planned.html, MOST_DESCRIPTION);
    if !about.is_empty() {
        event.description(&about);
    }
    if let Some(parties) = &sheet.parties {
        let (name, address) = parties.organiser;
        event.append_property(party("ORGANIZER", name, address).done());
        let (name, address) = parties.attendee;
        let mut attendee = party("ATTENDEE", name, address);
        attendee.add_parameter("PARTSTAT", parties.standing).add_parameter("ROLE", "REQ-PARTICIPANT");
        event.append_multi_property(attendee.done());
    }
    event
}

fn party(name: &str, called: &str, address: &str) -> Property {
    let mut party = Property::new(name, format!("mailto:{address}"));
    // A parameter in quotes holds anything but quotes and control characters (RFC 5545 § 3.2).
    let called: String = called.chars().filter(|c| !c.is_control() && *c != '"').collect();
    party.add_parameter("CN", &format!("\"{called}\""));
    party
}

/// A place, and a link that is one.
fn describe(event: &mut Event, place: &str, link: &str) {
    match (place.is_empty(), link.is_empty()) {
        (true, true) => {}
        (false, true) => drop(event.location(place)),
        (true, false) => drop(event.location(link)),
        (false, false) => drop(event.location(&format!("{place}, {link}"))),
    }
}

/// A time of the zone of the event; of UTC as such.
fn local(name: &str, at: Millis, row: &EventRow) -> Property {
    let zone = Zone::parse(&row.zone).unwrap_or_default();
    match zone.local(at) {
        Some(local) if zone != Zone::utc() => {
            Property::new(name, compact(local)).add_parameter("TZID", zone.name()).done()
        }
        _ => Property::new(name, compact_utc(at)),
    }
}

/// What the clocks of a zone do from a moment on. None for UTC, which needs no description.
fn described(name: &str, first: Millis) -> Option<String> {
    let zone = Zone::parse(name).filter(|zone| *zone != Zone::utc())?;
    let begin = first - DAY;
    let (offset, called) = zone.offset(begin)?;
    let mut out = format!("BEGIN:VTIMEZONE\r\nTZID:{}\r\n", zone.name());
    observance(&mut out, begin, (offset, offset), &called, &[]);
    // Changes of the same kind stand together: in most zones those of spring, and those of autumn.
    let mut kinds: BTreeMap<(i32, i32, String), Vec<Millis>> = BTreeMap::new();
    let mut before = offset;
    for (at, after, called) in zone.changes(begin, first + TEN_YEARS) {
        kinds.entry((before, after, called)).or_default().push(at);
        before = after;
    }
    for ((before, after, called), moments) in &kinds {
        if let [first, others @ ..] = moments.as_slice() {
            observance(&mut out, *first, (*before, *after), called, others);
        }
    }
    out.push_str("END:VTIMEZONE\r\n");
    Some(out)
}

/// The clocks go from one offset to another; the moment is told by the clock that showed before (RFC 5545 § 3.6.5).
fn observance(out: &mut String, at: Millis, (before, after): (i32, i32), called: &str, others: &[Millis]) {
    let shown = |at: Millis| compact_utc(at + i64::from(before) * 1_000).trim_end_matches('Z').to_owned();
    let word = if after > before { "DAYLIGHT" } else { "STANDARD" };
    let _ = write!(
        out,
        "BEGIN:{word}\r\nDTSTART:{}\r\nTZOFFSETFROM:{}\r\nTZOFFSETTO:{}\r\nTZNAME:{called}\r\n",
        shown(at),
        offset(before),
        offset(after)
    );
    for other in others {
        let _ = write!(out, "RDATE:{}\r\n", shown(*other));
    }
    let _ = write!(out, "END:{word}\r\n");
}

fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use kernel::ids::Id;

    #[test]
    fn a_zone_is_described_by_what_its_clocks_do() {
        // 2 November 2026: winter in Berlin; it is put forward on 28 March 2027.
        let berlin = described("Europe/Berlin", 1_793_606_400_000).unwrap();
        assert!(berlin.contains("TZID:Europe/Berlin\r\n"), "{berlin}");
        assert!(
            berlin.contains("BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n")
        );
        assert!(
            berlin.contains("BEGIN:STANDARD\r\nDTSTART:20271031T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n")
        );
        assert_eq!(described("UTC", 0), None);
        let kolkata = described("Asia/Kolkata", 1_793_606_400_000).unwrap();
        assert_eq!(kolkata.matches("BEGIN:STANDARD").count(), 1);
        assert!(kolkata.contains("TZOFFSETTO:+0530"));
    }

    #[test]
    fn what_people_wrote_ends_no_line() {
        let event = EventRow {
            post: Id(7),
            kind: "talk".to_owned(),
            local_start: "2026-11-26T10:00:00".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            minutes: 60,
            rules: "FREQ=WEEKLY".to_owned(),
            place: "Hall 4\r\nATTENDEE:mailto:all@company.example".to_owned(),
            ..EventRow::default()
        };
        let planned = Planned { event, title: "Doors; and, more\nEND:VEVENT".to_owned(), html: "<p>a</p>".to_owned() };
        let sheet = Sheet {
            name: "All\r\nX:1",
            method: None,
            events: &[planned],
            exceptions: &[],
            times: &[],
            site: "https://community.example",
            host: "community.example",
            parties: None,
        };
        let text = write(&sheet).unwrap();
        assert!(text.lines().all(|line| !line.starts_with("ATTENDEE") && !line.starts_with("X:")), "{text}");
        assert_eq!(text.lines().filter(|line| *line == "END:VEVENT").count(), 1, "{text}");
        assert!(text.contains("DTSTART;TZID=Europe/Berlin:20261126T100000"), "{text}");
        assert!(text.contains("RRULE:FREQ=WEEKLY\r\n"), "{text}");
        assert!(text.contains("SUMMARY:Doors\\; and\\, more\\nEND:VEVENT"), "{text}");
    }
}
