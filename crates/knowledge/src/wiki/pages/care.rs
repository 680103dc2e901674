//! Looking after pages: review, doubts, suggestions and the board of those who do it.

use super::edit::named;
use super::show;
use crate::wiki::care::{self, Board, Suggestion};
use crate::wiki::types::{Named, PageForm, WikiPage, page_url};
use crate::wiki::{access, ops};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use community::posts::Kinds;
use community::posts::screening::{About, Asked, BESIDE};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::text::{DiffLine, diff};
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Page, Wants, input};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

/// What a reader says of a page.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct OpinionForm {
    #[serde(deserialize_with = "input::flag")]
    pub right: bool,
    /// What is wrong, if it is not right.
    pub reason: String,
}

/// What is said about a page, for those who look at texts.
pub(super) fn beside(page: &WikiPage) -> About {
    About { kind: BESIDE, thing: page.id, space: Some(page.space), audience: page.audience.word() }
}

/// `PUT /pages/{id}/opinion`
pub async fn judge(page: Page, Path(id): Path<String>, input: Input<OpinionForm>) -> Result<Response> {
    let (id, viewer, form): (Id, _, _) = (id.parse()?, page.viewer.clone(), input.value);
    let asked = Asked::of(&page);
    let url = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let found = access::find_by_id(tx, &viewer, id).await?;
            let mut reason = form.reason.clone();
            asked.look(tx, &viewer, beside(&found), vec![("reason", &mut reason)]).await?;
            care::judge(tx, &viewer, &found, form.right, &reason).await?;
            Ok(found.url())
        })
        .await?;
    page.done(&url, &json!({ "noted": true }))
}

/// `PUT /pages/{id}/review`
pub async fn review(page: Page, Path(id): Path<String>) -> Result<Response> {
    let (id, viewer): (Id, _) = (id.parse()?, page.viewer.clone());
    let found = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let found = care::curated(tx, &viewer, id).await?;
            care::review(tx, &viewer, &found).await?;
            access::find_by_id(tx, &viewer, id).await
        })
        .await?;
    page.done(&found.url(), &json!({ "reviewed": found.reviewed, "due": found.due }))
}

/// Who looks after a page and all below it.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct CareForm {
    /// The handle of a member of the space; empty: nobody of its own.
    pub curator: String,
    /// Days after which it is to be looked at again; empty: as the page above.
    #[serde(deserialize_with = "input::text")]
    pub review_days: String,
    /// Changes of others wait for a curator.
    #[serde(deserialize_with = "input::flag")]
    pub asks_review: bool,
}

#[derive(Serialize)]
pub struct CarePage {
    #[serde(skip)]
    page: Named,
    #[serde(skip)]
    form: CareForm,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
}

#[derive(Template)]
#[template(path = "wiki/templates/care.html")]
struct CareHtml<'a> {
    cx: &'a Cx,
    page: &'a CarePage,
}
screen!(CarePage, CareHtml);

/// `GET /pages/{id}/care`
pub async fn form(page: Page, Path(id): Path<String>) -> Result<Response> {
    let shown = care_page(&page, id.parse()?, None).await?;
    page.show(shown).await
}

async fn care_page(page: &Page, id: Id, form: Option<CareForm>) -> Result<CarePage> {
    let viewer = page.viewer.clone();
    page.app
        .db
        .read(async move |tx: &Tx| {
            let found = care::curated(tx, &viewer, id).await?;
            let curator = found.curator.map(|curator| [curator]).unwrap_or_default();
            let curator = community::identity::faces(tx, &curator).await?.into_values().next();
            let stands = CareForm {
                curator: curator.map(|face| face.handle).unwrap_or_default(),
                review_days: found.review_days.map(|days| days.to_string()).unwrap_or_default(),
                asks_review: found.asks_review,
            };
            Ok(CarePage { page: named(&found), form: form.clone().unwrap_or(stands), errors: Vec::new() })
        })
        .await
}

/// `PUT /pages/{id}/care`
pub async fn set(page: Page, Path(id): Path<String>, input: Input<CareForm>) -> Result<Response> {
    let (id, viewer, form): (Id, _, _) = (id.parse()?, page.viewer.clone(), input.value.clone());
    let done = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let found = care::curated(tx, &viewer, id).await?;
            care::set(tx, &viewer, &found, &form.curator, &form.review_days, form.asks_review).await?;
            Ok(found.url())
        })
        .await;
    match done {
        Ok(url) => page.done(&url, &json!({ "set": true })),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let mut shown = care_page(&page, id, Some(input.value)).await?;
            shown.errors = page.told(&errors);
            page.show_again(shown).await
        }
        Err(error) => Err(error),
    }
}

