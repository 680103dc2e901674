//! What is done with an export: ask for it, release it, refuse it.

use crate::retention::Scope;
use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::record;
use serde_json::json;

record! {
    #[derive(Debug, Clone)]
    pub struct CaseExport {
        pub id: Id,
        pub title: String,
        pub reason: String,
        pub scope: Scope,
        pub requested: Millis,
        pub requested_by: Id,
        pub decided: Option<Millis>,
        pub decided_by: Option<Id>,
        pub state: String,
        pub done: i64,
        pub total: i64,
        pub hash: String,
        pub size: i64,
        pub expires: Option<Millis>,
    }
}

pub const EXPORT: &str = "id, title, reason, people, spaces, words, since, until, requested, requested_by, decided,
    decided_by, state, done, total, hash, size, expires";

#[derive(Debug, Clone, Default)]
pub struct NewExport {
    pub title: String,
    pub reason: String,
    pub scope: Scope,
}

pub async fn request(tx: &Tx, by: Id, new: &NewExport) -> Result<Id> {
    let mut checks = Checks::new();
    checks.require(!new.title.trim().is_empty(), "title", "required");
    checks.at_most(&new.title, 200, "title");
    checks.require(!new.reason.trim().is_empty(), "reason", "required");
    checks.at_most(&new.reason, 2_000, "reason");
    new.scope.check(&mut checks);
    checks.finish()?;
    let id = tx.id();
    let [people, spaces, words] = new.scope.lists()?;
    let sql = "insert into case_exports (id, title, reason, people, spaces, words, since, until, requested,
                   requested_by, state, done, total, hash, size)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'requested', 0, 0, '', 0)";
    let args = args![
        id,
        new.title.trim(),
        new.reason.trim(),
        people,
        spaces,
        words,
        new.scope.since,
        new.scope.until,
        tx.now(),
        by
    ];
    tx.execute(sql, args).await?;
    let details = json!({ "title": new.title.trim(), "reason": new.reason.trim() });
    journal::record(tx, Event::new("cases.requested", Some(by), id).with(details)).await?;
    Ok(id)
}

pub async fn find(tx: &Tx, id: Id) -> Result<CaseExport> {
    let sql = format!("select {EXPORT} from case_exports where id = $1");
    tx.row(&sql, args![id]).await?.ok_or(Error::NotFound)
}

/// Releases or refuses. Who asked cannot release; they can take their request back.
pub async fn decide(tx: &Tx, by: Id, id: Id, release: bool) -> Result<()> {
    let export = find(tx, id).await?;
    if release && export.requested_by == by {
        return Err(Error::Forbidden("cases-two-people"));
    }
    let (state, verb) = if release { ("released", "cases.released") } else { ("refused", "cases.refused") };
    let sql = "update case_exports set state = $1, decided = $2, decided_by = $3
               where id = $4 and state = 'requested'";
    if tx.execute(sql, args![state, tx.now(), by, id]).await? == 0 {
        return Err(Error::Conflict("cases-decided"));
    }
    journal::record(tx, Event::new(verb, Some(by), id).with(json!({ "title": export.title }))).await
}
