//! The kernel: what every capability stands on and no noun of the product.
//!
//! It knows databases, the journal, viewers, pages, files, mail and languages. It does not know
//! what a member, a space or a post is: those are words of the wings above it.

pub mod app;
pub mod backups;
pub mod capability;
pub mod clock;
pub mod configuration;
pub mod content;
pub mod countries;
pub mod db;
pub mod error;
pub mod fetch;
pub mod files;
pub mod ids;
pub mod images;
pub mod incoming;
pub mod jobs;
pub mod journal;
pub mod languages;
pub mod machine;
pub mod mail;
pub mod outbox;
pub mod readable;
pub mod search;
pub mod telemetry;
#[cfg(any(test, feature = "testing"))]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
pub mod testing;
pub mod text;
pub mod viewer;
pub mod web;
pub mod weights;

pub use web::draw::{has_error, initials, languages, tone};
