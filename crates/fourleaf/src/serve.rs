//! Serving: from the first line of the log to the last answer.
//!
//! On a stop (SIGTERM, Ctrl C) no new connection is taken, open streams are told to end, and requests
//! have [`PATIENCE`] to finish.

use crate::compose::{self, Program};
use crate::{connections, demo};
use kernel::app::App;
use kernel::configuration::{Configuration, Server};
use kernel::error::{Error, Result};
use kernel::journal::Readers;
use kernel::telemetry::{self, Metrics};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;

const PATIENCE: Duration = Duration::from_secs(10);
const UPKEEP: Duration = Duration::from_secs(5);

pub async fn serve(mut configuration: Configuration, listen: Option<String>, with_demo: bool) -> Result<()> {
    let guard = telemetry::start(&configuration.log, &configuration.trace)?;
    let listen = listen.unwrap_or_else(|| configuration.server.listen.clone());
    if let Some(allowed) = kernel::machine::allow_many_connections() {
        tracing::info!(allowed, "files and connections that may be open");
    }
    let listener = bind(&listen).await?;
    let address = listener.local_addr()?;
    if configuration.server.url == Server::default().url {
        configuration.server.url = own_address(address);
    }
    if with_demo {
        demo::prepare(&configuration).await?;
    }
    let program = compose::open(configuration).await?;
    welcome(&program.app, with_demo).await?;
    let outcome = run(program, listener).await;
    drop(guard);
    outcome
}

async fn bind(listen: &str) -> Result<TcpListener> {
    TcpListener::bind(listen).await.map_err(|cause| Error::Unavailable(format!("cannot listen on {listen}: {cause}")))
}

/// The address that a browser on this machine would use.
fn own_address(address: SocketAddr) -> String {
    if address.ip().is_unspecified() || address.ip().is_loopback() {
        format!("http://localhost:{}", address.port())
    } else {
        format!("http://{address}")
    }
}

/// What somebody needs to know who has just started the program.
async fn welcome(app: &App, with_demo: bool) -> Result<()> {
    demo::set_served(app, with_demo).await?;
    app.db.write(community::identity::founding::end_filling).await?;
    let url = app.configuration.server.url.trim_end_matches('/');
    println!("Fourleaf is at {url}");
    if with_demo {
        println!("{}", demo::sign_ins());
    } else if let Some(link) = community::identity::founding::offer(app).await? {
        println!("Nobody is here yet. Set it up once at {link}");
    }
    Ok(())
}

async fn run(program: Program, listener: TcpListener) -> Result<()> {
    let Program { app, routes, readers, jobs } = program;
    let metrics = Metrics::install();
    readers.start(&app);
    app.search.start(&app);
    crate::pages::metrics::listen(&app, metrics.clone()).await?;
    kernel::jobs::start(&app, &jobs);
    tokio::spawn(kernel::outbox::keep_sending(app.clone()));
    tokio::spawn(upkeep(app.clone(), readers, metrics));
    let router = kernel::web::router(&app, routes);
    tokio::spawn(stop_when_told(app.clone()));
    tokio::select! {
        () = connections::serve(listener, router, app.stopping()) => {}
        () = out_of_patience(&app) => tracing::warn!("requests were still under way when the program stopped"),
    }
    Ok(())
}

async fn out_of_patience(app: &App) {
    app.stopping().await;
    tokio::time::sleep(PATIENCE).await;
}

async fn stop_when_told(app: App) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            },
            Err(error) => {
                tracing::warn!(%error, "only Ctrl C stops the program");
                drop(tokio::signal::ctrl_c().await);
            }
        }
    }
    #[cfg(not(unix))]
    drop(tokio::signal::ctrl_c().await);
    tracing::info!("stopping");
    app.stop();
}

/// Keeps the metrics small and tells how far the readers of the journal are behind.
async fn upkeep(app: App, readers: Readers, metrics: telemetry::Handle) {
    loop {
        tokio::select! {
            () = app.stopping() => return,
            () = tokio::time::sleep(UPKEEP) => {}
        }
        metrics.upkeep();
        match readers.standings(&app).await {
            Err(error) => tracing::warn!(%error, "the standing of the readers is not known"),
            Ok(standings) => {
                for standing in standings {
                    let number = |n: i64| f64::from(i32::try_from(n).unwrap_or(i32::MAX));
                    metrics::gauge!("fourleaf_journal_behind", "reader" => standing.name.clone())
                        .set(number(standing.behind));
                    metrics::gauge!("fourleaf_journal_set_aside", "reader" => standing.name)
                        .set(number(standing.set_aside));
                }
            }
        }
    }
}
