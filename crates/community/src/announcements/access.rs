//! Who may announce, and who may see who has confirmed.

use crate::posts::access::find;
use crate::posts::types::Post;
use crate::spaces::access::role_in;
use crate::spaces::types::SpaceRole;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::{Editable, Role, Seen, Viewer};

/// Those who publish for the company may announce everywhere, owners in their own space.
pub async fn may_announce(tx: &Tx, viewer: &Viewer, space: Option<Id>) -> Result<()> {
    let member = viewer.signed_in()?;
    let owner = match space {
        Some(space) => role_in(tx, space, member).await? == Some(SpaceRole::Owner),
        None => false,
    };
    if viewer.role >= Role::Publisher || owner {
        return Ok(());
    }
    Err(Error::Forbidden("announcements-publishers-only"))
}

/// An announcement that the viewer may read.
pub async fn announcement(tx: &Tx, viewer: &Viewer, id: Id) -> Result<Seen<Post>> {
    let post = find(tx, viewer, id).await?;
    if post.kind == "announcement" && post.state == "published" { Ok(post) } else { Err(Error::NotFound) }
}

/// An announcement that the viewer owns: its author, an owner of its space, or an administrator.
pub async fn owned(tx: &Tx, viewer: &Viewer, id: Id) -> Result<Editable<Post>> {
    let post = announcement(tx, viewer, id).await?;
    let author = post.author.is_some_and(|author| viewer.is(author));
    let owner = match post.space {
        Some(space) => role_in(tx, space, viewer.id()).await? == Some(SpaceRole::Owner),
        None => false,
    };
    if author || owner || viewer.is_administrator() {
        return Ok(Editable::admit(post));
    }
    Err(Error::Forbidden("announcements-owner-only"))
}
