//! What is computed of single people, and whether it is: the company says for each analysis whether it is off, on, or
//! left to each member; without a word of the company each member chooses.
//!
//! Here it is only kept and answered. Whoever computes asks [`is_on`] or [`without`] in the transaction that computes, so a
//! switch takes effect at the next reading.

use kernel::args;
use kernel::capability::Capability;
use kernel::db::{Cell, FromCell, Migrations, Tx};
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::viewer::Viewer;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::HashSet;

const MIGRATIONS: Migrations =
    Migrations { capability: "analyses", steps: &[("V1__analyses", include_str!("migrations/V1__analyses.sql"))] };

/// A member switched one for themselves: details `{name, on}`.
pub const CHOSEN: &str = "analyses.chosen";
/// The company said what holds for everybody: details `{name, policy}`.
pub const DECIDED: &str = "analyses.decided";

/// Something that is computed of single people. What is new is added here, before it is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Analysis {
    /// The order of "for you".
    Feed,
    /// Who knows what.
    Experts,
    /// People and spaces that one may want to know.
    Suggestions,
    /// The order of one's search results.
    Search,
    /// Who is here.
    Presence,
}

impl Analysis {
    pub const ALL: [Self; 5] = [Self::Feed, Self::Experts, Self::Suggestions, Self::Search, Self::Presence];

    pub fn word(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::Experts => "experts",
            Self::Suggestions => "suggestions",
            Self::Search => "search",
            Self::Presence => "presence",
        }
    }

    pub fn parse(word: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word).ok_or(Error::NotFound)
    }
}

/// Whether the company has switched presence off, as a condition.
pub const NO_PRESENCE: &str = "exists (select 1 from analyses an where an.name = 'presence' and an.policy = 'off')";

/// What the company says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Policy {
    /// On, and each member may switch it off for themselves.
    #[default]
    Choice,
    On,
    Off,
}

impl Policy {
    pub const ALL: [Self; 3] = [Self::Choice, Self::On, Self::Off];

    pub fn word(self) -> &'static str {
        match self {
            Self::Choice => "choice",
            Self::On => "on",
            Self::Off => "off",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.word() == word)
    }
}

impl FromCell for Policy {
    fn from_cell(cell: &Cell<'_>) -> Result<Self> {
        let word = String::from_cell(cell)?;
        Self::parse(&word).ok_or_else(|| Error::internal(format!("a policy of analyses that nobody knows: {word}")))
    }
}

/// What the company says of each, in the order of [`Analysis::ALL`].
pub async fn policies(tx: &Tx) -> Result<[(Analysis, Policy); 5]> {
    let rows: Vec<(String, Policy)> = tx.rows("select name, policy from analyses", &[]).await?;
    let of = |one: Analysis| rows.iter().find(|(name, _)| name == one.word()).map_or(Policy::Choice, |(_, said)| *said);
    Ok(Analysis::ALL.map(|one| (one, of(one))))
}

/// Those that the member has switched off, whether or not that counts now.
pub async fn switched_off(tx: &Tx, member: Id) -> Result<HashSet<String>> {
    let sql = "select name from analyses_off where member = $1";
    Ok(tx.column::<String>(sql, args![member]).await?.into_iter().collect())
}

/// Whether it is computed of, and for, this viewer. A stranger has nothing that could be computed.
pub async fn is_on(tx: &Tx, viewer: &Viewer, analysis: Analysis) -> Result<bool> {
    let Some(member) = viewer.member else { return Ok(false) };
    Ok(!without(tx, analysis, &[member]).await?.contains(&member))
}

/// Those of the members of whom it is not computed.
pub async fn without(tx: &Tx, analysis: Analysis, members: &[Id]) -> Result<HashSet<Id>> {
    if members.is_empty() {
        return Ok(HashSet::new());
    }
    let sql = "select policy from analyses where name = $1";
    match tx.value::<Policy>(sql, args![analysis.word()]).await?.unwrap_or_default() {
        Policy::On => Ok(HashSet::new()),
        Policy::Off => Ok(members.iter().copied().collect()),
        Policy::Choice => {
            let sql = "select member from analyses_off where name = $1 and member in (each($2))";
            Ok(tx.column::<Id>(sql, args![analysis.word(), members]).await?.into_iter().collect())
        }
    }
}

/// Switches it for oneself; presence is chosen where it is seen. An error while the company does not leave that to its members.
pub async fn choose(tx: &Tx, viewer: &Viewer, analysis: Analysis, on: bool) -> Result<()> {
    let member = viewer.signed_in()?;
    if analysis == Analysis::Presence {
        // There is more to choose: who may see it.
        return Err(Error::Conflict("analyses-presence"));
    }
    let sql = "select policy from analyses where name = $1";
    if tx.value::<Policy>(sql, args![analysis.word()]).await?.unwrap_or_default() != Policy::Choice {
        return Err(Error::Forbidden("analyses-decided"));
    }
    let sql = if on {
        "delete from analyses_off where member = $1 and name = $2"
    } else {
        "insert into analyses_off (member, name) values ($1, $2) on conflict (member, name) do nothing"
    };
    if tx.execute(sql, args![member, analysis.word()]).await? > 0 {
        let details = json!({ "name": analysis.word(), "on": on });
        journal::record(tx, Event::new(CHOSEN, Some(member), member).with(details)).await?;
    }
    Ok(())
}

/// Says what holds for everybody. Who may do that was asked before.
pub async fn decide(tx: &Tx, viewer: &Viewer, analysis: Analysis, policy: Policy) -> Result<()> {
    let sql = "insert into analyses (name, policy) values ($1, $2)
               on conflict (name) do update set policy = excluded.policy where analyses.policy <> excluded.policy";
    if tx.execute(sql, args![analysis.word(), policy.word()]).await? > 0 {
        let details = json!({ "name": analysis.word(), "policy": policy.word() });
        journal::record(tx, Event::new(DECIDED, viewer.member, Id(0)).with(details)).await?;
    }
    Ok(())
}

/// Nothing of a member who is erased stays.
pub async fn erase(tx: &Tx, member: Id) -> Result<()> {
    tx.execute("delete from analyses_off where member = $1", args![member]).await.map(drop)
}

pub fn capability() -> Capability {
    Capability { migrations: vec![MIGRATIONS], ..Capability::default() }
}
