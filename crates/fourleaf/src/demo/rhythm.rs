//! When people write: in their own working hours, less on weekends, and in answer to each other.

use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _, Zoned};
#[cfg(test)]
use kernel::clock::DAY;
use kernel::clock::{HOUR, MINUTE, Millis, Random};

/// Of a hundred texts, how many are written in each hour of the day, from midnight.
const BY_HOUR: [u64; 24] = [0, 0, 0, 0, 1, 1, 2, 5, 10, 12, 12, 9, 6, 9, 10, 8, 5, 3, 2, 2, 1, 1, 1, 0];
/// Of a hundred days that fall on a weekend, how many stay there.
const WEEKENDS: u64 = 22;

/// A moment on the day of `at` at which somebody in `zone` may have written.
pub fn working_hour(at: Millis, zone: &str, chance: &Random) -> Millis {
    let Some(mut day) = local(at, zone) else { return at };
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    if weekend && chance.below(100) >= WEEKENDS {
        day = day.checked_add(2.days()).unwrap_or(day);
    }
    let minutes = hour(chance) * 60 + chance.below(60);
    let seconds = i64::try_from(minutes * 60 + chance.below(60)).unwrap_or(0);
    day.start_of_day().map_or(at, |midnight| midnight.timestamp().as_millisecond() + seconds * 1_000)
}

/// When somebody in `zone` answers what was written at `at`: soon, but not at night.
pub fn answer(at: Millis, zone: &str, typical: Millis, chance: &Random) -> Millis {
    // Many answers come at once and a few late: the product of two even chances leans to the short side.
    let share = i64::try_from(chance.below(100) * chance.below(100)).unwrap_or(0);
    let at = at + 2 * MINUTE + typical * 4 * share / 10_000;
    let asleep = local(at, zone).is_some_and(|local| !(6..23).contains(&local.hour()));
    if asleep { working_hour(at + 7 * HOUR, zone, chance).max(at) } else { at }
}

/// The `nth` of `count` moments in a stretch of time, evenly spread with a little disorder.
pub fn spread(begin: Millis, end: Millis, nth: usize, count: usize, chance: &Random) -> Millis {
    let (nth, count) = (i64::try_from(nth).unwrap_or(0), i64::try_from(count.max(1)).unwrap_or(1));
    let each = (end - begin) / count;
    begin + nth * each + i64::try_from(chance.below(u64::try_from(each.max(1)).unwrap_or(1))).unwrap_or(0)
}

/// The part of the year in which the texts of a file were written: two months, in summer three, the
/// last one.
pub fn part_of_year(part: usize, begin: Millis, end: Millis) -> (Millis, Millis) {
    const DAYS: [i64; 7] = [0, 62, 121, 182, 274, 335, 365];
    let at = |part: usize| begin + (end - begin) / 365 * DAYS.get(part).copied().unwrap_or(365);
    (at(part), at(part + 1).min(end))
}

fn hour(chance: &Random) -> u64 {
    let mut left = chance.below(BY_HOUR.iter().sum());
    for (hour, weight) in (0u64..).zip(BY_HOUR) {
        if left < weight {
            return hour;
        }
        left -= weight;
    }
    12
}

fn local(at: Millis, zone: &str) -> Option<Zoned> {
    let zone = TimeZone::get(zone).ok()?;
    Some(Timestamp::from_millisecond(at).ok()?.to_zoned(zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_write_by_day_and_answer_after_the_question() {
        let chance = Random::story(1);
        let monday = 1_793_606_400_000;
        for _ in 0..500 {
            let at = working_hour(monday, "Asia/Kolkata", &chance);
            let hour = local(at, "Asia/Kolkata").map_or(0, |local| local.hour());
            assert!((4..23).contains(&hour), "{hour}");
            assert!(answer(at, "Europe/Vienna", 3 * HOUR, &chance) > at);
        }
        assert!(part_of_year(5, 0, 365 * DAY).1 <= 365 * DAY);
    }
}
