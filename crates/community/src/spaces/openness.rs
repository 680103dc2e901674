//! Who may read a space, and what follows when that changes.
//!
//! Widening needs a confirmation that names the new audience; what is inside keeps its narrower one.
//! Narrowing takes effect at once: in the same transaction whatever is inside and wider is narrowed
//! too, by those who keep it ([`Followers`], registered by the capabilities above), and members whom
//! the new audience leaves out lose their membership. So there is no moment at which something is
//! read by more people than its space says.

use super::ops::name_partners;
use super::types::Space;
use super::{Audience, memberships};
use futures_util::future::BoxFuture;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, FieldError, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::viewer::Editable;
use serde_json::json;

/// Narrows what a capability keeps in a space: nothing there may be wider than the audience.
pub type Follower = for<'a> fn(&'a Tx, Id, Audience) -> BoxFuture<'a, Result<()>>;

/// A part of the program: those who follow when a space becomes narrower.
#[derive(Clone, Default)]
pub struct Followers(pub Vec<Follower>);

/// Changes the audience. `confirmed` is the audience that the person named when asked; the field error
/// `confirm_audience` `spaces-confirm` asks for it, with the argument `audience`.
pub async fn change_audience(
    tx: &Tx,
    actor: Option<Id>,
    space: &Editable<Space>,
    to: Audience,
    partners: &[Id],
    confirmed: Option<Audience>,
    followers: &Followers,
) -> Result<()> {
    let from = space.audience;
    let same_partners = to != Audience::Partners || same_partners(tx, space.id, partners).await?;
    if from == to && same_partners {
        return Ok(());
    }
    // Another partner reads along: to them it is wider, whatever the word says.
    let wider =
        to.is_wider_than(from) || (to == Audience::Partners && !names_only_known(tx, space.id, from, partners).await?);
    if wider && confirmed != Some(to) {
        return Err(Error::Invalid(vec![
            FieldError::new("confirm_audience", "spaces-confirm").with("audience", to.word()),
        ]));
    }
    let joining = space.joining.fitting(to);
    tx.execute("update spaces set audience = $1, joining = $2 where id = $3", args![to, joining, space.id]).await?;
    if to == Audience::Partners {
        name_partners(tx, space.id, partners).await?;
    } else if from.is_wider_than(to) {
        name_partners(tx, space.id, &[]).await?;
    }
    for follower in &followers.0 {
        follower(tx, space.id, to).await?;
    }
    leave_out(tx, space.id, to).await?;
    let details = json!({ "from": from, "to": to });
    journal::record(tx, Event::new("spaces.audience_changed", actor, space.id).within(Some(space.id)).with(details))
        .await
}

async fn same_partners(tx: &Tx, space: Id, partners: &[Id]) -> Result<bool> {
    let mut named = super::queries::partners_of(tx, space).await?;
    let mut wanted = partners.to_vec();
    named.sort_unstable();
    wanted.sort_unstable();
    wanted.dedup();
    Ok(named == wanted)
}

/// True when everybody who would read has been able to read before.
async fn names_only_known(tx: &Tx, space: Id, from: Audience, partners: &[Id]) -> Result<bool> {
    if from != Audience::Partners {
        return Ok(from.is_wider_than(Audience::Partners));
    }
    let named = super::queries::partners_of(tx, space).await?;
    Ok(partners.iter().all(|partner| named.contains(partner)))
}

/// Ends what people outside an audience had in the space. Private and secret spaces have members
/// instead of an audience: there everybody stays.
async fn leave_out(tx: &Tx, space: Id, to: Audience) -> Result<()> {
    let outside = match to {
        Audience::Public | Audience::Private | Audience::Secret => return Ok(()),
        Audience::Customers => "o.kind = 'partner'",
        Audience::Partners => {
            "o.kind <> 'own' and o.id not in
            (select so.organisation from space_organisations so where so.space = $1)"
        }
        Audience::Internal => "o.kind <> 'own'",
    };
    let sql = format!(
        "delete from memberships where space = $1 and member in
            (select m.id from members m join organisations o on o.id = m.organisation where {outside})"
    );
    let owners = owners(tx, space).await?;
    tx.execute(&sql, args![space]).await?;
    if owners > 0 && self::owners(tx, space).await? == 0 {
        return Err(Error::Conflict("spaces-last-owner"));
    }
    memberships::recount(tx, space).await
}

async fn owners(tx: &Tx, space: Id) -> Result<i64> {
    let sql = "select count(*) from memberships where space = $1 and state = 'joined' and role = 'owner'";
    Ok(tx.value(sql, args![space]).await?.unwrap_or(0))
}
