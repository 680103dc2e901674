//! Whether the values make sense, said before the program starts to use them.
//!
//! Only what can be told from the values themselves: whether a database answers or a bucket exists
//! is found by those who use them.

use super::{
    Configuration, Database, Files, Imap, Limits, Mail, MailTls, Metrics, Notifications, Records, Server, Sessions,
    Store,
};
use crate::outbox::signed::TOKEN_CHARS;
use std::net::{IpAddr, SocketAddr};
use url::Url;

#[derive(Default)]
struct Findings(Vec<String>);

impl Findings {
    /// Records what is wrong with `key` and what to do, unless `fine`.
    fn require(&mut self, fine: bool, key: &str, remedy: &str) {
        if !fine {
            self.0.push(format!("{key}: {remedy}"));
        }
    }
}

pub(super) fn check(configuration: &Configuration) -> Result<(), Vec<String>> {
    let mut findings = Findings::default();
    server(&configuration.server, &mut findings);
    database(&configuration.database, &mut findings);
    files(&configuration.files, &mut findings);
    mail(&configuration.mail, &mut findings);
    incoming(&configuration.mail, &configuration.imap, &mut findings);
    limits(&configuration.limits, configuration.files.most_mb, &mut findings);
    sessions(&configuration.sessions, &mut findings);
    for domain in &configuration.sign_up.domains {
        let fine = domain.contains('.') && !domain.contains(['@', '/', ' ', '*']) && !domain.starts_with('.');
        findings.require(
            fine,
            "sign_up.domains",
            &format!("{domain:?} is not a domain. Write it like company.example."),
        );
    }
    let filter = tracing_subscriber::EnvFilter::try_new(&configuration.log.level).is_ok();
    findings.require(filter, "log.level", "This is not a filter. Write a level such as info, or info,kernel=debug.");
    let traced = &configuration.trace.endpoint;
    findings.require(
        traced.is_empty() || is_web(traced),
        "trace.endpoint",
        "Write an address like http://localhost:4318.",
    );
    metrics(&configuration.metrics, &mut findings);
    notifications(&configuration.notifications, &mut findings);
    records(&configuration.records, &mut findings);
    if findings.0.is_empty() { Ok(()) } else { Err(findings.0) }
}

fn records(records: &Records, findings: &mut Findings) {
    let is_key = records.key.len() == 64 && records.key.bytes().all(|b| b.is_ascii_hexdigit());
    findings.require(
        records.key.is_empty() || is_key,
        "records.key",
        "Write 64 hexadecimal digits, as openssl rand -hex 32 makes them.",
    );
    let syslog = Url::parse(&records.syslog);
    let is_syslog = syslog
        .is_ok_and(|url| matches!(url.scheme(), "udp" | "tcp") && url.host_str().is_some() && url.port().is_some());
    findings.require(
        records.syslog.is_empty() || is_syslog,
        "records.syslog",
        "Write udp://host:514 or tcp://host:601, with its port.",
    );
    findings.require(
        records.webhook.is_empty() || is_web(&records.webhook),
        "records.webhook",
        "Write an address like https://log.company.example/audit.",
    );
}

fn notifications(notifications: &Notifications, findings: &mut Findings) {
    let remedy = "Write a number of minutes up to 10080, which is a week.";
    findings.require(notifications.mail_after_minutes <= 10_080, "notifications.mail_after_minutes", remedy);
    let remedy = "Write a number of seconds up to 86400, which is a day.";
    findings.require(notifications.push_after_seconds <= 86_400, "notifications.push_after_seconds", remedy);
}

fn server(server: &Server, findings: &mut Findings) {
    findings.require(is_socket(&server.listen), "server.listen", "Write an address and a port, like 127.0.0.1:8080.");
    findings.require(
        is_origin(&server.url),
        "server.url",
        "Write https:// and the name, without a path: https://name.example.",
    );
    findings.require(server.node < 64, "server.node", "Write a number from 0 to 63 that no other node has.");
    for proxy in &server.trusted_proxies {
        let remedy = format!("{proxy:?} is not an address or network. Write it like 10.0.0.1 or 10.0.0.0/8.");
        findings.require(is_network(proxy), "server.trusted_proxies", &remedy);
    }
}

