//! Bytes that somebody sends: in memory while they are few, else in a file without a name, which is gone
//! with who holds it, also after a power cut.

use crate::error::{Error, Result};
use bytes::{Bytes, BytesMut};
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// So many bytes stay in memory.
const HELD: usize = 1024 * 1024;

/// What was sent. Cheap to clone.
#[derive(Debug, Clone)]
pub enum Content {
    Held(Bytes),
    Spooled { file: Arc<Mutex<File>>, size: u64 },
}

impl From<Bytes> for Content {
    fn from(bytes: Bytes) -> Self {
        Self::Held(bytes)
    }
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Held(bytes.into())
    }
}

impl Content {
    pub fn size(&self) -> u64 {
        match self {
            Self::Held(bytes) => u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            Self::Spooled { size, .. } => *size,
        }
    }

    /// At most `most` bytes from the byte `at` on; fewer at the end.
    pub async fn piece(&self, at: u64, most: usize) -> Result<Bytes> {
        match self {
            Self::Held(bytes) => {
                let from = usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
                Ok(bytes.slice(from..from.saturating_add(most).min(bytes.len())))
            }
            Self::Spooled { file, .. } => {
                let file = file.clone();
                blocking(move || {
                    let mut file = open(&file);
                    file.seek(SeekFrom::Start(at))?;
                    let mut piece = Vec::with_capacity(most);
                    (&mut *file).take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(&mut piece)?;
                    Ok(piece.into())
                })
                .await
            }
        }
    }

    /// All of it in memory; field error `file` `file-too-large` when it is more than `most`.
    pub async fn at_most(&self, most: usize) -> Result<Bytes> {
        match usize::try_from(self.size()) {
            Ok(size) if size <= most => self.piece(0, size).await,
            _ => Err(Error::field("file", "file-too-large")),
        }
    }
}

/// Takes content in, piece by piece.
pub struct Intake {
    folder: PathBuf,
    held: BytesMut,
    spool: Option<Arc<Mutex<File>>>,
    size: u64,
}

impl Intake {
    /// What is too much for the memory goes to `folder`, which is made when it is needed.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, held: BytesMut::new(), spool: None, size: 0 }
    }

    pub fn size(&self) -> u64 {
        self.size
    }

    pub async fn take(&mut self, piece: &[u8]) -> Result<()> {
        self.size += u64::try_from(piece.len()).unwrap_or(u64::MAX);
        self.held.extend_from_slice(piece);
        if self.held.len() > HELD { self.spill().await } else { Ok(()) }
    }

    async fn spill(&mut self) -> Result<()> {
        let (held, spool, folder) = (self.held.split().freeze(), self.spool.clone(), self.folder.clone());
        let written = blocking(move || {
            let spool = match spool {
                Some(spool) => spool,
                None => {
                    std::fs::create_dir_all(&folder)?;
                    Arc::new(Mutex::new(tempfile::tempfile_in(&folder)?))
                }
            };
            open(&spool).write_all(&held)?;
            Ok(spool)
        });
        self.spool = Some(written.await?);
        Ok(())
    }

    pub async fn finish(mut self) -> Result<Content> {
        if self.spool.is_some() && !self.held.is_empty() {
            self.spill().await?;
        }
        Ok(match self.spool {
            Some(file) => Content::Spooled { file, size: self.size },
            None => Content::Held(self.held.freeze()),
        })
    }
}

/// A panic elsewhere leaves the file as it was: every reader looks for its own place in it.
fn open(file: &Mutex<File>) -> MutexGuard<'_, File> {
    file.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn taken(size: usize) -> (Content, Vec<u8>, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let mut intake = Intake::new(folder.path().join("incoming"));
        let bytes: Vec<u8> = (0..size).map(|n| u8::try_from(n % 251).unwrap()).collect();
        for piece in bytes.chunks(70_000) {
            intake.take(piece).await.unwrap();
        }
        assert_eq!(intake.size(), u64::try_from(size).unwrap());
        (intake.finish().await.unwrap(), bytes, folder)
    }

    #[tokio::test]
    async fn what_is_small_is_held_and_what_is_large_is_spooled() {
        let (small, bytes, _folder) = taken(300_000).await;
        assert!(matches!(&small, Content::Held(held) if held == &bytes));
        let (large, bytes, folder) = taken(3_500_000).await;
        assert!(matches!(large, Content::Spooled { .. }));
        assert_eq!(std::fs::read_dir(folder.path().join("incoming")).unwrap().count(), 0, "a file without a name");
        assert_eq!(large.at_most(4_000_000).await.unwrap(), bytes);
        assert_eq!(large.piece(3_400_000, 200_000).await.unwrap(), &bytes[3_400_000..]);
        assert_eq!(large.piece(9, 3).await.unwrap(), &bytes[9..12]);
        assert!(large.piece(4_000_000, 5).await.unwrap().is_empty());
        assert!(matches!(large.at_most(3_000_000).await, Err(Error::Invalid(_))));
    }
}
