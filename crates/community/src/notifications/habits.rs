//! When a member wants to be left in peace: working hours in their zone, do-not-disturb, and how often
//! the digest comes.

use kernel::args;
use kernel::clock::{DAY, HOUR, MINUTE, Millis};
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::languages::Zone;
use kernel::record;
use std::collections::HashMap;

const STEP: Millis = 15 * MINUTE;

record! {
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Habits {
        /// `hourly`, `daily`, `weekly`, `off`; empty: as the installation has it.
        pub digest: String,
        /// 1 Monday to 7 Sunday, comma-separated; empty: every day.
        pub days: String,
        /// Minutes after midnight.
        pub begins: i64,
        pub ends: i64,
        pub quiet_until: Millis,
    }
}

impl Default for Habits {
    /// At any time: what comes at once is little, and named as urgent by who is addressed.
    fn default() -> Self {
        Self { digest: String::new(), days: String::new(), begins: 0, ends: 24 * 60, quiet_until: 0 }
    }
}

impl Habits {
    fn is_open(&self, zone: &Zone, at: Millis) -> bool {
        let Some((day, minute)) = zone.weekday_and_minute(at) else { return true };
        let works = self.days.is_empty() || self.days.split(',').any(|word| word.trim().parse() == Ok(day));
        works && (self.begins..self.ends).contains(&minute)
    }

    /// The first moment from `now` on at which something may reach them outside the page.
    pub fn next_open(&self, zone: &Zone, now: Millis) -> Millis {
        let mut at = now.max(self.quiet_until);
        let end = at + 8 * DAY;
        while !self.is_open(zone, at) && at < end {
            at = (at / STEP + 1) * STEP;
        }
        at
    }

    pub fn works_on(&self, day: i64) -> bool {
        self.days.is_empty() || self.days.split(',').any(|word| word.trim().parse() == Ok(day))
    }
}

/// How long a do-not-disturb lasts.
pub fn quiet_for(word: &str, zone: &Zone, now: Millis) -> Option<Millis> {
    match word {
        "off" => Some(0),
        "hour" => Some(now + HOUR),
        "day" => {
            let minute = zone.weekday_and_minute(now).map_or(0, |(_, minute)| minute);
            Some(now - minute * MINUTE + DAY + 8 * HOUR)
        }
        "week" => Some(now + 7 * DAY),
        _ => None,
    }
}

pub async fn of(tx: &Tx, member: Id) -> Result<Habits> {
    let sql = "select digest, days, begins, ends, quiet_until from notification_habits where member = $1";
    Ok(tx.row(sql, args![member]).await?.unwrap_or_default())
}

record! {
    struct Row {
        member: Id,
        digest: String,
        days: String,
        begins: i64,
        ends: i64,
        quiet_until: Millis,
    }
}

/// Those of some members; who is not there has the default.
pub async fn of_all(tx: &Tx, members: &[Id]) -> Result<HashMap<Id, Habits>> {
    let sql =
        "select member, digest, days, begins, ends, quiet_until from notification_habits where member in (each($1))";
    let rows: Vec<Row> = tx.rows(sql, args![members]).await?;
    let habits = rows.into_iter().map(|row| {
        let Row { member, digest, days, begins, ends, quiet_until } = row;
        (member, Habits { digest, days, begins, ends, quiet_until })
    });
    Ok(habits.collect())
}

pub async fn keep(tx: &Tx, member: Id, habits: &Habits) -> Result<()> {
    let sql = "insert into notification_habits (member, digest, days, begins, ends, quiet_until)
               values ($1, $2, $3, $4, $5, $6)
               on conflict (member) do update set digest = excluded.digest, days = excluded.days,
                 begins = excluded.begins, ends = excluded.ends, quiet_until = excluded.quiet_until";
    let Habits { digest, days, begins, ends, quiet_until } = habits;
    tx.execute(sql, args![member, digest, days, begins, ends, quiet_until]).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_on_friday_night_waits_for_monday_morning() {
        let berlin = Zone::parse("Europe/Berlin").unwrap();
        let habits = Habits { days: "1,2,3,4,5".to_owned(), begins: 9 * 60, ends: 17 * 60, ..Habits::default() };
        // Friday, 6 November 2026, 20:10 in Berlin.
        let friday = 1_793_992_200_000;
        let monday = 1_794_211_200_000;
        assert_eq!(habits.next_open(&berlin, friday), monday, "Monday, 9:00 in Berlin");
        assert_eq!(habits.next_open(&berlin, monday + HOUR), monday + HOUR);
        let quiet = Habits { quiet_until: monday + 2 * HOUR, ..habits };
        assert_eq!(quiet.next_open(&berlin, monday), monday + 2 * HOUR);
        assert_eq!(Habits::default().next_open(&berlin, friday), friday);
    }
}
