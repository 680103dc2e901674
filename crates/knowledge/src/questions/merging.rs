//! Merging a question into one that was asked before, and taking that back.
//!
//! Answers, comments, votes and followers go over; the old address leads to the other one. What went over is noted, so
//! that it can go back. Nobody comes to read by it what they could not read: see [`check`].

use community::posts::types::Post;
use community::posts::{comments, ops as posts};
use community::spaces::Audience;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::viewer::{Editable, Viewer};
use serde_json::json;

/// Merges `old` into `other`. Both are looked after by the viewer.
pub async fn merge(tx: &Tx, viewer: &Viewer, old: &Editable<Post>, other: &Editable<Post>) -> Result<()> {
    check(tx, old, other).await?;
    move_posts(tx, old.id, other.id).await?;
    move_votes(tx, old.id, other).await?;
    move_followers(tx, old.id, other.id).await?;
    let sql = "update questions set accepted = (select o.accepted from questions o where o.post = $2),
                 accepted_by = (select o.accepted_by from questions o where o.post = $2),
                 accepted_at = (select o.accepted_at from questions o where o.post = $2)
               where post = $1 and accepted is null";
    tx.execute(sql, args![other.id, old.id]).await?;
    let sql =
        "update questions set accepted = null, accepted_by = null, accepted_at = null, closed = $1, closed_by = $2,
                 closing = 'duplicate', repeats = $3, merged = $3, merged_by = $2 where post = $4";
    tx.execute(sql, args![tx.now(), viewer.signed_in()?, other.id, old.id]).await?;
    count(tx, old.id).await?;
    count(tx, other.id).await?;
    let event = Event::new("questions.merged", viewer.member, old.id).within(old.space);
    journal::record(tx, event.with(json!({ "into": other.id }))).await
}

/// Takes a merger back: what went over goes back, where it still is.
pub async fn part(tx: &Tx, viewer: &Viewer, old: &Editable<Post>) -> Result<()> {
    let sql = "select merged from questions where post = $1";
    let Some(other) = tx.value::<Option<Id>>(sql, args![old.id]).await?.flatten() else { return Ok(()) };
    let moved: Vec<Id> =
        tx.column("select object from question_moves where question = $1 and what = 'post'", args![old.id]).await?;
    // An answer that was accepted there is accepted here, if it came from here.
    let sql = "update questions set accepted = (select o.accepted from questions o where o.post = $2),
                 accepted_by = (select o.accepted_by from questions o where o.post = $2),
                 accepted_at = (select o.accepted_at from questions o where o.post = $2)
               where post = $1 and (select o.accepted from questions o where o.post = $2) in (each($3))";
    tx.execute(sql, args![old.id, other, &moved]).await?;
    let sql = "update questions set accepted = null, accepted_by = null, accepted_at = null
               where post = $1 and accepted in (each($2))";
    tx.execute(sql, args![other, &moved]).await?;
    comments::rehang(tx, viewer.member, other, old.id, Some(&moved)).await?;
    let sql = "update question_answers set question = $1 where question = $2 and post in (each($3))";
    tx.execute(sql, args![old.id, other, &moved]).await?;
    let sql = "delete from question_votes where post = $1 and member in
               (select object from question_moves where question = $2 and what = 'vote') returning value";
    let votes: Vec<i64> = tx.column(sql, args![other, old.id]).await?;
    let sql = "update questions set score = score - $1 where post = $2";
    tx.execute(sql, args![votes.into_iter().sum::<i64>(), other]).await?;
    let sql = "select object from question_moves where question = $1 and what = 'follower'";
    for member in tx.column::<Id>(sql, args![old.id]).await? {
        posts::unfollow(tx, member, other).await?;
    }
    tx.execute("delete from question_moves where question = $1", args![old.id]).await?;
    let sql = "update questions set closed = null, closed_by = null, closing = '', repeats = null, merged = null,
                 merged_by = null, active = $1 where post = $2";
    tx.execute(sql, args![tx.now(), old.id]).await?;
    count(tx, old.id).await?;
    count(tx, other).await?;
    let event = Event::new("questions.parted", viewer.member, old.id).within(old.space);
    journal::record(tx, event.with(json!({ "from": other }))).await
}

