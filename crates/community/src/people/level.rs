//! How much of what one follows reaches one: a space, a post, a tag, a person.

use kernel::db::{Arg, Cell, FromCell};
use kernel::error::{Error, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Quiet is the default: what is followed is in the feed, and its best in the digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Each new thing is told.
    Everything,
    /// What is addressed to one is told; the best of the rest is in the digest.
    Highlights,
    /// Only what names one.
    Nothing,
}

/// What is sent to choose a level.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct LevelForm {
    /// `everything`, `highlights` or `nothing`.
    pub level: String,
    /// Where a form wants to come back to.
    pub next: String,
}

impl LevelForm {
    /// The level that was chosen; field error `level` `not-a-choice`.
    pub fn chosen(&self) -> Result<Level> {
        Level::parse(&self.level).ok_or_else(|| Error::field("level", "not-a-choice"))
    }
}

impl Level {
    pub const ALL: &[Self] = &[Self::Everything, Self::Highlights, Self::Nothing];

    pub fn word(self) -> &'static str {
        match self {
            Self::Everything => "everything",
            Self::Highlights => "highlights",
            Self::Nothing => "nothing",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|level| level.word() == word)
    }

    pub fn text(self) -> &'static str {
        match self {
            Self::Everything => "people-level-everything",
            Self::Highlights => "people-level-highlights",
            Self::Nothing => "people-level-nothing",
        }
    }
}

/// All levels, for templates.
pub fn levels() -> &'static [Level] {
    Level::ALL
}

impl FromCell for Level {
    fn from_cell(cell: &Cell<'_>) -> Result<Self> {
        let word = String::from_cell(cell)?;
        Self::parse(&word).ok_or_else(|| Error::internal(format!("{word:?} is not a level")))
    }
}

impl From<Level> for Arg<'_> {
    fn from(level: Level) -> Self {
        level.word().into()
    }
}
