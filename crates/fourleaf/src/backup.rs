//! Snapshots of the database and its files, taken while the server runs, and put back as of any of their moments.
//!
//! The database is taken first: a file that is written after it is too much, never missing. PostgreSQL is
//! copied by its own tools. What lies in S3 is copied with the means of that.

use crate::compose;
use clap::Args;
use kernel::backups::{self, Identities, Kept, KeptFile, Lock, Manifest, Place, Recipients, Sealing, Writing};
use kernel::clock::{Clock, Millis, Random};
use kernel::configuration::{Configuration, Store};
use kernel::db;
use kernel::error::{Error, Result};
use kernel::files::{FilesConfig, S3Config};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

const EMBEDDED: &str = "fourleaf.db";
const FILES: &str = "files";
/// Where the installation keeps what names its chunks.
const SECRET: &str = "backup.secret";

#[derive(Debug, Clone, Default, Args)]
pub struct Backup {
    /// A folder, or s3://BUCKET/PREFIX with the service and keys of the configuration's `files`.
    pub place: String,
    /// Seals what is written for this recipient (age1…, see age-keygen); may be given more than once.
    #[arg(long, value_name = "RECIPIENT")]
    pub encrypt_to: Vec<String>,
    /// Restores what was written into a scratch folder and sees that it is whole.
    #[arg(long)]
    pub verify: bool,
    /// A file with an identity, to verify what is sealed.
    #[arg(long, value_name = "FILE")]
    pub identity: Option<PathBuf>,
    /// Removes snapshots that are older, but never the newest.
    #[arg(long, value_name = "DAYS")]
    pub keep_days: Option<i64>,
    /// Goes on: a snapshot every so many seconds.
    #[arg(long, value_name = "SECONDS")]
    pub every: Option<u64>,
}

#[derive(Debug, Clone, Default, Args)]
pub struct Restore {
    pub place: String,
    /// The newest snapshot at or before this moment (2026-11-22T20:30:00Z); without it, the newest.
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// A file with an identity (AGE-SECRET-KEY-1…), for what is sealed.
    #[arg(long, value_name = "FILE")]
    pub identity: Option<PathBuf>,
}

#[derive(Debug, Clone, Default, Args)]
pub struct Backups {
    pub place: String,
}

pub async fn backup(configuration: &Configuration, asked: &Backup) -> Result<()> {
    let sealing = Sealing::new(Recipients::parse(&asked.encrypt_to)?, &secret(&configuration.data)?);
    let identities = Identities::read(asked.identity.as_deref())?;
    let place = place(configuration, &asked.place)?;
    let clock = Clock::machine();
    loop {
        let lock = Lock::take(&place, &clock).await?;
        let done = one(configuration, asked, &place, &sealing, &identities).await;
        lock.give_back().await?;
        done?;
        match asked.every {
            Some(seconds) => tokio::time::sleep(Duration::from_secs(seconds.max(1))).await,
            None => return Ok(()),
        }
    }
}

async fn one(
    configuration: &Configuration,
    asked: &Backup,
    place: &Place,
    sealing: &Sealing,
    identities: &Identities,
) -> Result<()> {
    let mut writing = Writing::begin(place, sealing).await?;
    let manifest = take(configuration, place, identities, &mut writing).await?;
    let added = writing.end(&manifest).await?;
    println!("Snapshot of {}: {} MB, {} MB of them new.", moment(manifest.at), mb(manifest.bytes()), mb(added.bytes));
    if asked.verify {
        verify(configuration, place, identities, manifest.at).await?;
        println!("Restored into a scratch folder: it is whole.");
    }
    if let Some(days) = asked.keep_days {
        let (snapshots, chunks) = backups::forget(place, Clock::machine().now(), days.max(0)).await?;
        println!("Removed {snapshots} older snapshots and {chunks} chunks.");
    }
    Ok(())
}

