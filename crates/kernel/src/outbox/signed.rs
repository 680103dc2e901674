//! Addresses that say by themselves whose mail comes back there and what it belongs to: answers to a mail
//! that was sent, and reports that it could not be delivered.
//!
//! `reply+TOKEN@host`, or `TOKEN@host` where a whole domain is ours. The token is signed (HMAC-SHA256,
//! cut to 88 bits as RFC 2104 § 5 allows), holds for [`HOLDS`], and is written in letters and digits of one
//! case, because servers may change the case of an address. Nobody is let in by it.

use crate::app::App;
use crate::args;
use crate::clock::{DAY, Millis};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::ids::Id;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::hmac;

/// How long one may answer a mail.
pub const HOLDS: Millis = 90 * DAY;
/// Bytes of what is said, and of the signature after it.
const SAID: usize = 19;
const SIGNED: usize = 11;
/// Characters of a token: RFC 5321 § 4.5.3.1.1 leaves 64 for all before the `@`.
pub const TOKEN_CHARS: usize = 48;
const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
const KEY: &str = "addresses";

/// What an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Answers of a member to a post or comment.
    Reply { member: Id, post: Id },
    /// Reports about a mail to the address with this key.
    Bounce { address: i64 },
}

/// What a signed address says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    Valid(Purpose),
    /// We have made it, too long ago.
    Expired(Purpose),
}

/// Makes and reads signed addresses.
#[derive(Clone)]
pub struct Addresses {
    local: Option<String>,
    domain: String,
    key: hmac::Key,
}

impl Addresses {
    /// As the configuration has it; none when mails cannot be answered.
    pub async fn open(app: &App) -> Result<Option<Self>> {
        let base = app.configuration.mail.reply.trim().to_lowercase();
        if base.is_empty() {
            return Ok(None);
        }
        let (local, domain) = match base.split_once('@') {
            Some((local, domain)) => (Some(local.to_owned()), domain.to_owned()),
            None => (None, base.clone()),
        };
        let key = hmac::Key::new(hmac::HMAC_SHA256, &key(app).await?);
        Ok(Some(Self { local, domain, key }))
    }

    pub fn make(&self, purpose: Purpose, now: Millis) -> String {
        let mut bytes = said(purpose, now + HOLDS);
        bytes.extend_from_slice(&self.signature(&bytes));
        let token = letters(&bytes);
        match &self.local {
            Some(local) => format!("{local}+{token}@{}", self.domain),
            None => format!("{token}@{}", self.domain),
        }
    }

    /// What an address says; none unless we have made it.
    pub fn read(&self, address: &str, now: Millis) -> Option<Found> {
        let (before, domain) = address.trim().rsplit_once('@')?;
        if !domain.eq_ignore_ascii_case(&self.domain) {
            return None;
        }
        let before = before.to_lowercase();
        let token = match &self.local {
            Some(local) => before.strip_prefix(local.as_str())?.strip_prefix('+')?,
            None => before.as_str(),
        };
        let bytes = bytes(token).filter(|bytes| bytes.len() == SAID + SIGNED)?;
        let (said, signature) = bytes.split_at_checked(SAID)?;
        // Both are signed once more, so that comparing takes the same time wherever they differ.
        let given = hmac::sign(&self.key, signature);
        hmac::verify(&self.key, &self.signature(said), given.as_ref()).ok()?;
        let (purpose, until) = understood(said)?;
        Some(if now / DAY <= until { Found::Valid(purpose) } else { Found::Expired(purpose) })
    }

    fn signature(&self, said: &[u8]) -> Vec<u8> {
        hmac::sign(&self.key, said).as_ref().iter().take(SIGNED).copied().collect()
    }
}

/// Kind, two numbers, and the day after which it does not hold any more.
fn said(purpose: Purpose, until: Millis) -> Vec<u8> {
    let (kind, one, other) = match purpose {
        Purpose::Reply { member, post } => (b'r', member.0, post.0),
        Purpose::Bounce { address } => (b'b', address, 0),
    };
    let day = u16::try_from(until / DAY).unwrap_or(u16::MAX);
    let mut bytes = vec![kind];
    bytes.extend_from_slice(&one.to_be_bytes());
    bytes.extend_from_slice(&other.to_be_bytes());
    bytes.extend_from_slice(&day.to_be_bytes());
    bytes
}

