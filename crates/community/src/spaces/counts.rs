//! What is counted beside a space, so that no list has to count.

use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;

/// A post has come (`by` 1) or gone (`by` -1); the space was active at `at`.
pub async fn count_post(tx: &Tx, space: Id, by: i64, at: Millis) -> Result<()> {
    let sql =
        "update spaces set posts = posts + $1, active = case when active < $2 then $2 else active end where id = $3";
    tx.execute(sql, args![by, at, space]).await.map(drop)
}
