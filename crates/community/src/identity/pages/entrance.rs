//! Signing in and out, and getting back in.

use super::{come_in, only_in_person};
use crate::identity::sessions::{self, Device, Lifetime};
use crate::identity::{passkeys, passwords, queries, signing_in};
use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use kernel::db::Tx;
use kernel::error::{Error, FieldError, Result};
use kernel::screen;
use kernel::viewer::Way;
use kernel::web::input::{Nothing, flag};
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Page, Wants, cookies};
use serde::{Deserialize, Serialize};
use webauthn_rs::prelude::PublicKeyCredential;

/// `GET /`
pub async fn home(page: Page) -> Result<Response> {
    if page.viewer.member.is_some() {
        return Ok(Redirect::to(super::INSIDE).into_response());
    }
    match page.app.db.read(queries::is_set_up).await? {
        true => Ok(Redirect::to("/sign-in").into_response()),
        false => Err(Error::Conflict("not-set-up")),
    }
}

#[derive(Debug, Default, Serialize)]
pub struct SignInPage {
    login: String,
    next: String,
    passkeys: bool,
    /// Whether people of some mail domains may come in by themselves.
    sign_up: bool,
    /// A link to choose a new password was used.
    changed: bool,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
}

#[derive(Template)]
#[template(path = "identity/templates/sign_in.html")]
struct SignInHtml<'a> {
    cx: &'a Cx,
    page: &'a SignInPage,
}

screen!(SignInPage, SignInHtml);

fn sign_in_page(page: &Page, login: &str, next: &str) -> SignInPage {
    SignInPage {
        login: login.to_owned(),
        next: page.back_to(next, ""),
        passkeys: passkeys::possible(&page.app),
        sign_up: !page.app.configuration.sign_up.domains.is_empty(),
        changed: page.query("changed").is_some(),
        errors: Vec::new(),
    }
}

/// `GET /sign-in`
pub async fn sign_in_form(page: Page) -> Result<Response> {
    let next = page.query("next").unwrap_or_default();
    if page.viewer.member.is_some() {
        return Ok(Redirect::to(&page.back_to(&next, super::INSIDE)).into_response());
    }
    let form = sign_in_page(&page, "", &next);
    page.show(form).await
}

#[derive(Debug, Deserialize)]
pub struct SignIn {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default, deserialize_with = "flag")]
    keep: bool,
    #[serde(default)]
    next: String,
}

