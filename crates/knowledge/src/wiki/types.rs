//! What a page of the wiki is: as a row, as a resource, as a form.

use community::identity::Face;
use community::posts::types::SpaceTag;
use community::spaces::Audience;
use kernel::clock::Millis;
use kernel::ids::Id;
use kernel::record;
use kernel::text::Heading;
use kernel::web::input;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The word of the kind of post that a page is.
pub const KIND: &str = "page";
/// Longest address of a page below its space, in characters.
pub const MOST_PATH: usize = 600;
/// Pages below pages.
pub const MOST_DEPTH: usize = 30;
pub const MOST_SUMMARY: usize = 300;

record! {
    /// A page as the database has it.
    #[derive(Debug, Clone)]
    pub struct WikiPage {
        pub id: Id,
        pub parent: Option<Id>,
        pub space: Id,
        pub space_slug: String,
        pub space_name: String,
        pub slug: String,
        pub path: String,
        pub title: String,
        pub body: String,
        pub revision: i64,
        pub audience: Audience,
        pub author: Option<Id>,
        pub published: Millis,
        pub edited: Option<Millis>,
        pub rank: i64,
        pub template: bool,
        pub curator: Option<Id>,
        pub asks_review: bool,
        pub review_days: Option<i64>,
        pub reviewed: Option<Millis>,
        pub due: Option<Millis>,
    }
}

/// What is read of a page, from [`FROM`].
pub const PAGE: &str = "p.id, w.parent, w.space, s.slug as space_slug, s.name as space_name, w.slug, w.path, p.title, \
     p.body, p.revision, p.audience, p.author, p.published, p.edited, w.rank, w.template, w.curator, w.asks_review, \
     w.review_days, w.reviewed, w.due";
pub const FROM: &str = "wiki_pages w join posts p on p.id = w.page join spaces s on s.id = w.space";

impl WikiPage {
    pub fn url(&self) -> String {
        page_url(&self.space_slug, &self.path)
    }

    /// The entity tag: another one for each revision.
    pub fn tag(&self) -> String {
        format!("\"{}-{}\"", self.id, self.revision)
    }

    /// The addresses of the pages above it and its own, from the root.
    pub fn way(&self) -> Vec<String> {
        prefixes(&self.path)
    }
}

pub fn page_url(space: &str, path: &str) -> String {
    if path.is_empty() { format!("/wiki/{space}") } else { format!("/wiki/{space}/{path}") }
}

/// `a`, `a/b`, `a/b/c` of `a/b/c`.
pub fn prefixes(path: &str) -> Vec<String> {
    let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    ends.filter_map(|end| path.get(..end)).map(str::to_owned).collect()
}

/// The address of the page above; empty for one at the root.
pub fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A page in the tree.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Node {
    pub id: Id,
    pub title: String,
    pub url: String,
    /// Whether pages stand below it.
    pub branch: bool,
    #[serde(skip)]
    pub current: bool,
    #[serde(skip)]
    pub open: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(no_recursion)]
    pub children: Vec<Node>,
}

/// A page that is named somewhere.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Named {
    pub id: Id,
    pub title: String,
    pub url: String,
}

/// A part of a table of contents.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Section {
    /// 2 for the highest.
    pub level: u8,
    pub id: String,
    pub title: String,
}

impl From<Heading> for Section {
    fn from(heading: Heading) -> Self {
        Self { level: heading.level, id: heading.id, title: heading.text }
    }
}

/// A page as it is read.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PageView {
    pub id: Id,
    pub url: String,
    pub space: SpaceTag,
    pub path: String,
    pub parent: Option<Id>,
    pub title: String,
    /// Markdown.
    pub body: String,
    /// Sanitised HTML, as this viewer may see it.
    pub html: String,
    pub revision: i64,
    pub audience: Audience,
    pub author: Option<Face>,
    pub published: Millis,
    pub edited: Option<Millis>,
    pub template: bool,
    /// The pages above it, from the root.
    pub trail: Vec<Named>,
    pub sections: Vec<Section>,
    pub children: Vec<Node>,
    pub backlinks: Vec<Named>,
}

/// What is sent to write a page: a form or JSON.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct PageForm {
    /// The page above: its id or its address below the space. Empty: none.
    #[serde(deserialize_with = "input::text")]
    pub parent: String,
    pub title: String,
    pub body: String,
    /// What was changed, in a few words.
    pub summary: String,
    /// The revision that the change began from; a program may say it with `If-Match`.
    #[serde(deserialize_with = "input::text")]
    pub revision: String,
    /// `internal` makes a page of a wider space one for the company alone. Empty: that of the page above.
    pub audience: String,
    /// Other pages begin with its text.
    #[serde(deserialize_with = "input::flag")]
    pub template: bool,
    /// The same for every attempt at one page.
    pub once: String,
    /// The epoch of the document that several write in: its text is saved, whatever `body` says.
    #[serde(deserialize_with = "input::text")]
    pub writing: String,
}
