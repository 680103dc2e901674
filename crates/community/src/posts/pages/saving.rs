//! Where a post is saved to: one of the reader's collections, or a new one.

use super::actions::BookmarkForm;
use crate::posts::bookmarks::{self, Collection};
use crate::posts::queries::{self, Detail};
use crate::posts::{access, types::PostView};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::viewer::Viewer;
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Page};
use serde::Serialize;
use utoipa::ToSchema;

/// A post and the collections that it may lie in.
#[derive(Serialize, ToSchema)]
pub struct SavingPage {
    pub url: String,
    pub label: String,
    /// The collection that it lies in; null: in none, or not saved.
    pub collection: Option<Id>,
    pub bookmarked: bool,
    pub collections: Vec<Collection>,
    #[serde(skip)]
    id: Id,
    #[serde(skip)]
    form: BookmarkForm,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
    #[serde(skip)]
    next: String,
}

impl SavingPage {
    fn is_chosen(&self, collection: &Id) -> bool {
        self.collection == Some(*collection)
    }
}

#[derive(Template)]
#[template(path = "posts/templates/saving.html")]
struct SavingHtml<'a> {
    cx: &'a Cx,
    page: &'a SavingPage,
}
screen!(SavingPage, SavingHtml);

/// `GET /posts/{id}/bookmark`
pub async fn choose(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    // Named by the link: what fetches for an installed page sends itself as where it comes from.
    let next = page.back_to(&page.query("next").unwrap_or_default(), "/bookmarks");
    let saving = load(&page, id, BookmarkForm { next, ..BookmarkForm::default() }, Vec::new()).await?;
    page.show(saving).await
}

/// The page with what is to choose from, and what was typed.
pub async fn load(page: &Page, id: Id, form: BookmarkForm, errors: Vec<FieldProblem>) -> Result<SavingPage> {
    let viewer = page.viewer.clone();
    viewer.signed_in()?;
    let (view, collections, collection) = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let view = of(tx, &viewer, id).await?;
            let lies = bookmarks::collection_of(tx, &viewer, id).await?;
            Ok((view, bookmarks::collections(tx, &viewer).await?, lies))
        })
        .await?;
    let next = page.back_to(&form.next, &view.url);
    let label = view.label();
    Ok(SavingPage {
        url: view.url,
        label,
        collection,
        bookmarked: view.bookmarked,
        collections,
        id,
        form,
        errors,
        next,
    })
}

async fn of(tx: &Tx, viewer: &Viewer, id: Id) -> Result<PostView> {
    access::find(tx, viewer, id).await?;
    queries::views(tx, viewer, &[id], Detail::List).await?.pop().ok_or(Error::NotFound)
}
