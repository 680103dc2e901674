//! Who is in which space, and as what.

use super::batches::{Manner, Placed, write_all};
use super::members::{self, person_key, space_key};
use super::register::{self, Standing};
use super::report::{Outcome, Report};
use super::table::{self, Column, Row};
use community::spaces;
use community::spaces::types::SpaceRole;
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use std::collections::HashSet;
use std::path::Path;

const COLUMNS: &[Column] = &[
    ("space", &["team", "group", "slug"]),
    ("member", &["username", "handle", "user", "login"]),
    ("role", &["kind", "type"]),
];

#[derive(Debug)]
struct Coming {
    file: String,
    line: u64,
    space: String,
    member: String,
    role: SpaceRole,
}

impl Placed for Coming {
    fn place(&self) -> (&str, u64) {
        (&self.file, self.line)
    }
}

/// Imports the memberships of a CSV file.
pub async fn memberships(app: &App, file: &Path, manner: Manner) -> Result<Report> {
    let mut report = Report::default();
    let rows = table::read(file, COLUMNS, &["space", "member"], &mut report)?;
    let name = file.display().to_string();
    let (mut seen, mut coming) = (HashSet::new(), Vec::with_capacity(rows.len()));
    for row in &rows {
        match read(row, &name, &mut seen) {
            Ok(one) => coming.push(one),
            Err(reason) => report.refuse(&name, row.line, reason),
        }
    }
    let coming = known(app, coming, &mut report).await?;
    write_all(app, manner, coming, &mut report, |tx, coming| Box::pin(put(tx, coming))).await?;
    Ok(report)
}

fn read(row: &Row, file: &str, seen: &mut HashSet<(String, String)>) -> std::result::Result<Coming, String> {
    let (space, member) = (row.text("space").to_owned(), row.text("member").to_owned());
    if space.is_empty() || member.is_empty() {
        return Err(format!("has no {}", if space.is_empty() { "space" } else { "member" }));
    }
    let word = row.text("role").to_lowercase();
    if ["alumni", "alumnus", "former"].contains(&word.as_str()) {
        // Somebody who has left would come to read what is only for those who are there.
        return Err(format!("{member} has left {space}: the role is {word}"));
    }
    let role =
        role(&word).ok_or_else(|| format!("{word:?} is no role: write owner, moderator, curator, member or reader"))?;
    if !seen.insert((space_key(&space), person_key(&member))) {
        return Err(format!("{member} in {space} stands in the file twice"));
    }
    Ok(Coming { file: file.to_owned(), line: row.line, space, member, role })
}

fn role(word: &str) -> Option<SpaceRole> {
    match word {
        "" => Some(SpaceRole::Member),
        "lead" | "leader" | "admin" | "administrator" | "maintainer" => Some(SpaceRole::Owner),
        "guest" => Some(SpaceRole::Reader),
        word => SpaceRole::parse(word),
    }
}

/// Those whose space and member exist.
async fn known(app: &App, coming: Vec<Coming>, report: &mut Report) -> Result<Vec<Coming>> {
    let pairs: Vec<(String, String)> = coming.iter().map(|one| (one.space.clone(), one.member.clone())).collect();
    let missing = app
        .db
        .read(async move |tx: &Tx| {
            let mut missing = Vec::with_capacity(pairs.len());
            for (space, member) in &pairs {
                missing.push(if members::space(tx, space).await?.is_none() {
                    Some(format!("there is no space {space}"))
                } else if members::member(tx, member).await?.is_none() {
                    Some(format!("there is no member {member}"))
                } else {
                    None
                });
            }
            Ok(missing)
        })
        .await?;
    let mut known = Vec::with_capacity(coming.len());
    for (one, missing) in coming.into_iter().zip(missing) {
        match missing {
            Some(reason) => report.refuse(&one.file, one.line, reason),
            None => known.push(one),
        }
    }
    Ok(known)
}

async fn put(tx: &Tx, coming: &Coming) -> Result<Outcome> {
    let key = format!("membership:{}:{}", space_key(&coming.space), person_key(&coming.member));
    let standing = register::standing(tx, &key, coming.role.word()).await?;
    if matches!(standing, Standing::Unchanged) {
        return Ok(Outcome::Unchanged);
    }
    let space = members::space(tx, &coming.space).await?.ok_or(Error::NotFound)?;
    let member = members::member(tx, &coming.member).await?.ok_or(Error::NotFound)?;
    spaces::ops::set_membership(tx, space, member, coming.role).await?;
    register::remember(tx, &key, space, coming.role.word()).await?;
    Ok(standing.outcome())
}
