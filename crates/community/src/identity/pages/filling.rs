//! After the installation was founded with the sample company: how far it is.

use crate::identity::founding::{self, Filling};
use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use kernel::error::Result;
use kernel::screen;
use kernel::web::{Cx, Page};
use serde::Serialize;

pub const HERE: &str = "/set-up/progress";
/// Where the founder sees all of what was written: they follow nobody yet.
const FILLED: &str = "/feed?view=latest";

#[derive(Debug, Serialize)]
pub struct FillingPage {
    percent: u8,
    failed: bool,
}

#[derive(Template)]
#[template(path = "identity/templates/filling.html")]
struct FillingHtml<'a> {
    cx: &'a Cx,
    page: &'a FillingPage,
}

screen!(FillingPage, FillingHtml);

/// `GET /set-up/progress`: asks again by itself until it leads on.
pub async fn show(page: Page) -> Result<Response> {
    let filling = page.app.db.read(founding::filling).await?;
    let shown = match filling {
        None | Some(Filling::Done) if page.wants_json() => FillingPage { percent: 100, failed: false },
        None | Some(Filling::Done) => return Ok(Redirect::to(FILLED).into_response()),
        Some(Filling::Under(percent)) => FillingPage { percent, failed: false },
        Some(Filling::Failed) => FillingPage { percent: 0, failed: true },
    };
    let under_way = matches!(filling, Some(Filling::Under(_)));
    let mut response = page.show(shown).await?;
    if under_way {
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static("1"));
    }
    Ok(response)
}
