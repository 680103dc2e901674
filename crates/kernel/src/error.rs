//! What can go wrong, as values.
//!
//! Each error has a *code* for programs (the `type` of an RFC 9457 problem), a sentence for people
//! (a text of the language files with the same name: `error-CODE`), and an HTTP status. Hidden is
//! `NotFound`; visible but not allowed is `Forbidden`. Only `Internal` is logged as a failure, once,
//! at the edge; its details are never shown.

use serde::Serialize;
use std::fmt;

pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug)]
pub enum Error {
    /// Absent, or not for this viewer: the two cannot be told apart.
    NotFound,
    /// Visible, but this viewer may not do this. The code says why: `forbidden-owner-only`.
    Forbidden(&'static str),
    /// Nobody is signed in, and somebody must be.
    SignInNeeded,
    /// Fields that cannot be taken as they are.
    Invalid(Vec<FieldError>),
    /// The thing has changed since it was read, or exists already. The code says which.
    Conflict(&'static str),
    /// Well-formed, understood, and still not possible; the code says why.
    Refused { status: u16, code: &'static str },
    /// Something has to be done first, and can be: what was sent is kept and leads there ([`crate::web::stops`]).
    Stopped(Box<Stop>),
    /// Too many requests; seconds until the next is welcome.
    TooMany { retry_after: u64 },
    /// The store cannot take writes now (full disk, database away). Nothing was changed.
    Unavailable(String),
    /// A fault of ours.
    Internal(String),
}

/// Why something could not be done yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    pub status: u16,
    pub code: &'static str,
    /// What is the matter with the fields, as of a form that cannot be taken.
    pub fields: Vec<FieldError>,
    /// What the problem says to programs beside that: members of RFC 9457 § 3.2.
    pub members: serde_json::Map<String, serde_json::Value>,
}

/// One field that was not accepted. `code` names a text: `field-CODE`, formatted with `args`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    pub field: String,
    pub code: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<(String, String)>,
}

impl FieldError {
    pub fn new(field: &str, code: &str) -> Self {
        Self { field: field.to_owned(), code: code.to_owned(), args: Vec::new() }
    }

    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.args.push((name.to_owned(), value.to_string()));
        self
    }
}

impl Error {
    /// A single field that was not accepted.
    pub fn field(field: &str, code: &str) -> Self {
        Self::Invalid(vec![FieldError::new(field, code)])
    }

    /// A fault of ours, from whatever reported it.
    pub fn internal(cause: impl fmt::Display) -> Self {
        Self::Internal(cause.to_string())
    }

    /// The same error once more, for each of several who wait for one outcome.
    pub fn duplicate(&self) -> Self {
        match self {
            Self::NotFound => Self::NotFound,
            Self::Forbidden(code) => Self::Forbidden(code),
            Self::SignInNeeded => Self::SignInNeeded,
            Self::Invalid(fields) => Self::Invalid(fields.clone()),
            Self::Conflict(code) => Self::Conflict(code),
            Self::Refused { status, code } => Self::Refused { status: *status, code },
            Self::Stopped(stop) => Self::Stopped(stop.clone()),
            Self::TooMany { retry_after } => Self::TooMany { retry_after: *retry_after },
            Self::Unavailable(cause) => Self::Unavailable(cause.clone()),
            Self::Internal(cause) => Self::Internal(cause.clone()),
        }
    }

    /// The HTTP status of the answer.
    pub fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Forbidden(_) => 403,
            Self::SignInNeeded => 401,
            Self::Invalid(_) => 422,
            Self::Conflict(_) => 409,
            Self::Refused { status, .. } => *status,
            Self::Stopped(stop) => stop.status,
            Self::TooMany { .. } => 429,
            Self::Unavailable(_) => 503,
            Self::Internal(_) => 500,
        }
    }

    /// What is the matter with single fields.
    pub fn fields(&self) -> &[FieldError] {
        match self {
            Self::Invalid(fields) => fields,
            Self::Stopped(stop) => &stop.fields,
            _ => &[],
        }
    }

    /// The code for programs, stable across releases and languages.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Forbidden(code) | Self::Conflict(code) | Self::Refused { code, .. } => code,
            Self::Stopped(stop) => stop.code,
            Self::SignInNeeded => "sign-in-needed",
            Self::Invalid(_) => "invalid",
            Self::TooMany { .. } => "too-many",
            Self::Unavailable(_) => "unavailable",
            Self::Internal(_) => "internal",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(fields) => {
                write!(f, "invalid:")?;
                for field in fields {
                    write!(f, " {} ({})", field.field, field.code)?;
                }
                Ok(())
            }
            Self::Unavailable(cause) | Self::Internal(cause) => write!(f, "{}: {cause}", self.code()),
            other => f.write_str(other.code()),
        }
    }
}

impl std::error::Error for Error {}

impl From<std::io::Error> for Error {
    fn from(cause: std::io::Error) -> Self {
        match cause.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::Unavailable(cause.to_string()),
            _ => Self::internal(cause),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(cause: serde_json::Error) -> Self {
        Self::internal(cause)
    }
}

impl From<askama::Error> for Error {
    fn from(cause: askama::Error) -> Self {
        Self::internal(cause)
    }
}

/// Gathers field errors, so that a form tells all of them at once.
#[derive(Debug, Default)]
pub struct Checks(Vec<FieldError>);

impl Checks {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn add(&mut self, error: FieldError) {
        self.0.push(error);
    }

    /// Records `code` for `field` unless `accepted`.
    pub fn require(&mut self, accepted: bool, field: &str, code: &str) {
        if !accepted {
            self.0.push(FieldError::new(field, code));
        }
    }

    /// Records `too-long` (argument `most`) when `text` has more than `most` characters.
    pub fn at_most(&mut self, text: &str, most: usize, field: &str) {
        if text.chars().count() > most {
            self.0.push(FieldError::new(field, "too-long").with("most", most));
        }
    }

    /// `Ok` when nothing was recorded, else all that was.
    pub fn finish(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }
}
