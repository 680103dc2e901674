//! What one does with a post. Each operation writes its change and one row of the journal.

use super::holding::Holding;
use super::screening::{self, Written};
use super::types::{Byline, HAS_FILES, HAS_LINKS, HAS_POLL, NewPost, Post, Prepared};
use super::{holding, purging};
use crate::people::Level;
use crate::spaces::{self, Audience};
use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::text;
use kernel::viewer::{Editable, Viewer};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::HashMap;

/// Publishes a post, or keeps it as a draft.
pub async fn publish(tx: &Tx, viewer: &Viewer, new: &NewPost, prepared: &Prepared) -> Result<Id> {
    let author = viewer.signed_in()?;
    if let Some(once) = &new.once {
        let sql = "select id from posts where (author = $1 or veiled = $1) and once = $2";
        if let Some(first) = tx.value(sql, args![author, once]).await? {
            return Ok(first);
        }
    }
    let id = tx.id();
    let passed = asked(tx, viewer, id, new, prepared, false).await?;
    let (new, prepared) = (&*passed.new, &*passed.prepared);
    let state = match &prepared.held {
        _ if new.draft => "draft",
        Some(_) => Holding::Held.word(),
        None => "published",
    };
    // A draft is its author's own, whatever name it will stand under.
    let (named, name) = match &new.byline {
        Byline::Nobody if !new.draft => (None, ""),
        Byline::Company(company) if !new.draft => (None, company.as_str()),
        _ => (Some(author), ""),
    };
    insert(tx, id, named, name, new, prepared, state, tx.now(), None).await?;
    if named.is_none() {
        tx.execute("update posts set veiled = $1 where id = $2", args![author, id]).await?;
    }
    if new.once.is_some() {
        tx.execute("update posts set once = $1 where id = $2", args![new.once.as_deref(), id]).await?;
    }
    insert_poll(tx, id, new).await?;
    attach(tx, id, author, new).await?;
    set_found(tx, id, prepared, state == "published").await?;
    match &prepared.held {
        _ if new.draft => {}
        Some(reason) => {
            follow(tx, author, id).await?;
            holding::hold_back(tx, viewer, id, reason).await?;
        }
        None => {
            follow(tx, author, id).await?;
            announce(tx, named, id, new, prepared).await?;
        }
    }
    Ok(id)
}

/// A post that may be written.
struct Allowed<'a> {
    new: Cow<'a, NewPost>,
    prepared: Cow<'a, Prepared>,
}

/// Asks those who look at what is written. A draft is nobody's business but its author's.
async fn asked<'a>(
    tx: &Tx,
    viewer: &Viewer,
    id: Id,
    new: &'a NewPost,
    prepared: &'a Prepared,
    changes: bool,
) -> Result<Allowed<'a>> {
    if new.draft {
        return Ok(Allowed { new: Cow::Borrowed(new), prepared: Cow::Borrowed(prepared) });
    }
    let mut texts = vec![
        ("body", new.body.as_str()),
        ("title", new.title.as_str()),
        ("summary", new.summary.as_str()),
        ("series", new.series.as_str()),
    ];
    texts.extend(new.poll.iter().map(|option| ("poll", option.as_str())));
    texts.extend(new.descriptions.iter().map(|(_, alt)| ("attachments", alt.as_str())));
    let names = names_of(tx, &new.files).await?;
    texts.extend(names.iter().map(|(_, name)| ("attachments", name.as_str())));
    let written = Written {
        thing: id,
        kind: &new.kind,
        space: new.space,
        audience: new.audience,
        changes,
        texts,
        files: &new.files,
        insisted: None,
    };
    let passed = screening::pass(tx, viewer, written, 0, prepared).await?;
    if matches!(passed.prepared, Cow::Borrowed(_)) {
        return Ok(Allowed { new: Cow::Borrowed(new), prepared: passed.prepared });
    }
    let beside = 4 + new.poll.len();
    for (nth, (file, name)) in (beside + new.descriptions.len()..).zip(&names) {
        if passed.text(nth) != name {
            tx.execute("update files set name = $1 where id = $2", args![passed.text(nth), *file]).await?;
        }
    }
    let masked = NewPost {
        body: passed.text(0).to_owned(),
        title: passed.text(1).to_owned(),
        summary: passed.text(2).to_owned(),
        series: passed.text(3).to_owned(),
        poll: (4..beside).map(|nth| passed.text(nth).to_owned()).collect(),
        descriptions: (beside..)
            .zip(&new.descriptions)
            .map(|(nth, (file, _))| (*file, passed.text(nth).to_owned()))
            .collect(),
        ..new.clone()
    };
    Ok(Allowed { new: Cow::Owned(masked), prepared: passed.prepared })
}

