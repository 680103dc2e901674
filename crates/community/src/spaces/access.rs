//! Which spaces, and what in them, a viewer may see: the one definition.
//!
//! Every statement that reads through a viewer begins with the same three parameters, made by
//! [`viewer_args!`]: `$1` the viewer, `$2` their reach, `$3` their organisation. The fragments below
//! use them, so they can stand in any statement that has the named alias.
//!
//! A space narrows what is inside with it in one transaction ([`super::openness`]), so the audience
//! of a post never lies behind that of its space and one comparison is enough.

use super::types::{MembershipState, Space, SpaceRole};
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::{Editable, Seen, Viewer};

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
    content_visible_to(alias, "$1", "$2", "$3")
}

/// The same for somebody who is not the viewer: three expressions stand for the three parameters.
pub fn content_visible_to(alias: &str, member: &str, reach: &str, organisation: &str) -> String {
    format!(
        "({alias}.audience <= {reach}
          or {alias}.space in (select ms.space from memberships ms where ms.member = {member} and ms.state = 'joined')
          or ({alias}.audience = 2
              and {alias}.space in (select so.space from space_organisations so where so.organisation = {organisation})))"
    )
}

/// The reach of a member of `organisations o`, as [`super::audience::reach`] has it for a viewer.
pub const REACH: &str = "case o.kind when 'own' then 3 when 'customer' then 1 else 0 end";

/// The active members among `$1`, each as a viewer: what fills the three parameters for many at once.
pub const VIEWERS: &str = "(select m.id as member, m.organisation as organisation,
    case o.kind when 'own' then 3 when 'customer' then 1 else 0 end as reach
    from members m join organisations o on o.id = m.organisation
    where m.id in (each($1)) and m.state = 'active') viewers";

/// A condition that was written for one viewer, asked of each of [`VIEWERS`].
pub fn of_each_viewer(condition: &str) -> String {
    condition.replace("$1", "viewers.member").replace("$2", "viewers.reach").replace("$3", "viewers.organisation")
}

/// A row of `spaces s` that the viewer may know of. A private one is known in the company, its content
/// is not. Who asked, or left, knows of a space only as long as others like them do.
pub const SPACE_KNOWN: &str = "(s.audience <= $2 or (s.audience = 4 and $2 = 3)
    or s.id in (select ms.space from memberships ms where ms.member = $1 and ms.state in ('joined', 'invited'))
    or (s.audience = 2 and s.id in (select so.space from space_organisations so where so.organisation = $3)))";

/// A row of `spaces s` whose content the viewer may read.
pub const SPACE_READABLE: &str = "(s.audience <= $2
    or s.id in (select ms.space from memberships ms where ms.member = $1 and ms.state = 'joined')
    or (s.audience = 2 and s.id in (select so.space from space_organisations so where so.organisation = $3)))";

/// Spaces of which nothing reaches the reader's feed: theirs is `$1`.
pub const MUTED: &str = "select sm.space from space_levels sm where sm.member = $1 and sm.level = 'nothing'";

/// Spaces of which only articles reach it, and what people write whom the reader follows.
pub const HIGHLIGHTED: &str = "select sh.space from space_levels sh where sh.member = $1 and sh.level = 'highlights'";

/// The space with this address, if the viewer may know of it.
pub async fn find(tx: &Tx, viewer: &Viewer, slug: &str) -> Result<Seen<Space>> {
    let sql = format!(
        "select s.id, s.slug, s.name, s.summary, s.description, s.description_html, s.rules, s.rules_html, s.cover,
                s.audience, s.joining, s.rule_field, s.rule_value, s.parts, s.members, s.posts, s.active, s.archived,
                s.created, me.role, me.state, coalesce(l.level, 'everything') as level, l.level as chosen, me.pinned,
                case when {SPACE_READABLE} then 1 else 0 end as readable
         from spaces s left join memberships me on me.space = s.id and me.member = $1
         left join space_levels l on l.space = s.id and l.member = $1
         where s.slug = $4 and {SPACE_KNOWN}"
    );
    let space: Option<Space> = tx.row(&sql, viewer_args![viewer, slug]).await?;
    space.map(Seen::admit).ok_or(Error::NotFound)
}

/// The same, only where the viewer may read what is inside.
pub async fn find_readable(tx: &Tx, viewer: &Viewer, slug: &str) -> Result<Seen<Space>> {
    let space = find(tx, viewer, slug).await?;
    if space.readable { Ok(space) } else { Err(Error::Forbidden("spaces-members-only")) }
}

/// Those who look after a space may change it: its moderators and owners, and who moderates the
/// installation, as far as they know of it.
pub fn editable(viewer: &Viewer, space: Seen<Space>) -> Result<Editable<Space>> {
    if looks_after(viewer, &space) {
        Ok(Editable::admit(space))
    } else {
        Err(Error::Forbidden("spaces-moderators-only"))
    }
}

/// Who reads a space, who owns it and whether it lives is for its owners, and for administrators.
pub fn owned(viewer: &Viewer, space: Seen<Space>) -> Result<Editable<Space>> {
    if owns(viewer, &space) { Ok(Editable::admit(space)) } else { Err(Error::Forbidden("spaces-owners-only")) }
}

pub fn looks_after(viewer: &Viewer, space: &Space) -> bool {
    space.joined_role() >= Some(SpaceRole::Moderator) || (viewer.is_moderator() && space.readable)
}

pub fn owns(viewer: &Viewer, space: &Space) -> bool {
    space.joined_role() == Some(SpaceRole::Owner) || (viewer.is_administrator() && space.readable)
}

/// The member's role in a space that they have joined.
pub async fn role_in(tx: &Tx, space: Id, member: Id) -> Result<Option<SpaceRole>> {
    let sql = "select role from memberships where member = $1 and space = $2 and state = $3";
    tx.value(sql, args![member, space, MembershipState::Joined]).await
}

/// Whether the viewer has joined the space.
pub async fn joined(tx: &Tx, viewer: &Viewer, space: Id) -> Result<bool> {
    let Some(member) = viewer.member else { return Ok(false) };
    Ok(role_in(tx, space, member).await?.is_some())
}
