//! What is asked for and decided.

use super::erasure;
use crate::letters::{self, Letter};
use community::identity::Erasers;
use community::identity::holdings::Holdings;
use kernel::app::App;
use kernel::args;
use kernel::clock::{DAY, Millis};
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::record;
use kernel::viewer::Viewer;
use serde_json::json;

/// By when a request has to be answered (GDPR, article 12: a month).
const ANSWERED_WITHIN: Millis = 30 * DAY;

record! {
    #[derive(Debug, Clone)]
    pub struct Request {
        pub id: Id,
        pub member: Id,
        pub kind: String,
        pub state: String,
        pub reason: String,
        pub at: Millis,
        pub due: Millis,
        pub decided: Option<Millis>,
        pub answer: String,
        pub hash: String,
        pub size: i64,
        pub expires: Option<Millis>,
    }
}

pub const REQUEST: &str = "id, member, kind, state, reason, at, due, decided, answer, hash, size, expires";

/// Asks for one of both; while one waits, asking again answers that one.
pub async fn ask(tx: &Tx, member: Id, kind: &str, reason: &str) -> Result<Id> {
    let mut checks = Checks::new();
    checks.at_most(reason, 2_000, "reason");
    checks.finish()?;
    // Who asks twice at once waits here for the first.
    tx.execute("update rights_requests set due = due where member = $1", args![member]).await?;
    let sql = "select id from rights_requests where member = $1 and kind = $2 and state = 'waiting' limit 1";
    if let Some(waiting) = tx.value(sql, args![member, kind]).await? {
        return Ok(waiting);
    }
    let id = tx.id();
    let sql = "insert into rights_requests (id, member, kind, state, reason, at, due, answer, hash, size)
               values ($1, $2, $3, 'waiting', $4, $5, $6, '', '', 0)";
    let now = tx.now();
    tx.execute(sql, args![id, member, kind, reason.trim(), now, now + ANSWERED_WITHIN]).await?;
    journal::record(tx, Event::new("rights.asked", Some(member), member).with(json!({ "kind": kind }))).await?;
    Ok(id)
}

/// Takes one's request to be erased back.
pub async fn withdraw(tx: &Tx, member: Id) -> Result<()> {
    let sql = "update rights_requests set state = 'withdrawn', decided = $1
               where member = $2 and kind = 'erasure' and state = 'waiting'";
    if tx.execute(sql, args![tx.now(), member]).await? == 0 {
        return Err(Error::NotFound);
    }
    journal::record(tx, Event::new("rights.withdrawn", Some(member), member)).await
}

/// The newest requests of a member.
pub async fn of(tx: &Tx, member: Id) -> Result<Vec<Request>> {
    let sql = format!("select {REQUEST} from rights_requests where member = $1 order by id desc limit 20");
    tx.rows(&sql, args![member]).await
}

const REFUSED: Letter<'_> = Letter {
    kind: "rights",
    subject: "rights-refused-subject",
    text: "rights-refused-mail",
    date: None,
    path: "/settings/privacy",
    essential: true,
};

const ERASED: Letter<'_> =
    Letter { subject: "rights-erased-subject", text: "rights-erased-mail", path: "/charter", ..REFUSED };

pub async fn refuse(app: &App, tx: &Tx, viewer: &Viewer, id: Id, reason: &str) -> Result<()> {
    let mut checks = Checks::new();
    checks.require(!reason.trim().is_empty(), "reason", "required");
    checks.at_most(reason, 2_000, "reason");
    checks.finish()?;
    let sql = "update rights_requests set state = 'refused', decided = $1, decided_by = $2, answer = $3
               where id = $4 and state = 'waiting' and kind = 'erasure' returning member";
    let member: Option<Id> = tx.value(sql, args![tx.now(), viewer.member, reason.trim(), id]).await?;
    let member = member.ok_or(Error::Conflict("rights-decided"))?;
    letters::send(app, tx, member, &REFUSED).await?;
    journal::record(tx, Event::new("rights.refused", viewer.member, member)).await
}

/// Carries an erasure out. What stays, and why, is kept with the request.
pub async fn carry_out(app: &App, tx: &Tx, viewer: &Viewer, id: Id) -> Result<()> {
    let sql = "select member from rights_requests where id = $1 and state = 'waiting' and kind = 'erasure'";
    let member: Option<Id> = tx.value(sql, args![id]).await?;
    let member = member.ok_or(Error::Conflict("rights-decided"))?;
    // Afterwards nobody knows where to write to.
    letters::send(app, tx, member, &ERASED).await?;
    let kept = erasure::erase(tx, viewer, member, &app.part::<Erasers>(), &app.part::<Holdings>()).await?;
    let sql = "update rights_requests set state = 'done', decided = $1, decided_by = $2, answer = $3, reason = ''
               where id = $4 and state = 'waiting'";
    if tx.execute(sql, args![tx.now(), viewer.member, serde_json::to_string(&kept)?, id]).await? == 0 {
        return Err(Error::Conflict("rights-decided"));
    }
    let event = Event::new("rights.erased", viewer.member, member);
    journal::record(tx, event.with(json!({ "sealed": kept.sealed }))).await
}
