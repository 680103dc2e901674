//! Founding the installation, a few questions at a time. Nothing is kept before the last step: what was said before it
//! travels with the form, so that the way back is always open and a link that was never used leaves no trace.

use super::come_in;
use crate::identity::founding::{self, Founder, Sample, SampleData};
use crate::identity::passwords;
use crate::identity::sessions::{self, Begun, Device, Lifetime};
use askama::Template;
use axum::response::Response;
use kernel::app::App;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, FieldError, Result};
use kernel::languages::{Language, Speech, Zone};
use kernel::screen;
use kernel::web::input::flag;
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Page, Wants};
use serde::{Deserialize, Serialize};
use std::time::Instant;

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SetUpForm {
    key: String,
    /// The step that was answered; the last one when it is left out, as programs do.
    step: Step,
    #[serde(deserialize_with = "flag", skip_serializing)]
    back: bool,
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

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Step {
    Company,
    Beginning,
    #[default]
    Administrator,
}

impl Step {
    const ALL: [Self; 3] = [Self::Company, Self::Beginning, Self::Administrator];

    fn word(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Beginning => "beginning",
            Self::Administrator => "administrator",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Company => "identity-company",
            Self::Beginning => "identity-begin-with",
            Self::Administrator => "identity-first-administrator",
        }
    }

    /// The step that asks for the field.
    fn asking(field: &str) -> Self {
        match field {
            "company" | "language" => Self::Company,
            "sample" => Self::Beginning,
            _ => Self::Administrator,
        }
    }
}

#[derive(Debug, Serialize)]
pub struct SetUpPage {
    form: SetUpForm,
    /// Whether there is a sample company to begin with.
    has_sample: bool,
    #[serde(skip)]
    checks: Vec<Check>,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
}

impl SetUpPage {
    fn steps(&self) -> Vec<Step> {
        Step::ALL.into_iter().filter(|step| *step != Step::Beginning || self.has_sample).collect()
    }

    fn place(&self) -> usize {
        self.steps().iter().position(|step| *step == self.form.step).unwrap_or_default()
    }

    /// The page one step on, or back.
    fn turned(mut self, back: bool) -> Self {
        let to = if back { self.place().checked_sub(1) } else { self.place().checked_add(1) };
        if let Some(step) = to.and_then(|place| self.steps().get(place).copied()) {
            self.form.step = step;
        }
        self
    }

    fn is_at(&self, word: &str) -> bool {
        self.form.step.word() == word
    }
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
    let language = page.speech.code().to_owned();
    let form = SetUpForm { key, language, step: Step::Company, ..SetUpForm::default() };
    let drawn = asked(&page.app, form).await?;
    page.show(drawn).await
}

/// `POST /set-up`
pub async fn set_up(mut page: Page, Input { value: form, .. }: Input<SetUpForm>) -> Result<Response> {
    let key = form.key.clone();
    page.app.db.read(async move |tx: &Tx| founding::admit(tx, &key).await).await?;
    if let Some(language) = Language::parse(&form.language) {
        page.speech = Speech::new(page.app.texts.clone(), language, Zone::utc(), page.app.clock.now());
    }
    if page.wants == Wants::Html && (form.back || form.step != Step::Administrator) {
        let missing = form.step == Step::Company && form.company.trim().is_empty() && !form.back;
        let back = form.back;
        let mut drawn = asked(&page.app, form).await?;
        if missing {
            drawn.errors = page.told(&[FieldError::new("company", "required")]);
            return page.show_again(drawn).await;
        }
        return page.show(drawn.turned(back)).await;
    }
    let sample = page.app.part::<SampleData>().0.filter(|_| form.sample);
    match found(&page, &form, sample).await {
        Ok(begun) => {
            if let Some(sample) = sample {
                tokio::spawn(founding::fill(page.app.clone(), sample));
            }
            let next = if sample.is_some() { super::filling::HERE } else { "" };
            come_in(&page, &begun, Lifetime::new(&page.app, true), next)
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let first = Step::ALL.into_iter().find(|step| errors.iter().any(|e| Step::asking(&e.field) == *step));
            let form = SetUpForm { step: first.unwrap_or_default(), ..form };
            let drawn = asked(&page.app, form).await?;
            page.show_again(SetUpPage { errors: page.told(&errors), ..drawn }).await
        }
        Err(error) => Err(error),
    }
}

async fn asked(app: &App, form: SetUpForm) -> Result<SetUpPage> {
    let has_sample = app.part::<SampleData>().0.is_some();
    Ok(SetUpPage { form, has_sample, checks: checks(app).await?, errors: Vec::new() })
}

/// Something that the installation needs, and how it is with it.
#[derive(Debug)]
struct Check {
    title: &'static str,
    /// The key of what is said of it, and what that says.
    text: &'static str,
    detail: String,
    well: bool,
}

/// What the operator should know before anybody is let in.
async fn checks(app: &App) -> Result<Vec<Check>> {
    let begun = Instant::now();
    app.db.read(async |tx: &Tx| tx.value::<i64>("select count(*) from organisations", args![]).await).await?;
    let engine = if app.db.engine_name() == "sqlite" { "SQLite" } else { "PostgreSQL" };
    let database = format!("{engine}, {:.1} ms", begun.elapsed().as_secs_f64() * 1e3);
    let stored = match app.files.put(&b"Fourleaf"[..]).await {
        Ok(hash) => app.files.get(&hash).await.map(drop),
        Err(error) => Err(error),
    };
    if let Err(error) = &stored {
        tracing::error!(%error, "the file store does not take files");
    }
    let url = app.configuration.server.url.trim_end_matches('/').to_owned();
    let mail = app.configuration.mail.smtp.clone();
    let sure = url.starts_with("https://");
    Ok(vec![
        Check { title: "identity-check-database", text: "identity-check-database-ok", detail: database, well: true },
        Check {
            title: "identity-check-files",
            text: if stored.is_ok() { "identity-check-files-ok" } else { "identity-check-files-bad" },
            detail: String::new(),
            well: stored.is_ok(),
        },
        Check {
            title: "identity-check-address",
            text: if sure { "identity-check-address-ok" } else { "identity-check-address-bad" },
            detail: url,
            well: sure,
        },
        Check {
            title: "identity-check-mail",
            text: if mail.is_empty() { "identity-check-mail-bad" } else { "identity-check-mail-ok" },
            well: !mail.is_empty(),
            detail: mail,
        },
    ])
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
