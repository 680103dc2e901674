//! What a profile consists of, and who may see each part of it.
//!
//! A [`Visibility`] is compared with a [`Relation`], what the viewer is to the person; both are
//! numbers in the database, so that lists, facets and search decide in SQL as the page does here.

use crate::identity::Face;
use kernel::clock::Millis;
use kernel::db::{Cell, FromCell};
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::record;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A part of a profile that has a visibility of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    About,
    Pronouns,
    Department,
    /// Place, country and the local time there.
    Place,
    Languages,
    Interests,
    Phone,
    Email,
    Contact,
    Manager,
    Joined,
    Skills,
    Experience,
    /// The portrait; everybody who sees the face sees it.
    Photo,
}

impl Field {
    pub const ALL: [Self; 14] = [
        Self::About,
        Self::Pronouns,
        Self::Department,
        Self::Place,
        Self::Languages,
        Self::Interests,
        Self::Phone,
        Self::Email,
        Self::Contact,
        Self::Manager,
        Self::Joined,
        Self::Skills,
        Self::Experience,
        Self::Photo,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Pronouns => "pronouns",
            Self::Department => "department",
            Self::Place => "place",
            Self::Languages => "languages",
            Self::Interests => "interests",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Contact => "contact",
            Self::Manager => "manager",
            Self::Joined => "joined",
            Self::Skills => "skills",
            Self::Experience => "experience",
            Self::Photo => "photo",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.word() == word)
    }

    /// Who sees it as long as its owner says nothing else: what helps to work together is seen by
    /// those who do, the rest by colleagues.
    pub fn default_visibility(self) -> Visibility {
        match self {
            Self::About | Self::Pronouns | Self::Place | Self::Languages | Self::Skills => Visibility::Shared,
            _ => Visibility::Organisation,
        }
    }
}

/// Who sees a part of a profile; each includes those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    Me,
    /// Members of one's own organisation.
    Organisation,
    /// And those with whom one shares a space.
    Shared,
    /// Everybody, signed in or not.
    Public,
}

impl Visibility {
    pub const ALL: [Self; 4] = [Self::Me, Self::Organisation, Self::Shared, Self::Public];

    pub fn word(self) -> &'static str {
        match self {
            Self::Me => "me",
            Self::Organisation => "organisation",
            Self::Shared => "shared",
            Self::Public => "public",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|visibility| visibility.word() == word)
    }

    pub fn number(self) -> i64 {
        match self {
            Self::Me => 0,
            Self::Organisation => 1,
            Self::Shared => 2,
            Self::Public => 3,
        }
    }

    pub fn is_open_to(self, relation: Relation) -> bool {
        self.number() >= relation.number()
    }
}

/// What the viewer is to a person: the closest that is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    Oneself,
    Colleague,
    Acquaintance,
    Stranger,
}

impl Relation {
    pub fn number(self) -> i64 {
        match self {
            Self::Oneself => 0,
            Self::Colleague => 1,
            Self::Acquaintance => 2,
            Self::Stranger => 3,
        }
    }
}

impl FromCell for Relation {
    fn from_cell(cell: &Cell<'_>) -> Result<Self> {
        match i64::from_cell(cell)? {
            0 => Ok(Self::Oneself),
            1 => Ok(Self::Colleague),
            2 => Ok(Self::Acquaintance),
            3 => Ok(Self::Stranger),
            other => Err(Error::internal(format!("no relation has the number {other}"))),
        }
    }
}

/// What the owner of a profile decided about its parts; the rest is by default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Visibilities(pub BTreeMap<Field, Visibility>);

impl Visibilities {
    /// What is not readable is nothing decided: the default is narrow.
    pub fn parse(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }

    pub fn of(&self, field: Field) -> Visibility {
        self.0.get(&field).copied().unwrap_or_else(|| field.default_visibility())
    }

    pub fn any_public(&self) -> bool {
        Field::ALL.into_iter().any(|field| self.of(field) == Visibility::Public)
    }
}

/// A further way to reach somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Contact {
    pub name: String,
    pub address: String,
}

impl Contact {
    /// Only addresses that lead to a page or a mail are links.
    pub fn is_link(&self) -> bool {
        ["https://", "http://", "mailto:"].iter().any(|scheme| self.address.starts_with(scheme))
    }
}

record! {
    /// Where somebody worked, and as what.
    #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
    pub struct Experience {
        pub title: String,
        #[serde(default)]
        pub organisation: String,
        /// YYYY or YYYY-MM.
        #[serde(default)]
        pub since: String,
        /// Empty when it is the present.
        #[serde(default)]
        pub until: String,
    }
}

/// Changes of a profile: `None` leaves a field as it is.
#[derive(Debug, Clone, Default)]
pub struct ProfileFields {
    /// Markdown.
    pub about: Option<String>,
    pub pronouns: Option<String>,
    pub department: Option<String>,
    pub place: Option<String>,
    pub country: Option<String>,
    pub languages: Option<Vec<String>>,
    pub interests: Option<Vec<String>>,
    pub phone: Option<String>,
    pub contact: Option<Vec<Contact>>,
    pub manager: Option<Option<Id>>,
    /// The day they joined the company, its first moment in UTC.
    pub joined: Option<Option<Millis>>,
}

record! {
    /// A person, with what the viewer is to them.
    #[derive(Debug, Clone)]
    pub struct Person {
        pub id: Id,
        pub handle: String,
        pub name: String,
        pub headline: String,
        pub photo: Option<String>,
        pub outside: Option<String>,
        pub organisation: String,
        pub organisation_kind: String,
        pub state: String,
        pub email: Option<String>,
        pub zone: Option<String>,
        pub relation: Relation,
    }
}

impl Person {
    pub fn face(&self) -> Face {
        Face {
            id: self.id,
            handle: self.handle.clone(),
            name: self.name.clone(),
            headline: self.headline.clone(),
            photo: self.photo.clone(),
            outside: self.outside.clone(),
        }
    }
}

record! {
    /// A profile as it is kept. It never leaves this capability: see [`super::profile`].
    #[derive(Debug, Clone, PartialEq)]
    pub struct Kept {
        pub about: String,
        pub about_html: String,
        pub pronouns: String,
        pub department: String,
        pub place: String,
        pub country: String,
        pub languages: String,
        pub interests: String,
        pub phone: String,
        pub contact: String,
        pub manager: Option<Id>,
        pub joined: Option<Millis>,
        pub directory: String,
        pub visibility: String,
        pub followers: i64,
        pub following: i64,
    }
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            about: String::new(),
            about_html: String::new(),
            pronouns: String::new(),
            department: String::new(),
            place: String::new(),
            country: String::new(),
            languages: String::new(),
            interests: String::new(),
            phone: String::new(),
            contact: "[]".to_owned(),
            manager: None,
            joined: None,
            directory: String::new(),
            visibility: "{}".to_owned(),
            followers: 0,
            following: 0,
        }
    }
}

impl Kept {
    pub fn visibilities(&self) -> Visibilities {
        Visibilities::parse(&self.visibility)
    }

    pub fn contacts(&self) -> Vec<Contact> {
        serde_json::from_str(&self.contact).unwrap_or_default()
    }

    /// Fields that came from the directory.
    pub fn from_directory(&self) -> impl Iterator<Item = Field> {
        self.directory.split(',').filter_map(Field::parse)
    }
}

/// The parts of a comma-separated text.
pub fn parts(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// What the answer to following is.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Following {
    pub handle: String,
    pub name: String,
    pub following: bool,
    /// How many follow them now.
    pub followers: i64,
}