fn database(database: &Database, findings: &mut Findings) {
    let is_postgres = ["postgres://", "postgresql://"].iter().any(|scheme| database.url.starts_with(scheme));
    findings.require(
        // Several hosts are allowed there, which an address of the web cannot have.
        database.url.is_empty() || (is_postgres && database.url.parse::<tokio_postgres::Config>().is_ok()),
        "database.url",
        "Write postgres://user:password@host/name, or leave it empty for the embedded database.",
    );
    findings.require((1..=64).contains(&database.readers), "database.readers", "Write a number from 1 to 64.");
    findings.require((2..=1_000).contains(&database.pool), "database.pool", "Write a number from 2 to 1000.");
    findings.require(
        database.statement_timeout_ms >= 100,
        "database.statement_timeout_ms",
        "Write 100 or more; 10000 is ten seconds.",
    );
    findings.require((1..=65_536).contains(&database.cache_mb), "database.cache_mb", "Write a number from 1 to 65536.");
}

fn files(files: &Files, findings: &mut Findings) {
    findings.require(files.most_mb >= 1, "files.most_mb", "Write 1 or more.");
    if files.store == Store::Folder {
        return;
    }
    let needed = [
        ("files.bucket", &files.bucket),
        ("files.region", &files.region),
        ("files.access_key", &files.access_key),
        ("files.secret_key", &files.secret_key),
    ];
    for (key, value) in needed {
        findings.require(!value.is_empty(), key, "Set it, because files.store is s3, or set files.store to folder.");
    }
    findings.require(
        files.endpoint.is_empty() || is_web(&files.endpoint),
        "files.endpoint",
        "Write an address like https://store.example, or leave it empty.",
    );
}

fn mail(mail: &Mail, findings: &mut Findings) {
    findings.require(is_sender(&mail.from), "mail.from", "Write an address like Fourleaf <community@company.example>.");
    if mail.smtp.is_empty() {
        return;
    }
    let is_name = !mail.smtp.contains(['/', ' ', '@']);
    findings.require(is_name, "mail.smtp", "Write only the name of the server, like smtp.company.example.");
    findings.require(mail.port > 0, "mail.port", "Write the port of the mail server, mostly 587.");
    let both = mail.user.is_empty() == mail.password.is_empty();
    findings.require(both, "mail.password", "Set mail.user and mail.password both, or neither.");
    let open = mail.tls == MailTls::Off && !mail.password.is_empty();
    findings.require(!open, "mail.tls", "Use starttls or tls: without them the password travels readable.");
}

