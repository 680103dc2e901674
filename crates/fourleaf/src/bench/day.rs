//! `fourleaf bench run`: a mixed day of a company, as its members make it.
//!
//! Requests come at moments that do not depend on the answers (open loop, exponential gaps), and what is told is the
//! time from the moment at which one was due. So a server that falls behind cannot hide it by being asked less
//! (Gil Tene's "coordinated omission"). The rate rises until the server cannot keep up; then the day is
//! run at four fifths of what it could. What each operation costs is measured alone, before.

use super::arriving::run;
use super::chance::Chance;
use super::client::Connection;
use super::load::{Measured, Operation, Targets, measure, send};
use super::plan::Sizes;
use super::server::{self, Server};
use super::{bare_feed, closed, configured, known, picture, search, targets};
use crate::compose::{self, Program};
use clap::Args;
use kernel::configuration::Configuration;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use std::time::Duration;

#[derive(Debug, Args)]
pub struct Day {
    /// How long each operation and each rate is measured.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// Connections that are open at once.
    #[arg(long, default_value_t = 64)]
    connections: usize,
    /// Writes the report to this file as well.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Draws how long answers take as more members come.
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// A former report: tells what became slower, and fails when something costs a quarter more.
    #[arg(long, value_name = "FILE")]
    compare: Option<PathBuf>,
    /// Only this many requests a second, for `--seconds`: tells the moments at which many waited, and what they asked for.
    #[arg(long, value_name = "N", conflicts_with_all = ["json", "svg", "compare"])]
    rate: Option<u32>,
    /// A PostgreSQL database that was filled by `bench generate`.
    #[arg(long, value_name = "URL", default_value = "")]
    database: String,
}

/// What is done, and how often in a hundred.
pub const MIX: [(Operation, usize); 15] = [
    (Operation::HomeHtmlCompressed, 20),
    (Operation::HomeJson, 14),
    (Operation::ForYouJson, 8),
    (Operation::AnyPostHtml, 12),
    (Operation::ProfileHtml, 8),
    (Operation::SpaceHtml, 8),
    (Operation::NotificationsJson, 8),
    (Operation::SearchJson, 5),
    (Operation::WikiHtml, 4),
    (Operation::PeopleJson, 3),
    (Operation::React, 4),
    (Operation::Comment, 2),
    (Operation::Publish, 2),
    (Operation::Edit, 1),
    (Operation::MembersHtml, 1),
];

/// The first rate, requests a second, and what the next is of it. The ninth is 1,200, which is wanted.
const FIRST_RATE: f64 = 201.326_592;
const STEP: f64 = 1.25;
const MOST_STEPS: usize = 24;
/// What members are to wait at most, in the 99th of a hundred cases.
pub const GOOD_MS: f64 = 60.0;
/// Beyond this there is no point in asking for more.
const HOPELESS_MS: f64 = 400.0;
/// Which share of the best rate the day is run at.
const CALM: f64 = 0.8;
/// Of CPU in a second: a server that rests takes less. It is waited for so many seconds at most.
const RESTING_MS: u64 = 50;
const MOST_REST: usize = 300;
const PAGES: usize = 20;
const OWN_POSTS: usize = 200;
/// What a benchmark may cost more than a former one.
const SLACK: f64 = 1.25;

/// What is told of one operation.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Told {
    /// Requests a second, within the day.
    pub rate: f64,
    pub p50_ms: f64,
    pub p95_ms: f64,
    pub p99_ms: f64,
    pub max_ms: f64,
    /// Of the server for one request, measured alone.
    pub cpu_ms: Option<f64>,
    /// Of its statements for one request, run bare in this process; none where that is not measured.
    pub bare_ms: Option<f64>,
    #[serde(default)]
    pub failed: usize,
}

