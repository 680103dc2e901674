//! `fourleaf bench --knowledge`: 200,000 questions, a wiki of 20,000 pages whose branches are moved, and 50 people who
//! write one page.

use super::client::Connection;
use super::load::send;
use super::records::administrator;
use super::rows::{Rows, Table};
use super::server::Server;
use super::words::{rare_word, word, zipf};
use super::{chance::Chance, closed, configured, search};
use crate::compose::{self, Program};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use community::identity::{self, MemberState, NewMember, tokens};
use community::spaces::types::SpaceRole;
use community::spaces::{self, Audience, memberships};
use kernel::app::App;
use kernel::args;
use kernel::clock::MINUTE;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use knowledge::wiki::Document;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const QUESTIONS: usize = 200_000;
const ANSWERS: usize = 50;
/// Branches of the wiki, and pages below each; a branch is moved.
const BRANCHES: usize = 10;
const SECTIONS: usize = 20;
const BELOW: usize = 100;
const AT_ONCE: usize = 5_000;
const TIMES: usize = 300;
const MOVES: usize = 10;
const WRITERS: usize = 50;
/// Each writer types so often, and so many times.
const KEYS: Duration = Duration::from_millis(300);
const STROKES: usize = 60;

static POSTS: Table = Table {
    into: "insert into posts (id, kind, root, author, author_name, space, audience, title, summary, slug, body, html, words,
        language, series, state, revision, comments, reactions, shares, extras, created, published)",
    values: "#, #, #, #, '', #, #, #, '', '', #, #, #, '', '', 'published', 1, 0, 0, 0, 0, #, #",
};
static QUESTION_ROWS: Table = Table {
    into: "insert into questions (post, space, tags, score, answers, useful, active, closing)",
    values: "#, #, '[]', #, #, 0, #, ''",
};
static ANSWER_ROWS: Table =
    Table { into: "insert into question_answers (post, question, score, useful, wiki)", values: "#, #, #, 0, 0" };
static PAGES: Table = Table {
    into: "insert into wiki_pages (page, space, parent, slug, path, title_key, rank, template, asks_review, changed)",
    values: "#, #, #, #, #, #, #, 0, 0, #",
};

/// Where and as whom all of it is written.
#[derive(Clone, Copy)]
struct Place {
    member: Id,
    space: Id,
}

/// Fills an installation of its own, or the database that is named, and tells what was measured.
pub async fn measure(database: &str) -> Result<()> {
    let data = tempfile::Builder::new().prefix("fourleaf-knowledge-").tempdir_in(".")?;
    let configuration = configured(data.path(), None, database)?;
    let Program { app, readers, .. } = compose::open(configuration.clone()).await?;
    let (member, token) = administrator(&app).await?;
    let new = spaces::types::NewSpace {
        slug: "depot".to_owned(),
        name: "Depot".to_owned(),
        audience: Audience::Internal,
        ..spaces::types::NewSpace::default()
    };
    let space = app.db.write(async move |tx: &Tx| spaces::ops::create(tx, Some(member), &new).await).await?;
    let at = Place { member, space };
    let writers = writers(&app, at).await?;
    let begun = Instant::now();
    for nth in 0..QUESTIONS / AT_ONCE {
        app.db.write(async move |tx: &Tx| questions(tx, at, nth * AT_ONCE).await).await?;
    }
    let busy = app.db.write(async move |tx: &Tx| answered(tx, at).await).await?;
    let branches = fill_wiki(&app, at).await?;
    app.db.write(async |tx: &Tx| tx.execute("analyze", &[]).await.map(drop)).await?;
    println!("filled in {:.0} s", begun.elapsed().as_secs_f64());
    readers.catch_up(&app).await?;
    search::index(&app, &configuration).await?;
    drop(app);
    closed(data.path()).await;
    let server = Server::start(data.path(), None, database, &send("GET", "/questions", &token, "")).await?;
    reading(&server, &token, "the list of questions", |_| "/questions".to_owned()).await?;
    reading(&server, &token, "questions that wait", |_| "/questions?state=unanswered".to_owned()).await?;
    reading(&server, &token, "a question with 50 answers", |_| format!("/questions/{busy}")).await?;
    reading(&server, &token, "similar while typing", |nth| format!("/questions/similar?q={}", typed(nth))).await?;
    reading(&server, &token, "a page in a tree of 20,000", |nth| {
        format!("/wiki/depot/branch-{}/section-{}/page-{}", nth % BRANCHES, nth % SECTIONS, nth % (BELOW - 1))
    })
    .await?;
    moving(&server, &token, &branches).await?;
    writing(server.address, &writers).await?;
    server.stop().await
}

