//! What becomes of a space whose only owner is gone: a moderator looks after it, else a curator, else
//! an administrator of the installation. And of who was invited into one.

use super::memberships::set_membership;
use super::types::SpaceRole;
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::journal::{self, Event, Reader};
use serde_json::json;

pub fn reader() -> Reader {
    Reader::in_transaction("spaces.succession", &["identity.deactivated"], |_, tx, entry| {
        Box::pin(hand_over_all(tx, entry.object))
    })
}

/// Who came by an invitation to a space is a member of it.
pub fn welcome() -> Reader {
    Reader::in_transaction("spaces.welcome", &["identity.joined"], |_, tx, entry| {
        Box::pin(async move {
            match entry.space {
                Some(space) => set_membership(tx, space, entry.object, SpaceRole::Member).await.map(drop),
                None => Ok(()),
            }
        })
    })
}

pub(super) async fn hand_over_all(tx: &Tx, member: Id) -> Result<()> {
    let sql = "select ms.space from memberships ms
               where ms.member = $1 and ms.state = 'joined' and ms.role = 'owner' and not exists
                   (select 1 from memberships other join members m on m.id = other.member
                    where other.space = ms.space and other.state = 'joined' and other.role = 'owner'
                      and m.state <> 'deactivated')";
    for space in tx.column::<Id>(sql, args![member]).await? {
        hand_over(tx, space, member).await?;
    }
    Ok(())
}

async fn hand_over(tx: &Tx, space: Id, from: Id) -> Result<()> {
    let Some(heir) = heir(tx, space).await? else { return Ok(()) };
    set_membership(tx, space, heir, SpaceRole::Owner).await?;
    let event = Event::new("spaces.handed_over", None, space).within(Some(space));
    journal::record(tx, event.with(json!({ "from": from, "to": heir }))).await
}

async fn heir(tx: &Tx, space: Id) -> Result<Option<Id>> {
    let sql = "select ms.member from memberships ms join members m on m.id = ms.member
               where ms.space = $1 and ms.state = 'joined' and ms.role in ('moderator', 'curator') and m.state = 'active'
               order by case ms.role when 'moderator' then 0 else 1 end, ms.at, ms.member limit 1";
    if let Some(heir) = tx.value(sql, args![space]).await? {
        return Ok(Some(heir));
    }
    let sql = "select id from members where role = 'administrator' and state = 'active' order by id limit 1";
    tx.value(sql, &[]).await
}
