//! Writing a page together: what is typed is kept before it is acknowledged, and every node reads it from the database.
//!
//! The document of a page is its text at a revision and what was typed since. When the page gets another text in another
//! way (the form without script, a program, a suggestion), that text is worked into the document as a change made at that
//! revision, so nothing of either is lost. Saving makes a revision of what the document says.

use super::document::{Document, is_update};
use super::types::WikiPage;
use community::posts::types::MOST_BODY;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::{Editable, Viewer};
use kernel::{args, record};

/// Bytes that one person types at once; a text that is pasted fits.
pub const MOST_TYPED: usize = 1024 * 1024;
/// As many pieces are kept before they are put together.
const MOST_PIECES: i64 = 400;
/// As many bytes; more is either pasted over and over, or somebody means harm.
const MOST_KEPT: i64 = 4 * 1024 * 1024;

record! {
    /// The document of a page, as far as it is kept in one piece.
    #[derive(Debug, Clone)]
    pub struct Writing {
        pub epoch: Id,
        pub base: i64,
        pub state: Vec<u8>,
    }
}

/// The document of a page, with the text that the page has now. Whoever changes it waits for whom changed it before.
pub async fn open(tx: &Tx, page: &WikiPage) -> Result<Writing> {
    let sql = "update wiki_writings set changed = $1 where page = $2";
    if tx.execute(sql, args![tx.now(), page.id]).await? == 0 {
        let state = Document::begin(tx.id(), &page.body).state();
        let sql = "insert into wiki_writings (page, epoch, base, state, changed) values ($1, $2, $3, $4, $5)
                   on conflict (page) do update set changed = excluded.changed";
        tx.execute(sql, args![page.id, tx.id(), page.revision, state, tx.now()]).await?;
    }
    let sql = "select epoch, base, state from wiki_writings where page = $1";
    let writing: Writing = tx.row(sql, args![page.id]).await?.ok_or(Error::NotFound)?;
    if writing.base == page.revision { Ok(writing) } else { take_in(tx, page, writing).await }
}

/// The page got another text in another way.
async fn take_in(tx: &Tx, page: &WikiPage, writing: Writing) -> Result<Writing> {
    let document = Document::of(tx.id(), [writing.state.as_slice()])?;
    if let Some(change) = document.become_text(&page.body) {
        keep(tx, page.id, None, &change).await?;
    }
    let state = document.state();
    let sql = "update wiki_writings set base = $1, state = $2 where page = $3";
    tx.execute(sql, args![page.revision, state.as_slice(), page.id]).await?;
    Ok(Writing { base: page.revision, state, ..writing })
}

async fn keep(tx: &Tx, page: Id, member: Option<Id>, typed: &[u8]) -> Result<()> {
    let sql = "insert into wiki_updates (id, page, member, typed) values ($1, $2, $3, $4)";
    tx.execute(sql, args![tx.id(), page, member, typed]).await.map(drop)
}

/// Refuses what is no change of a text. It is looked at before anything waits for it.
pub fn check(typed: &[u8]) -> Result<()> {
    if typed.len() > MOST_TYPED || !is_update(typed) {
        return Err(Error::field("update", "wrong-type"));
    }
    Ok(())
}

/// Keeps what the viewer typed, which [`check`] let through. Once this is committed it is not lost any more.
pub async fn typed(
    tx: &Tx,
    viewer: &Viewer,
    page: &Editable<WikiPage>,
    writing: &Writing,
    epoch: Id,
    typed: &[u8],
) -> Result<()> {
    if writing.epoch != epoch {
        return Err(Error::Conflict("wiki-begun-anew"));
    }
    keep(tx, page.id, viewer.member, typed).await?;
    let sql = "select count(*), coalesce(sum(length(typed)), 0) from wiki_updates where page = $1";
    let (pieces, bytes): (i64, i64) = tx.row(sql, args![page.id]).await?.unwrap_or_default();
    if pieces > MOST_PIECES || bytes > MOST_KEPT {
        put_together(tx, page.id, writing).await?;
    }
    Ok(())
}

