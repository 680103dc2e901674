//! Where snapshots lie.

use crate::error::{Error, Result};
use crate::files::{FilesConfig, open_store};
use bytes::Bytes;
use futures_util::stream::TryStreamExt as _;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _, PutMode};
use std::sync::Arc;

/// A folder, or a bucket with what stands before the names in it.
#[derive(Clone)]
pub struct Place {
    store: Arc<dyn ObjectStore>,
    prefix: String,
}

/// Something that lies there: the folder right above it, and its own name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub folder: String,
    pub name: String,
}

impl Place {
    /// A folder is made when it is not there.
    pub fn open(config: &FilesConfig, prefix: &str) -> Result<Self> {
        Ok(Self { store: open_store(config)?, prefix: prefix.trim_matches('/').to_owned() })
    }

    fn path(&self, name: &str) -> Path {
        if self.prefix.is_empty() { Path::from(name) } else { Path::from(format!("{}/{name}", self.prefix)) }
    }

    /// Everything below a folder.
    pub async fn list(&self, folder: &str) -> Result<Vec<Found>> {
        let path = self.path(folder);
        let all: Vec<_> = self.store.list(Some(&path)).try_collect().await.map_err(away)?;
        let found = all.iter().filter_map(|one| {
            let mut parts = one.location.as_ref().rsplit('/');
            let name = parts.next()?.to_owned();
            Some(Found { name, folder: parts.next().unwrap_or_default().to_owned() })
        });
        Ok(found.collect())
    }

    pub async fn put(&self, name: &str, bytes: Bytes) -> Result<()> {
        self.store.put(&self.path(name), bytes.into()).await.map_err(away).map(drop)
    }

    /// False when it is there already.
    pub async fn put_new(&self, name: &str, bytes: Bytes) -> Result<bool> {
        match self.store.put_opts(&self.path(name), bytes.into(), PutMode::Create.into()).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::AlreadyExists { .. }) => Ok(false),
            Err(error) => Err(away(error)),
        }
    }

    pub async fn get(&self, name: &str) -> Result<Bytes> {
        let got = self.store.get(&self.path(name)).await.map_err(away)?;
        got.bytes().await.map_err(away)
    }

    /// None when it is not there.
    pub async fn find(&self, name: &str) -> Result<Option<Bytes>> {
        match self.store.get(&self.path(name)).await {
            Ok(got) => got.bytes().await.map_err(away).map(Some),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(away(error)),
        }
    }

    /// It is no error when it is gone already.
    pub async fn delete(&self, name: &str) -> Result<()> {
        match self.store.delete(&self.path(name)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(away(error)),
        }
    }
}

/// Whatever is wrong there is for the operator to read.
fn away(cause: object_store::Error) -> Error {
    Error::Unavailable(cause.to_string())
}
