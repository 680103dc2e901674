//! Spaces from a table: CSV or a JSON array of objects.
//!
//! A space that says nothing of its audience is private: who imports it can open it, but cannot take
//! back what has been read.

use super::batches::{Manner, Placed, named_first, write_all};
use super::members::{self, space_key};
use super::register::{self, Standing};
use super::report::{Outcome, Report};
use super::table::{self, Column, Row};
use community::identity;
use community::spaces::types::{Joining, NewSpace};
use community::spaces::{self, Audience};
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use std::collections::HashSet;
use std::path::Path;

const COLUMNS: &[Column] = &[
    ("name", &["slug", "id", "team"]),
    ("title", &["display_name", "full_name"]),
    ("summary", &["description", "about"]),
    ("parent", &["subteam_of"]),
    ("audience", &["visibility"]),
    ("joining", &["join"]),
    ("partners", &["organisations"]),
    ("rules", &[]),
    ("archived", &[]),
];

#[derive(Debug)]
struct Coming {
    file: String,
    row: Row,
    audience: Audience,
}

impl Placed for Coming {
    fn place(&self) -> (&str, u64) {
        (&self.file, self.row.line)
    }
}

/// Imports the spaces of a file; `audience` is for those that name none.
pub async fn spaces(app: &App, file: &Path, audience: Audience, manner: Manner) -> Result<Report> {
    let mut report = Report::default();
    let rows = table::read(file, COLUMNS, &["name"], &mut report)?;
    let name = file.display().to_string();
    let mut seen = HashSet::new();
    let rows = table::sound(rows, &name, &mut report, |row| unsound(row, &mut seen));
    let named = |row: &Row| (space_key(row.text("name")), row.given("parent").map(space_key));
    for (line, parent) in table::named_elsewhere(&rows, "parent", named) {
        let looked = parent.clone();
        if app.db.read(async move |tx: &Tx| members::space(tx, &looked).await).await?.is_none() {
            report.note(format!("{name}:{line}: there is no space {parent} above it"));
        }
    }
    let rows = named_first(rows, named);
    let coming = rows.into_iter().map(|row| {
        let audience = row.given("audience").and_then(Audience::parse).unwrap_or(audience);
        Coming { file: name.clone(), row, audience }
    });
    let coming = coming.collect();
    write_all(app, manner, coming, &mut report, |tx, coming| Box::pin(put(tx, &coming.row, coming.audience))).await?;
    Ok(report)
}

fn unsound(row: &Row, seen: &mut HashSet<String>) -> Option<String> {
    let name = row.text("name");
    if name.is_empty() {
        return Some("has no name".to_owned());
    }
    if let Some(audience) = row.given("audience")
        && Audience::parse(audience).is_none()
    {
        let known: Vec<&str> = Audience::ALL.into_iter().map(Audience::word).collect();
        return Some(format!("{audience:?} is no audience: write one of {}", known.join(", ")));
    }
    if let Some(joining) = row.given("joining")
        && Joining::parse(joining).is_none()
    {
        return Some(format!("{joining:?} is no way to join: write open, ask or invite"));
    }
    if !seen.insert(kernel::text::slug(name)) {
        return Some(format!("the name {name} stands in the file twice"));
    }
    None
}

async fn put(tx: &Tx, row: &Row, audience: Audience) -> Result<Outcome> {
    let key = space_key(row.text("name"));
    let fingerprint = register::fingerprint(&row.as_text());
    let standing = register::standing(tx, &key, &fingerprint).await?;
    let new = new_space(tx, row, audience, &key).await?;
    let space = match standing {
        Standing::Unchanged => return Ok(Outcome::Unchanged),
        // Its people decide about audience and joining once it is there.
        Standing::Changed(space) => {
            spaces::imported::describe(tx, space, &new.name, &new.summary, new.parent).await?;
            space
        }
        Standing::Unknown => match spaces::queries::by_slug(tx, &new.slug).await? {
            Some(_) => return Err(Error::field("slug", "taken")),
            None => spaces::ops::create(tx, None, &new).await?,
        },
    };
    spaces::imported::set_archived(tx, space, table::is_yes(row.text("archived"))).await?;
    register::remember(tx, &key, space, &fingerprint).await?;
    Ok(standing.outcome())
}

async fn new_space(tx: &Tx, row: &Row, audience: Audience, key: &str) -> Result<NewSpace> {
    let name = row.text("name");
    let joining = row.given("joining").and_then(Joining::parse).unwrap_or(Joining::Open).fitting(audience);
    let parent = match row.given("parent") {
        None => None,
        Some(parent) => members::space(tx, parent).await?,
    };
    Ok(NewSpace {
        slug: kernel::text::slug(name),
        name: row.given("title").unwrap_or(name).to_owned(),
        summary: row.text("summary").chars().take(300).collect(),
        rules: row.text("rules").to_owned(),
        audience,
        partners: partners(tx, row).await?,
        joining,
        parent,
        source_key: Some(key.to_owned()),
        ..NewSpace::default()
    })
}

async fn partners(tx: &Tx, row: &Row) -> Result<Vec<Id>> {
    let mut partners = Vec::new();
    for name in row.list("partners") {
        let found = identity::queries::organisation_by_slug(tx, &kernel::text::slug(&name)).await?;
        partners.push(found.ok_or_else(|| Error::field("partners", "not-found"))?);
    }
    Ok(partners)
}
