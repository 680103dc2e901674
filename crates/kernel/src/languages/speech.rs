//! What a template speaks with: texts, numbers and times for one reader at one moment.
//!
//! Methods have short names because a template calls them on every line: `t` is the text of a key,
//! `tn` the text for a number, `ta` the text with arguments.

use super::formats::{Formats, formats};
use super::{Arg, Language, Texts, Zone};
use crate::clock::{HOUR, MINUTE, Millis};
use crate::error::FieldError;
use jiff::Timestamp;
use jiff::civil::DateTime;
use std::borrow::Cow;
use std::sync::Arc;

/// How the house speaks to one reader. Cloning is cheap.
#[derive(Clone)]
pub struct Speech {
    texts: Arc<Texts>,
    language: Language,
    zone: Zone,
    now: Millis,
}

impl Speech {
    /// `now` is the moment of the request: it decides what "this year" is.
    pub fn new(texts: Arc<Texts>, language: Language, zone: Zone, now: Millis) -> Self {
        Self { texts, language, zone, now }
    }

    pub fn language(&self) -> Language {
        self.language
    }

    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    pub fn now(&self) -> Millis {
        self.now
    }

    /// The value of `lang`.
    pub fn code(&self) -> &'static str {
        self.language.code()
    }

    /// The value of `dir`.
    pub fn direction(&self) -> &'static str {
        self.language.direction()
    }

    /// Whether there is a text for `key`.
    pub fn has(&self, key: &str) -> bool {
        self.texts.has(self.language, key)
    }

    /// The text of `key`.
    pub fn t(&self, key: &str) -> Cow<'_, str> {
        self.texts.text(self.language, key, &[])
    }

    /// The text of `key` for the number `$n`, which chooses the plural form.
    pub fn tn(&self, key: &str, n: i64) -> Cow<'_, str> {
        self.ta(key, &[("n", Arg::Number(n))])
    }

    /// The text of `key` with arguments.
    pub fn ta(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Cow<'_, str> {
        self.texts.text(self.language, key, args)
    }

    /// Why a field was not accepted: the text `field-CODE`. Arguments that are numbers choose plurals.
    pub fn field_error(&self, error: &FieldError) -> Cow<'_, str> {
        let args: Vec<(&str, Arg<'_>)> = error
            .args
            .iter()
            .map(|(name, value)| (name.as_str(), value.parse().map_or_else(|_| Arg::from(value), Arg::Number)))
            .collect();
        self.ta(&format!("field-{}", error.code), &args)
    }

    /// "1,204".
    pub fn number(&self, n: i64) -> String {
        self.formats().integer(n)
    }

    /// "1,204", and from 100,000 on as short as a narrow column needs it: "120 k", "1.2 M".
    pub fn compact(&self, n: i64) -> String {
        match n.unsigned_abs() {
            0..100_000 => self.number(n),
            100_000..1_000_000 => self.tn("number-thousands", n / 1_000).into_owned(),
            _ => {
                let tenths = n / 100_000;
                let sign = if n < 0 { "-" } else { "" };
                let plain = format!("{sign}{}.{}", (tenths / 10).unsigned_abs(), (tenths % 10).unsigned_abs());
                let plain = plain.strip_suffix(".0").unwrap_or(&plain);
                self.filled("number-millions", self.formats().plain_number(plain, true))
            }
        }
    }

    /// A share (1.0 is all) in whole percent: "41 %".
    pub fn percent(&self, share: f64) -> String {
        let whole = if share.is_finite() { format!("{:.0}", share * 100.0) } else { "0".to_owned() };
        let whole = if whole == "-0" { "0" } else { &whole };
        self.filled("number-percent", self.formats().plain_number(whole, true))
    }

    /// "17 Nov" of this year, "17 Nov 2025" of another.
    pub fn date(&self, at: Millis) -> String {
        self.local(at, |at, now| self.formats().day(at, at.year() != now.year()))
    }

    /// "17 Nov, 14:05" of this year, "17 Nov 2025, 14:05" of another.
    pub fn date_time(&self, at: Millis) -> String {
        self.local(at, |at, now| self.formats().moment(at, at.year() != now.year()))
    }

    /// Everything about a moment, for a `title`: "Tuesday 17 November 2026 at 14:05".
    pub fn full_date(&self, at: Millis) -> String {
        self.local(at, |at, _| self.formats().full(at))
    }

    /// "November 2026".
    pub fn month(&self, at: Millis) -> String {
        self.local(at, |at, _| self.formats().month(at))
    }

    /// "Tuesday".
    pub fn weekday(&self, at: Millis) -> String {
        self.local(at, |at, _| self.formats().weekday(at))
    }

    /// "14:05".
    pub fn time(&self, at: Millis) -> String {
        self.local(at, |at, _| self.formats().time(at))
    }

    /// How long ago: "Now", "12 min", "2 h", "Yesterday", the weekday within a week, then the date.
    /// Days are those of the reader's calendar. What lies ahead is a date with its time.
    pub fn ago(&self, at: Millis, now: Millis) -> String {
        let passed = now.saturating_sub(at);
        if passed < -MINUTE {
            return self.date_time(at);
        }
        if passed < MINUTE {
            return self.t("time-now").into_owned();
        }
        if passed < HOUR {
            return self.tn("time-minutes", passed / MINUTE).into_owned();
        }
        match self.days_between(at, now) {
            Some(0) => self.tn("time-hours", passed / HOUR).into_owned(),
            Some(1) => self.t("time-yesterday").into_owned(),
            Some(2..=6) => self.local(at, |at, _| self.formats().weekday(at)),
            _ => self.date(at),
        }
    }

    /// The value of `<time datetime>`: UTC, to the second.
    pub fn iso(&self, at: Millis) -> String {
        Timestamp::from_second(at.div_euclid(1_000)).map_or_else(|_| String::new(), |at| at.to_string())
    }

    fn formats(&self) -> &'static Formats {
        formats(self.language)
    }

    /// The text of `key` around a number that is written already.
    fn filled(&self, key: &str, number: String) -> String {
        self.ta(key, &[("n", Arg::from(number))]).into_owned()
    }

    /// Nothing for a moment that no calendar has.
    fn local(&self, at: Millis, write: impl FnOnce(DateTime, DateTime) -> String) -> String {
        let now = self.zone.local(self.now).unwrap_or_default();
        self.zone.local(at).map_or_else(String::new, |at| write(at, now))
    }

    fn days_between(&self, at: Millis, now: Millis) -> Option<i32> {
        let (at, now) = (self.zone.local(at)?, self.zone.local(now)?);
        at.date().until(now.date()).ok().map(|span| span.get_days())
    }
}

#[cfg(test)]
#[path = "speech_tests.rs"]
mod tests;
