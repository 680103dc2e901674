//! Taking posts away for good: every text of them, wherever it is kept, their files, what people did with them.
//!
//! The row stays with nothing in it (state `purged`), so that what others wrote about it, and proofs, still have
//! something to name. Who keeps words of a post elsewhere registers with [`Purgers`]. Whether a post may go is not asked
//! here: retention and holds ask that, in the same transaction.

use futures_util::future::BoxFuture;
use kernel::app::App;
use kernel::args;
use kernel::clock::HOUR;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::files::FileHash;
use kernel::ids::Id;
use kernel::jobs::Job;
use kernel::journal::{self, Event};
use kernel::viewer::Editable;
use serde_json::json;
use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use super::types::Post;

/// Contents that are looked at together.
const AT_ONCE: i64 = 5_000;
/// Rows of files that are read together.
const FILES_AT_ONCE: i64 = 2_000;
/// Who is uploading the same content just now is done by then.
const GRACE: i64 = HOUR;

/// What goes, in the transaction that takes it away.
#[derive(Debug, Clone)]
pub struct Going {
    pub posts: Vec<Id>,
    /// Contents of files that hang on nothing else, by hash.
    pub hashes: Vec<String>,
}

pub type Purger = for<'a> fn(&'a Tx, &'a Going) -> BoxFuture<'a, Result<()>>;

/// A part of the program: who keeps something of a post beside it.
#[derive(Clone, Default)]
pub struct Purgers(pub Vec<Purger>);

/// What went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gone {
    pub posts: i64,
    pub comments: i64,
    pub files: i64,
    pub bytes: i64,
}

/// Throws a draft away: nobody sees it any more. It goes for good with the next run of retention, unless it is held.
pub async fn discard(tx: &Tx, draft: &Editable<Post>) -> Result<()> {
    let sql = "update posts set state = 'discarded', deleted = $1 where id = $2 and state = 'draft'";
    tx.execute(sql, args![tx.now(), draft.id]).await.map(drop)
}

/// Everything that a member has begun and not published, thrown away.
pub async fn discard_drafts_of(tx: &Tx, member: Id) -> Result<()> {
    let sql = "update posts set state = 'discarded', deleted = $1 where author = $2 and state = 'draft'";
    tx.execute(sql, args![tx.now(), member]).await.map(drop)
}

/// Remembers which files hung on a post before it was changed.
pub(super) async fn keep_former_files(tx: &Tx, post: Id, files: &[Id]) -> Result<()> {
    let sql = "insert into post_files_former (post, file, at)
               select f.post, f.file, cast($2 as bigint) from post_files f where f.post = $1 and f.file not in (each($3))
               on conflict (post, file) do nothing";
    tx.execute(sql, args![post, tx.now(), files]).await.map(drop)
}

