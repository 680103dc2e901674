//! What people write: Markdown to safe HTML, plain excerpts, names and differences.
//!
//! One way in, [`render`]: the text is cut to [`MOST_BYTES`], parsed (CommonMark with tables,
//! strikethrough, autolinks, task lists and footnotes), rewritten as a tree and passed through the
//! one sanitiser of the house. Of raw HTML only a few attribute-less tags live on; all other tags
//! are shown as they were typed. Who may be mentioned and where links lead is asked of the caller:
//! nothing here knows members, posts or databases.

mod bounds;
mod destinations;
mod diff;
mod headings;
mod marks;
mod math;
mod names;
mod pages;
mod plain;
mod raw;
mod rewrite;
mod sanitise;

#[cfg(test)]
mod hostile;

pub use destinations::joined;
pub use diff::{Change, DiffLine, Piece, diff};
pub use headings::Heading;
pub use names::{fold, slug};
pub use pages::{Linked, PageLinks, page_links};
pub use plain::{excerpt, excerpt_html, plain, reading_minutes, words_of_html};

pub(crate) use bounds::shorten;
use bounds::{parse, parse_page};
use comrak::options::Plugins;
use headings::Headings;

/// A text longer than this is cut (at the end of a line, if there is one) before it is parsed.
pub const MOST_BYTES: usize = 256 * 1024;
/// Quotes, lists and emphasis nested deeper than this become plain text.
pub const MOST_DEPTH: usize = 24;
/// A text has at most this many tags; further ones stay plain text.
pub const MOST_TAGS: usize = 20;
/// A longer tag stays plain text. Characters, not bytes.
pub const MOST_TAG_CHARS: usize = 50;
/// At most this many different handles of one text are resolved.
pub const MOST_MENTIONS: usize = 100;

/// What `[[...]]` means: what stands in it, and whether it is to be shown in its place.
pub type PageMeaning<'a> = dyn Fn(&str, bool) -> Linked + 'a;

/// How a text is rendered, and what the caller knows that the text does not.
#[derive(Clone, Copy)]
pub struct Rendering<'a> {
    /// Who is `@handle` (given without the `@`; `handle@host` for people of partners)? `None` leaves
    /// the words as they are. Asked once for each handle.
    pub resolve_mention: &'a dyn Fn(&str) -> Option<Mention>,
    /// Where a link or picture leads that an import has moved. Asked for each destination as written;
    /// `None` leaves it.
    pub resolve_link: &'a dyn Fn(&str) -> Option<String>,
    /// The level of a text's first-rank heading: 2 or 3, under the title that the page itself has.
    pub heading_base: u8,
    /// Whether pictures are shown; if not they become links.
    pub images: bool,
    /// Makes ids differ when several texts share a page, such as `c81-` for a comment; else empty.
    pub id_prefix: &'a str,
    /// What `[[Page]]` and `![[Page#Section]]` mean, given without the brackets and whether it is the latter. With it a
    /// text may also hold formulas. `None`: both are plain text.
    pub pages: Option<&'a PageMeaning<'a>>,
}

impl Default for Rendering<'_> {
    /// No mention resolved, no link moved, headings from level 2, pictures shown.
    fn default() -> Self {
        Self {
            resolve_mention: &|_| None,
            resolve_link: &|_| None,
            heading_base: 2,
            images: true,
            id_prefix: "",
            pages: None,
        }
    }
}

/// Somebody whom a text may mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    pub url: String,
    /// Shown after the `@`.
    pub name: String,
}

/// A rendered text and what was found in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Safe to put into a page as it is.
    pub html: String,
    /// The handles that were resolved, lower-cased, without `@`, each once, in order.
    pub mentions: Vec<String>,
    /// Tags, lower-cased, in NFC, without `#`, each once, in order.
    pub tags: Vec<String>,
    /// Where external http(s) links lead, each once.
    pub links: Vec<String>,
    /// Addresses of the pictures, each once.
    pub images: Vec<String>,
    /// Words, for [`reading_minutes`].
    pub words: u32,
    pub headings: Vec<Heading>,
}