/// The tokens of so many members of the space: a member has only so many pages open at once.
async fn writers(app: &App, at: Place) -> Result<Vec<String>> {
    let random = app.random.clone();
    let made = async move |tx: &Tx| {
        let own: Id =
            tx.value("select organisation from members where id = $1", args![at.member]).await?.unwrap_or_default();
        let mut made = Vec::new();
        for nth in 0..WRITERS {
            let new = NewMember {
                handle: format!("writer-{nth}"),
                name: format!("Writer {nth}"),
                organisation: own,
                state: MemberState::Active,
                created: tx.now(),
                ..NewMember::default()
            };
            let member = identity::ops::create_member(tx, &new).await?;
            memberships::set_membership(tx, at.space, member, SpaceRole::Member).await?;
            made.push(tokens::create(tx, &random, Some(member), member, "bench", true).await?);
        }
        Ok(made)
    };
    app.db.write(made).await
}

/// A title as it is typed: some words, the last of them begun.
fn typed(nth: usize) -> String {
    let chance = Chance::new(u64::try_from(nth).unwrap_or(0).wrapping_mul(0x9e37_79b9));
    let mut words = vec![
        word(chance.below(72)).to_lowercase(),
        rare_word(zipf(&chance, 20)),
        word(chance.below(72)).to_lowercase(),
    ];
    words.push(rare_word(zipf(&chance, 20)).chars().take(4).collect());
    words.truncate(2 + nth % 3);
    words.join("+")
}

async fn questions(tx: &Tx, at: Place, from: usize) -> Result<()> {
    let (mut posts, mut beside) = (Rows::new(&POSTS), Rows::new(&QUESTION_ROWS));
    for nth in from..from + AT_ONCE {
        let chance = Chance::new(u64::try_from(nth).unwrap_or(0));
        let title = format!(
            "Why does the {} {} {} when the {} {}?",
            word(chance.below(72)).to_lowercase(),
            rare_word(zipf(&chance, 20)),
            rare_word(zipf(&chance, 20)),
            word(chance.below(72)).to_lowercase(),
            rare_word(zipf(&chance, 20)),
        );
        let body = format!("It happens since Monday, mostly near the {}.", rare_word(zipf(&chance, 50)));
        let when = tx.now() - i64::try_from(QUESTIONS - nth).unwrap_or(0) * MINUTE;
        let id = tx.id();
        let none: Option<Id> = None;
        posts.push([
            id.into(),
            "question".to_owned().into(),
            none.into(),
            at.member.into(),
            at.space.into(),
            Audience::Internal.into(),
            title.into(),
            body.clone().into(),
            format!("<p>{body}</p>").into(),
            9_i64.into(),
            when.into(),
            when.into(),
        ]);
        let answers = i64::from(nth % 10 != 0);
        let score = i64::try_from(chance.below(9)).unwrap_or(0);
        beside.push([id.into(), at.space.into(), score.into(), answers.into(), when.into()]);
    }
    posts.write(tx).await?;
    beside.write(tx).await
}

/// One question with many answers.
async fn answered(tx: &Tx, at: Place) -> Result<Id> {
    let question: Id = tx.value("select max(post) from questions", &[]).await?.unwrap_or_default();
    let (mut posts, mut beside) = (Rows::new(&POSTS), Rows::new(&ANSWER_ROWS));
    for nth in 0..ANSWERS {
        let body = format!("Measure the gap cold, attempt {nth}: 0.9 mm is what the manual says.");
        let id = tx.id();
        posts.push([
            id.into(),
            "answer".to_owned().into(),
            Some(question).into(),
            at.member.into(),
            at.space.into(),
            Audience::Internal.into(),
            String::new().into(),
            body.clone().into(),
            format!("<p>{body}</p>").into(),
            12_i64.into(),
            tx.now().into(),
            tx.now().into(),
        ]);
        beside.push([id.into(), question.into(), i64::try_from(nth % 7).unwrap_or(0).into()]);
    }
    posts.write(tx).await?;
    beside.write(tx).await?;
    let sql = "update questions set answers = $1 where post = $2";
    tx.execute(sql, args![i64::try_from(ANSWERS).unwrap_or(0), question]).await?;
    Ok(question)
}

