//! Reading questions, answering, and deciding about them.

use super::queries::{self, AnswerSort, Ask, Sort, State};
use super::similar::{self, SimilarPage};
use super::types::{
    AcceptanceForm, AnswerForm, AnswerView, CLOSINGS, ClosureForm, QuestionItem, Standing, VOTE_REASONS, VoteForm,
    question_path,
};
use super::{access, ops};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use community::posts::queries::{Detail, tags, views};
use community::posts::types::{CommentView, Post, PostView};
use community::posts::{Opened, compose};
use community::spaces;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::viewer::{Seen, Viewer};
use kernel::web::page::MOST_KEY_CHARS;
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Page, Wants};
use serde::Serialize;
use serde_json::json;
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
}

#[derive(Template)]
#[template(path = "questions/templates/questions.html")]
struct QuestionsHtml<'a> {
    cx: &'a Cx,
    page: &'a QuestionsPage,
}
screen!(QuestionsPage, QuestionsHtml);

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

#[derive(Serialize, ToSchema)]
pub struct QuestionPage {
    #[serde(flatten)]
    pub post: PostView,
    #[serde(flatten)]
    pub standing: Standing,
    /// The accepted answer first.
    pub items: Vec<AnswerView>,
    /// Continues the answers: give it as `after`.
    pub next: Option<String>,
    /// What is said below the question itself.
    pub remarks: Vec<CommentView>,
    /// One's own vote: 1, -1, or 0 for none.
    pub vote: i64,
    pub following: bool,
    pub similar: SimilarPage,
    #[serde(skip)]
    pub sort: &'static str,
    /// Who accepted the answer.
    #[serde(skip)]
    pub accepted_by: String,
    #[serde(skip)]
    pub may_decide: bool,
    #[serde(skip)]
    pub may_curate: bool,
    #[serde(skip)]
    pub may_remove: bool,
    #[serde(skip)]
    pub form: AnswerForm,
    #[serde(skip)]
    pub errors: Vec<FieldProblem>,
}

impl QuestionPage {
    /// Answers that more people found of no use than of use are folded.
    fn folded(&self) -> impl Iterator<Item = &AnswerView> {
        self.items.iter().filter(|answer| answer.score < 0 && !answer.accepted)
    }

    fn folded_count(&self) -> i64 {
        i64::try_from(self.folded().count()).unwrap_or(i64::MAX)
    }

    fn shown(&self) -> impl Iterator<Item = &AnswerView> {
        self.items.iter().filter(|answer| answer.score >= 0 || answer.accepted)
    }
}

fn vote_reasons() -> &'static [(&'static str, &'static str)] {
    &VOTE_REASONS
}

fn closings() -> &'static [(&'static str, &'static str)] {
    &CLOSINGS
}

#[derive(Template)]
#[template(path = "questions/templates/question.html")]
struct QuestionHtml<'a> {
    cx: &'a Cx,
    page: &'a QuestionPage,
}
screen!(QuestionPage, QuestionHtml);

/// `GET /questions/{id}?sort=&after=`
pub async fn show(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let question = load(&page, id).await?;
    if let (Some(opened), Wants::Html) = (page.app.part::<Opened>().0, page.wants) {
        match opened(&page, id).await {
            // What cannot be noted now is read all the same.
            Err(Error::Unavailable(cause)) => tracing::debug!(cause, "a question was opened without a note of it"),
            noted => noted?,
        }
    }
    page.show(question).await
}

async fn load(page: &Page, id: Id) -> Result<QuestionPage> {
    let (at, viewer) = (page.clone(), page.viewer.clone());
    let mut question = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let post = access::question(tx, &viewer, id).await?;
            read(tx, &at, &viewer, post).await
        })
        .await?;
    question.similar = similar::to_text(page, &question.post.title, Some(id)).await?;
    let asker = question.post.author.as_ref().map(|face| face.id);
    question.similar.people.retain(|face| Some(face.id) != asker);
    Ok(question)
}

