//! What moderation asks of every text on its way in: that its writer may write now, that it is no flood, and that it waits
//! where its space wants to look first.
//!
//! Limits are by trust ([`limits`]). Requests are limited by address already, by the program itself.

use super::{entry, limits, penalties};
use community::posts::screening::{Screen, Verdict, Written};
use futures_util::future::BoxFuture;
use kernel::args;
use kernel::clock::{HOUR, Millis};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::text::fold;
use kernel::viewer::{Role, Standing, Viewer};
use std::collections::HashSet;

/// Shorter texts ("Thank you") may be the same.
const SHORTEST: usize = 24;
/// A text of fewer words has no print of what it is nearly like.
const FEWEST_WORDS: usize = 6;
/// MinHash (Broder 1997): two texts share one of so many bands of so many hashes. Of texts that share 9 words of 10, 99 of
/// 100 do; of those that share half of their words, 4 of 10, and of those that share a quarter, 6 of 100.
const BANDS: u64 = 4;
const HASHES: u64 = 3;

pub struct Moderation;

impl Screen for Moderation {
    fn look<'a>(&'a self, tx: &'a Tx, viewer: &'a Viewer, written: &'a Written<'a>) -> BoxFuture<'a, Result<Verdict>> {
        Box::pin(async move {
            let member = viewer.signed_in()?;
            penalties::may_write(tx, member).await?;
            // A page of many is not taken out of sight for what one of them changed: the wiki has a review of its own.
            if !written.is_contribution() || written.changes && !is_own(tx, written.thing, member).await? {
                return Ok(Verdict::default());
            }
            if flooding(tx, viewer, member, written).await? {
                return Ok(Verdict { held: Some("spam".to_owned()), ..Verdict::default() });
            }
            // A change is looked at like the text that it changes: else something harmless would open the door.
            let waits = match written.space {
                Some(space) => entry::waits(tx, viewer, space, written.kind).await?.is_some(),
                None => false,
            };
            Ok(Verdict { held: waits.then(|| "review".to_owned()), ..Verdict::default() })
        })
    }
}

async fn is_own(tx: &Tx, post: Id, member: Id) -> Result<bool> {
    let sql = "select 1 from posts where id = $1 and (author = $2 or veiled = $2)";
    Ok(tx.value::<i64>(sql, args![post, member]).await?.is_some())
}

/// Whether a text of a new account looks like a flood; too many in an hour are refused.
async fn flooding(tx: &Tx, viewer: &Viewer, member: Id, written: &Written<'_>) -> Result<bool> {
    if viewer.role > Role::Member {
        return Ok(false);
    }
    let since: Option<Millis> = tx.value("select created from members where id = $1", args![member]).await?;
    let limits = limits::of(tx).await?;
    if since.is_none_or(|since| !limits.is_new(since, tx.now())) {
        return Ok(false);
    }
    let outside = viewer.standing != Standing::Own;
    let words: String = written.texts.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" ");
    let linked = outside && i64::try_from(links(&words)).unwrap_or(i64::MAX) > limits.links;
    if written.changes {
        return Ok(linked);
    }
    let sql = "select count(distinct post) from moderation_prints where author = $1 and at > $2";
    let lately: i64 = tx.value(sql, args![member, tx.now() - HOUR]).await?.unwrap_or(0);
    if lately >= limits.an_hour(outside) {
        return Err(Error::TooMany { retry_after: 600 });
    }
    let prints = prints(&words, written.thing);
    for print in &prints {
        let sql =
            "insert into moderation_prints (print, post, author, at) values ($1, $2, $3, $4) on conflict do nothing";
        tx.execute(sql, args![print, written.thing, member, tx.now()]).await?;
    }
    let prints: Vec<Id> = prints.into_iter().map(Id).collect();
    let sql = "select count(distinct post) from moderation_prints where print in (each($1)) and at > $2";
    let same: i64 = tx.value(sql, args![prints, tx.now() - limits.burst_within()]).await?.unwrap_or(0);
    Ok(same > limits.burst(outside) || linked)
}

/// Addresses in a text, with and without `https://`.
fn links(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains("://") || word.contains("www.")).count()
}

/// What a text is compared by: its letters, whatever stands between them (a number or a smile more is still the same text),
/// and the bands of its words.
fn prints(text: &str, otherwise: Id) -> Vec<i64> {
    let folded = fold(text);
    let letters: String = folded.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.chars().count() < SHORTEST {
        return vec![otherwise.0];
    }
    let signed = |hash: u64| i64::from_le_bytes(hash.to_le_bytes());
    let mut prints = vec![signed(hash(0, &letters))];
    let words: HashSet<&str> = folded.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    if words.len() < FEWEST_WORDS {
        return prints;
    }
    for band in 0..BANDS {
        let least = |nth: u64| words.iter().map(|word| hash(1 + band * HASHES + nth, word)).min().unwrap_or(0);
        let together: String = (0..HASHES).map(|nth| format!("{:x}.", least(nth))).collect();
        prints.push(signed(hash(band, &together)));
    }
    prints
}

/// FNV-1a of 64 bits, begun otherwise for each `nth`, and mixed so that its order says nothing.
fn hash(nth: u64, text: &str) -> u64 {
    let begin = 0xcbf2_9ce4_8422_2325_u64 ^ nth.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let hash = text.bytes().fold(begin, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// Forgets what is older than it is looked at.
pub async fn forget(tx: &Tx) -> Result<()> {
    tx.execute("delete from moderation_prints where at < $1", args![tx.now() - HOUR]).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> bool {
        let other = prints(other, Id(2));
        prints(one, Id(1)).iter().any(|print| other.contains(print))
    }

    #[test]
    fn a_text_is_known_again_with_other_numbers_signs_and_some_other_words() {
        let one = "Buy our cheap brake pads now, 20 % off!!!";
        assert!(alike(one, "BUY our cheap brake-pads now: 35 % off"));
        assert!(alike(
            "Dear colleagues, our very cheap brake pads are on sale until Friday, call this number at once",
            "Dear friends, our very cheap brake pads are on sale until Friday, call this number at once",
        ));
        assert!(!alike(one, "Where do I find cheap brake pads in the depot?"));
        assert!(!alike(
            "The second line runs again since five, pressure is as the manual says",
            "Who takes the early shift on Sunday? Marek is ill and the list has a gap",
        ));
        assert!(!alike("Thank you", "Thank you"), "short ones may be the same");
    }

    #[test]
    fn texts_share_a_band_as_often_as_the_formula_says() {
        // Of 20 words, so many are the same: how many of 400 pairs share a band.
        let share = |same: usize| {
            let pairs = (0..400).filter(|pair| {
                let word = |of: &str, nth: usize| format!("{of}{}{}", letters(*pair), letters(nth));
                let text = |of: &str| {
                    let words: Vec<String> = (0..20).map(|nth| word(if nth < same { "x" } else { of }, nth)).collect();
                    words.join(" ")
                };
                alike(&text("y"), &text("z"))
            });
            pairs.count() / 4
        };
        // 18 of 20 the same is 18 of 22 in all: 1 - (1 - (18/22)^3)^4 = 0.96.
        assert!((90..=100).contains(&share(18)), "{}", share(18));
        // 5 of 35: 1 - (1 - (5/35)^3)^4 = 0.01.
        assert!(share(5) <= 5, "{}", share(5));
    }

    fn letters(n: usize) -> String {
        n.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
    }
}
