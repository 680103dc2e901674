//! Posts: everything that is written, whatever its kind; comments, reactions, saving and sharing.
//!
//! It does not know which kinds there are besides the note: those are registered ([`Kinds`]).

pub mod access;
pub mod bookmarks;
pub mod comments;
pub mod compose;
pub mod files;
pub mod holding;
pub mod imported;
pub mod kinds;
pub mod ops;
pub mod pages;
pub mod polls;
pub mod queries;
pub mod purging;
pub mod reactions;
mod readers;
pub mod screening;
pub mod threads;
pub mod types;

pub use kinds::{Kind, Kinds, Question, ReplyKind};
pub use pages::Opened;

use comments::CommentForm;
use kernel::capability::Capability;
use kernel::db::Migrations;
use kernel::languages::{Language, Source};
use kernel::web::draw::Link;
use kernel::web::{Doc, Navigation, Routes};
use pages::{actions, comments as answers, composer, drafts, feeds, lists, saving, show};
use types::{CommentView, PostForm, PostView};

const STEPS: &[(&str, &str)] = &[
    ("V1__posts", include_str!("migrations/V1__posts.sql")),
    ("V2__levels", include_str!("migrations/V2__levels.sql")),
    ("V3__draft_answers", include_str!("migrations/V3__draft_answers.sql")),
    ("V4__narrowing", include_str!("migrations/V4__narrowing.sql")),
    ("V5__holdings", include_str!("migrations/V5__holdings.sql")),
    ("V6__revision_audience", include_str!("migrations/V6__revision_audience.sql")),
    ("V7__purging", include_str!("migrations/V7__purging.sql")),
    ("V8__veiled", include_str!("migrations/V8__veiled.sql")),
];

const MIGRATIONS: Migrations = Migrations { capability: "posts", steps: STEPS };

const TEXTS: &[Source] = &[
    (Language::English, "posts.ftl", include_str!("../../texts/en/posts.ftl")),
    (Language::French, "posts.ftl", include_str!("../../texts/fr/posts.ftl")),
    (Language::German, "posts.ftl", include_str!("../../texts/de/posts.ftl")),
    (Language::Arabic, "posts.ftl", include_str!("../../texts/ar/posts.ftl")),
];

pub fn capability() -> Capability {
    let note = Link { path: "/posts/new?kind=note", text: "posts-kind-note", icon: "edit", rank: 10, only: |_| true };
    let poll =
        Link { path: "/posts/new?kind=note&draft=poll", text: "posts-poll", icon: "poll", rank: 12, only: |_| true };
    Capability {
        migrations: vec![MIGRATIONS],
        routes: routes(),
        readers: readers::readers(),
        jobs: vec![purging::job()],
        navigation: Navigation { create: vec![note, poll], ..Navigation::default() },
        texts: TEXTS.to_vec(),
    }
}

fn routes() -> Routes {
    reading().and(writing()).and(acting()).and(keeping())
}

fn reading() -> Routes {
    Routes::new()
        .get(
            "/posts/{id}",
            show::show,
            Doc::new("A post with its comments").answers::<show::PostPage>().query(&[
                ("sort", "order of the comments: oldest, newest or useful"),
                ("after", "continues the comments"),
            ]),
        )
        .public()
        .get("/posts/{id}/history", show::history, Doc::new("What changed in a post").answers::<show::HistoryPage>())
        .public()
        .get("/posts/{id}/comments", answers::list, Doc::new("The comments of a post").answers::<CommentView>())
        .public()
        .get("/posts/{id}/card", files::card, Doc::new("The picture of the card below a link"))
        .public()
        .get(
            "/files/{id}",
            files::serve,
            Doc::new("A file; ranges are supported").query(&[("size", "s, m or l of a picture")]),
        )
        .public()
        .get("/tags/{tag}", lists::tag, Doc::new("Posts with a tag").answers::<lists::TagPage>())
        .public()
        .get("/feed.atom", feeds::all, Doc::hidden())
        .public()
        .get("/spaces/{slug}/feed.atom", feeds::of_space, Doc::hidden())
        .public()
        .get("/people/{handle}/feed.atom", feeds::of_person, Doc::hidden())
        .public()
        .get("/tags/{tag}/feed.atom", feeds::of_tag, Doc::hidden())
        .public()
}

