//! The community: who people are, where they meet, what they write and what reaches them.
//!
//! Capabilities in rank order; each imports only those listed before it (a test sees to it).

pub mod identity;
pub mod analyses;
pub mod presence;
pub mod people;
pub mod spaces;
pub mod posts;
pub mod announcements;
pub mod feed;
pub mod suggestions;
pub mod notifications;
pub mod replies;
pub mod live;
pub mod search;

pub(crate) use kernel::{has_error, initials, languages, tone};

pub mod holdings;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod testing;

use kernel::app::Parts;
use kernel::capability::Capability;
use std::sync::Arc;

/// All capabilities of this wing.
pub fn capability() -> Capability {
    identity::capability()
        .and(analyses::capability())
        .and(presence::capability())
        .and(people::capability())
        .and(spaces::capability())
        .and(posts::capability())
        .and(announcements::capability())
        .and(feed::capability())
        .and(suggestions::capability())
        .and(notifications::capability())
        .and(replies::capability())
        .and(live::capability())
        .and(search::capability())
}

/// The kinds of posts that this wing brings beside the note.
pub fn kinds() -> Vec<posts::Kind> {
    vec![announcements::ANNOUNCEMENT]
}

/// Who keeps words of a post beside it.
pub fn purgers() -> Vec<posts::purging::Purger> {
    vec![|tx, going| Box::pin(search::purged(tx, going))]
}

/// Who keeps something of a member, in the order in which it goes.
pub fn erasers() -> Vec<identity::Eraser> {
    vec![
        |tx, member| Box::pin(analyses::erase(tx, member)),
        |tx, member| Box::pin(presence::erase(tx, member)),
        |tx, member| Box::pin(people::ops::forget(tx, member)),
        |tx, member| Box::pin(spaces::memberships::erase(tx, member)),
        |tx, member| Box::pin(posts::ops::erase(tx, member)),
        |tx, member| Box::pin(notifications::erase(tx, member)),
        |tx, member| Box::pin(search::erase(tx, member)),
        |tx, member| Box::pin(identity::erasing::erase(tx, member)),
    ]
}

/// What capabilities of this wing register for those of lower rank: parts of the App.
pub fn parts() -> Parts {
    let frame = identity::FrameSource {
        pins: Some(|tx, member| Box::pin(spaces::queries::pins(tx, member))),
        drafts: Some(|tx, member| Box::pin(posts::queries::drafts(tx, member))),
        unread: Some(|app, tx, viewer| Box::pin(notifications::queries::unread(app, tx, viewer))),
    };
    Parts::default()
        .with(frame)
        .with(search::sources())
        .with(live::Hub::default())
        .with(posts::Kinds::new(kinds()))
        .with(posts::purging::Purgers(purgers()))
        .with(identity::Erasers(erasers()))
        .with(notifications::Kinds::default())
        .with(notifications::Walk::default())
        .with(replies::Looked::default())
        .with(posts::Opened(Some(|page, post| Box::pin(notifications::opened(page, post)))))
        .with(spaces::SpaceStream(Some(Arc::new(feed::space_stream))))
        .with(spaces::Followers(vec![|tx, space, audience| Box::pin(posts::ops::narrow(tx, space, audience))]))
        .with(people::ProfileSpaces(Some(|tx, viewer, member| {
            Box::pin(spaces::queries::of_member(tx, viewer, member))
        })))
        .with(identity::screening::TextScreen(Some(|app, tx, viewer, about, texts, insisted| {
            Box::pin(posts::screening::look_at_texts(app, tx, viewer, about, texts, insisted))
        })))
        .with(people::MutedSpaces(Some(|tx, viewer| Box::pin(spaces::queries::muted(tx, viewer)))))
        .with(Some(people::ProfileStream(Arc::new(|page, member| feed::profile_stream(page, member)))))
}
