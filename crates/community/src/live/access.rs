//! Which of many members may see a post: the one condition of [`crate::spaces::access`], asked of all of
//! them in one statement.
//!
//! It is asked with every event, so a membership or an audience that changed counts from the next one on.

use crate::analyses::NO_PRESENCE;
use crate::spaces::access::{VIEWERS, content_visible_to};
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a post is to a member who may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// It is in the feed of what they follow.
    pub followed: bool,
    /// They have not muted its author or its space.
    pub wanted: bool,
}

static VISIBLE: LazyLock<String> =
    LazyLock::new(|| content_visible_to("p", "viewers.member", "viewers.reach", "viewers.organisation"));

/// As [`crate::feed::queries`] has it for one reader.
const FOLLOWED: &str = "(exists (select 1 from follows f where f.follower = viewers.member and f.followed = p.author)
    or exists (select 1 from memberships fm where fm.member = viewers.member and fm.space = p.space and fm.state = 'joined'
        and (p.kind = 'article' or not exists (select 1 from space_levels sh
            where sh.member = viewers.member and sh.space = p.space and sh.level = 'highlights')))
    or exists (select 1 from post_tags t join tag_follows tf on tf.tag = t.tag
        where t.post = p.id and tf.member = viewers.member))";

const WANTED: &str = "(not exists (select 1 from mutes x where x.member = viewers.member and x.muted = p.author)
    and not exists (select 1 from space_levels sm
        where sm.member = viewers.member and sm.space = p.space and sm.level = 'nothing'))";

static REACHED: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select viewers.member, case when {FOLLOWED} then 1 else 0 end as followed,
             case when {WANTED} then 1 else 0 end as wanted
         from {VIEWERS} join posts p on p.id = $2 where p.state = 'published' and {}",
        *VISIBLE
    )
});

static ADMITTED: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select viewers.member from {VIEWERS} join posts p on p.id = $2
         where (p.state = 'published' or (p.state in ('deleted', 'held', 'hidden', 'removed') and cast($3 as bigint) = 1)) and {}",
        *VISIBLE
    )
});

static NEAR: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select viewers.member from {VIEWERS} join posts p on p.id = $2
         where p.state = 'published' and {}
             and not {NO_PRESENCE} and not exists (select 1 from presence_choices pc where pc.member = $3 and pc.shown_to = 'nobody')
             and not exists (select 1 from mutes x
             where (x.member = viewers.member and x.muted = $3)
                or (x.member = $3 and x.muted = viewers.member and x.blocked = 1))",
        *VISIBLE
    )
});

static WRITERS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select viewers.member from {VIEWERS} join posts p on p.id = $2 join spaces ws on ws.id = p.space
         left join memberships wm on wm.space = ws.id and wm.member = viewers.member
         where p.state = 'published' and ws.archived is null and {}
             and ((wm.state = 'joined' and wm.role <> 'reader')
                 or (wm.state is null and ws.joining = 'open' and ws.audience <= 3))",
        *VISIBLE
    )
});

/// Those of `members` who may see a post of a space and may write in that space.
pub async fn writers(tx: &Tx, post: Id, members: &[Id]) -> Result<Vec<Id>> {
    tx.column(&WRITERS, args![members, post]).await
}

/// Those of `members` who may see a new post, and what it is to them.
pub async fn reached(tx: &Tx, post: Id, members: &[Id]) -> Result<HashMap<Id, Reach>> {
    let rows: Vec<(Id, bool, bool)> = tx.rows(&REACHED, args![members, post]).await?;
    Ok(rows.into_iter().map(|(member, followed, wanted)| (member, Reach { followed, wanted })).collect())
}

/// Those of `members` who may see a post; with `deleted`, who might have seen it.
pub async fn admitted(tx: &Tx, post: Id, deleted: bool, members: &[Id]) -> Result<HashMap<Id, Reach>> {
    let found: Vec<Id> = tx.column(&ADMITTED, args![members, post, deleted]).await?;
    let reach = Reach { followed: false, wanted: true };
    Ok(found.into_iter().map(|member| (member, reach)).collect())
}

/// Those of `members` who may see a post and have not turned away from `writer`, nor `writer` from them; none when the
/// writer lets nobody see that they are here.
pub async fn near(tx: &Tx, post: Id, writer: Id, members: &[Id]) -> Result<Vec<Id>> {
    tx.column(&NEAR, args![members, post, writer]).await
}