fn writing() -> Routes {
    Routes::new()
        .get("/posts/new", composer::new, Doc::hidden())
        .post(
            "/posts",
            composer::create,
            Doc::new("Writes a post; repeated with the same `once` or Idempotency-Key it answers the first")
                .takes::<PostForm>()
                .creates::<PostView>(),
        )
        .get("/posts/{id}/edit", composer::edit, Doc::hidden())
        .put("/posts/{id}", composer::save, Doc::new("Changes a post").takes::<PostForm>().answers::<PostView>())
        .delete("/posts/{id}", actions::delete, Doc::new("Deletes a post; it can be restored"))
        .post("/posts/{id}/restoration", actions::restore, Doc::new("Takes one's deleted post back"))
        .post(
            "/posts/{id}/comments",
            answers::create,
            Doc::new("Comments on a post; repeated with the same `once` or Idempotency-Key it answers the first")
                .takes::<CommentForm>()
                .creates::<answers::Commented>(),
        )
        .post(
            "/preview",
            drafts::preview,
            Doc::new("Renders Markdown").takes::<drafts::PreviewForm>().answers::<drafts::Preview>(),
        )
        .post("/files", files::upload, Doc::new("Uploads a file").creates::<files::UploadedFile>())
        .get("/complete/tags", lists::complete, Doc::new("Tags that begin so").query(&[("q", "the beginning")]))
}

fn acting() -> Routes {
    Routes::new()
        .put(
            "/posts/{id}/reactions/{emoji}",
            actions::react,
            Doc::new("Leaves a reaction").answers::<actions::Standing>(),
        )
        .delete(
            "/posts/{id}/reactions/{emoji}",
            actions::unreact,
            Doc::new("Takes a reaction back").answers::<actions::Standing>(),
        )
        .get(
            "/posts/{id}/reactions",
            actions::standing,
            Doc::new("The reactions to a post, with one's own").answers::<actions::Standing>(),
        )
        .post(
            "/posts/{id}/reactions",
            actions::react_by_form,
            Doc::new("Leaves a reaction").takes::<actions::ReactionForm>().answers::<actions::Standing>(),
        )
        .get(
            "/posts/{id}/bookmark",
            saving::choose,
            Doc::new("The collections to save a post to").answers::<saving::SavingPage>(),
        )
        .put(
            "/posts/{id}/bookmark",
            actions::save,
            Doc::new("Saves a post for later").takes::<actions::BookmarkForm>().answers::<actions::Standing>(),
        )
        .delete(
            "/posts/{id}/bookmark",
            actions::unsave,
            Doc::new("No longer saves a post").answers::<actions::Standing>(),
        )
        .put("/posts/{id}/follow", actions::follow, Doc::new("Follows a post"))
        .delete("/posts/{id}/follow", actions::unfollow, Doc::new("No longer follows a post"))
        .put(
            "/posts/{id}/level",
            actions::level,
            Doc::new("How much of a post reaches one").takes::<crate::people::level::LevelForm>(),
        )
        .put("/posts/{id}/pin", actions::pin, Doc::new("Pins a post in its space"))
        .delete("/posts/{id}/pin", actions::unpin, Doc::new("Unpins a post"))
        .put("/posts/{id}/poll", actions::vote, Doc::new("Votes in a poll").takes::<actions::VoteForm>())
}

fn keeping() -> Routes {
    Routes::new()
        .get(
            "/bookmarks",
            lists::saved,
            Doc::new("What one saved for later")
                .answers::<lists::SavedPage>()
                .query(&[("collection", "id of a collection"), ("before", "continues the list")]),
        )
        .post("/collections", lists::collect, Doc::new("Makes a private collection").takes::<lists::CollectionForm>())
        .delete("/collections/{id}", lists::discard, Doc::new("Removes a collection, not what lies in it"))
        .get("/drafts", lists::drafts, Doc::new("What one has begun to write").answers::<lists::DraftsPage>())
        .put(
            "/drafts/{key}",
            drafts::keep_draft,
            Doc::new("Keeps a form that is being written").takes::<drafts::DraftForm>(),
        )
        .delete("/drafts/{key}", drafts::drop_draft, Doc::new("Throws such a form away"))
        .put("/tags/{tag}/follow", lists::follow_tag, Doc::new("Follows a tag"))
        .put(
            "/tags/{tag}/level",
            lists::tag_level,
            Doc::new("How much of a followed tag reaches one").takes::<crate::people::level::LevelForm>(),
        )
        .delete("/tags/{tag}/follow", lists::unfollow_tag, Doc::new("No longer follows a tag"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
mod tests;

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
mod holding_tests;
