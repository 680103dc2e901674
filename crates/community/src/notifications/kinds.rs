//! The kinds of notifications: what each follows from, whom it concerns, how it is said.
//!
//! A capability that has something to tell registers its kinds ([`Kinds::new`]). The order of the
//! kinds is their weight: who is concerned twice by one row of the journal hears the first.

use super::facts;
use futures_util::future::BoxFuture;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::Entry;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;
use utoipa::ToSchema;

/// A kind of notification.
#[derive(Clone)]
pub struct Kind {
    /// The word in JSON and in the database.
    pub word: &'static str,
    /// The text that names it in the settings.
    pub text: &'static str,
    /// The sentence: `$name` did it and `$n` others, to `$title`.
    pub said: &'static str,
    pub icon: &'static str,
    /// The rows of the journal that it follows from.
    pub verbs: &'static [&'static str],
    pub find: Find,
    /// What must still be so for it to be shown: a condition on `notifications n`.
    pub still: Option<&'static str>,
    /// Where it goes when nobody chose otherwise.
    pub channels: Channels,
    /// It cannot be turned off.
    pub fixed: bool,
    /// It does not wait for working hours.
    pub urgent: bool,
    /// It is addressed to one by name.
    pub direct: bool,
}

type Find = for<'a> fn(&'a Tx, &'a Entry) -> BoxFuture<'a, Result<Option<Fact>>>;

/// Something that concerns some members.
#[derive(Debug, Clone)]
pub struct Fact {
    pub about: About,
    /// Who did it; they are not told.
    pub by: Option<Id>,
    /// The post or comment, and the post that it belongs to.
    pub post: Option<Id>,
    pub root: Option<Id>,
    pub space: Option<Id>,
    /// What has the same subject is told together until it is read. One that is an address is where it leads.
    pub subject: String,
    /// A word that the sentence says, such as the skill.
    pub detail: String,
    pub to: To,
}

impl Fact {
    /// What the row of a journal means for those to whom it is told: about its object, a post or what is said below
    /// `root`.
    pub fn of_post(entry: &Entry, root: Id, subject: String, to: To) -> Self {
        Self {
            about: About::Post,
            by: entry.actor,
            post: Some(entry.object),
            root: Some(root),
            space: entry.space,
            subject,
            detail: String::new(),
            to,
        }
    }
}

/// What the reader must be able to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Post,
    Space,
    Member,
}

impl About {
    pub fn word(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Space => "space",
            Self::Member => "member",
        }
    }
}

/// Whom a fact concerns: the members that `sql` selects of the thing `$1`.
#[derive(Debug, Clone)]
pub struct To {
    pub sql: Cow<'static, str>,
    pub of: Id,
}

/// Where a kind goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Channels {
    pub page: bool,
    pub push: bool,
    pub mail: bool,
    pub digest: bool,
}

/// At once, one channel after the other.
const AT_ONCE: Channels = Channels { page: true, push: true, mail: true, digest: true };
/// In the page, and with the best of the rest.
const QUIET: Channels = Channels { page: true, push: false, mail: false, digest: true };

/// All kinds that the program knows.
#[derive(Clone)]
pub struct Kinds {
    kinds: Arc<Vec<Kind>>,
    still: Arc<str>,
}

impl Default for Kinds {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Kinds {
    /// Those of this wing, and what other wings bring.
    pub fn new(others: Vec<Kind>) -> Self {
        let mut kinds = own();
        kinds.extend(others);
        let still: String = kinds
            .iter()
            .filter_map(|kind| Some(format!(" and (n.kind <> '{}' or {})", kind.word, kind.still?)))
            .collect();
        Self { kinds: Arc::new(kinds), still: still.into() }
    }

    pub fn find(&self, word: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.word == word)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Kind> {
        self.kinds.iter()
    }

    /// Those that follow from a row of the journal, the weightiest first.
    pub fn of<'a>(&'a self, verb: &'a str) -> impl Iterator<Item = &'a Kind> {
        self.kinds.iter().filter(move |kind| kind.verbs.contains(&verb))
    }

