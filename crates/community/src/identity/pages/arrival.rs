//! Coming in for the first time: founding the installation, accepting an invitation, signing up.

use super::come_in;
use crate::identity::founding::{self, Founder, Sample, SampleData};
use crate::identity::invitations::{self, Acceptance};
use crate::identity::sessions::{self, Begun, Device, Lifetime};
use crate::identity::{passwords, queries};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::db::Tx;
use kernel::error::{Error, FieldError, Result};
use kernel::languages::Language;
use kernel::screen;
use kernel::web::input::flag;
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Page, Wants};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SetUpForm {
    key: String,
    company: String,
    name: String,
    handle: String,
    email: String,
    #[serde(skip_serializing)]
    password: String,
    language: String,
    #[serde(deserialize_with = "flag")]
    sample: bool,
}

#[derive(Debug, Serialize)]
pub struct SetUpPage {
    form: SetUpForm,
    /// Whether there is a sample company to begin with.
    has_sample: bool,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
}

#[derive(Template)]
#[template(path = "identity/templates/set_up.html")]
struct SetUpHtml<'a> {
    cx: &'a Cx,
    page: &'a SetUpPage,
}

screen!(SetUpPage, SetUpHtml);

/// `GET /set-up?key=`
pub async fn set_up_form(page: Page) -> Result<Response> {
    let key = page.query("key").unwrap_or_default();
    let sent = key.clone();
    page.app.db.read(async move |tx: &Tx| founding::admit(tx, &sent).await).await?;
    let form = SetUpForm { key, language: page.speech.code().to_owned(), ..SetUpForm::default() };
    let has_sample = page.app.part::<SampleData>().0.is_some();
    page.show(SetUpPage { form, has_sample, errors: Vec::new() }).await
}

/// `POST /set-up`
pub async fn set_up(page: Page, Input { value: form, .. }: Input<SetUpForm>) -> Result<Response> {
    let key = form.key.clone();
    page.app.db.read(async move |tx: &Tx| founding::admit(tx, &key).await).await?;
    let sample = page.app.part::<SampleData>().0;
    match found(&page, &form, sample.filter(|_| form.sample)).await {
        Ok(begun) => {
            let chosen = sample.filter(|_| form.sample);
            if let Some(sample) = chosen {
                tokio::spawn(founding::fill(page.app.clone(), sample));
            }
            let next = if chosen.is_some() { super::filling::HERE } else { "" };
            come_in(&page, &begun, Lifetime::new(&page.app, true), next)
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let errors = page.told(&errors);
            page.show_again(SetUpPage { form, has_sample: sample.is_some(), errors }).await
        }
        Err(error) => Err(error),
    }
}

async fn found(page: &Page, form: &SetUpForm, sample: Option<Sample>) -> Result<Begun> {
    let mut errors = passwords::check("password", &form.password, &[&form.name, &form.handle, &form.company]);
    for (field, text) in [("company", &form.company), ("name", &form.name), ("handle", &form.handle)] {
        if text.trim().is_empty() {
            errors.push(FieldError::new(field, "required"));
        }
    }
    for (field, text) in [("handle", &form.handle), ("email", &form.email)] {
        if sample.is_some_and(|sample| (sample.has)(&text.trim().to_lowercase())) {
            errors.push(FieldError::new(field, "taken"));
        }
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let founder = Founder {
        company: form.company.clone(),
        handle: form.handle.trim().to_owned(),
        name: form.name.clone(),
        email: Some(form.email.clone()).filter(|email| !email.trim().is_empty()),
        password: passwords::hashed(&page.app, &form.password).await?,
        language: Language::parse(&form.language).map(|language| language.code().to_owned()),
        sample: sample.is_some(),
    };
    let (key, secret, device) = (form.key.clone(), page.app.random.secret(), Device::of(page));
    let lifetime = Lifetime::new(&page.app, true);
    page.app
        .db
        .write(async move |tx: &Tx| {
            founding::admit(tx, &key).await?;
            let member = founding::found(tx, &founder).await?;
            sessions::begin(tx, secret.clone(), member, &device, lifetime).await
        })
        .await
}

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
    page.app
        .db
        .write(async move |tx: &Tx| {
            let account = invitations::accept(tx, &secret, &acceptance).await?;
            sessions::begin(tx, session.clone(), account.id, &device, lifetime).await
        })
        .await
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
