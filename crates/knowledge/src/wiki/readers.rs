//! A page may be taken away as any post is, by its author or a moderator: the tree follows.

use super::{links, tree};
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::journal::{Entry, Reader};

pub fn reader() -> Reader {
    Reader::in_transaction(
        "wiki.tree",
        &["posts.deleted", "posts.restored", "posts.withheld", "posts.released"],
        |_, tx, entry| Box::pin(follow(tx, entry)),
    )
}

/// Makes the tree what the post is; doing it again changes nothing.
async fn follow(tx: &Tx, entry: &Entry) -> Result<()> {
    let sql = "select p.state from wiki_pages w join posts p on p.id = w.page where w.page = $1";
    match tx.value::<String>(sql, args![entry.object]).await?.as_deref() {
        Some("deleted" | "held" | "hidden" | "removed") => tree::take_out(tx, entry.object).await,
        Some("published") => {
            tree::put_back(tx, entry.object).await?;
            links::fulfil(tx, entry.object).await
        }
        _ => Ok(()),
    }
}