/// Takes these posts away for good. `reason` is a word for the journal.
pub async fn purge(app: &App, tx: &Tx, posts: &[Id], by: Option<Id>, reason: &'static str) -> Result<Gone> {
    let sql =
        "select id, root, space, published, state, shared from posts where id in (each($1)) and state <> 'purged'";
    type Row = (Id, Option<Id>, Option<Id>, i64, String, Option<Id>);
    let rows: Vec<Row> = tx.rows(sql, args![posts]).await?;
    let ids: Vec<Id> = rows.iter().map(|row| row.0).collect();
    if ids.is_empty() {
        return Ok(Gone::default());
    }
    for (id, root, space, published, state, shared) in &rows {
        if state == "published" {
            count_out(tx, *id, *root, *space, *published, *shared).await?;
        }
    }
    let mut gone = Gone {
        posts: count(rows.iter().filter(|row| row.1.is_none()).count()),
        comments: count(rows.iter().filter(|row| row.1.is_some()).count()),
        ..Gone::default()
    };
    let hashes = files_go(tx, &ids, &mut gone).await?;
    for table in [
        "post_draft_answers",
        "post_links",
        "post_tags",
        "poll_votes",
        "poll_options",
        "polls",
        "post_revisions",
        "post_mentions",
        "reactions",
        "reaction_counts",
        "bookmarks",
        "post_follows",
    ] {
        tx.execute(&format!("delete from {table} where post in (each($1))"), args![&ids]).await?;
    }
    let sql = "update posts set state = 'purged', title = '', summary = '', slug = '', body = '', html = '', words = 0,
               language = '', cover = null, series = '', author = null, veiled = null, author_name = '', pinned = null, extras = 0,
               comments = 0, reactions = 0, source_key = null, once = null, shared = null,
               deleted = coalesce(deleted, $2) where id in (each($1))";
    tx.execute(sql, args![&ids, tx.now()]).await?;
    journal::forget_details(tx, &ids, "posts.").await?;
    let going = Going { posts: ids, hashes };
    for purger in &app.part::<Purgers>().0 {
        purger(tx, &going).await?;
    }
    for (id, _, space, ..) in &rows {
        let event = Event::new("posts.purged", by, *id).within(*space);
        journal::record(tx, event.with(json!({ "reason": reason }))).await?;
    }
    Ok(gone)
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

async fn count_out(
    tx: &Tx,
    id: Id,
    root: Option<Id>,
    space: Option<Id>,
    published: i64,
    shared: Option<Id>,
) -> Result<()> {
    if let Some(root) = root {
        tx.execute("update posts set comments = comments - 1 where id = $1 and comments > 0", args![root]).await?;
    } else if let Some(space) = space {
        crate::spaces::counts::count_post(tx, space, -1, published).await?;
    }
    if let Some(shared) = shared {
        tx.execute("update posts set shares = shares - 1 where id = $1", args![shared]).await?;
    }
    let sql = "update tags set posts = posts - 1 where tag in (select tag from post_tags where post = $1)";
    tx.execute(sql, args![id]).await.map(drop)
}

/// Files that hang on these posts alone go with them; their contents are looked at later, for others may have the same.
async fn files_go(tx: &Tx, ids: &[Id], gone: &mut Gone) -> Result<Vec<String>> {
    let sql = "select distinct f.id, f.hash, f.sizes, f.size from files f
               where f.id in (select pf.file from post_files pf where pf.post in (each($1))
                              union select pf.file from post_files_former pf where pf.post in (each($1)))
                 and not exists (select 1 from post_files o where o.file = f.id and o.post not in (each($1)))
                 and not exists (select 1 from post_files_former o where o.file = f.id and o.post not in (each($1)))";
    let files: Vec<(Id, String, String, i64)> = tx.rows(sql, args![ids]).await?;
    for table in ["post_files", "post_files_former"] {
        tx.execute(&format!("delete from {table} where post in (each($1))"), args![ids]).await?;
    }
    let of_them: Vec<Id> = files.iter().map(|file| file.0).collect();
    tx.execute("delete from files where id in (each($1))", args![of_them]).await?;
    let mut hashes: HashSet<String> = HashSet::new();
    for (_, hash, sizes, size) in files {
        gone.files += 1;
        gone.bytes += size;
        hashes.extend(smaller(&sizes));
        hashes.insert(hash);
    }
    let all: Vec<String> = hashes.into_iter().collect();
    let_go(tx, &all).await?;
    let sql = "select hash from files where hash in (each_text($1))";
    let others: HashSet<String> = tx.column::<String>(sql, args![&all]).await?.into_iter().collect();
    Ok(all.into_iter().filter(|hash| !others.contains(hash)).collect())
}

/// Contents that somebody named and names no more: they go when the time has come and nobody else names them.
pub async fn let_go(tx: &Tx, hashes: &[String]) -> Result<()> {
    for hash in hashes {
        let sql = "insert into file_removals (hash, due, state) values ($1, $2, 'waiting')
                   on conflict (hash) do nothing";
        tx.execute(sql, args![hash, tx.now() + GRACE]).await?;
    }
    Ok(())
}

/// The hashes of the smaller pictures of a file.
fn smaller(sizes: &str) -> Vec<String> {
    let sizes: BTreeMap<String, serde_json::Value> = serde_json::from_str(sizes).unwrap_or_default();
    sizes.values().filter_map(|size| Some(size.get("hash")?.as_str()?.to_owned())).collect()
}

/// Says that these contents are wanted, in the transaction that names them. `Unavailable` when one of them is being
/// removed at this moment: then the content is to be put once more.
pub(super) async fn wanted(tx: &Tx, hashes: &[String]) -> Result<()> {
    tx.execute("delete from file_removals where hash in (each_text($1)) and state = 'waiting'", args![hashes]).await?;
    let sql = "select 1 from file_removals where hash in (each_text($1)) limit 1";
    match tx.value::<i64>(sql, args![hashes]).await? {
        None => Ok(()),
        Some(_) => Err(Error::Unavailable("the same content is being removed".to_owned())),
    }
}

pub fn job() -> Job {
    Job::new("posts.files", Duration::from_secs(60), |app| Box::pin(remove_files(app)))
}

/// Removes the next contents that nobody names; whether there may be more.
pub async fn remove_files(app: &App) -> Result<bool> {
    let due = async move |tx: &Tx| {
        let sql = "select hash from file_removals where due <= $1 or state = 'removing' order by due limit $2";
        tx.column::<String>(sql, args![tx.now(), AT_ONCE]).await
    };
    let due = app.db.read(due).await?;
    if due.is_empty() {
        return Ok(false);
    }
    let used = used_by_files(app, due.iter().cloned().collect()).await?;
    for hash in &due {
        if claim(app, hash, used.contains(hash)).await? {
            app.files.delete(&hash.parse::<FileHash>()?).await?;
            let hash = hash.clone();
            let sql = "delete from file_removals where hash = $1";
            app.db.write(async move |tx: &Tx| tx.execute(sql, args![&hash]).await.map(drop)).await?;
        }
    }
    Ok(count(due.len()) == AT_ONCE)
}

/// Those of the contents that a file has, as a whole or in a smaller size.
async fn used_by_files(app: &App, hashes: HashSet<String>) -> Result<HashSet<String>> {
    let mut used = HashSet::new();
    let mut after = Id::default();
    loop {
        let some = async move |tx: &Tx| {
            let sql = "select id, hash, sizes from files where id > $1 order by id limit $2";
            tx.rows::<(Id, String, String)>(sql, args![after, FILES_AT_ONCE]).await
        };
        let rows = app.db.read(some).await?;
        let Some(last) = rows.last() else { return Ok(used) };
        after = last.0;
        for (_, hash, sizes) in rows {
            used.extend(smaller(&sizes).into_iter().chain([hash]).filter(|hash| hashes.contains(hash)));
        }
    }
}

/// From here on nobody names the content without putting it anew. False when somebody does name it.
async fn claim(app: &App, hash: &str, used: bool) -> Result<bool> {
    let hash = hash.to_owned();
    app.db
        .write(async move |tx: &Tx| {
            let sql = "select case when exists (select 1 from members where photo = $1)
                            or exists (select 1 from spaces where cover = $1)
                            or exists (select 1 from link_cards where image = $1) then 1 else 0 end";
            if used || tx.value::<i64>(sql, args![&hash]).await? == Some(1) {
                tx.execute("delete from file_removals where hash = $1 and state = 'waiting'", args![&hash]).await?;
            } else {
                tx.execute("update file_removals set state = 'removing' where hash = $1", args![&hash]).await?;
            }
            let sql = "select 1 from file_removals where hash = $1 and state = 'removing'";
            Ok(tx.value::<i64>(sql, args![&hash]).await?.is_some())
        })
        .await
}
