//! Comments over HTTP.

use super::show;
use crate::posts::comments::{self, CommentForm};
use crate::posts::threads::{self, Sort};
use crate::posts::types::CommentView;
use crate::posts::{access, compose};
use axum::extract::Path;
use axum::response::Response;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::web::page::MOST_KEY_CHARS;
use kernel::web::{Input, Listing, Page, Wants};
use serde::Serialize;
use utoipa::ToSchema;

/// A comment that was just written.
#[derive(Serialize, ToSchema)]
pub struct Commented {
    pub id: Id,
    pub url: String,
    pub html: String,
}

/// `POST /posts/{id}/comments`
pub async fn create(page: Page, Path(id): Path<String>, input: Input<CommentForm>) -> Result<Response> {
    let root: Id = id.parse()?;
    let form = input.value;
    match write(&page, root, &form).await {
        Ok(commented) => page.created(&commented.url, &commented),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let told = page.told(&errors);
            show::with_reply(&page, root, form, told).await
        }
        Err(error) => Err(error),
    }
}

async fn write(page: &Page, root: Id, form: &CommentForm) -> Result<Commented> {
    comments::check(form)?;
    let prepared = compose::prepare(page, &form.body).await?;
    let html = prepared.html.clone();
    let parent: Option<Id> = match form.parent.as_str() {
        "" => None,
        parent => Some(parent.parse().map_err(|_| Error::field("parent", "not-found"))?),
    };
    let (viewer, body) = (page.viewer.clone(), form.body.replace("\r\n", "\n"));
    let once =
        if form.once.is_empty() { page.idempotency_key() } else { form.once.chars().take(MOST_KEY_CHARS).collect() };
    let once = Some(once).filter(|once| !once.is_empty());
    let id = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let root = access::find(tx, &viewer, root).await?;
            let parent = match parent {
                None => None,
                Some(parent) => Some(access::find(tx, &viewer, parent).await?),
            };
            if let Some(first) = comments::made(tx, &viewer, root.id, once.as_deref()).await? {
                return Ok(first);
            }
            let id = comments::comment(tx, &viewer, &root, parent.as_ref(), &body, &prepared).await?;
            comments::remember(tx, id, once.as_deref()).await?;
            Ok(id)
        })
        .await?;
    Ok(Commented { id, url: format!("/posts/{root}#c{id}"), html })
}

/// `GET /posts/{id}/comments?sort=&after=`
pub async fn list(page: Page, Path(id): Path<String>) -> Result<Response> {
    let root: Id = id.parse()?;
    let viewer = page.viewer.clone();
    let sort = Sort::parse(&page.query("sort").unwrap_or_default());
    let after = page.query("after").as_deref().map(show::parse_after).transpose()?;
    let (items, next): (Vec<CommentView>, Option<String>) = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let root = access::find(tx, &viewer, root).await?;
            threads::comments(tx, &viewer, root.id, sort, after).await
        })
        .await?;
    page.json(&Listing { items, next })
}
