//! The form, and the step itself.

use crate::questions::types::question_path;
use crate::questions::{access as questions, ops as asking};
use crate::wiki::types::{PageForm, WikiPage};
use crate::wiki::{access as wiki, care, ops as writing};
use axum::extract::Path;
use axum::response::Response;
use community::posts::Kinds;
use community::posts::types::Post;
use community::spaces::queries::choices;
use community::spaces::types::SpaceChoice;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::viewer::{Seen, Viewer};
use kernel::web::problems::FieldProblem;
use kernel::web::{Input, Page, Wants};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is sent to take an answer into the wiki.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct CaptureForm {
    /// Address of the page that it goes into: `/wiki/SPACE/PATH`. Empty: a new one.
    pub page: String,
    /// The space of a new page, and its title.
    pub space: String,
    pub title: String,
    /// The heading of the section; empty: the question.
    pub heading: String,
    /// The same for every attempt: a repeated attempt answers what the first did.
    pub once: String,
}

/// Where the answer stands now.
#[derive(Serialize, ToSchema)]
pub struct Captured {
    pub page: Id,
    pub url: String,
}

#[derive(Serialize)]
pub struct CapturePage {
    #[serde(skip)]
    question: Id,
    #[serde(skip)]
    asked: String,
    #[serde(skip)]
    answer: Id,
    #[serde(skip)]
    spaces: Vec<SpaceChoice>,
    #[serde(skip)]
    form: CaptureForm,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
}

screen!(CapturePage, "capture/templates/capture.html");

/// `GET /questions/{id}/answers/{answer}/knowledge`
pub async fn form(page: Page, Path((id, answer)): Path<(String, String)>) -> Result<Response> {
    let (id, answer): (Id, Id) = (id.parse()?, answer.parse()?);
    let mut shown = load(&page, id, answer).await?;
    shown.form.once = page.app.random.secret();
    page.show(shown).await
}

async fn load(page: &Page, id: Id, answer: Id) -> Result<CapturePage> {
    let viewer = page.viewer.clone();
    page.app
        .db
        .read(async move |tx: &Tx| {
            let question = questions::question(tx, &viewer, id).await?;
            let answer = questions::answer(tx, &viewer, &question, answer).await?;
            let mut spaces = choices(tx, &viewer).await?;
            spaces.retain(|space| !space.audience.is_wider_than(question.audience));
            // It goes where the question was asked, unless somebody says otherwise.
            spaces.sort_by_key(|space| Some(space.id) != question.space);
            let form = CaptureForm {
                title: question.title.clone(),
                heading: question.title.clone(),
                ..CaptureForm::default()
            };
            Ok(CapturePage {
                question: id,
                asked: question.title.clone(),
                answer: answer.id,
                spaces,
                form,
                errors: Vec::new(),
            })
        })
        .await
}

/// `POST /questions/{id}/answers/{answer}/knowledge`
pub async fn capture(
    page: Page,
    Path((id, answer)): Path<(String, String)>,
    input: Input<CaptureForm>,
) -> Result<Response> {
    let (id, answer): (Id, Id) = (id.parse()?, answer.parse()?);
    let mut form = input.value;
    if form.once.is_empty() {
        form.once = page.idempotency_key();
    }
    match write(&page, id, answer, form.clone()).await {
        Ok(captured) => page.created(&captured.url, &captured),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let shown = load(&page, id, answer).await?;
            page.show_again(CapturePage { form, errors: page.told(&errors), ..shown }).await
        }
        Err(error) => Err(error),
    }
}

async fn write(page: &Page, id: Id, answer: Id, form: CaptureForm) -> Result<Captured> {
    let viewer = page.viewer.clone();
    let typed = form.clone();
    let (section, before) = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let question = questions::question(tx, &viewer, id).await?;
            let answer = questions::answer(tx, &viewer, &question, answer).await?;
            let section = section(&typed, &question, &answer);
            if typed.page.trim().is_empty() {
                return Ok((section, None));
            }
            let found = find_page(tx, &viewer, &typed.page, &question).await?;
            Ok((section, Some((found.body.clone(), found.title.clone()))))
        })
        .await?;
    let link = format!("]({}#c{answer})", question_path(id));
    let (body, title) = match before {
        // Taken a second time it stands there already.
        Some((body, title)) if body.contains(&link) => (body, title),
        Some((body, title)) => (format!("{}\n\n{section}", body.trim_end()), title),
        None => (section, form.title.clone()),
    };
    // Rendered before the transaction, so that a long page holds up nobody's write.
    let prepared = writing::prepare(page, &body).await?;
    let (viewer, kinds) = (page.viewer.clone(), page.app.part::<Kinds>());
    page.app
        .db
        .write(async move |tx: &Tx| {
            let question = questions::question(tx, &viewer, id).await?;
            let answer = questions::answer(tx, &viewer, &question, answer).await?;
            let text = PageForm {
                title: title.clone(),
                body: body.clone(),
                summary: question.title.clone(),
                once: form.once.clone(),
                ..PageForm::default()
            };
            let written = if form.page.trim().is_empty() {
                let text = PageForm { audience: question.audience.word().to_owned(), ..text };
                community::spaces::access::find(tx, &viewer, &form.space)
                    .await
                    .map_err(|_| Error::field("space", "not-found"))?;
                writing::create(tx, &viewer, &kinds, &form.space, None, &text, &prepared).await?
            } else {
                let found = find_page(tx, &viewer, &form.page, &question).await?;
                let found = wiki::editable(tx, &viewer, found).await?;
                // Where a curator looks first, a change is suggested on the page itself.
                if care::waits(tx, &viewer, &found).await? {
                    return Err(Error::field("page", "capture-waits"));
                }
                if found.body != body {
                    let text = PageForm { audience: found.audience.word().to_owned(), ..text };
                    writing::save(tx, &viewer, &kinds, &found, &text, found.revision, &prepared).await?;
                }
                found.id
            };
            asking::note_page(tx, &viewer, &answer, written).await?;
            let url = wiki::find_by_id(tx, &viewer, written).await?.url();
            Ok(Captured { page: written, url })
        })
        .await
}

/// The page that an address names. Whoever reads it must be able to read the question.
async fn find_page(tx: &Tx, viewer: &Viewer, named: &str, question: &Post) -> Result<Seen<WikiPage>> {
    let missing = || Error::field("page", "not-found");
    let path = named.trim().split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let (_, place) = path.split_once("/wiki/").ok_or_else(missing)?;
    let (space, place) = place.split_once('/').ok_or_else(missing)?;
    let found = match wiki::find(tx, viewer, space, place).await {
        Err(Error::NotFound) => return Err(missing()),
        found => found?,
    };
    if found.audience.is_wider_than(question.audience) {
        return Err(Error::field("page", "capture-wider"));
    }
    Ok(found)
}

/// The answer under a heading, with where it comes from.
fn section(form: &CaptureForm, question: &Post, answer: &Post) -> String {
    let heading = if form.heading.trim().is_empty() { question.title.trim() } else { form.heading.trim() };
    let title = question.title.replace(['[', ']'], "");
    let source = format!("{}#c{}", question_path(question.id), answer.id);
    format!("## {}\n\n{}\n\n[{title}]({source})", heading.replace('\n', " "), answer.body.trim())
}
