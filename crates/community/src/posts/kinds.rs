//! The kinds of posts. Everything that is written is a post; a kind says what it is called, how it is
//! shown and what it needs. A capability that brings a kind registers it as part of the program.

use super::types::{Byline, PostForm};
use futures_util::future::BoxFuture;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::Viewer;
use kernel::web::Page;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::Arc;

/// A kind of post.
#[derive(Debug, Clone)]
pub struct Kind {
    /// The word in addresses, JSON and the database.
    pub word: &'static str,
    /// The text that names it.
    pub text: &'static str,
    pub icon: &'static str,
    /// A title is required; without one it must not have any.
    pub titled: bool,
    /// A list shows the summary; otherwise the whole text.
    pub summarised: bool,
    /// The page where one is written.
    pub form: &'static str,
    /// It is made and changed only where its own capability does so, by the rules that hold there. It is taken away as any.
    pub apart: bool,
    /// Whether it is offered to this viewer; the flag says that they own a space.
    pub offered: fn(&Viewer, bool) -> bool,
    /// Fields of `PostForm::more` that others read as they were typed: they are looked at as the text is.
    pub texts: &'static [&'static str],
    /// Keeps what only this kind has, in the transaction of the post.
    pub keep: Option<Keep>,
    /// Under whose name one may write one, where that is a choice: it is given what was asked for, and the space.
    pub byline: Option<Bylined>,
    /// Draws what only this kind shows below the text on its own page.
    pub panel: Option<Panel>,
    /// What the composer asks beyond the text; the answers are in `PostForm::more`.
    pub questions: &'static [Question],
    /// What was answered to these questions, for the form of a post that is changed.
    pub answered: Option<Answered>,
    /// Where a post of this kind is read and edited, if not on the page that all posts have.
    pub home: Option<Home>,
}

impl Kind {
    /// The page where one is written, with a space that is chosen there; empty: none.
    pub fn form_in(&self, space: &str) -> String {
        match (space, if self.form.contains('?') { '&' } else { '?' }) {
            ("", _) => self.form.to_owned(),
            (space, sign) => format!("{}{sign}space={space}", self.form),
        }
    }
}

/// The address of a post; of its form when the flag is set. `None`: it has no place of its own now.
pub type Home = for<'a> fn(&'a Tx, Id, bool) -> BoxFuture<'a, Result<Option<String>>>;
pub type Keep = for<'a> fn(&'a Tx, &'a Viewer, Id, &'a PostForm) -> BoxFuture<'a, Result<()>>;
pub type Bylined = for<'a> fn(&'a Tx, &'a Viewer, &'a str, Option<Id>) -> BoxFuture<'a, Result<Byline>>;
pub type Answered = for<'a> fn(&'a Tx, Id) -> BoxFuture<'a, Result<HashMap<String, Value>>>;
pub type Panel = for<'a> fn(&'a Page, Id) -> BoxFuture<'a, Result<String>>;

/// A field of the composer that one kind alone has.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    pub name: &'static str,
    /// Keys of texts.
    pub label: &'static str,
    pub hint: &'static str,
    /// The type of the `<input>`.
    pub input: &'static str,
}

impl Kind {
    /// A kind of which nothing is said: `Kind { word: "...", ..Kind::PLAIN }`.
    pub const PLAIN: Self = Self {
        word: "",
        text: "",
        icon: "edit",
        titled: false,
        summarised: false,
        form: "",
        apart: false,
        offered: |_, _| true,
        texts: &[],
        keep: None,
        byline: None,
        panel: None,
        questions: &[],
        answered: None,
        home: None,
    };
}

pub const NOTE: Kind = Kind {
    word: "note",
    text: "posts-kind-note",
    icon: "edit",
    titled: false,
    summarised: false,
    form: "/posts/new?kind=note",
    ..Kind::PLAIN
};

/// A kind of what stands below a post.
#[derive(Debug, Clone, Copy)]
pub struct ReplyKind {
    /// The word in addresses, JSON and the database.
    pub word: &'static str,
    /// The text that names it.
    pub text: &'static str,
    /// The text that says to which post it belongs, by its `title`.
    pub to: &'static str,
    pub icon: &'static str,
}

pub const COMMENT: ReplyKind =
    ReplyKind { word: "comment", text: "posts-kind-comment", to: "posts-comment-on", icon: "reply" };

/// All kinds that the program knows.
#[derive(Debug, Clone)]
pub struct Kinds(Arc<Vec<Kind>>, Arc<Vec<ReplyKind>>);

impl Default for Kinds {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Kinds {
    /// Notes, and what the wings bring.
    pub fn new(mut others: Vec<Kind>) -> Self {
        others.insert(0, NOTE);
        Self(Arc::new(others), Arc::new(vec![COMMENT]))
    }

    /// Beside comments, also these stand below posts.
    #[must_use]
    pub fn with_replies(self, mut others: Vec<ReplyKind>) -> Self {
        others.insert(0, COMMENT);
        Self(self.0, Arc::new(others))
    }

    /// What stands below a post; of a word that nobody knows, a comment.
    pub fn reply(&self, word: &str) -> ReplyKind {
        self.1.iter().find(|reply| reply.word == word).copied().unwrap_or(COMMENT)
    }

    /// The icon and the text that names a kind, also of what stands below posts.
    pub fn named(&self, word: &str) -> (&'static str, &'static str) {
        let of_reply = || self.1.iter().find(|reply| reply.word == word).map(|reply| (reply.icon, reply.text));
        let of_kind = self.find(word).map(|kind| (kind.icon, kind.text));
        of_kind.or_else(of_reply).unwrap_or(("doc", "posts-kind-other"))
    }

    pub fn find(&self, word: &str) -> Option<&Kind> {
        self.0.iter().find(|kind| kind.word == word)
    }

    /// Refuses what is made and changed only by its own capability: `posts-at-its-place`.
    pub fn not_apart(&self, word: &str) -> Result<()> {
        match self.find(word) {
            Some(kind) if kind.apart => Err(Error::Forbidden("posts-at-its-place")),
            _ => Ok(()),
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = &Kind> {
        self.0.iter()
    }
}
