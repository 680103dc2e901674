//! Where one finds pages: all wikis, the tree of one, and what its pages want.

use crate::wiki::links::{self, Wanted};
use crate::wiki::types::{Named, Node, page_url};
use crate::wiki::{access, tree};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use community::posts::access::VISIBLE;
use community::spaces::access::SPACE_READABLE;
use community::spaces::{Audience, SpaceHead};
use community::viewer_args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::Standing;
use kernel::web::{Cx, Page};
use kernel::{record, screen};
use serde::Serialize;
use utoipa::ToSchema;

/// As many wikis are listed, and as many changes.
const MOST: i64 = 100;
const MOST_CHANGES: i64 = 15;
/// Of the pages of all spaces the ones changed last, of which the viewer may not see each.
const MOST_LOOKED_AT: i64 = 1_000;

record! {
    /// A space that has pages.
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct Wiki {
        pub slug: String,
        pub name: String,
        pub summary: String,
        pub audience: Audience,
    }
}

#[derive(Serialize, ToSchema)]
pub struct WikisPage {
    pub items: Vec<Wiki>,
    /// What was changed last, in all of them.
    pub recent: Vec<Change>,
    #[serde(skip)]
    may_write: bool,
}

#[derive(Template)]
#[template(path = "wiki/templates/wikis.html")]
struct WikisHtml<'a> {
    cx: &'a Cx,
    page: &'a WikisPage,
}
screen!(WikisPage, WikisHtml);

/// A page that was changed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Change {
    pub page: Named,
    pub at: Millis,
    pub space: String,
}

/// `GET /wiki`
pub async fn wikis(page: Page) -> Result<Response> {
    let viewer = page.viewer.clone();
    let shown = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let sql = format!(
                "select s.slug, s.name, s.summary, s.audience from spaces s
                 where exists (select 1 from wiki_pages w where w.space = s.id and w.parent is null and w.deleted is null)
                   and {SPACE_READABLE} order by s.name_key, s.id limit {MOST}"
            );
            let items: Vec<Wiki> = tx.rows(&sql, viewer_args![viewer]).await?;
            let sql = format!(
                "select w.page, p.title, s.slug, w.path, w.changed, s.name
                 from (select page, space, path, changed from wiki_pages where deleted is null
                       order by changed desc, page desc limit {MOST_LOOKED_AT}) w
                      join posts p on p.id = w.page join spaces s on s.id = w.space
                 where p.kind = 'page' and p.root is null and {}
                 order by w.changed desc, w.page desc limit {MOST_CHANGES}",
                *VISIBLE
            );
            let rows: Vec<(Id, String, String, String, Millis, String)> = tx.rows(&sql, viewer_args![viewer]).await?;
            let recent = rows.into_iter().map(|(id, title, slug, path, at, space)| Change {
                page: Named { id, title, url: page_url(&slug, &path) },
                at,
                space,
            });
            Ok(WikisPage { items, recent: recent.collect(), may_write: viewer.standing == Standing::Own })
        })
        .await?;
    page.show(shown).await
}

/// The pages of a space.
#[derive(Serialize, ToSchema)]
pub struct WikiHome {
    pub space: String,
    pub name: String,
    pub url: String,
    pub pages: Vec<Node>,
    pub recent: Vec<Change>,
    pub wanted: Vec<Wanted>,
    #[serde(skip)]
    head: SpaceHead,
    #[serde(skip)]
    may_write: bool,
    #[serde(skip)]
    may_curate: bool,
}

#[derive(Template)]
#[template(path = "wiki/templates/home.html")]
struct HomeHtml<'a> {
    cx: &'a Cx,
    page: &'a WikiHome,
}
screen!(WikiHome, HomeHtml);

/// `GET /wiki/{space}`
pub async fn home(page: Page, Path(slug): Path<String>) -> Result<Response> {
    let viewer = page.viewer.clone();
    let shown = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let space = match community::spaces::access::find_readable(tx, &viewer, &slug).await {
                Err(Error::Forbidden(_)) if viewer.member.is_none() => return Err(Error::NotFound),
                found => found?,
            };
            let head = SpaceHead::of(tx, &viewer, &space).await?;
            let may_write = access::may_write(tx, &viewer, space.id).await?;
            let sql = format!(
                "select w.page, p.title, w.path, w.changed
                 from wiki_pages w cross join posts p
                 where w.space = $4 and w.deleted is null and p.id = w.page and {}
                 order by w.changed desc, w.page desc limit {MOST_CHANGES}",
                *VISIBLE
            );
            let rows: Vec<(Id, String, String, Millis)> = tx.rows(&sql, viewer_args![viewer, space.id]).await?;
            let recent = rows.into_iter().map(|(id, title, path, at)| Change {
                page: Named { id, title, url: page_url(&slug, &path) },
                at,
                space: space.name.clone(),
            });
            Ok(WikiHome {
                space: slug.clone(),
                name: space.name.clone(),
                url: page_url(&slug, ""),
                pages: tree::around(tx, &viewer, (space.id, &slug), None).await?,
                recent: recent.collect(),
                wanted: if may_write { links::wanted(tx, &viewer, (space.id, &slug)).await? } else { Vec::new() },
                head,
                may_write,
                may_curate: access::curates_space(tx, &viewer, space.id).await?,
            })
        })
        .await?;
    page.show(shown).await
}
