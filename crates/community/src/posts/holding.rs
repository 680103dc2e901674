//! What is kept from its readers: held until somebody has looked at it, hidden, or removed. The text stays; who may read
//! along sees its place and the reason, its author reads it as well unless it was removed.
//!
//! It does not know who decides, or why: that is moderation. It only keeps lists, counts, search and live pages true,
//! because all of them ask for posts whose state is `published`.

use super::ops::count_out;
use super::types::{POST, Post};
use futures_util::future::BoxFuture;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::viewer::Viewer;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::HashMap;
use utoipa::ToSchema;

/// In what way something is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Holding {
    /// It waits for a moderator.
    Held,
    /// A moderator has taken it from view; its author may change it.
    Hidden,
    /// It is gone for everybody, and kept only as evidence.
    Removed,
}

impl Holding {
    pub const ALL: [Self; 3] = [Self::Held, Self::Hidden, Self::Removed];

    pub fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Hidden => "hidden",
            Self::Removed => "removed",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|holding| holding.word() == word)
    }

    /// The sentence that stands in its place.
    pub fn text(self) -> &'static str {
        match self {
            Self::Held => "posts-place-held",
            Self::Hidden => "posts-place-hidden",
            Self::Removed => "posts-place-removed",
        }
    }
}

/// Reasons that need no charter: the word, and the text that says it. There is none for an opinion.
pub const REASONS: &[(&str, &str)] = &[
    ("respect", "posts-reason-respect"),
    ("personal", "posts-reason-personal"),
    ("confidential", "posts-reason-confidential"),
    ("unlawful", "posts-reason-unlawful"),
    ("misleading", "posts-reason-misleading"),
    ("spam", "posts-reason-spam"),
    ("place", "posts-reason-place"),
    ("review", "posts-reason-review"),
];

/// The text of a reason that has one.
pub fn reason_text(reason: &str) -> Option<&'static str> {
    REASONS.iter().find(|(word, _)| *word == reason).map(|(_, text)| *text)
}

/// How many hours it takes at most until somebody has looked at a text of this kind in this space, where it waits for
/// that: a part of the App that a capability of higher rank fills.
#[derive(Clone, Copy, Default)]
pub struct Promise(pub Option<Promised>);

pub type Promised = for<'a> fn(&'a Tx, &'a Viewer, Id, &'a str) -> BoxFuture<'a, Result<Option<i64>>>;

/// What stands in the place of a text.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Withheld {
    pub state: Holding,
    /// A word, or the paragraph of the charter that was cited.
    pub reason: String,
}

impl Withheld {
    pub fn reason_text(&self) -> Option<&'static str> {
        reason_text(&self.reason)
    }
}

/// A post whose state says that it is withheld; the words of an index.
const WITHHELD: &str = "state in ('held', 'hidden', 'removed')";

async fn row(tx: &Tx, post: Id) -> Result<Post> {
    let sql = format!("select {POST} from posts p where p.id = $1");
    tx.row(&sql, args![post]).await?.ok_or(Error::NotFound)
}

/// Whether readers were told of it: of what is not withheld they were.
async fn announced(tx: &Tx, post: Id) -> Result<Option<bool>> {
    tx.value("select announced from post_holdings where post = $1", args![post]).await
}

/// Keeps a post or comment from its readers until somebody has looked at it. `actor` is none when a rule does.
pub async fn hold(tx: &Tx, actor: Option<Id>, post: Id, reason: &str) -> Result<bool> {
    withhold(tx, actor, post, Holding::Held, reason).await
}

/// Takes a post or comment from view. Its place stays, with the reason.
pub async fn hide(tx: &Tx, actor: Option<Id>, post: Id, reason: &str) -> Result<bool> {
    withhold(tx, actor, post, Holding::Hidden, reason).await
}

/// Takes it from its author as well.
pub async fn remove(tx: &Tx, actor: Option<Id>, post: Id, reason: &str) -> Result<bool> {
    withhold(tx, actor, post, Holding::Removed, reason).await
}

/// What is written is not told to anybody yet: for who writes it, in the transaction in which it is inserted with the
/// state `held`, instead of announcing it. [`release`] announces it.
pub async fn hold_back(tx: &Tx, viewer: &Viewer, post: Id, reason: &str) -> Result<()> {
    let row = row(tx, post).await?;
    note(tx, None, post, Holding::Held, reason, false).await?;
    tell(tx, "posts.withheld", row.actor(viewer), &row, Some((Holding::Held, reason))).await
}

