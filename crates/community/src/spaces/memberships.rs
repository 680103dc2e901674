//! Who belongs to a space: joining, asking, inviting, leaving, and the roles of those inside.
//!
//! A space that had an owner keeps one: the last can neither leave nor be demoted. Whoever belongs to
//! a space that is open to an audience is of that audience, so that the audience tells the truth
//! about who reads; to a private or secret one anybody can be invited.

use super::audience::{Audience, reach};
use super::types::{Joining, Level, MembershipState, Space, SpaceRole};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::viewer::{Editable, Seen, Viewer};
use kernel::{args, record};
use serde_json::json;

record! {
    /// The row of one member in one space.
    #[derive(Debug, Clone, Copy)]
    pub struct Membership {
        pub role: SpaceRole,
        pub state: MembershipState,
        pub by_rule: bool,
    }
}

pub async fn of(tx: &Tx, space: Id, member: Id) -> Result<Option<Membership>> {
    let sql = "select role, state, by_rule from memberships where member = $1 and space = $2";
    tx.row(sql, args![member, space]).await
}

/// Makes somebody a member in this role, whatever they were before. True when they were not.
pub async fn set_membership(tx: &Tx, space: Id, member: Id, role: SpaceRole) -> Result<bool> {
    let before = of(tx, space, member).await?;
    write(tx, space, member, role, MembershipState::Joined).await?;
    if before.is_some_and(|before| before.state == MembershipState::Joined) {
        return Ok(false);
    }
    count(tx, space, 1).await?;
    record(tx, "spaces.joined", Some(member), space, member, Some(role)).await?;
    Ok(true)
}

/// The viewer joins, or asks to, or takes up an invitation; what they are then.
pub async fn join(tx: &Tx, viewer: &Viewer, space: &Seen<Space>) -> Result<MembershipState> {
    let member = viewer.signed_in()?;
    if space.is_joined() {
        return Ok(MembershipState::Joined);
    }
    if space.state == Some(MembershipState::Invited) {
        set_membership(tx, space.id, member, space.role.unwrap_or(SpaceRole::Member)).await?;
        return Ok(MembershipState::Joined);
    }
    if space.archived.is_some() {
        return Err(Error::Conflict("spaces-archived"));
    }
    match space.joining {
        Joining::Open => {
            set_membership(tx, space.id, member, SpaceRole::Member).await?;
            Ok(MembershipState::Joined)
        }
        // Who left a space that fills by rule may come back; the others can ask its moderators.
        Joining::Rule if space.state == Some(MembershipState::Left) => {
            set_membership(tx, space.id, member, SpaceRole::Member).await?;
            Ok(MembershipState::Joined)
        }
        Joining::Ask | Joining::Rule => {
            if space.state != Some(MembershipState::Asked) {
                write(tx, space.id, member, SpaceRole::Member, MembershipState::Asked).await?;
                record(tx, "spaces.asked", Some(member), space.id, member, None).await?;
            }
            Ok(MembershipState::Asked)
        }
        Joining::Invite => Err(Error::Forbidden("spaces-invited-only")),
    }
}

/// The viewer leaves, takes back what they asked, or declines an invitation.
pub async fn leave(tx: &Tx, viewer: &Viewer, space: &Seen<Space>) -> Result<()> {
    let member = viewer.signed_in()?;
    match space.state {
        None | Some(MembershipState::Left) => Ok(()),
        Some(MembershipState::Joined) => {
            end(tx, space.id, member, space.joining == Joining::Rule).await?;
            record(tx, "spaces.left", Some(member), space.id, member, None).await
        }
        Some(MembershipState::Asked | MembershipState::Invited) => delete(tx, space.id, member).await,
    }
}

/// Lets in somebody who asked. `NotFound` when they did not.
pub async fn approve(tx: &Tx, actor: Id, space: &Editable<Space>, member: Id) -> Result<()> {
    asked(tx, space, member).await?;
    set_membership(tx, space.id, member, SpaceRole::Member).await?;
    record(tx, "spaces.approved", Some(actor), space.id, member, None).await
}

pub async fn decline(tx: &Tx, actor: Id, space: &Editable<Space>, member: Id) -> Result<()> {
    asked(tx, space, member).await?;
    delete(tx, space.id, member).await?;
    record(tx, "spaces.declined", Some(actor), space.id, member, None).await
}

