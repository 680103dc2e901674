//! What the other pages read: who follows whom, who is muted, who reports to whom.

use super::access::{KNOWN_ONE, RELATION};
use super::directory::{PersonCard, cards};
use super::types::{Person, Relation};
use crate::identity::{FACE, Face};
use crate::viewer_args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::viewer::{Seen, Viewer};
use kernel::web::Listing;
use kernel::{args, record};
use serde::Serialize;

/// Managers above a person that a chart shows at most: also the end of a loop in the data.
const STEPS: i64 = 15;
/// Reports that a chart shows at most.
const REPORTS: i64 = 300;

/// Which side of following a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Followers,
    Following,
}

/// Those who follow `member`, or whom they follow, the newest members first.
pub async fn connections(
    tx: &Tx,
    viewer: &Viewer,
    member: Id,
    side: Side,
    before: Id,
    most: usize,
) -> Result<Listing<PersonCard>> {
    let (other, own) = match side {
        Side::Followers => ("f.follower", "f.followed"),
        Side::Following => ("f.followed", "f.follower"),
    };
    let sql = format!(
        "select {other} from follows f join members m on m.id = {other}
         where {own} = $4 and {other} < $5 and m.state = 'active' and {KNOWN_ONE}
         order by {other} desc limit {}",
        most + 1
    );
    let ids: Vec<Id> = tx.column(&sql, viewer_args![viewer, member, before]).await?;
    let listing = Listing::cut(ids, most, ToString::to_string);
    let mut cards = cards(tx, viewer, &listing.items).await?;
    Ok(Listing { items: listing.items.iter().filter_map(|id| cards.remove(id)).collect(), next: listing.next })
}

record! {
    /// Somebody whom the viewer muted or blocked.
    #[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
    pub struct Muted {
        #[serde(flatten)]
        pub face: Face,
        pub blocked: bool,
    }
}

/// Whom the member muted, also those who have left or whom they can no longer find.
pub async fn muted(tx: &Tx, member: Id, before: Id, most: usize) -> Result<Listing<Muted>> {
    let sql = format!(
        "select {FACE}, mu.blocked from mutes mu join members m on m.id = mu.muted
             join organisations o on o.id = m.organisation
         where mu.member = $1 and mu.muted < $2 order by mu.muted desc limit {}",
        most + 1
    );
    let muted: Vec<Muted> = tx.rows(&sql, args![member, before]).await?;
    Ok(Listing::cut(muted, most, |muted| muted.face.id.to_string()))
}

/// Where somebody stands in the organisation.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Chart {
    /// Managers, the highest first.
    pub managers: Vec<Face>,
    pub person: Face,
    /// How many others have the same manager.
    pub siblings: i64,
    pub reports: Vec<Report>,
}

record! {
    #[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
    pub struct Report {
        #[serde(flatten)]
        pub face: Face,
        /// How many report to them in turn.
        pub reports: i64,
    }
}

record! {
    struct Step {
        face: Face,
        level: i64,
        relation: Relation,
        depth: i64,
    }
}

impl Step {
    /// Whether this person lets the viewer see who their manager is.
    fn shows_manager(&self) -> bool {
        self.level >= self.relation.number()
    }
}

/// The chart around a person; it ends where somebody does not show their manager.
pub async fn chart(tx: &Tx, viewer: &Viewer, person: &Seen<Person>) -> Result<Chart> {
    let mut steps = steps(tx, viewer, person.id).await?.into_iter();
    let mut managers: Vec<Face> = Vec::new();
    let own = steps.next();
    let shown = own.as_ref().is_some_and(Step::shows_manager);
    let mut goes_on = shown;
    for (step, depth) in steps.zip(1..) {
        // A loop in the data: the chain has come back to somebody who is in it.
        let again = step.face.id == person.id || managers.iter().any(|manager| manager.id == step.face.id);
        if !goes_on || again || step.depth != depth {
            break;
        }
        goes_on = step.shows_manager();
        managers.push(step.face);
    }
    let siblings = match managers.first() {
        Some(manager) => count_reports(tx, viewer, manager.id, person.id).await?,
        None => 0,
    };
    managers.reverse();
    let reports = if shown { reports(tx, viewer, person.id).await? } else { Vec::new() };
    Ok(Chart { managers, person: person.face(), siblings, reports })
}

/// The person and the managers above, nearest first, whom the viewer may know.
async fn steps(tx: &Tx, viewer: &Viewer, person: Id) -> Result<Vec<Step>> {
    let sql = format!(
        "with recursive chain (member, depth) as (
             select m.id, cast(0 as bigint) from members m where m.id = $4
             union all
             select p.manager, c.depth + 1 from chain c join profiles p on p.member = c.member
             where p.manager is not null and c.depth < {STEPS})
         select {FACE}, coalesce(p.manager_level, 1) as level, {RELATION} as relation, c.depth
         from chain c join members m on m.id = c.member join organisations o on o.id = m.organisation
             left join profiles p on p.member = m.id
         where {KNOWN_ONE} order by c.depth"
    );
    tx.rows(&sql, viewer_args![viewer, person]).await
}

async fn count_reports(tx: &Tx, viewer: &Viewer, manager: Id, except: Id) -> Result<i64> {
    let sql = format!(
        "select count(*) from profiles p join members m on m.id = p.member
         where p.manager = $4 and m.id <> $5 and m.state = 'active' and p.manager_level >= {RELATION}
             and {KNOWN_ONE}"
    );
    Ok(tx.value(&sql, viewer_args![viewer, manager, except]).await?.unwrap_or_default())
}

async fn reports(tx: &Tx, viewer: &Viewer, manager: Id) -> Result<Vec<Report>> {
    // Crossed: otherwise SQLite goes through all members, because they are wanted in the order of their names.
    let sql = format!(
        "select {FACE}, (select count(*) from profiles r join members rm on rm.id = r.member
             where r.manager = m.id and rm.state = 'active') as reports
         from profiles p cross join members m join organisations o on o.id = m.organisation
         where p.manager = $4 and m.id = p.member and m.id <> $4 and m.state = 'active' and p.manager_level >= {RELATION}
             and {KNOWN_ONE}
         order by m.name_key, m.id limit {REPORTS}"
    );
    tx.rows(&sql, viewer_args![viewer, manager]).await
}

/// Whether these bytes are somebody's portrait.
pub async fn is_photo(tx: &Tx, hash: &str) -> Result<bool> {
    let sql = "select 1 from members where photo = $1";
    Ok(tx.value::<i64>(sql, args![hash]).await?.is_some())
}