async fn read(tx: &Tx, page: &Page, viewer: &Viewer, post: Seen<Post>) -> Result<QuestionPage> {
    let id = post.id;
    let sort = AnswerSort::parse(&page.query("sort").unwrap_or_default());
    let after = page.query("after").filter(|text| !text.is_empty());
    let after = after.map(|text| queries::parse_before(&text)).transpose()?;
    let standing = queries::standing(tx, id).await?;
    let mut view = views(tx, viewer, &[id], Detail::Whole).await?.pop().ok_or(Error::NotFound)?;
    view.tags = tags(tx, id).await?;
    if view.mine {
        view.body = Some(post.body.clone());
    }
    let (items, next) = queries::answers(tx, viewer, id, standing.accepted, sort, after).await?;
    let sql = "select m.name from questions q join members m on m.id = q.accepted_by where q.post = $1";
    let accepted_by: Option<String> = tx.value(sql, args![id]).await?;
    let sql = "select count(*) from post_follows where member = $1 and post = $2";
    let following = tx.value::<i64>(sql, args![viewer.id(), id]).await?.unwrap_or(0) > 0;
    let may_decide = access::may_decide(tx, viewer, &post).await?;
    let may_curate = access::curates(tx, viewer, post.space).await?;
    Ok(QuestionPage {
        remarks: queries::remarks(tx, viewer, id).await?,
        vote: queries::own_vote(tx, viewer, id).await?,
        may_remove: community::posts::access::removable(tx, viewer, post.clone()).await.is_ok(),
        post: view,
        standing,
        items,
        next,
        following,
        similar: SimilarPage::default(),
        sort: sort.word(),
        accepted_by: accepted_by.unwrap_or_default(),
        may_decide,
        may_curate,
        form: AnswerForm { once: page.app.random.secret(), ..AnswerForm::default() },
        errors: Vec::new(),
    })
}

/// An answer that was just written or changed.
#[derive(Serialize, ToSchema)]
pub struct Answered {
    pub id: Id,
    pub url: String,
    pub html: String,
}

fn answer_path(question: Id, answer: Id) -> String {
    format!("/questions/{question}#c{answer}")
}

/// `POST /questions/{id}/answers`
pub async fn answer(page: Page, Path(id): Path<String>, input: Input<AnswerForm>) -> Result<Response> {
    let id: Id = id.parse()?;
    let form = input.value;
    match write(&page, id, &form).await {
        Ok(answered) => page.created(&answered.url, &answered),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let mut question = load(&page, id).await?;
            question.form = form;
            question.errors = page.told(&errors);
            page.show_again(question).await
        }
        Err(error) => Err(error),
    }
}

async fn write(page: &Page, id: Id, form: &AnswerForm) -> Result<Answered> {
    ops::check(form)?;
    let prepared = compose::prepare(&page.app, &page.viewer, &form.body).await?;
    let html = prepared.html.clone();
    let once = if form.once.is_empty() { page.idempotency_key() } else { form.once.clone() };
    let once = Some(once.chars().take(MOST_KEY_CHARS).collect::<String>()).filter(|once| !once.is_empty());
    let (viewer, body) = (page.viewer.clone(), form.body.replace("\r\n", "\n"));
    let answer = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let question = access::question(tx, &viewer, id).await?;
            ops::answer(tx, &viewer, &question, &body, &prepared, once.as_deref()).await
        })
        .await?;
    Ok(Answered { id: answer, url: answer_path(id, answer), html })
}

/// The form of an answer.
#[derive(Serialize)]
pub struct RevisionPage {
    #[serde(skip)]
    question: Id,
    #[serde(skip)]
    title: String,
    #[serde(skip)]
    answer: Id,
    #[serde(skip)]
    form: AnswerForm,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
    /// What somebody else saved meanwhile, as it stands now.
    #[serde(skip)]
    meanwhile: Option<String>,
}

#[derive(Template)]
#[template(path = "questions/templates/revision.html")]
struct RevisionHtml<'a> {
    cx: &'a Cx,
    page: &'a RevisionPage,
}
screen!(RevisionPage, RevisionHtml);

/// `GET /questions/{id}/answers/{answer}/edit`
pub async fn edit(page: Page, Path((id, answer)): Path<(String, String)>) -> Result<Response> {
    let form = revision(&page, id.parse()?, answer.parse()?).await?;
    page.show(form).await
}

