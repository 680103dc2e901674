//! All tables, row by row and in the same words on both engines: what a whole export writes, and what an import
//! into an empty database reads.
//!
//! A row is a JSON array, its values in the order of [`Table::columns`]; bytes are `{"base64": "..."}`. Rows come in
//! the order of their key, so two databases with the same rows write the same lines.

use super::{Arg, Conn, Db, Engine, FromRow, Row, Tx, dialect, value};
use crate::error::{Error, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::io::{BufRead, Write};

/// Rows that are read at once.
const STEP: i64 = 2_000;

/// Positions in the journal are numbers of transactions of one server (see [`crate::journal`]). Written as they would
/// be on a server that has seen none: a reader goes on from the first row that it has not read.
const POSITIONS: [(&str, &str, &str); 4] = [
    ("journal", "mark", "0"),
    ("journal_set_aside", "mark", "0"),
    ("journal_readers", "mark", "0"),
    (
        "journal_readers",
        "seq",
        "coalesce((select min(j.seq) - 1 from journal j where (j.mark, j.seq) > (t.mark, t.seq)),
                  (select max(j.seq) from journal j), -1)",
    ),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Int,
    Real,
    Text,
    Blob,
}

impl Kind {
    /// The type that a migration gave a column, in the words of either engine.
    fn of(declared: &str) -> Result<Self> {
        match declared.to_ascii_lowercase().as_str() {
            "bigint" | "integer" => Ok(Self::Int),
            "real" | "double precision" => Ok(Self::Real),
            "text" => Ok(Self::Text),
            "blob" | "bytea" => Ok(Self::Blob),
            other => Err(Error::internal(format!("a column of the type {other:?} cannot be exported"))),
        }
    }
}

/// A table as it can be written and read.
#[derive(Debug, Clone)]
pub struct Table {
    pub name: String,
    pub columns: Vec<String>,
    kinds: Vec<Kind>,
    /// Places of the primary key in `columns`, in its order.
    key: Vec<usize>,
}

crate::record! {
    struct ColumnRow {
        name: String,
        column: String,
        declared: String,
        key: i64,
    }
}

/// The cells of one row, whatever they are.
struct Cells(Vec<Arg<'static>>);

impl FromRow for Cells {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        row.all().map(Self)
    }
}

impl Db {
    /// As [`Db::read`], and all statements see one moment on PostgreSQL too.
    pub async fn read_at_one_moment<T, F>(&self, operation: F) -> Result<T>
    where
        F: AsyncFn(&Tx) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        match self.engine.as_ref() {
            Engine::Sqlite(sqlite) => sqlite.read(operation).await,
            Engine::Postgres(postgres) => {
                let at_one_moment = async move |tx: &Tx| {
                    tx.execute("set transaction isolation level repeatable read, read only", &[]).await?;
                    operation(tx).await
                };
                postgres.write(at_one_moment).await
            }
        }
    }
}

impl Tx {
    /// All tables but those that say which migrations were made, by name.
    pub async fn tables(&self) -> Result<Vec<Table>> {
        let sql = match &self.conn {
            Conn::Sqlite(_) => dialect::COLUMNS_SQLITE,
            Conn::Postgres(_) => dialect::COLUMNS_POSTGRES,
        };
        let mut tables: Vec<Table> = Vec::new();
        let mut keys: Vec<(i64, usize)> = Vec::new();
        for row in self.rows::<ColumnRow>(sql, &[]).await? {
            if tables.last().is_none_or(|table| table.name != row.name) {
                keys.clear();
                tables.push(Table { name: row.name, columns: Vec::new(), kinds: Vec::new(), key: Vec::new() });
            }
            let Some(table) = tables.last_mut() else { continue };
            if row.key > 0 {
                keys.push((row.key, table.columns.len()));
                keys.sort_unstable();
                table.key = keys.iter().map(|(_, at)| *at).collect();
            }
            table.kinds.push(Kind::of(&row.declared)?);
            table.columns.push(row.column);
        }
        Ok(tables)
    }

