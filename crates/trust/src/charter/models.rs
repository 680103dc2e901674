//! Texts to begin with, of our own: a company adopts them by one click and changes them like any other.

use kernel::languages::Language;

/// A policy to begin with. The first text is the one that binds.
pub struct Model {
    pub slug: &'static str,
    pub standings: &'static [&'static str],
    pub binding: bool,
    pub texts: &'static [(Language, &'static str)],
}

macro_rules! texts {
    ($name:literal) => {
        &[
            (Language::English, include_str!(concat!("models/", $name, ".en.md"))),
            (Language::French, include_str!(concat!("models/", $name, ".fr.md"))),
            (Language::German, include_str!(concat!("models/", $name, ".de.md"))),
            (Language::Arabic, include_str!(concat!("models/", $name, ".ar.md"))),
        ]
    };
}

const EVERYBODY: &[&str] = &["own", "partner", "customer", "nobody"];

pub const MODELS: &[Model] = &[
    Model { slug: "charter", standings: EVERYBODY, binding: true, texts: texts!("charter") },
    Model { slug: "guidelines", standings: EVERYBODY, binding: false, texts: texts!("guidelines") },
    Model { slug: "personal-blogs", standings: &["own"], binding: false, texts: texts!("blogs") },
    Model { slug: "moderation", standings: EVERYBODY, binding: false, texts: texts!("moderation") },
];
