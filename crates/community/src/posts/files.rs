//! Files: uploaded by a member, attached to posts, served to who may see one of those posts.

use super::access::VISIBLE;
use super::purging;
use crate::viewer_args;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::app::App;
use kernel::content::Content;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::files::{FileHash, RangeRequest, parse_range};
use kernel::ids::Id;
use kernel::images::{self, Family};
use kernel::web::input::Nothing;
use kernel::web::{Input, Page, Upload};
use kernel::{args, record};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What a file is is seen by its beginning.
const HEAD: usize = 64 * 1024;

/// What a program hears of an uploaded file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UploadedFile {
    pub id: Id,
    pub url: String,
    pub name: String,
    pub kind: String,
    pub size: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Smaller {
    hash: String,
    mime: String,
}

record! {
    struct Stored {
        name: String,
        kind: String,
        hash: String,
        sizes: String,
    }
}

/// `POST /files`: keeps a file until a post attaches it.
pub async fn upload(page: Page, input: Input<Nothing>) -> Result<Response> {
    let file = input.files.into_iter().next().ok_or_else(|| Error::field("file", "required"))?;
    let stored = store(&page.app, page.viewer.signed_in()?, file).await?;
    let url = stored.url.clone();
    page.created(&url, &stored)
}

/// Keeps the bytes: a picture is made anew in several sizes, anything else stays as it is.
pub async fn store(app: &App, owner: Id, upload: Upload) -> Result<UploadedFile> {
    if upload.content.size() > app.configuration.files.most_mb * 1024 * 1024 {
        return Err(Error::field("file", "file-too-large"));
    }
    let kind = images::inspect(&upload.content.piece(0, HEAD).await?)?;
    let mut smaller = BTreeMap::new();
    let (content, mime, dimensions) = if kind.family == Family::Picture {
        let source = upload.content.at_most(images::MOST_IMAGE_BYTES).await?;
        let made = tokio::task::spawn_blocking(move || images::normalise(&source)).await.map_err(Error::internal)??;
        for image in made.sizes {
            let hash = app.files.put(image.bytes).await?.to_string();
            smaller.insert(image.name, Smaller { hash, mime: image.mime.to_owned() });
        }
        let size = (i64::from(made.original.width), i64::from(made.original.height));
        (Content::from(made.original.bytes), made.original.mime, Some(size))
    } else {
        (upload.content, kind.mime, None)
    };
    let size = i64::try_from(content.size()).unwrap_or(i64::MAX);
    let hash = app.files.put_content(&content).await?.to_string();
    let name = file_name(&upload.name, kind.extension);
    let named: Vec<String> =
        smaller.values().map(|smaller: &Smaller| smaller.hash.clone()).chain([hash.clone()]).collect();
    let sizes = serde_json::to_string(&smaller)?;
    let (kept, mime) = (name.clone(), mime.to_owned());
    let told = mime.clone();
    let id = app
        .db
        .write(async move |tx: &Tx| {
            purging::wanted(tx, &named).await?;
            let id = tx.id();
            let sql = "insert into files (id, owner, name, kind, hash, size, width, height, alt, sizes, created)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, '', $9, $10)";
            let (width, height) = dimensions.unzip();
            tx.execute(sql, args![id, owner, &kept, &mime, &hash, size, width, height, &sizes, tx.now()]).await?;
            Ok(id)
        })
        .await?;
    Ok(UploadedFile { id, url: format!("/files/{id}"), name, kind: told, size })
}

/// A name without path and control characters, at most 120 characters.
fn file_name(given: &str, extension: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control() && !matches!(c, '"' | '<' | '>')).take(120).collect();
    if clean.trim().is_empty() { format!("file.{extension}") } else { clean }
}

