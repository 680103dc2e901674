//! The words of files: PDF, the office formats (Microsoft's and OpenDocument), plain text.
//!
//! A file comes from anybody, and readers of such formats run out of stack, memory or time on what was made
//! to break them. So a server reads them in a process of its own, with limits, that may die ([`Apart`]);
//! only where there is none (stories, commands) it is a thread that may panic. Compressed files are read up
//! to a limit of what comes out, whatever they promise.

use crate::error::{Error, Result};
use bytes::Bytes;
use quick_xml::events::Event;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

/// A larger file is not read.
pub const MOST_BYTES: usize = 48 * 1024 * 1024;
/// So many bytes of words are kept.
pub const MOST_TEXT: usize = 150_000;
/// So much of a compressed file is unpacked, all its parts together.
const MOST_UNPACKED: u64 = 64 * 1024 * 1024;
const MOST_PARTS: usize = 3_000;
const PATIENCE: Duration = Duration::from_secs(20);
const MOST_MEMORY: u64 = 1024 * 1024 * 1024;

/// A form of file whose words can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Plain,
    Pdf,
    /// A compressed folder of XML.
    Office,
}

impl Form {
    /// By what the bytes were found to be, and where that says little by the ending of the name.
    pub fn of(mime: &str, name: &str) -> Option<Self> {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        let office = ["docx", "xlsx", "pptx", "odt", "ods", "odp"].contains(&ending.as_str());
        match mime {
            "application/pdf" => Some(Self::Pdf),
            mime if mime.contains("openxmlformats") || mime.contains("opendocument") => Some(Self::Office),
            "application/zip" | "application/octet-stream" if office => Some(Self::Office),
            mime if mime.starts_with("text/") => Some(Self::Plain),
            _ => None,
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Pdf => "pdf",
            Self::Office => "office",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        [Self::Plain, Self::Pdf, Self::Office].into_iter().find(|form| form.word() == word)
    }
}

/// A part of the program: what reads files in a process of its own, called as `PROGRAM read-file FORM` with
/// the file on its standard input.
#[derive(Debug, Clone, Default)]
pub struct Apart(pub Option<PathBuf>);

impl Apart {
    /// The words of a file; none when it has none, or cannot be read within the limits.
    pub async fn read(&self, bytes: Bytes, form: Form) -> Result<Option<String>> {
        if bytes.len() > MOST_BYTES {
            return Ok(None);
        }
        let read = match &self.0 {
            Some(program) => tokio::time::timeout(PATIENCE, in_process(program.clone(), bytes, form)).await,
            None => tokio::time::timeout(PATIENCE, on_thread(bytes, form)).await,
        };
        let words = read.ok().transpose()?.flatten();
        Ok(words.map(|words| words.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|words| !words.is_empty()))
    }
}

async fn in_process(program: PathBuf, bytes: Bytes, form: Form) -> Result<Option<String>> {
    let mut child = tokio::process::Command::new(program)
        .args(["read-file", form.word()])
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let (Some(mut into), Some(out)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Error::internal("a process without input and output"));
    };
    let mut words = Vec::new();
    let most = u64::try_from(MOST_TEXT).unwrap_or(u64::MAX);
    let mut out = out.take(most);
    let give = async {
        // A reader that has gone wants no more.
        drop(into.write_all(&bytes).await);
        drop(into);
    };
    let ((), read) = tokio::join!(give, out.read_to_end(&mut words));
    read?;
    let ended = child.wait().await?;
    Ok(ended.success().then(|| String::from_utf8_lossy(&words).into_owned()))
}

async fn on_thread(bytes: Bytes, form: Form) -> Result<Option<String>> {
    let (told, answer) = tokio::sync::oneshot::channel();
    let read = move || drop(told.send(std::panic::catch_unwind(move || words(&bytes, form)).ok().flatten()));
    std::thread::Builder::new().name("read-file".to_owned()).stack_size(16 * 1024 * 1024).spawn(read)?;
    answer.await.map_err(Error::internal)
}

