//! The kinds of posts. Everything that is written is a post; a kind says what it is called, how it is
//! shown and what it needs. A capability that brings a kind registers it as part of the program.

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
}

pub const NOTE: Kind = Kind {
    word: "note",
    text: "posts-kind-note",
    icon: "edit",
    titled: false,
    summarised: false,
    form: "/posts/new?kind=note",
};

/// All kinds that the program knows.
#[derive(Debug, Clone)]
pub struct Kinds(Arc<Vec<Kind>>);

impl Default for Kinds {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Kinds {
    /// Notes, and what the wings bring.
    pub fn new(mut others: Vec<Kind>) -> Self {
        others.insert(0, NOTE);
        Self(Arc::new(others))
    }

    pub fn find(&self, word: &str) -> Option<&Kind> {
        self.0.iter().find(|kind| kind.word == word)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Kind> {
        self.0.iter()
    }
}
