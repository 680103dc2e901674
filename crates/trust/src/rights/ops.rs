//! What is asked for and decided.

use super::erasure;
use crate::letters::{self, Letter};
use community::identity::holdings::Holdings;
use community::identity::tokens::fingerprint;
use community::identity::{Erasers, MemberState, is_email};
use kernel::app::App;
use kernel::args;
use kernel::clock::{DAY, Millis};
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::record;
use kernel::viewer::Viewer;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

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
        /// Where somebody is reached who cannot sign in.
        pub reach: String,
    }
}

pub const REQUEST: &str = "id, member, kind, state, reason, at, due, decided, answer, hash, size, expires, reach";

/// Asks for one of both; while one waits, asking again answers that one.
pub async fn ask(tx: &Tx, member: Id, kind: &str, reason: &str) -> Result<Id> {
    let mut checks = Checks::new();
    checks.at_most(reason, 2_000, "reason");
    checks.finish()?;
    let (id, is_new) = put(tx, member, kind, reason).await?;
    if is_new {
        journal::record(tx, Event::new("rights.asked", Some(member), member).with(json!({ "kind": kind }))).await?;
    }
    Ok(id)
}

/// The request that waits, and whether it is a new one.
async fn put(tx: &Tx, member: Id, kind: &str, reason: &str) -> Result<(Id, bool)> {
    // Who asks twice at once waits here for the first.
    tx.execute("update rights_requests set due = due where member = $1", args![member]).await?;
    let sql = "select id from rights_requests where member = $1 and kind = $2 and state = 'waiting' limit 1";
    if let Some(waiting) = tx.value(sql, args![member, kind]).await? {
        return Ok((waiting, false));
    }
    let id = tx.id();
    let sql = "insert into rights_requests (id, member, kind, state, reason, at, due, answer, hash, size)
               values ($1, $2, $3, 'waiting', $4, $5, $6, '', '', 0)";
    let now = tx.now();
    tx.execute(sql, args![id, member, kind, reason.trim(), now, now + ANSWERED_WITHIN]).await?;
    Ok((id, true))
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct OpenForm {
    /// Whom it is about: a handle.
    pub handle: String,
    /// export or erasure.
    pub kind: String,
    /// Where the person is reached. What comes of it is sent there, and nowhere else.
    pub email: String,
    /// How the person asked, and how it was made sure that it is them.
    pub reason: String,
}

/// Makes a request for somebody who cannot sign in. Who can, asks for themselves.
pub async fn open(tx: &Tx, viewer: &Viewer, form: &OpenForm) -> Result<Id> {
    let email = form.email.trim().to_lowercase();
    let handle = form.handle.trim().trim_start_matches('@').to_lowercase();
    let sql = "select id, state from members where handle = $1";
    let found: Option<(Id, MemberState)> = tx.row(sql, args![handle]).await?;
    let mut checks = Checks::new();
    checks.require(found.is_some(), "handle", "not-found");
    let asks = found.is_some_and(|(_, state)| state == MemberState::Active);
    checks.require(!asks, "handle", "rights-asks-alone");
    checks.require(matches!(form.kind.as_str(), "export" | "erasure"), "kind", "not-a-choice");
    checks.require(is_email(&email), "email", "not-an-email");
    checks.require(!form.reason.trim().is_empty(), "reason", "required");
    checks.at_most(&form.reason, 2_000, "reason");
    checks.finish()?;
    let (member, _) = found.ok_or(Error::NotFound)?;
    let sql = "select 1 from rights_requests where member = $1 and kind = 'erasure' and state = 'done' limit 1";
    if tx.value::<i64>(sql, args![member]).await?.is_some() {
        return Err(Error::field("handle", "rights-erased"));
    }
    let (id, is_new) = put(tx, member, &form.kind, &form.reason).await?;
    if !is_new {
        return Err(Error::field("handle", "rights-waits"));
    }
    let sql = "update rights_requests set opened_by = $1, reach = $2 where id = $3";
    tx.execute(sql, args![viewer.member, &email, id]).await?;
    // The address itself goes when the request is over; whether it was this one can still be told.
    let details = json!({ "kind": form.kind, "request": id, "reach": fingerprint(&email) });
    journal::record(tx, Event::new("rights.asked", viewer.member, member).with(details)).await?;
    Ok(id)
}

/// A letter about a request: to the person's address, or to where who cannot sign in is reached, with a link of its own.
pub async fn write(app: &App, tx: &Tx, request: &Request, letter: &Letter<'_>) -> Result<()> {
    if request.reach.is_empty() {
        return letters::send(app, tx, request.member, letter).await.map(drop);
    }
    let key = app.random.secret();
    tx.execute("update rights_requests set link = $1 where id = $2", args![fingerprint(&key), request.id]).await?;
    let path = format!("/rights/{key}");
    let letter = Letter { path: &path, ..letter.clone() };
    letters::send_to(app, tx, request.member, &request.reach, &letter).await
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

/// The request whose letter has this key, while there is something to read or to download.
pub async fn by_key(tx: &Tx, key: &str) -> Result<Request> {
    let sql = format!(
        "select {REQUEST} from rights_requests
         where link = $1 and (state = 'ready' or state = 'refused' and decided > $2)"
    );
    tx.row(&sql, args![fingerprint(key), tx.now() - ANSWERED_WITHIN]).await?.ok_or(Error::NotFound)
}

async fn waiting(tx: &Tx, id: Id) -> Result<Request> {
    let sql = format!("select {REQUEST} from rights_requests where id = $1 and state = 'waiting' and kind = 'erasure'");
    tx.row(&sql, args![id]).await?.ok_or(Error::Conflict("rights-decided"))
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
    let request = waiting(tx, id).await?;
    let sql = "update rights_requests set state = 'refused', decided = $1, decided_by = $2, answer = $3, reach = ''
               where id = $4 and state = 'waiting'";
    if tx.execute(sql, args![tx.now(), viewer.member, reason.trim(), id]).await? == 0 {
        return Err(Error::Conflict("rights-decided"));
    }
    write(app, tx, &request, &REFUSED).await?;
    journal::record(tx, Event::new("rights.refused", viewer.member, request.member)).await
}

/// Carries an erasure out. What stays, and why, is kept with the request.
pub async fn carry_out(app: &App, tx: &Tx, viewer: &Viewer, id: Id) -> Result<()> {
    let request = waiting(tx, id).await?;
    let member = request.member;
    // Afterwards nobody knows where to write to.
    match request.reach.as_str() {
        "" => letters::send(app, tx, member, &ERASED).await.map(drop)?,
        reach => letters::send_to(app, tx, member, reach, &ERASED).await?,
    }
    let kept = erasure::erase(tx, viewer, member, &app.part::<Erasers>(), &app.part::<Holdings>()).await?;
    let sql =
        "update rights_requests set state = 'done', decided = $1, decided_by = $2, answer = $3, reason = '', reach = ''
               where id = $4 and state = 'waiting'";
    if tx.execute(sql, args![tx.now(), viewer.member, serde_json::to_string(&kept)?, id]).await? == 0 {
        return Err(Error::Conflict("rights-decided"));
    }
    let event = Event::new("rights.erased", viewer.member, member);
    journal::record(tx, event.with(json!({ "sealed": kept.sealed }))).await
}
