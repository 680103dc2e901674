//! Bookmarks and the private collections that they lie in.

use super::types::Post;
use kernel::db::Tx;
use kernel::error::{Error, Result};
use kernel::ids::Id;
use kernel::viewer::{Seen, Viewer};
use kernel::{args, record};
use serde::Serialize;
use utoipa::ToSchema;

record! {
    /// A private collection.
    #[derive(Debug, Clone, Serialize, ToSchema)]
    pub struct Collection {
        pub id: Id,
        pub name: String,
        pub posts: i64,
    }
}

/// Saves a post for later; into `collection` when one is given.
pub async fn save(tx: &Tx, viewer: &Viewer, post: &Seen<Post>, collection: Option<Id>) -> Result<()> {
    let member = viewer.signed_in()?;
    if let Some(collection) = collection {
        let sql = "select count(*) from collections where id = $1 and member = $2";
        if tx.value::<i64>(sql, args![collection, member]).await? != Some(1) {
            return Err(Error::field("collection", "not-found"));
        }
    }
    let sql = "insert into bookmarks (member, post, collection, at) values ($1, $2, $3, $4)
               on conflict (member, post) do update set collection = excluded.collection";
    tx.execute(sql, args![member, post.id, collection.unwrap_or_default(), tx.now()]).await.map(drop)
}

/// The collection that a saved post lies in.
pub async fn collection_of(tx: &Tx, viewer: &Viewer, post: Id) -> Result<Option<Id>> {
    let sql = "select collection from bookmarks where member = $1 and post = $2 and collection > 0";
    tx.value(sql, args![viewer.id(), post]).await
}

pub async fn unsave(tx: &Tx, viewer: &Viewer, post: Id) -> Result<()> {
    let sql = "delete from bookmarks where member = $1 and post = $2";
    tx.execute(sql, args![viewer.signed_in()?, post]).await.map(drop)
}

pub async fn collections(tx: &Tx, viewer: &Viewer) -> Result<Vec<Collection>> {
    let sql = "select c.id, c.name, (select count(*) from bookmarks b where b.member = c.member and b.collection = c.id) as posts
               from collections c where c.member = $1 order by c.name, c.id limit 500";
    tx.rows(sql, args![viewer.id()]).await
}

pub async fn collect(tx: &Tx, viewer: &Viewer, name: &str) -> Result<Id> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 80 {
        return Err(Error::field("name", "required"));
    }
    let id = tx.id();
    let sql = "insert into collections (id, member, name, created) values ($1, $2, $3, $4)";
    tx.execute(sql, args![id, viewer.signed_in()?, name, tx.now()]).await?;
    Ok(id)
}

/// Removes a collection; what lay in it stays saved. `NotFound` when it is not theirs, or gone.
pub async fn discard(tx: &Tx, viewer: &Viewer, id: Id) -> Result<()> {
    let member = viewer.signed_in()?;
    tx.execute("update bookmarks set collection = 0 where member = $1 and collection = $2", args![member, id]).await?;
    match tx.execute("delete from collections where id = $1 and member = $2", args![id, member]).await? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}
