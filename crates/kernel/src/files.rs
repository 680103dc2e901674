//! Files by their content: in a folder, or with any S3-compatible service.
//!
//! A file's name is the BLAKE3 hash of its bytes, so the same file is kept once, is never changed and
//! may be cached for ever. Who may see a file is not known here; neither is what people call it.
//! Also here: what a browser asks for with `Range` (RFC 9110 §14).

use crate::content::Content;
use crate::error::{Error, Result};
use bytes::Bytes;
use futures_util::stream::{BoxStream, StreamExt as _};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{GetOptions, GetRange, MultipartUpload, ObjectStore, ObjectStoreExt as _};
use serde::Deserialize;
use std::fmt;
use std::ops::Range;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

/// A large file is written in pieces of this size; a service in the manner of S3 wants at least 5 MiB.
const PIECE: usize = 8 * 1024 * 1024;

/// Where files are kept.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FilesConfig {
    /// A folder of this machine; made when it is not there.
    Folder(PathBuf),
    S3(S3Config),
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct S3Config {
    /// `https://host[:port]`; without it, Amazon's own in the region.
    #[serde(default)]
    pub endpoint: Option<String>,
    pub bucket: String,
    pub region: String,
    pub access_key: String,
    pub secret_key: String,
}

impl fmt::Debug for S3Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The keys must not reach a log.
        write!(f, "S3Config({:?}, {}, {})", self.endpoint, self.bucket, self.region)
    }
}

/// The name of a file: 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileHash(String);

impl FileHash {
    /// The name that these bytes have.
    pub fn of(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes).to_hex().to_string())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Two levels of folders, so that no folder becomes too large to list.
    fn path(&self) -> Path {
        let (first, second) = (self.0.get(..2).unwrap_or_default(), self.0.get(2..4).unwrap_or_default());
        Path::from(format!("{first}/{second}/{}", self.0))
    }
}

impl fmt::Display for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for FileHash {
    type Err = Error;

    /// `NotFound` for what cannot be the name of a file: no path can be smuggled in.
    fn from_str(text: &str) -> Result<Self> {
        let hash = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if hash { Ok(Self(text.to_owned())) } else { Err(Error::NotFound) }
    }
}

/// Keeps files. Cheap to clone.
#[derive(Clone)]
pub struct FileStore {
    store: Arc<dyn ObjectStore>,
}

impl FileStore {
    pub fn open(config: &FilesConfig) -> Result<Self> {
        Ok(Self { store: open_store(config)? })
    }

    /// Keeps the bytes and tells their name. Written in whole or not at all; a file that is there
    /// already is left. `Unavailable` when the disk is full or the service is away.
    pub async fn put(&self, bytes: impl Into<Bytes>) -> Result<FileHash> {
        let bytes = bytes.into();
        let hash = FileHash::of(&bytes);
        let size = u64::try_from(bytes.len()).map_err(Error::internal)?;
        // A length that differs is what a broken disk leaves behind: written anew.
        if self.size(&hash).await.ok() != Some(size) {
            self.store.put(&hash.path(), bytes.into()).await.map_err(refusal)?;
        }
        Ok(hash)
    }

    /// As [`FileStore::put`], for what may be too large for the memory.
    pub async fn put_content(&self, content: &Content) -> Result<FileHash> {
        if let Content::Held(bytes) = content {
            return self.put(bytes.clone()).await;
        }
        let mut hash = blake3::Hasher::new();
        let mut at = 0;
        while at < content.size() {
            let piece = next(content, &mut at).await?;
            hash.update(&piece);
        }
        let hash = FileHash(hash.finalize().to_hex().to_string());
        if self.size(&hash).await.ok() == Some(content.size()) {
            return Ok(hash);
        }
        let mut upload = self.store.put_multipart(&hash.path()).await.map_err(refusal)?;
        if let Err(error) = write_pieces(upload.as_mut(), content).await {
            // What is left of it is of no use to anybody; that it could not be removed changes nothing.
            drop(upload.abort().await);
            return Err(error);
        }
        Ok(hash)
    }

    /// The whole file. For what may be large, [`FileStore::stream`].
    pub async fn get(&self, hash: &FileHash) -> Result<Bytes> {
        self.store.get(&hash.path()).await.map_err(failure)?.bytes().await.map_err(failure)
    }

    /// A part of the file, of which [`parse_range`] has told that it exists.
    pub async fn get_range(&self, hash: &FileHash, range: Range<u64>) -> Result<Bytes> {
        self.store.get_range(&hash.path(), range).await.map_err(failure)
    }

