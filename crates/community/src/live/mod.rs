//! Live updates: open pages hear at once of what their reader may see.
//!
//! One task of each node reads the journal ([`dispatch`]), asks of every change once which of the
//! connected members may see it ([`access`]), writes the event once and hands the same bytes to all
//! ([`hub`]). Nothing is kept for a page but what it looks at. What a page missed is asked of the journal
//! when it comes back ([`missed`]). Who is writing is whispered, and kept nowhere ([`typing`]); so is what is typed into a text that several write in, which its
//! own capability has kept before ([`drafting`]).
//!
//! Why it is so: `docs/decisions/0010-live.md`.

mod access;
mod bell;
mod changes;
mod dispatch;
mod drafting;
mod hub;
mod missed;
mod pages;
mod topics;
mod typing;

pub use drafting::tell_writers;
pub use hub::Hub;

use kernel::capability::Capability;
use kernel::languages::{Language, Source};
use kernel::web::{Doc, Routes};

const TEXTS: &[Source] = &[
    (Language::English, "live.ftl", include_str!("../../texts/en/live.ftl")),
    (Language::French, "live.ftl", include_str!("../../texts/fr/live.ftl")),
    (Language::German, "live.ftl", include_str!("../../texts/de/live.ftl")),
    (Language::Arabic, "live.ftl", include_str!("../../texts/ar/live.ftl")),
];

pub fn capability() -> Capability {
    Capability {
        routes: Routes::new()
            .get(
                "/live",
                pages::listen,
                Doc::new("Server-sent events: what happens, as far as one may see it").query(&[
                    ("topics", "bell, feed:following, feed:for-you, feed:latest, space:SLUG, post:ID or writing:ID"),
                    ("seen", "posts on the screen, at most 100 ids with commas: what changes on them is told"),
                    ("after", "the last event that was heard, where the header Last-Event-ID cannot be sent"),
                ]),
            )
            .post(
                "/posts/{id}/typing",
                pages::typing,
                Doc::new("Tells those who look at a post that one is writing below it"),
            ),
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

#[cfg(test)]
mod tests;
