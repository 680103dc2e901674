//! The list of questions.

use super::super::choices::{Choice, Sort, State};
use super::super::queries::{self, Ask};
use super::super::types::QuestionItem;
use axum::response::Response;
use community::spaces;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::screen;
use kernel::web::Page;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct QuestionsPage {
    pub items: Vec<QuestionItem>,
    /// Give it as `before` to get what follows; null at the end.
    pub next: Option<String>,
    pub state: &'static str,
    pub sort: &'static str,
    /// The space and the tag that it is narrowed to.
    pub space: String,
    pub tag: String,
    #[serde(skip)]
    space_name: String,
}

impl QuestionsPage {
    /// The address of this list, otherwise ordered or narrowed.
    fn address(&self, state: &str, sort: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("state", state).append_pair("sort", sort);
        for (name, value) in [("space", &self.space), ("tag", &self.tag)] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        format!("/questions?{}", query.finish())
    }

    /// The words of the states that are offered, with their texts.
    fn states(&self, signed_in: bool) -> impl Iterator<Item = (&'static str, &'static str)> {
        let offered = State::ALL.iter().filter(move |(state, ..)| *state != State::Mine || signed_in);
        offered.map(|(_, word, text)| (*word, *text))
    }

    fn sorts(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        Sort::ALL.iter().map(|(_, word, text)| (*word, *text))
    }
}

screen!(QuestionsPage, "questions/templates/questions.html");

/// `GET /questions?state=&space=&tag=&sort=&before=`
pub async fn list(page: Page) -> Result<Response> {
    let query = |name: &str| page.query(name).unwrap_or_default();
    let (state, sort) = (State::parse(&query("state"))?, Sort::parse(&query("sort"))?);
    let (slug, tag) = (query("space"), kernel::text::fold(query("tag").trim_start_matches('#')));
    let before = page.query("before").filter(|text| !text.is_empty());
    let before = before.map(|text| queries::parse_before(&text)).transpose()?;
    if state == State::Mine {
        page.viewer.signed_in()?;
    }
    let viewer = page.viewer.clone();
    let questions = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let space = match slug.as_str() {
                "" => None,
                slug => Some(spaces::access::find_readable(tx, &viewer, slug).await?),
            };
            let ask = Ask { state, sort, space: space.as_ref().map(|space| space.id), tag: tag.clone(), before };
            let (items, next) = queries::list(tx, &viewer, &ask).await?;
            Ok(QuestionsPage {
                items,
                next,
                state: state.word(),
                sort: sort.word(),
                space: slug.clone(),
                tag: tag.clone(),
                space_name: space.map(|space| space.name.clone()).unwrap_or_default(),
            })
        })
        .await?;
    page.show(questions).await
}
