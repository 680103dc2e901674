//! What a post is: as a row, as a resource, as a form.

use super::holding::{Holding, Withheld};
use super::screening::Screening;
use crate::identity::Face;
use crate::spaces::Audience;
use kernel::clock::Millis;
use kernel::ids::Id;
use kernel::record;
use kernel::viewer::Viewer;
use kernel::web::input;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Longest texts, in characters.
pub const MOST_BODY: usize = 200_000;
pub const MOST_TITLE: usize = 200;
pub const MOST_SUMMARY: usize = 500;

/// Bits of `extras`.
pub const HAS_POLL: i64 = 1;
pub const HAS_FILES: i64 = 2;
pub const HAS_LINKS: i64 = 4;

record! {
    /// A post as the database has it, without what people did with it.
    #[derive(Debug, Clone)]
    pub struct Post {
        pub id: Id,
        pub kind: String,
        pub root: Option<Id>,
        pub parent: Option<Id>,
        pub author: Option<Id>,
        pub author_name: String,
        /// Who wrote it, where it stands without their name.
        pub veiled: Option<Id>,
        pub space: Option<Id>,
        pub audience: Audience,
        pub title: String,
        pub summary: String,
        pub slug: String,
        pub body: String,
        pub series: String,
        pub shared: Option<Id>,
        pub state: String,
        pub revision: i64,
        pub published: Millis,
        pub deleted: Option<Millis>,
    }
}

pub const POST: &str = "p.id, p.kind, p.root, p.parent, p.author, p.author_name, p.veiled, p.space, p.audience, \
     p.title, p.summary, p.slug, p.body, p.series, p.shared, p.state, p.revision, p.published, p.deleted";

impl Post {
    pub fn path(&self) -> String {
        match self.root {
            Some(root) => format!("/posts/{root}#c{}", self.id),
            None => post_path(self.id, &self.slug),
        }
    }

    /// Who wrote it, named or not. Only for what they may do, and for those who moderate: it is not to be shown.
    pub fn hand(&self) -> Option<Id> {
        self.author.or(self.veiled)
    }

    pub fn is_by(&self, viewer: &Viewer) -> bool {
        self.hand().is_some_and(|hand| viewer.is(hand))
    }

    /// Whom the journal and others are told of when this viewer does something with it: nobody, where the viewer wrote it
    /// without their name.
    pub fn actor(&self, viewer: &Viewer) -> Option<Id> {
        viewer.member.filter(|member| self.veiled != Some(*member))
    }

    /// The post that a comment belongs to; of any other post itself.
    pub fn root(&self) -> Id {
        self.root.unwrap_or(self.id)
    }
}

/// The address of a tag.
pub fn tag_path(tag: &str) -> String {
    format!("/tags/{}", url::form_urlencoded::byte_serialize(tag.as_bytes()).collect::<String>().replace('+', "%20"))
}

pub fn post_path(id: Id, slug: &str) -> String {
    if slug.is_empty() { format!("/posts/{id}") } else { format!("/posts/{id}-{slug}") }
}

/// A post as it is read.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PostView {
    pub id: Id,
    pub kind: String,
    pub url: String,
    /// None when the author is no member: see `author_name`.
    pub author: Option<Face>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub author_name: String,
    pub space: Option<SpaceTag>,
    pub audience: Audience,
    pub title: String,
    pub summary: String,
    /// Sanitised HTML. Empty in lists for kinds that show their summary there.
    pub html: String,
    /// The Markdown, only for one post and for who may edit it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    pub words: i64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub series: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cover: Option<String>,
    pub state: String,
    /// Why it is not to be read now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withheld: Option<Withheld>,
    pub revision: i64,
    pub published: Millis,
    pub edited: Option<Millis>,
    pub pinned: bool,
    pub comments: i64,
    pub shares: i64,
    pub reactions: Vec<Reaction>,
    pub bookmarked: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<Box<SharedPost>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub poll: Option<Poll>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Attachment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub card: Option<Card>,
    /// Why "for you" shows it: a text and its argument.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    pub mine: bool,
    /// Who wrote it chose not to be named.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub anonymous: bool,
    /// It is read on the page of its own space, which need not be named again.
    #[serde(skip)]
    pub at_home: bool,
}

