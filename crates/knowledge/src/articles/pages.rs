//! Where articles are listed.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use community::identity::{self, Face};
use community::posts::pages::lists::{MOST, page_of};
use community::posts::queries;
use community::posts::types::PostView;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::screen;
use kernel::web::{Cx, Page};
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct ArticlesPage {
    pub items: Vec<PostView>,
    pub next: Option<String>,
}

#[derive(Template)]
#[template(path = "articles/templates/articles.html")]
struct ArticlesHtml<'a> {
    cx: &'a Cx,
    page: &'a ArticlesPage,
}
screen!(ArticlesPage, ArticlesHtml);

/// `GET /articles`: the company's blog, as far as the viewer may read it.
pub async fn all(page: Page) -> Result<Response> {
    let (viewer, before) = (page.viewer.clone(), page.before()?);
    let articles = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let ids = queries::of_kind(tx, &viewer, "article", before, MOST + 1).await?;
            let (items, next) = page_of(tx, &viewer, ids).await?;
            Ok(ArticlesPage { items, next })
        })
        .await?;
    page.show(articles).await
}

#[derive(Serialize, ToSchema)]
pub struct BlogPage {
    pub author: Face,
    pub items: Vec<PostView>,
    pub next: Option<String>,
}

#[derive(Template)]
#[template(path = "articles/templates/blog.html")]
struct BlogHtml<'a> {
    cx: &'a Cx,
    page: &'a BlogPage,
}
screen!(BlogPage, BlogHtml);

/// `GET /people/{handle}/blog`. For who may read none of it, it is not there.
pub async fn of_author(page: Page, Path(handle): Path<String>) -> Result<Response> {
    let (viewer, before) = (page.viewer.clone(), page.before()?);
    let blog = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let author = identity::queries::member_by_handle(tx, &handle).await?.ok_or(Error::NotFound)?;
            let face = identity::faces(tx, &[author]).await?.remove(&author).ok_or(Error::NotFound)?;
            let ids = queries::of_author(tx, &viewer, author, Some("article"), before, MOST + 1).await?;
            if ids.is_empty() && viewer.standing != kernel::viewer::Standing::Own {
                return Err(Error::NotFound);
            }
            let (items, next) = page_of(tx, &viewer, ids).await?;
            Ok(BlogPage { author: face, items, next })
        })
        .await?;
    page.show(blog).await
}
