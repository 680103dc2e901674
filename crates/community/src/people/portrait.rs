//! One's portrait: set from a picture, removed.

use super::access::{self, owner_edits};
use super::settings;
use super::types::Field;
use crate::identity;
use axum::response::Response;
use kernel::db::Tx;
use kernel::error::{Error, FieldError, Result};
use kernel::images;
use kernel::web::input::Nothing;
use kernel::web::{Input, Page, Wants};

const PHOTO_SIDE: u32 = 256;

pub async fn upload(page: Page, input: Input<Nothing>) -> Result<Response> {
    match set_photo(&page, input).await {
        Ok(()) => {
            let settings = settings::read(&page).await?;
            page.done("/settings/profile", &settings)
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let errors = page.told(&errors);
            let kept = settings::read(&page).await?;
            page.show_again(kept.with_errors(errors)).await
        }
        Err(error) => Err(error),
    }
}

async fn set_photo(page: &Page, input: Input<Nothing>) -> Result<()> {
    let chosen = input.files.into_iter().find(|file| file.field == "photo" || file.field == "file");
    let chosen = chosen.ok_or_else(|| Error::field("photo", "required"))?;
    let bytes = chosen.content.at_most(images::MOST_IMAGE_BYTES).await.map_err(of_photo)?;
    // Decoding takes long enough to keep others waiting.
    let work = tokio::task::spawn_blocking(move || images::square(&bytes, PHOTO_SIDE));
    let picture = work.await.map_err(Error::internal)?.map_err(of_photo)?;
    let hash = page.app.files.put(picture.bytes).await?.to_string();
    keep_photo(page, Some(hash)).await
}

/// The kernel calls the field of a picture `file`.
fn of_photo(error: Error) -> Error {
    match error {
        Error::Invalid(errors) => {
            let named = |error: FieldError| FieldError { field: "photo".to_owned(), ..error };
            Error::Invalid(errors.into_iter().map(named).collect())
        }
        other => other,
    }
}

async fn keep_photo(page: &Page, hash: Option<String>) -> Result<()> {
    let viewer = page.viewer.clone();
    page.app
        .db
        .write(async move |tx: &Tx| {
            let own = access::own(tx, &viewer).await?;
            let policy = identity::queries::setting(tx, "people_owner_edits").await?;
            if !owner_edits(policy.as_deref(), Field::Photo.word()) {
                return Err(Error::field("photo", "not-allowed"));
            }
            identity::ops::set_photo(tx, own.id, hash.as_deref()).await
        })
        .await
}

pub async fn remove_photo(page: Page) -> Result<Response> {
    keep_photo(&page, None).await?;
    let settings = settings::read(&page).await?;
    page.done("/settings/profile", &settings)
}
