//! What programs can do here: as an OpenAPI document, and as a page for those who write them.

use axum::response::Response;
use kernel::error::Result;
use kernel::screen;
use kernel::web::openapi;
use kernel::web::{Access, Cx, Page, Routes};
use serde::Serialize;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// `GET /openapi.json`
pub async fn document(page: Page) -> Result<Response> {
    page.json(&openapi::document(&page.app.part::<Routes>(), VERSION))
}

#[derive(Serialize)]
pub struct ApiPage {
    sections: Vec<Section>,
}

/// The addresses that begin alike.
#[derive(Serialize)]
struct Section {
    name: String,
    calls: Vec<Call>,
}

#[derive(Serialize)]
struct Call {
    method: String,
    path: &'static str,
    summary: &'static str,
    public: bool,
    query: &'static [(&'static str, &'static str)],
    takes: Option<String>,
    answers: Option<String>,
}

#[derive(askama::Template)]
#[template(path = "pages/templates/api.html")]
struct ApiHtml<'a> {
    cx: &'a Cx,
    page: &'a ApiPage,
}

screen!(ApiPage, ApiHtml);

/// `GET /docs/api`
pub async fn show(page: Page) -> Result<Response> {
    let routes = page.app.part::<Routes>();
    let mut sections: Vec<Section> = Vec::new();
    for route in routes.iter().filter(|route| !route.doc.hidden) {
        let name = route.path.split('/').nth(1).unwrap_or_default();
        let call = Call {
            method: route.method.to_string(),
            path: route.path,
            summary: route.doc.summary,
            public: route.access == Access::Public,
            query: route.doc.query,
            takes: route.doc.request.as_ref().map(|named| named.name.clone()),
            answers: route.doc.response.as_ref().map(|named| named.name.clone()),
        };
        match sections.iter_mut().find(|section| section.name == name) {
            Some(section) => section.calls.push(call),
            None => sections.push(Section { name: name.to_owned(), calls: vec![call] }),
        }
    }
    sections.sort_by(|a, b| a.name.cmp(&b.name));
    page.show(ApiPage { sections }).await
}
