//! What an event has beyond being a post.

use community::identity::Face;
use community::posts::types::{PostView, SpaceTag};
use community::spaces::Audience;
use kernel::clock::Millis;
use kernel::ids::Id;
use kernel::record;
use kernel::web::input;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The word of the kind of posts.
pub const EVENT_KIND: &str = "event";

/// What an event is; with the text that names it, and the colour that it has in a calendar.
pub const TYPES: [(&str, &str, &str); 4] = [
    ("live-chat", "events-type-live-chat", "c3"),
    ("talk", "events-type-talk", "c2"),
    ("meeting", "events-type-meeting", "c1"),
    ("social", "events-type-social", "c4"),
];

pub const LIVE_CHAT: &str = "live-chat";

/// Patterns that the form offers, as rules of RFC 5545. What `{day}` and `{nth}` stand for is taken from the beginning.
pub const PATTERNS: [(&str, &str, &str); 7] = [
    ("", "events-repeat-no", ""),
    ("daily", "events-repeat-daily", "FREQ=DAILY"),
    ("workdays", "events-repeat-workdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("weekly", "events-repeat-weekly", "FREQ=WEEKLY"),
    ("fortnightly", "events-repeat-fortnightly", "FREQ=WEEKLY;INTERVAL=2"),
    ("monthly", "events-repeat-monthly", "FREQ=MONTHLY;BYDAY={nth}{day}"),
    ("yearly", "events-repeat-yearly", "FREQ=YEARLY"),
];

/// Minutes before an event at which one is reminded, as the form offers them.
pub const REMINDERS: [(i64, &str); 5] = [
    (0, "events-remind-0"),
    (15, "events-remind-15"),
    (60, "events-remind-60"),
    (180, "events-remind-180"),
    (1_440, "events-remind-1440"),
];

pub const MOST_PLACE: usize = 200;
pub const MOST_LINK: usize = 500;
pub const MOST_PEOPLE: usize = 20;
pub const MOST_RULES: usize = 4;
pub const MOST_CAPACITY: i64 = 1_000_000;
pub const MOST_REMIND: i64 = 1_440;
/// Longest event: two weeks.
pub const MOST_MINUTES: i64 = 14 * 24 * 60;

pub fn event_path(id: Id) -> String {
    format!("/events/{id}")
}

pub fn type_text(word: &str) -> &'static str {
    TYPES.iter().find(|(known, ..)| *known == word).map_or("events-kind", |(_, text, _)| text)
}

pub fn type_class(word: &str) -> &'static str {
    TYPES.iter().find(|(known, ..)| *known == word).map_or("c1", |(.., class)| class)
}

record! {
    /// An event as the database has it.
    #[derive(Debug, Clone, Default, Serialize)]
    pub struct EventRow {
        pub post: Id,
        pub kind: String,
        pub local_start: String,
        pub zone: String,
        pub minutes: i64,
        pub rules: String,
        pub place: String,
        pub link: String,
        pub capacity: Option<i64>,
        pub remind: i64,
        pub tentative: bool,
        pub sequence: i64,
        pub changed: Millis,
        pub cancelled: Option<Millis>,
        pub going: i64,
        pub maybe: i64,
        pub waiting: i64,
        pub uid: String,
    }
}

pub const EVENT: &str =
    "e.post, e.kind, e.local_start, e.zone, e.minutes, e.rules, e.place, e.link, e.capacity, e.remind,
     e.tentative, e.sequence, e.changed, e.cancelled, e.going, e.maybe, e.waiting, e.uid";

record! {
    /// One time at which an event takes place, as it stands in a calendar.
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct Occurrence {
        pub event: Id,
        /// When the schedule has it: names this occurrence of a series.
        pub original: Millis,
        pub starts: Millis,
        pub ends: Millis,
        pub cancelled: Option<Millis>,
        /// It differs from what the series says.
        pub moved: bool,
        pub title: String,
        pub place: String,
        pub link: String,
        /// live-chat, talk, meeting or social.
        #[serde(rename = "type")]
        pub kind: String,
        pub audience: Audience,
        pub space: Option<String>,
        pub space_name: Option<String>,
        /// One's own answer: yes, maybe or no.
        pub answer: Option<String>,
        pub waiting: bool,
        pub going: i64,
        pub capacity: Option<i64>,
    }
}

