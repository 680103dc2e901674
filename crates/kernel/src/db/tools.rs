//! Copies of a PostgreSQL database, made and put back by its own tools (`pg_dump`, `pg_restore`).
//!
//! They know more of PostgreSQL than we ever will. Where the database is and how one gets in is given to
//! them in their environment: what stands on a command line is read by everybody on the machine.

use super::postgres::tls;
use crate::error::{Error, Result};
use std::path::Path;
use std::process::Command;
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

/// Writes the database, as it is at one moment, to a file that does not exist yet.
pub fn dump(url: &str, to: &Path) -> Result<()> {
    let mut command = tool("pg_dump", url)?;
    // Not compressed: two dumps are alike then where the database is.
    command.args(["--format=custom", "--compress=0", "--no-owner", "--no-privileges", "--file"]).arg(to);
    run(command, "pg_dump")?;
    Ok(std::fs::File::open(to)?.sync_all()?)
}

/// Puts a copy into a database that has no tables: all of it or nothing.
pub async fn restore(url: &str, from: &Path) -> Result<()> {
    if !is_empty(url).await? {
        return Err(Error::Unavailable("the database has tables already: make an empty one for the copy".to_owned()));
    }
    let mut command = tool("pg_restore", url)?;
    let database = config(url)?.get_dbname().unwrap_or_default().to_owned();
    command.args(["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", "--dbname"]);
    command.arg(database).arg(from);
    run(command, "pg_restore")
}

/// Sees that a copy can be read to its end.
pub fn dump_is_whole(copy: &Path) -> Result<()> {
    let mut command = Command::new("pg_restore");
    command.args(["--file", "/dev/null"]).arg(copy);
    run(command, "pg_restore")
}

async fn is_empty(url: &str) -> Result<bool> {
    let away = |cause: tokio_postgres::Error| Error::Unavailable(cause.to_string());
    let (client, connection) = config(url)?.connect(tls()?).await.map_err(away)?;
    let connection = tokio::spawn(connection);
    let sql = "select count(*) from pg_catalog.pg_tables where schemaname not in ('pg_catalog', 'information_schema')";
    let counted = client.query_one(sql, &[]).await.map_err(away).map(|row| row.try_get::<_, i64>(0));
    connection.abort();
    Ok(counted?.map_err(away)? == 0)
}

fn config(url: &str) -> Result<Config> {
    url.parse().map_err(|cause| Error::Unavailable(format!("database.url is not understood: {cause}")))
}

fn tool(name: &str, url: &str) -> Result<Command> {
    let config = config(url)?;
    let mut command = Command::new(name);
    let hosts = config.get_hosts().iter().map(|host| match host {
        Host::Tcp(name) => name.clone(),
        #[cfg(unix)]
        Host::Unix(folder) => folder.to_string_lossy().into_owned(),
    });
    let hosts: Vec<String> = hosts.collect();
    let ports: Vec<String> = config.get_ports().iter().map(ToString::to_string).collect();
    let password = config.get_password().map(|password| String::from_utf8_lossy(password).into_owned());
    let mode = match config.get_ssl_mode() {
        SslMode::Disable => "disable",
        SslMode::Require => "require",
        _ => "prefer",
    };
    let known = [
        ("PGHOST", Some(hosts.join(","))),
        ("PGPORT", Some(ports.join(","))),
        ("PGUSER", config.get_user().map(str::to_owned)),
        ("PGDATABASE", config.get_dbname().map(str::to_owned)),
        ("PGPASSWORD", password),
        ("PGSSLMODE", Some(mode.to_owned())),
    ];
    for (name, value) in known {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            command.env(name, value);
        }
    }
    Ok(command)
}

fn run(mut command: Command, name: &str) -> Result<()> {
    let absent = |cause| {
        Error::Unavailable(format!(
            "{name} cannot be run ({cause}): install the client tools of PostgreSQL, of its version or a newer one"
        ))
    };
    let done = command.output().map_err(absent)?;
    if done.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&done.stderr);
    Err(Error::Unavailable(format!("{name} failed: {}", said.trim())))
}
