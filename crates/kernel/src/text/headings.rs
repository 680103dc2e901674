//! Ids of headings: `h-`, the prefix of the text, the slug, and a number from the second on.

use super::names::slug;
use comrak::adapters::{HeadingAdapter, HeadingMeta};
use comrak::nodes::Sourcepos;
use std::collections::HashMap;
use std::fmt::{Result, Write};
use std::sync::{Mutex, PoisonError};

pub(super) struct Headings {
    prefix: String,
    seen: Mutex<HashMap<String, u32>>,
}

impl Headings {
    pub(super) fn new(prefix: &str) -> Self {
        Self { prefix: safe_prefix(prefix), seen: Mutex::default() }
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
        write!(output, "<h{} id=\"{}\">", heading.level, self.id(&heading.content))
    }

    fn exit(&self, output: &mut dyn Write, heading: &HeadingMeta) -> Result {
        writeln!(output, "</h{}>", heading.level)
    }
}
