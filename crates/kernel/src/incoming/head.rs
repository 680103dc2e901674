//! The head of a mail as names and values: where it was delivered to, and whether a program wrote it.
//!
//! Read apart from the parser of the body, because what it says decides whether one may answer at all:
//! it is read from mails in which nothing else is right, too.

/// Further bytes of a head are not looked at.
const MOST_HEAD: usize = 256 * 1024;
const MOST_RECIPIENTS: usize = 200;

pub struct Head(Vec<(String, String)>);

impl Head {
    pub fn of(raw: &[u8]) -> Self {
        let raw = raw.get(..MOST_HEAD).unwrap_or(raw);
        let text = String::from_utf8_lossy(raw).replace("\r\n", "\n");
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in text.lines() {
            if line.is_empty() {
                break;
            }
            if line.starts_with([' ', '\t']) {
                // RFC 5322 § 2.2.3: it goes on.
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':')
                && name.bytes().all(|b| b.is_ascii_graphic())
                && !name.is_empty()
            {
                fields.push((name.to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Self(fields)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn first(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Addresses that it may have been delivered to, the surest first.
    pub fn recipients(&self) -> Vec<String> {
        const NAMES: [&str; 9] = [
            "delivered-to",
            "x-original-to",
            "x-envelope-to",
            "envelope-to",
            "x-forwarded-to",
            "apparently-to",
            "resent-to",
            "to",
            "cc",
        ];
        let values = NAMES.iter().flat_map(|name| self.all(name));
        let words = values.flat_map(|value| value.split([' ', ',', ';', '<', '>', '"', '(', ')', '\t']));
        words.filter(|word| word.contains('@')).take(MOST_RECIPIENTS).map(str::to_owned).collect()
    }

    /// Why a program is taken to have written it (RFC 3834 § 2; the rest is what programs do).
    pub fn automatic(&self, from: &str) -> Option<&'static str> {
        let says = |name: &str, words: &[&str]| {
            self.all(name).any(|value| {
                let value = value.to_ascii_lowercase();
                words.iter().any(|word| value.starts_with(word))
            })
        };
        let has = |names: &[&str]| names.iter().any(|name| self.all(name).next().is_some());
        if self.all("auto-submitted").any(|value| !value.to_ascii_lowercase().starts_with("no")) {
            return Some("auto-submitted");
        }
        if says("precedence", &["bulk", "junk", "list", "auto_reply", "auto-reply"]) {
            return Some("precedence");
        }
        if has(&["x-auto-response-suppress", "x-autoreply", "x-autorespond", "x-autoresponder", "x-autoreply-from"]) {
            return Some("auto-response");
        }
        // Not Feedback-ID: some providers put it on what a person writes.
        if has(&["list-id", "list-post"]) {
            return Some("list");
        }
        if self.all("return-path").any(|value| value.replace(' ', "") == "<>") {
            return Some("no-sender");
        }
        if says("content-type", &["multipart/report"]) {
            return Some("report");
        }
        let name = from.split('@').next().unwrap_or_default();
        let machine = ["mailer-daemon", "postmaster", "noreply", "no-reply", "bounces"].contains(&name);
        machine.then_some("machine")
    }
}
