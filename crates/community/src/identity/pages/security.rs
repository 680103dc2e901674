//! What opens one's account: password, sessions, passkeys, tokens.

use super::only_in_person;
use crate::identity::passkeys::{self, PasskeyEntry};
use crate::identity::sessions::{self, Session};
use crate::identity::tokens::{self, Token};
use crate::identity::{letters, ops, passwords, queries};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::viewer::Way;
use kernel::web::input::{Nothing, list};
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Page, Wants};
use serde::{Deserialize, Serialize};
use webauthn_rs::prelude::RegisterPublicKeyCredential;

const HERE: &str = "/settings/security";

#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct SecurityPage {
    /// The session of this request, if it came from a browser.
    current: Option<Id>,
    sessions: Vec<Session>,
    passkeys: Vec<PasskeyEntry>,
    tokens: Vec<Token>,
    has_password: bool,
    #[serde(skip)]
    #[schema(ignore)]
    has_passkeys: bool,
    /// A token that was just made: shown this once.
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
    #[serde(skip)]
    #[schema(ignore)]
    changed: bool,
    #[serde(skip)]
    #[schema(ignore)]
    errors: Vec<FieldProblem>,
}

impl SecurityPage {
    fn is_current(&self, session: &Session) -> bool {
        self.current == Some(session.id)
    }
}

#[derive(Template)]
#[template(path = "identity/templates/security.html")]
struct SecurityHtml<'a> {
    cx: &'a Cx,
    page: &'a SecurityPage,
}

screen!(SecurityPage, SecurityHtml);

async fn security_page(page: &Page) -> Result<SecurityPage> {
    let member = page.viewer.signed_in()?;
    let idle = sessions::idle(&page.app);
    let current = match page.viewer.way {
        Way::Session(session) => Some(session),
        _ => None,
    };
    let (has_passkeys, changed) = (passkeys::possible(&page.app), page.query("changed").is_some());
    page.app
        .db
        .read(async move |tx: &Tx| {
            Ok(SecurityPage {
                current,
                sessions: sessions::list(tx, member, idle).await?,
                passkeys: passkeys::list(tx, member).await?,
                tokens: tokens::list(tx, member).await?,
                has_password: queries::account(tx, member).await?.password.is_some(),
                has_passkeys,
                token: None,
                changed,
                errors: Vec::new(),
            })
        })
        .await
}

/// `GET /settings/security`
pub async fn show(page: Page) -> Result<Response> {
    let all = security_page(&page).await?;
    page.show(all).await
}

/// The page once more, with what is wrong; a program gets the problem.
async fn again(page: &Page, error: Error) -> Result<Response> {
    match error {
        Error::Invalid(errors) if page.wants == Wants::Html => {
            let all = SecurityPage { errors: page.told(&errors), ..security_page(page).await? };
            page.show_again(all).await
        }
        error => Err(error),
    }
}

#[derive(Debug, Deserialize)]
pub struct PasswordForm {
    #[serde(default)]
    current: String,
    #[serde(default)]
    password: String,
}

/// `PUT /settings/password`: all other sessions end.
pub async fn change_password(page: Page, Input { value: form, .. }: Input<PasswordForm>) -> Result<Response> {
    only_in_person(&page)?;
    match save_password(&page, &form).await {
        Ok(()) => page.done(&format!("{HERE}?changed=1"), &Nothing {}),
        Err(error) => again(&page, error).await,
    }
}

async fn save_password(page: &Page, form: &PasswordForm) -> Result<()> {
    let member = page.viewer.signed_in()?;
    let (account, company) = page
        .app
        .db
        .read(async move |tx: &Tx| Ok((queries::account(tx, member).await?, queries::company(tx).await?)))
        .await?;
    if account.password.is_some() && !passwords::matches(account.password.clone(), &form.current).await? {
        return Err(Error::field("current", "password-wrong"));
    }
    let errors = passwords::check("password", &form.password, &[&account.name, &account.handle, &company]);
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let hash = passwords::hashed(&page.app, &form.password).await?;
    let app = page.app.clone();
    let current = match page.viewer.way {
        Way::Session(session) => Some(session),
        _ => None,
    };
    page.app
        .db
        .write(async move |tx: &Tx| {
            ops::set_password(tx, Some(member), member, &hash).await?;
            sessions::end_all(tx, member, current).await?;
            letters::password_changed(&app, tx, &account).await
        })
        .await
}

