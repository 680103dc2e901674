//! Which pages a viewer may read, write and look after. A page is a post: who reads it is what `posts` says.

use super::types::{FROM, PAGE, WikiPage};
use community::posts::access::VISIBLE;
use community::posts::types::{POST, Post};
use community::spaces::access::content_visible;
use community::viewer_args;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::{Editable, Seen, Viewer};

/// The page with this address.
pub async fn find(tx: &Tx, viewer: &Viewer, space: &str, path: &str) -> Result<Seen<WikiPage>> {
    let sql =
        format!("select {PAGE} from {FROM} where s.slug = $4 and w.path = $5 and w.deleted is null and {}", *VISIBLE);
    let page: Option<WikiPage> = tx.row(&sql, viewer_args![viewer, space, path]).await?;
    page.map(Seen::admit).ok_or(Error::NotFound)
}

pub async fn find_by_id(tx: &Tx, viewer: &Viewer, id: Id) -> Result<Seen<WikiPage>> {
    let sql = format!("select {PAGE} from {FROM} where w.page = $4 and w.deleted is null and {}", *VISIBLE);
    let page: Option<WikiPage> = tx.row(&sql, viewer_args![viewer, id]).await?;
    page.map(Seen::admit).ok_or(Error::NotFound)
}

/// The page that once had this address.
pub async fn find_moved(tx: &Tx, viewer: &Viewer, space: &str, path: &str) -> Result<Option<Seen<WikiPage>>> {
    let sql = format!(
        "select {PAGE} from wiki_redirects r cross join {FROM}
         where r.space = (select id from spaces where slug = $4) and r.path = $5 and w.page = r.page
           and w.deleted is null and {}",
        *VISIBLE
    );
    let page: Option<WikiPage> = tx.row(&sql, viewer_args![viewer, space, path]).await?;
    Ok(page.map(Seen::admit))
}

/// Who may write in a space may change its pages.
pub async fn editable(tx: &Tx, viewer: &Viewer, page: Seen<WikiPage>) -> Result<Editable<WikiPage>> {
    if may_write(tx, viewer, page.space).await? {
        Ok(Editable::admit(page))
    } else {
        Err(Error::Forbidden("wiki-readers"))
    }
}

/// As a post may be written there: by members who are more than readers, and where joining is a click.
pub async fn may_write(tx: &Tx, viewer: &Viewer, space: Id) -> Result<bool> {
    let Some(member) = viewer.member else { return Ok(false) };
    let sql = "select count(*) from spaces s left join memberships m on m.space = s.id and m.member = $1
               where s.id = $2 and s.archived is null
                 and ((m.state = 'joined' and m.role <> 'reader')
                      or (m.state is null and s.joining = 'open' and s.audience <= 3))";
    Ok(tx.value::<i64>(sql, args![member, space]).await?.unwrap_or(0) > 0)
}

/// Those who look after a page: curators of its space, and of a page above it.
pub async fn curated(tx: &Tx, viewer: &Viewer, page: Seen<WikiPage>) -> Result<Editable<WikiPage>> {
    if curates(tx, viewer, &page).await? { Ok(Editable::admit(page)) } else { Err(Error::Forbidden("wiki-curators")) }
}

pub async fn curates(tx: &Tx, viewer: &Viewer, page: &WikiPage) -> Result<bool> {
    let Some(member) = viewer.member else { return Ok(false) };
    if curates_space(tx, viewer, page.space).await? {
        return Ok(true);
    }
    let sql = "select count(*) from wiki_pages w where w.space = $1 and w.path in (each_text($2)) and w.curator = $3
                 and w.deleted is null";
    let of_branch: Option<i64> = tx.value(sql, args![page.space, page.way(), member]).await?;
    Ok(of_branch.unwrap_or(0) > 0 && may_write(tx, viewer, page.space).await?)
}

/// Whether the viewer looks after all pages of a space that they may read.
pub async fn curates_space(tx: &Tx, viewer: &Viewer, space: Id) -> Result<bool> {
    let Some(member) = viewer.member else { return Ok(false) };
    let sql = "select count(*) from spaces s left join memberships m on m.space = s.id and m.member = $1
               where s.id = $2 and s.archived is null
                 and ($3 = 1 or (m.state = 'joined' and m.role in ('curator', 'moderator', 'owner')))";
    Ok(tx.value::<i64>(sql, args![member, space, viewer.is_moderator()]).await?.unwrap_or(0) > 0)
}

/// Its author may take a page away, and those who look after it.
pub async fn removable(tx: &Tx, viewer: &Viewer, page: Seen<WikiPage>) -> Result<Editable<WikiPage>> {
    let own = page.author.is_some_and(|author| viewer.is(author)) && may_write(tx, viewer, page.space).await?;
    if own { Ok(Editable::admit(page)) } else { curated(tx, viewer, page).await }
}

/// A page that was taken away, for those who may take it back.
pub async fn removed(tx: &Tx, viewer: &Viewer, id: Id) -> Result<(Editable<WikiPage>, Editable<Post>)> {
    let seen = content_visible("p");
    let sql = format!("select {PAGE} from {FROM} where w.page = $4 and p.state = 'deleted' and {seen}");
    let page: Option<WikiPage> = tx.row(&sql, viewer_args![viewer, id]).await?;
    let page = removable(tx, viewer, Seen::admit(page.ok_or(Error::NotFound)?)).await?;
    let sql = format!("select {POST} from posts p where p.id = $4 and p.state = 'deleted' and {seen}");
    let post: Option<Post> = tx.row(&sql, viewer_args![viewer, id]).await?;
    Ok((page, Editable::admit(Seen::admit(post.ok_or(Error::NotFound)?))))
}

/// The text of a page that the viewer may change, as the post that it is.
pub async fn text_of(tx: &Tx, viewer: &Viewer, page: &Editable<WikiPage>) -> Result<Editable<Post>> {
    Ok(Editable::admit(community::posts::access::find(tx, viewer, page.id).await?))
}
