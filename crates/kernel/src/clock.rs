//! Time and chance, injected.
//!
//! Nothing in the house asks the machine for the time or for random bytes by itself (clippy's
//! `disallowed-methods` sees to it): it asks the [`Clock`] and the [`Random`] it was given. So a
//! story can live through a year in a second and have the same outcome each time.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
pub type Millis = i64;

pub const SECOND: Millis = 1_000;
pub const MINUTE: Millis = 60 * SECOND;
pub const HOUR: Millis = 60 * MINUTE;
pub const DAY: Millis = 24 * HOUR;

/// Where the time comes from.
#[derive(Clone)]
pub struct Clock(Source);

#[derive(Clone)]
enum Source {
    Machine,
    Story(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's own clock.
    pub fn machine() -> Self {
        Self(Source::Machine)
    }

    /// A clock that stands at `start` until it is moved.
    pub fn story(start: Millis) -> Self {
        Self(Source::Story(Arc::new(AtomicI64::new(start))))
    }

    /// The present moment.
    #[allow(clippy::disallowed_methods)] // the one place that may ask the machine
    pub fn now(&self) -> Millis {
        match &self.0 {
            Source::Machine => std::time::SystemTime::now()
                .duration_since(std::time::UNIX_EPOCH)
                .ok()
                .and_then(|since| Millis::try_from(since.as_millis()).ok())
                .unwrap_or(0),
            Source::Story(at) => at.load(Ordering::Relaxed),
        }
    }

    /// Moves a story's clock forward; the machine's clock is not ours to move.
    pub fn advance(&self, by: Millis) {
        if let Source::Story(at) = &self.0 {
            at.fetch_add(by, Ordering::Relaxed);
        }
    }
}

/// Where random bytes come from.
#[derive(Clone)]
pub struct Random(Chance);

#[derive(Clone)]
enum Chance {
    Machine,
    Story(Arc<AtomicU64>),
}

impl Random {
    /// The operating system's generator, fit for secrets.
    pub fn machine() -> Self {
        Self(Chance::Machine)
    }

    /// The same bytes in every run of a story. Never fit for secrets.
    pub fn story(seed: u64) -> Self {
        Self(Chance::Story(Arc::new(AtomicU64::new(seed))))
    }

    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0u8; N];
        match &self.0 {
            Chance::Machine => machine_bytes(&mut bytes),
            Chance::Story(state) => {
                for chunk in bytes.chunks_mut(8) {
                    let word = split_mix(state.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed));
                    for (byte, value) in chunk.iter_mut().zip(word.to_le_bytes()) {
                        *byte = value;
                    }
                }
            }
        }
        bytes
    }

    /// A number in `0..below`; 0 when `below` is 0.
    pub fn below(&self, below: u64) -> u64 {
        u64::from_le_bytes(self.bytes::<8>()).checked_rem(below).unwrap_or(0)
    }

    /// 256 bits as 43 characters that need no escaping in an address: session ids, tokens, links.
    pub fn secret(&self) -> String {
        use base64::Engine as _;
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(self.bytes::<32>())
    }
}

#[allow(clippy::disallowed_methods)] // the one place that may ask the machine
fn machine_bytes(bytes: &mut [u8]) {
    use rand::Rng as _;
    rand::rng().fill_bytes(bytes);
}

/// Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014.
fn split_mix(state: u64) -> u64 {
    let mut z = state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_repeats_itself() {
        assert_eq!(Random::story(7).bytes::<16>(), Random::story(7).bytes::<16>());
        assert_ne!(Random::story(7).bytes::<16>(), Random::story(8).bytes::<16>());
        let clock = Clock::story(1_000);
        clock.advance(MINUTE);
        assert_eq!(clock.now(), 61_000);
    }

    #[test]
    fn secrets_of_the_machine_differ() {
        let random = Random::machine();
        assert_ne!(random.secret(), random.secret());
        assert_eq!(random.secret().len(), 43);
    }
}
