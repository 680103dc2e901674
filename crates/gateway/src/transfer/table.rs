//! Tables as people have them: CSV from any office program, or a JSON array of objects.
//!
//! Columns are found by the names in the head, whatever their order. A mark of UTF-8 at the beginning,
//! the line ends of any system, and `;` or tabs between the fields are all taken as they come. What
//! cannot be read is told with its line; the rows around it are read.

use super::report::Report;
use kernel::error::{Error, Result};
use serde_json::value::RawValue;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

/// A name of ours and the names that other systems have for it.
pub type Column = (&'static str, &'static [&'static str]);

/// One cell has no business being longer.
const MOST_CELL_BYTES: usize = 64 * 1024;
const MOST_FILE_BYTES: u64 = 512 * 1024 * 1024;

/// A row that could be read.
#[derive(Debug, Clone, Default)]
pub struct Row {
    pub line: u64,
    cells: BTreeMap<&'static str, String>,
}

impl Row {
    /// The trimmed text of a column; empty when the row or the file has none.
    pub fn text(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }

    pub fn given(&self, column: &str) -> Option<&str> {
        Some(self.text(column)).filter(|text| !text.is_empty())
    }

    /// The parts of a cell that holds several, separated by `;` or, without one, by `,`.
    pub fn list(&self, column: &str) -> Vec<String> {
        let text = self.text(column);
        let separator = if text.contains(';') { ';' } else { ',' };
        text.split(separator).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// All cells as one text: the same for the same row, whatever the order of its columns.
    pub fn as_text(&self) -> String {
        self.cells.iter().map(|(name, cell)| format!("{name}={}\u{1f}", cell.trim())).collect()
    }
}

/// The rows of `file`. What cannot be read of it is told in the report; an error is a file that
/// cannot be read at all. One of each of the `required` columns must be there.
pub fn read(file: &Path, columns: &[Column], required: &[&str], report: &mut Report) -> Result<Vec<Row>> {
    let name = file.display().to_string();
    let told = |reason: String| Error::Unavailable(format!("{name}: {reason}"));
    let size = std::fs::metadata(file).map_err(|cause| told(cause.to_string()))?.len();
    if size > MOST_FILE_BYTES {
        return Err(told(format!("is larger than {} MB", MOST_FILE_BYTES / 1024 / 1024)));
    }
    let bytes = std::fs::read(file).map_err(|cause| told(cause.to_string()))?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(told("is UTF-16: save it as UTF-8".to_owned()));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(told("is empty".to_owned()));
    }
    let mut reading = Reading { file: &name, columns, report, unknown: BTreeSet::new(), found: BTreeSet::new() };
    let rows = if bytes.trim_ascii_start().starts_with(b"[") { reading.json(bytes) } else { reading.csv(bytes) };
    let rows = rows.map_err(told)?;
    let missing: Vec<&str> = required.iter().filter(|column| !reading.found.contains(**column)).copied().collect();
    if !missing.is_empty() && (!rows.is_empty() || reading.report.refused.is_empty()) {
        let known = reading.known_heads(&missing);
        return Err(told(format!("has no column {}: the head must name {known}", missing.join(", "))));
    }
    if !reading.unknown.is_empty() {
        let unknown: Vec<&str> = reading.unknown.iter().map(String::as_str).collect();
        let note = format!("{name}: columns that are not used: {}", unknown.join(", "));
        reading.report.note(note);
    }
    Ok(rows)
}

/// The rows for which `unsound` has no reason; the others are told.
pub fn sound(
    rows: Vec<Row>,
    file: &str,
    report: &mut Report,
    mut unsound: impl FnMut(&Row) -> Option<String>,
) -> Vec<Row> {
    let mut sound = Vec::with_capacity(rows.len());
    for row in rows {
        match unsound(&row) {
            Some(reason) => report.refuse(file, row.line, reason),
            None => sound.push(row),
        }
    }
    sound
}

/// Line and cell of the rows whose `column` names what is in no row (`of` gives a row's key and the named one).
pub fn named_elsewhere(
    rows: &[Row],
    column: &str,
    of: impl Fn(&Row) -> (String, Option<String>),
) -> Vec<(u64, String)> {
    let known: HashSet<String> = rows.iter().map(|row| of(row).0).collect();
    let elsewhere = rows.iter().filter(|row| of(row).1.is_some_and(|named| !known.contains(&named)));
    elsewhere.map(|row| (row.line, row.text(column).to_owned())).collect()
}

struct Reading<'a> {
    file: &'a str,
    columns: &'a [Column],
    report: &'a mut Report,
    unknown: BTreeSet<String>,
    found: BTreeSet<&'static str>,
}

impl Reading<'_> {
    fn column(&mut self, head: &str) -> Option<&'static str> {
        let head = head.trim().to_lowercase().replace([' ', '-'], "_");
        let found = self.columns.iter().find(|(name, others)| *name == head || others.contains(&head.as_str()));
        match found {
            Some((name, _)) => {
                self.found.insert(*name);
                Some(name)
            }
            None => {
                self.unknown.insert(head);
                None
            }
        }
    }

    fn known_heads(&self, of: &[&str]) -> String {
        let columns = self.columns.iter().filter(|(name, _)| of.contains(name));
        let heads = columns.map(|(name, others)| {
            let all: Vec<&str> = std::iter::once(*name).chain(others.iter().copied()).collect();
            all.join(" or ")
        });
        heads.collect::<Vec<_>>().join("; ")
    }

    fn csv(&mut self, bytes: &[u8]) -> std::result::Result<Vec<Row>, String> {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter(bytes)).from_reader(bytes);
        let mut records = reader.byte_records();
        let head = records.next().ok_or("is empty")?.map_err(|cause| cause.to_string())?;
        let head = head.iter().map(|cell| std::str::from_utf8(cell).map_err(|_| "the head is not UTF-8".to_owned()));
        let head: Vec<Option<&'static str>> =
            head.map(|cell| cell.map(|cell| self.column(cell))).collect::<std::result::Result<_, _>>()?;
        let mut rows = Vec::new();
        let mut lines = Lines { bytes, line: 1, at: 0 };
        for record in records {
            let record = record.map_err(|cause| cause.to_string())?;
            let line = record.position().map_or(0, |position| lines.line_at(position.byte()));
            match row(&head, &record, line) {
                Ok(row) => rows.push(row),
                Err(reason) => self.report.refuse(self.file, line, reason),
            }
        }
        Ok(rows)
    }

    fn json(&mut self, bytes: &[u8]) -> std::result::Result<Vec<Row>, String> {
        let text = std::str::from_utf8(bytes).map_err(|cause| format!("is not UTF-8: {cause}"))?;
        let elements: Vec<&RawValue> =
            serde_json::from_str(text).map_err(|cause| format!("is not a JSON array of objects: {cause}"))?;
        let mut rows = Vec::with_capacity(elements.len());
        let (mut line, mut counted) = (1u64, 0usize);
        for element in elements {
            let at = element.get().as_ptr().addr().saturating_sub(text.as_ptr().addr());
            line += newlines(text.get(counted..at).unwrap_or_default());
            counted = at;
            match serde_json::from_str::<BTreeMap<String, serde_json::Value>>(element.get()) {
                Err(_) => self.report.refuse(self.file, line, "is not an object"),
                Ok(fields) => match self.object(fields, line) {
                    Ok(row) => rows.push(row),
                    Err(reason) => self.report.refuse(self.file, line, reason),
                },
            }
        }
        Ok(rows)
    }

    fn object(&mut self, fields: BTreeMap<String, serde_json::Value>, line: u64) -> std::result::Result<Row, String> {
        let mut row = Row { line, ..Row::default() };
        for (name, value) in fields {
            let Some(column) = self.column(&name) else { continue };
            let text = plain(&value).ok_or_else(|| format!("{name} is not a text"))?;
            fits(&name, &text)?;
            row.cells.insert(column, text);
        }
        Ok(row)
    }
}

