//! Copies of an installation over time, in a folder or with any S3-compatible service.
//!
//! A copy is a *snapshot*: the database at one moment, and the files that it names. What is kept is cut into chunks at
//! places that their content chooses (FastCDC, Xia et al., USENIX ATC 2020), and each chunk is kept once, so a second snapshot
//! takes only what has changed. Chunks are compressed, and sealed when there is somebody to seal them for ([`sealing`]).
//!
//! ```text
//! chunks/ab/abcd…           a chunk, named by a keyed hash of its content
//! snapshots/TIME/chunks     the names of the chunks of a snapshot, one a line
//! snapshots/TIME/manifest   what the snapshot is made of; written last: without it there is no snapshot
//! lock                      who is writing here, and since when
//! ```

mod lock;
mod place;
mod sealing;

pub use lock::Lock;
pub use place::Place;
pub use sealing::{Identities, Recipients, Sealing};

use crate::clock::{DAY, Millis};
use crate::error::{Error, Result};
use bytes::Bytes;
use fastcdc::v2020::StreamCDC;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::io::Write as _;
use std::path::Path;
use tokio::sync::mpsc;

/// Bytes of a chunk: at least, mostly, at most.
const CHUNK: (usize, usize, usize) = (256 * 1024, 1024 * 1024, 4 * 1024 * 1024);
/// So many chunks are on their way at once.
const UNDER_WAY: usize = 8;

/// Something of any length, as chunks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub bytes: u64,
    /// BLAKE3 of the whole.
    pub hash: String,
    pub chunks: Vec<String>,
}

/// A file of the installation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// Below the folder of files, with `/` between names.
    pub path: String,
    #[serde(flatten)]
    pub kept: Kept,
}

/// What a snapshot is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of this manifest: 1.
    pub form: u32,
    /// The moment of the database, in milliseconds since 1970.
    pub at: Millis,
    /// The program that made it.
    pub version: String,
    /// `sqlite` or `postgres`.
    pub engine: String,
    pub database: Kept,
    pub files: Vec<KeptFile>,
}

impl Manifest {
    fn chunks(&self) -> impl Iterator<Item = &String> {
        self.database.chunks.iter().chain(self.files.iter().flat_map(|file| &file.kept.chunks))
    }

    /// All of it, unpacked.
    pub fn bytes(&self) -> u64 {
        self.database.bytes + self.files.iter().map(|file| file.kept.bytes).sum::<u64>()
    }
}

/// What writing has added.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Added {
    pub chunks: u64,
    /// As they lie there, compressed and sealed.
    pub bytes: u64,
}

/// Writes one snapshot.
pub struct Writing<'a> {
    place: &'a Place,
    sealing: &'a Sealing,
    known: HashSet<String>,
    pub added: Added,
}

impl<'a> Writing<'a> {
    /// Learns which chunks are there already.
    pub async fn begin(place: &'a Place, sealing: &'a Sealing) -> Result<Self> {
        let known = place.list("chunks").await?.into_iter().map(|found| found.name).collect();
        Ok(Self { place, sealing, known, added: Added::default() })
    }

    /// Keeps a file of this machine.
    pub async fn keep(&mut self, file: &Path) -> Result<Kept> {
        let file = std::fs::File::open(file).map_err(|cause| told(file, &cause))?;
        let (chunks, mut come) = mpsc::channel::<Cut>(UNDER_WAY);
        let known = self.known.clone();
        let sealing = self.sealing.clone();
        let reading = tokio::task::spawn_blocking(move || cut(file, &sealing, known, &chunks));
        let mut kept = Kept::default();
        let place = self.place;
        let mut under_way = stream::FuturesUnordered::new();
        while let Some(chunk) = come.recv().await {
            let (name, sealed) = chunk?;
            if let Some(sealed) = sealed {
                self.added.chunks += 1;
                self.added.bytes += u64::try_from(sealed.len()).unwrap_or(0);
                self.known.insert(name.clone());
                let at = chunk_at(&name);
                under_way.push(async move { place.put(&at, Bytes::from(sealed)).await });
            }
            kept.chunks.push(name);
            while under_way.len() >= UNDER_WAY {
                under_way.try_next().await?;
            }
        }
        while under_way.try_next().await?.is_some() {}
        (kept.bytes, kept.hash) = reading.await.map_err(Error::internal)??;
        Ok(kept)
    }

    /// Ends the snapshot: from here on it is one.
    pub async fn end(self, manifest: &Manifest) -> Result<Added> {
        let folder = format!("snapshots/{}", name_of(manifest.at));
        let names: HashSet<&String> = manifest.chunks().collect();
        let mut names: Vec<&str> = names.into_iter().map(String::as_str).collect();
        names.sort_unstable();
        self.place.put(&format!("{folder}/chunks"), names.join("\n").into()).await?;
        let sealed = self.sealing.seal(&serde_json::to_vec(manifest)?)?;
        self.place.put(&format!("{folder}/manifest"), sealed.into()).await?;
        Ok(self.added)
    }
}

