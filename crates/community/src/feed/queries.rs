//! How a feed is found: a walk from the newest post, through sets of whom and where one follows.
//!
//! A post costs one row, not one per follower. Most pages are full after a short walk. When [`WINDOW`] posts
//! do not fill one, the reader has few or quiet sources, or the newest are all of strangers. Then what the sources
//! have written is gathered, source by source, from a stretch of time that is likely to hold a page: the walk has
//! told how often they write. A stretch that was too short is made [`WIDER`] times as long. A source costs
//! one step into an index for each stretch, and who has many needs few stretches.

use crate::posts::access::VISIBLE;
use crate::spaces::access::{HIGHLIGHTED, JOINED, MUTED};
use crate::viewer_args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::record;
use kernel::viewer::Viewer;
use std::sync::LazyLock;

/// Posts that a walk looks at before sources are asked one by one.
pub const WINDOW: i64 = 400;
/// A stretch that held less than a page is made so many times as long.
const WIDER: i64 = 4;
/// The first stretch is so many times as long as the walk's when it met nothing at all.
const NOTHING_MET: i64 = 32;

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
           select p.id from posts p where p.author in ({AUTHORS}) and p.root is null and {visible} and {wanted} and p.id < $4 and p.id > $5
           union
           select p.id from posts p where {spaces} and p.root is null and {visible} and {wanted} and p.id < $4 and p.id > $5
           union
           select p.id from post_tags t join posts p on p.id = t.post
           where t.tag in (select tf.tag from tag_follows tf where tf.member = $1)
             and p.root is null and {visible} and {wanted} and p.id < $4 and t.post > $5
         ) g order by id desc limit $6",
        spaces = *FROM_SPACES,
        visible = *VISIBLE,
        wanted = *WANTED
    )
});

/// The newest and the oldest of the posts that a walk looks at.
const ENDS: &str = "select coalesce(max(w.id), 0) as newest, coalesce(min(w.id), 0) as oldest from (
    select w.id from posts w where w.root is null and w.state = 'published' and w.id < $1 order by w.id desc limit $2) w";

record! {
    struct Ends {
        newest: Id,
        oldest: Id,
    }
}

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
    if !full(&ids) {
        let met = i64::try_from(ids.len()).unwrap_or(most);
        let ends: Option<Ends> = tx.row(ENDS, kernel::args![before, WINDOW]).await?;
        let mut stretch = ends.as_ref().map_or(0, |ends| first_stretch(ends.newest.0 - ends.oldest.0, met, most));
        let newest = ends.map_or(0, |ends| ends.newest.0);
        while !full(&ids) {
            let after = newest.saturating_sub(stretch).max(0);
            ids = tx.column(&FOLLOWING_GATHER, viewer_args![viewer, before, Id(after), most]).await?;
            if after == 0 {
                break;
            }
            stretch = stretch.saturating_mul(WIDER);
        }
    }
    // The walk yields them in its order; that this is so is an engine's habit, not its promise.
    ids.sort_unstable_by(|a, b| b.cmp(a));
    Ok(ids)
}

/// How long a stretch probably holds a page of `most`, and half a page more, when a walk over `walked` has met `met`
/// of them. Both stretches as differences of ids, which are differences of time.
fn first_stretch(walked: i64, met: i64, most: i64) -> i64 {
    let walked = walked.max(1);
    if met == 0 { walked.saturating_mul(NOTHING_MET) } else { walked.saturating_mul(most + most / 2) / met }
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
                        tx.rows(&sql, viewer_args![viewer, Id::MAX, 1_i64, 31]).await
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
