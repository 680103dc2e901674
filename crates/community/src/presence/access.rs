//! Who may see whether a member is here. Parameters as [`crate::viewer_args!`] makes them; memberships are
//! joined by SQL because this capability stands below spaces.

use crate::analyses::NO_PRESENCE;
use std::sync::LazyLock;

/// Whether the viewer may see it of `members m` with `presence_choices c`: the company, where the member
/// lets everybody of it; otherwise who shares a space with them. Nobody who has blocked the other, or was.
pub static SHOWN: LazyLock<String> = LazyLock::new(|| {
    format!(
        "(coalesce(c.shown_to, 'spaces') <> 'nobody' and m.state = 'active' and not {NO_PRESENCE}

    and ((coalesce(c.shown_to, 'spaces') = 'everybody' and $2 = 3)
        or exists (select 1 from memberships mb join memberships ms on ms.space = mb.space
            where mb.member = m.id and mb.state = 'joined' and ms.member = $1 and ms.state = 'joined'
              and cast($3 as bigint) >= 0))
    and not exists (select 1 from mutes x where x.blocked = 1
        and ((x.member = m.id and x.muted = $1) or (x.member = $1 and x.muted = m.id))))"
    )
});
