//! From a rule of recurrence to moments (RFC 5545 § 3.3.10, by the `rrule` library).
//!
//! A rule speaks of calendar and clock, not of moments: a meeting at ten stays at ten when the clocks change. So it is
//! expanded in calendar and clock, as if there were no zones, and each outcome is read in the zone of the event.

use super::types::{MOST_RULES, PATTERNS};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use kernel::clock::Millis;
use kernel::languages::Zone;
use rrule::RRuleSet;

/// Outcomes of a rule that are looked at: twenty-seven years of every day.
const MOST_STEPS: usize = 10_000;
/// Occurrences of one event that are laid out at once.
const MOST: usize = 1_000;

/// When an event takes place.
#[derive(Debug, Clone)]
pub struct Schedule {
    pub start: DateTime,
    pub zone: Zone,
    /// Lines of RRULE; none: it is once.
    pub rules: Vec<String>,
}

/// Moments in a stretch of time; `more` when others follow it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expanded {
    pub moments: Vec<Millis>,
    pub more: bool,
    /// There were too many for once: what follows the last of them was not looked at.
    pub cut: bool,
}

impl Schedule {
    pub fn new(start: DateTime, zone: Zone, rules: &str) -> Self {
        Self { start, zone, rules: rules.lines().map(str::to_owned).collect() }
    }

    pub fn first(&self) -> Option<Millis> {
        self.zone.moment(self.start)
    }

    /// The beginnings from `from` up to `to`. None when a rule cannot be read or has no outcome at all.
    pub fn between(&self, from: Millis, to: Millis) -> Option<Expanded> {
        if self.rules.is_empty() {
            let first = self.first()?;
            return Some(Expanded { moments: vec![first], more: false, cut: false });
        }
        let (mut moments, mut more, mut bound) = (Vec::new(), false, None);
        for rule in &self.rules {
            let mut own: Vec<Millis> = Vec::new();
            for (nth, outcome) in self.set(rule)?.into_iter().take(MOST_STEPS).enumerate() {
                let Some(at) = self.read(outcome.timestamp_millis()) else { continue };
                if at >= to {
                    more = true;
                    break;
                }
                if own.len() >= MOST {
                    (more, bound) = (true, own.last().copied().min(bound.or(Some(Millis::MAX))));
                    break;
                }
                if at >= from {
                    own.push(at);
                }
                more |= nth + 1 == MOST_STEPS;
            }
            moments.extend(own);
        }
        moments.sort_unstable();
        moments.dedup();
        // Behind the last outcome of a rule that has too many, the others would be incomplete.
        moments.retain(|at| bound.is_none_or(|bound| *at <= bound));
        let cut = bound.is_some();
        Some(Expanded { moments, more, cut })
    }

    /// The rules as they are to be kept, each checked. None when one of them is not a rule for an event.
    pub fn checked(mut self) -> Option<Self> {
        let mut rules = Vec::new();
        for rule in &self.rules {
            let rule = rule.trim().to_ascii_uppercase();
            let rule = rule.strip_prefix("RRULE:").unwrap_or(&rule);
            // Nothing takes place more often than once a day.
            let often = ["SECONDLY", "MINUTELY", "HOURLY"].iter().any(|word| rule.contains(word));
            if rule.is_empty() {
                continue;
            }
            if often || rule.len() > 300 || !rule.bytes().all(|b| b.is_ascii_graphic()) {
                return None;
            }
            rules.push(rule.to_owned());
        }
        if rules.len() > MOST_RULES {
            return None;
        }
        self.rules = rules;
        let all = self.between(Millis::MIN, Millis::MAX)?;
        (!all.moments.is_empty()).then_some(self)
    }

    fn set(&self, rule: &str) -> Option<RRuleSet> {
        let parts: Option<Vec<String>> = rule.split(';').map(|part| self.part(part)).collect();
        let text = format!("DTSTART:{}Z\nRRULE:{}", compact(self.start), parts?.join(";"));
        Some(text.parse::<RRuleSet>().ok()?.limit())
    }

    /// The end of a series is a moment in UTC, or a day; here it becomes calendar and clock.
    fn part(&self, part: &str) -> Option<String> {
        let Some(until) = part.strip_prefix("UNTIL=") else { return Some(part.to_owned()) };
        let local = match (until.strip_suffix('Z'), until.len()) {
            (Some(utc), _) => {
                let at = parse(utc)?.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond();
                self.zone.local(at)?
            }
            (None, 8) => day(until)?.at(23, 59, 59, 0),
            (None, _) => parse(until)?,
        };
        Some(format!("UNTIL={}Z", compact(local)))
    }

    fn read(&self, as_if_utc: Millis) -> Option<Millis> {
        let local = Timestamp::from_millisecond(as_if_utc).ok()?.to_zoned(TimeZone::UTC).datetime();
        self.zone.moment(local)
    }
}

/// `20261126T100000`, as iCalendar writes it.
pub fn compact(at: DateTime) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}

/// A moment as iCalendar writes it in UTC.
pub fn compact_utc(at: Millis) -> String {
    let at = Timestamp::from_millisecond(at).unwrap_or_default();
    format!("{}Z", compact(at.to_zoned(TimeZone::UTC).datetime()))
}

fn parse(text: &str) -> Option<DateTime> {
    DateTime::strptime("%Y%m%dT%H%M%S", text).ok()
}

fn day(text: &str) -> Option<Date> {
    Date::strptime("%Y%m%d", text).ok()
}

