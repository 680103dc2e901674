//! Offering a question, and what one does with what one was offered.

use super::reasons;
use crate::experts;
use crate::questions::types::QUESTION_KIND;
use community::identity::queries::viewer_of;
use community::people::{self, Proof};
use community::posts::access::find;
use community::posts::types::Post;
use community::spaces::types::Space;
use kernel::args;
use kernel::clock::DAY;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::viewer::{Editable, Seen, Viewer};
use serde_json::json;

/// How many questions somebody is offered in seven days, unless they chose another number.
pub const WEEKLY: i64 = 3;
pub const MOST_WEEKLY: i64 = 50;
const WEEK: i64 = 7 * DAY;

/// The longest target of a space, in hours.
pub const MOST_HOURS: i64 = 720;

/// What became of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offered {
    Yes,
    /// It had been offered to them before.
    Already,
    /// They may not read it, or have as many as they want.
    Hidden,
    Enough,
}

/// Offers a question to a member; `by` names who thought of them. Doing it twice offers it once.
pub async fn offer(tx: &Tx, by: Option<Id>, question: &Post, member: Id, because: &[Proof]) -> Result<Offered> {
    let sql = "select count(*) from routing_offers where question = $1 and member = $2";
    if tx.value::<i64>(sql, args![question.id, member]).await?.unwrap_or(0) > 0 {
        return Ok(Offered::Already);
    }
    if !may_read(tx, member, question.id).await? {
        return Ok(Offered::Hidden);
    }
    let sql = "select count(*) from routing_offers where member = $1 and at > $2";
    let lately: i64 = tx.value(sql, args![member, tx.now() - WEEK]).await?.unwrap_or(0);
    if lately >= weekly(tx, member).await? {
        return Ok(Offered::Enough);
    }
    let id = tx.id();
    let sql = "insert into routing_offers (id, question, member, by_member, because, state, at)
               values ($1, $2, $3, $4, $5, 'open', $6) on conflict (question, member) do nothing";
    let because = reasons::keep(because)?;
    if tx.execute(sql, args![id, question.id, member, by, because, tx.now()]).await? == 0 {
        return Ok(Offered::Already);
    }
    let event = Event::new("questions.offered", by, question.id).within(question.space);
    journal::record(tx, event.with(json!({ "offer": id, "member": member }))).await?;
    Ok(Offered::Yes)
}

async fn may_read(tx: &Tx, member: Id, question: Id) -> Result<bool> {
    let viewer = match viewer_of(tx, member).await {
        Err(Error::NotFound) => return Ok(false),
        viewer => viewer?,
    };
    match find(tx, &viewer, question).await {
        Err(Error::NotFound) => Ok(false),
        found => found.map(|post| post.kind == QUESTION_KIND && post.state == "published"),
    }
}

pub async fn weekly(tx: &Tx, member: Id) -> Result<i64> {
    let sql = "select weekly from routing_choices where member = $1";
    Ok(tx.value(sql, args![member]).await?.unwrap_or(WEEKLY))
}

pub async fn choose(tx: &Tx, viewer: &Viewer, weekly: i64) -> Result<()> {
    if !(0..=MOST_WEEKLY).contains(&weekly) {
        return Err(Error::field("weekly", "routing-weekly"));
    }
    let sql = "insert into routing_choices (member, weekly) values ($1, $2)
               on conflict (member) do update set weekly = excluded.weekly";
    tx.execute(sql, args![viewer.signed_in()?, weekly]).await.map(drop)
}

/// Declines: one is offered less of what is like it. The reason is for the ranking's keepers, not for who asked.
pub async fn decline(tx: &Tx, viewer: &Viewer, question: &Seen<Post>, reason: &str) -> Result<()> {
    let member = viewer.signed_in()?;
    settle(tx, member, question.id, "declined").await?;
    experts::decline(tx, member, question.id, reason).await?;
    journal::record(tx, Event::new("questions.declined", viewer.member, question.id).within(question.space)).await
}

/// Hands the question over to somebody who may read it.
pub async fn hand_over(tx: &Tx, viewer: &Viewer, question: &Seen<Post>, to: &str) -> Result<()> {
    let member = viewer.signed_in()?;
    name(tx, viewer, question, to).await?;
    settle(tx, member, question.id, "handed").await
}

/// Asks a person directly: who asked the question names them.
pub async fn ask(tx: &Tx, viewer: &Viewer, question: &Seen<Post>, whom: &str) -> Result<()> {
    if !question.is_by(viewer) {
        return Err(Error::Forbidden("questions-asker-only"));
    }
    name(tx, viewer, question, whom).await
}

async fn name(tx: &Tx, viewer: &Viewer, question: &Post, handle: &str) -> Result<()> {
    let handle = handle.trim().trim_start_matches('@').to_lowercase();
    let named = match people::access::find(tx, viewer, &handle).await {
        Err(Error::NotFound) => return Err(Error::field("person", "not-found")),
        named => named?.id,
    };
    if viewer.is(named) || question.hand() == Some(named) {
        return Err(Error::field("person", "routing-oneself"));
    }
    match offer(tx, question.actor(viewer), question, named, &[]).await? {
        Offered::Yes | Offered::Already => Ok(()),
        Offered::Hidden => Err(Error::field("person", "not-found")),
        Offered::Enough => Err(Error::field("person", "routing-enough")),
    }
}

/// Within how many hours questions of the space shall have a first answer; none: whenever.
pub async fn set_target(tx: &Tx, by: Option<Id>, space: &Editable<Space>, hours: Option<i64>) -> Result<()> {
    match hours {
        None => tx.execute("delete from routing_targets where space = $1", args![space.id]).await?,
        Some(hours) => {
            let sql = "insert into routing_targets (space, hours) values ($1, $2)
                       on conflict (space) do update set hours = excluded.hours";
            tx.execute(sql, args![space.id, hours]).await?
        }
    };
    let event = Event::new("questions.target-set", by, space.id).within(Some(space.id));
    journal::record(tx, event.with(json!({ "hours": hours }))).await
}

async fn settle(tx: &Tx, member: Id, question: Id, state: &'static str) -> Result<()> {
    let sql = "update routing_offers set state = $1 where question = $2 and member = $3 and state = 'open'";
    if tx.execute(sql, args![state, question, member]).await? == 0 { Err(Error::NotFound) } else { Ok(()) }
}
