//! The pages and addresses that belong to the program and to no wing: for machines that watch it, for
//! programs that want to know what it can do, and for browsers that keep it at hand.

mod api;
pub mod metrics;
mod watch;

use axum::response::{IntoResponse, Response};
use kernel::capability::Capability;
use kernel::error::Result;
use kernel::languages::{Language, Source};
use kernel::screen;
use kernel::web::{Cx, Doc, Page, Routes};
use serde::Serialize;
use serde_json::json;

const TEXTS: &[Source] = &[
    (Language::English, "program.ftl", include_str!("../../texts/en/program.ftl")),
    (Language::French, "program.ftl", include_str!("../../texts/fr/program.ftl")),
    (Language::German, "program.ftl", include_str!("../../texts/de/program.ftl")),
    (Language::Arabic, "program.ftl", include_str!("../../texts/ar/program.ftl")),
];

pub fn capability() -> Capability {
    let routes = Routes::new()
        .get("/healthz", watch::health, Doc::hidden())
        .public()
        .get("/readyz", watch::ready, Doc::hidden())
        .public()
        .get("/metrics", metrics::show, Doc::hidden())
        .public()
        .get("/openapi.json", api::document, Doc::hidden())
        .public()
        .get("/docs/api", api::show, Doc::hidden())
        .public()
        .get("/manifest.webmanifest", manifest, Doc::hidden())
        .public()
        .get("/offline", offline, Doc::hidden())
        .public()
        .get("/robots.txt", robots, Doc::hidden())
        .public();
    Capability { routes, texts: TEXTS.to_vec(), ..Capability::default() }
}

/// What a browser needs to put the site among the programs of a device (W3C Web Application Manifest).
async fn manifest(page: Page) -> Result<Response> {
    let company = page.cx().await.frame.company.clone();
    let icon = |name: &str, size: &str, purpose: &str| json!({ "src": page.asset(name), "sizes": size, "type": "image/png", "purpose": purpose });
    let manifest = json!({
        "name": company,
        "short_name": company,
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "lang": page.speech.code(),
        "dir": page.speech.direction(),
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": [
            icon("icon-192.png", "192x192", "any"),
            icon("icon-512.png", "512x512", "any"),
            icon("icon-maskable-512.png", "512x512", "maskable"),
        ],
    });
    let mut response = page.json(&manifest)?;
    let kind = axum::http::HeaderValue::from_static("application/manifest+json");
    response.headers_mut().insert(axum::http::header::CONTENT_TYPE, kind);
    Ok(response)
}

/// Shown by the service worker when there is no line. Nothing of any member is in it.
#[derive(Serialize)]
struct OfflinePage {}

#[derive(askama::Template)]
#[template(path = "pages/templates/offline.html")]
struct OfflineHtml<'a> {
    cx: &'a Cx,
    #[allow(dead_code, reason = "every template has its page")]
    page: &'a OfflinePage,
}

screen!(OfflinePage, OfflineHtml);

async fn offline(page: Page) -> Result<Response> {
    page.show(OfflinePage {}).await
}

/// Search engines may read what is public; what a search or a filter makes of it is not for them.
async fn robots(page: Page) -> Response {
    let site = page.app.configuration.server.url.trim_end_matches('/');
    format!("User-agent: *\nDisallow: /search\nDisallow: /palette\nDisallow: /settings\nSitemap: {site}/questions/sitemap.xml\n").into_response()
}