/// One rate, and how it went.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Rung {
    pub offered: f64,
    pub answered: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// Of the server, in milliseconds a second; 1,000 are one processor.
    pub cpu_ms_a_second: Option<f64>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DayReport {
    pub machine: String,
    pub commit: String,
    pub size: Sizes,
    pub database: String,
    pub operations: BTreeMap<String, Told>,
    /// The highest rate with which 99 of 100 answers come within 60 ms.
    pub knee: f64,
    /// The whole day at four fifths of that.
    pub day: Told,
    pub ramp: Vec<Rung>,
    pub memory_mb: u64,
    pub start_ms: f64,
    /// Of the embedded database, comments counted as posts; none with PostgreSQL.
    pub disk_bytes_per_post: Option<u64>,
}

pub async fn day(data: &Path, config: Option<&Path>, asked: &Day) -> Result<ExitCode> {
    let baseline: Option<DayReport> = match &asked.compare {
        Some(file) => Some(serde_json::from_slice(&std::fs::read(file)?)?),
        None => None,
    };
    let configuration = configured(data, config, &asked.database)?;
    let lasting = Duration::from_secs(asked.seconds.max(1));
    let Program { app, readers, .. } = compose::open_existing(configuration.clone()).await?;
    let mark = known(&app).await?.ok_or_else(|| {
        Error::Unavailable(format!("there is nothing in {}: fill it with bench generate", data.display()))
    })?;
    readers.catch_up(&app).await?;
    let mut targets = targets(&app, mark).await?;
    let engine = app.db.engine_name().to_owned();
    let bare = bare_feed(&app, configuration.database.readers, lasting).await?;
    search::index(&app, &configuration).await?;
    drop(app);
    closed(&configuration.data).await;
    let first = Operation::HomeJson.request(&targets, 0);
    let server = Server::start(&configuration.data, config, &asked.database, &first).await?;
    super::load::enter(server.address, &targets).await?;
    furnish(server.address, &mut targets).await?;
    let targets = Arc::new(targets);
    if let Some(rate) = asked.rate {
        settle(&server).await;
        let went = run(server.address, &targets, f64::from(rate), lasting, asked.connections).await;
        went.print_waits();
        server.stop().await?;
        return Ok(ExitCode::SUCCESS);
    }
    let alone = alone(&server, &targets, asked.connections, lasting).await;
    settle(&server).await;
    let (ramp, knee) = ramp(&server, &targets, asked, lasting).await;
    eprintln!("the day, at {:.0} requests a second", knee * CALM);
    let whole = run(server.address, &targets, knee * CALM, lasting * 3, asked.connections).await;
    let memory_mb = server::memory(server.pid()).map_or(0, |memory| memory.resident / 1_024);
    let start_ms = server.started_in.as_secs_f64() * 1_000.0;
    server.stop().await?;
    let mut operations = BTreeMap::new();
    for (operation, _) in MIX {
        let told = whole.told(|one| one == operation);
        let alone = alone.iter().find(|measured| measured.name == operation.name());
        let bare_ms =
            matches!(operation, Operation::HomeJson | Operation::HomeHtmlCompressed).then_some(bare).flatten();
        let cpu_ms = alone.and_then(|measured| measured.cpu_ms);
        operations.insert(operation.name().to_owned(), Told { cpu_ms, bare_ms, ..told });
    }
    let report = DayReport {
        machine: machine(),
        commit: commit(),
        size: mark.sizes,
        database: engine,
        operations,
        knee,
        day: whole.told(|_| true),
        ramp,
        memory_mb,
        start_ms,
        disk_bytes_per_post: disk(&configuration, mark.sizes),
    };
    report.print();
    if let Some(file) = &asked.json {
        std::fs::write(file, serde_json::to_string_pretty(&report)?)?;
    }
    if let Some(file) = &asked.svg {
        std::fs::write(file, picture::draw(&report))?;
    }
    let slower = baseline.map_or(0, |baseline| report.compare(&baseline));
    let failed: usize = report.operations.values().map(|told| told.failed).sum();
    Ok(if slower == 0 && failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What the written data lack: pages of the wiki, and posts that somebody may change.
async fn furnish(address: SocketAddr, targets: &mut Targets) -> Result<()> {
    let mut connection = Connection::open(address).await?;
    let chance = Chance::new(7);
    let space = targets.spaces.first().cloned().unwrap_or_default();
    let owner = targets.tokens.first().cloned().unwrap_or_default();
    for nth in 0..PAGES {
        let mut body = String::new();
        while body.len() < 50_000 {
            body += &format!("## Section {}\n\n", body.len());
            for _ in 0..4 {
                body += &super::words::sentence(&chance, 40, 80);
                body += "\n\n- one **step**\n- another `step`\n\n";
            }
        }
        let form = json!({ "title": format!("Manual {}-{nth}", targets.salt), "body": body });
        let told = ask(&mut connection, &send("POST", &format!("/wiki/{space}"), &owner, &form.to_string())).await?;
        let url = told.get("url").and_then(Value::as_str).unwrap_or_default().to_owned();
        targets.pages.push(url);
    }
    for nth in 0..OWN_POSTS {
        let token = targets.tokens.get(nth * 9 % targets.tokens.len().max(1)).cloned().unwrap_or_default();
        let form = json!({ "body": format!("Shift report {}-{nth}, to be corrected.", targets.salt) });
        let told = ask(&mut connection, &send("POST", "/posts", &token, &form.to_string())).await?;
        let id: Id = told.get("id").and_then(Value::as_str).unwrap_or_default().parse()?;
        targets.own.push((token, id));
    }
    Ok(())
}

async fn ask(connection: &mut Connection, request: &[u8]) -> Result<Value> {
    let (status, body) = connection.ask_whole(request).await?;
    if status != 201 {
        let said = String::from_utf8_lossy(&body).chars().take(300).collect::<String>();
        return Err(Error::Unavailable(format!("the benchmark could not be furnished: {status} {said}")));
    }
    Ok(serde_json::from_slice(&body)?)
}

/// Each operation by itself, as fast as it can: what it costs the server.
async fn alone(server: &Server, targets: &Arc<Targets>, connections: usize, lasting: Duration) -> Vec<Measured> {
    let mut all = Vec::new();
    for (operation, _) in MIX {
        eprintln!("measuring {}", operation.name());
        all.push(measure(server.address, server.pid(), operation, targets, connections.min(32), lasting).await);
    }
    all
}

/// Waits until the server has done what follows from all that was written at once: a day has no such hour.
pub async fn settle(server: &Server) {
    eprintln!("waiting until the server rests");
    for _ in 0..MOST_REST {
        let before = server::cpu_ms(server.pid());
        tokio::time::sleep(Duration::from_secs(1)).await;
        let spent = before.zip(server::cpu_ms(server.pid())).map(|(before, after)| after.saturating_sub(before));
        if spent.is_none_or(|ms| ms < RESTING_MS) {
            return;
        }
    }
}

/// More and more, until the server cannot keep up; the rates, and the best that was good.
async fn ramp(server: &Server, targets: &Arc<Targets>, asked: &Day, lasting: Duration) -> (Vec<Rung>, f64) {
    let (mut rungs, mut knee, mut rate) = (Vec::new(), FIRST_RATE / 2.0, FIRST_RATE);
    for _ in 0..MOST_STEPS {
        eprintln!("asking {rate:.0} times a second");
        let before = server::cpu_ms(server.pid());
        let went = run(server.address, targets, rate, lasting, asked.connections).await;
        let cpu =
            before.zip(server::cpu_ms(server.pid())).and_then(|(before, after)| u32::try_from(after - before).ok());
        let told = went.told(|_| true);
        rungs.push(Rung {
            offered: rate,
            answered: told.rate,
            p50_ms: told.p50_ms,
            p99_ms: told.p99_ms,
            cpu_ms_a_second: cpu.map(|ms| f64::from(ms) / went.seconds),
        });
        // How many came is left to chance; how many were answered in that time is compared with those.
        let kept_up = lasting.as_secs_f64() / went.seconds;
        if told.p99_ms <= GOOD_MS && kept_up >= 0.97 {
            knee = rate;
        }
        if told.p99_ms > HOPELESS_MS || kept_up < 0.85 {
            break;
        }
        rate *= STEP;
    }
    (rungs, knee)
}

impl DayReport {
    fn print(&self) {
        println!("{}; commit {}; {}", self.machine, self.commit, self.database);
        let Sizes { members, spaces, posts, reactions, comments } = self.size;
        println!("{members} people, {spaces} spaces, {posts} posts, {reactions} reactions, {comments} comments\n");
        let (name, ms) = ("in the day", |ms: Option<f64>| ms.map_or_else(|| "-".to_owned(), |ms| format!("{ms:.2}")));
        println!(
            "{name:<36} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>7}",
            "per s", "p50 ms", "p95 ms", "p99 ms", "max ms", "CPU ms", "bare ms", "failed"
        );
        let whole = [("all".to_owned(), self.day.clone())];
        for (name, told) in self.operations.iter().chain(whole.iter().map(|(name, told)| (name, told))) {
            let Told { rate, p50_ms, p95_ms, p99_ms, max_ms, cpu_ms, bare_ms, failed } = told;
            println!(
                "{name:<36} {rate:>8.1} {p50_ms:>8.1} {p95_ms:>8.1} {p99_ms:>8.1} {max_ms:>8.1} {:>8} {:>8} {failed:>7}",
                ms(*cpu_ms),
                ms(*bare_ms)
            );
        }
        println!("\n{:>10} {:>10} {:>9} {:>9} {:>12}", "offered", "answered", "p50 ms", "p99 ms", "CPU ms/s");
        for Rung { offered, answered, p50_ms, p99_ms, cpu_ms_a_second } in &self.ramp {
            println!("{offered:>10.0} {answered:>10.0} {p50_ms:>9.1} {p99_ms:>9.1} {:>12}", ms(*cpu_ms_a_second));
        }
        println!("\nbest rate with p99 within {GOOD_MS:.0} ms: {:.0} a second", self.knee);
        let disk = self.disk_bytes_per_post.map_or_else(|| "-".to_owned(), |bytes| bytes.to_string());
        println!("memory {} MB, start {:.0} ms, {disk} bytes on disk for a post", self.memory_mb, self.start_ms);
    }

    /// Tells what differs from a former report; how much of it costs too much more.
    fn compare(&self, former: &Self) -> usize {
        let mut slower = 0;
        println!("\n{:<36} {:>9} {:>9} {:>7}", "CPU ms", "before", "now", "ratio");
        for (name, now) in &self.operations {
            let before = former.operations.get(name).and_then(|told| told.cpu_ms);
            let (Some(before), Some(now)) = (before, now.cpu_ms) else { continue };
            let ratio = now / before.max(0.001);
            slower += usize::from(ratio > SLACK);
            println!("{name:<36} {before:>9.2} {now:>9.2} {ratio:>7.2}");
        }
        slower
    }
}

/// Processor, processors, memory, system.
fn machine() -> String {
    let of = |file: &str, name: &str| {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        line.trim_start_matches([':', ' ', '\t']).trim().to_owned()
    };
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
    let memory: u64 = of("/proc/meminfo", "MemTotal").trim_end_matches(" kB").parse().unwrap_or(0);
    let system = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let processor = of("/proc/cpuinfo", "model name");
    format!("{processor}, {processors} processors, {} GB, Linux {}", memory / 1_048_576, system.trim())
}

/// Of the working copy that this is run in.
fn commit() -> String {
    let said = std::process::Command::new("git").args(["rev-parse", "--short", "HEAD"]).output();
    let said = said.ok().filter(|said| said.status.success());
    said.map_or_else(|| "unknown".to_owned(), |said| String::from_utf8_lossy(&said.stdout).trim().to_owned())
}

fn disk(configuration: &Configuration, sizes: Sizes) -> Option<u64> {
    let length = std::fs::metadata(configuration.data.join("fourleaf.db")).ok()?.len();
    Some(length / u64::try_from(sizes.posts + sizes.comments).ok()?.max(1))
}
