//! Whether some members are here, as far as the viewer may see it: one statement for a page.

use super::access::SHOWN;
use crate::viewer_args;
use kernel::clock::{HOUR, Millis};
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::viewer::Viewer;
use serde::Serialize;
use std::collections::HashMap;

/// What is told of somebody. There is no time in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Presence {
    Now,
    Today,
}

impl Presence {
    /// The value of `data-presence`.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Now => "on",
            Self::Today => "away",
        }
    }

    pub fn text(self) -> &'static str {
        match self {
            Self::Now => "presence-now",
            Self::Today => "presence-today",
        }
    }
}

/// What the viewer may see of the people of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown(HashMap<Id, Presence>);

impl Shown {
    pub fn of(&self, member: &Id) -> Option<Presence> {
        self.0.get(member).copied()
    }
}

/// "Today" is at most this long ago: a day has another beginning for each reader, and where it begins
/// would tell more than is meant.
const TODAY: Millis = 18 * HOUR;

/// Which of `members` are here or were today. Nobody is told of themselves.
pub async fn of(tx: &Tx, viewer: &Viewer, members: &[Id]) -> Result<Shown> {
    if viewer.member.is_none() || members.is_empty() {
        return Ok(Shown::default());
    }
    let sql = format!(
        "select m.id, case when coalesce(p.until, 0) > $5 then 1 else 0 end as present
         from members m left join presences p on p.member = m.id left join presence_choices c on c.member = m.id
         where m.id in (each($4)) and m.id <> $1 and (coalesce(p.until, 0) > $5 or m.last_seen > $6) and {}",
        *SHOWN
    );
    let now = tx.now();
    let rows: Vec<(Id, bool)> = tx.rows(&sql, viewer_args![viewer, members, now, now - TODAY]).await?;
    let presence = |present: bool| if present { Presence::Now } else { Presence::Today };
    Ok(Shown(rows.into_iter().map(|(member, present)| (member, presence(present))).collect()))
}
