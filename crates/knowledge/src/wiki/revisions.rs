//! What a page was: its revisions, what differs between two of them, and who wrote which paragraph.
//!
//! `posts` keeps each text with who replaced it and when. So the author of a revision stands with the one before it.

use super::access::curates;
use super::types::WikiPage;
use community::identity::{Face, faces};
use kernel::clock::Millis;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::text::{Change, DiffLine, diff, plain};
use kernel::viewer::Viewer;
use kernel::{args, record};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// Revisions on a page of the history.
pub const MOST: i64 = 50;
/// Who wrote which paragraph is found among the last so many revisions.
const MOST_BLAMED: i64 = 100;
/// Unchanged lines that are shown around a change.
const AROUND: usize = 1;

/// A named point in the history of a page.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Revision {
    pub revision: i64,
    pub editor: Option<Face>,
    /// Of an editor who is no member.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub editor_name: String,
    pub at: Millis,
    pub summary: String,
    /// Its text is for those who look after the page.
    pub hidden: bool,
    /// Who else wrote it, where several did at once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Face>,
}

impl Revision {
    pub fn by(&self) -> &str {
        self.editor.as_ref().map_or(self.editor_name.as_str(), |face| face.name.as_str())
    }
}

record! {
    struct Row {
        revision: i64,
        editor: Option<Id>,
        at: Millis,
        summary: Option<String>,
        editor_name: Option<String>,
        hidden: Option<Millis>,
    }
}

/// The revisions below `before`, newest first, one more than [`MOST`] when there are more.
pub async fn list(tx: &Tx, page: &WikiPage, before: i64) -> Result<Vec<Revision>> {
    let sql = "select r.revision + 1 as revision, r.editor, r.at, c.summary, c.editor_name, c.hidden
               from post_revisions r left join wiki_changes c on c.page = r.post and c.revision = r.revision + 1
               where r.post = $1 and r.revision + 1 < $2 order by r.revision desc limit $3";
    let mut rows: Vec<Row> = tx.rows(sql, args![page.id, before, MOST + 1]).await?;
    if i64::try_from(rows.len()).unwrap_or(0) <= MOST && before > 1 {
        rows.push(first(tx, page).await?);
    }
    revisions(tx, page, rows).await
}

async fn first(tx: &Tx, page: &WikiPage) -> Result<Row> {
    let sql = "select cast(1 as bigint) as revision, p.author as editor, p.published as at, c.summary,
                coalesce(nullif(c.editor_name, ''), p.author_name) as editor_name, c.hidden
               from posts p left join wiki_changes c on c.page = p.id and c.revision = 1 where p.id = $1";
    tx.row(sql, args![page.id]).await?.ok_or(Error::NotFound)
}

async fn revisions(tx: &Tx, page: &WikiPage, rows: Vec<Row>) -> Result<Vec<Revision>> {
    let numbers: Vec<i64> = rows.iter().map(|row| row.revision).collect();
    let sql = "select revision, member from wiki_authors where page = $1 and revision in (each($2)) order by member";
    let together: Vec<(i64, Id)> = tx.rows(sql, args![page.id, numbers]).await?;
    let editors: Vec<Id> =
        rows.iter().filter_map(|row| row.editor).chain(together.iter().map(|(_, member)| *member)).collect();
    let known = faces(tx, &editors).await?;
    let all = rows.into_iter().map(|row| Revision {
        revision: row.revision,
        also: together
            .iter()
            .filter(|(revision, member)| *revision == row.revision && Some(*member) != row.editor)
            .filter_map(|(_, member)| known.get(member).cloned())
            .collect(),
        editor: row.editor.and_then(|editor| known.get(&editor).cloned()),
        editor_name: row.editor_name.unwrap_or_default(),
        at: row.at,
        summary: row.summary.unwrap_or_default(),
        hidden: row.hidden.is_some(),
    });
    Ok(all.collect())
}

pub async fn find(tx: &Tx, page: &WikiPage, revision: i64) -> Result<Revision> {
    let row = if revision == 1 {
        first(tx, page).await?
    } else {
        let sql = "select r.revision + 1 as revision, r.editor, r.at, c.summary, c.editor_name, c.hidden
                   from post_revisions r left join wiki_changes c on c.page = r.post and c.revision = r.revision + 1
                   where r.post = $1 and r.revision + 1 = $2";
        tx.row(sql, args![page.id, revision]).await?.ok_or(Error::NotFound)?
    };
    revisions(tx, page, vec![row]).await?.pop().ok_or(Error::NotFound)
}