/// Branches with sections with pages; the ids of the branches.
async fn fill_wiki(app: &App, at: Place) -> Result<Vec<Id>> {
    let mut branches = Vec::new();
    for branch in 0..BRANCHES {
        let written = async move |tx: &Tx| {
            let (mut posts, mut pages) = (Rows::new(&POSTS), Rows::new(&PAGES));
            let mut page = |parent: Option<Id>, above: &str, slug: String, rank: usize| {
                let path = if above.is_empty() { slug.clone() } else { format!("{above}/{slug}") };
                let id = tx.id();
                let body = "Measure the gap cold. It is 0.9 mm on all trams of the second series.\n\n".repeat(10);
                posts.push([
                    id.into(),
                    "page".to_owned().into(),
                    None::<Id>.into(),
                    at.member.into(),
                    at.space.into(),
                    Audience::Internal.into(),
                    slug.clone().into(),
                    body.clone().into(),
                    format!("<p>{body}</p>").into(),
                    140_i64.into(),
                    tx.now().into(),
                    tx.now().into(),
                ]);
                let rank = i64::try_from(rank + 1).unwrap_or(1) << 20;
                let title = slug.clone();
                pages.push([
                    id.into(),
                    at.space.into(),
                    parent.into(),
                    slug.into(),
                    path.clone().into(),
                    title.into(),
                    rank.into(),
                    tx.now().into(),
                ]);
                (id, path)
            };
            let (top, top_path) = page(None, "", format!("branch-{branch}"), branch);
            for section in 0..SECTIONS {
                let (id, path) = page(Some(top), &top_path, format!("section-{section}"), section);
                for nth in 0..BELOW - 1 {
                    page(Some(id), &path, format!("page-{nth}"), nth);
                }
            }
            posts.write(tx).await?;
            pages.write(tx).await?;
            Ok(top)
        };
        branches.push(app.db.write(written).await?);
    }
    Ok(branches)
}

/// Asks one after another, and tells how long each took.
async fn reading(server: &Server, token: &str, what: &str, path: impl Fn(usize) -> String) -> Result<()> {
    let mut connection = Connection::open(server.address).await?;
    let mut times = Vec::new();
    for nth in 0..TIMES {
        let request = send("GET", &path(nth), token, "");
        let begun = Instant::now();
        let answer = connection.ask(&request).await?;
        times.push(begun.elapsed());
        if !answer.is_success() {
            return Err(Error::Unavailable(format!("{what} was answered {}: {}", answer.status, answer.begin)));
        }
    }
    tell(what, times);
    Ok(())
}

pub fn tell(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: usize| {
        times.get(times.len().saturating_sub(1) * share / 100).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
    };
    println!("{what}: {} times, p50 {:.1}, p99 {:.1}, max {:.1} ms", times.len(), at(50), at(99), at(100));
}

/// Puts a branch of 2,000 pages below another, and back.
async fn moving(server: &Server, token: &str, branches: &[Id]) -> Result<()> {
    let (Some(moved), Some(other)) = (branches.first(), branches.last()) else { return Ok(()) };
    let mut connection = Connection::open(server.address).await?;
    let mut times = Vec::new();
    for nth in 0..MOVES {
        let parent = if nth % 2 == 0 { other.to_string() } else { String::new() };
        let body = json!({ "parent": parent, "position": "last" }).to_string();
        let begun = Instant::now();
        let answer = connection.ask(&send("PUT", &format!("/pages/{moved}/place"), token, &body)).await?;
        times.push(begun.elapsed());
        if !answer.is_success() {
            return Err(Error::Unavailable(format!("a move was answered {}: {}", answer.status, answer.begin)));
        }
    }
    tell("moving a branch of 2,000 pages", times);
    Ok(())
}

type Sent = Arc<Mutex<HashMap<String, Instant>>>;