/// The database as it is now, and after it the files.
async fn take(
    configuration: &Configuration,
    place: &Place,
    identities: &Identities,
    writing: &mut Writing<'_>,
) -> Result<Manifest> {
    let url = compose::database_url(configuration);
    // Beside the data: where temporary files go there may be too little room for a database.
    let scratch = tempfile::Builder::new().prefix(".backup-").tempdir_in(&configuration.data);
    let scratch = scratch.map_err(|cause| told(&configuration.data, &cause))?;
    let copy = scratch.path().join("database");
    let at = Clock::machine().now();
    let (from, to, dumped) = (configuration.data.join(EMBEDDED), copy.clone(), url.clone());
    let copying = move || if dumped.is_empty() { db::copy(&from, &to) } else { db::dump(&dumped, &to) };
    tokio::task::spawn_blocking(copying).await.map_err(Error::internal)??;
    let database = writing.keep(&copy).await?;
    drop(scratch);
    let engine = if url.is_empty() { "sqlite" } else { "postgres" };
    let files = files(configuration, place, identities, writing).await?;
    let version = env!("CARGO_PKG_VERSION").to_owned();
    Ok(Manifest { form: 1, at, version, engine: engine.to_owned(), database, files })
}

/// Every file; what the last snapshot has already is not read again, because a file never changes.
async fn files(
    configuration: &Configuration,
    place: &Place,
    identities: &Identities,
    writing: &mut Writing<'_>,
) -> Result<Vec<KeptFile>> {
    if configuration.files.store != Store::Folder {
        return Ok(Vec::new());
    }
    let folder = configuration.data.join(FILES);
    let mut known: HashMap<String, Kept> = HashMap::new();
    if let Some(last) = backups::snapshots(place).await?.last()
        && let Ok(manifest) = backups::manifest(place, identities, *last).await
    {
        known = manifest.files.into_iter().map(|file| (file.path, file.kept)).collect();
    }
    let mut files = Vec::new();
    for path in paths(&folder, &folder)? {
        let at = folder.join(&path);
        let length = std::fs::metadata(&at).map_err(|cause| told(&at, &cause))?.len();
        let kept = match known.remove(&path) {
            Some(kept) if kept.bytes == length => kept,
            _ => writing.keep(&at).await?,
        };
        files.push(KeptFile { path, kept });
    }
    Ok(files)
}

/// All files below a folder, as paths with `/`.
fn paths(root: &Path, folder: &Path) -> Result<Vec<String>> {
    let mut all = Vec::new();
    if !folder.is_dir() {
        return Ok(all);
    }
    for entry in std::fs::read_dir(folder).map_err(|cause| told(folder, &cause))? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            all.extend(paths(root, &path)?);
        } else if let Ok(below) = path.strip_prefix(root) {
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            all.push(parts.join("/"));
        }
    }
    all.sort_unstable();
    Ok(all)
}

pub async fn restore(configuration: &Configuration, asked: &Restore) -> Result<()> {
    let identities = Identities::read(asked.identity.as_deref())?;
    let place = place(configuration, &asked.place)?;
    let until = asked.at.as_deref().map(parse).transpose()?.unwrap_or(Millis::MAX);
    let at = backups::snapshots(&place).await?.into_iter().rfind(|at| *at <= until);
    let at = at.ok_or_else(|| Error::Unavailable(format!("there is no snapshot of that time in {}", asked.place)))?;
    let manifest = backups::manifest(&place, &identities, at).await?;
    let url = compose::database_url(configuration);
    let engine = if url.is_empty() { "sqlite" } else { "postgres" };
    if manifest.engine != engine {
        let made = &manifest.engine;
        return Err(Error::Unavailable(format!("the snapshot is of {made}, and the configuration names {engine}")));
    }
    let database = configuration.data.join(EMBEDDED);
    if url.is_empty() && database.exists() {
        return Err(Error::Unavailable(format!("{} is not empty", configuration.data.display())));
    }
    compose::make_folder(&configuration.data)?;
    unpack_files(&place, &identities, &manifest, &configuration.data.join(FILES)).await?;
    let scratch = tempfile::Builder::new().prefix(".restore-").tempdir_in(&configuration.data)?;
    let copy = scratch.path().join("database");
    backups::unpack(&place, &identities, &manifest.database, &copy).await?;
    if url.is_empty() {
        db::is_whole(&copy)?;
        // Under its name only when it is there in whole.
        std::fs::rename(&copy, &database).map_err(|cause| told(&database, &cause))?;
        std::fs::File::open(&configuration.data)?.sync_all()?;
    } else {
        db::restore(&url, &copy).await?;
    }
    println!("Restored as of {}.", moment(at));
    Ok(())
}

