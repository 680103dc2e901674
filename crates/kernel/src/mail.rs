//! Mail: one message to one person, by SMTP, or into a folder until SMTP is set up.
//!
//! What people wrote (names, subjects) ends up in headers. Nothing that could begin a new header
//! passes: control characters become spaces, names of headers are checked, addresses are parsed.
//! Waiting and trying again are not done here: that is the work of the job that sends.

use crate::clock::Clock;
use crate::error::{Error, Result};
use lettre::address::Envelope;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, Message, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::response::Category;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

const SMTP_PATIENCE: Duration = Duration::from_secs(30);
/// RFC 5322 §2.1.1 allows 998 to a line; a subject of a list in a mail program shows less than this.
const MOST_HEADER_CHARS: usize = 500;

#[derive(Debug, Clone, Deserialize)]
pub struct MailConfig {
    /// Who the mail is from: `name@host` or `Name <name@host>`.
    pub from: String,
    #[serde(flatten)]
    pub route: MailRoute,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailRoute {
    /// Each message becomes a file `….eml` here.
    Folder(PathBuf),
    Smtp(SmtpConfig),
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmtpConfig {
    pub host: String,
    pub port: u16,
    pub tls: SmtpTls,
    #[serde(default)]
    pub user: Option<String>,
    #[serde(default)]
    pub password: Option<String>,
    /// Whether mail goes to names that RFC 2606 reserves: only to a server that is there for it.
    #[serde(default)]
    pub reserved_names: bool,
}

impl fmt::Debug for SmtpConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The password must not reach a log.
        write!(f, "SmtpConfig({}:{}, {:?}, {:?})", self.host, self.port, self.tls, self.user)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SmtpTls {
    /// For a relay on the same machine only.
    None,
    /// Encryption is demanded after the greeting (port 587); without it nothing is sent.
    Starttls,
    /// Encrypted from the start (port 465).
    Tls,
}

/// A message.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Mail {
    /// `name@host` or `Name <name@host>`.
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: Option<String>,
    /// Further headers, such as `List-Unsubscribe`.
    pub headers: Vec<(String, String)>,
    /// Unique for ever, with a host: `81.3@community.example`. With or without `<>`.
    pub message_id: String,
    /// Goes also to an address that refused mails before: what its owner has just asked for.
    pub essential: bool,
    /// What a program that keeps a calendar takes from it: it stands beside the text, and is attached (RFC 6047).
    pub calendar: Option<Calendar>,
    /// An answer to a mail by a program: nobody is to answer it in turn, not even that it could not be
    /// delivered (RFC 3834 § 3.3).
    pub automatic: bool,
}

/// An event for the calendar of who reads the mail.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Calendar {
    /// `REQUEST` or `CANCEL` (RFC 5546).
    pub method: String,
    /// The iCalendar object.
    pub object: String,
}

impl Mail {
    /// The bare address that it goes to, in small letters.
    pub fn address(&self) -> Result<String> {
        Ok(mailbox(&self.to, "to")?.email.to_string().to_lowercase())
    }
}

#[derive(Clone)]
pub struct Mailer {
    from: Mailbox,
    clock: Clock,
    route: Route,
}

#[derive(Clone)]
enum Route {
    Folder(PathBuf),
    Smtp { transport: AsyncSmtpTransport<Tokio1Executor>, reserved_names: bool },
}

/// What a mail that was not accepted for good failed by.
pub const REFUSED: &str = "mail-refused";
/// It is about the address: whoever writes there again hears the same.
pub const ADDRESS_REFUSED: &str = "mail-address-refused";
/// The address is of a name that nobody can have.
pub const RESERVED_NAME: &str = "mail-reserved-name";

impl Mailer {
    pub fn new(config: &MailConfig, clock: Clock) -> Result<Self> {
        let route = match &config.route {
            MailRoute::Folder(folder) => Route::Folder(folder.clone()),
            MailRoute::Smtp(smtp) => Route::Smtp { transport: transport(smtp)?, reserved_names: smtp.reserved_names },
        };
        Ok(Self { from: mailbox(&config.from, "from")?, clock, route })
    }

    /// Hands the message over; what cannot be delivered comes back to `bounces`, or to who it is from.
    /// `Unavailable` is worth another attempt; `Refused` and a field error (`to`: `address-invalid`) are not.
    pub async fn send(&self, mail: Mail, bounces: Option<&str>) -> Result<()> {
        let message = self.message(&mail)?;
        match &self.route {
            Route::Folder(folder) => {
                let name = format!("{}-{}.eml", self.clock.now(), short_hash(&mail.message_id));
                write(folder, &name, &message.formatted()).await
            }
            Route::Smtp { transport, reserved_names } => {
                let to = mailbox(&mail.to, "to")?.email;
                if !reserved_names && is_reserved(to.domain()) {
                    return Err(Error::Refused { status: 502, code: RESERVED_NAME });
                }
                let envelope = Envelope::new(self.sender(&mail, bounces)?, vec![to]).map_err(Error::internal)?;
                transport.send_raw(&envelope, &message.formatted()).await.map(drop).map_err(|cause| refusal(&cause))
            }
        }
    }

