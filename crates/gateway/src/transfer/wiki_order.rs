//! Tables of contents: `SUMMARY.md` of mdBook says which page stands below which, in which order, by which name.

use super::posts::bare;
use kernel::text::joined;
use std::collections::HashMap;

/// A page as a table of contents has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub title: String,
    /// Of the file, without its ending; empty for a page that is only planned.
    pub place: String,
    /// The entry that it stands below.
    pub above: Option<usize>,
}

/// The entries of a table of contents, in order.
pub fn read(summary: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    // Indentation and entry of the items that are open.
    let mut open: Vec<(usize, usize)> = Vec::new();
    for line in summary.lines() {
        let text = line.trim_start();
        let indent = line.len() - text.len();
        let item = text.strip_prefix("- ").or_else(|| text.strip_prefix("* "));
        let Some((title, target)) = link(item.unwrap_or(text).trim()) else { continue };
        let place = joined("", target.split('#').next().unwrap_or_default());
        if item.is_none() {
            open.clear();
        }
        while open.last().is_some_and(|(other, _)| *other >= indent) {
            open.pop();
        }
        let above = open.last().filter(|_| item.is_some()).map(|(_, entry)| *entry);
        open.push((indent, entries.len()));
        entries.push(Entry { title, place: place.map(|place| bare(&place)).unwrap_or_default(), above });
    }
    entries
}

/// `[Title](target)`, as the whole text.
fn link(text: &str) -> Option<(String, &str)> {
    let (title, rest) = text.strip_prefix('[')?.rsplit_once("](")?;
    let target = rest.strip_suffix(')')?.trim_matches(['<', '>']);
    if target.contains("://") { None } else { Some((title.replace('`', ""), target)) }
}

/// Where each file stands in the table, by its place without ending.
pub fn positions(entries: &[Entry]) -> HashMap<&str, usize> {
    let mut positions = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        positions.entry(entry.place.as_str()).or_insert(at);
    }
    positions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_contents_is_a_tree() {
        let text = "# Summary\n\n[Overview](./index.md)\n- [A](a/index.md)\n  - [B](a/b.md)\n      - [`C`](a/b/c.md)\n  - [D](a/d.md)\n- [Planned]()\n\n[End](end.md)\n- [Out](https://x.example)\n";
        let entries = read(text);
        let told: Vec<(&str, &str, Option<usize>)> =
            entries.iter().map(|entry| (entry.title.as_str(), entry.place.as_str(), entry.above)).collect();
        assert_eq!(
            told,
            [
                ("Overview", "index", None),
                ("A", "a", None),
                ("B", "a/b", Some(1)),
                ("C", "a/b/c", Some(2)),
                ("D", "a/d", Some(1)),
                ("Planned", "", None),
                ("End", "end", None),
            ]
        );
    }
}
