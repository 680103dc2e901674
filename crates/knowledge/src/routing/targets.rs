//! The queue of questions that wait for a first answer, and the target of a space: past it its owners are told.

use super::ops::{MOST_HOURS, set_target};
use crate::questions::queries::items;
use crate::questions::types::{QUESTION_KIND, QuestionItem};
use axum::response::Response;
use community::posts::access::VISIBLE;
use community::spaces;
use community::viewer_args;
use kernel::app::App;
use kernel::args;
use kernel::clock::HOUR;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::jobs::Job;
use kernel::journal::{self, Event};
use kernel::screen;
use kernel::viewer::Viewer;
use kernel::web::problems::FieldProblem;
use kernel::web::{Input, Page, Wants, input};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::time::Duration;
use utoipa::ToSchema;

const MOST: i64 = 30;
/// Questions of which the owners are told at a time.
const TOLD: i64 = 100;

/// A question that waits.
#[derive(Debug, Serialize, ToSchema)]
pub struct Waiting {
    #[serde(flatten)]
    pub item: QuestionItem,
    /// It waits longer than its space wants.
    pub late: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct QueuePage {
    /// The longest waiting first.
    pub items: Vec<Waiting>,
    /// Give it as `after` to get what follows; null at the end.
    pub next: Option<String>,
    /// The space that it is narrowed to, and within how many hours its questions shall be answered.
    pub space: String,
    pub hours: Option<i64>,
    #[serde(skip)]
    space_name: String,
    #[serde(skip)]
    may_set: bool,
    /// One may ask there without one's name.
    pub anonymous: bool,
    #[serde(skip)]
    errors: Vec<FieldProblem>,
}

screen!(QueuePage, "routing/templates/queue.html");

/// `GET /questions/queue?space=&after=`
pub async fn queue(page: Page) -> Result<Response> {
    let slug = page.query("space").unwrap_or_default();
    let queue = load(&page, slug).await?;
    page.show(queue).await
}

async fn load(page: &Page, slug: String) -> Result<QueuePage> {
    let viewer = page.viewer.clone();
    let after = page.query("after").filter(|text| !text.is_empty());
    let after: Id = after.map_or(Ok(Id(0)), |text| text.parse().map_err(|_| Error::field("after", "wrong-type")))?;
    page.app.db.read(async move |tx: &Tx| read(tx, &viewer, &slug, after).await).await
}

async fn read(tx: &Tx, viewer: &Viewer, slug: &str, after: Id) -> Result<QueuePage> {
    let space = match slug {
        "" => None,
        slug => Some(spaces::access::find_readable(tx, viewer, slug).await?),
    };
    let narrowed = if space.is_some() { "q.space = $6" } else { "cast($6 as bigint) = 0" };
    let sql = format!(
        "select q.post from questions q cross join posts p
         where p.id = q.post and q.answers = 0 and q.closed is null and q.post > $4 and {narrowed} and {}
         order by q.post limit $5",
        *VISIBLE
    );
    let of = space.as_ref().map(|space| space.id).unwrap_or_default();
    let mut ids: Vec<Id> = tx.column(&sql, viewer_args![viewer, after, MOST + 1, of]).await?;
    let more = i64::try_from(ids.len()).is_ok_and(|n| n > MOST);
    ids.truncate(usize::try_from(MOST).unwrap_or(usize::MAX));
    let next = ids.last().filter(|_| more).map(ToString::to_string);
    let sql = "select q.post, t.hours from questions q join routing_targets t on t.space = q.space
               where q.post in (each($1))";
    let targets: Vec<(Id, i64)> = if ids.is_empty() { Vec::new() } else { tx.rows(sql, args![&ids]).await? };
    let targets: HashMap<Id, i64> = targets.into_iter().collect();
    let now = tx.now();
    let items = items(tx, viewer, &ids).await?.into_iter().map(|item| {
        let target = targets.get(&item.post.id);
        Waiting { late: target.is_some_and(|hours| item.post.published + hours * HOUR < now), item }
    });
    let hours = tx.value("select hours from routing_targets where space = $1", args![of]).await?;
    let anonymous = crate::questions::naming::allows(tx, space.as_ref().map(|space| space.id)).await?;
    let may_set = space.clone().is_some_and(|space| spaces::access::editable(viewer, space).is_ok());
    Ok(QueuePage {
        items: items.collect(),
        next,
        space: slug.to_owned(),
        hours,
        anonymous,
        space_name: space.map(|space| space.name.clone()).unwrap_or_default(),
        may_set,
        errors: Vec::new(),
    })
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct TargetForm {
    /// Address of a space.
    pub space: String,
    /// 1 to 720; empty: no target.
    #[serde(deserialize_with = "input::text")]
    pub hours: String,
}

/// `PUT /questions/queue`: sets the target of a space, for who looks after it.
pub async fn aim(page: Page, input: Input<TargetForm>) -> Result<Response> {
    let TargetForm { space, hours } = input.value;
    let wrong = || Error::field("hours", "routing-hours");
    let hours = match hours.trim() {
        "" => Ok(None),
        text => text.parse().ok().filter(|hours| (1..=MOST_HOURS).contains(hours)).map(Some).ok_or_else(wrong),
    };
    let (viewer, slug) = (page.viewer.clone(), space.clone());
    let set = page
        .app
        .db
        .write(async move |tx: &Tx| {
            let space = spaces::access::find_readable(tx, &viewer, &slug).await?;
            let space = spaces::access::editable(&viewer, space)?;
            match &hours {
                Ok(hours) => set_target(tx, viewer.member, &space, *hours).await,
                Err(_) => Err(Error::field("hours", "routing-hours")),
            }
        })
        .await;
    let queue = load(&page, space.clone()).await;
    match set {
        Ok(()) => page.done(&format!("/questions/queue?space={space}"), &queue?),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            page.show_again(QueuePage { errors: page.told(&errors), ..queue? }).await
        }
        Err(error) => Err(error),
    }
}

pub fn job() -> Job {
    Job::new("questions.late", Duration::from_secs(300), |app| Box::pin(tell_late(app)))
}

/// Notes what waits longer than its space wants; the journal tells the owners. Whether there is more.
pub async fn tell_late(app: &App) -> Result<bool> {
    app.db
        .write(async move |tx: &Tx| {
            let sql = "select p.id, p.space from routing_targets t cross join questions q cross join posts p
                       where q.space = t.space and q.answers = 0 and q.closed is null and p.id = q.post
                         and p.kind = $1 and p.state = 'published' and p.published + t.hours * $2 < $3
                         and not exists (select 1 from routing_late l where l.question = q.post)
                       order by p.id limit $4";
            let late: Vec<(Id, Option<Id>)> = tx.rows(sql, args![QUESTION_KIND, HOUR, tx.now(), TOLD]).await?;
            for (question, space) in &late {
                let sql = "insert into routing_late (question, at) values ($1, $2) on conflict (question) do nothing";
                if tx.execute(sql, args![question, tx.now()]).await? > 0 {
                    journal::record(tx, Event::new("questions.late", None, *question).within(*space)).await?;
                }
            }
            Ok(i64::try_from(late.len()).is_ok_and(|n| n == TOLD))
        })
        .await
}