impl Occurrence {
    pub fn path(&self) -> String {
        format!("/events/{}?on={}", self.event, self.original)
    }

    pub fn text(&self) -> &'static str {
        type_text(&self.kind)
    }

    pub fn class(&self) -> &'static str {
        type_class(&self.kind)
    }

    pub fn is_for(&self, answer: &str) -> bool {
        self.answer.as_deref() == Some(answer) && !self.waiting
    }
}

/// An event as it is read.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EventView {
    #[serde(flatten)]
    pub post: PostView,
    /// live-chat, talk, meeting or social.
    #[serde(rename = "type")]
    pub event_type: String,
    /// The occurrence that is shown: the one asked for, or the next, or the last.
    pub starts: Millis,
    pub ends: Millis,
    pub original: Millis,
    /// Begin of the series by calendar and clock of its zone.
    pub local_start: String,
    pub zone: String,
    pub minutes: i64,
    pub place: String,
    pub link: String,
    pub capacity: Option<i64>,
    /// Rules of recurrence (RFC 5545); empty when it is once.
    pub rules: Vec<String>,
    pub remind: i64,
    pub tentative: bool,
    pub sequence: i64,
    pub cancelled: Option<Millis>,
    pub hosts: Vec<Face>,
    pub experts: Vec<Face>,
    pub going: i64,
    pub maybe: i64,
    pub waiting: i64,
    /// One's own answer.
    pub reply: Option<Reply>,
    /// The next occurrences of a series.
    pub occurrences: Vec<Occurrence>,
    #[serde(skip)]
    pub space_tag: Option<SpaceTag>,
}

record! {
    /// What a member answered.
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct Reply {
        pub answer: String,
        /// Yes, when a place becomes free.
        pub waiting: bool,
        pub mail: bool,
    }
}

/// What is sent to plan an event, beside what every post has. Times are those of `zone` (`2026-11-26T10:00`), or a
/// moment (`2026-11-26T09:00:00Z`, or its milliseconds).
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct EventForm {
    /// live-chat, talk, meeting or social.
    #[serde(rename = "type")]
    pub event_type: String,
    #[serde(deserialize_with = "input::text")]
    pub starts: String,
    #[serde(deserialize_with = "input::text")]
    pub ends: String,
    /// A name such as Europe/Berlin; one's own when it is left out.
    pub zone: String,
    pub place: String,
    pub link: String,
    /// How many can come; the others wait. Empty: as many as want to.
    #[serde(deserialize_with = "input::text")]
    pub capacity: String,
    /// Handles.
    #[serde(deserialize_with = "input::list")]
    pub hosts: Vec<String>,
    #[serde(deserialize_with = "input::list")]
    pub experts: Vec<String>,
    /// daily, workdays, weekly, fortnightly, monthly or yearly; `rules` says more.
    pub repeat: String,
    /// The last day on which it takes place.
    #[serde(deserialize_with = "input::text")]
    pub repeat_until: String,
    /// Rules of RFC 5545, such as `FREQ=WEEKLY;BYDAY=TU`.
    #[serde(deserialize_with = "input::list")]
    pub rules: Vec<String>,
    /// Minutes before it at which those who come are reminded; 0: not at all.
    #[serde(deserialize_with = "input::text")]
    pub remind: String,
    #[serde(deserialize_with = "input::flag")]
    pub tentative: bool,
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ReplyForm {
    /// yes, maybe or no.
    pub answer: String,
    /// Whether the invitation comes by mail, with its changes.
    #[serde(deserialize_with = "input::flag")]
    pub mail: bool,
}

/// What is different about one occurrence of a series.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct OccurrenceForm {
    pub title: String,
    #[serde(deserialize_with = "input::text")]
    pub starts: String,
    #[serde(deserialize_with = "input::text")]
    pub ends: String,
    pub place: String,
    pub link: String,
}
