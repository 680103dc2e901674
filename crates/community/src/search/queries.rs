//! Finding posts by the words of their titles.

use crate::posts::access::VISIBLE;
use crate::posts::types::post_path;
use crate::spaces::ops::words_of;
use crate::viewer_args;
use kernel::db::{Arg, Tx};
use kernel::error::Result;
use kernel::ids::Id;
use kernel::record;
use kernel::text::excerpt_html;
use kernel::viewer::Viewer;

/// So many posts that have the longest word are looked at.
const MOST_CANDIDATES: i64 = 5_000;
const MOST_WORDS: usize = 5;

record! {
    pub struct FoundPost {
        pub id: Id,
        pub kind: String,
        pub slug: String,
        pub title: String,
        pub html: String,
        pub writer: String,
    }
}

impl FoundPost {
    pub fn path(&self) -> String {
        post_path(self.id, &self.slug)
    }

    pub fn label(&self) -> String {
        if self.title.is_empty() { excerpt_html(&self.html, 80) } else { self.title.clone() }
    }
}

/// The words of a question, the longest first: it leaves the fewest candidates.
pub fn words(q: &str) -> Vec<String> {
    let mut words: Vec<String> = words_of(q).into_iter().collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words.truncate(MOST_WORDS);
    words
}

/// Posts whose titles have words that begin so, newest first.
pub async fn posts(tx: &Tx, viewer: &Viewer, words: &[String], most: i64) -> Result<Vec<FoundPost>> {
    let Some((first, rest)) = words.split_first() else { return Ok(Vec::new()) };
    let mut args: Vec<Arg<'static>> = viewer_args![viewer, first.clone(), end_of(first), most].to_vec();
    let mut wanted = String::new();
    for word in rest {
        args.extend([Arg::from(word.clone()), Arg::from(end_of(word))]);
        let (from, to) = (args.len() - 1, args.len());
        wanted.push_str(&format!(
            " and exists (select 1 from title_words x where x.post = p.id and x.word >= ${from} and x.word < ${to})"
        ));
    }
    let sql = format!(
        "select p.id, p.kind, p.slug, p.title, p.html, coalesce(m.name, p.author_name) as writer
         from posts p left join members m on m.id = p.author
         where p.id in (select w.post from title_words w where w.word >= $4 and w.word < $5 limit {MOST_CANDIDATES})
           and p.root is null and {}{wanted}
         order by p.id desc limit $6",
        *VISIBLE
    );
    tx.rows(&sql, &args).await
}

fn end_of(prefix: &str) -> String {
    format!("{prefix}{}", char::MAX)
}