/// What the files are called; most posts have none.
async fn names_of(tx: &Tx, files: &[Id]) -> Result<Vec<(Id, String)>> {
    match files.is_empty() {
        true => Ok(Vec::new()),
        false => tx.rows("select id, name from files where id in (each($1)) order by id", args![files.to_vec()]).await,
    }
}

/// A draft comes out: it takes its place in time now, under a new id.
pub async fn publish_draft(
    tx: &Tx,
    viewer: &Viewer,
    draft: &Editable<Post>,
    new: &NewPost,
    prepared: &Prepared,
) -> Result<Id> {
    if draft.state != "draft" {
        return Err(Error::Conflict("already-published"));
    }
    remove_draft(tx, draft).await?;
    publish(tx, viewer, new, prepared).await
}

/// Saves a draft once more.
pub async fn save_draft(tx: &Tx, draft: &Editable<Post>, new: &NewPost, prepared: &Prepared) -> Result<()> {
    let sql = "update posts set space = $1, audience = $2, title = $3, summary = $4, slug = $5, body = $6, html = $7,
               words = $8, series = $9, cover = $10, edited = $11 where id = $12 and state = 'draft'";
    let slug = slug(&new.title);
    let args = args![
        new.space,
        new.audience,
        &new.title,
        &new.summary,
        slug,
        &new.body,
        &prepared.html,
        prepared.words,
        &new.series,
        &new.cover,
        tx.now(),
        draft.id
    ];
    tx.execute(sql, args).await?;
    Ok(())
}

/// Keeps what was answered beyond the text, until the draft comes out.
pub async fn keep_answers(tx: &Tx, draft: Id, answers: &HashMap<String, Value>) -> Result<()> {
    let sql = "insert into post_draft_answers (post, answers) values ($1, $2)
               on conflict (post) do update set answers = excluded.answers";
    tx.execute(sql, args![draft, serde_json::to_string(answers)?]).await.map(drop)
}

/// Removes the row of a draft that goes on under another id.
async fn remove_draft(tx: &Tx, draft: &Editable<Post>) -> Result<()> {
    for sql in [
        "delete from post_draft_answers where post = $1",
        "delete from post_files where post = $1",
        "delete from post_links where post = $1",
        "delete from post_tags where post = $1",
        "delete from poll_options where post = $1",
        "delete from polls where post = $1",
        "delete from posts where id = $1 and state = 'draft'",
    ] {
        tx.execute(sql, args![draft.id]).await?;
    }
    Ok(())
}

