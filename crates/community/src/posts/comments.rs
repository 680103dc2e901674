//! Comments: posts with a root, shown two levels deep.

use super::ops::follow;
use super::types::{MOST_BODY, Post, Prepared};
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::viewer::{Seen, Viewer};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

/// What is sent to comment.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct CommentForm {
    pub body: String,
    /// The comment that this one answers.
    pub parent: String,
    /// The revision that an edit began from.
    #[serde(deserialize_with = "kernel::web::input::text")]
    pub revision: String,
    /// The same for every attempt at one comment: a repeated attempt answers what the first did.
    pub once: String,
}

pub fn check(form: &CommentForm) -> Result<()> {
    let mut checks = Checks::new();
    checks.require(!form.body.trim().is_empty(), "body", "required");
    checks.at_most(&form.body, MOST_BODY / 10, "body");
    checks.finish()
}

/// The comment that an earlier attempt with the same key made, if there was one.
pub async fn made(tx: &Tx, viewer: &Viewer, root: Id, once: Option<&str>) -> Result<Option<Id>> {
    let Some(once) = once else { return Ok(None) };
    let sql = "select id, coalesce(root, 0) from posts where author = $1 and once = $2";
    match tx.row::<(Id, Id)>(sql, args![viewer.signed_in()?, once]).await? {
        None => Ok(None),
        Some((id, of)) if of == root => Ok(Some(id)),
        Some(_) => Err(Error::field("once", "taken")),
    }
}

/// Remembers the key with which a comment was made.
pub async fn remember(tx: &Tx, comment: Id, once: Option<&str>) -> Result<()> {
    match once {
        Some(_) => tx.execute("update posts set once = $1 where id = $2", args![once, comment]).await.map(drop),
        None => Ok(()),
    }
}

/// Comments on `root`; `parent` is a comment of it that is answered. An answer to an answer goes to
/// the same thread, so that it stays two levels deep.
pub async fn comment(
    tx: &Tx,
    viewer: &Viewer,
    root: &Seen<Post>,
    parent: Option<&Seen<Post>>,
    body: &str,
    prepared: &Prepared,
) -> Result<Id> {
    write(tx, viewer, COMMENT, root, parent, body, prepared).await
}

/// The kind of what is said below a post.
pub const COMMENT: &str = "comment";

/// The same under another kind, for a capability whose posts are answered by more than comments.
pub async fn write(
    tx: &Tx,
    viewer: &Viewer,
    kind: &'static str,
    root: &Seen<Post>,
    parent: Option<&Seen<Post>>,
    body: &str,
    prepared: &Prepared,
) -> Result<Id> {
    let author = viewer.signed_in()?;
    if root.state != "published" || root.root.is_some() {
        return Err(Error::NotFound);
    }
    let sql = "select archived from spaces where id = $1";
    let archived: Option<Option<i64>> = tx.value(sql, args![root.space.unwrap_or_default()]).await?;
    if archived.flatten().is_some() {
        return Err(Error::Forbidden("forbidden-archived"));
    }
    let thread = match parent {
        None => None,
        Some(parent) if parent.root == Some(root.id) => Some(parent.parent.unwrap_or(parent.id)),
        Some(_) => return Err(Error::field("parent", "not-found")),
    };
    let id = tx.id();
    let sql = "insert into posts (id, kind, root, parent, author, author_name, space, audience, title, summary, slug, body,
                 html, words, language, series, state, revision, comments, reactions, shares, extras, created, published)
               values ($1, $11, $2, $3, $4, '', $5, $6, '', '', '', $7, $8, $9, '', '', 'published', 1, 0, 0, 0, 0,
                 $10, $10)";
    let args = args![
        id,
        root.id,
        thread,
        author,
        root.space,
        root.audience,
        body,
        &prepared.html,
        prepared.words,
        tx.now(),
        kind
    ];
    tx.execute(sql, args).await?;
    tx.execute("update posts set comments = comments + 1 where id = $1", args![root.id]).await?;
    for member in &prepared.mentions {
        let sql = "insert into post_mentions (post, member) values ($1, $2) on conflict (member, post) do nothing";
        tx.execute(sql, args![id, member]).await?;
    }
    follow(tx, author, root.id).await?;
    let event = Event::new("posts.commented", viewer.member, id).within(root.space).with(json!({
        "kind": kind,
        "root": root.id,
        "parent": parent.map(|parent| parent.id),
        "mentions": prepared.mentions,
    }));
    journal::record(tx, event).await?;
    Ok(id)
}

/// Lets files of its author be read by who may read the comment; its text names them.
pub async fn attach(tx: &Tx, comment: Id, author: Id, files: &[Id]) -> Result<()> {
    for (rank, file) in (0i64..).zip(files) {
        let sql = "insert into post_files (post, file, rank)
                   select $1, f.id, cast($2 as bigint) from files f where f.id = $3 and f.owner = $4
                   on conflict (post, file) do nothing";
        tx.execute(sql, args![comment, rank, file, author]).await?;
    }
    Ok(())
}
