//! Knowledge: what the company knows. Articles, who knows what, questions with their answers, the wiki, events, what was found.
//!
//! Capabilities in rank order; each imports only those listed before it.

pub mod articles;
pub mod experts;
pub mod questions;
pub mod routing;
pub mod wiki;
pub mod capture;
pub mod events;
pub mod deflection;

pub mod holdings;
#[cfg(test)]
mod testing;

// Templates of the community are drawn here too.
pub(crate) use community::{people, posts};
pub(crate) use kernel::{has_error, initials, tone};

use kernel::capability::Capability;

/// All capabilities of this wing.
pub fn capability() -> Capability {
    articles::capability()
        .and(experts::capability())
        .and(questions::capability())
        .and(routing::capability())
        .and(wiki::capability())
        .and(capture::capability())
        .and(events::capability())
        .and(deflection::capability())
}

/// The kinds of posts that this wing brings.
pub fn kinds() -> Vec<community::posts::Kind> {
    vec![articles::ARTICLE, questions::QUESTION, wiki::PAGE, events::EVENT]
}

/// And of what stands below posts.
pub fn replies() -> Vec<community::posts::ReplyKind> {
    let mut replies = events::REPLIES.to_vec();
    replies.push(questions::ANSWER);
    replies
}

/// Who keeps words of a post beside it.
pub fn purgers() -> Vec<community::posts::purging::Purger> {
    vec![
        |tx, going| Box::pin(questions::purged(tx, going)),
        |tx, going| Box::pin(experts::purged(tx, going)),
        |tx, going| Box::pin(routing::purged(tx, going)),
        |tx, going| Box::pin(wiki::purged(tx, going)),
        |tx, going| Box::pin(events::purged(tx, going)),
    ]
}

/// The tabs that this wing has on the page of a space.
pub fn space_tabs() -> Vec<community::spaces::SpaceTab> {
    vec![community::spaces::SpaceTab { prefix: "/wiki/", text: "wiki-tab" }, events::TAB]
}

/// The pages that this wing adds to a profile.
pub fn profile_tabs() -> Vec<community::people::ProfileTab> {
    vec![articles::BLOG]
}

/// Who knows something, for the directory.
pub fn knowers() -> community::people::Knowers {
    community::people::Knowers(Some(|page, text| Box::pin(experts::knowers(page, text))))
}

/// What follows when a member opens a post.
pub fn opened() -> community::posts::Opened {
    deflection::OPENED
}

/// Of what this wing tells members.
pub fn notification_kinds() -> Vec<community::notifications::Kind> {
    let kinds = [
        questions::notification_kinds(),
        routing::notification_kinds(),
        wiki::notification_kinds(),
        events::notification_kinds(),
    ];
    kinds.into_iter().flatten().collect()
}
