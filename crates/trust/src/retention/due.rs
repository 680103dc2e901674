//! `/retention/preview/items`: each conversation that a run would take away, and each that a hold keeps.

use super::run::{LOT, Lot, lot};
use axum::response::Response;
use community::spaces::Audience;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::web::Page;
use kernel::{args, record, screen, text};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// A page has at least so many, where there are as many.
const A_PAGE: usize = 100;
/// Lots that are looked through for one page.
const MOST_LOTS: usize = 100;

/// Something that is due.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Due {
    pub id: Id,
    pub kind: String,
    /// What it says, in short; empty where not everybody of the company reads it, and of what its author deleted.
    pub title: String,
    pub by: String,
    pub space: Option<String>,
    /// When something was last said there, or it was deleted.
    pub last: Millis,
    /// The schedule by which it goes; empty: its author deleted it.
    pub schedule: String,
    /// The hold that keeps it; empty: until a case about it is decided; null: it goes.
    pub hold: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct DuePage {
    pub items: Vec<Due>,
    /// Continues the list.
    pub next: Option<Id>,
}

screen!(DuePage, "retention/templates/due.html");

record! {
    struct Row {
        id: Id,
        kind: String,
        title: String,
        body: String,
        state: String,
        audience: Audience,
        by: String,
        space: Option<String>,
        last: Millis,
        said: Option<Millis>,
    }
}

/// `GET /retention/preview/items?after=`
pub async fn list(page: Page) -> Result<Response> {
    let after = page.query("after").map(|id| id.parse()).transpose()?.unwrap_or_default();
    let shown = page.app.db.read(async move |tx: &Tx| read(tx, after).await).await?;
    page.show(shown).await
}

async fn read(tx: &Tx, after: Id) -> Result<DuePage> {
    let mut page = DuePage { items: Vec::new(), next: Some(after) };
    for _ in 0..MOST_LOTS {
        let Some(after) = page.next.filter(|_| page.items.len() < A_PAGE) else { break };
        let lot = lot(tx, after, LOT).await?;
        page.next = lot.next;
        page.items.extend(items(tx, &lot).await?);
    }
    Ok(page)
}

/// By which schedule something goes, and the hold that keeps it.
type Why<'a> = (&'a str, Option<&'a str>);

async fn items(tx: &Tx, lot: &Lot) -> Result<Vec<Due>> {
    let mut why: HashMap<Id, Why<'_>> = HashMap::new();
    for (schedule, ids) in &lot.whole {
        why.extend(ids.iter().map(|id| (*id, (schedule.as_str(), None))));
    }
    why.extend(lot.deleted.iter().map(|id| (*id, ("", None))));
    for (hold, ids) in &lot.held {
        why.extend(ids.iter().map(|id| (*id, ("", Some(hold.as_str())))));
    }
    let ids: Vec<Id> = why.keys().copied().collect();
    let sql = "select p.id, p.kind, p.title, p.body, p.state, p.audience, coalesce(m.name, p.author_name) as by,
                      s.name as space, coalesce(p.deleted, p.edited, p.published) as last,
                      (select max(coalesce(c.edited, c.published)) from posts c
                       where c.root = p.id and c.state = 'published') as said
               from posts p left join members m on m.id = p.author left join spaces s on s.id = p.space
               where p.id in (each($1)) order by p.id";
    let rows: Vec<Row> = tx.rows(sql, args![ids]).await?;
    let due = |row: Row| {
        let (schedule, hold) = why.get(&row.id).copied().unwrap_or_default();
        let open = row.state == "published" && row.audience < Audience::Private;
        let words = if row.title.is_empty() { row.body } else { row.title };
        Due {
            id: row.id,
            kind: row.kind,
            title: if open { text::excerpt(&words, 100) } else { String::new() },
            by: row.by,
            space: row.space,
            last: row.said.unwrap_or(0).max(row.last),
            schedule: schedule.to_owned(),
            hold: hold.map(str::to_owned),
        }
    };
    Ok(rows.into_iter().map(due).collect())
}
