//! Who is in a space: the list, and what those who look after it do with it.

use super::head::SpaceHead;
use super::queries::{self, Behind, SpaceMember};
use super::types::{MembershipState, Space, SpaceRole, space_path};
use super::{access, memberships};
use crate::identity;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::screen;
use kernel::text::fold;
use kernel::viewer::{Editable, Viewer};
use kernel::web::problems::FieldProblem;
use kernel::web::{Cx, Input, Listing, Page, Wants, input};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const PER_PAGE: usize = 40;
/// As many requests and invitations are shown at once.
const MOST_WAITING: i64 = 100;

#[derive(Serialize, ToSchema)]
pub struct MemberList {
    pub items: Vec<SpaceMember>,
    pub next: Option<String>,
    /// Who asks to be let in; for those who decide.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asking: Vec<SpaceMember>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub invited: Vec<SpaceMember>,
    #[serde(skip)]
    pub head: SpaceHead,
    #[serde(skip)]
    pub q: String,
    #[serde(skip)]
    pub handle: String,
    #[serde(skip)]
    pub errors: Vec<FieldProblem>,
}

impl MemberList {
    /// True when `at` begins another role, so a heading stands before it.
    fn begins_role(&self, at: &usize) -> bool {
        let role = |at: usize| self.items.get(at).map(|member| member.role);
        at.checked_sub(1).is_none_or(|before| role(before) != role(*at))
    }

    fn roles(&self) -> &'static [SpaceRole] {
        SpaceRole::ALL
    }

    /// Whether the viewer may give this member another role.
    fn may_touch(&self, member: &SpaceMember) -> bool {
        self.head.may_own || (self.head.may_edit && member.role < SpaceRole::Moderator)
    }

    fn may_give(&self, role: &SpaceRole) -> bool {
        self.head.may_own || *role < SpaceRole::Moderator
    }

    fn next_address(&self, next: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if !self.q.is_empty() {
            query.append_pair("q", &self.q);
        }
        format!("{}/members?{}", self.head.url, query.append_pair("before", next).finish())
    }
}

