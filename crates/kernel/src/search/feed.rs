//! How the index comes to know what happened.
//!
//! Each node has its own index, so it reads the journal by itself, without a lease, from the position that
//! its last commit names. While an index is built in a folder of its own, the former one answers and, if it
//! is of this version, is kept up to date; then the file `current` names the new folder.

use super::index::{Mark, Open, Writer, failed, first_mark};
use super::{Document, Search, Source, Sources, VERSION};
use crate::app::App;
use crate::args;
use crate::clock::{MINUTE, Millis};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::ids::Id;
use crate::journal;
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::{JoinHandle, spawn_blocking};

/// A row of the journal that asks every node to build its index anew.
pub const REBUILD: &str = "search.rebuild_asked";

/// Rows of the journal, and things, that are taken at once.
const ROWS: i64 = 1_000;
const THINGS: usize = 250;
/// A longer text is cut: what it is about stands in its beginning.
const MOST_TEXT: usize = 200_000;
const MOST_TITLE: usize = 2_000;
/// What comes in within this time shares a commit; where much comes in, more of it does.
const BREATH: Duration = Duration::from_millis(150);
const DEEP_BREATH: Duration = Duration::from_millis(400);
const MUCH: usize = 100;
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Before a build that failed is tried again.
const PATIENCE: Millis = MINUTE;

#[derive(Default)]
pub struct Feeder {
    opened: bool,
    writing: Option<Writing>,
    building: Option<JoinHandle<Result<Writing>>>,
    build_after: Millis,
}

/// An index and who writes to it.
struct Writing {
    open: Arc<Open>,
    /// None while it is at work, or after it failed.
    writer: Option<Writer>,
    mark: Mark,
    /// Rows of the journal that were read last.
    took: usize,
}

