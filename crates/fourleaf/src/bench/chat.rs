//! `fourleaf bench --chat`: a live chat with a thousand present. Each has the page of the event open as a browser has it:
//! it hears what happens and asks for the questions anew, once for all that happens within three seconds.

use super::chance::Chance;
use super::client::Connection;
use super::knowledge::tell;
use super::load::send;
use super::server::{self, Server};
use super::{closed, configured, records};
use crate::compose::{self, Program};
use community::identity::{self, MemberState, NewMember, tokens};
use community::spaces::types::SpaceRole;
use community::spaces::{self, Audience, memberships};
use kernel::app::App;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{Notify, Semaphore};
use tokio::task::JoinSet;

const PRESENT: usize = 1_000;
/// Browsers that come at the same time.
const COMING: usize = 64;
/// Questions that were asked before it begins.
const ASKED_BEFORE: usize = 60;
/// How long it goes on, and what happens in each tenth of a second of it: a vote; each second a question, each other second
/// an answer.
const LASTS: Duration = Duration::from_secs(60);
const TICK: Duration = Duration::from_millis(100);
/// As in `web/src/live.ts`.
const REDRAWN_MS: usize = 3_000;
const ROUNDS: usize = 20;
const BETWEEN: Duration = Duration::from_millis(500);

/// Fills an installation of its own, or the database that is named, and tells what was measured.
pub async fn measure(database: &str) -> Result<()> {
    let data = tempfile::Builder::new().prefix("fourleaf-chat-").tempdir_in(".")?;
    let configuration = configured(data.path(), None, database)?;
    kernel::machine::allow_many_connections();
    let Program { app, readers, .. } = compose::open(configuration).await?;
    let (member, host) = records::administrator(&app).await?;
    let new = spaces::types::NewSpace {
        slug: "depot".to_owned(),
        name: "Depot".to_owned(),
        audience: Audience::Internal,
        ..spaces::types::NewSpace::default()
    };
    let space = app.db.write(async move |tx: &Tx| spaces::ops::create(tx, Some(member), &new).await).await?;
    let mut present: Vec<String> = Vec::new();
    for from in (0..PRESENT).step_by(100) {
        present.extend(members(&app, member, space, from..from + 100).await?);
    }
    readers.catch_up(&app).await?;
    drop(app);
    closed(data.path()).await;
    let server = Server::start(data.path(), None, database, &send("GET", "/feed", &host, "")).await?;
    let chat = begin(server.address, &host, &present).await?;
    go_on(&server, &chat, &host, &present).await?;
    server.stop().await
}

async fn members(app: &App, like: Id, space: Id, which: std::ops::Range<usize>) -> Result<Vec<String>> {
    let random = app.random.clone();
    let made = async move |tx: &Tx| {
        let own: Id =
            tx.value("select organisation from members where id = $1", args![like]).await?.unwrap_or_default();
        let mut made = Vec::new();
        for nth in which.clone() {
            let new = NewMember {
                handle: format!("present-{nth}"),
                name: format!("Present {nth}"),
                organisation: own,
                state: MemberState::Active,
                created: tx.now(),
                ..NewMember::default()
            };
            let member = identity::ops::create_member(tx, &new).await?;
            memberships::set_membership(tx, space, member, SpaceRole::Member).await?;
            made.push(tokens::create(tx, &random, Some(member), member, "bench", true).await?);
        }
        Ok(made)
    };
    app.db.write(made).await
}

fn at<T>(list: &[T], nth: usize) -> Result<&T> {
    list.get(nth % list.len().max(1)).ok_or_else(|| Error::internal("nothing there"))
}

async fn done(connection: &mut Connection, request: &[u8]) -> Result<Value> {
    let (status, body) = connection.ask_whole(request).await?;
    let told: Value = serde_json::from_slice(&body).unwrap_or_default();
    if status < 300 { Ok(told) } else { Err(Error::Unavailable(format!("answered {status}: {told}"))) }
}

fn id(told: &Value) -> String {
    told.get("id").and_then(Value::as_str).unwrap_or_default().to_owned()
}

struct Chat {
    event: String,
    questions: Vec<String>,
}

