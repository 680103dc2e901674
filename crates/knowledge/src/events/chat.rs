//! A live chat: questions are gathered and voted on, taken up one after the other, and answered by experts.
//!
//! A question and its answers are posts below the event, so that who may read and who may remove them is as with all
//! posts. What changes is told to open pages by one row of the journal, however many are there.

use super::access;
use super::types::LIVE_CHAT;
use community::identity::{Face, faces};
use community::posts::comments;
use community::posts::types::{Post, Prepared};
use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::record;
use kernel::text::fold;
use kernel::viewer::{Editable, Seen, Viewer};
use kernel::web::input;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;

/// The words of the kinds of posts.
pub const CHAT_QUESTION: &str = "chat-question";
pub const CHAT_ANSWER: &str = "chat-answer";

pub const MOST_QUESTION: usize = 500;
pub const MOST_ANSWER: usize = 10_000;
/// Questions of one member in one chat.
const MOST_OF_ONE: i64 = 20;
/// Questions that are shown, the weightiest first.
const MOST: i64 = 300;

#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct AskForm {
    pub body: String,
    /// The same for every attempt at one question.
    pub once: String,
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ChatForm {
    /// gathering, live or over.
    pub state: String,
}

/// What the desk does with a question; what is left out stays.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct DeskForm {
    /// waiting, taken or hidden.
    pub state: String,
    /// first or last.
    pub order: String,
    /// The handle of the expert who answers it.
    pub expert: String,
    /// The question that asks the same.
    #[serde(deserialize_with = "input::text")]
    pub into: String,
}

/// A live chat as it stands.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChatView {
    pub event: Id,
    /// gathering, live or over.
    pub state: String,
    pub recorded: Option<Millis>,
    pub items: Vec<ChatQuestion>,
    pub may_run: bool,
    pub may_answer: bool,
    /// Who answers: questions are handed to them.
    pub experts: Vec<Face>,
    /// Drawn with what the desk does.
    #[serde(skip)]
    pub desk: bool,
}

impl ChatView {
    pub fn is(&self, state: &str) -> bool {
        self.state == state
    }

