//! A page as it is read.

use super::history;
use crate::wiki::care::{self, Care};
use crate::wiki::drawing::{self, Drawn, Words};
use crate::wiki::revisions::{self, Revision};
use crate::wiki::types::{Node, PageView, WikiPage, page_url};
use crate::wiki::{access, links, tree};
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use community::identity::faces;
use community::posts::Opened;
use community::posts::pages::show::{PostPage, page_of};
use community::posts::types::SpaceTag;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::viewer::{Seen, Viewer};
use kernel::web::{Cx, Page, Wants};
use serde::Serialize;

/// A page and what stands around it.
#[derive(Serialize)]
pub struct ShowPage {
    #[serde(flatten)]
    pub view: PageView,
    #[serde(skip)]
    pub tree: Vec<Node>,
    #[serde(skip)]
    pub talk: Option<PostPage>,
    #[serde(skip)]
    pub recent: Vec<Revision>,
    #[serde(skip)]
    pub may_edit: bool,
    #[serde(skip)]
    pub may_curate: bool,
    #[serde(skip)]
    pub may_remove: bool,
    pub care: Care,
}

impl ShowPage {
    fn open(&self) -> i64 {
        i64::try_from(self.care.open.len()).unwrap_or(0)
    }

    fn says(&self, right: bool) -> bool {
        self.care.mine == Some(right)
    }

    fn has_contents(&self) -> bool {
        self.view.sections.len() > 1
    }
}

#[derive(Template)]
#[template(path = "wiki/templates/page.html")]
struct ShowHtml<'a> {
    cx: &'a Cx,
    page: &'a ShowPage,
}
screen!(ShowPage, ShowHtml);

/// `GET /wiki/{space}/{path}`: the page, or with `history`, `diff` or `revisions/N` behind it what it was.
pub async fn show(page: Page, Path((space, path)): Path<(String, String)>) -> Result<Response> {
    let path = path.trim_end_matches('/').to_owned();
    if let Some(path) = path.strip_suffix("/history") {
        return history::list(page, space, path.to_owned()).await;
    }
    if let Some(path) = path.strip_suffix("/diff") {
        return history::diff(page, space, path.to_owned()).await;
    }
    if let Some((path, revision)) = path.rsplit_once("/revisions/") {
        let revision = revision.parse().map_err(|_| Error::NotFound)?;
        return history::revision(page, space, path.to_owned(), revision).await;
    }
    read(page, space, path).await
}

/// `GET /pages/{id}`: where the page is now.
pub async fn by_id(page: Page, Path(id): Path<String>) -> Result<Response> {
    let (id, viewer): (Id, _) = (id.parse()?, page.viewer.clone());
    let found = page.app.db.read(async move |tx: &Tx| access::find_by_id(tx, &viewer, id).await).await?;
    if page.wants_json() {
        let (space, path) = (found.space_slug.clone(), found.path.clone());
        return read(page, space, path).await;
    }
    Ok(Redirect::to(&found.url()).into_response())
}

async fn read(page: Page, space: String, path: String) -> Result<Response> {
    match find(&page, &space, &path).await? {
        Found::Here(shown, gathered) => {
            let (shown, tag) = draw(&page, *shown, *gathered).await?;
            if let (Some(opened), Wants::Html) = (page.app.part::<Opened>().0, page.wants) {
                match opened(&page, shown.view.id).await {
                    // What cannot be noted now is read all the same.
                    Err(Error::Unavailable(cause)) => tracing::debug!(cause, "a page was opened without a note of it"),
                    noted => noted?,
                }
            }
            let mut response = page.show(shown).await?;
            if page.wants_json() {
                response.headers_mut().insert(header::ETAG, HeaderValue::from_str(&tag).map_err(Error::internal)?);
            }
            Ok(response)
        }
        Found::Moved(to) => {
            let query = page.address().split_once('?').map(|(_, query)| format!("?{query}")).unwrap_or_default();
            Ok(Redirect::permanent(&format!("{to}{query}")).into_response())
        }
    }
}

