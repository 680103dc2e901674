//! Copies of the database and its files, taken while the server runs.
//!
//! The database is copied first: a file that is written after it is too much, never missing. PostgreSQL is
//! copied by its own tools. What lies in S3 is copied with the means of that.

use crate::compose;
use kernel::configuration::{Configuration, Store};
use kernel::db;
use kernel::error::{Error, Result};
use std::path::Path;

const EMBEDDED: &str = "fourleaf.db";
const POSTGRES: &str = "fourleaf.pgdump";
const FILES: &str = "files";

pub fn backup(configuration: &Configuration, folder: &Path) -> Result<()> {
    let told = |cause: std::io::Error| Error::Unavailable(format!("{}: {cause}", folder.display()));
    if folder.exists() {
        return Err(Error::Unavailable(format!("{} exists already", folder.display())));
    }
    compose::make_folder(folder)?;
    let copied = match compose::database_url(configuration).as_str() {
        "" => db::copy(&configuration.data.join(EMBEDDED), &folder.join(EMBEDDED)),
        url => db::dump(url, &folder.join(POSTGRES)),
    };
    if copied.is_err() {
        // It was made here and holds nothing whole: the next attempt may have the name.
        std::fs::remove_dir_all(folder).map_err(told)?;
    }
    copied?;
    if configuration.files.store == Store::Folder {
        copy_folder(&configuration.data.join(FILES), &folder.join(FILES)).map_err(told)?;
    }
    println!("Copied to {}.", folder.display());
    Ok(())
}

pub async fn restore(configuration: &Configuration, folder: &Path) -> Result<()> {
    let told = |cause: std::io::Error| Error::Unavailable(format!("{}: {cause}", configuration.data.display()));
    let url = compose::database_url(configuration);
    let copy = folder.join(if url.is_empty() { EMBEDDED } else { POSTGRES });
    if !copy.is_file() {
        return Err(Error::Unavailable(format!("there is no {}", copy.display())));
    }
    if url.is_empty() && configuration.data.join(EMBEDDED).exists() {
        return Err(Error::Unavailable(format!("{} is not empty", configuration.data.display())));
    }
    compose::make_folder(&configuration.data)?;
    if configuration.files.store == Store::Folder {
        copy_folder(&folder.join(FILES), &configuration.data.join(FILES)).map_err(told)?;
    }
    if url.is_empty() {
        db::copy(&copy, &configuration.data.join(EMBEDDED))?;
        println!("Restored to {}.", configuration.data.display());
    } else {
        db::restore(&url, &copy).await?;
        println!("Restored to the database, and the files to {}.", configuration.data.display());
    }
    Ok(())
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
