//! Whether the chain is whole: no row changed, missing, moved or cut off.

use super::chain::{self, BEGINNING, Head, ROW, Row};
use crate::keys;
use kernel::app::App;
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use serde::Serialize;
use utoipa::ToSchema;

/// Rows that are read at once.
const AT_ONCE: i64 = 10_000;

/// What was found first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// A row is not the one that was written, or not where it was.
    Changed,
    /// Rows are missing between two others.
    Gap,
    /// Rows are missing at the end.
    Cut,
    /// The end that is kept apart was not signed by this installation.
    Signature,
    /// There are rows behind the end that is kept apart.
    Beyond,
    /// The hash that somebody noted is not that of the row.
    Expected,
}

impl Fault {
    pub fn text(self) -> &'static str {
        match self {
            Self::Changed => "audit-fault-changed",
            Self::Gap => "audit-fault-gap",
            Self::Cut => "audit-fault-cut",
            Self::Signature => "audit-fault-signature",
            Self::Beyond => "audit-fault-beyond",
            Self::Expected => "audit-fault-expected",
        }
    }

    pub fn told(self) -> &'static str {
        match self {
            Self::Changed => "a row was changed or moved",
            Self::Gap => "rows are missing",
            Self::Cut => "rows are missing at the end",
            Self::Signature => "the end is not signed by this installation",
            Self::Beyond => "there are rows behind the signed end",
            Self::Expected => "the row has not the hash that was noted",
        }
    }
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Verification {
    /// Rows that were looked at and are as they were written.
    pub rows: i64,
    /// The hash of the last of them: who notes it elsewhere can ask for it later.
    pub hash: String,
    pub fault: Option<Fault>,
    /// Where it was found.
    pub at: Option<i64>,
}

/// Walks the chain. `expected` is a row and its hash, as somebody noted them outside.
pub async fn verify(app: &App, expected: Option<(i64, Vec<u8>)>) -> Result<Verification> {
    let on = app.clone();
    let end = async move |tx: &Tx| Ok((chain::head(tx).await?.unwrap_or_default(), keys::public(&on, tx).await?));
    let (head, public) = app.db.read(end).await?;
    let mut walk = Walk { seq: 0, hash: BEGINNING.to_vec(), expected };
    while let Some(fault) = walk.next(app, head.length).await? {
        if let Some(fault) = fault {
            return Ok(walk.found(fault));
        }
    }
    if walk.seq < head.length {
        return Ok(walk.found(Fault::Cut));
    }
    let signed = public.is_some_and(|public| {
        head.hash == walk.hash && keys::is_signed(&public, &Head::message(head.length, &head.hash), &head.signature)
    });
    if head.length > 0 && !signed {
        return Ok(walk.found(Fault::Signature));
    }
    if walk.expected.is_some() {
        return Ok(walk.found(Fault::Expected));
    }
    // What was added while the chain was walked has an end of its own.
    let ends = async move |tx: &Tx| {
        let last = tx.value::<i64>("select max(seq) from audit having max(seq) is not null", &[]).await?;
        Ok((last.unwrap_or(0), chain::head(tx).await?.unwrap_or_default().length))
    };
    let (last, length) = app.db.read(ends).await?;
    if last > length {
        return Ok(walk.found(Fault::Beyond));
    }
    Ok(Verification { rows: walk.seq, hash: keys::hex(&walk.hash), fault: None, at: None })
}

struct Walk {
    seq: i64,
    hash: Vec<u8>,
    /// Until it was met.
    expected: Option<(i64, Vec<u8>)>,
}

impl Walk {
    /// The next rows up to the end; `None` when there are no more, and what is wrong with them.
    async fn next(&mut self, app: &App, end: i64) -> Result<Option<Option<Fault>>> {
        let after = self.seq;
        let rows = async move |tx: &Tx| {
            let sql = format!("select {ROW} from audit a where a.seq > $1 and a.seq <= $2 order by a.seq limit $3");
            tx.rows::<Row>(&sql, args![after, end, AT_ONCE]).await
        };
        let rows = app.db.read(rows).await?;
        if rows.is_empty() {
            return Ok(None);
        }
        for row in rows {
            if row.seq != self.seq + 1 {
                return Ok(Some(Some(Fault::Gap)));
            }
            let hash = row.hash_after(&self.hash);
            if row.hash != hash {
                return Ok(Some(Some(Fault::Changed)));
            }
            self.seq = row.seq;
            self.hash = row.hash;
            if self.expected.as_ref().is_some_and(|(seq, _)| *seq == self.seq) {
                if self.expected.as_ref().is_some_and(|(_, noted)| *noted != self.hash) {
                    return Ok(Some(Some(Fault::Expected)));
                }
                self.expected = None;
            }
        }
        Ok(Some(None))
    }

    fn found(&self, fault: Fault) -> Verification {
        Verification { rows: self.seq, hash: keys::hex(&self.hash), fault: Some(fault), at: Some(self.seq + 1) }
    }
}
