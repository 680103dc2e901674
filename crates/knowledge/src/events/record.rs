//! The record of a live chat: each question becomes a question of the space, with its answers, in one step. It is
//! credited to who asked, the first answer is accepted, and what nobody answered is offered to its owner.
//!
//! It may be done again: what is on record already is brought up to date.

use super::chat::{CHAT_ANSWER, standing, touch};
use crate::questions::imported::{ImportedAnswer, ImportedQuestion, put_answer, put_question};
use crate::routing;
use community::posts::access::find;
use community::posts::types::{Imported, Outcome, Post};
use community::spaces::Audience;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::viewer::{Editable, Viewer};
use kernel::{args, record};
use serde::Serialize;
use utoipa::ToSchema;

const MOST_TITLE: usize = 150;
/// Questions of one chat that go on record.
const MOST: i64 = 1_000;

record! {
    struct Asked {
        post: Id,
        author: Option<Id>,
        author_name: String,
        body: String,
        votes: i64,
        at: Millis,
        expert: Option<Id>,
    }
}

record! {
    struct Answered {
        id: Id,
        author: Option<Id>,
        author_name: String,
        body: String,
        at: Millis,
    }
}

#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct Recorded {
    /// Questions that stand with an answer, and those that wait for one.
    pub answered: i64,
    pub open: i64,
}

pub async fn put(tx: &Tx, viewer: &Viewer, event: &Editable<Post>) -> Result<Recorded> {
    standing(tx, event.id).await?;
    let space = event.space.ok_or(Error::Conflict("events-chat-narrow"))?;
    // A question has the readers of its space: nobody comes to read by it what they could not read.
    let of_space: Option<Audience> = tx.value("select audience from spaces where id = $1", args![space]).await?;
    if of_space != Some(event.audience) {
        return Err(Error::Conflict("events-chat-narrow"));
    }
    let sql = "select q.post, p.author, p.author_name, p.body, q.votes, p.published as at, q.expert
               from chat_questions q cross join posts p
               where q.event = $1 and q.state not in ('hidden', 'joined') and p.id = q.post and p.state = 'published'
               order by q.post limit $2";
    let asked: Vec<Asked> = tx.rows(sql, args![event.id, MOST]).await?;
    let sql = "select member from event_people where event = $1 order by case role when 'expert' then 0 else 1 end, rank limit 1";
    let expert: Option<Id> = tx.value(sql, args![event.id]).await?;
    let mut recorded = Recorded::default();
    for one in &asked {
        let question = question(tx, event, space, one).await?;
        if answers(tx, event, question, one).await? {
            recorded.answered += 1;
        } else {
            recorded.open += 1;
            hand_over(tx, viewer, question, one.expert.or(expert)).await?;
        }
        tx.execute("update chat_questions set question = $1 where post = $2", args![question, one.post]).await?;
    }
    let sql = "insert into chats (event, state, recorded) values ($1, 'over', $2)
               on conflict (event) do update set state = 'over', recorded = excluded.recorded";
    tx.execute(sql, args![event.id, tx.now()]).await?;
    touch(tx, viewer, event).await?;
    journal::record(tx, Event::new("events.recorded", viewer.member, event.id).within(event.space)).await?;
    Ok(recorded)
}

async fn question(tx: &Tx, event: &Post, space: Id, one: &Asked) -> Result<Id> {
    let named: String = event.title.chars().filter(|c| !matches!(c, '[' | ']' | '\\')).collect();
    let post = Imported {
        source_key: format!("chat:{}", one.post),
        kind: String::new(),
        author: one.author,
        author_name: one.author_name.clone(),
        space,
        title: kernel::text::excerpt(&one.body, MOST_TITLE),
        summary: String::new(),
        // Where it was asked stands below it.
        body: format!("{}\n\n[{named}](/events/{})", one.body, event.id),
        tags: Vec::new(),
        at: one.at,
        cover: None,
    };
    let new = ImportedQuestion { post, score: one.votes, active: tx.now(), closed: None, closing: "" };
    let (Outcome::New(id) | Outcome::Changed(id) | Outcome::Unchanged(id)) = put_question(tx, &new).await?;
    Ok(id)
}

/// Whether there was an answer. The first is the accepted one.
async fn answers(tx: &Tx, event: &Post, question: Id, one: &Asked) -> Result<bool> {
    let sql = "select p.id, p.author, p.author_name, p.body, p.published as at from posts p
               where p.root = $1 and p.parent = $2 and p.kind = $3 and p.state = 'published' order by p.id limit 50";
    let given: Vec<Answered> = tx.rows(sql, args![event.id, one.post, CHAT_ANSWER]).await?;
    for (nth, answer) in given.iter().enumerate() {
        let new = ImportedAnswer {
            source_key: format!("chat-answer:{}", answer.id),
            question,
            author: answer.author,
            author_name: answer.author_name.clone(),
            body: answer.body.clone(),
            at: answer.at,
            score: 0,
            accepted: nth == 0,
        };
        put_answer(tx, &new).await?;
    }
    Ok(!given.is_empty())
}

/// What was not answered waits in the queue, with somebody to whom it is offered.
async fn hand_over(tx: &Tx, viewer: &Viewer, question: Id, owner: Option<Id>) -> Result<()> {
    let Some(owner) = owner else { return Ok(()) };
    let post = find(tx, viewer, question).await?;
    routing::ops::offer(tx, viewer.member, &post, owner, &[]).await.map(drop)
}
