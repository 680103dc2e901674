//! What an import does beside writing a post: the files that its text shows become the post's own, so
//! that who may read the text sees them.

use super::types::HAS_FILES;
use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;

/// Exactly these files belong to the post from now on.
pub async fn attach(tx: &Tx, post: Id, files: &[Id]) -> Result<()> {
    tx.execute("delete from post_files where post = $1", args![post]).await?;
    for (rank, file) in (0i64..).zip(files) {
        let sql = "insert into post_files (post, file, rank) values ($1, $2, $3) on conflict (post, file) do nothing";
        tx.execute(sql, args![post, file, rank]).await?;
    }
    Ok(())
}

/// These files belong to the post as well.
pub async fn attach_more(tx: &Tx, post: Id, files: &[Id]) -> Result<()> {
    for (rank, file) in (1_000i64..).zip(files) {
        let sql = "insert into post_files (post, file, rank) values ($1, $2, $3) on conflict (post, file) do nothing";
        tx.execute(sql, args![post, file, rank]).await?;
    }
    if files.is_empty() {
        return Ok(());
    }
    let sql = "update posts set extras = extras + $1 where id = $2 and (extras / $1) % 2 = 0";
    tx.execute(sql, args![HAS_FILES, post]).await.map(drop)
}

/// A text as it once was.
#[derive(Debug, Clone)]
pub struct Former {
    /// Who made the next one of it, if they are a member, and when.
    pub replaced_by: Option<Id>,
    pub replaced_at: Millis,
    pub title: String,
    pub body: String,
}

/// The post had these texts before its present one, the oldest first; its revision is counted on from them.
pub async fn remember(tx: &Tx, post: Id, former: &[Former]) -> Result<()> {
    tx.execute("delete from post_revisions where post = $1", args![post]).await?;
    for (revision, former) in (1i64..).zip(former) {
        let sql =
            "insert into post_revisions (post, revision, editor, title, body, at) values ($1, $2, $3, $4, $5, $6)";
        let args = args![post, revision, former.replaced_by, &former.title, &former.body, former.replaced_at];
        tx.execute(sql, args).await?;
    }
    let last = former.last().map(|former| former.replaced_at);
    let now = i64::try_from(former.len()).unwrap_or_default() + 1;
    tx.execute("update posts set revision = $1, edited = $2 where id = $3", args![now, last, post]).await.map(drop)
}
