//! Asking: the form, and what is shown before a question is posted.

use super::ops;
use super::similar::{self, About, SimilarPage};
use axum::response::Response;
use community::posts::pages::composer::{self, Composer};
use community::posts::types::PostForm;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::screen;
use kernel::web::problems::FieldProblem;
use kernel::web::{Input, Page, Wants};
use serde::Serialize;
use serde_json::Value;

/// The form, with what was typed.
#[derive(Serialize)]
pub struct AskPage {
    #[serde(skip)]
    composer: Composer,
    #[serde(skip)]
    tags: String,
    #[serde(skip)]
    by: String,
    /// Under whose name one may ask: words with their texts.
    #[serde(skip)]
    names: Vec<(&'static str, &'static str)>,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
    /// What was found before it is posted: the person is asked whether it is one of these.
    similar: SimilarPage,
    #[serde(skip)]
    checked: bool,
}

screen!(AskPage, "questions/templates/ask.html");

/// `GET /questions/new?title=&space=`
pub async fn new(page: Page) -> Result<Response> {
    let query = |name: &str| page.query(name).unwrap_or_default();
    let mut form = PostForm {
        title: query("title"),
        body: query("body"),
        space: query("space"),
        once: page.app.random.secret(),
        ..PostForm::default()
    };
    form.more.insert("tags".to_owned(), Value::String(query("tags")));
    let similar = similar::to_text(&page, about(&form)).await?;
    let ask = load(&page, form, Vec::new(), similar, false).await?;
    page.show(ask).await
}

/// `POST /questions`: asks, after it was shown what is like it. A program need not be asked.
pub async fn create(page: Page, mut input: Input<PostForm>) -> Result<Response> {
    input.value.kind = super::types::QUESTION_KIND.to_owned();
    if input.value.once.is_empty() {
        input.value.once = page.idempotency_key();
    }
    let form = input.value.clone();
    let checked = form.more.contains_key("checked");
    if page.wants == Wants::Html && !checked && !form.title.trim().is_empty() && !form.body.trim().is_empty() {
        let similar = similar::to_text(&page, about(&form)).await?;
        if !similar.items.is_empty() {
            let ask = load(&page, form, Vec::new(), similar, true).await?;
            return page.show(ask).await;
        }
    }
    match composer::publish(&page, input, None).await {
        Ok(view) => page.created(&super::types::question_path(view.id), &view),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let told = page.told(&errors);
            let ask = load(&page, form, told, SimilarPage::default(), checked).await?;
            page.show_again(ask).await
        }
        Err(error) => Err(error),
    }
}

fn about(form: &PostForm) -> About<'_> {
    let tags = form.more.get("tags").and_then(|tags| ops::tags(tags).ok()).unwrap_or_default();
    About { text: &form.title, tags, ..About::default() }
}

async fn load(
    page: &Page,
    form: PostForm,
    errors: Vec<FieldProblem>,
    similar: SimilarPage,
    checked: bool,
) -> Result<AskPage> {
    let tags = form.more.get("tags").and_then(Value::as_str).unwrap_or_default().to_owned();
    let at = page.clone();
    let by = form.more.get("by").and_then(Value::as_str).unwrap_or_default().to_owned();
    let read = async move |tx: &Tx| {
        let names = super::naming::choices(tx, &at.viewer).await?;
        Ok((composer::composer(tx, &at, form.clone(), false).await?, names))
    };
    let (composer, names) = page.app.db.read(read).await?;
    let composer = composer.ok_or(Error::Forbidden("forbidden-nowhere-to-write"))?;
    Ok(AskPage { composer, tags, by, names, errors, similar, checked })
}
