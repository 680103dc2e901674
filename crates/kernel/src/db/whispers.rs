//! Whispers: what nodes tell each other that nobody keeps.
//!
//! A whisper is for what is worth nothing a few seconds later (somebody is writing). It is not written
//! down, may be lost, and is heard by every node that listens, also by the one that spoke. What must not
//! be lost is a row of the journal.

use super::{Db, Engine};
use std::sync::Arc;
use tokio::sync::broadcast;

/// Whispers that somebody who is slow may be behind; the oldest are then forgotten.
const KEPT: usize = 256;
/// PostgreSQL carries less than 8,000 bytes.
const MOST_BYTES: usize = 4_000;

/// Where whispers are heard.
#[derive(Clone)]
pub(super) struct Whispers(broadcast::Sender<Arc<str>>);

impl Whispers {
    pub fn new() -> Self {
        Self(broadcast::channel(KEPT).0)
    }

    pub fn heard(&self, text: &str) {
        // Nobody listening is no error: then there is nobody to tell.
        drop(self.0.send(Arc::from(text)));
    }
}

impl Db {
    /// Tells every node, this one too. One that is too long is not told.
    pub fn whisper(&self, text: &str) {
        if text.len() > MOST_BYTES {
            tracing::debug!(bytes = text.len(), "a whisper was too long");
            return;
        }
        match self.engine.as_ref() {
            Engine::Sqlite(_) => self.shared.whispers.heard(text),
            // The database tells the speaker as well, so it hears itself only once.
            Engine::Postgres(postgres) => postgres.whisper(text),
        }
    }

    /// What is whispered from now on.
    pub fn whispers(&self) -> broadcast::Receiver<Arc<str>> {
        self.shared.whispers.0.subscribe()
    }
}
