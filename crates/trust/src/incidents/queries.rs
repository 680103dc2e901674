//! What the pages of incidents read.

use super::types::{Incident, Moment, Plan, Statement, Step};
use community::identity::faces;
use community::spaces::access::JOINED;
use community::viewer_args;
use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::record;
use kernel::viewer::Viewer;
use serde::Serialize;
use utoipa::ToSchema;

const MOST_STEPS: i64 = 300;
const MOST_MOMENTS: i64 = 200;

record! {
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct Listed {
        pub id: Id,
        pub name: String,
        pub exercise: bool,
        pub opened: Millis,
        pub closed: Option<Millis>,
        /// Steps that are not done yet.
        pub left: i64,
    }
}

/// Those whose room the viewer is in, the newest first.
pub async fn list(tx: &Tx, viewer: &Viewer, before: Id, most: i64) -> Result<Vec<Listed>> {
    let sql = format!(
        "select i.id, i.name, i.exercise, i.opened, i.closed,
                (select count(*) from incident_steps t where t.incident = i.id and t.done is null) as left
         from incidents i where i.space in ({JOINED}) and i.id < $4
           and cast($2 as bigint) >= 0 and cast($3 as bigint) >= 0 order by i.id desc limit $5"
    );
    tx.rows(&sql, viewer_args![viewer, before, most]).await
}

type PlanRow = (String, String, String, String, String);

pub async fn plans(tx: &Tx) -> Result<Vec<Plan>> {
    let sql = "select name, roles, checklist, informs, statements from incident_plans order by name limit 100";
    let plan = |(name, roles, checklist, informs, statements): PlanRow| Plan {
        name,
        roles,
        checklist,
        informs,
        statements: serde_json::from_str::<Vec<Statement>>(&statements).unwrap_or_default(),
    };
    Ok(tx.rows::<PlanRow>(sql, &[]).await?.into_iter().map(plan).collect())
}

pub async fn steps(tx: &Tx, incident: Id) -> Result<Vec<Step>> {
    let sql =
        "select id, text, task, owner, done, done_by from incident_steps where incident = $1 order by id limit $2";
    type Row = (Id, String, i64, Option<Id>, Option<Millis>, Option<Id>);
    let rows: Vec<Row> = tx.rows(sql, args![incident, MOST_STEPS]).await?;
    let people: Vec<Id> = rows.iter().flat_map(|row| row.3.into_iter().chain(row.5)).collect();
    let faces = faces(tx, &people).await?;
    let step = |(id, text, task, owner, done, done_by): Row| Step {
        id,
        text,
        task: task == 1,
        owner: owner.and_then(|owner| faces.get(&owner).cloned()),
        done,
        done_by: done_by.and_then(|by| faces.get(&by).cloned()),
    };
    Ok(rows.into_iter().map(step).collect())
}

/// What was decided, noted and said, and what happened in the room, the newest first.
pub async fn timeline(tx: &Tx, incident: &Incident) -> Result<Vec<Moment>> {
    let sql = "select kind, member, at, text, post from incident_entries where incident = $1 order by id desc limit $2";
    type Entered = (String, Id, Millis, String, Option<Id>);
    let entered: Vec<Entered> = tx.rows(sql, args![incident.id, MOST_MOMENTS]).await?;
    // The room is young: what is of it in the journal lies behind its first row.
    let sql = "select j.verb, j.actor, j.at, coalesce(p.title, ''), j.object from posts p cross join journal j
               where p.space = $1 and j.object = p.id and j.verb in ('posts.published', 'posts.commented')
               order by j.seq desc limit $2";
    type Written = (String, Option<Id>, Millis, String, Id);
    let written: Vec<Written> = tx.rows(sql, args![incident.space, MOST_MOMENTS]).await?;
    let sql = "select verb, actor, at, '', object from journal where object in ($1, $3) order by seq desc limit $2";
    let changed: Vec<Written> = tx.rows(sql, args![incident.space, MOST_MOMENTS, incident.id]).await?;
    let people: Vec<Id> = entered
        .iter()
        .map(|row| row.1)
        .chain(written.iter().filter_map(|row| row.1))
        .chain(changed.iter().filter_map(|row| row.1))
        .collect();
    let faces = faces(tx, &people).await?;
    let face = |id: Option<Id>| id.and_then(|id| faces.get(&id).cloned());
    let mut moments: Vec<Moment> = Vec::new();
    for (kind, member, at, text, post) in entered {
        moments.push(Moment {
            at,
            kind,
            who: face(Some(member)),
            text,
            url: post.map(|post| format!("/posts/{post}")),
        });
    }
    for (kind, actor, at, text, object) in written {
        moments.push(Moment { at, kind, who: face(actor), text, url: Some(format!("/posts/{object}")) });
    }
    for (kind, actor, at, ..) in changed {
        moments.push(Moment { at, text: String::new(), kind, who: face(actor), url: None });
    }
    moments.sort_by_key(|moment| std::cmp::Reverse(moment.at));
    moments.truncate(usize::try_from(MOST_MOMENTS).unwrap_or(usize::MAX));
    Ok(moments)
}
