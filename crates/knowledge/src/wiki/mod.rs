//! The wiki: pages in a tree for each space, which name each other and remember what they were.
//!
//! A page is a post of the kind `page` (decision 0012): who reads it, searching, comments, following and reactions are
//! those of any post. Here is where it stands, what it names, and who looks after it.

pub mod access;
pub mod care;
mod document;
mod drawing;
pub mod imported;
mod links;
pub mod ops;
mod pages;
mod readers;
mod revisions;
mod together;
mod told;
mod tree;
pub mod types;
mod untrusted;

use community::posts::Kind;
use kernel::args;
use kernel::capability::Capability;
use kernel::db::{Migrations, Tx};
use kernel::error::Result;
use kernel::ids::Id;
use kernel::languages::{Language, Source};
use kernel::web::draw::Link;
use kernel::web::{Doc, Navigation, Routes};
use pages::{care as caring, edit, history, home, place, show, together as writing_together};
use types::{KIND, PageForm, PageView, page_url};

const MIGRATIONS: Migrations = Migrations {
    capability: "wiki",
    steps: &[
        ("V1__wiki", include_str!("migrations/V1__wiki.sql")),
        ("V2__together", include_str!("migrations/V2__together.sql")),
        ("V3__changed_last", include_str!("migrations/V3__changed_last.sql")),
    ],
};

const TEXTS: &[Source] = &[
    (Language::English, "wiki.ftl", include_str!("../../texts/en/wiki.ftl")),
    (Language::French, "wiki.ftl", include_str!("../../texts/fr/wiki.ftl")),
    (Language::German, "wiki.ftl", include_str!("../../texts/de/wiki.ftl")),
    (Language::Arabic, "wiki.ftl", include_str!("../../texts/ar/wiki.ftl")),
];

pub use document::Document;
pub use drawing::Drawn;
/// For templates.
pub(crate) use pages::edit::most_summary;
pub(crate) use pages::tree as pages_tree;
pub use told::kinds as notification_kinds;

pub const PAGE: Kind = Kind {
    word: KIND,
    text: "wiki-kind",
    icon: "doc",
    titled: true,
    summarised: true,
    form: "/wiki",
    // A page is written where it will stand.
    apart: true,
    offered: |_, _| false,
    keep: Some(|tx, viewer, id, _| Box::pin(ops::keep(tx, viewer, id))),
    home: Some(|tx, id, form| Box::pin(home_of(tx, id, form))),
    ..Kind::PLAIN
};

/// Where a page is read, and where it is edited.
async fn home_of(tx: &Tx, id: Id, form: bool) -> Result<Option<String>> {
    if form {
        return Ok(Some(format!("/pages/{id}/edit")));
    }
    let sql = "select s.slug, w.path from wiki_pages w join spaces s on s.id = w.space
               where w.page = $1 and w.deleted is null";
    let place: Option<(String, String)> = tx.row(sql, args![id]).await?;
    Ok(place.map(|(space, path)| page_url(&space, &path)))
}

pub fn capability() -> Capability {
    let list = Link { path: "/wiki", text: "nav-wiki", icon: "book", rank: 25, only: |_| true };
    Capability {
        migrations: vec![MIGRATIONS],
        routes: reading().and(writing()).and(looking_after()),
        readers: vec![readers::reader()],
        jobs: vec![told::job()],
        navigation: Navigation { main: vec![list], ..Navigation::default() },
        texts: TEXTS.to_vec(),
    }
}

fn reading() -> Routes {
    let diff: &[(&str, &str)] = &[
        ("before", "continues a history"),
        ("from", "of a comparison: the older revision"),
        ("to", "of a comparison: the newer revision"),
        ("view", "source: compares the Markdown"),
    ];
    Routes::new()
        .get("/wiki", home::wikis, Doc::new("The spaces that have pages").answers::<home::WikisPage>())
        .public()
        .get("/wiki/{slug}", home::home, Doc::new("The pages of a space").answers::<home::WikiHome>())
        .public()
        .get(
            "/wiki/{slug}/{*path}",
            show::show,
            Doc::new("A page; with /history, /revisions/N or /diff behind it what it was")
                .answers::<PageView>()
                .query(diff),
        )
        .public()
        .get("/pages/{id}", show::by_id, Doc::new("The page with this id").answers::<PageView>())
        .public()
        .get(
            "/pages/{id}/paragraphs",
            history::paragraphs,
            Doc::new("Who wrote which paragraph").answers::<history::ParagraphsPage>(),
        )
        .public()
}