impl PostView {
    /// What hangs on it beside its text: a cover and pictures in the text are seen already, and a list
    /// that shows only a summary shows none.
    pub fn attached(&self) -> impl Iterator<Item = &Attachment> {
        let summary_only = self.html.is_empty() && !self.title.is_empty();
        self.files.iter().filter(move |file| {
            let cover = self.cover.as_ref().is_some_and(|cover| *cover == file.id.to_string());
            !summary_only && !cover && !self.html.contains(&file.url)
        })
    }

    pub fn has_pictures(&self) -> bool {
        self.attached().any(Attachment::is_picture)
    }

    pub fn has_files(&self) -> bool {
        self.attached().any(|file| !file.is_picture())
    }

    /// The space, where it says something new.
    pub fn elsewhere(&self) -> Option<&SpaceTag> {
        self.space.as_ref().filter(|_| !self.at_home)
    }

    pub fn reading_minutes(&self) -> i64 {
        i64::from(kernel::text::reading_minutes(u32::try_from(self.words).unwrap_or(u32::MAX)))
    }

    /// What stands in its place, when this viewer may not read it.
    pub fn closed(&self) -> Option<&Withheld> {
        self.withheld.as_ref().filter(|withheld| !self.mine || withheld.state == Holding::Removed)
    }

    /// What the author is called.
    pub fn by(&self) -> &str {
        self.author.as_ref().map_or(self.author_name.as_str(), |face| face.name.as_str())
    }

    /// The reaction that has its own button: "useful".
    pub fn useful(&self) -> i64 {
        self.reactions.iter().find(|reaction| reaction.emoji == super::reactions::USEFUL).map_or(0, |r| r.n)
    }

    pub fn is_useful_to_me(&self) -> bool {
        self.reactions.iter().any(|reaction| reaction.emoji == super::reactions::USEFUL && reaction.mine)
    }

    pub fn other_reactions(&self) -> impl Iterator<Item = &Reaction> {
        self.reactions.iter().filter(|reaction| reaction.emoji != super::reactions::USEFUL)
    }