    /// Writes all rows of a table, a line each; how many there were.
    pub async fn write_rows(&self, table: &Table, out: &mut dyn Write) -> Result<u64> {
        let mut written = 0;
        let mut after: Vec<Arg<'static>> = Vec::new();
        loop {
            let rows: Vec<Cells> = self.rows(&table.reading(!after.is_empty()), &after).await?;
            for Cells(cells) in &rows {
                serde_json::to_writer(&mut *out, &table.line(cells)?).map_err(Error::internal)?;
                out.write_all(b"\n")?;
            }
            written += u64::try_from(rows.len()).map_err(Error::internal)?;
            // A table without a key is read in one.
            match rows.last() {
                Some(Cells(last)) if !table.key.is_empty() && i64::try_from(rows.len()).is_ok_and(|n| n == STEP) => {
                    after = table.key.iter().filter_map(|at| last.get(*at).cloned()).collect();
                }
                _ => return Ok(written),
            }
        }
    }

    /// Before rows are put in: no table has any, and rows may name others that come later.
    pub async fn begin_load(&self, tables: &[Table]) -> Result<()> {
        match &self.conn {
            Conn::Sqlite(_) => {
                self.execute("pragma defer_foreign_keys = on", &[]).await?;
            }
            Conn::Postgres(_) => {
                self.execute("set local statement_timeout = 0", &[]).await?;
                for (table, key) in self.rows::<(String, String)>(dialect::FOREIGN_KEYS_POSTGRES, &[]).await? {
                    let sql = format!("alter table {table} alter constraint \"{key}\" deferrable initially deferred");
                    self.execute(&sql, &[]).await?;
                }
            }
        }
        for table in tables {
            self.execute(&format!("delete from \"{}\"", table.name), &[]).await?;
        }
        Ok(())
    }

    /// Puts in what [`Tx::write_rows`] wrote for a table with these columns; how many rows. An error names table and
    /// line.
    pub async fn read_rows(&self, table: &Table, columns: &[String], from: &mut dyn BufRead) -> Result<u64> {
        let places = table.places(columns)?;
        let sql = table.writing(columns);
        let (mut line, mut number) = (String::new(), 0_u64);
        loop {
            line.clear();
            if from.read_line(&mut line)? == 0 {
                return Ok(number);
            }
            number += 1;
            let wrong = |cause: String| Error::Unavailable(format!("{}, line {number}: {cause}", table.name));
            let values: Vec<Value> = serde_json::from_str(&line).map_err(|cause| wrong(cause.to_string()))?;
            if values.len() != places.len() {
                return Err(wrong(format!("{} values for {} columns", values.len(), places.len())));
            }
            let args: Result<Vec<Arg<'_>>> =
                values.iter().zip(&places).map(|(value, kind)| arg(value, *kind)).collect();
            let args = args.map_err(|cause| wrong(cause.to_string()))?;
            self.execute(&sql, &args).await.map_err(|cause| wrong(cause.to_string()))?;
        }
    }

    /// After all rows are in: what names others is looked at, numbers go on after the last, and how values are
    /// distributed is known.
    pub async fn end_load(&self) -> Result<()> {
        self.execute("analyze", &[]).await?;
        match &self.conn {
            Conn::Sqlite(_) => {
                let sql = "select c.\"table\", c.parent from pragma_foreign_key_check c limit 1";
                match self.row::<(String, String)>(sql, &[]).await? {
                    Some((table, parent)) => {
                        Err(Error::Unavailable(format!("{table} names rows of {parent} that are not there")))
                    }
                    None => Ok(()),
                }
            }
            Conn::Postgres(_) => {
                self.execute("set constraints all immediate", &[]).await?;
                for (table, key) in self.rows::<(String, String)>(dialect::DEFERRED_KEYS_POSTGRES, &[]).await? {
                    self.execute(&format!("alter table {table} alter constraint \"{key}\" not deferrable"), &[])
                        .await?;
                }
                for (table, column) in self.rows::<(String, String)>(dialect::IDENTITIES_POSTGRES, &[]).await? {
                    let sql = format!(
                        "select setval(pg_get_serial_sequence('{table}', '{column}'), (select max({column}) from {table}))
                         where exists (select 1 from {table})"
                    );
                    let _: Option<i64> = self.value(&sql, &[]).await?;
                }
                Ok(())
            }
        }
    }
}

