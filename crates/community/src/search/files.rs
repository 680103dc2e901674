//! The words of attached files: read once for each content, in the background, and kept in the database, so
//! that an index can be built anew without reading them again.

use kernel::app::App;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Entry, Event, Reader};
use kernel::readable::{Apart, Form, MOST_BYTES};
use kernel::{args, record};
use std::collections::HashMap;

/// The words of a file of this post have been read.
pub const READ: &str = "search.file_read";
const VERBS: &[&str] = &["posts.published", "posts.imported", "posts.edited", "posts.restored", "posts.commented"];

pub fn reader() -> Reader {
    Reader::outside("search.files", VERBS, |app, entry| Box::pin(read_files(app, entry)))
}

record! {
    struct Unread {
        name: String,
        kind: String,
        hash: String,
        size: i64,
    }
}

async fn read_files(app: &App, entry: &Entry) -> Result<()> {
    let (post, space) = (entry.object, entry.space);
    let unread: Vec<Unread> = app
        .db
        .read(async move |tx: &Tx| {
            let sql = "select distinct f.name, f.kind, f.hash, f.size from post_files pf join files f on f.id = pf.file
                       where pf.post = $1 and not exists (select 1 from file_texts t where t.hash = f.hash)";
            tx.rows(sql, args![post]).await
        })
        .await?;
    let mut found = false;
    for file in unread {
        let Some(form) = Form::of(&file.kind, &file.name) else { continue };
        let words = words(app, &file, form).await?;
        found |= words.is_some();
        let (hash, state) = (file.hash, if words.is_some() { "read" } else { "empty" });
        let text = words.unwrap_or_default();
        app.db
            .write(async move |tx: &Tx| {
                let sql = "insert into file_texts (hash, text, state, at) values ($1, $2, $3, $4)
                           on conflict (hash) do nothing";
                tx.execute(sql, args![&hash, &text, state, tx.now()]).await
            })
            .await?;
    }
    if found {
        app.db
            .write(async move |tx: &Tx| journal::record(tx, Event::new(READ, None, post).within(space)).await)
            .await?;
    }
    Ok(())
}

async fn words(app: &App, file: &Unread, form: Form) -> Result<Option<String>> {
    if usize::try_from(file.size).map_or(true, |size| size > MOST_BYTES) {
        return Ok(None);
    }
    let bytes = match app.files.get(&file.hash.parse()?).await {
        Err(Error::NotFound) => return Ok(None),
        bytes => bytes?,
    };
    app.part::<Apart>().read(bytes, form).await
}

/// A file that hangs on a post, by its name and its words.
#[derive(Debug, Clone)]
pub struct FileText {
    pub id: Id,
    pub name: String,
    pub text: String,
}

/// The files of these posts, with what they are called and described as, and their words.
pub async fn texts_of(tx: &Tx, posts: &[Id]) -> Result<HashMap<Id, Vec<FileText>>> {
    let mut texts: HashMap<Id, Vec<FileText>> = HashMap::new();
    if posts.is_empty() {
        return Ok(texts);
    }
    let sql = "select pf.post, f.id, f.name, f.alt, coalesce(t.text, '') as words
               from post_files pf join files f on f.id = pf.file left join file_texts t on t.hash = f.hash
               where pf.post in (each($1)) order by pf.post, pf.rank";
    for (post, id, name, alt, words) in tx.rows::<(Id, Id, String, String, String)>(sql, args![posts]).await? {
        texts.entry(post).or_default().push(FileText { id, name, text: format!("{alt} {words}").trim().to_owned() });
    }
    Ok(texts)
}

/// The named files of these posts: what a result shows of them.
pub async fn shown(tx: &Tx, found: &[(Id, Id)]) -> Result<HashMap<Id, FileText>> {
    let posts: Vec<Id> = found.iter().map(|(post, _)| *post).collect();
    let texts = texts_of(tx, &posts).await?;
    let wanted = texts.into_values().flatten().filter(|file| found.iter().any(|(_, id)| *id == file.id));
    Ok(wanted.map(|file| (file.id, file)).collect())
}