/// True when that changed something; a draft cannot be withheld, nobody sees it.
pub async fn withhold(tx: &Tx, actor: Option<Id>, post: Id, to: Holding, reason: &str) -> Result<bool> {
    let row = row(tx, post).await?;
    if row.state == "draft" {
        return Ok(false);
    }
    let announced = announced(tx, post).await?.unwrap_or(true);
    note(tx, actor, post, to, reason, announced).await?;
    if row.state != "deleted" {
        tx.execute("update posts set state = $1 where id = $2", args![to.word(), post]).await?;
    }
    if row.state == "published" {
        count_out(tx, &row, -1).await?;
    }
    if row.state == to.word() {
        return Ok(true);
    }
    tell(tx, "posts.withheld", actor, &row, Some((to, reason))).await?;
    Ok(true)
}

/// Gives it back to its readers, with all counts. What was never told to anybody is announced now.
pub async fn release(tx: &Tx, actor: Option<Id>, post: Id) -> Result<bool> {
    let row = row(tx, post).await?;
    let Some(announced) = announced(tx, post).await? else { return Ok(false) };
    tx.execute("delete from post_holdings where post = $1", args![post]).await?;
    if Holding::parse(&row.state).is_none() {
        return Ok(true);
    }
    tx.execute("update posts set state = 'published' where id = $1", args![post]).await?;
    count_out(tx, &row, 1).await?;
    if !announced {
        announce(tx, &row).await?;
    }
    tell(tx, "posts.released", actor, &row, None).await?;
    Ok(true)
}

/// How a post is withheld now, also while its author has deleted it.
pub async fn of(tx: &Tx, post: Id) -> Result<Option<Withheld>> {
    Ok(all(tx, &[post]).await?.remove(&post))
}

/// The same for the posts of a page.
pub async fn all(tx: &Tx, posts: &[Id]) -> Result<HashMap<Id, Withheld>> {
    if posts.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = "select post, state, reason from post_holdings where post in (each($1))";
    let rows: Vec<(Id, String, String)> = tx.rows(sql, args![posts]).await?;
    let of_state = |(post, state, reason): (Id, String, String)| {
        Holding::parse(&state).map(|state| (post, Withheld { state, reason }))
    };
    Ok(rows.into_iter().filter_map(of_state).collect())
}

/// What is withheld of an author, newest first.
pub async fn of_author(tx: &Tx, author: Id, before: Id, most: i64) -> Result<Vec<Id>> {
    let sql = format!(
        "select id from posts where (author = $1 or veiled = $1) and {WITHHELD} and id < $2 order by id desc limit $3"
    );
    tx.column(&sql, args![author, before, most]).await
}

async fn note(tx: &Tx, actor: Option<Id>, post: Id, to: Holding, reason: &str, announced: bool) -> Result<()> {
    let sql =
        "insert into post_holdings (post, state, reason, by_member, announced, at) values ($1, $2, $3, $4, $5, $6)
               on conflict (post) do update set state = excluded.state, reason = excluded.reason,
                 by_member = excluded.by_member, at = excluded.at";
    tx.execute(sql, args![post, to.word(), reason, actor, announced, tx.now()]).await.map(drop)
}

async fn tell(tx: &Tx, verb: &'static str, actor: Option<Id>, post: &Post, now: Option<(Holding, &str)>) -> Result<()> {
    let details = match now {
        Some((state, reason)) => json!({ "root": post.root, "state": state, "reason": reason }),
        None => json!({ "root": post.root }),
    };
    journal::record(tx, Event::new(verb, actor, post.id).within(post.space).with(details)).await
}

/// What [`super::ops::publish`] and [`super::comments::write`] record, of what was kept of it.
async fn announce(tx: &Tx, post: &Post) -> Result<()> {
    let mentions: Vec<Id> = tx.column("select member from post_mentions where post = $1", args![post.id]).await?;
    let (verb, details) = match post.root {
        None => {
            let links: Vec<String> = tx.column("select url from post_links where post = $1", args![post.id]).await?;
            let details = json!({ "kind": post.kind, "audience": post.audience, "mentions": mentions,
                "links": links, "shared": post.shared });
            ("posts.published", details)
        }
        Some(root) => {
            let details = json!({ "kind": post.kind, "root": root, "parent": post.parent, "mentions": mentions });
            ("posts.commented", details)
        }
    };
    journal::record(tx, Event::new(verb, post.author, post.id).within(post.space).with(details)).await
}