/// The form in which somebody suggests a text.
#[derive(Serialize)]
pub struct SuggestPage {
    #[serde(skip)]
    page: Named,
    #[serde(skip)]
    form: PageForm,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
}

#[derive(Template)]
#[template(path = "wiki/templates/suggest.html")]
struct SuggestHtml<'a> {
    cx: &'a Cx,
    page: &'a SuggestPage,
}
screen!(SuggestPage, SuggestHtml);

/// `GET /pages/{id}/suggestions/new`
pub async fn suggestion_form(page: Page, Path(id): Path<String>) -> Result<Response> {
    let found = find(&page, id.parse()?).await?;
    page.show(suggest_page(&found, None)).await
}

fn suggest_page(found: &WikiPage, form: Option<PageForm>) -> SuggestPage {
    let stands = PageForm { title: found.title.clone(), body: found.body.clone(), ..PageForm::default() };
    SuggestPage { page: named(found), form: form.unwrap_or(stands), errors: Vec::new() }
}

async fn find(page: &Page, id: Id) -> Result<WikiPage> {
    let viewer = page.viewer.clone();
    Ok(page.app.db.read(async move |tx: &Tx| access::find_by_id(tx, &viewer, id).await).await?.into_inner())
}

/// `POST /pages/{id}/suggestions`
pub async fn suggest(page: Page, Path(id): Path<String>, input: Input<PageForm>) -> Result<Response> {
    let id: Id = id.parse()?;
    match make_suggestion(&page, id, &input.value).await {
        Ok(suggestion) => {
            let at = format!("/pages/{id}/suggestions/{}", suggestion.id);
            page.created(&at, &suggestion)
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let mut shown = suggest_page(&find(&page, id).await?, Some(input.value));
            shown.errors = page.told(&errors);
            page.show_again(shown).await
        }
        Err(error) => Err(error),
    }
}

/// In a branch that asks for review a change becomes a suggestion.
pub async fn waiting(page: &Page, space: &str, path: &str, form: PageForm) -> Result<Response> {
    let (viewer, space, path) = (page.viewer.clone(), space.to_owned(), path.to_owned());
    let id = page.app.db.read(async move |tx: &Tx| Ok(access::find(tx, &viewer, &space, &path).await?.id)).await?;
    let suggestion = make_suggestion(page, id, &form).await?;
    let at = format!("/pages/{id}/suggestions/{}", suggestion.id);
    let mut response = page.created(&at, &suggestion)?;
    if page.wants_json() {
        // RFC 9110 § 15.3.3: taken, and not yet done.
        *response.status_mut() = axum::http::StatusCode::ACCEPTED;
    }
    Ok(response)
}

async fn make_suggestion(page: &Page, id: Id, form: &PageForm) -> Result<Suggestion> {
    let prepared = ops::prepare(page, &form.body).await?;
    let (viewer, form) = (page.viewer.clone(), form.clone());
    page.app
        .db
        .write(async move |tx: &Tx| {
            let found = access::find_by_id(tx, &viewer, id).await?;
            let made = care::suggest(tx, &viewer, &found, &form, &prepared).await?;
            care::suggestion(tx, &viewer, &found, made).await
        })
        .await
}

/// A suggestion beside the text that it would change.
#[derive(Serialize, ToSchema)]
pub struct SuggestionPage {
    pub page: Named,
    #[serde(flatten)]
    pub suggestion: Suggestion,
    /// The present revision: accepting names it.
    pub revision: i64,
    #[serde(skip)]
    title: String,
    #[serde(skip)]
    lines: Vec<DiffLine>,
    #[serde(skip)]
    may_decide: bool,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
}

#[derive(Template)]
#[template(path = "wiki/templates/suggestion.html")]
struct SuggestionHtml<'a> {
    cx: &'a Cx,
    page: &'a SuggestionPage,
}
screen!(SuggestionPage, SuggestionHtml);

/// `GET /pages/{id}/suggestions/{suggestion}`
pub async fn suggestion(page: Page, Path((id, suggestion)): Path<(String, String)>) -> Result<Response> {
    let shown = suggestion_page(&page, id.parse()?, suggestion.parse()?).await?;
    page.show(shown).await
}

