//! Formulas: LaTeX between dollars to MathML Core, which browsers draw themselves.
//!
//! What the library makes is believed only as far as it is on the lists here. A formula that cannot be read is
//! shown as it was typed.

use super::destinations::escape;
use pulldown_latex::{Parser, RenderConfig, Storage, config::DisplayMode, push_mathml};

/// A longer formula is shown as it was typed.
const MOST_CHARS: usize = 2_000;
/// Groups nested deeper than this would exhaust the stack.
const MOST_NESTED: usize = 40;

const ELEMENTS: [&str; 26] = [
    "math",
    "mrow",
    "mi",
    "mn",
    "mo",
    "ms",
    "mtext",
    "mspace",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mfrac",
    "msqrt",
    "mroot",
    "mtable",
    "mtr",
    "mtd",
    "mstyle",
    "mpadded",
    "mphantom",
    "mmultiscripts",
    "mprescripts",
    "none",
];
const ATTRIBUTES: [&str; 26] = [
    "display",
    "xmlns",
    "mathvariant",
    "stretchy",
    "fence",
    "form",
    "separator",
    "symmetric",
    "largeop",
    "movablelimits",
    "lspace",
    "rspace",
    "minsize",
    "maxsize",
    "accent",
    "accentunder",
    "displaystyle",
    "scriptlevel",
    "linethickness",
    "width",
    "height",
    "depth",
    "voffset",
    "columnalign",
    "columnspan",
    "class",
];

/// The formula as HTML.
pub(super) fn mathml(formula: &str, display: bool) -> String {
    let asked = formula.chars().count() <= MOST_CHARS && nested(formula) <= MOST_NESTED;
    let made = if asked { convert(formula, display) } else { None };
    made.unwrap_or_else(|| {
        let sign = if display { "$$" } else { "$" };
        format!("<code>{sign}{}{sign}</code>", escape(formula))
    })
}

fn convert(formula: &str, display: bool) -> Option<String> {
    let storage = Storage::new();
    let events: Vec<_> = Parser::new(formula, &storage).collect::<Result<_, _>>().ok()?;
    let mut made = String::new();
    let mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode: mode, ..RenderConfig::default() };
    let events = events.into_iter().map(Ok::<_, std::convert::Infallible>);
    push_mathml(&mut made, events, config).ok()?;
    listed(&made)
}

fn nested(formula: &str) -> usize {
    let (mut depth, mut most) = (0_usize, 0_usize);
    for c in formula.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            // A command may take the next thing as its argument without braces.
            '\\' | '^' | '_' => most = most.max(depth),
            _ => {}
        }
        most = most.max(depth);
    }
    most
}

/// The MathML with only what is on the lists; `None` when it has an element that is not.
fn listed(made: &str) -> Option<String> {
    let mut out = String::with_capacity(made.len());
    let mut rest = made;
    while let Some((text, after)) = rest.split_once('<') {
        out.push_str(&text_again(text));
        let (tag, behind) = after.split_once('>')?;
        let (closing, tag) = tag.strip_prefix('/').map_or(("", tag), |tag| ("/", tag));
        let (tag, empty) = tag.strip_suffix('/').map_or((tag, ""), |tag| (tag, "/"));
        let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        if !ELEMENTS.contains(&name) {
            return None;
        }
        out.push('<');
        out.push_str(closing);
        out.push_str(name);
        out.push_str(&attributes_listed(attributes)?);
        out.push_str(empty);
        out.push('>');
        rest = behind;
    }
    out.push_str(&text_again(rest));
    Some(out)
}

/// Character references stay, everything else that means something is escaped.
fn text_again(text: &str) -> String {
    text.replace('"', "&quot;").replace('>', "&gt;")
}

fn attributes_listed(written: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = written.trim();
    while !rest.is_empty() {
        let (name, after) = rest.split_once("=\"")?;
        let (value, behind) = after.split_once('"')?;
        let name = name.trim();
        if ATTRIBUTES.contains(&name) && value.chars().all(|c| c.is_ascii_alphanumeric() || " .-+%:/#".contains(c)) {
            out.push_str(&format!(" {name}=\"{value}\""));
        }
        rest = behind.trim_start();
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_becomes_mathml() {
        let made = mathml(r"\frac{m v^2}{2}", false);
        assert!(made.starts_with("<math") && made.contains("<mfrac>") && made.contains("</math>"), "{made}");
        assert!(mathml("x", true).contains("display=\"block\""));
    }

    #[test]
    fn what_cannot_be_read_is_shown_as_typed() {
        assert_eq!(mathml(r"\nothing{", false), r"<code>$\nothing{$</code>");
        assert_eq!(mathml(&"{".repeat(500), true), format!("<code>$${}$$</code>", "{".repeat(500)));
    }

    #[test]
    fn no_formula_brings_anything_but_mathml() {
        for formula in [
            r"\text{<script>alert(1)</script>}",
            r"\text{<img src=x onerror=alert(1)>}",
            r"\href{javascript:alert(1)}{x}",
            "\\color{red\" onclick=\"alert(1)}{x}",
            "<script>alert(1)</script>",
            r"\class{x}{y}",
            r"\operatorname{</math><script>alert(1)</script>}",
        ] {
            let made = mathml(formula, false);
            for bad in ["<script", "<img", "onerror=\"", "href=", "onclick=\"", "style="] {
                assert!(!made.contains(bad), "{formula}: {made}");
            }
        }
    }
}