/// Invites somebody; who has asked is let in. Field error `handle` `spaces-out-of-audience` when the space is
/// for an audience that they are not part of.
pub async fn invite(tx: &Tx, actor: Id, space: &Editable<Space>, guest: &Viewer) -> Result<MembershipState> {
    let member = guest.signed_in()?;
    if !may_belong(tx, space, guest).await? {
        return Err(Error::field("handle", "spaces-out-of-audience"));
    }
    match of(tx, space.id, member).await?.map(|before| before.state) {
        Some(state @ (MembershipState::Joined | MembershipState::Invited)) => Ok(state),
        Some(MembershipState::Asked) => {
            approve(tx, actor, space, member).await?;
            Ok(MembershipState::Joined)
        }
        None | Some(MembershipState::Left) => {
            write(tx, space.id, member, SpaceRole::Member, MembershipState::Invited).await?;
            record(tx, "spaces.invited", Some(actor), space.id, member, None).await?;
            Ok(MembershipState::Invited)
        }
    }
}

/// Gives a member another role. Owners alone (and administrators) make and unmake owners.
pub async fn change_role(tx: &Tx, viewer: &Viewer, space: &Editable<Space>, member: Id, role: SpaceRole) -> Result<()> {
    let before = inside(tx, space, member).await?;
    may_touch(viewer, space, before.role.max(role))?;
    if before.role == role {
        return Ok(());
    }
    if before.role == SpaceRole::Owner {
        keep_an_owner(tx, space.id).await?;
    }
    write(tx, space.id, member, role, MembershipState::Joined).await?;
    record(tx, "spaces.role_changed", viewer.member, space.id, member, Some(role)).await
}

/// Takes somebody out, or takes an invitation back.
pub async fn remove(tx: &Tx, viewer: &Viewer, space: &Editable<Space>, member: Id) -> Result<()> {
    let before = of(tx, space.id, member).await?.ok_or(Error::NotFound)?;
    match before.state {
        MembershipState::Joined => {
            may_touch(viewer, space, before.role)?;
            end(tx, space.id, member, space.joining == Joining::Rule).await?;
            record(tx, "spaces.removed", viewer.member, space.id, member, None).await
        }
        MembershipState::Invited | MembershipState::Asked => delete(tx, space.id, member).await,
        MembershipState::Left => Err(Error::NotFound),
    }
}

/// A pin is a moment: pins stand in the order in which they were made. `NotFound` for who has not joined.
pub async fn pin(tx: &Tx, member: Id, space: Id) -> Result<()> {
    let sql = "update memberships set pinned = case when pinned = 0 then $1 else pinned end
               where member = $2 and space = $3 and state = 'joined'";
    match tx.execute(sql, args![tx.now(), member, space]).await? {
        0 => Err(Error::Forbidden("spaces-members-only")),
        _ => Ok(()),
    }
}

pub async fn unpin(tx: &Tx, member: Id, space: Id) -> Result<()> {
    let sql = "update memberships set pinned = 0 where member = $1 and space = $2";
    tx.execute(sql, args![member, space]).await.map(drop)
}

/// How much of the space reaches the member; none is as usual: all of it in their feed. Who chooses everything is
/// told of each post as well. It is theirs to say, whether they belong to it or not.
pub async fn set_level(tx: &Tx, member: Id, space: Id, level: Option<Level>) -> Result<()> {
    let Some(level) = level else {
        let sql = "delete from space_levels where member = $1 and space = $2";
        return tx.execute(sql, args![member, space]).await.map(drop);
    };
    let sql = "insert into space_levels (member, space, level) values ($1, $2, $3)
               on conflict (member, space) do update set level = excluded.level";
    tx.execute(sql, args![member, space, level]).await.map(drop)
}

/// `Conflict` when the space has one owner only.
pub async fn keep_an_owner(tx: &Tx, space: Id) -> Result<()> {
    // The row of the space is locked first, so that two owners cannot leave at the same moment.
    tx.execute("update spaces set members = members where id = $1", args![space]).await?;
    let sql = "select count(*) from memberships ms join members m on m.id = ms.member
               where ms.space = $1 and ms.state = 'joined' and ms.role = 'owner' and m.state <> 'deactivated'";
    match tx.value::<i64>(sql, args![space]).await?.unwrap_or(0) {
        0 | 1 => Err(Error::Conflict("spaces-last-owner")),
        _ => Ok(()),
    }
}

