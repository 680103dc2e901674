//! What is done with an incident.

use super::types::{Incident, Plan, Statement};
use community::spaces::{self, Audience, Joining, NewSpace, SpaceRole};
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::languages::Language;
use kernel::viewer::{Editable, Viewer};
use serde_json::json;

const MOST_LINES: usize = 100;
const MOST_TEXT: usize = 20_000;

pub struct NewIncident {
    pub name: String,
    pub exercise: bool,
    pub origin: String,
    pub people: Vec<Id>,
}

/// The lines of a text that say something.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).take(MOST_LINES)
}

/// Opens an incident: its room, those who are needed in it, and the checklist of its plan.
pub async fn open(tx: &Tx, viewer: &Viewer, new: &NewIncident, plan: &Plan) -> Result<Id> {
    let by = viewer.signed_in()?;
    let mut checks = Checks::new();
    checks.require(!new.name.trim().is_empty(), "name", "required");
    checks.at_most(&new.name, 100, "name");
    checks.finish()?;
    let id = tx.id();
    let room = NewSpace {
        slug: format!("incident-{id}"),
        name: new.name.trim().to_owned(),
        audience: Audience::Secret,
        joining: Joining::Invite,
        ..NewSpace::default()
    };
    let space = spaces::ops::create(tx, Some(by), &room).await?;
    for person in new.people.iter().filter(|person| **person != by) {
        spaces::ops::set_membership(tx, space, *person, SpaceRole::Member).await?;
    }
    let sql = "insert into incidents (id, name, plan, roles, informs, statements, exercise, origin, space, opened,
                   opened_by, review)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '')";
    let args = args![
        id,
        new.name.trim(),
        &plan.name,
        &plan.roles,
        &plan.informs,
        serde_json::to_string(&plan.statements)?,
        new.exercise,
        &new.origin,
        space,
        tx.now(),
        by
    ];
    tx.execute(sql, args).await?;
    for line in lines(&plan.checklist) {
        step(tx, id, line, false, None).await?;
    }
    for person in new.people.iter().filter(|person| **person != by) {
        let named = Event::new("incidents.named", Some(by), id).within(Some(space));
        journal::record(tx, named.with(json!({ "member": person, "name": new.name.trim() }))).await?;
    }
    let details = json!({ "name": new.name.trim(), "exercise": new.exercise, "origin": new.origin });
    journal::record(tx, Event::new("incidents.opened", Some(by), id).within(Some(space)).with(details)).await?;
    Ok(id)
}

async fn step(tx: &Tx, incident: Id, text: &str, task: bool, owner: Option<Id>) -> Result<()> {
    let sql = "insert into incident_steps (id, incident, task, text, owner) values ($1, $2, $3, $4, $5)";
    let text: String = text.chars().take(500).collect();
    tx.execute(sql, args![tx.id(), incident, task, text, owner]).await.map(drop)
}

/// Records a decision, a note or a statement.
pub async fn enter(
    tx: &Tx,
    viewer: &Viewer,
    incident: &Editable<Incident>,
    kind: &'static str,
    text: &str,
    post: Option<Id>,
) -> Result<()> {
    let mut checks = Checks::new();
    checks.require(!text.trim().is_empty(), "text", "required");
    checks.at_most(text, MOST_TEXT, "text");
    checks.finish()?;
    let by = viewer.signed_in()?;
    let sql = "insert into incident_entries (id, incident, kind, member, at, text, post)
               values ($1, $2, $3, $4, $5, $6, $7)";
    tx.execute(sql, args![tx.id(), incident.id, kind, by, tx.now(), text.trim(), post]).await?;
    let verb = match kind {
        "decision" => "incidents.decided",
        "statement" => "incidents.stated",
        _ => return Ok(()),
    };
    let details = json!({ "exercise": incident.exercise, "post": post });
    journal::record(tx, Event::new(verb, Some(by), incident.id).within(Some(incident.space)).with(details)).await
}

/// Ticks a step off; a step that was ticked is opened again.
pub async fn tick(tx: &Tx, viewer: &Viewer, incident: &Editable<Incident>, step: Id) -> Result<()> {
    let by = viewer.signed_in()?;
    let sql = "update incident_steps set done = case when done is null then cast($1 as bigint) end,
                   done_by = case when done is null then cast($2 as bigint) end
               where id = $3 and incident = $4";
    if tx.execute(sql, args![tx.now(), by, step, incident.id]).await? == 0 {
        return Err(Error::NotFound);
    }
    journal::record(tx, Event::new("incidents.ticked", Some(by), incident.id).within(Some(incident.space))).await
}

/// Closes it, with what was learned and who does what about it.
pub async fn close(
    tx: &Tx,
    viewer: &Viewer,
    incident: &Editable<Incident>,
    review: &str,
    tasks: &[(String, Option<Id>)],
) -> Result<()> {
    let mut checks = Checks::new();
    checks.require(!review.trim().is_empty(), "review", "required");
    checks.at_most(review, MOST_TEXT, "review");
    checks.finish()?;
    let sql = "update incidents set closed = $1, closed_by = $2, review = $3 where id = $4 and closed is null";
    if tx.execute(sql, args![tx.now(), viewer.member, review.trim(), incident.id]).await? == 0 {
        return Err(Error::Conflict("incidents-closed"));
    }
    for (task, owner) in tasks.iter().take(MOST_LINES) {
        step(tx, incident.id, task, true, *owner).await?;
    }
    let event = Event::new("incidents.closed", viewer.member, incident.id).within(Some(incident.space));
    journal::record(tx, event.with(json!({ "tasks": tasks.len() }))).await
}

/// Saves a plan under its name.
pub async fn save_plan(tx: &Tx, viewer: &Viewer, plan: &Plan) -> Result<()> {
    let mut checks = Checks::new();
    checks.require(!plan.name.trim().is_empty(), "name", "required");
    checks.at_most(&plan.name, 100, "name");
    for (text, field) in [(&plan.roles, "roles"), (&plan.checklist, "checklist"), (&plan.informs, "informs")] {
        checks.at_most(text, MOST_TEXT, field);
    }
    let good = |said: &Statement| {
        let audience = Audience::parse(&said.audience).is_some_and(|audience| audience <= Audience::Internal);
        audience && Language::parse(&said.language).is_some() && !said.title.trim().is_empty()
    };
    checks.require(plan.statements.iter().all(good), "statements", "incidents-statements");
    checks.finish()?;
    let statements = serde_json::to_string(&plan.statements)?;
    let sql = "update incident_plans set roles = $1, checklist = $2, informs = $3, statements = $4, changed = $5,
                   changed_by = $6 where name = $7";
    let name = plan.name.trim();
    let args = args![&plan.roles, &plan.checklist, &plan.informs, &statements, tx.now(), viewer.member, name];
    let id = tx.id();
    if tx.execute(sql, args).await? == 0 {
        let sql = "insert into incident_plans (id, name, roles, checklist, informs, statements, changed, changed_by)
                   values ($1, $2, $3, $4, $5, $6, $7, $8)";
        let args = args![id, name, &plan.roles, &plan.checklist, &plan.informs, &statements, tx.now(), viewer.member];
        tx.execute(sql, args).await?;
    }
    journal::record(tx, Event::new("incidents.planned", viewer.member, id).with(json!({ "name": name }))).await
}
