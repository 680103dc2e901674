//! Tests of the whole house: its rules, and every route by every viewer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

mod crash;
mod direction;
mod licences;
mod founding;
mod routes;
mod sources;
mod sql;
mod texts;
