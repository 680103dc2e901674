#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use super::*;
use crate::clock::DAY;
use crate::languages::KERNEL_TEXTS;

/// 2026-11-19T08:34:00Z, a Thursday.
const NOW: Millis = 1_795_077_240_000;

fn speech(language: Language, zone: &str) -> Speech {
    let texts = Texts::load(KERNEL_TEXTS).unwrap();
    Speech::new(Arc::new(texts), language, Zone::parse(zone).unwrap(), NOW)
}

fn is_shared_between_threads<T: Send + Sync + Clone>() {}

#[test]
fn a_speech_goes_wherever_a_request_goes() {
    is_shared_between_threads::<Speech>();
}

#[test]
fn a_post_ages_in_words_and_then_in_dates() {
    let speech = speech(Language::English, "Europe/London");
    let ago = |passed: Millis| speech.ago(NOW - passed, NOW);
    assert_eq!(ago(20_000), "Now");
    assert_eq!(ago(-20_000), "Now", "a clock that is a little ahead");
    assert_eq!(ago(12 * MINUTE), "12\u{a0}min");
    assert_eq!(ago(2 * HOUR), "2\u{a0}h");
    assert_eq!(ago(9 * HOUR), "Yesterday", "23:34 of the day before");
    assert_eq!(ago(2 * DAY), "Tuesday");
    assert_eq!(ago(6 * DAY), "Friday");
    assert_eq!(ago(7 * DAY), "12 Nov");
    assert_eq!(ago(400 * DAY), "15 Oct 2025");
    assert_eq!(ago(-5 * DAY), "24 Nov, 08:34", "what lies ahead has its time");
}

#[test]
fn days_are_those_of_the_reader() {
    let at = NOW - 9 * HOUR; // 23:34 UTC of the 18th
    assert_eq!(speech(Language::English, "UTC").ago(at, NOW), "Yesterday");
    assert_eq!(speech(Language::English, "Asia/Tokyo").ago(at, NOW), "9\u{a0}h");
    assert_eq!(speech(Language::English, "Asia/Tokyo").time(at), "08:34");
    assert_eq!(speech(Language::English, "Asia/Tokyo").iso(at), "2026-11-18T23:34:00Z");
}

#[test]
fn each_language_has_its_own_manner() {
    let english = speech(Language::English, "Europe/London");
    assert_eq!(english.date_time(NOW), "19 Nov, 08:34");
    assert_eq!(english.full_date(NOW), "Thursday, 19 November 2026 at 08:34");
    assert_eq!(english.number(1_204), "1,204");
    assert_eq!(english.percent(0.414), "41\u{a0}%");
    let german = speech(Language::German, "Europe/Berlin");
    assert_eq!(german.date(NOW), "19. Nov.");
    assert_eq!(german.number(-1_204_000), "-1.204.000");
    assert_eq!(german.time(NOW), "09:34");
    assert_eq!(german.ago(NOW - 2 * DAY, NOW), "Dienstag");
    let french = speech(Language::French, "Europe/Paris");
    assert_eq!(french.date(NOW - 400 * DAY), "15 oct. 2025");
    assert_eq!(french.number(1_204), "1\u{202f}204");
    assert_eq!(french.ago(NOW - DAY, NOW), "Hier");
    let arabic = speech(Language::Arabic, "Africa/Cairo");
    assert!(arabic.date(NOW).contains("نوفمبر"), "{}", arabic.date(NOW));
    assert!(!arabic.time(NOW).contains('ص'), "24 hours: {}", arabic.time(NOW));
    assert_eq!(arabic.direction(), "rtl");
}

#[test]
fn large_numbers_get_short() {
    let english = speech(Language::English, "UTC");
    assert_eq!(english.compact(1_204), "1,204");
    assert_eq!(english.compact(99_999), "99,999");
    assert_eq!(english.compact(120_400), "120\u{a0}k");
    assert_eq!(english.compact(1_250_000), "1.2\u{a0}M");
    assert_eq!(english.compact(2_000_000), "2\u{a0}M");
    assert_eq!(speech(Language::German, "UTC").compact(1_250_000), "1,2\u{a0}Mio.");
    assert!(!english.compact(i64::MIN).is_empty());
}

#[test]
fn a_field_says_what_to_do() {
    let english = speech(Language::English, "UTC");
    let too_long = FieldError::new("title", "too-long").with("most", 1_200);
    assert_eq!(english.field_error(&too_long), "Use at most 1,200 characters.");
    let one = FieldError::new("title", "too-short").with("least", 1);
    assert_eq!(english.field_error(&one), "Use at least 1 character.");
    let arabic = speech(Language::Arabic, "UTC");
    assert_eq!(arabic.field_error(&FieldError::new("title", "too-short").with("least", 2)), "استخدم حرفين على الأقل.");
}

#[test]
fn no_moment_and_no_number_breaks_a_page() {
    for language in Language::ALL {
        let speech = speech(language, "UTC");
        for at in [Millis::MIN, -1, 0, 253_402_300_799_999, Millis::MAX] {
            let _ = (speech.ago(at, NOW), speech.ago(NOW, at), speech.full_date(at), speech.iso(at));
        }
        let _ = (speech.percent(f64::NAN), speech.percent(f64::MAX), speech.percent(-0.001), speech.compact(i64::MAX));
    }
}
