//! Saved searches: what somebody wants to hear of. A new post that fits is noted in the journal as
//! `search.found`; whoever notifies reads it there.
//!
//! Each search names words of which the post must have one; so a post asks only for the searches that
//! could fit, however many there are.

use super::find::Ask;
use super::named;
use super::question::Typed;
use crate::identity::queries::viewer_of;
use crate::posts;
use kernel::db::Tx;
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Entry, Event, Reader};
use kernel::search::words::Tongue;
use kernel::search::{Matcher, Part, Question};
use kernel::text::words_of_html;
use kernel::viewer::Viewer;
use kernel::{args, record};
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// What is noted when a new post fits: the object is the search, the details name `member`, `post` and
/// the search's `name`.
pub const FOUND: &str = "search.found";
const MOST_SAVED: i64 = 50;
pub const MOST_NAME: usize = 80;
/// So many searches are held against one post.
const MOST_HELD: i64 = 5_000;

record! {
    /// A saved search.
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct Saved {
        pub id: Id,
        pub name: String,
        /// As in the address of the page.
        pub query: String,
    }
}

impl Saved {
    pub fn url(&self) -> String {
        format!("/search?{}", self.query)
    }
}

/// The member's own, the newest first.
pub async fn of_member(tx: &Tx, member: Id) -> Result<Vec<Saved>> {
    let sql = "select id, name, query from saved_searches where member = $1 order by id desc limit $2";
    tx.rows(sql, args![member, MOST_SAVED]).await
}

fn check(name: &str) -> Result<()> {
    let mut checks = Checks::new();
    checks.require(!name.trim().is_empty(), "name", "required");
    checks.at_most(name, MOST_NAME, "name");
    checks.finish()
}

/// Keeps a search. The same one twice is kept once.
pub async fn save(tx: &Tx, member: Id, name: &str, query: &str) -> Result<Saved> {
    check(name)?;
    let ask = super::asking::of_query(query, None);
    if ask.typed.is_empty()
        && ask.kinds.is_empty()
        && ask.spaces.is_empty()
        && ask.authors.is_empty()
        && ask.tags.is_empty()
    {
        return Err(Error::field("query", "required"));
    }
    let sql = "select id, name, query from saved_searches where member = $1 and query = $2";
    if let Some(known) = tx.row::<Saved>(sql, args![member, query]).await? {
        return Ok(known);
    }
    let count: Option<i64> = tx.value("select count(*) from saved_searches where member = $1", args![member]).await?;
    if count.unwrap_or(0) >= MOST_SAVED {
        return Err(Error::Conflict("search-too-many-saved"));
    }
    let saved = Saved { id: tx.id(), name: name.trim().to_owned(), query: query.to_owned() };
    let sql = "insert into saved_searches (id, member, name, query, created) values ($1, $2, $3, $4, $5)";
    tx.execute(sql, args![saved.id, member, &saved.name, &saved.query, tx.now()]).await?;
    for word in needed(&ask) {
        let sql = "insert into saved_search_words (word, search) values ($1, $2) on conflict (word, search) do nothing";
        tx.execute(sql, args![word, saved.id]).await?;
    }
    Ok(saved)
}

/// Of these words a post that fits has at least one; the empty word when that cannot be said.
fn needed(ask: &Ask) -> BTreeSet<String> {
    let question = ask.question();
    let longest = |part: &Part| match part {
        Part::Word(word) => word.text.chars().count(),
        Part::Phrase(_) => 0,
    };
    match question.wanted.iter().max_by_key(|part| longest(part)) {
        Some(Part::Word(word)) => forms(&word.text, &question),
        Some(Part::Phrase(words)) => words.iter().take(1).map(|word| word.text.clone()).collect(),
        None => BTreeSet::from([String::new()]),
    }
}

fn forms(word: &str, question: &Question) -> BTreeSet<String> {
    let stems = question.tongues.iter().filter_map(|tongue| tongue.stem(word));
    stems.chain([word.to_owned()]).collect()
}

/// Another name for one's own.
pub async fn rename(tx: &Tx, member: Id, id: Id, name: &str) -> Result<()> {
    check(name)?;
    let sql = "update saved_searches set name = $1 where id = $2 and member = $3";
    match tx.execute(sql, args![name.trim(), id, member]).await? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}

