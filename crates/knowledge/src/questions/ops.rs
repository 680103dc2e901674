//! What one does with questions and answers. Each writes its change and one row of the journal.

use super::types::{ANSWER_KIND, AnswerForm, CLOSINGS, MOST_ANSWER, MOST_TAG, MOST_TAGS, VOTE_REASONS};
use community::posts::types::{NewPost, Post, PostForm, Prepared};
use community::posts::{comments, ops as posts};
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Checks, Error, FieldError, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::text::fold;
use kernel::viewer::{Editable, Seen, Viewer};
use serde_json::{Value, json};
use std::collections::HashMap;

/// Keeps beside the post what only a question has. An edit that names no tags leaves them as they are.
pub async fn keep(tx: &Tx, id: Id, form: &PostForm) -> Result<()> {
    let named = form.more.get("tags").map(tags).transpose()?;
    let known: Option<String> = tx.value("select tags from questions where post = $1", args![id]).await?;
    let tags = match (named, known) {
        (Some(named), _) => named,
        (None, Some(known)) => serde_json::from_str(&known)?,
        (None, None) => Vec::new(),
    };
    let sql = "insert into questions (post, space, tags, score, answers, useful, active, closing)
               select p.id, coalesce(p.space, 0), cast($2 as text), 0, 0, 0, p.published, '' from posts p where p.id = $1
               on conflict (post) do update set tags = excluded.tags";
    tx.execute(sql, args![id, serde_json::to_string(&tags)?]).await?;
    posts::tag(tx, id, &tags).await
}

/// The tags of a question as they are typed, for the form that changes it.
pub async fn answered(tx: &Tx, id: Id) -> Result<HashMap<String, Value>> {
    let known: Option<String> = tx.value("select tags from questions where post = $1", args![id]).await?;
    let tags: Vec<String> = known.map(|known| serde_json::from_str(&known)).transpose()?.unwrap_or_default();
    Ok(HashMap::from([("tags".to_owned(), Value::String(tags.join(", ")))]))
}

