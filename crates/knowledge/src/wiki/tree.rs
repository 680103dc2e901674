//! Where pages stand: addresses, moving, and the tree as it is drawn.
//!
//! Decision 0012: the address is kept with each page. Reading one is a look-up, moving a branch is one statement over a
//! range of an index, whatever its size.

use super::types::{FROM, MOST_DEPTH, MOST_PATH, Named, Node, WikiPage, folder, page_url, prefixes};
use community::posts::access::VISIBLE;
use community::viewer_args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::text;
use kernel::viewer::{Editable, Viewer};
use kernel::{args, record};
use serde_json::json;
use std::collections::HashMap;

/// Words at the end of an address that mean something else than a page.
const TAKEN: [&str; 3] = ["history", "diff", "revisions"];
/// Room between neighbours, so that one can be put between two.
const STEP: i64 = 1 << 20;
/// Siblings that are drawn; of a longer row the rest is on the page above them.
pub const MOST_SIBLINGS: i64 = 300;
/// Attempts at an address before the id of the page makes it its own.
const MOST_TRIES: usize = 20;

/// The part of an address that a title makes.
pub fn slug(title: &str) -> String {
    let slug = text::slug(title);
    if TAKEN.contains(&slug.as_str()) { format!("{slug}-page") } else { slug }
}

/// The first free address with this slug below `above`.
async fn free(tx: &Tx, space: Id, above: &str, slug: &str, page: Id) -> Result<(String, String)> {
    for nth in 1..=MOST_TRIES {
        let slug = if nth == 1 { slug.to_owned() } else { format!("{slug}-{nth}") };
        let path = below(above, &slug);
        let sql = "select page from wiki_pages where space = $1 and path = $2";
        match tx.value::<Id>(sql, args![space, &path]).await? {
            Some(other) if other != page => {}
            _ => return Ok((slug, path)),
        }
    }
    let slug = format!("{slug}-{page}");
    Ok((slug.clone(), below(above, &slug)))
}

fn below(above: &str, slug: &str) -> String {
    if above.is_empty() { slug.to_owned() } else { format!("{above}/{slug}") }
}

/// The lowest and the first higher address of what stands below a page: `/` comes before `0`.
fn range(path: &str) -> (String, String) {
    (format!("{path}/"), format!("{path}0"))
}

/// Puts a new page below another, or at the root, behind its siblings.
pub async fn plant(
    tx: &Tx,
    page: Id,
    space: Id,
    parent: Option<&WikiPage>,
    title: &str,
    at: Option<&str>,
) -> Result<()> {
    let above = parent.map_or("", |parent| parent.path.as_str());
    let wished = at.map_or_else(|| slug(title), slug);
    let (slug, path) = free(tx, space, above, &wished, page).await?;
    fits(&path)?;
    let parent = parent.map(|parent| parent.id);
    let rank = last_rank(tx, space, parent).await? + STEP;
    let sql = "insert into wiki_pages (page, space, parent, slug, path, title_key, rank, template, asks_review,
                 changed)
               values ($1, $2, $3, $4, $5, $6, $7, 0, 0, $8)";
    tx.execute(sql, args![page, space, parent, slug, &path, text::fold(title), rank, tx.now()]).await?;
    forget_redirects(tx, space, &path).await
}

fn fits(path: &str) -> Result<()> {
    if path.chars().count() > MOST_PATH || prefixes(path).len() > MOST_DEPTH {
        return Err(Error::field("parent", "wiki-too-deep"));
    }
    Ok(())
}

async fn last_rank(tx: &Tx, space: Id, parent: Option<Id>) -> Result<i64> {
    let last = match parent {
        Some(parent) => {
            let sql = "select rank from wiki_pages where parent = $1 order by rank desc limit 1";
            tx.value(sql, args![parent]).await?
        }
        None => {
            let sql = "select rank from wiki_pages where space = $1 and parent is null and deleted is null
                       order by rank desc limit 1";
            tx.value(sql, args![space]).await?
        }
    };
    Ok(last.unwrap_or(0))
}

/// A page has the address now: it is no former address any more.
async fn forget_redirects(tx: &Tx, space: Id, path: &str) -> Result<()> {
    let (low, high) = range(path);
    let sql = "delete from wiki_redirects where space = $1 and path in (
                 select w.path from wiki_pages w where w.space = $1 and (w.path = $2 or (w.path >= $3 and w.path < $4)))";
    tx.execute(sql, args![space, path, low, high]).await.map(drop)
}

/// Where among its new siblings a page comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    Last,
    First,
    Behind(Id),
}

