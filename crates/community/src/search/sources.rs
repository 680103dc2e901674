//! What the index is told of people, spaces and posts.
//!
//! All words of a thing go in, also those that only some may find it by: who asks is shown nothing before
//! [`super::confirm`] has looked.

use super::ranking::{life, worth};
use crate::spaces::Audience;
use futures_util::future::BoxFuture;
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::Entry;
use kernel::search::{Document, Source};
use kernel::text::words_of_html;
use kernel::{args, record};
use std::collections::HashMap;

/// Their numbers in the index.
pub const PEOPLE: i64 = 1;
pub const SPACES: i64 = 2;
pub const POSTS: i64 = 3;

pub struct People;
pub struct Spaces;
pub struct Posts;

fn one_of(verbs: &[&str], entry: &Entry) -> Vec<Id> {
    if verbs.contains(&entry.verb.as_str()) { vec![entry.object] } else { Vec::new() }
}

impl Source for People {
    fn number(&self) -> i64 {
        PEOPLE
    }

    fn touched(&self, entry: &Entry) -> Vec<Id> {
        let verbs = [
            "identity.created",
            "identity.joined",
            "identity.described",
            "identity.founded",
            "identity.deactivated",
            "identity.reactivated",
            "people.profile_changed",
            "people.skills_changed",
        ];
        one_of(&verbs, entry)
    }

    fn walk<'a>(&'a self, tx: &'a Tx, before: Id, most: i64) -> BoxFuture<'a, Result<Vec<Id>>> {
        let sql = "select id from members where id < $1 order by id desc limit $2";
        Box::pin(async move { tx.column(sql, args![before, most]).await })
    }

    fn load<'a>(&'a self, tx: &'a Tx, ids: &'a [Id]) -> BoxFuture<'a, Result<Vec<Document>>> {
        Box::pin(people(tx, ids))
    }
}

/// The mark of what is found by its name: people and spaces.
pub const NAMED: &str = "named";

async fn people(tx: &Tx, ids: &[Id]) -> Result<Vec<Document>> {
    let sql = "select id, name, handle, headline, created from members where id in (each($1)) and state = 'active'";
    let rows: Vec<(Id, String, String, String, Millis)> = tx.rows(sql, args![ids]).await?;
    let sql = "select member, skill from skills where member in (each($1)) order by member, rank";
    let mut skills: HashMap<Id, Vec<String>> = HashMap::new();
    for (member, skill) in tx.rows::<(Id, String)>(sql, args![ids]).await? {
        skills.entry(member).or_default().push(skill);
    }
    let document = |(id, name, handle, headline, created)| {
        let skills = skills.remove(&id).unwrap_or_default().join(". ");
        let marks = vec!["kind:person".to_owned(), NAMED.to_owned()];
        Document {
            id,
            title: format!("{name} {handle}"),
            text: format!("{headline}. {skills}"),
            marks,
            at: created,
            ..Document::default()
        }
    };
    Ok(rows.into_iter().map(document).collect())
}

impl Source for Spaces {
    fn number(&self) -> i64 {
        SPACES
    }

    fn touched(&self, entry: &Entry) -> Vec<Id> {
        let verbs = ["spaces.created", "spaces.described", "spaces.archived", "spaces.unarchived"];
        one_of(&verbs, entry)
    }

    fn walk<'a>(&'a self, tx: &'a Tx, before: Id, most: i64) -> BoxFuture<'a, Result<Vec<Id>>> {
        let sql = "select id from spaces where id < $1 order by id desc limit $2";
        Box::pin(async move { tx.column(sql, args![before, most]).await })
    }

    fn load<'a>(&'a self, tx: &'a Tx, ids: &'a [Id]) -> BoxFuture<'a, Result<Vec<Document>>> {
        Box::pin(spaces(tx, ids))
    }
}

async fn spaces(tx: &Tx, ids: &[Id]) -> Result<Vec<Document>> {
    let sql = "select id, name, slug, summary, active, members from spaces where id in (each($1))";
    let rows: Vec<(Id, String, String, String, Millis, i64)> = tx.rows(sql, args![ids]).await?;
    let document = |(id, name, slug, text, at, worth)| Document {
        id,
        title: format!("{name} {slug}"),
        text,
        marks: vec!["kind:space".to_owned(), NAMED.to_owned()],
        at,
        worth,
        ..Document::default()
    };
    Ok(rows.into_iter().map(document).collect())
}

