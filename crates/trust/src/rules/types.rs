//! A rule as it is kept, sent and answered.

use kernel::ids::Id;
use kernel::record;
use kernel::web::input;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub const MOST_NAME: usize = 100;
pub const MOST_REASON: usize = 500;
/// Characters of the words of a rule: ten thousand words.
pub const MOST_WORDS: usize = 400_000;
pub const MOST_PATTERN: usize = 1_000;
/// Rules that a company has.
pub const MOST_RULES: i64 = 500;

record! {
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct Rule {
        pub id: Id,
        pub name: String,
        pub kind: String,
        pub pattern: String,
        pub effect: String,
        pub insist: bool,
        pub reason: String,
        pub spaces: String,
        pub audiences: String,
        pub standings: String,
        pub active: bool,
        pub changed: i64,
    }
}

pub const RULE: &str = "id, name, kind, pattern, effect, insist, reason, spaces, audiences, standings, active, changed";

impl Rule {
    pub fn effect_text(&self) -> &'static str {
        effect_text(&self.effect)
    }

    pub fn kind_text(&self) -> &'static str {
        kind_text(&self.kind)
    }
}

pub fn kind_text(kind: &str) -> &'static str {
    match kind {
        "words" => "rules-kind-words",
        "pattern" => "rules-kind-pattern",
        "marks" => "rules-kind-marks",
        "competitors" => "rules-kind-competitors",
        _ => "rules-kind-detector",
    }
}

pub const EFFECTS: [&str; 5] = ["note", "flag", "hold", "block", "mask"];
pub const KINDS: [&str; 5] = ["words", "pattern", "detector", "marks", "competitors"];

pub fn effect_text(effect: &str) -> &'static str {
    match effect {
        "note" => "rules-effect-note",
        "flag" => "rules-effect-flag",
        "hold" => "rules-effect-hold",
        "mask" => "rules-effect-mask",
        _ => "rules-effect-block",
    }
}

/// What is sent to make or change a rule.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct RuleForm {
    pub name: String,
    /// `words`, `pattern`, `detector`, `marks` or `competitors`.
    pub kind: String,
    /// Words one to a line (`brake*` for all that begins so), a regular expression, words of detectors, or names in their
    /// right form and domains, one to a line.
    pub pattern: String,
    /// Words of detectors, as a form sends them.
    #[serde(deserialize_with = "input::list")]
    pub detectors: Vec<String>,
    /// `note`, `flag`, `hold`, `block` or `mask`.
    pub effect: String,
    /// Its author may stand by a text that it blocks, with a reason.
    #[serde(deserialize_with = "input::flag")]
    pub insist: bool,
    /// Why, in words for the author.
    pub reason: String,
    /// Slugs of the spaces where it holds; empty: everywhere.
    pub spaces: String,
    #[serde(deserialize_with = "input::list")]
    pub audiences: Vec<String>,
    #[serde(deserialize_with = "input::list")]
    pub standings: Vec<String>,
    #[serde(deserialize_with = "input::flag")]
    pub paused: bool,
    /// Only for trying it: what was found before has been looked at, and these posts were not meant.
    #[serde(deserialize_with = "input::flag", skip_serializing)]
    pub judged: bool,
    #[serde(deserialize_with = "input::list", skip_serializing)]
    pub wrong: Vec<String>,
}

/// Where a rule found something. Places count characters of the field.
#[derive(Debug, Clone, Serialize, PartialEq, Eq, ToSchema)]
pub struct Span {
    pub field: String,
    pub start: usize,
    pub end: usize,
    pub rule: Id,
    pub name: String,
    /// `words`, `pattern`, `card`, `us-ssn` ...
    pub kind: String,
    pub effect: String,
    /// What was found, shortened where it is secret.
    pub text: String,
    /// How it is written rightly, where that is known.
    pub meant: Option<String>,
    pub reason: String,
    pub may_insist: bool,
}

#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct TryForm {
    pub text: String,
}