/// Tags as they were typed, with commas between them, or as a list.
pub fn tags(typed: &Value) -> Result<Vec<String>> {
    let words: Vec<&str> = match typed {
        Value::String(text) => text.split(',').collect(),
        Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
        _ => return Err(Error::field("tags", "wrong-type")),
    };
    let mut tags: Vec<String> = Vec::new();
    for word in words {
        let kept: String = fold(word.trim().trim_start_matches('#'))
            .chars()
            .map(|c| if c.is_alphanumeric() || c == '-' || c == '_' { c } else { ' ' })
            .collect();
        let tag = kept.split_whitespace().collect::<Vec<_>>().join("-");
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    let mut checks = Checks::new();
    for tag in &tags {
        checks.at_most(tag, MOST_TAG, "tags");
    }
    if tags.len() > MOST_TAGS {
        checks.add(FieldError::new("tags", "too-many-tags").with("most", MOST_TAGS));
    }
    checks.finish()?;
    Ok(tags)
}

pub fn check(form: &AnswerForm) -> Result<()> {
    let mut checks = Checks::new();
    checks.require(!form.body.trim().is_empty(), "body", "required");
    checks.at_most(&form.body, MOST_ANSWER, "body");
    checks.finish()
}

/// Answers a question. An answer is a post below it, so all that one does with comments one does with it.
pub async fn answer(
    tx: &Tx,
    viewer: &Viewer,
    question: &Seen<Post>,
    body: &str,
    prepared: &Prepared,
    once: Option<&str>,
) -> Result<Id> {
    if let Some(first) = comments::made(tx, viewer, question.id, once).await? {
        return Ok(first);
    }
    let closed: Option<Option<i64>> =
        tx.value("select closed from questions where post = $1", args![question.id]).await?;
    if closed.flatten().is_some() {
        return Err(Error::Conflict("questions-closed"));
    }
    let id = comments::write(tx, viewer, ANSWER_KIND, question, None, body, prepared).await?;
    comments::remember(tx, id, once).await?;
    let sql = "insert into question_answers (post, question, score, useful, wiki) values ($1, $2, 0, 0, 0)";
    tx.execute(sql, args![id, question.id]).await?;
    let sql = "update questions set answers = answers + 1, active = $1 where post = $2";
    tx.execute(sql, args![tx.now(), question.id]).await?;
    Ok(id)
}

/// Changes an answer: its author, or anybody when it is open to all. The history names who.
pub async fn revise(
    tx: &Tx,
    viewer: &Viewer,
    answer: &Editable<Post>,
    began_from: i64,
    body: &str,
    prepared: &Prepared,
) -> Result<()> {
    let new = NewPost { body: body.to_owned(), audience: answer.audience, ..NewPost::default() };
    posts::edit(tx, viewer, answer, began_from, &new, prepared).await?;
    touch(tx, answer.root()).await
}

/// Opens an answer to whoever may answer, or closes it again.
pub async fn open(tx: &Tx, viewer: &Viewer, answer: &Editable<Post>, open: bool) -> Result<()> {
    let sql = "update question_answers set wiki = $1 where post = $2 and wiki <> $1";
    if tx.execute(sql, args![open, answer.id]).await? == 0 {
        return Ok(());
    }
    let verb = if open { "questions.opened" } else { "questions.unopened" };
    journal::record(tx, Event::new(verb, viewer.member, answer.id).within(answer.space)).await
}

/// Votes for or against; 0 takes the vote back. The present score is answered.
pub async fn vote(tx: &Tx, viewer: &Viewer, post: &Seen<Post>, value: i64, reason: &str) -> Result<i64> {
    let member = viewer.signed_in()?;
    if post.is_by(viewer) {
        return Err(Error::Forbidden("questions-own-vote"));
    }
    let is_answer = post.kind == ANSWER_KIND;
    if value < 0 && is_answer && !VOTE_REASONS.iter().any(|(word, _)| *word == reason) {
        return Err(Error::field("reason", "vote-reason"));
    }
    let sql = "delete from question_votes where post = $1 and member = $2 returning value";
    let before: i64 = tx.value(sql, args![post.id, member]).await?.unwrap_or(0);
    let mut now = 0;
    if value != 0 {
        let sql = "insert into question_votes (post, member, value, reason, at) values ($1, $2, $3, $4, $5)
                   on conflict (post, member) do nothing";
        let reason = if value < 0 && is_answer { reason } else { "" };
        if tx.execute(sql, args![post.id, member, value, reason, tx.now()]).await? > 0 {
            now = value;
        }
    }
    let sql = if is_answer {
        "update question_answers set score = score + $1 where post = $2 returning score"
    } else {
        "update questions set score = score + $1 where post = $2 returning score"
    };
    let score: i64 = tx.value(sql, args![now - before, post.id]).await?.unwrap_or(0);
    if now != before {
        let event = Event::new("questions.voted", viewer.member, post.id).within(post.space);
        journal::record(tx, event.with(json!({ "value": now, "before": before }))).await?;
    }
    Ok(score)
}

/// Accepts an answer in place of the one before.
pub async fn accept(tx: &Tx, viewer: &Viewer, question: &Editable<Post>, answer: &Seen<Post>) -> Result<()> {
    let sql = "update questions set accepted = $1, accepted_by = $2, accepted_at = $3, active = $3
               where post = $4 and coalesce(accepted, 0) <> $1";
    if tx.execute(sql, args![answer.id, question.actor(viewer), tx.now(), question.id]).await? == 0 {
        return Ok(());
    }
    let event = Event::new("questions.accepted", question.actor(viewer), answer.id).within(question.space);
    journal::record(tx, event.with(json!({ "question": question.id, "author": answer.author }))).await
}

pub async fn unaccept(tx: &Tx, viewer: &Viewer, question: &Editable<Post>) -> Result<()> {
    let sql = "select accepted from questions where post = $1";
    let Some(answer) = tx.value::<Option<Id>>(sql, args![question.id]).await?.flatten() else { return Ok(()) };
    let sql = "update questions set accepted = null, accepted_by = null, accepted_at = null where post = $1";
    tx.execute(sql, args![question.id]).await?;
    let event = Event::new("questions.unaccepted", question.actor(viewer), answer).within(question.space);
    journal::record(tx, event.with(json!({ "question": question.id }))).await
}

/// "This answered my question": by a reader who wrote neither.
pub async fn reuse(tx: &Tx, viewer: &Viewer, answer: &Seen<Post>) -> Result<()> {
    let member = viewer.signed_in()?;
    if answer.author == Some(member) {
        return Err(Error::Forbidden("questions-own-reuse"));
    }
    let sql = "insert into question_reuses (answer, member, at) values ($1, $2, $3)
               on conflict (answer, member) do nothing";
    if tx.execute(sql, args![answer.id, member, tx.now()]).await? == 0 {
        return Ok(());
    }
    count_reuse(tx, answer, 1).await?;
    let event = Event::new("questions.reused", viewer.member, answer.id).within(answer.space);
    journal::record(tx, event.with(json!({ "question": answer.root }))).await
}

pub async fn unreuse(tx: &Tx, viewer: &Viewer, answer: &Seen<Post>) -> Result<()> {
    let sql = "delete from question_reuses where answer = $1 and member = $2";
    if tx.execute(sql, args![answer.id, viewer.signed_in()?]).await? == 0 {
        return Ok(());
    }
    count_reuse(tx, answer, -1).await?;
    journal::record(tx, Event::new("questions.unreused", viewer.member, answer.id).within(answer.space)).await
}

async fn count_reuse(tx: &Tx, answer: &Post, by: i64) -> Result<()> {
    tx.execute("update question_answers set useful = useful + $1 where post = $2", args![by, answer.id]).await?;
    let sql = "update questions set useful = useful + $1 where post = $2";
    tx.execute(sql, args![by, answer.root()]).await.map(drop)
}

/// Closes a question: it stays to be read and takes no more answers.
pub async fn close(tx: &Tx, viewer: &Viewer, question: &Editable<Post>, reason: &str) -> Result<()> {
    if !CLOSINGS.iter().any(|(word, _)| *word == reason) {
        return Err(Error::field("reason", "closing-reason"));
    }
    let sql = "update questions set closed = $1, closed_by = $2, closing = $3, active = $1 where post = $4";
    tx.execute(sql, args![tx.now(), question.actor(viewer), reason, question.id]).await?;
    let event = Event::new("questions.closed", question.actor(viewer), question.id).within(question.space);
    journal::record(tx, event.with(json!({ "reason": reason }))).await
}

pub async fn reopen(tx: &Tx, viewer: &Viewer, question: &Editable<Post>) -> Result<()> {
    let sql = "update questions set closed = null, closed_by = null, closing = '', repeats = null, active = $1
               where post = $2 and closed is not null and merged is null";
    if tx.execute(sql, args![tx.now(), question.id]).await? == 0 {
        return Ok(());
    }
    journal::record(tx, Event::new("questions.reopened", question.actor(viewer), question.id).within(question.space))
        .await
}

/// Notes that an answer was taken into a page of the wiki.
pub async fn note_page(tx: &Tx, viewer: &Viewer, answer: &Seen<Post>, page: Id) -> Result<()> {
    let sql = "insert into question_pages (answer, page, by_member, at) values ($1, $2, $3, $4)
               on conflict (answer, page) do nothing";
    if tx.execute(sql, args![answer.id, page, viewer.signed_in()?, tx.now()]).await? == 0 {
        return Ok(());
    }
    let event = Event::new("questions.captured", viewer.member, answer.id).within(answer.space);
    journal::record(tx, event.with(json!({ "page": page }))).await
}

async fn touch(tx: &Tx, question: Id) -> Result<()> {
    tx.execute("update questions set active = $1 where post = $2", args![tx.now(), question]).await.map(drop)
}