/// Changes a post. The former text stays as a revision; who began from an older one is told.
pub async fn edit(
    tx: &Tx,
    viewer: &Viewer,
    post: &Editable<Post>,
    began_from: i64,
    new: &NewPost,
    prepared: &Prepared,
) -> Result<()> {
    let space = NewPost { kind: post.kind.clone(), space: post.space, ..new.clone() };
    let passed = asked(tx, viewer, post.id, &space, prepared, true).await?;
    let (new, prepared) = (&*passed.new, &*passed.prepared);
    keep_revision(tx, post, post.actor(viewer)).await?;
    let sql = "update posts set title = $1, summary = $2, slug = $3, body = $4, html = $5, words = $6, series = $7,
               cover = $8, edited = $9, revision = revision + 1, audience = $10,
               extras = $11 where id = $12 and revision = $13";
    let extras = (extras_kept(tx, post.id).await? & HAS_POLL) | extras(&[], &new.files, prepared);
    let args = args![
        &new.title,
        &new.summary,
        slug(&new.title),
        &new.body,
        &prepared.html,
        prepared.words,
        &new.series,
        &new.cover,
        tx.now(),
        new.audience,
        extras,
        post.id,
        began_from
    ];
    if tx.execute(sql, args).await? == 0 {
        return Err(Error::Conflict("edited-meanwhile"));
    }
    if new.audience != post.audience {
        // What others said below it was said to those who could read it then.
        let sql = "update posts set audience = $1 where root = $2 and audience < $1";
        tx.execute(sql, args![new.audience, post.id]).await?;
    }
    if post.root.is_none() {
        purging::keep_former_files(tx, post.id, &new.files).await?;
        tx.execute("delete from post_files where post = $1", args![post.id]).await?;
        attach(tx, post.id, viewer.id(), new).await?;
    }
    // What is withheld is counted with none of its tags.
    let counted = post.state == "published";
    forget_found(tx, post.id, counted).await?;
    set_found(tx, post.id, prepared, counted).await?;
    let event = Event::new("posts.edited", post.actor(viewer), post.id).within(post.space);
    journal::record(tx, event.with(json!({ "audience": new.audience, "mentions": prepared.mentions }))).await?;
    match &prepared.held {
        Some(reason) if post.state == "published" => holding::hold(tx, None, post.id, reason).await.map(drop),
        _ => Ok(()),
    }
}

/// Takes a post away. It can be taken back; what hangs on it is kept.
pub async fn delete(tx: &Tx, viewer: &Viewer, post: &Editable<Post>) -> Result<()> {
    let sql = "update posts set state = 'deleted', deleted = $1 where id = $2 and state <> 'deleted'";
    if tx.execute(sql, args![tx.now(), post.id]).await? == 0 {
        return Ok(());
    }
    if post.state == "published" {
        count_out(tx, post, -1).await?;
    }
    journal::record(tx, Event::new("posts.deleted", post.actor(viewer), post.id).within(post.space)).await
}

/// Takes one's own deleted post back. What was withheld meanwhile is withheld still.
pub async fn restore(tx: &Tx, viewer: &Viewer, post: &Editable<Post>) -> Result<()> {
    let state = holding::of(tx, post.id).await?.map_or("published", |withheld| withheld.state.word());
    let sql = "update posts set state = $2, deleted = null where id = $1 and state = 'deleted'";
    if tx.execute(sql, args![post.id, state]).await? == 0 {
        return Ok(());
    }
    if state == "published" {
        count_out(tx, post, 1).await?;
    }
    journal::record(tx, Event::new("posts.restored", post.actor(viewer), post.id).within(post.space)).await
}

/// Narrows what is written in a space to its new audience: posts and comments alike.
pub async fn narrow(tx: &Tx, space: Id, audience: Audience) -> Result<()> {
    const WITHIN: &str = "select s.id from posts s where s.space = $2 and s.root is null and s.state = 'published'
        union all select s.id from posts s where s.space = $2 and s.root is null and s.state <> 'published'";
    for of_them in ["id", "root"] {
        let sql = format!("update posts set audience = $1 where {of_them} in ({WITHIN}) and audience < $1");
        tx.execute(&sql, args![audience, space]).await?;
    }
    Ok(())
}

/// Puts a post on top of its space, or takes it from there.
pub async fn pin(tx: &Tx, viewer: &Viewer, post: &Editable<Post>, pinned: bool) -> Result<()> {
    let at: Option<Millis> = pinned.then(|| tx.now());
    tx.execute("update posts set pinned = $1 where id = $2", args![at, post.id]).await?;
    let verb = if pinned { "posts.pinned" } else { "posts.unpinned" };
    journal::record(tx, Event::new(verb, viewer.member, post.id).within(post.space)).await
}

/// Follows a post: its author does, and who comments on it.
pub async fn follow(tx: &Tx, member: Id, post: Id) -> Result<()> {
    let sql = "insert into post_follows (member, post) values ($1, $2) on conflict (member, post) do nothing";
    tx.execute(sql, args![member, post]).await.map(drop)
}

