//! Whom a viewer may know, and how close they are: the one definition.
//!
//! Statements begin with the parameters of [`crate::viewer_args!`]: `$1` the viewer, `$2` their reach,
//! `$3` their organisation. The fragments need `members m`. Memberships are joined here by SQL because
//! this capability stands below spaces.

use super::types::Person;
use crate::identity::FACE;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::viewer::{Editable, Seen, Viewer};

/// A row of `members m` whom the viewer may know of: the company knows everybody; others know their own
/// organisation, those with whom they share a space, and who has a public field. It uses all three
/// parameters.
pub const PERSON_KNOWN: &str = "(m.state <> 'invited' and ($2 = 3 or m.organisation = $3
    or m.id in (select mb.member from memberships mb where mb.state = 'joined' and mb.space in
        (select ms.space from memberships ms where ms.member = $1 and ms.state = 'joined'))
    or m.id in (select pp.member from profiles pp where pp.any_public = 1)))";

/// The same as [`PERSON_KNOWN`], asked of each row by itself: quicker where a statement has few of them.
pub const KNOWN_ONE: &str = "(m.state <> 'invited' and ($2 = 3 or m.organisation = $3
    or exists (select 1 from memberships mb join memberships ms on ms.space = mb.space
        where mb.member = m.id and mb.state = 'joined' and ms.member = $1 and ms.state = 'joined')
    or exists (select 1 from profiles pp where pp.member = m.id and pp.any_public = 1)))";

/// In how many spaces both members are: `$1` and `$2`.
pub const SPACES_IN_COMMON: &str = "select count(*) from memberships a join memberships b on b.space = a.space
    where a.member = $1 and a.state = 'joined' and b.member = $2 and b.state = 'joined'";

/// What the viewer is to `members m`: 0 the same, 1 a colleague, 2 somebody with a space in common,
/// 3 a stranger. A field is visible when its level is not smaller.
pub const RELATION: &str = "case when m.id = $1 then 0 when m.organisation = $3 then 1
    when exists (select 1 from memberships mb join memberships ms on ms.space = mb.space
        where mb.member = m.id and mb.state = 'joined' and ms.member = $1 and ms.state = 'joined') then 2
    else 3 end";

/// The person with this handle; `NotFound` when there is none or the viewer may not know of them.
pub async fn find(tx: &Tx, viewer: &Viewer, handle: &str) -> Result<Seen<Person>> {
    let sql = format!(
        "select {FACE}, o.name as organisation, o.kind as organisation_kind, m.state, m.email, m.zone,
            {RELATION} as relation
         from members m join organisations o on o.id = m.organisation
         where m.handle = $4 and {KNOWN_ONE}"
    );
    let handle = handle.to_lowercase();
    let person: Option<Person> = tx.row(&sql, crate::viewer_args![viewer, handle]).await?;
    person.map(Seen::admit).ok_or(Error::NotFound)
}

/// The viewer's own profile, to change it.
pub async fn own(tx: &Tx, viewer: &Viewer) -> Result<Editable<Person>> {
    viewer.signed_in()?;
    let person = find(tx, viewer, &viewer.handle).await?;
    if !viewer.is(person.id) {
        return Err(Error::NotFound);
    }
    Ok(Editable::admit(person))
}

/// Fields that owners may change although they came from the directory, unless the setting
/// `people_owner_edits` names others.
const OWNER_EDITS: &str = "about,skills,interests,languages,phone,contact,photo,pronouns,experience";

/// Whether the policy leaves this field to its owner even when the directory filled it.
pub fn owner_edits(policy: Option<&str>, field: &str) -> bool {
    policy.unwrap_or(OWNER_EDITS).split(',').any(|word| word.trim() == field)
}
