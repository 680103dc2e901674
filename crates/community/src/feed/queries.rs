//! How a feed is found: a walk from the newest post, through sets of whom and where one follows.
//!
//! A post costs one row, not one per follower. Most pages are full after a short walk. When
//! [`WINDOW`] posts do not fill one, the reader has few or quiet sources: if these have written less
//! than [`FEW`] posts, it is cheaper to take all of theirs than to walk on through everybody else's.
//! Otherwise the walk goes on, and its end is [`LONG_WINDOW`]: with `n` posts in all and a page of `m`,
//! walking costs about `n·m/k` rows and gathering `k`, so neither is ever much more than √(n·m).

use crate::posts::access::VISIBLE;
use crate::spaces::access::{HIGHLIGHTED, JOINED, MUTED};
use crate::viewer_args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::viewer::Viewer;
use std::sync::LazyLock;

/// Posts that a walk looks at before it asks how much the sources have.
pub const WINDOW: i64 = 400;
/// Posts that it looks at when the sources have written much.
const LONG_WINDOW: i64 = 20_000;
/// So few posts of all sources are faster gathered than found by walking.
const FEW: i64 = 1_500;

/// Whom one follows, and oneself.
const AUTHORS: &str = "select f.followed from follows f where f.follower = $1 union all select $1";

/// What the reader does not want to see is left out.
static WANTED: LazyLock<String> = LazyLock::new(|| {
    format!(
        "coalesce(p.author, 0) not in (select x.muted from mutes x where x.member = $1)
         and coalesce(p.space, 0) not in ({MUTED})"
    )
});

/// What reaches the reader because they have joined the space.
static FROM_SPACES: LazyLock<String> =
    LazyLock::new(|| format!("(p.space in ({JOINED}) and (p.kind = 'article' or p.space not in ({HIGHLIGHTED})))"));

/// The newest posts, down to a bound, with what the conditions need.
const WALK: &str = "(select w.id, w.author, w.space, w.audience, w.kind, w.state from posts w
    where w.root is null and w.state = 'published' and w.id < $4 order by w.id desc limit $5) p";

static FOLLOWING_WALK: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select p.id from {WALK} where (p.author in ({AUTHORS}) or {spaces}) and {visible} and {wanted} limit $6",
        spaces = *FROM_SPACES,
        visible = *VISIBLE,
        wanted = *WANTED
    )
});

static FOLLOWING_GATHER: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select id from (
           select p.id from posts p where p.author in ({AUTHORS}) and p.root is null and {visible} and {wanted} and p.id < $4
           union
           select p.id from posts p where {spaces} and p.root is null and {visible} and {wanted} and p.id < $4
           union
           select p.id from post_tags t join posts p on p.id = t.post
           where t.tag in (select tf.tag from tag_follows tf where tf.member = $1)
             and p.root is null and {visible} and {wanted} and p.id < $4
         ) g order by id desc limit $5",
        spaces = *FROM_SPACES,
        visible = *VISIBLE,
        wanted = *WANTED
    )
});

/// Whether the sources have [`FEW`] posts or more; `$2` is the bound of ids.
static MUCH: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select count(*) from (
           select 1 from (select p.id from posts p where p.author in ({AUTHORS}) and p.root is null and p.state = 'published' and p.id < $2 limit {FEW}) a
           union all
           select 1 from (select p.id from posts p where p.space in ({JOINED}) and p.root is null and p.state = 'published' and p.id < $2 limit {FEW}) s
           union all
           select 1 from (select t.post from post_tags t where t.tag in (select tf.tag from tag_follows tf where tf.member = $1)
             and t.post < $2 limit {FEW}) t
         ) sources"
    )
});

static FOLLOWING_WITH_TAGS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select p.id from {WALK}
         where (p.author in ({AUTHORS}) or {spaces} or exists (
             select 1 from post_tags t join tag_follows tf on tf.tag = t.tag where t.post = p.id and tf.member = $1))
           and {visible} and {wanted} limit $6",
        spaces = *FROM_SPACES,
        visible = *VISIBLE,
        wanted = *WANTED
    )
});

static LATEST: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select p.id from posts p where p.root is null and {visible} and {wanted} and p.id < $4 order by p.id desc limit $5",
        visible = *VISIBLE,
        wanted = *WANTED
    )
});

/// Ids of what the viewer follows, newest first.
pub async fn following(tx: &Tx, viewer: &Viewer, before: Id, most: i64) -> Result<Vec<Id>> {
    let tags = "select count(*) from (select 1 from tag_follows where member = $1 limit 1) t";
    let walk = match tx.value::<i64>(tags, kernel::args![viewer.id()]).await? {
        Some(1) => &*FOLLOWING_WITH_TAGS,
        _ => &*FOLLOWING_WALK,
    };
    let full = |ids: &[Id]| i64::try_from(ids.len()).is_ok_and(|found| found >= most);
    let mut ids: Vec<Id> = tx.column(walk, viewer_args![viewer, before, WINDOW, most]).await?;
    if !full(&ids) && tx.value::<i64>(&MUCH, kernel::args![viewer.id(), before]).await?.unwrap_or(0) >= FEW {
        ids = tx.column(walk, viewer_args![viewer, before, LONG_WINDOW, most]).await?;
    }
    if !full(&ids) {
        ids = tx.column(&FOLLOWING_GATHER, viewer_args![viewer, before, most]).await?;
    }
    // The walk yields them in its order; that this is so is an engine's habit, not its promise.
    ids.sort_unstable_by(|a, b| b.cmp(a));
    Ok(ids)
}

/// Ids of all that the viewer may see, newest first.
pub async fn latest(tx: &Tx, viewer: &Viewer, before: Id, most: i64) -> Result<Vec<Id>> {
    tx.column(&LATEST, viewer_args![viewer, before, most]).await
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;
    use crate::testing::{begin, people};
    use kernel::db::Tx;
    use kernel::testing::Engine;

    /// The engine that plans without looking at the data: a walk that sorts all posts would be seen here.
    #[tokio::test(flavor = "multi_thread")]
    async fn a_walk_goes_along_its_index() {
        let story = begin(Engine::Sqlite).await;
        let viewer = people(&story).await.ines.viewer().await;
        for (statement, index) in [
            (FOLLOWING_WALK.as_str(), "posts_walk"),
            (FOLLOWING_WITH_TAGS.as_str(), "posts_walk"),
            (LATEST.as_str(), "posts_walk"),
            (FOLLOWING_GATHER.as_str(), "posts_of_author"),
            (FOLLOWING_GATHER.as_str(), "posts_of_space"),
        ] {
            let (sql, viewer) = (format!("explain query plan {statement}"), viewer.clone());
            let args_of = statement.contains("$6");
            let plan: Vec<(i64, i64, i64, String)> = story
                .app
                .db
                .read(async move |tx: &Tx| {
                    if args_of {
                        tx.rows(&sql, viewer_args![viewer, Id::MAX, WINDOW, 31]).await
                    } else {
                        tx.rows(&sql, viewer_args![viewer, Id::MAX, 31]).await
                    }
                })
                .await
                .unwrap();
            let plan: Vec<String> = plan.into_iter().map(|row| row.3).collect();
            assert!(plan.iter().any(|step| step.contains(index)), "{index} is not used: {plan:#?}");
        }
    }
}