/// Announces it and gathers questions.
async fn begin(address: SocketAddr, host: &str, present: &[String]) -> Result<Chat> {
    let mut connection = Connection::open(address).await?;
    let form = json!({
        "type": "live-chat", "title": "How doors freeze", "body": "Ask what you like.", "zone": "Europe/Berlin",
        "starts": "2036-11-05T10:00", "ends": "2036-11-05T11:00", "space": "depot", "experts": ["present-0"],
    });
    let event = id(&done(&mut connection, &send("POST", "/events", host, &form.to_string())).await?);
    let mut questions = Vec::new();
    for nth in 0..ASKED_BEFORE {
        questions.push(ask(&mut connection, at(present, nth * 7)?, &event, nth).await?);
    }
    Ok(Chat { event, questions })
}

async fn ask(connection: &mut Connection, token: &str, event: &str, nth: usize) -> Result<String> {
    let body = json!({ "body": format!("Why does door {nth} of the second series freeze when the heater is on?") });
    Ok(id(&done(connection, &send("POST", &format!("/events/{event}/questions"), token, &body.to_string())).await?))
}

async fn go_on(server: &Server, chat: &Chat, host: &str, present: &[String]) -> Result<()> {
    let (heard, hears) = unbounded_channel();
    let (drawn, mut draws) = unbounded_channel();
    let begun = Instant::now();
    let browsers = come(server.address, present, &chat.event, &heard, &drawn).await?;
    println!("{} browsers came in {:.1} s", present.len(), begun.elapsed().as_secs_f64());
    tokio::time::sleep(Duration::from_secs(4)).await;
    while draws.try_recv().is_ok() {}
    let cpu = server::cpu_ms(server.pid());
    let acknowledged = happen(server.address, chat, present).await?;
    let used = cpu.zip(server::cpu_ms(server.pid())).map_or(0, |(before, after)| after - before);
    let mut drawn_in = Vec::new();
    while let Ok(time) = draws.try_recv() {
        drawn_in.push(time);
    }
    println!(
        "{} times the questions were asked for by the browsers; the server used {:.0} % of a core",
        drawn_in.len(),
        f64::from(u32::try_from(used).unwrap_or(u32::MAX)) / LASTS.as_secs_f64() / 10.0,
    );
    tell("a vote, a question, an answer is acknowledged", acknowledged);
    tell("the questions anew in a browser", drawn_in);
    tokio::time::sleep(Duration::from_secs(5)).await;
    reached(server.address, chat, host, hears, present.len()).await?;
    if let Some(memory) = server::memory(server.pid()) {
        println!("{} MB resident", memory.resident / 1_024);
    }
    drop(browsers);
    Ok(())
}

/// Votes, questions and answers, each at its time whether or not the one before is through.
async fn happen(address: SocketAddr, chat: &Chat, present: &[String]) -> Result<Vec<Duration>> {
    let chance = Chance::new(7);
    let mut ticks = tokio::time::interval(TICK);
    let mut tasks = JoinSet::new();
    let (event, expert) = (chat.event.clone(), at(present, 0)?.clone());
    let until = Instant::now() + LASTS;
    let mut nth = 0;
    while Instant::now() < until {
        ticks.tick().await;
        nth += 1;
        let question = at(&chat.questions, chance.leaning(chat.questions.len(), 500))?.clone();
        let token = at(present, chance.below(PRESENT))?;
        let path = format!("/events/{event}/questions/{question}/vote");
        let mut requests = vec![send("PUT", &path, token, "{}")];
        if nth % 10 == 0 {
            let body = json!({ "body": format!("And what about door {nth} of the third series, in the morning?") });
            requests.push(send("POST", &format!("/events/{event}/questions"), token, &body.to_string()));
        }
        if nth % 20 == 0 {
            let body =
                json!({ "body": "**Water** in the seal: dry it, then grease it, and it opens at twenty below." });
            let path = format!("/events/{event}/questions/{question}/answers");
            requests.push(send("POST", &path, &expert, &body.to_string()));
        }
        for request in requests {
            tasks.spawn(async move {
                let begun = Instant::now();
                done(&mut Connection::open(address).await?, &request).await?;
                Ok::<_, Error>(begun.elapsed())
            });
        }
    }
    let mut times = Vec::new();
    while let Some(time) = tasks.join_next().await {
        times.push(time.map_err(Error::internal)??);
    }
    Ok(times)
}

