//! The command line, and where each command goes.

use crate::{administration, backup, bench, demo, fuzz, imports, mail, records, serve, torture};
use clap::{Parser, Subcommand};
use kernel::configuration::{Configuration, environment};
use kernel::error::{Error, Result};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A company's own network: people, spaces, posts.
#[derive(Debug, Parser)]
#[command(name = "fourleaf", version)]
pub struct Command {
    /// Folder of everything that is kept.
    #[arg(long, global = true, default_value = "data", value_name = "DIR")]
    pub data: PathBuf,
    /// Configuration file (TOML).
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[command(subcommand)]
    pub verb: Verb,
}

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Serves the site.
    Serve {
        /// Address and port, as in 127.0.0.1:8080; in place of server.listen.
        #[arg(long, value_name = "ADDR")]
        listen: Option<String>,
        /// Fills an empty installation with the sample company and lets its people sign in.
        #[arg(long)]
        demo: bool,
    },
    /// Takes in people, spaces, memberships or posts of other systems.
    Import(imports::Import),
    /// Writes what is here in the form of other systems.
    #[command(subcommand)]
    Export(imports::Export),
    /// Fills an empty installation with the sample company.
    Demo,
    /// Measures this program on this machine, with data of its own.
    Bench(Box<bench::Bench>),
    /// Kills this program again and again while it is written to, and shows that nothing was lost.
    Torture(torture::Torture),
    /// Gives everything that reads input from outside what nobody meant to send, and tells what broke.
    Fuzz(fuzz::Fuzz),
    /// Looks after administrators.
    #[command(subcommand)]
    Admin(Admin),
    /// Takes in mails.
    #[command(subcommand)]
    Mail(mail::Mail),
    /// Takes away for good what is due and not held.
    #[command(subcommand)]
    Retention(records::Retention),
    /// Looks after exports for cases.
    #[command(subcommand)]
    Case(records::Case),
    /// Looks after the audit log.
    #[command(subcommand)]
    Audit(records::Audit),
    /// Checks evidence of the charter.
    #[command(subcommand)]
    Charter(records::Charter),
    /// Looks after access tokens.
    #[command(subcommand)]
    Token(Token),
    /// Tells where the readers of the journal stand and what they could not read.
    Check {
        /// Tries once more what was set aside.
        #[arg(long)]
        retry: bool,
    },
    /// Lets a reader read the journal from its beginning; `rebuild search` builds the search index anew.
    Rebuild { reader: String },
    /// Reads the words of a file on standard input: what the server does apart from itself.
    #[command(hide = true)]
    ReadFile { form: String },
    /// Prints the configuration in force, without secrets.
    Config,
    /// Takes a snapshot of database and files while the server runs; the second takes only what has changed.
    Backup(backup::Backup),
    /// Puts a snapshot into an empty data folder, or an empty PostgreSQL database.
    Restore(backup::Restore),
    /// Lists the snapshots in a place.
    Backups(backup::Backups),
}

#[derive(Debug, Subcommand)]
pub enum Admin {
    /// Makes an administrator, or makes a member one.
    Create {
        #[arg(long)]
        handle: String,
        #[arg(long)]
        name: String,
        #[arg(long)]
        email: String,
        /// The company's name, for an installation that has none.
        #[arg(long, value_name = "NAME")]
        organisation: Option<String>,
        /// Reads the password from standard input.
        #[arg(long, required = true)]
        password_stdin: bool,
    },
}

#[derive(Debug, Subcommand)]
pub enum Token {
    /// Makes a token and prints it, and nothing else.
    Create {
        #[arg(long, value_name = "HANDLE")]
        member: String,
        /// read, or read,write
        #[arg(long, value_delimiter = ',', default_value = "read")]
        scope: Vec<String>,
        #[arg(long, default_value = "command line")]
        name: String,
    },
}

/// Runs the command; what went wrong is told on standard error.
pub fn run(command: Command) -> ExitCode {
    // It is to use little, and nothing of the installation.
    if let Verb::ReadFile { form } = &command.verb {
        return if kernel::readable::serve_one(form) { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.to_string()),
    };
    match runtime.block_on(execute(command)) {
        Ok(code) => code,
        Err(error) => failed(&told(&error)),
    }
}

async fn execute(command: Command) -> Result<ExitCode> {
    let configuration = configuration(&command.data, command.config.as_deref())?;
    let done = match command.verb {
        Verb::Config => {
            print!("{}", configuration.print());
            Ok(())
        }
        Verb::Serve { listen, demo } => serve::serve(configuration, listen, demo).await,
        Verb::Import(import) => imports::import(configuration, import).await,
        Verb::Export(export) => imports::export(configuration, export).await,
        Verb::Demo => demo::command(configuration).await,
        Verb::Mail(mail) => return mail::command(configuration, mail).await,
        Verb::Bench(asked) => return bench::bench(&command.data, command.config.as_deref(), *asked).await,
        Verb::Torture(asked) => return torture::torture(asked).await,
        Verb::Fuzz(asked) => return fuzz::fuzz(asked).await,
        Verb::Admin(Admin::Create { handle, name, email, organisation, .. }) => {
            administration::create_administrator(configuration, &handle, &name, &email, organisation.as_deref()).await
        }
        Verb::Token(Token::Create { member, scope, name }) => {
            administration::create_token(configuration, &member, &scope, &name).await
        }
        Verb::Retention(retention) => return records::retention(configuration, retention).await,
        Verb::Case(case) => return records::case(configuration, case).await,
        Verb::Audit(audit) => return records::audit(configuration, audit).await,
        Verb::Charter(charter) => return records::charter(&charter),
        Verb::Check { retry } => return administration::check(configuration, retry).await,
        Verb::Rebuild { reader } => administration::rebuild(configuration, &reader).await,
        Verb::ReadFile { .. } => Ok(()),
        Verb::Backup(asked) => backup::backup(&configuration, &asked).await,
        Verb::Restore(asked) => backup::restore(&configuration, &asked).await,
        Verb::Backups(asked) => backup::list(&configuration, &asked).await,
    };
    done.map(|()| ExitCode::SUCCESS)
}

fn configuration(data: &Path, file: Option<&Path>) -> Result<Configuration> {
    let loaded = Configuration::load(data, file, environment()).and_then(|configuration| {
        configuration.check()?;
        Ok(configuration)
    });
    loaded.map_err(|problems| Error::Unavailable(problems.join("\n")))
}

fn failed(reason: &str) -> ExitCode {
    eprintln!("fourleaf: {reason}");
    ExitCode::FAILURE
}

/// An error as an operator reads it.
pub fn told(error: &Error) -> String {
    match error {
        Error::Unavailable(cause) | Error::Internal(cause) => cause.clone(),
        Error::Invalid(fields) => {
            let told = fields.iter().map(|field| format!("{} is not accepted: {}", field.field, field.code));
            told.collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}
