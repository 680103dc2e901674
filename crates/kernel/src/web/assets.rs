//! What the front end built: embedded in the program, addressed by content, kept by browsers for ever.
//!
//! `web/dist/manifest.json` maps a name (`app.css`) to the file that has its hash in the name. The
//! service worker alone keeps its name, because browsers know it by it.

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use std::collections::HashMap;
use std::sync::OnceLock;

const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
struct Dist;

fn manifest() -> &'static HashMap<String, String> {
    static MANIFEST: OnceLock<HashMap<String, String>> = OnceLock::new();
    MANIFEST.get_or_init(|| {
        let file = Dist::get("manifest.json");
        let parsed = file.map(|file| serde_json::from_slice(&file.data));
        parsed.and_then(Result::ok).unwrap_or_default()
    })
}

/// The address of the asset with this name.
pub fn address(name: &str) -> String {
    format!("/assets/{}", manifest().get(name).map_or(name, String::as_str))
}

/// The address of the icons: each page has it a hundred times.
pub fn sprite() -> &'static str {
    static SPRITE: OnceLock<String> = OnceLock::new();
    SPRITE.get_or_init(|| address("icons.svg"))
}

/// `GET /assets/{*file}`
pub async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Response {
    respond(&file, &headers, "public, max-age=31536000, immutable")
}

/// `GET /sw.js`: at the root, because a service worker rules what is below it.
pub async fn service_worker(headers: HeaderMap) -> Response {
    respond("sw.js", &headers, "no-cache")
}

/// What the frame of a diagram may do: run its own script, and draw. Without an origin it reads and sends nothing.
const DIAGRAM_POLICY: &str = "sandbox allow-scripts; default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; \
     img-src data:; form-action 'none'; frame-ancestors 'self'; base-uri 'none'";

/// `GET /diagram`: the frame in which a diagram of a text is drawn, by a script that takes it from the page around.
pub async fn diagram() -> Response {
    let page = format!(
        "<!doctype html><html lang=\"\"><meta charset=\"utf-8\"><title>diagram</title>\
         <style>html,body{{margin:0;background:transparent}}body{{padding:8px;overflow-x:auto}}svg{{display:block;margin-inline:auto}}</style>\
         <body></body><script src=\"{}\"></script></html>",
        address("diagram.js")
    );
    let mut response = page.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(DIAGRAM_POLICY));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    response
}

fn respond(file: &str, headers: &HeaderMap, cache: &'static str) -> Response {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let packed = [("br", ".br"), ("gzip", ".gz")].into_iter().find_map(|(coding, ending)| {
        let found = accepted.contains(coding).then(|| Dist::get(&format!("{file}{ending}")))?;
        found.map(|found| (Some(coding), found))
    });
    let Some((coding, found)) = packed.or_else(|| Dist::get(file).map(|found| (None, found))) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = found.data.into_owned().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(file)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    // The frame of a diagram has no origin, so its script comes from another one.
    if file.starts_with("diagram-") {
        headers.insert(CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    }
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    response
}

fn kind(file: &str) -> &'static str {
    match file.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("json") => "application/json",
        _ => "text/plain; charset=utf-8",
    }
}
