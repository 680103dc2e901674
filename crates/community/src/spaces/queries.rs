//! What others ask of spaces: pins for the frame, choices for the composer, who looks after a space.

use super::access::{SPACE_KNOWN, SPACE_READABLE};
use super::types::{MembershipState, PartnerChoice, SpaceChoice, SpaceRole, space_path};
use crate::identity::{FACE, Face};
use crate::people::{MutedSpace, ProfileSpace};
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::viewer::Viewer;
use kernel::web::Pin;
use kernel::{args, record};
use serde::Serialize;
use utoipa::ToSchema;

/// As many pins stand in the rail.
const MOST_PINS: i64 = 12;
/// As many spaces stand on a profile.
const MOST_ON_PROFILE: i64 = 12;
/// As many spaces are offered to write in.
const MOST_CHOICES: i64 = 500;

/// The spaces that a member pinned, oldest pin first.
pub async fn pins(tx: &Tx, member: Id) -> Result<Vec<Pin>> {
    let sql = "select s.slug, s.name from memberships ms join spaces s on s.id = ms.space
               where ms.member = $1 and ms.state = 'joined' and ms.pinned > 0
               order by ms.pinned, ms.space limit $2";
    let rows: Vec<(String, String)> = tx.rows(sql, args![member, MOST_PINS]).await?;
    Ok(rows.into_iter().map(|(slug, name)| pin(&slug, name)).collect())
}

fn pin(slug: &str, name: String) -> Pin {
    Pin { url: space_path(slug), initials: crate::initials(&name), tone: crate::tone(&name), name }
}

/// The spaces of a member that the viewer may read, those of both first: who else is in a private space
/// is for its members.
pub async fn of_member(tx: &Tx, viewer: &Viewer, member: Id) -> Result<Vec<ProfileSpace>> {
    let sql = format!(
        "select s.slug, s.name, case when me.space is null then 0 else 1 end as shared
         from memberships mb join spaces s on s.id = mb.space
         left join memberships me on me.space = s.id and me.member = $1 and me.state = 'joined'
         where mb.member = $4 and mb.state = 'joined' and s.archived is null and {SPACE_READABLE}
         order by shared desc, s.active desc, s.id limit {MOST_ON_PROFILE}"
    );
    let rows: Vec<(String, String, bool)> = tx.rows(&sql, crate::viewer_args![viewer, member]).await?;
    Ok(rows.into_iter().map(|(slug, name, shared)| ProfileSpace { url: space_path(&slug), name, shared }).collect())
}

/// Where the viewer may write: the spaces that they have joined as more than a reader.
pub async fn choices(tx: &Tx, viewer: &Viewer) -> Result<Vec<SpaceChoice>> {
    let sql = "select s.id, s.slug, s.name, s.audience from memberships ms join spaces s on s.id = ms.space
               where ms.member = $1 and ms.state = 'joined' and ms.role <> 'reader' and s.archived is null
               order by s.name_key, s.id limit $2";
    tx.rows(sql, args![viewer.id(), MOST_CHOICES]).await
}

/// The space with this address, whoever asks: for imports and commands.
pub async fn by_slug(tx: &Tx, slug: &str) -> Result<Option<Id>> {
    tx.value("select id from spaces where slug = $1", args![slug]).await
}

/// The space that an import made under this key.
pub async fn by_source_key(tx: &Tx, key: &str) -> Result<Option<Id>> {
    tx.value("select id from spaces where source_key = $1", args![key]).await
}

/// The organisations that a space for partners names.
pub async fn partners_of(tx: &Tx, space: Id) -> Result<Vec<Id>> {
    tx.column("select organisation from space_organisations where space = $1", args![space]).await
}

/// The organisations that can be named.
pub async fn partner_choices(tx: &Tx) -> Result<Vec<PartnerChoice>> {
    let sql = "select o.id, o.slug, o.name from organisations o where o.kind <> 'own' order by o.name, o.id limit 500";
    tx.rows(sql, &[]).await
}

/// The spaces that the viewer keeps out of their feed, by name, as far as they may still know of them.
pub async fn muted(tx: &Tx, viewer: &Viewer) -> Result<Vec<MutedSpace>> {
    let sql = format!(
        "select s.slug, s.name from space_levels l join spaces s on s.id = l.space
         where l.member = $1 and l.level = 'nothing' and {SPACE_KNOWN} order by s.name_key, s.id limit 200"
    );
    let rows: Vec<(String, String)> = tx.rows(&sql, crate::viewer_args![viewer]).await?;
    Ok(rows.into_iter().map(|(slug, name)| MutedSpace { url: space_path(&slug), name }).collect())
}

