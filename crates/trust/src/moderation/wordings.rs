//! Which text says what on the pages of moderation.

use super::queries::Part;
use super::types::{Outcome, paragraph_text};

/// The text of a part of the queue.
pub fn part_text(part: &Part) -> &'static str {
    match part {
        Part::Mine => "moderation-part-mine",
        Part::In(state) => state.text(),
    }
}

/// The text of a paragraph, for templates.
pub fn reason_text(word: &str) -> Option<&'static str> {
    paragraph_text(word)
}

pub fn source_text(source: &str) -> &'static str {
    match source {
        "report" => "moderation-source-report",
        "rule" => "moderation-source-rule",
        "entry" => "moderation-source-entry",
        "wave" => "moderation-source-wave",
        _ => "moderation-source-hand",
    }
}

/// Why a viewer may not decide.
pub fn refusal_text(code: &str) -> &'static str {
    match code {
        "moderation-another-moderator" => "error-moderation-another-moderator",
        "moderation-not-alone" => "error-moderation-not-alone",
        _ => "error-moderation-decided-already",
    }
}

/// What an outcome means for the text.
pub fn outcome_hint(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Keep => "moderation-hint-keep",
        Outcome::Edit => "moderation-hint-edit",
        Outcome::Hide => "moderation-hint-hide",
        Outcome::Remove => "moderation-hint-remove",
        Outcome::Restrict => "moderation-hint-restrict",
    }
}

/// The key that chooses an outcome.
pub fn letter(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Keep => "p",
        Outcome::Edit => "e",
        Outcome::Hide => "h",
        Outcome::Remove => "r",
        Outcome::Restrict => "w",
    }
}

/// What came of a report.
pub fn report_outcome(outcome: &str) -> &'static str {
    match outcome {
        "upheld" => "moderation-report-upheld",
        "refused" => "moderation-report-refused",
        _ => "moderation-report-waiting",
    }
}
