//! What is tried, and how an input reaches it: as a request to the whole program in this process, or as a file to an
//! import that keeps nothing.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Method, Request, Uri, header};
use bytes::Bytes;
use community::identity::{self, MemberState, NewMember, NewOrganisation, OrganisationKind, tokens};
use community::spaces::Audience;
use gateway::transfer::{self, Folder, Manner, Report, WikiFile, WikiFolder};
use http_body_util::BodyExt as _;
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::Role;
use kernel::web::Routes;
use serde_json::{Value, json};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use tower::ServiceExt as _;

macro_rules! targets {
    ($($variant:ident = $word:literal,)*) => {
        /// Something that reads input from outside.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Target { $($variant),* }
        impl Target {
            pub const ALL: [Self; [$($word),*].len()] = [$(Self::$variant),*];
            /// The name, and that of its folder of seeds.
            pub fn word(self) -> &'static str { match self { $(Self::$variant => $word),* } }
        }
    };
}

targets! {
    Markdown = "markdown",
    Query = "query",
    Address = "address",
    Head = "head",
    Multipart = "multipart",
    Form = "form",
    Json = "json",
    Recurrence = "recurrence",
    Mail = "mail",
    People = "people",
    Spaces = "spaces",
    Memberships = "memberships",
    Posts = "posts",
    Wiki = "wiki",
    Mediawiki = "mediawiki",
    Confluence = "confluence",
    Stackexchange = "stackexchange",
    Calendar = "calendar",
}

/// An installation in which one target is tried.
pub struct Rig {
    target: Target,
    app: App,
    router: Router,
    token: String,
    input: PathBuf,
}

impl Rig {
    pub async fn new(target: Target, app: App, routes: Routes, input: PathBuf) -> Result<Self> {
        let random = app.random.clone();
        let made = async move |tx: &Tx| {
            let new = NewOrganisation {
                slug: "northwind".to_owned(),
                name: "Northwind".to_owned(),
                kind: OrganisationKind::Own,
                ..NewOrganisation::default()
            };
            let organisation = identity::ops::create_organisation(tx, &new).await?;
            let new = NewMember {
                handle: "ines".to_owned(),
                name: "Ines Halvorsen".to_owned(),
                organisation,
                role: Role::Administrator,
                state: MemberState::Active,
                ..NewMember::default()
            };
            let member: Id = identity::ops::create_member(tx, &new).await?;
            tokens::create(tx, &random, Some(member), member, "fuzz", true).await
        };
        let token = app.db.write(made).await?;
        let router = kernel::web::router(&app, routes);
        std::fs::create_dir_all(&input)?;
        let rig = Self { target, app, router, token, input };
        let depot = json!({ "name": "Depot", "slug": "depot", "audience": "internal", "joining": "open" });
        rig.post("/spaces", "application/json", depot.to_string().into_bytes()).await?;
        let note = json!({ "kind": "note", "space": "depot", "body": "The seal of set 407 is cold. #brakes @ines" });
        rig.post("/posts", "application/json", note.to_string().into_bytes()).await?;
        if target == Target::Query {
            rig.app.search.catch_up(&rig.app).await?;
        }
        Ok(rig)
    }

    /// Gives an input to the target. Answers a mark of what came of it; an error is a finding.
    pub async fn give(&self, input: &[u8]) -> Result<u64> {
        let text = || String::from_utf8_lossy(input).into_owned();
        match self.target {
            Target::Markdown => {
                self.post("/preview", "application/json", json!({ "body": text() }).to_string().into_bytes()).await
            }
            Target::Query => self.get(&format!("/search?q={}", address(input))).await,
            Target::Address => self.get(&format!("/{}", address(input).trim_start_matches('/'))).await,
            Target::Head => self.head(input).await,
            Target::Multipart => self.post("/posts", "multipart/form-data; boundary=X", input.to_vec()).await,
            Target::Form => self.post("/posts", "application/x-www-form-urlencoded", input.to_vec()).await,
            Target::Json => self.post("/posts", "application/json", input.to_vec()).await,
            Target::Recurrence => {
                let mut lines = text();
                let rules = lines.split_off(lines.find('\n').map_or(0, |at| at + 1));
                let rules: Vec<&str> = rules.lines().map(str::trim).collect();
                let event = json!({ "kind": "event", "type": "meeting", "title": "Shift", "body": "x", "space": "depot",
                    "starts": "2030-11-05T10:00", "ends": "2030-11-05T11:00", "zone": lines.trim(), "rules": rules });
                self.post("/events", "application/json", event.to_string().into_bytes()).await
            }
            Target::Mail => match kernel::incoming::read(Bytes::copy_from_slice(input)).await {
                Ok(read) => Ok(mark(&format!("{} {}", read.text.len().min(9), read.files.len()))),
                Err(error) => Ok(mark(&error.to_string())),
            },
            _ => self.import(input).await,
        }
    }

