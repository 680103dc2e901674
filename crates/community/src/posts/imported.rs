//! Posts that come in from elsewhere, with their dates, authors and former texts. The files that a text shows become
//! the post's own, so that who may read the text sees them.

use super::compose;
use super::ops::{extras, forget_found, insert, set_found, slug};
use super::types::{HAS_FILES, Imported, NewPost, Outcome, Prepared};
use crate::spaces::{self, Audience};
use kernel::args;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::{Id, PER_MOMENT};
use kernel::journal::{self, Event};
use kernel::text;
use serde_json::json;

/// Brings a post in from elsewhere, changes it when it changed there, leaves it when it did not.
pub async fn import(tx: &Tx, imported: &Imported) -> Result<Outcome> {
    import_drawn(tx, imported, &|mentioned| compose::render(&imported.body, mentioned, &|_| None)).await
}

/// How a text is drawn, given handle, id and name of those whom it mentions.
pub type Drawing<'a> = dyn Fn(&[(String, Id, String)]) -> Prepared + Sync + 'a;

/// The same for a kind that draws its text in its own way, given who of those that it names is a member.
pub async fn import_drawn(tx: &Tx, imported: &Imported, draw: &Drawing<'_>) -> Result<Outcome> {
    let sql = "select id, title, summary, body, cover from posts where source_key = $1";
    let known: Option<(Id, String, String, String, Option<String>)> = tx.row(sql, args![&imported.source_key]).await?;
    let audience: Option<Audience> =
        tx.value("select audience from spaces where id = $1", args![imported.space]).await?;
    let mentioned = compose::mentions_of(tx, &imported.body).await?;
    let mut prepared = draw(&mentioned);
    for tag in imported.tags.iter().map(|tag| text::fold(tag).replace(' ', "-")) {
        if !tag.is_empty() && !prepared.tags.contains(&tag) {
            prepared.tags.push(tag);
        }
    }
    let new = NewPost {
        kind: imported.kind.clone(),
        space: Some(imported.space),
        audience: audience.ok_or(Error::NotFound)?,
        title: imported.title.clone(),
        summary: imported.summary.clone(),
        body: imported.body.clone(),
        cover: imported.cover.clone(),
        ..NewPost::default()
    };
    match known {
        Some((id, title, summary, body, cover))
            if title == new.title && summary == new.summary && body == new.body && cover == new.cover =>
        {
            Ok(Outcome::Unchanged(id))
        }
        Some((id, ..)) => {
            let sql = "insert into post_revisions (post, revision, editor, title, body, at, audience)
                       select id, revision, cast($2 as bigint), title, body, cast($3 as bigint), audience
                       from posts where id = $1
                       on conflict (post, revision) do nothing";
            tx.execute(sql, args![id, imported.author, tx.now()]).await?;
            let sql = "update posts set title = $1, summary = $2, slug = $3, body = $4, html = $5, words = $6,
                       revision = revision + 1, edited = $7, extras = $8, cover = $9 where id = $10";
            let args = args![
                &new.title,
                &new.summary,
                slug(&new.title),
                &new.body,
                &prepared.html,
                prepared.words,
                tx.now(),
                extras(&[], &[], &prepared),
                &new.cover,
                id
            ];
            tx.execute(sql, args).await?;
            forget_found(tx, id, true).await?;
            set_found(tx, id, &prepared, true).await?;
            let event = Event::new("posts.imported", imported.author, id).within(new.space);
            journal::record(tx, event.with(json!({ "changed": true }))).await?;
            Ok(Outcome::Changed(id))
        }
        None => {
            let id = free_id(tx, imported.at).await?;
            let key = Some(imported.source_key.as_str());
            insert(tx, id, imported.author, &imported.author_name, &new, &prepared, "published", imported.at, key)
                .await?;
            set_found(tx, id, &prepared, true).await?;
            spaces::counts::count_post(tx, imported.space, 1, imported.at).await?;
            let event = Event::new("posts.imported", imported.author, id).within(new.space);
            journal::record(tx, event).await?;
            Ok(Outcome::New(id))
        }
    }
}

/// The first id at that moment which no other post has.
pub(super) async fn free_id(tx: &Tx, at: Millis) -> Result<Id> {
    for nth in 0..PER_MOMENT {
        let id = tx.id_at(at, nth);
        if tx.value::<i64>("select count(*) from posts where id = $1", args![id]).await? == Some(0) {
            return Ok(id);
        }
    }
    Err(Error::internal("too many posts in one millisecond"))
}

/// Exactly these files belong to the post from now on.
pub async fn attach(tx: &Tx, post: Id, files: &[Id]) -> Result<()> {
    tx.execute("delete from post_files where post = $1", args![post]).await?;
    for (rank, file) in (0i64..).zip(files) {
        let sql = "insert into post_files (post, file, rank) values ($1, $2, $3) on conflict (post, file) do nothing";
        tx.execute(sql, args![post, file, rank]).await?;
    }
    Ok(())
}

/// These files belong to the post as well.
pub async fn attach_more(tx: &Tx, post: Id, files: &[Id]) -> Result<()> {
    for (rank, file) in (1_000i64..).zip(files) {
        let sql = "insert into post_files (post, file, rank) values ($1, $2, $3) on conflict (post, file) do nothing";
        tx.execute(sql, args![post, file, rank]).await?;
    }
    if files.is_empty() {
        return Ok(());
    }
    let sql = "update posts set extras = extras + $1 where id = $2 and (extras / $1) % 2 = 0";
    tx.execute(sql, args![HAS_FILES, post]).await.map(drop)
}

/// A text as it once was.
#[derive(Debug, Clone)]
pub struct Former {
    /// Who made the next one of it, if they are a member, and when.
    pub replaced_by: Option<Id>,
    pub replaced_at: Millis,
    pub title: String,
    pub body: String,
}

/// The post had these texts before its present one, the oldest first; its revision is counted on from them.
pub async fn remember(tx: &Tx, post: Id, former: &[Former]) -> Result<()> {
    tx.execute("delete from post_revisions where post = $1", args![post]).await?;
    for (revision, former) in (1i64..).zip(former) {
        let sql =
            "insert into post_revisions (post, revision, editor, title, body, at) values ($1, $2, $3, $4, $5, $6)";
        let args = args![post, revision, former.replaced_by, &former.title, &former.body, former.replaced_at];
        tx.execute(sql, args).await?;
    }
    let last = former.last().map(|former| former.replaced_at);
    let now = i64::try_from(former.len()).unwrap_or_default() + 1;
    tx.execute("update posts set revision = $1, edited = $2 where id = $3", args![now, last, post]).await.map(drop)
}
