//! The pictures of imported texts: found in the folder, made anew and kept with the other files.
//!
//! A picture outside of the folders that the operator named is not read, whatever a text says.

use super::batches::Manner;
use super::links;
use super::posts::{Folder, Source, is_elsewhere};
use super::register;
use super::report::Report;
use community::posts::files::store;
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::files::FileHash;
use kernel::ids::Id;
use kernel::text::joined;
use kernel::web::Upload;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The local pictures that a text shows.
pub fn picture_targets(markdown: &str) -> Vec<String> {
    let all = links::targets(markdown).into_iter();
    all.filter(|(target, picture)| *picture && !is_elsewhere(target)).map(|(target, _)| target).collect()
}

pub struct Pictures {
    roots: Vec<PathBuf>,
    /// Who owns what is kept. Without one, no picture can be kept.
    owner: Option<Id>,
    kept: HashMap<PathBuf, Id>,
    /// Which file a target in a text means.
    meant: HashMap<(String, String), PathBuf>,
}

impl Pictures {
    pub fn new(folder: &Folder, owner: Option<Id>) -> Self {
        let folders = std::iter::once(&folder.path).chain(&folder.pictures);
        Self {
            roots: folders.filter_map(|folder| folder.canonicalize().ok()).collect(),
            owner,
            kept: HashMap::new(),
            meant: HashMap::new(),
        }
    }

    /// What a picture in a text became.
    pub fn of(&self, source: &Source, target: &str) -> Option<Id> {
        let file = self.meant.get(&(source.place.clone(), target.to_owned()))?;
        self.kept.get(file).copied()
    }

    /// Keeps the picture, unless an earlier run has. What cannot be kept is told; its text stays.
    pub async fn keep(
        &mut self,
        app: &App,
        manner: Manner,
        source: &Source,
        target: &str,
        report: &mut Report,
    ) -> Result<()> {
        let Some(file) = self.find(source, target) else {
            report.note(format!("{}: there is no picture {target}", source.file));
            return Ok(());
        };
        self.meant.insert((source.place.clone(), target.to_owned()), file.clone());
        if self.kept.contains_key(&file) || manner.dry_run {
            return Ok(());
        }
        match self.store(app, &file).await {
            Ok(id) => {
                self.kept.insert(file, id);
                Ok(())
            }
            Err(Error::Unavailable(cause)) => Err(Error::Unavailable(cause)),
            Err(error) => {
                report.note(format!("{}: the picture {target} was not taken: {error}", source.file));
                Ok(())
            }
        }
    }

    async fn store(&self, app: &App, file: &Path) -> Result<Id> {
        let bytes = std::fs::read(file)?;
        let owner = self.owner.ok_or_else(|| Error::internal("no member can own it: name one with --author"))?;
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        keep_file(app, owner, &name, bytes).await
    }

    fn find(&self, source: &Source, target: &str) -> Option<PathBuf> {
        let path = target.split(['?', '#']).next().unwrap_or_default();
        let folder = source.place.rsplit_once('/').map_or("", |(folder, _)| folder);
        let places = match path.strip_prefix('/') {
            Some(from_root) => vec![joined("", from_root)],
            None => vec![joined(folder, path), joined("", path)],
        };
        let candidates = places.iter().flatten().flat_map(|place| self.roots.iter().map(move |root| root.join(place)));
        let mut found = candidates.filter_map(|candidate| candidate.canonicalize().ok());
        found.find(|file| file.is_file() && self.roots.iter().any(|root| file.starts_with(root)))
    }
}

/// Keeps a file, unless an earlier run has.
pub async fn keep_file(app: &App, owner: Id, name: &str, bytes: Vec<u8>) -> Result<Id> {
    let fingerprint = FileHash::of(&bytes).to_string();
    let key = format!("picture:{fingerprint}");
    let looked = key.clone();
    if let Some(entry) = app.db.read(async move |tx: &Tx| register::find(tx, &looked).await).await? {
        return Ok(entry.object);
    }
    let upload = Upload { field: "file".to_owned(), name: name.to_owned(), content: bytes.into() };
    let id = store(app, owner, upload).await?.id;
    app.db.write(async move |tx: &Tx| register::remember(tx, &key, id, &fingerprint).await).await?;
    Ok(id)
}
