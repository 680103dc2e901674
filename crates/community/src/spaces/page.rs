//! The page of a space: its stream, and what it is about.

use super::access;
use super::head::SpaceHead;
use super::types::Space;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use futures_util::future::BoxFuture;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::screen;
use kernel::viewer::Seen;
use kernel::web::{Cx, Page};
use serde::Serialize;
use std::sync::Arc;

type Drawn = dyn for<'a> Fn(&'a Page, &'a Seen<Space>) -> BoxFuture<'a, Result<String>> + Send + Sync;

/// A part of the program: draws what is written in a space (composer, pinned posts, posts) as HTML that
/// is ready. It is asked only for spaces that the viewer may read.
#[derive(Clone, Default)]
pub struct SpaceStream(pub Option<Arc<Drawn>>);

#[derive(Serialize)]
pub struct SpacePage {
    #[serde(flatten)]
    pub head: SpaceHead,
    #[serde(skip)]
    stream: String,
    #[serde(skip)]
    about: bool,
}

impl SpacePage {
    fn tab(&self) -> &'static str {
        if self.about { "about" } else { "stream" }
    }
}

#[derive(Template)]
#[template(path = "spaces/templates/space.html")]
struct SpaceHtml<'a> {
    cx: &'a Cx,
    page: &'a SpacePage,
}
screen!(SpacePage, SpaceHtml);

/// `GET /spaces/{slug}`
pub async fn show(page: Page, Path(slug): Path<String>) -> Result<Response> {
    let (space, head) = load(&page, slug).await?;
    let mut stream = String::new();
    if space.readable && !page.wants_json() {
        let drawn = page.app.part::<SpaceStream>().0;
        if let Some(draw) = drawn {
            stream = draw(&page, &space).await?;
        }
    }
    let about = !space.readable;
    page.show(SpacePage { head, stream, about }).await
}

/// `GET /spaces/{slug}/about`
pub async fn about(page: Page, Path(slug): Path<String>) -> Result<Response> {
    let (_, head) = load(&page, slug).await?;
    page.show(SpacePage { head, stream: String::new(), about: true }).await
}

async fn load(page: &Page, slug: String) -> Result<(Seen<Space>, SpaceHead)> {
    let viewer = page.viewer.clone();
    page.app
        .db
        .read(async move |tx: &Tx| {
            let space = access::find(tx, &viewer, &slug).await?;
            let head = SpaceHead::of(tx, &viewer, &space).await?;
            Ok((space, head))
        })
        .await
}
