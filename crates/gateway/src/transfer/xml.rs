//! XML of other systems: large files read a piece at a time, and small texts as a tree.
//!
//! Entities that a file defines for itself are not read, so none can grow; what is not closed is closed at the end.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Result as IoResult};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// One text of a file; what is longer is cut and said to be so.
const MOST_TEXT: usize = 8 * 1024 * 1024;
/// Elements within elements.
const MOST_DEPTH: usize = 200;

/// What is read next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Open { name: String, attributes: Vec<(String, String)> },
    Text(String),
    Close,
    End,
}

/// A file that is read a piece at a time, with the line that it is at.
pub struct Pieces<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    line: Arc<AtomicU64>,
    depth: usize,
    /// The end of an element that was opened and closed at once.
    closes: bool,
}

impl Pieces<Lines<BufReader<File>>> {
    pub fn open(path: &Path) -> IoResult<Self> {
        let line = Arc::new(AtomicU64::new(1));
        Ok(Self::of(Lines { inner: BufReader::new(File::open(path)?), line: line.clone() }, line))
    }
}

impl<R: BufRead> Pieces<R> {
    fn of(from: R, line: Arc<AtomicU64>) -> Self {
        let mut reader = Reader::from_reader(from);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { reader, buffer: Vec::new(), line, depth: 0, closes: false }
    }

    /// The line that was read last, counted from 1.
    pub fn line(&self) -> u64 {
        self.line.load(Ordering::Relaxed)
    }

    /// The next piece; the reason when the file cannot be read any further.
    pub fn next(&mut self) -> Result<Piece, String> {
        if std::mem::take(&mut self.closes) {
            return Ok(Piece::Close);
        }
        loop {
            self.buffer.clear();
            let event = self.reader.read_event_into(&mut self.buffer).map_err(|cause| cause.to_string())?;
            let piece = match event {
                Event::Start(tag) => {
                    self.depth += 1;
                    if self.depth > MOST_DEPTH {
                        return Err(format!("has elements nested deeper than {MOST_DEPTH}"));
                    }
                    opened(&tag)
                }
                Event::Empty(tag) => {
                    self.closes = true;
                    opened(&tag)
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Piece::Close
                }
                Event::Text(text) => Piece::Text(text.decode().map_err(|cause| cause.to_string())?.into_owned()),
                Event::CData(text) => Piece::Text(text.decode().map_err(|cause| cause.to_string())?.into_owned()),
                Event::GeneralRef(sign) => Piece::Text(sign_of(&sign)),
                Event::Eof => Piece::End,
                _ => continue,
            };
            return Ok(piece);
        }
    }

    /// All text up to the end of the element that was just opened, without that of elements in it. False: it was cut.
    pub fn text(&mut self) -> Result<(String, bool), String> {
        let (mut text, mut whole, mut inside) = (String::new(), true, 0usize);
        loop {
            match self.next()? {
                Piece::Open { .. } => inside += 1,
                Piece::Text(more) if inside == 0 && text.len() + more.len() <= MOST_TEXT => text.push_str(&more),
                Piece::Text(_) => whole &= inside > 0,
                Piece::Close if inside == 0 => return Ok((text, whole)),
                Piece::Close => inside -= 1,
                Piece::End => return Err("ends in the middle of an element".to_owned()),
            }
        }
    }

    /// Passes over the element that was just opened.
    pub fn skip(&mut self) -> Result<(), String> {
        self.text().map(drop)
    }
}

fn opened(tag: &BytesStart<'_>) -> Piece {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let attributes = tag.attributes().filter_map(std::result::Result::ok).map(|attribute| {
        let value = String::from_utf8_lossy(&attribute.value);
        let value = match quick_xml::escape::unescape_with(&value, quick_xml::escape::resolve_predefined_entity) {
            Ok(value) => value.into_owned(),
            Err(_) => value.clone().into_owned(),
        };
        (text(attribute.key.as_ref()), value)
    });
    Piece::Open { name: text(tag.name().as_ref()), attributes: attributes.collect() }
}