/// Puts a page with all that stands below it in another place of its space. Each keeps its audience, and its old
/// address leads to the new one.
pub async fn relocate(
    tx: &Tx,
    viewer: &Viewer,
    page: &Editable<WikiPage>,
    parent: Option<&Editable<WikiPage>>,
    among: Among,
) -> Result<()> {
    let above = parent.map_or("", |parent| parent.path.as_str());
    let inside = above == page.path || above.starts_with(&format!("{}/", page.path));
    if inside && parent.is_some() {
        return Err(Error::field("parent", "wiki-below-itself"));
    }
    if parent.is_some_and(|parent| parent.space != page.space) {
        return Err(Error::field("parent", "wiki-other-space"));
    }
    let parent_id = parent.map(|parent| parent.id);
    readdress(tx, page, above, &page.slug).await?;
    let rank = rank_among(tx, page, parent_id, among).await?;
    tx.execute(
        "update wiki_pages set parent = $1, rank = $2, lifted = null where page = $3",
        args![parent_id, rank, page.id],
    )
    .await?;
    let event = Event::new("wiki.moved", viewer.member, page.id).within(Some(page.space));
    journal::record(tx, event.with(json!({ "from": page.path, "parent": parent_id }))).await
}

/// Gives a page, and all that stands below it, the address below `above`; the old ones lead there.
async fn readdress(tx: &Tx, page: &WikiPage, above: &str, slug: &str) -> Result<String> {
    let (slug, path) = free(tx, page.space, above, slug, page.id).await?;
    if path == page.path {
        return Ok(path);
    }
    let (low, high) = range(&page.path);
    let sql = "select max(length(path)) from wiki_pages where space = $1 and (path = $2 or (path >= $3 and path < $4))";
    let longest: i64 = tx.value(sql, args![page.space, &page.path, &low, &high]).await?.unwrap_or(0);
    let grows = path.chars().count().saturating_sub(page.path.chars().count());
    if usize::try_from(longest).unwrap_or(0) + grows > MOST_PATH {
        return Err(Error::field("parent", "wiki-too-deep"));
    }
    fits(&path)?;
    let sql = "insert into wiki_redirects (space, path, page)
               select w.space, w.path, w.page from wiki_pages w
               where w.space = $1 and (w.path = $2 or (w.path >= $3 and w.path < $4))
               on conflict (space, path) do update set page = excluded.page";
    tx.execute(sql, args![page.space, &page.path, &low, &high]).await?;
    let cut = i64::try_from(page.path.chars().count()).unwrap_or(0) + 1;
    let sql = "update wiki_pages set path = cast($2 as text) || substr(path, $3)
               where space = $1 and (path = $4 or (path >= $5 and path < $6))";
    tx.execute(sql, args![page.space, &path, cut, &page.path, &low, &high]).await?;
    tx.execute("update wiki_pages set slug = $1 where page = $2", args![slug, page.id]).await?;
    forget_redirects(tx, page.space, &path).await?;
    Ok(path)
}

/// The page is called otherwise: its address follows, and those who name it find it.
pub async fn rename(tx: &Tx, page: &WikiPage, title: &str) -> Result<()> {
    tx.execute("update wiki_pages set title_key = $1 where page = $2", args![text::fold(title), page.id]).await?;
    if slug(title) == slug(&page.title) {
        return Ok(());
    }
    readdress(tx, page, folder(&page.path), &slug(title)).await.map(drop)
}

async fn rank_among(tx: &Tx, page: &WikiPage, parent: Option<Id>, among: Among) -> Result<i64> {
    let before = match among {
        Among::Last => return Ok(last_rank(tx, page.space, parent).await? + STEP),
        Among::First => i64::MIN,
        Among::Behind(sibling) => {
            let sql = "select rank from wiki_pages where page = $1 and space = $2 and deleted is null
                         and coalesce(parent, 0) = $3";
            let found = tx.value(sql, args![sibling, page.space, parent.unwrap_or_default()]).await?;
            found.ok_or_else(|| Error::field("after", "wiki-no-such-page"))?
        }
    };
    for again in [false, true] {
        let sql = "select rank from wiki_pages where space = $1 and coalesce(parent, 0) = $2 and deleted is null
                     and rank > $3 and page <> $4 order by rank limit 1";
        let args = args![page.space, parent.unwrap_or_default(), before, page.id];
        let next: Option<i64> = tx.value(sql, args).await?;
        match next {
            None if before == i64::MIN => return Ok(STEP),
            None => return Ok(before + STEP),
            Some(next) if before == i64::MIN => return Ok(next - STEP),
            Some(next) if next - before > 1 => return Ok(before + (next - before) / 2),
            Some(_) if again => return Ok(before),
            Some(_) => spread(tx, page.space, parent).await?,
        }
        // They stand elsewhere now.
        if let Among::Behind(sibling) = among {
            let sql = "select rank from wiki_pages where page = $1";
            let moved: Option<i64> = tx.value(sql, args![sibling]).await?;
            return Ok(moved.unwrap_or(0) + STEP / 2);
        }
    }
    Ok(STEP)
}