async fn unpack_files(place: &Place, identities: &Identities, manifest: &Manifest, folder: &Path) -> Result<()> {
    for file in &manifest.files {
        // Written by ourselves, and yet: nothing leaves the folder.
        if file.path.split('/').any(|part| part.is_empty() || part == "." || part == "..") {
            return Err(Error::Unavailable(format!("the snapshot has a file {:?}", file.path)));
        }
        let to = folder.join(&file.path);
        if to.exists() {
            continue;
        }
        if let Some(parent) = to.parent() {
            std::fs::create_dir_all(parent).map_err(|cause| told(parent, &cause))?;
        }
        backups::unpack(place, identities, &file.kept, &to).await?;
    }
    Ok(())
}

/// Restores a snapshot beside the data and throws it away again.
async fn verify(configuration: &Configuration, place: &Place, identities: &Identities, at: Millis) -> Result<()> {
    let manifest = backups::manifest(place, identities, at).await?;
    let scratch = tempfile::Builder::new().prefix(".verify-").tempdir_in(&configuration.data)?;
    unpack_files(place, identities, &manifest, &scratch.path().join(FILES)).await?;
    let copy = scratch.path().join("database");
    backups::unpack(place, identities, &manifest.database, &copy).await?;
    if manifest.engine == "sqlite" { db::is_whole(&copy) } else { db::dump_is_whole(&copy) }
}

pub async fn list(configuration: &Configuration, asked: &Backups) -> Result<()> {
    let place = place(configuration, &asked.place)?;
    for at in backups::snapshots(&place).await? {
        println!("{}", moment(at));
    }
    Ok(())
}

fn place(configuration: &Configuration, word: &str) -> Result<Place> {
    let Some(bucket) = word.strip_prefix("s3://") else {
        return Place::open(&FilesConfig::Folder(PathBuf::from(word)), "");
    };
    let (bucket, prefix) = bucket.split_once('/').unwrap_or((bucket, ""));
    let files = &configuration.files;
    if bucket.is_empty() || files.access_key.is_empty() {
        let told = "s3://BUCKET/PREFIX needs files.endpoint, files.region, files.access_key and files.secret_key";
        return Err(Error::Unavailable(told.to_owned()));
    }
    let s3 = S3Config {
        endpoint: Some(files.endpoint.clone()).filter(|endpoint| !endpoint.is_empty()),
        bucket: bucket.to_owned(),
        region: files.region.clone(),
        access_key: files.access_key.clone(),
        secret_key: files.secret_key.clone(),
    };
    Place::open(&FilesConfig::S3(s3), prefix)
}

/// What names the chunks of this installation; made at the first backup. Without it the next is a whole one again.
fn secret(data: &Path) -> Result<Vec<u8>> {
    let file = data.join(SECRET);
    if !data.is_dir() {
        return Err(Error::Unavailable(format!("there is no installation in {}", data.display())));
    }
    match std::fs::read(&file) {
        Ok(secret) if secret.len() >= 32 => Ok(secret),
        Ok(_) => Err(Error::Unavailable(format!("{} is damaged: remove it", file.display()))),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
            let secret = Random::machine().secret();
            std::fs::write(&file, &secret).map_err(|cause| told(&file, &cause))?;
            Ok(secret.into_bytes())
        }
        Err(cause) => Err(told(&file, &cause)),
    }
}

fn parse(time: &str) -> Result<Millis> {
    let at: std::result::Result<jiff::Timestamp, _> = time.parse();
    at.map(jiff::Timestamp::as_millisecond).map_err(|_| {
        Error::Unavailable(format!("--at {time:?} is no moment: write 2026-11-22T20:30:00Z, or +01:00 in place of Z"))
    })
}

fn moment(at: Millis) -> String {
    jiff::Timestamp::from_millisecond(at).map_or_else(|_| at.to_string(), |at| at.to_string())
}

fn mb(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000)
}

fn told(path: &Path, cause: &std::io::Error) -> Error {
    Error::Unavailable(format!("{}: {cause}", path.display()))
}
