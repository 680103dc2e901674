//! What connects the viewer with a person: spaces, people and the line of managers. Short on purpose; it
//! says only what the viewer could find by hand.

use super::access::{KNOWN_ONE, RELATION, SPACES_IN_COMMON};
use crate::identity::{FACE, Face};
use crate::viewer_args;
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::viewer::Viewer;

/// How many of those whom both follow are named.
const NAMED: i64 = 3;

/// How two people stand in the line of managers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The viewer's manager.
    Above,
    /// Reports to the viewer.
    Below,
    /// Both report to the same manager.
    Beside,
}

impl Line {
    pub fn text(self) -> &'static str {
        match self {
            Self::Above => "people-line-above",
            Self::Below => "people-line-below",
            Self::Beside => "people-line-beside",
        }
    }
}

#[derive(Debug, Clone, Default)]
pub struct Connection {
    pub line: Option<Line>,
    pub spaces: i64,
    pub both_follow: Vec<Face>,
}

impl Connection {
    pub fn is_empty(&self) -> bool {
        self.line.is_none() && self.spaces == 0 && self.both_follow.is_empty()
    }
}

/// What connects a signed-in viewer with another member.
pub async fn between(tx: &Tx, viewer: &Viewer, person: Id) -> Result<Connection> {
    let Some(own) = viewer.member.filter(|own| *own != person) else { return Ok(Connection::default()) };
    let spaces = tx.value(SPACES_IN_COMMON, args![own, person]).await?.unwrap_or(0);
    // Crossed: otherwise SQLite goes through all members, because they are wanted in the order of their names.
    let sql = format!(
        "select {FACE} from follows a join follows b on b.followed = a.followed and b.follower = $4
             cross join members m join organisations o on o.id = m.organisation
         where m.id = a.followed and a.follower = $1 and m.state = 'active' and {KNOWN_ONE} order by m.name_key, m.id limit {NAMED}"
    );
    let both_follow: Vec<Face> = tx.rows(&sql, viewer_args![viewer, person]).await?;
    Ok(Connection { line: line(tx, viewer, person).await?, spaces, both_follow })
}

/// Read only where the person lets the viewer see who their manager is.
async fn line(tx: &Tx, viewer: &Viewer, person: Id) -> Result<Option<Line>> {
    let sql = format!(
        "select coalesce(p.manager, 0), coalesce(mine.manager, 0) from profiles p
         join members m on m.id = p.member left join profiles mine on mine.member = $1
         where p.member = $4 and p.manager_level >= {RELATION} and {KNOWN_ONE}"
    );
    let nobody = Id::default();
    let found: Option<(Id, Id)> = tx.row(&sql, viewer_args![viewer, person]).await?;
    let (theirs, mine) = found.unwrap_or_default();
    Ok(match () {
        () if mine == person => Some(Line::Above),
        () if viewer.is(theirs) => Some(Line::Below),
        () if theirs != nobody && theirs == mine => Some(Line::Beside),
        () => None,
    })
}
