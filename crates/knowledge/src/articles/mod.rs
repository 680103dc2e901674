//! Articles: the kind of post with a title, a summary and a cover; the company's blog and each author's.
//!
//! Writing, reading and answering an article is that of any post. This adds where they are listed.

mod pages;

use community::people::ProfileTab;
use community::posts::{Kind, queries};
use kernel::capability::Capability;
use kernel::languages::{Language, Source};
use kernel::web::draw::Link;
use kernel::web::{Doc, Navigation, Routes};

pub const ARTICLE: Kind = Kind {
    word: "article",
    text: "articles-kind",
    icon: "blog",
    titled: true,
    summarised: true,
    form: "/posts/new?kind=article",
    ..Kind::PLAIN
};

/// The articles of a member, on their profile.
pub const BLOG: ProfileTab = ProfileTab {
    suffix: "/blog",
    text: "nav-articles",
    count: |tx, viewer, author| Box::pin(queries::count_of_author(tx, viewer, author, ARTICLE.word)),
};

const TEXTS: &[Source] = &[
    (Language::English, "articles.ftl", include_str!("../../texts/en/articles.ftl")),
    (Language::French, "articles.ftl", include_str!("../../texts/fr/articles.ftl")),
    (Language::German, "articles.ftl", include_str!("../../texts/de/articles.ftl")),
    (Language::Arabic, "articles.ftl", include_str!("../../texts/ar/articles.ftl")),
];

pub fn capability() -> Capability {
    let list = Link { path: "/articles", text: "nav-articles", icon: "blog", rank: 40, only: |_| true };
    let write = Link { path: ARTICLE.form, text: ARTICLE.text, icon: ARTICLE.icon, rank: 20, only: |_| true };
    Capability {
        routes: Routes::new()
            .get(
                "/articles",
                pages::all,
                Doc::new("Articles, newest first")
                    .answers::<pages::ArticlesPage>()
                    .query(&[("before", "continues the list")]),
            )
            .public()
            .get(
                "/people/{handle}/blog",
                pages::of_author,
                Doc::new("The articles of one author")
                    .answers::<pages::BlogPage>()
                    .query(&[("before", "continues the list")]),
            )
            .public(),
        navigation: Navigation { main: vec![list], create: vec![write], ..Navigation::default() },
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

#[cfg(test)]
mod tests;