/// Markdown as safe HTML. Takes any input, in bounded time and space.
pub fn render(markdown: &str, options: &Rendering<'_>) -> Rendered {
    let arena = comrak::Arena::new();
    let text = bounds::cut(markdown);
    let root = if options.pages.is_some() { parse_page(&arena, &text) } else { parse(&arena, &text) };
    let Some(root) = root else { return as_it_is(&text) };
    let found = rewrite::rewrite(&arena, root, options);
    let headings = Headings::new(options.id_prefix);
    let mut plugins = Plugins::default();
    plugins.render.heading_adapter = Some(&headings);
    let mut html = String::new();
    if comrak::format_html_with_plugins(root, &bounds::options(), &mut html, &plugins).is_err() {
        return as_it_is(&text);
    }
    Rendered {
        html: pages::put_back(sanitise::sanitise(&html), &found.kept),
        headings: headings.found(),
        words: plain::words(&found.plain),
        mentions: found.mentions,
        tags: found.tags,
        links: found.links,
        images: found.images,
    }
}

/// The handles that a text addresses, whether they exist or not: what to look up before [`render`].
pub fn handles(markdown: &str) -> Vec<String> {
    if !markdown.contains('@') {
        return Vec::new();
    }
    let asked = std::cell::RefCell::new(Vec::new());
    let ask = |handle: &str| {
        asked.borrow_mut().push(handle.to_owned());
        None
    };
    let arena = comrak::Arena::new();
    if let Some(root) = parse(&arena, &bounds::cut(markdown)) {
        rewrite::rewrite(&arena, root, &Rendering { resolve_mention: &ask, ..Rendering::default() });
    }
    asked.into_inner()
}

