//! Mail, from the program to a mail server over TCP and back: what arrives, and what a kill leaves.
//!
//! The mail server speaks SMTP by one library and mails are read by another; neither is the program's own for
//! writing and sending.

use crate::crash::{administrator, fourleaf, send, serve_with};
use mail_parser::{Message, MessageParser, MimeHeaders as _};
use mailin::{Action, Handler, Response, SessionBuilder, response};
use serde_json::json;
use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{IpAddr, TcpListener, TcpStream};
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A mail with its envelope.
#[derive(Debug, Clone)]
struct Taken {
    from: String,
    to: Vec<String>,
    raw: Vec<u8>,
}

/// A mail server that keeps what it takes.
#[derive(Clone, Default)]
struct Receiver {
    taken: Arc<Mutex<Vec<Taken>>>,
    /// How long it thinks before it says that it has taken a mail.
    thinks: Duration,
}

#[derive(Clone)]
struct Conversation {
    receiver: Receiver,
    from: String,
    to: Vec<String>,
    raw: Vec<u8>,
}

impl Handler for Conversation {
    fn mail(&mut self, _: IpAddr, _: &str, from: &str) -> Response {
        (self.from, self.to, self.raw) = (from.to_owned(), Vec::new(), Vec::new());
        response::OK
    }

    fn rcpt(&mut self, to: &str) -> Response {
        self.to.push(to.to_owned());
        response::OK
    }

    fn data(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.raw.extend_from_slice(bytes);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let taken = Taken { from: self.from.clone(), to: self.to.clone(), raw: std::mem::take(&mut self.raw) };
        self.receiver.taken.lock().unwrap().push(taken);
        std::thread::sleep(self.receiver.thinks);
        response::OK
    }
}

impl Receiver {
    /// Listens from now on; its port.
    fn begin(&self) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let receiver = self.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let receiver = receiver.clone();
                std::thread::spawn(move || receiver.converse(stream));
            }
        });
        port
    }

    fn converse(self, stream: TcpStream) -> Option<()> {
        let mut writing = stream.try_clone().ok()?;
        let mut reading = BufReader::new(stream);
        let conversation = Conversation { receiver: self, from: String::new(), to: Vec::new(), raw: Vec::new() };
        let mut session = SessionBuilder::new("mx.northwind.example").build([127, 0, 0, 1].into(), conversation);
        session.greeting().write_to(&mut writing).ok()?;
        loop {
            let mut line = Vec::new();
            if reading.read_until(b'\n', &mut line).ok()? == 0 {
                return None;
            }
            let said = session.process(&line);
            match said.action {
                Action::NoReply => {}
                Action::Close => return said.write_to(&mut writing).ok(),
                Action::Reply | Action::UpgradeTls => said.write_to(&mut writing).ok()?,
            }
        }
    }

    fn taken(&self) -> Vec<Taken> {
        self.taken.lock().unwrap().clone()
    }

    /// Waits until something is so of what was taken.
    fn wait(&self, what: &str, mut so: impl FnMut(&[Taken]) -> bool) -> Vec<Taken> {
        let begun = Instant::now();
        loop {
            let taken = self.taken();
            if so(&taken) {
                return taken;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "{what}: {} came", taken.len());
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

fn environment(port: &str) -> Vec<(&str, &str)> {
    vec![
        ("FOURLEAF_MAIL__SMTP", "127.0.0.1"),
        ("FOURLEAF_MAIL__PORT", port),
        ("FOURLEAF_MAIL__TLS", "off"),
        ("FOURLEAF_MAIL__FROM", "Northwind <community@northwind.example>"),
        ("FOURLEAF_MAIL__REPLY", "reply@northwind.example"),
        ("FOURLEAF_MAIL__RESERVED_NAMES", "on"),
        ("FOURLEAF_NOTIFICATIONS__PUSH_AFTER_SECONDS", "0"),
        ("FOURLEAF_NOTIFICATIONS__MAIL_AFTER_MINUTES", "0"),
    ]
}

fn header<'a>(mail: &'a Message<'_>, name: &'static str) -> &'a str {
    mail.header_raw(name).unwrap_or_else(|| panic!("no {name}")).trim()
}

