//! Suggestions: people whom one may want to know and spaces one may like, each with the reason; and who is
//! meant by some letters, the closest first.
//!
//! What is found stands in [`found`], what it weighs in [`weights`]. A reason says only what the viewer could
//! find by hand: it counts no space and names no field that they may not see.

mod closeness;
mod found;
mod pages;
mod weights;

pub use closeness::complete;

use kernel::capability::Capability;
use kernel::db::Migrations;
use kernel::languages::{Language, Source};
use kernel::web::{Doc, Routes};

const MIGRATIONS: Migrations = Migrations {
    capability: "suggestions",
    steps: &[("V1__suggestions", include_str!("migrations/V1__suggestions.sql"))],
};

const TEXTS: &[Source] = &[
    (Language::English, "suggestions.ftl", include_str!("../../texts/en/suggestions.ftl")),
    (Language::French, "suggestions.ftl", include_str!("../../texts/fr/suggestions.ftl")),
    (Language::German, "suggestions.ftl", include_str!("../../texts/de/suggestions.ftl")),
    (Language::Arabic, "suggestions.ftl", include_str!("../../texts/ar/suggestions.ftl")),
];

pub fn capability() -> Capability {
    Capability {
        migrations: vec![MIGRATIONS],
        routes: Routes::new()
            .get(
                "/suggestions",
                pages::show,
                Doc::new("People whom one may want to know and spaces one may like, with the reason")
                    .answers::<pages::Suggestions>()
                    .query(&[("only", "people: without the spaces")]),
            )
            .put(
                "/suggestions/people/{handle}/dismissal",
                pages::dismiss,
                Doc::new("Suggests a person no more").answers::<pages::Dismissed>(),
            )
            .delete(
                "/suggestions/people/{handle}/dismissal",
                pages::allow,
                Doc::new("Lets a person be suggested again").answers::<pages::Dismissed>(),
            )
            .get(
                "/complete/people",
                closeness::show,
                Doc::new("Who may be meant by some letters, the closest first")
                    .answers::<closeness::Completions>()
                    .query(&[
                        ("q", "what was typed"),
                        ("post", "the post below which it is typed: who wrote there comes first"),
                    ]),
            ),
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

#[cfg(test)]
mod tests;
