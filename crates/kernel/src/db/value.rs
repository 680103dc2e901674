//! Values on their way into and out of SQL.
//!
//! Both engines know the same five: 64-bit integers, reals, text, bytes and null. A boolean is 0 or
//! 1, a moment is its milliseconds, JSON is text. A list goes in as [`Arg::Ids`] or [`Arg::Texts`]
//! and is opened in SQL with `each($1)` or `each_text($1)`.

use crate::error::{Error, Result};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use std::borrow::Cow;
use std::cell::Cell as Cursor;
use tokio_postgres::types::{IsNull, ToSql, Type, private::BytesMut};

type Cause = Box<dyn std::error::Error + Sync + Send>;

/// One parameter of a statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg<'a> {
    Null,
    Int(i64),
    Real(f64),
    Text(Cow<'a, str>),
    Blob(Cow<'a, [u8]>),
    Ids(Cow<'a, [i64]>),
    Texts(Cow<'a, [String]>),
}

/// The parameters of a statement, in the order of `$1`, `$2`, ...
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { &[$($crate::db::Arg::from($value)),*] };
}

macro_rules! arg_from {
    ($($from:ty, $name:ident => $arg:expr;)*) => {
        $(impl<'a> From<$from> for Arg<'a> { fn from($name: $from) -> Self { $arg } })*
    };
}

arg_from! {
    i64, v => Self::Int(v);
    &i64, v => Self::Int(*v);
    i32, v => Self::Int(i64::from(v));
    u32, v => Self::Int(i64::from(v));
    u16, v => Self::Int(i64::from(v));
    u8, v => Self::Int(i64::from(v));
    bool, v => Self::Int(i64::from(v));
    f64, v => Self::Real(v);
    String, v => Self::Text(Cow::Owned(v));
    &'a str, v => Self::Text(Cow::Borrowed(v));
    &'a String, v => Self::Text(Cow::Borrowed(v.as_str()));
    Vec<u8>, v => Self::Blob(Cow::Owned(v));
    &'a [u8], v => Self::Blob(Cow::Borrowed(v));
    &'a [i64], v => Self::Ids(Cow::Borrowed(v));
    Vec<i64>, v => Self::Ids(Cow::Owned(v));
    &'a Vec<i64>, v => Self::Ids(Cow::Borrowed(v.as_slice()));
    &'a [String], v => Self::Texts(Cow::Borrowed(v));
    Vec<String>, v => Self::Texts(Cow::Owned(v));
    &'a Vec<String>, v => Self::Texts(Cow::Borrowed(v.as_slice()));
}

impl<'a, T: Into<Arg<'a>>> From<Option<T>> for Arg<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<'a> From<&'a Option<String>> for Arg<'a> {
    fn from(value: &'a Option<String>) -> Self {
        value.as_deref().map_or(Self::Null, Into::into)
    }
}

impl rusqlite::ToSql for Arg<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let json = |cause: serde_json::Error| rusqlite::Error::ToSqlConversionFailure(Box::new(cause));
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Value::Null),
            Self::Int(v) => ToSqlOutput::Owned(Value::Integer(*v)),
            Self::Real(v) => ToSqlOutput::Owned(Value::Real(*v)),
            Self::Text(v) => ToSqlOutput::Borrowed(ValueRef::Text(v.as_bytes())),
            Self::Blob(v) => ToSqlOutput::Borrowed(ValueRef::Blob(v)),
            Self::Ids(v) => ToSqlOutput::Owned(Value::Text(serde_json::to_string(v).map_err(json)?)),
            Self::Texts(v) => ToSqlOutput::Owned(Value::Text(serde_json::to_string(v).map_err(json)?)),
        })
    }
}

impl ToSql for Arg<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> std::result::Result<IsNull, Cause> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(v) => match *ty {
                Type::INT4 => i32::try_from(*v)?.to_sql(ty, out),
                Type::INT2 => i16::try_from(*v)?.to_sql(ty, out),
                Type::FLOAT8 => real(*v).to_sql(ty, out),
                Type::INT8 => v.to_sql(ty, out),
                _ => Err(format!("an integer cannot stand for {ty}: cast the parameter").into()),
            },
            Self::Real(v) => v.to_sql(ty, out),
            Self::Text(v) => v.to_sql(ty, out),
            Self::Blob(v) => v.as_ref().to_sql(ty, out),
            Self::Ids(v) => v.as_ref().to_sql(ty, out),
            Self::Texts(v) => v.as_ref().to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    tokio_postgres::types::to_sql_checked!();
}

