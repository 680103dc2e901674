//! Who is looking.
//!
//! Everything that is read is read through a viewer. A capability turns the viewer into an SQL
//! condition (its `access.rs`), and an object reaches an operation only as [`Seen`] or [`Editable`],
//! which only `access.rs` makes (a test of the repository sees to it) and only from a viewer. Code
//! that forgets the check does not compile.

use crate::ids::Id;
use crate::languages::Language;
use serde::{Deserialize, Serialize};
use std::ops::Deref;

/// A person, a program with a person's token, or nobody.
#[derive(Debug, Clone, Default)]
pub struct Viewer {
    /// The member who is looking; none for a stranger.
    pub member: Option<Id>,
    pub organisation: Option<Id>,
    pub standing: Standing,
    pub role: Role,
    pub way: Way,
    pub handle: String,
    pub name: String,
    /// Hash of the member's photo among the files.
    pub photo: Option<String>,
    pub language: Option<Language>,
    /// IANA name of the time zone that the member chose.
    pub zone: Option<String>,
    pub theme: Theme,
}

/// What the viewer's organisation is to the company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    #[default]
    Nobody,
    Customer,
    Partner,
    Own,
}

/// What the viewer may do for the whole installation. Each role may do what those before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    #[default]
    Member,
    Publisher,
    Moderator,
    Administrator,
}

impl Role {
    pub const ALL: [Self; 4] = [Self::Member, Self::Publisher, Self::Moderator, Self::Administrator];

    pub fn word(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Publisher => "publisher",
            Self::Moderator => "moderator",
            Self::Administrator => "administrator",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// How the viewer came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Way {
    #[default]
    Unknown,
    /// A browser with the cookie of this session.
    Session(Id),
    /// A program with this token; `write` is one of its scopes.
    Token { id: Id, write: bool },
    /// A command on the machine itself.
    Command,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    #[default]
    Device,
    Light,
    Dark,
}

impl Theme {
    pub fn word(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        [Self::Device, Self::Light, Self::Dark].into_iter().find(|theme| theme.word() == word)
    }
}

impl Viewer {
    /// Somebody who is not signed in.
    pub fn nobody() -> Self {
        Self::default()
    }

    /// A command on the machine itself, acting as `member`.
    pub fn command(member: Id, organisation: Id) -> Self {
        Self {
            member: Some(member),
            organisation: Some(organisation),
            standing: Standing::Own,
            role: Role::Administrator,
            way: Way::Command,
            ..Self::default()
        }
    }

    /// The member's id for SQL: 0, which no member has, for nobody.
    pub fn id(&self) -> Id {
        self.member.unwrap_or_default()
    }

    /// The member, or the error that somebody must be signed in.
    pub fn signed_in(&self) -> crate::error::Result<Id> {
        self.member.ok_or(crate::error::Error::SignInNeeded)
    }

    pub fn is(&self, member: Id) -> bool {
        self.member == Some(member)
    }

    pub fn is_administrator(&self) -> bool {
        self.member.is_some() && self.role == Role::Administrator
    }

    pub fn is_moderator(&self) -> bool {
        self.member.is_some() && self.role >= Role::Moderator
    }

    /// True unless a program has a token that only reads.
    pub fn may_write(&self) -> bool {
        !matches!(self.way, Way::Token { write: false, .. })
    }
}

/// Something that the viewer may see.
#[derive(Debug, Clone)]
pub struct Seen<T>(T);

/// Something that the viewer may change.
#[derive(Debug, Clone)]
pub struct Editable<T>(T);

impl<T> Seen<T> {
    /// For `access.rs` alone, after it has asked the database through the viewer.
    pub fn admit(value: T) -> Self {
        Self(value)
    }

    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Editable<T> {
    /// For `access.rs` alone, after it has compared the viewer with the rules.
    pub fn admit(value: Seen<T>) -> Self {
        Self(value.0)
    }

    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Seen<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> Deref for Editable<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}