/// For a text that cannot be parsed within bounds: one paragraph, nothing interpreted.
fn as_it_is(text: &str) -> Rendered {
    let html = format!("<p>{}</p>\n", destinations::escape(text));
    Rendered { html, words: plain::words(text), ..Rendered::default() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    fn people(handle: &str) -> Option<Mention> {
        match handle {
            "eero" => Some(Mention { url: "/people/eero".into(), name: "Eero Mäkilä".into() }),
            "ines@partner.example" => Some(Mention { url: "/people/9".into(), name: "Ines <b>".into() }),
            _ => None,
        }
    }

    fn rendered(markdown: &str) -> Rendered {
        render(markdown, &Rendering { resolve_mention: &people, ..Rendering::default() })
    }

    #[test]
    fn an_ordinary_post_keeps_what_its_author_meant() {
        let html = rendered(
            "# Brakes\n\n**Bold**, *soft*, ~~gone~~, `code`.\n\n| a | b |\n|:-:|---|\n| 1 | 2 |\n\n- [x] done\n- [ ] open\n\n\
             ```rust\nfn a() {}\n```\n\nNote[^1].\n\n[^1]: The note.\n",
        )
        .html;
        for part in [
            "<h2 id=\"h-brakes\">Brakes</h2>",
            "<strong>Bold</strong>",
            "<del>gone</del>",
            "<code>code</code>",
            "<th align=\"center\">a</th>",
            "<li><label><input type=\"checkbox\" checked=\"\" disabled=\"\"> done</label></li>",
            "<code class=\"language-rust\">fn a() {}",
            "<section class=\"footnotes\">",
            "href=\"#fn-1\"",
            "id=\"fnref-1\"",
        ] {
            assert!(html.contains(part), "{part} is missing in {html}");
        }
    }

    #[test]
    fn headings_stand_under_the_title_of_the_page_and_have_different_ids() {
        let options = Rendering { heading_base: 3, id_prefix: "c81-", ..Rendering::default() };
        let html = render("# A\n## A\n###### Deep\n[to A](#a)", &options).html;
        assert!(html.contains("<h3 id=\"h-c81-a\">A</h3>"), "{html}");
        assert!(html.contains("<h4 id=\"h-c81-a-2\">A</h4>"), "{html}");
        assert!(html.contains("<h6 id=\"h-c81-deep\">"), "{html}");
        assert!(html.contains("<a href=\"#h-c81-a\">"), "{html}");
    }

    #[test]
    fn a_mention_links_only_to_somebody_who_is_there() {
        let post = rendered("Thank you @Eero. And @nobody, (@eero), @ines@partner.example!");
        assert!(post.html.contains("<a class=\"mention\" href=\"/people/eero\">@Eero Mäkilä</a>."), "{}", post.html);
        assert!(post.html.contains("And @nobody,"));
        assert!(post.html.contains("@Ines &lt;b&gt;</a>!"), "{}", post.html);
        assert_eq!(post.mentions, ["eero", "ines@partner.example"]);
        assert_eq!(handles("Hi @Ann and @ann and `@bob`, ann@example.org"), ["ann"]);
    }

    #[test]
    fn code_links_addresses_and_escapes_mention_nobody() {
        for text in ["`@eero`", "    @eero", "```\n@eero\n```", "[@eero](/x)", "x@eero", "a@eero.example", "\\@eero"] {
            let post = rendered(text);
            assert!(post.mentions.is_empty() && !post.html.contains("mention"), "{text}: {}", post.html);
        }
    }

    #[test]
    fn tags_lead_to_their_page() {
        let post = rendered("#Leaf-fall and #Größe (#leaf-fall), #7 C# x#y #日本 `#no`");
        assert_eq!(post.tags, ["leaf-fall", "größe", "日本"]);
        assert!(post.html.contains("href=\"/tags/gr%C3%B6%C3%9Fe\" rel=\"tag\">#Größe</a>"), "{}", post.html);
        let many: String = (0..30).map(|n| format!("#tag{n} ")).collect();
        assert_eq!(rendered(&many).tags.len(), MOST_TAGS);
        assert!(rendered(&format!("#{}", "x".repeat(MOST_TAG_CHARS + 1))).tags.is_empty());
    }

    #[test]
    fn links_out_of_the_house_are_marked_and_links_inside_are_not() {
        let post =
            rendered("[out](https://example.org/a) [in](/wiki/b) //x https://auto.example [odd](//host.example/c)");
        assert!(
            post.html.contains("<a href=\"https://example.org/a\" rel=\"nofollow noopener ugc\">out</a>"),
            "{}",
            post.html
        );
        assert!(post.html.contains("<a href=\"/wiki/b\">in</a>"), "{}", post.html);
        assert_eq!(post.links, ["https://example.org/a", "https://auto.example/", "https://host.example/c"]);
    }

    #[test]
    fn pictures_load_late_and_keep_their_description() {
        let post = rendered("![A *worn* pad](/files/1 \"t\")");
        assert!(
            post.html.contains("<img src=\"/files/1\" alt=\"A worn pad\" title=\"t\" loading=\"lazy\">"),
            "{}",
            post.html
        );
        assert_eq!(post.images, ["/files/1"]);
        let hidden = render("![pad](/files/1)", &Rendering { images: false, ..Rendering::default() });
        assert!(hidden.html.contains("<a href=\"/files/1\">pad</a>"), "{}", hidden.html);
        assert!(hidden.images.is_empty());
    }

    #[test]
    fn an_import_moves_its_links() {
        let moved = |from: &str| from.strip_prefix("old/").map(|rest| format!("/new/{rest}"));
        let post =
            render("[a](old/a) ![b](old/b) [c](/c)", &Rendering { resolve_link: &moved, ..Rendering::default() });
        assert!(post.html.contains("href=\"/new/a\"") && post.html.contains("src=\"/new/b\""), "{}", post.html);
        assert!(post.html.contains("href=\"/c\""));
    }

    #[test]
    fn raw_html_is_a_few_tags_and_the_rest_is_shown_as_typed() {
        let html = rendered("Press <kbd class=x onclick=y>F1</kbd>, use Vec<String>.\n\n<details>\n<summary>More</summary>\n\n*text*\n\n</details>").html;
        assert!(html.contains("<kbd>F1</kbd>"), "{html}");
        assert!(html.contains("Vec&lt;String&gt;"), "{html}");
        assert!(html.contains("<details>\n<summary>More</summary>\n<p><em>text</em></p>\n</details>"), "{html}");
    }

    #[test]
    fn words_are_counted_once() {
        assert_eq!(rendered("Three **wo**rds [here](https://example.org).").words, 3);
        assert_eq!(rendered("").words, 0);
    }
}
