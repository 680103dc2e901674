//! Capture: an answer becomes a section of a page of the wiki, in one step, with a link back.
//!
//! It stands above questions and wiki, and knows both; neither knows of it. Which page an answer went into is kept by
//! the questions, whose page shows it.

mod pages;

use kernel::capability::Capability;
use kernel::languages::{Language, Source};
use kernel::web::{Doc, Routes};

const TEXTS: &[Source] = &[
    (Language::English, "capture.ftl", include_str!("../../texts/en/capture.ftl")),
    (Language::French, "capture.ftl", include_str!("../../texts/fr/capture.ftl")),
    (Language::German, "capture.ftl", include_str!("../../texts/de/capture.ftl")),
    (Language::Arabic, "capture.ftl", include_str!("../../texts/ar/capture.ftl")),
];

pub fn capability() -> Capability {
    Capability {
        routes: Routes::new().get("/questions/{id}/answers/{answer}/knowledge", pages::form, Doc::hidden()).post(
            "/questions/{id}/answers/{answer}/knowledge",
            pages::capture,
            Doc::new("Takes an answer into a page of the wiki: into `page`, or into a new one in `space`")
                .takes::<pages::CaptureForm>()
                .creates::<pages::Captured>(),
        ),
        texts: TEXTS.to_vec(),
        ..Capability::default()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
mod tests;