    /// Those that another one can be joined to.
    pub fn others<'a>(&'a self, id: &'a Id) -> impl Iterator<Item = &'a ChatQuestion> {
        self.items.iter().filter(move |other| other.id != *id && other.state != "hidden")
    }
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChatQuestion {
    pub id: Id,
    pub author: Option<Face>,
    pub text: String,
    pub votes: i64,
    pub voted: bool,
    pub mine: bool,
    /// waiting, taken, answered or hidden.
    pub state: String,
    /// To whom it was handed.
    pub expert: Option<Face>,
    /// How many others asked the same.
    pub joined: i64,
    pub answers: Vec<ChatAnswer>,
    /// Where it is on record.
    pub url: Option<String>,
}

impl ChatQuestion {
    pub fn short(&self) -> String {
        kernel::text::excerpt(&self.text, 60)
    }
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChatAnswer {
    pub id: Id,
    pub author: Option<Face>,
    /// Sanitised HTML.
    pub html: String,
}

/// The state of a live chat, and when it went on record; not found for an event of another type.
pub async fn standing(tx: &Tx, event: Id) -> Result<(String, Option<Millis>)> {
    let sql = "select coalesce(c.state, 'gathering'), c.recorded from events e left join chats c on c.event = e.post
               where e.post = $1 and e.kind = $2";
    tx.row(sql, args![event, LIVE_CHAT]).await?.ok_or(Error::NotFound)
}

record! {
    struct Row {
        id: Id,
        author: Option<Id>,
        body: String,
        votes: i64,
        voted: bool,
        state: String,
        expert: Option<Id>,
        joined: i64,
        question: Option<Id>,
    }
}

/// The chat with its questions: what is answered now first, then what waits in the order of the desk and of votes.
pub async fn view(tx: &Tx, viewer: &Viewer, event: &Seen<Post>) -> Result<ChatView> {
    let (state, recorded) = standing(tx, event.id).await?;
    let may_run = viewer.member.is_some() && access::may_run(tx, viewer, event).await?;
    let may_answer = may_run || access::answers(tx, viewer, event.id).await?;
    let sql = "select q.post as id, p.author, p.body, q.votes,
                 exists (select 1 from chat_votes v where v.question = q.post and v.member = $2) as voted, q.state, q.expert,
                 (select count(*) from chat_questions j where j.event = $1 and j.joined = q.post) as joined, q.question
               from chat_questions q cross join posts p
               where q.event = $1 and p.id = q.post and p.state = 'published' and q.state <> 'joined'
                 and (q.state <> 'hidden' or cast($3 as bigint) = 1)
               order by case q.state when 'taken' then 0 when 'waiting' then 1 when 'answered' then 2 else 3 end, q.rank,
                 q.votes desc, q.post limit $4";
    let rows: Vec<Row> = tx.rows(sql, args![event.id, viewer.id(), may_run, MOST]).await?;
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let mut answers = answers(tx, event.id, &ids).await?;
    let members: Vec<Id> = rows.iter().flat_map(|row| [row.author, row.expert]).flatten().collect();
    let known = faces(tx, &members).await?;
    let items = rows.into_iter().map(|row| ChatQuestion {
        author: row.author.and_then(|author| known.get(&author).cloned()),
        expert: row.expert.and_then(|expert| known.get(&expert).cloned()),
        answers: answers.remove(&row.id).unwrap_or_default(),
        url: row.question.map(crate::questions::types::question_path),
        mine: row.author.is_some_and(|author| viewer.is(author)),
        id: row.id,
        text: row.body,
        votes: row.votes,
        voted: row.voted,
        state: row.state,
        joined: row.joined,
    });
    let items = items.collect();
    let (_, experts) = super::queries::people(tx, event.id).await?;
    Ok(ChatView { event: event.id, state, recorded, items, may_run, may_answer, experts, desk: false })
}

async fn answers(tx: &Tx, event: Id, questions: &[Id]) -> Result<HashMap<Id, Vec<ChatAnswer>>> {
    let mut found: HashMap<Id, Vec<ChatAnswer>> = HashMap::new();
    if questions.is_empty() {
        return Ok(found);
    }
    let sql = "select p.parent, p.id, p.author, p.html from posts p
               where p.root = $1 and p.kind = $2 and p.state = 'published' and p.parent in (each($3)) order by p.id";
    let rows: Vec<(Id, Id, Option<Id>, String)> = tx.rows(sql, args![event, CHAT_ANSWER, questions]).await?;
    let authors: Vec<Id> = rows.iter().filter_map(|(_, _, author, _)| *author).collect();
    let known = faces(tx, &authors).await?;
    for (question, id, author, html) in rows {
        let author = author.and_then(|author| known.get(&author).cloned());
        found.entry(question).or_default().push(ChatAnswer { id, author, html });
    }
    Ok(found)
}

pub fn check(body: &str, most: usize) -> Result<()> {
    let mut checks = Checks::new();
    checks.require(!body.trim().is_empty(), "body", "required");
    checks.at_most(body, most, "body");
    checks.finish()
}

/// Asks. Who asks what was asked already votes for it.
pub async fn ask(
    tx: &Tx,
    viewer: &Viewer,
    event: &Seen<Post>,
    body: &str,
    prepared: &Prepared,
    once: Option<&str>,
) -> Result<Id> {
    open(tx, event.id).await?;
    if let Some(first) = comments::made(tx, viewer, event.id, once).await? {
        return Ok(first);
    }
    let key = fold(body.trim().trim_end_matches(['?', '!', '.', '؟']));
    let sql = "select q.post from chat_questions q cross join posts p
               where q.event = $1 and q.text_key = $2 and q.state not in ('hidden', 'joined') and p.id = q.post
                 and p.state = 'published' order by q.post limit 1";
    if let Some(same) = tx.value::<Id>(sql, args![event.id, &key]).await? {
        vote(tx, viewer, event, same, true).await?;
        return Ok(same);
    }
    let sql = "select count(*) from chat_questions q cross join posts p where q.event = $1 and p.id = q.post and p.author = $2";
    if tx.value::<i64>(sql, args![event.id, viewer.signed_in()?]).await?.unwrap_or(0) >= MOST_OF_ONE {
        return Err(Error::field("body", "events-chat-enough"));
    }
    let id = comments::write(tx, viewer, CHAT_QUESTION, event, None, body.trim(), prepared).await?;
    comments::remember(tx, id, once).await?;
    let sql =
        "insert into chat_questions (post, event, text_key, votes, rank, state) values ($1, $2, $3, 1, 0, 'waiting')";
    tx.execute(sql, args![id, event.id, &key]).await?;
    let sql = "insert into chat_votes (question, member) values ($1, $2)";
    tx.execute(sql, args![id, viewer.signed_in()?]).await?;
    Ok(id)
}

/// What is over takes nothing more.
async fn open(tx: &Tx, event: Id) -> Result<()> {
    if standing(tx, event).await?.0 == "over" { Err(Error::Conflict("events-chat-over")) } else { Ok(()) }
}

/// A question of this chat that can be seen.
async fn find(tx: &Tx, event: Id, question: Id) -> Result<String> {
    let sql = "select q.state from chat_questions q cross join posts p
               where q.post = $1 and q.event = $2 and p.id = q.post and p.state = 'published'";
    tx.value(sql, args![question, event]).await?.ok_or(Error::NotFound)
}

/// Votes for a question to be taken up, or takes that back.
pub async fn vote(tx: &Tx, viewer: &Viewer, event: &Seen<Post>, question: Id, wanted: bool) -> Result<()> {
    open(tx, event.id).await?;
    if matches!(find(tx, event.id, question).await?.as_str(), "hidden" | "joined") {
        return Err(Error::NotFound);
    }
    let member = viewer.signed_in()?;
    let sql = if wanted {
        "insert into chat_votes (question, member) values ($1, $2) on conflict (question, member) do nothing"
    } else {
        "delete from chat_votes where question = $1 and member = $2"
    };
    if tx.execute(sql, args![question, member]).await? == 0 {
        return Ok(());
    }
    let sql = "update chat_questions set votes = votes + $1 where post = $2";
    tx.execute(sql, args![if wanted { 1i64 } else { -1 }, question]).await?;
    touch(tx, viewer, event).await
}

/// Opens the chat, begins it, or ends it.
pub async fn set_state(tx: &Tx, viewer: &Viewer, event: &Editable<Post>, state: &str) -> Result<()> {
    if !matches!(state, "gathering" | "live" | "over") {
        return Err(Error::field("state", "not-a-choice"));
    }
    standing(tx, event.id).await?;
    let sql =
        "insert into chats (event, state) values ($1, $2) on conflict (event) do update set state = excluded.state";
    tx.execute(sql, args![event.id, state]).await?;
    touch(tx, viewer, event).await
}

/// What the desk does with a question.
pub async fn arrange(tx: &Tx, viewer: &Viewer, event: &Editable<Post>, question: Id, form: &DeskForm) -> Result<()> {
    standing(tx, event.id).await?;
    if find(tx, event.id, question).await? == "joined" {
        return Err(Error::NotFound);
    }
    match form.state.as_str() {
        "" => {}
        "taken" => {
            // One is taken at a time; what had been taken without an answer waits again.
            let sql = "update chat_questions set state = 'waiting' where event = $1 and state = 'taken'";
            tx.execute(sql, args![event.id]).await?;
            tx.execute("update chat_questions set state = 'taken' where post = $1", args![question]).await?;
        }
        state @ ("waiting" | "hidden") => {
            tx.execute("update chat_questions set state = $1 where post = $2", args![state, question]).await?;
        }
        _ => return Err(Error::field("state", "not-a-choice")),
    }
    let end = match form.order.as_str() {
        "" => None,
        "first" => Some("(select min(o.rank) - 1 from chat_questions o where o.event = $1)"),
        "last" => Some("(select max(o.rank) + 1 from chat_questions o where o.event = $1)"),
        _ => return Err(Error::field("order", "not-a-choice")),
    };
    if let Some(end) = end {
        tx.execute(&format!("update chat_questions set rank = {end} where post = $2"), args![event.id, question])
            .await?;
    }
    if !form.expert.is_empty() {
        let sql = "select w.member from event_people w cross join members m where w.event = $1 and m.id = w.member
                   and m.handle = $2 limit 1";
        let expert: Option<Id> = tx.value(sql, args![event.id, form.expert.trim_start_matches('@')]).await?;
        let expert = expert.ok_or_else(|| Error::field("expert", "events-chat-expert"))?;
        tx.execute("update chat_questions set expert = $1 where post = $2", args![expert, question]).await?;
    }
    if !form.into.is_empty() {
        join(tx, event.id, question, &form.into).await?;
    }
    touch(tx, viewer, event).await
}

/// Joins a question to another that asks the same: votes go over, each member has one.
async fn join(tx: &Tx, event: Id, question: Id, into: &str) -> Result<()> {
    let into: Id = into.parse().map_err(|_| Error::field("into", "not-found"))?;
    let other = match find(tx, event, into).await {
        Err(Error::NotFound) => return Err(Error::field("into", "not-found")),
        other => other?,
    };
    if into == question || other == "joined" {
        return Err(Error::field("into", "events-chat-joined"));
    }
    let sql = "insert into chat_votes (question, member) select cast($1 as bigint), v.member from chat_votes v
               where v.question = $2 on conflict (question, member) do nothing";
    tx.execute(sql, args![into, question]).await?;
    let sql =
        "update chat_questions set votes = (select count(*) from chat_votes v where v.question = $1) where post = $1";
    tx.execute(sql, args![into]).await?;
    // What was joined to it before goes along.
    tx.execute("update chat_questions set joined = $1 where joined = $2", args![into, question]).await?;
    let sql = "update chat_questions set state = 'joined', joined = $1 where post = $2";
    tx.execute(sql, args![into, question]).await.map(drop)
}

/// An expert or a host answers.
pub async fn answer(
    tx: &Tx,
    viewer: &Viewer,
    event: &Seen<Post>,
    question: Id,
    body: &str,
    prepared: &Prepared,
) -> Result<Id> {
    standing(tx, event.id).await?;
    if !access::may_run(tx, viewer, event).await? && !access::answers(tx, viewer, event.id).await? {
        return Err(Error::Forbidden("events-experts-only"));
    }
    if matches!(find(tx, event.id, question).await?.as_str(), "joined" | "hidden") {
        return Err(Error::NotFound);
    }
    let parent = community::posts::access::find(tx, viewer, question).await?;
    let id = comments::write(tx, viewer, CHAT_ANSWER, event, Some(&parent), body, prepared).await?;
    tx.execute("update chat_questions set state = 'answered' where post = $1", args![question]).await?;
    touch(tx, viewer, event).await?;
    Ok(id)
}

/// Open pages of the event draw anew what hangs on it.
pub async fn touch(tx: &Tx, viewer: &Viewer, event: &Post) -> Result<()> {
    journal::record(tx, Event::new("live.touched", viewer.member, event.id).within(event.space)).await
}
