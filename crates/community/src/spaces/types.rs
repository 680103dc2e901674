//! What a space is: as a row, as a resource, as what is sent to make one.
//!
//! Words of the database and of the interface for programs are the same; each set is one `words!`.

use super::Audience;
pub use crate::people::Level;
use kernel::clock::Millis;
use kernel::db::{Arg, Cell, FromCell};
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::record;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Longest texts, in characters.
pub const MOST_NAME: usize = 80;
pub const MOST_SUMMARY: usize = 300;
pub const MOST_DESCRIPTION: usize = 20_000;
pub const MOST_RULES: usize = 20_000;
pub const MOST_RULE_VALUE: usize = 120;
pub const MOST_PARTNERS: usize = 200;

/// A choice that is kept, sent and shown under one word.
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$of:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "lowercase")]
        pub enum $name { $($(#[$of])* $variant),* }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }

        impl FromCell for $name {
            fn from_cell(cell: &Cell<'_>) -> Result<Self> {
                let word = String::from_cell(cell)?;
                Self::parse(&word).ok_or_else(|| Error::internal(format!("{word:?} is no {}", stringify!($name))))
            }
        }

        impl From<$name> for Arg<'_> {
            fn from(one: $name) -> Self {
                Self::from(one.word())
            }
        }
    };
}

words! {
    /// What a member may do in a space. Each may do what those before it may.
    pub enum SpaceRole {
        Reader = "reader",
        Member = "member",
        Curator = "curator",
        Moderator = "moderator",
        Owner = "owner",
    }
}

words! {
    /// How one becomes a member.
    pub enum Joining {
        Open = "open",
        Ask = "ask",
        Invite = "invite",
        Rule = "rule",
    }
}

words! {
    pub enum MembershipState {
        Joined = "joined",
        Asked = "asked",
        Invited = "invited",
        Left = "left",
    }
}

words! {
    /// What a rule compares.
    pub enum RuleField {
        Department = "department",
        Place = "place",
        Country = "country",
        Organisation = "organisation",
    }
}

words! {
    /// What a space can have turned on.
    pub enum Part {
        Stream = "stream",
        Articles = "articles",
    }
}

impl SpaceRole {
    pub fn text(self) -> &'static str {
        match self {
            Self::Reader => "spaces-role-reader",
            Self::Member => "spaces-role-member",
            Self::Curator => "spaces-role-curator",
            Self::Moderator => "spaces-role-moderator",
            Self::Owner => "spaces-role-owner",
        }
    }

    /// What the list of members is ordered by: who looks after the space comes first.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Reader => "spaces-readers",
            Self::Member => "spaces-ordinary-members",
            Self::Curator => "spaces-curators",
            Self::Moderator => "spaces-moderators",
            Self::Owner => "spaces-owners",
        }
    }
}

impl Joining {
    /// What it means for who comes, in words.
    pub fn text(self) -> &'static str {
        match self {
            Self::Open => "spaces-joining-open",
            Self::Ask => "spaces-joining-ask",
            Self::Invite => "spaces-joining-invite",
            Self::Rule => "spaces-joining-rule",
        }
    }

    /// The joining that fits the audience: nobody walks into a private space, and nobody can ask to
    /// join what they do not know of.
    pub fn fitting(self, audience: Audience) -> Self {
        match (audience, self) {
            (Audience::Secret, Self::Open | Self::Ask) => Self::Invite,
            (Audience::Private, Self::Open) => Self::Ask,
            _ => self,
        }
    }
}

impl RuleField {
    pub fn text(self) -> &'static str {
        match self {
            Self::Department => "spaces-rule-department",
            Self::Place => "spaces-rule-place",
            Self::Country => "spaces-rule-country",
            Self::Organisation => "spaces-rule-organisation",
        }
    }
}

impl Part {
    pub fn text(self) -> &'static str {
        match self {
            Self::Stream => "spaces-part-stream",
            Self::Articles => "spaces-part-articles",
        }
    }
}

impl Audience {
    /// Who that is, in a sentence.
    pub fn explained(self) -> &'static str {
        match self {
            Self::Public => "spaces-audience-public",
            Self::Customers => "spaces-audience-customers",
            Self::Partners => "spaces-audience-partners",
            Self::Internal => "spaces-audience-internal",
            Self::Private => "spaces-audience-private",
            Self::Secret => "spaces-audience-secret",
        }
    }
}