pub async fn keep_going(search: Search, app: App) {
    let mut bell = app.db.journal_bell();
    loop {
        bell.mark_unchanged();
        let (turned, much) = {
            let mut feeder = search.0.feeder.lock().await;
            (feeder.turn(&search, &app).await, feeder.took_much())
        };
        let pause = match turned {
            Ok(true) if much => DEEP_BREATH,
            Ok(true) => BREATH,
            Ok(false) => LOOK_EVERY,
            Err(error) => {
                tracing::warn!(%error, "the search index could not be brought up to date; it tries again");
                LOOK_EVERY
            }
        };
        let rung = async {
            // What has just been committed leaves time to others; otherwise the next row is at once.
            if pause < LOOK_EVERY { std::future::pending::<()>().await } else { drop(bell.changed().await) }
        };
        tokio::select! {
            () = app.stopping() => return,
            () = rung => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

impl Feeder {
    pub fn is_building(&self) -> bool {
        self.building.is_some()
    }

    fn took_much(&self) -> bool {
        self.writing.as_ref().is_some_and(|writing| writing.took >= MUCH)
    }

    /// Does what is next; false when there was nothing to do.
    pub async fn turn(&mut self, search: &Search, app: &App) -> Result<bool> {
        if !self.opened {
            self.open(search, app).await?;
            self.opened = true;
        }
        let adopted = self.adopt(search, app).await?;
        if self.writing.is_none() && self.building.is_none() && app.clock.now() >= self.build_after {
            self.begin_to_build(search, app);
        }
        let Some(writing) = &mut self.writing else { return Ok(adopted) };
        match writing.feed(app).await? {
            Fed::Nothing => Ok(adopted),
            Fed::Something => Ok(true),
            Fed::AskedToRebuild => {
                if self.building.is_none() {
                    self.begin_to_build(search, app);
                }
                Ok(true)
            }
        }
    }

    /// Looks for the index that the last run has left. One that is of an older version, or of another
    /// database, answers until there is a new one.
    async fn open(&mut self, search: &Search, app: &App) -> Result<()> {
        let folder = search.0.folder.clone();
        let found = spawn_blocking(move || current(&folder)).await.map_err(Error::internal)?;
        let Some((open, mark)) = found else { return Ok(()) };
        let open = Arc::new(open);
        let known = mark.version == VERSION && is_of(app, mark).await?;
        if known || mark.version != VERSION {
            search.answer_from(Some(open.clone()));
        }
        if known {
            let writer = open.writer(false)?;
            self.writing = Some(Writing { open, writer: Some(writer), mark, took: 0 });
        }
        Ok(())
    }

    fn begin_to_build(&mut self, search: &Search, app: &App) {
        tracing::info!("the search index is built");
        self.building = Some(tokio::spawn(build(search.0.folder.clone(), app.clone())));
    }

    /// Answers from the new index, once it is there.
    async fn adopt(&mut self, search: &Search, app: &App) -> Result<bool> {
        if !self.building.as_ref().is_some_and(JoinHandle::is_finished) {
            return Ok(false);
        }
        let Some(building) = self.building.take() else { return Ok(false) };
        let built = building.await.map_err(Error::internal).flatten();
        let writing = match built {
            Ok(writing) => writing,
            Err(error) => {
                self.build_after = app.clock.now() + PATIENCE;
                return Err(error);
            }
        };
        tracing::info!(documents = writing.open.documents(), "the search index is ready");
        name_current(&search.0.folder, &writing.open.folder)?;
        search.answer_from(Some(writing.open.clone()));
        self.writing = Some(writing);
        let folder = search.0.folder.clone();
        drop(spawn_blocking(move || sweep(&folder)));
        Ok(true)
    }
}

enum Fed {
    Nothing,
    Something,
    AskedToRebuild,
}

impl Writing {
    async fn feed(&mut self, app: &App) -> Result<Fed> {
        let (db, position) = (app.db.clone(), self.mark.position());
        let rows = app.db.read(async move |tx: &Tx| journal::after(&db, tx, position, ROWS).await).await?;
        self.took = rows.len();
        let Some(last) = rows.last() else { return Ok(Fed::Nothing) };
        let mark = self.mark.moved(last.position(), last.at);
        let mut changes = Vec::new();
        for source in &app.part::<Sources>().0 {
            let touched: BTreeSet<Id> = rows.iter().flat_map(|row| source.touched(row)).collect();
            let touched: Vec<Id> = touched.into_iter().collect();
            for some in touched.chunks(THINGS) {
                changes.push((source.number(), some.to_vec(), load(app, source, some).await?));
            }
        }
        self.write(changes, mark).await?;
        Ok(if rows.iter().any(|row| row.verb == REBUILD) { Fed::AskedToRebuild } else { Fed::Something })
    }

    async fn write(&mut self, changes: Vec<(i64, Vec<Id>, Vec<Document>)>, mark: Mark) -> Result<()> {
        if changes.is_empty() {
            // Nothing to find in these rows: the position need not be on disk before something is.
            self.mark = mark;
            return Ok(());
        }
        let writer = match self.writer.take() {
            Some(writer) => writer,
            None => self.open.writer(false)?,
        };
        let written = spawn_blocking(move || {
            let mut writer = writer;
            let done = put_all(&writer, &changes).and_then(|()| writer.commit(mark));
            done.map(|()| writer)
        });
        // A writer that failed is gone with what it had not committed; the next one begins at the mark.
        self.writer = Some(written.await.map_err(Error::internal)??);
        self.mark = mark;
        Ok(())
    }
}

fn put_all(writer: &Writer, changes: &[(i64, Vec<Id>, Vec<Document>)]) -> Result<()> {
    for (source, ids, documents) in changes {
        ids.iter().for_each(|id| writer.forget(*source, *id));
        for document in documents {
            writer.put(*source, document)?;
        }
    }
    Ok(())
}

/// The documents of these things. One that cannot be made keeps nobody else from being found.
async fn load(app: &App, source: &Arc<dyn Source>, ids: &[Id]) -> Result<Vec<Document>> {
    let together = load_once(app, source, ids.to_vec()).await;
    match together {
        Err(Error::Unavailable(_)) | Ok(_) => together,
        Err(_) => {
            let mut documents = Vec::new();
            for id in ids {
                match load_once(app, source, vec![*id]).await {
                    Ok(one) => documents.extend(one),
                    Err(Error::Unavailable(cause)) => return Err(Error::Unavailable(cause)),
                    Err(error) => tracing::error!(%id, %error, "something cannot be indexed"),
                }
            }
            Ok(documents)
        }
    }
}

async fn load_once(app: &App, source: &Arc<dyn Source>, ids: Vec<Id>) -> Result<Vec<Document>> {
    let source = source.clone();
    let documents = app.db.read(async move |tx: &Tx| source.load(tx, &ids).await).await?;
    Ok(documents.into_iter().map(cut).collect())
}

fn cut(mut document: Document) -> Document {
    for (text, most) in [(&mut document.title, MOST_TITLE), (&mut document.text, MOST_TEXT)] {
        let mut end = most.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
    }
    document
}

/// A new index of everything there is.
async fn build(folder: PathBuf, app: App) -> Result<Writing> {
    let db = app.db.clone();
    let (position, at) = app
        .db
        .read(async move |tx: &Tx| {
            let end = journal::end(&db, tx).await?;
            let sql = "select at from journal where mark = $1 and seq = $2";
            Ok((end, tx.value::<Millis>(sql, args![end.mark, end.seq]).await?.unwrap_or(0)))
        })
        .await?;
    let salt = i64::from_le_bytes(app.random.bytes::<8>());
    let mark = first_mark(position, at, salt);
    let own = folder.join(format!("{:x}-{:08x}", app.clock.now(), salt & 0xffff_ffff));
    let (open, mut writer) = spawn_blocking(move || {
        let open = Open::create(&own, salt)?;
        let writer = open.writer(true)?;
        Ok::<_, Error>((Arc::new(open), writer))
    })
    .await
    .map_err(Error::internal)??;
    for source in &app.part::<Sources>().0 {
        writer = read_all(&app, source, writer).await?;
    }
    let opened = open.clone();
    let writer = spawn_blocking(move || {
        writer.commit(mark)?;
        writer.finish()?;
        opened.merge_pieces()?;
        opened.writer(false)
    });
    let writer = writer.await.map_err(Error::internal)??;
    Ok(Writing { open, writer: Some(writer), mark, took: 0 })
}

/// Puts in all things of a source; while some are put in, the next are read.
async fn read_all(app: &App, source: &Arc<dyn Source>, mut writer: Writer) -> Result<Writer> {
    let number = source.number();
    let (mut ids, mut documents) = next(app, source, Id::MAX).await?;
    while let Some(before) = ids.last().copied() {
        let put = spawn_blocking(move || {
            documents.iter().try_for_each(|document| writer.put(number, document)).map(|()| writer)
        });
        let (put, following) = tokio::join!(put, next(app, source, before));
        writer = put.map_err(Error::internal)??;
        (ids, documents) = following?;
    }
    Ok(writer)
}

async fn next(app: &App, source: &Arc<dyn Source>, before: Id) -> Result<(Vec<Id>, Vec<Document>)> {
    let walking = source.clone();
    let most = i64::try_from(THINGS).unwrap_or(i64::MAX);
    let ids = app.db.read(async move |tx: &Tx| walking.walk(tx, before, most).await).await?;
    let documents = load(app, source, &ids).await?;
    Ok((ids, documents))
}

/// Whether the index was made from this database: the last row that it has read is there.
async fn is_of(app: &App, mark: Mark) -> Result<bool> {
    if mark.seq <= 0 {
        return Ok(true);
    }
    let sql = "select at from journal where mark = $1 and seq = $2";
    let at: Option<Millis> = app.db.read(async move |tx: &Tx| tx.value(sql, args![mark.mark, mark.seq]).await).await?;
    Ok(at == Some(mark.at))
}

/// How many documents the index in this folder has, whoever writes to it; none when there is none.
pub fn documents_in(folder: &Path) -> Option<u64> {
    current(folder).map(|(open, _)| open.documents())
}

/// The index that `current` names; none when there is none that can answer.
fn current(folder: &Path) -> Option<(Open, Mark)> {
    let name = std::fs::read_to_string(folder.join("current")).ok()?;
    // The file names a folder beside it, nothing else.
    let own = folder.join(Path::new(name.trim()).file_name()?);
    match Open::find(&own) {
        Ok(found) => Some(found),
        Err(error) => {
            tracing::warn!(%error, "the search index cannot be read; it is built anew");
            None
        }
    }
}

fn name_current(folder: &Path, own: &Path) -> Result<()> {
    let name = own.file_name().ok_or_else(|| failed("a folder without a name"))?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(name.as_encoded_bytes())?;
    file.as_file().sync_all()?;
    file.persist(folder.join("current")).map_err(failed)?;
    Ok(std::fs::File::open(folder)?.sync_all()?)
}

/// Throws away what earlier indexes, and builds that were broken off, have left.
fn sweep(folder: &Path) {
    let Ok(current) = std::fs::read_to_string(folder.join("current")) else { return };
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if entry.path().is_dir()
            && entry.file_name() != current.trim()
            && let Err(error) = std::fs::remove_dir_all(entry.path())
        {
            tracing::warn!(%error, folder = %entry.path().display(), "an old search index is left over");
        }
    }
}

/// Asks every node to build its index anew.
pub async fn ask_to_rebuild(app: &App) -> Result<()> {
    app.db.write(async move |tx: &Tx| journal::record(tx, journal::Event::new(REBUILD, None, Id(0))).await).await
}