impl Source for Posts {
    fn number(&self) -> i64 {
        POSTS
    }

    /// A comment makes its post more useful; a reaction does too, but there are too many of them: the
    /// number that is shown and ranked by comes from the database.
    fn touched(&self, entry: &Entry) -> Vec<Id> {
        let verbs = [
            "posts.published",
            "posts.imported",
            "posts.edited",
            "posts.deleted",
            "posts.purged",
            "posts.restored",
            "posts.withheld",
            "posts.released",
            "posts.commented",
            "posts.rehung",
            super::files::READ,
        ];
        let mut touched = one_of(&verbs, entry);
        if entry.verb == "posts.commented" {
            let root: Option<Id> = entry.details().get("root").and_then(|root| root.as_str()?.parse().ok());
            touched.extend(root);
        }
        touched
    }

    fn walk<'a>(&'a self, tx: &'a Tx, before: Id, most: i64) -> BoxFuture<'a, Result<Vec<Id>>> {
        let sql = "select id from posts where id < $1 and state = 'published' order by id desc limit $2";
        Box::pin(async move { tx.column(sql, args![before, most]).await })
    }

    fn load<'a>(&'a self, tx: &'a Tx, ids: &'a [Id]) -> BoxFuture<'a, Result<Vec<Document>>> {
        Box::pin(posts(tx, ids))
    }
}

record! {
    struct Row {
        id: Id,
        kind: String,
        author: Option<Id>,
        space: Option<Id>,
        audience: Audience,
        title: String,
        summary: String,
        html: String,
        comments: i64,
        reactions: i64,
        extras: i64,
        published: Millis,
    }
}

async fn posts(tx: &Tx, ids: &[Id]) -> Result<Vec<Document>> {
    let sql = "select id, kind, author, space, audience, title, summary, html, comments, reactions, extras, published
               from posts where id in (each($1)) and state = 'published'";
    let rows: Vec<Row> = tx.rows(sql, args![ids]).await?;
    let mut tags: HashMap<Id, Vec<String>> = HashMap::new();
    let sql = "select post, tag from post_tags where post in (each($1))";
    for (post, tag) in tx.rows::<(Id, String)>(sql, args![ids]).await? {
        tags.entry(post).or_default().push(tag);
    }
    let with_files: Vec<Id> =
        rows.iter().filter(|row| row.extras & crate::posts::types::HAS_FILES != 0).map(|row| row.id).collect();
    let mut files = super::files::texts_of(tx, &with_files).await?;
    let mut documents = Vec::with_capacity(rows.len());
    for row in rows {
        let tags = tags.remove(&row.id).unwrap_or_default();
        let files = files.remove(&row.id).unwrap_or_default();
        documents.extend(of_post(row, &tags, files));
    }
    Ok(documents)
}

/// A document of the post, and one of each file that hangs on it.
fn of_post(row: Row, tags: &[String], files: Vec<super::files::FileText>) -> Vec<Document> {
    let marks = |kind: &str| {
        let mut marks = vec![format!("kind:{kind}")];
        marks.extend(row.author.map(|author| format!("by:{author}")));
        marks.extend(row.space.map(|space| format!("in:{space}")));
        marks.extend(tags.iter().map(|tag| format!("tag:{tag}")));
        marks
    };
    let document = |part: Id, kind: &str, title: String, text: String| Document {
        id: row.id,
        part,
        title,
        text,
        marks: marks(kind),
        at: row.published,
        within: row.space.unwrap_or_default(),
        audience: row.audience.number(),
        worth: worth(row.reactions, row.comments),
        life: life(kind),
    };
    let title = format!("{} {}", row.title, tags.join(" "));
    let text = format!("{}\n{}", row.summary, words_of_html(&row.html));
    let mut documents = vec![document(Id(0), &row.kind, title, text)];
    documents.extend(files.into_iter().map(|file| document(file.id, "file", file.name, file.text)));
    documents
}