async fn revision(page: &Page, id: Id, answer: Id) -> Result<RevisionPage> {
    let viewer = page.viewer.clone();
    page.app
        .db
        .read(async move |tx: &Tx| {
            let question = access::question(tx, &viewer, id).await?;
            let answer = access::answer(tx, &viewer, &question, answer).await?;
            let answer = access::revised(tx, &viewer, answer).await?;
            Ok(RevisionPage {
                question: id,
                title: question.title.clone(),
                answer: answer.id,
                form: AnswerForm {
                    body: answer.body.clone(),
                    revision: answer.revision.to_string(),
                    ..AnswerForm::default()
                },
                errors: Vec::new(),
                meanwhile: None,
            })
        })
        .await
}

/// `PUT /questions/{id}/answers/{answer}`
pub async fn revise(
    page: Page,
    Path((id, answer)): Path<(String, String)>,
    input: Input<AnswerForm>,
) -> Result<Response> {
    let (id, answer): (Id, Id) = (id.parse()?, answer.parse()?);
    let form = input.value;
    match change(&page, id, answer, &form).await {
        Ok(answered) => page.done(&answered.url, &answered),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let kept = revision(&page, id, answer).await?;
            page.show_again(RevisionPage { form, errors: page.told(&errors), ..kept }).await
        }
        Err(Error::Conflict("edited-meanwhile")) if page.wants == Wants::Html => {
            // What was typed stays, beside what is there now; saving again is on top of that.
            let kept = revision(&page, id, answer).await?;
            let form = AnswerForm { revision: kept.form.revision.clone(), ..form };
            let meanwhile = Some(kept.form.body.clone());
            page.show_again(RevisionPage { form, meanwhile, ..kept }).await
        }
        Err(error) => Err(error),
    }
}

async fn change(page: &Page, id: Id, answer: Id, form: &AnswerForm) -> Result<Answered> {
    ops::check(form)?;
    let prepared = compose::prepare(&page.app, &page.viewer, &form.body).await?;
    let html = prepared.html.clone();
    let (viewer, body, revision) = (page.viewer.clone(), form.body.replace("\r\n", "\n"), form.revision.clone());
    page.app
        .db
        .write(async move |tx: &Tx| {
            let question = access::question(tx, &viewer, id).await?;
            let answer = access::answer(tx, &viewer, &question, answer).await?;
            let answer = access::revised(tx, &viewer, answer).await?;
            let began_from = match revision.as_str() {
                "" => answer.revision,
                revision => revision.parse().map_err(|_| Error::field("revision", "wrong-type"))?,
            };
            ops::revise(tx, &viewer, &answer, began_from, &body, &prepared).await
        })
        .await?;
    Ok(Answered { id: answer, url: answer_path(id, answer), html })
}

/// `PUT /questions/{id}/answers/{answer}/wiki`
pub async fn open(page: Page, at: Path<(String, String)>) -> Result<Response> {
    set_open(page, at, true).await
}

/// `DELETE /questions/{id}/answers/{answer}/wiki`
pub async fn unopen(page: Page, at: Path<(String, String)>) -> Result<Response> {
    set_open(page, at, false).await
}

async fn set_open(page: Page, Path((id, answer)): Path<(String, String)>, open: bool) -> Result<Response> {
    let (id, answer): (Id, Id) = (id.parse()?, answer.parse()?);
    let viewer = page.viewer.clone();
    page.app
        .db
        .write(async move |tx: &Tx| {
            let question = access::question(tx, &viewer, id).await?;
            let answer = access::answer(tx, &viewer, &question, answer).await?;
            let answer = access::opened(tx, &viewer, answer).await?;
            ops::open(tx, &viewer, &answer, open).await
        })
        .await?;
    page.done(&answer_path(id, answer), &json!({ "wiki": open }))
}

/// `PUT /questions/{id}/answers/{answer}/reuse`
pub async fn reuse(page: Page, at: Path<(String, String)>) -> Result<Response> {
    set_reuse(page, at, true).await
}

/// `DELETE /questions/{id}/answers/{answer}/reuse`
pub async fn unreuse(page: Page, at: Path<(String, String)>) -> Result<Response> {
    set_reuse(page, at, false).await
}

