//! Polls: one vote a member, or several where the poll allows it; a vote can be changed until the end.

use super::types::Post;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::journal::{self, Event};
use kernel::viewer::{Seen, Viewer};

/// Votes for `options`, instead of what was voted before.
pub async fn vote(tx: &Tx, viewer: &Viewer, post: &Seen<Post>, options: &[i64]) -> Result<()> {
    let member = viewer.signed_in()?;
    let poll: Option<(bool, Option<i64>)> =
        tx.row("select several, closes from polls where post = $1", args![post.id]).await?;
    let (several, closes) = poll.ok_or(Error::NotFound)?;
    if closes.is_some_and(|closes| closes <= tx.now()) {
        return Err(Error::Conflict("poll-closed"));
    }
    if options.is_empty() || (!several && options.len() > 1) {
        return Err(Error::field("option", "not-a-choice"));
    }
    let sql = "update poll_options set votes = votes - 1 where post = $1
               and option in (select option from poll_votes where post = $1 and member = $2)";
    tx.execute(sql, args![post.id, member]).await?;
    tx.execute("delete from poll_votes where post = $1 and member = $2", args![post.id, member]).await?;
    for option in options {
        let sql = "insert into poll_votes (post, member, option)
                   select $1, cast($2 as bigint), o.option from poll_options o where o.post = $1 and o.option = $3
                   on conflict (post, member, option) do nothing";
        if tx.execute(sql, args![post.id, member, option]).await? == 0 {
            return Err(Error::field("option", "not-a-choice"));
        }
        let sql = "update poll_options set votes = votes + 1 where post = $1 and option = $2";
        tx.execute(sql, args![post.id, option]).await?;
    }
    journal::record(tx, Event::new("posts.voted", viewer.member, post.id).within(post.space)).await
}
