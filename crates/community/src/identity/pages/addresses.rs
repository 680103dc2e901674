//! Confirming another mail address, or taking the wish for it back.

use super::only_in_person;
use crate::identity::addresses;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::screen;
use kernel::web::input::Nothing;
use kernel::web::{Cx, Input, Page};
use serde::Serialize;

const HERE: &str = "/settings/account?saved=1";

#[derive(Debug, Serialize)]
pub struct ConfirmPage {
    handle: String,
    email: String,
}

#[derive(Template)]
#[template(path = "identity/templates/confirm_email.html")]
struct ConfirmHtml<'a> {
    cx: &'a Cx,
    page: &'a ConfirmPage,
}

screen!(ConfirmPage, ConfirmHtml);

/// `GET /confirm-email/{secret}`: asks, because some mail programs follow each link by themselves.
pub async fn confirm_form(page: Page, Path(secret): Path<String>) -> Result<Response> {
    let change = page.app.db.read(async move |tx: &Tx| addresses::find(tx, &secret).await).await?;
    page.show(ConfirmPage { handle: change.handle, email: change.email }).await
}

/// `POST /confirm-email/{secret}`
pub async fn confirm(page: Page, Path(secret): Path<String>, _: Input<Nothing>) -> Result<Response> {
    let app = page.app.clone();
    page.app.db.write(async move |tx: &Tx| addresses::confirm(&app, tx, &secret).await).await?;
    page.done(HERE, &Nothing {})
}

/// `DELETE /settings/account/new-email`
pub async fn cancel(page: Page) -> Result<Response> {
    only_in_person(&page)?;
    let member = page.viewer.signed_in()?;
    page.app.db.write(async move |tx: &Tx| addresses::cancel(tx, member).await).await?;
    page.done(HERE, &Nothing {})
}