/// `POST /sign-in`
pub async fn sign_in(page: Page, Input { value: typed, .. }: Input<SignIn>) -> Result<Response> {
    let lifetime = Lifetime::new(&page.app, typed.keep);
    let begun = signing_in::with_password(&page.app, &typed.login, &typed.password, Device::of(&page), lifetime).await;
    let (errors, status) = match begun {
        Ok(begun) => {
            leave(&page).await?;
            return come_in(&page, &begun, lifetime, &typed.next);
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => (errors, StatusCode::UNPROCESSABLE_ENTITY),
        Err(Error::TooMany { retry_after }) if page.wants == Wants::Html => {
            let minutes = retry_after.div_ceil(60);
            (vec![FieldError::new("password", "sign-in-paused").with("n", minutes)], StatusCode::TOO_MANY_REQUESTS)
        }
        Err(error) => return Err(error),
    };
    let form = SignInPage { errors: page.told(&errors), ..sign_in_page(&page, &typed.login, &typed.next) };
    let mut response = page.show_again(form).await?;
    *response.status_mut() = status;
    Ok(response)
}

/// Ends the session that the browser had before.
async fn leave(page: &Page) -> Result<()> {
    if let (Some(member), Way::Session(session)) = (page.viewer.member, page.viewer.way) {
        page.app.db.write(async move |tx: &Tx| sessions::end(tx, member, session).await).await?;
    }
    Ok(())
}

/// `POST /sign-out`
pub async fn sign_out(page: Page, _: Input<Nothing>) -> Result<Response> {
    only_in_person(&page)?;
    leave(&page).await?;
    let mut response = page.done("/sign-in", &Nothing {})?;
    if let Some(cookie) = cookies::set(&page.app.configuration, cookies::SESSION, "", 0) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// `POST /sign-in/passkey/options`
pub async fn passkey_options(page: Page, _: Input<Nothing>) -> Result<Response> {
    page.json(&passkeys::start_signing_in(&page.app).await?)
}

/// `POST /sign-in/passkey`
pub async fn passkey(page: Page, Input { value: answer, .. }: Input<PublicKeyCredential>) -> Result<Response> {
    let account = passkeys::finish_signing_in(&page.app, &answer).await?;
    leave(&page).await?;
    let lifetime = Lifetime::new(&page.app, true);
    let (app, secret, device) = (page.app.clone(), page.app.random.secret(), Device::of(&page));
    let begun = page
        .app
        .db
        .write(async move |tx: &Tx| signing_in::enter(&app, tx, secret.clone(), &account, &device, lifetime).await)
        .await?;
    let next = page.query("next").unwrap_or_default();
    come_in(&page, &begun, lifetime, &next)
}

#[derive(Debug, Default, Serialize)]
pub struct ForgotPage {
    login: String,
    sent: bool,
}

#[derive(Template)]
#[template(path = "identity/templates/forgot.html")]
struct ForgotHtml<'a> {
    cx: &'a Cx,
    page: &'a ForgotPage,
}

screen!(ForgotPage, ForgotHtml);

/// `GET /forgot`
pub async fn forgot_form(page: Page) -> Result<Response> {
    page.show(ForgotPage::default()).await
}

#[derive(Debug, Deserialize)]
pub struct Forgot {
    #[serde(default)]
    login: String,
}

/// `POST /forgot`: the same answer for everybody.
pub async fn forgot(page: Page, Input { value: typed, .. }: Input<Forgot>) -> Result<Response> {
    signing_in::forgot(&page.app, &typed.login).await?;
    page.show(ForgotPage { login: String::new(), sent: true }).await
}

#[derive(Debug, Serialize)]
pub struct ResetPage {
    name: String,
    handle: String,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
}

#[derive(Template)]
#[template(path = "identity/templates/reset.html")]
struct ResetHtml<'a> {
    cx: &'a Cx,
    page: &'a ResetPage,
}

screen!(ResetPage, ResetHtml);

/// `GET /reset/{secret}`
pub async fn reset_form(page: Page, Path(secret): Path<String>) -> Result<Response> {
    let account = page.app.db.read(async move |tx: &Tx| signing_in::resetting(tx, &secret).await).await?;
    page.show(ResetPage { name: account.name, handle: account.handle, errors: Vec::new() }).await
}

#[derive(Debug, Deserialize)]
pub struct Reset {
    #[serde(default)]
    password: String,
}

/// `POST /reset/{secret}`
pub async fn reset(
    page: Page,
    Path(secret): Path<String>,
    Input { value: typed, .. }: Input<Reset>,
) -> Result<Response> {
    let sent = secret.clone();
    let (account, company) = page
        .app
        .db
        .read(async move |tx: &Tx| Ok((signing_in::resetting(tx, &sent).await?, queries::company(tx).await?)))
        .await?;
    let errors = passwords::check("password", &typed.password, &[&account.name, &account.handle, &company]);
    if !errors.is_empty() {
        if page.wants != Wants::Html {
            return Err(Error::Invalid(errors));
        }
        let form = ResetPage { name: account.name, handle: account.handle, errors: page.told(&errors) };
        return page.show_again(form).await;
    }
    let (app, hash) = (page.app.clone(), passwords::hashed(&page.app, &typed.password).await?);
    page.app.db.write(async move |tx: &Tx| signing_in::reset(&app, tx, &secret, &hash).await).await?;
    page.done("/sign-in?changed=1", &Nothing {})
}