    async fn import(&self, input: &[u8]) -> Result<u64> {
        let manner = Manner { dry_run: true, watched: false };
        let path = self.input.join(match self.target {
            Target::People | Target::Memberships => "table.csv",
            Target::Spaces => "spaces.json",
            Target::Mediawiki => "pages.xml",
            Target::Confluence => "entities.xml",
            Target::Stackexchange => "Posts.xml",
            Target::Calendar => "calendar.toml",
            _ => "page.md",
        });
        let (app, space, author) = (&self.app, "depot".to_owned(), Some("ines".to_owned()));
        let wiki = |path: PathBuf| WikiFile {
            path,
            space: Some("depot".to_owned()),
            audience: Audience::Private,
            author: Some("ines".to_owned()),
            restricted: true,
        };
        std::fs::write(&path, input)?;
        let report = match self.target {
            Target::People => transfer::people(app, &path, manner).await,
            Target::Memberships => transfer::memberships(app, &path, manner).await,
            Target::Spaces => transfer::spaces(app, &path, Audience::Private, manner).await,
            Target::Posts | Target::Wiki => {
                unfold(&self.input, input)?;
                let (path, pictures) = (self.input.clone(), Vec::new());
                if self.target == Target::Posts {
                    let folder = Folder { path, space, kind: "article".to_owned(), author, pictures };
                    transfer::posts(app, &folder, manner).await
                } else {
                    transfer::wiki(app, &WikiFolder { path, space, author, pictures }, manner).await
                }
            }
            Target::Mediawiki => transfer::mediawiki(app, &wiki(path), manner).await,
            Target::Confluence => transfer::confluence(app, &wiki(path), manner).await,
            Target::Stackexchange => {
                std::fs::write(
                    self.input.join("Users.xml"),
                    "<users>\n<row Id=\"1\" DisplayName=\"Ines\" />\n</users>",
                )?;
                let dump = transfer::Dump { path: self.input.clone(), space };
                transfer::stackexchange(app, &dump, manner).await
            }
            _ => transfer::calendar(app, &wiki(path), manner).await,
        };
        match report {
            Ok(report) => Ok(mark(&said(&report))),
            Err(Error::Internal(cause)) => Err(Error::Internal(cause)),
            Err(error) => Ok(mark(&error.to_string())),
        }
    }

    async fn get(&self, address: &str) -> Result<u64> {
        // What is no address never comes as far as the program.
        let Ok(uri) = Uri::try_from(address) else { return Ok(0) };
        // What goes on until somebody leaves.
        if uri.path().starts_with("/live") {
            return Ok(0);
        }
        self.ask(Method::GET, uri, "", Body::empty(), &[]).await
    }

    async fn post(&self, path: &'static str, content: &str, body: Vec<u8>) -> Result<u64> {
        self.ask(Method::POST, Uri::from_static(path), content, Body::from(body), &[]).await
    }