/// The rule of a pattern of the form, from its beginning on and up to a last day. None when there is no such pattern.
pub fn of_pattern(pattern: &str, start: DateTime, zone: &Zone, last_day: Option<Date>) -> Option<String> {
    let (.., rule) = PATTERNS.iter().find(|(word, ..)| *word == pattern)?;
    let weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let weekday = usize::try_from(start.weekday().to_monday_zero_offset()).ok().and_then(|nth| weekdays.get(nth))?;
    // The fifth Tuesday is not in every month; the last is.
    let nth = match (start.day() + 6) / 7 {
        5 => "-1".to_owned(),
        nth => nth.to_string(),
    };
    let mut rule = rule.replace("{nth}", &nth).replace("{day}", weekday);
    if let (Some(day), false) = (last_day, rule.is_empty()) {
        let end = zone.moment(day.at(23, 59, 59, 0))?;
        rule.push_str(&format!(";UNTIL={}", compact_utc(end)));
    }
    Some(rule)
}

/// The pattern that a rule was made of, and its last day, for the form that changes it.
pub fn pattern_of(rules: &[String], start: DateTime, zone: &Zone) -> Option<(&'static str, Option<Date>)> {
    let [rule] = rules else { return rules.is_empty().then_some(("", None)) };
    let until = rule.split(';').find_map(|part| part.strip_prefix("UNTIL=")?.strip_suffix('Z').and_then(parse));
    let until = until.and_then(|until| until.to_zoned(TimeZone::UTC).ok());
    let last_day = until.and_then(|until| zone.local(until.timestamp().as_millisecond())).map(DateTime::date);
    let words = PATTERNS.iter().map(|(word, ..)| *word).filter(|word| !word.is_empty());
    let same = |word: &&'static str| of_pattern(word, start, zone, last_day).as_deref() == Some(rule.as_str());
    words.into_iter().find(same).map(|word| (word, last_day))
}

/// The days from the Monday before or at `day`, `n` of them.
pub fn days_from_monday(day: Date, n: i32) -> Vec<Date> {
    let monday = day.checked_sub(i32::from(day.weekday().to_monday_zero_offset()).days()).unwrap_or(day);
    (0..n).filter_map(|nth| monday.checked_add(nth.days()).ok()).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use kernel::clock::{DAY, HOUR};

    fn schedule(start: &str, zone: &str, rules: &str) -> Schedule {
        Schedule::new(start.parse().unwrap(), Zone::parse(zone).unwrap(), rules)
    }

    #[test]
    fn ten_o_clock_stays_ten_when_the_clocks_change() {
        // Europe goes back on 25 October 2026, America a week later.
        let weekly = schedule("2026-10-21T10:00", "Europe/Berlin", "FREQ=WEEKLY;COUNT=2");
        let all = weekly.between(Millis::MIN, Millis::MAX).unwrap();
        assert_eq!(all.moments[1] - all.moments[0], 7 * DAY + HOUR);
        assert!(!all.more);
        // 02:30 does not exist on 29 March 2026 in Berlin: it is read with the offset of before, and so 03:30.
        let night = schedule("2026-03-28T02:30", "Europe/Berlin", "FREQ=DAILY;COUNT=3");
        let moments = night.between(Millis::MIN, Millis::MAX).unwrap().moments;
        assert_eq!(moments[1] - moments[0], DAY);
        assert_eq!(night.zone.local(moments[1]).unwrap().to_string(), "2026-03-29T03:30:00");
        assert_eq!(night.zone.local(moments[2]).unwrap().to_string(), "2026-03-30T02:30:00");
    }

    #[test]
    fn a_series_ends_where_it_says() {
        // 09:00 UTC is 10:00 in Berlin in winter: the last one counts.
        let until = schedule("2026-11-02T10:00", "Europe/Berlin", "FREQ=DAILY;UNTIL=20261104T090000Z");
        assert_eq!(until.between(Millis::MIN, Millis::MAX).unwrap().moments.len(), 3);
        let day = schedule("2026-11-02T10:00", "Europe/Berlin", "FREQ=DAILY;UNTIL=20261104");
        assert_eq!(day.between(Millis::MIN, Millis::MAX).unwrap().moments.len(), 3);
        let forever = schedule("2026-11-02T10:00", "UTC", "FREQ=DAILY");
        let from = forever.first().unwrap();
        let some = forever.between(from + DAY, from + 4 * DAY).unwrap();
        assert_eq!((some.moments.len(), some.more), (3, true));
    }

    #[test]
    fn what_is_no_rule_for_an_event_is_not_taken() {
        for wrong in [
            "FREQ=SOMETIMES",
            "FREQ=HOURLY",
            "INTERVAL=2",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=DAILY;UNTIL=yesterday",
            "FREQ=DAILY\u{7}",
        ] {
            assert!(schedule("2026-11-02T10:00", "UTC", wrong).checked().is_none(), "{wrong}");
        }
        let kept = schedule("2026-11-03T10:00", "UTC", "rrule:freq=weekly;byday=tu").checked().unwrap();
        assert_eq!(kept.rules, ["FREQ=WEEKLY;BYDAY=TU"]);
    }

    #[test]
    fn a_pattern_is_found_again_in_its_rule() {
        let zone = Zone::parse("Europe/Berlin").unwrap();
        let start: DateTime = "2026-11-26T10:00".parse().unwrap();
        for (word, ..) in PATTERNS {
            for last in [None, Some(jiff::civil::date(2027, 3, 31))] {
                let rule = of_pattern(word, start, &zone, last).unwrap();
                let rules: Vec<String> = if rule.is_empty() { Vec::new() } else { vec![rule] };
                let last = last.filter(|_| !word.is_empty());
                assert_eq!(pattern_of(&rules, start, &zone), Some((word, last)));
            }
        }
        assert_eq!(of_pattern("monthly", start, &zone, None).unwrap(), "FREQ=MONTHLY;BYDAY=4TH");
    }
}