/// What the process does: limits itself, reads standard input, writes the words. False when there are none.
pub fn serve_one(form: &str) -> bool {
    #[cfg(unix)]
    {
        let seconds = PATIENCE.as_secs();
        let limited = rlimit::Resource::AS.set(MOST_MEMORY, MOST_MEMORY).is_ok()
            && rlimit::Resource::CPU.set(seconds, seconds).is_ok()
            && rlimit::Resource::CORE.set(0, 0).is_ok();
        if !limited {
            return false;
        }
    }
    let mut bytes = Vec::new();
    let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
    let Some(form) = Form::parse(form) else { return false };
    if std::io::stdin().take(most).read_to_end(&mut bytes).is_err() {
        return false;
    }
    // Deep structures want a deep stack; it is taken only as far as it is used.
    let reader = std::thread::Builder::new().stack_size(128 * 1024 * 1024).spawn(move || words(&bytes, form));
    match reader.map(std::thread::JoinHandle::join) {
        Ok(Ok(Some(words))) => std::io::Write::write_all(&mut std::io::stdout(), words.as_bytes()).is_ok(),
        _ => false,
    }
}

fn words(bytes: &[u8], form: Form) -> Option<String> {
    let mut words = match form {
        Form::Plain => String::from_utf8_lossy(bytes.get(..bytes.len().min(MOST_TEXT * 2))?).into_owned(),
        Form::Pdf => pdf_extract::extract_text_from_mem(bytes).ok()?,
        Form::Office => of_office(bytes)?,
    };
    let mut end = words.len().min(MOST_TEXT);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    words.truncate(end);
    Some(words)
}

/// The parts of an office file in which its words stand.
fn holds_words(name: &str) -> bool {
    let xml = name.ends_with(".xml");
    name == "content.xml"
        || (xml
            && name.starts_with("word/")
            && ["document", "footnotes", "endnotes"].iter().any(|part| name.contains(part)))
        || name == "xl/sharedStrings.xml"
        || (xml && name.starts_with("xl/worksheets/sheet"))
        || (xml && (name.starts_with("ppt/slides/slide") || name.starts_with("ppt/notesSlides/")))
}

fn of_office(bytes: &[u8]) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    if archive.len() > MOST_PARTS {
        return None;
    }
    let mut names: Vec<String> = archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect();
    names.retain(|name| holds_words(name));
    // Slide 2 before slide 10.
    names.sort_by_key(|name| (name.len(), name.clone()));
    let (mut text, mut left) = (String::new(), MOST_UNPACKED);
    for name in names {
        let Ok(part) = archive.by_name(&name) else { continue };
        let mut part = BufReader::new(part.take(left));
        of_xml(&mut part, name.starts_with("xl/worksheets"), &mut text);
        left = part.get_ref().limit();
        if left == 0 || text.len() > MOST_TEXT {
            break;
        }
    }
    Some(text)
}

/// All texts of an XML part, as far as it can be read. Of a sheet only what is written in its cells as text:
/// the others are numbers and places in the table of texts.
fn of_xml(part: &mut impl BufRead, sheet: bool, text: &mut String) {
    let mut reader = quick_xml::Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    let (mut buffer, mut inline) = (Vec::new(), !sheet);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Text(said)) if inline => text.push_str(&said.decode().unwrap_or_default()),
            Ok(Event::CData(said)) if inline => text.push_str(&said.decode().unwrap_or_default()),
            Ok(Event::GeneralRef(sign)) if inline => text.push_str(&sign_of(&sign)),
            Ok(Event::Start(tag)) if sheet => inline |= tag.local_name().as_ref() == b"is",
            Ok(Event::End(tag)) => {
                let name = tag.local_name();
                if sheet && name.as_ref() == b"is" {
                    inline = false;
                }
                if matches!(name.as_ref(), b"p" | b"h" | b"si" | b"is" | b"tc" | b"table-cell") {
                    text.push(' ');
                }
            }
            Ok(Event::Empty(tag))
                if inline && matches!(tag.local_name().as_ref(), b"tab" | b"br" | b"s" | b"line-break") =>
            {
                text.push(' ');
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
        if text.len() > MOST_TEXT {
            return;
        }
    }
}

