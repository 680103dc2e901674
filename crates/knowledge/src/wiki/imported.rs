//! What imports and exports do with pages: on behalf of nobody, so through no viewer.

use super::types::{FROM, PAGE, WikiPage};
use super::{drawing, links, ops, tree};
use community::posts::imported::{self, Former};
use community::posts::types::{Imported, Outcome};
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::{args, record};

/// A page that comes from elsewhere.
#[derive(Debug, Clone)]
pub struct ImportedPage {
    pub post: Imported,
    /// Its part of the address; empty: made of the title.
    pub slug: String,
    /// Addresses below the space that lead to it as well.
    pub former: Vec<String>,
    pub files: Vec<Id>,
    pub template: bool,
    /// What it was before, the oldest first.
    pub history: Vec<Earlier>,
    /// Who wrote its present text, when, and why.
    pub last: Option<Author>,
}

/// A text that a page once had.
#[derive(Debug, Clone)]
pub struct Earlier {
    pub title: String,
    pub body: String,
    pub by: Author,
}

#[derive(Debug, Clone, Default)]
pub struct Author {
    pub member: Option<Id>,
    /// Of somebody who is no member.
    pub name: String,
    pub at: Millis,
    pub summary: String,
}

/// Puts a page below another. One that is there already stays where it is now and gets the new text.
pub async fn put(tx: &Tx, page: &ImportedPage, parent: Option<Id>) -> Result<(Outcome, Id)> {
    let draw = |mentioned: &[(String, Id, String)]| drawing::prepare(&page.post.body, mentioned);
    let outcome = imported::import_drawn(tx, &page.post, &draw).await?;
    let (Outcome::New(id) | Outcome::Changed(id) | Outcome::Unchanged(id)) = outcome;
    let planted: Option<i64> = tx.value("select 1 from wiki_pages where page = $1", args![id]).await?;
    if planted.is_none() {
        let parent = match parent {
            Some(parent) => find(tx, parent).await?,
            None => None,
        };
        let slug = Some(page.slug.as_str()).filter(|slug| !slug.is_empty());
        tree::plant(tx, id, page.post.space, parent.as_ref(), &page.post.title, slug).await?;
        let sql = "update wiki_pages set template = $1, changed = $2 where page = $3";
        tx.execute(sql, args![page.template, page.last.as_ref().map_or(page.post.at, |last| last.at), id]).await?;
        if !page.history.is_empty() {
            remember(tx, id, page).await?;
        }
    }
    imported::attach_more(tx, id, &page.files).await?;
    for path in &page.former {
        let sql = "insert into wiki_redirects (space, path, page)
                   select cast($1 as bigint), cast($2 as text), cast($3 as bigint)
                   where not exists (select 1 from wiki_pages w where w.space = $1 and w.path = $2)
                   on conflict (space, path) do update set page = excluded.page";
        tx.execute(sql, args![page.post.space, path, id]).await?;
    }
    Ok((outcome, id))
}

async fn remember(tx: &Tx, id: Id, page: &ImportedPage) -> Result<()> {
    let next = page.history.iter().skip(1).map(|earlier| &earlier.by).chain(&page.last);
    let former = page.history.iter().zip(next).map(|(earlier, by)| Former {
        replaced_by: by.member,
        replaced_at: by.at,
        title: earlier.title.clone(),
        body: earlier.body.clone(),
    });
    let former: Vec<Former> = former.collect();
    imported::remember(tx, id, &former).await?;
    let authors = page.history.iter().map(|earlier| &earlier.by).chain(&page.last);
    for (revision, by) in (1i64..).zip(authors) {
        let name = if by.member.is_some() { "" } else { by.name.as_str() };
        ops::note_change(tx, id, revision, &cut(&by.summary), name).await?;
    }
    Ok(())
}

fn cut(summary: &str) -> String {
    summary.chars().take(super::types::MOST_SUMMARY).collect()
}

