//! Limits for accounts that are new: strict only for those from outside the company, where a flood comes from. Those who
//! moderate set them, tighter while one comes.

use kernel::args;
use kernel::clock::{DAY, MINUTE, Millis};
use kernel::db::Tx;
use kernel::error::{Checks, FieldError, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::record;
use kernel::viewer::Viewer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

record! {
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
    pub struct Limits {
        /// An account is new for so many days; 0: nobody is new.
        pub new_days: i64,
        /// What a new account from outside may write in an hour; more is refused.
        pub hour_outside: i64,
        /// The same for one of the company itself, where in the first week of an installation every account is new.
        pub hour_own: i64,
        /// So many links a text from outside may have before somebody looks at it.
        pub links: i64,
        /// The same words, or nearly, so often are a burst: from outside,
        pub burst_outside: i64,
        /// and in the company.
        pub burst_own: i64,
        /// Within so many minutes.
        pub burst_minutes: i64,
    }
}

const COLUMNS: &str = "new_days, hour_outside, hour_own, links, burst_outside, burst_own, burst_minutes";

impl Default for Limits {
    fn default() -> Self {
        Self {
            new_days: 7,
            hour_outside: 30,
            hour_own: 600,
            links: 2,
            burst_outside: 3,
            burst_own: 100,
            burst_minutes: 10,
        }
    }
}

/// What is sent to set them: whole numbers.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct LimitsForm {
    #[serde(deserialize_with = "kernel::web::input::text")]
    pub new_days: String,
    #[serde(deserialize_with = "kernel::web::input::text")]
    pub hour_outside: String,
    #[serde(deserialize_with = "kernel::web::input::text")]
    pub hour_own: String,
    #[serde(deserialize_with = "kernel::web::input::text")]
    pub links: String,
    #[serde(deserialize_with = "kernel::web::input::text")]
    pub burst_outside: String,
    #[serde(deserialize_with = "kernel::web::input::text")]
    pub burst_own: String,
    #[serde(deserialize_with = "kernel::web::input::text")]
    pub burst_minutes: String,
}

/// A field as a page draws it: its name, the text that says it, what stands in it, and what it may be.
pub struct Field {
    pub name: &'static str,
    pub text: &'static str,
    pub value: String,
    pub least: i64,
    pub most: i64,
}

impl LimitsForm {
    pub fn fields(&self) -> [Field; 7] {
        let field = |name, text, value: &str, least, most| Field { name, text, value: value.to_owned(), least, most };
        [
            field("new_days", "moderation-limit-new", &self.new_days, 0, 365),
            field("hour_outside", "moderation-limit-hour-outside", &self.hour_outside, 1, 10_000),
            field("hour_own", "moderation-limit-hour-own", &self.hour_own, 1, 10_000),
            field("links", "moderation-limit-links", &self.links, 0, 100),
            field("burst_outside", "moderation-limit-burst-outside", &self.burst_outside, 1, 10_000),
            field("burst_own", "moderation-limit-burst-own", &self.burst_own, 1, 10_000),
            field("burst_minutes", "moderation-limit-burst-minutes", &self.burst_minutes, 1, 60),
        ]
    }

    /// All that is wrong is told at once.
    fn read(&self) -> Result<Limits> {
        let mut checks = Checks::new();
        let read = self.fields().map(|field| {
            let value = field.value.trim().parse().ok().filter(|value| (field.least..=field.most).contains(value));
            if value.is_none() {
                let error = FieldError::new(field.name, "moderation-limit");
                checks.add(error.with("least", field.least).with("most", field.most));
            }
            value.unwrap_or(field.least)
        });
        checks.finish()?;
        let [new_days, hour_outside, hour_own, links, burst_outside, burst_own, burst_minutes] = read;
        Ok(Limits { new_days, hour_outside, hour_own, links, burst_outside, burst_own, burst_minutes })
    }
}

impl From<Limits> for LimitsForm {
    fn from(limits: Limits) -> Self {
        Self {
            new_days: limits.new_days.to_string(),
            hour_outside: limits.hour_outside.to_string(),
            hour_own: limits.hour_own.to_string(),
            links: limits.links.to_string(),
            burst_outside: limits.burst_outside.to_string(),
            burst_own: limits.burst_own.to_string(),
            burst_minutes: limits.burst_minutes.to_string(),
        }
    }
}

impl Limits {
    pub fn is_new(&self, created: Millis, now: Millis) -> bool {
        now - created < self.new_days * DAY
    }

    pub fn an_hour(&self, outside: bool) -> i64 {
        if outside { self.hour_outside } else { self.hour_own }
    }

    pub fn burst(&self, outside: bool) -> i64 {
        if outside { self.burst_outside } else { self.burst_own }
    }

    pub fn burst_within(&self) -> Millis {
        self.burst_minutes * MINUTE
    }
}

pub async fn of(tx: &Tx) -> Result<Limits> {
    let sql = format!("select {COLUMNS} from moderation_limits where one = 1");
    Ok(tx.row(&sql, &[]).await?.unwrap_or_default())
}

/// Sets them; who may is for the caller to say.
pub async fn set(tx: &Tx, viewer: &Viewer, form: &LimitsForm) -> Result<Limits> {
    let limits = form.read()?;
    let sql = format!(
        "insert into moderation_limits (one, {COLUMNS}) values (1, $1, $2, $3, $4, $5, $6, $7)
         on conflict (one) do update set new_days = excluded.new_days, hour_outside = excluded.hour_outside,
           hour_own = excluded.hour_own, links = excluded.links, burst_outside = excluded.burst_outside,
           burst_own = excluded.burst_own, burst_minutes = excluded.burst_minutes"
    );
    let before = of(tx).await?;
    let args = args![
        limits.new_days,
        limits.hour_outside,
        limits.hour_own,
        limits.links,
        limits.burst_outside,
        limits.burst_own,
        limits.burst_minutes
    ];
    tx.execute(&sql, args).await?;
    let event = Event::new("moderation.limits-set", viewer.member, Id::default());
    let details = serde_json::json!({ "before": before, "limits": limits });
    journal::record(tx, event.with(details)).await?;
    Ok(limits)
}
