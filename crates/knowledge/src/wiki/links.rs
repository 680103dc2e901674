//! Which page names which: kept when a page is saved, so that what names a page is known, and what is wanted.
//!
//! A link is kept with the page that it meant then. So it still leads there when either of the two has moved.

use super::types::{Named, WikiPage, folder, page_url};
use community::posts::access::VISIBLE;
use community::viewer_args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::text::{self, PageLinks, joined};
use kernel::viewer::Viewer;
use kernel::{args, record};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

const MOST_KEY: usize = 300;
/// As many are listed.
pub const MOST_LISTED: i64 = 200;

/// What is meant by a link, before it is looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Meant {
    key: String,
    /// The slug of another space.
    space: Option<String>,
    /// `t:` a folded title, `p:` a path.
    wanted: String,
}

/// The key of `[[...]]`, without the section.
pub fn named_key(written: &str) -> String {
    let name = written.split('#').next().unwrap_or_default().trim();
    cut(&format!("[[{}", text::fold(name)))
}

/// The key of an ordinary link; `None` when it leads nowhere in a wiki.
pub fn link_key(written: &str) -> Option<String> {
    let path = written.split(['#', '?']).next().unwrap_or_default();
    let elsewhere = path.is_empty()
        || path.starts_with("//")
        || path.starts_with('\\')
        || (path.starts_with('/') && !path.starts_with("/wiki/"))
        || path.split('/').next().is_some_and(|first| first.contains(':'));
    if elsewhere { None } else { Some(cut(path)) }
}

fn cut(key: &str) -> String {
    key.chars().take(MOST_KEY).collect()
}

