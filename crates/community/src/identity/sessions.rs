//! Sessions: the browsers in which a member is signed in.
//!
//! A session ends when it expires, when it was not used for the configured number of days, when its
//! owner ends it, and with the account.

use super::tokens::fingerprint;
use kernel::app::App;
use kernel::clock::{DAY, Millis};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::{args, record};
use serde::Serialize;
use serde_json::json;
use std::net::IpAddr;

/// A browser that is not asked to remember forgets at its end; we forget a day later at the latest.
const UNKEPT: Millis = DAY;
const MOST_AGENT_CHARS: usize = 300;

/// Where somebody signs in from, as the request tells it.
#[derive(Debug, Clone)]
pub struct Device {
    pub agent: String,
    pub address: IpAddr,
}

impl Device {
    pub fn of(page: &kernel::web::Page) -> Self {
        let agent = page.header(axum::http::header::USER_AGENT).unwrap_or_default();
        Self { agent: agent.chars().take(MOST_AGENT_CHARS).collect(), address: page.address }
    }

    /// Tells this browser from others without keeping where it was: agent and network.
    fn key(&self) -> String {
        let network = match self.address {
            IpAddr::V4(v4) => {
                let [a, b, c, _] = v4.octets();
                format!("{a}.{b}.{c}")
            }
            IpAddr::V6(v6) => {
                let [a, b, c, ..] = v6.segments();
                format!("{a:x}:{b:x}:{c:x}")
            }
        };
        fingerprint(&format!("{network} {}", self.agent))
    }
}

/// How long a session lasts, as the operator configured it.
#[derive(Debug, Clone, Copy)]
pub struct Lifetime {
    pub lasting: Millis,
    pub kept: bool,
}

impl Lifetime {
    pub fn new(app: &App, kept: bool) -> Self {
        let days = Millis::from(app.configuration.sessions.days);
        Self { lasting: if kept { days * DAY } else { UNKEPT }, kept }
    }
}

/// A session that has just begun.
#[derive(Debug, Clone)]
pub struct Begun {
    /// For the cookie; only its hash is kept.
    pub secret: String,
    /// True when the member has signed in before, and never from a device like this.
    pub new_device: bool,
}

/// Begins a session of `member`. `secret` is fresh from [`kernel::clock::Random::secret`].
pub async fn begin(tx: &Tx, secret: String, member: Id, device: &Device, lifetime: Lifetime) -> Result<Begun> {
    let (now, id) = (tx.now(), tx.id());
    // Nobody else tidies up, and this is the moment at which the table grows.
    tx.execute("delete from sessions where member = $1 and expires < $2", args![member, now]).await?;
    let sql = "insert into sessions (id, member, secret, created, last_used, expires, agent, address)
               values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let address = device.address.to_string();
    let expires = now + lifetime.lasting;
    tx.execute(sql, args![id, member, fingerprint(&secret), now, now, expires, &device.agent, address]).await?;
    let new_device = remember(tx, member, device, now).await?;
    tx.execute("update members set last_seen = $1 where id = $2", args![now, member]).await?;
    let details = json!({ "session": id, "new_device": new_device });
    journal::record(tx, Event::new("identity.signed-in", Some(member), member).with(details)).await?;
    Ok(Begun { secret, new_device })
}

/// Remembers the device; true when it is a new one and not the first.
async fn remember(tx: &Tx, member: Id, device: &Device, now: Millis) -> Result<bool> {
    let key = device.key();
    let known: Vec<String> =
        tx.column("select device from devices where member = $1 limit 1000", args![member]).await?;
    let sql = "insert into devices (member, device, first_seen, last_seen) values ($1, $2, $3, $4)
               on conflict (member, device) do update set last_seen = excluded.last_seen";
    tx.execute(sql, args![member, &key, now, now]).await?;
    Ok(!known.is_empty() && !known.contains(&key))
}

record! {
    #[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
    pub struct Session {
        pub id: Id,
        pub created: Millis,
        pub last_used: Millis,
        pub agent: String,
        pub address: String,
    }
}

/// The sessions of `member` that still hold, last used first.
pub async fn list(tx: &Tx, member: Id, idle: Millis) -> Result<Vec<Session>> {
    let now = tx.now();
    let sql = "select id, created, last_used, agent, address from sessions
               where member = $1 and expires > $2 and last_used > $3 order by last_used desc, id desc limit 100";
    tx.rows(sql, args![member, now, now - idle]).await
}

/// Ends one session of `member`.
pub async fn end(tx: &Tx, member: Id, session: Id) -> Result<()> {
    match tx.execute("delete from sessions where id = $1 and member = $2", args![session, member]).await? {
        0 => Err(Error::NotFound),
        _ => told(tx, member).await,
    }
}

/// Ends all sessions of `member`, but for the one in `except`.
pub async fn end_all(tx: &Tx, member: Id, except: Option<Id>) -> Result<()> {
    let sql = "delete from sessions where member = $1 and id <> $2";
    tx.execute(sql, args![member, except.unwrap_or_default()]).await?;
    told(tx, member).await
}

async fn told(tx: &Tx, member: Id) -> Result<()> {
    journal::record(tx, Event::new("identity.session-ended", Some(member), member)).await
}

/// How long a session may lie unused.
pub fn idle(app: &App) -> Millis {
    Millis::from(app.configuration.sessions.idle_days) * DAY
}

/// Those of these sessions that still hold.
pub async fn holding(tx: &Tx, sessions: &[Id], idle: Millis) -> Result<Vec<Id>> {
    let now = tx.now();
    let sql = "select s.id from sessions s join members m on m.id = s.member
               where s.id in (each($1)) and s.expires > $2 and s.last_used > $3 and m.state = 'active'";
    tx.column(sql, args![sessions, now, now - idle]).await
}
