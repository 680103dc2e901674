//! Whether an archive is as it was written: every file has its hash, none is missing or added, the manifest is signed.

use crate::keys::{hex, is_signed, unhex};
use kernel::error::{Error, Result};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::io::{Read, Seek};
use zip::ZipArchive;

/// A manifest larger than this is none.
const MOST_MANIFEST: u64 = 512 * 1024 * 1024;

#[derive(Deserialize)]
struct Manifest {
    public_key: String,
    files: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    path: String,
    sha256: String,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub files: usize,
    /// What signed it, hexadecimal.
    pub public_key: String,
    /// In words; nothing is wrong when there are none.
    pub faults: Vec<String>,
}

/// Checks an archive. `key` is the public key that it must be signed with, when that is known from elsewhere.
pub fn verify_file(file: impl Read + Seek, key: Option<&str>) -> Result<Checked> {
    let broken = |cause: zip::result::ZipError| Error::Unavailable(format!("this is no archive: {cause}"));
    let mut zip = ZipArchive::new(file).map_err(broken)?;
    let text = read(&mut zip, "manifest.json")?;
    let signature = read(&mut zip, "manifest.sig")?;
    let manifest: Manifest = serde_json::from_slice(&text)?;
    let mut faults = Vec::new();
    let signature = std::str::from_utf8(&signature).ok().and_then(|signature| unhex(signature.trim()));
    let public = unhex(&manifest.public_key).unwrap_or_default();
    if !signature.is_some_and(|signature| is_signed(&public, &text, &signature)) {
        faults.push("manifest.json is not signed with the key that it names".to_owned());
    }
    if key.is_some_and(|key| !key.trim().eq_ignore_ascii_case(&manifest.public_key)) {
        faults.push("manifest.json is signed with another key".to_owned());
    }
    let mut listed: BTreeMap<String, String> = BTreeMap::new();
    for one in manifest.files {
        listed.insert(one.path, one.sha256);
    }
    let files = listed.len();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).map_err(broken)?;
        let name = entry.name().map_err(broken)?.into_owned();
        if name == "manifest.json" || name == "manifest.sig" {
            continue;
        }
        let mut hash = Sha256::new();
        if std::io::copy(&mut entry, &mut Hashing(&mut hash)).is_err() {
            faults.push(format!("{name} cannot be read"));
        }
        match listed.remove(&name) {
            None => faults.push(format!("{name} was added")),
            Some(wanted) if wanted != hex(&hash.finalize()) => faults.push(format!("{name} was changed")),
            Some(_) => {}
        }
    }
    faults.extend(listed.into_keys().map(|name| format!("{name} is missing")));
    Ok(Checked { files, public_key: manifest.public_key, faults })
}

struct Hashing<'a>(&'a mut Sha256);

impl std::io::Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn read(zip: &mut ZipArchive<impl Read + Seek>, name: &str) -> Result<Vec<u8>> {
    let missing = |_| Error::Unavailable(format!("the archive has no {name}"));
    let entry = zip.by_name(name).map_err(missing)?;
    let mut bytes = Vec::new();
    entry.take(MOST_MANIFEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}