/// `&amp;` and `&#233;`. Entities that a document defines for itself are not read.
fn sign_of(name: &[u8]) -> String {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    let sign = match std::str::from_utf8(name).unwrap_or_default() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        other => match other.strip_prefix("#x") {
            Some(hex) => number(hex, 16),
            None => other.strip_prefix('#').and_then(|digits| number(digits, 10)),
        },
    };
    sign.map(String::from).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::io::Write as _;
    use zip::write::SimpleFileOptions;

    fn packed(parts: &[(&str, &[u8])]) -> Bytes {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner().into()
    }

    async fn read(bytes: Bytes, form: Form) -> Option<String> {
        Apart::default().read(bytes, form).await.unwrap()
    }

    /// A page of a PDF, made by hand: objects, and a table of where they are.
    fn pdf(words: &str) -> Bytes {
        let stream = format!("BT /F1 24 Tf 72 700 Td ({words}) Tj ET");
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
            format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        ];
        let mut file = "%PDF-1.4\n".to_owned();
        let mut places = Vec::new();
        for (nth, object) in objects.iter().enumerate() {
            places.push(file.len());
            file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", nth + 1));
        }
        let table = file.len();
        file.push_str("xref\n0 6\n0000000000 65535 f \n");
        places.iter().for_each(|place| file.push_str(&format!("{place:010} 00000 n \n")));
        file.push_str(&format!("trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"));
        file.into()
    }

    #[tokio::test]
    async fn the_words_of_each_form_are_read() {
        assert_eq!(read(Bytes::from("Brake\n pads"), Form::Plain).await.as_deref(), Some("Brake pads"));
        assert_eq!(read(pdf("Left axle"), Form::Pdf).await.as_deref(), Some("Left axle"));
        let letter = br#"<w:document xmlns:w="w"><w:p><w:r><w:t>Brake &amp; axle</w:t></w:r></w:p><w:p><w:t>caf&#233;</w:t></w:p></w:document>"#;
        let docx = packed(&[("word/document.xml", letter), ("word/settings.xml", b"<a>hidden</a>")]);
        assert_eq!(read(docx, Form::Office).await.as_deref(), Some("Brake & axle café"));
        let sheet = br#"<worksheet><c><v>12</v></c><c t="inlineStr"><is><t>inside</t></is></c></worksheet>"#;
        let xlsx = packed(&[
            ("xl/sharedStrings.xml", b"<sst><si><t>Pump</t></si><si><t>Valve</t></si></sst>"),
            ("xl/worksheets/sheet1.xml", sheet),
        ]);
        assert_eq!(read(xlsx, Form::Office).await.as_deref(), Some("Pump Valve inside"));
        let slides = packed(&[
            ("ppt/slides/slide10.xml", b"<p><a:p><a:t>last</a:t></a:p></p>"),
            ("ppt/slides/slide2.xml", b"<p><a:p><a:t>first</a:t></a:p></p>"),
        ]);
        assert_eq!(read(slides, Form::Office).await.as_deref(), Some("first last"));
        let odt = packed(&[(
            "content.xml",
            "<office:text><text:h>Ärger</text:h><text:p>und Ende</text:p></office:text>".as_bytes(),
        )]);
        assert_eq!(read(odt, Form::Office).await.as_deref(), Some("Ärger und Ende"));
    }

    #[tokio::test]
    async fn what_was_made_to_break_readers_breaks_none() {
        let bomb = packed(&[("word/document.xml", &vec![b' '; 80 * 1024 * 1024])]);
        assert!(bomb.len() < 1024 * 1024);
        assert_eq!(read(bomb, Form::Office).await, None);
        let deep = packed(&[("content.xml", "<a>".repeat(300_000).as_bytes())]);
        assert_eq!(read(deep, Form::Office).await, None);
        let laughs = br#"<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;<t>ok</t></a>"#;
        assert_eq!(read(packed(&[("content.xml", laughs)]), Form::Office).await.as_deref(), Some("ok"));
        for (bytes, form) in [
            (&b"%PDF-1.7\ngarbage"[..], Form::Pdf),
            (b"%PDF-1.4\n1 0 obj << /Length 99999999999 >> stream", Form::Pdf),
            (b"PK\x03\x04 broken", Form::Office),
            (b"", Form::Pdf),
            (b"\xff\xfe\x00", Form::Office),
        ] {
            assert_eq!(read(Bytes::from_static(bytes), form).await, None);
        }
    }

    #[test]
    fn the_form_is_known_by_kind_and_ending() {
        assert_eq!(Form::of("application/pdf", "x"), Some(Form::Pdf));
        assert_eq!(Form::of("application/zip", "Report.DOCX"), Some(Form::Office));
        assert_eq!(Form::of("application/zip", "photos.zip"), None);
        assert_eq!(Form::of("image/png", "a.docx"), None);
        assert_eq!(Form::of("text/plain", "a.md"), Some(Form::Plain));
    }
}
