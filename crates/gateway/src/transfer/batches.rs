//! Rows on their way in: many to a transaction, and alone when one of them cannot be taken.

use super::report::{Outcome, Report};
use futures_util::future::BoxFuture;
use indicatif::{ProgressBar, ProgressStyle};
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::languages::{Language, Speech, Zone};
use std::sync::{Arc, Mutex, PoisonError};

/// Rows that share one transaction: enough to hide the flush to disk, few enough that members who
/// write meanwhile hardly wait.
const PER_TRANSACTION: usize = 100;
/// How a transaction that is only a rehearsal ends.
const REHEARSED: &str = "rehearsed";

/// How an import is to go about it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Manner {
    /// Everything is tried and nothing kept.
    pub dry_run: bool,
    /// Somebody watches: show how far it is.
    pub watched: bool,
}

/// Something that has a place in a file.
pub trait Placed: Send + Sync + 'static {
    /// File and line.
    fn place(&self) -> (&str, u64);
}

/// Writes all `rows` by `put`, counts what became of them and tells which were refused. An error is a
/// database that takes nothing more; what was written before it stays.
pub async fn write_all<R, F>(app: &App, manner: Manner, rows: Vec<R>, report: &mut Report, put: F) -> Result<()>
where
    R: Placed,
    F: for<'a> Fn(&'a Tx, &'a R) -> BoxFuture<'a, Result<Outcome>> + Clone + Send + Sync + 'static,
{
    let bar = progress(manner, rows.len());
    let mut rows = rows.into_iter().map(Arc::new).peekable();
    while rows.peek().is_some() {
        let batch: Vec<Arc<R>> = rows.by_ref().take(PER_TRANSACTION).collect();
        let size = batch.len();
        match write(app, manner, batch.clone(), put.clone()).await {
            Ok(outcomes) => outcomes.into_iter().for_each(|outcome| report.count(outcome)),
            Err(Error::Unavailable(cause)) => return Err(Error::Unavailable(cause)),
            Err(_) => one_by_one(app, manner, batch, report, &put).await?,
        }
        bar.inc(u64::try_from(size).unwrap_or_default());
    }
    bar.finish_and_clear();
    Ok(())
}

async fn one_by_one<R, F>(app: &App, manner: Manner, rows: Vec<Arc<R>>, report: &mut Report, put: &F) -> Result<()>
where
    R: Placed,
    F: for<'a> Fn(&'a Tx, &'a R) -> BoxFuture<'a, Result<Outcome>> + Clone + Send + Sync + 'static,
{
    for row in rows {
        match write(app, manner, vec![row.clone()], put.clone()).await {
            Ok(outcomes) => outcomes.into_iter().for_each(|outcome| report.count(outcome)),
            Err(Error::Unavailable(cause)) => return Err(Error::Unavailable(cause)),
            Err(error) => {
                let (file, line) = row.place();
                report.refuse(file, line, reason(app, &error));
            }
        }
    }
    Ok(())
}

async fn write<R, F>(app: &App, manner: Manner, rows: Vec<Arc<R>>, put: F) -> Result<Vec<Outcome>>
where
    R: Placed,
    F: for<'a> Fn(&'a Tx, &'a R) -> BoxFuture<'a, Result<Outcome>> + Clone + Send + Sync + 'static,
{
    let rehearsed = Arc::new(Mutex::new(Vec::new()));
    let told = rehearsed.clone();
    let written = app
        .db
        .write(async move |tx: &Tx| {
            let mut outcomes = Vec::with_capacity(rows.len());
            for row in &rows {
                outcomes.push(put(tx, row).await?);
            }
            if manner.dry_run {
                *told.lock().unwrap_or_else(PoisonError::into_inner) = outcomes;
                return Err(Error::Conflict(REHEARSED));
            }
            Ok(outcomes)
        })
        .await;
    match written {
        Err(Error::Conflict(REHEARSED)) => {
            Ok(std::mem::take(&mut *rehearsed.lock().unwrap_or_else(PoisonError::into_inner)))
        }
        other => other,
    }
}

/// Why a row was refused, as a sentence for who operates the program.
fn reason(app: &App, error: &Error) -> String {
    let speech = Speech::new(app.texts.clone(), Language::English, Zone::utc(), app.clock.now());
    match error {
        Error::Invalid(fields) => {
            let told = fields.iter().map(|field| format!("{}: {}", field.field, speech.field_error(field)));
            told.collect::<Vec<_>>().join("; ")
        }
        Error::Internal(cause) => cause.clone(),
        other => {
            let key = format!("error-{}", other.code());
            if speech.has(&key) { speech.t(&key).into_owned() } else { other.to_string() }
        }
    }
}

pub fn progress(manner: Manner, total: usize) -> ProgressBar {
    if !manner.watched {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(u64::try_from(total).unwrap_or_default());
    match ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// The rows in an order in which each comes after the one it names (`of` gives key and named key).
/// Those that name each other in a circle come last, in their own order.
pub fn named_first<R>(rows: Vec<R>, of: impl Fn(&R) -> (String, Option<String>)) -> Vec<R> {
    let keys: std::collections::HashSet<String> = rows.iter().map(|row| of(row).0).collect();
    let mut placed = std::collections::HashSet::new();
    let (mut ordered, mut waiting) = (Vec::with_capacity(rows.len()), rows);
    loop {
        let before = waiting.len();
        let mut left = Vec::new();
        for row in waiting {
            let (key, named) = of(&row);
            if named.is_none_or(|named| named == key || placed.contains(&named) || !keys.contains(&named)) {
                placed.insert(key);
                ordered.push(row);
            } else {
                left.push(row);
            }
        }
        if left.is_empty() || left.len() == before {
            ordered.extend(left);
            return ordered;
        }
        waiting = left;
    }
}
