//! What the orders by weight (the feed, the search) are made of.
//!
//! Counts grow without end and ages too; a sum of weights wants both between 0 and 1.

/// 1 − 1 / (1 + x): 0 for nothing, a half for one, near 1 for much. `x` is not negative.
pub fn saturate(x: f64) -> f64 {
    1.0 - 1.0 / (1.0 + x)
}

/// 2^(−age / half): 1 for what is new or from the future, a half after `half`; both in the same unit.
pub fn freshness(age: i64, half: i64) -> f64 {
    if half <= 0 {
        return 0.0;
    }
    (-real(age.max(0)) / real(half)).exp2()
}

/// A count or a moment as a real number.
#[allow(clippy::as_conversions)] // exact below 2^53, which counts and milliseconds are
pub fn real(n: i64) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_ages_come_to_lie_between_nought_and_one() {
        assert!(saturate(0.0).abs() < f64::EPSILON);
        assert!((saturate(1.0) - 0.5).abs() < f64::EPSILON);
        assert!(saturate(real(i64::MAX)) <= 1.0);
        assert!((freshness(-5, 10) - 1.0).abs() < f64::EPSILON);
        assert!((freshness(20, 10) - 0.25).abs() < f64::EPSILON);
        assert!(freshness(20, 0).abs() < f64::EPSILON);
    }
}