    /// RFC 5321 § 4.5.5: an automatic answer has no sender to whom anything could come back.
    fn sender(&self, mail: &Mail, bounces: Option<&str>) -> Result<Option<Address>> {
        match bounces {
            _ if mail.automatic => Ok(None),
            Some(address) => address.parse().map(Some).map_err(Error::internal),
            None => Ok(Some(self.from.email.clone())),
        }
    }

    fn message(&self, mail: &Mail) -> Result<Message> {
        let since = u64::try_from(self.clock.now()).unwrap_or(0);
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(mailbox(&mail.to, "to")?)
            .date(std::time::UNIX_EPOCH + Duration::from_millis(since))
            .message_id(Some(message_id(&mail.message_id)?))
            .subject(one_line(&mail.subject));
        for (name, value) in &mail.headers {
            builder = builder.raw_header(HeaderValue::new(header_name(name)?, one_line(value)));
        }
        let text = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(mail.text.clone());
        let html = mail.html.clone().map(|html| SinglePart::builder().header(ContentType::TEXT_HTML).body(html));
        let message = match (html, &mail.calendar) {
            (None, None) => builder.singlepart(text),
            (Some(html), None) => builder.multipart(MultiPart::alternative().singlepart(text).singlepart(html)),
            (html, Some(calendar)) => {
                let mut texts = MultiPart::alternative().singlepart(text);
                if let Some(html) = html {
                    texts = texts.singlepart(html);
                }
                let texts = texts.singlepart(calendar.beside()?);
                builder.multipart(MultiPart::mixed().multipart(texts).singlepart(calendar.attached()?))
            }
        };
        message.map_err(Error::internal)
    }
}

impl Calendar {
    /// What a mail program shows with buttons to answer.
    fn beside(&self) -> Result<SinglePart> {
        let method = if self.method == "CANCEL" { "CANCEL" } else { "REQUEST" };
        let kind = ContentType::parse(&format!("text/calendar; method={method}; charset=utf-8"));
        Ok(SinglePart::builder().header(kind.map_err(Error::internal)?).body(self.object.clone()))
    }

    /// What one opens where a mail program shows nothing.
    fn attached(&self) -> Result<SinglePart> {
        let kind = ContentType::parse("application/ics; charset=utf-8").map_err(Error::internal)?;
        Ok(Attachment::new("invite.ics".to_owned()).body(self.object.clone(), kind))
    }
}

/// RFC 5321 § 4.2.2: 55x speaks of this mail. Another 5xx, as for a wrong password, speaks of all of them:
/// they wait until somebody has mended it.
fn refusal(cause: &lettre::transport::smtp::Error) -> Error {
    let about_the_mail =
        cause.is_permanent() && cause.status().is_some_and(|code| code.category == Category::MailSystem);
    if !about_the_mail {
        return Error::Unavailable(cause.to_string());
    }
    tracing::warn!(%cause, "the mail server refused a mail");
    let reply = cause.status().map(u16::from).unwrap_or_default();
    let said = std::error::Error::source(cause).map(ToString::to_string).unwrap_or_default();
    let code = if speaks_of_the_address(reply, &said) { ADDRESS_REFUSED } else { REFUSED };
    Error::Refused { status: 502, code }
}

/// Whether a refusal is about the address and not about what was sent there. The enhanced code (RFC 3463)
/// tells when there is one: 5.1 is about addresses, 5.2 about the mailbox, but 5.2.3 about the size of the mail.
fn speaks_of_the_address(reply: u16, said: &str) -> bool {
    match said.split_whitespace().find_map(Status::parse) {
        Some(status) => status.is_about_the_address(),
        None => matches!(reply, 550 | 551 | 553),
    }
}

/// An enhanced status code of RFC 3463, as in `5.1.1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    class: u16,
    subject: u16,
    detail: u16,
}

impl Status {
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.trim().splitn(3, '.').map(|number| number.parse::<u16>().ok());
        let (class, subject, detail) = (numbers.next()??, numbers.next()??, numbers.next()??);
        matches!(class, 2 | 4 | 5).then_some(Self { class, subject, detail })
    }

    /// Whoever writes there again hears the same.
    pub fn is_about_the_address(self) -> bool {
        self.class == 5 && (self.subject == 1 || (self.subject == 2 && self.detail != 3))
    }
}