/// How much of a post reaches a member.
pub async fn set_level(tx: &Tx, member: Id, post: Id, level: Level) -> Result<()> {
    let sql = "insert into post_follows (member, post, level) values ($1, $2, $3)
               on conflict (member, post) do update set level = excluded.level";
    tx.execute(sql, args![member, post, level]).await.map(drop)
}

pub async fn unfollow(tx: &Tx, member: Id, post: Id) -> Result<()> {
    tx.execute("delete from post_follows where member = $1 and post = $2", args![member, post]).await.map(drop)
}

#[allow(clippy::too_many_arguments)] // the columns that differ between the ways a post comes in
pub(super) async fn insert(
    tx: &Tx,
    id: Id,
    author: Option<Id>,
    author_name: &str,
    new: &NewPost,
    prepared: &Prepared,
    state: &str,
    at: Millis,
    source_key: Option<&str>,
) -> Result<()> {
    let sql = "insert into posts (id, kind, author, author_name, space, audience, title, summary, slug, body, html,
                 words, language, cover, series, shared, state, revision, comments, reactions, shares, extras,
                 created, published, source_key)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '', $13, $14, $15, $16, 1, 0, 0, 0, $17,
                 $18, $18, $19)";
    let args = args![
        id,
        &new.kind,
        author,
        author_name,
        new.space,
        new.audience,
        &new.title,
        &new.summary,
        slug(&new.title),
        &new.body,
        &prepared.html,
        prepared.words,
        &new.cover,
        &new.series,
        new.shared,
        state,
        extras(&new.poll, &new.files, prepared),
        at,
        source_key
    ];
    tx.execute(sql, args).await.map(drop)
}

pub(super) fn slug(title: &str) -> String {
    if title.is_empty() { String::new() } else { text::slug(title) }
}

pub(super) fn extras(poll: &[String], files: &[Id], prepared: &Prepared) -> i64 {
    let bit = |set: bool, bit: i64| if set { bit } else { 0 };
    bit(!poll.is_empty(), HAS_POLL) | bit(!files.is_empty(), HAS_FILES) | bit(!prepared.links.is_empty(), HAS_LINKS)
}

async fn extras_kept(tx: &Tx, post: Id) -> Result<i64> {
    Ok(tx.value("select extras from posts where id = $1", args![post]).await?.unwrap_or(0))
}

async fn insert_poll(tx: &Tx, id: Id, new: &NewPost) -> Result<()> {
    if new.poll.is_empty() {
        return Ok(());
    }
    tx.execute("insert into polls (post, several) values ($1, $2)", args![id, new.poll_several]).await?;
    for (option, label) in (0i64..).zip(&new.poll) {
        let sql = "insert into poll_options (post, option, label, votes) values ($1, $2, $3, 0)";
        tx.execute(sql, args![id, option, label]).await?;
    }
    Ok(())
}

/// Attaches files of the author; others' files are not theirs to attach.
async fn attach(tx: &Tx, id: Id, author: Id, new: &NewPost) -> Result<()> {
    for (file, alt) in &new.descriptions {
        tx.execute("update files set alt = $1 where id = $2 and owner = $3", args![alt, file, author]).await?;
    }
    for (rank, file) in (0i64..).zip(&new.files) {
        let sql = "insert into post_files (post, file, rank)
                   select $1, f.id, cast($2 as bigint) from files f where f.id = $3 and f.owner = $4
                   on conflict (post, file) do nothing";
        tx.execute(sql, args![id, rank, file, author]).await?;
    }
    Ok(())
}

/// Tags, links and mentions that were found in the text.
pub(super) async fn set_found(tx: &Tx, id: Id, prepared: &Prepared, counted: bool) -> Result<()> {
    for tag in &prepared.tags {
        tx.execute(
            "insert into post_tags (tag, post) values ($1, $2) on conflict (tag, post) do nothing",
            args![tag, id],
        )
        .await?;
        if counted {
            let sql =
                "insert into tags (tag, posts) values ($1, 1) on conflict (tag) do update set posts = tags.posts + 1";
            tx.execute(sql, args![tag]).await?;
        }
    }
    for link in prepared.links.iter().take(5) {
        tx.execute(
            "insert into post_links (post, url) values ($1, $2) on conflict (post, url) do nothing",
            args![id, link],
        )
        .await?;
    }
    for member in &prepared.mentions {
        let sql = "insert into post_mentions (post, member) values ($1, $2) on conflict (member, post) do nothing";
        tx.execute(sql, args![id, member]).await?;
    }
    Ok(())
}

