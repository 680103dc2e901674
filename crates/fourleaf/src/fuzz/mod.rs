//! Everything that reads input from outside is given what nobody meant to send, for as long as one likes.
//!
//! There is no coverage to be guided by without a special compiler, so it goes by what comes out: an input with an
//! outcome that was not seen before (another status, another error, another form of what was drawn) is kept and changed
//! further. A *finding* is a panic, an answer of 500 and above, or an input that takes too long. It is written beside the
//! seeds, where it stays as a case for the tests.

mod mutate;
mod targets;
mod words;

pub use targets::Target;

use crate::compose::{self, Program};
use clap::Args;
use kernel::clock::Random;
use kernel::configuration::{Configuration, Switch, environment};
use kernel::error::{Error, Result};
use kernel::text::slug;
use mutate::{below, mutate};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use targets::Rig;

#[derive(Debug, Args)]
pub struct Fuzz {
    /// How long each target is tried.
    #[arg(long, default_value_t = 600)]
    pub seconds: u64,
    /// Only these.
    #[arg(long, value_name = "TARGET")]
    pub only: Vec<String>,
    /// Folder of the seeds, one folder for each target; findings are written there.
    #[arg(long, value_name = "DIR", default_value = "crates/fourleaf/corpus")]
    pub corpus: PathBuf,
    /// An input that takes longer is a finding.
    #[arg(long, default_value_t = 3_000)]
    pub most_ms: u64,
}

/// What came of one target.
#[derive(Debug, Clone, Default)]
pub struct Tried {
    pub target: &'static str,
    pub inputs: u64,
    /// Outcomes that differ.
    pub outcomes: usize,
    pub slowest: Duration,
    /// What is wrong, each with its input.
    pub findings: Vec<(String, Vec<u8>)>,
}

/// Findings of one target after which it is left.
const MOST_FINDINGS: usize = 10;
/// Inputs that are kept to be changed further.
const MOST_KEPT: usize = 4_000;

pub async fn fuzz(asked: Fuzz) -> Result<ExitCode> {
    if !asked.corpus.is_dir() {
        return Err(Error::Unavailable(format!("there is no folder {}", asked.corpus.display())));
    }
    let wanted: Vec<Target> = Target::ALL
        .into_iter()
        .filter(|target| asked.only.is_empty() || asked.only.iter().any(|name| name == target.word()))
        .collect();
    if wanted.is_empty() {
        let names: Vec<&str> = Target::ALL.iter().map(|target| target.word()).collect();
        return Err(Error::Unavailable(format!("there is no such target; there are {}", names.join(", "))));
    }
    let mut findings = 0;
    for target in wanted {
        let lasting = Lasting { until: Instant::now() + Duration::from_secs(asked.seconds), most: u64::MAX };
        let slow = Duration::from_millis(asked.most_ms);
        let tried = try_target(target, &asked.corpus, &Random::machine(), lasting, slow).await?;
        println!(
            "{}: {} inputs, {} outcomes, the slowest took {} ms, {} findings",
            tried.target,
            tried.inputs,
            tried.outcomes,
            tried.slowest.as_millis(),
            tried.findings.len()
        );
        for (nth, (what, input)) in tried.findings.iter().enumerate() {
            let name = format!("found-{}-{nth}", slug(what));
            let file = asked.corpus.join(target.word()).join(name.chars().take(80).collect::<String>());
            std::fs::write(&file, input)?;
            println!("  {what}: {}", file.display());
        }
        findings += tried.findings.len();
    }
    Ok(if findings == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// How long it goes on.
#[derive(Debug, Clone, Copy)]
pub struct Lasting {
    pub until: Instant,
    pub most: u64,
}

/// Tries one target, first with its seeds as they are.
pub async fn try_target(
    target: Target,
    corpus: &Path,
    random: &Random,
    lasting: Lasting,
    slow: Duration,
) -> Result<Tried> {
    let folder = tempfile::tempdir()?;
    let mut configuration = Configuration::load(folder.path(), None, environment())
        .map_err(|problems| Error::Unavailable(problems.join("\n")))?;
    configuration.limits.rate = Switch::Off;
    let Program { app, routes, .. } = compose::open(configuration).await?;
    let rig = Rig::new(target, app, routes, folder.path().join("input")).await?;
    let panics = Panics::count();
    let mut kept = seeds(&corpus.join(target.word()))?;
    let mut seen: HashSet<u64> = HashSet::new();
    let mut tried = Tried { target: target.word(), ..Tried::default() };
    let seeds = kept.len();
    while Instant::now() < lasting.until && tried.inputs < lasting.most && tried.findings.len() < MOST_FINDINGS {
        let nth = usize::try_from(tried.inputs).unwrap_or(usize::MAX);
        let input = match kept.get(nth).filter(|_| nth < seeds) {
            Some(seed) => seed.clone(),
            None => {
                let one = || kept.get(below(random, kept.len())).cloned().unwrap_or_default();
                mutate(random, &one(), &one(), target.words())
            }
        };
        let before = panics.so_far();
        let begun = Instant::now();
        let outcome = rig.give(&input).await;
        let took = begun.elapsed();
        tried.inputs += 1;
        tried.slowest = tried.slowest.max(took);
        let wrong = if panics.so_far() > before {
            Some("panic".to_owned())
        } else if took > slow {
            Some(format!("{} ms", took.as_millis()))
        } else {
            outcome.as_ref().err().map(ToString::to_string)
        };
        if let Some(wrong) = wrong {
            tried.findings.push((wrong, input));
        } else if seen.insert(outcome.unwrap_or_default()) && nth >= seeds && kept.len() < MOST_KEPT {
            kept.push(input);
        }
    }
    tried.outcomes = seen.len();
    Ok(tried)
}

fn seeds(folder: &Path) -> Result<Vec<Vec<u8>>> {
    let told = |cause: std::io::Error| Error::Unavailable(format!("{}: {cause}", folder.display()));
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).map_err(told)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    files.iter().map(|file| std::fs::read(file).map_err(told)).collect()
}

/// Counts the panics of the process, whatever thread they are on and whoever catches them.
struct Panics(Arc<AtomicU64>);

impl Panics {
    fn count() -> Self {
        let counter = Arc::new(AtomicU64::new(0));
        let counted = counter.clone();
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            counted.fetch_add(1, Ordering::SeqCst);
            before(panic);
        }));
        Self(counter)
    }

    fn so_far(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }
}