/// `GET /files/{id}?size=s|m|l`
pub async fn serve(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let viewer = page.viewer.clone();
    // Attached files are for who may see the post; others for who uploaded them.
    let stored: Option<Stored> = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let sql = format!(
                "select f.name, f.kind, f.hash, f.sizes from files f where f.id = $4 and (f.owner = $1 or exists (
                   select 1 from post_files pf join posts p on p.id = pf.post where pf.file = f.id and {}))",
                *VISIBLE
            );
            tx.row(&sql, viewer_args![viewer, id]).await
        })
        .await?;
    let stored = stored.ok_or(Error::NotFound)?;
    let sizes: BTreeMap<String, Smaller> = serde_json::from_str(&stored.sizes).unwrap_or_default();
    let chosen = page.query("size").and_then(|size| sizes.get(&size).map(|s| (s.hash.clone(), s.mime.clone())));
    let (hash, mime) = chosen.unwrap_or_else(|| (stored.hash.clone(), stored.kind.clone()));
    send(&page, &hash, &mime, &stored.name).await
}

/// `GET /posts/{id}/card`: the picture of a post's link card, for who may see the post.
pub async fn card(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let viewer = page.viewer.clone();
    let image: Option<Option<String>> = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let post = super::access::find(tx, &viewer, id).await?;
            let sql = "select c.image from post_links l join link_cards c on c.url = l.url
                       where l.post = $1 and c.title <> '' order by c.url limit 1";
            tx.value(sql, args![post.id]).await
        })
        .await?;
    let hash = image.flatten().ok_or(Error::NotFound)?;
    let kind = images::inspect(&page.app.files.get(&hash.parse()?).await?)?;
    send(&page, &hash, kind.mime, &format!("card.{}", kind.extension)).await
}

/// Sends a stored file, or the part of it that was asked for (RFC 9110 § 14). What is not a picture is
/// for download, so that nothing uploaded runs here.
pub async fn send(page: &Page, hash: &str, mime: &str, name: &str) -> Result<Response> {
    let hash: FileHash = hash.parse()?;
    let tag = format!("\"{hash}\"");
    if page.header(header::IF_NONE_MATCH) == Some(tag.as_str()) {
        return Ok(StatusCode::NOT_MODIFIED.into_response());
    }
    let size = page.app.files.size(&hash).await?;
    let (status, range) = match parse_range(page.header(header::RANGE), size) {
        RangeRequest::Whole => (StatusCode::OK, None),
        RangeRequest::Part(range) => (StatusCode::PARTIAL_CONTENT, Some(range)),
        RangeRequest::Unsatisfiable => {
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, format!("bytes */{size}"))])
                .into_response());
        }
    };
    let length = range.as_ref().map_or(size, |range| range.end - range.start);
    let content_range =
        range.as_ref().map(|range| format!("bytes {}-{}/{size}", range.start, range.end.saturating_sub(1)));
    let body = Body::from_stream(page.app.files.stream(&hash, range).await?);
    // Pictures of other kinds were not made anew here: what they carry beside what is seen is not known.
    let picture = matches!(mime, "image/png" | "image/jpeg" | "image/gif" | "image/webp");
    let shown = picture || mime.starts_with("video/") || mime.starts_with("audio/");
    let disposition =
        format!("{}; filename*=UTF-8''{}", if shown { "inline" } else { "attachment" }, header_name(name));
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    for (key, value) in [
        (header::CONTENT_TYPE, mime.to_owned()),
        (header::CONTENT_LENGTH, length.to_string()),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
        (header::ETAG, tag),
        (header::CACHE_CONTROL, "private, max-age=86400".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ] {
        headers.insert(key, HeaderValue::from_str(&value).map_err(Error::internal)?);
    }
    if let Some(range) = content_range {
        headers.insert(header::CONTENT_RANGE, HeaderValue::from_str(&range).map_err(Error::internal)?);
    }
    Ok(response)
}

/// A name with any letters as a value of a header (RFC 8187), behind `filename*=UTF-8''`.
pub fn header_name(name: &str) -> String {
    let keep = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    name.bytes().map(|b| if keep(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
