//! `fourleaf torture`: kills the program as often as one likes, and shows that nothing was lost.
//!
//! The program runs as a child on a folder of its own, while members write without pause. Each round ends with
//! SIGKILL at a random moment, also while it starts, changes its tables, builds its index or is copied. In most
//! rounds its files fail too ([`faults`]). At the end somebody who was not there compares what was acknowledged
//! with what is stored ([`observer`]).

mod faults;
mod observer;
mod writer;

use crate::bench::client::Connection;
use crate::compose::{self, Program};
use clap::Args;
use community::identity::{self, MemberState, NewMember, NewOrganisation, OrganisationKind, tokens};
use faults::Faults;
use kernel::clock::{DAY, Random};
use kernel::configuration::{Configuration, environment};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use observer::{Observed, observe};
use serde::Serialize;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use writer::{Writer, Written};

#[derive(Debug, Args)]
pub struct Torture {
    /// How often it is killed.
    #[arg(long, default_value_t = 100)]
    kills: u64,
    /// How many write at once.
    #[arg(long, default_value_t = 8)]
    writers: usize,
    /// Writes the counts to this file as well.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// An empty PostgreSQL database to use in place of the embedded one. It is not killed.
    #[arg(long, value_name = "URL", default_value = "")]
    database: String,
    /// Only kills: files, disk and clock are left alone.
    #[arg(long)]
    no_faults: bool,
    /// Keeps everything in this folder, which must be empty, to look at it afterwards.
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

/// What came of it. Everything from `lost` on must be 0.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Counts {
    pub engine: &'static str,
    pub kills: u64,
    /// Of these while it started, and of a command beside it.
    pub kills_at_start: u64,
    pub kills_of_commands: u64,
    /// Whether files, disk and clock failed as well.
    pub faults: bool,
    pub seconds: f64,
    pub posts: u64,
    pub acknowledged: u64,
    pub lost: u64,
    pub doubled: u64,
    pub counters_wrong: u64,
    /// Rows of the journal that a reader has not read, or has set aside, after it had time.
    pub readers_behind: u64,
    /// Of the newest posts, those that a search does not show once.
    pub unfound: u64,
    /// Answers that nothing can excuse, and panics in the log.
    pub refused: u64,
    pub panics: u64,
    /// What is wrong, the first of it.
    pub said: Vec<String>,
}

impl Counts {
    fn wrong(&self) -> u64 {
        let Self { lost, doubled, counters_wrong, readers_behind, unfound, refused, panics, .. } = self;
        lost + doubled + counters_wrong + readers_behind + unfound + refused + panics
    }

    fn print(&self) {
        println!(
            "{} kills ({} while it started, {} of commands beside it) in {:.0} s, {}; faults of files and clock: {}",
            self.kills,
            self.kills_at_start,
            self.kills_of_commands,
            self.seconds,
            self.engine,
            if self.faults { "yes" } else { "no" }
        );
        println!("{} acknowledged, {} posts and comments stored", self.acknowledged, self.posts);
        println!(
            "{} lost, {} doubled, {} counters wrong, {} rows unread by readers, {} not found, {} refused, {} panics",
            self.lost, self.doubled, self.counters_wrong, self.readers_behind, self.unfound, self.refused, self.panics
        );
        for line in &self.said {
            println!("  {line}");
        }
    }
}

const SPACE: &str = "depot";
/// So many of the newest posts are searched for.
const SEARCHED: usize = 500;
const PATIENCE: Duration = Duration::from_secs(60);
/// No index of this size is built for longer.
const MOST_BUILDING: Duration = Duration::from_secs(15 * 60);
/// Kills on the empty folder, before anybody is there.
const FIRST_STARTS: u64 = 10;

