//! The server that is measured: this same program as a child, so that what it uses can be told from
//! what the measuring uses.

use super::client::Connection;
use kernel::error::{Error, Result};
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

const PATIENCE: Duration = Duration::from_secs(60);

pub struct Server {
    child: Child,
    pub address: SocketAddr,
    /// From its start to its first answer.
    pub started_in: Duration,
}

/// Memory of a process, in kilobytes.
#[derive(Debug, Clone, Copy, Default, serde::Serialize)]
pub struct Memory {
    /// All that is mapped and present; pages of the database file count once for each connection.
    pub resident: u64,
    /// What the process made itself.
    pub own: u64,
    /// The most that was ever resident.
    pub peak: u64,
}

impl Server {
    /// Starts the program on a free port and waits for its first answer.
    pub async fn start(data: &Path, config: Option<&Path>, database: &str, request: &[u8]) -> Result<Self> {
        let program = std::env::current_exe()?;
        let begun = Instant::now();
        let mut command = Command::new(program);
        command.arg("--data").arg(data);
        if let Some(config) = config {
            command.arg("--config").arg(config);
        }
        command.args(["serve", "--listen", "127.0.0.1:0"]);
        command.env("FOURLEAF_LIMITS__RATE", "off").env("FOURLEAF_LOG__LEVEL", "warn");
        // Digests are measured by themselves.
        command.env("FOURLEAF_NOTIFICATIONS__DIGEST", "off");
        if !database.is_empty() {
            command.env("FOURLEAF_DATABASE__URL", database);
        }
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
        let port = tokio::time::timeout(PATIENCE, told_port(&mut child)).await;
        let port = port.map_err(|_| Error::Unavailable("the server did not start within a minute".to_owned()))??;
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let mut connection = Connection::open(address).await?;
        let answer = connection.ask(request).await?;
        if !answer.is_success() {
            let told = format!("the first answer of the server is {}: {}", answer.status, answer.begin);
            return Err(Error::Unavailable(told));
        }
        Ok(Self { child, address, started_in: begun.elapsed() })
    }

    pub fn pid(&self) -> Option<u32> {
        self.child.id()
    }

    pub async fn stop(mut self) -> Result<()> {
        Ok(self.child.kill().await?)
    }
}

/// The port that the child says it listens on; what it says later is read and forgotten.
async fn told_port(child: &mut Child) -> Result<u16> {
    let out = child.stdout.take().ok_or_else(|| Error::internal("the server has no output"))?;
    let mut lines = BufReader::new(out).lines();
    let first = lines.next_line().await?;
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    let port = first.as_deref().and_then(|line| line.rsplit(':').next()).and_then(|port| port.trim().parse().ok());
    port.ok_or_else(|| Error::Unavailable(format!("the server did not start: {}", first.unwrap_or_default())))
}

/// Milliseconds of CPU that a process has used. None where there is no /proc.
pub fn cpu_ms(pid: Option<u32>) -> Option<u64> {
    let stat = std::fs::read_to_string(proc_file(pid, "stat")).ok()?;
    // The name of the process stands in parentheses and may hold anything.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|ticks| ticks.parse::<u64>().ok());
    // Fields 14 and 15, in hundredths of a second on every Linux (proc(5)).
    Some((ticks(11)? + ticks(12)?) * 10)
}

pub fn memory(pid: Option<u32>) -> Option<Memory> {
    let status = std::fs::read_to_string(proc_file(pid, "status")).ok()?;
    let of = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim_start_matches(':').split_whitespace().next()?.parse().ok()
    };
    Some(Memory { resident: of("VmRSS")?, own: of("RssAnon")?, peak: of("VmHWM")? })
}

fn proc_file(pid: Option<u32>, name: &str) -> String {
    pid.map_or_else(|| format!("/proc/self/{name}"), |pid| format!("/proc/{pid}/{name}"))
}