/// Texts that are chosen at run time, for the test that finds texts which nobody says.
pub const TEXT_KEYS: &[&str] = &[
    "audience-public",
    "audience-customers",
    "audience-partners",
    "audience-internal",
    "audience-private",
    "audience-secret",
    "spaces-audience-public",
    "spaces-audience-customers",
    "spaces-audience-partners",
    "spaces-audience-internal",
    "spaces-audience-private",
    "spaces-audience-secret",
    "spaces-joining-open",
    "spaces-joining-ask",
    "spaces-joining-invite",
    "spaces-joining-rule",
    "spaces-part-stream",
    "spaces-part-articles",
    "spaces-role-reader",
    "spaces-role-member",
    "spaces-role-curator",
    "spaces-role-moderator",
    "spaces-role-owner",
    "spaces-readers",
    "spaces-ordinary-members",
    "spaces-curators",
    "spaces-moderators",
    "spaces-owners",
    "spaces-rule-department",
    "spaces-rule-place",
    "spaces-rule-country",
    "spaces-rule-organisation",
    "spaces-create-space",
];

record! {
    /// A space, with what the viewer is to it.
    #[derive(Debug, Clone)]
    pub struct Space {
        pub id: Id,
        pub slug: String,
        pub name: String,
        pub summary: String,
        pub description: String,
        pub description_html: String,
        pub rules: String,
        pub rules_html: String,
        pub cover: Option<String>,
        pub audience: Audience,
        pub joining: Joining,
        pub rule_field: String,
        pub rule_value: String,
        pub parts: String,
        pub members: i64,
        pub posts: i64,
        pub active: Millis,
        pub archived: Option<Millis>,
        pub created: Millis,
        pub role: Option<SpaceRole>,
        pub state: Option<MembershipState>,
        pub level: Level,
        /// The level, when the viewer has chosen one.
        pub chosen: Option<Level>,
        pub pinned: Option<i64>,
        /// True when the viewer may read what is inside; false for a private space from outside.
        pub readable: bool,
    }
}

impl Space {
    pub fn path(&self) -> String {
        space_path(&self.slug)
    }

    pub fn is_joined(&self) -> bool {
        self.state == Some(MembershipState::Joined)
    }

    /// The viewer's role, if they have joined.
    pub fn joined_role(&self) -> Option<SpaceRole> {
        self.role.filter(|_| self.is_joined())
    }

    pub fn rule(&self) -> Option<RuleField> {
        RuleField::parse(&self.rule_field)
    }

    pub fn has_part(&self, part: Part) -> bool {
        self.parts.split(',').any(|one| one == part.word())
    }
}

/// Where a space is. An address of other scripts is percent-encoded, so it can stand in a header.
pub fn space_path(slug: &str) -> String {
    let slug: String = url::form_urlencoded::byte_serialize(slug.as_bytes()).collect();
    format!("/spaces/{slug}")
}

record! {
    /// A space in a list.
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct SpaceCard {
        pub id: Id,
        pub slug: String,
        pub name: String,
        pub summary: String,
        pub audience: Audience,
        pub joining: Joining,
        pub members: i64,
        pub posts: i64,
        /// Moment of the last post.
        pub active: Millis,
        pub archived: Option<Millis>,
        /// What the viewer is to it; null when nothing.
        pub state: Option<MembershipState>,
        pub role: Option<SpaceRole>,
    }
}

impl SpaceCard {
    pub fn path(&self) -> String {
        space_path(&self.slug)
    }
}

pub const CARD: &str = "s.id, s.slug, s.name, s.summary, s.audience, s.joining, s.members, s.posts, s.active, \
     s.archived, me.state, me.role";

record! {
    /// A space where the viewer may write.
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct SpaceChoice {
        pub id: Id,
        pub slug: String,
        pub name: String,
        pub audience: Audience,
    }
}

record! {
    /// An organisation that a space can be opened to.
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct PartnerChoice {
        pub id: Id,
        pub slug: String,
        pub name: String,
    }
}

/// What is needed to make a space.
#[derive(Debug, Clone)]
pub struct NewSpace {
    pub slug: String,
    pub name: String,
    pub summary: String,
    pub description: String,
    pub rules: String,
    pub audience: Audience,
    /// The organisations that may read when the audience is "partners".
    pub partners: Vec<Id>,
    pub joining: Joining,
    /// A word of [`RuleField`]; empty without a rule.
    pub rule_field: String,
    pub rule_value: String,
    pub parts: Vec<Part>,
    pub parent: Option<Id>,
    pub source_key: Option<String>,
}

impl Default for NewSpace {
    fn default() -> Self {
        Self {
            slug: String::new(),
            name: String::new(),
            summary: String::new(),
            description: String::new(),
            rules: String::new(),
            audience: Audience::Internal,
            partners: Vec::new(),
            joining: Joining::Open,
            rule_field: String::new(),
            rule_value: String::new(),
            parts: Part::ALL.to_vec(),
            parent: None,
            source_key: None,
        }
    }
}

/// Whether a word is among those that were sent; for boxes in templates.
pub fn has_word(words: &[String], word: &str) -> bool {
    words.iter().any(|one| one == word)
}
