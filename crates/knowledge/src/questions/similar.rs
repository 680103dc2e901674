//! What was asked or written already: found while somebody types a question, so that it is not asked again.

use super::queries;
use askama::Template;
use axum::response::Response;
use community::identity::Face;
use community::search;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::screen;
use kernel::web::{Cx, Page, Wants};
use serde::Serialize;
use utoipa::ToSchema;

/// What counts as an answer that is there already.
const KINDS: [&str; 3] = ["question", "article", "page"];
const MOST: usize = 6;
/// A text shorter than this says nothing yet.
const FEWEST_CHARS: usize = 3;

/// A question, an article or a page that is like what is asked.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Similar {
    pub id: Id,
    pub url: String,
    pub kind: String,
    pub title: String,
    pub answered: bool,
    /// How many answers; null for what is no question.
    pub answers: Option<i64>,
}

#[derive(Debug, Default, Serialize, ToSchema)]
pub struct SimilarPage {
    pub items: Vec<Similar>,
    /// Who may know it.
    pub people: Vec<Face>,
}

#[derive(Template)]
#[template(path = "questions/templates/similar.html")]
struct SimilarHtml<'a> {
    cx: &'a Cx,
    page: &'a SimilarPage,
}
screen!(SimilarPage, SimilarHtml);

/// `GET /questions/similar?q=`
pub async fn similar(page: Page) -> Result<Response> {
    // The form sends its field by the name that it has there.
    let text = page.query("q").or_else(|| page.query("title")).unwrap_or_default();
    let found = to_text(&page, &text, None).await?;
    if page.wants == Wants::Json { page.json(&found) } else { page.fragment(found).await }
}

/// What the viewer may see that is like a text, and who may know; without the post `but`.
pub async fn to_text(page: &Page, text: &str, but: Option<Id>) -> Result<SimilarPage> {
    if text.trim().chars().count() < FEWEST_CHARS {
        return Ok(SimilarPage::default());
    }
    let ids = search::alike(&page.app, &page.viewer, text, &KINDS).await?;
    let mut people = Vec::new();
    if page.viewer.member.is_some() {
        people = search::who_may_know(&page.app, &page.viewer, text).await?;
        people.retain(|face| !page.viewer.is(face.id));
    }
    let viewer = page.viewer.clone();
    let items = page.app.db.read(async move |tx: &Tx| queries::alike(tx, &viewer, &ids, but, MOST).await).await?;
    Ok(SimilarPage { items, people })
}