#[test]
fn a_mail_arrives_as_it_should_be_and_can_be_answered() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (adam, mara) = (administrator(&data, "adam", "Adam Lindqvist"), administrator(&data, "mara", "Mara Okafor"));
    let receiver = Receiver::default();
    let port = receiver.begin().to_string();
    let (mut server, address) = serve_with(&data, &environment(&port));
    let german = Some(json!({ "language": "de" }));
    assert_eq!(send(address, &adam, "PUT", "/settings/account", german).unwrap().0, 200);
    let text = "Neun, nicht zwölf, @adam? «Genau» – مرحبا 👍\n.\n..\nFrom here";
    let (status, post) = send(address, &mara, "POST", "/posts", Some(json!({ "kind": "note", "body": text }))).unwrap();
    assert_eq!(status, 201);
    let post = post["id"].as_str().unwrap();
    let taken = receiver.wait("the mail of the mention", |taken| {
        taken.iter().any(|taken| String::from_utf8_lossy(&taken.raw).contains("Message-ID: <notification."))
    });
    let taken = taken.iter().find(|taken| String::from_utf8_lossy(&taken.raw).contains("<notification.")).unwrap();
    assert!(taken.from.starts_with("reply+") && taken.from.ends_with("@northwind.example"), "{}", taken.from);
    assert_eq!(taken.to, ["adam@northwind.example"]);

    let mail = MessageParser::new().parse(&taken.raw).unwrap();
    assert_eq!(mail.from().unwrap().first().unwrap().address(), Some("community@northwind.example"));
    assert_eq!(mail.to().unwrap().first().unwrap().name(), Some("Adam Lindqvist"));
    assert!(
        mail.subject().unwrap().starts_with("Mara Okafor hat Sie in „Neun, nicht zwölf, @adam?"),
        "{:?}",
        mail.subject()
    );
    assert!(mail.is_content_type("multipart", "alternative"));
    assert_eq!((mail.text_body_count(), mail.html_body_count(), mail.attachment_count()), (1, 1, 0));
    let (plain, html) = (mail.body_text(0).unwrap(), mail.body_html(0).unwrap());
    assert!(plain.contains("zwölf") && plain.contains("مرحبا 👍"), "{plain}");
    assert!(html.contains("lang=\"de\"") && html.contains("zwölf"), "{html}");
    assert_eq!(header(&mail, "Content-Language"), "de");
    assert!(
        mail.message_id().unwrap().starts_with("notification.") && mail.message_id().unwrap().ends_with("@localhost")
    );
    assert_eq!(mail.references().as_text(), Some(format!("post.{post}@localhost").as_str()));
    assert_eq!(mail.in_reply_to().as_text(), mail.references().as_text());
    assert!(header(&mail, "List-Unsubscribe").contains("/unsubscribe/"));
    assert_eq!(header(&mail, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    assert_eq!(header(&mail, "Auto-Submitted"), "auto-generated");
    assert!(mail.date().is_some());

    let reply_to = mail.reply_to().unwrap().first().unwrap().address().unwrap();
    let answer = format!(
        "From: adam@northwind.example\nTo: {reply_to}\nMessage-ID: <1@mail.northwind.example>\nIn-Reply-To: <{}>\n\nNeun.\n\nAm 2. Nov. schrieb Northwind:\n{}",
        mail.message_id().unwrap(),
        plain.lines().map(|line| format!("> {line}\n")).collect::<String>()
    );
    assert_eq!(receive(&data, &environment(&port), &answer), (Some(0), "posted \n".to_owned()));
    assert_eq!(receive(&data, &environment(&port), &answer), (Some(0), "duplicate \n".to_owned()));
    assert_eq!(receive(&data, &environment(&port), "To: nobody@northwind.example\n\nHello").0, Some(67));
    assert_eq!(receive(&data, &environment(&port), "Hello").0, Some(65));
    let (_, found) = send(address, &mara, "GET", &format!("/posts/{post}"), None).unwrap();
    assert_eq!(
        (found["thread"].as_array().unwrap().len(), &found["thread"][0]["author"]["handle"]),
        (1, &json!("adam"))
    );
    assert!(found["thread"][0]["html"].as_str().unwrap().contains("<p>Neun.</p>"), "{found}");
    server.kill().unwrap();
    server.wait().unwrap();
}

fn receive(data: &std::path::Path, environment: &[(&str, &str)], mail: &str) -> (Option<i32>, String) {
    let mut child = fourleaf(data)
        .envs(environment.iter().copied())
        .args(["mail", "receive"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(mail.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

/// What a program that is killed may not have noted: that the mail server took the mail it was handing over.
#[test]
fn no_mail_is_lost_or_doubled_when_the_server_is_killed_but_the_one_under_way() {
    const KILLS: usize = 4;
    const EACH: usize = 12;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let adam = administrator(&data, "adam", "Adam");
    let receiver = Receiver { thinks: Duration::from_millis(60), ..Receiver::default() };
    let port = receiver.begin().to_string();
    let mut asked = Vec::new();
    for round in 0..KILLS {
        let (mut server, address) = serve_with(&data, &environment(&port));
        for n in 0..EACH {
            let email = format!("guest-{round}-{n}@northwind.example");
            let form = json!({ "email": email, "name": "Guest" });
            let (status, _) = send(address, &adam, "POST", "/admin/invitations", Some(form)).unwrap();
            assert_eq!(status, 200, "{email}");
            asked.push(email);
        }
        // Some have been sent, and one is under way: at another point of the conversation in each round.
        let before = receiver.taken().len();
        receiver.wait("some mails", |taken| taken.len() >= before + 3);
        std::thread::sleep(Duration::from_millis(u64::try_from(17 * round).unwrap()));
        server.kill().unwrap();
        server.wait().unwrap();
    }
    let (mut server, _) = serve_with(&data, &environment(&port));
    receiver.wait("all mails", |taken| asked.iter().all(|email| taken.iter().any(|taken| taken.to.contains(email))));
    // Whatever was to come twice has come.
    std::thread::sleep(Duration::from_secs(4));
    server.kill().unwrap();
    server.wait().unwrap();
    let mut times: HashMap<String, usize> = HashMap::new();
    let mut people: HashMap<String, String> = HashMap::new();
    for taken in receiver.taken() {
        let mail = MessageParser::new().parse(&taken.raw).unwrap().into_owned();
        let id = mail.message_id().unwrap().to_owned();
        *times.entry(id.clone()).or_default() += 1;
        let other = people.insert(taken.to[0].clone(), id.clone());
        assert!(other.is_none_or(|other| other == id), "{} got two mails that are not the same", taken.to[0]);
    }
    assert_eq!(people.len(), asked.len(), "none is lost, and nobody else got one");
    let doubled: usize = times.values().map(|times| times - 1).sum();
    assert!(doubled <= KILLS, "{doubled} mails were sent twice after {KILLS} kills");
}
