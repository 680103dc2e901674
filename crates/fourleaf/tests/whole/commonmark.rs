//! Markdown as its specification says (CommonMark 0.31.2, all 652 examples), apart from what is listed here with its reason.
//!
//! Both sides are read as HTML before they are compared, and what the house does to every text is done to the expected one:
//! headings stand one level lower, under the title of the page.

use crate::sources::root;
use kernel::text::{Rendering, render};
use scraper::Html;

/// Examples that are drawn otherwise, and why.
const DIFFERENT: &[(&str, &[u32])] = &[
    (
        "raw HTML is no way to write here: but for a few tags it is shown as it was typed, comments are left out",
        &[
            21, 31, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 169, 170, 171,
            172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 190, 191, 201,
            308, 309, 344, 475, 476, 477, 491, 494, 524, 536, 613, 614, 615, 616, 617, 619, 623, 625, 626, 627, 628,
            629, 630, 631, 642, 643,
        ],
    ),
    (
        "an address is written as a browser reads it (WHATWG URL), not percent-encoded as CommonMark's own renderer does",
        &[20, 32, 33, 195, 202, 206, 346, 489, 502, 503, 504, 507, 526, 538, 594, 597, 603],
    ),
    ("a link to a part of the page leads to the id that headings have here", &[501]),
    ("only http, https, mailto and tel lead anywhere", &[596, 598, 599, 601]),
    ("an address that is typed as it is becomes a link (GitHub's extension)", &[602, 608, 611, 612]),
    ("#words are tags", &[64]),
    ("the language of code is a word of ASCII letters, digits and `+#._-`", &[34, 144]),
];

struct Example {
    number: u32,
    section: String,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    let path = root().join("web/node_modules/commonmark-spec/spec.txt");
    let spec = std::fs::read_to_string(&path).expect("the specification: scripts/web fetches it");
    let fence = "`".repeat(32);
    let (mut all, mut section) = (Vec::new(), String::new());
    let mut lines = spec.lines();
    while let Some(line) = lines.next() {
        if line == format!("{fence} example") {
            let part = |lines: &mut std::str::Lines<'_>, end: &str| -> String {
                lines.take_while(|line| *line != end).map(|line| format!("{}\n", line.replace('→', "\t"))).collect()
            };
            let markdown = part(&mut lines, ".");
            let html = part(&mut lines, &fence);
            let number = u32::try_from(all.len() + 1).unwrap();
            all.push(Example { number, section: section.clone(), markdown, html });
        } else if let Some(title) = line.trim_start_matches('#').strip_prefix(' ')
            && line.starts_with('#')
        {
            section = title.to_owned();
        }
    }
    all
}

/// As a browser understands it, without what the house adds to what it drew itself.
fn normal(html: &str) -> String {
    let read = Html::parse_fragment(html).html();
    let mut out = String::new();
    let mut rest = read.as_str();
    // An own id of each heading, `rel` of links that lead away, pictures that wait.
    let added = [" id=\"h-", " rel=\"", " loading=\""];
    while let Some((at, mark)) = added.iter().filter_map(|mark| Some((rest.find(mark)?, mark))).min() {
        out.push_str(&rest[..at]);
        let behind = &rest[at + mark.len()..];
        rest = behind.split_once('"').map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn lowered(html: &str) -> String {
    let mut html = html.to_owned();
    for level in (1..6).rev() {
        for begin in ["<h", "</h"] {
            html = html.replace(&format!("{begin}{level}>"), &format!("{begin}{}>", level + 1));
        }
    }
    html
}

#[test]
fn markdown_is_what_its_specification_says() {
    let examples = examples();
    assert_eq!(examples.len(), 652);
    let told = std::env::var("FOURLEAF_TELL_MARKDOWN").is_ok();
    let mut differing = Vec::new();
    for Example { number, section, markdown, html } in &examples {
        let drawn = render(markdown, &Rendering::default()).html;
        let (expected, drawn) = (normal(&lowered(html)), normal(&drawn));
        if expected != drawn {
            differing.push(*number);
            if told {
                println!("## {number} {section}\n{markdown}---\n{expected}\n---\n{drawn}\n");
            }
        }
    }
    let mut listed: Vec<u32> = DIFFERENT.iter().flat_map(|(_, numbers)| numbers.iter().copied()).collect();
    listed.sort_unstable();
    assert_eq!(differing, listed, "the list above is not what differs");
}
