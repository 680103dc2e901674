//! Under whose name a question stands: one's own; nobody's, where who looks after the space allows it; or the company's,
//! for those who publish for it. Those who moderate may learn who asked, and that they did is written down.

use super::access;
use axum::extract::Path;
use axum::response::Response;
use community::identity::queries::company;
use community::identity::{Face, faces};
use community::posts::types::Byline;
use community::spaces::{self, types::SpaceRole};
use futures_util::future::BoxFuture;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::viewer::{Role, Viewer};
use kernel::web::{Input, Page, input};
use kernel::{args, screen};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The words of `by`.
const NOBODY: &str = "nobody";
const COMPANY: &str = "company";

/// What [`community::posts::kinds::Kind::byline`] asks.
pub fn byline<'a>(tx: &'a Tx, viewer: &'a Viewer, by: &'a str, space: Option<Id>) -> BoxFuture<'a, Result<Byline>> {
    Box::pin(async move {
        match by {
            NOBODY if allows(tx, space).await? => Ok(Byline::Nobody),
            NOBODY => Err(Error::field("by", "questions-named-here")),
            COMPANY if viewer.role >= Role::Publisher => company(tx).await.map(Byline::Company),
            COMPANY => Err(Error::field("by", "questions-publishers-only")),
            _ => Err(Error::field("by", "not-a-choice")),
        }
    })
}

/// Whether one may ask in this space without one's name.
pub async fn allows(tx: &Tx, space: Option<Id>) -> Result<bool> {
    let Some(space) = space else { return Ok(false) };
    let sql = "select anonymous from question_naming where space = $1";
    Ok(tx.value::<bool>(sql, args![space]).await?.unwrap_or(false))
}

/// Whether this viewer may be offered anything but their own name: somewhere where they may write, or by their role.
pub async fn choices(tx: &Tx, viewer: &Viewer) -> Result<Vec<(&'static str, &'static str)>> {
    let sql = "select 1 from question_naming n join memberships m on m.space = n.space
               where n.anonymous = 1 and m.member = $1 and m.state = 'joined' limit 1";
    let mut choices = vec![("", "questions-by-me")];
    if tx.value::<i64>(sql, args![viewer.id()]).await?.is_some() {
        choices.push((NOBODY, "questions-by-nobody"));
    }
    if viewer.role >= Role::Publisher {
        choices.push((COMPANY, "questions-by-company"));
    }
    Ok(choices)
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct NamingForm {
    /// Whether one may ask there without one's name.
    #[serde(deserialize_with = "input::flag")]
    pub anonymous: bool,
}

/// `PUT /spaces/{slug}/questions`: for who looks after the space.
pub async fn choose(page: Page, Path(slug): Path<String>, input: Input<NamingForm>) -> Result<Response> {
    let (viewer, at) = (page.viewer.clone(), slug.clone());
    let anonymous = input.value.anonymous;
    let chosen = async move |tx: &Tx| {
        let space = spaces::access::find_readable(tx, &viewer, &at).await?;
        let space = spaces::access::editable(&viewer, space)?;
        let sql = "insert into question_naming (space, anonymous) values ($1, $2)
                   on conflict (space) do update set anonymous = excluded.anonymous";
        tx.execute(sql, args![space.id, anonymous]).await?;
        let event = Event::new("questions.naming-chosen", viewer.member, space.id).within(Some(space.id));
        journal::record(tx, event.with(serde_json::json!({ "anonymous": anonymous }))).await
    };
    page.app.db.write(chosen).await?;
    page.done(&format!("/questions/queue?space={slug}"), &serde_json::json!({ "anonymous": anonymous }))
}

/// Who asked a question that stands without their name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AskerPage {
    pub question: Id,
    pub title: String,
    pub asker: Option<Face>,
}
screen!(AskerPage, "questions/templates/asker.html");

/// Whether the viewer moderates everywhere, or the space.
pub async fn may_unveil(tx: &Tx, viewer: &Viewer, space: Option<Id>) -> Result<bool> {
    let (Some(space), Some(member)) = (space, viewer.member) else { return Ok(viewer.is_moderator()) };
    Ok(viewer.is_moderator() || spaces::access::role_in(tx, space, member).await? >= Some(SpaceRole::Moderator))
}

/// `POST /questions/{id}/asker`: tells who asked, and writes down who wanted to know.
pub async fn unveil(page: Page, Path(id): Path<String>) -> Result<Response> {
    let id: Id = id.parse()?;
    let viewer = page.viewer.clone();
    let told = async move |tx: &Tx| {
        let question = access::question(tx, &viewer, id).await?;
        if !may_unveil(tx, &viewer, question.space).await? {
            return Err(Error::Forbidden("forbidden-not-moderator"));
        }
        let asker = question.veiled.ok_or(Error::NotFound)?;
        let event = Event::new("questions.unveiled", viewer.member, id).within(question.space);
        journal::record(tx, event).await?;
        let asker = faces(tx, &[asker]).await?.remove(&asker);
        Ok(AskerPage { question: id, title: question.title.clone(), asker })
    };
    let told = page.app.db.write(told).await?;
    page.show(told).await
}
