//! Erasing a person: the account ends, who they were is forgotten, what they wrote stays.

use crate::retention::{is_person_held, pass_gate};
use community::identity::holdings::Holdings;
use community::identity::{Erasers, ops};
use community::posts::purging;
use kernel::args;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::viewer::Viewer;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// What is kept of somebody who was erased, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Posts and comments, as by a former member, so that conversations stay readable.
    pub written: i64,
    /// A hold names the person, or keeps what they may have written: who they were lies sealed until it is released.
    pub sealed: bool,
}

/// All of it in the transaction of the caller, behind the gate of holds.
pub async fn erase(tx: &Tx, viewer: &Viewer, member: Id, erasers: &Erasers, holdings: &Holdings) -> Result<Kept> {
    pass_gate(tx).await?;
    let sealed = !is_person_held(tx, member).await?.is_empty();
    if sealed {
        seal(tx, member).await?;
    }
    let sql = "select photo from members where id = $1";
    let photo: Option<String> = tx.value::<Option<String>>(sql, args![member]).await?.flatten();
    ops::deactivate(tx, viewer.member, member).await?;
    holdings.erase(tx, member).await?;
    for eraser in &erasers.0 {
        eraser(tx, member).await?;
    }
    // A hold keeps the picture, too.
    purging::let_go(tx, &photo.into_iter().filter(|_| !sealed).collect::<Vec<_>>()).await?;
    let sql = "select count(*) from posts where (author = $1 or veiled = $1) and state not in ('discarded', 'purged')";
    Ok(Kept { written: tx.value(sql, args![member]).await?.unwrap_or(0), sealed })
}

/// Keeps who somebody is, for the holds that name them.
async fn seal(tx: &Tx, member: Id) -> Result<()> {
    let sql =
        "select m.handle, m.name, m.headline, coalesce(m.email, ''), coalesce(m.source_key, ''), coalesce(m.photo, '')
               from members m where m.id = $1";
    type Who = (String, String, String, String, String, String);
    let Some(who) = tx.row::<Who>(sql, args![member]).await? else { return Ok(()) };
    let sql = "select department, place, country, phone, about, contact from profiles where member = $1";
    type Profile = (String, String, String, String, String, String);
    let profile = tx.row::<Profile>(sql, args![member]).await?.unwrap_or_default();
    let told = json!({
        "handle": who.0, "name": who.1, "headline": who.2, "email": who.3, "source_key": who.4,
        "photo": who.5, "department": profile.0, "place": profile.1, "country": profile.2, "phone": profile.3, "about": profile.4,
        "contact": profile.5,
    });
    let sql = "insert into rights_sealed (member, at, who) values ($1, $2, $3) on conflict (member) do nothing";
    tx.execute(sql, args![member, tx.now(), told.to_string()]).await.map(drop)
}

/// Forgets who was sealed and is named by no hold any more; how many.
pub async fn unseal(tx: &Tx) -> Result<u64> {
    pass_gate(tx).await?;
    let sealed: Vec<Id> = tx.column("select member from rights_sealed order by member limit 500", &[]).await?;
    let mut forgotten = 0;
    for member in sealed {
        if is_person_held(tx, member).await?.is_empty() {
            let sql = "select who from rights_sealed where member = $1";
            let who: serde_json::Value = match tx.value::<String>(sql, args![member]).await? {
                Some(who) => serde_json::from_str(&who)?,
                None => serde_json::Value::Null,
            };
            let photo = who.get("photo").and_then(|photo| photo.as_str()).filter(|photo| !photo.is_empty());
            let photo = photo.map(str::to_owned);
            purging::let_go(tx, &photo.into_iter().collect::<Vec<_>>()).await?;
            forgotten += tx.execute("delete from rights_sealed where member = $1", args![member]).await?;
        }
    }
    Ok(forgotten)
}
