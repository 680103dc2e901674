//! SQL: one dialect, and each table written by its capability alone.

use crate::sources::{Source, files, none};
use std::collections::BTreeMap;

/// What only one of the two databases understands.
const DIALECT: [&str; 12] = [
    "::bigint",
    "::text",
    "json_each",
    "pg_",
    "pragma",
    "unnest",
    "sqlite_",
    "ilike",
    "strftime",
    "select now()",
    "rowid",
    "insert or ",
];

/// Who writes a table of another capability (`*`: any), and why that is right. A path is a file or a folder.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("crates/fourleaf/src/bench/", "*", "fills a database of its own with millions of rows"),
    ("crates/kernel/src/db/postgres.rs", "journal", "marks are ids of the server's transactions"),
    ("crates/kernel/src/db/postgres.rs", "journal_set_aside", "marks are ids of the server's transactions"),
    ("crates/kernel/src/db/postgres.rs", "journal_readers", "marks are ids of the server's transactions"),
];

fn statements(source: &Source) -> String {
    source.code().to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn only_the_database_handle_speaks_a_dialect() {
    let mut findings = Vec::new();
    let sql = files("crates", ".sql").into_iter();
    let code = files("crates", ".rs").into_iter();
    for source in
        sql.chain(code).filter(|source| !source.path.starts_with("crates/kernel/src/db/") && !source.is_test())
    {
        let is_sql = source.path.ends_with(".sql");
        let text = source.code().to_lowercase();
        let text: String =
            text.lines().filter(|line| !line.trim_start().starts_with("#[")).collect::<Vec<_>>().join("\n");
        // In Rust only what stands in quotes can be SQL.
        let text = if is_sql { text } else { text.split('"').skip(1).step_by(2).collect::<Vec<_>>().join("\n") };
        for word in DIALECT.iter().filter(|word| text.contains(**word)) {
            findings.push(format!("{}: {word}", source.path));
        }
    }
    none(&findings, "no SQL dialect outside kernel/db");
}

/// The capability of each table: the folder that has its migration.
fn owners() -> BTreeMap<String, String> {
    let mut owners = BTreeMap::new();
    for source in files("crates", ".sql") {
        let Some((folder, _)) = source.path.split_once("/migrations/") else { continue };
        for line in source.text.lines() {
            if let Some(rest) = line.trim().strip_prefix("create table ") {
                let table = rest.split([' ', '(']).next().unwrap_or_default();
                owners.insert(table.to_owned(), folder.to_owned());
            }
        }
    }
    owners
}

#[test]
fn a_table_is_written_by_its_own_capability() {
    let owners = owners();
    assert!(owners.len() > 20, "the migrations were not found");
    let mut findings = Vec::new();
    for source in files("crates", ".rs").iter().filter(|source| !source.is_test()) {
        let text = statements(source);
        for (table, folder) in &owners {
            let writes = ["insert into ", "update ", "delete from "].iter().any(|verb| {
                text.match_indices(&format!("{verb}{table}")).any(|(at, found)| {
                    let after = text[at + found.len()..].chars().next();
                    let set = *verb != "update "
                        || text[at + found.len()..].trim_start().starts_with("set ")
                        || text[at + found.len()..].starts_with(" as ");
                    set && !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
                })
            });
            let excepted = EXCEPTIONS
                .iter()
                .any(|(place, what, _)| source.path.starts_with(place) && (*what == "*" || what == table));
            if writes && !source.path.starts_with(&format!("{folder}/")) && !excepted {
                findings.push(format!("{} writes {table} of {folder}", source.path));
            }
        }
    }
    none(&findings, "a table is written by its own capability");
}
