//! What an import tells at its end: how many went in, what was refused and why.

use std::collections::BTreeSet;
use std::fmt;

/// A row or a file that did not go in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub file: String,
    /// Counted from 1, as editors do.
    pub line: u64,
    pub reason: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    pub new: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub refused: Vec<Refusal>,
    /// What the operator should know although everything went in, each once.
    pub notes: BTreeSet<String>,
}

/// What became of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    New,
    Changed,
    Unchanged,
}

impl Report {
    pub(super) fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::New => self.new += 1,
            Outcome::Changed => self.changed += 1,
            Outcome::Unchanged => self.unchanged += 1,
        }
    }

    pub(super) fn refuse(&mut self, file: &str, line: u64, reason: impl fmt::Display) {
        self.refused.push(Refusal { file: file.to_owned(), line, reason: reason.to_string() });
    }

    pub(super) fn note(&mut self, note: impl Into<String>) {
        self.notes.insert(note.into());
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.reason)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { new, changed, unchanged, refused, .. } = self;
        write!(f, "{new} new, {changed} changed, {unchanged} unchanged, {} refused", refused.len())
    }
}
