//! Who may be worth knowing: a few bounded statements, each for one sign.
//!
//! Every statement has a limit inside, so it does not grow with the company: who is found among so many is
//! good enough. What a person shows to others only is not looked at.

use super::weights::{Sign, Signs, score};
use crate::analyses::{self, Analysis};
use crate::people::access::{KNOWN_ONE, RELATION};
use crate::posts::access::VISIBLE;
use crate::viewer_args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::viewer::Viewer;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Members beyond which a space does not tell who knows whom.
const SMALL: i64 = 400;
/// Own spaces, posts, follows that are looked at.
const OWN: i64 = 300;
/// Rows of others that one statement looks at.
const LOOKED_AT: i64 = 4_000;
/// People whom one sign brings.
const EACH: i64 = 100;

type Found = Vec<(Id, i64)>;

const SPACES: &str = "select other.member, count(*) as n
    from (select ms.space from memberships ms join spaces s on s.id = ms.space and s.members <= $4
          where ms.member = $1 and ms.state = 'joined' limit $5) mine
    join memberships other on other.space = mine.space and other.state = 'joined' and other.member <> $1
    where cast($2 as bigint) >= 0 and cast($3 as bigint) >= 0
    group by other.member order by n desc, other.member limit $6";

/// The viewer's manager; and whom the same manager has, or the viewer, where they let the viewer see it.
static LINE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select member, n from (
           select mine.manager as member, 1 as n from profiles mine where mine.member = $1 and mine.manager is not null
           union all
           select m.id as member, case when p.manager = $1 then 2 else 3 end as n
           from profiles p join members m on m.id = p.member
           where p.manager in ($1, (select own.manager from profiles own where own.member = $1)) and m.id <> $1
             and p.manager_level >= {RELATION} and cast($2 as bigint) >= 0
         ) line limit $4"
    )
});

static CONVERSED: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select who, count(*) as n from (
           select c.author as who from (select own.id from posts own where own.author = $1 and own.root is null
                  and own.state = 'published' order by own.id desc limit $4) mine
             join posts p on p.id = mine.id join posts c on c.root = mine.id
             where c.state = 'published' and c.author is not null and {}
           union all
           select p.author as who from (select r.post from reactions r where r.member = $1 order by r.post desc limit $4) mine
             join posts p on p.id = mine.post where p.author is not null and {}
         ) met where who <> $1 group by who order by n desc, who limit $5",
        *VISIBLE, *VISIBLE
    )
});

const FOLLOWED: &str = "select f.followed, count(*) as n
    from (select of_mine.followed from (select own.followed from follows own where own.follower = $1
              order by own.at desc limit $4) mine
          join follows of_mine on of_mine.follower = mine.followed limit $5) f
    where f.followed <> $1 and cast($2 as bigint) >= 0 and cast($3 as bigint) >= 0
    group by f.followed having count(*) > 1 order by n desc, f.followed limit $6";

static TAGS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select p.author, count(*) as n from (select t.post from post_tags t where t.tag in
             (select tf.tag from tag_follows tf where tf.member = $1) order by t.post desc limit $4) tagged
         join posts p on p.id = tagged.post
         where p.author is not null and p.author <> $1 and {} group by p.author order by n desc, p.author limit $5",
        *VISIBLE
    )
});

static SKILLS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select m.id, count(*) as n from (select sk.member from skills sk where sk.member <> $1 and sk.skill_key in
             (select own.skill_key from skills own where own.member = $1) limit $4) alike
         join members m on m.id = alike.member join profiles p on p.member = m.id
         where p.skills_level >= {RELATION} and cast($2 as bigint) >= 0 group by m.id order by n desc, m.id limit $5"
    )
});

static PLACE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "select m.id, 1 as n from (select p.member, p.place_level from profiles p where p.place_key <> '' and p.place_key =
             (select own.place_key from profiles own where own.member = $1) limit $4) near
         join members m on m.id = near.member
         where m.id <> $1 and near.place_level >= {RELATION} and cast($2 as bigint) >= 0 limit $5"
    )
});

/// Those of whom anything was found and who may be suggested, the best first.
pub async fn people(tx: &Tx, viewer: &Viewer, most: usize) -> Result<Vec<(Id, Signs)>> {
    if !analyses::is_on(tx, viewer, Analysis::Suggestions).await? {
        return Ok(Vec::new());
    }
    let mut signs = signs(tx, viewer).await?;
    let all: Vec<Id> = signs.keys().copied().collect();
    let mut found: Vec<(Id, Signs)> = Vec::new();
    let suggestable = suggestable(tx, viewer, &all).await?;
    let without = analyses::without(tx, Analysis::Suggestions, &suggestable).await?;
    for member in suggestable.into_iter().filter(|member| !without.contains(member)) {
        found.extend(signs.remove(&member).map(|signs| (member, signs)));
    }
    found.sort_by(|a, b| score(&b.1).total_cmp(&score(&a.1)).then(a.0.cmp(&b.0)));
    found.truncate(most);
    Ok(found)
}

async fn signs(tx: &Tx, viewer: &Viewer) -> Result<HashMap<Id, Signs>> {
    let mut all: HashMap<Id, Signs> = HashMap::new();
    let mut add = |sign: Sign, found: Found| {
        for (member, n) in found {
            all.entry(member).or_default().push((sign, u32::try_from(n).unwrap_or(0)));
        }
    };
    add(Sign::Spaces, tx.rows(SPACES, viewer_args![viewer, SMALL, OWN, EACH]).await?);
    add(Sign::Conversed, tx.rows(&CONVERSED, viewer_args![viewer, OWN, EACH]).await?);
    add(Sign::Followed, tx.rows(FOLLOWED, viewer_args![viewer, OWN, LOOKED_AT, EACH]).await?);
    add(Sign::Tags, tx.rows(&TAGS, viewer_args![viewer, OWN, EACH]).await?);
    add(Sign::Skills, tx.rows(&SKILLS, viewer_args![viewer, LOOKED_AT, EACH]).await?);
    add(Sign::Place, tx.rows(&PLACE, viewer_args![viewer, LOOKED_AT, EACH]).await?);
    let line: Found = tx.rows(&LINE, viewer_args![viewer, EACH]).await?;
    for (member, how) in line {
        let sign = match how {
            1 => Sign::Manager,
            2 => Sign::Report,
            _ => Sign::Team,
        };
        all.entry(member).or_default().push((sign, 1));
    }
    Ok(all)
}

/// Not oneself, not who is followed, muted, blocked or was dismissed, and only whom one may know.
async fn suggestable(tx: &Tx, viewer: &Viewer, members: &[Id]) -> Result<Vec<Id>> {
    let sql = format!(
        "select m.id from members m where m.id in (each($4)) and m.id <> $1 and m.state = 'active' and {KNOWN_ONE}
           and not exists (select 1 from follows f where f.follower = $1 and f.followed = m.id)
           and not exists (select 1 from mutes x where x.member = $1 and x.muted = m.id)
           and not exists (select 1 from mutes x where x.member = m.id and x.muted = $1 and x.blocked = 1)
           and not exists (select 1 from suggestion_dismissals d where d.member = $1 and d.dismissed = m.id)"
    );
    tx.column(&sql, viewer_args![viewer, members]).await
}