fn writing() -> Routes {
    Routes::new()
        .get("/pages/new", edit::new, Doc::hidden())
        .post(
            "/wiki/{slug}",
            edit::create,
            Doc::new("Writes a page; repeated with the same `once` or Idempotency-Key it answers the first")
                .takes::<PageForm>()
                .creates::<PageView>(),
        )
        .get("/pages/{id}/edit", edit::edit, Doc::hidden())
        .put(
            "/wiki/{slug}/{*path}",
            edit::save,
            Doc::new("Changes a page; If-Match or `revision` names the text it began from, 412 carries both texts")
                .takes::<PageForm>()
                .answers::<PageView>(),
        )
        .delete("/wiki/{slug}/{*path}", edit::delete, Doc::new("Takes a page away; it can be taken back"))
        .post("/pages/{id}/restoration", edit::restore, Doc::new("Takes a deleted page back"))
        .get("/pages/{id}/place", place::form, Doc::hidden())
        .put(
            "/pages/{id}/place",
            place::save,
            Doc::new("Moves a page with all below it; the old addresses lead to the new").takes::<place::PlaceForm>(),
        )
        .post(
            "/pages/{id}/revisions/{revision}/restoration",
            history::restore,
            Doc::new("Gives a page the text of an earlier revision").answers::<PageView>(),
        )
        .post(
            "/pages/{id}/writing",
            writing_together::write,
            Doc::new(
                "Writes together: keeps what was typed, and answers what the editor lacks; others hear it at /live",
            )
            .takes::<writing_together::WritingForm>()
            .answers::<writing_together::WritingPage>(),
        )
        .delete("/pages/{id}/writing", writing_together::discard, Doc::new("Forgets what was typed and not saved"))
        .put("/pages/{id}/revisions/{revision}/hiding", history::hide, Doc::new("Hides the text of a revision"))
        .delete("/pages/{id}/revisions/{revision}/hiding", history::unhide, Doc::new("Shows it again"))
}

fn looking_after() -> Routes {
    Routes::new()
        .get(
            "/pages/board",
            caring::board,
            Doc::new("What curators of a space have to do")
                .answers::<caring::BoardPage>()
                .query(&[("space", "slug of the space")]),
        )
        .put(
            "/pages/{id}/opinion",
            caring::judge,
            Doc::new("Says whether a page is still right").takes::<caring::OpinionForm>(),
        )
        .put("/pages/{id}/review", caring::review, Doc::new("Marks a page as reviewed"))
        .get("/pages/{id}/care", caring::form, Doc::hidden())
        .put(
            "/pages/{id}/care",
            caring::set,
            Doc::new("Sets who looks after a page and all below it").takes::<caring::CareForm>(),
        )
        .get("/pages/{id}/suggestions/new", caring::suggestion_form, Doc::hidden())
        .post(
            "/pages/{id}/suggestions",
            caring::suggest,
            Doc::new("Suggests a change of a page that one may read").takes::<PageForm>().creates::<care::Suggestion>(),
        )
        .get(
            "/pages/{id}/suggestions/{suggestion}",
            caring::suggestion,
            Doc::new("A suggestion").answers::<caring::SuggestionPage>(),
        )
        .put(
            "/pages/{id}/suggestions/{suggestion}/acceptance",
            caring::accept,
            Doc::new("Takes a suggestion over").takes::<caring::DecisionForm>().answers::<PageView>(),
        )
        .put(
            "/pages/{id}/suggestions/{suggestion}/refusal",
            caring::refuse,
            Doc::new("Refuses a suggestion with a reason").takes::<caring::DecisionForm>(),
        )
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
mod tests;

/// What is kept of posts beside them goes with them.
pub async fn purged(tx: &kernel::db::Tx, going: &community::posts::purging::Going) -> kernel::error::Result<()> {
    tx.execute("delete from wiki_updates where page in (each($1))", kernel::args![&going.posts]).await?;
    tx.execute("delete from wiki_writings where page in (each($1))", kernel::args![&going.posts]).await?;
    tx.execute("delete from wiki_suggestions where page in (each($1))", kernel::args![&going.posts]).await?;
    tx.execute("delete from wiki_opinions where page in (each($1))", kernel::args![&going.posts]).await?;
    tx.execute("delete from wiki_redirects where page in (each($1))", kernel::args![&going.posts]).await?;
    tx.execute("delete from wiki_links where page in (each($1))", kernel::args![&going.posts]).await?;
    tx.execute(
        "update wiki_changes set summary = '', editor_name = '' where page in (each($1))",
        kernel::args![&going.posts],
    )
    .await?;
    // The address is made of the title: the page takes its number for one.
    let sql = "update wiki_pages set title_key = '', slug = cast(page as text), path = cast(page as text),
               deleted = coalesce(deleted, $2) where page in (each($1))";
    tx.execute(sql, kernel::args![&going.posts, tx.now()]).await?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
mod together_tests;
