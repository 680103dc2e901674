//! Organisations and members as they are kept, and what is needed to make one.

use kernel::clock::Millis;
use kernel::db::{Arg, Cell, FromCell};
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::record;
use kernel::viewer::{Role, Standing};
use serde::{Deserialize, Serialize};

/// What an organisation is to the company that runs the installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum OrganisationKind {
    /// The company itself, and its subsidiaries.
    Own,
    Partner,
    #[default]
    Customer,
}

impl OrganisationKind {
    pub const ALL: [Self; 3] = [Self::Own, Self::Partner, Self::Customer];

    pub fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Partner => "partner",
            Self::Customer => "customer",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    pub fn standing(self) -> Standing {
        match self {
            Self::Own => Standing::Own,
            Self::Partner => Standing::Partner,
            Self::Customer => Standing::Customer,
        }
    }

    /// The text that names it.
    pub fn text(self) -> &'static str {
        match self {
            Self::Own => "identity-kind-own",
            Self::Partner => "identity-kind-partner",
            Self::Customer => "identity-kind-customer",
        }
    }
}

/// Whether somebody may come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum MemberState {
    #[default]
    Active,
    /// Known, for example from the directory, and has not come in yet.
    Invited,
    /// For a while, as moderation decided.
    Suspended,
    Deactivated,
}

impl MemberState {
    pub const ALL: [Self; 4] = [Self::Active, Self::Invited, Self::Suspended, Self::Deactivated];

    pub fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Invited => "invited",
            Self::Suspended => "suspended",
            Self::Deactivated => "deactivated",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    pub fn text(self) -> &'static str {
        match self {
            Self::Active => "identity-state-active",
            Self::Invited => "identity-state-invited",
            Self::Suspended => "identity-state-suspended",
            Self::Deactivated => "identity-state-deactivated",
        }
    }
}

/// The text that names a role.
pub fn role_text(role: Role) -> &'static str {
    match role {
        Role::Member => "identity-role-member",
        Role::Publisher => "identity-role-publisher",
        Role::Moderator => "identity-role-moderator",
        Role::Administrator => "identity-role-administrator",
    }
}

macro_rules! word_cells {
    ($($name:ident),*) => {
        $(impl FromCell for $name {
            fn from_cell(cell: &Cell<'_>) -> Result<Self> {
                let word = String::from_cell(cell)?;
                Self::parse(&word).ok_or_else(|| Error::internal(format!("{word:?} is no {}", stringify!($name))))
            }
        }
        impl From<$name> for Arg<'_> {
            fn from(value: $name) -> Self {
                value.word().into()
            }
        })*
    };
}

word_cells! { OrganisationKind, MemberState }

/// A role in a column: the type is the kernel's, the column ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleCell(pub Role);

impl FromCell for RoleCell {
    fn from_cell(cell: &Cell<'_>) -> Result<Self> {
        let word = String::from_cell(cell)?;
        Role::parse(&word).map(Self).ok_or_else(|| Error::internal(format!("{word:?} is no role")))
    }
}

#[derive(Debug, Clone, Default)]
pub struct NewOrganisation {
    pub slug: String,
    pub name: String,
    pub kind: OrganisationKind,
    /// The domain of its mail addresses; empty when there is none of its own.
    pub domain: String,
    /// Who makes it; none: the program, or who is at its machine.
    pub by: Option<Id>,
}

#[derive(Debug, Clone, Default)]
pub struct NewMember {
    pub handle: String,
    pub name: String,
    pub headline: String,
    pub email: Option<String>,
    pub organisation: Id,
    pub role: Role,
    pub state: MemberState,
    /// An argon2 hash (see [`super::passwords`]).
    pub password: Option<String>,
    pub language: Option<String>,
    pub zone: Option<String>,
    /// Stable key in the directory that the member was imported from.
    pub source_key: Option<String>,
    pub created: Millis,
}

record! {
    #[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
    pub struct Organisation {
        pub id: Id,
        pub slug: String,
        pub name: String,
        pub kind: OrganisationKind,
        pub domain: String,
        /// Members who are not deactivated.
        pub members: i64,
    }
}

/// The one who asks, as programs see it.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Me {
    pub id: Id,
    pub handle: String,
    pub name: String,
    pub role: Role,
    pub organisation: Option<Id>,
    pub standing: Standing,
    /// `en`, `fr`, `de` or `ar`.
    pub language: String,
    /// IANA name of the time zone.
    pub zone: String,
}
