//! Ids of headings: `h-`, the prefix of the text, the slug, and a number from the second on.

use super::names::slug;
use comrak::adapters::{HeadingAdapter, HeadingMeta};
use comrak::nodes::Sourcepos;
use std::collections::HashMap;
use std::fmt::{Result, Write};
use std::sync::{Mutex, PoisonError};

/// A heading of a rendered text: what a table of contents is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// As in the HTML: 2 for the highest, or as the rendering began.
    pub level: u8,
    pub id: String,
    pub text: String,
}

pub(super) struct Headings {
    prefix: String,
    seen: Mutex<HashMap<String, u32>>,
    found: Mutex<Vec<Heading>>,
}

impl Headings {
    pub(super) fn new(prefix: &str) -> Self {
        Self { prefix: safe_prefix(prefix), seen: Mutex::default(), found: Mutex::default() }
    }

    pub(super) fn found(self) -> Vec<Heading> {
        self.found.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn id(&self, content: &str) -> String {
        let slug = slug(content);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let times = seen.entry(slug.clone()).or_default();
        *times += 1;
        if *times == 1 { format!("h-{}{slug}", self.prefix) } else { format!("h-{}{slug}-{times}", self.prefix) }
    }
}

/// Letters, digits and hyphens of a prefix: it ends up in attributes.
pub(super) fn safe_prefix(prefix: &str) -> String {
    prefix.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}

impl HeadingAdapter for Headings {
    fn enter(&self, output: &mut dyn Write, heading: &HeadingMeta, _: Option<Sourcepos>) -> Result {
        let id = self.id(&heading.content);
        write!(output, "<h{} id=\"{id}\">", heading.level)?;
        let found = Heading { level: heading.level, id, text: heading.content.clone() };
        self.found.lock().unwrap_or_else(PoisonError::into_inner).push(found);
        Ok(())
    }

    fn exit(&self, output: &mut dyn Write, heading: &HeadingMeta) -> Result {
        writeln!(output, "</h{}>", heading.level)
    }
}
