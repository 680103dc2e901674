//! What follows from the journal: the words by which people are found.

use super::ops;
use kernel::journal::Reader;

/// Verbs of identity after which a name, a handle or a headline may be another.
const VERBS: &[&str] = &["identity.created", "identity.described"];

/// Notes the words of members whom identity made or renamed. What this capability changes it notes at once.
pub fn words() -> Reader {
    Reader::in_transaction("people-words", VERBS, |_, tx, entry| {
        Box::pin(async move { ops::index_words(tx, entry.object).await })
    })
}
