//! `fourleaf bench`: how fast this program is on this machine, with the data of a whole company.
//!
//! It fills an empty database of its own, starts the program beside itself, asks as many members do and
//! tells what each kind of request costs. The statement of the feed is then run alone: no server can be
//! faster than that.

mod arriving;
mod chance;
mod chat;
pub(crate) mod client;
mod day;
mod experts;
mod fill;
mod judged;
mod knowledge;
mod live;
mod load;
mod picture;
mod plan;
mod posts;
mod reach;
mod records;
mod report;
mod rows;
mod rules;
mod search;
mod server;
mod words;

use crate::compose::{self, Program};
use chance::Chance;
use clap::{Args, Subcommand, ValueEnum};
use community::feed::queries::following;
use community::identity::{self, queries::viewer_of, tokens::fingerprint};
use community::posts::pages::lists::{MOST, page_of};
use kernel::app::App;
use kernel::args;
use kernel::configuration::{Configuration, environment};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::Viewer;
use load::{Measured, Operation, Targets, measure, measure_here};
use plan::{Plan, Sizes};
use report::Report;
use serde::{Deserialize, Serialize};
use server::Server;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

const SEED: u64 = 2_026;
/// What is in the database, as a setting of the installation.
const MARK: &str = "bench";
/// So many search at once.
const SEARCHING: usize = 16;
/// Memory for pages while millions of rows are written.
const FILLING_CACHE_MB: u64 = 768;

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Size {
    /// 300 people, 3,000 posts.
    Small,
    /// 80,000 people, 1,000,000 posts.
    Large,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Bench {
    #[command(subcommand)]
    part: Option<Part>,
    #[arg(long, value_enum, default_value = "small")]
    size: Size,
    /// In place of what the size says; so the next four.
    #[arg(long, value_name = "N")]
    members: Option<usize>,
    #[arg(long, value_name = "N")]
    spaces: Option<usize>,
    #[arg(long, value_name = "N")]
    posts: Option<usize>,
    #[arg(long, value_name = "N")]
    reactions: Option<usize>,
    #[arg(long, value_name = "N")]
    comments: Option<usize>,
    /// How long each operation is measured.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    #[arg(long, default_value_t = 32)]
    connections: usize,
    /// Keeps the data in this folder; the next run with the same sizes finds it there.
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Writes the report to this file as well.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// An empty PostgreSQL database to use in place of the embedded one.
    #[arg(long, value_name = "URL", default_value = "")]
    database: String,
    /// In place of all that: how good the order of search results is, on Markdown files of these folders.
    #[arg(long, value_name = "FOLDER")]
    judged: Vec<PathBuf>,
    /// Or how well those who know are found, on the questions of this Stack Exchange dump.
    #[arg(long, value_name = "FOLDER")]
    experts: Option<PathBuf>,
    /// Or how well the detectors of the rules find, on the tables and sentences of Presidio in this folder.
    #[arg(long, value_name = "FOLDER")]
    detectors: Option<PathBuf>,
    /// Or how fast the audit log is verified, and how long the pages of a queue of 100,000 cases take.
    #[arg(long)]
    records: bool,
    /// Or 200,000 questions, a wiki of 20,000 pages, and 50 people who write one page.
    #[arg(long)]
    knowledge: bool,
    /// Or a live chat with a thousand present.
    #[arg(long)]
    chat: bool,
    /// Browsers that are open at once for what is told live.
    #[arg(long, value_name = "N", default_value_t = 5_000)]
    browsers: usize,
    /// Only the operations whose names contain this.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Part {
    /// Only fills the folder given by --data, or the database, for `bench run`.
    Generate(Generate),
    /// A mixed day on the folder given by --data: members come as they please, more and more of them.
    Run(day::Day),
}

#[derive(Debug, Args)]
struct Generate {
    #[arg(long, default_value_t = 80_000, value_name = "N")]
    members: usize,
    #[arg(long, default_value_t = 2_000, value_name = "N")]
    spaces: usize,
    #[arg(long, default_value_t = 1_000_000, value_name = "N")]
    posts: usize,
    #[arg(long, default_value_t = 4_000_000, value_name = "N")]
    comments: usize,
    #[arg(long, default_value_t = 5_000_000, value_name = "N")]
    reactions: usize,
    /// An empty PostgreSQL database to use in place of the embedded one.
    #[arg(long, value_name = "URL", default_value = "")]
    database: String,
}

impl Bench {
    fn sizes(&self) -> Result<Sizes> {
        let base = match self.size {
            Size::Small => Sizes::SMALL,
            Size::Large => Sizes::LARGE,
        };
        let sizes = Sizes {
            members: self.members.unwrap_or(base.members),
            spaces: self.spaces.unwrap_or(base.spaces),
            posts: self.posts.unwrap_or(base.posts),
            reactions: self.reactions.unwrap_or(base.reactions),
            comments: self.comments.unwrap_or(base.comments),
        };
        enough(sizes)
    }

    fn wants(&self, name: &str) -> bool {
        self.only.as_ref().is_none_or(|only| name.contains(only.as_str()))
    }
}

fn enough(sizes: Sizes) -> Result<Sizes> {
    if sizes.members < 50 || sizes.spaces < 10 || sizes.posts < 1_000 {
        return Err(Error::Unavailable("at least 50 members, 10 spaces and 1,000 posts are needed".to_owned()));
    }
    Ok(sizes)
}

const REACH: &str = "reach of everybody";

/// What a database that was filled here says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    sizes: Sizes,
    hot: Id,
    /// Its texts have words of their own, so that searching is measured as it is.
    #[serde(default)]
    own_words: bool,
}

