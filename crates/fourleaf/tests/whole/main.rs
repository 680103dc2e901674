//! Tests of the whole house: its rules, and every route by every viewer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

mod backup;
mod commonmark;
mod crash;
mod direction;
mod everything;
mod founding;
mod fuzz;
mod holdings;
mod licences;
mod mail;
mod routes;
mod sources;
mod sql;
mod texts;