    /// The file or a part of it, piece by piece.
    pub async fn stream(
        &self,
        hash: &FileHash,
        range: Option<Range<u64>>,
    ) -> Result<BoxStream<'static, Result<Bytes>>> {
        let options = GetOptions { range: range.map(GetRange::Bounded), ..GetOptions::default() };
        let answer = self.store.get_opts(&hash.path(), options).await.map_err(failure)?;
        Ok(answer.into_stream().map(|piece| piece.map_err(failure)).boxed())
    }

    /// Bytes.
    pub async fn size(&self, hash: &FileHash) -> Result<u64> {
        Ok(self.store.head(&hash.path()).await.map_err(failure)?.size)
    }

    /// Removes the file; it is no error when it is gone already.
    pub async fn delete(&self, hash: &FileHash) -> Result<()> {
        match self.store.delete(&hash.path()).await.map_err(failure) {
            Err(Error::NotFound) | Ok(()) => Ok(()),
            other => other,
        }
    }
}

async fn write_pieces(upload: &mut dyn MultipartUpload, content: &Content) -> Result<()> {
    let mut at = 0;
    while at < content.size() {
        let piece = next(content, &mut at).await?;
        upload.put_part(piece.into()).await.map_err(refusal)?;
    }
    upload.complete().await.map(drop).map_err(refusal)
}

async fn next(content: &Content, at: &mut u64) -> Result<Bytes> {
    let piece = content.piece(*at, PIECE).await?;
    if piece.is_empty() {
        return Err(Error::internal("content that ends before its end"));
    }
    *at += u64::try_from(piece.len()).unwrap_or(u64::MAX);
    Ok(piece)
}

/// The folder, which is made when it is not there, or the service.
pub fn open_store(config: &FilesConfig) -> Result<Arc<dyn ObjectStore>> {
    match config {
        FilesConfig::Folder(folder) => {
            std::fs::create_dir_all(folder)?;
            // A file that was confirmed must outlive a power cut.
            Ok(Arc::new(LocalFileSystem::new_with_prefix(folder).map_err(failure)?.with_fsync(true)))
        }
        FilesConfig::S3(s3) => Ok(Arc::new(open_s3(s3)?)),
    }
}

fn open_s3(config: &S3Config) -> Result<impl ObjectStore> {
    // The HTTP client below takes the process's provider; when one is set already, it is this one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(&config.bucket)
        .with_region(&config.region)
        .with_access_key_id(&config.access_key)
        .with_secret_access_key(&config.secret_key);
    if let Some(endpoint) = &config.endpoint {
        builder = builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"));
    }
    builder.build().map_err(failure)
}

fn failure(cause: object_store::Error) -> Error {
    match &cause {
        object_store::Error::NotFound { .. } => Error::NotFound,
        object_store::Error::Generic { store: "S3", .. } => Error::Unavailable(cause.to_string()),
        _ if disk_full(&cause) => Error::Unavailable(cause.to_string()),
        _ => Error::internal(cause),
    }
}

/// What is put somewhere that is not there, as into a bucket that nobody made, is no file that was not found.
fn refusal(cause: object_store::Error) -> Error {
    match cause {
        object_store::Error::NotFound { .. } => Error::Unavailable(cause.to_string()),
        other => failure(other),
    }
}

fn disk_full(cause: &object_store::Error) -> bool {
    use std::io::ErrorKind::{QuotaExceeded, StorageFull};
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(cause);
    while let Some(this) = cause {
        if this.downcast_ref::<std::io::Error>().is_some_and(|io| matches!(io.kind(), StorageFull | QuotaExceeded)) {
            return true;
        }
        cause = this.source();
    }
    false
}

/// What a `Range` header asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RangeRequest {
    /// No range, one that cannot be read, or several at once, which a server may ignore: status 200.
    Whole,
    /// Never empty, never beyond the end: status 206.
    Part(Range<u64>),
    /// Nothing of it exists: status 416.
    Unsatisfiable,
}

/// Reads the `Range` header of a request for a file of `size` bytes (RFC 9110 §14.1.2, §14.2).
pub fn parse_range(header: Option<&str>, size: u64) -> RangeRequest {
    let Some((unit, ranges)) = header.and_then(|header| header.split_once('=')) else { return RangeRequest::Whole };
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return RangeRequest::Whole;
    }
    let Some((first, last)) = ranges.trim().split_once('-') else { return RangeRequest::Whole };
    match (position(first), position(last)) {
        (Some(None), Some(Some(suffix))) if suffix > 0 && size > 0 => {
            RangeRequest::Part(size.saturating_sub(suffix)..size)
        }
        (Some(None), Some(Some(_))) => RangeRequest::Unsatisfiable,
        (Some(Some(first)), Some(last)) if last.is_none_or(|last| first <= last) => {
            if first < size {
                RangeRequest::Part(first..last.map_or(size, |last| last.saturating_add(1).min(size)))
            } else {
                RangeRequest::Unsatisfiable
            }
        }
        _ => RangeRequest::Whole,
    }
}