/// Closes a question because it repeats another, which its page then names.
pub async fn note_repeated(tx: &Tx, question: Id, other: Id) -> Result<()> {
    if question == other {
        return Err(Error::field("other", "merge-itself"));
    }
    tx.execute("update questions set repeats = $1 where post = $2", args![other, question]).await.map(drop)
}

/// Neither is merged already, and whoever reads the other question could read the old one: it is in the same space,
/// or both are for a whole audience and the other's is not the wider.
async fn check(tx: &Tx, old: &Post, other: &Post) -> Result<()> {
    if old.id == other.id {
        return Err(Error::field("other", "merge-itself"));
    }
    let sql = "select count(*) from questions where (post = $1 or post = $2) and merged is not null";
    if tx.value::<i64>(sql, args![old.id, other.id]).await?.unwrap_or(0) > 0 {
        return Err(Error::field("other", "merge-merged"));
    }
    let for_all = |audience: Audience| audience <= Audience::Internal && audience != Audience::Partners;
    let same_place = old.space == other.space && old.audience == other.audience;
    let narrower = for_all(old.audience) && for_all(other.audience) && !other.audience.is_wider_than(old.audience);
    if same_place || narrower { Ok(()) } else { Err(Error::field("other", "merge-wider")) }
}

async fn move_posts(tx: &Tx, old: Id, other: Id) -> Result<()> {
    let moved = comments::rehang(tx, None, old, other, None).await?;
    for post in &moved {
        remember(tx, old, "post", *post).await?;
    }
    tx.execute("update question_answers set question = $1 where question = $2", args![other, old]).await.map(drop)
}

/// Votes of those who have not voted there yet, nor asked it.
async fn move_votes(tx: &Tx, old: Id, other: &Post) -> Result<()> {
    let sql = "insert into question_votes (post, member, value, reason, at)
               select cast($1 as bigint), v.member, v.value, v.reason, v.at from question_votes v
               where v.post = $2 and v.member <> $3
                 and not exists (select 1 from question_votes k where k.post = $1 and k.member = v.member)
               returning member, value";
    let moved: Vec<(Id, i64)> = tx.rows(sql, args![other.id, old, other.hand().unwrap_or_default()]).await?;
    for (member, _) in &moved {
        remember(tx, old, "vote", *member).await?;
    }
    let score: i64 = moved.iter().map(|(_, value)| value).sum();
    tx.execute("update questions set score = score + $1 where post = $2", args![score, other.id]).await.map(drop)
}

async fn move_followers(tx: &Tx, old: Id, other: Id) -> Result<()> {
    let sql = "select f.member from post_follows f where f.post = $1
               and not exists (select 1 from post_follows k where k.post = $2 and k.member = f.member)";
    for member in tx.column::<Id>(sql, args![old, other]).await? {
        posts::follow(tx, member, other).await?;
        remember(tx, old, "follower", member).await?;
    }
    Ok(())
}

async fn remember(tx: &Tx, question: Id, what: &'static str, object: Id) -> Result<()> {
    let sql = "insert into question_moves (question, what, object) values ($1, $2, $3)
               on conflict (question, what, object) do nothing";
    tx.execute(sql, args![question, what, object]).await.map(drop)
}

/// Counts answers and reuses anew.
async fn count(tx: &Tx, question: Id) -> Result<()> {
    let sql = "update questions set
                 answers = (select count(*) from question_answers a join posts p on p.id = a.post
                            where a.question = $1 and p.state = 'published'),
                 useful = coalesce((select cast(sum(a.useful) as bigint) from question_answers a
                                    where a.question = $1), 0)
               where post = $1";
    tx.execute(sql, args![question]).await.map(drop)
}
