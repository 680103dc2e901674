//! The pages of posts: writing, reading, answering, and what one does with a post.

pub mod actions;
pub mod comments;
pub mod composer;
pub mod drafts;
pub mod feeds;
pub mod lists;
pub mod saving;
pub mod show;

pub use show::Opened;

use crate::posts::Kinds;
use kernel::web::Cx;

/// The icon of a kind, for templates.
pub fn kind_icon(cx: &Cx, word: &str) -> &'static str {
    cx.part::<Kinds>().named(word).0
}

/// The text that names a kind, for templates.
pub fn kind_text(cx: &Cx, word: &str) -> &'static str {
    cx.part::<Kinds>().named(word).1
}

/// For authors who are no members.
pub fn no_photo() -> &'static Option<String> {
    &None
}
