//! Chance that leans: most things are small, a few are large, and each run has the same.

use kernel::clock::Random;

/// Doublings are stopped here, so that no number grows out of its type.
const MOST_DOUBLINGS: usize = 20;

pub struct Chance(Random);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(Random::story(seed))
    }

    /// A number in `0..below`; 0 when `below` is 0.
    pub fn below(&self, below: usize) -> usize {
        usize::try_from(self.0.below(u64::try_from(below).unwrap_or(0))).unwrap_or(0)
    }

    /// How often something happens again, each time with this chance out of a thousand.
    fn repeats(&self, per_mille: usize) -> usize {
        (0..MOST_DOUBLINGS).take_while(|_| self.below(1_000) < per_mille).count()
    }

    /// A size under a power law: mostly near `base`, doubled with this chance out of a thousand, and
    /// again. The mean is 1.5 · base · (1 − p) / (1 − 2p).
    pub fn size(&self, base: usize, per_mille: usize, most: usize) -> usize {
        let low = base << self.repeats(per_mille);
        (low + self.below(low)).min(most)
    }

    /// One of `0..count`, small ones far more often: halves the range with this chance, and again.
    pub fn leaning(&self, count: usize, per_mille: usize) -> usize {
        self.below((count >> self.repeats(per_mille)).max(1))
    }

    /// `n · up / down`, rounded by chance so that the mean is kept.
    pub fn scaled(&self, n: usize, up: usize, down: usize) -> usize {
        let down = down.max(1);
        (n * up + self.below(down)) / down
    }

    pub fn one_of<'a, T>(&self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }
}