/// A chunk on its way: its name, and what is to be written when it is not there already.
type Cut = Result<(String, Option<Vec<u8>>)>;

/// Cuts, names and seals, away from who waits for the network. The length and hash of the whole.
fn cut(
    file: std::fs::File,
    sealing: &Sealing,
    mut known: HashSet<String>,
    to: &mpsc::Sender<Cut>,
) -> Result<(u64, String)> {
    let mut whole = blake3::Hasher::new();
    let mut length = 0;
    for chunk in StreamCDC::new(file, CHUNK.0, CHUNK.1, CHUNK.2) {
        let chunk = chunk.map_err(|cause| Error::Unavailable(cause.to_string()))?.data;
        whole.update(&chunk);
        length += u64::try_from(chunk.len()).unwrap_or(0);
        let name = sealing.name(&chunk);
        let sealed = if known.insert(name.clone()) { Some(sealing.seal(&chunk)?) } else { None };
        if to.blocking_send(Ok((name, sealed))).is_err() {
            return Err(Error::Unavailable("the copy was given up".to_owned()));
        }
    }
    Ok((length, whole.finalize().to_hex().to_string()))
}

/// Writes what was kept to a file that does not exist yet, and sees that it is what it was.
pub async fn unpack(place: &Place, identities: &Identities, kept: &Kept, to: &Path) -> Result<()> {
    let mut file = std::fs::File::create_new(to).map_err(|cause| told(to, &cause))?;
    let mut hash = blake3::Hasher::new();
    let chunks = stream::iter(kept.chunks.clone()).map(async |name| {
        let sealed = place.get(&chunk_at(&name)).await?;
        let identities = identities.clone();
        tokio::task::spawn_blocking(move || identities.open(&sealed)).await.map_err(Error::internal)?
    });
    let mut chunks = std::pin::pin!(chunks.buffered(UNDER_WAY));
    while let Some(chunk) = chunks.try_next().await? {
        hash.update(&chunk);
        file.write_all(&chunk).map_err(|cause| told(to, &cause))?;
    }
    file.sync_all()?;
    if hash.finalize().to_hex().as_str() != kept.hash {
        return Err(Error::Unavailable(format!("{} is not what it was: its chunks are damaged", to.display())));
    }
    Ok(())
}

/// The moments of all snapshots, the oldest first.
pub async fn snapshots(place: &Place) -> Result<Vec<Millis>> {
    let found = place.list("snapshots").await?;
    let mut all: Vec<Millis> =
        found.iter().filter(|found| found.name == "manifest").filter_map(|found| moment_of(&found.folder)).collect();
    all.sort_unstable();
    Ok(all)
}

pub async fn manifest(place: &Place, identities: &Identities, at: Millis) -> Result<Manifest> {
    let sealed = place.get(&format!("snapshots/{}/manifest", name_of(at))).await?;
    let manifest: Manifest = serde_json::from_slice(&identities.open(&sealed)?)?;
    if manifest.form != 1 {
        return Err(Error::Unavailable("this snapshot was made by a newer program".to_owned()));
    }
    Ok(manifest)
}

/// Removes snapshots older than so many days, but never the newest, and the chunks that nothing needs any more.
/// How many snapshots and chunks went.
pub async fn forget(place: &Place, now: Millis, days: i64) -> Result<(usize, usize)> {
    let all = snapshots(place).await?;
    let newest = all.last().copied();
    let old: Vec<Millis> = all.iter().copied().filter(|at| *at < now - days * DAY && Some(*at) != newest).collect();
    for at in &old {
        let folder = format!("snapshots/{}", name_of(*at));
        place.delete(&format!("{folder}/manifest")).await?;
        place.delete(&format!("{folder}/chunks")).await?;
    }
    let mut needed = HashSet::new();
    for at in all.iter().filter(|at| !old.contains(at)) {
        let names = place.get(&format!("snapshots/{}/chunks", name_of(*at))).await?;
        needed.extend(String::from_utf8_lossy(&names).lines().map(str::to_owned));
    }
    let mut gone = 0;
    for found in place.list("chunks").await? {
        if !needed.contains(&found.name) {
            place.delete(&chunk_at(&found.name)).await?;
            gone += 1;
        }
    }
    Ok((old.len(), gone))
}

fn chunk_at(name: &str) -> String {
    format!("chunks/{}/{name}", name.get(..2).unwrap_or_default())
}

/// A moment as the name of a folder: `20261122T203000.123Z`.
fn name_of(at: Millis) -> String {
    let moment = jiff::Timestamp::from_millisecond(at).unwrap_or_default();
    moment.strftime("%Y%m%dT%H%M%S.%3fZ").to_string()
}

fn moment_of(name: &str) -> Option<Millis> {
    let at = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%S%.fZ", name).ok()?;
    Some(at.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_millisecond())
}

fn told(path: &Path, cause: &std::io::Error) -> Error {
    Error::Unavailable(format!("{}: {cause}", path.display()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
mod tests;
