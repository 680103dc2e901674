//! Identifiers: 64-bit, made by the program, ordered by time.
//!
//! Layout, most significant first: 1 bit zero, 42 bits milliseconds since 2020-01-01 (139 years),
//! 7 bits node, 14 bits sequence. So newest-first is by id, a page continues from a key, and two
//! nodes never make the same one. Nothing private is protected by an id being hard to guess.

use crate::clock::{Clock, Millis};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// An identifier as the database keeps it. In JSON it is a string.
pub type Id = i64;

const EPOCH: Millis = 1_577_836_800_000;
const NODE_BITS: u32 = 7;
const SEQUENCE_BITS: u32 = 14;
const NODE_SHIFT: u32 = SEQUENCE_BITS;
const TIME_SHIFT: u32 = NODE_BITS + SEQUENCE_BITS;

/// Makes identifiers for one node of the installation.
#[derive(Clone)]
pub struct Ids {
    clock: Clock,
    node: i64,
    /// Time and sequence of the last identifier, as one number: `millis << 14 | sequence`.
    last: Arc<AtomicI64>,
}

impl Ids {
    /// `node` is taken modulo 128.
    pub fn new(clock: Clock, node: u16) -> Self {
        Self { clock, node: i64::from(node % 128), last: Arc::new(AtomicI64::new(0)) }
    }

    /// An identifier for something that happens now; each is greater than the one before.
    pub fn next(&self) -> Id {
        let now = (self.clock.now() - EPOCH).max(0) << SEQUENCE_BITS;
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

    /// An identifier for something that happened at `at`: an imported post takes its place in time.
    /// `nth` tells apart what happened in the same millisecond (taken modulo 16,384).
    pub fn at(&self, at: Millis, nth: u32) -> Id {
        let time = (at - EPOCH).max(0) << SEQUENCE_BITS;
        self.assemble(time | i64::from(nth % (1 << SEQUENCE_BITS)))
    }

    fn assemble(&self, time_and_sequence: i64) -> Id {
        let time = time_and_sequence >> SEQUENCE_BITS;
        let sequence = time_and_sequence & ((1 << SEQUENCE_BITS) - 1);
        (time << TIME_SHIFT) | (self.node << NODE_SHIFT) | sequence
    }
}

/// The moment at which an identifier was made.
pub fn made_at(id: Id) -> Millis {
    (id >> TIME_SHIFT) + EPOCH
}

/// The smallest identifier that could be made at `at`: where a walk in time begins.
pub fn first_at(at: Millis) -> Id {
    (at - EPOCH).max(0) << TIME_SHIFT
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
    fn two_nodes_never_make_the_same() {
        let clock = Clock::story(1_763_000_000_000);
        let (one, two) = (Ids::new(clock.clone(), 1), Ids::new(clock, 2));
        let first: HashSet<Id> = (0..1_000).map(|_| one.next()).collect();
        assert!((0..1_000).all(|_| !first.contains(&two.next())));
    }
}
