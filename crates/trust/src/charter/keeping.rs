//! Keeping policies: drafts, versions, and the evidence of who acknowledged them.

use super::types::{PolicyForm, Row, Text};
use super::{ops, queries, reminding};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::clock::DAY;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::languages::Language;
use kernel::screen;
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Page, Wants};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

/// All policies, for administrators.
#[derive(Serialize, ToSchema)]
pub struct ManagePage {
    pub items: Vec<Managed>,
}

#[derive(Serialize, ToSchema)]
pub struct Managed {
    pub policy: String,
    pub number: i64,
    pub state: String,
    pub binding: bool,
    pub standings: String,
    pub acknowledged: i64,
    pub title: String,
}

#[derive(Template)]
#[template(path = "charter/templates/manage.html")]
struct ManageHtml<'a> {
    cx: &'a Cx,
    page: &'a ManagePage,
}
screen!(ManagePage, ManageHtml);

/// `GET /charter/manage`
pub async fn manage(page: Page) -> Result<Response> {
    let items = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let mut items = Vec::new();
            // A company has few policies: the list is bounded by what one reads.
            for row in queries::all(tx).await? {
                let title = queries::texts(tx, &row).await?.into_iter().next().map(|text| text.title);
                items.push(Managed {
                    acknowledged: queries::count(tx, row.version).await?,
                    title: title.unwrap_or_default(),
                    policy: row.slug,
                    number: row.number,
                    state: row.state,
                    binding: row.binding,
                    standings: row.standings,
                });
            }
            Ok(items)
        })
        .await?;
    page.show(ManagePage { items }).await
}

/// `POST /charter/models`
pub async fn adopt(page: Page) -> Result<Response> {
    let viewer = page.viewer.clone();
    let adopted = page.app.db.write(async move |tx: &Tx| ops::adopt(tx, &viewer).await).await?;
    page.done("/charter/manage", &json!({ "adopted": adopted }))
}

/// The form of a policy.
#[derive(Serialize, Default)]
pub struct EditPage {
    pub form: PolicyForm,
    #[serde(skip)]
    pub errors: Vec<FieldProblem>,
    /// The policy that is changed; none while a new one is written.
    pub policy: Option<String>,
    pub drafted: bool,
}

impl EditPage {
    pub fn languages() -> [Language; 4] {
        Language::ALL
    }

    pub fn for_standing(&self, standing: &str) -> bool {
        self.form.standings.iter().any(|chosen| chosen == standing)
    }
}

#[derive(Template)]
#[template(path = "charter/templates/edit.html")]
struct EditHtml<'a> {
    cx: &'a Cx,
    page: &'a EditPage,
}
screen!(EditPage, EditHtml);

/// `GET /charter/manage/new`
pub async fn new(page: Page) -> Result<Response> {
    let form = PolicyForm {
        standings: vec!["own".to_owned()],
        binding: true,
        language: page.speech.code().to_owned(),
        ..PolicyForm::default()
    };
    page.show(EditPage { form, ..EditPage::default() }).await
}

/// `GET /charter/{policy}/edit?language=`
pub async fn edit(page: Page, Path(slug): Path<String>) -> Result<Response> {
    let wanted = page.query("language");
    let shown = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let draft = queries::draft(tx, &slug).await?;
            let drafted = draft.is_some();
            let row = match draft {
                Some(row) => row,
                None => queries::all(tx).await?.into_iter().find(|row| row.slug == slug).ok_or(Error::NotFound)?,
            };
            let texts = queries::texts(tx, &row).await?;
            let language = wanted.clone().unwrap_or_else(|| row.language.clone());
            let text = texts.into_iter().find(|text| text.language == language);
            let text = text.unwrap_or_else(|| Text { language, questions: "[]".to_owned(), ..Text::default() });
            Ok(EditPage { form: form_of(&row, text)?, policy: Some(slug.clone()), drafted, ..EditPage::default() })
        })
        .await?;
    page.show(shown).await
}

fn form_of(row: &Row, text: Text) -> Result<PolicyForm> {
    let lines = text.questions()?.into_iter().map(|asked| {
        let parts: Vec<String> = [asked.question, asked.right].into_iter().chain(asked.wrong).collect();
        parts.join(" | ")
    });
    Ok(PolicyForm {
        slug: row.slug.clone(),
        title: text.title,
        body: text.body,
        language: text.language,
        standings: row.standings.split(',').map(str::to_owned).collect(),
        country: row.country.clone(),
        binding: row.binding,
        in_days: if row.state == "draft" && row.effective > 0 {
            (row.effective / DAY).to_string()
        } else {
            String::new()
        },
        valid_days: if row.valid_days > 0 { row.valid_days.to_string() } else { String::new() },
        remind_days: if row.remind_days > 0 { row.remind_days.to_string() } else { String::new() },
        questions: lines.collect::<Vec<_>>().join("\n"),
    })
}

/// `POST /charter/manage`
pub async fn create(page: Page, input: Input<PolicyForm>) -> Result<Response> {
    write(page, None, input.value).await
}

/// `PUT /charter/{policy}/draft`
pub async fn save(page: Page, Path(slug): Path<String>, input: Input<PolicyForm>) -> Result<Response> {
    write(page, Some(slug), input.value).await
}

async fn write(page: Page, policy: Option<String>, form: PolicyForm) -> Result<Response> {
    let (viewer, of, sent) = (page.viewer.clone(), policy.clone(), form.clone());
    let written = page.app.db.write(async move |tx: &Tx| ops::write(tx, &viewer, of.as_deref(), &sent).await).await;
    match written {
        Ok(slug) => {
            let to = format!("/charter/{slug}/edit?language={}", form.language);
            let made = json!({ "policy": slug });
            if policy.is_none() { page.created(&to, &made) } else { page.done(&to, &made) }
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let errors = page.told(&errors);
            page.show_again(EditPage { form, errors, drafted: policy.is_some(), policy }).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /charter/{policy}/publication`
pub async fn publish(page: Page, Path(slug): Path<String>) -> Result<Response> {
    let viewer = page.viewer.clone();
    let row = page.app.db.write(async move |tx: &Tx| ops::publish(tx, &viewer, &slug).await).await?;
    let made = json!({ "policy": row.slug, "number": row.number, "version": row.version, "hash": row.hash });
    page.created(&format!("/charter/{}", row.slug), &made)
}

/// `POST /charter/{policy}/reminders`
pub async fn remind(page: Page, Path(slug): Path<String>) -> Result<Response> {
    let at = page.clone();
    let to = format!("/charter/{slug}/evidence");
    let reminded = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let row = queries::version(tx, &at.viewer, &slug, None).await?;
            reminding::by_hand(&at.app, tx, at.viewer.member, &row).await
        })
        .await?;
    page.done(&to, &json!({ "reminded": reminded }))
}