/// Tags that stand beside the text: they are the post's as those in it are.
pub async fn tag(tx: &Tx, id: Id, tags: &[String]) -> Result<()> {
    for tag in tags {
        let sql = "insert into post_tags (tag, post) values ($1, $2) on conflict (tag, post) do nothing";
        if tx.execute(sql, args![tag, id]).await? > 0 {
            let sql =
                "insert into tags (tag, posts) values ($1, 1) on conflict (tag) do update set posts = tags.posts + 1";
            tx.execute(sql, args![tag]).await?;
        }
    }
    Ok(())
}

pub(super) async fn forget_found(tx: &Tx, id: Id, counted: bool) -> Result<()> {
    if counted {
        let sql = "update tags set posts = posts - 1 where tag in (select tag from post_tags where post = $1)";
        tx.execute(sql, args![id]).await?;
    }
    tx.execute("delete from post_tags where post = $1", args![id]).await?;
    tx.execute("delete from post_links where post = $1", args![id]).await?;
    tx.execute("delete from post_mentions where post = $1", args![id]).await.map(drop)
}

async fn announce(tx: &Tx, by: Option<Id>, id: Id, new: &NewPost, prepared: &Prepared) -> Result<()> {
    if let Some(space) = new.space {
        spaces::counts::count_post(tx, space, 1, tx.now()).await?;
    }
    if let Some(shared) = new.shared {
        tx.execute("update posts set shares = shares + 1 where id = $1", args![shared]).await?;
    }
    let event = Event::new("posts.published", by, id).within(new.space).with(json!({
        "kind": new.kind,
        "audience": new.audience,
        "mentions": prepared.mentions,
        "links": prepared.links.iter().take(5).collect::<Vec<_>>(),
        "shared": new.shared,
    }));
    journal::record(tx, event).await
}

async fn keep_revision(tx: &Tx, post: &Post, editor: Option<Id>) -> Result<()> {
    let sql = "insert into post_revisions (post, revision, editor, title, body, at, audience)
               values ($1, $2, $3, $4, $5, $6, $7) on conflict (post, revision) do nothing";
    let args = args![post.id, post.revision, editor, &post.title, &post.body, tx.now(), post.audience];
    tx.execute(sql, args).await.map(drop)
}

/// Counts a post or comment in (1) or out (-1) where it is counted.
pub(super) async fn count_out(tx: &Tx, post: &Post, by: i64) -> Result<()> {
    if let Some(root) = post.root {
        tx.execute("update posts set comments = comments + $1 where id = $2", args![by, root]).await?;
    } else if let Some(space) = post.space {
        spaces::counts::count_post(tx, space, by, post.published).await?;
    }
    if let Some(shared) = post.shared {
        tx.execute("update posts set shares = shares + $1 where id = $2", args![by, shared]).await?;
    }
    // A tag of what was never counted may be new.
    let sql = "insert into tags (tag, posts) select t.tag, 0 from post_tags t where t.post = $1
               on conflict (tag) do nothing";
    tx.execute(sql, args![post.id]).await?;
    let sql = "update tags set posts = posts + $1 where tag in (select tag from post_tags where post = $2)";
    tx.execute(sql, args![by, post.id]).await.map(drop)
}
/// What a member kept for themselves goes: bookmarks, forms begun, what they follow. Drafts are thrown away; what they
/// published, commented and reacted stays.
pub async fn erase(tx: &Tx, member: Id) -> Result<()> {
    for table in ["bookmarks", "collections", "drafts", "post_follows", "tag_follows", "post_mentions"] {
        tx.execute(&format!("delete from {table} where member = $1"), args![member]).await?;
    }
    purging::discard_drafts_of(tx, member).await
}