/// Many small pieces become one of each person.
async fn put_together(tx: &Tx, page: Id, writing: &Writing) -> Result<()> {
    let pieces = pieces(tx, page).await?;
    let before = Document::of(tx.id(), [writing.state.as_slice()])?;
    let mut authors: Vec<Option<Id>> = pieces.iter().map(|(member, _)| *member).collect();
    authors.sort_unstable();
    authors.dedup();
    let whole = document(tx, writing, &pieces)?;
    too_long(&whole)?;
    let change = whole.missing(&before.vector()).unwrap_or_default();
    if i64::try_from(change.len()).unwrap_or(i64::MAX) > MOST_KEPT {
        return Err(Error::field("update", "too-long"));
    }
    tx.execute("delete from wiki_updates where page = $1", args![page]).await?;
    // The first stands for all that was typed; of the others it is kept that they wrote.
    for (nth, member) in authors.into_iter().enumerate() {
        keep(tx, page, member, if nth == 0 { &change } else { EMPTY }).await?;
    }
    Ok(())
}

/// A change that changes nothing: no structs, no deletions.
const EMPTY: &[u8] = &[0, 0];

type Pieces = Vec<(Option<Id>, Vec<u8>)>;

async fn pieces(tx: &Tx, page: Id) -> Result<Pieces> {
    tx.rows("select member, typed from wiki_updates where page = $1 order by id", args![page]).await
}

fn document(tx: &Tx, writing: &Writing, pieces: &Pieces) -> Result<Document> {
    let all = std::iter::once(writing.state.as_slice()).chain(pieces.iter().map(|(_, typed)| typed.as_slice()));
    Document::of(tx.id(), all)
}

fn too_long(document: &Document) -> Result<()> {
    if document.text().chars().count() > MOST_BODY {
        return Err(Error::field("body", "too-long"));
    }
    Ok(())
}

/// The document as it is now.
pub async fn whole(tx: &Tx, page: &WikiPage, writing: &Writing) -> Result<Document> {
    let pieces = pieces(tx, page.id).await?;
    document(tx, writing, &pieces)
}

/// What the document says, to be saved as the next revision, and who typed it.
pub async fn to_save(tx: &Tx, page: &WikiPage, epoch: Id) -> Result<(String, Vec<Id>)> {
    let writing = open(tx, page).await?;
    if writing.epoch != epoch {
        return Err(Error::Conflict("wiki-begun-anew"));
    }
    let pieces = pieces(tx, page.id).await?;
    let mut authors: Vec<Id> = pieces.iter().filter_map(|(member, _)| *member).collect();
    authors.sort_unstable();
    authors.dedup();
    Ok((document(tx, &writing, &pieces)?.text(), authors))
}

/// The revision `now` has the text of the document; what was typed is put together with it.
pub async fn saved(tx: &Tx, page: &WikiPage, now: i64, authors: &[Id]) -> Result<()> {
    let sql = "select epoch, base, state from wiki_writings where page = $1";
    let writing: Writing = tx.row(sql, args![page.id]).await?.ok_or(Error::NotFound)?;
    let whole = whole(tx, page, &writing).await?;
    tx.execute("delete from wiki_updates where page = $1", args![page.id]).await?;
    let sql = "update wiki_writings set base = $1, state = $2, changed = $3 where page = $4";
    tx.execute(sql, args![now, whole.state(), tx.now(), page.id]).await?;
    for author in authors {
        let sql = "insert into wiki_authors (page, revision, member) values ($1, $2, $3)
                   on conflict (page, revision, member) do nothing";
        tx.execute(sql, args![page.id, now, *author]).await?;
    }
    Ok(())
}

/// Forgets what was typed since the last revision.
pub async fn discard(tx: &Tx, page: &WikiPage) -> Result<()> {
    tx.execute("delete from wiki_updates where page = $1", args![page.id]).await?;
    tx.execute("delete from wiki_writings where page = $1", args![page.id]).await.map(drop)
}