/// Names that RFC 2606 and RFC 6761 keep for examples and tests. Nobody has an address there.
fn is_reserved(domain: &str) -> bool {
    let domain = domain.trim_end_matches('.').to_lowercase();
    let within = |name: &str| domain == name || domain.strip_suffix(name).is_some_and(|rest| rest.ends_with('.'));
    ["example", "test", "invalid", "localhost", "example.com", "example.net", "example.org"].into_iter().any(within)
}

fn transport(config: &SmtpConfig) -> Result<AsyncSmtpTransport<Tokio1Executor>> {
    let parameters = || TlsParameters::new(config.host.clone()).map_err(Error::internal);
    let tls = match config.tls {
        SmtpTls::None => Tls::None,
        SmtpTls::Starttls => Tls::Required(parameters()?),
        SmtpTls::Tls => Tls::Wrapper(parameters()?),
    };
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&config.host)
        .port(config.port)
        .tls(tls)
        .timeout(Some(SMTP_PATIENCE));
    if let (Some(user), Some(password)) = (&config.user, &config.password) {
        builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
    }
    Ok(builder.build())
}

/// `name@host` or `Name <name@host>`; whatever the name holds stays a name.
fn mailbox(text: &str, field: &str) -> Result<Mailbox> {
    let text = one_line(text);
    let (name, address) = match text.strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
        Some((name, address)) => (name.trim().trim_matches('"').trim(), address),
        None => ("", text.as_str()),
    };
    let address: Address = address.trim().parse().map_err(|_| Error::field(field, "address-invalid"))?;
    Ok(Mailbox::new((!name.is_empty()).then(|| name.to_owned()), address))
}

fn message_id(text: &str) -> Result<String> {
    let id = text.trim().trim_start_matches('<').trim_end_matches('>');
    let allowed = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '(' | ')' | ',' | ';' | ':' | '\\');
    if id.contains('@') && id.len() <= 200 && id.chars().all(allowed) {
        Ok(format!("<{id}>"))
    } else {
        Err(Error::internal("a message id that no mail may have"))
    }
}

/// Headers that the message itself determines cannot be set beside it.
fn header_name(name: &str) -> Result<HeaderName> {
    const OURS: [&str; 10] =
        ["from", "sender", "to", "cc", "bcc", "subject", "date", "message-id", "mime-version", "return-path"];
    let lower = name.to_ascii_lowercase();
    let known = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if !known || OURS.contains(&lower.as_str()) || (lower.starts_with("content-") && lower != "content-language") {
        return Err(Error::internal("a header that no mail may have"));
    }
    HeaderName::new_from_ascii(name.to_owned()).map_err(Error::internal)
}

/// Without control characters and line separators, not too long.
fn one_line(text: &str) -> String {
    let line: String = text
        .chars()
        .take(MOST_HEADER_CHARS)
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect();
    line.trim().to_owned()
}

fn short_hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().chars().take(16).collect()
}

