//! Which wings the program has, and what it opens before it can run.

use crate::pages;
use kernel::app::{App, Opened, Parts, fetcher, file_store, mailer};
use kernel::args;
use kernel::capability::Capability;
use kernel::clock::{Clock, Millis, Random};
use kernel::configuration::{Configuration, DatabaseTls};
use kernel::db::{Db, Settings, Tx};
use kernel::error::{Error, Result};
use kernel::ids::{self, Id, Ids};
use kernel::jobs::Job;
use kernel::journal::Readers;
use kernel::languages::Texts;
use kernel::readable::Apart;
use kernel::web::Routes;
use std::path::Path;
use std::sync::Arc;

/// Everything that the program can do.
pub fn capability() -> Capability {
    Capability::kernel()
        .and(community::capability())
        .and(knowledge::capability())
        .and(trust::capability())
        .and(gateway::capability())
        .and(pages::capability())
}

/// What the wings register for each other.
pub fn parts(capability: &Capability) -> Parts {
    let told = knowledge::notification_kinds().into_iter().chain(trust::notification_kinds()).collect();
    trust::parts(community::parts())
        .with(
            community::posts::Kinds::new(community::kinds().into_iter().chain(knowledge::kinds()).collect())
                .with_replies(knowledge::replies()),
        )
        .with(community::spaces::SpaceTabs(knowledge::space_tabs()))
        .with(community::notifications::Kinds::new(told))
        .with(community::people::ProfileTabs(knowledge::profile_tabs()))
        .with(knowledge::opened())
        .with(knowledge::knowers())
        .with(knowledge::wiki::Drawn::default())
        .with(community::posts::purging::Purgers(
            community::purgers().into_iter().chain(knowledge::purgers()).chain(trust::purgers()).collect(),
        ))
        .with(community::identity::holdings::Holdings(
            [community::holdings::HOLDINGS, knowledge::holdings::HOLDINGS, trust::holdings::HOLDINGS].concat(),
        ))
        .with(Arc::new(capability.navigation.clone()))
        .with(capability.routes.clone())
        .with(Readers::new(capability.readers.clone()))
        .with(crate::demo::offered())
        .with(Apart(std::env::current_exe().ok()))
}

/// The program, opened: its data, its addresses, and those who read its journal.
pub struct Program {
    pub app: App,
    pub routes: Routes,
    pub readers: Readers,
    pub jobs: Vec<Job>,
}

/// Opens the installation that the configuration names; makes it when there is none.
pub async fn open(configuration: Configuration) -> Result<Program> {
    let program = open_at(configuration, Clock::machine(), Random::machine()).await?;
    // The clock may have gone back since the last start.
    let newest = async |tx: &Tx| {
        // What was dated back may be dated anywhere; among the last there is something else, or the journal tells.
        let sql = "select max(t.id) from (select id from posts order by id desc limit 1000) t where t.id & $1 = 0";
        let post: Option<Option<Id>> = tx.value(sql, args![ids::DATED_BACK]).await?;
        let sql = "select max(t.at) from (select at from journal order by seq desc limit 1000) t";
        let told: Option<Option<Millis>> = tx.value(sql, &[]).await?;
        Ok(post.flatten().max(told.flatten().map(ids::first_at)))
    };
    if let Some(newest) = program.app.db.read(newest).await? {
        program.app.ids.begin_after(newest);
    }
    Ok(program)
}

/// As [`open`], for a command that may run beside the server: its ids are of another node, so the two
/// never make the same. Servers take the nodes below 64.
pub async fn open_beside(configuration: Configuration) -> Result<Program> {
    open(beside(configuration)).await
}

/// As [`open_beside`], for a command that looks after what is there. Where nothing is, the folder is a slip of the
/// pen: nothing is made, and the error says so.
pub async fn open_existing(configuration: Configuration) -> Result<Program> {
    let settings = settings(&configuration);
    if settings.url.is_empty() && !settings.file.exists() {
        let folder = configuration.data.display();
        return Err(Error::Unavailable(format!(
            "there is no installation in {folder}: name its folder with --data, or begin one with fourleaf serve"
        )));
    }
    open_beside(configuration).await
}

/// The configuration of what runs beside the server.
pub fn beside(mut configuration: Configuration) -> Configuration {
    let chance = Random::machine().below(64);
    configuration.server.node = 64 + u16::try_from(chance).unwrap_or(0);
    configuration
}

/// As [`open`], with time and chance from elsewhere.
pub async fn open_at(configuration: Configuration, clock: Clock, random: Random) -> Result<Program> {
    make_folder(&configuration.data)?;
    let capability = capability();
    let ids = Ids::new(clock.clone(), configuration.server.node);
    let db = Db::open(&settings(&configuration), &capability.migrations, clock.clone(), ids.clone()).await?;
    let texts = Texts::load(&capability.texts).map_err(|problems| Error::internal(problems.join("; ")))?;
    let app = App::new(Opened {
        db,
        clock: clock.clone(),
        random,
        ids,
        texts: Arc::new(texts),
        files: file_store(&configuration)?,
        mailer: mailer(&configuration, clock)?,
        fetcher: fetcher(&configuration)?,
        configuration,
        gate: Arc::new(community::identity::Door),
        parts: parts(&capability),
    });
    Ok(Program { app, routes: capability.routes, readers: Readers::new(capability.readers), jobs: capability.jobs })
}

/// The database that the configuration names.
pub fn settings(configuration: &Configuration) -> Settings {
    let database = &configuration.database;
    Settings {
        url: database_url(configuration),
        readers: database.readers,
        pool: database.pool,
        statement_timeout_ms: database.statement_timeout_ms,
        slow_ms: database.slow_ms,
        cache_mb: database.cache_mb,
        ..Settings::embedded(&configuration.data)
    }
}

/// The connection string of PostgreSQL; empty for the embedded database.
pub fn database_url(configuration: &Configuration) -> String {
    with_tls(&configuration.database.url, configuration.database.tls)
}

/// The connection string with the wished encryption, unless it says so itself.
fn with_tls(url: &str, tls: DatabaseTls) -> String {
    let mode = match tls {
        DatabaseTls::Off => "disable",
        DatabaseTls::Prefer => "prefer",
        DatabaseTls::Require => "require",
    };
    match url {
        "" => String::new(),
        url if url.contains("sslmode=") => url.to_owned(),
        url if !url.contains("://") => format!("{url} sslmode={mode}"),
        url if url.contains('?') => format!("{url}&sslmode={mode}"),
        url => format!("{url}?sslmode={mode}"),
    }
}

/// The folder of the data, for its owner alone.
pub fn make_folder(folder: &Path) -> Result<()> {
    let told = |cause: std::io::Error| Error::Unavailable(format!("{}: {cause}", folder.display()));
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(told)
}
