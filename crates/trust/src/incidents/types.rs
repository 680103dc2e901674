//! Plans, incidents, and what is in them.

use community::identity::Face;
use kernel::clock::Millis;
use kernel::ids::Id;
use kernel::record;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Something that is said, ready to be sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Statement {
    pub audience: String,
    pub language: String,
    pub title: String,
    pub body: String,
}

record! {
    #[derive(Debug, Clone)]
    pub struct Incident {
        pub id: Id,
        pub name: String,
        pub plan: String,
        pub roles: String,
        pub informs: String,
        pub statements: String,
        pub exercise: bool,
        pub origin: String,
        pub space: Id,
        pub space_slug: String,
        pub opened: Millis,
        pub opened_by: Id,
        pub closed: Option<Millis>,
        pub review: String,
    }
}

pub const INCIDENT: &str = "i.id, i.name, i.plan, i.roles, i.informs, i.statements, i.exercise, i.origin, i.space,
    s.slug as space_slug, i.opened, i.opened_by, i.closed, i.review";

/// A plan as it is edited.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct Plan {
    pub name: String,
    /// One a line.
    pub roles: String,
    pub checklist: String,
    pub informs: String,
    pub statements: Vec<Statement>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Step {
    pub id: Id,
    pub text: String,
    /// It is a task of the review.
    pub task: bool,
    pub owner: Option<Face>,
    pub done: Option<Millis>,
    pub done_by: Option<Face>,
}

/// One line of the timeline.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Moment {
    pub at: Millis,
    /// decision, note, statement; or a verb of the journal of the room.
    pub kind: String,
    pub who: Option<Face>,
    pub text: String,
    pub url: Option<String>,
}

impl Moment {
    pub fn kind_text(&self) -> &'static str {
        match self.kind.as_str() {
            "decision" => "incidents-decision",
            "note" => "incidents-note",
            "statement" => "incidents-statement",
            "posts.published" => "incidents-wrote",
            "posts.commented" => "incidents-commented",
            "incidents.opened" => "incidents-was-opened",
            "incidents.closed" => "incidents-was-closed",
            "incidents.ticked" => "incidents-was-ticked",
            "incidents.named" | "spaces.joined" => "incidents-was-named",
            _ => "incidents-room-changed",
        }
    }
}