/// Title and body as they were. A hidden one is not found, but by those who look after the page.
pub async fn text_at(tx: &Tx, viewer: &Viewer, page: &WikiPage, revision: i64) -> Result<(String, String)> {
    if revision == page.revision {
        return Ok((page.title.clone(), page.body.clone()));
    }
    let sql = "select r.title, r.body, c.hidden from post_revisions r
               left join wiki_changes c on c.page = r.post and c.revision = r.revision
               where r.post = $1 and r.revision = $2";
    let found: Option<(String, String, Option<Millis>)> = tx.row(sql, args![page.id, revision]).await?;
    match found {
        Some((title, body, None)) => Ok((title, body)),
        Some((title, body, Some(_))) if curates(tx, viewer, page).await? => Ok((title, body)),
        _ => Err(Error::NotFound),
    }
}

/// A part of a page in which something is different.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Changed {
    /// The heading under which it stands; empty at the beginning.
    pub section: String,
    pub added_words: i64,
    pub removed_words: i64,
    pub lines: Vec<Line>,
}

/// A line of a comparison.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Line {
    /// `same`, `removed`, `added`, or `skipped`: that many lines are left out.
    pub change: &'static str,
    pub skipped: i64,
    pub pieces: Vec<Part>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Part {
    pub text: String,
    pub changed: bool,
}

/// What differs between two texts, by sections. `source` compares the Markdown, otherwise the words as they are read.
pub fn compare(old: &str, new: &str, source: bool) -> Vec<Changed> {
    let lines = if source { diff(old, new) } else { diff(&readable(old), &readable(new)) };
    let mut sections: Vec<(String, Vec<DiffLine>)> = vec![(String::new(), Vec::new())];
    for line in lines {
        let text: String = line.pieces.iter().map(|piece| piece.text.as_str()).collect();
        if line.change != Change::Removed
            && let Some(heading) = heading(&text)
        {
            sections.push((heading.to_owned(), Vec::new()));
            // Where it is compared as read, the section has it as its title.
            if !source && line.change == Change::Same {
                continue;
            }
        }
        if let Some((_, lines)) = sections.last_mut() {
            lines.push(line);
        }
    }
    let differ = |lines: &[DiffLine]| lines.iter().any(|line| line.change != Change::Same);
    sections.into_iter().filter(|(_, lines)| differ(lines)).map(|(section, lines)| changed(section, &lines)).collect()
}

fn heading(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    ((1..=6).contains(&level) && rest.starts_with(' ')).then(|| rest.trim())
}

/// The text as it is read, a block a line; headings keep their sign, which tells the sections.
fn readable(body: &str) -> String {
    let mut out = String::new();
    for block in blocks(body) {
        match heading(&block) {
            Some(heading) => out.push_str(&format!("# {}\n", plain(heading).replace('\n', " "))),
            None => out.push_str(&format!("{}\n", plain(&block).replace("[[", "").replace("]]", ""))),
        }
    }
    out
}

fn changed(section: String, lines: &[DiffLine]) -> Changed {
    let near = |at: usize| {
        let from = at.saturating_sub(AROUND);
        lines.iter().skip(from).take(AROUND * 2 + 1).any(|line| line.change != Change::Same)
    };
    let (mut out, mut skipped) = (Vec::new(), 0_i64);
    let (mut added_words, mut removed_words) = (0_i64, 0_i64);
    let skip = |skipped: &mut i64, out: &mut Vec<Line>| {
        if *skipped > 0 {
            out.push(Line { change: "skipped", skipped: *skipped, pieces: Vec::new() });
            *skipped = 0;
        }
    };
    for (at, line) in lines.iter().enumerate() {
        let blank = line.pieces.iter().all(|piece| piece.text.trim().is_empty());
        if blank || (line.change == Change::Same && !near(at)) {
            skipped += i64::from(!blank);
            continue;
        }
        skip(&mut skipped, &mut out);
        let words = line.pieces.iter().filter(|piece| piece.changed).flat_map(|piece| piece.text.split_whitespace());
        let words = i64::try_from(words.count()).unwrap_or(i64::MAX);
        let change = match line.change {
            Change::Same => "same",
            Change::Removed => {
                removed_words += words;
                "removed"
            }
            Change::Added => {
                added_words += words;
                "added"
            }
        };
        let pieces = line.pieces.iter().map(|piece| Part { text: piece.text.clone(), changed: piece.changed });
        let mut pieces: Vec<Part> = pieces.collect();
        // The sign of a heading is none of its words.
        if let Some(first) = pieces.first_mut()
            && let Some(heading) = first.text.strip_prefix("# ")
        {
            first.text = heading.to_owned();
        }
        out.push(Line { change, skipped: 0, pieces });
    }
    skip(&mut skipped, &mut out);
    Changed { section, added_words, removed_words, lines: out }
}

/// Follows which lines stand in a block of code.
#[derive(Default)]
pub struct Fence(Option<String>);

