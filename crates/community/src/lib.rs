//! The community: who people are, where they meet, what they write and what reaches them.
//!
//! Capabilities in rank order; each imports only those listed before it (a test sees to it).

pub mod identity;
pub mod people;
pub mod spaces;
pub mod posts;
pub mod feed;

pub(crate) use kernel::{has_error, initials, tone};

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod testing;

use kernel::app::Parts;
use kernel::capability::Capability;

/// All capabilities of this wing.
pub fn capability() -> Capability {
    identity::capability()
        .and(people::capability())
        .and(spaces::capability())
        .and(posts::capability())
        .and(feed::capability())
}

/// What capabilities of this wing register for others: parts of the App.
pub fn parts() -> Parts {
    Parts::default().with(identity::FrameSource {
        pins: Some(|tx, member| Box::pin(spaces::queries::pins(tx, member))),
        ..identity::FrameSource::default()
    })
}