fn understood(said: &[u8]) -> Option<(Purpose, i64)> {
    let number = |from: usize| Some(i64::from_be_bytes(said.get(from..from + 8)?.try_into().ok()?));
    let day = u16::from_be_bytes(said.get(17..19)?.try_into().ok()?);
    let purpose = match said.first()? {
        b'r' => Purpose::Reply { member: Id(number(1)?), post: Id(number(9)?) },
        b'b' => Purpose::Bounce { address: number(1)? },
        _ => return None,
    };
    Some((purpose, i64::from(day)))
}

/// Base 32 (RFC 4648 § 6) in small letters, for a number of bytes that needs no filling.
fn letters(bytes: &[u8]) -> String {
    let mut text = String::new();
    for five in bytes.chunks(5) {
        let word = five.iter().fold(0_u64, |word, byte| (word << 8) | u64::from(*byte));
        for place in (0..8).rev() {
            let letter = usize::try_from((word >> (5 * place)) & 31).ok().and_then(|nth| LETTERS.get(nth));
            text.extend(letter.map(|letter| char::from(*letter)));
        }
    }
    text
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    if text.len() != TOKEN_CHARS {
        return None;
    }
    let mut bytes = Vec::with_capacity(SAID + SIGNED);
    for eight in text.as_bytes().chunks(8) {
        let mut word = 0_u64;
        for letter in eight {
            let nth = LETTERS.iter().position(|own| own == letter)?;
            word = (word << 5) | u64::try_from(nth).ok()?;
        }
        bytes.extend(word.to_be_bytes().into_iter().skip(3));
    }
    Some(bytes)
}

/// The key that signs, made at first use.
async fn key(app: &App) -> Result<Vec<u8>> {
    let known = async |tx: &Tx| tx.value::<String>("select key from mail_keys where name = $1", args![KEY]).await;
    let text = match app.db.read(known).await? {
        Some(text) => text,
        None => {
            let fresh = STANDARD.encode(app.random.bytes::<32>());
            let kept = async move |tx: &Tx| {
                let sql = "insert into mail_keys (name, key) values ($1, $2) on conflict (name) do nothing";
                tx.execute(sql, args![KEY, &fresh]).await?;
                tx.value::<String>("select key from mail_keys where name = $1", args![KEY]).await
            };
            app.db.write(kept).await?.ok_or_else(|| Error::internal("the key of addresses was not kept"))?
        }
    };
    STANDARD.decode(text).map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = 1_793_606_400_000;

    fn addresses(local: Option<&str>, key: &[u8]) -> Addresses {
        let key = hmac::Key::new(hmac::HMAC_SHA256, key);
        Addresses { local: local.map(str::to_owned), domain: "company.example".to_owned(), key }
    }

    #[test]
    fn an_address_says_what_it_is_for_and_for_how_long() {
        let purposes = [Purpose::Reply { member: Id(7), post: Id(i64::MAX) }, Purpose::Bounce { address: -81 }];
        for own in [addresses(Some("reply"), b"a key"), addresses(None, b"a key")] {
            for purpose in purposes {
                let address = own.make(purpose, NOW);
                assert!(address.split('@').next().unwrap().len() <= 64, "{address}");
                assert!(address.parse::<lettre::Address>().is_ok(), "{address}");
                assert_eq!(own.read(&address, NOW), Some(Found::Valid(purpose)));
                assert_eq!(own.read(&address.to_uppercase(), NOW + 89 * DAY), Some(Found::Valid(purpose)));
                assert_eq!(own.read(&address, NOW + 92 * DAY), Some(Found::Expired(purpose)));
            }
        }
    }

    #[test]
    fn what_we_did_not_make_says_nothing() {
        let own = addresses(Some("reply"), b"a key");
        let address = own.make(Purpose::Reply { member: Id(7), post: Id(9) }, NOW);
        assert_eq!(addresses(Some("reply"), b"another key").read(&address, NOW), None);
        let (before, after) = address.split_once('+').unwrap();
        for nth in 0..TOKEN_CHARS {
            let mut changed: Vec<u8> = after.bytes().collect();
            changed[nth] = if changed[nth] == b'a' { b'b' } else { b'a' };
            let changed = format!("{before}+{}", String::from_utf8(changed).unwrap());
            assert_eq!(own.read(&changed, NOW), None, "{changed}");
        }
        for other in
            ["reply@company.example", "reply+@company.example", "reply+aaaa@company.example", "", "@", "+@", "é@x"]
        {
            assert_eq!(own.read(other, NOW), None, "{other}");
        }
        assert_eq!(own.read(&address.replace("company", "other"), NOW), None);
    }
}
