//! What a member does with their notifications.

use crate::announcements;
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;

/// Marks these as read, each with all that is told with it.
pub async fn read(tx: &Tx, member: Id, ids: &[Id]) -> Result<()> {
    let sql = "update notifications set read = $1, due = null where member = $2 and read is null and bundle in
                   (select n.bundle from notifications n where n.member = $2 and n.id in (each($3)))";
    tx.execute(sql, args![tx.now(), member, ids]).await?;
    // What is no row of the member's own is an announcement, or nothing.
    let sql = "select a.post from announcements a where a.post in (each($1))";
    for post in tx.column::<Id>(sql, args![ids]).await? {
        announcements::open(tx, member, post).await?;
    }
    changed(tx, member).await
}

/// Marks what one was told about a post and its comments as read: one has been there. Whether there was any.
pub async fn read_about(tx: &Tx, member: Id, root: Id) -> Result<bool> {
    let sql = "update notifications set read = $1, due = null where member = $2 and read is null and bundle in
                   (select n.bundle from notifications n
                    where n.member = $2 and n.latest = 1 and n.read is null and n.about = 'post' and n.root = $3)";
    let read = tx.execute(sql, args![tx.now(), member, root]).await? > 0;
    if read {
        changed(tx, member).await?;
    }
    Ok(read)
}

/// Marks everything as read that was there when the newest was `before`.
pub async fn read_all(tx: &Tx, member: Id, before: Id) -> Result<()> {
    let sql = "update notifications set read = $1, due = null where member = $2 and read is null and id <= $3";
    tx.execute(sql, args![tx.now(), member, before]).await?;
    let sql = "select max(a.post) from announcements a where a.post <= $1";
    if let Some(Some(post)) = tx.value::<Option<Id>>(sql, args![before]).await? {
        announcements::read_up_to(tx, member, post).await?;
    }
    changed(tx, member).await
}

/// Notes that the page was looked at: what was there needs no mail.
pub async fn see(tx: &Tx, member: Id, newest: Id) -> Result<()> {
    let sql = "insert into notification_positions (member, seen, changed) values ($1, $2, 0)
               on conflict (member) do update set seen = excluded.seen where notification_positions.seen < excluded.seen";
    tx.execute(sql, args![member, newest]).await?;
    let sql = "update notifications set due = null where member = $1 and due is not null and id <= $2";
    tx.execute(sql, args![member, newest]).await.map(drop)
}

/// Lets the bell of every open page of the member be looked at again.
async fn changed(tx: &Tx, member: Id) -> Result<()> {
    let sql = "insert into notification_positions (member, seen, changed) values ($1, 0, 1)
               on conflict (member) do update set changed = notification_positions.changed + 1";
    tx.execute(sql, args![member]).await?;
    tx.ring();
    Ok(())
}
/// What is kept of a member here goes.
pub async fn erase(tx: &kernel::db::Tx, member: kernel::ids::Id) -> kernel::error::Result<()> {
    for table in [
        "notifications",
        "notification_positions",
        "notification_choices",
        "notification_habits",
        "push_subscriptions",
        "push_outbox",
        "notification_mails",
        "notification_digests",
    ] {
        tx.execute(&format!("delete from {table} where member = $1"), kernel::args![member]).await?;
    }
    Ok(())
}
