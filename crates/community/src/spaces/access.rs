//! Which spaces, and what in them, a viewer may see: the one definition.
//!
//! Every statement that reads through a viewer begins with the same three parameters, made by
//! [`viewer_args!`]: `$1` the viewer, `$2` their reach, `$3` their organisation. The fragments below
//! use them, so they can stand in any statement that has the named alias.

/// Parameters of a statement that reads through a viewer: the viewer's three, then the rest.
#[macro_export]
macro_rules! viewer_args {
    ($viewer:expr $(, $value:expr)* $(,)?) => {
        &[
            kernel::db::Arg::from($viewer.id()),
            kernel::db::Arg::from($crate::spaces::audience::reach(&$viewer)),
            kernel::db::Arg::from($viewer.organisation.unwrap_or_default()),
            $(kernel::db::Arg::from($value)),*
        ]
    };
}

/// The spaces that the viewer has joined.
pub const JOINED: &str = "select ms.space from memberships ms where ms.member = $1 and ms.state = 'joined'";

/// The spaces that name the viewer's organisation.
pub const NAMED: &str = "select so.space from space_organisations so where so.organisation = $3";

/// What hangs on `(audience, space)` of an alias: content in a space, or in none.
pub fn content_visible(alias: &str) -> String {
    format!(
        "({alias}.audience <= $2 or {alias}.space in ({JOINED}) or ({alias}.audience = 2 and {alias}.space in ({NAMED})))"
    )
}

/// A row of `spaces s` that the viewer may know of. A private one is known in the company, its content
/// is not.
pub const SPACE_KNOWN: &str = "(s.audience <= $2 or (s.audience = 4 and $2 = 3)
    or s.id in (select ms.space from memberships ms where ms.member = $1)
    or (s.audience = 2 and s.id in (select so.space from space_organisations so where so.organisation = $3)))";
