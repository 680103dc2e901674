//! What an import changes at a space that it has made: on behalf of nobody, so through no viewer.

use super::ops::index;
use kernel::args;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::journal::{self, Event};
use kernel::text::fold;

/// Name, summary and the space above it, as the source has them now.
pub async fn describe(tx: &Tx, space: Id, name: &str, summary: &str, parent: Option<Id>) -> Result<()> {
    let slug: Option<String> = tx.value("select slug from spaces where id = $1", args![space]).await?;
    let slug = slug.ok_or(Error::NotFound)?;
    let sql = "update spaces set name = $1, name_key = $2, summary = $3, parent = $4 where id = $5";
    tx.execute(sql, args![name, fold(name), summary, parent, space]).await?;
    index(tx, space, name, &slug, summary).await?;
    journal::record(tx, Event::new("spaces.described", None, space).within(Some(space))).await
}

/// Puts it away, or takes it out again.
pub async fn set_archived(tx: &Tx, space: Id, archived: bool) -> Result<()> {
    let (sql, verb) = if archived {
        ("update spaces set archived = $1 where id = $2 and archived is null", "spaces.archived")
    } else {
        (
            "update spaces set archived = null where id = $2 and archived is not null and archived <= $1",
            "spaces.unarchived",
        )
    };
    if tx.execute(sql, args![tx.now(), space]).await? > 0 {
        journal::record(tx, Event::new(verb, None, space).within(Some(space))).await?;
    }
    Ok(())
}
