//! The kernel: what every capability stands on and no noun of the product.
//!
//! It knows databases, the journal, viewers, pages, files, mail and languages. It does not know
//! what a member, a space or a post is: those are words of the wings above it.

pub mod clock;
pub mod error;
pub mod fetch;
pub mod files;
pub mod ids;
pub mod images;
pub mod mail;
pub mod text;
