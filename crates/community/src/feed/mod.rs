//! The feed: what one follows, what one may find useful, and everything, newest first.
//!
//! Nothing is kept per member: a feed is computed when it is read (see [`queries`]).

mod pages;
pub mod queries;
mod ranking;

pub use pages::{profile_stream, space_stream};

use kernel::capability::Capability;
use kernel::languages::{Language, Source};
use kernel::web::draw::Link;
use kernel::web::{Doc, Navigation, Routes};

const TEXTS: &[Source] = &[
    (Language::English, "feed.ftl", include_str!("../../texts/en/feed.ftl")),
    (Language::French, "feed.ftl", include_str!("../../texts/fr/feed.ftl")),
    (Language::German, "feed.ftl", include_str!("../../texts/de/feed.ftl")),
    (Language::Arabic, "feed.ftl", include_str!("../../texts/ar/feed.ftl")),
];

pub fn capability() -> Capability {
    let home = Link { path: "/feed", text: "nav-home", icon: "home", rank: 10, only: |viewer| viewer.member.is_some() };
    Capability {
        routes: routes(),
        navigation: Navigation { main: vec![home], ..Navigation::default() },
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

fn routes() -> Routes {
    Routes::new()
        .get(
            "/feed",
            pages::home,
            Doc::new("One's feed")
                .answers::<pages::FeedPage>()
                .query(&[("view", "following, for-you or latest"), ("before", "continues the list")]),
        )
        .get(
            "/spaces/{slug}/feed",
            pages::of_space,
            Doc::new("The posts of a space").answers::<pages::FeedPage>().query(&[("before", "continues the list")]),
        )
        .public()
}

#[cfg(test)]
mod tests;