fn meanings(page_path: &str, found: &PageLinks) -> Vec<Meant> {
    let named = found.named.iter().map(|written| {
        let name = written.split('#').next().unwrap_or_default().trim();
        let (space, title) = match name.split_once(':') {
            Some((space, title)) if text::slug(space) == space && !title.trim().is_empty() => {
                (Some(space.to_owned()), title.trim())
            }
            _ => (None, name),
        };
        Meant { key: named_key(written), space, wanted: format!("t:{}", text::fold(title)) }
    });
    let links = found.links.iter().filter_map(|written| {
        let key = link_key(written)?;
        let decoded = percent_decoded(&key);
        let (space, path) = match decoded.strip_prefix("/wiki/") {
            Some(rest) => {
                let (space, path) = rest.split_once('/').unwrap_or((rest, ""));
                (Some(space.to_owned()), joined("", path)?)
            }
            None => (None, joined(folder(page_path), &decoded)?),
        };
        Some(Meant { key, space, wanted: format!("p:{}", path.strip_suffix(".md").unwrap_or(&path)) })
    });
    let mut all: Vec<Meant> = named.chain(links).filter(|meant| meant.wanted.len() > 2).collect();
    all.sort_by(|a, b| a.key.cmp(&b.key));
    all.dedup_by(|a, b| a.key == b.key);
    all
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Keeps what a page names now.
pub async fn save(tx: &Tx, page: &WikiPage, body: &str) -> Result<()> {
    let found = text::page_links(body);
    let meant = meanings(&page.path, &found);
    let before: Vec<(String, Id, Id)> = tx
        .rows("select key, space, target from wiki_links where page = $1 and target is not null", args![page.id])
        .await?;
    let before: HashMap<String, (Id, Id)> = before.into_iter().map(|(key, space, to)| (key, (space, to))).collect();
    tx.execute("delete from wiki_links where page = $1", args![page.id]).await?;
    if meant.is_empty() {
        return Ok(());
    }
    let spaces = spaces_of(tx, page, &meant).await?;
    let at: Vec<(&Meant, Id)> = meant
        .iter()
        .map(|meant| {
            let named = meant.space.as_ref().and_then(|slug| spaces.get(slug)).copied();
            (meant, named.unwrap_or(page.space))
        })
        .collect();
    let targets = look_up(tx, page, &at).await?;
    for (meant, space) in at {
        // A page that has moved away from what it names relatively still means the same.
        let target = targets.get(&(space, meant.wanted.clone())).copied().map(|to| (space, to));
        let (space, target) = match target.or_else(|| before.get(&meant.key).copied()) {
            Some((space, target)) => (space, Some(target)),
            None => (space, None),
        };
        let sql = "insert into wiki_links (page, key, space, wanted, target) values ($1, $2, $3, $4, $5)";
        tx.execute(sql, args![page.id, &meant.key, space, cut(&meant.wanted), target]).await?;
    }
    Ok(())
}

async fn spaces_of(tx: &Tx, page: &WikiPage, meant: &[Meant]) -> Result<HashMap<String, Id>> {
    let mut slugs: Vec<String> = meant.iter().filter_map(|meant| meant.space.clone()).collect();
    slugs.sort();
    slugs.dedup();
    slugs.retain(|slug| *slug != page.space_slug);
    if slugs.is_empty() {
        return Ok(HashMap::from([(page.space_slug.clone(), page.space)]));
    }
    let rows: Vec<(String, Id)> =
        tx.rows("select slug, id from spaces where slug in (each_text($1))", args![slugs]).await?;
    Ok(rows.into_iter().chain([(page.space_slug.clone(), page.space)]).collect())
}

/// The pages that are meant: by title, by address, by former address. A sibling comes before others of its name.
async fn look_up(tx: &Tx, page: &WikiPage, at: &[(&Meant, Id)]) -> Result<HashMap<(Id, String), Id>> {
    let mut found = HashMap::new();
    let mut spaces: Vec<Id> = at.iter().map(|(_, space)| *space).collect();
    spaces.sort();
    spaces.dedup();
    for space in spaces {
        let of = |mark: &str| -> Vec<String> {
            let here = at.iter().filter(|(_, other)| *other == space);
            here.filter_map(|(meant, _)| Some(meant.wanted.strip_prefix(mark)?.to_owned())).collect()
        };
        let (titles, paths) = (of("t:"), of("p:"));
        if !titles.is_empty() {
            let sql = "select title_key, page from wiki_pages
                       where space = $1 and title_key in (each_text($2)) and deleted is null
                       order by case when coalesce(parent, 0) = $3 then 1 else 0 end, page desc";
            let rows: Vec<(String, Id)> = tx.rows(sql, args![space, titles, page.parent.unwrap_or_default()]).await?;
            // The last that is put in stays.
            found.extend(rows.into_iter().map(|(title, id)| ((space, format!("t:{title}")), id)));
        }
        if !paths.is_empty() {
            let sql = "select path, page from wiki_redirects where space = $1 and path in (each_text($2))";
            let former: Vec<(String, Id)> = tx.rows(sql, args![space, paths.clone()]).await?;
            let sql = "select path, page from wiki_pages where space = $1 and path in (each_text($2))";
            let present: Vec<(String, Id)> = tx.rows(sql, args![space, paths]).await?;
            let rows = former.into_iter().chain(present);
            found.extend(rows.map(|(path, id)| ((space, format!("p:{path}")), id)));
        }
    }
    Ok(found)
}

/// A page is there now, by this name and at this address: what wanted it has it.
pub async fn fulfil(tx: &Tx, page: Id) -> Result<()> {
    let sql = "select space, title_key, path from wiki_pages where page = $1";
    let Some((space, title, path)) = tx.row::<(Id, String, String)>(sql, args![page]).await? else { return Ok(()) };
    let sql = "update wiki_links set target = $1
               where space = $2 and wanted in (each_text($3)) and page <> $1
                 and (target is null or exists (
                   select 1 from wiki_pages w where w.page = wiki_links.target and w.deleted is not null))";
    let wanted = vec![cut(&format!("t:{title}")), cut(&format!("p:{path}"))];
    tx.execute(sql, args![page, space, wanted]).await.map(drop)
}

record! {
    /// What a link of a page means to a viewer.
    #[derive(Debug, Clone)]
    pub struct Target {
        pub key: String,
        pub page: Option<Id>,
        pub path: Option<String>,
        pub space: Option<String>,
        pub title: Option<String>,
        pub there: bool,
        pub visible: bool,
    }
}

impl Target {
    pub fn url(&self) -> Option<String> {
        Some(page_url(self.space.as_deref()?, self.path.as_deref()?))
    }
}

/// The links of pages, as this viewer may follow them.
pub async fn of_pages(tx: &Tx, viewer: &Viewer, pages: &[Id]) -> Result<HashMap<Id, HashMap<String, Target>>> {
    let sql = format!(
        "select l.page as of_page, l.key, w.page, w.path, s.slug as space, p.title,
                case when w.page is not null and w.deleted is null and p.state = 'published' then 1 else 0 end as there,
                case when {} then 1 else 0 end as visible
         from wiki_links l
         left join wiki_pages w on w.page = l.target
         left join posts p on p.id = w.page
         left join spaces s on s.id = w.space
         where l.page in (each($4))",
        *VISIBLE
    );
    record! {
        struct Row {
            of_page: Id,
            target: Target,
        }
    }
    let rows: Vec<Row> = tx.rows(&sql, viewer_args![viewer, pages.to_vec()]).await?;
    let mut all: HashMap<Id, HashMap<String, Target>> = HashMap::new();
    for row in rows {
        all.entry(row.of_page).or_default().insert(row.target.key.clone(), row.target);
    }
    Ok(all)
}

/// The pages that name this one, as far as the viewer may see them.
pub async fn backlinks(tx: &Tx, viewer: &Viewer, page: Id) -> Result<Vec<Named>> {
    let sql = format!(
        "select distinct w.page, p.title, s.slug, w.path
         from wiki_links l cross join wiki_pages w join posts p on p.id = w.page join spaces s on s.id = w.space
         where l.target = $4 and w.page = l.page and w.deleted is null and w.page <> $4 and {}
         order by p.title, w.page limit {MOST_LISTED}",
        *VISIBLE
    );
    let rows: Vec<(Id, String, String, String)> = tx.rows(&sql, viewer_args![viewer, page]).await?;
    Ok(rows.into_iter().map(|(id, title, space, path)| Named { id, title, url: page_url(&space, &path) }).collect())
}

/// A page that is named and is not there.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Wanted {
    /// As it is named in one of the pages.
    pub name: String,
    /// True when there was one: it was deleted.
    pub broken: bool,
    /// A page that names it.
    pub named_in: Named,
    /// How many pages name it.
    pub times: i64,
}