/// `None`: not a number; `Some(None)`: left out. A number too large to count is the largest.
fn position(text: &str) -> Option<Option<u64>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    text.bytes().all(|b| b.is_ascii_digit()).then(|| Some(text.parse().unwrap_or(u64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> (FileStore, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        (FileStore::open(&FilesConfig::Folder(folder.path().join("files"))).unwrap(), folder)
    }

    #[tokio::test]
    async fn a_file_is_kept_once_under_the_name_of_its_content() {
        let (store, folder) = store();
        let hash = store.put(&b"axle log"[..]).await.unwrap();
        assert_eq!(store.put(b"axle log".to_vec()).await.unwrap(), hash);
        let name = hash.as_str();
        assert!(folder.path().join("files").join(&name[..2]).join(&name[2..4]).join(name).is_file());
        assert_eq!(store.get(&hash).await.unwrap(), &b"axle log"[..]);
        assert_eq!(store.get_range(&hash, 5..8).await.unwrap(), &b"log"[..]);
        assert_eq!(store.size(&hash).await.unwrap(), 8);
        let pieces: Vec<_> = store.stream(&hash, Some(0..4)).await.unwrap().collect().await;
        assert_eq!(pieces.into_iter().map(Result::unwrap).collect::<Vec<_>>().concat(), b"axle");
    }

    #[tokio::test]
    async fn a_large_file_is_kept_in_pieces_under_the_same_name() {
        let (store, folder) = store();
        let bytes: Vec<u8> = (0..PIECE * 2 + 17).map(|n| u8::try_from(n % 241).unwrap()).collect();
        let mut intake = crate::content::Intake::new(folder.path().join("incoming"));
        intake.take(&bytes).await.unwrap();
        let content = intake.finish().await.unwrap();
        let hash = store.put_content(&content).await.unwrap();
        assert_eq!(hash, FileHash::of(&bytes));
        assert_eq!(store.get(&hash).await.unwrap(), bytes);
        assert_eq!(store.put_content(&content).await.unwrap(), hash);
    }

    #[tokio::test]
    async fn what_was_deleted_or_never_was_is_not_found() {
        let (store, _folder) = store();
        let hash = store.put(&b"x"[..]).await.unwrap();
        store.delete(&hash).await.unwrap();
        store.delete(&hash).await.unwrap();
        assert!(matches!(store.get(&hash).await, Err(Error::NotFound)));
        assert!(matches!(store.size(&hash).await, Err(Error::NotFound)));
    }

    #[tokio::test]
    async fn a_file_that_a_crash_cut_short_is_written_anew() {
        let (store, folder) = store();
        let hash = store.put(&b"whole"[..]).await.unwrap();
        let name = hash.as_str();
        std::fs::write(folder.path().join("files").join(&name[..2]).join(&name[2..4]).join(name), b"wh").unwrap();
        store.put(&b"whole"[..]).await.unwrap();
        assert_eq!(store.get(&hash).await.unwrap(), &b"whole"[..]);
    }

    #[test]
    fn a_name_cannot_lead_out_of_the_folder() {
        for bad in ["", "../../etc/passwd", &"A".repeat(64), &"../".repeat(22)[..64], &"0".repeat(65)] {
            assert!(matches!(bad.parse::<FileHash>(), Err(Error::NotFound)), "{bad}");
        }
        let hash = FileHash::of(b"x");
        assert_eq!(hash.to_string().parse::<FileHash>().unwrap(), hash);
    }

    #[test]
    fn a_store_elsewhere_opens_without_asking_it_and_never_shows_its_keys() {
        let config = FilesConfig::S3(S3Config {
            endpoint: Some("http://storage.invalid:9000".into()),
            bucket: "files".into(),
            region: "eu".into(),
            access_key: "key-id".into(),
            secret_key: "very-secret".into(),
        });
        assert!(FileStore::open(&config).is_ok());
        assert!(!format!("{config:?}").contains("secret"));
    }

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        use RangeRequest::{Part, Unsatisfiable, Whole};
        for (header, expected) in [
            ("bytes=0-499", Part(0..499 + 1)),
            ("bytes=500-", Part(500..1000)),
            ("bytes=-500", Part(500..1000)),
            ("bytes=-5000", Part(0..1000)),
            ("bytes=0-0", Part(0..1)),
            ("bytes=999-5000", Part(999..1000)),
            ("BYTES = 1-2", Part(1..3)),
            ("bytes=1000-", Unsatisfiable),
            ("bytes=99999999999999999999999-", Unsatisfiable),
            ("bytes=0-99999999999999999999999", Part(0..1000)),
            ("bytes=-0", Unsatisfiable),
            ("bytes=5-2", Whole),
            ("bytes=0-1,5-6", Whole),
            ("bytes=a-b", Whole),
            ("bytes=-", Whole),
            ("bytes=+1-2", Whole),
            ("lines=0-1", Whole),
            ("", Whole),
        ] {
            assert_eq!(parse_range(Some(header), 1000), expected, "{header}");
        }
        assert_eq!(parse_range(None, 1000), Whole);
        assert_eq!(parse_range(Some("bytes=0-"), 0), Unsatisfiable);
        assert_eq!(parse_range(Some("bytes=-1"), 0), Unsatisfiable);
    }
}
