//! Who and what the rows of a file mean: members by handle or name, spaces by slug.
//!
//! A name of another system may have letters that a handle of ours cannot have. The register knows
//! what it became; a member or space that was not imported is found by its own name.

use super::register;
use community::{identity, spaces};
use kernel::app::App;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::text::fold;
use std::collections::HashMap;

const MOST_HANDLE: usize = 40;

/// A name of another system as a handle: `A4-Tacks` is `a4-tacks`, `Björn_` is `bjorn`.
pub fn handle(name: &str) -> String {
    let folded = fold(name.trim().trim_start_matches('@'));
    let plain = folded.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_') { c } else { '-' });
    let mut handle = String::new();
    for c in plain {
        if c != '-' || !handle.ends_with('-') {
            handle.push(c);
        }
    }
    let handle: String = handle.trim_matches(['-', '.', '_']).chars().take(MOST_HANDLE).collect();
    handle.trim_end_matches(['-', '.', '_']).to_owned()
}

/// The key of somebody in the directory that is imported.
pub fn person_key(name: &str) -> String {
    format!("people:{}", name.trim().to_lowercase())
}

pub fn space_key(name: &str) -> String {
    format!("spaces:{}", name.trim().to_lowercase())
}

/// The member that another system knows by this name.
pub async fn member(tx: &Tx, name: &str) -> Result<Option<Id>> {
    match register::find(tx, &person_key(name)).await? {
        Some(entry) => Ok(Some(entry.object)),
        None => identity::queries::member_by_handle(tx, &handle(name)).await,
    }
}

/// The space that another system knows by this name.
pub async fn space(tx: &Tx, name: &str) -> Result<Option<Id>> {
    match register::find(tx, &space_key(name)).await? {
        Some(entry) => Ok(Some(entry.object)),
        None => spaces::queries::by_slug(tx, &kernel::text::slug(name)).await,
    }
}

/// The space that an import goes to, and who wrote what names nobody.
pub async fn target(app: &App, space: &str, author: Option<&str>) -> Result<(Id, Option<Id>)> {
    let (slug, handle) = (space.to_owned(), author.map(str::to_owned));
    app.db
        .read(async move |tx: &Tx| {
            let found = self::space(tx, &slug).await?;
            let found = found.ok_or_else(|| Error::Unavailable(format!("there is no space {slug:?}")))?;
            let Some(handle) = &handle else { return Ok((found, None)) };
            let author = member(tx, handle).await?;
            let author = author.ok_or_else(|| Error::Unavailable(format!("there is no member {handle:?}")))?;
            Ok((found, Some(author)))
        })
        .await
}

/// The member that an operator names.
pub async fn named(app: &App, handle: &str) -> Result<Id> {
    let looked = handle.to_owned();
    let found = app.db.read(async move |tx: &Tx| member(tx, &looked).await).await?;
    found.ok_or_else(|| Error::Unavailable(format!("there is no member {handle:?}")))
}

/// The members that these authors are, by folded name. Two members of one name are nobody: a text must
/// not be laid at the wrong door.
pub async fn authors(app: &App, names: Vec<String>) -> Result<HashMap<String, Id>> {
    app.db
        .read(async move |tx: &Tx| {
            let mut found: HashMap<String, Id> = HashMap::new();
            let keys: Vec<String> = names.iter().map(|name| fold(name)).collect();
            let mut twice = Vec::new();
            for (key, id) in identity::queries::members_named(tx, &keys).await? {
                if found.insert(key.clone(), id).is_some() {
                    twice.push(key);
                }
            }
            found.retain(|key, _| !twice.contains(key));
            for name in &names {
                let is_handle = !name.trim().contains(char::is_whitespace);
                if is_handle
                    && !found.contains_key(&fold(name))
                    && let Some(id) = member(tx, name).await?
                {
                    found.insert(fold(name), id);
                }
            }
            Ok(found)
        })
        .await
}

/// The company's own organisation. Without one there is nobody to import for.
pub async fn own_organisation(tx: &Tx) -> Result<Id> {
    identity::queries::own_organisation(tx).await?.ok_or_else(|| {
        Error::Unavailable("the installation is not set up: run `fourleaf admin create` first".to_owned())
    })
}