pub async fn delete(tx: &Tx, member: Id, id: Id) -> Result<()> {
    let own = "select id from saved_searches where id = $1 and member = $2";
    tx.value::<Id>(own, args![id, member]).await?.ok_or(Error::NotFound)?;
    tx.execute("delete from saved_search_words where search = $1", args![id]).await?;
    tx.execute("delete from saved_searches where id = $1", args![id]).await.map(drop)
}

/// Few posts fit a search, and to know it their words are needed: it is found out beside whoever writes.
pub fn reader() -> Reader {
    Reader::in_transaction("search.saved", &["posts.published"], |_, tx, entry| Box::pin(note(tx, entry)))
        .sifting(|tx, entry| Box::pin(async move { Ok(!fitting(tx, entry).await?.is_empty()) }))
}

record! {
    struct Fresh {
        kind: String,
        author: Option<Id>,
        space: Option<Id>,
        title: String,
        summary: String,
        html: String,
    }
}

record! {
    struct Candidate {
        id: Id,
        member: Id,
        name: String,
        query: String,
    }
}

/// The searches that a new post fits, of people who may see it and did not write it.
async fn fitting(tx: &Tx, entry: &Entry) -> Result<Vec<Candidate>> {
    if tx.value::<i64>("select 1 from saved_searches limit 1", &[]).await?.is_none() {
        return Ok(Vec::new());
    }
    let sql = "select kind, author, space, title, summary, html from posts where id = $1 and state = 'published'";
    let Some(post) = tx.row::<Fresh>(sql, args![entry.object]).await? else { return Ok(Vec::new()) };
    let tags: Vec<String> = tx.column("select tag from post_tags where post = $1", args![entry.object]).await?;
    let title = format!("{} {}", post.title, tags.join(" "));
    let matcher = Matcher::of(&title, &format!("{}\n{}", post.summary, words_of_html(&post.html)));
    let mut words: Vec<String> = matcher.words().map(ToOwned::to_owned).collect();
    words.push(String::new());
    let sql = "select s.id, s.member, s.name, s.query from saved_searches s
               where s.id in (select w.search from saved_search_words w where w.word in (each_text($1)))
               order by s.id limit $2";
    let candidates: Vec<Candidate> = tx.rows(sql, args![words, MOST_HELD]).await?;
    let mut found = Vec::new();
    for candidate in candidates.into_iter().filter(|candidate| post.author != Some(candidate.member)) {
        let ask = super::asking::of_query(&candidate.query, Some(Tongue::ENGLISH));
        if !fits(&ask, &post, &tags, &matcher) {
            continue;
        }
        let viewer = match viewer_of(tx, candidate.member).await {
            // They are gone.
            Err(Error::NotFound) => continue,
            viewer => viewer?,
        };
        if is_meant(tx, &viewer, &ask, &post).await? && may_see(tx, &viewer, entry.object).await? {
            found.push(candidate);
        }
    }
    Ok(found)
}

/// Notes which searches a new post fits.
async fn note(tx: &Tx, entry: &Entry) -> Result<()> {
    for search in fitting(tx, entry).await? {
        let details = json!({ "member": search.member, "post": entry.object, "name": search.name });
        journal::record(tx, Event::new(FOUND, None, search.id).within(entry.space).with(details)).await?;
    }
    Ok(())
}

fn fits(ask: &Ask, post: &Fresh, tags: &[String], matcher: &Matcher) -> bool {
    let of_kind = ask.kinds.is_empty() || ask.kinds.contains(&post.kind);
    let tagged = ask.tags.iter().all(|tag| tags.contains(tag));
    let question = || Question { unfinished: false, ..ask.question() };
    of_kind && tagged && (!ask.typed.has_words() || matcher.fits(&question()))
}

/// Whether it is by somebody and from a place that the search is narrowed to.
async fn is_meant(tx: &Tx, viewer: &Viewer, ask: &Ask, post: &Fresh) -> Result<bool> {
    let Ask { authors, spaces, .. } = ask;
    let by = authors.is_empty() || named::authors(tx, viewer, authors).await?.iter().any(|id| post.author == Some(*id));
    Ok(by && (spaces.is_empty() || named::places(tx, viewer, spaces).await?.iter().any(|id| post.space == Some(*id))))
}

/// Nobody hears of what they may not see.
async fn may_see(tx: &Tx, viewer: &Viewer, post: Id) -> Result<bool> {
    match posts::access::find(tx, viewer, post).await {
        Ok(_) => Ok(true),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The search as it was typed, for a form.
pub fn suggested_name(typed: &Typed) -> String {
    typed.q.chars().take(MOST_NAME).collect()
}
