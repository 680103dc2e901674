//! Reactions: a small set of signs that anyone who may read can leave.

use super::types::Post;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::journal::{self, Event};
use kernel::viewer::{Seen, Viewer};
use serde_json::json;

/// The one with a button of its own.
pub const USEFUL: &str = "👍";

/// All that are offered, in the order of offering.
pub const OFFERED: [&str; 6] = [USEFUL, "❤️", "🎉", "💡", "😄", "🙏"];

/// Those without a button of their own.
pub fn further() -> &'static [&'static str] {
    OFFERED.get(1..).unwrap_or_default()
}

/// The sign as it is kept; others are refused.
pub fn offered(emoji: &str) -> Result<&'static str> {
    // A heart may come with or without the selector that makes it colourful.
    let plain = |sign: &str| sign.trim_end_matches('\u{fe0f}').to_owned();
    let found = OFFERED.into_iter().find(|sign| plain(sign) == plain(emoji));
    found.ok_or_else(|| Error::field("emoji", "not-a-choice"))
}

/// Leaves a reaction; the same one twice is once.
pub async fn react(tx: &Tx, viewer: &Viewer, post: &Seen<Post>, emoji: &'static str) -> Result<()> {
    let sql = "insert into reactions (post, member, emoji, at) values ($1, $2, $3, $4)
               on conflict (post, member, emoji) do nothing";
    if tx.execute(sql, args![post.id, viewer.signed_in()?, emoji, tx.now()]).await? == 0 {
        return Ok(());
    }
    count(tx, post, emoji, 1).await?;
    let event = Event::new("posts.reacted", viewer.member, post.id).within(post.space);
    journal::record(tx, event.with(json!({ "emoji": emoji, "author": post.author }))).await
}

/// Takes a reaction back.
pub async fn unreact(tx: &Tx, viewer: &Viewer, post: &Seen<Post>, emoji: &'static str) -> Result<()> {
    let sql = "delete from reactions where post = $1 and member = $2 and emoji = $3";
    if tx.execute(sql, args![post.id, viewer.signed_in()?, emoji]).await? == 0 {
        return Ok(());
    }
    count(tx, post, emoji, -1).await?;
    let event = Event::new("posts.unreacted", viewer.member, post.id).within(post.space);
    journal::record(tx, event.with(json!({ "emoji": emoji }))).await
}

async fn count(tx: &Tx, post: &Seen<Post>, emoji: &str, by: i64) -> Result<()> {
    let sql = "insert into reaction_counts (post, emoji, n) values ($1, $2, $3)
               on conflict (post, emoji) do update set n = reaction_counts.n + excluded.n";
    tx.execute(sql, args![post.id, emoji, by]).await?;
    tx.execute("update posts set reactions = reactions + $1 where id = $2", args![by, post.id]).await.map(drop)
}
