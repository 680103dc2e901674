//! What a list of questions is narrowed to, and the order of a list: words of addresses.

use kernel::error::{Error, Result};

/// A choice that an address names by a word; without the word it is the default.
pub trait Choice: Copy + Default + PartialEq + 'static {
    /// The name of the parameter.
    const NAME: &'static str;
    /// Each with its word and the text that names it, in the order in which they are offered.
    const ALL: &'static [(Self, &'static str, &'static str)];

    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(choice, ..)| *choice == self).map_or("", |(_, word, _)| word)
    }

    fn parse(word: &str) -> Result<Self> {
        if word.is_empty() {
            return Ok(Self::default());
        }
        let found = Self::ALL.iter().find(|(_, known, _)| *known == word);
        found.map(|(choice, ..)| *choice).ok_or_else(|| Error::field(Self::NAME, "not-a-choice"))
    }
}

/// Which questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum State {
    #[default]
    All,
    Open,
    Unanswered,
    Answered,
    Mine,
}

impl Choice for State {
    const NAME: &'static str = "state";
    const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Self::All, "all", "questions-state-all"),
        (Self::Open, "open", "questions-state-open"),
        (Self::Unanswered, "unanswered", "questions-state-unanswered"),
        (Self::Answered, "answered", "questions-state-answered"),
        (Self::Mine, "mine", "questions-state-mine"),
    ];
}

/// In which order questions stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    #[default]
    Newest,
    Votes,
    Activity,
}

impl Choice for Sort {
    const NAME: &'static str = "sort";
    const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Newest, "newest", "questions-sort-newest"),
        (Self::Votes, "votes", "questions-sort-votes"),
        (Self::Activity, "activity", "questions-sort-activity"),
    ];
}

/// In which order answers stand: the accepted one is first in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AnswerSort {
    #[default]
    Useful,
    Newest,
}

impl Choice for AnswerSort {
    const NAME: &'static str = "sort";
    const ALL: &'static [(Self, &'static str, &'static str)] =
        &[(Self::Useful, "useful", "questions-most-useful"), (Self::Newest, "newest", "questions-sort-newest")];
}
