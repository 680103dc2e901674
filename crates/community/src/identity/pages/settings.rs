//! One's own settings: what there is, and how the site speaks to one.

use super::only_in_person;
use crate::identity::{addresses, letters, ops, queries};
use askama::Template;
use axum::response::Response;
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::languages::{Language, Zone};
use kernel::screen;
use kernel::viewer::Theme;
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Page, Wants};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize)]
pub struct OverviewPage {
    administrator: bool,
}

#[derive(Template)]
#[template(path = "identity/templates/settings.html")]
struct OverviewHtml<'a> {
    cx: &'a Cx,
    page: &'a OverviewPage,
}

screen!(OverviewPage, OverviewHtml);

/// `GET /settings`
pub async fn overview(page: Page) -> Result<Response> {
    let administrator = page.viewer.is_administrator();
    page.show(OverviewPage { administrator }).await
}

/// What is not sent stays as it is.
#[derive(Debug, Clone, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct AccountForm {
    /// `en`, `fr`, `de`, `ar`; empty follows the browser.
    language: Option<String>,
    /// `device`, `light` or `dark`.
    theme: Option<String>,
    /// IANA name; empty follows the device.
    zone: Option<String>,
    /// A new one holds as soon as it was confirmed from there; empty takes the address away at once.
    email: Option<String>,
}

#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct AccountPage {
    handle: String,
    language: String,
    theme: String,
    zone: String,
    email: String,
    /// One that waits to be confirmed.
    new_email: Option<String>,
    #[serde(skip)]
    #[schema(ignore)]
    zones: Vec<String>,
    #[serde(skip)]
    #[schema(ignore)]
    saved: bool,
    #[serde(skip)]
    #[schema(ignore)]
    errors: Vec<FieldProblem>,
}

#[derive(Template)]
#[template(path = "identity/templates/account.html")]
struct AccountHtml<'a> {
    cx: &'a Cx,
    page: &'a AccountPage,
}

screen!(AccountPage, AccountHtml);

async fn account_page(page: &Page) -> Result<AccountPage> {
    let member = page.viewer.signed_in()?;
    let read = async move |tx: &Tx| Ok((queries::account(tx, member).await?, addresses::waiting(tx, member).await?));
    let (account, new_email) = page.app.db.read(read).await?;
    Ok(AccountPage {
        handle: account.handle,
        language: page.viewer.language.map(Language::code).unwrap_or_default().to_owned(),
        theme: page.viewer.theme.word().to_owned(),
        zone: page.viewer.zone.clone().unwrap_or_default(),
        email: account.email.unwrap_or_default(),
        new_email,
        zones: if page.wants_json() { Vec::new() } else { Zone::names() },
        saved: page.query("saved").is_some(),
        errors: Vec::new(),
    })
}

/// `GET /settings/account`
pub async fn account_form(page: Page) -> Result<Response> {
    let form = account_page(&page).await?;
    page.show(form).await
}

/// `PUT /settings/account`
pub async fn account(page: Page, Input { value: form, .. }: Input<AccountForm>) -> Result<Response> {
    let now = account_page(&page).await?;
    let wanted = AccountPage {
        language: form.language.unwrap_or_else(|| now.language.clone()),
        theme: form.theme.unwrap_or_else(|| now.theme.clone()),
        zone: form.zone.unwrap_or_else(|| now.zone.clone()),
        email: form.email.map_or_else(|| now.email.clone(), |email| email.trim().to_lowercase()),
        ..now.clone()
    };
    match save(&page, &now, &wanted).await {
        Ok(()) => {
            let kept = account_page(&page).await?;
            page.done(
                "/settings/account?saved=1",
                &AccountPage { email: kept.email, new_email: kept.new_email, ..wanted },
            )
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let errors = page.told(&errors);
            page.show_again(AccountPage { errors, ..wanted }).await
        }
        Err(error) => Err(error),
    }
}

async fn save(page: &Page, now: &AccountPage, wanted: &AccountPage) -> Result<()> {
    let member = page.viewer.signed_in()?;
    let language = Language::parse(&wanted.language).map(Language::code);
    let zone = Zone::parse(&wanted.zone).map(|zone| zone.name().to_owned());
    let theme = Theme::parse(&wanted.theme);
    let mut checks = Checks::new();
    checks.require(wanted.language.is_empty() || language.is_some(), "language", "not-a-choice");
    checks.require(wanted.zone.is_empty() || zone.is_some(), "zone", "not-a-choice");
    checks.require(theme.is_some(), "theme", "not-a-choice");
    checks.finish()?;
    let new_email = (wanted.email != now.email).then(|| wanted.email.clone());
    if new_email.is_some() {
        only_in_person(page)?;
    }
    let (app, theme, secret) = (page.app.clone(), theme.unwrap_or_default().word(), page.app.random.secret());
    page.app
        .db
        .write(async move |tx: &Tx| {
            match new_email.as_deref() {
                None => {}
                Some("") => {
                    let before = queries::account(tx, member).await?;
                    ops::set_email(tx, member, None).await?;
                    letters::email_changed(&app, tx, &before).await?;
                }
                Some(email) => addresses::ask(&app, tx, member, email, &secret).await?,
            }
            ops::set_preferences(tx, member, language, zone.as_deref(), theme).await
        })
        .await
}
