//! What an import does beside writing a post: the files that its text shows become the post's own, so
//! that who may read the text sees them.

use kernel::args;
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
