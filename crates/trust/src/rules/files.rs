//! The words of attached files are known only after a post is out; then the rules look at them too.
//!
//! Nobody can be asked to change a file that is there already. What a rule would block, hold or mask takes the post out
//! of sight until a moderator has looked at it; what it would flag opens a case; notes are for what is typed.

use super::screen::{Rules, holds};
use community::identity::queries::viewer_of;
use community::posts::holding;
use community::spaces::Audience;
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Entry, Event, Reader};
use kernel::viewer::Standing;
use kernel::{args, record};
use serde_json::json;
use std::collections::BTreeMap;

const VERBS: &[&str] = &["posts.published", "posts.edited", "posts.commented", community::search::READ];

pub fn reader() -> Reader {
    Reader::outside("rules.files", VERBS, |app, entry| Box::pin(read(app, entry)))
}

/// Most posts have no files: they cost no transaction.
async fn read(app: &App, entry: &Entry) -> Result<()> {
    let post = entry.object;
    let with_files = async move |tx: &Tx| {
        let sql = "select 1 from post_files where post = $1 limit 1";
        Ok(tx.value::<i64>(sql, args![post]).await?.is_some())
    };
    if !app.db.read(with_files).await? {
        return Ok(());
    }
    let on = app.clone();
    app.db.write(async move |tx: &Tx| look(&on, tx, post).await).await
}

record! {
    struct Post {
        author: Option<Id>,
        space: Option<Id>,
        audience: Audience,
        slug: String,
    }
}

record! {
    struct Words {
        file: Id,
        name: String,
        text: String,
    }
}

/// Twice asked, it does it once: what was looked at is kept with what was found.
async fn look(app: &App, tx: &Tx, id: Id) -> Result<()> {
    let compiled = app.part::<Rules>().current(tx).await?;
    if compiled.rules.is_empty() {
        return Ok(());
    }
    // What an administrator brings in from elsewhere is not asked about.
    let sql = "select coalesce(p.author, p.veiled) as author, p.space, p.audience, coalesce(s.slug, '') as slug
               from posts p left join spaces s on s.id = p.space where p.id = $1 and p.source_key is null";
    let Some(post) = tx.row::<Post>(sql, args![id]).await? else { return Ok(()) };
    let sql = "select f.id as file, f.name, t.text
               from post_files pf join files f on f.id = pf.file join file_texts t on t.hash = f.hash
               where pf.post = $1 and t.text <> ''
                 and not exists (select 1 from rule_files r where r.post = pf.post and r.file = pf.file)
               order by f.id";
    let unseen: Vec<Words> = tx.rows(sql, args![id]).await?;
    if unseen.is_empty() {
        return Ok(());
    }
    let standing = standing_of(tx, post.author).await?;
    for words in unseen {
        let sql = "insert into rule_files (post, file) values ($1, $2)";
        tx.execute(sql, args![id, words.file]).await?;
        let mut found: BTreeMap<usize, usize> = BTreeMap::new();
        for one in compiled.scan(&words.text) {
            *found.entry(one.rule).or_default() += 1;
        }
        for (rule, places) in found {
            let Some(rule) = compiled.rules.get(rule) else { continue };
            let effect = match rule.effect.as_str() {
                "note" => continue,
                "flag" => "flag",
                _ => "hold",
            };
            if !holds(rule, &post.slug, post.audience, standing) {
                continue;
            }
            let name = format!("{}: {}", rule.name, words.name);
            let details =
                json!({ "rule": rule.id, "name": name, "effect": effect, "file": words.file, "places": places });
            let event = Event::new("rules.matched", post.author, id).within(post.space);
            journal::record(tx, event.with(details)).await?;
            if effect == "hold" {
                holding::hold(tx, None, id, "review").await?;
            }
        }
    }
    Ok(())
}

/// Who has left is judged as one of the company's own.
async fn standing_of(tx: &Tx, author: Option<Id>) -> Result<Standing> {
    let Some(author) = author else { return Ok(Standing::Own) };
    match viewer_of(tx, author).await {
        Ok(viewer) => Ok(viewer.standing),
        Err(Error::NotFound) => Ok(Standing::Own),
        Err(error) => Err(error),
    }
}
