//! Texts that want to do harm: they must come out safe, and soon.

use super::{MOST_BYTES, Mention, Rendering, excerpt, excerpt_html, render, slug};
use std::time::{Duration, Instant};

/// Without optimisation, on a busy machine; optimised it is a tenth.
const PATIENCE: Duration = Duration::from_secs(4);

/// Judged on the parsed page: what looks like a tag or an attribute may stand in text or in a value.
fn dangerous(html: &str) -> bool {
    const NEVER: [&str; 9] = ["script", "iframe", "style", "form", "svg", "math", "object", "base", "link"];
    let page = scraper::Html::parse_fragment(html);
    page.tree.root().descendants().filter_map(|node| node.value().as_element()).any(|element| {
        NEVER.contains(&element.name())
            || element.attrs().any(|(name, value)| {
                let led =
                    matches!(name, "href" | "src") && value.split(['/', '#', '?']).next().is_some_and(leads_astray);
                led || name.starts_with("on") || name == "style"
            })
    })
}

fn leads_astray(start: &str) -> bool {
    start.contains(':') && !["http:", "https:", "mailto:"].iter().any(|scheme| start.starts_with(scheme))
}

#[test]
fn no_text_brings_a_script_along() {
    for text in [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//x></SCRIPT> text",
        "a <img src=x onerror=alert(1)> b",
        "[x](javascript:alert(1))",
        "[x](JaVaScript&#58;alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "<javascript:alert(1)>",
        "![x](data:image/svg+xml;base64,PHN2Zz4=)",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x]: javascript:alert(1)\n\n[x]",
        "[a](https://example.org \"\\\" onmouseover=alert(1) x=\\\"\")",
        "![\" onerror=alert(1) x=\"](/a)",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<kbd onclick=alert(1)>x</kbd>",
        "<details open ontoggle=alert(1)>x",
        "<svg><script>alert(1)</script></svg>",
        "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
        "<!--><script>alert(1)</script>-->",
        "<style>body{display:none}</style>",
        "```\"><script>alert(1)</script>\nx\n```",
        "# <script>alert(1)</script>",
        "[^<script>]\n\n[^<script>]: x",
        "|<script>|\n|-|\n|alert(1)|",
        "<form action=//x><input name=q></form>",
        "<kbd\n<script>alert(1)</script>",
        "<xmp><kbd></xmp><script>alert(1)</script>",
    ] {
        let html = render(text, &Rendering::default()).html;
        assert!(!dangerous(&html), "{text} became {html}");
    }
}

#[test]
fn a_name_cannot_bring_a_tag_along() {
    let who = |_: &str| Some(Mention { url: "/people/ann\" onclick=\"x".into(), name: "<script>".into() });
    let html = render("@ann", &Rendering { resolve_mention: &who, ..Rendering::default() }).html;
    assert!(!dangerous(&html), "{html}");
}

#[test]
fn characters_that_deceive_are_left_out() {
    let html = render("a\0b \u{202e}gnp.exe\u{202c} \u{2066}ok\u{2069} \u{7}", &Rendering::default()).html;
    assert_eq!(html.trim(), "<p>ab gnp.exe \u{2066}ok\u{2069}</p>");
}

#[test]
fn hostile_texts_take_bounded_time_and_space() {
    let size = 100_000;
    let fill = |unit: &str| unit.repeat(size / unit.len());
    let nested_lists: String =
        (0..10_000).map(|n| format!("{}- a\n", " ".repeat((n * 2).min(600)))).collect::<String>();
    let deep_list = "- ".repeat(10_000) + "a";
    let texts = [
        ("stars", "*".repeat(1_000_000)),
        ("stars with words", fill("*a **b ")),
        ("closing stars", fill("a** b* ")),
        ("underscores", fill("_a__b")),
        ("brackets", fill("[")),
        ("closed brackets", fill("[]")),
        ("half links", fill("[a](")),
        ("link in link", fill("[a](<b")),
        ("pictures", fill("![")),
        ("nested lists", nested_lists),
        ("deep list", deep_list),
        ("quotes", fill(">")),
        ("quotes and lines", format!("{}a\n{}", ">".repeat(50_000), "b\n".repeat(25_000))),
        ("quoted lists", fill("> - ")),
        ("backticks", (1..440).map(|n| "`".repeat(n) + " ").collect()),
        ("tags", fill("<b>")),
        ("different tags", (0..9_000).map(|n| format!("<b a={n}>\n\n")).collect()),
        ("tags that multiply", (0..4_000).map(|n| format!("<b a={n}>")).collect::<String>() + &"<p>".repeat(20_000)),
        ("misnested tags", fill("**a<sub>b**c</sub>\n\n")),
        ("allowed tags", fill("<sub>")),
        ("details", fill("<details>\n\n")),
        ("open tags", fill("<kbd ")),
        ("comments", fill("<!--")),
        ("instructions", fill("<?")),
        ("wide table", format!("{}\n{}\n{}", "|a".repeat(300), "|-".repeat(300), "|a\n".repeat(30_000))),
        ("reference bomb", format!("[a]: /{}\n\n{}", "x".repeat(50_000), "[a] ".repeat(12_000))),
        ("footnotes", format!("[^a]: x\n\n{}", "[^a]".repeat(24_000))),
        ("many footnotes", (0..6_000).map(|n| format!("[^{n}]\n\n[^{n}]: x\n\n")).collect()),
        ("headings", fill("# a\n")),
        ("mentions", fill("@a ")),
        ("signs", fill("@")),
        ("hashes", fill("#a ")),
        ("addresses", fill("a@a.a ")),
        ("entities", fill("&amp;")),
        ("autolinks", fill("http://a.b ")),
        ("dots", fill("www.a.")),
        ("strikes", fill("~~a ~b ")),
        ("nulls", fill("\0")),
        ("backslashes", fill("\\")),
        ("marks", format!("#a{}", "\u{301}".repeat(50_000))),
    ];
    let mut slowest = (Duration::ZERO, "");
    for (name, text) in &texts {
        let start = Instant::now();
        let html = render(text, &Rendering::default()).html;
        let took = start.elapsed();
        slowest = slowest.max((took, name));
        println!("{name:>20}: {took:?}, {} bytes", html.len());
        assert!(took < PATIENCE, "{name} took {took:?}");
        assert!(html.len() < 12 * MOST_BYTES, "{name} became {} bytes", html.len());
        assert!(excerpt(text, 200).chars().count() <= 200 && excerpt_html(text, 200).chars().count() <= 200);
        assert!(slug(text).chars().count() <= 60);
    }
    println!("slowest: {slowest:?}");
}

#[test]
fn a_long_text_is_cut_at_a_line() {
    let text = "word word word\n".repeat(40_000);
    let rendered = render(&text, &Rendering::default());
    assert!(rendered.html.len() <= MOST_BYTES + 100 && rendered.html.trim_end().ends_with("word</p>"));
}
