//! Killed at any moment: what was acknowledged is there after the restart, once, and counted rightly.
//!
//! The real program on a real folder, killed with SIGKILL while four writers post, comment and react.

use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const ROUNDS: u64 = 6;
const WRITERS: usize = 4;

pub fn fourleaf(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fourleaf"));
    command.arg("--data").arg(data).env("FOURLEAF_LIMITS__RATE", "off").env("FOURLEAF_LOG__LEVEL", "error");
    command
}

fn serve(data: &Path) -> (Child, SocketAddr) {
    serve_with(data, &[])
}

/// A server with these environment variables, as soon as it answers.
pub fn serve_with(data: &Path, environment: &[(&str, &str)]) -> (Child, SocketAddr) {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut child = fourleaf(data)
        .envs(environment.iter().copied())
        .args(["serve", "--listen", &address.to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(30) {
        if send(address, "", "GET", "/healthz", None).is_some() {
            return (child, address);
        }
        std::thread::sleep(Duration::from_millis(30));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    panic!("the server did not start");
}

/// One request on a connection of its own; none when no whole answer came.
pub fn send(address: SocketAddr, token: &str, method: &str, path: &str, body: Option<Value>) -> Option<(u16, Value)> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(2)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(15))).ok()?;
    let body = body.map(|body| body.to_string()).unwrap_or_default();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nAccept: application/json\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let request = if token.is_empty() { request.replace("Authorization: Bearer \r\n", "") } else { request };
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let length = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.trim().parse::<usize>().ok());
    if length.is_some_and(|length| body.len() < length) {
        return None;
    }
    Some((status, serde_json::from_str(body).unwrap_or(Value::Null)))
}

fn prepare(data: &Path) -> String {
    administrator(data, "adam", "Adam")
}

/// Makes an administrator; a token of theirs.
pub fn administrator(data: &Path, handle: &str, name: &str) -> String {
    let email = format!("{handle}@northwind.example");
    let mut admin = fourleaf(data)
        .args(["admin", "create", "--handle", handle, "--name", name, "--email", &email, "--password-stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    admin.stdin.take().unwrap().write_all(b"quiet depots at night\n").unwrap();
    assert!(admin.wait().unwrap().success());
    let token = fourleaf(data).args(["token", "create", "--member", handle, "--scope", "read,write"]).output().unwrap();
    String::from_utf8(token.stdout).unwrap().trim().to_owned()
}

/// Stands in one post only.
fn word(round: u64, writer: usize, n: i32) -> String {
    format!("r{round}w{writer}n{n}")
}

#[derive(Default)]
struct Acknowledged {
    posts: Vec<(String, String)>,
    comments: Vec<(String, String)>,
    reactions: Vec<String>,
}

fn write_until_killed(
    address: SocketAddr,
    token: &str,
    writer: usize,
    round: u64,
    stop: &AtomicBool,
    told: &Mutex<Acknowledged>,
) {
    for n in 0.. {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let text = format!("round {round} writer {writer} number {n} {}", word(round, writer, n));
        let post = json!({ "kind": "note", "body": text, "once": text });
        let Some((201, made)) = send(address, token, "POST", "/posts", Some(post)) else { continue };
        let id = made["id"].as_str().unwrap().to_owned();
        told.lock().unwrap().posts.push((id.clone(), text.clone()));
        let body = Some(json!({ "body": text }));
        if let Some((201, made)) = send(address, token, "POST", &format!("/posts/{id}/comments"), body) {
            told.lock().unwrap().comments.push((id.clone(), made["id"].as_str().unwrap().to_owned()));
        }
        let at = format!("/posts/{id}/reactions/%F0%9F%91%8D");
        if let Some((200, _)) = send(address, token, "PUT", &at, Some(json!({}))) {
            told.lock().unwrap().reactions.push(id);
        }
    }
}

#[test]
fn nothing_acknowledged_is_lost_when_the_server_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let token = prepare(&data);
    let told = Mutex::new(Acknowledged::default());
    for round in 0..ROUNDS {
        let (mut server, address) = serve(&data);
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for writer in 0..WRITERS {
                let (token, stop, told) = (&token, &stop, &told);
                scope.spawn(move || write_until_killed(address, token, writer, round, stop, told));
            }
            // Another moment in each round.
            std::thread::sleep(Duration::from_millis(120 + 97 * round));
            server.kill().unwrap();
            server.wait().unwrap();
            stop.store(true, Ordering::Relaxed);
        });
    }
    let (mut server, address) = serve(&data);
    let told = told.into_inner().unwrap();
    assert!(told.posts.len() > 20, "too little was written to prove anything: {}", told.posts.len());
    for (id, text) in &told.posts {
        let (status, post) = send(address, &token, "GET", &format!("/posts/{id}"), None).unwrap();
        assert_eq!((status, post["body"].as_str()), (200, Some(text.as_str())), "post {id}");
        let thread = post["thread"].as_array().unwrap();
        assert_eq!(post["comments"].as_u64().unwrap() as usize, thread.len(), "the counter of post {id}");
        for (_, comment) in told.comments.iter().filter(|(post, _)| post == id) {
            assert!(thread.iter().any(|found| found["id"] == comment.as_str()), "comment {comment}");
        }
        let reactions = post["reactions"].as_array().unwrap();
        if told.reactions.contains(id) {
            assert_eq!((reactions.len(), &reactions[0]["n"]), (1, &json!(1)), "the reaction on post {id}");
        }
    }
    let mut texts = std::collections::HashMap::new();
    let mut before = String::new();
    loop {
        let (_, page) = send(address, &token, "GET", &format!("/feed?view=latest&before={before}"), None).unwrap();
        for item in page["items"].as_array().unwrap() {
            *texts.entry(item["html"].as_str().unwrap().to_owned()).or_insert(0) += 1;
        }
        match page["next"].as_str() {
            Some(next) => before = next.to_owned(),
            None => break,
        }
    }
    assert!(texts.values().all(|n| *n == 1), "a post is there twice");
    readers_catch_up(&data);
    everything_is_found(address, &token, &told);
    server.kill().unwrap();
    server.wait().unwrap();
}

/// The index was killed as often as the database, and is written later.
fn everything_is_found(address: SocketAddr, token: &str, told: &Acknowledged) {
    let begun = Instant::now();
    for (id, text) in &told.posts {
        let word = text.rsplit(' ').next().unwrap();
        loop {
            let (_, found) = send(address, token, "GET", &format!("/search?q={word}"), None).unwrap();
            let times = found["items"].as_array().unwrap().iter().filter(|item| item["id"] == id.as_str()).count();
            if times == 1 {
                break;
            }
            assert!(times == 0 && begun.elapsed() < Duration::from_secs(30), "{word} is found {times} times");
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

fn readers_catch_up(data: &Path) {
    let begun = Instant::now();
    loop {
        let check = fourleaf(data).arg("check").output().unwrap();
        let said = String::from_utf8_lossy(&check.stdout).into_owned();
        let behind = said.lines().filter(|line| line.contains(" behind")).any(|line| !line.contains(": 0 behind"));
        if check.status.success() && said.contains(": 0 behind") && !behind {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "readers stay behind: {said}");
        std::thread::sleep(Duration::from_millis(300));
    }
}
