//! `/questions/for-me`: what one is offered, and what one does with it.

use super::ops;
use super::reasons::{self, Reason};
use crate::questions::pages::of_question;
use crate::questions::types::question_path;
use axum::extract::Path;
use axum::response::Response;
use community::identity::faces;
use community::posts::access::VISIBLE;
use community::posts::types::Post;
use community::viewer_args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::viewer::{Seen, Viewer};
use kernel::web::problems::FieldProblem;
use kernel::web::{Input, Page, Wants, input};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::sync::Arc;
use utoipa::ToSchema;

const MOST: i64 = 50;

/// A question that one is offered.
#[derive(Debug, Serialize, ToSchema)]
pub struct Offer {
    pub question: Id,
    pub url: String,
    pub title: String,
    /// When it was asked, and how many answers it has.
    pub asked: Millis,
    pub answers: i64,
    /// Who thought of one; null when one's record did.
    pub by: Option<String>,
    pub because: Vec<Reason>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ForMePage {
    pub items: Vec<Offer>,
    /// How many one is offered a week at most.
    pub weekly: i64,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
    /// The question that a form was about.
    #[serde(skip)]
    about: Option<Id>,
}

impl ForMePage {
    /// What was wrong with what was sent about this question.
    fn errors_of(&self, question: &Id) -> Vec<FieldProblem> {
        if self.about == Some(*question) { self.errors.clone() } else { Vec::new() }
    }

    /// What was wrong with the number that was chosen.
    fn errors_of_choice(&self) -> Vec<FieldProblem> {
        if self.about.is_none() { self.errors.clone() } else { Vec::new() }
    }
}

screen!(ForMePage, "routing/templates/for_me.html");

/// `GET /questions/for-me`
pub async fn list(page: Page) -> Result<Response> {
    let list = load(&page).await?;
    page.show(list).await
}

async fn load(page: &Page) -> Result<ForMePage> {
    let viewer = page.viewer.clone();
    page.app.db.read(async move |tx: &Tx| read(tx, &viewer).await).await
}

type Row = (Id, String, Millis, i64, Option<Id>, String);

/// What is open, may still be read, and has no answer of one's own.
async fn read(tx: &Tx, viewer: &Viewer) -> Result<ForMePage> {
    let member = viewer.signed_in()?;
    let sql = format!(
        "select p.id, p.title, p.published, q.answers, o.by_member, o.because
         from routing_offers o cross join questions q cross join posts p
         where o.member = $1 and o.state = 'open' and q.post = o.question and q.accepted is null and q.closed is null
           and p.id = o.question and {}
           and not exists (select 1 from question_answers a join posts w on w.id = a.post
                           where a.question = o.question and w.author = $1)
         order by o.at desc, o.id desc limit $4",
        *VISIBLE
    );
    let rows: Vec<Row> = tx.rows(&sql, viewer_args![viewer, MOST]).await?;
    let named: Vec<Id> = rows.iter().filter_map(|row| row.4).collect();
    let faces = faces(tx, &named).await?;
    let because: Vec<&str> = rows.iter().map(|row| row.5.as_str()).collect();
    let because = reasons::readable(tx, viewer, &because).await?;
    let mut items = Vec::with_capacity(rows.len());
    for ((question, title, asked, answers, by, _), because) in rows.into_iter().zip(because) {
        let by = by.and_then(|by| faces.get(&by)).map(|face| face.name.clone());
        items.push(Offer { question, url: question_path(question), title, asked, answers, by, because });
    }
    Ok(ForMePage { items, weekly: ops::weekly(tx, member).await?, errors: Vec::new(), about: None })
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ChoiceForm {
    /// 0 to 50; 0: none.
    #[serde(deserialize_with = "input::text")]
    pub weekly: String,
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct RefusalForm {
    /// Why, if one wants to say it.
    pub reason: String,
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct PersonForm {
    /// The handle of a member.
    pub person: String,
}

/// `PUT /questions/for-me`
pub async fn choose(page: Page, input: Input<ChoiceForm>) -> Result<Response> {
    let viewer = page.viewer.clone();
    let chosen = match input.value.weekly.trim().parse::<i64>() {
        Ok(weekly) => page.app.db.write(async move |tx: &Tx| ops::choose(tx, &viewer, weekly).await).await,
        Err(_) => Err(Error::field("weekly", "routing-weekly")),
    };
    done(&page, None, chosen).await
}

/// `PUT /questions/{id}/offer/refusal`
pub async fn decline(page: Page, Path(id): Path<String>, input: Input<RefusalForm>) -> Result<Response> {
    let reason: String = input.value.reason.trim().chars().take(500).collect();
    let id: Id = id.parse()?;
    let declined = of_question(&page, id, async move |tx: &Tx, viewer: &Arc<Viewer>, question: Seen<Post>| {
        ops::decline(tx, viewer, &question, &reason).await
    });
    done(&page, Some(id), declined.await).await
}

/// `PUT /questions/{id}/offer/handover`
pub async fn hand_over(page: Page, Path(id): Path<String>, input: Input<PersonForm>) -> Result<Response> {
    let id: Id = id.parse()?;
    let handed = of_question(&page, id, async move |tx: &Tx, viewer: &Arc<Viewer>, question: Seen<Post>| {
        ops::hand_over(tx, viewer, &question, &input.value.person).await
    });
    done(&page, Some(id), handed.await).await
}

/// `PUT /questions/{id}/asked`
pub async fn ask(page: Page, Path(id): Path<String>, input: Input<PersonForm>) -> Result<Response> {
    let id: Id = id.parse()?;
    of_question(&page, id, async move |tx: &Tx, viewer: &Arc<Viewer>, question: Seen<Post>| {
        ops::ask(tx, viewer, &question, &input.value.person).await
    })
    .await?;
    page.done(&question_path(id), &json!({ "asked": true }))
}

/// Back to the list; what was not accepted is told there.
async fn done(page: &Page, about: Option<Id>, done: Result<()>) -> Result<Response> {
    match done {
        Ok(()) => {
            let list = load(page).await?;
            page.done("/questions/for-me", &list)
        }
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let list = load(page).await?;
            page.show_again(ForMePage { errors: page.told(&errors), about, ..list }).await
        }
        Err(error) => Err(error),
    }
}
