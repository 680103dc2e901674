//! Rows on their way into tables, many to a statement.
//!
//! A benchmark writes millions of rows; one statement and one event each would take hours. So it writes
//! what the operations would have written, counters included, and leaves the journal empty.

use kernel::db::{Arg, Tx};
use kernel::error::Result;
use std::fmt::Write as _;

const MOST_ROWS: usize = 100;
/// Below what either engine takes for one statement.
const MOST_PARAMETERS: usize = 8_000;

/// The beginning of a statement, up to the names of its columns. In `values`, `#` is what differs from row to row.
#[derive(Debug)]
pub struct Table {
    pub into: &'static str,
    pub values: &'static str,
}

impl Table {
    fn width(&self) -> usize {
        self.values.matches('#').count()
    }

    fn statement(&self, rows: usize) -> String {
        let mut sql = format!("{} values ", self.into);
        let mut parameter = 0;
        for row in 0..rows {
            sql.push_str(if row == 0 { "(" } else { ", (" });
            for part in self.values.split_inclusive('#') {
                sql.push_str(part.trim_end_matches('#'));
                if part.ends_with('#') {
                    parameter += 1;
                    // Writing to a string cannot fail.
                    let _ = write!(sql, "${parameter}");
                }
            }
            sql.push(')');
        }
        sql
    }
}

/// Rows that wait to be written.
#[derive(Debug)]
pub struct Rows {
    table: &'static Table,
    width: usize,
    args: Vec<Arg<'static>>,
}

impl Rows {
    pub fn new(table: &'static Table) -> Self {
        Self { table, width: table.width().max(1), args: Vec::new() }
    }

    /// One row: as many values as the table has places for.
    pub fn push<const N: usize>(&mut self, row: [Arg<'static>; N]) {
        debug_assert_eq!(N, self.width, "{}", self.table.into);
        self.args.extend(row);
    }

    pub fn len(&self) -> usize {
        self.args.len() / self.width
    }

    pub async fn write(&self, tx: &Tx) -> Result<()> {
        let most = (MOST_PARAMETERS / self.width).clamp(1, MOST_ROWS);
        let whole = self.table.statement(most);
        for part in self.args.chunks(most * self.width) {
            if part.len() == most * self.width {
                tx.execute(&whole, part).await?;
            } else {
                tx.execute(&self.table.statement(part.len() / self.width), part).await?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_of_a_statement_has_its_own_parameters() {
        let table = Table { into: "insert into t (a, b, c)", values: "#, '', #" };
        assert_eq!(table.statement(2), "insert into t (a, b, c) values ($1, '', $2), ($3, '', $4)");
    }
}
