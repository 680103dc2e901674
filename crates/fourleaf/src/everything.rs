//! All that an installation has, in an open form: each table as a file of JSON lines, and the files. It goes into an
//! empty installation, on either database; so this is also the way from the embedded database to PostgreSQL.
//!
//! The tables are read at one moment. Files come after them: one that is written later is too much, never missing.

use crate::compose;
use futures_util::TryStreamExt as _;
use kernel::app::files_config;
use kernel::clock::{Clock, Millis};
use kernel::configuration::Configuration;
use kernel::db::{Db, Migrations, Table, Tx};
use kernel::error::{Error, Result};
use kernel::files::open_store;
use kernel::ids::Ids;
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use trust::keys::hex;

const FORM: u32 = 1;
const MANIFEST: &str = "manifest.json";
const TABLES: &str = "tables";
const FILES: &str = "files";

/// What stands in `manifest.json`, which is written last: a folder without it is no whole export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub form: u32,
    pub version: String,
    /// When it was begun, in milliseconds since 1970.
    pub at: Millis,
    /// The number of the newest migration of each capability.
    pub schema: BTreeMap<String, i64>,
    pub tables: BTreeMap<String, KeptTable>,
    /// Paths below `files` with length in bytes.
    pub files: BTreeMap<String, u64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptTable {
    pub columns: Vec<String>,
    /// A table without rows has no file.
    pub rows: u64,
    /// Of its file, in hexadecimal digits.
    pub sha256: String,
}

/// Writes everything into a folder that is new or empty.
pub async fn export(configuration: Configuration, folder: &Path) -> Result<Manifest> {
    if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Error::Unavailable(format!("{} is not empty: name a folder that is new", folder.display())));
    }
    let program = compose::open_existing(configuration).await?;
    compose::make_folder(folder)?;
    let tables = folder.join(TABLES);
    compose::make_folder(&tables)?;
    let at = Clock::machine().now();
    let into = tables.clone();
    let read = async move |tx: &Tx| {
        let mut kept = BTreeMap::new();
        for table in tx.tables().await? {
            kept.insert(table.name.clone(), write_table(tx, &table, &into).await?);
        }
        Ok(kept)
    };
    let tables = program.app.db.read_at_one_moment(read).await?;
    let files = copy_files(&program.app.configuration, &folder.join(FILES)).await?;
    let schema = compose::capability().migrations.iter().map(|one| (one.capability.to_owned(), one.newest())).collect();
    let manifest = Manifest { form: FORM, version: env!("CARGO_PKG_VERSION").to_owned(), at, schema, tables, files };
    let mut out = create(&folder.join(MANIFEST))?;
    serde_json::to_writer_pretty(&mut out, &manifest).map_err(Error::internal)?;
    out.write_all(b"\n")?;
    finish(out)?;
    Ok(manifest)
}

async fn write_table(tx: &Tx, table: &Table, folder: &Path) -> Result<KeptTable> {
    let at = folder.join(file_of(&table.name));
    let mut out = Hashing { inner: create(&at)?, hash: Sha256::new() };
    let rows = tx.write_rows(table, &mut out).await?;
    if rows == 0 {
        std::fs::remove_file(&at)?;
    }
    let sha256 = hex(&out.hash.finalize());
    finish(out.inner)?;
    Ok(KeptTable { columns: table.columns.clone(), rows, sha256 })
}

async fn copy_files(configuration: &Configuration, folder: &Path) -> Result<BTreeMap<String, u64>> {
    let store = open_store(&files_config(configuration))?;
    let mut files = BTreeMap::new();
    let mut listed = store.list(None);
    while let Some(object) = listed.try_next().await.map_err(Error::internal)? {
        let path = object.location.to_string();
        let to = folder.join(&path);
        if let Some(parent) = to.parent() {
            compose::make_folder(parent)?;
        }
        let mut out = create(&to)?;
        let mut pieces = store.get(&object.location).await.map_err(Error::internal)?.into_stream();
        while let Some(piece) = pieces.try_next().await.map_err(Error::internal)? {
            out.write_all(&piece)?;
        }
        finish(out)?;
        files.insert(path, object.size);
    }
    Ok(files)
}

/// Puts everything of a folder into an installation that has nothing yet.
pub async fn import(configuration: Configuration, folder: &Path) -> Result<Manifest> {
    let manifest = read_manifest(folder)?;
    let migrations = as_it_was(&manifest)?;
    whole(folder, &manifest)?;
    compose::make_folder(&configuration.data)?;
    let clock = Clock::machine();
    let ids = Ids::new(clock.clone(), configuration.server.node);
    let db = Db::open(&compose::settings(&configuration), &migrations, clock, ids).await?;
    db.read(async |tx: &Tx| empty(tx).await).await?;
    put_files(&configuration, folder, &manifest).await?;
    let (kept, from) = (manifest.clone(), folder.join(TABLES));
    db.write(async move |tx: &Tx| load(tx, &kept, &from).await).await?;
    Ok(manifest)
}

async fn empty(tx: &Tx) -> Result<()> {
    if tx.value::<i64>("select 1 from journal limit 1", &[]).await?.is_some() {
        let told = "the database is in use already: an import of everything needs an empty one";
        return Err(Error::Unavailable(told.to_owned()));
    }
    Ok(())
}

