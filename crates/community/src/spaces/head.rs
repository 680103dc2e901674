//! The head of a space: what stands above every tab of it, and what a program is told of it.

use super::Audience;
use super::access::{self, looks_after, owns};
use super::queries::{self, SpaceMember};
use super::types::{Joining, Level, MembershipState, Part, Space, SpaceRole};
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::{Seen, Viewer};
use kernel::web::{Cx, Page};
use serde::Serialize;
use utoipa::ToSchema;

/// A space as it is shown.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SpaceHead {
    pub id: Id,
    pub slug: String,
    pub name: String,
    pub url: String,
    pub summary: String,
    /// Sanitised HTML.
    pub description_html: String,
    /// Sanitised HTML.
    pub rules_html: String,
    /// Address of the cover.
    pub cover: Option<String>,
    pub audience: Audience,
    /// Names of the organisations that a space for partners is opened to.
    pub partners: Vec<String>,
    pub joining: Joining,
    pub rule: Option<SpaceRule>,
    pub parts: Vec<Part>,
    pub members: i64,
    pub created: Millis,
    pub archived: Option<Millis>,
    /// False for a private space from outside: it is known, what is inside is not.
    pub readable: bool,
    pub membership: Option<Belonging>,
    /// How much of it reaches one's feed.
    pub level: Level,
    /// True when each post is told to one, not only in the feed.
    pub told: bool,
    pub caretakers: Vec<SpaceMember>,
    pub may_edit: bool,
    pub may_own: bool,
    /// How many ask to be let in; for who decides about it.
    pub waiting: Option<i64>,
    #[serde(skip)]
    pub signed_in: bool,
}

/// A tab that another capability has on the page of a space: a part of the App.
#[derive(Debug, Clone, Copy)]
pub struct SpaceTab {
    /// What its address begins with; the slug of the space follows.
    pub prefix: &'static str,
    /// The text that names it.
    pub text: &'static str,
}

#[derive(Debug, Clone, Default)]
pub struct SpaceTabs(pub Vec<SpaceTab>);

/// Who comes by rule.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SpaceRule {
    pub field: super::types::RuleField,
    pub value: String,
}

/// What the viewer is to a space.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Belonging {
    pub state: MembershipState,
    pub role: SpaceRole,
    pub pinned: bool,
}

impl SpaceHead {
    pub async fn of(tx: &Tx, viewer: &Viewer, space: &Seen<Space>) -> Result<Self> {
        let may_edit = looks_after(viewer, space);
        let partners = match space.audience {
            Audience::Partners => queries::partner_names(tx, space.id).await?,
            _ => Vec::new(),
        };
        let waiting = if may_edit { Some(queries::waiting(tx, space.id).await?) } else { None };
        // A stranger reads what is public, not who works here.
        let caretakers = if viewer.member.is_some() { queries::caretakers(tx, space.id).await? } else { Vec::new() };
        Ok(Self {
            id: space.id,
            slug: space.slug.clone(),
            name: space.name.clone(),
            url: space.path(),
            summary: space.summary.clone(),
            description_html: space.description_html.clone(),
            rules_html: space.rules_html.clone(),
            cover: space.cover.as_deref().map(|hash| cover_address(space, hash)),
            audience: space.audience,
            partners,
            joining: space.joining,
            rule: space.rule().map(|field| SpaceRule { field, value: space.rule_value.clone() }),
            parts: Part::ALL.iter().copied().filter(|part| space.has_part(*part)).collect(),
            members: space.members,
            created: space.created,
            archived: space.archived,
            readable: space.readable,
            membership: belonging(space),
            level: space.level,
            told: space.chosen == Some(Level::Everything),
            caretakers,
            may_edit,
            may_own: owns(viewer, space),
            waiting,
            signed_in: viewer.member.is_some(),
        })
    }

    /// The tabs that other capabilities have here, with their addresses.
    pub fn tabs(&self, cx: &Cx) -> Vec<(String, &'static str)> {
        let tabs = cx.part::<SpaceTabs>().0;
        tabs.iter().map(|tab| (format!("{}{}", tab.prefix, self.slug), tab.text)).collect()
    }

    pub fn button(&self) -> JoinButton {
        JoinButton {
            slug: self.slug.clone(),
            name: self.name.clone(),
            joining: self.joining,
            state: self.membership.as_ref().map(|membership| membership.state),
            archived: self.archived.is_some(),
            signed_in: self.signed_in,
        }
    }

    pub fn is_pinned(&self) -> bool {
        self.membership.as_ref().is_some_and(|membership| membership.pinned)
    }

    pub fn is_joined(&self) -> bool {
        self.membership.as_ref().is_some_and(|membership| membership.state == MembershipState::Joined)
    }

    pub fn is_highlighted(&self) -> bool {
        self.level == Level::Highlights
    }

    /// All of it in the feed, and no word of it beside that.
    pub fn is_usual(&self) -> bool {
        self.level == Level::Everything && !self.told
    }

    pub fn is_muted(&self) -> bool {
        self.level == Level::Nothing
    }

    pub fn asking(&self) -> i64 {
        self.waiting.unwrap_or(0)
    }
}

/// The address changes with the picture, so it can be kept for as long as one likes.
fn cover_address(space: &Space, hash: &str) -> String {
    format!("{}/cover?v={}", space.path(), hash.get(..12).unwrap_or_default())
}

fn belonging(space: &Space) -> Option<Belonging> {
    let state = space.state.filter(|state| *state != MembershipState::Left)?;
    Some(Belonging { state, role: space.role?, pinned: space.pinned.unwrap_or(0) > 0 })
}

/// The head of the space with this address, in a transaction of its own.
pub async fn load(page: &Page, slug: &str) -> Result<SpaceHead> {
    let (viewer, slug) = (page.viewer.clone(), slug.to_owned());
    page.app
        .db
        .read(async move |tx: &Tx| {
            let space = access::find(tx, &viewer, &slug).await?;
            SpaceHead::of(tx, &viewer, &space).await
        })
        .await
}

/// The same, or nothing when the viewer does not know of the space any more.
pub async fn load_if_known(page: &Page, slug: &str) -> Result<Option<SpaceHead>> {
    match load(page, slug).await {
        Ok(head) => Ok(Some(head)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What the button beside a space needs to know.
#[derive(Debug, Clone)]
pub struct JoinButton {
    pub slug: String,
    pub name: String,
    pub joining: Joining,
    pub state: Option<MembershipState>,
    pub archived: bool,
    pub signed_in: bool,
}

impl JoinButton {
    pub fn path(&self) -> String {
        super::types::space_path(&self.slug)
    }

    pub fn is(&self, state: &str) -> bool {
        self.state.is_some_and(|own| own.word() == state)
    }

    /// What pressing it does; nothing when one can only wait for an invitation.
    pub fn offers(&self) -> &'static str {
        match (self.state, self.joining) {
            (Some(MembershipState::Joined), _) => "leave",
            (Some(MembershipState::Asked), _) => "take-back",
            (Some(MembershipState::Invited), _) => "accept",
            _ if self.archived => "nothing",
            (Some(MembershipState::Left), Joining::Rule) | (_, Joining::Open) => "join",
            (_, Joining::Ask | Joining::Rule) => "ask",
            (_, Joining::Invite) => "nothing",
        }
    }
}
