//! Fourleaf, put together: the wings as one program, and the commands that operate it.
//!
//! It is a library so that the tests of the whole house can open the same composition.

pub mod administration;
pub mod backup;
pub mod bench;
pub mod commands;
pub mod compose;
mod connections;
pub mod demo;
pub mod everything;
pub mod fuzz;
mod imports;
mod mail;
mod pages;
mod records;
mod serve;
pub mod torture;

pub(crate) use kernel::{initials, languages, tone};
