//! Who may see and change events. What may be read is as with any post.

use super::types::EVENT_KIND;
use crate::questions::access::curates;
use community::posts::access::find as find_post;
use community::posts::types::Post;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::{Editable, Seen, Viewer};

/// The event with this id, if the viewer may read it.
pub async fn find(tx: &Tx, viewer: &Viewer, id: Id) -> Result<Seen<Post>> {
    let post = find_post(tx, viewer, id).await?;
    if post.kind == EVENT_KIND && post.state == "published" { Ok(post) } else { Err(Error::NotFound) }
}

/// Who planned it, its hosts, and who looks after its space may cancel it, move one time of it and run it.
pub async fn run(tx: &Tx, viewer: &Viewer, event: Seen<Post>) -> Result<Editable<Post>> {
    if may_run(tx, viewer, &event).await? {
        Ok(Editable::admit(event))
    } else {
        Err(Error::Forbidden("events-hosts-only"))
    }
}

pub async fn may_run(tx: &Tx, viewer: &Viewer, event: &Post) -> Result<bool> {
    if event.author.is_some_and(|author| viewer.is(author)) {
        return Ok(true);
    }
    let sql = "select count(*) from event_people where event = $1 and role = 'host' and member = $2";
    let hosts = tx.value::<i64>(sql, args![event.id, viewer.id()]).await?.unwrap_or(0) > 0;
    Ok(hosts || curates(tx, viewer, event.space).await?)
}

/// Whether the viewer is an expert of the event.
pub async fn answers(tx: &Tx, viewer: &Viewer, event: Id) -> Result<bool> {
    let sql = "select count(*) from event_people where event = $1 and role = 'expert' and member = $2";
    Ok(tx.value::<i64>(sql, args![event, viewer.id()]).await?.unwrap_or(0) > 0)
}
