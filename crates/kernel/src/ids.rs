//! Identifiers: 64-bit, made by the program, ordered by time.
//!
//! Layout, most significant first: 1 bit zero, 42 bits milliseconds since 1970-01-01 (until 2109),
//! 7 bits node, 1 bit that says whether it was dated back, 13 bits sequence. So newest-first is by id, a
//! page continues from a key, two nodes never make the same one, and neither do what happens now and
//! what is taken in from elsewhere. What an archive dates before 1970 shares the first moment. Nothing
//! private is protected by an id being hard to guess.

use crate::clock::{Clock, Millis, SECOND};
use crate::db::{Arg, Cell, FromCell};
use crate::error::{Error, Result};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// An identifier. In the database a 64-bit integer; in JSON a string, because a number of that size
/// is not exact in every language; in an address decimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Id(pub i64);

impl Id {
    /// Greater than every identifier: where a walk from the newest begins.
    pub const MAX: Self = Self(i64::MAX);
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Id {
    type Err = Error;
    /// Takes digits, and digits with a readable tail: `73-why-the-door-sticks`.
    fn from_str(text: &str) -> Result<Self> {
        let digits = text.split_once('-').map_or(text, |(digits, _)| digits);
        digits.parse().map(Self).map_err(|_| Error::NotFound)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| serde::de::Error::custom("not an id"))
    }
}

impl utoipa::PartialSchema for Id {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::schema::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .description(Some("A 64-bit number as decimal digits, greater for what is newer."))
            .into()
    }
}

impl utoipa::ToSchema for Id {}

impl FromCell for Id {
    fn from_cell(cell: &Cell<'_>) -> Result<Self> {
        i64::from_cell(cell).map(Self)
    }
}

impl From<Id> for Arg<'_> {
    fn from(id: Id) -> Self {
        Self::Int(id.0)
    }
}

impl From<&Id> for Arg<'_> {
    fn from(id: &Id) -> Self {
        Self::Int(id.0)
    }
}

impl From<&[Id]> for Arg<'_> {
    fn from(ids: &[Id]) -> Self {
        Self::Ids(ids.iter().map(|id| id.0).collect())
    }
}

impl From<&Vec<Id>> for Arg<'_> {
    fn from(ids: &Vec<Id>) -> Self {
        Self::from(ids.as_slice())
    }
}

impl From<Vec<Id>> for Arg<'_> {
    fn from(ids: Vec<Id>) -> Self {
        Self::from(ids.as_slice())
    }
}

const NODE_BITS: u32 = 7;
const SEQUENCE_BITS: u32 = 13;
/// Set in what takes its place in time, see [`Ids::at`].
pub const DATED_BACK: i64 = 1 << SEQUENCE_BITS;
const NODE_SHIFT: u32 = SEQUENCE_BITS + 1;
const TIME_SHIFT: u32 = NODE_BITS + NODE_SHIFT;
/// How many identifiers a node can tell apart in one millisecond of the past.
pub const PER_MOMENT: u32 = 1 << SEQUENCE_BITS;
/// The last millisecond that an id can tell, in 2109.
const LAST: Millis = (1 << (63 - TIME_SHIFT)) - 1;

/// Makes identifiers for one node of the installation.
#[derive(Clone)]
pub struct Ids {
    clock: Clock,
    node: i64,
    /// Time and sequence of the last identifier, as one number: `millis << 13 | sequence`.
    last: Arc<AtomicI64>,
}

impl Ids {
    /// `node` is taken modulo 128.
    pub fn new(clock: Clock, node: u16) -> Self {
        Self { clock, node: i64::from(node % 128), last: Arc::new(AtomicI64::new(0)) }
    }

    /// An identifier for something that happens now; each is greater than the one before.
    pub fn next(&self) -> Id {
        let now = within(self.clock.now()) << SEQUENCE_BITS;
        let mut last = self.last.load(Ordering::Relaxed);
        loop {
            // A clock that stands still or goes back must not repeat or reorder identifiers.
            let next = now.max(last + 1);
            match self.last.compare_exchange_weak(last, next, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => return self.assemble(next),
                Err(seen) => last = seen,
            }
        }
    }

    /// From here on every identifier is more than a second after this one, which exists already: so a program
    /// that starts on a clock that went back repeats none.
    pub fn begin_after(&self, newest: Id) {
        self.last.fetch_max((made_at(newest) + SECOND) << SEQUENCE_BITS, Ordering::Relaxed);
    }

