//! What an announcement is: as those whom it addresses read it, and as its owner does.

use crate::identity::Face;
use kernel::clock::Millis;
use kernel::ids::Id;
use kernel::record;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An announcement for one member.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Addressed {
    pub post: Id,
    pub slug: String,
    pub title: String,
    pub summary: String,
    pub published: Millis,
    /// The revision that would be confirmed now.
    pub revision: i64,
    pub author: Option<Face>,
    pub space_name: String,
    pub confirm: bool,
    /// When this revision was confirmed.
    pub confirmed: Option<Millis>,
    pub pinned_until: Option<Millis>,
    pub read: bool,
}

impl Addressed {
    pub fn url(&self) -> String {
        crate::posts::types::post_path(self.post, &self.slug)
    }

    /// Whether something is still asked of the reader.
    pub fn asks(&self) -> bool {
        self.confirm && self.confirmed.is_none()
    }
}

/// What is sent to confirm.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ConfirmationForm {
    /// The revision that was read; the present one when it is left out.
    #[serde(deserialize_with = "kernel::web::input::text")]
    pub revision: String,
}

record! {
    /// A confirmation, or one that is missing.
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct Confirmation {
        pub member: Face,
        /// When they confirmed the present revision; null when they have not.
        pub confirmed: Option<Millis>,
        /// The last revision that they confirmed.
        pub revision: Option<i64>,
    }
}

/// How far an announcement has come.
#[derive(Debug, Clone, Copy, Default, Serialize, ToSchema)]
pub struct Reach {
    pub addressed: i64,
    pub seen: i64,
    pub confirmed: i64,
}

impl Reach {
    pub fn missing(&self) -> i64 {
        (self.addressed - self.confirmed).max(0)
    }
}
