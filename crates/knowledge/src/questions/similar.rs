//! What was asked or written already: found while somebody types a question, so that it is not asked again.

use super::queries;
use crate::experts::{self, Asked};
use axum::response::Response;
use community::people::Knower;
use community::search;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::screen;
use kernel::web::{Page, Wants};
use serde::Serialize;
use utoipa::ToSchema;

/// What counts as an answer that is there already.
const KINDS: [&str; 3] = ["question", "article", "page"];
const MOST: usize = 6;
const MOST_PEOPLE: usize = 5;
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
    /// Tags that questions like it have, the most frequent first.
    pub tags: Vec<String>,
    /// Who may know it, with what shows it.
    pub people: Vec<Knower>,
}

screen!(SimilarPage, "questions/templates/similar.html");

/// `GET /questions/similar?q=`
pub async fn similar(page: Page) -> Result<Response> {
    // The form sends its field by the name that it has there.
    let text = page.query("q").or_else(|| page.query("title")).unwrap_or_default();
    let tags = page.query("tags").unwrap_or_default();
    let tags = tags.split(',').map(|tag| kernel::text::fold(tag.trim()).replace(' ', "-")).collect();
    let found = to_text(&page, About { text: &text, tags, ..About::default() }).await?;
    if page.wants == Wants::Json { page.json(&found) } else { page.fragment(found).await }
}

/// What is asked, or being typed.
#[derive(Debug, Default)]
pub struct About<'a> {
    pub text: &'a str,
    pub tags: Vec<String>,
    /// The question that it is, and who asked it.
    pub question: Option<Id>,
    pub asker: Option<Id>,
}

/// What the viewer may see that is like it, and who may know.
pub async fn to_text(page: &Page, about: About<'_>) -> Result<SimilarPage> {
    if about.text.trim().chars().count() < FEWEST_CHARS {
        return Ok(SimilarPage::default());
    }
    let ids = search::alike(&page.app, &page.viewer, about.text, &KINDS).await?;
    let mut people = Vec::new();
    if page.viewer.member.is_some() {
        let asked = Asked {
            text: about.text.to_owned(),
            tags: about.tags,
            question: about.question,
            without: page.viewer.member.into_iter().chain(about.asker).collect(),
            most: MOST_PEOPLE,
        };
        people = experts::who_may_know(&page.app, &page.viewer, asked).await?;
    }
    let (viewer, but) = (page.viewer.clone(), about.question);
    let (items, tags) = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let items = queries::alike(tx, &viewer, &ids, but, MOST).await?;
            let questions: Vec<Id> = items.iter().filter(|item| item.answers.is_some()).map(|item| item.id).collect();
            Ok((items, queries::tags_of(tx, &questions).await?))
        })
        .await?;
    Ok(SimilarPage { items, tags, people })
}
