//! What a case, a decision and a penalty are.

use super::citing::Cited;
use community::posts::holding::{REASONS, reason_text};
use community::spaces::Audience;
use kernel::clock::{DAY, HOUR, Millis};
use kernel::db::{Cell, FromCell};
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::record;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How soon a case is to be decided.
pub const TARGET: Millis = 8 * HOUR;
/// When several people whose reports are usually right report the same.
pub const URGENT: Millis = 2 * HOUR;
/// When it was reported only by somebody whose reports are usually refused; and an appeal.
pub const PATIENT: Millis = 24 * HOUR;
/// The clock stops for so long when a second opinion is asked for.
pub const OPINION: Millis = 4 * HOUR;
/// So long a decision may be appealed.
pub const APPEAL_WITHIN: Millis = 30 * DAY;

pub const MOST_NOTE: usize = 2_000;
pub const MOST_REASON: usize = 4_000;

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal, $text:literal;)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "lowercase")]
        pub enum $name { $($(#[$variant_meta])* $variant),* }
        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),*];
            pub fn all() -> std::slice::Iter<'static, Self> { Self::ALL.iter() }
            pub fn word(self) -> &'static str { match self { $(Self::$variant => $word),* } }
            pub fn text(self) -> &'static str { match self { $(Self::$variant => $text),* } }
            pub fn parse(word: &str) -> Option<Self> { Self::ALL.iter().copied().find(|one| one.word() == word) }
        }
        impl FromCell for $name {
            fn from_cell(cell: &Cell<'_>) -> Result<Self> {
                let word = String::from_cell(cell)?;
                Self::parse(&word).ok_or_else(|| Error::internal(format!("{word:?} is no {}", stringify!($name))))
            }
        }
    };
}

words! {
    /// Where a case stands.
    State {
        Open = "open", "moderation-state-open";
        /// Somebody else is asked what they think.
        Second = "second", "moderation-state-second";
        /// Its author was asked to change it.
        Returned = "returned", "moderation-state-returned";
        Appealed = "appealed", "moderation-state-appealed";
        Decided = "decided", "moderation-state-decided";
    }
}

words! {
    /// What is decided. There is no outcome and no reason for an opinion that somebody does not like.
    Outcome {
        Keep = "keep", "moderation-outcome-keep";
        /// Hidden until its author has changed it.
        Edit = "edit", "moderation-outcome-edit";
        Hide = "hide", "moderation-outcome-hide";
        Remove = "remove", "moderation-outcome-remove";
        /// Hidden, and its author may not write for a while.
        Restrict = "restrict", "moderation-outcome-restrict";
    }
}

words! {
    /// The ladder: each step lasts, and the next one is higher as long as it does.
    Step {
        Note = "note", "moderation-step-note";
        Reminder = "reminder", "moderation-step-reminder";
        Restricted = "restricted", "moderation-step-restricted";
        Suspended = "suspended", "moderation-step-suspended";
    }
}

impl Step {
    /// The step after this one.
    pub fn next(last: Option<Self>) -> Self {
        match last {
            None => Self::Note,
            Some(Self::Note) => Self::Reminder,
            Some(Self::Reminder) => Self::Restricted,
            Some(Self::Restricted | Self::Suspended) => Self::Suspended,
        }
    }

    /// How long it counts, or holds.
    pub fn lasts(self) -> Millis {
        match self {
            Self::Note => 90 * DAY,
            Self::Reminder => 180 * DAY,
            Self::Restricted => 7 * DAY,
            Self::Suspended => 14 * DAY,
        }
    }
}

/// The paragraphs that a report or a decision may cite. None of them is that somebody disagrees.
pub fn paragraphs() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    REASONS.iter().filter(|(word, _)| *word != "review")
}

pub fn is_paragraph(word: &str) -> bool {
    paragraphs().any(|(known, _)| *known == word)
}

record! {
    /// A case as the database has it.
    #[derive(Debug, Clone)]
    pub struct Case {
        pub id: Id,
        pub thing: Id,
        pub kind: String,
        pub author: Option<Id>,
        pub space: Option<Id>,
        pub state: State,
        pub source: String,
        pub title: String,
        pub evidence: String,
        pub reports: i64,
        pub weight: i64,
        pub assignee: Option<Id>,
        pub opened: Millis,
        pub due: Millis,
        pub decided: Option<Millis>,
    }
}

pub const CASE: &str = "c.id, c.thing, c.kind, c.author, c.space, c.state, c.source, c.title, c.evidence, c.reports, \
     c.weight, c.assignee, c.opened, c.due, c.decided";

impl Case {
    pub fn is_profile(&self) -> bool {
        self.kind == PROFILE
    }

    pub fn evidence(&self) -> Evidence {
        serde_json::from_str(&self.evidence).unwrap_or_default()
    }
}

/// The source of a case in which an author objects to a wave.
pub const WAVE: &str = "wave";

/// The kind of a case about a person's profile.
pub use community::posts::screening::{PROFILE, SPACE};

/// What was there when the case was opened. It does not change with the post.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Evidence {
    pub title: String,
    /// Markdown, as it was typed.
    pub body: String,
    pub revision: i64,
    pub published: Millis,
    pub audience: Audience,
    pub space: String,
    /// What it answered: who, and how that began.
    pub context_by: String,
    pub context: String,
    pub url: String,
}

record! {
    #[derive(Debug, Clone)]
    pub struct Decision {
        pub id: Id,
        pub case_id: Id,
        pub kind: String,
        pub author: Option<Id>,
        pub outcome: Outcome,
        pub paragraph: String,
        pub reason: String,
        pub by_member: Id,
        pub at: Millis,
        pub appeal: String,
        pub appealed: Option<Millis>,
        pub settled: Option<Millis>,
        pub settled_by: Option<Id>,
        pub reversed: bool,
        pub answer: String,
        /// POLICY/VERSION#ANCHOR|HEADING; empty.
        pub cites: String,
    }
}

pub const DECISION: &str = "d.id, d.case_id, d.kind, d.author, d.outcome, d.paragraph, d.reason, d.by_member, d.at, \
     d.appeal, d.appealed, d.settled, d.settled_by, d.reversed, d.answer, d.cites";

impl Decision {
    pub fn cited(&self) -> Option<Cited> {
        Cited::of(&self.cites)
    }

    pub fn path(&self) -> String {
        format!("/moderation/decisions/{}", self.id)
    }
}

/// The text of a paragraph, when it has one in the languages of the program.
pub fn paragraph_text(paragraph: &str) -> Option<&'static str> {
    reason_text(paragraph)
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct ReportForm {
    /// A word of the paragraphs.
    pub reason: String,
    /// The paragraph of the charter that says it: POLICY#ANCHOR; may be empty.
    pub cites: String,
    pub note: String,
    pub next: String,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct DecisionForm {
    /// keep, edit, hide, remove or restrict; `second` asks for a second opinion.
    pub outcome: String,
    /// Which paragraph it rests on; not needed to keep.
    pub paragraph: String,
    /// The paragraph of the charter that says it: POLICY#ANCHOR; may be empty.
    pub cites: String,
    /// What its author reads.
    pub reason: String,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct NoteForm {
    pub body: String,
    /// An outcome, when it is a second opinion.
    pub opinion: String,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct AppealForm {
    pub text: String,
}