#[derive(Template)]
#[template(path = "spaces/templates/members.html")]
struct MembersHtml<'a> {
    cx: &'a Cx,
    page: &'a MemberList,
}
screen!(MemberList, MembersHtml);

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct InviteForm {
    #[serde(deserialize_with = "input::text")]
    pub handle: String,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct RoleForm {
    /// `reader`, `member`, `curator`, `moderator` or `owner`.
    pub role: String,
}

/// What somebody is to a space after a change.
#[derive(Debug, Serialize, ToSchema)]
pub struct Standing {
    pub handle: String,
    /// `joined`, `invited` or `none`.
    pub state: &'static str,
    pub role: Option<SpaceRole>,
}

/// `GET /spaces/{slug}/members`
pub async fn list(page: Page, Path(slug): Path<String>) -> Result<Response> {
    let members = load(&page, slug).await?;
    page.show(members).await
}

async fn load(page: &Page, slug: String) -> Result<MemberList> {
    let viewer = page.viewer.clone();
    viewer.signed_in()?;
    let before = page.before()?;
    let q: String = page.query("q").unwrap_or_default().trim().chars().take(100).collect();
    let looked_for = fold(&q);
    let most = i64::try_from(PER_PAGE + 1).map_err(Error::internal)?;
    let (head, rows, asking, invited) = page
        .app
        .db
        .read(async move |tx: &Tx| {
            let space = access::find_readable(tx, &viewer, &slug).await?;
            let head = SpaceHead::of(tx, &viewer, &space).await?;
            let behind = place(tx, space.id, before).await?;
            let joined = MembershipState::Joined;
            let rows = queries::members(tx, space.id, joined, &looked_for, &behind, most).await?;
            let (asking, invited) = waiting(tx, &head).await?;
            Ok((head, rows, asking, invited))
        })
        .await?;
    let Listing { items, next } = Listing::cut(rows, PER_PAGE, |member| member.id.to_string());
    Ok(MemberList { items, next, asking, invited, head, q, handle: String::new(), errors: Vec::new() })
}

async fn place(tx: &Tx, space: Id, before: Id) -> Result<Behind> {
    if before == Id::MAX {
        return Ok(Behind { rank: -1, ..Behind::default() });
    }
    queries::place_of(tx, space, before).await?.ok_or_else(|| Error::field("before", "not-found"))
}

async fn waiting(tx: &Tx, head: &SpaceHead) -> Result<(Vec<SpaceMember>, Vec<SpaceMember>)> {
    if !head.may_edit {
        return Ok((Vec::new(), Vec::new()));
    }
    let all = Behind { rank: -1, ..Behind::default() };
    let asking = queries::members(tx, head.id, MembershipState::Asked, "", &all, MOST_WAITING).await?;
    let invited = queries::members(tx, head.id, MembershipState::Invited, "", &all, MOST_WAITING).await?;
    Ok((asking, invited))
}

/// `POST /spaces/{slug}/members`
pub async fn invite(page: Page, Path(slug): Path<String>, Input { value, .. }: Input<InviteForm>) -> Result<Response> {
    let handle = value.handle.trim().trim_start_matches('@').to_lowercase();
    let sought = handle.clone();
    let invited = change(&page, &slug, async move |tx, viewer, space| {
        let guest = member(tx, &sought).await?.ok_or_else(|| Error::field("handle", "not-found"))?;
        let guest = identity::queries::viewer_of(tx, guest).await;
        let guest = guest.map_err(|_| Error::field("handle", "not-found"))?;
        memberships::invite(tx, viewer.signed_in()?, space, &guest).await
    })
    .await;
    match invited {
        Ok(state) => page.done(&members_path(&slug), &Standing { handle, state: state.word(), role: None }),
        Err(Error::Invalid(errors)) if page.wants == Wants::Html => {
            let mut again = load(&page, slug).await?;
            again.handle = value.handle;
            again.errors = page.told(&errors);
            page.show_again(again).await
        }
        Err(error) => Err(error),
    }
}

/// `PUT /spaces/{slug}/members/{handle}`
pub async fn change_role(
    page: Page,
    Path((slug, handle)): Path<(String, String)>,
    Input { value, .. }: Input<RoleForm>,
) -> Result<Response> {
    let role = SpaceRole::parse(&value.role).ok_or_else(|| Error::field("role", "not-a-choice"))?;
    let sought = handle.clone();
    change(&page, &slug, async move |tx, viewer, space| {
        let member = member(tx, &sought).await?.ok_or(Error::NotFound)?;
        memberships::change_role(tx, viewer, space, member, role).await
    })
    .await?;
    page.done(&members_path(&slug), &Standing { handle, state: "joined", role: Some(role) })
}

/// `DELETE /spaces/{slug}/members/{handle}`
pub async fn remove(page: Page, Path((slug, handle)): Path<(String, String)>) -> Result<Response> {
    let sought = handle.clone();
    change(&page, &slug, async move |tx, viewer, space| {
        let member = member(tx, &sought).await?.ok_or(Error::NotFound)?;
        memberships::remove(tx, viewer, space, member).await
    })
    .await?;
    gone(&page, &slug, handle).await
}

/// `PUT /spaces/{slug}/requests/{handle}`
pub async fn approve(page: Page, Path((slug, handle)): Path<(String, String)>) -> Result<Response> {
    let sought = handle.clone();
    change(&page, &slug, async move |tx, viewer, space| {
        let member = member(tx, &sought).await?.ok_or(Error::NotFound)?;
        memberships::approve(tx, viewer.signed_in()?, space, member).await
    })
    .await?;
    page.done(&members_path(&slug), &Standing { handle, state: "joined", role: Some(SpaceRole::Member) })
}

/// `DELETE /spaces/{slug}/requests/{handle}`
pub async fn decline(page: Page, Path((slug, handle)): Path<(String, String)>) -> Result<Response> {
    let sought = handle.clone();
    change(&page, &slug, async move |tx, viewer, space| {
        let member = member(tx, &sought).await?.ok_or(Error::NotFound)?;
        memberships::decline(tx, viewer.signed_in()?, space, member).await
    })
    .await?;
    gone(&page, &slug, handle).await
}

async fn gone(page: &Page, slug: &str, handle: String) -> Result<Response> {
    page.done(&members_path(slug), &Standing { handle, state: "none", role: None })
}

fn members_path(slug: &str) -> String {
    format!("{}/members", space_path(slug))
}

async fn member(tx: &Tx, handle: &str) -> Result<Option<Id>> {
    identity::queries::member_by_handle(tx, handle).await
}

async fn change<F, T>(page: &Page, slug: &str, operation: F) -> Result<T>
where
    F: AsyncFn(&Tx, &Viewer, &Editable<Space>) -> Result<T> + Send + 'static,
    T: Send + 'static,
{
    let (viewer, slug) = (page.viewer.clone(), slug.to_owned());
    page.app
        .db
        .write(async move |tx: &Tx| {
            let space = access::editable(&viewer, access::find(tx, &viewer, &slug).await?)?;
            operation(tx, &viewer, &space).await
        })
        .await
}