#[allow(clippy::as_conversions)] // exact below 2^53, which counts and moments are
fn real(v: i64) -> f64 {
    v as f64
}

/// One cell of a row, in the words of its engine.
pub enum Cell<'a> {
    Sqlite(ValueRef<'a>),
    Postgres(&'a tokio_postgres::Row, usize),
}

/// A type that a cell can be read as.
pub trait FromCell: Sized {
    fn from_cell(cell: &Cell<'_>) -> Result<Self>;
}

fn mismatch(expected: &str, found: impl std::fmt::Debug) -> Error {
    Error::internal(format!("expected {expected}, the database has {found:?}"))
}

fn postgres<'a, T: tokio_postgres::types::FromSql<'a>>(row: &'a tokio_postgres::Row, at: usize) -> Result<T> {
    row.try_get(at).map_err(Error::internal)
}

impl FromCell for i64 {
    fn from_cell(cell: &Cell<'_>) -> Result<Self> {
        match cell {
            Cell::Sqlite(ValueRef::Integer(v)) => Ok(*v),
            Cell::Sqlite(other) => Err(mismatch("an integer", other.data_type())),
            Cell::Postgres(row, at) => match row.columns().get(*at).map(|column| column.type_()) {
                Some(&Type::INT4) => postgres::<i32>(row, *at).map(i64::from),
                _ => postgres(row, *at),
            },
        }
    }
}

impl FromCell for bool {
    fn from_cell(cell: &Cell<'_>) -> Result<Self> {
        match cell {
            // A comparison is an integer on one engine and a boolean on the other.
            Cell::Postgres(row, at) if row.columns().get(*at).is_some_and(|c| *c.type_() == Type::BOOL) => {
                postgres(row, *at)
            }
            _ => i64::from_cell(cell).map(|v| v != 0),
        }
    }
}

impl FromCell for f64 {
    fn from_cell(cell: &Cell<'_>) -> Result<Self> {
        match cell {
            Cell::Sqlite(ValueRef::Real(v)) => Ok(*v),
            Cell::Sqlite(ValueRef::Integer(v)) => Ok(real(*v)),
            Cell::Sqlite(other) => Err(mismatch("a real", other.data_type())),
            Cell::Postgres(row, at) => postgres(row, *at),
        }
    }
}

impl FromCell for String {
    fn from_cell(cell: &Cell<'_>) -> Result<Self> {
        match cell {
            Cell::Sqlite(ValueRef::Text(v)) => std::str::from_utf8(v).map(str::to_owned).map_err(Error::internal),
            Cell::Sqlite(other) => Err(mismatch("text", other.data_type())),
            Cell::Postgres(row, at) => postgres(row, *at),
        }
    }
}

impl FromCell for Vec<u8> {
    fn from_cell(cell: &Cell<'_>) -> Result<Self> {
        match cell {
            Cell::Sqlite(ValueRef::Blob(v)) => Ok(v.to_vec()),
            Cell::Sqlite(other) => Err(mismatch("bytes", other.data_type())),
            Cell::Postgres(row, at) => postgres(row, *at),
        }
    }
}

impl<T: FromCell> FromCell for Option<T> {
    fn from_cell(cell: &Cell<'_>) -> Result<Self> {
        let null = match cell {
            Cell::Sqlite(value) => matches!(value, ValueRef::Null),
            Cell::Postgres(row, at) => row.try_get::<_, Anything>(*at).map_err(Error::internal)?.0,
        };
        if null { Ok(None) } else { T::from_cell(cell).map(Some) }
    }
}

/// A cell that may be null, as a parameter.
pub(super) fn optional<T: FromCell + Into<Arg<'static>>>(cell: &Cell<'_>) -> Result<Arg<'static>> {
    Option::<T>::from_cell(cell).map(Arg::from)
}

/// Takes any column and tells only whether it is null.
struct Anything(bool);

