//! Time zones: from an instant to the reader's calendar and clock.
//!
//! The zone database is the one built into the program, so that a machine without one, or with an
//! old one, shows the same times as all others.

use crate::clock::Millis;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use std::sync::LazyLock;

static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A time zone. Cloning is cheap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Zone {
    pub fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// The zone with this IANA name (`Europe/Berlin`), in any case.
    pub fn parse(name: &str) -> Option<Self> {
        DATABASE.get(name.trim()).ok().map(Self)
    }

    /// The IANA name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// All IANA names, in alphabetical order, for a chooser.
    pub fn names() -> Vec<String> {
        DATABASE.available().map(|name| name.to_string()).collect()
    }

    /// When the day `2026-11-22` begins in this zone; none when there is no such day.
    pub fn begin_of_day(&self, day: &str) -> Option<Millis> {
        let day: jiff::civil::Date = day.trim().parse().ok()?;
        Some(day.to_zoned(self.0.clone()).ok()?.timestamp().as_millisecond())
    }

    /// The day of the week, 1 Monday to 7 Sunday, and the minutes since midnight.
    pub fn weekday_and_minute(&self, at: Millis) -> Option<(i64, i64)> {
        let local = self.local(at)?;
        let day = i64::from(local.date().weekday().to_monday_one_offset());
        Some((day, i64::from(local.hour()) * 60 + i64::from(local.minute())))
    }

    /// When calendar and clock show `2026-11-26T10:00` in this zone. Where a clock is put forward, what it leaves out is
    /// read with the offset of before; what it shows twice is the first of the two (RFC 5545 § 3.3.5).
    pub fn moment(&self, local: DateTime) -> Option<Millis> {
        Some(local.to_zoned(self.0.clone()).ok()?.timestamp().as_millisecond())
    }

    /// How far the clocks of this zone are ahead of UTC at a moment, in seconds, and what that time is called.
    pub fn offset(&self, at: Millis) -> Option<(i32, String)> {
        let info = self.0.to_offset_info(Timestamp::from_millisecond(at).ok()?);
        Some((info.offset().seconds(), info.abbreviation().to_owned()))
    }

    /// When clocks are changed after `from` and before `to`: the moment, the offset from then on in seconds, its name.
    pub fn changes(&self, from: Millis, to: Millis) -> Vec<(Millis, i32, String)> {
        let Ok(begin) = Timestamp::from_millisecond(from) else { return Vec::new() };
        self.0
            .following(begin)
            .map(|change| {
                (change.timestamp().as_millisecond(), change.offset().seconds(), change.abbreviation().to_owned())
            })
            .take_while(|(at, ..)| *at < to)
            .collect()
    }

    /// Calendar and clock at `at` in this zone; moments beyond the years -9999 to 9999 do not exist.
    pub fn local(&self, at: Millis) -> Option<DateTime> {
        Some(self.0.to_datetime(Timestamp::from_millisecond(at).ok()?))
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self::utc()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_need_nothing_of_the_machine() {
        let berlin = Zone::parse("europe/berlin").expect("built in");
        assert_eq!(berlin.name(), "Europe/Berlin");
        // 2026-07-01T22:30Z is already the next day in Berlin's summer.
        assert_eq!(berlin.local(1_782_945_000_000).map(|at| at.to_string()), Some("2026-07-02T00:30:00".to_owned()));
        assert_eq!(berlin.begin_of_day("2026-07-02"), Some(1_782_943_200_000));
        assert_eq!(berlin.begin_of_day("2026-02-30"), None);
        assert!(Zone::parse("Europe/Atlantis").is_none());
        assert!(Zone::names().len() > 400);
        assert!(berlin.local(Millis::MAX).is_none());
    }
}