fn incoming(mail: &Mail, imap: &Imap, findings: &mut Findings) {
    let reply = mail.reply.trim();
    let (local, domain) = reply.split_once('@').unwrap_or(("", reply));
    let is_address = format!("x@{domain}").parse::<lettre::Address>().is_ok();
    let is_local = reply.contains('@') != local.is_empty() && !local.contains('+');
    findings.require(
        reply.is_empty() || (is_address && is_local),
        "mail.reply",
        "Write an address like reply@company.example, or a domain like reply.company.example.",
    );
    // RFC 5321 § 4.5.3.1.1: 64 characters before the @, of which the token and a + take some.
    let fits = local.len() < 64 - TOKEN_CHARS;
    findings.require(fits, "mail.reply", "Write at most 15 characters before the @: a token is added to them.");
    let secret = &mail.incoming_secret;
    findings.require(secret.is_empty() || secret.len() >= 16, "mail.incoming_secret", "Write 16 characters or more.");
    let way_in = !secret.is_empty() || !imap.host.is_empty();
    findings.require(
        !way_in || !reply.is_empty(),
        "mail.reply",
        "Set it, because mail.incoming_secret or imap.host is set: answers come to it.",
    );
    findings.require((1..=100).contains(&mail.incoming_mb), "mail.incoming_mb", "Write a number from 1 to 100.");
    if imap.host.is_empty() {
        return;
    }
    findings.require(!imap.host.contains(['/', ' ', '@']), "imap.host", "Write only the name of the server.");
    findings.require(imap.port > 0, "imap.port", "Write the port of the IMAP server, mostly 993.");
    findings.require(!imap.user.is_empty(), "imap.user", "Set it, because imap.host is set.");
    findings.require(!imap.password.is_empty(), "imap.password", "Set it, because imap.host is set.");
    findings.require(!imap.folder.is_empty(), "imap.folder", "Write the name of a folder, mostly INBOX.");
    let often = (15..=86_400).contains(&imap.every_seconds);
    findings.require(often, "imap.every_seconds", "Write a number of seconds from 15 to 86400.");
    let local = matches!(imap.host.as_str(), "localhost" | "127.0.0.1" | "::1");
    let open = imap.tls == MailTls::Off && !local;
    findings.require(!open, "imap.tls", "Use tls or starttls: without them the password travels readable.");
}

fn limits(limits: &Limits, most_mb: u64, findings: &mut Findings) {
    for (key, value) in [
        ("limits.per_member_per_minute", limits.per_member_per_minute),
        ("limits.per_address_per_minute", limits.per_address_per_minute),
    ] {
        findings.require(value > 0, key, "Write 1 or more. To have no limit set limits.rate to off.");
    }
    findings.require(limits.body_kb >= 16, "limits.body_kb", "Write 16 or more.");
    let holds = u64::try_from(limits.upload_mb).is_ok_and(|upload| upload >= most_mb);
    findings.require(holds, "limits.upload_mb", "Write at least as much as files.most_mb, else no such file gets in.");
    findings.require(limits.request_seconds > 0, "limits.request_seconds", "Write 1 or more.");
}

fn sessions(sessions: &Sessions, findings: &mut Findings) {
    findings.require((1..=3_650).contains(&sessions.days), "sessions.days", "Write a number from 1 to 3650.");
    let idle = (1..=sessions.days).contains(&sessions.idle_days);
    findings.require(idle, "sessions.idle_days", "Write 1 or more, and no more than sessions.days.");
}

fn metrics(metrics: &Metrics, findings: &mut Findings) {
    if metrics.listen.is_empty() {
        return;
    }
    findings.require(is_socket(&metrics.listen), "metrics.listen", "Write an address and a port, like 127.0.0.1:9090.");
    let is_local = metrics.listen.parse::<SocketAddr>().is_ok_and(|address| address.ip().is_loopback());
    findings.require(
        is_local || metrics.token.len() >= 16,
        "metrics.token",
        "Set 16 characters or more, because metrics.listen is open to other machines.",
    );
}

fn is_socket(text: &str) -> bool {
    text.parse::<SocketAddr>().is_ok()
}

fn is_web(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// A web address without path, query or user.
fn is_origin(text: &str) -> bool {
    is_web(text)
        && Url::parse(text).is_ok_and(|url| {
            url.path() == "/" && !text.ends_with('/') && url.query().is_none() && url.username().is_empty()
        })
}

/// An address, or a network as an address with the length of its prefix.
fn is_network(text: &str) -> bool {
    let (address, prefix) = text.split_once('/').map_or((text, None), |(address, prefix)| (address, Some(prefix)));
    let Ok(address) = address.parse::<IpAddr>() else { return false };
    let longest = if address.is_ipv4() { 32 } else { 128 };
    prefix.is_none_or(|prefix| prefix.parse::<u8>().is_ok_and(|length| length <= longest))
}

/// `name@host`, or a name before it in angle brackets.
fn is_sender(text: &str) -> bool {
    text.parse::<lettre::message::Mailbox>().is_ok()
}