/// Everybody types at the end of a line of their own; how long until all the others have it.
async fn writing(address: SocketAddr, tokens: &[String]) -> Result<()> {
    let token = tokens.first().map_or("", String::as_str);
    let mut connection = Connection::open(address).await?;
    let lines: String = (0..WRITERS).map(|nth| format!("Line of writer {nth}:\n\n")).collect();
    let body = json!({ "title": "Written by many", "body": lines }).to_string();
    let (status, made) = connection.ask_whole(&send("POST", "/wiki/depot", token, &body)).await?;
    let made: Value = serde_json::from_slice(&made)?;
    let page = made.get("id").and_then(Value::as_str).filter(|_| status == 201);
    let page = page.ok_or_else(|| Error::Unavailable(format!("the page was answered {status}: {made}")))?.to_owned();
    let sent = Sent::default();
    let (heard, mut hears) = tokio::sync::mpsc::unbounded_channel();
    let (mut tasks, mut listening) = (tokio::task::JoinSet::new(), tokio::task::JoinSet::new());
    for (nth, token) in tokens.iter().enumerate() {
        let stream = listen(address, token, &page).await?;
        listening.spawn(hear(stream, sent.clone(), heard.clone()));
        let (token, page, sent) = (token.clone(), page.clone(), sent.clone());
        tasks.spawn(async move { write(address, &token, &page, nth, &sent).await });
    }
    drop(heard);
    let mut acknowledged = Vec::new();
    while let Some(done) = tasks.join_next().await {
        acknowledged.extend(done.map_err(Error::internal)??);
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    let mut cut = 0;
    while listening.try_join_next().is_some() {
        cut += 1;
    }
    let mut reached = Vec::new();
    while let Ok(time) = hears.try_recv() {
        reached.push(time);
    }
    tell("a keystroke acknowledged, 50 write one page", acknowledged);
    println!("{} of {} keystrokes heard, {cut} browsers cut off", reached.len(), WRITERS * WRITERS * STROKES);
    tell("a keystroke at the others", reached);
    Ok(())
}

async fn write(address: SocketAddr, token: &str, page: &str, nth: usize, sent: &Sent) -> Result<Vec<Duration>> {
    let mut connection = Connection::open(address).await?;
    let at = format!("/pages/{page}/writing");
    let client = i64::try_from(nth).unwrap_or(0) + 1_000;
    let nothing = Document::of(Id(client), [])?;
    let form = json!({ "client": client, "vector": BASE64_STANDARD.encode(nothing.vector()) }).to_string();
    let (_, told) = connection.ask_whole(&send("POST", &at, token, &form)).await?;
    let told: Value = serde_json::from_slice(&told)?;
    let text = |name: &str| told.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let missing = BASE64_STANDARD.decode(text("missing")).map_err(Error::internal)?;
    let document = Document::of(Id(client), [missing.as_slice()])?;
    let line = format!("Line of writer {nth}:");
    let mut times = Vec::new();
    tokio::time::sleep(KEYS * u32::try_from(nth).unwrap_or(0) / u32::try_from(WRITERS).unwrap_or(1)).await;
    let mut ticks = tokio::time::interval(KEYS);
    for stroke in 0..STROKES {
        ticks.tick().await;
        let letter = char::from(b'a' + u8::try_from(stroke % 26).unwrap_or(0));
        let now = document.text().replacen(&line, &format!("{line}{letter}"), 1);
        let Some(change) = document.become_text(&now) else { continue };
        let update = BASE64_STANDARD.encode(change);
        let form = json!({ "epoch": text("epoch"), "client": client, "update": &update }).to_string();
        let begun = Instant::now();
        sent.lock().unwrap_or_else(PoisonError::into_inner).insert(update, begun);
        let answer = connection.ask(&send("POST", &at, token, &form)).await?;
        times.push(begun.elapsed());
        if !answer.is_success() {
            return Err(Error::Unavailable(format!("a keystroke was answered {}: {}", answer.status, answer.begin)));
        }
    }
    Ok(times)
}

async fn listen(address: SocketAddr, token: &str, page: &str) -> Result<TcpStream> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!(
        "GET /live?topics=writing:{page} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n\
         accept: text/event-stream\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await?;
    Ok(stream)
}

/// Tells how long each update took that this browser hears of.
async fn hear(mut stream: TcpStream, sent: Sent, heard: tokio::sync::mpsc::UnboundedSender<Duration>) {
    const MARK: &str = "\"update\":\"";
    let mut text = String::new();
    let mut buffer = vec![0_u8; 16_384];
    while let Ok(read @ 1..) = stream.read(&mut buffer).await {
        text.push_str(&String::from_utf8_lossy(buffer.get(..read).unwrap_or_default()));
        let now = Instant::now();
        let mut done = 0;
        while let Some(begin) = text.get(done..).and_then(|rest| rest.find(MARK)).map(|at| done + at + MARK.len()) {
            let Some(length) = text.get(begin..).and_then(|rest| rest.find('"')) else { break };
            let update = text.get(begin..begin + length).unwrap_or_default();
            let at = sent.lock().unwrap_or_else(PoisonError::into_inner).get(update).copied();
            if at.is_some_and(|at| heard.send(now.duration_since(at)).is_err()) {
                return;
            }
            done = begin + length;
        }
        text.drain(..done);
    }
}
