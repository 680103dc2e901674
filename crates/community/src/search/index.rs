//! The words of titles, kept by a journal reader. Who may see a post is asked when it is looked for,
//! not here.

use crate::spaces::ops::words_of;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::Reader;
use kernel::text::excerpt_html;
use kernel::{args, record};

const VERBS: &[&str] = &["posts.published", "posts.imported", "posts.edited", "posts.deleted", "posts.restored"];
/// So many characters of a post without a title can be found.
const MOST_CHARS: usize = 160;

pub fn reader() -> Reader {
    Reader::in_transaction("search.titles", VERBS, |_, tx, entry| Box::pin(index(tx, entry.object)))
}

record! {
    struct Titled {
        title: String,
        html: String,
    }
}

async fn index(tx: &Tx, post: Id) -> Result<()> {
    tx.execute("delete from title_words where post = $1", args![post]).await?;
    let sql = "select title, html from posts where id = $1 and state = 'published' and root is null";
    let Some(post_row) = tx.row::<Titled>(sql, args![post]).await? else { return Ok(()) };
    let text = if post_row.title.is_empty() { excerpt_html(&post_row.html, MOST_CHARS) } else { post_row.title };
    let words: Vec<String> = words_of(&text).into_iter().collect();
    let sql = "insert into title_words (word, post) select w.value, cast($1 as bigint) from (each_text($2)) w";
    tx.execute(sql, args![post, words]).await.map(drop)
}
