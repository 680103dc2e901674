//! Who sees what is written: the six audiences, from the widest to the narrowest.
//!
//! They are kept as numbers in this order, so "not wider than" is a comparison. A viewer *reaches* the
//! audiences up to a number by what their organisation is; beyond it only as a member of the space.

use kernel::db::{Cell, FromCell};
use kernel::error::{Error, Result};
use kernel::viewer::{Standing, Viewer};
use serde::{Deserialize, Serialize};

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    Public,
    Customers,
    /// The organisations that the space names.
    Partners,
    #[default]
    Internal,
    /// The members of the space; others know that it exists.
    Private,
    /// The members of the space; nobody else knows of it.
    Secret,
}

impl Audience {
    pub const ALL: [Self; 6] =
        [Self::Public, Self::Customers, Self::Partners, Self::Internal, Self::Private, Self::Secret];

    pub fn number(self) -> i64 {
        match self {
            Self::Public => 0,
            Self::Customers => 1,
            Self::Partners => 2,
            Self::Internal => 3,
            Self::Private => 4,
            Self::Secret => 5,
        }
    }

    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.number() == number)
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Customers => "customers",
            Self::Partners => "partners",
            Self::Internal => "internal",
            Self::Private => "private",
            Self::Secret => "secret",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.word() == word)
    }

    /// The text that names it: `audience-internal`.
    pub fn text(self) -> &'static str {
        match self {
            Self::Public => "audience-public",
            Self::Customers => "audience-customers",
            Self::Partners => "audience-partners",
            Self::Internal => "audience-internal",
            Self::Private => "audience-private",
            Self::Secret => "audience-secret",
        }
    }

    pub fn icon(self) -> &'static str {
        match self {
            Self::Public => "globe",
            Self::Customers => "customers",
            Self::Partners => "partners",
            Self::Internal => "building",
            Self::Private => "lock",
            Self::Secret => "eye-off",
        }
    }

    /// True when people outside the company may read it: the badge says so in another colour.
    pub fn is_outside(self) -> bool {
        self <= Self::Partners
    }

    /// True when `self` is read by people who would not read `other`.
    pub fn is_wider_than(self, other: Self) -> bool {
        self < other
    }
}

impl FromCell for Audience {
    fn from_cell(cell: &Cell<'_>) -> Result<Self> {
        let number = i64::from_cell(cell)?;
        Self::from_number(number).ok_or_else(|| Error::internal(format!("no audience has the number {number}")))
    }
}

impl From<Audience> for kernel::db::Arg<'_> {
    fn from(audience: Audience) -> Self {
        Self::Int(audience.number())
    }
}

/// Up to which number of audience the viewer reads without being a member of the space. A partner
/// reads what is public and the spaces that name their organisation (see [`super::access`]).
pub fn reach(viewer: &Viewer) -> i64 {
    match viewer.standing {
        Standing::Own => 3,
        Standing::Customer => 1,
        Standing::Partner | Standing::Nobody => 0,
    }
}
