//! Many open browsers: what each costs the server, and how soon a new post has reached all of them.
//!
//! A browser here is a connection that asked for `/live` and reads. The clock starts when the post is
//! sent to the server, so what is told is writing it to disk, asking who may see it and telling them.

use super::client::Connection;
use super::load::Targets;
use super::report::Live;
use super::server::{self, Server};
use kernel::error::{Error, Result};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;

/// Browsers that come at the same time.
const COMING: usize = 64;
const ROUNDS: usize = 20;
const BETWEEN: Duration = Duration::from_millis(500);
const PATIENCE: Duration = Duration::from_secs(10);
/// Files that the process has open beside its browsers.
const OTHERS: u64 = 200;

pub async fn live(server: &Server, targets: &Targets, browsers: usize) -> Result<Live> {
    let allowed = kernel::machine::allow_many_connections().unwrap_or(1_024).saturating_sub(OTHERS);
    let browsers = browsers.min(usize::try_from(allowed).unwrap_or(usize::MAX));
    // Who publishes is not told of it, so the last tokens only publish.
    let listening = targets.tokens.len() - targets.tokens.len() / 10;
    let tokens = targets.tokens.get(..listening).unwrap_or_default();
    let publisher = targets.tokens.last().ok_or_else(|| Error::internal("nobody is there to publish"))?;
    let mut publishing = Connection::open(server.address).await?;
    // Neither the first page nor the first post is what is measured.
    let (heard, mut hears) = mpsc::unbounded_channel();
    let first = come(server.address, tokens, 1, &heard).await?;
    publish(&mut publishing, publisher, targets.salt, 0).await?;
    drop(first);
    let before = settled(server).await;
    let begun = Instant::now();
    let pages = come(server.address, tokens, browsers, &heard).await?;
    let opened_in = begun.elapsed();
    let after = settled(server).await;
    while hears.try_recv().is_ok() {}
    let cpu = server::cpu_ms(server.pid());
    let (mut micros, mut missed) = (Vec::with_capacity(browsers * ROUNDS), 0);
    for round in 1..=ROUNDS {
        let sent = Instant::now();
        publish(&mut publishing, publisher, targets.salt, round).await?;
        let told = round_of(&mut hears, browsers, sent, &mut micros).await;
        missed += browsers - told;
        tokio::time::sleep(BETWEEN).await;
    }
    let cpu = cpu.zip(server::cpu_ms(server.pid())).map(|(before, after)| after - before);
    drop(pages);
    micros.sort_unstable();
    let at = |share: usize| {
        micros.get(micros.len().saturating_sub(1) * share / 1_000).map_or(0.0, |us| f64::from(*us) / 1_000.0)
    };
    let each = |of: fn(server::Memory) -> u64| {
        let grown = after.zip(before).map_or(0, |(after, before)| of(after).saturating_sub(of(before)));
        number(grown) / number(u64::try_from(browsers.max(1)).unwrap_or(1))
    };
    Ok(Live {
        browsers,
        members: tokens.len().min(browsers),
        opened_in: opened_in.as_secs_f64(),
        resident_kb_each: each(|memory| memory.resident),
        own_kb_each: each(|memory| memory.own),
        p50_ms: at(500),
        p99_ms: at(990),
        max_ms: at(1_000),
        missed,
        cpu_ms_each: cpu.map(|ms| number(ms) / number(u64::try_from(ROUNDS).unwrap_or(1))),
    })
}

fn number(n: u64) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Memory when what was asked for is done and what was freed is given back.
async fn settled(server: &Server) -> Option<server::Memory> {
    tokio::time::sleep(Duration::from_secs(4)).await;
    server::memory(server.pid())
}

/// How many browsers hear of the post within [`PATIENCE`], and when.
async fn round_of(
    hears: &mut mpsc::UnboundedReceiver<Instant>,
    browsers: usize,
    sent: Instant,
    micros: &mut Vec<u32>,
) -> usize {
    let until = tokio::time::Instant::from_std(sent) + PATIENCE;
    for told in 0..browsers {
        match tokio::time::timeout_at(until, hears.recv()).await {
            Ok(Some(at)) => micros.push(u32::try_from(at.duration_since(sent).as_micros()).unwrap_or(u32::MAX)),
            _ => return told,
        }
    }
    browsers
}

/// Opens this many browsers; they read until they are dropped.
async fn come(
    address: SocketAddr,
    tokens: &[String],
    browsers: usize,
    heard: &mpsc::UnboundedSender<Instant>,
) -> Result<JoinSet<()>> {
    let mut pages = JoinSet::new();
    let gate = Arc::new(Semaphore::new(COMING));
    let mut opening = JoinSet::new();
    for nth in 0..browsers {
        let token = tokens.get(nth % tokens.len().max(1)).cloned().unwrap_or_default();
        let permit = gate.clone().acquire_owned().await.map_err(Error::internal)?;
        opening.spawn(async move {
            let page = open(address, nth, &token).await;
            drop(permit);
            page
        });
        while let Some(opened) = opening.try_join_next() {
            pages.spawn(read(opened.map_err(Error::internal)??, heard.clone()));
        }
    }
    while let Some(opened) = opening.join_next().await {
        pages.spawn(read(opened.map_err(Error::internal)??, heard.clone()));
    }
    Ok(pages)
}

/// One browser, as soon as it was told where it is.
async fn open(address: SocketAddr, nth: usize, token: &str) -> Result<TcpStream> {
    let mut stream = connect(address, nth).await?;
    let request = format!(
        "GET /live?topics=feed:latest HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n\
         accept: text/event-stream\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await?;
    let mut read = Vec::with_capacity(2_048);
    while !read.windows(11).any(|part| part == b"event: bell") {
        if stream.read_buf(&mut read).await? == 0 {
            let told = String::from_utf8_lossy(&read).into_owned();
            return Err(Error::Unavailable(format!("a browser was sent away: {told}")));
        }
    }
    if !read.starts_with(b"HTTP/1.1 200") {
        return Err(Error::Unavailable(format!("a browser was refused: {}", String::from_utf8_lossy(&read))));
    }
    Ok(stream)
}

/// From one of several addresses of this machine, so that ports are not short.
async fn connect(address: SocketAddr, nth: usize) -> Result<TcpStream> {
    let socket = tokio::net::TcpSocket::new_v4()?;
    if address.ip().is_loopback() {
        let host = u8::try_from(nth / 10_000 % 200).unwrap_or(0) + 2;
        socket.bind(SocketAddr::from(([127, 0, 0, host], 0)))?;
    }
    Ok(socket.connect(address).await?)
}

/// Says when it hears of a post.
async fn read(mut stream: TcpStream, heard: mpsc::UnboundedSender<Instant>) {
    let mut buffer = [0u8; 2_048];
    while let Ok(read @ 1..) = stream.read(&mut buffer).await {
        let part = buffer.get(..read).unwrap_or_default();
        if part.windows(11).any(|part| part == b"event: post") && heard.send(Instant::now()).is_err() {
            return;
        }
    }
}

async fn publish(connection: &mut Connection, token: &str, salt: usize, nth: usize) -> Result<()> {
    let body = format!("{{\"body\":\"Everybody who looks hears of this at once: {salt}-{nth}\"}}");
    let request = format!(
        "POST /posts HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\naccept: application/json\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let answer = connection.ask(request.as_bytes()).await?;
    if answer.is_success() { Ok(()) } else { Err(Error::Unavailable(format!("a post was refused: {}", answer.begin))) }
}