    /// An identifier for something that happened at `at`: an imported post takes its place in time.
    /// `nth` tells apart what happened in the same millisecond (taken modulo [`PER_MOMENT`]). Never one that
    /// [`next`](Self::next) makes.
    pub fn at(&self, at: Millis, nth: u32) -> Id {
        let time = within(at) << SEQUENCE_BITS;
        Id(self.assemble(time | i64::from(nth % PER_MOMENT)).0 | DATED_BACK)
    }

    fn assemble(&self, time_and_sequence: i64) -> Id {
        let time = time_and_sequence >> SEQUENCE_BITS;
        let sequence = time_and_sequence & ((1 << SEQUENCE_BITS) - 1);
        Id((time << TIME_SHIFT) | (self.node << NODE_SHIFT) | sequence)
    }
}

/// The moment, or the nearest that an id can tell. No id is 0: that stands for none.
fn within(at: Millis) -> Millis {
    at.clamp(1, LAST)
}

/// The moment at which an identifier was made.
pub fn made_at(id: Id) -> Millis {
    id.0 >> TIME_SHIFT
}

/// The smallest identifier that could be made at `at`: where a walk in time begins.
pub fn first_at(at: Millis) -> Id {
    Id(within(at) << TIME_SHIFT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn newer_is_greater_even_when_the_clock_stands_still() {
        let ids = Ids::new(Clock::story(1_700_000_000_000), 3);
        let made: Vec<Id> = (0..20_000).map(|_| ids.next()).collect();
        assert!(made.is_sorted());
        assert_eq!(made.iter().collect::<HashSet<_>>().len(), made.len());
    }

    #[test]
    fn an_identifier_tells_its_moment() {
        let at = 1_763_000_000_123;
        let ids = Ids::new(Clock::story(at), 127);
        assert_eq!(made_at(ids.next()), at);
        assert_eq!(made_at(ids.at(1_600_000_000_000, 5)), 1_600_000_000_000);
        assert!(first_at(at) <= ids.next());
    }

    #[test]
    fn what_is_older_than_the_program_keeps_its_place() {
        let ids = Ids::new(Clock::story(1_763_000_000_000), 0);
        // 1970, 1995, 2001, 2019, and the end of what can be told.
        let moments = [1, 807_580_800_000, 1_000_000_000_000, 1_570_000_000_000, LAST];
        let made = moments.map(|at| ids.at(at, 0));
        assert!(made.is_sorted() && made.iter().all(|id| id.0 > 0));
        assert_eq!(made.map(made_at), moments);
        assert_eq!((made_at(ids.at(-1, 0)), made_at(ids.at(i64::MAX, 0))), (1, LAST), "beyond, the nearest");
        assert!(ids.at(i64::MIN, 0) < ids.at(i64::MIN, 1), "those of one moment are told apart");
    }

    #[test]
    fn a_clock_that_went_back_before_a_start_repeats_nothing() {
        let at = 1_763_000_000_123;
        let before = Ids::new(Clock::story(at), 5).next();
        let ids = Ids::new(Clock::story(at - 3_600_000), 5);
        ids.begin_after(before);
        assert!(ids.next() > before);
        let ids = Ids::new(Clock::story(at + 3_600_000), 5);
        ids.begin_after(before);
        assert_eq!(made_at(ids.next()), at + 3_600_000, "a clock that went on is followed");
    }

    #[test]
    fn what_is_dated_back_to_this_moment_is_told_from_what_happens_in_it() {
        let at = 1_763_000_000_123;
        let ids = Ids::new(Clock::story(at), 5);
        let happened: HashSet<Id> = (0..PER_MOMENT + 10).map(|_| ids.next()).collect();
        let told: HashSet<Id> = (0..PER_MOMENT).map(|nth| ids.at(at, nth)).collect();
        let most = usize::try_from(PER_MOMENT).unwrap();
        assert_eq!((happened.len(), told.len()), (most + 10, most));
        assert!(told.is_disjoint(&happened) && told.iter().all(|id| made_at(*id) == at));
    }

    #[test]
    fn two_nodes_never_make_the_same() {
        let clock = Clock::story(1_763_000_000_000);
        let (one, two) = (Ids::new(clock.clone(), 1), Ids::new(clock, 2));
        let first: HashSet<Id> = (0..1_000).map(|_| one.next()).collect();
        assert!((0..1_000).all(|_| !first.contains(&two.next())));
    }
}
