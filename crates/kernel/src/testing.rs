//! Stories: tests that tell what people do, over HTTP, on both databases.
//!
//! [`stories!`] makes two tests of each story. The one on PostgreSQL needs a server whose address is
//! in `FOURLEAF_TEST_POSTGRES` (`make test` starts a private one); without it the story fails, it does
//! not skip. Each story has a database, a folder, a clock and chance of its own.

use crate::app::{App, Opened, Parts};
use crate::capability::Capability;
use crate::clock::{Clock, Random};
use crate::configuration::Configuration;
use crate::db::{Db, Settings, Tx};
use crate::error::{Error, Result};
use crate::ids::Ids;
use crate::journal::Readers;
use crate::languages::Texts;
use crate::web::gate::Gate;
use crate::web::serve::with_meant_method;
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use serde_json::Value;
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt as _;

/// Monday, 2 November 2026, 08:00 UTC.
pub const START: i64 = 1_793_606_400_000;

/// Where a story takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// An installation of its own, without a network.
pub struct Story {
    pub app: App,
    pub readers: Readers,
    router: Router,
    folder: TempDir,
}

/// What a story is built from.
pub struct Cast {
    pub capability: Capability,
    pub gate: Arc<dyn Gate>,
    pub parts: Parts,
    pub configure: fn(&mut Configuration),
}

impl Story {
    pub async fn begin(engine: Engine, cast: Cast) -> Result<Self> {
        let url = if engine == Engine::Postgres { fresh_database().await? } else { String::new() };
        Self::open_at(url, 1, cast).await
    }

    /// A second node of the same installation, where its database serves several.
    pub async fn second_node(&self, cast: Cast) -> Result<Option<Self>> {
        let url = self.app.configuration.database.url.clone();
        if url.is_empty() { Ok(None) } else { Self::open_at(url, 2, cast).await.map(Some) }
    }

    async fn open_at(url: String, node: u16, cast: Cast) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let clock = Clock::story(START);
        let ids = Ids::new(clock.clone(), node);
        let mut configuration =
            Configuration::load(folder.path(), None, []).map_err(|problems| Error::internal(problems.join("; ")))?;
        configuration.link_cards.allow_private = true;
        (cast.configure)(&mut configuration);
        let mut settings = Settings::embedded(folder.path());
        if !url.is_empty() {
            settings.url = url;
            settings.pool = 4;
            configuration.database.url.clone_from(&settings.url);
        }
        let db = Db::open(&settings, &cast.capability.migrations, clock.clone(), ids.clone()).await?;
        let texts = Texts::load(&cast.capability.texts).map_err(|problems| Error::internal(problems.join("; ")))?;
        let app = App::new(Opened {
            db,
            clock: clock.clone(),
            random: Random::story(7),
            ids,
            files: crate::app::file_store(&configuration)?,
            mailer: crate::app::mailer(&configuration, clock.clone())?,
            fetcher: crate::app::fetcher(&configuration)?,
            configuration,
            texts: Arc::new(texts),
            gate: cast.gate,
            parts: cast.parts.with(Arc::new(cast.capability.navigation.clone())),
        });
        let router = crate::web::router(&app, cast.capability.routes.clone());
        Ok(Self { readers: Readers::new(cast.capability.readers.clone()), app, router, folder })
    }

    /// The folder of this installation's data.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Lets everything that follows from what was done happen. On PostgreSQL the stories share a server,
    /// and a row is read only when no older transaction of any of them is open: so it is waited for.
    pub async fn settle(&self) {
        self.catch_up().await;
        let aside: Option<String> = self.value("select error from journal_set_aside order by seq limit 1").await;
        assert_eq!(aside, None, "a reader failed");
    }

    /// As [`Self::settle`]; what happened can be found.
    pub async fn indexed(&self) {
        self.settle().await;
        self.app.search.catch_up(&self.app).await.expect("the search index goes on");
    }

    /// As [`Self::settle`], for a story in which a reader is meant to fail.
    pub async fn catch_up(&self) {
        loop {
            let written = self.written().await;
            self.readers.catch_up(&self.app).await.expect("the readers go on");
            if self.written().await == written {
                while crate::outbox::send_due(&self.app).await.expect("the outbox goes on") > 0 {}
                return;
            }
        }
    }

    /// The number of the last row of the journal, as soon as all rows can be read.
    async fn written(&self) -> i64 {
        loop {
            let db = self.app.db.clone();
            let state = async move |tx: &Tx| {
                let open = db.open_mark(tx).await?;
                let sql = "select coalesce(max(seq), 0), coalesce(max(mark), -1) from journal";
                let last: (i64, i64) = tx.row(sql, &[]).await?.unwrap_or_default();
                Ok((last.0, last.1 < open))
            };
            match self.app.db.read(state).await.expect("the journal") {
                (last, true) => return last,
                _ => tokio::time::sleep(std::time::Duration::from_millis(5)).await,
            }
        }
    }

    /// The mails that were sent to this address: subject, an empty line, text. In no particular order,
    /// because the clock of a story stands still.
    pub fn mails_to(&self, address: &str) -> Vec<String> {
        let Ok(folder) = std::fs::read_dir(self.app.configuration.data.join("mail")) else { return Vec::new() };
        let mails = folder.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok());
        mails
            .filter(|mail| mail.lines().any(|line| line.starts_with("To: ") && line.contains(address)))
            .map(|mail| read_mail(&mail))
            .collect()
    }

    pub async fn value<T: crate::db::FromCell + Send + 'static>(&self, sql: &'static str) -> Option<T> {
        self.app.db.read(async move |tx: &Tx| tx.value(sql, &[]).await).await.expect(sql)
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(with_meant_method(request)).await.expect("the router answers");
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a whole body").to_bytes();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    }

    /// Opens an answer that does not end.
    async fn open(&self, request: Request<Body>) -> Listening {
        let response = self.router.clone().oneshot(with_meant_method(request)).await.expect("the router answers");
        Listening { status: response.status(), body: response.into_body().into_data_stream(), read: String::new() }
    }

    /// A stranger's browser.
    pub fn stranger(&self) -> Visitor<'_> {
        Visitor { story: self, credentials: None }
    }

    /// A program with this token.
    pub fn program(&self, token: &str) -> Visitor<'_> {
        Visitor { story: self, credentials: Some((header::AUTHORIZATION, format!("Bearer {token}"))) }
    }

    /// A browser with this session cookie (`name=value`).
    pub fn browser(&self, cookie: &str) -> Visitor<'_> {
        Visitor { story: self, credentials: Some((header::COOKIE, cookie.to_owned())) }
    }
}

