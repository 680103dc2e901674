//! Copies of the embedded database and its files, taken while the server runs.
//!
//! The database is copied first: a file that is written after it is too much, never missing. What the
//! configuration keeps elsewhere (PostgreSQL, S3) is copied with the means of those.

use kernel::configuration::{Configuration, Store};
use kernel::db;
use kernel::error::{Error, Result};
use std::path::Path;

const DATABASE: &str = "fourleaf.db";
const FILES: &str = "files";

pub fn backup(configuration: &Configuration, folder: &Path) -> Result<()> {
    embedded(configuration)?;
    let told = |cause: std::io::Error| Error::Unavailable(format!("{}: {cause}", folder.display()));
    if folder.exists() {
        return Err(Error::Unavailable(format!("{} exists already", folder.display())));
    }
    crate::compose::make_folder(folder)?;
    db::copy(&configuration.data.join(DATABASE), &folder.join(DATABASE))?;
    if configuration.files.store == Store::Folder {
        copy_folder(&configuration.data.join(FILES), &folder.join(FILES)).map_err(told)?;
    }
    println!("Copied to {}.", folder.display());
    Ok(())
}

pub fn restore(configuration: &Configuration, folder: &Path) -> Result<()> {
    embedded(configuration)?;
    let told = |cause: std::io::Error| Error::Unavailable(format!("{}: {cause}", configuration.data.display()));
    if !folder.join(DATABASE).is_file() {
        return Err(Error::Unavailable(format!("{} has no {DATABASE}", folder.display())));
    }
    if configuration.data.join(DATABASE).exists() {
        return Err(Error::Unavailable(format!("{} is not empty", configuration.data.display())));
    }
    crate::compose::make_folder(&configuration.data)?;
    copy_folder(&folder.join(FILES), &configuration.data.join(FILES)).map_err(told)?;
    db::copy(&folder.join(DATABASE), &configuration.data.join(DATABASE))?;
    println!("Restored to {}.", configuration.data.display());
    Ok(())
}

fn embedded(configuration: &Configuration) -> Result<()> {
    if configuration.database.url.is_empty() {
        return Ok(());
    }
    Err(Error::Unavailable("the database is PostgreSQL: copy it with its own means, and the files with it".to_owned()))
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    if !from.is_dir() {
        return Ok(());
    }
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
