//! What tables keep of members, said once by the wing that has them: what of it a member is told who asks for all that
//! is about them, and what becomes of it when they are erased. A test of the whole house looks through all tables, so
//! that none is forgotten.

use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use std::fmt::Write as _;

/// As many columns of one table are told at most.
pub const MOST_TOLD: usize = 6;

/// A column that names a member.
#[derive(Debug, Clone, Copy)]
pub struct Holding {
    pub table: &'static str,
    pub column: &'static str,
    /// What of its rows is told to the member; nothing where it says nothing of them, or where it is told elsewhere.
    pub told: &'static [&'static str],
    pub erased: Erased,
}

/// What becomes of a row when the member whom it names is erased.
#[derive(Debug, Clone, Copy)]
pub enum Erased {
    /// It goes.
    Deleted,
    /// It stays and names nobody.
    Unnamed,
    /// It stays, as of a former member; these texts become empty.
    Emptied(&'static [&'static str]),
    /// This statement does it; `$1` is the member.
    By(&'static str),
    /// Its capability does it, among other things.
    ByCapability,
    /// It stays, as of a former member; why.
    Stays(&'static str),
}

impl Holding {
    /// A table whose rows of a member go with them.
    pub const fn deleted(table: &'static str, column: &'static str, told: &'static [&'static str]) -> Self {
        Self { table, column, told, erased: Erased::Deleted }
    }

    /// A table whose rows stay, and why.
    pub const fn stays(
        table: &'static str,
        column: &'static str,
        told: &'static [&'static str],
        why: &'static str,
    ) -> Self {
        Self { table, column, told, erased: Erased::Stays(why) }
    }

    /// A table that its capability looks after.
    pub const fn known(table: &'static str, column: &'static str, told: &'static [&'static str]) -> Self {
        Self { table, column, told, erased: Erased::ByCapability }
    }

    /// The name of its file in an export, without an ending.
    pub fn file(&self) -> String {
        let whose = matches!(self.column, "member" | "author" | "owner");
        let name = if whose { self.table.to_owned() } else { format!("{}_{}", self.table, self.column) };
        name.replace('_', "-")
    }

    /// Reads as many texts as [`MOST_TOLD`] of each row: `$1` is the member, `$2` how many rows, `$3` how many to leave out.
    pub fn statement(&self) -> String {
        let texts = (0..MOST_TOLD).map(|nth| match self.told.get(nth) {
            Some(column) => format!("coalesce(cast({column} as text), '')"),
            None => "''".to_owned(),
        });
        let texts: Vec<String> = texts.collect();
        let mut sql = format!("select {} from {} where {} = $1", texts.join(", "), self.table, self.column);
        // A text cannot fail to be written.
        let _ = write!(sql, " order by {} limit $2 offset $3", self.told.join(", "));
        sql
    }
}

/// All wings together: a part of the program.
#[derive(Clone, Default)]
pub struct Holdings(pub Vec<Holding>);

impl Holdings {
    /// What no capability erases of its own accord.
    pub async fn erase(&self, tx: &Tx, member: Id) -> Result<()> {
        for Holding { table, column, erased, .. } in &self.0 {
            let sql = match erased {
                Erased::ByCapability | Erased::Stays(_) => continue,
                Erased::Deleted => format!("delete from {table} where {column} = $1"),
                Erased::Unnamed => format!("update {table} set {column} = null where {column} = $1"),
                Erased::Emptied(texts) => {
                    let texts: Vec<String> = texts.iter().map(|text| format!("{text} = ''")).collect();
                    format!("update {table} set {} where {column} = $1", texts.join(", "))
                }
                Erased::By(sql) => (*sql).to_owned(),
            };
            tx.execute(&sql, args![member]).await?;
        }
        Ok(())
    }
}