    /// What must still be so, for all kinds: a condition that begins with `and`.
    pub fn still(&self) -> &str {
        &self.still
    }
}

fn own() -> Vec<Kind> {
    let quiet = Kind {
        word: "",
        text: "",
        said: "",
        icon: "bell",
        verbs: &[],
        find: |_, _| Box::pin(async { Ok(None) }),
        still: None,
        channels: QUIET,
        fixed: false,
        urgent: false,
        direct: false,
    };
    let at_once = Kind { channels: AT_ONCE, direct: true, ..quiet.clone() };
    vec![
        Kind {
            word: "security",
            text: "notifications-kind-security",
            said: "notifications-said-security",
            icon: "shield",
            verbs: facts::SECURITY,
            find: |_, entry| Box::pin(async move { Ok(facts::security(entry)) }),
            // The mail of it is sent at once by identity, to the address of before.
            channels: Channels { page: true, push: true, mail: false, digest: false },
            fixed: true,
            urgent: true,
            ..at_once.clone()
        },
        Kind {
            word: "confirmation",
            text: "notifications-kind-confirmation",
            said: "notifications-said-confirmation",
            icon: "charter",
            verbs: &["announcements.reminded"],
            find: |tx, entry| Box::pin(facts::reminder(tx, entry)),
            still: Some(facts::STILL_UNCONFIRMED),
            fixed: true,
            ..at_once.clone()
        },
        Kind {
            word: "mention",
            text: "notifications-kind-mention",
            said: "notifications-said-mention",
            icon: "at",
            verbs: &["posts.published", "posts.commented", "posts.edited"],
            find: |tx, entry| Box::pin(facts::mention(tx, entry)),
            ..at_once.clone()
        },
        Kind {
            word: "reply",
            text: "notifications-kind-reply",
            said: "notifications-said-reply",
            icon: "reply",
            verbs: &["posts.commented"],
            find: |tx, entry| Box::pin(facts::reply(tx, entry)),
            ..at_once.clone()
        },
        Kind {
            word: "comment",
            text: "notifications-kind-comment",
            said: "notifications-said-comment",
            icon: "messages",
            verbs: &["posts.commented"],
            find: |tx, entry| Box::pin(facts::comment(tx, entry)),
            ..quiet.clone()
        },
        Kind {
            word: "reaction",
            text: "notifications-kind-reaction",
            said: "notifications-said-reaction",
            icon: "thumb",
            verbs: &["posts.reacted"],
            find: |tx, entry| Box::pin(facts::reaction(tx, entry)),
            still: Some("exists (select 1 from reactions sr where sr.post = n.post and sr.member = n.actor)"),
            channels: Channels { digest: false, ..QUIET },
            ..quiet.clone()
        },
        Kind {
            word: "follower",
            text: "notifications-kind-follower",
            said: "notifications-said-follower",
            icon: "user-plus",
            verbs: &["people.followed"],
            find: |_, entry| Box::pin(async move { Ok(Some(facts::follower(entry))) }),
            still: Some("exists (select 1 from follows sf where sf.follower = n.actor and sf.followed = n.member)"),
            ..quiet.clone()
        },
        Kind {
            word: "endorsement",
            text: "notifications-kind-endorsement",
            said: "notifications-said-endorsement",
            icon: "award",
            verbs: &["people.endorsed"],
            find: |_, entry| Box::pin(async move { Ok(Some(facts::endorsement(entry))) }),
            ..quiet.clone()
        },
        Kind {
            word: "invitation",
            text: "notifications-kind-invitation",
            said: "notifications-said-invitation",
            icon: "mail",
            verbs: &["spaces.invited"],
            find: |_, entry| Box::pin(async move { Ok(facts::invitation(entry)) }),
            channels: Channels { push: false, ..AT_ONCE },
            ..at_once.clone()
        },
        Kind {
            word: "request",
            text: "notifications-kind-request",
            said: "notifications-said-request",
            icon: "user-check",
            verbs: &["spaces.asked"],
            find: |_, entry| Box::pin(async move { Ok(Some(facts::request(entry))) }),
            still: Some(facts::STILL_LOOKS_AFTER),
            channels: Channels { push: false, ..AT_ONCE },
            ..at_once.clone()
        },
        Kind {
            word: "admission",
            text: "notifications-kind-admission",
            said: "notifications-said-admission",
            icon: "spaces",
            verbs: &["spaces.approved"],
            find: |_, entry| Box::pin(async move { Ok(facts::invitation(entry)) }),
            ..quiet.clone()
        },
        Kind {
            word: "search",
            text: "notifications-kind-search",
            said: "notifications-said-search",
            icon: "search",
            verbs: &["search.found"],
            find: |_, entry| Box::pin(async move { Ok(facts::found(entry)) }),
            ..quiet.clone()
        },
        Kind {
            word: "post",
            text: "notifications-kind-post",
            said: "notifications-said-post",
            icon: "edit",
            verbs: &["posts.published"],
            find: |tx, entry| Box::pin(facts::post(tx, entry)),
            ..quiet
        },
    ]
}