pub async fn bench(data: &Path, config: Option<&Path>, bench: Bench) -> Result<ExitCode> {
    match &bench.part {
        Some(Part::Generate(asked)) => return generate(data, config, asked).await,
        Some(Part::Run(asked)) => return day::day(data, config, asked).await,
        None => {}
    }
    if !bench.judged.is_empty() {
        judged::judge(&bench.judged).await?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(folder) = &bench.experts {
        experts::judge(folder).await?;
        return Ok(ExitCode::SUCCESS);
    }
    if bench.knowledge {
        knowledge::measure(&bench.database).await?;
        return Ok(ExitCode::SUCCESS);
    }
    if bench.chat {
        chat::measure(&bench.database).await?;
        return Ok(ExitCode::SUCCESS);
    }
    if bench.records {
        records::measure(&bench.database).await?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(folder) = &bench.detectors {
        rules::judge(folder)?;
        return Ok(ExitCode::SUCCESS);
    }
    // Not where temporary files go: that may be memory, and what is durable shall be measured on a disk.
    let temporary = match bench.keep {
        Some(_) => None,
        None => Some(tempfile::Builder::new().prefix("fourleaf-bench-").tempdir_in(".")?),
    };
    let kept = bench.keep.as_deref();
    let folder = kept.or(temporary.as_ref().map(tempfile::TempDir::path)).unwrap_or(Path::new(".")).to_owned();
    let configuration = configured(&folder, config, &bench.database)?;
    let (mark, generated_in) = prepare(&configuration, bench.sizes()?).await?;
    closed(&folder).await;
    let report = run(&bench, &configuration, config, mark, generated_in).await?;
    report.print();
    if let Some(file) = &bench.json {
        std::fs::write(file, serde_json::to_string_pretty(&report)?)?;
    }
    Ok(if report.failed() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The configuration of a benchmark in this folder, on this database when one is named.
fn configured(folder: &Path, config: Option<&Path>, database: &str) -> Result<Configuration> {
    let told = |problems: Vec<String>| Error::Unavailable(problems.join("\n"));
    let mut configuration = Configuration::load(folder, config, environment()).map_err(told)?;
    if !database.is_empty() {
        database.clone_into(&mut configuration.database.url);
    }
    configuration.check().map_err(told)?;
    Ok(configuration)
}

async fn generate(data: &Path, config: Option<&Path>, asked: &Generate) -> Result<ExitCode> {
    let Generate { members, spaces, posts, comments, reactions, database } = asked;
    let (members, spaces, posts) = (*members, *spaces, *posts);
    let sizes = enough(Sizes { members, spaces, posts, reactions: *reactions, comments: *comments })?;
    let (_, took) = prepare(&configured(data, config, database)?, sizes).await?;
    match took {
        Some(seconds) => println!("written in {seconds:.0} s"),
        None => println!("it is there already"),
    }
    closed(data).await;
    Ok(ExitCode::SUCCESS)
}

/// Fills the database, or finds it filled; how long it took.
async fn prepare(configuration: &Configuration, sizes: Sizes) -> Result<(Mark, Option<f64>)> {
    let mut filling = configuration.clone();
    filling.database.cache_mb = FILLING_CACHE_MB;
    filling.database.readers = 1;
    let Program { app, .. } = compose::open(filling).await?;
    if let Some(mark) = known(&app).await? {
        if mark.sizes != sizes {
            return Err(Error::Unavailable("the data there was made with other sizes".to_owned()));
        }
        return Ok((mark, None));
    }
    let begun = Instant::now();
    let chance = Chance::new(SEED);
    eprintln!("writing people and spaces");
    let written = fill::people_and_spaces(&app, Plan::new(sizes, &chance), &chance).await?;
    eprintln!("writing posts ({:.0} s so far)", begun.elapsed().as_secs_f64());
    let counted = posts::posts(&app, &written, &chance).await?;
    eprintln!(
        "wrote {} follows, {} memberships, {} comments, {} reactions",
        counted.follows, counted.memberships, counted.comments, counted.reactions
    );
    let mark = Mark { sizes, hot: counted.hot, own_words: true };
    let text = serde_json::to_string(&mark)?;
    app.db.write(async move |tx: &Tx| identity::ops::set_setting(tx, MARK, &text).await).await?;
    Ok((mark, Some(begun.elapsed().as_secs_f64())))
}

/// What this database holds; an error when it holds something else.
async fn known(app: &App) -> Result<Option<Mark>> {
    app.db
        .read(async move |tx: &Tx| {
            if let Some(mark) = identity::queries::setting(tx, MARK).await? {
                return Ok(Some(serde_json::from_str(&mark)?));
            }
            match tx.value::<i64>("select count(*) from (select 1 from members limit 1) t", &[]).await? {
                Some(0) => Ok(None),
                _ => Err(Error::Unavailable(
                    "a benchmark needs a database of its own, and this one has members".to_owned(),
                )),
            }
        })
        .await
}

/// The embedded database is closed on threads of its own; a server that starts meanwhile would wait.
async fn closed(folder: &Path) {
    let log = folder.join("fourleaf.db-wal");
    for _ in 0..50 {
        if std::fs::metadata(&log).map_or(0, |log| log.len()) == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Readers of the journal work off behind a post what follows from it: a shorter run measures a burst.
const SUSTAINED: Duration = Duration::from_secs(20);

async fn run(
    bench: &Bench,
    configuration: &Configuration,
    config: Option<&Path>,
    mark: Mark,
    generated_in: Option<f64>,
) -> Result<Report> {
    let Program { app, readers, .. } = compose::open(configuration.clone()).await?;
    // What was written to data that are kept may still be unread; reading it beside would be measured too.
    readers.catch_up(&app).await?;
    let targets = Arc::new(targets(&app, mark).await?);
    let lasting = Duration::from_secs(bench.seconds.max(1));
    let engine = app.db.engine_name();
    let workers = configuration.database.readers;
    let bare = bare(&app, bench, workers, lasting).await?;
    let indexed = search::index(&app, configuration).await?;
    drop(app);
    closed(&configuration.data).await;
    let first = Operation::HomeJson.request(&targets, 0);
    let server = Server::start(&configuration.data, config, &bench.database, &first).await?;
    let memory_at_start = server::memory(server.pid());
    load::enter(server.address, &targets).await?;
    let mut operations = Vec::new();
    for operation in Operation::ALL.into_iter().filter(|operation| bench.wants(operation.name())) {
        if operation.searches() && !mark.own_words {
            eprintln!("{} is left out: these data have no words to look for", operation.name());
            continue;
        }
        eprintln!("measuring {}", operation.name());
        let connections = if operation.searches() { SEARCHING.min(bench.connections) } else { bench.connections };
        // The first member administers.
        let administrator = targets.tokens.first().filter(|_| operation == Operation::PublishRuled);
        let in_force = match administrator {
            Some(token) => rules::make(server.address, token).await?,
            None => Vec::new(),
        };
        if administrator.is_some() {
            // What follows from the posts of the operation before is not the price of rules.
            day::settle(&server).await;
        }
        let lasting = if operation.publishes() { lasting.max(SUSTAINED) } else { lasting };
        operations.push(measure(server.address, server.pid(), operation, &targets, connections, lasting).await);
        if let Some(token) = administrator {
            rules::remove(server.address, token, &in_force).await?;
        }
    }
    let findable = if bench.wants("findable") { search::findable(server.address, &targets).await? } else { None };
    let live = if bench.wants("live") {
        eprintln!("measuring live updates of {} browsers", bench.browsers);
        Some(live::live(&server, &targets, bench.browsers).await?)
    } else {
        None
    };
    let (memory, started_in) = (server::memory(server.pid()), server.started_in);
    server.stop().await?;
    let reach = reached(bench, configuration, workers, lasting).await?;
    Ok(Report {
        version: env!("CARGO_PKG_VERSION"),
        engine,
        sizes: mark.sizes,
        connections: bench.connections,
        processors: std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get),
        generated_in,
        indexed,
        findable_ms: findable,
        live,
        start_to_first_answer_ms: started_in.as_secs_f64() * 1_000.0,
        memory_at_start,
        memory,
        operations,
        bare,
        reach,
    })
}

/// How fast something reaches everybody. Data that is kept is full of mails then: there one has to ask for it by name.
async fn reached(
    bench: &Bench,
    configuration: &Configuration,
    workers: usize,
    lasting: Duration,
) -> Result<Option<reach::Reach>> {
    let named = bench.only.as_deref() == Some(REACH);
    if !bench.wants(REACH) || (bench.keep.is_some() && !named) {
        return Ok(None);
    }
    closed(&configuration.data).await;
    eprintln!("measuring {REACH}");
    let Program { app, .. } = compose::open(configuration.clone()).await?;
    let viewers = viewers(&app).await?;
    reach::reach(&app, viewers, workers, lasting).await.map(Some)
}

async fn targets(app: &App, mark: Mark) -> Result<Targets> {
    let salt = usize::try_from(app.clock.now() % 1_000_000).unwrap_or(0);
    let tokens: Vec<String> = (0..fill::TOKENS).map(fill::token).collect();
    let (handles, posts, spaces, quiet) = app
        .db
        .read(async move |tx: &Tx| {
            let sql = "select handle from members where state = 'active' order by id limit 5000";
            let handles: Vec<String> = tx.column(sql, &[]).await?;
            let sql = "select id from posts where root is null and state = 'published' and audience <= 3
                       order by id desc limit 20000";
            let posts: Vec<Id> = tx.column(sql, &[]).await?;
            let sql = "select slug from spaces where audience = 3 order by id limit 500";
            let spaces: Vec<String> = tx.column(sql, &[]).await?;
            let mut quiet = Vec::new();
            for nth in 0..50 {
                let token = fill::quiet_token(nth);
                let sql = "select 1 from tokens where secret = $1";
                if tx.value::<i64>(sql, args![fingerprint(&token)]).await?.is_some() {
                    quiet.push(token);
                }
            }
            Ok((handles, posts, spaces, quiet))
        })
        .await?;
    let (pages, own) = (Vec::new(), Vec::new());
    Ok(Targets { tokens, quiet, handles, posts, hot: mark.hot, spaces, pages, own, salt })
}

/// The feed without a server: its statement alone, and all that its JSON reads.
async fn bare(app: &App, bench: &Bench, workers: usize, lasting: Duration) -> Result<Vec<Measured>> {
    let viewers = Arc::new(viewers(app).await?);
    let mut measured = Vec::new();
    for (name, whole) in [("statement of the home feed", false), ("all statements of the home feed", true)] {
        if !bench.wants(name) {
            continue;
        }
        eprintln!("measuring {name}");
        let work = async |nth: usize| {
            let viewers = viewers.clone();
            app.db
                .read(async move |tx: &Tx| {
                    let Some(viewer) = viewers.get(nth % viewers.len().max(1)) else { return Ok(()) };
                    let ids = following(tx, viewer, Id::MAX, MOST + 1).await?;
                    if whole {
                        page_of(tx, viewer, ids).await?;
                    }
                    Ok(())
                })
                .await
        };
        measured.push(measure_here(name, workers, lasting, work).await);
    }
    Ok(measured)
}

/// What all statements of a home feed cost, in milliseconds of CPU; none where that cannot be told.
async fn bare_feed(app: &App, workers: usize, lasting: Duration) -> Result<Option<f64>> {
    let viewers = viewers(app).await?;
    let work = async |nth: usize| {
        let viewer = viewers.get(nth % viewers.len().max(1)).cloned();
        app.db
            .read(async move |tx: &Tx| {
                let Some(viewer) = &viewer else { return Ok(()) };
                let ids = following(tx, viewer, Id::MAX, MOST + 1).await?;
                page_of(tx, viewer, ids).await.map(drop)
            })
            .await
    };
    Ok(measure_here("all statements of the home feed", workers, lasting, work).await.cpu_ms)
}

/// Those who have the tokens.
async fn viewers(app: &App) -> Result<Vec<Viewer>> {
    app.db
        .read(async move |tx: &Tx| {
            let mut viewers = Vec::new();
            for nth in 0..fill::TOKENS {
                let secret = fingerprint(&fill::token(nth * 31 % fill::TOKENS));
                let member: Option<Id> = tx.value("select member from tokens where secret = $1", args![secret]).await?;
                viewers.push(viewer_of(tx, member.unwrap_or_default()).await?);
            }
            Ok(viewers)
        })
        .await
}
