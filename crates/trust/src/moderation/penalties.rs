//! The ladder: note, reminder, restricted, suspended. Each step ends by itself, and an appeal that is won takes it back.

use super::types::Step;
use community::identity;
use kernel::app::App;
use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::jobs::Job;
use kernel::journal::{self, Event};
use kernel::record;
use serde::Serialize;
use serde_json::json;
use std::time::Duration;
use utoipa::ToSchema;

const EVERY: Duration = Duration::from_secs(60);
/// Ended in one transaction.
const AT_ONCE: i64 = 100;

record! {
    /// A step that somebody stands on.
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct Penalty {
        pub id: Id,
        pub step: Step,
        pub decision: Id,
        pub since: Millis,
        pub until: Millis,
        pub lifted: Option<Millis>,
    }
}

/// What stands against a member now, the last first.
pub async fn standing(tx: &Tx, member: Id) -> Result<Vec<Penalty>> {
    let sql = "select id, step, decision, since, until, lifted from moderation_penalties
               where member = $1 and lifted is null and until > $2 order by id desc limit 50";
    tx.rows(sql, args![member, tx.now()]).await
}

/// Whoever is restricted may not write; reading, reporting and appealing stay.
pub async fn may_write(tx: &Tx, member: Id) -> Result<()> {
    let sql = "select 1 from moderation_penalties where member = $1 and lifted is null and until > $2
               and step in ('restricted', 'suspended') limit 1";
    match tx.value::<i64>(sql, args![member, tx.now()]).await? {
        Some(_) => Err(Error::Forbidden("restricted")),
        None => Ok(()),
    }
}

/// The next step of the ladder, at least `least`. Who cannot be suspended (the last administrator) is restricted.
pub async fn penalise(tx: &Tx, actor: Id, member: Id, decision: Id, least: Option<Step>) -> Result<Step> {
    let last = standing(tx, member).await?.iter().map(|penalty| penalty.step).max();
    let mut step = Step::next(last).max(least.unwrap_or(Step::Note));
    if step == Step::Suspended {
        match identity::ops::suspend(tx, Some(actor), member).await {
            Err(Error::Conflict("identity-last-administrator")) => step = Step::Restricted,
            suspended => suspended?,
        }
    }
    let (now, id) = (tx.now(), tx.id());
    let until = now + step.lasts();
    let sql =
        "insert into moderation_penalties (id, member, step, decision, since, until) values ($1, $2, $3, $4, $5, $6)";
    tx.execute(sql, args![id, member, step.word(), decision, now, until]).await?;
    let details = json!({ "member": member, "step": step, "decision": decision, "until": until });
    journal::record(tx, Event::new("moderation.penalised", Some(actor), id).with(details)).await?;
    Ok(step)
}

/// A note, where none and nothing harder stands against them.
pub async fn note(tx: &Tx, actor: Id, member: Id, decision: Id) -> Result<Option<Step>> {
    if standing(tx, member).await?.is_empty() {
        return penalise(tx, actor, member, decision, None).await.map(Some);
    }
    Ok(None)
}

/// Takes back what a decision brought.
pub async fn lift_of(tx: &Tx, actor: Option<Id>, decision: Id) -> Result<()> {
    let sql = "select id, member, step from moderation_penalties where decision = $1 and lifted is null";
    for (id, member, step) in tx.rows::<(Id, Id, Step)>(sql, args![decision]).await? {
        lift(tx, actor, id, member, step, "reversed").await?;
    }
    Ok(())
}

async fn lift(tx: &Tx, actor: Option<Id>, id: Id, member: Id, step: Step, why: &str) -> Result<()> {
    let sql = "update moderation_penalties set lifted = $1 where id = $2 and lifted is null";
    if tx.execute(sql, args![tx.now(), id]).await? == 0 {
        return Ok(());
    }
    let others = "select 1 from moderation_penalties where member = $1 and step = 'suspended' and lifted is null
                  and until > $2 limit 1";
    if step == Step::Suspended && tx.value::<i64>(others, args![member, tx.now()]).await?.is_none() {
        identity::ops::end_suspension(tx, actor, member).await?;
    }
    let details = json!({ "member": member, "step": step, "why": why });
    journal::record(tx, Event::new("moderation.lifted", actor, id).with(details)).await
}

/// Ends what is over.
pub fn job() -> Job {
    Job::new("moderation.penalties", EVERY, |app: &App| {
        let app = app.clone();
        Box::pin(async move { end_due(&app).await })
    })
}

/// Ends what is over by now; whether there may be more.
pub async fn end_due(app: &App) -> Result<bool> {
    app.db
        .write(async move |tx: &Tx| {
            let sql = "select id, member, step from moderation_penalties where lifted is null and until <= $1
                       order by until limit $2";
            let due: Vec<(Id, Id, Step)> = tx.rows(sql, args![tx.now(), AT_ONCE]).await?;
            for (id, member, step) in &due {
                lift(tx, None, *id, *member, *step, "over").await?;
            }
            Ok(i64::try_from(due.len()).unwrap_or(0) == AT_ONCE)
        })
        .await
}
