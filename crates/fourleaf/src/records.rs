//! Commands of the records: the audit log, retention, exports for cases.

use crate::compose::{self, Program};
use clap::Subcommand;
use kernel::configuration::Configuration;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use serde_json::json;
use std::path::PathBuf;
use std::process::ExitCode;
use trust::{audit, cases, retention};

#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Looks whether a row was changed, moved, taken out or cut off; exits with 1 when one was.
    Verify {
        /// A row and its hash as somebody noted them outside: 1234:9f86...
        #[arg(long, value_name = "ROW:HASH")]
        expect: Option<String>,
    },
    /// Writes the log to standard output, the oldest row first.
    Export {
        /// As JSON lines, which is what is written without a word.
        #[arg(long, conflicts_with = "csv")]
        json: bool,
        /// As CSV.
        #[arg(long)]
        csv: bool,
    },
}

pub async fn audit(configuration: Configuration, asked: Audit) -> Result<ExitCode> {
    let Program { app, .. } = compose::open_existing(configuration).await?;
    match asked {
        Audit::Verify { expect } => {
            let expected = expect.as_deref().map(noted).transpose()?;
            let begun = std::time::Instant::now();
            let found = audit::verify(&app, expected).await?;
            let Some(fault) = found.fault else {
                let per_second = u128::try_from(found.rows).unwrap_or(0) * 1_000 / begun.elapsed().as_millis().max(1);
                println!(
                    "{} rows are whole, {per_second} a second; the last is {}:{}",
                    found.rows, found.rows, found.hash
                );
                return Ok(ExitCode::SUCCESS);
            };
            eprintln!("fourleaf: {} at row {}", fault.told(), found.at.unwrap_or(0));
            Ok(ExitCode::FAILURE)
        }
        Audit::Export { csv, .. } => {
            let told = Event::new("audit.exported", None, Id::default()).with(json!({ "by": "command" }));
            app.db.write(async move |tx: &Tx| journal::record(tx, told.clone()).await).await?;
            let form = if csv { audit::Form::Csv } else { audit::Form::Json };
            audit::write_rows(&app, audit::Wanted::default(), form, &mut std::io::stdout()).await?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn noted(text: &str) -> Result<(i64, Vec<u8>)> {
    let parts = text.split_once(':').and_then(|(row, hash)| Some((row.parse().ok()?, trust::keys::unhex(hash)?)));
    parts.ok_or_else(|| Error::Unavailable(format!("{text:?} is not a row and its hash: write 1234:9f86...")))
}

#[derive(Debug, Subcommand)]
pub enum Retention {
    /// Takes away what is due. Beside a running server it is done once, whoever comes first.
    Run {
        /// Only tells what would go, and what holds keep.
        #[arg(long)]
        dry_run: bool,
    },
}

pub async fn retention(configuration: Configuration, asked: Retention) -> Result<ExitCode> {
    let Retention::Run { dry_run } = asked;
    let Program { app, .. } = compose::open_existing(configuration).await?;
    let report = if dry_run { retention::preview(&app).await? } else { retention::run_all(&app).await? };
    println!("{} posts, {} comments, {} files", report.posts, report.comments, report.files);
    for (schedule, n) in &report.by_schedule {
        println!("  {}: {n}", if schedule.is_empty() { "deleted by authors" } else { schedule });
    }
    for (hold, n) in &report.held {
        match hold.as_str() {
            "" => println!("  kept until a case is decided: {n} conversations"),
            hold => println!("  kept by the hold {hold:?}: {n} conversations"),
        }
    }
    if report.more {
        println!("  and more than was looked at");
    }
    if dry_run {
        println!("(nothing was taken away)");
    }
    Ok(ExitCode::SUCCESS)
}

#[derive(Debug, Subcommand)]
pub enum Case {
    /// Writes an export that was asked for and released at /cases to a file.
    Export {
        /// Its number, as in the addresses of /cases.
        id: Id,
        /// A file that is not there yet.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Checks an archive: hashes, what is missing or added, and the signature. Needs no installation.
    Verify {
        file: PathBuf,
        /// The public key that it must be signed with, as /cases shows it.
        #[arg(long, value_name = "HEX")]
        key: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub enum Charter {
    /// Checks a register of acknowledgements (/charter/POLICY/evidence): that it is as it was signed. Needs no installation.
    Verify {
        file: PathBuf,
        /// The public key that it must be signed with, as /cases shows it.
        #[arg(long, value_name = "HEX")]
        key: Option<String>,
    },
}

pub fn charter(asked: &Charter) -> Result<ExitCode> {
    let Charter::Verify { file, key } = asked;
    let text =
        std::fs::read_to_string(file).map_err(|cause| Error::Unavailable(format!("{}: {cause}", file.display())))?;
    println!("signed with {}", trust::charter::verify(&text, key.as_deref())?);
    Ok(ExitCode::SUCCESS)
}

pub async fn case(configuration: Configuration, asked: Case) -> Result<ExitCode> {
    match asked {
        Case::Export { id, out } => {
            let Program { app, .. } = compose::open_existing(configuration).await?;
            let case = cases::released(&app, id).await?;
            let file = std::fs::OpenOptions::new().read(true).write(true).create_new(true).open(&out);
            let file = file.map_err(|cause| Error::Unavailable(format!("{}: {cause}", out.display())))?;
            cases::write_archive(&app, &case, file).await?.sync_all()?;
            let told = Event::new("cases.downloaded", None, id).with(json!({ "title": case.title, "by": "command" }));
            app.db.write(async move |tx: &Tx| journal::record(tx, told.clone()).await).await?;
            println!("{}", out.display());
            Ok(ExitCode::SUCCESS)
        }
        Case::Verify { file, key } => {
            let opened = std::fs::File::open(&file);
            let opened = opened.map_err(|cause| Error::Unavailable(format!("{}: {cause}", file.display())))?;
            let checked = cases::verify_file(std::io::BufReader::new(opened), key.as_deref())?;
            checked.faults.iter().for_each(|fault| eprintln!("fourleaf: {fault}"));
            println!("{} files, signed with {}", checked.files, checked.public_key);
            Ok(if checked.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
    }
}