impl Fence {
    /// Takes the next line in. True from the line that opens a block to the last before the one that closes it.
    pub fn pass(&mut self, line: &str) -> bool {
        let begin = line.trim_start();
        let sign = begin.chars().next().filter(|c| matches!(c, '`' | '~'));
        let mark: String = sign.map(|sign| begin.chars().take_while(|c| *c == sign).collect()).unwrap_or_default();
        match &self.0 {
            Some(open) if mark.starts_with(open.as_str()) => self.0 = None,
            None if mark.len() >= 3 => self.0 = Some(mark),
            _ => {}
        }
        self.0.is_some()
    }
}

/// Paragraphs, lists, tables and the like: what stands between empty lines, except in code.
pub fn blocks(body: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut block = String::new();
    let mut fence = Fence::default();
    for line in body.lines() {
        let code = fence.pass(line);
        let ends = !code && (line.trim().is_empty() || heading(line).is_some());
        if ends && !block.is_empty() {
            all.push(std::mem::take(&mut block));
        }
        if !code && heading(line).is_some() {
            all.push(line.to_owned());
        } else if code || !line.trim().is_empty() {
            if !block.is_empty() {
                block.push('\n');
            }
            block.push_str(line);
        }
    }
    if !block.is_empty() {
        all.push(block);
    }
    all
}

/// A paragraph and the revision since which it stands so.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Paragraph {
    /// Markdown.
    pub text: String,
    pub since: Revision,
}

/// Who wrote which paragraph of the present text.
pub async fn paragraphs(tx: &Tx, page: &WikiPage) -> Result<Vec<Paragraph>> {
    let sql = "select revision, body from post_revisions where post = $1 order by revision desc limit $2";
    let mut texts: Vec<(i64, String)> = tx.rows(sql, args![page.id, MOST_BLAMED]).await?;
    texts.reverse();
    texts.push((page.revision, page.body.clone()));
    let owned = owners(&texts);
    let mut known: HashMap<i64, Revision> = HashMap::new();
    let mut all = Vec::new();
    for (text, revision) in owned {
        let since = match known.get(&revision) {
            Some(since) => since.clone(),
            // At most as many as there are revisions that left something.
            None => find(tx, page, revision).await?,
        };
        known.insert(revision, since.clone());
        all.push(Paragraph { text, since });
    }
    Ok(all)
}

/// The blocks of the last text with the revision that each came in with. Texts are given oldest first.
fn owners(texts: &[(i64, String)]) -> Vec<(String, i64)> {
    let mut owned: Vec<(String, i64)> = Vec::new();
    for (revision, body) in texts {
        let now = blocks(body);
        let lines = |blocks: &mut dyn Iterator<Item = &String>| -> String {
            blocks.map(|block| block.replace('\n', "\u{2028}")).collect::<Vec<_>>().join("\n")
        };
        let old = lines(&mut owned.iter().map(|(block, _)| block));
        let mut next: Vec<(String, i64)> = now.iter().map(|block| (block.clone(), *revision)).collect();
        for line in diff(&old, &lines(&mut now.iter())) {
            if let (Change::Same, Some(was), Some(is)) = (line.change, line.old, line.new)
                && let (Some((_, since)), Some(kept)) = (owned.get(was - 1), next.get_mut(is - 1))
            {
                kept.1 = *since;
            }
        }
        owned = next;
    }
    owned
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn a_comparison_tells_section_and_words() {
        let old = "# Slip\n\nSame.\n\n## Settings\n\nThe threshold is **9** percent.\n\n## End\n\nBye.\n";
        let new = old.replace("**9** percent", "**8** percent");
        let changed = compare(old, &new, false);
        assert_eq!(changed.len(), 1);
        assert_eq!((changed[0].section.as_str(), changed[0].added_words, changed[0].removed_words), ("Settings", 1, 1));
        let text = |at: usize| changed[0].lines[at].pieces.iter().map(|part| part.text.as_str()).collect::<String>();
        assert_eq!(
            (text(0).as_str(), text(1).as_str()),
            ("The threshold is 9 percent.", "The threshold is 8 percent.")
        );
        assert!(compare(old, &new, true)[0].lines.iter().any(|line| {
            line.pieces.iter().map(|part| part.text.as_str()).collect::<String>() == "The threshold is **8** percent."
        }));
        assert!(compare(old, old, true).is_empty());
    }

    #[test]
    fn a_paragraph_belongs_to_whom_it_came_from() {
        let texts = vec![
            (1, "# A\n\none\n\ntwo".to_owned()),
            (2, "# A\n\none\n\nzero\n\ntwo".to_owned()),
            (3, "# A\n\none, changed\n\nzero\n\ntwo".to_owned()),
        ];
        let owners: Vec<(String, i64)> = owners(&texts);
        let owners: Vec<(&str, i64)> = owners.iter().map(|(text, since)| (text.as_str(), *since)).collect();
        assert_eq!(owners, [("# A", 1), ("one, changed", 3), ("zero", 2), ("two", 1)]);
    }
}