impl Table {
    fn reading(&self, further: bool) -> String {
        let columns: Vec<String> = self.columns.iter().map(|column| self.expression(column)).collect();
        let key: Vec<&str> = self.key.iter().filter_map(|at| self.columns.get(*at)).map(String::as_str).collect();
        if key.is_empty() {
            let order: Vec<String> = (1..=self.columns.len()).map(|nth| nth.to_string()).collect();
            return format!("select {} from \"{}\" t order by {}", columns.join(", "), self.name, order.join(", "));
        }
        let key: Vec<String> = key.iter().map(|column| format!("t.\"{column}\"")).collect();
        let numbers: Vec<String> = (1..=key.len()).map(|nth| format!("${nth}")).collect();
        let (key, numbers) = (key.join(", "), numbers.join(", "));
        let after = if further { format!("where ({key}) > ({numbers})") } else { String::new() };
        format!("select {} from \"{}\" t {after} order by {key} limit {STEP}", columns.join(", "), self.name)
    }

    fn expression(&self, column: &str) -> String {
        let position = POSITIONS.iter().find(|(table, name, _)| *table == self.name && *name == column);
        position.map_or_else(|| format!("t.\"{column}\""), |(.., sql)| (*sql).to_owned())
    }

    fn writing(&self, columns: &[String]) -> String {
        let names: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
        let numbers: Vec<String> = (1..=columns.len()).map(|nth| format!("${nth}")).collect();
        format!("insert into \"{}\" ({}) values ({})", self.name, names.join(", "), numbers.join(", "))
    }

    /// What stands in each of these columns.
    fn places(&self, columns: &[String]) -> Result<Vec<Kind>> {
        let of = |column: &String| {
            let at = self.columns.iter().position(|own| own == column);
            let kind = at.and_then(|at| self.kinds.get(at)).copied();
            kind.ok_or_else(|| Error::Unavailable(format!("the table {} has no column {column}", self.name)))
        };
        columns.iter().map(of).collect()
    }

    fn line(&self, cells: &[Arg<'_>]) -> Result<Value> {
        let cell = |cell: &Arg<'_>| match cell {
            Arg::Null => Ok(Value::Null),
            Arg::Int(v) => Ok(json!(v)),
            Arg::Real(v) if v.is_finite() => Ok(json!(v)),
            Arg::Real(v) => Err(Error::internal(format!("{} has the number {v}, which JSON has not", self.name))),
            Arg::Text(v) => Ok(json!(v)),
            Arg::Blob(v) => Ok(json!({ "base64": STANDARD.encode(v) })),
            Arg::Ids(_) | Arg::Texts(_) => Err(Error::internal("a cell that is a list")),
        };
        cells.iter().map(cell).collect()
    }
}

fn arg(value: &Value, kind: Kind) -> Result<Arg<'_>> {
    let wrong = || Error::Unavailable(format!("{value} where {kind:?} stands"));
    match (kind, value) {
        (_, Value::Null) => Ok(Arg::Null),
        (Kind::Int, Value::Number(number)) => number.as_i64().map(Arg::Int).ok_or_else(wrong),
        (Kind::Real, Value::Number(number)) => number.as_f64().map(Arg::Real).ok_or_else(wrong),
        (Kind::Text, Value::String(text)) => Ok(Arg::from(text)),
        (Kind::Blob, Value::Object(object)) => {
            let text = object.get("base64").and_then(Value::as_str).ok_or_else(wrong)?;
            STANDARD.decode(text).map(Arg::from).map_err(|cause| Error::Unavailable(cause.to_string()))
        }
        _ => Err(wrong()),
    }
}

/// One cell as it is, for [`Row::all`].
pub(super) fn owned(cell: &value::Cell<'_>) -> Result<Arg<'static>> {
    use rusqlite::types::ValueRef;
    use tokio_postgres::types::Type;
    match cell {
        value::Cell::Sqlite(ValueRef::Null) => Ok(Arg::Null),
        value::Cell::Sqlite(ValueRef::Integer(v)) => Ok(Arg::Int(*v)),
        value::Cell::Sqlite(ValueRef::Real(v)) => Ok(Arg::Real(*v)),
        value::Cell::Sqlite(ValueRef::Text(v)) => {
            std::str::from_utf8(v).map(|text| Arg::from(text.to_owned())).map_err(Error::internal)
        }
        value::Cell::Sqlite(ValueRef::Blob(v)) => Ok(Arg::from(v.to_vec())),
        value::Cell::Postgres(row, at) => match row.columns().get(*at).map(|column| column.type_().clone()) {
            Some(Type::FLOAT8) => value::optional::<f64>(cell),
            Some(Type::TEXT) => value::optional::<String>(cell),
            Some(Type::BYTEA) => value::optional::<Vec<u8>>(cell),
            _ => value::optional::<i64>(cell),
        },
    }
}