    pub fn label(&self) -> String {
        if self.title.is_empty() { kernel::text::excerpt_html(&self.html, 60) } else { self.title.clone() }
    }
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SpaceTag {
    pub slug: String,
    pub name: String,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Reaction {
    pub emoji: String,
    pub n: i64,
    pub mine: bool,
}

/// A post inside another that shares it; the viewer may see it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SharedPost {
    pub url: String,
    pub by: String,
    pub title: String,
    pub excerpt: String,
    pub published: Millis,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Reason {
    pub text: &'static str,
    pub name: String,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Poll {
    pub options: Vec<PollOption>,
    pub votes: i64,
    pub several: bool,
    pub closes: Option<Millis>,
    pub closed: bool,
    pub voted: bool,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PollOption {
    pub option: i64,
    pub label: String,
    pub votes: i64,
    pub percent: i64,
    pub mine: bool,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Attachment {
    pub id: Id,
    pub url: String,
    pub thumbnail: Option<String>,
    pub name: String,
    pub kind: String,
    pub size: i64,
    pub alt: String,
    pub width: Option<i64>,
    pub height: Option<i64>,
}

impl Attachment {
    pub fn is_picture(&self) -> bool {
        self.kind.starts_with("image/")
    }
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Card {
    pub url: String,
    pub title: String,
    pub description: String,
    pub site: String,
    /// Where its picture is, for who may see the post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
}

/// A comment as it is read, with its replies.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CommentView {
    pub id: Id,
    pub author: Option<Face>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub author_name: String,
    pub html: String,
    pub published: Millis,
    pub edited: Option<Millis>,
    /// True when it was deleted but has replies: its place stays.
    pub deleted: bool,
    /// Why it is not to be read now: its place stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withheld: Option<Withheld>,
    pub reactions: Vec<Reaction>,
    pub mine: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(no_recursion)]
    pub replies: Vec<CommentView>,
}

impl CommentView {
    /// What stands in its place, when this viewer may not read it.
    pub fn closed(&self) -> Option<&Withheld> {
        self.withheld.as_ref().filter(|_| !self.mine)
    }

    pub fn by(&self) -> &str {
        self.author.as_ref().map_or(self.author_name.as_str(), |face| face.name.as_str())
    }

    pub fn useful(&self) -> i64 {
        self.reactions.iter().find(|reaction| reaction.emoji == super::reactions::USEFUL).map_or(0, |r| r.n)
    }

    pub fn is_useful_to_me(&self) -> bool {
        self.reactions.iter().any(|reaction| reaction.emoji == super::reactions::USEFUL && reaction.mine)
    }
}

/// What is sent to write a post: a form or JSON.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct PostForm {
    pub kind: String,
    /// The space's slug; empty for one's own stream.
    pub space: String,
    /// Empty: that of the space, or internal.
    pub audience: String,
    pub title: String,
    pub summary: String,
    pub body: String,
    pub series: String,
    /// `draft` keeps it for oneself.
    pub state: String,
    /// Ids of uploaded files.
    #[serde(deserialize_with = "input::list")]
    pub attachments: Vec<String>,
    /// The options of a poll.
    #[serde(deserialize_with = "input::list", alias = "poll_option")]
    pub poll: Vec<String>,
    #[serde(deserialize_with = "input::flag")]
    pub poll_several: bool,
    /// The id of a post that this one shares.
    pub share: String,
    /// The revision that an edit began from.
    #[serde(deserialize_with = "input::text")]
    pub revision: String,
    /// The audience that the author has confirmed when it becomes wider.
    pub confirmed_audience: String,
    /// The same for every attempt at one text: a repeated attempt answers what the first did.
    pub once: String,
    /// The key of the draft that this was.
    pub draft: String,
    /// When that draft was last kept, if it is sent later than it was finished: a newer one stays.
    #[serde(deserialize_with = "input::text")]
    pub draft_at: String,
    pub cover: String,
    /// Takes the cover away.
    #[serde(deserialize_with = "input::flag")]
    pub no_cover: bool,
    /// Where to go back to.
    pub next: String,
    /// What files show, for those who cannot see them: `alt_ID`.
    #[serde(flatten)]
    #[schema(ignore)]
    pub more: std::collections::HashMap<String, serde_json::Value>,
}

impl PostForm {
    /// Descriptions of attached files.
    pub fn descriptions(&self) -> Vec<(Id, String)> {
        let alts = self.more.iter().filter_map(|(key, value)| {
            let id = key.strip_prefix("alt_")?.parse().ok()?;
            Some((id, value.as_str()?.chars().take(500).collect()))
        });
        alts.collect()
    }
}

/// What is written, after it was checked.
#[derive(Debug, Clone, Default)]
pub struct NewPost {
    pub kind: String,
    pub space: Option<Id>,
    pub audience: Audience,
    pub title: String,
    pub summary: String,
    pub body: String,
    pub series: String,
    pub cover: Option<String>,
    pub draft: bool,
    pub files: Vec<Id>,
    pub poll: Vec<String>,
    pub poll_several: bool,
    pub shared: Option<Id>,
    pub descriptions: Vec<(Id, String)>,
    pub once: Option<String>,
    pub byline: Byline,
}

/// Under whose name something stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Byline {
    #[default]
    Author,
    /// Under none.
    Nobody,
    /// That of the company.
    Company(String),
}

/// A text after rendering, with what was found in it.
#[derive(Debug, Clone, Default)]
pub struct Prepared {
    pub html: String,
    pub words: i64,
    pub tags: Vec<String>,
    pub links: Vec<String>,
    pub mentions: Vec<Id>,
    /// It waits for a moderator before anybody else reads it: the reason.
    pub held: Option<String>,
    /// Who is asked before it is written.
    pub screening: Screening,
}

impl Prepared {
    /// Those who are to be asked about it.
    pub fn screened(self, screening: Screening) -> Self {
        Self { screening, ..self }
    }
}

/// A post that comes from another system.
#[derive(Debug, Clone)]
pub struct Imported {
    /// Stable: the same post has the same key in every run.
    pub source_key: String,
    pub kind: String,
    pub author: Option<Id>,
    pub author_name: String,
    pub space: Id,
    pub title: String,
    pub summary: String,
    pub body: String,
    pub tags: Vec<String>,
    pub at: Millis,
    pub cover: Option<String>,
}

/// A comment or an answer that comes from another system.
#[derive(Debug, Clone)]
pub struct ImportedComment {
    /// Stable: the same comment has the same key in every run.
    pub source_key: String,
    pub kind: &'static str,
    pub root: Id,
    /// The comment that it stands below.
    pub parent: Option<Id>,
    pub author: Option<Id>,
    pub author_name: String,
    pub body: String,
    pub at: Millis,
}

/// What an import did with a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    New(Id),
    Changed(Id),
    Unchanged(Id),
}
