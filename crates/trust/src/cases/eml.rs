//! A post as a mail (RFC 5322), so that programs for evidence which read mail read it too.

use super::select::Evidence;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kernel::clock::Millis;

/// Text and HTML; files are named, they lie beside it in the archive.
pub fn message(evidence: &Evidence, host: &str) -> String {
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
    for file in &evidence.files {
        head.push(format!("X-Fourleaf-File: {}-{}", file.id, encoded(&file.name)));
    }
    head.push("MIME-Version: 1.0".to_owned());
    let boundary = format!("fourleaf-{}", post.id);
    head.push(format!("Content-Type: multipart/alternative; boundary=\"{boundary}\""));
    let part = |kind: &str, text: &str| {
        format!(
            "--{boundary}\r\nContent-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n",
            wrapped(text.as_bytes())
        )
    };
    format!("{}\r\n\r\n{}{}--{boundary}--\r\n", head.join("\r\n"), part("plain", &post.body), part("html", &post.html))
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

fn wrapped(bytes: &[u8]) -> String {
    let text = STANDARD.encode(bytes);
    let lines: Vec<&str> = text.as_bytes().chunks(76).filter_map(|line| std::str::from_utf8(line).ok()).collect();
    lines.join("\r\n")
}

fn date(at: Millis) -> String {
    let at = jiff::Timestamp::from_millisecond(at).unwrap_or_default();
    jiff::fmt::rfc2822::to_string(&at.to_zoned(jiff::tz::TimeZone::UTC)).unwrap_or_default()
}
