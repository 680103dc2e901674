//! Tables, capability by capability.
//!
//! Each capability brings its own numbered migrations and has its own table of those applied, so
//! capabilities come and go without renumbering. A database that has seen a migration this program
//! does not know is from a newer release: it is refused, untouched.

use super::dialect;
use crate::error::{Error, Result};
use refinery::{Migration, Runner};
use rusqlite::Connection;

/// The migrations of one capability: `("V1__posts", "create table ...")`, oldest first.
#[derive(Debug, Clone, Copy)]
pub struct Migrations {
    pub capability: &'static str,
    pub steps: &'static [(&'static str, &'static str)],
}

impl Migrations {
    /// The number of the newest step.
    pub fn newest(&self) -> i64 {
        self.steps.iter().filter_map(|(name, _)| number(name)).max().unwrap_or(0)
    }

    /// The tables as they were at this step; none when this program does not know it.
    pub fn up_to(&self, step: i64) -> Option<Self> {
        let end = self.steps.iter().position(|(name, _)| number(name) == Some(step))?;
        self.steps.get(..=end).map(|steps| Self { capability: self.capability, steps })
    }

    fn runner(&self, translate: fn(&str) -> String) -> Result<Runner> {
        let steps = self
            .steps
            .iter()
            .map(|(name, sql)| Migration::unapplied(name, &translate(sql)))
            .collect::<std::result::Result<Vec<_>, _>>()
            .map_err(Error::internal)?;
        let mut runner = Runner::new(&steps).set_abort_missing(true).set_abort_divergent(true);
        // A step and the note that it was made are one transaction: who is killed between them could not start again.
        runner = runner.set_grouped(true);
        runner.set_migration_table_name(format!("migrations_{}", self.capability));
        Ok(runner)
    }

    fn refused(&self, error: &refinery::Error) -> Error {
        let advice = match error.kind() {
            refinery::error::Kind::MissingVersion(_) => {
                "the data was written by a newer release: start that release, or restore a backup"
            }
            refinery::error::Kind::DivergentVersion(..) => "the tables were made by another build of this release",
            _ => "the tables could not be brought up to date",
        };
        Error::Unavailable(format!("{}: {advice} ({error})", self.capability))
    }
}

/// 3 of `V3__name`.
fn number(name: &str) -> Option<i64> {
    name.strip_prefix('V')?.split_once("__")?.0.parse().ok()
}

pub fn sqlite(connection: &mut Connection, all: &[Migrations]) -> Result<()> {
    for migrations in all {
        let runner = migrations.runner(dialect::migration_for_sqlite)?;
        runner.run(connection).map_err(|e| migrations.refused(&e))?;
    }
    Ok(())
}

pub async fn postgres(client: &mut tokio_postgres::Client, all: &[Migrations]) -> Result<()> {
    for migrations in all {
        let runner = migrations.runner(dialect::migration_for_postgres)?;
        runner.run_async(client).await.map_err(|e| migrations.refused(&e))?;
    }
    Ok(())
}
