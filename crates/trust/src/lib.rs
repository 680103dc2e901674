//! Trust: rules that people know and that are applied alike. The charter, moderation after posting, what is
//! recorded and kept, and what is done when something goes wrong.
//!
//! Capabilities in rank order; each imports only those listed before it.

pub mod charter;
pub mod moderation;
pub mod rules;
pub mod audit;
pub mod retention;
pub mod cases;
pub mod rights;
pub mod incidents;

pub mod holdings;
pub mod keys;
mod letters;
#[cfg(test)]
mod testing;

// Templates of the community are drawn here too.
#[allow(unused_imports)]
pub(crate) use community::{people, posts};
pub(crate) use kernel::{has_error, initials, tone};

use community::notifications::kinds::Kind;
use community::people::menus::Menus;
use community::posts::holding::Promise;
use community::posts::screening::{Screen, Screens};
use kernel::app::Parts;
use kernel::capability::Capability;
use kernel::web::stops::Stops;
use std::sync::Arc;

/// All capabilities of this wing.
pub fn capability() -> Capability {
    charter::capability()
        .and(moderation::capability())
        .and(rules::capability())
        .and(audit::capability())
        .and(retention::capability())
        .and(cases::capability())
        .and(rights::capability())
        .and(incidents::capability())
}

/// What this wing registers for those below it: parts of the App, beside those that are there.
pub fn parts(parts: Parts) -> Parts {
    let rules = rules::Rules::default();
    let screens: Vec<Arc<dyn Screen>> =
        vec![Arc::new(charter::Gate), Arc::new(moderation::Moderation), Arc::new(rules.clone())];
    let stops = Stops(vec![(charter::CODE, charter::draw), (rules::CODE, rules::draw)]);
    parts
        .with(Screens::new(screens))
        .with(rules)
        .with(stops)
        .with(Menus(moderation::menu()))
        .with(Promise(Some(|tx, viewer, space, kind| Box::pin(moderation::promise(tx, viewer, space, kind)))))
}

/// Who keeps words of a post beside it.
pub fn purgers() -> Vec<community::posts::purging::Purger> {
    vec![|tx, going| Box::pin(moderation::purged(tx, going))]
}

/// What this wing tells members of.
pub fn notification_kinds() -> Vec<Kind> {
    moderation::notification_kinds().into_iter().chain(incidents::notification_kinds()).collect()
}
