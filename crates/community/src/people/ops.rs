//! What changes profiles and who follows whom. What a profile consists of is in [`super::profile_ops`].

pub use super::profile_ops::{
    endorse, index_words, set_experience, set_profile, set_skills, set_visibilities, withdraw_endorsement,
};

use super::level::Level;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};

/// Makes sure that there is a profile to change.
pub async fn ensure(tx: &Tx, member: Id) -> Result<()> {
    let sql = "insert into profiles (member, about, about_html, pronouns, department, place, place_key, country,
                   languages, interests, phone, contact, manager, joined, directory, visibility,
                   place_level, languages_level, skills_level, manager_level, any_public, followers, following)
               values ($1, '', '', '', '', '', '', '', '', '', '', '[]', null, null, '', '{}', 2, 2, 2, 1, 0, 0, 0)
               on conflict (member) do nothing";
    tx.execute(sql, args![member]).await?;
    Ok(())
}

/// Lets whoever changes this profile at the same time wait until this transaction has ended.
pub async fn hold(tx: &Tx, member: Id) -> Result<()> {
    ensure(tx, member).await?;
    tx.execute("update profiles set member = member where member = $1", args![member]).await.map(drop)
}

/// Makes `follower` follow `followed`; false when they did already.
pub async fn follow(tx: &Tx, follower: Id, followed: Id) -> Result<bool> {
    if follower == followed {
        return Err(Error::Conflict("people-not-oneself"));
    }
    // Who is blocked, and who blocked, does not follow.
    let sql = "select 1 from mutes where blocked = 1
               and ((member = $1 and muted = $2) or (member = $2 and muted = $1))";
    if tx.value::<i64>(sql, args![followed, follower]).await?.is_some() {
        return Err(Error::Forbidden("people-blocked"));
    }
    let sql = "insert into follows (follower, followed, at) values ($1, $2, $3)
               on conflict (follower, followed) do nothing";
    let changed = tx.execute(sql, args![follower, followed, tx.now()]).await? > 0;
    if changed {
        count_follow(tx, follower, followed, 1).await?;
        journal::record(tx, Event::new("people.followed", Some(follower), followed)).await?;
    }
    Ok(changed)
}

/// How much of what the followed writes reaches the follower.
pub async fn set_level(tx: &Tx, follower: Id, followed: Id, level: Level) -> Result<()> {
    let sql = "update follows set level = $1 where follower = $2 and followed = $3";
    match tx.execute(sql, args![level, follower, followed]).await? {
        0 => Err(Error::Conflict("people-not-followed")),
        _ => Ok(()),
    }
}

/// Ends it; false when `follower` did not follow.
pub async fn unfollow(tx: &Tx, follower: Id, followed: Id) -> Result<bool> {
    let sql = "delete from follows where follower = $1 and followed = $2";
    let changed = tx.execute(sql, args![follower, followed]).await? > 0;
    if changed {
        count_follow(tx, follower, followed, -1).await?;
        journal::record(tx, Event::new("people.unfollowed", Some(follower), followed)).await?;
    }
    Ok(changed)
}

async fn count_follow(tx: &Tx, follower: Id, followed: Id, by: i64) -> Result<()> {
    // Always in the order of ids: two who follow each other at once must not wait for one another.
    let mut both = [follower, followed];
    both.sort_unstable();
    for member in both {
        ensure(tx, member).await?;
        let sql = if member == follower {
            "update profiles set following = following + $2 where member = $1"
        } else {
            "update profiles set followers = followers + $2 where member = $1"
        };
        tx.execute(sql, args![member, by]).await?;
    }
    Ok(())
}

/// Counts followers and followed anew from the rows.
pub async fn recount(tx: &Tx, member: Id) -> Result<()> {
    ensure(tx, member).await?;
    let sql = "update profiles set
                   followers = (select count(*) from follows f where f.followed = profiles.member),
                   following = (select count(*) from follows f where f.follower = profiles.member)
               where member = $1";
    tx.execute(sql, args![member]).await?;
    Ok(())
}

/// Keeps what `muted` writes out of the member's feed; false when it was so already.
pub async fn mute(tx: &Tx, member: Id, muted: Id) -> Result<bool> {
    not_oneself(member, muted)?;
    let sql = "insert into mutes (member, muted, blocked, at) values ($1, $2, 0, $3)
               on conflict (member, muted) do nothing";
    let changed = tx.execute(sql, args![member, muted, tx.now()]).await? > 0;
    tell(tx, changed, "people.muted", member, muted).await
}

/// Ends a mute; a block stays.
pub async fn unmute(tx: &Tx, member: Id, muted: Id) -> Result<bool> {
    let sql = "delete from mutes where member = $1 and muted = $2 and blocked = 0";
    let changed = tx.execute(sql, args![member, muted]).await? > 0;
    tell(tx, changed, "people.unmuted", member, muted).await
}

/// Mutes, and ends following in both directions for as long as it lasts.
pub async fn block(tx: &Tx, member: Id, blocked: Id) -> Result<bool> {
    not_oneself(member, blocked)?;
    let sql = "insert into mutes (member, muted, blocked, at) values ($1, $2, 1, $3)
               on conflict (member, muted) do update set blocked = 1 where mutes.blocked = 0";
    let changed = tx.execute(sql, args![member, blocked, tx.now()]).await? > 0;
    unfollow(tx, member, blocked).await?;
    unfollow(tx, blocked, member).await?;
    tell(tx, changed, "people.blocked", member, blocked).await
}

/// Ends a block, and the mute with it.
pub async fn unblock(tx: &Tx, member: Id, blocked: Id) -> Result<bool> {
    let sql = "delete from mutes where member = $1 and muted = $2 and blocked = 1";
    let changed = tx.execute(sql, args![member, blocked]).await? > 0;
    tell(tx, changed, "people.unblocked", member, blocked).await
}

fn not_oneself(member: Id, other: Id) -> Result<()> {
    if member == other { Err(Error::Conflict("people-not-oneself")) } else { Ok(()) }
}

async fn tell(tx: &Tx, changed: bool, verb: &'static str, member: Id, other: Id) -> Result<bool> {
    if changed {
        journal::record(tx, Event::new(verb, Some(member), other)).await?;
    }
    Ok(changed)
}

/// Forgets who a member is: profile, skills, and whom they followed or muted.
pub async fn forget(tx: &Tx, member: Id) -> Result<()> {
    super::profile_ops::erase(tx, member).await
}
