//! The chain: how a row is hashed, and how one is added to its end.

use crate::keys;
use kernel::app::App;
use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::Entry;
use kernel::record;

/// What the first row follows.
pub const BEGINNING: [u8; 32] = [0; 32];

record! {
    #[derive(Debug, Clone)]
    pub struct Row {
        pub seq: i64,
        pub entry: i64,
        pub at: Millis,
        pub verb: String,
        pub actor: Option<Id>,
        pub object: Id,
        pub space: Option<Id>,
        pub details: String,
        pub hash: Vec<u8>,
    }
}

pub const ROW: &str = "a.seq, a.entry, a.at, a.verb, a.actor, a.object, a.space, a.details, a.hash";

impl Row {
    /// The canonical form: every number as eight bytes, what may be absent with a byte before it, every text with its
    /// length before it, so that no two rows have the same.
    pub fn hash_after(&self, former: &[u8]) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        hasher.update(former);
        for number in [self.seq, self.entry, self.at, self.object.0] {
            hasher.update(&number.to_le_bytes());
        }
        for number in [self.actor, self.space] {
            match number {
                Some(number) => hasher.update(&[1]).update(&number.0.to_le_bytes()),
                None => hasher.update(&[0]),
            };
        }
        for text in [&self.verb, &self.details] {
            hasher.update(&u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
            hasher.update(text.as_bytes());
        }
        *hasher.finalize().as_bytes()
    }
}

record! {
    /// Where the chain ends.
    #[derive(Debug, Clone, Default)]
    pub struct Head {
        pub length: i64,
        pub hash: Vec<u8>,
        pub signature: Vec<u8>,
    }
}

impl Head {
    pub fn message(length: i64, hash: &[u8]) -> Vec<u8> {
        [b"fourleaf-audit-head-1".as_slice(), &length.to_le_bytes(), hash].concat()
    }
}

pub async fn head(tx: &Tx) -> Result<Option<Head>> {
    tx.row("select length, hash, signature from audit_head where id = 1", &[]).await
}

/// Adds the row of the journal to the end, unless it is there.
pub async fn append(app: &App, tx: &Tx, entry: &Entry) -> Result<()> {
    // Who comes second waits here for the first: the chain has one end.
    let sql = "insert into audit_head (id, length, hash, signature) values (1, 0, $1, $2)
               on conflict (id) do update set length = audit_head.length";
    tx.execute(sql, args![BEGINNING.as_slice(), BEGINNING.as_slice()]).await?;
    if tx.value::<i64>("select seq from audit where entry = $1", args![entry.seq]).await?.is_some() {
        return Ok(());
    }
    let end = head(tx).await?.unwrap_or_default();
    let mut row = Row {
        seq: end.length + 1,
        entry: entry.seq,
        at: entry.at,
        verb: entry.verb.clone(),
        actor: entry.actor,
        object: entry.object,
        space: entry.space,
        details: entry.details.clone(),
        hash: Vec::new(),
    };
    row.hash = row.hash_after(&end.hash).to_vec();
    let sql = "insert into audit (seq, entry, at, verb, actor, object, space, details, hash)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let args = args![
        row.seq,
        row.entry,
        row.at,
        &row.verb,
        row.actor,
        row.object,
        row.space,
        &row.details,
        row.hash.as_slice()
    ];
    tx.execute(sql, args).await?;
    let signature = keys::signing(app, tx).await?.sign(&Head::message(row.seq, &row.hash));
    let sql = "update audit_head set length = $1, hash = $2, signature = $3 where id = 1";
    tx.execute(sql, args![row.seq, row.hash.as_slice(), signature]).await.map(drop)
}
