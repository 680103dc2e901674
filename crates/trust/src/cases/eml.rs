//! A post as a mail (RFC 5322) with what is attached to it (RFC 2183), so that programs for evidence which read mail
//! read it too. It is written piece by piece: beginning, each file, end.

use super::select::{Attached, Evidence};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use community::posts::files::header_name;
use kernel::clock::Millis;

/// Bytes of a line of base64 before it is encoded (RFC 2045, 6.8: 76 characters).
const LINE: usize = 57;

/// The head, and its words as text and as HTML. `inside` are the files that follow as parts; others are named, they lie
/// beside it in the archive.
pub fn beginning(evidence: &Evidence, host: &str, inside: &[&Attached]) -> String {
    let post = &evidence.post;
    let at = |id: kernel::ids::Id| format!("<post-{id}@{host}>");
    let subject = match (post.title.as_str(), evidence.thread.first()) {
        ("", Some(root)) => format!("Re: {}", first_line(&root.title, &root.body)),
        (title, _) => first_line(title, &post.body),
    };
    let mut head = vec![
        format!("From: {} <{}@{host}>", encoded(post.by()), post.handle.as_deref().unwrap_or("unknown")),
        format!("Date: {}", date(post.published)),
        format!("Subject: {}", encoded(&subject)),
        format!("Message-ID: {}", at(post.id)),
    ];
    if let Some(answered) = post.parent.or(post.root) {
        head.push(format!("In-Reply-To: {}", at(answered)));
        let thread: Vec<String> = evidence.thread.iter().map(|above| at(above.id)).collect();
        head.push(format!("References: {}", thread.join("\r\n ")));
    }
    if let Some(space) = &post.space_name {
        head.push(format!("X-Fourleaf-Space: {}", encoded(space)));
    }
    head.push(format!("X-Fourleaf-Audience: {}", evidence.readers.then.unwrap_or(evidence.readers.now)));
    head.push(format!("X-Fourleaf-State: {}", post.state));
    for file in evidence.files.iter().filter(|file| inside.iter().all(|part| part.id != file.id)) {
        head.push(format!("X-Fourleaf-File: {}-{}", file.id, encoded(&file.name)));
    }
    head.push("MIME-Version: 1.0".to_owned());
    let (mixed, words) = boundaries(evidence);
    let words_head = format!("Content-Type: multipart/alternative; boundary=\"{words}\"");
    if inside.is_empty() {
        head.push(words_head);
    } else {
        head.push(format!("Content-Type: multipart/mixed; boundary=\"{mixed}\"\r\n\r\n--{mixed}\r\n{words_head}"));
    }
    let part = |kind: &str, text: &str| {
        let kind = format!("--{words}\r\nContent-Type: text/{kind}; charset=utf-8\r\n");
        format!("{kind}Content-Transfer-Encoding: base64\r\n\r\n{}", Base64::whole(text.as_bytes()))
    };
    format!("{}\r\n\r\n{}{}--{words}--\r\n", head.join("\r\n"), part("plain", &post.body), part("html", &post.html))
}

/// What stands before the bytes of a file.
pub fn before_file(evidence: &Evidence, file: &Attached) -> String {
    let kind = if file.kind.is_ascii() && !file.kind.contains(char::is_whitespace) { file.kind.as_str() } else { "" };
    let kind = if kind.contains('/') { kind } else { "application/octet-stream" };
    let former = if file.former { "X-Fourleaf-Former: yes\r\n" } else { "" };
    let name = header_name(&file.name);
    format!(
        "--{}\r\nContent-Type: {kind}\r\nContent-Disposition: attachment; filename*=UTF-8''{name}\r\n\
         Content-ID: <file-{}>\r\n{former}Content-Transfer-Encoding: base64\r\n\r\n",
        boundaries(evidence).0,
        file.id
    )
}

/// What stands behind the last file.
pub fn end(evidence: &Evidence) -> String {
    format!("--{}--\r\n", boundaries(evidence).0)
}

fn boundaries(evidence: &Evidence) -> (String, String) {
    let id = evidence.post.id;
    (format!("fourleaf-files-{id}"), format!("fourleaf-{id}"))
}

/// Bytes as lines of base64, whatever the pieces in which they come.
#[derive(Default)]
pub struct Base64 {
    kept: Vec<u8>,
}

impl Base64 {
    /// The lines that are full with this piece.
    pub fn lines(&mut self, piece: &[u8]) -> String {
        self.kept.extend_from_slice(piece);
        let full = self.kept.len() / LINE * LINE;
        let rest = self.kept.split_off(full);
        encode_lines(&std::mem::replace(&mut self.kept, rest))
    }

    /// The last line.
    pub fn rest(self) -> String {
        encode_lines(&self.kept)
    }

    fn whole(bytes: &[u8]) -> String {
        encode_lines(bytes)
    }
}

fn encode_lines(bytes: &[u8]) -> String {
    bytes.chunks(LINE).map(|line| STANDARD.encode(line) + "\r\n").collect()
}

fn first_line(title: &str, body: &str) -> String {
    let text = if title.is_empty() { body } else { title };
    text.lines().next().unwrap_or_default().chars().take(100).collect()
}

/// Words of a header that are not ASCII (RFC 2047), at most 45 bytes each.
fn encoded(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '\'');
    if text.chars().all(plain) {
        return text.to_owned();
    }
    let mut words = vec![String::new()];
    for c in text.chars().filter(|c| !c.is_control()) {
        if words.last().is_some_and(|word| word.len() + c.len_utf8() > 45) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(c);
        }
    }
    let word = |word: &String| format!("=?utf-8?B?{}?=", STANDARD.encode(word));
    words.iter().map(word).collect::<Vec<_>>().join("\r\n ")
}

fn date(at: Millis) -> String {
    let at = jiff::Timestamp::from_millisecond(at).unwrap_or_default();
    jiff::fmt::rfc2822::to_string(&at.to_zoned(jiff::tz::TimeZone::UTC)).unwrap_or_default()
}
