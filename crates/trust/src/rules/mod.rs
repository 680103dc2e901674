//! Rules: what looks at every text before it is out, and what then happens: a note to its author, a flag, waiting for
//! review, a block, a mask. Nobody is spared, and nobody passes silently.
//!
//! It does not know what moderation does with what was found: that stands in the journal (`rules.matched`).

mod compiled;
mod detectors;
mod files;
mod folding;
mod names;
mod ops;
mod pages;
mod screen;
mod stopped;
mod types;

pub use compiled::Compiled;
pub use detectors::Detector;
pub use folding::Folded;
pub use ops::{make, rule_of};
pub use screen::{CODE, Rules};
pub use stopped::draw;
pub use types::{Rule, RuleForm};

use kernel::capability::Capability;
use kernel::db::Migrations;
use kernel::languages::{Language, Source};
use kernel::viewer::Role;
use kernel::web::draw::Link;
use kernel::web::{Doc, Navigation, Routes};

const MIGRATIONS: Migrations = Migrations {
    capability: "rules",
    steps: &[
        ("V1__rules", include_str!("migrations/V1__rules.sql")),
        ("V2__files", include_str!("migrations/V2__files.sql")),
    ],
};

const TEXTS: &[Source] = &[
    (Language::English, "rules.ftl", include_str!("../../texts/en/rules.ftl")),
    (Language::French, "rules.ftl", include_str!("../../texts/fr/rules.ftl")),
    (Language::German, "rules.ftl", include_str!("../../texts/de/rules.ftl")),
    (Language::Arabic, "rules.ftl", include_str!("../../texts/ar/rules.ftl")),
];

pub fn capability() -> Capability {
    let rules = Link {
        path: "/moderation/rules",
        text: "rules-title",
        icon: "rules",
        rank: 90,
        only: |viewer| viewer.is_moderator(),
    };
    Capability {
        migrations: vec![MIGRATIONS],
        routes: routes(),
        readers: vec![files::reader()],
        navigation: Navigation { governance: vec![rules], ..Navigation::default() },
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

fn routes() -> Routes {
    Routes::new()
        .get("/moderation/rules", pages::list, Doc::new("All rules").answers::<pages::RulesPage>())
        .at_least(Role::Moderator)
        .post("/moderation/rules", pages::create, Doc::new("Makes a rule").takes::<RuleForm>().creates::<Rule>())
        .at_least(Role::Moderator)
        .get("/moderation/rules/new", pages::new, Doc::hidden())
        .at_least(Role::Moderator)
        .post(
            "/moderation/rules/try",
            pages::try_text,
            Doc::new("What the rules find in a text").takes::<types::TryForm>().answers::<pages::Tried>(),
        )
        .at_least(Role::Moderator)
        .post(
            "/moderation/rules/preview",
            pages::preview,
            Doc::new("What a rule would have found in 90 days").takes::<RuleForm>().answers::<pages::Preview>(),
        )
        .at_least(Role::Moderator)
        .get("/moderation/rules/{id}", pages::edit, Doc::hidden())
        .at_least(Role::Moderator)
        .put("/moderation/rules/{id}", pages::save, Doc::new("Changes a rule").takes::<RuleForm>().answers::<Rule>())
        .at_least(Role::Moderator)
        .delete("/moderation/rules/{id}", pages::remove, Doc::new("Takes a rule away"))
        .at_least(Role::Moderator)
}

#[cfg(test)]
mod tests;
