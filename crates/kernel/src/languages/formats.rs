//! Numbers, dates and clock times by the rules of each language (CLDR, through ICU4X).
//!
//! Formatters are costly to build and cheap to use, so each language has one set for the life of
//! the program. English is the British kind: day before month, 24-hour clock. All languages use the
//! Gregorian calendar, as the `datetime` attributes beside the texts do.

use super::Language;
use icu::calendar::{Date, Gregorian};
use icu::datetime::fieldsets::{E, MD, MDT, T, YM, YMD, YMDE, YMDET, YMDT};
use icu::datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal;
use icu::decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu::locale::{Locale, locale};
use icu::time::{DateTime, Time};
use jiff::civil;
use std::sync::LazyLock;

type Calendar<F> = Option<FixedCalendarDateTimeFormatter<Gregorian, F>>;

/// The formatters of one language. One that cannot be built is absent, and its values appear in
/// their plain international form.
pub(super) struct Formats {
    grouped: Option<DecimalFormatter>,
    ungrouped: Option<DecimalFormatter>,
    day: Calendar<MD>,
    day_of_year: Calendar<YMD>,
    moment: Calendar<MDT>,
    moment_of_year: Calendar<YMDT>,
    full: Calendar<YMDET>,
    month: Calendar<YM>,
    weekday: Calendar<E>,
    time: Option<NoCalendarFormatter<T>>,
}

static ENGLISH: LazyLock<Formats> = LazyLock::new(|| Formats::new(&locale!("en-GB-u-hc-h23")));
static FRENCH: LazyLock<Formats> = LazyLock::new(|| Formats::new(&locale!("fr-u-hc-h23")));
static GERMAN: LazyLock<Formats> = LazyLock::new(|| Formats::new(&locale!("de-u-hc-h23")));
static ARABIC: LazyLock<Formats> = LazyLock::new(|| Formats::new(&locale!("ar-u-hc-h23")));

pub(super) fn formats(language: Language) -> &'static Formats {
    match language {
        Language::English => &ENGLISH,
        Language::French => &FRENCH,
        Language::German => &GERMAN,
        Language::Arabic => &ARABIC,
    }
}

impl Formats {
    fn new(locale: &Locale) -> Self {
        let times = DateTimeFormatterPreferences::from(locale);
        Self {
            grouped: decimals(locale, GroupingStrategy::Auto),
            ungrouped: decimals(locale, GroupingStrategy::Never),
            day: FixedCalendarDateTimeFormatter::try_new(times, MD::medium()).ok(),
            day_of_year: FixedCalendarDateTimeFormatter::try_new(times, YMD::medium()).ok(),
            moment: FixedCalendarDateTimeFormatter::try_new(times, MD::medium().with_time_hm()).ok(),
            moment_of_year: FixedCalendarDateTimeFormatter::try_new(times, YMD::medium().with_time_hm()).ok(),
            full: FixedCalendarDateTimeFormatter::try_new(times, YMDE::long().with_time_hm()).ok(),
            month: FixedCalendarDateTimeFormatter::try_new(times, YM::long()).ok(),
            weekday: FixedCalendarDateTimeFormatter::try_new(times, E::long()).ok(),
            time: NoCalendarFormatter::try_new(times, T::hm()).ok(),
        }
    }

    pub(super) fn integer(&self, n: i64) -> String {
        self.decimal(&Decimal::from(n), true)
    }

    /// A number in its plain form (`-1204.50`); what is not one is returned as it is.
    pub(super) fn plain_number(&self, number: &str, grouped: bool) -> String {
        Decimal::try_from_str(number).map_or_else(|_| number.to_owned(), |number| self.decimal(&number, grouped))
    }

    fn decimal(&self, number: &Decimal, grouped: bool) -> String {
        let formatter = if grouped { &self.grouped } else { &self.ungrouped };
        formatter.as_ref().map_or_else(|| number.to_string(), |formatter| formatter.format_to_string(number))
    }

    /// "17 Nov", or "17 Nov 2025" `with_year`.
    pub(super) fn day(&self, at: civil::DateTime, with_year: bool) -> String {
        let text = read(at).and_then(|moment| match with_year {
            false => self.day.as_ref().map(|formatter| formatter.format(&moment).to_string()),
            true => self.day_of_year.as_ref().map(|formatter| formatter.format(&moment).to_string()),
        });
        text.unwrap_or_else(|| at.date().to_string())
    }

    /// "17 Nov, 14:05", or "17 Nov 2025, 14:05" `with_year`.
    pub(super) fn moment(&self, at: civil::DateTime, with_year: bool) -> String {
        let text = read(at).and_then(|moment| match with_year {
            false => self.moment.as_ref().map(|formatter| formatter.format(&moment).to_string()),
            true => self.moment_of_year.as_ref().map(|formatter| formatter.format(&moment).to_string()),
        });
        text.unwrap_or_else(|| at.to_string())
    }

    /// Weekday, day, month, year and clock, all spelled out.
    pub(super) fn full(&self, at: civil::DateTime) -> String {
        let formatter = self.full.as_ref().zip(read(at));
        formatter.map_or_else(|| at.to_string(), |(formatter, moment)| formatter.format(&moment).to_string())
    }

    /// "November 2026".
    pub(super) fn month(&self, at: civil::DateTime) -> String {
        let formatter = self.month.as_ref().zip(read(at));
        formatter.map_or_else(|| at.date().to_string(), |(formatter, moment)| formatter.format(&moment).to_string())
    }

    /// "Tuesday".
    pub(super) fn weekday(&self, at: civil::DateTime) -> String {
        let formatter = self.weekday.as_ref().zip(read(at));
        formatter.map_or_else(|| at.date().to_string(), |(formatter, moment)| formatter.format(&moment).to_string())
    }

    /// "14:05".
    pub(super) fn time(&self, at: civil::DateTime) -> String {
        let formatter = self.time.as_ref().zip(read(at));
        formatter
            .map_or_else(|| at.time().to_string(), |(formatter, moment)| formatter.format(&moment.time).to_string())
    }
}

fn decimals(locale: &Locale, grouping: GroupingStrategy) -> Option<DecimalFormatter> {
    DecimalFormatter::try_new(locale.into(), DecimalFormatterOptions::from(grouping)).ok()
}

/// From jiff's calendar to ICU's.
fn read(at: civil::DateTime) -> Option<DateTime<Gregorian>> {
    let month = u8::try_from(at.month()).ok()?;
    let day = u8::try_from(at.day()).ok()?;
    let (hour, minute) = (u8::try_from(at.hour()).ok()?, u8::try_from(at.minute()).ok()?);
    let second = u8::try_from(at.second()).ok()?;
    Some(DateTime {
        date: Date::try_new_gregorian(i32::from(at.year()), month, day).ok()?,
        time: Time::try_new(hour, minute, second, 0).ok()?,
    })
}