/// In whole or not at all: whoever reads the folder finds no half message.
async fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    let unfinished = folder.join(format!(".{name}.part"));
    tokio::fs::write(&unfinished, bytes).await?;
    tokio::fs::rename(&unfinished, folder.join(name)).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn sent(mail: Mail) -> Result<String> {
        let folder = tempfile::tempdir().unwrap();
        let config = MailConfig {
            from: "Fourleaf <no-reply@community.example>".into(),
            route: MailRoute::Folder(folder.path().join("mail")),
        };
        Mailer::new(&config, Clock::story(1_763_000_000_000)).unwrap().send(mail, None).await?;
        let files: Vec<_> = std::fs::read_dir(folder.path().join("mail")).unwrap().map(|f| f.unwrap().path()).collect();
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].extension().unwrap(), "eml");
        Ok(std::fs::read_to_string(&files[0]).unwrap())
    }

    fn mail() -> Mail {
        Mail {
            to: "Eero Mäkilä <eero@company.example>".into(),
            subject: "Priya answered".into(),
            text: "Hello Eero,\n\nread it here.".into(),
            html: Some("<p>Hello</p>".into()),
            headers: vec![("List-Unsubscribe".into(), "<https://community.example/u/1>".into())],
            message_id: "81.3@community.example".into(),
            ..Mail::default()
        }
    }

    /// Names of the headers, each line that begins one.
    fn header_names(message: &str) -> Vec<String> {
        let head = message.split("\r\n\r\n").next().unwrap();
        let lines = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
        lines.map(|line| line.split(':').next().unwrap().to_lowercase()).collect()
    }

    #[tokio::test]
    async fn a_message_lies_in_the_folder_as_it_would_be_sent() {
        let message = sent(mail()).await.unwrap();
        for part in [
            "From: Fourleaf <no-reply@community.example>",
            "<eero@company.example>",
            "Subject: Priya answered",
            "Message-ID: <81.3@community.example>",
            "List-Unsubscribe: <https://community.example/u/1>",
            "Date: Thu, 13 Nov 2025 02:13:20 +0000",
            "multipart/alternative",
            "Hello Eero,",
            "<p>Hello</p>",
        ] {
            assert!(message.contains(part), "{part} is missing in {message}");
        }
        assert!(!header_names(&sent(Mail { html: None, ..mail() }).await.unwrap()).contains(&"multipart".into()));
    }

    #[tokio::test]
    async fn nothing_that_people_write_becomes_a_header() {
        let evil = "x\r\nBcc: victim@company.example\r\n\r\nbody\nBcc: a@b.example\rBcc: c@d.example\u{2028}Bcc: e@f.example\0";
        let usual = header_names(&sent(mail()).await.unwrap());
        let with_evil = Mail {
            to: format!("{evil} <eero@company.example>"),
            subject: evil.into(),
            headers: vec![("List-Unsubscribe".into(), evil.into())],
            ..mail()
        };
        let message = sent(with_evil).await.unwrap();
        assert_eq!(header_names(&message), usual, "{message}");
        assert!(!message.lines().any(|line| line.starts_with("Bcc")), "{message}");
    }

    #[tokio::test]
    async fn an_address_with_a_line_break_or_a_second_address_is_refused() {
        for to in [
            "eero@company.example\r\nBcc: x@y.example",
            "eero@company.example, x@y.example",
            "Eero <eero@company.example\n>, <x@y.example",
            "eero",
            "",
            "<>",
        ] {
            let answer = sent(Mail { to: to.into(), ..mail() }).await;
            assert!(matches!(answer, Err(Error::Invalid(_))), "{to:?}");
        }
    }

    #[tokio::test]
    async fn headers_and_ids_that_no_mail_may_have_are_refused() {
        for name in ["Bcc", "to", "Content-Type", "X\r\nBcc", "X: y", "X Y", "", "Ü"] {
            let headers = vec![(name.to_owned(), "x".to_owned())];
            assert!(sent(Mail { headers, ..mail() }).await.is_err(), "{name:?}");
        }
        for id in ["", "no-host", "a@b\r\nBcc: x@y.example", "a b@c", "a@b> <c@d"] {
            assert!(sent(Mail { message_id: id.into(), ..mail() }).await.is_err(), "{id:?}");
        }
    }

    #[tokio::test]
    async fn a_server_that_is_away_is_worth_another_attempt() {
        let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let smtp = SmtpConfig {
            host: "127.0.0.1".into(),
            port: closed,
            tls: SmtpTls::None,
            user: None,
            password: Some("very-secret".into()),
            reserved_names: true,
        };
        let config = MailConfig { from: "a@community.example".into(), route: MailRoute::Smtp(smtp) };
        assert!(!format!("{config:?}").contains("secret"));
        let answer = Mailer::new(&config, Clock::story(0)).unwrap().send(mail(), None).await;
        assert!(matches!(answer, Err(Error::Unavailable(_))));
    }

    #[test]
    fn only_what_is_about_the_address_counts_against_it() {
        for (reply, said) in [(550, "5.1.1 nobody here"), (550, "nobody here"), (552, "5.2.2 full"), (553, "no")] {
            assert!(speaks_of_the_address(reply, said), "{reply} {said}");
        }
        for (reply, said) in [(550, "5.7.1 looks like spam"), (552, "5.2.3 too large"), (554, "no"), (552, "no")] {
            assert!(!speaks_of_the_address(reply, said), "{reply} {said}");
        }
        for text in ["", "5", "5.1", "1.2.3", "a.b.c", "192.0.2.1", "99999.1.1"] {
            assert_eq!(Status::parse(text), None, "{text}");
        }
    }

    #[test]
    fn names_for_examples_are_reserved() {
        for name in ["company.example", "EXAMPLE.com", "a.b.test", "localhost", "mail.example.org", "x.invalid."] {
            assert!(is_reserved(name), "{name}");
        }
        for name in ["company.com", "myexample.com", "example.company.com", "testing", "contest", ""] {
            assert!(!is_reserved(name), "{name}");
        }
    }

    #[test]
    fn the_configuration_names_its_route() {
        let folder: MailConfig = toml::from_str("from = 'a@b.example'\nfolder = 'mail'").unwrap();
        assert!(matches!(folder.route, MailRoute::Folder(_)));
        let smtp: MailConfig =
            toml::from_str("from = 'a@b.example'\n[smtp]\nhost = 'h'\nport = 587\ntls = 'starttls'").unwrap();
        assert!(matches!(smtp.route, MailRoute::Smtp(SmtpConfig { tls: SmtpTls::Starttls, .. })));
    }
}