/// How long until everybody has heard of something.
async fn reached(
    address: SocketAddr,
    chat: &Chat,
    host: &str,
    mut hears: UnboundedReceiver<Instant>,
    present: usize,
) -> Result<()> {
    while hears.try_recv().is_ok() {}
    let mut connection = Connection::open(address).await?;
    let (mut times, mut missed) = (Vec::new(), 0);
    for _ in 0..ROUNDS {
        let request = send("PUT", &format!("/events/{}/chat", chat.event), host, r#"{"state":"live"}"#);
        let sent = Instant::now();
        done(&mut connection, &request).await?;
        let until = tokio::time::Instant::from_std(sent) + Duration::from_secs(10);
        for told in 0..present {
            match tokio::time::timeout_at(until, hears.recv()).await {
                Ok(Some(at)) => times.push(at.duration_since(sent)),
                _ => {
                    missed += present - told;
                    break;
                }
            }
        }
        tokio::time::sleep(BETWEEN).await;
    }
    tell("what happens has reached a browser", times);
    println!("{missed} of {} not heard", ROUNDS * present);
    Ok(())
}

async fn come(
    address: SocketAddr,
    tokens: &[String],
    event: &str,
    heard: &UnboundedSender<Instant>,
    drawn: &UnboundedSender<Duration>,
) -> Result<JoinSet<Result<()>>> {
    let mut pages = JoinSet::new();
    let gate = Arc::new(Semaphore::new(COMING));
    for (nth, token) in tokens.iter().enumerate() {
        let permit = gate.clone().acquire_owned().await.map_err(Error::internal)?;
        let stream = listen(address, token, event).await?;
        let something = Arc::new(Notify::new());
        pages.spawn(hear(stream, something.clone(), heard.clone()));
        pages.spawn(draw(address, token.clone(), event.to_owned(), nth, something, drawn.clone()));
        drop(permit);
    }
    Ok(pages)
}

/// Opens the page, and hears from then on.
async fn listen(address: SocketAddr, token: &str, event: &str) -> Result<TcpStream> {
    let page =
        format!("GET /events/{event} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n{HTML}\r\n");
    let answer = Connection::open(address).await?.ask(page.as_bytes()).await?;
    if !answer.is_success() {
        return Err(Error::Unavailable(format!("the page was answered {}: {}", answer.status, answer.begin)));
    }
    let mut stream = TcpStream::connect(address).await?;
    let request = format!(
        "GET /live?topics=post:{event} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n\
         accept: text/event-stream\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await?;
    let mut read = Vec::with_capacity(2_048);
    while !read.windows(11).any(|part| part == b"event: bell") {
        if stream.read_buf(&mut read).await? == 0 {
            return Err(Error::Unavailable(format!("sent away: {}", String::from_utf8_lossy(&read))));
        }
    }
    Ok(stream)
}

async fn hear(mut stream: TcpStream, something: Arc<Notify>, heard: UnboundedSender<Instant>) -> Result<()> {
    let mut buffer = vec![0_u8; 4_096];
    while let Ok(read @ 1..) = stream.read(&mut buffer).await {
        let part = buffer.get(..read).unwrap_or_default();
        let touched = part.windows(14).any(|part| part == b"event: touched");
        if touched && heard.send(Instant::now()).is_err() {
            return Ok(());
        }
        if touched || part.windows(14).any(|part| part == b"event: comment") {
            something.notify_one();
        }
    }
    Err(Error::Unavailable("a browser was cut off".to_owned()))
}

const HTML: &str = "accept: text/html\r\naccept-encoding: gzip, deflate, br, zstd\r\n";

/// Asks for the questions anew, at a moment of its own within three seconds of what happened first.
async fn draw(
    address: SocketAddr,
    token: String,
    event: String,
    nth: usize,
    something: Arc<Notify>,
    drawn: UnboundedSender<Duration>,
) -> Result<()> {
    let chance = Chance::new(u64::try_from(nth).unwrap_or(0));
    let part = format!(
        "GET /events/{event}/chat HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n{HTML}hx-request: true\r\n\r\n"
    );
    let mut connection = Connection::open(address).await?;
    loop {
        something.notified().await;
        let wait = Duration::from_millis(u64::try_from(chance.below(REDRAWN_MS)).unwrap_or(0));
        tokio::time::sleep(wait).await;
        let begun = Instant::now();
        let answer = connection.ask(part.as_bytes()).await?;
        if !answer.is_success() {
            return Err(Error::Unavailable(format!("the questions were answered {}: {}", answer.status, answer.begin)));
        }
        if drawn.send(begun.elapsed()).is_err() {
            return Ok(());
        }
    }
}
