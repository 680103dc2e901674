//! The text of a page as a document that several change at once: a Yjs text, which merges whatever order changes
//! come in. What a revision says beside it is worked in as a change of that revision.

use super::untrusted::{is_change_of_text, is_vector};
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::text::{Change, diff};
use std::panic::{AssertUnwindSafe, catch_unwind};
use yrs::updates::decoder::Decode as _;
use yrs::updates::encoder::Encode as _;
use yrs::{
    ClientID, Doc, GetString as _, OffsetKind, Options, ReadTxn as _, StateVector, Text as _, Transact as _, Update,
};

/// The name of the text in the document; the editor has the same.
const TEXT: &str = "body";
/// Clients are numbers of at most 53 bits. Those of browsers have 32, those of nodes are of time and node.
const MOST_CLIENT: i64 = (1 << 53) - 1;

/// A document, put together from what was kept of it.
pub struct Document(Doc);

impl Document {
    /// `by` makes the number under which this node changes the document.
    fn empty(by: Id) -> Self {
        let client = u64::try_from(by.0 & MOST_CLIENT).unwrap_or_default();
        let mut options = Options::with_client_id(ClientID::new(client));
        options.offset_kind = OffsetKind::Utf16;
        Self(Doc::with_options(options))
    }

    /// A document that says `text` and nothing before.
    pub fn begin(by: Id, text: &str) -> Self {
        let made = Self::empty(by);
        let body = made.0.get_or_insert_text(TEXT);
        body.insert(&mut made.0.transact_mut(), 0, text);
        made
    }

    pub fn of<'a>(by: Id, updates: impl IntoIterator<Item = &'a [u8]>) -> Result<Self> {
        let made = Self::empty(by);
        made.0.get_or_insert_text(TEXT);
        let updates: Vec<&[u8]> = updates.into_iter().collect();
        // The library trusts that blocks fit together. Where they do not, the document is lost, and nothing else.
        let applied = catch_unwind(AssertUnwindSafe(|| {
            let mut change = made.0.transact_mut();
            for update in updates {
                change.apply_update(Update::decode_v1(update).map_err(Error::internal)?).map_err(Error::internal)?;
            }
            Ok(())
        }));
        applied.unwrap_or_else(|_| Err(Error::internal("a document whose changes do not fit together")))?;
        Ok(made)
    }

    pub fn text(&self) -> String {
        let body = self.0.get_or_insert_text(TEXT);
        body.get_string(&self.0.transact())
    }

    /// All of it.
    pub fn state(&self) -> Vec<u8> {
        self.0.transact().encode_state_as_update_v1(&StateVector::default())
    }

    /// What is in it, in the words of the protocol.
    pub fn vector(&self) -> Vec<u8> {
        self.0.transact().state_vector().encode_v1()
    }

    /// What somebody lacks who has what `vector` says. `None`: it says nothing that can be read.
    pub fn missing(&self, vector: &[u8]) -> Option<Vec<u8>> {
        let vector = match vector {
            [] => StateVector::default(),
            vector if is_vector(vector) => StateVector::decode_v1(vector).ok()?,
            _ => return None,
        };
        Some(self.0.transact().encode_state_as_update_v1(&vector))
    }

    /// Makes it say `text`, and answers the change that did so; none when it says so already. What others change
    /// beside it stays changed.
    pub fn become_text(&self, text: &str) -> Option<Vec<u8>> {
        let before = self.0.transact().state_vector();
        let edits = edits(&self.text(), text);
        if edits.is_empty() {
            return None;
        }
        let body = self.0.get_or_insert_text(TEXT);
        let mut change = self.0.transact_mut();
        for Edit { at, gone, come } in edits.into_iter().rev() {
            if gone > 0 {
                body.remove_range(&mut change, at, gone);
            }
            if !come.is_empty() {
                body.insert(&mut change, at, &come);
            }
        }
        drop(change);
        Some(self.0.transact().encode_state_as_update_v1(&before))
    }
}

