//! What a page says about itself: Open Graph (ogp.me), else its title and description.

use crate::error::{Error, Result};
use crate::text::excerpt_html;
use bytes::Bytes;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use scraper::{Html, Selector};
use serde::{Deserialize, Serialize};
use url::Url;

const MOST_TITLE_CHARS: usize = 200;
const MOST_DESCRIPTION_CHARS: usize = 400;
const MOST_TAGS: usize = 100;
const MOST_TAG_BYTES: usize = 4_096;
/// Where a page must have named its encoding (HTML 13.2.3.2).
const ENCODING_BYTES: usize = 1_024;

/// A page, for the card below a link. All texts are plain and short.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageMeta {
    /// Where the page was found, after redirects.
    pub url: String,
    pub title: Option<String>,
    pub description: Option<String>,
    /// Address of a picture, http(s); to be fetched with the same care.
    pub image: Option<String>,
    pub site_name: Option<String>,
}

pub(super) fn read(address: &Url, html: &str) -> PageMeta {
    let page = Html::parse_document(&said_about_itself(html));
    let meta = |names: &[&str]| names.iter().find_map(|name| content(&page, name));
    let image = meta(&["og:image:secure_url", "og:image", "og:image:url", "twitter:image"]);
    PageMeta {
        url: address.to_string(),
        title: meta(&["og:title", "twitter:title"]).or_else(|| title(&page)).and_then(|t| short(&t, MOST_TITLE_CHARS)),
        description: meta(&["og:description", "description", "twitter:description"])
            .and_then(|text| short(&text, MOST_DESCRIPTION_CHARS)),
        image: image.and_then(|image| web_address(address, &image)),
        site_name: meta(&["og:site_name"]).and_then(|name| short(&name, MOST_TITLE_CHARS)),
    }
}

/// Only the `meta` and `title` tags of a page, at most [`MOST_TAGS`]: the rest of a hostile page could
/// keep a parser busy for hours (open `<b>` and `<p>` multiply each other).
fn said_about_itself(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    let mut left = MOST_TAGS;
    while let Some((_, tag)) = rest.split_once('<')
        && left > 0
    {
        rest = tag;
        let is_title = starts(tag, "title");
        if !is_title && !starts(tag, "meta") {
            continue;
        }
        let end = if is_title { title_end(tag) } else { tag_end(tag) };
        // Attempts are counted, not successes: each reads up to the same number of bytes.
        left -= 1;
        if let Some(found) = end.and_then(|end| tag.get(..end)) {
            out.push('<');
            out.push_str(found);
            rest = tag.get(found.len()..).unwrap_or_default();
        }
    }
    out
}

fn starts(tag: &str, name: &str) -> bool {
    tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && tag
            .get(name.len()..)
            .is_some_and(|after| after.starts_with(|c: char| c.is_ascii_whitespace() || "/>".contains(c)))
}

/// The length of a tag with its `>`, which may also stand inside quotes.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    let end = tag.bytes().take(MOST_TAG_BYTES).position(|b| {
        match (quote, b) {
            (None, b'"' | b'\'') => quote = Some(b),
            (Some(open), b) if open == b => quote = None,
            _ => {}
        }
        b == b'>' && quote.is_none()
    })?;
    Some(end + 1)
}

fn title_end(tag: &str) -> Option<usize> {
    const CLOSING: &[u8] = b"</title>";
    let bytes = tag.as_bytes();
    let bytes = bytes.get(..MOST_TAG_BYTES).unwrap_or(bytes);
    Some(bytes.windows(CLOSING.len()).position(|part| part.eq_ignore_ascii_case(CLOSING))? + CLOSING.len())
}

/// The content of the first `meta` of that name which has one.
fn content(page: &Html, name: &str) -> Option<String> {
    let selector = Selector::parse("meta[content]").ok()?;
    let named = |element: &scraper::ElementRef<'_>| {
        ["property", "name"].iter().any(|key| element.attr(key).is_some_and(|value| value.eq_ignore_ascii_case(name)))
    };
    let mut contents = page.select(&selector).filter(named).filter_map(|element| element.attr("content"));
    contents.find(|content| !content.trim().is_empty()).map(str::to_owned)
}

fn title(page: &Html) -> Option<String> {
    let selector = Selector::parse("title").ok()?;
    page.select(&selector).next().map(|title| title.text().collect())
}

/// Plain words in one line: some pages put tags and line breaks into their texts.
fn short(text: &str, most: usize) -> Option<String> {
    let text = excerpt_html(text, most);
    (!text.is_empty()).then_some(text)
}

fn web_address(page: &Url, written: &str) -> Option<String> {
    let address = page.join(written.trim()).ok()?;
    let usable = matches!(address.scheme(), "http" | "https") && address.as_str().len() <= 2_000;
    usable.then(|| address.to_string())
}

/// The text of the bytes, in the encoding that the answer or the page names, else UTF-8.
pub(super) async fn decode(kind: &str, bytes: Vec<u8>) -> Result<String> {
    let beginning = String::from_utf8_lossy(bytes.get(..ENCODING_BYTES).unwrap_or(&bytes)).to_ascii_lowercase();
    let label = label(&kind.to_ascii_lowercase()).or_else(|| label(&beginning)).unwrap_or_else(|| "utf-8".to_owned());
    let mut answer = axum::http::Response::new(Bytes::from(bytes));
    if let Ok(kind) = HeaderValue::from_str(&format!("text/html; charset={label}")) {
        answer.headers_mut().insert(CONTENT_TYPE, kind);
    }
    reqwest::Response::from(answer).text().await.map_err(Error::internal)
}

fn label(text: &str) -> Option<String> {
    let (_, after) = text.split_once("charset=")?;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
        .take(40)
        .collect();
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(html: &str) -> PageMeta {
        read(&Url::parse("https://example.org/a/").unwrap(), html)
    }

    #[test]
    fn a_page_without_open_graph_still_has_a_card() {
        let page = card(
            "<HTML><HEAD><TITLE lang=en>Wheel &lt;b&gt; rail</TITLE><META NAME=Description CONTENT='a > b'><body><p>x",
        );
        assert_eq!(page.title.as_deref(), Some("Wheel rail"));
        assert_eq!(page.description.as_deref(), Some("a > b"));
        assert_eq!(card("<p>nothing").title, None);
    }

    #[test]
    fn a_picture_is_taken_from_the_web_only() {
        assert_eq!(
            card("<meta property=og:image content=b.png>").image.as_deref(),
            Some("https://example.org/a/b.png")
        );
        for bad in ["javascript:alert(1)", "data:image/png,x", "file:///x"] {
            assert_eq!(card(&format!("<meta property=og:image content=\"{bad}\">")).image, None);
        }
    }

    #[test]
    fn a_hostile_page_is_read_in_no_time() {
        let start = std::time::Instant::now();
        let multiply: String = (0..20_000).map(|n| format!("<b a={n}><p>")).collect();
        for html in [
            multiply,
            "<div>".repeat(100_000),
            "<meta \"".repeat(70_000),
            "<title>".repeat(70_000),
            "<meta content=x>".repeat(30_000),
        ] {
            card(&html);
        }
        assert!(start.elapsed().as_secs() < 8, "{:?}", start.elapsed());
    }
}