/// What the pages of a space name and nobody has written, or somebody has deleted; what is named most comes first.
pub async fn wanted(tx: &Tx, viewer: &Viewer, space: (Id, &str)) -> Result<Vec<Wanted>> {
    let sql = format!(
        "select l.wanted, max(l.target) as target, count(*) as times, max(w.page) as page
         from wiki_pages w cross join wiki_links l cross join posts p
         where w.space = $4 and w.deleted is null and l.page = w.page and p.id = w.page and {}
           and (l.target is null
                or exists (select 1 from wiki_pages t where t.page = l.target and t.deleted is not null))
         group by l.wanted order by times desc, l.wanted limit {MOST_LISTED}",
        *VISIBLE
    );
    let rows: Vec<(String, Option<Id>, i64, Id)> = tx.rows(&sql, viewer_args![viewer, space.0]).await?;
    let pages: Vec<Id> = rows.iter().map(|row| row.3).collect();
    let sql =
        "select w.page, p.title, w.path from wiki_pages w join posts p on p.id = w.page where w.page in (each($1))";
    let names: Vec<(Id, String, String)> = tx.rows(sql, args![pages]).await?;
    let names: HashMap<Id, Named> =
        names.into_iter().map(|(id, title, path)| (id, Named { id, title, url: page_url(space.1, &path) })).collect();
    let wanted = rows.into_iter().filter_map(|(wanted, target, times, page)| {
        let name = wanted.get(2..).unwrap_or_default().to_owned();
        Some(Wanted { name, broken: target.is_some(), named_in: names.get(&page)?.clone(), times })
    });
    Ok(wanted.collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn what_is_meant_is_read_from_how_it_is_written() {
        let found = PageLinks {
            named: vec!["Pads#Wear".into(), "brakes:Discs".into(), "A: B".into()],
            links: ["../c.md#x", "d%20e", "/wiki/other/f/g", "https://h.example", "/posts/1", "#here", "../../out"]
                .map(str::to_owned)
                .to_vec(),
        };
        let meant = meanings("a/b/page", &found);
        let of =
            |key: &str| meant.iter().find(|meant| meant.key == key).map(|m| (m.space.as_deref(), m.wanted.as_str()));
        assert_eq!(of("[[pads"), Some((None, "t:pads")));
        assert_eq!(of("[[brakes:discs"), Some((Some("brakes"), "t:discs")));
        assert_eq!(of("[[a: b"), Some((None, "t:a: b")));
        assert_eq!(of("../c.md"), Some((None, "p:a/c")));
        assert_eq!(of("d%20e"), Some((None, "p:a/b/d e")));
        assert_eq!(of("/wiki/other/f/g"), Some((Some("other"), "p:f/g")));
        assert_eq!(of("../../out"), Some((None, "p:out")));
        assert_eq!(meant.len(), 7);
        assert_eq!(link_key("javascript:alert(1)"), None);
    }
}
