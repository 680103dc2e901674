//! Comments: posts with a root, shown two levels deep.

use super::compose;
use super::holding::{self, Holding};
use super::imported::free_id;
use super::ops::follow;
use super::screening::{self, Written};
use super::types::{ImportedComment, MOST_BODY, Outcome, Post, Prepared};
use kernel::args;
use kernel::clock::Millis;
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
    let written = Written {
        thing: id,
        kind,
        space: root.space,
        audience: root.audience,
        changes: false,
        texts: vec![("body", body)],
        files: &[],
        insisted: None,
    };
    let passed = screening::pass(tx, viewer, written, 0, prepared).await?;
    let (body, prepared) = (passed.text(0), &*passed.prepared);
    let new = Row {
        id,
        kind,
        root: root.id,
        parent: thread,
        author: Some(author),
        author_name: "",
        body,
        at: tx.now(),
        source_key: None,
        held: prepared.held.is_some(),
    };
    insert(tx, &new, prepared).await?;
    follow(tx, author, root.id).await?;
    if let Some(reason) = &prepared.held {
        holding::hold_back(tx, viewer, id, reason).await?;
        return Ok(id);
    }
    let event = Event::new("posts.commented", viewer.member, id).within(root.space).with(json!({
        "kind": kind,
        "root": root.id,
        "parent": parent.map(|parent| parent.id),
        "mentions": prepared.mentions,
    }));
    journal::record(tx, event).await?;
    Ok(id)
}

/// A comment as it is written into the table. Space and audience are those of its root.
struct Row<'a> {
    id: Id,
    kind: &'a str,
    root: Id,
    parent: Option<Id>,
    author: Option<Id>,
    author_name: &'a str,
    body: &'a str,
    at: Millis,
    source_key: Option<&'a str>,
    /// It waits for a moderator before anybody is told of it.
    held: bool,
}

async fn insert(tx: &Tx, row: &Row<'_>, prepared: &Prepared) -> Result<()> {
    let sql = "insert into posts (id, kind, root, parent, author, author_name, space, audience, title, summary, slug, body,
                 html, words, language, series, state, revision, comments, reactions, shares, extras, created, published,
                 source_key)
               select cast($1 as bigint), cast($2 as text), r.id, cast($4 as bigint), cast($5 as bigint),
                 cast($6 as text), r.space, r.audience, '', '', '', cast($7 as text), cast($8 as text),
                 cast($9 as bigint), '', '', cast($12 as text), 1, 0, 0, 0, 0, cast($10 as bigint), cast($10 as bigint),
                 cast($11 as text)
               from posts r where r.id = $3";
    let args = args![
        row.id,
        row.kind,
        row.root,
        row.parent,
        row.author,
        row.author_name,
        row.body,
        &prepared.html,
        prepared.words,
        row.at,
        row.source_key,
        if row.held { Holding::Held.word() } else { "published" }
    ];
    tx.execute(sql, args).await?;
    if !row.held {
        tx.execute("update posts set comments = comments + 1 where id = $1", args![row.root]).await?;
    }
    for member in &prepared.mentions {
        let sql = "insert into post_mentions (post, member) values ($1, $2) on conflict (member, post) do nothing";
        tx.execute(sql, args![row.id, member]).await?;
    }
    Ok(())
}

/// Where a comment below this post belongs: its root, and the thread.
pub async fn place(tx: &Tx, below: Id) -> Result<(Id, Option<Id>)> {
    let sql = "select root, parent from posts where id = $1";
    let (root, parent): (Option<Id>, Option<Id>) = tx.row(sql, args![below]).await?.ok_or(Error::NotFound)?;
    Ok(match root {
        None => (below, None),
        Some(root) => (root, Some(parent.unwrap_or(below))),
    })
}

/// Brings a comment in from elsewhere; its text is set anew when it changed there.
pub async fn import(tx: &Tx, imported: &ImportedComment) -> Result<Outcome> {
    let mentioned = compose::mentions_of(tx, &imported.body).await?;
    let prepared = compose::render(&imported.body, &mentioned, &|_| None);
    let sql = "select id, body, space from posts where source_key = $1";
    let known: Option<(Id, String, Option<Id>)> = tx.row(sql, args![&imported.source_key]).await?;
    let (outcome, id, space) = match known {
        Some((id, body, _)) if body == imported.body => return Ok(Outcome::Unchanged(id)),
        Some((id, _, space)) => {
            let sql = "update posts set body = $1, html = $2, words = $3, edited = $4, revision = revision + 1
                       where id = $5";
            tx.execute(sql, args![&imported.body, &prepared.html, prepared.words, tx.now(), id]).await?;
            (Outcome::Changed(id), id, space)
        }
        None => {
            let id = free_id(tx, imported.at).await?;
            let new = Row {
                id,
                kind: imported.kind,
                root: imported.root,
                parent: imported.parent,
                author: imported.author,
                author_name: &imported.author_name,
                body: &imported.body,
                at: imported.at,
                source_key: Some(&imported.source_key),
                held: false,
            };
            insert(tx, &new, &prepared).await?;
            let sql = "select space from posts where id = $1";
            (Outcome::New(id), id, tx.value::<Option<Id>>(sql, args![imported.root]).await?.flatten())
        }
    };
    let event = Event::new("posts.imported", imported.author, id).within(space);
    journal::record(tx, event.with(json!({ "root": imported.root }))).await?;
    Ok(outcome)
}

/// Hangs what stands below `from` below `to` instead, all of it or only these, with space and audience of its new root.
/// Answers what was moved. Whether everybody who reads it there may is for the caller to know.
pub async fn rehang(tx: &Tx, by: Option<Id>, from: Id, to: Id, only: Option<&[Id]>) -> Result<Vec<Id>> {
    let mut ids: Vec<Id> = tx.column("select id from posts where root = $1", args![from]).await?;
    if let Some(only) = only {
        ids.retain(|id| only.contains(id));
    }
    let sql = "update posts set root = $1, space = (select r.space from posts r where r.id = $1),
                 audience = (select r.audience from posts r where r.id = $1) where id in (each($2))";
    tx.execute(sql, args![to, &ids]).await?;
    for root in [from, to] {
        let sql =
            "update posts set comments = (select count(*) from posts c where c.root = $1 and c.state = 'published')
                   where id = $1";
        tx.execute(sql, args![root]).await?;
    }
    let space: Option<Id> = tx.value("select space from posts where id = $1", args![to]).await?.flatten();
    for id in &ids {
        let event = Event::new("posts.rehung", by, *id).within(space);
        journal::record(tx, event.with(json!({ "from": from, "root": to }))).await?;
    }
    Ok(ids)
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