async fn load(tx: &Tx, manifest: &Manifest, folder: &Path) -> Result<()> {
    empty(tx).await?;
    let tables = tx.tables().await?;
    if let Some(unknown) = manifest.tables.keys().find(|name| !tables.iter().any(|table| table.name == **name)) {
        return Err(Error::Unavailable(format!("this program has no table {unknown}")));
    }
    tx.begin_load(&tables).await?;
    for table in &tables {
        if let Some(kept) = manifest.tables.get(&table.name).filter(|kept| kept.rows > 0) {
            let mut from = BufReader::new(open(&folder.join(file_of(&table.name)))?);
            let rows = tx.read_rows(table, &kept.columns, &mut from).await?;
            if rows != kept.rows {
                return Err(Error::Unavailable(format!("{} has {rows} rows in place of {}", table.name, kept.rows)));
            }
        }
    }
    tx.end_load().await
}

async fn put_files(configuration: &Configuration, folder: &Path, manifest: &Manifest) -> Result<()> {
    let store: Arc<dyn ObjectStore> = open_store(&files_config(configuration))?;
    for path in manifest.files.keys() {
        let bytes = std::fs::read(folder.join(FILES).join(path)).map_err(|cause| told(folder, &cause))?;
        let at = object_store::path::Path::parse(path).map_err(Error::internal)?;
        store.put(&at, PutPayload::from(bytes)).await.map_err(|cause| Error::Unavailable(cause.to_string()))?;
    }
    Ok(())
}

fn read_manifest(folder: &Path) -> Result<Manifest> {
    let at = folder.join(MANIFEST);
    let text = std::fs::read_to_string(&at).map_err(|cause| told(&at, &cause))?;
    let manifest: Manifest = serde_json::from_str(&text)
        .map_err(|cause| Error::Unavailable(format!("{} is not understood: {cause}", at.display())))?;
    if manifest.form != FORM {
        return Err(Error::Unavailable(format!(
            "{} has the form {}, and this program reads {FORM}",
            at.display(),
            manifest.form
        )));
    }
    Ok(manifest)
}

/// The tables as they were in the program that wrote the export. A start afterwards brings them up to date.
fn as_it_was(manifest: &Manifest) -> Result<Vec<Migrations>> {
    let migrations = compose::capability().migrations;
    if let Some(unknown) = manifest.schema.keys().find(|name| !migrations.iter().any(|one| one.capability == **name)) {
        return Err(newer(unknown, manifest));
    }
    let then = migrations.iter().filter_map(|one| Some((one, *manifest.schema.get(one.capability)?)));
    then.map(|(one, step)| one.up_to(step).ok_or_else(|| newer(one.capability, manifest))).collect()
}

fn newer(capability: &str, manifest: &Manifest) -> Error {
    let version = &manifest.version;
    Error::Unavailable(format!(
        "the export is of release {version}, which has other tables ({capability}): import it with that release"
    ))
}

/// Nothing is put anywhere before all of it was seen to be there, unchanged.
fn whole(folder: &Path, manifest: &Manifest) -> Result<()> {
    for (name, kept) in manifest.tables.iter().filter(|(_, kept)| kept.rows > 0) {
        let at = folder.join(TABLES).join(file_of(name));
        if hash_of(&at)? != kept.sha256 {
            return Err(Error::Unavailable(format!("{} was changed since it was written", at.display())));
        }
    }
    for (path, length) in &manifest.files {
        if path.split('/').any(|part| part.is_empty() || part == "." || part == "..") {
            return Err(Error::Unavailable(format!("the export names a file {path:?}")));
        }
        let at = folder.join(FILES).join(path);
        let found = std::fs::metadata(&at).map_err(|cause| told(&at, &cause))?.len();
        if found != *length {
            return Err(Error::Unavailable(format!("{} has {found} bytes in place of {length}", at.display())));
        }
    }
    Ok(())
}

fn hash_of(at: &Path) -> Result<String> {
    let mut from = open(at)?;
    let (mut hash, mut piece) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        let read = from.read(&mut piece).map_err(|cause| told(at, &cause))?;
        if read == 0 {
            return Ok(hex(&hash.finalize()));
        }
        hash.update(piece.get(..read).unwrap_or_default());
    }
}

fn file_of(table: &str) -> PathBuf {
    PathBuf::from(format!("{table}.jsonl"))
}

fn open(at: &Path) -> Result<File> {
    File::open(at).map_err(|cause| told(at, &cause))
}

fn create(at: &Path) -> Result<BufWriter<File>> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(at).map(BufWriter::new).map_err(|cause| told(at, &cause))
}

fn finish(out: BufWriter<File>) -> Result<()> {
    let file = out.into_inner().map_err(|cause| Error::Unavailable(cause.to_string()))?;
    file.sync_all()?;
    Ok(())
}

fn told(path: &Path, cause: &std::io::Error) -> Error {
    Error::Unavailable(format!("{}: {cause}", path.display()))
}

/// Passes on what is written, and hashes it.
struct Hashing {
    inner: BufWriter<File>,
    hash: Sha256,
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}
