//! Who sees an incident: the members of its room, and nobody else, whatever their role.

use super::types::{INCIDENT, Incident};
use community::spaces::access::JOINED;
use community::viewer_args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::{Editable, Seen, Viewer};

/// The incident, if the viewer is in its room.
pub async fn find(tx: &Tx, viewer: &Viewer, id: Id) -> Result<Seen<Incident>> {
    let sql = format!(
        "select {INCIDENT} from incidents i join spaces s on s.id = i.space
         where i.id = $4 and i.space in ({JOINED}) and cast($2 as bigint) >= 0 and cast($3 as bigint) >= 0"
    );
    let found: Option<Incident> = tx.row(&sql, viewer_args![viewer, id]).await?;
    found.map(Seen::admit).ok_or(Error::NotFound)
}

/// Whoever is in the room works on it while it is open.
pub fn open(incident: Seen<Incident>) -> Result<Editable<Incident>> {
    if incident.closed.is_none() { Ok(Editable::admit(incident)) } else { Err(Error::Conflict("incidents-closed")) }
}

/// Steps and tasks are done after it was closed as well.
pub fn workable(incident: Seen<Incident>) -> Editable<Incident> {
    Editable::admit(incident)
}
