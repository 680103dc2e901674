//! The one sanitiser. What is not on its lists does not reach a page.
//!
//! It is the second line: the tree has been rewritten so that nothing dangerous is in it. Should that
//! fail, this still holds.

use ammonia::Builder;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

pub(super) const EXTERNAL: &str = "nofollow noopener ugc";

const TAGS: [&str; 51] = [
    "a",
    "abbr",
    "bdi",
    "blockquote",
    "br",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "dl",
    "dt",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "section",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "wbr",
    "s",
    "b",
    "i",
    "u",
];
const ATTRIBUTES: [(&str, &[&str]); 14] = [
    ("a", &["href", "title", "id"]),
    ("code", &["class"]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("h5", &["id"]),
    ("h6", &["id"]),
    ("img", &["src", "alt", "title"]),
    ("input", &["checked", "disabled"]),
    ("li", &["id"]),
    ("ol", &["start"]),
    ("section", &[]),
    ("td", &["align"]),
    ("th", &["align"]),
];
const CLASSES: [(&str, &[&str]); 5] = [
    ("a", &["mention", "tag", "footnote-backref", "wanted"]),
    ("ol", &["contains-task-list"]),
    ("ul", &["contains-task-list"]),
    ("section", &["footnotes"]),
    ("sup", &["footnote-ref"]),
];
const VALUES: [(&str, &str, &[&str]); 3] =
    [("a", "rel", &[EXTERNAL, "tag"]), ("img", "loading", &["lazy"]), ("input", "type", &["checkbox"])];

pub(super) fn sanitise(html: &str) -> String {
    static SANITISER: OnceLock<Builder<'static>> = OnceLock::new();
    SANITISER.get_or_init(sanitiser).clean(html).to_string()
}

fn sanitiser() -> Builder<'static> {
    let mut values: HashMap<&str, HashMap<&str, HashSet<&str>>> = HashMap::new();
    for (tag, attribute, allowed) in VALUES {
        values.entry(tag).or_default().insert(attribute, allowed.iter().copied().collect());
    }
    let mut builder = Builder::new();
    builder
        .tags(HashSet::from(TAGS))
        .clean_content_tags(HashSet::from(["script", "style", "iframe", "object", "svg", "math", "template"]))
        .generic_attributes(HashSet::new())
        .tag_attributes(ATTRIBUTES.into_iter().map(|(tag, names)| (tag, names.iter().copied().collect())).collect())
        .tag_attribute_values(values)
        .allowed_classes(CLASSES.into_iter().map(|(tag, names)| (tag, names.iter().copied().collect())).collect())
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        // `rel` is written where it is known whether a link leaves the house.
        .link_rel(None)
        .attribute_filter(|tag, attribute, value| match (tag, attribute) {
            (_, "id") => ours(value).then_some(Cow::Borrowed(value)),
            ("code", "class") => language(value).then_some(Cow::Borrowed(value)),
            _ => Some(Cow::Borrowed(value)),
        });
    builder
}

/// Ids made here: no text can take the id of a part of the page around it.
fn ours(id: &str) -> bool {
    ["h-", "fn-", "fnref-"].iter().any(|start| id.starts_with(start)) && !id.contains(char::is_whitespace)
}

fn language(class: &str) -> bool {
    class.strip_prefix("language-").is_some_and(|name| {
        (1..=40).contains(&name.len()) && name.chars().all(|c| c.is_ascii_alphanumeric() || "+#._-".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_listed_does_not_pass() {
        for html in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<svg><script>alert(1)</script></svg>",
            "<math><mtext><style><img src onerror=alert(1)></style></mtext></math>",
            "<h2 id=\"main\" style=\"position:fixed\">x</h2>",
            "<form action=/x><input type=text name=q></form>",
            "<iframe src=/x></iframe>",
        ] {
            let safe = sanitise(html);
            for bad in ["alert", "javascript", "onerror", "style", "id=", "form", "text", "iframe", "name"] {
                assert!(!safe.contains(bad), "{html} became {safe}");
            }
        }
    }
}
