//! What search engines may read: the addresses of public questions (sitemaps.org), the same whoever asks.

use super::types::question_path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use community::posts::access::VISIBLE;
use community::viewer_args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::viewer::Viewer;
use kernel::web::Page;
use std::fmt::Write as _;

/// A sitemap has 50,000 addresses at most; the newest are what is looked for.
const MOST: i64 = 10_000;

/// `GET /questions/sitemap.xml`
pub async fn show(page: Page) -> Result<Response> {
    let questions = page
        .app
        .db
        .read(async |tx: &Tx| {
            let nobody = Viewer::nobody();
            let sql = format!(
                "select q.post, q.active from questions q cross join posts p
                 where p.id = q.post and q.merged is null and {} order by q.post desc limit $4",
                *VISIBLE
            );
            tx.rows::<(Id, Millis)>(&sql, viewer_args![nobody, MOST]).await
        })
        .await?;
    let cx = page.cx().await;
    let mut body = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (id, active) in questions {
        let (address, changed) = (question_path(id), cx.iso(active));
        // Writing into a string does not fail.
        let _ = writeln!(body, "<url><loc>{}{address}</loc><lastmod>{changed}</lastmod></url>", cx.site());
    }
    body.push_str("</urlset>\n");
    let kind = HeaderValue::from_static("application/xml; charset=utf-8");
    let cache = HeaderValue::from_static("public, max-age=3600");
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, cache)], body).into_response())
}
