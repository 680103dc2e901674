//! What others ask identity: who somebody is, what the installation is called.

use super::types::{MemberState, Organisation, OrganisationKind, RoleCell};
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::languages::Language;
use kernel::viewer::{Theme, Viewer, Way};
use kernel::{args, record};

/// The company's name until somebody chooses it.
const UNNAMED: &str = "Fourleaf";

record! {
    /// What a viewer is made of.
    #[derive(Debug, Clone)]
    pub(super) struct Identified {
        pub member: Id,
        pub organisation: Id,
        pub kind: OrganisationKind,
        pub role: RoleCell,
        pub handle: String,
        pub name: String,
        pub photo: Option<String>,
        pub language: Option<String>,
        pub zone: Option<String>,
        pub theme: String,
    }
}

/// Columns of [`Identified`] with `members m` and `organisations o`.
pub(super) const IDENTIFIED: &str = "m.id as member, m.organisation, o.kind, m.role, m.handle, m.name, m.photo,
    m.language, m.zone, m.theme";

impl Identified {
    pub fn viewer(self, way: Way) -> Viewer {
        Viewer {
            member: Some(self.member),
            organisation: Some(self.organisation),
            standing: self.kind.standing(),
            role: self.role.0,
            way,
            handle: self.handle,
            name: self.name,
            photo: self.photo,
            language: self.language.as_deref().and_then(Language::parse),
            zone: self.zone,
            theme: Theme::parse(&self.theme).unwrap_or_default(),
        }
    }
}

/// The viewer that `member` is, for what is done in their name outside a request. `NotFound` when they
/// are not active.
pub async fn viewer_of(tx: &Tx, member: Id) -> Result<Viewer> {
    let sql = format!(
        "select {IDENTIFIED} from members m join organisations o on o.id = m.organisation
         where m.id = $1 and m.state = 'active'"
    );
    let found: Option<Identified> = tx.row(&sql, args![member]).await?;
    Ok(found.ok_or(Error::NotFound)?.viewer(Way::Unknown))
}

/// The member with this handle, active or not.
pub async fn member_by_handle(tx: &Tx, handle: &str) -> Result<Option<Id>> {
    tx.value("select id from members where handle = $1", args![handle]).await
}

/// The member with this mail address (in any case), active or not.
pub async fn member_by_email(tx: &Tx, email: &str) -> Result<Option<Id>> {
    tx.value("select id from members where email = $1", args![email.trim().to_lowercase()]).await
}

/// The member with this key of the directory.
pub async fn member_by_source_key(tx: &Tx, key: &str) -> Result<Option<Id>> {
    tx.value("select id from members where source_key = $1", args![key]).await
}

record! {
    /// Somebody as those who write to them or act on them need it.
    #[derive(Debug, Clone)]
    pub struct Account {
        pub id: Id,
        pub handle: String,
        pub name: String,
        pub email: Option<String>,
        pub state: MemberState,
        pub role: RoleCell,
        pub language: Option<String>,
        pub password: Option<String>,
    }
}

const ACCOUNT: &str = "id, handle, name, email, state, role, language, password";

pub async fn account(tx: &Tx, member: Id) -> Result<Account> {
    let sql = format!("select {ACCOUNT} from members where id = $1");
    tx.row(&sql, args![member]).await?.ok_or(Error::NotFound)
}

/// The account that somebody means who types a handle or a mail address.
pub async fn account_by_login(tx: &Tx, login: &str) -> Result<Option<Account>> {
    let login = login.trim().trim_start_matches('@').to_lowercase();
    let column = if login.contains('@') { "email" } else { "handle" };
    tx.row(&format!("select {ACCOUNT} from members where {column} = $1"), args![login]).await
}

pub async fn organisation_by_slug(tx: &Tx, slug: &str) -> Result<Option<Id>> {
    tx.value("select id from organisations where slug = $1", args![slug]).await
}

/// The company's own organisation, the oldest if there are several.
pub async fn own_organisation(tx: &Tx) -> Result<Option<Id>> {
    tx.value("select id from organisations where kind = 'own' order by id limit 1", &[]).await
}

/// All organisations: the own first, then by name. There are tens, at most hundreds.
pub async fn organisations(tx: &Tx) -> Result<Vec<Organisation>> {
    let sql = "select o.id, o.slug, o.name, o.kind, o.domain, coalesce(c.members, 0) as members
               from organisations o
               left join (select m.organisation, count(*) as members from members m
                          where m.state <> 'deactivated' group by m.organisation) c on c.organisation = o.id
               order by case when o.kind = 'own' then 0 else 1 end, o.slug limit 1000";
    tx.rows(sql, &[]).await
}

/// The organisations that one may be put into: id and name, the company's own first. Nobody is counted for it.
pub async fn organisation_names(tx: &Tx) -> Result<Vec<(Id, String)>> {
    let sql = "select o.id, o.name from organisations o
               order by case when o.kind = 'own' then 0 else 1 end, o.slug limit 1000";
    tx.rows(sql, &[]).await
}

/// What was decided for the whole installation under `key`.
pub async fn setting(tx: &Tx, key: &str) -> Result<Option<String>> {
    tx.value("select value from installation where key = $1", args![key]).await
}

/// The company's name.
pub async fn company(tx: &Tx) -> Result<String> {
    Ok(setting(tx, "company").await?.unwrap_or_else(|| UNNAMED.to_owned()))
}

/// The language of those whose own is not known.
pub async fn installation_language(tx: &Tx) -> Result<Language> {
    Ok(setting(tx, "language").await?.and_then(|code| Language::parse(&code)).unwrap_or_default())
}

/// True when somebody can run the installation: before, only the set-up page is open.
pub async fn is_set_up(tx: &Tx) -> Result<bool> {
    let sql = "select 1 from members where role = 'administrator' limit 1";
    Ok(tx.value::<i64>(sql, &[]).await?.is_some())
}

/// The active members with these folded names, each with their name's key: who an author may be.
pub async fn members_named(tx: &Tx, name_keys: &[String]) -> Result<Vec<(String, Id)>> {
    let sql = "select name_key, id from members where state = 'active' and name_key in (each_text($1))";
    tx.rows(sql, args![name_keys]).await
}

/// The administrator who has been one the longest: who owns what belongs to nobody else.
pub async fn first_administrator(tx: &Tx) -> Result<Option<Id>> {
    let sql = "select id from members where role = 'administrator' and state = 'active' order by id limit 1";
    tx.value(sql, &[]).await
}
