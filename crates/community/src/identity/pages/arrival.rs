//! Coming in for the first time: accepting an invitation, signing up.

use super::come_in;
use crate::identity::invitations::{self, Acceptance};
use crate::identity::screening::{About, Asked, PROFILE};
use crate::identity::sessions::{self, Begun, Device, Lifetime};
use crate::identity::{passwords, queries};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::languages::Language;
use kernel::screen;
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Page, Wants};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct JoinForm {
    name: String,
    handle: String,
    #[serde(skip_serializing)]
    password: String,
    language: String,
}

#[derive(Debug, Serialize)]
pub struct JoinPage {
    form: JoinForm,
    email: String,
    organisation: String,
    /// Known from the directory: the handle is theirs already.
    known: bool,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
}

#[derive(Template)]
#[template(path = "identity/templates/join.html")]
struct JoinHtml<'a> {
    cx: &'a Cx,
    page: &'a JoinPage,
}

screen!(JoinPage, JoinHtml);

/// `GET /join/{secret}`
pub async fn join_form(page: Page, Path(secret): Path<String>) -> Result<Response> {
    let mut form = join_page(&page, secret).await?;
    form.form.language = page.speech.code().to_owned();
    page.show(form).await
}

async fn join_page(page: &Page, secret: String) -> Result<JoinPage> {
    page.app
        .db
        .read(async move |tx: &Tx| {
            let invitation = invitations::find(tx, &secret).await?;
            let known = match queries::member_by_email(tx, &invitation.email).await? {
                Some(member) => Some(queries::account(tx, member).await?),
                None => None,
            };
            let suggested = invitation.email.split('@').next().map(kernel::text::slug).unwrap_or_default();
            let form = JoinForm {
                name: known.as_ref().map_or(invitation.name, |account| account.name.clone()),
                handle: known.as_ref().map_or(suggested, |account| account.handle.clone()),
                ..JoinForm::default()
            };
            Ok(JoinPage {
                form,
                email: invitation.email,
                organisation: invitation.organisation_name,
                known: known.is_some(),
                errors: Vec::new(),
            })
        })
        .await
}

/// `POST /join/{secret}`
pub async fn join(
    page: Page,
    Path(secret): Path<String>,
    Input { value: form, .. }: Input<JoinForm>,
) -> Result<Response> {
    let before = join_page(&page, secret.clone()).await?;
    match accept(&page, &before, secret, &form).await {
        Ok(begun) => come_in(&page, &begun, Lifetime::new(&page.app, true), ""),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let errors = page.told(&errors);
            page.show_again(JoinPage { form, errors, ..before }).await
        }
        Err(error) => Err(error),
    }
}

async fn accept(page: &Page, before: &JoinPage, secret: String, form: &JoinForm) -> Result<Begun> {
    let company = page.app.db.read(queries::company).await?;
    let handle = if before.known { &before.form.handle } else { &form.handle };
    let errors = passwords::check("password", &form.password, &[&form.name, handle, &company]);
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let acceptance = Acceptance {
        name: form.name.clone(),
        handle: handle.trim().to_owned(),
        password: passwords::hashed(&page.app, &form.password).await?,
        language: Language::parse(&form.language).unwrap_or(page.speech.language()),
    };
    let (session, device, lifetime) = (page.app.random.secret(), Device::of(page), Lifetime::new(&page.app, true));
    let asked = Asked::of(page);
    // What the directory says already is not asked about again.
    let (named, handled) = (before.form.name != form.name, !before.known);
    page.app
        .db
        .write(async move |tx: &Tx| {
            let account = invitations::accept(tx, &secret, &acceptance).await?;
            let name = if named { acceptance.name.clone() } else { String::new() };
            let handle = if handled { acceptance.handle.clone() } else { String::new() };
            look_at_names(&asked, tx, account.id, name, handle).await?;
            sessions::begin(tx, session.clone(), account.id, &device, lifetime).await
        })
        .await
}

/// What somebody calls themselves is looked at as what they say of themselves later. Nobody is in yet who could stand by it.
async fn look_at_names(asked: &Asked, tx: &Tx, member: Id, name: String, handle: String) -> Result<()> {
    let viewer = queries::viewer_of(tx, member).await?;
    let about = About { kind: PROFILE, thing: member, space: None, audience: "" };
    for (field, typed) in [("name", name), ("handle", handle)] {
        let mut shown = typed.clone();
        match asked.look(tx, &viewer, about, vec![(field, &mut shown)]).await {
            Err(Error::Stopped(stop)) => return Err(Error::Invalid(stop.fields)),
            looked => looked?,
        }
        if shown != typed {
            return Err(Error::field(field, "identity-masked"));
        }
    }
    Ok(())
}

#[derive(Debug, Default, Serialize)]
pub struct SignUpPage {
    email: String,
    domains: Vec<String>,
    sent: bool,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
}

#[derive(Template)]
#[template(path = "identity/templates/sign_up.html")]
struct SignUpHtml<'a> {
    cx: &'a Cx,
    page: &'a SignUpPage,
}

screen!(SignUpPage, SignUpHtml);

fn sign_up_page(page: &Page) -> Result<SignUpPage> {
    let domains = page.app.configuration.sign_up.domains.clone();
    if domains.is_empty() { Err(Error::NotFound) } else { Ok(SignUpPage { domains, ..SignUpPage::default() }) }
}

/// `GET /sign-up`
pub async fn sign_up_form(page: Page) -> Result<Response> {
    let form = sign_up_page(&page)?;
    page.show(form).await
}

#[derive(Debug, Deserialize)]
pub struct SignUp {
    #[serde(default)]
    email: String,
}

/// `POST /sign-up`: the same answer whether there is such an account or not.
pub async fn sign_up(page: Page, Input { value: typed, .. }: Input<SignUp>) -> Result<Response> {
    let form = sign_up_page(&page)?;
    let (app, email, language) = (page.app.clone(), typed.email.clone(), page.speech.language());
    let secret = page.app.random.secret();
    let asked =
        page.app.db.write(async move |tx: &Tx| invitations::sign_up(&app, tx, &email, language, &secret).await).await;
    match asked {
        Ok(()) => page.show(SignUpPage { sent: true, ..form }).await,
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            page.show_again(SignUpPage { email: typed.email, errors: page.told(&errors), ..form }).await
        }
        Err(error) => Err(error),
    }
}
