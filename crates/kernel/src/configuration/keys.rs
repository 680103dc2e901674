//! Every key and what it decides, in the order in which an operator reads them.

/// Key and description. A test holds this table against the structure.
pub const KEYS: &[(&str, &str)] = &[
    ("server.listen", "Address and port to listen on."),
    ("server.url", "Address under which people reach this server, as in links of mails."),
    ("server.node", "Number of this program among those on the same database, 0 to 63, each its own."),
    ("server.trusted_proxies", "Addresses or networks of proxies whose X-Forwarded-For is believed."),
    ("database.url", "PostgreSQL to use, postgres://user:password@host/name. Empty: the embedded database."),
    ("database.readers", "Connections of the embedded database that read at the same time."),
    ("database.pool", "Most connections to PostgreSQL."),
    ("database.statement_timeout_ms", "Longest time of one statement, in milliseconds."),
    ("database.slow_ms", "A statement that takes longer than so many milliseconds is told in the log; 0 tells none."),
    ("database.tls", "Encryption to PostgreSQL: off, prefer or require."),
    ("database.cache_mb", "Memory for pages of the embedded database, all its connections together, in megabytes."),
    ("files.store", "Where files are kept: folder (in the data folder) or s3."),
    ("files.bucket", "Name of the S3 bucket."),
    ("files.region", "Region of the S3 bucket."),
    ("files.endpoint", "Address of an S3-compatible store. Empty: Amazon's own for the region."),
    ("files.access_key", "Access key of the S3 store."),
    ("files.secret_key", "Secret key of the S3 store."),
    ("files.most_mb", "Largest single file, in megabytes."),
    ("mail.smtp", "Name of the mail server. Empty: mails are written to a folder in the data folder."),
    ("mail.port", "Port of the mail server."),
    ("mail.tls", "Encryption to the mail server: starttls, tls or off."),
    ("mail.user", "User at the mail server. Empty: no authentication."),
    ("mail.password", "Password at the mail server."),
    ("mail.from", "Sender of all mails, as in Fourleaf <community@company.example>."),
    (
        "mail.reserved_names",
        "Whether mail goes to names that are reserved for examples (RFC 2606), such as .example: on only for a test server.",
    ),
    (
        "mail.reply",
        "Address that answers to mails come to, as in reply@company.example, or a domain that is for nothing else. Empty: mails cannot be answered.",
    ),
    ("mail.incoming_secret", "Secret that a mail service presents at /mail/incoming. Empty: that way is closed."),
    ("mail.incoming_mb", "Largest mail that is taken in, in megabytes."),
    ("imap.host", "Name of the IMAP server whose mailbox gets the answers. Empty: none is read."),
    ("imap.port", "Port of the IMAP server."),
    ("imap.tls", "Encryption to the IMAP server: tls, starttls or off."),
    ("imap.user", "User at the IMAP server."),
    ("imap.password", "Password at the IMAP server."),
    ("imap.folder", "Folder of the mailbox that is read."),
    ("imap.every_seconds", "Seconds between two looks into the mailbox."),
    ("limits.rate", "Whether requests are limited: on or off."),
    ("limits.per_member_per_minute", "Most requests of one member in a minute."),
    ("limits.per_address_per_minute", "Most requests of one address in a minute while nobody is signed in."),
    ("limits.body_kb", "Largest request without files, in kilobytes."),
    ("limits.upload_mb", "Largest request with files, in megabytes."),
    ("limits.request_seconds", "Longest time of a request, in seconds."),
    ("sign_up.domains", "Domains of mail addresses that may sign up. Empty: all that the settings allow."),
    ("sessions.days", "Days after which one must sign in again."),
    ("sessions.idle_days", "Days without a visit after which one must sign in again."),
    ("log.format", "Form of the log: text or json."),
    ("log.level", "What is logged: error, warn, info, debug, trace, or a filter such as info,kernel=debug."),
    ("trace.endpoint", "Address of an OTLP collector, as in http://localhost:4318. Empty: no traces."),
    ("metrics.listen", "Address and port of a separate listener for metrics. Empty: none."),
    (
        "metrics.token",
        "Token that a reader of the metrics must present. Empty: the site has no /metrics, and metrics.listen asks for none.",
    ),
    ("link_cards.enabled", "Whether the server fetches title and image of links in posts."),
    ("link_cards.allow_private", "Whether it may fetch them from private networks."),
    ("notifications.push_after_seconds", "How long a notification waits in the page before it goes to the devices."),
    ("notifications.mail_after_minutes", "How long it waits unseen before a mail is sent."),
    (
        "notifications.mails_per_day",
        "Most mails about notifications to one person in a day; the rest waits for the digest.",
    ),
    ("notifications.digest", "How often the digest comes to who has not chosen: auto, hourly, daily, weekly or off."),
    (
        "records.key",
        "What the audit log and exports are signed with, as 64 hexadecimal digits. Empty: made once and kept in the database.",
    ),
    (
        "records.syslog",
        "Where each row of the audit log goes, udp://host:514 or tcp://host:601 (RFC 5424). Empty: nowhere.",
    ),
    ("records.webhook", "Address that gets the rows of the audit log as JSON. Empty: none does."),
    ("records.webhook_secret", "Secret with which each delivery is signed (HMAC-SHA256)."),
];

/// Keys whose values are never shown. An address of a database may carry a password.
pub const SECRETS: &[&str] = &[
    "database.url",
    "files.access_key",
    "files.secret_key",
    "mail.password",
    "mail.incoming_secret",
    "imap.password",
    "metrics.token",
    "records.key",
    "records.webhook_secret",
];

pub(super) fn is_key(path: &str) -> bool {
    KEYS.iter().any(|(key, _)| *key == path)
}

/// The key that `path` was most likely meant to be.
pub(super) fn nearest(path: &str) -> Option<&'static str> {
    let path = path.to_lowercase();
    // Among equally distant ones, that with the same letters: two were swapped.
    KEYS.iter().map(|(key, _)| *key).min_by_key(|key| (distance(key, &path), letters(key) != letters(&path)))
}

fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort_unstable();
    letters
}

/// Levenshtein's distance: insertions, deletions and replacements from one text to the other.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, b) in row.iter_mut().skip(1).zip(other.chars()) {
            let replaced = diagonal + usize::from(a != b);
            diagonal = *cell;
            left = replaced.min(diagonal + 1).min(left + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}