enum Found {
    Here(Box<ShowPage>, Box<drawing::Gathered>),
    Moved(String),
}

async fn find(page: &Page, space: &str, path: &str) -> Result<Found> {
    let (at, space, path) = (page.clone(), space.to_owned(), path.to_owned());
    page.app
        .db
        .read(async move |tx: &Tx| {
            let viewer = &at.viewer;
            match access::find(tx, viewer, &space, &path).await {
                Ok(found) => {
                    let (shown, gathered) = load(tx, &at, &found).await?;
                    Ok(Found::Here(Box::new(shown), Box::new(gathered)))
                }
                Err(Error::NotFound) => match access::find_moved(tx, viewer, &space, &path).await? {
                    Some(moved) => Ok(Found::Moved(moved.url())),
                    None => Err(Error::NotFound),
                },
                Err(error) => Err(error),
            }
        })
        .await
}

/// A page that is read once more, after something was done to it.
pub async fn again(tx: &Tx, page: &Page, id: Id) -> Result<(ShowPage, drawing::Gathered)> {
    let found = access::find_by_id(tx, &page.viewer, id).await?;
    load(tx, page, &found).await
}

async fn load(tx: &Tx, page: &Page, found: &Seen<WikiPage>) -> Result<(ShowPage, drawing::Gathered)> {
    let viewer = &page.viewer;
    let may_edit = access::may_write(tx, viewer, found.space).await?;
    let gathered = drawing::gather(tx, viewer, found, may_edit).await?;
    let view = view(tx, viewer, found).await?;
    let mut shown = ShowPage {
        view,
        tree: Vec::new(),
        talk: None,
        recent: Vec::new(),
        may_edit,
        may_curate: false,
        may_remove: false,
        care: Care::default(),
    };
    let may_curate = access::curates(tx, viewer, found).await?;
    shown.care = care::of(tx, viewer, found, may_curate).await?;
    if !page.wants_json() {
        shown.tree = tree::around(tx, viewer, (found.space, &found.space_slug), Some(found)).await?;
        shown.talk = Some(page_of(tx, page, found.id).await?);
        shown.recent = revisions::list(tx, found, found.revision + 1).await?;
        shown.recent.truncate(3);
        shown.may_curate = may_curate;
        shown.may_remove = access::removable(tx, viewer, found.clone()).await.is_ok();
    }
    Ok((shown, gathered))
}

async fn view(tx: &Tx, viewer: &Viewer, page: &WikiPage) -> Result<PageView> {
    let author = page.author.map(|author| [author]).unwrap_or_default();
    let author = faces(tx, &author).await?.into_values().next();
    Ok(PageView {
        id: page.id,
        url: page_url(&page.space_slug, &page.path),
        space: SpaceTag { slug: page.space_slug.clone(), name: page.space_name.clone() },
        path: page.path.clone(),
        parent: page.parent,
        title: page.title.clone(),
        body: page.body.clone(),
        html: String::new(),
        revision: page.revision,
        audience: page.audience,
        author,
        published: page.published,
        edited: page.edited,
        template: page.template,
        trail: tree::trail(tx, viewer, page).await?,
        sections: Vec::new(),
        children: tree::children(tx, viewer, page).await?,
        backlinks: links::backlinks(tx, viewer, page.id).await?,
    })
}

/// Draws what was gathered.
pub async fn draw(page: &Page, mut shown: ShowPage, gathered: drawing::Gathered) -> Result<(ShowPage, String)> {
    let rendered = page.app.part::<Drawn>().draw(gathered, words(page)).await?;
    shown.view.html.clone_from(&rendered.html);
    shown.view.sections = rendered.headings.iter().cloned().map(Into::into).collect();
    let tag = format!("\"{}-{}\"", shown.view.id, shown.view.revision);
    Ok((shown, tag))
}

pub fn words(page: &Page) -> Words {
    Words {
        hidden: page.speech.t("wiki-hidden-page").into_owned(),
        missing: page.speech.t("wiki-missing-section").into_owned(),
    }
}