/// Counts lines as editors do. The reader's own count is one short after `\r\n`.
struct Lines<'a> {
    bytes: &'a [u8],
    line: u64,
    at: usize,
}

impl Lines<'_> {
    /// The line of the record that begins at or behind this byte; to be asked in their order.
    fn line_at(&mut self, byte: u64) -> u64 {
        let begin = usize::try_from(byte).unwrap_or(self.at);
        let blank =
            self.bytes.get(begin..).unwrap_or_default().iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let begin = begin + blank;
        let between = self.bytes.get(self.at..begin).unwrap_or_default();
        self.line += between.iter().map(|byte| u64::from(*byte == b'\n')).sum::<u64>();
        self.at = self.at.max(begin);
        self.line
    }
}

fn row(head: &[Option<&'static str>], record: &csv::ByteRecord, line: u64) -> std::result::Result<Row, String> {
    if record.len() != head.len() {
        return Err(format!("has {} fields, the head has {}", record.len(), head.len()));
    }
    let mut row = Row { line, ..Row::default() };
    for (column, cell) in head.iter().zip(record) {
        let text = std::str::from_utf8(cell).map_err(|_| "is not UTF-8: save the file as UTF-8".to_owned())?;
        if let Some(column) = column {
            fits(column, text)?;
            row.cells.insert(column, text.to_owned());
        }
    }
    Ok(row)
}

fn fits(column: &str, text: &str) -> std::result::Result<(), String> {
    if text.contains('\0') {
        return Err(format!("{column} has a zero byte"));
    }
    if text.len() > MOST_CELL_BYTES {
        return Err(format!("{column} is longer than {} KB", MOST_CELL_BYTES / 1024));
    }
    Ok(())
}

/// A value as the text that a CSV file would have for it; `None` for what has no such text.
fn plain(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::Null => Some(String::new()),
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Bool(_) | serde_json::Value::Number(_) => Some(value.to_string()),
        serde_json::Value::Array(parts) => parts
            .iter()
            .map(|part| part.as_str().map(str::to_owned))
            .collect::<Option<Vec<_>>>()
            .map(|all| all.join(";")),
        serde_json::Value::Object(_) => None,
    }
}

fn newlines(text: &str) -> u64 {
    text.bytes().map(|byte| u64::from(byte == b'\n')).sum()
}

/// What stands between the fields: of `,`, `;` and tab the one that the head has most of.
fn delimiter(bytes: &[u8]) -> u8 {
    let head = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |wanted: u8| head.iter().filter(|byte| **byte == wanted).count();
    [b';', b'\t'].into_iter().fold(b',', |best, next| if count(next) > count(best) { next } else { best })
}

/// True for what people write for yes.
pub fn is_yes(text: &str) -> bool {
    ["true", "yes", "1", "x"].contains(&text.to_lowercase().as_str())
}
