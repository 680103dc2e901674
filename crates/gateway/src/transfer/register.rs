//! The register of what was imported, and from which key.

use super::report::Outcome;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::{args, record};

record! {
    pub struct Entry {
        pub object: Id,
        pub fingerprint: String,
    }
}

/// What stands in the register for a key.
pub enum Standing {
    Unknown,
    Unchanged,
    Changed(Id),
}

impl Standing {
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Unknown => Outcome::New,
            Self::Unchanged => Outcome::Unchanged,
            Self::Changed(_) => Outcome::Changed,
        }
    }
}

pub async fn standing(tx: &Tx, key: &str, fingerprint: &str) -> Result<Standing> {
    Ok(match find(tx, key).await? {
        None => Standing::Unknown,
        Some(entry) if entry.fingerprint == fingerprint => Standing::Unchanged,
        Some(entry) => Standing::Changed(entry.object),
    })
}

pub async fn find(tx: &Tx, key: &str) -> Result<Option<Entry>> {
    tx.row("select object, fingerprint from transfers where key = $1", args![key]).await
}

pub async fn remember(tx: &Tx, key: &str, object: Id, fingerprint: &str) -> Result<()> {
    let sql = "insert into transfers (key, object, fingerprint, at) values ($1, $2, $3, $4)
               on conflict (key) do update set object = excluded.object, fingerprint = excluded.fingerprint,
               at = excluded.at";
    tx.execute(sql, args![key, object, fingerprint, tx.now()]).await.map(drop)
}

/// The same for the same content.
pub fn fingerprint(content: &str) -> String {
    kernel::files::FileHash::of(content.as_bytes()).as_str().chars().take(32).collect()
}
