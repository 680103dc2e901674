//! What a browser sends as a change of a document, looked at before the library does.
//!
//! Yjs can carry far more than text: nested types, documents, numbers of any size. Whoever sends that means harm, and the
//! library trusts lengths and depths. So only what the editor sends is let through: text, deletions, gaps. The bytes are
//! walked once, without recursion and without taking memory for what they claim. The form is that of Yjs, update version 1
//! (lib0 variable-length integers, little end first).

/// Clients are numbers of at most 53 bits, as JavaScript has them.
const MOST_CLIENT: u64 = 1 << 53;
/// No document grows to this many characters, deleted ones included.
const MOST_CLOCK: u64 = 1 << 31;

const GC: u8 = 0;
const DELETED: u8 = 1;
const STRING: u8 = 4;
const SKIP: u8 = 10;
const KIND: u8 = 0b1_1111;
const HAS_PARENT_SUB: u8 = 0b0010_0000;
const HAS_RIGHT_ORIGIN: u8 = 0b0100_0000;
const HAS_ORIGIN: u8 = 0b1000_0000;

/// Whether this is a change of the text of that name, and of nothing else.
pub fn is_change_of_text(bytes: &[u8], name: &str) -> bool {
    let mut bytes = Bytes(bytes);
    let whole = bytes.blocks(name).is_some() && bytes.deletions().is_some();
    whole && bytes.0.is_empty()
}

/// Whether this says of each of some clients how much one has of it.
pub fn is_vector(bytes: &[u8]) -> bool {
    let mut bytes = Bytes(bytes);
    let walked =
        bytes.count().and_then(|clients| (0..clients).try_for_each(|_| bytes.client().and(bytes.clock()).map(drop)));
    walked.is_some() && bytes.0.is_empty()
}

/// What is left to read. Each function answers `None` for what must not be there.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// How many follow: each takes a byte or more.
    fn count(&mut self) -> Option<u64> {
        self.number().filter(|count| *count <= u64::try_from(self.0.len()).unwrap_or(u64::MAX))
    }

    fn client(&mut self) -> Option<u64> {
        self.number().filter(|client| *client <= MOST_CLIENT)
    }

    fn clock(&mut self) -> Option<u64> {
        self.number().filter(|clock| *clock < MOST_CLOCK)
    }

    fn id(&mut self) -> Option<()> {
        self.client()?;
        self.clock().map(drop)
    }

    fn text(&mut self) -> Option<&str> {
        let length = usize::try_from(self.count()?).ok()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }

    fn blocks(&mut self, name: &str) -> Option<()> {
        for _ in 0..self.count()? {
            let blocks = self.count()?;
            self.client()?;
            let mut clock = self.clock()?;
            for _ in 0..blocks {
                let length = self.block(name)?;
                clock = clock.checked_add(length).filter(|clock| length > 0 && *clock < MOST_CLOCK)?;
            }
        }
        Some(())
    }

    /// One block; how long it is, in units of UTF-16.
    fn block(&mut self, name: &str) -> Option<u64> {
        let info = self.byte()?;
        if matches!(info, GC | SKIP) {
            return self.clock();
        }
        if info & HAS_PARENT_SUB != 0 {
            return None;
        }
        for has in [HAS_ORIGIN, HAS_RIGHT_ORIGIN] {
            if info & has != 0 {
                self.id()?;
            }
        }
        // It stands in the text itself: there is nothing else that it could stand in.
        if info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN) == 0 && (self.number()? != 1 || self.text()? != name) {
            return None;
        }
        match info & KIND {
            DELETED => self.clock(),
            STRING => self.text().and_then(|text| u64::try_from(text.encode_utf16().count()).ok()),
            _ => None,
        }
    }

    fn deletions(&mut self) -> Option<()> {
        for _ in 0..self.count()? {
            self.client()?;
            for _ in 0..self.count()? {
                let (from, length) = (self.clock()?, self.clock()?);
                if length == 0 || from + length >= MOST_CLOCK {
                    return None;
                }
            }
        }
        Some(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::super::document::Document;
    use super::*;
    use kernel::ids::Id;
    use proptest::prelude::{any, proptest};

    const TEXT: &str = "body";

    fn hex(text: &str) -> Vec<u8> {
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
    }

    #[test]
    fn what_an_editor_sends_is_let_through() {
        let begun = Document::begin(Id(1), "One.\n\nTwo 🚆.\n");
        assert!(is_change_of_text(&begun.state(), TEXT));
        assert!(is_vector(&begun.vector()) && is_vector(&[0]));
        let other = Document::of(Id(2), [begun.state().as_slice()]).unwrap();
        for text in ["One, two.\n", "Two 🚆🚆.\n", "", "Anew."] {
            let change = other.become_text(text).unwrap();
            assert!(is_change_of_text(&change, TEXT), "{text}");
        }
        assert!(is_change_of_text(&other.missing(&[]).unwrap(), TEXT));
        assert!(is_change_of_text(&[0, 0], TEXT));
        assert!(!is_change_of_text(&begun.state(), "other"));
    }

    #[test]
    fn what_would_break_the_library_is_not() {
        let body = "04626f6479";
        let deep = format!("010105000801{body}01{}7e00", "7501".repeat(5_000));
        for (bytes, what) in [
            (deep.as_str(), "arrays in arrays"),
            ("0101c40500080104626f642b01768080808020", "as much memory as it says"),
            ("01010500010104626f6479ffffffff0f00", "longer than a clock can tell"),
            ("010105d9ffffff0f040104626f6479014100", "beyond the last clock"),
            ("ffffffff0f", "clients that do not follow"),
            ("0000ff", "something behind its end"),
            ("", "nothing"),
            ("0001050100ffffffff0f", "deletions beyond the last clock"),
            ("01010500070104626f64790100", "a type within"),
        ] {
            assert!(!is_change_of_text(&hex(bytes), TEXT), "{what}");
        }
        assert!(!is_vector(&hex("8080808008")) && !is_vector(&hex("01")) && !is_vector(&[]));
    }

    proptest! {
        #[test]
        fn what_is_let_through_is_read_by_the_library(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            if is_change_of_text(&bytes, TEXT) {
                assert!(Document::of(Id(3), [bytes.as_slice()]).is_ok());
            }
            is_vector(&bytes);
        }

        #[test]
        fn so_is_what_was_changed_by_a_hand(at in any::<proptest::sample::Index>(), byte in any::<u8>()) {
            let begun = Document::begin(Id(1), "One.\n\nTwo 🚆.\n");
            let state = Document::of(Id(2), [begun.state().as_slice()]).unwrap();
            state.become_text("Two 🚆🚆.\n");
            let mut bytes = state.state();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            if is_change_of_text(&bytes, TEXT) {
                // It may say nonsense; it does not take the program with it.
                drop(Document::of(Id(3), [begun.state().as_slice(), bytes.as_slice()]));
            }
        }
    }
}
