//! Two who change one thing from forms that were drawn before: the second is told, and sees what differs.
//!
//! A form carries a mark of what it was drawn from. It is made of what is kept and not counted, so it also
//! notices what an import or a command has changed, and what was changed back is no change.

use crate::error::Result;
use crate::languages::Speech;
use crate::text::{Change, DiffLine, diff};
use serde::Serialize;

/// The mark of what is kept: short, and another one as soon as anything of it is different.
pub fn mark<T: Serialize>(kept: &T) -> Result<String> {
    let hash = blake3::hash(&serde_json::to_vec(kept)?);
    Ok(hash.to_hex().chars().take(16).collect())
}

/// A field in which what was typed is not what is kept now.
#[derive(Debug, Clone)]
pub struct Difference {
    /// What the field is called.
    pub label: String,
    pub lines: Vec<DiffLine>,
}

/// Compares field by field; each is the key of its name and what it says.
pub fn differences<const N: usize>(
    speech: &Speech,
    kept: [(&str, String); N],
    typed: [(&str, String); N],
) -> Vec<Difference> {
    let pairs = kept.into_iter().zip(typed).filter(|((_, kept), (_, typed))| kept.trim() != typed.trim());
    pairs
        .map(|((key, kept), (_, typed))| Difference {
            label: speech.t(key).into_owned(),
            lines: diff(kept.trim(), typed.trim()),
        })
        .collect()
}

/// The class of a line of a comparison.
pub fn change_class(change: &Change) -> &'static str {
    match change {
        Change::Same => "same",
        Change::Removed => "del",
        Change::Added => "ins",
    }
}
