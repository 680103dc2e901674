//! Search: the command palette, and the page that answers without script.
//!
//! It finds people, spaces, posts and actions by the beginnings of words, each through the viewer and
//! by the function of the capability whose they are. Its own are the words of titles.

mod index;
mod pages;
mod queries;

use kernel::capability::Capability;
use kernel::db::Migrations;
use kernel::languages::{Language, Source};
use kernel::web::{Doc, Routes};

const MIGRATIONS: Migrations =
    Migrations { capability: "search", steps: &[("V1__search", include_str!("migrations/V1__search.sql"))] };

const TEXTS: &[Source] = &[
    (Language::English, "search.ftl", include_str!("../../texts/en/search.ftl")),
    (Language::French, "search.ftl", include_str!("../../texts/fr/search.ftl")),
    (Language::German, "search.ftl", include_str!("../../texts/de/search.ftl")),
    (Language::Arabic, "search.ftl", include_str!("../../texts/ar/search.ftl")),
];

pub fn capability() -> Capability {
    let query: &[(&str, &str)] = &[("q", "beginnings of words")];
    Capability {
        migrations: vec![MIGRATIONS],
        routes: Routes::new()
            .get(
                "/palette",
                pages::palette,
                Doc::new("What the command palette offers").answers::<pages::Found>().query(query),
            )
            .get(
                "/search",
                pages::search,
                Doc::new("People, spaces and posts that one may see").answers::<pages::Found>().query(query),
            ),
        readers: vec![index::reader()],
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

#[cfg(test)]
mod tests;
