//! A question with its answers.

use super::super::choices::{AnswerSort, Choice};
use super::super::queries::Named;
use super::super::similar::{self, About, SimilarPage};
use super::super::types::{AnswerForm, AnswerView, CLOSING_REASONS, Standing, VOTE_REASONS};
use super::super::{access, naming, queries};
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use community::posts::Opened;
use community::posts::queries::{Detail, tags, views};
use community::posts::types::{CommentView, Post, PostView};
use community::spaces::Audience;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::viewer::{Seen, Viewer};
use kernel::web::problems::FieldProblem;
use kernel::web::{Page, Wants};
use serde::Serialize;
use utoipa::ToSchema;

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
    /// The question that it repeats.
    pub repeated: Option<Named>,
    /// Questions that were merged into it.
    pub merged_here: Vec<Named>,
    /// Pages of the wiki into which its answers were taken.
    pub pages: Vec<Named>,
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
    /// It stands without a name, and the viewer may learn whose it is.
    pub may_unveil: bool,
    #[serde(skip)]
    asker: Option<Id>,
    #[serde(skip)]
    pub form: AnswerForm,
    #[serde(skip)]
    pub errors: Vec<FieldProblem>,
    /// The answer or question that a vote was refused for, and why.
    #[serde(skip)]
    pub refused_vote: Option<(Id, Vec<FieldProblem>)>,
}

impl QuestionPage {
    /// Search engines are told what it is where anybody may read it (schema.org, as microdata).
    fn is_public(&self) -> bool {
        self.post.audience == Audience::Public
    }

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

    fn vote_reasons(&self) -> &'static [(&'static str, &'static str)] {
        &VOTE_REASONS
    }

    /// For what it may be closed, but that it was asked before: the other question is named for that.
    fn closings(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        CLOSING_REASONS.into_iter()
    }

    /// Where the one who asked asks somebody by name; empty where it needs nobody, and for others.
    fn asked_at(&self) -> String {
        if self.post.mine && !self.standing.is_answered() && !self.standing.is_closed() {
            format!("/questions/{}/asked", self.post.id)
        } else {
            String::new()
        }
    }

    /// What was wrong with the vote on this answer.
    fn refused(&self, answer: &Id) -> &[FieldProblem] {
        match &self.refused_vote {
            Some((of, errors)) if of == answer => errors,
            _ => &[],
        }
    }
}

screen!(QuestionPage, "questions/templates/question.html");

/// `GET /questions/{id}?sort=&after=`
pub async fn show(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let question = load(&page, id).await?;
    // Where it went is told to those who may read it there.
    if let Some(other) = question.repeated.as_ref().filter(|other| question.standing.merged == Some(other.id)) {
        return Ok(Redirect::to(&other.url).into_response());
    }
    if let (Some(opened), Wants::Html) = (page.app.part::<Opened>().0, page.wants) {
        match opened(&page, id).await {
            // What cannot be noted now is read all the same.
            Err(Error::Unavailable(cause)) => tracing::debug!(cause, "a question was opened without a note of it"),
            noted => noted?,
        }
    }
    page.show(question).await
}

pub(super) async fn load(page: &Page, id: Id) -> Result<QuestionPage> {
    let (at, viewer) = (page.clone(), page.viewer.clone());
    let mut question = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let post = access::question(tx, &viewer, id).await?;
            read(tx, &at, &viewer, post).await
        })
        .await?;
    let asker = question.asker;
    let (text, tags) = (question.post.title.as_str(), question.post.tags.clone());
    question.similar = similar::to_text(page, About { text, tags, question: Some(id), asker }).await?;
    Ok(question)
}

async fn read(tx: &Tx, page: &Page, viewer: &Viewer, post: Seen<Post>) -> Result<QuestionPage> {
    let id = post.id;
    let sort = AnswerSort::parse(&page.query("sort").unwrap_or_default()).unwrap_or_default();
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
    let repeated = queries::named(tx, viewer, standing.repeats.as_slice()).await?.pop();
    let (merged_here, pages) = queries::around(tx, viewer, id).await?;
    Ok(QuestionPage {
        repeated,
        merged_here,
        pages,
        remarks: queries::remarks(tx, viewer, id).await?,
        vote: queries::own_vote(tx, viewer, id).await?,
        asker: post.hand(),
        may_unveil: post.veiled.is_some() && naming::may_unveil(tx, viewer, post.space).await?,
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
        refused_vote: None,
    })
}
