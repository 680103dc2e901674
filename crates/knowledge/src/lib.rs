//! Knowledge: what the company knows. In this release its articles; questions, the wiki and more follow.
//!
//! Capabilities in rank order; each imports only those listed before it.

pub mod articles;

pub(crate) use kernel::{initials, tone};

use kernel::capability::Capability;

/// All capabilities of this wing.
pub fn capability() -> Capability {
    articles::capability()
}

/// The kinds of posts that this wing brings.
pub fn kinds() -> Vec<community::posts::Kind> {
    vec![articles::ARTICLE]
}

/// The pages that this wing adds to a profile.
pub fn profile_tabs() -> Vec<community::people::ProfileTab> {
    vec![community::people::ProfileTab { suffix: "/blog", text: "nav-articles" }]
}