/// The names of those that a space names.
pub async fn partner_names(tx: &Tx, space: Id) -> Result<Vec<String>> {
    let sql = "select o.name from space_organisations so join organisations o on o.id = so.organisation
               where so.space = $1 order by o.name limit 200";
    tx.column(sql, args![space]).await
}

record! {
    /// Somebody in a space, with what they are there.
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct SpaceMember {
        pub id: Id,
        pub handle: String,
        pub name: String,
        pub headline: String,
        pub photo: Option<String>,
        pub outside: Option<String>,
        pub role: SpaceRole,
        pub state: MembershipState,
    }
}

impl SpaceMember {
    pub fn path(&self) -> String {
        crate::identity::member_path(&self.handle)
    }

    pub fn has_role(&self, role: &SpaceRole) -> bool {
        self.role == *role
    }
}

/// What a list of members continues behind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Behind {
    /// Order of the role, 0 for owners.
    pub rank: i64,
    pub name_key: String,
    pub member: Id,
}

/// Owners first, readers last.
const RANK: &str = "case ms.role when 'owner' then 0 when 'moderator' then 1 when 'curator' then 2
    when 'member' then 3 else 4 end";

/// Those who have joined, by role and name, behind a key; `words` are folded beginnings of names.
pub async fn members(
    tx: &Tx,
    space: Id,
    state: MembershipState,
    prefix: &str,
    behind: &Behind,
    most: i64,
) -> Result<Vec<SpaceMember>> {
    let sql = format!(
        "select {FACE}, ms.role, ms.state from memberships ms
         join members m on m.id = ms.member join organisations o on o.id = m.organisation
         where ms.space = $1 and ms.state = $2 and m.state <> 'deactivated'
           and ({RANK}, m.name_key, m.id) > ($3, $4, $5)
           and (m.name_key like $6 escape '\\' or m.name_key like $7 escape '\\')
         order by {RANK}, m.name_key, m.id limit $8"
    );
    let begins = format!("{}%", escaped(prefix));
    let inside = format!("% {}%", escaped(prefix));
    let args = args![space, state, behind.rank, &behind.name_key, behind.member, begins, inside, most];
    tx.rows(&sql, args).await
}

/// Where a member stands in the list, to continue behind them.
pub async fn place_of(tx: &Tx, space: Id, member: Id) -> Result<Option<Behind>> {
    let sql = format!(
        "select cast({RANK} as bigint), m.name_key from memberships ms join members m on m.id = ms.member
         where ms.space = $1 and ms.member = $2"
    );
    let row: Option<(i64, String)> = tx.row(&sql, args![space, member]).await?;
    Ok(row.map(|(rank, name_key)| Behind { rank, name_key, member }))
}

/// Owners and moderators: those whom one can ask.
pub async fn caretakers(tx: &Tx, space: Id) -> Result<Vec<SpaceMember>> {
    let sql = format!(
        "select {FACE}, ms.role, ms.state from memberships ms
         join members m on m.id = ms.member join organisations o on o.id = m.organisation
         where ms.space = $1 and ms.state = 'joined' and ms.role in ('owner', 'moderator') and m.state <> 'deactivated'
         order by {RANK}, m.name_key, m.id limit 12"
    );
    tx.rows(&sql, args![space]).await
}

/// How many ask to be let in.
pub async fn waiting(tx: &Tx, space: Id) -> Result<i64> {
    let sql = "select count(*) from memberships where space = $1 and state = 'asked'";
    Ok(tx.value(sql, args![space]).await?.unwrap_or(0))
}

/// A few faces of a space, newest member first.
pub async fn some_faces(tx: &Tx, space: Id, most: i64) -> Result<Vec<Face>> {
    let sql = format!(
        "select {FACE} from memberships ms
         join members m on m.id = ms.member join organisations o on o.id = m.organisation
         where ms.space = $1 and ms.state = 'joined' and m.state <> 'deactivated'
         order by ms.at desc, m.id desc limit $2"
    );
    tx.rows(&sql, args![space, most]).await
}

/// A text that `like` takes as it is.
pub fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
