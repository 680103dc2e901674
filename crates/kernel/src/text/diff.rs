//! What changed between two revisions: lines, and inside changed lines the words.
//!
//! The shortest edit (E. Myers: "An O(ND) Difference Algorithm and Its Variations", 1986), searched
//! up to a bound: what differs in more than [`MOST_EDITS`] lines is told as replaced in whole. Its cost
//! is at most the length times that bound, its memory the square of the bound.

use std::collections::HashMap;

const MOST_EDITS: usize = 800;
const MOST_WORD_EDITS: usize = 300;
/// A line with less in common than this (in percent of its words) was not changed but replaced.
const LEAST_COMMON_PERCENT: usize = 30;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Same,
    Removed,
    Added,
}

/// A line of either text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffLine {
    pub change: Change,
    /// The line's number in the old text, from 1; `None` for an added line.
    pub old: Option<usize>,
    /// The line's number in the new text, from 1; `None` for a removed line.
    pub new: Option<usize>,
    /// The line in pieces, in order; one piece for a line that is the same.
    pub pieces: Vec<Piece>,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// Whether just this part was removed or added.
    pub changed: bool,
}

/// The lines of both texts in reading order; removed lines stand before those that replace them.
pub fn diff(old: &str, new: &str) -> Vec<DiffLine> {
    let old_lines: Vec<&str> = old.lines().collect();
    let new_lines: Vec<&str> = new.lines().collect();
    let mut lines = Vec::new();
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    for edit in edits(&old_lines, &new_lines, MOST_EDITS) {
        match edit {
            Edit::Keep(o, n) => {
                close(&mut removed, &mut added, &mut lines);
                let text = new_lines.get(n).copied().unwrap_or_default();
                lines.push(DiffLine {
                    change: Change::Same,
                    old: Some(o + 1),
                    new: Some(n + 1),
                    pieces: vec![whole(text, false)],
                });
            }
            Edit::Remove(o) => removed.push((o, old_lines.get(o).copied().unwrap_or_default())),
            Edit::Add(n) => added.push((n, new_lines.get(n).copied().unwrap_or_default())),
        }
    }
    close(&mut removed, &mut added, &mut lines);
    lines
}

/// Ends a run of changed lines: the first removed is compared with the first added, and so on.
fn close(removed: &mut Vec<(usize, &str)>, added: &mut Vec<(usize, &str)>, lines: &mut Vec<DiffLine>) {
    let mut news = Vec::new();
    let mut partners = added.drain(..);
    for (at, text) in removed.drain(..) {
        let (mut old_pieces, partner) = (vec![whole(text, true)], partners.next());
        if let Some((new_at, new_text)) = partner {
            let (old, new) = words(text, new_text);
            old_pieces = old;
            news.push(DiffLine { change: Change::Added, old: None, new: Some(new_at + 1), pieces: new });
        }
        lines.push(DiffLine { change: Change::Removed, old: Some(at + 1), new: None, pieces: old_pieces });
    }
    news.extend(partners.map(|(at, text)| DiffLine {
        change: Change::Added,
        old: None,
        new: Some(at + 1),
        pieces: vec![whole(text, true)],
    }));
    lines.append(&mut news);
}

fn whole(text: &str, changed: bool) -> Piece {
    Piece { text: text.to_owned(), changed }
}

/// Two lines by their words.
fn words(old: &str, new: &str) -> (Vec<Piece>, Vec<Piece>) {
    let (old_words, new_words) = (tokens(old), tokens(new));
    let edits = edits(&old_words, &new_words, MOST_WORD_EDITS);
    let word = |token: &&&str| token.chars().any(char::is_alphanumeric);
    let kept = edits.iter().filter_map(|edit| match edit {
        Edit::Keep(o, _) => old_words.get(*o),
        _ => None,
    });
    let common = kept.filter(word).count();
    let most = old_words.iter().filter(word).count().max(new_words.iter().filter(word).count());
    if common * 100 < most * LEAST_COMMON_PERCENT {
        return (vec![whole(old, true)], vec![whole(new, true)]);
    }
    let (mut old_pieces, mut new_pieces) = (Vec::new(), Vec::new());
    for edit in edits {
        match edit {
            Edit::Keep(o, n) => {
                push(&mut old_pieces, old_words.get(o), false);
                push(&mut new_pieces, new_words.get(n), false);
            }
            Edit::Remove(o) => push(&mut old_pieces, old_words.get(o), true),
            Edit::Add(n) => push(&mut new_pieces, new_words.get(n), true),
        }
    }
    (old_pieces, new_pieces)
}