pub async fn torture(asked: Torture) -> Result<ExitCode> {
    // Not where temporary files go: that may be memory.
    let temporary = match asked.keep {
        Some(_) => None,
        None => Some(tempfile::Builder::new().prefix("fourleaf-torture-").tempdir_in(".")?),
    };
    let folder = asked.keep.as_deref().or(temporary.as_ref().map(tempfile::TempDir::path));
    let folder = folder.unwrap_or(Path::new(".")).to_owned();
    let data = folder.join("data");
    if data.exists() {
        return Err(Error::Unavailable(format!("{} exists already", data.display())));
    }
    compose::make_folder(&data)?;
    let library = if asked.no_faults { None } else { faults::library(&folder).await? };
    let rack = Rack { data, folder, library, database: asked.database.clone(), random: Random::machine() };
    let counts = rack.run(&asked).await?;
    counts.print();
    if let Some(file) = &asked.json {
        std::fs::write(file, serde_json::to_string_pretty(&counts)?)?;
    }
    Ok(if counts.wrong() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Where it happens.
struct Rack {
    folder: PathBuf,
    data: PathBuf,
    library: Option<PathBuf>,
    database: String,
    random: Random,
}

impl Rack {
    async fn run(&self, asked: &Torture) -> Result<Counts> {
        let begun = Instant::now();
        let mut counts = Counts { faults: self.library.is_some(), ..Counts::default() };
        for _ in 0..FIRST_STARTS.min(asked.kills / 4) {
            let mut child = self.start(Faults::default())?;
            tokio::time::sleep(self.moment(120)).await;
            child.kill().await?;
            counts.kills += 1;
            counts.kills_at_start += 1;
        }
        let mut writers = self.cast(asked.writers.max(1)).await?;
        let mut round = 0;
        while counts.kills < asked.kills {
            self.round(round, &mut writers, &mut counts).await?;
            round += 1;
        }
        self.judge(&writers, &mut counts).await?;
        counts.seconds = begun.elapsed().as_secs_f64();
        Ok(counts)
    }

    /// A moment within the next `most` milliseconds.
    fn moment(&self, most: u64) -> Duration {
        Duration::from_millis(self.random.below(most))
    }

    fn configuration(&self) -> Result<Configuration> {
        let mut configuration = Configuration::load(&self.data, None, environment())
            .map_err(|problems| Error::Unavailable(problems.join("\n")))?;
        if !self.database.is_empty() {
            configuration.database.url.clone_from(&self.database);
        }
        Ok(configuration)
    }

    fn command(&self, faults: Faults) -> Result<Command> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("--data").arg(&self.data);
        command.env("FOURLEAF_LIMITS__RATE", "off").env("FOURLEAF_LOG__LEVEL", "error");
        if !self.database.is_empty() {
            command.env("FOURLEAF_DATABASE__URL", &self.database);
        }
        if let Some(library) = &self.library {
            faults.around(&mut command, library, &self.data)?;
        }
        let log = std::fs::OpenOptions::new().create(true).append(true).open(self.log())?;
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).kill_on_drop(true);
        Ok(command)
    }

    fn log(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    fn start(&self, faults: Faults) -> Result<Child> {
        let mut command = self.command(faults)?;
        command.args(["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped());
        Ok(command.spawn()?)
    }

    /// Those who write, and the space that they share.
    async fn cast(&self, count: usize) -> Result<Vec<Writer>> {
        let Program { app, .. } = compose::open_beside(self.configuration()?).await?;
        let random = self.random.clone();
        let tokens = app
            .db
            .write(async move |tx: &Tx| {
                let new = NewOrganisation {
                    slug: "northwind".to_owned(),
                    name: "Northwind".to_owned(),
                    kind: OrganisationKind::Own,
                    ..NewOrganisation::default()
                };
                let organisation = identity::ops::create_organisation(tx, &new).await?;
                let mut made = Vec::new();
                for nth in 0..count {
                    let new = NewMember {
                        handle: format!("writer{nth}"),
                        name: format!("Writer {nth}"),
                        organisation,
                        state: MemberState::Active,
                        // Long ago: what is new is looked at more closely.
                        created: tx.now() - 30 * DAY,
                        ..NewMember::default()
                    };
                    let member = identity::ops::create_member(tx, &new).await?;
                    made.push(tokens::create(tx, &random, Some(member), member, "torture", true).await?);
                }
                Ok(made)
            })
            .await?;
        drop(app);
        let (mut server, address) = self.serving(Faults::default()).await?.ok_or_else(|| did_not_start(&self.log()))?;
        let mut connection = Connection::open(address).await?;
        let form = json!({ "name": "Depot", "slug": SPACE, "audience": "internal", "joining": "open" });
        let first = tokens.first().map(String::as_str).unwrap_or_default();
        let (status, said) = connection.ask_whole(&request("POST", "/spaces", first, &form)).await?;
        if status != 201 {
            return Err(Error::Unavailable(format!("no space: {status} {}", String::from_utf8_lossy(&said))));
        }
        server.kill().await?;
        let writer = |(nth, token)| Writer::new(format!("w{nth}"), token, SPACE);
        Ok(tokens.into_iter().enumerate().map(writer).collect())
    }

    /// A server that answers; none when it died on its way there.
    async fn serving(&self, faults: Faults) -> Result<Option<(Child, SocketAddr)>> {
        let mut child = self.start(faults)?;
        let Some(out) = child.stdout.take() else { return Ok(None) };
        let mut lines = BufReader::new(out).lines();
        let first = tokio::time::timeout(PATIENCE, lines.next_line()).await;
        let first = first.map_err(|_| did_not_start(&self.log()))??;
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        let port = first.as_deref().and_then(|line| line.rsplit(':').next()).and_then(|port| port.trim().parse().ok());
        let Some(port) = port else {
            child.wait().await?;
            return Ok(None);
        };
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            if let Ok(mut connection) = Connection::open(address).await
                && connection.ask_whole(&request("GET", "/healthz", "", &Value::Null)).await.is_ok()
            {
                return Ok(Some((child, address)));
            }
            if child.try_wait()?.is_some() {
                return Ok(None);
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Err(did_not_start(&self.log()))
    }

    async fn round(&self, round: u64, writers: &mut Vec<Writer>, counts: &mut Counts) -> Result<()> {
        let faults = if self.library.is_some() { Faults::of(round) } else { Faults::default() };
        if round % 10 == 9 {
            // At any moment of its start.
            let mut child = self.start(faults)?;
            tokio::time::sleep(self.moment(150)).await;
            child.kill().await?;
            counts.kills += 1;
            counts.kills_at_start += 1;
            return Ok(());
        }
        let Some((mut server, address)) = self.serving(faults).await? else {
            // A fault killed it, or it told why it cannot start on such a disk; the next round starts again.
            counts.kills += 1;
            counts.kills_at_start += 1;
            return Ok(());
        };
        let beside = self.beside(round, faults)?;
        let stop = Arc::new(AtomicBool::new(false));
        let writing: Vec<_> = std::mem::take(writers)
            .into_iter()
            .map(|mut writer| {
                let stop = stop.clone();
                tokio::spawn(async move {
                    writer.write(address, &stop).await;
                    writer
                })
            })
            .collect();
        tokio::time::sleep(Duration::from_millis(40) + self.moment(400)).await;
        server.kill().await?;
        counts.kills += 1;
        if let Some(mut child) = beside {
            child.kill().await?;
            counts.kills_of_commands += 1;
        }
        stop.store(true, Ordering::Relaxed);
        for task in writing {
            writers.push(task.await.map_err(|error| Error::internal(error.to_string()))?);
        }
        Ok(())
    }

    /// A command that runs beside the server and is killed with it.
    fn beside(&self, round: u64, faults: Faults) -> Result<Option<Child>> {
        let words: &[&str] = match round % 7 {
            3 => &["rebuild", "search"],
            5 => &["rebuild", "spaces.rules"],
            _ => return Ok(None),
        };
        let mut command = self.command(faults)?;
        Ok(Some(command.args(words).spawn()?))
    }

    async fn judge(&self, writers: &[Writer], counts: &mut Counts) -> Result<()> {
        counts.acknowledged = writers.iter().map(|writer| writer.acknowledged).sum();
        for writer in writers {
            counts.refused += u64::try_from(writer.refused.len()).unwrap_or(0);
            counts.said.extend(writer.refused.iter().take(3).cloned());
        }
        let log = String::from_utf8_lossy(&std::fs::read(self.log())?).into_owned();
        let panics: Vec<&str> = log.lines().filter(|line| line.contains("panicked at")).collect();
        counts.panics = u64::try_from(panics.len()).unwrap_or(0);
        counts.said.extend(panics.iter().take(3).map(|line| (*line).to_owned()));
        let written: Vec<Written> = writers.iter().flat_map(|writer| writer.written.iter().cloned()).collect();
        let (mut server, address) = self.serving(Faults::default()).await?.ok_or_else(|| did_not_start(&self.log()))?;
        self.search(address, writers, counts).await?;
        let Program { app, readers, .. } = compose::open_beside(self.configuration()?).await?;
        counts.engine = app.db.engine_name();
        let until = Instant::now() + PATIENCE;
        loop {
            let standings = readers.standings(&app).await?;
            let behind: i64 = standings.iter().map(|standing| standing.behind + standing.set_aside).sum();
            if behind == 0 || Instant::now() > until {
                counts.readers_behind = u64::try_from(behind).unwrap_or(0);
                let behind = standings.iter().filter(|standing| standing.behind + standing.set_aside > 0);
                counts.said.extend(
                    behind.map(|one| format!("{}: {} behind, {} set aside", one.name, one.behind, one.set_aside)),
                );
                break;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        server.kill().await?;
        let Observed { posts, lost, doubled, counters_wrong, said } = observe(&app, &written).await?;
        (counts.posts, counts.lost, counts.doubled) = (posts, lost, doubled);
        counts.counters_wrong = counters_wrong;
        counts.said.extend(said);
        Ok(())
    }

    /// The newest posts are found, once each; those that were taken away are not.
    async fn search(&self, address: SocketAddr, writers: &[Writer], counts: &mut Counts) -> Result<()> {
        let each = SEARCHED / writers.len().max(1);
        let begun = Instant::now();
        let mut until = begun + PATIENCE;
        for writer in writers {
            let newest = writer.written.iter().rev().filter(|post| !post.id.is_empty() && !post.maybe_deleted);
            for post in newest.take(each) {
                let wanted = u64::from(!post.deleted);
                let path = format!("/search?kind=note&q=%22{}%22", post.once);
                let mut found;
                loop {
                    let mut connection = Connection::open(address).await?;
                    let (_, body) = connection.ask_whole(&request("GET", &path, writer.token(), &Value::Null)).await?;
                    let told: Value = serde_json::from_slice(&body).unwrap_or_default();
                    // An index that was torn is built anew, which takes longer on a machine that has more to do.
                    if told.get("building") == Some(&Value::Bool(true)) && begun.elapsed() < MOST_BUILDING {
                        until = Instant::now() + PATIENCE;
                    }
                    let items = told.get("items").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
                    found = u64::try_from(
                        items.iter().filter(|item| item.get("id").is_some_and(|id| *id == *post.id)).count(),
                    )
                    .unwrap_or(0);
                    if found == wanted || Instant::now() > until {
                        break;
                    }
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
                if found != wanted {
                    counts.unfound += 1;
                    counts.said.push(format!("a search shows {} {found} times, not {wanted}", post.once));
                }
            }
        }
        if counts.unfound > 0 {
            counts.said.push(match kernel::search::documents_in(&self.data.join("search")) {
                Some(documents) => format!("the search index has {documents} documents"),
                None => "there is no search index".to_owned(),
            });
        }
        Ok(())
    }
}

fn request(method: &str, path: &str, token: &str, body: &Value) -> Vec<u8> {
    let authorization = if token.is_empty() { String::new() } else { format!("authorization: Bearer {token}\r\n") };
    let body = if body.is_null() { String::new() } else { body.to_string() };
    format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\n{authorization}accept: application/json\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

fn did_not_start(log: &Path) -> Error {
    let said = std::fs::read_to_string(log).unwrap_or_default();
    let last: Vec<&str> = said.lines().rev().take(5).collect();
    Error::Unavailable(format!("the server did not start: {}", last.join(" / ")))
}
