//! The cover of a space: encoded anew when it comes, shown to who knows of the space.

use super::access;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use kernel::app::App;
use kernel::content::Content;
use kernel::db::Tx;
use kernel::error::{Error, FieldError, Result};
use kernel::files::FileHash;
use kernel::images::{self, Family};
use kernel::web::Page;

/// Keeps a picture as a cover; the hash that it has among the files. Field errors of `cover`.
pub async fn keep(app: &App, content: &Content) -> Result<String> {
    let bytes = content.at_most(images::MOST_IMAGE_BYTES).await.map_err(of_cover)?;
    let made = tokio::task::spawn_blocking(move || images::normalise(&bytes)).await.map_err(Error::internal)?;
    let made = made.map_err(of_cover)?;
    // A cover is never shown larger than the larger of the smaller versions.
    let picture = made.sizes.into_iter().next().unwrap_or(made.original);
    Ok(app.files.put(picture.bytes).await?.to_string())
}

fn of_cover(error: Error) -> Error {
    match error {
        Error::Invalid(fields) => {
            Error::Invalid(fields.into_iter().map(|field| FieldError { field: "cover".to_owned(), ..field }).collect())
        }
        other => other,
    }
}

/// `GET /spaces/{slug}/cover`
pub async fn show(page: Page, Path(slug): Path<String>) -> Result<Response> {
    let viewer = page.viewer.clone();
    let cover =
        page.app.db.read(async move |tx: &Tx| Ok(access::find(tx, &viewer, &slug).await?.cover.clone())).await?;
    let hash: FileHash = cover.ok_or(Error::NotFound)?.parse()?;
    let bytes = page.app.files.get(&hash).await?;
    let kind = images::inspect(&bytes)?;
    if kind.family != Family::Picture {
        return Err(Error::NotFound);
    }
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind.mime)),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=3600")),
    ];
    Ok((headers, bytes).into_response())
}
