//! Jobs: what is done from time to time, by one node at a time.
//!
//! A node holds the lease of a job while it works and shortly after; another takes over when the lease was
//! not renewed. The work itself bears being done twice: a node that is slow may be overtaken.

use crate::app::App;
use crate::args;
use crate::clock::{MINUTE, Millis};
use crate::db::{Migrations, Tx};
use crate::error::Result;
use futures_util::future::BoxFuture;
use std::sync::Arc;
use std::time::Duration;

pub const MIGRATIONS: Migrations =
    Migrations { capability: "jobs", steps: &[("V1__jobs", include_str!("migrations/V1__jobs.sql"))] };

/// A lease that was not renewed for this long is free.
const LEASE: Millis = MINUTE;

type Work = dyn for<'a> Fn(&'a App) -> BoxFuture<'a, Result<bool>> + Send + Sync;

/// Something that is done from time to time.
#[derive(Clone)]
pub struct Job {
    pub name: &'static str,
    every: Duration,
    work: Arc<Work>,
}

impl Job {
    /// `work` does a part and says whether there is more; without more it rests for `every`.
    pub fn new<F>(name: &'static str, every: Duration, work: F) -> Self
    where
        F: for<'a> Fn(&'a App) -> BoxFuture<'a, Result<bool>> + Send + Sync + 'static,
    {
        Self { name, every, work: Arc::new(work) }
    }
}

/// Keeps every job going until the program stops.
pub fn start(app: &App, jobs: &[Job]) {
    for job in jobs {
        tokio::spawn(keep_going(job.clone(), app.clone()));
    }
}

async fn keep_going(job: Job, app: App) {
    loop {
        let more = match hold(&app, job.name).await {
            Ok(true) => (job.work)(&app).await,
            held => held,
        };
        match more {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::warn!(job = job.name, %error, "a job could not go on; it tries again"),
        }
        tokio::select! {
            () = app.stopping() => return,
            () = tokio::time::sleep(job.every) => {}
        }
    }
}

/// Takes or renews the lease of a job; false when another node has it.
async fn hold(app: &App, name: &'static str) -> Result<bool> {
    let holder = app.instance;
    app.db
        .write(async move |tx: &Tx| {
            let now = tx.now();
            let sql = "insert into jobs (name, holder, held_until) values ($1, $2, $3)
                       on conflict (name) do update set holder = excluded.holder, held_until = excluded.held_until
                       where jobs.holder = excluded.holder or jobs.held_until < $4 or jobs.held_until > $5";
            let changed = tx.execute(sql, args![name, holder, now + LEASE, now, now + 10 * LEASE]).await?;
            Ok(changed > 0)
        })
        .await
}
