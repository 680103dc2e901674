//! The sample company, Northwind Rail: invented people who have written for a year.
//!
//! It goes into an empty installation, or into one that was founded a moment ago and has nothing but its
//! first administrator. Its sample accounts can sign in only while the program is served with `--demo`:
//! otherwise they have no password, or one that nobody knows.

mod cast;
mod company;
mod events;
mod pages;
mod questions;
mod rhythm;
mod trust;
mod year;

use crate::compose::{self, Program};
use cast::Cast;
use community::identity::{self, Sample, SampleData, ops, passwords, queries, sessions};
use futures_util::future::BoxFuture;
use kernel::app::App;
use kernel::clock::{Clock, DAY, HOUR, Random};
use kernel::configuration::Configuration;
use kernel::db::Tx;
use kernel::error::{Error, Result};

/// The setting that says whether the program is served with the sample accounts open.
pub const SERVED: &str = "demo";
/// The setting that says that this installation is the sample company.
const SAMPLE: &str = "sample_company";
const FILLING: &str = "filling";
const FILLED: &str = "filled";
/// The one password of the sample accounts.
const PASSWORD: &str = "four-leaves-by-night";
const SEED: u64 = 4_1926;

/// `fourleaf demo`: fills an empty installation.
pub async fn command(configuration: Configuration) -> Result<()> {
    match state(&configuration).await? {
        State::Empty => fill(&configuration).await?,
        State::Sample => return Err(Error::Unavailable("the sample company is there already".to_owned())),
    }
    println!("The sample company is there. Its people can sign in while it is served with --demo.");
    Ok(())
}

/// Before serving with `--demo`: the sample company is there and its people can sign in.
pub async fn prepare(configuration: &Configuration) -> Result<()> {
    if matches!(state(configuration).await?, State::Empty) {
        println!("Preparing the sample company ...");
        fill(configuration).await?;
    }
    Ok(())
}

/// Opens the sample accounts, or closes them when they were open.
pub async fn set_served(app: &App, open: bool) -> Result<()> {
    let random = app.random.clone();
    let sample = async |tx: &Tx| Ok((queries::setting(tx, SAMPLE).await?, queries::setting(tx, SERVED).await?));
    let (sample, served) = app.db.read(sample).await?;
    if sample.is_none() || (!open && served.as_deref() != Some("1")) {
        return Ok(());
    }
    let cast = Cast::read()?;
    let handles: Vec<String> = cast.samples().map(|person| person.handle.clone()).collect();
    let hash = passwords::hash(&random, if open { PASSWORD.to_owned() } else { random.secret() }.as_str())?;
    app.db
        .write(async move |tx: &Tx| {
            for handle in &handles {
                let Some(member) = queries::member_by_handle(tx, handle).await? else { continue };
                ops::set_password(tx, None, member, &hash).await?;
                if !open {
                    sessions::end_all(tx, member, None).await?;
                }
            }
            ops::set_setting(tx, SERVED, if open { "1" } else { "0" }).await
        })
        .await
}

/// What is printed for who tries it.
pub fn sign_ins() -> String {
    let Ok(cast) = Cast::read() else { return String::new() };
    let mut told = format!("Sign in with the password {PASSWORD} as\n");
    for person in cast.samples() {
        told.push_str(&format!("  {:<24} {}, {}\n", person.handle, person.name, person.headline));
    }
    told
}

/// What the set-up page offers.
pub fn offered() -> SampleData {
    let has = |name: &str| {
        Cast::read().is_ok_and(|cast| cast.people.iter().any(|person| person.handle == name || person.email() == name))
    };
    SampleData(Some(Sample { fill: fill_founded, has }))
}

/// Fills an installation that was founded a moment ago, beside the server that runs it.
fn fill_founded(app: App) -> BoxFuture<'static, Result<()>> {
    Box::pin(async move {
        let configuration = compose::beside(app.configuration.clone());
        fill_until(&configuration, app.clock.now() / HOUR * HOUR).await
    })
}

enum State {
    Empty,
    Sample,
}

async fn state(configuration: &Configuration) -> Result<State> {
    let Program { app, .. } = compose::open(configuration.clone()).await?;
    let (sample, organisation) = app
        .db
        .read(async |tx: &Tx| Ok((queries::setting(tx, SAMPLE).await?, queries::own_organisation(tx).await?)))
        .await?;
    match (sample.as_deref(), organisation) {
        (Some(FILLED), _) => Ok(State::Sample),
        (Some(_), _) => Err(Error::Unavailable(
            "filling in the sample company was interrupted: remove the data folder and begin again".to_owned(),
        )),
        (None, None) => Ok(State::Empty),
        (None, Some(_)) => Err(Error::Unavailable(
            "this installation has data of its own: take another --data folder for the sample company".to_owned(),
        )),
    }
}

/// Lets the sample company live through the year that ends now.
async fn fill(configuration: &Configuration) -> Result<()> {
    let end = Clock::machine().now() / HOUR * HOUR;
    fill_until(configuration, end).await
}

/// As [`fill`], with the year ending at `end`.
pub async fn fill_until(configuration: &Configuration, end: i64) -> Result<()> {
    let begin = end - 366 * DAY;
    let clock = Clock::story(begin);
    let Program { app, .. } = compose::open_at(configuration.clone(), clock.clone(), Random::story(SEED)).await?;
    let cast = Cast::read()?;
    let chance = Random::story(SEED);
    mark(&app, FILLING).await?;
    let company = company::found(&app, &cast, &chance).await?;
    trust::begin(&app, &company).await?;
    let deeds = year::plan(&cast, &company, &chance, begin + DAY, end)?;
    year::live(&app, &clock, &company, deeds).await?;
    pages::write(&app, &company, end).await?;
    events::write(&app, &company, end).await?;
    mark(&app, FILLED).await
}

async fn mark(app: &App, state: &'static str) -> Result<()> {
    app.db.write(async move |tx: &Tx| identity::ops::set_setting(tx, SAMPLE, state).await).await
}
