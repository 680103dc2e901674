//! Killed at any moment: what was acknowledged is there after the restart, once, and counted rightly.
//!
//! The long run is `fourleaf torture` by itself; here it is a short one, on both databases.

use kernel::testing::fresh_database;
use serde_json::Value;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const KILLS: u64 = 30;

pub fn fourleaf(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fourleaf"));
    command.arg("--data").arg(data).env("FOURLEAF_LIMITS__RATE", "off").env("FOURLEAF_LOG__LEVEL", "error");
    command
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

fn tortured(database: &str) {
    let folder = tempfile::tempdir().unwrap();
    let (data, counts) = (folder.path().join("kept"), folder.path().join("counts.json"));
    std::fs::create_dir(&data).unwrap();
    let mut torture = fourleaf(&data);
    torture.args(["torture", "--kills", &KILLS.to_string(), "--writers", "4"]).arg("--keep").arg(&data);
    let said = torture.arg("--json").arg(&counts).args(["--database", database]).output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
    let counts: Value = serde_json::from_slice(&std::fs::read(&counts).expect(&said)).unwrap();
    assert_eq!(counts["kills"], KILLS, "{said}");
    assert!(counts["acknowledged"].as_u64().unwrap() > 50, "too little was written to prove anything: {said}");
    for wrong in ["lost", "doubled", "counters_wrong", "readers_behind", "unfound", "refused", "panics"] {
        assert_eq!(counts[wrong], 0, "{wrong}: {said}");
    }
}

#[test]
fn nothing_acknowledged_is_lost_when_the_server_is_killed_and_its_disk_fails() {
    tortured("");
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_with_postgresql_either() {
    // `host=… port=… user=… dbname=…`, as an address.
    let words = fresh_database().await.unwrap();
    let of =
        |key: &str| words.split(' ').find_map(|word| word.strip_prefix(key)?.strip_prefix('=')).unwrap().to_owned();
    let database = format!("postgres://{}@{}:{}/{}", of("user"), of("host"), of("port"), of("dbname"));
    tokio::task::spawn_blocking(move || tortured(&database)).await.unwrap();
}
