//! Mail that comes in: read into what a person wrote, what a program says, or what came back.
//!
//! It knows mail and not what is done with it: who wrote to whom is for those who sent the mail that is
//! answered. Nothing is believed: neither sender nor names of files. Everything is bounded, and what the
//! library that reads mails should stumble over is refused, not fatal.

mod head;
mod html;
pub mod imap;
mod quotes;
mod reports;

pub use quotes::{MARK, own_words};
pub use reports::Report;

use crate::error::{Error, Result};
use bytes::Bytes;
use head::Head;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders as _, PartType};

/// Parts within parts, at most: each may cost as much as a mail.
const MOST_PARTS: usize = 500;
/// Files of one mail that are looked at.
const MOST_FILES: usize = 50;
/// A text that is longer is cut before anything is looked for in it.
const MOST_TEXT: usize = 1024 * 1024;
const MOST_NAME: usize = 120;

/// A mail that came in.
#[derive(Debug, Clone, Default)]
pub struct Received {
    /// Without `<>`; empty when the mail has none.
    pub message_id: String,
    /// Addresses of who says to have written it, in small letters.
    pub from: Vec<String>,
    /// Every address that it may have been delivered to.
    pub to: Vec<String>,
    /// What was written, without what was quoted and without signatures.
    pub text: String,
    pub files: Vec<Attached>,
    /// Why it was not written by a person.
    pub automatic: Option<&'static str>,
    /// What could not be delivered.
    pub report: Option<Report>,
}

/// A file of a mail. Its name is what the sender says.
#[derive(Debug, Clone)]
pub struct Attached {
    pub name: String,
    pub bytes: Bytes,
    /// How the text names a picture that stands in it.
    pub content_id: String,
}

/// Reads a mail as it came over the wire (RFC 5322). `Refused` (`mail-broken`) when it is none.
pub async fn read(raw: Bytes) -> Result<Received> {
    // On a thread of its own: it may take long, and should the library fail, only this mail does.
    tokio::task::spawn_blocking(move || understood(&raw))
        .await
        .unwrap_or_else(|cause| {
            tracing::warn!(%cause, "a mail could not be read");
            None
        })
        .ok_or(Error::Refused { status: 422, code: "mail-broken" })
}

fn understood(raw: &[u8]) -> Option<Received> {
    if parts_named(raw) > MOST_PARTS || hides_a_mail(raw) {
        return None;
    }
    let message = MessageParser::default().parse(raw)?;
    let head = Head::of(raw);
    let from = from(&message);
    if head.is_empty() {
        return None;
    }
    let text = text(&message);
    let kept = own_words(&text);
    Some(Received {
        message_id: head.first("message-id").trim().trim_matches(['<', '>']).chars().take(300).collect(),
        automatic: head.automatic(from.first().map(String::as_str).unwrap_or_default()),
        report: reports::of(&message),
        files: files(&message, &kept),
        to: head.recipients(),
        from,
        text: kept,
    })
}

/// How many parts a mail could have within each other at most: each says what it is.
fn parts_named(raw: &[u8]) -> usize {
    ["message/", "multipart/"].iter().map(|name| count(raw, name.as_bytes())).sum()
}

/// Whether a mail within it could be encoded, so that its parts cannot be counted. RFC 2046 § 5.2.1 forbids that; the
/// parts of a digest are mails without saying so.
fn hides_a_mail(raw: &[u8]) -> bool {
    let says = |head: &[u8], word: &str| count(head, word.as_bytes()) > 0;
    let mut head = Vec::new();
    let hides = |head: &mut Vec<u8>| {
        let hidden = says(head, "message/") && (says(head, "base64") || says(head, "quoted-printable"));
        head.clear();
        hidden
    };
    for line in raw.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() && hides(&mut head) {
            return true;
        }
        head.extend_from_slice(line);
    }
    hides(&mut head) || says(raw, "multipart/digest")
}

fn count(raw: &[u8], name: &[u8]) -> usize {
    raw.windows(name.len()).filter(|window| window.eq_ignore_ascii_case(name)).count()
}

fn from(message: &Message<'_>) -> Vec<String> {
    let all = message.from().map(|from| from.iter().filter_map(|one| one.address()).collect::<Vec<_>>());
    all.unwrap_or_default().into_iter().take(10).map(|address| address.trim().to_lowercase()).collect()
}

