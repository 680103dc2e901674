//! Who may see and decide which case.
//!
//! Who moderates the installation sees all but their own; who moderates a space sees what was written in it. Nobody
//! decides alone about who they report to, about who decided before, or about themselves.

use super::types::{CASE, Case, DECISION, Decision, State, WAVE};
use super::waves;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::{Editable, Seen, Viewer};

/// Whether `moderation_cases c` may be seen by the viewer `$1` who moderates everywhere. `$2` is [`everywhere`].
const ANYWHERE: &str = "(cast($2 as bigint) = 1 and (c.author is null or c.author <> $1))";

/// The same for somebody who moderates spaces. It is a condition of its own, so that their queue is read by space and
/// not through all the cases of others.
const OF_SPACES: &str = "(cast($2 as bigint) = 0 and (c.author is null or c.author <> $1) and c.space in (
    select cm.space from memberships cm where cm.member = $1 and cm.state = 'joined'
        and cm.role in ('moderator', 'owner')))";

/// The condition for this viewer.
pub fn case_seen(viewer: &Viewer) -> &'static str {
    if viewer.is_moderator() { ANYWHERE } else { OF_SPACES }
}

/// The second parameter of [`case_seen`].
pub fn everywhere(viewer: &Viewer) -> bool {
    viewer.is_moderator()
}

pub async fn find(tx: &Tx, viewer: &Viewer, id: Id) -> Result<Seen<Case>> {
    let sql = format!("select {CASE} from moderation_cases c where c.id = $3 and {}", case_seen(viewer));
    let case: Option<Case> = tx.row(&sql, args![viewer.id(), everywhere(viewer), id]).await?;
    case.map(Seen::admit).ok_or(Error::NotFound)
}

/// Whether the viewer looks after anything at all.
pub async fn moderates(tx: &Tx, viewer: &Viewer) -> Result<bool> {
    if viewer.is_moderator() {
        return Ok(true);
    }
    let sql =
        "select 1 from memberships where member = $1 and state = 'joined' and role in ('moderator', 'owner') limit 1";
    Ok(tx.value::<i64>(sql, args![viewer.id()]).await?.is_some())
}

/// Who looks after anything, or the error that says so.
pub async fn moderating(tx: &Tx, viewer: &Viewer) -> Result<Id> {
    let member = viewer.signed_in()?;
    if moderates(tx, viewer).await? { Ok(member) } else { Err(Error::Forbidden("forbidden-not-moderator")) }
}

/// The case, to be decided by this viewer now.
pub async fn decidable(tx: &Tx, viewer: &Viewer, case: Seen<Case>) -> Result<Editable<Case>> {
    let member = viewer.signed_in()?;
    if case.state == State::Decided {
        return Err(Error::Conflict("moderation-decided-already"));
    }
    if case.state == State::Appealed {
        let sql = "select by_member from moderation_decisions where case_id = $1 order by id desc limit 1";
        if tx.value::<Id>(sql, args![case.id]).await? == Some(member) {
            return Err(Error::Forbidden("moderation-another-moderator"));
        }
    }
    if case.source == WAVE && waves::taken_by(tx, case.thing).await? == Some(member) {
        return Err(Error::Forbidden("moderation-another-moderator"));
    }
    if let Some(author) = case.author
        && reports_to(tx, member, author).await?
        && !seconded(tx, case.id, member, author).await?
    {
        return Err(Error::Forbidden("moderation-not-alone"));
    }
    Ok(Editable::admit(case))
}

async fn reports_to(tx: &Tx, member: Id, manager: Id) -> Result<bool> {
    let sql = "select 1 from profiles where member = $1 and manager = $2";
    Ok(tx.value::<i64>(sql, args![member, manager]).await?.is_some())
}

/// Whether somebody who does not report to the author either has given an opinion.
async fn seconded(tx: &Tx, case: Id, member: Id, author: Id) -> Result<bool> {
    let sql = "select 1 from moderation_notes n where n.case_id = $1 and n.opinion <> '' and n.author <> $2
               and not exists (select 1 from profiles p where p.member = n.author and p.manager = $3) limit 1";
    Ok(tx.value::<i64>(sql, args![case, member, author]).await?.is_some())
}

/// A decision: for who it is about, who reported the thing, and who may see the case.
pub async fn decision(tx: &Tx, viewer: &Viewer, id: Id) -> Result<Seen<Decision>> {
    let sql = format!(
        "select {DECISION} from moderation_decisions d join moderation_cases c on c.id = d.case_id
         where d.id = $3 and (d.author = $1 or {} or exists (
             select 1 from moderation_reports r where r.case_id = d.case_id and r.reporter = $1))",
        case_seen(viewer)
    );
    let decision: Option<Decision> = tx.row(&sql, args![viewer.id(), everywhere(viewer), id]).await?;
    decision.map(Seen::admit).ok_or(Error::NotFound)
}

/// Its author may appeal, once and in time.
pub async fn appealable(tx: &Tx, viewer: &Viewer, decision: Seen<Decision>) -> Result<Editable<Decision>> {
    if decision.author != Some(viewer.signed_in()?) {
        return Err(Error::Forbidden("moderation-not-yours"));
    }
    still_appealable(tx, decision)
}

/// A decision, for whoever it is about and no viewer is: they are suspended.
pub async fn for_its_author(tx: &Tx, id: Id) -> Result<Seen<Decision>> {
    let sql = format!("select {DECISION} from moderation_decisions d where d.id = $1");
    let decision: Option<Decision> = tx.row(&sql, args![id]).await?;
    decision.map(Seen::admit).ok_or(Error::NotFound)
}

/// The decision, to be appealed once and in time by whom it is about, which the caller has made sure of.
pub fn still_appealable(tx: &Tx, decision: Seen<Decision>) -> Result<Editable<Decision>> {
    if decision.appealed.is_some() {
        return Err(Error::Conflict("moderation-appealed-already"));
    }
    if tx.now() - decision.at > super::types::APPEAL_WITHIN {
        return Err(Error::Conflict("moderation-appeal-late"));
    }
    Ok(Editable::admit(decision))
}
