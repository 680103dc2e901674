//! SQLite's write-ahead log, brought back into the database on a thread of its own.
//!
//! SQLite would do it in the commit that makes the log long, and who waits for that commit waits for
//! two more flushes of the disk. Here the writer only says that the log has grown. A log that is
//! always written to never ends by itself: when it is long, the writer cuts it between two commits,
//! when little is left to bring back and nobody reads from it.

use super::dialect;
use crate::error::Result;
use crossbeam_channel::{Sender, bounded};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What the log may grow before it is brought back again.
const STEP: u64 = 4 * 1024 * 1024;
/// From this length on the writer tries to cut it.
const LONG: u64 = 32 * 1024 * 1024;
/// How long the writer waits for readers of the log before it lets it grow on.
const PATIENCE: Duration = Duration::from_millis(20);
/// As long as everybody else waits for a lock.
pub const BUSY: Duration = Duration::from_secs(10);

/// The writer's side.
pub struct Log {
    file: PathBuf,
    grown: Sender<()>,
    told: u64,
    cut_at: u64,
}

impl Log {
    /// Starts the thread; `beside` is a connection of its own.
    pub fn watch(database: &Path, beside: Connection) -> Result<Self> {
        let mut file = database.as_os_str().to_owned();
        file.push("-wal");
        let (grown, told) = bounded::<()>(1);
        std::thread::Builder::new().name("sqlite-log".to_owned()).spawn(move || {
            for () in told {
                if let Err(error) = checkpoint(&beside, "pragma wal_checkpoint(passive)") {
                    tracing::warn!(%error, "the write-ahead log could not be brought back");
                }
            }
        })?;
        Ok(Self { file: file.into(), grown, told: 0, cut_at: LONG })
    }

    /// Called between two commits, on the writer's thread.
    pub fn committed(&mut self, writer: &Connection) {
        let length = std::fs::metadata(&self.file).map_or(0, |file| file.len());
        if length >= self.cut_at {
            // Readers of long (a backup) keep their part of the log: then it grows on for a while.
            self.cut_at = match cut(writer) {
                Ok(true) => LONG,
                Ok(false) => length + LONG / 2,
                Err(error) => {
                    tracing::warn!(%error, "the write-ahead log could not be cut");
                    length + LONG / 2
                }
            };
            self.told = 0;
        } else if length >= self.told + STEP {
            // A full queue: the thread is at it already.
            if self.grown.try_send(()).is_ok() {
                self.told = length;
            }
        }
    }
}

/// True when the log is empty now.
fn cut(writer: &Connection) -> Result<bool> {
    writer.busy_timeout(PATIENCE).map_err(|e| dialect::sqlite_error(&e))?;
    let outcome = checkpoint(writer, "pragma wal_checkpoint(truncate)");
    writer.busy_timeout(BUSY).map_err(|e| dialect::sqlite_error(&e))?;
    outcome
}

/// True when nobody was in the way.
fn checkpoint(connection: &Connection, sql: &str) -> Result<bool> {
    let busy: i64 = connection.query_row(sql, [], |row| row.get(0)).map_err(|e| dialect::sqlite_error(&e))?;
    Ok(busy == 0)
}
