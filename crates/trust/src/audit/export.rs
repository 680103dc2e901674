//! The log in forms that others read: JSON lines and CSV (RFC 4180), the oldest row first.

use super::chain::{ROW, Row};
use crate::keys::hex;
use futures_util::stream::{BoxStream, StreamExt as _, TryStreamExt as _, try_unfold};
use kernel::app::App;
use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use serde_json::{Value, json};

const AT_ONCE: i64 = 1_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Json,
    Csv,
}

impl Form {
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "" | "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }
}

/// Which rows.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// How the verb begins.
    pub verb: String,
    pub actor: Option<Id>,
    pub since: Millis,
    pub until: Millis,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { verb: String::new(), actor: None, since: 0, until: i64::MAX }
    }
}

/// The condition on `audit a` with `$1` to `$4`.
pub const WANTED: &str = "a.verb >= $1 and a.verb < $1 || '~'
    and (cast($2 as bigint) = 0 or a.actor = cast($2 as bigint)) and a.at >= $3 and a.at < $4";

/// All rows, as text, a part at a time.
pub fn parts(app: &App, wanted: Wanted, form: Form) -> BoxStream<'static, Result<String>> {
    let app = app.clone();
    let head = match form {
        Form::Csv => "seq,at,verb,actor,object,space,details,entry,hash\r\n",
        Form::Json => "",
    };
    let first = futures_util::stream::once(async move { Ok(head.to_owned()) });
    let rest = try_unfold(0, move |after: i64| {
        let (app, wanted) = (app.clone(), wanted.clone());
        async move {
            let rows = some(&app, wanted, after).await?;
            let Some(last) = rows.last().map(|row| row.seq) else { return Ok::<_, Error>(None) };
            let mut text = String::new();
            for row in &rows {
                text.push_str(&match form {
                    Form::Json => format!("{}\n", as_json(row)),
                    Form::Csv => as_csv(row)?,
                });
            }
            Ok(Some((text, last)))
        }
    });
    first.chain(rest).try_filter(|text| std::future::ready(!text.is_empty())).boxed()
}

/// Writes them to `out`.
pub async fn write(app: &App, wanted: Wanted, form: Form, out: &mut (dyn std::io::Write + Send)) -> Result<()> {
    let mut parts = parts(app, wanted, form);
    while let Some(part) = parts.try_next().await? {
        out.write_all(part.as_bytes())?;
    }
    out.flush().map_err(Error::from)
}

async fn some(app: &App, wanted: Wanted, after: i64) -> Result<Vec<Row>> {
    let read = async move |tx: &Tx| {
        let sql = format!("select {ROW} from audit a where {WANTED} and a.seq > $5 order by a.seq limit $6");
        let actor = wanted.actor.unwrap_or_default();
        tx.rows(&sql, args![&wanted.verb, actor, wanted.since, wanted.until, after, AT_ONCE]).await
    };
    app.db.read(read).await
}

/// One row as an object. Numbers that are ids are texts, as everywhere.
pub fn as_json(row: &Row) -> Value {
    json!({
        "seq": row.seq,
        "at": row.at,
        "time": iso(row.at),
        "verb": row.verb,
        "actor": row.actor.map(|actor| actor.to_string()),
        "object": row.object.to_string(),
        "space": row.space.map(|space| space.to_string()),
        "details": details(row),
        "entry": row.entry,
        "hash": hex(&row.hash),
    })
}

pub fn details(row: &Row) -> Value {
    serde_json::from_str(&row.details).unwrap_or(Value::Null)
}

pub fn iso(at: Millis) -> String {
    jiff::Timestamp::from_millisecond(at).map(|at| at.to_string()).unwrap_or_default()
}

fn as_csv(row: &Row) -> Result<String> {
    let text = |id: Option<Id>| id.map(|id| id.to_string()).unwrap_or_default();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let fields = [
        row.seq.to_string(),
        iso(row.at),
        row.verb.clone(),
        text(row.actor),
        row.object.to_string(),
        text(row.space),
        row.details.clone(),
        row.entry.to_string(),
        hex(&row.hash),
    ];
    writer.write_record(&fields).map_err(Error::internal)?;
    String::from_utf8(writer.into_inner().map_err(Error::internal)?).map_err(Error::internal)
}
