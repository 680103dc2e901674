//! Knowledge: what the company knows. Articles, questions with their answers, the wiki.
//!
//! Capabilities in rank order; each imports only those listed before it.

pub mod articles;
pub mod questions;
#[cfg(test)]
mod testing;
pub mod wiki;

// Templates of the community are drawn here too.
pub(crate) use community::{people, posts};
pub(crate) use kernel::{has_error, initials, tone};

use kernel::capability::Capability;

/// All capabilities of this wing.
pub fn capability() -> Capability {
    articles::capability().and(questions::capability()).and(wiki::capability())
}

/// The kinds of posts that this wing brings.
pub fn kinds() -> Vec<community::posts::Kind> {
    vec![articles::ARTICLE, questions::QUESTION, wiki::PAGE]
}

/// The tabs that this wing has on the page of a space.
pub fn space_tabs() -> Vec<community::spaces::SpaceTab> {
    vec![community::spaces::SpaceTab { prefix: "/wiki/", text: "wiki-tab" }]
}

/// The pages that this wing adds to a profile.
pub fn profile_tabs() -> Vec<community::people::ProfileTab> {
    vec![community::people::ProfileTab { suffix: "/blog", text: "nav-articles" }]
}

/// Of what this wing tells members.
pub fn notification_kinds() -> Vec<community::notifications::Kind> {
    questions::notification_kinds().into_iter().chain(wiki::notification_kinds()).collect()
}
