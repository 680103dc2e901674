//! Keys, tokens and passwords.

use super::{Hit, pattern};
use regex::Regex;
use std::sync::LazyLock;

/// Keys whose form alone tells them.
static KEYS: LazyLock<Vec<(Regex, &'static str)>> = LazyLock::new(|| {
    [
        (r"(?-u:\b)(?:AKIA|ASIA)[A-Z0-9]{16}(?-u:\b)", "aws"),
        (r"(?-u:\b)(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255})(?-u:\b)", "github"),
        (r"-----BEGIN (?:[A-Z]{2,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----", "private-key"),
        (r"(?-u:\b)eyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{10,1000}", "jwt"),
        (r"(?-u:\b)xox[abeprs]-[A-Za-z0-9-]{10,250}", "slack"),
        (r"(?-u:\b)AIza[A-Za-z0-9_-]{35}(?-u:\b)", "google"),
        (r"(?-u:\b)[rs]k_live_[A-Za-z0-9]{16,250}(?-u:\b)", "stripe"),
        (r"(?-u:\b)glpat-[A-Za-z0-9_-]{20,250}", "gitlab"),
    ]
    .into_iter()
    .map(|(form, what)| (pattern(form), what))
    .collect()
});
/// Something that is said to be secret; whether it is, its letters tell.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?i)(?:password|passwd|pwd|passphrase|secret|api[_-]?key|access[_-]?token|auth[_-]?token|mot de passe|passwort|kennwort|كلمة المرور)["']?\s{0,3}[:=]\s{0,3}["']?([^\s"'<>,;]{8,200})"#,
    )
});

pub fn keys(text: &str) -> Vec<Hit> {
    let mut found: Vec<Hit> = Vec::new();
    for (form, what) in KEYS.iter() {
        found.extend(form.find_iter(text).map(|hit| (hit.range(), *what)));
    }
    for hit in NAMED.captures_iter(text).filter_map(|hit| hit.get(1)) {
        let taken = found.iter().any(|(at, _)| at.start < hit.end() && hit.start() < at.end);
        if !taken && entropy(hit.as_str()) >= 2.9 && kinds(hit.as_str()) >= 2 {
            found.push((hit.range(), "secret"));
        }
    }
    found.sort_by_key(|(at, _)| at.start);
    found
}

/// Bits a sign (Shannon).
fn entropy(text: &str) -> f64 {
    let mut counts = std::collections::HashMap::new();
    for c in text.chars() {
        *counts.entry(c).or_insert(0u32) += 1;
    }
    let length = f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX)).max(1.0);
    counts.values().map(|count| f64::from(*count) / length).map(|share| -share * share.log2()).sum()
}

/// Of how many kinds the signs are: small, capital, digit, other.
fn kinds(text: &str) -> usize {
    let has = |is: fn(char) -> bool| usize::from(text.chars().any(is));
    has(char::is_lowercase)
        + has(char::is_uppercase)
        + has(|c| c.is_ascii_digit())
        + has(|c| !c.is_alphanumeric() && !c.is_whitespace())
}
