//! What is done with a case: taken, talked about, decided, appealed.

use super::access::everywhere;
use super::types::{
    AppealForm, Case, Decision, DecisionForm, MOST_NOTE, MOST_REASON, NoteForm, OPINION, Outcome, PATIENT, State, Step,
    is_paragraph,
};
use super::{citing, penalties};
use community::posts::holding;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::viewer::{Editable, Seen, Viewer};
use serde_json::json;

/// Takes a case, or gives it to another who may see it; to nobody gives it back.
pub async fn assign(tx: &Tx, viewer: &Viewer, case: &Seen<Case>, to: Option<Id>) -> Result<()> {
    let sql = "update moderation_cases set assignee = $1 where id = $2 and state <> 'decided'";
    if tx.execute(sql, args![to, case.id]).await? == 0 {
        return Err(Error::Conflict("moderation-decided-already"));
    }
    let event = Event::new("moderation.assigned", viewer.member, case.id).within(case.space);
    journal::record(tx, event.with(json!({ "to": to }))).await
}

/// Says something to the other moderators; with an opinion it is the second one that was asked for.
pub async fn note(tx: &Tx, viewer: &Viewer, case: &Seen<Case>, form: &NoteForm) -> Result<()> {
    let member = viewer.signed_in()?;
    let mut checks = Checks::new();
    checks.require(!form.body.trim().is_empty(), "body", "required");
    checks.at_most(&form.body, MOST_NOTE, "body");
    checks.require(form.opinion.is_empty() || Outcome::parse(&form.opinion).is_some(), "opinion", "not-allowed");
    checks.finish()?;
    let sql = "insert into moderation_notes (id, case_id, author, body, opinion, at) values ($1, $2, $3, $4, $5, $6)";
    tx.execute(sql, args![tx.id(), case.id, member, form.body.trim(), &form.opinion, tx.now()]).await?;
    if !form.opinion.is_empty() && case.assignee != Some(member) {
        tx.execute("update moderation_cases set state = 'open' where id = $1 and state = 'second'", args![case.id])
            .await?;
    }
    let event = Event::new("moderation.noted", viewer.member, case.id).within(case.space);
    journal::record(tx, event.with(json!({ "opinion": form.opinion }))).await
}

/// Asks another moderator; the clock stops meanwhile.
pub async fn ask_for_opinion(tx: &Tx, viewer: &Viewer, case: &Seen<Case>) -> Result<()> {
    let sql = "update moderation_cases set state = 'second', due = due + $1, assignee = coalesce(assignee, $2)
               where id = $3 and state = 'open'";
    if tx.execute(sql, args![OPINION, viewer.id(), case.id]).await? == 0 {
        return Err(Error::Conflict("moderation-not-open"));
    }
    journal::record(tx, Event::new("moderation.second-asked", viewer.member, case.id).within(case.space)).await
}

/// What was sent to decide, checked.
#[derive(Debug, Clone)]
pub struct Verdict {
    pub outcome: Outcome,
    pub paragraph: String,
    /// POLICY#ANCHOR, or nothing.
    pub cites: String,
    pub reason: String,
}

pub fn check(form: &DecisionForm) -> Result<Verdict> {
    let outcome = Outcome::parse(&form.outcome);
    let mut checks = Checks::new();
    checks.require(outcome.is_some(), "outcome", "moderation-outcome");
    let keeps = outcome == Some(Outcome::Keep);
    let paragraph = if keeps && form.paragraph.is_empty() { "" } else { form.paragraph.as_str() };
    checks.require(paragraph.is_empty() && keeps || is_paragraph(paragraph), "paragraph", "moderation-paragraph");
    checks.require(!form.reason.trim().is_empty(), "reason", "moderation-why");
    checks.at_most(&form.reason, MOST_REASON, "reason");
    checks.finish()?;
    let outcome = outcome.ok_or_else(|| Error::field("outcome", "moderation-outcome"))?;
    let cites = form.cites.trim().to_owned();
    Ok(Verdict { outcome, paragraph: paragraph.to_owned(), cites, reason: form.reason.trim().to_owned() })
}

/// Decides a case, or an appeal against its decision. Answers the decision.
pub async fn decide(tx: &Tx, viewer: &Viewer, case: &Editable<Case>, verdict: &Verdict) -> Result<Id> {
    if !everywhere(viewer) && verdict.outcome == Outcome::Restrict {
        return Err(Error::field("outcome", "moderation-not-in-a-space"));
    }
    if case.is_profile() && matches!(verdict.outcome, Outcome::Hide | Outcome::Remove) {
        return Err(Error::field("outcome", "moderation-not-for-profiles"));
    }
    if case.state == State::Appealed {
        settle(tx, viewer, case, verdict).await
    } else {
        first(tx, viewer, case, verdict).await
    }
}

