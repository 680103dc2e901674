//! What a question and an answer have beyond being posts.

use community::posts::types::{CommentView, PostView};
use kernel::clock::Millis;
use kernel::ids::Id;
use kernel::record;
use kernel::web::input;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The words of the kinds.
pub const QUESTION_KIND: &str = "question";
pub const ANSWER_KIND: &str = "answer";

pub const MOST_TAGS: usize = 8;
pub const MOST_TAG: usize = 40;
/// Longest answer, in characters.
pub const MOST_ANSWER: usize = 20_000;

/// Why an answer is of no use: said with a vote against it.
pub const VOTE_REASONS: [(&str, &str); 4] = [
    ("wrong", "questions-reason-wrong"),
    ("outdated", "questions-reason-outdated"),
    ("unclear", "questions-reason-unclear"),
    ("unsafe", "questions-reason-unsafe"),
];

/// Why a question is closed.
pub const CLOSINGS: [(&str, &str); 4] = [
    ("duplicate", "questions-closing-duplicate"),
    ("off-topic", "questions-closing-off-topic"),
    ("outdated", "questions-closing-outdated"),
    ("solved", "questions-closing-solved"),
];

/// As who closes it gives them.
pub const CLOSING_REASONS: [(&str, &str); 3] = [
    ("off-topic", "questions-close-off-topic"),
    ("outdated", "questions-close-outdated"),
    ("solved", "questions-close-solved"),
];

record! {
    /// How a question stands.
    #[derive(Debug, Clone, Default, Serialize, ToSchema)]
    pub struct Standing {
        pub score: i64,
        pub answers: i64,
        /// How often an answer of it was enough for somebody else.
        pub useful: i64,
        /// When something was last said or decided.
        pub active: Millis,
        /// The accepted answer.
        pub accepted: Option<Id>,
        pub accepted_at: Option<Millis>,
        pub closed: Option<Millis>,
        /// Why it was closed: duplicate, off-topic, outdated or solved.
        pub closing: String,
        /// The question that it repeats, and that into which it was merged.
        pub repeats: Option<Id>,
        pub merged: Option<Id>,
    }
}

pub const STANDING: &str = "q.score, q.answers, q.useful, q.active, q.accepted, q.accepted_at, q.closed, q.closing, q.repeats, \
     q.merged";

impl Standing {
    pub fn is_answered(&self) -> bool {
        self.accepted.is_some()
    }

    pub fn is_closed(&self) -> bool {
        self.closed.is_some()
    }

    /// The text that says why it was closed.
    pub fn closing_text(&self) -> &'static str {
        CLOSINGS.iter().find(|(word, _)| *word == self.closing).map_or("questions-closed", |(_, text)| text)
    }
}

/// A question in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct QuestionItem {
    #[serde(flatten)]
    pub post: PostView,
    #[serde(flatten)]
    pub standing: Standing,
    /// The beginning of its text.
    pub excerpt: String,
}

impl QuestionItem {
    pub fn path(&self) -> String {
        question_path(self.post.id)
    }
}

pub fn question_path(id: Id) -> String {
    format!("/questions/{id}")
}

/// An answer as it is read, with the comments below it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AnswerView {
    #[serde(flatten)]
    pub comment: CommentView,
    pub score: i64,
    /// How many others it was enough for.
    pub useful: i64,
    /// Whoever may answer may change it.
    pub wiki: bool,
    pub accepted: bool,
    /// One's own vote: 1, -1, or 0 for none.
    pub vote: i64,
    /// It was enough for the viewer.
    pub used: bool,
    #[serde(skip)]
    pub may_edit: bool,
}

/// What is sent to answer, or to change an answer.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct AnswerForm {
    pub body: String,
    /// The revision that an edit began from.
    #[serde(deserialize_with = "input::text")]
    pub revision: String,
    /// The same for every attempt at one answer: a repeated attempt answers what the first did.
    pub once: String,
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct VoteForm {
    /// 1, or -1 against.
    #[serde(deserialize_with = "input::text")]
    pub value: String,
    /// Why against an answer: wrong, outdated, unclear or unsafe.
    pub reason: String,
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct AcceptanceForm {
    /// The id of the answer.
    #[serde(deserialize_with = "input::text")]
    pub answer: String,
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ClosureForm {
    /// duplicate, off-topic, outdated or solved.
    pub reason: String,
    /// Of a duplicate: number or address of the question that was asked before.
    #[serde(deserialize_with = "input::text")]
    pub other: String,
}

#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct MergerForm {
    /// Number or address of the question into which it goes.
    #[serde(deserialize_with = "input::text")]
    pub other: String,
}

/// The question that a number or an address means.
pub fn named_question(text: &str) -> Option<Id> {
    let path = text.trim().split(['?', '#']).next()?.trim_end_matches('/');
    path.rsplit('/').next()?.split('-').next()?.parse().ok()
}
