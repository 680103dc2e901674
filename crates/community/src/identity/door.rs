//! The door: turns a cookie or a token into a viewer, with one statement, and reads the frame of a page
//! in the same go.
//!
//! Reading a page writes nothing. That a session or token was used is noted beside the request, and
//! only when the last note is ten minutes old.

use super::queries::{self, IDENTIFIED, Identified};
use super::sessions;
use super::tokens::fingerprint;
use futures_util::future::BoxFuture;
use kernel::app::App;
use kernel::clock::{MINUTE, Millis};
use kernel::db::{FromRow, Row, Tx};
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::{Viewer, Way};
use kernel::web::draw::{Frame, Pin};
use kernel::web::{Admitted, Credentials, Gate};
use kernel::{args, record};
use std::sync::LazyLock;

/// How old a note of use may be before it is renewed.
const NOTED: Millis = 10 * MINUTE;

/// The gate of the community.
#[derive(Debug, Clone, Copy, Default)]
pub struct Door;

type Ask<T> = for<'a> fn(&'a Tx, Id) -> BoxFuture<'a, Result<T>>;
type AskViewer<T> = for<'a> fn(&'a App, &'a Tx, &'a Viewer) -> BoxFuture<'a, Result<T>>;

/// What stands around a member's pages and is known to capabilities above this one: a part of the App
/// that the wing fills.
#[derive(Clone, Copy, Default)]
pub struct FrameSource {
    /// The spaces that a member pinned.
    pub pins: Option<Ask<Vec<Pin>>>,
    /// How many drafts a member has.
    pub drafts: Option<Ask<i64>>,
    /// How much is new for a viewer.
    pub unread: Option<AskViewer<i64>>,
}

impl Gate for Door {
    fn admit<'a>(&'a self, app: &'a App, credentials: Credentials, framed: bool) -> BoxFuture<'a, Result<Admitted>> {
        Box::pin(async move {
            match credentials {
                Credentials::Nothing => Ok(Viewer::nobody().into()),
                Credentials::Session(secret) => by_session(app, &secret, framed).await,
                Credentials::Token(secret) => by_token(app, &secret, framed).await,
            }
        })
    }

    fn frame<'a>(&'a self, app: &'a App, viewer: &'a Viewer) -> BoxFuture<'a, Result<Frame>> {
        let (on, viewer, source) = (app.clone(), viewer.clone(), app.part::<FrameSource>());
        Box::pin(app.db.read(async move |tx: &Tx| frame(&on, tx, &viewer, source).await))
    }
}

async fn frame(app: &App, tx: &Tx, viewer: &Viewer, source: FrameSource) -> Result<Frame> {
    let mut frame = Frame { company: queries::company(tx).await?, ..Frame::default() };
    if let Some(member) = viewer.member {
        if let Some(pins) = source.pins {
            frame.pins = pins(tx, member).await?;
        }
        if let Some(drafts) = source.drafts {
            frame.drafts = drafts(tx, member).await?;
        }
        if let Some(unread) = source.unread {
            frame.unread = unread(app, tx, viewer).await?;
        }
    }
    Ok(frame)
}

record! {
    struct Key {
        key: Id,
        last_used: Millis,
        may_write: bool,
    }
}

/// A key and whose it is.
struct Known {
    key: Key,
    identified: Identified,
}

impl FromRow for Known {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self { key: Key::from_row(row)?, identified: Identified::from_row(row)? })
    }
}

static BY_SESSION: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select s.id as key, s.last_used, 1 as may_write, {IDENTIFIED}
         from sessions s join members m on m.id = s.member join organisations o on o.id = m.organisation
         where s.secret = $1 and s.expires > $2 and s.last_used > $3 and m.state = 'active'"
    )
});

static BY_TOKEN: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select t.id as key, coalesce(t.last_used, 0) as last_used, t.may_write, {IDENTIFIED}
         from tokens t join members m on m.id = t.member join organisations o on o.id = m.organisation
         where t.secret = $1 and (t.expires is null or t.expires > $2) and m.state = 'active'"
    )
});

async fn by_session(app: &App, secret: &str, framed: bool) -> Result<Admitted> {
    let (hash, idle) = (fingerprint(secret), sessions::idle(app));
    let (on, source) = (app.clone(), framed.then(|| app.part::<FrameSource>()));
    let known = app.db.read(async move |tx: &Tx| {
        let known = tx.row(&BY_SESSION, args![&hash, tx.now(), tx.now() - idle]).await?;
        with_frame(&on, tx, known, source).await
    });
    let Some((known, frame)) = known.await? else { return Ok(Viewer::nobody().into()) };
    note_use(app, "update sessions set last_used = $1 where id = $2 and last_used < $1", &known);
    let way = Way::Session(known.key.key);
    Ok(Admitted { viewer: known.identified.viewer(way), frame })
}

async fn by_token(app: &App, secret: &str, framed: bool) -> Result<Admitted> {
    let hash = fingerprint(secret);
    let (on, source) = (app.clone(), framed.then(|| app.part::<FrameSource>()));
    let known = app.db.read(async move |tx: &Tx| {
        let known = tx.row(&BY_TOKEN, args![&hash, tx.now()]).await?;
        with_frame(&on, tx, known, source).await
    });
    let (known, frame) = known.await?.ok_or(Error::SignInNeeded)?;
    note_use(app, "update tokens set last_used = $1 where id = $2 and coalesce(last_used, 0) < $1", &known);
    let way = Way::Token { id: known.key.key, write: known.key.may_write };
    Ok(Admitted { viewer: known.identified.viewer(way), frame })
}

async fn with_frame(
    app: &App,
    tx: &Tx,
    known: Option<Known>,
    source: Option<FrameSource>,
) -> Result<Option<(Known, Option<Frame>)>> {
    let Some(known) = known else { return Ok(None) };
    let frame = match source {
        Some(source) => {
            let viewer = known.identified.clone().viewer(Way::Unknown);
            Some(frame(app, tx, &viewer, source).await?)
        }
        None => None,
    };
    Ok(Some((known, frame)))
}

/// Notes, beside the request, that a key was used. A note that is lost is no harm.
fn note_use(app: &App, sql: &'static str, known: &Known) {
    let (now, key, member) = (app.clock.now(), known.key.key, known.identified.member);
    if now - known.key.last_used < NOTED {
        return;
    }
    let db = app.db.clone();
    tokio::spawn(async move {
        let noted = db
            .write(async move |tx: &Tx| {
                tx.execute(sql, args![now, key]).await?;
                tx.execute("update members set last_seen = $1 where id = $2", args![now, member]).await
            })
            .await;
        if let Err(error) = noted {
            tracing::debug!(%error, "the use of a session was not noted");
        }
    });
}