async fn suggestion_page(page: &Page, id: Id, suggestion: Id) -> Result<SuggestionPage> {
    let viewer = page.viewer.clone();
    page.app
        .db
        .read(async move |tx: &Tx| {
            let found = access::find_by_id(tx, &viewer, id).await?;
            let suggestion = care::suggestion(tx, &viewer, &found, suggestion).await?;
            Ok(SuggestionPage {
                page: named(&found),
                revision: found.revision,
                title: found.title.clone(),
                lines: diff(&found.body, &suggestion.body),
                may_decide: suggestion.state == "open" && access::curates(tx, &viewer, &found).await?,
                suggestion,
                errors: Vec::new(),
            })
        })
        .await
}

/// How a curator decides.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct DecisionForm {
    /// The revision that the suggestion was compared with.
    #[serde(deserialize_with = "input::text")]
    pub revision: String,
    /// Why it is refused.
    pub reason: String,
}

/// `PUT /pages/{id}/suggestions/{suggestion}/acceptance`
pub async fn accept(
    page: Page,
    Path((id, suggestion)): Path<(String, String)>,
    input: Input<DecisionForm>,
) -> Result<Response> {
    let (id, suggestion): (Id, Id) = (id.parse()?, suggestion.parse()?);
    let compared_with: i64 =
        input.value.revision.parse().map_err(|_| Error::Refused { status: 428, code: "wiki-revision-needed" })?;
    let body = suggestion_page(&page, id, suggestion).await?.suggestion.body;
    let prepared = ops::prepare(&page, &body).await?;
    let at = page.clone();
    let (shown, gathered) = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let found = care::curated(tx, &at.viewer, id).await?;
            let suggestion = care::suggestion(tx, &at.viewer, &found, suggestion).await?;
            let kinds = at.app.part::<Kinds>();
            care::accept(tx, &at.viewer, &kinds, &found, &suggestion, compared_with, &prepared).await?;
            show::again(tx, &at, id).await
        })
        .await?;
    let (shown, _) = show::draw(&page, shown, gathered).await?;
    page.done(&shown.view.url, &shown.view)
}

/// `PUT /pages/{id}/suggestions/{suggestion}/refusal`
pub async fn refuse(
    page: Page,
    Path((id, suggestion)): Path<(String, String)>,
    input: Input<DecisionForm>,
) -> Result<Response> {
    let (id, suggestion): (Id, Id) = (id.parse()?, suggestion.parse()?);
    let (viewer, reason, asked) = (page.viewer.clone(), input.value.reason, Asked::of(&page));
    let done = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let found = care::curated(tx, &viewer, id).await?;
            let mut reason = reason.clone();
            asked.look(tx, &viewer, beside(&found), vec![("reason", &mut reason)]).await?;
            care::decide(tx, &viewer, &found, suggestion, false, &reason).await
        })
        .await;
    match done {
        Ok(()) => page.done(&format!("/pages/{id}/suggestions/{suggestion}"), &json!({ "refused": true })),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let mut shown = suggestion_page(&page, id, suggestion).await?;
            shown.errors = page.told(&errors);
            page.show_again(shown).await
        }
        Err(error) => Err(error),
    }
}

/// What there is to do in a space.
#[derive(Serialize, ToSchema)]
pub struct BoardPage {
    pub space: String,
    pub name: String,
    pub url: String,
    #[serde(flatten)]
    pub board: Board,
}

impl BoardPage {
    fn nothing(&self) -> bool {
        let Board { late, doubted, suggested, unattended, alone } = &self.board;
        [late, doubted, suggested, unattended, alone].iter().all(|tasks| tasks.is_empty())
    }
}

#[derive(Template)]
#[template(path = "wiki/templates/board.html")]
struct BoardHtml<'a> {
    cx: &'a Cx,
    page: &'a BoardPage,
}
screen!(BoardPage, BoardHtml);

/// `GET /pages/board?space=`
pub async fn board(page: Page) -> Result<Response> {
    let (viewer, slug) = (page.viewer.clone(), page.query("space").unwrap_or_default());
    let shown = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let space = community::spaces::access::find_readable(tx, &viewer, &slug).await?;
            if !access::curates_space(tx, &viewer, space.id).await? {
                return Err(Error::Forbidden("wiki-curators"));
            }
            Ok(BoardPage {
                space: slug.clone(),
                name: space.name.clone(),
                url: page_url(&slug, ""),
                board: care::board(tx, &viewer, (space.id, &slug)).await?,
            })
        })
        .await?;
    page.show(shown).await
}
