//! What a schedule names, and a post as retention looks at it.

use kernel::clock::{DAY, Millis};
use kernel::ids::Id;
use kernel::record;
use serde::Serialize;
use utoipa::ToSchema;

record! {
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct Schedule {
        pub id: Id,
        pub name: String,
        /// Of post; empty: any.
        pub kind: String,
        /// Null: any.
        pub space: Option<Id>,
        pub space_name: Option<String>,
        /// From 0, public, to 5, secret; null: any.
        pub audience: Option<i64>,
        /// Of the author; empty: any.
        pub country: String,
        pub days: i64,
    }
}

record! {
    /// The head of a conversation.
    #[derive(Debug, Clone)]
    pub struct Candidate {
        pub id: Id,
        pub kind: String,
        pub space: Option<Id>,
        pub audience: i64,
        pub country: String,
        /// When its own text was last changed, and when somebody last commented.
        pub last: Millis,
        pub said: Option<Millis>,
    }
}

impl Schedule {
    fn names(&self, candidate: &Candidate) -> bool {
        (self.kind.is_empty() || self.kind == candidate.kind)
            && self.space.is_none_or(|space| candidate.space == Some(space))
            && self.audience.is_none_or(|audience| audience == candidate.audience)
            && (self.country.is_empty() || kernel::countries::same(&self.country, &candidate.country))
    }

    /// How much it names: the most exact schedule counts.
    fn exactness(&self) -> usize {
        let named = [!self.kind.is_empty(), self.space.is_some(), self.audience.is_some(), !self.country.is_empty()];
        named.into_iter().filter(|named| *named).count()
    }
}

/// The schedule that a conversation is kept by, if one names it.
pub fn schedule_of<'a>(schedules: &'a [Schedule], candidate: &Candidate) -> Option<&'a Schedule> {
    let fitting = schedules.iter().filter(|schedule| schedule.names(candidate));
    fitting.max_by_key(|schedule| (schedule.exactness(), schedule.days))
}

pub fn is_due(schedule: &Schedule, candidate: &Candidate, now: Millis) -> bool {
    candidate.last.max(candidate.said.unwrap_or(0)).saturating_add(schedule.days.saturating_mul(DAY)) <= now
}