/// Somebody who sends requests.
#[derive(Clone)]
pub struct Visitor<'a> {
    story: &'a Story,
    credentials: Option<(header::HeaderName, String)>,
}

impl Visitor<'_> {
    /// The same at another node.
    pub fn at<'b>(&self, node: &'b Story) -> Visitor<'b> {
        Visitor { story: node, credentials: self.credentials.clone() }
    }

    async fn request(&self, method: Method, path: &str, accept: &str, body: Option<(&str, Vec<u8>)>) -> Answer {
        let mut request = Request::builder().method(method).uri(encode(path)).header(header::ACCEPT, accept);
        if let Some((name, value)) = &self.credentials {
            request = request.header(name, value);
        }
        if let Some((kind, _)) = &body {
            request = request.header(header::CONTENT_TYPE, *kind);
        }
        let body = body.map(|(_, bytes)| Body::from(bytes)).unwrap_or_default();
        self.story.send(request.body(body).expect("a request")).await
    }

    /// `GET` as a browser.
    pub async fn page(&self, path: &str) -> Answer {
        self.request(Method::GET, path, "text/html", None).await
    }

    /// `GET` of server-sent events, read while they come.
    pub async fn listen(&self, path: &str) -> Listening {
        let mut request = Request::builder().uri(encode(path)).header(header::ACCEPT, "text/event-stream");
        if let Some((name, value)) = &self.credentials {
            request = request.header(name, value);
        }
        self.story.open(request.body(Body::empty()).expect("a request")).await
    }

    /// `GET` as a program.
    pub async fn get(&self, path: &str) -> Answer {
        self.request(Method::GET, path, "application/json", None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        let body = ("application/json", body.to_string().into_bytes());
        self.request(Method::POST, path, "application/json", Some(body)).await
    }

    /// `POST` with an `Idempotency-Key`.
    pub async fn post_once(&self, path: &str, key: &str, body: Value) -> Answer {
        self.post_with(path, ("idempotency-key", key), body).await
    }

    /// `POST` with one more header.
    pub async fn post_with(&self, path: &str, header: (&str, &str), body: Value) -> Answer {
        let mut request = Request::builder().method(Method::POST).uri(encode(path));
        for (name, value) in [("accept", "application/json"), ("content-type", "application/json"), header] {
            request = request.header(name, value);
        }
        if let Some((name, value)) = &self.credentials {
            request = request.header(name, value);
        }
        self.story.send(request.body(Body::from(body.to_string())).expect("a request")).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        let body = ("application/json", body.to_string().into_bytes());
        self.request(Method::PUT, path, "application/json", Some(body)).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.request(Method::DELETE, path, "application/json", None).await
    }

    /// A form, sent by a browser without script.
    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let body = ("application/x-www-form-urlencoded", body.into_bytes());
        self.request(Method::POST, path, "text/html", Some(body)).await
    }

    /// A form with a file.
    pub async fn upload(&self, path: &str, accept: &str, field: &str, name: &str, bytes: &[u8]) -> Answer {
        let mut body = format!(
            "--story\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--story--\r\n");
        self.request(Method::POST, path, accept, Some(("multipart/form-data; boundary=story", body))).await
    }

    /// Any method, without a body.
    pub async fn call(&self, method: Method, path: &str, accept: &str) -> Answer {
        self.request(method, path, accept, None).await
    }
}