fn push(pieces: &mut Vec<Piece>, token: Option<&&str>, changed: bool) {
    let Some(token) = token else { return };
    match pieces.last_mut() {
        Some(last) if last.changed == changed => last.text.push_str(token),
        _ => pieces.push(whole(token, changed)),
    }
}

/// Words, runs of spaces, and single signs.
fn tokens(line: &str) -> Vec<&str> {
    let kind = |c: char| match c {
        c if c.is_alphanumeric() => 1,
        c if c.is_whitespace() => 2,
        _ => 0,
    };
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in line.char_indices() {
        if before.is_some_and(|before| before != kind(c) || before == 0) {
            tokens.extend(line.get(start..at));
            start = at;
        }
        before = Some(kind(c));
    }
    tokens.extend(line.get(start..).filter(|rest| !rest.is_empty()));
    tokens
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edit {
    Keep(usize, usize),
    Remove(usize),
    Add(usize),
}

/// The edits from `old` to `new`. The same beginning and end are set aside first: most revisions
/// change a small part.
fn edits(old: &[&str], new: &[&str], most: usize) -> Vec<Edit> {
    let start = old.iter().zip(new).take_while(|(o, n)| o == n).count();
    let (old_rest, new_rest) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(o, n)| o == n).count();
    let old_middle = old_rest.get(..old_rest.len() - end).unwrap_or_default();
    let new_middle = new_rest.get(..new_rest.len() - end).unwrap_or_default();

    let mut all: Vec<Edit> = (0..start).map(|at| Edit::Keep(at, at)).collect();
    let (old_ids, new_ids) = numbered(old_middle, new_middle);
    let middle = shortest(&old_ids, &new_ids, most).unwrap_or_else(|| replaced(old_ids.len(), new_ids.len()));
    all.extend(middle.into_iter().map(|edit| match edit {
        Edit::Keep(o, n) => Edit::Keep(o + start, n + start),
        Edit::Remove(o) => Edit::Remove(o + start),
        Edit::Add(n) => Edit::Add(n + start),
    }));
    let (old_end, new_end) = (start + old_middle.len(), start + new_middle.len());
    all.extend((0..end).map(|at| Edit::Keep(old_end + at, new_end + at)));
    all
}

fn replaced(old: usize, new: usize) -> Vec<Edit> {
    (0..old).map(Edit::Remove).chain((0..new).map(Edit::Add)).collect()
}

/// Equal lines get equal numbers, so that they are compared in one step.
fn numbered<'t>(old: &[&'t str], new: &[&'t str]) -> (Vec<usize>, Vec<usize>) {
    let mut numbers: HashMap<&'t str, usize> = HashMap::new();
    let mut number = |line: &&'t str| {
        let next = numbers.len();
        *numbers.entry(line).or_insert(next)
    };
    (old.iter().map(&mut number).collect(), new.iter().map(&mut number).collect())
}

/// Myers' greedy search. `reach` holds, for each number of edits, how far into `old` each diagonal
/// came; diagonal `k` (old minus new) of step `d` is at place `k + d` and only every second is used.
fn shortest(old: &[usize], new: &[usize], most: usize) -> Option<Vec<Edit>> {
    let mut reach: Vec<Vec<usize>> = Vec::new();
    for d in 0..=most.min(old.len() + new.len()) {
        let mut row = vec![0; 2 * d + 1];
        for place in (0..=2 * d).step_by(2) {
            let mut x = first_reach(reach.last(), d, place);
            // `y = x - k`, with `k = place - d`.
            let Some(mut y) = (x + d).checked_sub(place) else { continue };
            while let (Some(o), Some(n)) = (old.get(x), new.get(y)) {
                if o != n {
                    break;
                }
                x += 1;
                y += 1;
            }
            if let Some(cell) = row.get_mut(place) {
                *cell = x;
            }
            if x >= old.len() && y >= new.len() {
                reach.push(row);
                return Some(way_back(&reach, old.len(), new.len()));
            }
        }
        reach.push(row);
    }
    None
}

/// Where diagonal `place` of step `d` starts: one down from the diagonal above or one right from the
/// one below, whichever came further.
fn first_reach(before: Option<&Vec<usize>>, d: usize, place: usize) -> usize {
    let Some(before) = before else { return 0 };
    let (right, down) = neighbours(before, d, place);
    match (right, down) {
        (Some(right), Some(down)) => down.max(right + 1),
        (Some(right), None) => right + 1,
        (None, Some(down)) => down,
        (None, None) => 0,
    }
}