/// Gives siblings room between them again.
async fn spread(tx: &Tx, space: Id, parent: Option<Id>) -> Result<()> {
    let sql = "update wiki_pages set rank = (
                 select n * $3 from (select page, row_number() over (order by rank, page) as n from wiki_pages
                   where space = $1 and coalesce(parent, 0) = $2) numbered where numbered.page = wiki_pages.page)
               where space = $1 and coalesce(parent, 0) = $2";
    tx.execute(sql, args![space, parent.unwrap_or_default(), STEP]).await.map(drop)
}

/// Takes a deleted page out. What stood below it moves up, so that nothing is orphaned, and remembers where it stood.
pub async fn take_out(tx: &Tx, page: Id) -> Result<()> {
    let sql = "select page, space, parent, path from wiki_pages where page = $1 and deleted is null";
    let Some((page, space, parent, path)) = tx.row::<(Id, Id, Option<Id>, String)>(sql, args![page]).await? else {
        return Ok(());
    };
    let sql =
        format!("select {} from {FROM} where w.parent = $1 and w.deleted is null order by w.rank", super::types::PAGE);
    let children: Vec<WikiPage> = tx.rows(&sql, args![page]).await?;
    // It gives its address away first: a page below it may have the same name.
    let sql = "update wiki_pages set deleted = $1, path = $2 where page = $3";
    tx.execute(sql, args![tx.now(), format!("-/{page}"), page]).await?;
    for child in &children {
        readdress(tx, child, folder(&path), &child.slug).await?;
    }
    let sql = "update wiki_pages set parent = $1, lifted = $2 where parent = $2 and deleted is null";
    tx.execute(sql, args![parent, page]).await?;
    tx.execute("delete from wiki_redirects where space = $1 and page = $2", args![space, page]).await.map(drop)
}

/// Puts a page that was taken back where it stood, or above if that is gone, with what stood below it.
pub async fn put_back(tx: &Tx, page: Id) -> Result<()> {
    let sql = "select w.parent from wiki_pages w where w.page = $1 and w.deleted is not null";
    let Some(parent) = tx.value::<Option<Id>>(sql, args![page]).await? else { return Ok(()) };
    let sql = format!("select {} from {FROM} where w.page = $1 and w.deleted is null", super::types::PAGE);
    let parent: Option<WikiPage> = match parent {
        Some(parent) => tx.row(&sql, args![parent]).await?,
        None => None,
    };
    let sql = "select space, slug from wiki_pages where page = $1";
    let Some((space, slug)) = tx.row::<(Id, String)>(sql, args![page]).await? else { return Ok(()) };
    let above = parent.as_ref().map_or("", |parent| parent.path.as_str());
    let (slug, path) = free(tx, space, above, &slug, page).await?;
    let sql = "update wiki_pages set deleted = null, slug = $1, path = $2, parent = $3 where page = $4";
    tx.execute(sql, args![slug, &path, parent.map(|parent| parent.id), page]).await?;
    forget_redirects(tx, space, &path).await?;
    let sql = format!("select {} from {FROM} where w.lifted = $1 and w.deleted is null", super::types::PAGE);
    for child in &tx.rows::<WikiPage>(&sql, args![page]).await? {
        readdress(tx, child, &path, &child.slug).await?;
    }
    let sql = "update wiki_pages set parent = $1, lifted = null where lifted = $1 and deleted is null";
    tx.execute(sql, args![page]).await.map(drop)
}

record! {
    struct Row {
        page: Id,
        parent: Option<Id>,
        path: String,
        title: String,
        branch: bool,
    }
}

