//! The newest rows, read once for all readers of a node.
//!
//! Most rows concern few readers. If each of them asked the database for each row, a single post would cost some fifty
//! reads. So one task reads what is new and keeps the last [`MOST`] rows; who has fallen behind them asks the database
//! itself. Nothing is lost with it: positions are saved by the readers, and what is behind a position never changes, but
//! for details that were emptied because their post went for good.

use super::{Entry, Position, after, end, waiting};
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// Rows that are kept.
const MOST: usize = 2_000;
/// Rows that are read at once.
const BATCH: i64 = 500;
/// How long it sleeps when nobody rings: what a command beside the server wrote is seen too.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How soon it looks again for a row that is there, but cannot be read while another transaction is open.
const SOON: Duration = Duration::from_millis(20);
const LESS_SOON: Duration = Duration::from_millis(320);

/// What was read last. Copies share it.
#[derive(Clone)]
pub struct Tail {
    rows: Arc<Mutex<Rows>>,
    end: watch::Sender<Position>,
}

#[derive(Default)]
struct Rows {
    /// All that lies behind this, up to the end, is here.
    from: Position,
    kept: VecDeque<Arc<Entry>>,
}

impl Tail {
    /// Empty, from the present end of the journal on.
    pub async fn begin(app: &App) -> Result<Self> {
        let db = app.db.clone();
        let from = app.db.read(async move |tx: &Tx| end(&db, tx).await).await?;
        let rows = Arc::new(Mutex::new(Rows { from, kept: VecDeque::new() }));
        Ok(Self { rows, end: watch::Sender::new(from) })
    }

    /// Rings with each end that is new.
    pub fn bell(&self) -> watch::Receiver<Position> {
        self.end.subscribe()
    }

    /// At most `most` rows behind a position; none when the tail does not reach back so far.
    pub fn after(&self, position: Position, most: usize) -> Option<Vec<Arc<Entry>>> {
        let rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        if position < rows.from {
            return None;
        }
        let behind = rows.kept.partition_point(|row| row.position() <= position);
        Some(rows.kept.iter().skip(behind).take(most).cloned().collect())
    }

    /// Reads what is new until the program stops.
    pub async fn keep_reading(self, app: App) {
        let mut bell = app.db.journal_bell();
        let mut soon = SOON;
        loop {
            bell.mark_unchanged();
            let pause = match self.read(&app).await {
                Ok(Read::Some) => {
                    soon = SOON;
                    continue;
                }
                Ok(Read::Waiting) => {
                    soon = (soon * 2).min(LESS_SOON);
                    soon
                }
                Ok(Read::Nothing) => LOOK_EVERY,
                Err(error) => {
                    tracing::warn!(%error, "the journal could not be read; it is tried again");
                    LOOK_EVERY
                }
            };
            tokio::select! {
                () = app.stopping() => return,
                rung = bell.changed() => if rung.is_err() { return },
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    async fn read(&self, app: &App) -> Result<Read> {
        let (db, from) = (app.db.clone(), *self.end.borrow());
        let read = async move |tx: &Tx| {
            let new = after(&db, tx, from, BATCH).await?;
            let waits = new.is_empty() && waiting(&db, tx).await?;
            Ok((new, waits))
        };
        let (new, waits) = app.db.read(read).await?;
        let Some(last) = new.last().map(Entry::position) else {
            return Ok(if waits { Read::Waiting } else { Read::Nothing });
        };
        {
            let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
            rows.kept.extend(new.into_iter().map(Arc::new));
            while rows.kept.len() > MOST {
                rows.from = rows.kept.pop_front().map_or(rows.from, |gone| gone.position());
            }
        }
        self.end.send_replace(last);
        Ok(Read::Some)
    }
}

enum Read {
    Some,
    /// Something is there that cannot be read yet.
    Waiting,
    Nothing,
}