/// The reaches of diagonals `k - 1` and `k + 1` one step before; place `k + d` there is `k + d - 1`.
fn neighbours(before: &[usize], d: usize, place: usize) -> (Option<usize>, Option<usize>) {
    let right = place.checked_sub(2).and_then(|at| before.get(at)).copied();
    let down = (place < 2 * d).then(|| before.get(place)).flatten().copied();
    (right, down)
}

fn way_back(reach: &[Vec<usize>], old: usize, new: usize) -> Vec<Edit> {
    let (mut x, mut y) = (old, new);
    let mut edits = Vec::new();
    for d in (1..reach.len()).rev() {
        let Some(before) = reach.get(d - 1) else { break };
        let place = (x + d).saturating_sub(y);
        let start = first_reach(Some(before), d, place);
        while x > start && y > 0 {
            x -= 1;
            y -= 1;
            edits.push(Edit::Keep(x, y));
        }
        let (right, down) = neighbours(before, d, place);
        if down.is_none_or(|down| right.is_some_and(|right| right + 1 > down)) {
            x = x.saturating_sub(1);
            edits.push(Edit::Remove(x));
        } else {
            y = y.saturating_sub(1);
            edits.push(Edit::Add(y));
        }
    }
    while x > 0 && y > 0 {
        x -= 1;
        y -= 1;
        edits.push(Edit::Keep(x, y));
    }
    edits.reverse();
    edits
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    fn told(old: &str, new: &str) -> String {
        diff(old, new)
            .iter()
            .map(|line| {
                let sign = match line.change {
                    Change::Same => ' ',
                    Change::Removed => '-',
                    Change::Added => '+',
                };
                let text: String = line
                    .pieces
                    .iter()
                    .map(|p| if p.changed { format!("[{}]", p.text) } else { p.text.clone() })
                    .collect();
                format!("{sign}{text}\n")
            })
            .collect()
    }

    /// Both texts can be put together again from what is told.
    fn complete(old: &str, new: &str) {
        let lines = diff(old, new);
        let text = |without: Change| -> Vec<String> {
            lines
                .iter()
                .filter(|l| l.change != without)
                .map(|l| l.pieces.iter().map(|p| p.text.as_str()).collect())
                .collect()
        };
        assert_eq!(text(Change::Added), old.lines().collect::<Vec<_>>(), "old of {old:?} → {new:?}");
        assert_eq!(text(Change::Removed), new.lines().collect::<Vec<_>>(), "new of {old:?} → {new:?}");
        let numbers: Vec<usize> = lines.iter().filter_map(|l| l.old).collect();
        assert!(numbers.is_sorted() && lines.iter().filter_map(|l| l.new).is_sorted());
    }

    #[test]
    fn a_changed_word_is_told_as_a_word() {
        assert_eq!(
            told("Settings\nthreshold 9.0 % on axle 2\nend", "Settings\nthreshold 8.0 % on axle 2\nend"),
            " Settings\n-threshold [9].0 % on axle 2\n+threshold [8].0 % on axle 2\n end\n"
        );
        assert_eq!(
            told("quite another line", "nothing in common here"),
            "-[quite another line]\n+[nothing in common here]\n"
        );
        assert_eq!(told("a\nb", "a\nnew\nb"), " a\n+[new]\n b\n");
        assert_eq!(told("", "x"), "+[x]\n");
        assert_eq!(told("", ""), "");
    }

    #[test]
    fn nothing_is_lost() {
        let texts =
            ["", "a", "a\nb\nc", "c\nb\na", "a\na\na\nb", "b\na\nb\na\nb", "x y z\na\nq", "b\nc\nd\ne\nf\ng\nh"];
        for old in texts {
            for new in texts {
                complete(old, new);
            }
        }
        let random = crate::clock::Random::story(3);
        for _ in 0..300 {
            let text = || (0..random.below(12)).map(|_| format!("{}\n", random.below(4))).collect::<String>();
            complete(&text(), &text());
        }
    }

    #[test]
    fn very_different_texts_are_told_as_replaced() {
        let old: String = (0..20_000).map(|n| format!("old {n}\n")).collect();
        let new: String = (0..20_000).map(|n| format!("new {n} x\n")).collect();
        complete(&old, &new);
        let line = "word ".repeat(20_000);
        complete(&line, &line.replace("word", "other"));
    }
}