/// `DELETE /settings/sessions/{id}`
pub async fn end_session(page: Page, Path(id): Path<String>) -> Result<Response> {
    let (member, session) = (page.viewer.signed_in()?, id.parse()?);
    page.app.db.write(async move |tx: &Tx| sessions::end(tx, member, session).await).await?;
    page.done(HERE, &Nothing {})
}

/// `DELETE /settings/sessions`: all but this one.
pub async fn end_others(page: Page) -> Result<Response> {
    let member = page.viewer.signed_in()?;
    let current = match page.viewer.way {
        Way::Session(session) => Some(session),
        _ => None,
    };
    page.app.db.write(async move |tx: &Tx| sessions::end_all(tx, member, current).await).await?;
    page.done(HERE, &Nothing {})
}

#[derive(Debug, Deserialize)]
pub struct TokenForm {
    #[serde(default)]
    name: String,
    /// `read`, `write`.
    #[serde(default, deserialize_with = "list")]
    scope: Vec<String>,
}

#[derive(Serialize)]
struct Made {
    token: String,
}

/// `POST /settings/tokens`: the token is in the answer and nowhere else.
pub async fn create_token(page: Page, Input { value: form, .. }: Input<TokenForm>) -> Result<Response> {
    only_in_person(&page)?;
    let (member, random) = (page.viewer.signed_in()?, page.app.random.clone());
    let may_write = form.scope.iter().any(|scope| scope == "write");
    let made = page
        .app
        .db
        .write(async move |tx: &Tx| tokens::create(tx, &random, Some(member), member, &form.name, may_write).await)
        .await;
    match made {
        Ok(token) if page.wants_json() => page.created(HERE, &Made { token }),
        Ok(token) => {
            let all = SecurityPage { token: Some(token), ..security_page(&page).await? };
            page.show(all).await
        }
        Err(error) => again(&page, error).await,
    }
}

/// `DELETE /settings/tokens/{id}`
pub async fn revoke_token(page: Page, Path(id): Path<String>) -> Result<Response> {
    let (member, token) = (page.viewer.signed_in()?, id.parse()?);
    page.app.db.write(async move |tx: &Tx| tokens::revoke(tx, member, token).await).await?;
    page.done(HERE, &Nothing {})
}

#[derive(Debug, Deserialize)]
pub struct PasskeyForm {
    #[serde(default)]
    name: String,
}

/// `POST /settings/passkeys/options`
pub async fn passkey_options(page: Page, Input { value: form, .. }: Input<PasskeyForm>) -> Result<Response> {
    only_in_person(&page)?;
    page.json(&passkeys::start_registering(&page.app, &page.viewer, &form.name).await?)
}

#[derive(Serialize)]
struct Location {
    location: &'static str,
}

/// `POST /settings/passkeys`
pub async fn add_passkey(
    page: Page,
    Input { value: answer, .. }: Input<RegisterPublicKeyCredential>,
) -> Result<Response> {
    only_in_person(&page)?;
    passkeys::finish_registering(&page.app, &page.viewer, &answer).await?;
    page.json(&Location { location: HERE })
}

/// `DELETE /settings/passkeys/{id}`
pub async fn remove_passkey(page: Page, Path(id): Path<String>) -> Result<Response> {
    only_in_person(&page)?;
    let (member, passkey) = (page.viewer.signed_in()?, id.parse()?);
    page.app.db.write(async move |tx: &Tx| passkeys::remove(tx, member, passkey).await).await?;
    page.done(HERE, &Nothing {})
}