async fn set_reuse(page: Page, Path((id, answer)): Path<(String, String)>, used: bool) -> Result<Response> {
    let (id, answer): (Id, Id) = (id.parse()?, answer.parse()?);
    let viewer = page.viewer.clone();
    page.app
        .db
        .write(async move |tx: &Tx| {
            let question = access::question(tx, &viewer, id).await?;
            let answer = access::answer(tx, &viewer, &question, answer).await?;
            if used { ops::reuse(tx, &viewer, &answer).await } else { ops::unreuse(tx, &viewer, &answer).await }
        })
        .await?;
    page.done(&answer_path(id, answer), &json!({ "used": used }))
}

/// `PUT /questions/{id}/acceptance`
pub async fn accept(page: Page, Path(id): Path<String>, input: Input<AcceptanceForm>) -> Result<Response> {
    let id: Id = id.parse()?;
    let answer: Id = input.value.answer.parse().map_err(|_| Error::field("answer", "not-found"))?;
    let viewer = page.viewer.clone();
    page.app
        .db
        .write(async move |tx: &Tx| {
            let question = access::question(tx, &viewer, id).await?;
            let answer = match access::answer(tx, &viewer, &question, answer).await {
                Err(Error::NotFound) => return Err(Error::field("answer", "not-found")),
                found => found?,
            };
            let question = access::decided(tx, &viewer, question).await?;
            ops::accept(tx, &viewer, &question, &answer).await
        })
        .await?;
    page.done(&answer_path(id, answer), &json!({ "accepted": answer }))
}

/// `DELETE /questions/{id}/acceptance`
pub async fn unaccept(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let viewer = page.viewer.clone();
    page.app
        .db
        .write(async move |tx: &Tx| {
            let question = access::decided(tx, &viewer, access::question(tx, &viewer, id).await?).await?;
            ops::unaccept(tx, &viewer, &question).await
        })
        .await?;
    page.done(&question_path(id), &json!({ "accepted": null }))
}

/// `PUT /questions/{id}/closure`
pub async fn close(page: Page, Path(id): Path<String>, input: Input<ClosureForm>) -> Result<Response> {
    let id: Id = id.parse()?;
    let (viewer, reason) = (page.viewer.clone(), input.value.reason);
    let closed = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let question = access::decided(tx, &viewer, access::question(tx, &viewer, id).await?).await?;
            ops::close(tx, &viewer, &question, &reason).await
        })
        .await;
    told_on_page(&page, id, closed, "closed").await
}

/// `DELETE /questions/{id}/closure`
pub async fn reopen(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let viewer = page.viewer.clone();
    page.app
        .db
        .write(async move |tx: &Tx| {
            let question = access::decided(tx, &viewer, access::question(tx, &viewer, id).await?).await?;
            ops::reopen(tx, &viewer, &question).await
        })
        .await?;
    page.done(&question_path(id), &json!({ "closed": false }))
}

/// Back to the question; what was not accepted is told there.
async fn told_on_page(page: &Page, id: Id, done: Result<()>, what: &str) -> Result<Response> {
    match done {
        Ok(()) => page.done(&question_path(id), &json!({ what: true })),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let mut question = load(page, id).await?;
            question.errors = page.told(&errors);
            page.show_again(question).await
        }
        Err(error) => Err(error),
    }
}

/// How a post stands after a vote.
#[derive(Serialize, ToSchema)]
pub struct Voted {
    pub score: i64,
    /// One's own vote: 1, -1, or 0 for none.
    pub vote: i64,
}

/// `PUT /posts/{id}/vote`
pub async fn vote(page: Page, Path(id): Path<String>, input: Input<VoteForm>) -> Result<Response> {
    let value = match input.value.value.as_str() {
        "1" => 1,
        "-1" => -1,
        _ => return Err(Error::field("value", "vote-value")),
    };
    set_vote(page, id.parse()?, value, input.value.reason).await
}

/// `DELETE /posts/{id}/vote`
pub async fn unvote(page: Page, Path(id): Path<String>) -> Result<Response> {
    set_vote(page, id.parse()?, 0, String::new()).await
}

async fn set_vote(page: Page, id: Id, value: i64, reason: String) -> Result<Response> {
    let viewer = page.viewer.clone();
    let (score, question) = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let post = access::votable(tx, &viewer, id).await?;
            Ok((ops::vote(tx, &viewer, &post, value, &reason).await?, post.root()))
        })
        .await?;
    let to = if question == id { question_path(id) } else { answer_path(question, id) };
    page.done(&to, &Voted { score, vote: value })
}