/// What pages name, after all of them are there. Answers how many links lead to a page and which do not.
pub async fn name(tx: &Tx, id: Id) -> Result<(usize, Vec<String>)> {
    let Some(page) = find(tx, id).await? else { return Ok((0, Vec::new())) };
    links::save(tx, &page, &page.body).await?;
    links::fulfil(tx, id).await?;
    let sql = "select key, target from wiki_links where page = $1 order by key";
    let all: Vec<(String, Option<Id>)> = tx.rows(sql, args![id]).await?;
    let dangling: Vec<String> = all
        .iter()
        .filter(|(_, target)| target.is_none())
        .map(|(key, _)| key.trim_start_matches("[[").to_owned())
        .collect();
    Ok((all.len() - dangling.len(), dangling))
}

async fn find(tx: &Tx, id: Id) -> Result<Option<WikiPage>> {
    tx.row(&format!("select {PAGE} from {FROM} where w.page = $1 and w.deleted is null"), args![id]).await
}

/// The address of a page below its space.
pub async fn path_of(tx: &Tx, id: Id) -> Result<Option<String>> {
    tx.value("select path from wiki_pages where page = $1 and deleted is null", args![id]).await
}

record! {
    /// A page on its way out.
    #[derive(Debug, Clone)]
    pub struct Outgoing {
        pub id: Id,
        pub parent: Option<Id>,
        pub path: String,
        pub title: String,
        pub body: String,
        pub template: bool,
        pub published: Millis,
        pub author: Option<String>,
        pub author_name: String,
    }
}

/// All pages of a space, those that stand first come first, parents before what is below them.
pub async fn all(tx: &Tx, space: &str) -> Result<Vec<Outgoing>> {
    let sql = "select p.id, w.parent, w.path, p.title, p.body, w.template, p.published, m.handle as author,
                      p.author_name
               from spaces s cross join wiki_pages w cross join posts p left join members m on m.id = p.author
               where s.slug = $1 and w.space = s.id and w.deleted is null and p.id = w.page
                 and p.state = 'published'
               order by w.rank, w.page";
    let rows: Vec<Outgoing> = tx.rows(sql, args![space]).await?;
    let mut below: std::collections::HashMap<Option<Id>, Vec<Outgoing>> = std::collections::HashMap::new();
    for row in rows {
        below.entry(row.parent).or_default().push(row);
    }
    let mut ordered = Vec::new();
    let mut open: Vec<Outgoing> = below.remove(&None).unwrap_or_default().into_iter().rev().collect();
    while let Some(page) = open.pop() {
        open.extend(below.remove(&Some(page.id)).unwrap_or_default().into_iter().rev());
        ordered.push(page);
    }
    Ok(ordered)
}

/// The addresses that lead to pages of a space, by page.
pub async fn redirects(tx: &Tx, space: &str) -> Result<Vec<(Id, String)>> {
    let sql = "select r.page, r.path from wiki_redirects r join spaces s on s.id = r.space where s.slug = $1
               order by r.path";
    tx.rows(sql, args![space]).await
}

/// Where the links of the pages of a space lead: page, as written, path there. Only into the same space.
pub async fn targets(tx: &Tx, space: &str) -> Result<Vec<(Id, String, String)>> {
    let sql = "select l.page, l.key, t.path from spaces s cross join wiki_pages w cross join wiki_links l
               cross join wiki_pages t
               where s.slug = $1 and w.space = s.id and w.deleted is null and l.page = w.page and t.page = l.target
                 and t.space = s.id and t.deleted is null";
    tx.rows(sql, args![space]).await
}

/// The files that a page shows or has attached: id, name and where their content is.
pub async fn files(tx: &Tx, space: &str) -> Result<Vec<(Id, Id, String, String)>> {
    let sql = "select w.page, f.id, f.name, f.hash from spaces s cross join wiki_pages w
               cross join post_files pf cross join files f
               where s.slug = $1 and w.space = s.id and w.deleted is null and pf.post = w.page and f.id = pf.file
               order by w.page, pf.rank, f.id";
    tx.rows(sql, args![space]).await
}

/// The space, or the error that names it.
pub async fn space(tx: &Tx, slug: &str) -> Result<Id> {
    let found = community::spaces::queries::by_slug(tx, slug).await?;
    found.ok_or_else(|| Error::Unavailable(format!("there is no space {slug:?}")))
}
