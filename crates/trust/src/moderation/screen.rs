//! What moderation asks of every text on its way in: that its writer may write now, that it is no flood, and that it waits
//! where its space wants to look first.
//!
//! Limits are by trust: they are for accounts that are new, and strict only for those from outside the company, where a
//! flood comes from. Requests are limited by address already, by the program itself.

use super::{entry, penalties};
use community::posts::screening::{Screen, Verdict, Written};
use futures_util::future::BoxFuture;
use kernel::args;
use kernel::clock::{DAY, HOUR, MINUTE, Millis};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::text::fold;
use kernel::viewer::{Role, Standing, Viewer};

/// An account is new for so long.
const NEW: Millis = 7 * DAY;
/// What a new account may write in an hour: from outside, and of the company itself, where in the first week of an
/// installation every account is new.
const MOST_AN_HOUR: (i64, i64) = (30, 600);
/// And how many addresses a text from outside may have before somebody looks at it.
const MOST_LINKS: usize = 2;
/// The same words so often within the time are a burst: from outside, and in the company.
const BURST: (i64, i64) = (3, 100);
const BURST_WITHIN: Millis = 10 * MINUTE;
/// Shorter texts ("Thank you") may be the same.
const SHORTEST: usize = 24;

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
    if since.is_none_or(|since| tx.now() - since > NEW) {
        return Ok(false);
    }
    let outside = viewer.standing != Standing::Own;
    let most = |(from_outside, own): (i64, i64)| if outside { from_outside } else { own };
    let words: String = written.texts.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" ");
    let linked = outside && links(&words) > MOST_LINKS;
    if written.changes {
        return Ok(linked);
    }
    let sql = "select count(*) from moderation_prints where author = $1 and at > $2";
    let lately: i64 = tx.value(sql, args![member, tx.now() - HOUR]).await?.unwrap_or(0);
    if lately >= most(MOST_AN_HOUR) {
        return Err(Error::TooMany { retry_after: 600 });
    }
    let print = print(&words, written.thing);
    let sql = "insert into moderation_prints (print, post, author, at) values ($1, $2, $3, $4) on conflict do nothing";
    tx.execute(sql, args![print, written.thing, member, tx.now()]).await?;
    let sql = "select count(*) from moderation_prints where print = $1 and at > $2";
    let same: i64 = tx.value(sql, args![print, tx.now() - BURST_WITHIN]).await?.unwrap_or(0);
    Ok(same > most(BURST) || linked)
}

/// Addresses in a text, with and without `https://`.
fn links(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains("://") || word.contains("www.")).count()
}

/// The letters of a text, whatever stands between them: a number or a smile more is still the same text. FNV-1a, 64 bits.
fn print(text: &str, otherwise: Id) -> i64 {
    let letters: String = fold(text).chars().filter(|c| c.is_alphabetic()).collect();
    if letters.chars().count() < SHORTEST {
        return otherwise.0;
    }
    let hash = letters
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    i64::from_le_bytes(hash.to_le_bytes())
}

/// Forgets what is older than it is looked at.
pub async fn forget(tx: &Tx) -> Result<()> {
    tx.execute("delete from moderation_prints where at < $1", args![tx.now() - HOUR]).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_with_other_numbers_and_signs_has_the_same_print() {
        let one = print("Buy our cheap brake pads now, 20 % off!!!", Id(1));
        assert_eq!(one, print("BUY our cheap brake-pads now: 35 % off", Id(2)));
        assert_ne!(one, print("Where do I find cheap brake pads in the depot?", Id(3)));
        assert_ne!(print("Thank you", Id(1)), print("Thank you", Id(2)), "short ones may be the same");
    }
}