impl tokio_postgres::types::FromSql<'_> for Anything {
    fn from_sql(_: &Type, _: &[u8]) -> std::result::Result<Self, Cause> {
        Ok(Self(false))
    }
    fn from_sql_null(_: &Type) -> std::result::Result<Self, Cause> {
        Ok(Self(true))
    }
    fn accepts(_: &Type) -> bool {
        true
    }
}

/// One row, read column after column.
pub struct Row<'a> {
    pub(super) cells: Cells<'a>,
    pub(super) next: Cursor<usize>,
}

pub(super) enum Cells<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

impl<'a> Row<'a> {
    pub(super) fn new(cells: Cells<'a>) -> Self {
        Self { cells, next: Cursor::new(0) }
    }

    /// The next column, which is expected to be called `name` (checked in debug builds; an empty
    /// name is any).
    pub fn take<T: FromCell>(&self, name: &str) -> Result<T> {
        let at = self.next.get();
        self.next.set(at + 1);
        if cfg!(debug_assertions) && !name.is_empty() {
            let found = self.name(at);
            if found != name {
                return Err(Error::internal(format!("column {at} is {found:?}, the record expects {name:?}")));
            }
        }
        let value = match &self.cells {
            Cells::Sqlite(row) => T::from_cell(&Cell::Sqlite(row.get_ref(at).map_err(Error::internal)?)),
            Cells::Postgres(row) if at < row.len() => T::from_cell(&Cell::Postgres(row, at)),
            Cells::Postgres(_) => Err(Error::internal(format!("the statement has no column {at}"))),
        };
        value.map_err(|error| Error::internal(format!("column {at} {name}: {error}")))
    }

    /// All columns, as they are.
    pub(super) fn all(&self) -> Result<Vec<Arg<'static>>> {
        let count = match &self.cells {
            Cells::Sqlite(row) => row.as_ref().column_count(),
            Cells::Postgres(row) => row.len(),
        };
        let cell = |at| match &self.cells {
            Cells::Sqlite(row) => super::whole::owned(&Cell::Sqlite(row.get_ref(at).map_err(Error::internal)?)),
            Cells::Postgres(row) => super::whole::owned(&Cell::Postgres(row, at)),
        };
        (0..count).map(cell).collect()
    }

    fn name(&self, at: usize) -> String {
        match &self.cells {
            Cells::Sqlite(row) => row.as_ref().column_name(at).unwrap_or_default().to_owned(),
            Cells::Postgres(row) => row.columns().get(at).map(|c| c.name().to_owned()).unwrap_or_default(),
        }
    }
}

/// A type that a whole row can be read as.
pub trait FromRow: Sized {
    fn from_row(row: &Row<'_>) -> Result<Self>;
}

/// What a field of a [`record!`](crate::record) is read from: a cell is one column, and a record within a record is
/// as many as it has itself.
pub trait Columns: Sized {
    fn columns(row: &Row<'_>, name: &str) -> Result<Self>;
}

impl<T: FromCell> Columns for T {
    fn columns(row: &Row<'_>, name: &str) -> Result<Self> {
        row.take(name)
    }
}

/// A struct whose fields are the columns of a statement, in the same order and with the same names. A field that is
/// itself a record stands for its columns.
#[macro_export]
macro_rules! record {
    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$field_meta:meta])* $field_vis:vis $field:ident: $ty:ty),* $(,)?
    }) => {
        $(#[$meta])*
        $vis struct $name { $($(#[$field_meta])* $field_vis $field: $ty),* }

        impl $crate::db::FromRow for $name {
            fn from_row(row: &$crate::db::Row<'_>) -> $crate::error::Result<Self> {
                Ok(Self { $($field: $crate::db::Columns::columns(row, stringify!($field))?),* })
            }
        }

        impl $crate::db::Columns for $name {
            fn columns(row: &$crate::db::Row<'_>, _: &str) -> $crate::error::Result<Self> {
                $crate::db::FromRow::from_row(row)
            }
        }
    };
}

macro_rules! tuple_rows {
    ($(($($t:ident),+))*) => {
        $(impl<$($t: Columns),+> FromRow for ($($t,)+) {
            fn from_row(row: &Row<'_>) -> Result<Self> { Ok(($($t::columns(row, "")?,)+)) }
        })*
    };
}

tuple_rows! { (A) (A, B) (A, B, C) (A, B, C, D) (A, B, C, D, E) (A, B, C, D, E, F) }