/// What `&amp;`, `&#233;` and the entities of HTML that wikis write stand for; another one stays as it is written.
fn sign_of(sign: &BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = sign.resolve_char_ref() {
        return letter.to_string();
    }
    let name = String::from_utf8_lossy(sign);
    let known = match name.as_ref() {
        "nbsp" => Some("\u{a0}"),
        "shy" => Some("\u{ad}"),
        "ndash" => Some("–"),
        "mdash" => Some("—"),
        "hellip" => Some("…"),
        "lsquo" => Some("‘"),
        "rsquo" => Some("’"),
        "sbquo" => Some("‚"),
        "ldquo" => Some("“"),
        "rdquo" => Some("”"),
        "bdquo" => Some("„"),
        "laquo" => Some("«"),
        "raquo" => Some("»"),
        "bull" => Some("•"),
        "middot" => Some("·"),
        "larr" => Some("←"),
        "rarr" => Some("→"),
        "uarr" => Some("↑"),
        "darr" => Some("↓"),
        "times" => Some("×"),
        "deg" => Some("°"),
        "plusmn" => Some("±"),
        "euro" => Some("€"),
        "copy" => Some("©"),
        "reg" => Some("®"),
        "trade" => Some("™"),
        "auml" => Some("ä"),
        "ouml" => Some("ö"),
        "uuml" => Some("ü"),
        "Auml" => Some("Ä"),
        "Ouml" => Some("Ö"),
        "Uuml" => Some("Ü"),
        "szlig" => Some("ß"),
        "agrave" => Some("à"),
        "acirc" => Some("â"),
        "ccedil" => Some("ç"),
        "egrave" => Some("è"),
        "eacute" => Some("é"),
        "ecirc" => Some("ê"),
        "icirc" => Some("î"),
        "ocirc" => Some("ô"),
        "ugrave" => Some("ù"),
        "ucirc" => Some("û"),
        other => quick_xml::escape::resolve_predefined_entity(other),
    };
    known.map_or_else(|| format!("&{name};"), str::to_owned)
}

/// Counts the lines of what is read.
pub struct Lines<R> {
    inner: R,
    line: Arc<AtomicU64>,
}

impl<R: BufRead> Read for Lines<R> {
    fn read(&mut self, to: &mut [u8]) -> IoResult<usize> {
        let mut from = self.fill_buf()?;
        let read = from.read(to)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Lines<R> {
    fn fill_buf(&mut self) -> IoResult<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, read: usize) {
        if let Ok(buffer) = self.inner.fill_buf() {
            let lines = buffer.iter().take(read).filter(|byte| **byte == b'\n').count();
            self.line.fetch_add(u64::try_from(lines).unwrap_or_default(), Ordering::Relaxed);
        }
        self.inner.consume(read);
    }
}

/// A part of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    Element(Element),
    Text(String),
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

impl Element {
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }

    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// All text in it.
    pub fn text(&self) -> String {
        let each = self.children.iter().map(|child| match child {
            Node::Text(text) => text.clone(),
            Node::Element(element) => element.text(),
        });
        each.collect()
    }
}

/// The tree of a text that is well formed enough; the reason when it is not.
pub fn tree(text: &str) -> Result<Element, String> {
    let mut pieces = Pieces::of(text.as_bytes(), Arc::new(AtomicU64::new(1)));
    let mut open = vec![Element::default()];
    loop {
        let piece = pieces.next()?;
        match piece {
            Piece::Open { name, attributes } => open.push(Element { name, attributes, children: Vec::new() }),
            Piece::Text(text) => {
                let Some(inside) = open.last_mut() else { continue };
                match inside.children.last_mut() {
                    Some(Node::Text(before)) => before.push_str(&text),
                    _ => inside.children.push(Node::Text(text)),
                }
            }
            Piece::Close | Piece::End => {
                let ends = piece == Piece::End;
                while open.len() > 1 {
                    let closed = open.pop().unwrap_or_default();
                    if let Some(inside) = open.last_mut() {
                        inside.children.push(Node::Element(closed));
                    }
                    if !ends {
                        break;
                    }
                }
                if ends {
                    return Ok(open.pop().unwrap_or_default());
                }
            }
        }
    }
}
