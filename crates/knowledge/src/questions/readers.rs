//! What follows from the journal: an answer that is deleted or taken back is counted anew.

use super::types::ANSWER_KIND;
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::{Entry, Reader};

pub fn counts() -> Reader {
    Reader::in_transaction(
        "questions.counts",
        &["posts.commented", "posts.deleted", "posts.restored", "posts.withheld", "posts.released"],
        |_, tx, entry| Box::pin(count(tx, entry)),
    )
}

/// Computes what is, so that it may be done twice. An accepted answer that is gone is accepted no more.
async fn count(tx: &Tx, entry: &Entry) -> Result<()> {
    let sql =
        "select root from posts where id = $1 and root in (select q.post from questions q where q.post = posts.root)";
    let Some(question) = tx.value::<Option<Id>>(sql, args![entry.object]).await?.flatten() else { return Ok(()) };
    let sql = "update questions set
                 answers = (select count(*) from posts a where a.root = $1 and a.kind = $2 and a.state = 'published'),
                 active = case when active < $3 then $3 else active end
               where post = $1";
    tx.execute(sql, args![question, ANSWER_KIND, entry.at]).await?;
    let sql = "update questions set accepted = null, accepted_by = null, accepted_at = null where post = $1
               and accepted in (select a.id from posts a where a.id = questions.accepted and a.state <> 'published')";
    tx.execute(sql, args![question]).await.map(drop)
}