/// Whether somebody belongs to the audience of the space.
async fn may_belong(tx: &Tx, space: &Space, guest: &Viewer) -> Result<bool> {
    if space.audience > Audience::Internal || space.audience.number() <= reach(guest) {
        return Ok(true);
    }
    if space.audience != Audience::Partners {
        return Ok(false);
    }
    let sql = "select count(*) from space_organisations where space = $1 and organisation = $2";
    Ok(tx.value::<i64>(sql, args![space.id, guest.organisation.unwrap_or_default()]).await?.unwrap_or(0) > 0)
}

/// Moderators see to members and curators; whose word counts more is the owners' affair.
fn may_touch(viewer: &Viewer, space: &Space, role: SpaceRole) -> Result<()> {
    if role < SpaceRole::Moderator || super::access::owns(viewer, space) {
        Ok(())
    } else {
        Err(Error::Forbidden("spaces-owners-only"))
    }
}

async fn inside(tx: &Tx, space: &Space, member: Id) -> Result<Membership> {
    let before = of(tx, space.id, member).await?;
    before.filter(|before| before.state == MembershipState::Joined).ok_or(Error::NotFound)
}

async fn asked(tx: &Tx, space: &Space, member: Id) -> Result<()> {
    let before = of(tx, space.id, member).await?;
    before.filter(|before| before.state == MembershipState::Asked).map(drop).ok_or(Error::NotFound)
}

async fn write(tx: &Tx, space: Id, member: Id, role: SpaceRole, state: MembershipState) -> Result<()> {
    let sql = "insert into memberships (space, member, role, state, pinned, by_rule, at)
               values ($1, $2, $3, $4, 0, 0, $5)
               on conflict (member, space) do update set role = excluded.role, state = excluded.state, by_rule = 0";
    tx.execute(sql, args![space, member, role, state, tx.now()]).await.map(drop)
}

/// Ends a membership; `remember` keeps a rule from bringing the member back.
async fn end(tx: &Tx, space: Id, member: Id, remember: bool) -> Result<()> {
    if super::access::role_in(tx, space, member).await? == Some(SpaceRole::Owner) {
        keep_an_owner(tx, space).await?;
    }
    if remember {
        let sql = "update memberships set state = 'left', role = 'member', pinned = 0, by_rule = 0
                   where member = $1 and space = $2";
        tx.execute(sql, args![member, space]).await?;
    } else {
        delete(tx, space, member).await?;
    }
    count(tx, space, -1).await
}

async fn delete(tx: &Tx, space: Id, member: Id) -> Result<()> {
    tx.execute("delete from memberships where member = $1 and space = $2", args![member, space]).await.map(drop)
}

async fn count(tx: &Tx, space: Id, by: i64) -> Result<()> {
    tx.execute("update spaces set members = members + $1 where id = $2", args![by, space]).await.map(drop)
}

async fn record(
    tx: &Tx,
    verb: &'static str,
    actor: Option<Id>,
    space: Id,
    member: Id,
    role: Option<SpaceRole>,
) -> Result<()> {
    let details = json!({ "member": member, "role": role });
    journal::record(tx, Event::new(verb, actor, space).within(Some(space)).with(details)).await
}

/// Counts anew, after many memberships have changed at once.
pub async fn recount(tx: &Tx, space: Id) -> Result<()> {
    let sql = "update spaces set members =
                   (select count(*) from memberships ms where ms.space = $1 and ms.state = 'joined')
               where id = $1";
    tx.execute(sql, args![space]).await.map(drop)
}
/// Takes somebody out of every space, without a word in the journal: who they were is forgotten. A space that they owned
/// alone is handed over first.
pub async fn erase(tx: &Tx, member: Id) -> Result<()> {
    super::succession::hand_over_all(tx, member).await?;
    let spaces: Vec<Id> = tx.column("select space from memberships where member = $1", args![member]).await?;
    tx.execute("delete from memberships where member = $1", args![member]).await?;
    tx.execute("delete from space_levels where member = $1", args![member]).await?;
    for space in spaces {
        recount(tx, space).await?;
    }
    Ok(())
}
