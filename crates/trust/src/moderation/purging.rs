//! What moderation keeps of a post that goes for good: that there was a case, and what was decided and why. The words that
//! were frozen as evidence go with the post. While a case is not decided, its conversation stays.

use super::types::Evidence;
use community::posts::purging::Going;
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use std::collections::HashSet;

/// Who somebody was is in the evidence about their profile; `$1` is the member.
pub const FORGETS_PROFILE: &str =
    "update moderation_cases set title = '', evidence = '{}' where author = $1 and kind = 'profile'";
/// And what they said when they reported something.
pub const FORGETS_REPORTER: &str = "update moderation_reports set reporter = null, note = '' where reporter = $1";

/// Those of the conversations (by the id of their head) in which something waits for a decision.
pub async fn undecided(tx: &Tx, roots: &[Id]) -> Result<HashSet<Id>> {
    if roots.is_empty() {
        return Ok(HashSet::new());
    }
    let sql = "select c.thing from moderation_cases c where c.thing in (each($1)) and c.state <> 'decided'
               union
               select p.root from posts p join moderation_cases c on c.thing = p.id and c.state <> 'decided'
               where p.root in (each($1))";
    Ok(tx.column::<Id>(sql, args![roots]).await?.into_iter().collect())
}

/// Nothing that quotes these posts stays.
pub async fn purged(tx: &Tx, going: &Going) -> Result<()> {
    let posts = &going.posts;
    let sql = "select id, evidence from moderation_cases where thing in (each($1))";
    for (case, evidence) in tx.rows::<(Id, String)>(sql, args![posts]).await? {
        let evidence = Evidence {
            title: String::new(),
            body: String::new(),
            context_by: String::new(),
            context: String::new(),
            ..serde_json::from_str(&evidence)?
        };
        let sql = "update moderation_cases set title = '', evidence = $1 where id = $2";
        tx.execute(sql, args![serde_json::to_string(&evidence)?, case]).await?;
        tx.execute("update moderation_notes set body = '' where case_id = $1", args![case]).await?;
    }
    tx.execute("update moderation_reports set note = '' where thing in (each($1))", args![posts]).await?;
    tx.execute("delete from moderation_prints where post in (each($1))", args![posts]).await?;
    // What answered them froze how they began.
    let sql = "select c.id, c.evidence from posts p join moderation_cases c on c.thing = p.id
               where p.root in (select coalesce(g.root, g.id) from posts g where g.id in (each($1)))
                 and coalesce(p.parent, p.root) in (each($1))";
    for (case, evidence) in tx.rows::<(Id, String)>(sql, args![posts]).await? {
        let evidence =
            Evidence { context_by: String::new(), context: String::new(), ..serde_json::from_str(&evidence)? };
        let sql = "update moderation_cases set evidence = $1 where id = $2";
        tx.execute(sql, args![serde_json::to_string(&evidence)?, case]).await?;
    }
    Ok(())
}
