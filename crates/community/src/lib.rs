//! The community: who people are, where they meet, what they write and what reaches them.
//!
//! Capabilities in rank order; each imports only those listed before it (a test sees to it).

pub mod feed;
pub mod identity;
pub mod people;
pub mod posts;
pub mod spaces;

pub(crate) use kernel::{has_error, initials, languages, tone};

use kernel::capability::Capability;

/// All capabilities of this wing.
pub fn capability() -> Capability {
    identity::capability()
        .and(people::capability())
        .and(spaces::capability())
        .and(posts::capability())
        .and(feed::capability())
}
