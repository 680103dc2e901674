//! Search: one box over people, spaces, posts of every kind, comments, tags and the words of attached files.
//!
//! The index (`kernel::search`) finds candidates, [`confirm`] asks the database which of them the viewer may
//! see, [`ranking`] orders them. [`sources`] says what the index is told. Its own tables hold saved searches,
//! what members opened from among results, and the words of files.

mod asking;
mod confirm;
mod files;
mod find;
mod habits;
mod named;
mod pages;
mod palette;
mod persons;
mod question;
mod ranking;
mod results;
mod saved;
mod sources;
mod tags;

pub use files::READ;
pub use find::Sort;
pub use saved::FOUND;

use crate::identity::Face;
use kernel::app::App;
use kernel::capability::Capability;
use kernel::db::Migrations;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::languages::{Language, Source};
use kernel::search::Sources;
use kernel::viewer::Viewer;
use kernel::web::{Doc, Routes};
use std::sync::Arc;

const MIGRATIONS: Migrations = Migrations {
    capability: "search",
    steps: &[
        ("V1__search", include_str!("migrations/V1__search.sql")),
        ("V2__search", include_str!("migrations/V2__search.sql")),
    ],
};

const TEXTS: &[Source] = &[
    (Language::English, "search.ftl", include_str!("../../texts/en/search.ftl")),
    (Language::French, "search.ftl", include_str!("../../texts/fr/search.ftl")),
    (Language::German, "search.ftl", include_str!("../../texts/de/search.ftl")),
    (Language::Arabic, "search.ftl", include_str!("../../texts/ar/search.ftl")),
];

/// What can be found. A wing that keeps things that are no posts adds its own.
pub fn sources() -> Sources {
    Sources(vec![Arc::new(sources::People), Arc::new(sources::Spaces), Arc::new(sources::Posts)])
}

pub fn capability() -> Capability {
    Capability {
        migrations: vec![MIGRATIONS],
        routes: routes(),
        readers: vec![files::reader(), saved::reader(), habits::reader()],
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

/// The posts that a viewer is shown for a question, best first: for measuring how good the order is.
pub async fn posts_for(app: &App, viewer: &Arc<Viewer>, q: &str, sort: Sort) -> Result<Vec<Id>> {
    let typed = question::Typed::read(&format!("{q} "));
    let ask = find::Ask { typed, sort, ..find::Ask::default() };
    let outcome = find::find(app, viewer, &ask).await?;
    Ok(outcome.posts.into_iter().map(|(known, ..)| known.id).collect())
}

/// Posts of these kinds that have words in common with a text, the likest first.
pub async fn alike(app: &App, viewer: &Arc<Viewer>, text: &str, kinds: &[&str]) -> Result<Vec<Id>> {
    find::alike(app, viewer, &like(text, kinds)).await
}

/// The same with how like each is, as a share of the likest, and with those that have little in common.
pub async fn likeness(app: &App, viewer: &Arc<Viewer>, text: &str, kinds: &[&str]) -> Result<Vec<(Id, f64)>> {
    find::likeness(app, viewer, &like(text, kinds)).await
}

fn like(text: &str, kinds: &[&str]) -> find::Ask {
    let kinds = kinds.iter().map(|kind| (*kind).to_owned()).collect();
    find::Ask { typed: question::Typed::plainly(text), kinds, sort: Sort::Words, ..find::Ask::default() }
}

/// Members who say of themselves that they know something of it.
pub async fn who_may_know(app: &App, viewer: &Arc<Viewer>, text: &str) -> Result<Vec<Face>> {
    let ask = find::Ask { typed: question::Typed::plainly(text), ..find::Ask::default() };
    match find::who_may_know(app, viewer, &ask).await {
        // Who reads a page meanwhile reads it without.
        Err(Error::Refused { code: "search-being-built", .. }) => Ok(Vec::new()),
        found => Ok(found?.into_iter().map(|person| person.face).collect()),
    }
}

fn routes() -> Routes {
    Routes::new()
        .get(
            "/palette",
            palette::palette,
            Doc::new("What the command palette offers")
                .answers::<palette::Offers>()
                .query(&[("q", "beginnings of words")]),
        )
        .get(
            "/search",
            pages::search,
            Doc::new("People, spaces, posts, comments and files that one may see")
                .answers::<pages::SearchPage>()
                .query(&[
                    ("q", "words, \"phrases\", -exclusions, from: in: tag: kind: after: before:"),
                    ("kind", "person, space, comment, file or a kind of post; may be repeated"),
                    ("space", "address of a space; may be repeated"),
                    ("author", "handle of a member; may be repeated"),
                    ("tag", "a tag; may be repeated"),
                    ("from", "first day, as 2026-11-22"),
                    ("to", "last day"),
                    ("sort", "best, neutral (the same for everyone), words (by the words alone) or newest"),
                    ("before", "continues the list"),
                ]),
        )
        .get("/search/saved", pages::list_saved, Doc::new("One's saved searches").answers::<pages::SavedList>())
        .post(
            "/search/saved",
            pages::save,
            Doc::new("Saves a search").takes::<pages::SavedForm>().creates::<saved::Saved>(),
        )
        .put("/search/saved/{id}", pages::rename, Doc::new("Names a saved search anew").takes::<pages::SavedForm>())
        .delete("/search/saved/{id}", pages::delete, Doc::new("Throws a saved search away"))
        .post(
            "/search/opens",
            pages::opened,
            Doc::new("Tells that a result was opened, for one's own order").takes::<pages::OpenForm>(),
        )
}

/// What is kept of a member here goes.
pub async fn erase(tx: &kernel::db::Tx, member: kernel::ids::Id) -> kernel::error::Result<()> {
    for table in ["search_opens"] {
        tx.execute(&format!("delete from {table} where member = $1"), kernel::args![member]).await?;
    }
    let sql = "delete from saved_search_words where search in (select id from saved_searches where member = $1)";
    tx.execute(sql, kernel::args![member]).await?;
    tx.execute("delete from saved_searches where member = $1", kernel::args![member]).await?;
    Ok(())
}

/// The words of files that go are kept no longer.
pub async fn purged(tx: &kernel::db::Tx, going: &crate::posts::purging::Going) -> Result<()> {
    tx.execute("delete from file_texts where hash in (each_text($1))", kernel::args![&going.hashes]).await.map(drop)
}

#[cfg(test)]
mod tests;