/// Server-sent events as they come.
pub struct Listening {
    pub status: StatusCode,
    body: axum::body::BodyDataStream,
    read: String,
}

/// One event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heard {
    pub event: String,
    pub id: String,
    pub data: String,
}

impl Heard {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.data).unwrap_or_else(|error| panic!("not JSON ({error}): {}", self.data))
    }
}

impl Listening {
    /// Fails the story unless the status is this one.
    pub fn expect_status(self, status: u16) {
        assert_eq!(self.status.as_u16(), status);
    }

    /// The next event; none when nothing comes within some seconds, or the stream ended.
    pub async fn next(&mut self) -> Option<Heard> {
        self.within(std::time::Duration::from_secs(5)).await
    }

    /// The next event of this name; others are passed over.
    pub async fn next_of(&mut self, event: &str) -> Option<Heard> {
        loop {
            match self.next().await {
                Some(heard) if heard.event == event => return Some(heard),
                Some(_) => {}
                None => return None,
            }
        }
    }

    /// What comes within this time.
    pub async fn within(&mut self, time: std::time::Duration) -> Option<Heard> {
        use futures_util::StreamExt as _;
        let until = tokio::time::Instant::now() + time;
        loop {
            if let Some((event, rest)) = self.read.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.read = rest;
                let field = |name: &str| {
                    let values = event.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
                    values.collect::<Vec<_>>().join("\n")
                };
                return Some(Heard { event: field("event"), id: field("id"), data: field("data") });
            }
            let more = tokio::time::timeout_at(until, self.body.next()).await.ok()??;
            self.read.push_str(&String::from_utf8_lossy(&more.expect("a part of the stream")));
        }
    }

    /// True when the server ends the stream within some seconds; what comes before is passed over.
    pub async fn ends(&mut self) -> bool {
        use futures_util::StreamExt as _;
        let until = tokio::time::Instant::now() + std::time::Duration::from_secs(5);
        loop {
            match tokio::time::timeout_at(until, self.body.next()).await {
                Ok(None) => return true,
                Ok(Some(_)) => {}
                Err(_) => return false,
            }
        }
    }
}

/// An address as a browser would send it: what is not ASCII is percent-encoded.
fn encode(path: &str) -> String {
    path.bytes().map(|b| if b.is_ascii_graphic() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub body: String,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("not JSON ({error}): {}", self.body))
    }

    /// Fails the story unless the status is this one.
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.body.chars().take(2_000).collect::<String>());
        self
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The session cookie that was set, as a browser sends it back.
    pub fn cookie(&self) -> String {
        let set = self.headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
        let own = set.rev().find(|cookie| cookie.starts_with("fourleaf_session=")).unwrap_or_default();
        own.split(';').next().unwrap_or_default().to_owned()
    }
}

/// What a mail program shows of a message with one part.
pub(crate) fn read_mail(message: &str) -> String {
    use base64::Engine as _;
    let (head, body) = message.split_once("\r\n\r\n").unwrap_or((message, ""));
    let header = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim();
    let body = match header("Content-Transfer-Encoding:") {
        "base64" => {
            let packed: String = body.split_whitespace().collect();
            let bytes = base64::engine::general_purpose::STANDARD.decode(packed).unwrap_or_default();
            String::from_utf8_lossy(&bytes).into_owned()
        }
        "quoted-printable" => unquoted(body),
        _ => body.to_owned(),
    };
    format!("{}\n\n{}", header("Subject:"), body.replace("\r\n", "\n"))
}

/// RFC 2045 § 6.7.
fn unquoted(body: &str) -> String {
    let joined = body.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if *first == b'=' => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The address of a new, empty database on the PostgreSQL of the stories.
pub async fn fresh_database() -> Result<String> {
    let server = std::env::var("FOURLEAF_TEST_POSTGRES").map_err(|_| {
        Error::internal("stories on PostgreSQL need FOURLEAF_TEST_POSTGRES; `make test` starts a server")
    })?;
    let (client, connection) =
        tokio_postgres::connect(&server, tokio_postgres::NoTls).await.map_err(Error::internal)?;
    tokio::spawn(connection);
    let name = format!("story_{}", Random::machine().below(u64::MAX));
    client.batch_execute(&format!("create database {name}")).await.map_err(Error::internal)?;
    Ok(format!("{server} dbname={name}"))
}

/// Each story once on SQLite and once on PostgreSQL: `stories! { async fn name(story: Story) { ... } }`
/// with a function `begin(Engine) -> Story` in scope.
#[macro_export]
macro_rules! stories {
    ($($(#[$meta:meta])* async fn $name:ident($story:ident: Story) $body:block)*) => {
        $(mod $name {
            use super::*;
            async fn tell($story: Story) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            $(#[$meta])*
            async fn sqlite() {
                tell(begin($crate::testing::Engine::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            $(#[$meta])*
            async fn postgres() {
                tell(begin($crate::testing::Engine::Postgres).await).await;
            }
        })*
    };
}