    /// Lines `Name: value` of a head.
    async fn head(&self, input: &[u8]) -> Result<u64> {
        let mut lines = input.split(|byte| *byte == b'\n');
        let path = String::from_utf8_lossy(lines.next().unwrap_or_default()).trim().to_owned();
        let Ok(uri) = Uri::try_from(format!("/{}", path.trim_start_matches('/'))) else { return Ok(0) };
        if uri.path().starts_with("/live") {
            return Ok(0);
        }
        let mut head = Vec::new();
        for line in lines {
            let Some(colon) = line.iter().position(|byte| *byte == b':') else { continue };
            let (name, value) = line.split_at(colon);
            let value = value.get(1..).unwrap_or_default().trim_ascii();
            if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.trim_ascii()), HeaderValue::from_bytes(value)) {
                head.push((name, value));
            }
        }
        self.ask(Method::GET, uri, "", Body::empty(), &head).await
    }

    async fn ask(
        &self,
        method: Method,
        uri: Uri,
        content: &str,
        body: Body,
        head: &[(HeaderName, HeaderValue)],
    ) -> Result<u64> {
        let mut request = Request::builder().method(method).uri(uri).header(header::HOST, "localhost");
        if !head.iter().any(|(name, _)| *name == header::AUTHORIZATION || *name == header::COOKIE) {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.token));
        }
        if !head.iter().any(|(name, _)| *name == header::ACCEPT) {
            request = request.header(header::ACCEPT, "application/json");
        }
        if !content.is_empty() {
            request = request.header(header::CONTENT_TYPE, content);
        }
        for (name, value) in head {
            request = request.header(name, value);
        }
        let request = request.body(body).map_err(|cause| Error::internal(cause.to_string()))?;
        let answer = match self.router.clone().oneshot(request).await {
            Ok(answer) => answer,
            Err(never) => match never {},
        };
        let status = answer.status().as_u16();
        let body = answer.into_body().collect().await.map_err(|cause| Error::internal(cause.to_string()))?.to_bytes();
        let told = shape(status, &body);
        // 503 says that something is not there now: the search index of an installation without a server.
        if status >= 500 && status != 503 {
            return Err(Error::internal(told));
        }
        Ok(mark(&told))
    }
}

/// What of an answer tells one way through the program from another.
fn shape(status: u16, body: &[u8]) -> String {
    let told: Value = serde_json::from_slice(body).unwrap_or_default();
    let kind = told.get("type").and_then(Value::as_str).unwrap_or_default();
    let errors = told.get("errors").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let word = |error: &Value, name: &str| error.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let errors: Vec<String> =
        errors.iter().map(|error| format!("{}:{}", word(error, "field"), word(error, "code"))).collect();
    let html = told.get("html").and_then(Value::as_str).unwrap_or_default();
    let tags: Vec<&str> =
        html.split('<').skip(1).take(14).filter_map(|tag| tag.split([' ', '>', '\n']).next()).collect();
    let items = told.get("items").and_then(Value::as_array).map_or(0, |items| items.len().min(3));
    let is_said = |value: &&Value| !matches!(value, Value::Null | Value::Bool(false)) && **value != "" && **value != 0;
    let said = told.as_object().map_or(0, |told| told.values().filter(is_said).count());
    format!("{status} {kind} {} {} {items} {said}", errors.join(" "), tags.join("<"))
}

/// The report without places and names.
fn said(report: &Report) -> String {
    let plain = |text: &str| text.chars().filter(|c| !c.is_ascii_digit()).take(60).collect::<String>();
    let refused: Vec<String> = report.refused.iter().take(4).map(|refusal| plain(&refusal.reason)).collect();
    let notes: Vec<String> = report.notes.iter().take(4).map(|note| plain(note)).collect();
    format!("{} {} {}", report.new.min(5), refused.join("|"), notes.join("|"))
}

fn mark(said: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    said.hash(&mut hasher);
    hasher.finish()
}

/// As an address has it: what may not stand there is written with percent signs, the rest stays.
fn address(input: &[u8]) -> String {
    let one = |byte: &u8| match byte {
        b'!' | b'$'..=b';' | b'=' | b'?'..=b'Z' | b'_' | b'a'..=b'z' | b'~' => char::from(*byte).to_string(),
        byte => format!("%{byte:02x}"),
    };
    input.iter().take(8_000).map(one).collect()
}

/// One input as several files: `@@@ name` begins another.
fn unfold(folder: &Path, input: &[u8]) -> Result<()> {
    std::fs::remove_dir_all(folder)?;
    std::fs::create_dir_all(folder)?;
    let mut name = "page.md".to_owned();
    let mut content: Vec<u8> = Vec::new();
    for line in input.split_inclusive(|byte| *byte == b'\n') {
        let Some(next) = line.strip_prefix(b"@@@ ") else {
            content.extend_from_slice(line);
            continue;
        };
        std::fs::write(folder.join(&name), &content)?;
        content.clear();
        let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        name = String::from_utf8_lossy(next).chars().filter(plain).take(40).collect();
        name = format!("{}.md", name.trim_matches('.').trim_end_matches(".md"));
    }
    Ok(std::fs::write(folder.join(&name), &content)?)
}