/// The tree as it is drawn around a page: the root, and what stands below each page on the way.
pub async fn around(tx: &Tx, viewer: &Viewer, space: (Id, &str), page: Option<&WikiPage>) -> Result<Vec<Node>> {
    let way = page.map(WikiPage::way).unwrap_or_default();
    let roots = format!(
        "select w.page, w.parent, w.path, p.title,
                exists (select 1 from wiki_pages c where c.parent = w.page and c.deleted is null) as branch
         from wiki_pages w cross join posts p
         where w.space = $4 and w.parent is null and w.deleted is null and p.id = w.page and {}
         order by w.rank, w.page limit {MOST_SIBLINGS}",
        *VISIBLE
    );
    let rows: Vec<Row> = tx.rows(&roots, viewer_args![viewer, space.0]).await?;
    let mut children: HashMap<Option<Id>, Vec<Row>> = HashMap::from([(None, rows)]);
    if !way.is_empty() {
        let sql = "select page from wiki_pages where space = $1 and path in (each_text($2)) and deleted is null";
        let opened: Vec<Id> = tx.column(sql, args![space.0, way.clone()]).await?;
        let below = format!(
            "select page, parent, path, title, branch from (
               select w.page, w.parent, w.path, p.title, w.rank,
                      exists (select 1 from wiki_pages c where c.parent = w.page and c.deleted is null) as branch,
                      row_number() over (partition by w.parent order by w.rank, w.page) as nth
               from wiki_pages w cross join posts p
               where w.parent in (each($4)) and w.deleted is null and p.id = w.page and {}) siblings
             where nth <= {MOST_SIBLINGS} order by parent, rank, page",
            *VISIBLE
        );
        for row in tx.rows::<Row>(&below, viewer_args![viewer, opened]).await? {
            children.entry(row.parent).or_default().push(row);
        }
    }
    let current = page.map(|page| page.id);
    Ok(nodes(None, &mut children, space.1, current, &way))
}

fn nodes(
    parent: Option<Id>,
    children: &mut HashMap<Option<Id>, Vec<Row>>,
    space: &str,
    current: Option<Id>,
    way: &[String],
) -> Vec<Node> {
    let rows = children.remove(&parent).unwrap_or_default();
    rows.into_iter()
        .map(|row| Node {
            id: row.page,
            url: page_url(space, &row.path),
            branch: row.branch,
            current: current == Some(row.page),
            open: way.contains(&row.path),
            title: row.title,
            children: nodes(Some(row.page), children, space, current, way),
        })
        .collect()
}

/// The pages directly below one, as far as the viewer may see them; continued behind a rank.
pub async fn children(tx: &Tx, viewer: &Viewer, page: &WikiPage) -> Result<Vec<Node>> {
    let sql = format!(
        "select w.page, w.parent, w.path, p.title,
                exists (select 1 from wiki_pages c where c.parent = w.page and c.deleted is null) as branch
         from wiki_pages w cross join posts p
         where w.parent = $4 and w.deleted is null and p.id = w.page and {}
         order by w.rank, w.page limit {MOST_SIBLINGS}",
        *VISIBLE
    );
    let rows: Vec<Row> = tx.rows(&sql, viewer_args![viewer, page.id]).await?;
    let mut children = HashMap::from([(None, rows)]);
    Ok(nodes(None, &mut children, &page.space_slug, None, &[]))
}

/// The pages above one, from the root, as far as the viewer may see them.
pub async fn trail(tx: &Tx, viewer: &Viewer, page: &WikiPage) -> Result<Vec<Named>> {
    let above: Vec<String> = page.way().into_iter().filter(|path| *path != page.path).collect();
    if above.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select w.page, p.title, w.path from {FROM}
         where w.space = $4 and w.path in (each_text($5)) and w.deleted is null and {} order by length(w.path)",
        *VISIBLE
    );
    let rows: Vec<(Id, String, String)> = tx.rows(&sql, viewer_args![viewer, page.space, above]).await?;
    Ok(rows.into_iter().map(|(id, title, path)| Named { id, title, url: page_url(&page.space_slug, &path) }).collect())
}

/// The sibling before a page and the one behind it: where it goes by one step up or down.
pub async fn step(tx: &Tx, page: &WikiPage, up: bool) -> Result<Option<Among>> {
    let siblings = "from wiki_pages where space = $1 and coalesce(parent, 0) = $2 and deleted is null and page <> $3";
    let args = args![page.space, page.parent.unwrap_or_default(), page.id, page.rank];
    if up {
        let sql = format!("select page {siblings} and rank <= $4 order by rank desc, page desc limit 2");
        let before: Vec<Id> = tx.column(&sql, args).await?;
        return Ok(match before.as_slice() {
            [] => None,
            [_] => Some(Among::First),
            [_, second, ..] => Some(Among::Behind(*second)),
        });
    }
    let sql = format!("select page {siblings} and rank >= $4 order by rank, page limit 1");
    Ok(tx.value::<Id>(&sql, args).await?.map(Among::Behind))
}
