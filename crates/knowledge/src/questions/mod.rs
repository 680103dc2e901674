//! Questions: a kind of post that is answered, voted on and settled by an accepted answer.
//!
//! A question and its answers are posts, so that reading, commenting, changing, deleting, following, telling and finding
//! them is that of any post. Here stand votes, acceptance, reuse and closing, the lists and the form with which one asks.

pub mod access;
mod ask;
mod choices;
pub mod imported;
mod merging;
pub mod naming;
pub mod ops;
pub(crate) mod pages;
pub(crate) mod queries;
mod sitemap;
mod readers;
mod similar;
mod told;
pub mod types;

pub use told::kinds as notification_kinds;

use community::posts::types::{PostForm, PostView};
use community::posts::{Kind, Question, ReplyKind};
use kernel::capability::Capability;
use kernel::db::Migrations;
use kernel::languages::{Language, Source};
use kernel::web::draw::Link;
use kernel::web::{Doc, Navigation, Routes};
use pages::{answers, deciding, list, show};
use types::{ANSWER_KIND, AcceptanceForm, AnswerForm, ClosureForm, MergerForm, QUESTION_KIND, VoteForm};

const TAGS: Question =
    Question { name: "tags", label: "questions-field-tags", hint: "questions-field-tags-hint", input: "text" };

pub const QUESTION: Kind = Kind {
    word: QUESTION_KIND,
    text: "questions-kind",
    icon: "ask",
    titled: true,
    summarised: true,
    form: "/questions/new",
    questions: &[TAGS],
    answered: Some(|tx, id| Box::pin(ops::answered(tx, id))),
    texts: &["tags"],
    byline: Some(naming::byline),
    keep: Some(|tx, _, id, form| Box::pin(ops::keep(tx, id, form))),
    home: Some(|_, id, form| Box::pin(async move { Ok((!form).then(|| types::question_path(id))) })),
    ..Kind::PLAIN
};

pub const ANSWER: ReplyKind =
    ReplyKind { word: ANSWER_KIND, text: "questions-kind-answer", to: "questions-answer-to", icon: "check" };

const STEPS: &[(&str, &str)] = &[
    ("V1__questions", include_str!("migrations/V1__questions.sql")),
    ("V2__merging", include_str!("migrations/V2__merging.sql")),
    ("V3__naming", include_str!("migrations/V3__naming.sql")),
];

const MIGRATIONS: Migrations = Migrations { capability: "questions", steps: STEPS };

const TEXTS: &[Source] = &[
    (Language::English, "questions.ftl", include_str!("../../texts/en/questions.ftl")),
    (Language::French, "questions.ftl", include_str!("../../texts/fr/questions.ftl")),
    (Language::German, "questions.ftl", include_str!("../../texts/de/questions.ftl")),
    (Language::Arabic, "questions.ftl", include_str!("../../texts/ar/questions.ftl")),
];