/// Whether these bytes, which may come from anybody, are a change of a document.
pub fn is_update(bytes: &[u8]) -> bool {
    is_change_of_text(bytes, TEXT) && Document::of(Id::default(), [bytes]).is_ok()
}

/// From where, in units of UTF-16, how many go, and what comes there.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Edit {
    at: u32,
    gone: u32,
    come: String,
}

fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// What leads from one text to another, by lines and within them; the first comes first.
fn edits(old: &str, new: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let (mut old_lines, mut new_lines) = (old.split_inclusive('\n'), new.split_inclusive('\n'));
    let (mut at, mut gone, mut come) = (0, String::new(), String::new());
    let flush = |at: &mut u32, gone: &mut String, come: &mut String, edits: &mut Vec<Edit>| {
        edits.extend(edit(*at, gone, come));
        *at += units(gone);
        gone.clear();
        come.clear();
    };
    for line in diff(old, new) {
        match line.change {
            Change::Same => {
                flush(&mut at, &mut gone, &mut come, &mut edits);
                let (was, is) = (old_lines.next().unwrap_or_default(), new_lines.next().unwrap_or_default());
                // Lines are compared without their ends.
                gone.push_str(was);
                come.push_str(is);
                flush(&mut at, &mut gone, &mut come, &mut edits);
            }
            Change::Removed => gone.push_str(old_lines.next().unwrap_or_default()),
            Change::Added => come.push_str(new_lines.next().unwrap_or_default()),
        }
    }
    gone.extend(old_lines);
    come.extend(new_lines);
    flush(&mut at, &mut gone, &mut come, &mut edits);
    edits
}

/// Without what both begin and end with.
fn edit(at: u32, old: &str, new: &str) -> Option<Edit> {
    if old == new {
        return None;
    }
    let same = |(a, b): &(char, char)| a == b;
    let head: usize = old.chars().zip(new.chars()).take_while(same).map(|(a, _)| a.len_utf8()).sum();
    let (old_rest, new_rest) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let both = old_rest.chars().rev().zip(new_rest.chars().rev());
    let tail: usize = both.take_while(same).map(|(a, _)| a.len_utf8()).sum();
    let gone = old_rest.get(..old_rest.len() - tail).unwrap_or_default();
    let come = new_rest.get(..new_rest.len() - tail).unwrap_or_default();
    let before = old.get(..head).unwrap_or_default();
    Some(Edit { at: at + units(before), gone: units(gone), come: come.to_owned() })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::{Strategy as _, proptest};

    #[test]
    fn what_two_write_at_once_is_all_there() {
        let begun = Document::begin(Id(1), "One.\n\nTwo.\n");
        let state = begun.state();
        let mara = Document::of(Id(2), [state.as_slice()]).unwrap();
        let ines = Document::of(Id(3), [state.as_slice()]).unwrap();
        let first = mara.become_text("One, indeed.\n\nTwo.\n").unwrap();
        let second = ines.become_text("One.\n\nTwo 🚆 trains.\n").unwrap();
        for order in [[&first, &second], [&second, &first]] {
            let parts = [state.as_slice(), order[0].as_slice(), order[1].as_slice()];
            assert_eq!(Document::of(Id(4), parts).unwrap().text(), "One, indeed.\n\nTwo 🚆 trains.\n");
        }
        let lacks = Document::of(Id(5), [state.as_slice(), first.as_slice()]).unwrap().missing(&[]).unwrap();
        assert_eq!(Document::of(Id(6), [lacks.as_slice()]).unwrap().text(), "One, indeed.\n\nTwo.\n");
        assert!(!is_update(b"nonsense") && is_update(&second));
        assert!(begun.missing(b"\xff\xff\xff").is_none());
    }

    fn text() -> impl proptest::strategy::Strategy<Value = String> {
        proptest::collection::vec("[ab é🚆\n\r]{0,4}", 0..6).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn a_document_becomes_any_text(old in text(), new in text()) {
            let document = Document::begin(Id(7), &old);
            let change = document.become_text(&new);
            assert_eq!(document.text(), new);
            assert_eq!(change.is_none(), old == new);
        }
    }
}
