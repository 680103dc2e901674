//! Search: an index beside the database, on every node its own.
//!
//! It is filled from the journal ([`feed`]) with documents that capabilities make of their things
//! ([`Source`]), and built anew from the tables when it is missing, of an older version, or of another
//! database; until then the old one answers. The index finds *candidates*. Whether somebody may see them is
//! never decided here: who asks confirms them in the database, through the viewer, before anything is
//! counted, cut, highlighted or shown.

mod ask;
mod feed;
mod gather;
mod highlight;
mod index;
mod one_of;
mod statistics;
mod tokens;
pub mod words;

pub use ask::{Part, Question};
pub use feed::{REBUILD, ask_to_rebuild, documents_in};
pub use gather::{Admit, Candidate, Facts, Gather, Gathered, Shelf, Weigh};
pub use highlight::{Matcher, Piece, Pieces, marked, snippet};

use crate::app::App;
use crate::clock::Millis;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::ids::Id;
use crate::journal::Entry;
use futures_util::future::BoxFuture;
use index::Open;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::{Mutex, Semaphore};

/// Of what is indexed and how. An index of an older version is built anew.
pub const VERSION: u32 = 2;

/// What the index has of a thing. A thing can have several, one for each part that has a text of its own.
#[derive(Debug, Clone, Default)]
pub struct Document {
    pub id: Id,
    pub part: Id,
    pub title: String,
    pub text: String,
    /// What it can be narrowed by: `kind:note`, `by:81`.
    pub marks: Vec<String>,
    pub at: Millis,
    /// The place that it hangs on, 0 for none, and the number of its audience.
    pub within: Id,
    pub audience: i64,
    pub worth: i64,
    /// Days after which it is half as fresh; 0: it does not age.
    pub life: i64,
}

/// Makes documents of the things of one capability.
pub trait Source: Send + Sync {
    /// Its number in the index, for good.
    fn number(&self) -> i64;

    /// Things whose documents may be others after this row of the journal.
    fn touched(&self, entry: &Entry) -> Vec<Id>;

    /// Things before `before`, the greatest ids first.
    fn walk<'a>(&'a self, tx: &'a Tx, before: Id, most: i64) -> BoxFuture<'a, Result<Vec<Id>>>;

    /// Documents of these things; those that shall not be found have none.
    fn load<'a>(&'a self, tx: &'a Tx, ids: &'a [Id]) -> BoxFuture<'a, Result<Vec<Document>>>;
}

/// A part of the program: all that can be found.
#[derive(Clone, Default)]
pub struct Sources(pub Vec<Arc<dyn Source>>);

/// What was found, shelf by shelf.
#[derive(Debug, Clone, Default)]
pub struct Found {
    pub shelves: Vec<Gathered>,
    /// Folded words that may have matched.
    pub matching: BTreeSet<String>,
}

/// The index of this node. Cheap to clone.
#[derive(Clone)]
pub struct Search(Arc<Inner>);

struct Inner {
    folder: PathBuf,
    open: RwLock<Option<Arc<Open>>>,
    /// As many search at once as there are processors; the others wait in order.
    turns: Arc<Semaphore>,
    feeder: Mutex<feed::Feeder>,
}

impl Search {
    /// The index in `folder`, which is not looked at before [`Search::start`] or [`Search::catch_up`].
    pub fn at(folder: PathBuf) -> Self {
        let processors = std::thread::available_parallelism().map_or(2, std::num::NonZeroUsize::get);
        Self(Arc::new(Inner {
            folder,
            open: RwLock::new(None),
            turns: Arc::new(Semaphore::new(processors)),
            feeder: Mutex::new(feed::Feeder::default()),
        }))
    }

    /// Keeps the index up to date until the program stops.
    pub fn start(&self, app: &App) {
        tokio::spawn(feed::keep_going(self.clone(), app.clone()));
    }

    /// Brings the index up to date on this task: for stories and for commands.
    pub async fn catch_up(&self, app: &App) -> Result<()> {
        let mut feeder = self.0.feeder.lock().await;
        loop {
            let moved = feeder.turn(self, app).await?;
            match (moved, feeder.is_building()) {
                (false, false) => return Ok(()),
                (false, true) => tokio::time::sleep(std::time::Duration::from_millis(5)).await,
                (true, _) => {}
            }
        }
    }

    /// How many documents can be found; none while there is no index yet.
    pub fn documents(&self) -> Option<u64> {
        self.open().map(|open| open.documents())
    }

    /// What fits the question. [`Error::Unavailable`] while there is no index yet.
    pub async fn find(&self, question: Question, gather: Gather) -> Result<Found> {
        let missing = || Error::Refused { status: 503, code: "search-being-built" };
        let open = self.open().ok_or_else(missing)?;
        let turn = self.0.turns.clone().acquire_owned().await.map_err(Error::internal)?;
        let found = tokio::task::spawn_blocking(move || {
            let found = open.gather(&question, &gather);
            drop(turn);
            found
        });
        found.await.map_err(Error::internal)?
    }

    /// As if the process were gone.
    #[cfg(test)]
    async fn stop_for_story(&self) {
        *self.0.feeder.lock().await = feed::Feeder::default();
    }

    fn open(&self) -> Option<Arc<Open>> {
        self.0.open.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn answer_from(&self, open: Option<Arc<Open>>) {
        *self.0.open.write().unwrap_or_else(PoisonError::into_inner) = open;
    }
}

#[cfg(test)]
mod tests;