pub fn capability() -> Capability {
    let list = Link { path: "/questions", text: "questions-nav", icon: "ask", rank: 15, only: |_| true };
    let ask = Link { path: QUESTION.form, text: QUESTION.text, icon: QUESTION.icon, rank: 15, only: |_| true };
    Capability {
        migrations: vec![MIGRATIONS],
        routes: reading().and(answering()).and(deciding()),
        readers: vec![readers::counts()],
        navigation: Navigation { main: vec![list], create: vec![ask], ..Navigation::default() },
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

fn reading() -> Routes {
    Routes::new()
        .get(
            "/questions",
            list::list,
            Doc::new("Questions that one may see").answers::<list::QuestionsPage>().query(&[
                ("state", "all, open, unanswered, answered or mine"),
                ("space", "address of a space"),
                ("tag", "a tag"),
                ("sort", "newest, votes or activity"),
                ("before", "continues the list"),
            ]),
        )
        .public()
        .get(
            "/questions/similar",
            similar::similar,
            Doc::new("Questions and articles that are like a text, and who may know")
                .answers::<similar::SimilarPage>()
                .query(&[("q", "the text")]),
        )
        .get("/questions/sitemap.xml", sitemap::show, Doc::hidden())
        .public()
        .get("/questions/new", ask::new, Doc::hidden())
        .get(
            "/questions/{id}",
            show::show,
            Doc::new("A question with its answers")
                .answers::<show::QuestionPage>()
                .query(&[("sort", "order of the answers: useful or newest"), ("after", "continues the answers")]),
        )
        .public()
}

fn answering() -> Routes {
    Routes::new()
        .post(
            "/questions",
            ask::create,
            Doc::new(
                "Asks; `tags` may stand beside the text, and `by` (nobody or company) for another name than one's own",
            )
            .takes::<PostForm>()
            .creates::<PostView>(),
        )
        .post(
            "/questions/{id}/answers",
            answers::answer,
            Doc::new("Answers a question; repeated with the same `once` or Idempotency-Key it answers the first")
                .takes::<AnswerForm>()
                .creates::<answers::Answered>(),
        )
        .get("/questions/{id}/answers/{answer}/edit", answers::edit, Doc::hidden())
        .put(
            "/questions/{id}/answers/{answer}",
            answers::revise,
            Doc::new("Changes an answer: one's own, or one that is open to all")
                .takes::<AnswerForm>()
                .answers::<answers::Answered>(),
        )
        .put("/questions/{id}/answers/{answer}/wiki", answers::open, Doc::new("Opens an answer to whoever may answer"))
        .delete("/questions/{id}/answers/{answer}/wiki", answers::unopen, Doc::new("Leaves an answer to its author"))
}

fn deciding() -> Routes {
    Routes::new()
        .put(
            "/posts/{id}/vote",
            deciding::vote,
            Doc::new("Votes for or against a question or an answer").takes::<VoteForm>().answers::<deciding::Voted>(),
        )
        .delete("/posts/{id}/vote", deciding::unvote, Doc::new("Takes a vote back").answers::<deciding::Voted>())
        .put(
            "/questions/{id}/acceptance",
            deciding::accept,
            Doc::new("Accepts an answer, for who asked and for curators").takes::<AcceptanceForm>(),
        )
        .delete("/questions/{id}/acceptance", deciding::unaccept, Doc::new("No longer accepts the answer"))
        .put(
            "/questions/{id}/answers/{answer}/reuse",
            answers::reuse,
            Doc::new("Says that an answer was enough for one's own question"),
        )
        .delete("/questions/{id}/answers/{answer}/reuse", answers::unreuse, Doc::new("Takes that back"))
        .put("/questions/{id}/closure", deciding::close, Doc::new("Closes a question").takes::<ClosureForm>())
        .put(
            "/questions/{id}/merger",
            deciding::merge,
            Doc::new("Merges a question into one that was asked before, for curators").takes::<MergerForm>(),
        )
        .delete("/questions/{id}/merger", deciding::part, Doc::new("Takes a merger back"))
        .delete("/questions/{id}/closure", deciding::reopen, Doc::new("Opens a closed question again"))
        .put(
            "/spaces/{slug}/questions",
            naming::choose,
            Doc::new("Chooses whether one may ask in a space without one's name").takes::<naming::NamingForm>(),
        )
        .post(
            "/questions/{id}/asker",
            naming::unveil,
            Doc::new("Tells who asked without their name, for who moderates; it is recorded")
                .answers::<naming::AskerPage>(),
        )
}

/// What is kept of posts beside them goes with them.
pub async fn purged(tx: &kernel::db::Tx, going: &community::posts::purging::Going) -> kernel::error::Result<()> {
    tx.execute("update question_votes set reason = '' where post in (each($1))", kernel::args![&going.posts]).await?;
    tx.execute("update questions set tags = '[]' where post in (each($1))", kernel::args![&going.posts]).await?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
mod tests;
