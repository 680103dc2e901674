//! Which posts a viewer may see and change.

use super::types::{POST, Post};
use crate::identity::faces;
use crate::people::access::KNOWN_ONE;
use crate::spaces::access::content_visible;
use crate::viewer_args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::{Editable, Seen, Viewer};
use std::sync::LazyLock;

/// A row of `posts p` that the viewer may read. Parameters as in [`crate::spaces::access`].
pub static VISIBLE: LazyLock<String> =
    LazyLock::new(|| format!("(p.state = 'published' and {})", content_visible("p")));

/// The post or comment with this id, if the viewer may read it or it is their own and a draft or withheld. One's own
/// text that was removed is not there any more.
pub async fn find(tx: &Tx, viewer: &Viewer, id: Id) -> Result<Seen<Post>> {
    let sql = format!(
        "select {POST} from posts p where p.id = $4 and ({} or ((p.author = $1 or p.veiled = $1) and p.state in ('draft', 'held', 'hidden')))",
        *VISIBLE
    );
    let post: Option<Post> = tx.row(&sql, viewer_args![viewer, id]).await?;
    post.map(Seen::admit).ok_or(Error::NotFound)
}

/// The place of a post that is withheld, for those who could read it otherwise: without its words.
pub async fn find_place(tx: &Tx, viewer: &Viewer, id: Id) -> Result<Seen<Post>> {
    let sql = format!(
        "select {POST} from posts p where p.id = $4 and p.state in ('held', 'hidden', 'removed') and {}
           and (p.root is null or exists (select 1 from posts r where r.id = p.root and r.state = 'published'))",
        content_visible("p")
    );
    let post: Option<Post> = tx.row(&sql, viewer_args![viewer, id]).await?;
    let without_words = |post| Post {
        title: String::new(),
        summary: String::new(),
        slug: String::new(),
        body: String::new(),
        series: String::new(),
        shared: None,
        ..post
    };
    post.map(without_words).map(Seen::admit).ok_or(Error::NotFound)
}

/// One's own deleted post, to take it back.
pub async fn find_deleted(tx: &Tx, viewer: &Viewer, id: Id) -> Result<Editable<Post>> {
    let sql = format!(
        "select {POST} from posts p where p.id = $1 and (p.author = $2 or p.veiled = $2) and p.state = 'deleted'"
    );
    let post: Option<Post> = tx.row(&sql, kernel::args![id, viewer.id()]).await?;
    post.map(|post| Editable::admit(Seen::admit(post))).ok_or(Error::NotFound)
}

/// The author may change what they wrote.
pub fn editable(viewer: &Viewer, post: Seen<Post>) -> Result<Editable<Post>> {
    if post.is_by(viewer) { Ok(Editable::admit(post)) } else { Err(Error::Forbidden("forbidden-not-author")) }
}

/// Its author may remove it, nobody else: who moderates decides by a case, which can be appealed.
pub async fn removable(tx: &Tx, viewer: &Viewer, post: Seen<Post>) -> Result<Editable<Post>> {
    if post.is_by(viewer) {
        return Ok(Editable::admit(post));
    }
    let why = if moderates(tx, viewer, &post).await? { "forbidden-by-case" } else { "forbidden-not-author" };
    Err(Error::Forbidden(why))
}

/// Pinning is for those who look after the space.
pub async fn pinnable(tx: &Tx, viewer: &Viewer, post: Seen<Post>) -> Result<Editable<Post>> {
    match post.space {
        Some(_) if post.root.is_none() && moderates(tx, viewer, &post).await? => Ok(Editable::admit(post)),
        _ => Err(Error::Forbidden("forbidden-not-moderator")),
    }
}

async fn moderates(tx: &Tx, viewer: &Viewer, post: &Post) -> Result<bool> {
    if viewer.is_moderator() {
        return Ok(true);
    }
    let sql = "select count(*) from memberships where space = $1 and member = $2 and state = 'joined'
               and role in ('moderator', 'owner')";
    Ok(tx.value::<i64>(sql, kernel::args![post.space.unwrap_or_default(), viewer.id()]).await?.unwrap_or(0) > 0)
}

/// The members behind handles that may be mentioned by the viewer: known, active and not blocking them.
pub async fn mentionable(tx: &Tx, viewer: &Viewer, handles: &[String]) -> Result<Vec<(String, Id, String)>> {
    let sql = format!(
        "select m.handle, m.id, m.name from members m where m.handle in (each_text($4)) and m.state = 'active'
         and {KNOWN_ONE}
         and not exists (select 1 from mutes x where x.member = m.id and x.muted = $1 and x.blocked = 1)"
    );
    tx.rows(&sql, viewer_args![viewer, handles.to_vec()]).await
}

/// Checks that a member exists among the faces; used where a name is shown beside a post.
pub async fn author_name(tx: &Tx, author: Option<Id>, otherwise: &str) -> Result<String> {
    let Some(author) = author else { return Ok(otherwise.to_owned()) };
    Ok(faces(tx, &[author]).await?.remove(&author).map_or_else(|| otherwise.to_owned(), |face| face.name))
}