/// The text, from HTML when there is no other.
fn text(message: &Message<'_>) -> String {
    let plain = joined(message.text_bodies());
    let text = if plain.trim().is_empty() { joined(message.html_bodies()) } else { plain };
    let text: String = text.chars().filter(|c| *c == '\n' || *c == '\t' || !is_noise(*c)).collect();
    crate::text::shorten(&text, MOST_TEXT).to_owned()
}

/// Control characters, and signs without width that mail programs put around addresses.
fn is_noise(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

fn joined<'a>(parts: impl Iterator<Item = &'a MessagePart<'a>>) -> String {
    let texts = parts.filter_map(|part| match &part.body {
        PartType::Text(text) => Some(flowed(part, &text.replace("\r\n", "\n").replace('\r', "\n"))),
        PartType::Html(html) => Some(html::to_text(crate::text::shorten(html, MOST_TEXT))),
        _ => None,
    });
    texts.collect::<Vec<_>>().join("\n\n")
}

/// RFC 3676: a line that ends with a space goes on in the next. A quoted line only goes on in a quoted one.
fn flowed(part: &MessagePart<'_>, text: &str) -> String {
    let attribute = |name: &str| part.content_type().and_then(|kind| kind.attribute(name)).unwrap_or_default();
    if !attribute("format").eq_ignore_ascii_case("flowed") {
        return text.to_owned();
    }
    let delete = attribute("delsp").eq_ignore_ascii_case("yes");
    let mut out = String::with_capacity(text.len());
    let mut open: Option<bool> = None;
    for line in text.lines() {
        let quoted = line.starts_with('>');
        let line = if quoted { line } else { line.strip_prefix(' ').unwrap_or(line) };
        match open {
            Some(before) if before == quoted && line != "-- " => {
                out.push_str(if quoted { line.trim_start_matches(['>', ' ']) } else { line });
            }
            Some(_) => {
                out.push('\n');
                out.push_str(line);
            }
            None => out.push_str(line),
        }
        open = (line.ends_with(' ') && line != "-- ").then_some(quoted);
        if open.is_some() && delete {
            out.pop();
        }
        if open.is_none() {
            out.push('\n');
        }
    }
    out
}

/// What a person attached. A picture of a signature or of what was quoted is not kept: it belongs to the
/// HTML of the mail, and the text that is kept does not name it.
fn files(message: &Message<'_>, kept: &str) -> Vec<Attached> {
    let parts = message.attachments().take(MOST_FILES);
    let files = parts.filter_map(|part| {
        let kind = part.content_type();
        let kind = kind.map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()));
        if kind.is_some_and(|kind| is_machinery(&kind.to_ascii_lowercase())) || part.contents().is_empty() {
            return None;
        }
        let name: String = part.attachment_name().unwrap_or_default().chars().take(MOST_NAME).collect();
        let content_id = part.content_id().unwrap_or_default().trim_matches(['<', '>']).to_owned();
        let is_of_the_text = !content_id.is_empty()
            && !part.content_disposition().is_some_and(|disposition| disposition.is_attachment());
        let is_named = kept.contains(&content_id) || (!name.is_empty() && kept.contains(&name));
        if matches!(part.body, PartType::Html(_)) && name.is_empty() || (is_of_the_text && !is_named) {
            return None;
        }
        let name = match &part.body {
            PartType::Message(inner) if name.is_empty() => {
                format!("{}.eml", inner.subject().unwrap_or("mail").chars().take(MOST_NAME).collect::<String>())
            }
            _ => name,
        };
        Some(Attached { name, bytes: Bytes::copy_from_slice(part.contents()), content_id })
    });
    files.collect()
}

/// What mail programs add for each other.
fn is_machinery(kind: &str) -> bool {
    matches!(
        kind,
        "application/pgp-signature"
            | "application/pkcs7-signature"
            | "application/x-pkcs7-signature"
            | "application/ms-tnef"
            | "text/calendar"
            | "message/delivery-status"
            | "message/disposition-notification"
            | "text/rfc822-headers"
    )
}

#[cfg(test)]
mod broken_tests;
#[cfg(test)]
mod tests;
