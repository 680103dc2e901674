//! One's own membership: join, ask, leave, pin, and how much of a space reaches one's feed.

use super::head::{self, JoinButton};
use super::types::{Level, Space, SpaceRole, space_path};
use super::{access, memberships};
use crate::people::Back;
use crate::people::level::LevelForm;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::screen;
use kernel::viewer::{Seen, Viewer};
use kernel::web::{Cx, Input, Page, Wants};
use serde::Serialize;
use utoipa::ToSchema;

/// What one is to a space after a change.
#[derive(Debug, Serialize, ToSchema)]
pub struct MembershipView {
    /// `joined`, `asked`, `invited` or `none`.
    pub state: &'static str,
    pub role: Option<SpaceRole>,
    /// How much of it reaches one's feed.
    pub level: Option<Level>,
    /// True when each post is told, not only in the feed.
    pub told: bool,
    pub pinned: bool,
    /// Null when the space is not known to one any more.
    pub members: Option<i64>,
}

#[derive(Template)]
#[template(path = "spaces/templates/join.html")]
struct JoinHtml<'a> {
    cx: &'a Cx,
    page: &'a JoinButton,
}
screen!(JoinButton, JoinHtml);

/// `PUT /spaces/{slug}/membership`
pub async fn join(page: Page, Path(slug): Path<String>) -> Result<Response> {
    change(&page, &slug, async move |tx, viewer, space| memberships::join(tx, viewer, space).await.map(drop)).await?;
    answer(page, slug).await
}

/// `DELETE /spaces/{slug}/membership`
pub async fn leave(page: Page, Path(slug): Path<String>) -> Result<Response> {
    change(&page, &slug, async move |tx, viewer, space| memberships::leave(tx, viewer, space).await).await?;
    answer(page, slug).await
}

/// `PUT /spaces/{slug}/pin`
pub async fn pin(page: Page, Path(slug): Path<String>) -> Result<Response> {
    change(&page, &slug, async move |tx, viewer, space| memberships::pin(tx, viewer.signed_in()?, space.id).await)
        .await?;
    answer(page, slug).await
}

/// `DELETE /spaces/{slug}/pin`
pub async fn unpin(page: Page, Path(slug): Path<String>) -> Result<Response> {
    change(&page, &slug, async move |tx, viewer, space| memberships::unpin(tx, viewer.signed_in()?, space.id).await)
        .await?;
    answer(page, slug).await
}

/// `PUT /spaces/{slug}/level`
pub async fn level(page: Page, Path(slug): Path<String>, Input { value, .. }: Input<LevelForm>) -> Result<Response> {
    // `feed` is what nobody has to choose: everything in one's feed, and no word of it.
    let level = if value.level == "feed" { None } else { Some(value.chosen()?) };
    set_level(page, slug, &value.next, move |_| level).await
}

/// `PUT /spaces/{slug}/mute`: the level `nothing`.
pub async fn mute(page: Page, Path(slug): Path<String>, back: Input<Back>) -> Result<Response> {
    set_level(page, slug, &back.value.next, |_| Some(Level::Nothing)).await
}

/// `DELETE /spaces/{slug}/mute`
pub async fn unmute(page: Page, Path(slug): Path<String>, back: Input<Back>) -> Result<Response> {
    set_level(page, slug, &back.value.next, |before| before.filter(|level| *level != Level::Nothing)).await
}

async fn set_level(
    page: Page,
    slug: String,
    next: &str,
    level: impl Fn(Option<Level>) -> Option<Level> + Send + Sync + 'static,
) -> Result<Response> {
    change(&page, &slug, async move |tx, viewer, space| {
        memberships::set_level(tx, viewer.signed_in()?, space.id, level(space.chosen)).await
    })
    .await?;
    answer_at(page, slug, next).await
}

async fn change<F>(page: &Page, slug: &str, operation: F) -> Result<()>
where
    F: AsyncFn(&Tx, &Viewer, &Seen<Space>) -> Result<()> + Send + 'static,
{
    let (viewer, slug) = (page.viewer.clone(), slug.to_owned());
    page.app
        .db
        .write(async move |tx: &Tx| {
            let space = access::find(tx, &viewer, &slug).await?;
            operation(tx, &viewer, &space).await
        })
        .await
}

async fn answer(page: Page, slug: String) -> Result<Response> {
    answer_at(page, slug, "").await
}

/// As [`answer`], and a form comes back to where it stood.
async fn answer_at(page: Page, slug: String, next: &str) -> Result<Response> {
    let head = head::load_if_known(&page, &slug).await?;
    let membership = head.as_ref().and_then(|head| head.membership.clone());
    let view = MembershipView {
        state: membership.as_ref().map_or("none", |membership| membership.state.word()),
        role: membership.as_ref().map(|membership| membership.role),
        level: head.as_ref().map(|head| head.level),
        told: head.as_ref().is_some_and(|head| head.told),
        pinned: membership.as_ref().is_some_and(|membership| membership.pinned),
        members: head.as_ref().map(|head| head.members),
    };
    match (&head, page.wants) {
        (Some(head), Wants::Fragment) => page.fragment(head.button()).await,
        (Some(_), _) => page.done(&page.back_to(next, &space_path(&slug)), &view),
        (None, _) => page.done("/spaces", &view),
    }
}
