//! SQLite's write-ahead log, brought back into the database on a thread of its own.
//!
//! SQLite would do it in the commit that makes the log long, and who waits for that commit waits for
//! two more flushes of the disk. Here the writer only says that the log has grown. A log that is
//! always written to never ends by itself: when it is long, the writer begins it anew between two
//! commits, when little is left to bring back and nobody reads from it. The file keeps its length: written
//! over what it has, a flush brings the words to the disk and nothing of the file system, and no blocks are
//! given back, for which everybody on the disk would wait.

use super::dialect;
use crate::error::Result;
use crossbeam_channel::{Sender, bounded};
use rusqlite::Connection;
use rusqlite::hooks::Wal;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Bytes that the log may grow before it is brought back again.
const STEP: u64 = 4 * 1024 * 1024;
/// From this length on the writer tries to begin it anew.
const LONG: u64 = 32 * 1024 * 1024;
/// A log that had to grow further is cut to this when it begins anew.
pub const KEPT: u64 = 2 * LONG;
/// What a page in the log has beside its own bytes (<https://www.sqlite.org/fileformat2.html#the_write_ahead_log>).
const FRAME_HEADER: u64 = 24;
/// How long the writer waits for readers of the log before it lets it grow on.
const PATIENCE: Duration = Duration::from_millis(20);
/// As long as everybody else waits for a lock.
pub const BUSY: Duration = Duration::from_secs(10);

/// The writer's side.
pub struct Log {
    /// Bytes in use, as the last commit left them.
    length: Arc<AtomicU64>,
    grown: Sender<()>,
    told: u64,
    anew_at: u64,
}

impl Log {
    /// Watches what `writer` commits and starts the thread; `beside` is a connection of its own.
    pub fn watch(writer: &mut Connection, beside: Connection) -> Result<Self> {
        let (grown, told) = bounded::<()>(1);
        std::thread::Builder::new().name("sqlite-log".to_owned()).spawn(move || {
            for () in told {
                if let Err(error) = checkpoint(&beside, "pragma wal_checkpoint(passive)") {
                    tracing::warn!(%error, "the write-ahead log could not be brought back");
                }
            }
        })?;
        let page: u32 =
            writer.query_row("pragma page_size", [], |row| row.get(0)).map_err(|e| dialect::sqlite_error(&e))?;
        let length = Arc::new(AtomicU64::new(0));
        let seen = length.clone();
        let hook = move |_: &mut Wal, pages: std::ffi::c_int| {
            seen.store(u64::try_from(pages).unwrap_or(0) * (u64::from(page) + FRAME_HEADER), Ordering::Relaxed);
            Ok(())
        };
        writer.wal_hook(Some(hook)).map_err(|e| dialect::sqlite_error(&e))?;
        Ok(Self { length, grown, told: 0, anew_at: LONG })
    }

    /// Called between two commits, on the writer's thread.
    pub fn committed(&mut self, writer: &Connection) {
        let length = self.length.load(Ordering::Relaxed);
        if length < self.told {
            // SQLite has begun it anew by itself: all was brought back, and nobody read.
            self.told = 0;
            self.anew_at = LONG;
        }
        if length >= self.anew_at {
            // Readers of long (a backup) keep their part of the log: then it grows on for a while.
            let begun = begin_anew(writer).unwrap_or_else(|error| {
                tracing::warn!(%error, "the write-ahead log could not be begun anew");
                false
            });
            self.anew_at = if begun { LONG } else { length + LONG / 2 };
            if begun {
                self.length.store(0, Ordering::Relaxed);
            }
            self.told = if begun { 0 } else { length };
        } else if length >= self.told + STEP {
            // A full queue: the thread is at it already.
            if self.grown.try_send(()).is_ok() {
                self.told = length;
            }
        }
    }
}

/// True when the next commit writes over the log from its beginning.
fn begin_anew(writer: &Connection) -> Result<bool> {
    writer.busy_timeout(PATIENCE).map_err(|e| dialect::sqlite_error(&e))?;
    let outcome = checkpoint(writer, "pragma wal_checkpoint(restart)");
    writer.busy_timeout(BUSY).map_err(|e| dialect::sqlite_error(&e))?;
    outcome
}

/// True when nobody was in the way.
fn checkpoint(connection: &Connection, sql: &str) -> Result<bool> {
    let busy: i64 = connection.query_row(sql, [], |row| row.get(0)).map_err(|e| dialect::sqlite_error(&e))?;
    Ok(busy == 0)
}