async fn first(tx: &Tx, viewer: &Viewer, case: &Case, verdict: &Verdict) -> Result<Id> {
    let (id, now) = (tx.id(), tx.now());
    let by = viewer.signed_in()?;
    let sql = "insert into moderation_decisions (id, case_id, kind, author, outcome, paragraph, reason, by_member, at,
                 appeal, reversed, answer, cites) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', 0, '', $10)";
    let cites = citing::kept(tx, &verdict.cites).await?;
    let outcome = verdict.outcome;
    let args = args![
        id,
        case.id,
        &case.kind,
        case.author,
        outcome.word(),
        &verdict.paragraph,
        &verdict.reason,
        by,
        now,
        cites
    ];
    tx.execute(sql, args).await?;
    act(tx, by, case, outcome, &verdict.paragraph).await?;
    let step = match (case.author, outcome) {
        (None, _) | (_, Outcome::Keep | Outcome::Edit) => None,
        (Some(author), Outcome::Restrict) => {
            Some(penalties::penalise(tx, by, author, id, Some(Step::Restricted)).await?)
        }
        // The ladder reaches beyond a space: who moderates one climbs no further than to the note.
        (Some(author), _) if !everywhere(viewer) => penalties::note(tx, by, author, id).await?,
        (Some(author), _) => Some(penalties::penalise(tx, by, author, id, None).await?),
    };
    close(tx, case, outcome, by).await?;
    let details = json!({
        "case": case.id, "thing": case.thing, "author": case.author, "outcome": outcome,
        "paragraph": verdict.paragraph, "step": step, "title": case.title,
    });
    journal::record(tx, Event::new("moderation.decided", Some(by), id).within(case.space).with(details)).await?;
    Ok(id)
}

/// Does to the thing what was decided.
async fn act(tx: &Tx, by: Id, case: &Case, outcome: Outcome, paragraph: &str) -> Result<()> {
    if case.is_profile() {
        return Ok(());
    }
    match outcome {
        Outcome::Keep => holding::release(tx, Some(by), case.thing).await,
        Outcome::Edit | Outcome::Hide | Outcome::Restrict => holding::hide(tx, Some(by), case.thing, paragraph).await,
        Outcome::Remove => holding::remove(tx, Some(by), case.thing, paragraph).await,
    }
    .map(drop)
}

/// What waits for its author to change it is not over; the rest is, and who reported it was right or not.
async fn close(tx: &Tx, case: &Case, outcome: Outcome, by: Id) -> Result<()> {
    let sql = "update moderation_cases set state = $1, decided = $2, assignee = $3 where id = $4";
    let state = if outcome == Outcome::Edit && !case.is_profile() { State::Returned } else { State::Decided };
    tx.execute(sql, args![state.word(), tx.now(), by, case.id]).await?;
    let sql = "update moderation_reports set outcome = $1 where case_id = $2 and outcome = 'waiting'";
    let said = if outcome == Outcome::Keep { "refused" } else { "upheld" };
    tx.execute(sql, args![said, case.id]).await.map(drop)
}

/// Its author does not agree: another moderator looks at it.
pub async fn appeal(tx: &Tx, by: Option<Id>, decision: &Editable<Decision>, form: &AppealForm) -> Result<()> {
    let mut checks = Checks::new();
    checks.require(!form.text.trim().is_empty(), "text", "moderation-appeal-why");
    checks.at_most(&form.text, MOST_REASON, "text");
    checks.finish()?;
    if decision.outcome == Outcome::Keep {
        return Err(Error::Conflict("moderation-nothing-to-appeal"));
    }
    let sql = "select 1 from moderation_cases c join moderation_cases o on o.thing = c.thing and o.id <> c.id
               and o.state <> 'decided' where c.id = $1";
    if tx.value::<i64>(sql, args![decision.case_id]).await?.is_some() {
        return Err(Error::Conflict("moderation-looked-at-again"));
    }
    let sql = "update moderation_decisions set appeal = $1, appealed = $2 where id = $3 and appealed is null";
    tx.execute(sql, args![form.text.trim(), tx.now(), decision.id]).await?;
    let sql = "update moderation_cases set state = 'appealed', assignee = null, due = $1 where id = $2";
    tx.execute(sql, args![tx.now() + PATIENT, decision.case_id]).await?;
    let details = json!({ "case": decision.case_id });
    journal::record(tx, Event::new("moderation.appealed", by, decision.id).with(details)).await
}

/// Decides an appeal. To keep the thing reverses the decision: post, counts and penalties are as they were before.
async fn settle(tx: &Tx, viewer: &Viewer, case: &Case, verdict: &Verdict) -> Result<Id> {
    let by = viewer.signed_in()?;
    let sql = "select id from moderation_decisions where case_id = $1 order by id desc limit 1";
    let decision: Id = tx.value(sql, args![case.id]).await?.ok_or(Error::NotFound)?;
    let reversed = verdict.outcome == Outcome::Keep;
    let sql = "update moderation_decisions set settled = $1, settled_by = $2, reversed = $3, answer = $4 where id = $5";
    tx.execute(sql, args![tx.now(), by, reversed, &verdict.reason, decision]).await?;
    act(tx, by, case, verdict.outcome, &verdict.paragraph).await?;
    // What is milder than before takes the penalty back as well.
    if reversed || verdict.outcome == Outcome::Edit {
        penalties::lift_of(tx, Some(by), decision).await?;
    }
    if reversed {
        let sql = "update moderation_reports set outcome = 'refused' where case_id = $1";
        tx.execute(sql, args![case.id]).await?;
    }
    let state = if verdict.outcome == Outcome::Edit && !case.is_profile() { State::Returned } else { State::Decided };
    let sql = "update moderation_cases set state = $1, decided = $2, assignee = $3 where id = $4";
    tx.execute(sql, args![state.word(), tx.now(), by, case.id]).await?;
    let details = json!({ "case": case.id, "author": case.author, "reversed": reversed, "title": case.title });
    journal::record(tx, Event::new("moderation.settled", Some(by), decision).within(case.space).with(details)).await?;
    Ok(decision)
}
