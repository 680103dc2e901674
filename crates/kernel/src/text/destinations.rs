//! Where links and pictures lead: allowed or not, inside the house or out of it.
//!
//! Judged on the address as a browser reads it (WHATWG URL), so that `java\tscript:`, `//host` and
//! `/\host` are what they are and not what they look like.

use super::names::slug;
use std::sync::OnceLock;
use url::Url;

/// A name that no server has (RFC 2606): what is relative lands there.
const HERE: &str = "here.invalid";

pub(super) struct Destination {
    /// For an attribute, not yet escaped.
    pub href: String,
    /// The full address when it is a page out of the house.
    pub external: Option<String>,
    /// Whether a picture may come from there: not from `mailto:` and `tel:`.
    pub web: bool,
}

/// `None` when nobody should be led there.
pub(super) fn destination(written: &str, id_prefix: &str) -> Option<Destination> {
    if let Some(fragment) = written.strip_prefix('#') {
        return Some(Destination { href: fragment_of(fragment, id_prefix), external: None, web: false });
    }
    let full = base()?.join(written).ok()?;
    match full.scheme() {
        "http" | "https" if full.host_str() == Some(HERE) => {
            Some(Destination { href: written.to_owned(), external: None, web: true })
        }
        "http" | "https" => Some(Destination { href: full.to_string(), external: Some(full.to_string()), web: true }),
        "mailto" | "tel" => Some(Destination { href: full.to_string(), external: None, web: false }),
        _ => None,
    }
}

fn base() -> Option<&'static Url> {
    static BASE: OnceLock<Option<Url>> = OnceLock::new();
    BASE.get_or_init(|| Url::parse(&format!("https://{HERE}/")).ok()).as_ref()
}

/// `#my-part` as people write it leads to the id that [`super::headings`] makes of "My part".
fn fragment_of(fragment: &str, id_prefix: &str) -> String {
    if fragment.is_empty() { "#".to_owned() } else { format!("#h-{id_prefix}{}", slug(fragment)) }
}

/// `path` as seen from `folder`; `None` when it leads out of the root.
pub fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A word of a path.
pub(super) fn path_segment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Text inside HTML, in an element or in a quoted attribute.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_address_is_judged_as_a_browser_reads_it() {
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "java\tscript:x",
            " javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://a/b",
        ] {
            assert!(destination(bad, "").is_none(), "{bad}");
        }
        for out in ["https://example.org", "//example.org/x", "/\\example.org", "\\\\example.org", "http:example.org"] {
            assert!(destination(out, "").unwrap().external.is_some(), "{out}");
        }
        for inside in ["/wiki/a", "b", "?q=1", "../c"] {
            assert!(destination(inside, "").unwrap().external.is_none(), "{inside}");
        }
        assert_eq!(destination("mailto:a@example.org", "").unwrap().href, "mailto:a@example.org");
    }
}
