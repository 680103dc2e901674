//! What a hold keeps and what an export for a case takes: people, spaces, words and a period.

use crate::audit;
use community::identity::queries::member_by_handle;
use community::identity::{Face, faces};
use community::spaces::queries as spaces;
use kernel::clock::{DAY, Millis};
use kernel::db::{Columns, Row, Tx};
use kernel::error::{Checks, Error, Result};
use kernel::ids::Id;
use kernel::text::fold;
use kernel::{args, record};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;

/// Everything that fits all of it. Of people, spaces and words one is enough; an empty list leaves nothing out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    pub people: Vec<Id>,
    pub spaces: Vec<Id>,
    /// Folded.
    pub words: Vec<String>,
    pub since: Millis,
    pub until: Millis,
}

impl Default for Scope {
    fn default() -> Self {
        Self { people: Vec::new(), spaces: Vec::new(), words: Vec::new(), since: 0, until: Millis::MAX }
    }
}

record! {
    struct Kept {
        people: String,
        spaces: String,
        words: String,
        since: Millis,
        until: Millis,
    }
}

impl Columns for Scope {
    fn columns(row: &Row<'_>, name: &str) -> Result<Self> {
        let kept = Kept::columns(row, name)?;
        Ok(Self {
            people: serde_json::from_str(&kept.people)?,
            spaces: serde_json::from_str(&kept.spaces)?,
            words: serde_json::from_str(&kept.words)?,
            since: kept.since,
            until: kept.until,
        })
    }
}

impl Scope {
    /// What a form means. An error names its field.
    pub async fn read(tx: &Tx, form: &ScopeForm) -> Result<Self> {
        Ok(Self {
            people: people_of(tx, "people", &form.people).await?,
            spaces: spaces_of(tx, "spaces", &form.spaces).await?,
            words: listed(&form.words).iter().map(|word| fold(word)).filter(|word| !word.is_empty()).collect(),
            since: audit::day(form.since.trim(), "since")?.unwrap_or(0),
            until: audit::day(form.until.trim(), "until")?.map_or(Millis::MAX, |until| until + DAY - 1),
        })
    }

    /// It must name somebody, some place, or some word.
    pub fn check(&self, checks: &mut Checks) {
        let named = !(self.people.is_empty() && self.spaces.is_empty() && self.words.is_empty());
        checks.require(named, "people", "scope-nothing");
        checks.require(self.since <= self.until, "until", "scope-period");
    }

    /// People, spaces and words as their columns keep them.
    pub fn lists(&self) -> Result<[String; 3]> {
        Ok([
            serde_json::to_string(&self.people)?,
            serde_json::to_string(&self.spaces)?,
            serde_json::to_string(&self.words)?,
        ])
    }

    /// The day with which it begins and the moment with which it ends, where it does.
    pub fn period(&self) -> (Option<Millis>, Option<Millis>) {
        (Some(self.since).filter(|since| *since > 0), Some(self.until).filter(|until| *until < Millis::MAX))
    }
}

#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ScopeForm {
    /// Handles, with commas between them; empty: everybody.
    pub people: String,
    /// Addresses of spaces, with commas between them; empty: everywhere.
    pub spaces: String,
    /// With commas between them; empty: whatever is said.
    pub words: String,
    /// Days, as 2026-11-02; empty: without an end.
    pub since: String,
    pub until: String,
}

/// A scope as it is shown.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScopeView {
    pub people: Vec<Face>,
    pub spaces: Vec<String>,
    pub words: Vec<String>,
    /// Null: from the beginning, without an end.
    pub since: Option<Millis>,
    pub until: Option<Millis>,
}

/// What people and spaces are called.
pub struct Names {
    faces: HashMap<Id, Face>,
    spaces: HashMap<Id, String>,
}

impl Names {
    /// Of those that the scopes name, and of other people.
    pub async fn read(tx: &Tx, scopes: &[&Scope], others: impl Iterator<Item = Id>) -> Result<Self> {
        let people: Vec<Id> = scopes.iter().flat_map(|scope| scope.people.iter().copied()).chain(others).collect();
        let places: Vec<Id> = scopes.iter().flat_map(|scope| scope.spaces.iter().copied()).collect();
        let sql = "select id, name from spaces where id in (each($1))";
        let spaces = tx.rows::<(Id, String)>(sql, args![places]).await?.into_iter().collect();
        Ok(Self { faces: faces(tx, &people).await?, spaces })
    }

    pub fn face(&self, member: Id) -> Option<Face> {
        self.faces.get(&member).cloned()
    }

    pub fn scope(&self, scope: &Scope) -> ScopeView {
        let (since, until) = scope.period();
        ScopeView {
            people: scope.people.iter().filter_map(|person| self.face(*person)).collect(),
            spaces: scope.spaces.iter().filter_map(|space| self.spaces.get(space).cloned()).collect(),
            words: scope.words.clone(),
            since,
            until,
        }
    }
}

/// Words between commas.
fn listed(text: &str) -> Vec<String> {
    text.split([',', '\n']).map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).take(500).collect()
}

/// The members behind handles; the field error `field` `not-found` when one is nobody.
pub async fn people_of(tx: &Tx, field: &str, handles: &str) -> Result<Vec<Id>> {
    let mut people = Vec::new();
    for handle in listed(handles) {
        let member = member_by_handle(tx, handle.trim_start_matches('@')).await?;
        people.push(member.ok_or_else(|| Error::field(field, "not-found"))?);
    }
    Ok(people)
}

/// The spaces at addresses, whoever may know of them.
async fn spaces_of(tx: &Tx, field: &str, slugs: &str) -> Result<Vec<Id>> {
    let mut found = Vec::new();
    for slug in listed(slugs) {
        found.push(spaces::by_slug(tx, &slug).await?.ok_or_else(|| Error::field(field, "not-found"))?);
    }
    Ok(found)
}
