//! A face: what is shown of a member wherever they appear in a list or beside what they wrote.

use super::member_path;
use kernel::db::Tx;
use kernel::error::Result;
use kernel::ids::Id;
use kernel::{args, record};
use serde::Serialize;
use std::collections::HashMap;

record! {
    /// A member in brief.
    #[derive(Debug, Clone, Default, Serialize, utoipa::ToSchema)]
    pub struct Face {
        pub id: Id,
        pub handle: String,
        pub name: String,
        pub headline: String,
        /// Hash of the photo among the files.
        pub photo: Option<String>,
        /// The organisation's name when it is not the company itself: who reads should know.
        pub outside: Option<String>,
    }
}

impl Face {
    pub fn path(&self) -> String {
        member_path(&self.handle)
    }
}

/// Columns of a face in a statement that has `members m` and `organisations o` on `o.id = m.organisation`.
pub const FACE: &str = "m.id, m.handle, m.name, m.headline, m.photo,
    case when o.kind = 'own' then null else o.name end as outside";

/// The faces of these members, by id. Deactivated members have theirs too: what they wrote stays.
pub async fn faces(tx: &Tx, ids: &[Id]) -> Result<HashMap<Id, Face>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let sql =
        format!("select {FACE} from members m join organisations o on o.id = m.organisation where m.id in (each($1))");
    let faces: Vec<Face> = tx.rows(&sql, args![ids]).await?;
    Ok(faces.into_iter().map(|face| (face.id, face)).collect())
}
