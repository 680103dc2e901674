//! Passwords: how they are kept, compared and chosen.
//!
//! argon2id with the parameters of the OWASP Password Storage Cheat Sheet (19 MiB, 2 passes, 1 lane).
//! Choosing follows NIST SP 800-63B § 3.1.1: length counts, kinds of characters do not, and what
//! everybody tries first is refused.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{CustomizedPasswordHasher as _, PasswordVerifier as _};
use argon2::{Argon2, Params};
use kernel::app::App;
use kernel::clock::Random;
use kernel::error::{Error, FieldError, Result};
use kernel::text::fold;
use std::sync::LazyLock;
use tokio::sync::Semaphore;

const LEAST_CHARS: usize = 10;
const MOST_CHARS: usize = 200;
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// One password per line, folded; `#` begins a remark.
const COMMON: &str = include_str!("common_passwords.txt");

/// Each hash in the making takes 19 MiB: strangers must not decide how many there are.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// The hash to keep. Takes tens of milliseconds: in a request use [`hashed`].
pub fn hash(random: &Random, password: &str) -> Result<String> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(Error::internal)?;
    let hash: PasswordHash = Argon2::default()
        .hash_password_with_params(password.as_bytes(), &random.bytes::<16>(), params)
        .map_err(Error::internal)?;
    Ok(hash.to_string())
}

/// The hash to keep, made beside the requests.
pub async fn hashed(app: &App, password: &str) -> Result<String> {
    let (random, password) = (app.random.clone(), password.to_owned());
    aside(move || hash(&random, &password)).await?
}

/// Whether `password` is the one behind `hash`. Without a hash it takes the same time and is not.
pub async fn matches(hash: Option<String>, password: &str) -> Result<bool> {
    if password.chars().count() > MOST_CHARS {
        return Ok(false);
    }
    let password = password.to_owned();
    aside(move || {
        let known = hash.is_some();
        let kept = hash.unwrap_or_else(|| NOBODY.clone());
        PasswordHash::new(&kept)
            .is_ok_and(|kept| Argon2::default().verify_password(password.as_bytes(), &kept).is_ok() && known)
    })
    .await
}

/// What is compared with when there is no account, so that the time tells nothing.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash(&Random::machine(), "nobody").unwrap_or_default());

async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let _permit = AT_ONCE.acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)
}

/// Whether `password` may be chosen; `own` are names that others know: the member's, the company's.
pub fn check(field: &str, password: &str, own: &[&str]) -> Vec<FieldError> {
    let length = password.chars().count();
    if length < LEAST_CHARS {
        return vec![FieldError::new(field, "too-short").with("least", LEAST_CHARS)];
    }
    if length > MOST_CHARS {
        return vec![FieldError::new(field, "too-long").with("most", MOST_CHARS)];
    }
    if is_common(password) || own.iter().any(|name| is_little_more_than(password, name)) || is_pattern(password) {
        return vec![FieldError::new(field, "password-common")];
    }
    Vec::new()
}

fn is_common(password: &str) -> bool {
    let folded = fold(password);
    let bare = bare(password);
    COMMON.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).any(|line| {
        // "password" with a year and an exclamation mark is still "password".
        line == folded || line == bare
    })
}

/// True when nothing but digits and signs surrounds the name or one of its words.
fn is_little_more_than(password: &str, name: &str) -> bool {
    let bare = bare(password);
    let name = fold(name);
    let whole: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 4);
    (!whole.is_empty() && bare == whole) || words.any(|word| bare == word)
}

/// Folded, without the digits and signs at both ends.
fn bare(password: &str) -> String {
    fold(password).trim_matches(|c: char| !c.is_alphabetic()).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// One or two characters again and again, or a run like `abcdefghij`.
fn is_pattern(password: &str) -> bool {
    let chars: Vec<char> = password.chars().collect();
    let distinct: std::collections::HashSet<char> = chars.iter().copied().collect();
    let pairs = || chars.iter().zip(chars.iter().skip(1)).map(|(a, b)| (u32::from(*a), u32::from(*b)));
    distinct.len() <= 2 || pairs().all(|(a, b)| a + 1 == b) || pairs().all(|(a, b)| b + 1 == a)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_everybody_tries_first_is_refused() {
        let own = ["Ines Halvorsen", "ines", "Northwind Rail"];
        for bad in [
            "short",
            "password123!",
            "Password2026",
            "1234567890",
            "aaaaaaaaaaaa",
            "abababababab",
            "abcdefghijkl",
            "qwertyuiop",
            "Halvorsen1!",
            "NorthwindRail2026",
            "northwind!!",
            "letmein123456",
        ] {
            assert!(!check("password", bad, &own).is_empty(), "{bad}");
        }
        for good in ["velvet-otter-9-lamp", "correct horse battery", "Grüße aus dem Stellwerk"] {
            assert!(check("password", good, &own).is_empty(), "{good}");
        }
    }

    #[tokio::test]
    async fn a_password_is_known_by_its_hash() {
        let hash = hash(&Random::story(1), "velvet-otter-9-lamp").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(matches(Some(hash.clone()), "velvet-otter-9-lamp").await.unwrap());
        assert!(!matches(Some(hash), "velvet-otter-9-lamb").await.unwrap());
        assert!(!matches(None, "nobody").await.unwrap());
    }
}
