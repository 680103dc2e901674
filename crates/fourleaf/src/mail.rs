//! `fourleaf mail receive`: one mail from standard input, as Postfix and Exim hand it to a program.
//!
//! The exit code is what mail servers expect (sysexits.h): 0 for what was decided, 65 for what is no mail, 67 for an
//! address that is not ours, 75 for "later". On 65 and 67 the mail server tells the sender, with what is printed.

use crate::compose::{self, Program};
use bytes::Bytes;
use clap::Subcommand;
use community::replies::{self, Outcome};
use kernel::configuration::Configuration;
use kernel::error::{Error, Result};
use std::io::Read as _;
use std::process::ExitCode;

const DATA_ERROR: u8 = 65;
const NO_USER: u8 = 67;
const UNAVAILABLE: u8 = 69;
const LATER: u8 = 75;

#[derive(Debug, Subcommand)]
pub enum Mail {
    /// Takes in one mail from standard input: an answer to a mail of the site, or a report about one.
    Receive {
        /// Where it was delivered, when the mail itself does not say so.
        #[arg(long, value_name = "ADDRESS")]
        to: Vec<String>,
    },
}

pub async fn command(configuration: Configuration, mail: Mail) -> Result<ExitCode> {
    let Mail::Receive { to } = mail;
    Ok(match receive(configuration, &to).await {
        Ok(Outcome { outcome: "ignored", reason: "broken", .. }) => told("this is not a mail", DATA_ERROR),
        Ok(Outcome { outcome: "ignored", reason: "not-ours", .. }) => {
            told("nobody is answered at this address", NO_USER)
        }
        Ok(outcome) => {
            println!("{} {}", outcome.outcome, outcome.reason);
            ExitCode::SUCCESS
        }
        Err(Error::NotFound) => told("mails cannot be answered here: set mail.reply", UNAVAILABLE),
        Err(Error::Refused { code: "too-large", .. }) => told("the mail is too large", DATA_ERROR),
        Err(error) => told(&crate::commands::told(&error), LATER),
    })
}

fn told(what: &str, code: u8) -> ExitCode {
    eprintln!("fourleaf: {what}");
    ExitCode::from(code)
}

async fn receive(configuration: Configuration, to: &[String]) -> Result<Outcome> {
    let most = u64::try_from(configuration.mail.incoming_mb).unwrap_or(25) * 1024 * 1024;
    let mut mail = Vec::new();
    let read = std::io::stdin().take(most + 1).read_to_end(&mut mail);
    read.map_err(|cause| Error::Unavailable(format!("no mail on standard input: {cause}")))?;
    if u64::try_from(mail.len()).unwrap_or(u64::MAX) > most {
        return Err(Error::Refused { status: 413, code: "too-large" });
    }
    let Program { app, .. } = compose::open_beside(configuration).await?;
    replies::take(&app, Bytes::from(mail), to).await
}
